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
NO_VOTE = -2
"""Stands for an answer that is none; it is on no scale."""


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
    """Return firm and answer; one that is no vote is told with all else that is wrong."""
    firm, _equals, answer = text.partition("=")
    if answer in YES_NO:
        return firm, YES_NO[answer]
    return firm, int(answer) if answer.lstrip("-").isdigit() else NO_VOTE


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
