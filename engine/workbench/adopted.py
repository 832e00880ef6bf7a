"""The facts of the last adoption, from which its record is made: text, ballot, votes, members."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from engine.case.case import QUORUM, Adoption, Ballot, DocumentVersion
from engine.case.words import said
from engine.documents import Fact
from engine.documents.compare import change_told
from engine.language import _, mark
from engine.runtime.situation import Situation
from engine.workbench.workbench import Workbench

ANSWERS: Final = {1: mark("yes"), 0: mark("no"), -1: mark("abstains")}
"""Answers of a majority ballot; those of a consensus ballot are points from 0 to 5."""

Found = tuple[str, DocumentVersion, Adoption]
Made = Callable[[Workbench, Situation, Fact], Any]
"""What makes a fact of a document."""


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
    facts = {name: make(bench, situation, found) for name, make in _PARTS.items()}
    if redline:
        facts["adoption"]["redline"] = redline
    return {name: value for name, value in facts.items() if value is not None}


def _text(_bench: Workbench, _situation: Situation, found: Found) -> dict[str, Any]:
    document, version, adoption = found
    row = {
        "title": document,
        "version": str(version.number),
        "date": adoption.on,
        "text_digest": version.text,
        "replaces": str(adoption.replaces) if adoption.replaces else None,
        "changes": [change_told(one) for one in adoption.changes],
    }
    return {key: value for key, value in row.items() if value is not None}


def _ballot(_bench: Workbench, situation: Situation, found: Found) -> dict[str, Any] | None:
    ballot = situation.case.ballots.get(found[2].ballot)
    if ballot is None:
        return None
    quorum = Decimal(ballot.quorum) if ballot.quorum else QUORUM
    return {
        "title": ballot.question,
        "rule": said(ballot.how),
        "entitled": len(ballot.voters),
        "present": len(ballot.votes),
        "quorum": f"{(100 * quorum).normalize():f} %",
        "result": said(ballot.state),
    }


def _votes(bench: Workbench, situation: Situation, found: Found) -> list[dict[str, Any]]:
    """Return every firm that was a member on the day of the adoption, and how it voted."""
    ballot = situation.case.ballots.get(found[2].ballot)
    if ballot is None:
        return []
    members = situation.case.members
    rows = []
    for firm in found[2].members:
        person = members[firm].representative
        row = {"firm": members[firm].name, "vote": _vote(ballot, firm)}
        named = {"representative": bench.name_of(person)} if person else {}
        rows.append(row | named)
    return rows


def _vote(ballot: Ballot, firm: str) -> str:
    if firm not in ballot.votes:
        return _("did not vote")
    vote = ballot.votes[firm]
    return _(ANSWERS[vote]) if ballot.how == "majority" else str(vote)


_PARTS: Final[Mapping[str, Callable[[Workbench, Situation, Found], Any]]] = {
    "adoption": _text,
    "ballot": _ballot,
    "votes": _votes,
}


def _last(make: Callable[[Workbench, Situation, Found], Any]) -> Made:
    def fact(bench: Workbench, situation: Situation, _fact: Fact) -> Any:
        found = last_adopted(situation)
        return make(bench, situation, found) if found else None

    return fact


FACTS_OF_ADOPTION: Final[Mapping[str, Made]] = {name: _last(make) for name, make in _PARTS.items()}
"""What ``made`` takes from here, by the name of the fact."""
