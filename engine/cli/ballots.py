"""``ballot``: members decide, one firm one vote."""

from typing import Any

import click

from engine.case import messages as m
from engine.case.words import said
from engine.cli.options import Asked, asks, because, keyed, tell_done
from engine.cli.printing import give, heading, table
from engine.language import _
from engine.workbench.answers.lists import ballots

YES_NO = {"yes": 1, "no": 0, "abstain": -1}


@click.group()
def ballot() -> None:
    """Put a question to the members: 0-5 consensus scale, or a majority vote."""


@ballot.command("open")
@click.argument("network")
@click.argument("ballot")
@click.option("--question", default="", help="What is asked.")
@click.option("--how", type=click.Choice(["consensus", "majority"]), default="consensus")
@click.option("--share", default="", help="Share of yes needed in a majority vote, like 0.75.")
@click.option("--quorum", default="", help="Share of members that must answer, like 0.5.")
@click.option("--on", "subject", default="", help="What it decides, for conditions to read.")
@keyed
@asks
def open_ballot(asked: Asked, network: str, key: str, **given: Any) -> None:
    """Open BALLOT in NETWORK, or its next round if it failed before."""
    tell_done(asked.bench().execute(network, m.OpenBallot(**given), key))


@ballot.command("vote")
@click.argument("network")
@click.argument("ballot")
@click.argument("votes", nargs=-1, required=True, metavar="FIRM=VOTE...")
@keyed
@asks
def vote(asked: Asked, network: str, ballot: str, votes: tuple[str, ...], key: str) -> None:
    """Enter answers: 0 (block) to 5 (full support), or yes, no, abstain."""
    commands = [m.CastVote(ballot, *_answer(text)) for text in votes]
    tell_done(asked.bench().together(network, commands, key))


def _answer(text: str) -> tuple[str, int]:
    firm, equals, answer = text.partition("=")
    if not equals:
        message = _("{text!r}: write it as FIRM=VOTE, like anka=4 or anka=yes")
        raise click.UsageError(message.format(text=text))
    return firm, _vote(answer)


def _vote(answer: str) -> int:
    if answer in YES_NO:
        return YES_NO[answer]
    if answer.lstrip("-").isdigit():
        return int(answer)
    raise click.UsageError(
        _("{answer!r} is no vote: 0 to 5, or yes, no, abstain").format(answer=answer)
    )


def _moving(verb: str, doc: str) -> None:
    @click.argument("network")
    @click.argument("ballot")
    @because
    @keyed
    @asks
    def moved(asked: Asked, network: str, ballot: str, because: str, key: str) -> None:
        command = m.MoveBallot(verb, ballot, because)
        tell_done(asked.bench().execute(network, command, key))

    moved.__doc__ = doc
    ballot.command(verb)(moved)


_moving("close", "Count BALLOT and close it.")
_moving("withdraw", "Take BALLOT back uncounted, with a reason.")


@ballot.command("show")
@click.argument("network")
@asks
def show(asked: Asked, network: str) -> None:
    """Show the ballots of NETWORK and their answers."""
    found = ballots(asked.bench(), network)
    lines: list[str] = []
    for one in found:
        title = _("{id} (round {round}): {state}").format(
            id=one.id, round=one.round, state=said(one.state)
        )
        rows = [[v.firm, "-" if v.vote is None else str(v.vote)] for v in one.votes]
        lines += [*heading(title), one.question, *table([_("firm"), _("answer")], rows), ""]
    give(found, lines or [_("no ballot yet")])
