"""Ballots that wait for answers: who is still asked, who counts, and what closes them."""

from collections.abc import Iterator

from engine.case.case import Ballot
from engine.language import _
from engine.possible import Possible, TargetKind
from engine.runtime import offers
from engine.runtime.situation import Situation


def open_ballots(network: Situation) -> Iterator[Ballot]:
    """Yield the ballots that are open, in the order they were opened."""
    yield from (one for one in network.case.ballots.values() if one.state == "open")


def waiting_for(network: Situation, ballot: Ballot) -> tuple[str, ...]:
    """Return who may still answer and has not."""
    active = network.case.active()
    return tuple(one for one in ballot.voters if one in active and one not in ballot.votes)


def titled(ballot: Ballot) -> str:
    """Return an open ballot as something to do."""
    return _("Vote {id}: {question}").format(id=ballot.id, question=ballot.question)


def closing(network: Situation, ballot: Ballot) -> tuple[Possible, ...]:
    """Return what closes a ballot."""
    return (offers.move(network, TargetKind.BALLOT, ballot.id, "close"),)


def counting(situation: Situation, ballot: Ballot) -> tuple[str, ...]:
    """Return who counts as entitled today: who has answered, and who still may."""
    active = situation.case.active()
    return tuple(one for one in ballot.voters if one in ballot.votes or one in active)
