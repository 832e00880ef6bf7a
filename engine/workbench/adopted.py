"""The facts of the last adoption, from which its record is made: text, ballot, votes, members."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from engine.documents import Fact
from engine.language import _, mark
from engine.runtime.case import QUORUM, Adoption, Ballot, DocumentVersion
from engine.runtime.situation import Situation
from engine.runtime.words import said
from engine.workbench.bench import Workbench

ANSWERS: Final = {1: mark("yes"), 0: mark("no"), -1: mark("abstains")}
"""Answers of a majority ballot; those of a consensus ballot are points from 0 to 5."""

Found = tuple[str, DocumentVersion, Adoption]


def last_adopted(situation: Situation) -> Found | None:
    """Return document, version and adoption of what was adopted last and is in force."""
    documents = (situation.network or situation).case.documents
    found = [
        (name, version, version.adoption)
        for name, progress in documents.items()
        if (version := progress.in_force) and version.adoption
    ]
    return max(found, key=lambda one: (one[2].on, one[1].number), default=None)


def facts_of(
    bench: Workbench, situation: Situation, found: Found, redline: str = ""
) -> dict[str, Any]:
    """Return the facts of the record of an adoption; ``redline`` is the old and new wording."""
    ballot = situation.case.ballots.get(found[2].ballot)
    facts = {
        "adoption": _text(found, redline),
        "ballot": _counted(ballot) if ballot else None,
        "votes": _voted(bench, situation, found, ballot) if ballot else [],
    }
    return {key: value for key, value in facts.items() if value is not None}


def _text(found: Found, redline: str) -> dict[str, Any]:
    document, version, adoption = found
    row = {
        "title": document,
        "version": str(version.number),
        "date": adoption.on,
        "text_digest": version.text,
        "replaces": str(adoption.replaces) if adoption.replaces else None,
        "changes": list(adoption.changes),
        "redline": redline or None,
    }
    return {key: value for key, value in row.items() if value is not None}


def _counted(ballot: Ballot) -> dict[str, Any]:
    quorum = Decimal(ballot.quorum) if ballot.quorum else QUORUM
    return {
        "title": ballot.question,
        "rule": said(ballot.how),
        "entitled": len(ballot.voters),
        "present": len(ballot.votes),
        "quorum": f"{(100 * quorum).normalize():f} %",
        "result": said(ballot.state),
    }


def _voted(
    bench: Workbench, situation: Situation, found: Found, ballot: Ballot
) -> list[dict[str, Any]]:
    """Return every firm that was a member on the day of the adoption, and how it voted."""
    members = situation.case.members
    rows = []
    for firm in found[2].members:
        person = members[firm].representative
        row = {"firm": members[firm].name, "vote": _vote(ballot, firm)}
        named = {"representative": bench.shown({"person": person})} if person else {}
        rows.append(row | named)
    return rows


def _vote(ballot: Ballot, firm: str) -> str:
    if firm not in ballot.votes:
        return _("did not vote")
    vote = ballot.votes[firm]
    return _(ANSWERS[vote]) if ballot.how == "majority" else str(vote)


def _last(name: str) -> Callable[[Workbench, Situation, Fact], Any]:
    def fact(bench: Workbench, situation: Situation, _fact: Fact) -> Any:
        found = last_adopted(situation)
        return facts_of(bench, situation, found).get(name) if found else None

    return fact


FACTS_OF_ADOPTION: Final[Mapping[str, Callable[[Workbench, Situation, Fact], Any]]] = {
    name: _last(name) for name in ("adoption", "ballot", "votes")
}
"""What ``made`` takes from here, by the name of the fact."""
