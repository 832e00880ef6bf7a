"""The facts of the last adoption, from which its record is made: text, ballot, votes, members."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from engine.case.case import Adoption, Ballot, DocumentVersion
from engine.case.words import change_told, said
from engine.language import _, mark
from engine.method_facts.recorded import Row
from engine.method_facts.sources import Sources
from engine.runtime.situation import Situation
from engine.runtime.telling.ballots import count_told, majority_told, needed_told, quorum_told

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


def facts_of(sources: Sources, found: Found, redline: str = "") -> Row:
    """Return the facts of the record of an adoption; ``redline`` is the old and new wording."""
    facts = {name: make(sources, found) for name, make in _PARTS.items()}
    if redline:
        facts["adoption"]["redline"] = redline
    return {name: value for name, value in facts.items() if value is not None}


def _text(_sources: Sources, found: Found) -> Row:
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


def _ballot(sources: Sources, found: Found) -> Row | None:
    ballot = sources.situation.case.ballots.get(found[2].ballot)
    if ballot is None:
        return None
    members = sources.situation.case.members
    count = ballot.count()
    consensus = ballot.how == "consensus"
    return {
        "title": ballot.question,
        "rule": said(ballot.how),
        "entitled": count.entitled,
        "present": count.present,
        "quorum": None if consensus else quorum_told(ballot.rule),
        "majority": needed_told(ballot, count) if consensus else majority_told(ballot.rule),
        "counts": count_told(ballot, count),
        "meeting": ballot.closed_on,
        "chair": members[ballot.chair].name if ballot.chair in members else None,
        "paper": ballot.paper or None,
        "result": said(ballot.state),
    }


def _votes(sources: Sources, found: Found) -> list[Row]:
    """Return every firm that was a member on the day of the adoption, and how it voted."""
    ballot = sources.situation.case.ballots.get(found[2].ballot)
    if ballot is None:
        return []
    members = sources.situation.case.members
    rows = []
    for firm in found[2].members:
        person = members[firm].representative
        row = {"firm": members[firm].name, "vote": _vote(ballot, firm)}
        named = {"representative": sources.person(person)} if person else {}
        rows.append(row | named)
    return rows


def _vote(ballot: Ballot, firm: str) -> str:
    if firm not in ballot.votes:
        return _("did not vote")
    vote = ballot.votes[firm]
    if ballot.rule.secret:
        return _("has voted in secret")
    return _(ANSWERS[vote]) if ballot.how == "majority" else str(vote)


_PARTS: Final[Mapping[str, Callable[[Sources, Found], Any]]] = {
    "adoption": _text,
    "ballot": _ballot,
    "votes": _votes,
}


def _last(make: Callable[[Sources, Found], Any]) -> Callable[[Sources], Any]:
    def fact(sources: Sources) -> Any:
        found = last_adopted(sources.situation)
        return make(sources, found) if found else None

    return fact


FACTS_OF_ADOPTION: Final[Mapping[str, Callable[[Sources], Any]]] = {
    name: _last(make) for name, make in _PARTS.items()
}
"""What ``made`` takes from here, by the name of the fact."""
