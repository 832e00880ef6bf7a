"""What is in a network: its firms, projects, ballots, thresholds and records, as lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.case.case import Ballot
from engine.case.texts import PersonId
from engine.definitions.workflow import RecordType
from engine.language import choose, spoken
from engine.runtime import facts
from engine.runtime.deciding.records import record_type
from engine.runtime.find import find_project
from engine.runtime.group_formation.grouping import Grouping
from engine.runtime.group_formation.survey import propose_groups
from engine.runtime.matters import title_of
from engine.runtime.situation import Situation
from engine.runtime.telling.ballots import (
    count_of,
    count_told,
    majority_told,
    needed_told,
    quorum_told,
)
from engine.workbench.rendering import Paper, papers
from engine.workbench.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm of a network and where it stands; persons by name."""

    id: str
    name: str
    state: str
    since: date | None
    committed_on: date | None
    representative: str
    substitute: str
    reason: str


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project of a network."""

    id: str
    type: str
    state: str
    title: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class ProjectType:
    """A type of project there is, and its kind: pilot or strategic."""

    type: str
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class VoteLine:
    """The answer of one who may vote, None as long as there is none, or where it is secret."""

    firm: str
    answered: bool
    vote: int | None
    chosen: tuple[str, ...]
    because: str
    carried_by: str


@dataclass(frozen=True, slots=True)
class BallotLine:
    """A question to the members, the rule it is under in words, the count and the answers."""

    id: str
    question: str
    how: str
    state: str
    round: int
    subject: str
    matter: str
    quorum: str
    majority: str
    needed: str
    secret: bool
    opened_on: date
    closes_on: date | None
    closed_on: date | None
    advice: str
    tally: str
    in_favour: int
    against: int
    abstained: int
    entitled: int
    winner: str
    votes: tuple[VoteLine, ...]


@dataclass(frozen=True, slots=True)
class Threshold:
    """A threshold as it stands for a network, beside what the plan says and allows."""

    name: str
    value: Any
    unit: str
    plan: Any
    low: Any
    high: Any
    lock: str
    source: str
    why: str


@dataclass(frozen=True, slots=True)
class RecordCount:
    """How many records of a type stand."""

    type: str
    records: int
    title: str


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A record on file; the names of its fields are those of its type.

    ``replaced`` says that a later one with the same key has taken its place.
    """

    number: int
    on: date | None
    fields: dict[str, Any]
    replaced: bool = False


def firms(bench: Workbench, network: str) -> list[Firm]:
    """Return the firms of a network in the order in which they came."""
    members = bench.situation(network).case.members.values()
    names = people_named(
        bench, (p for one in members for p in (one.representative, one.substitute))
    )
    return [
        Firm(
            one.id, one.name, one.state, one.since, one.committed_on,
            names[one.representative], names[one.substitute], one.reason,
        )
        for one in members
    ]  # fmt: skip


def people_named(bench: Workbench, ids: Iterable[PersonId | None]) -> dict[PersonId | None, str]:
    """Return the name of each person, as it is shown; an empty one for nobody."""
    wanted = {one for one in ids if one}
    people = bench.store.people(wanted)
    return {None: "", **{one: people[one].shown if one in people else "" for one in wanted}}


def projects(bench: Workbench, network: str) -> list[ProjectLine]:
    """Return the projects of a network."""
    found = [(one.case, one.title) for one in bench.situation(network).projects.values()]
    return [ProjectLine(one.id, one.type, one.state, title, one.due_on) for one, title in found]


def project_types(bench: Workbench) -> list[ProjectType]:
    """Return the types of project of the library."""
    found = bench.library.projects().items()
    return [ProjectType(key, one.project_kind, choose(one.title)) for key, one in found]


def ballots(bench: Workbench, network: str) -> list[BallotLine]:
    """Return the ballots of a network, each with the answer of everyone who may vote."""
    situation = bench.situation(network)
    return [_ballot(situation, one) for one in situation.case.ballots.values()]


def _ballot(situation: Situation, one: Ballot) -> BallotLine:
    count = count_of(situation, one)
    return BallotLine(
        one.id, one.question, one.how, one.state, one.round, one.subject,
        title_of(situation, one.rule.matter), quorum_told(one.rule), majority_told(one.rule),
        needed_told(one, count), one.rule.secret, one.opened_on, one.closes_on, one.closed_on,
        one.advice, count_told(one, count), count.in_favour, count.against, count.abstained,
        count.entitled, count.winner, tuple(_vote(one, firm) for firm in one.voters),
    )  # fmt: skip


def _vote(ballot: Ballot, firm: str) -> VoteLine:
    """Return the answer of a firm; of a secret ballot only whether there is one."""
    answered = firm in ballot.votes
    if ballot.rule.secret:
        return VoteLine(firm, answered, None, (), "", "")
    return VoteLine(
        firm, answered, ballot.votes.get(firm), ballot.chosen.get(firm, ()),
        ballot.doubts.get(firm, ""), ballot.carried_by.get(firm, ""),
    )  # fmt: skip


def thresholds(bench: Workbench, network: str) -> list[Threshold]:
    """Return the thresholds of a network: value, unit, what the plan says, why."""
    situation = bench.situation(network)
    values = situation.parameters
    return [
        Threshold(
            one.id, values[one.id], one.unit, one.value, one.low, one.high, one.lock, one.source,
            choose(one.why),
        )
        for one in situation.workflow.parameters.values()
    ]  # fmt: skip


def record_counts(bench: Workbench, network: str, project: str = "") -> list[RecordCount]:
    """Return how many records of each type stand in a network, or in one of its projects."""
    place = _place(bench, network, project)
    types = place.workflow.records.values()
    return [RecordCount(k.id, len(place.case.records[k.id]), choose(k.title)) for k in types]


def records(
    bench: Workbench, network: str, kind: str, project: str = "", *, confidential: bool = False
) -> list[RecordLine]:
    """Return the records of a type that stand; confidential fields only where asked for.

    Refuses an unknown type or project.
    """
    place = _place(bench, network, project)
    found = record_type(place, kind)
    shown = _shown(found, confidential=confidential)
    standing = {one["id"] for one in _standing(place, found)}
    return [
        RecordLine(
            one.id, one.on, {k: bench.shown(v) for k, v in one.fields.items() if k in shown},
            one.id not in standing,
        )
        for one in place.case.records[found.id]
    ]  # fmt: skip


def _standing(place: Situation, kind: RecordType) -> list[dict[str, Any]]:
    """Return the records that formulas see: of several with one key the latest."""
    found = facts.shown(place, kind, place.case.records[kind.id])
    return found if isinstance(found, list) else [found] if found else []


def _place(bench: Workbench, network: str, project: str) -> Situation:
    situation = bench.situation(network)
    return situation.within(find_project(situation, project)) if project else situation


def _shown(kind: RecordType, *, confidential: bool) -> set[str]:
    return {one.id for one in kind.fields.values() if confidential or not one.confidential}


def groups(bench: Workbench, network: str) -> Grouping:
    """Return the candidate groups of a network. Refuses while no survey is on record."""
    return propose_groups(bench.situation(network))


def documents(bench: Workbench, network: str) -> list[Paper]:
    """Return the documents of the library: ready, or what each still misses in this network."""
    return papers(bench, bench.situation(network), spoken())
