"""``ballot``: members decide, one firm one vote."""

from typing import Any

import click

from engine.case import messages as m
from engine.case.voting import WAYS
from engine.case.words import said
from engine.cli.options import Asked, Day, asks, because, keyed, tell_done
from engine.cli.printing import give, heading, table, wrapped
from engine.language import _, mark
from engine.workbench.answers.lists import BallotLine, VoteLine, ballots


@click.group()
def ballot() -> None:
    """Put a question to the members: consensus 0-5, yes or no, a choice, a ranking."""


@ballot.command("open")
@click.argument("network")
@click.argument("ballot")
@click.option("--question", default="", help="What is asked.")
@click.option("--how", type=click.Choice(WAYS), default="consensus")
@click.option("--share", default="", help="Share in favour, like 2/3 or 67 %, if stricter.")
@click.option("--quorum", default="", help="Share that must answer, like 1/2, if stricter.")
@click.option(
    "--on", "subject", default="", help="What it decides: a matter, a condition's subject, a text."
)
@click.option("--option", "options", multiple=True, help="One of several to choose or rank.")
@click.option("--chair", default="", help="The firm that chairs and may decide a tie.")
@click.option("--recused", multiple=True, help="A firm that does not vote on this.")
@click.option("--called", "called_on", type=Day(), default=None, help="Day of the notice.")
@click.option("--until", "closes_on", type=Day(), default=None, help="Last day to answer.")
@keyed
@asks
def open_ballot(asked: Asked, network: str, key: str, **given: Any) -> None:
    """Open BALLOT in NETWORK, or its next round if it failed before."""
    tell_done(asked.bench().execute(network, m.OpenBallot(**given), key))


@ballot.command("vote")
@click.argument("network")
@click.argument("ballot")
@click.argument("votes", nargs=-1, required=True, metavar="FIRM=VOTE[:REASON]...")
@click.option("--carried-by", default="", help="The firm that gives these votes for others.")
@keyed
@asks
def vote(
    asked: Asked, network: str, ballot: str, votes: tuple[str, ...], carried_by: str, key: str
) -> None:
    """Enter answers: 0 (block) to 5 (full support); yes, no, abstain; or what is chosen."""
    answers = tuple(_answer(ballot, text, carried_by) for text in votes)
    tell_done(asked.bench().execute(network, m.CastVotes(ballot, answers), key))


def _answer(ballot: str, text: str, carried_by: str) -> m.CastVote:
    """Return an answer as it was written; which words are answers, the ballot knows."""
    firm, _equals, given = text.partition("=")
    answer, _colon, doubt = given.partition(":")
    return m.CastVote(ballot, firm, answer, doubt.strip(), carried_by)


def _moving(verb: str, doc: str) -> None:
    @click.argument("network")
    @click.argument("ballot")
    @click.option("--paper", default="", help="Where the answers are signed.")
    @because
    @keyed
    @asks
    def moved(asked: Asked, network: str, ballot: str, because: str, paper: str, key: str) -> None:
        command = m.MoveBallot(verb, ballot, because, paper)
        tell_done(asked.bench().execute(network, command, key))

    moved.__doc__ = doc
    ballot.command(verb)(moved)


_moving("close", "Count BALLOT and close it.")
_moving("withdraw", "Take BALLOT back uncounted, with a reason.")


@ballot.command("show")
@click.argument("network")
@click.argument("ballot", default="")
@asks
def show(asked: Asked, network: str, ballot: str) -> None:
    """Show the ballots of NETWORK, or one of them: the rule, the count, the answers."""
    found = [one for one in ballots(asked.bench(), network) if ballot in {"", one.id}]
    give(found, [text for one in found for text in _lines(one)] or [_("no ballot yet")])


def _lines(one: BallotLine) -> list[str]:
    title = _("{id} (round {round}): {state}").format(
        id=one.id, round=one.round, state=said(one.state)
    )
    rules = [(_("needed"), one.needed)]
    if one.how != "consensus":
        rules = [(_("quorum"), one.quorum), (_("majority"), one.majority), *rules]
    told = [(_("decides on"), one.matter), *rules, (_("count"), one.tally)]
    if one.closes_on:
        told.append((_("until"), str(one.closes_on)))
    width = max(len(name) for name, _text in told)
    sheet = [
        line
        for name, text in told
        for line in wrapped(text, " " * (width + 2), f"{name}:".ljust(width + 2))
    ]
    rows = [[vote.firm, _answered(one, vote), vote.because] for vote in one.votes]
    answers = table([_("firm"), _("answer"), _("reason")], rows)
    return [*heading(title), one.question, *sheet, *answers, ""]


def _answered(ballot: BallotLine, vote: VoteLine) -> str:
    """Return an answer in the words it was given in."""
    if not vote.answered:
        return "-"
    if vote.vote is None:
        return _("has answered")
    if ballot.how == "consensus":
        return str(vote.vote)
    return " > ".join(vote.chosen) or _(SAID_AS[vote.vote])


SAID_AS = {1: mark("yes"), 0: mark("no"), -1: mark("abstains")}
