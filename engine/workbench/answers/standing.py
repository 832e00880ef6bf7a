"""Where networks stand: the list of all of them, and one screen about one."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from engine.case.case import Ballot
from engine.language import choose
from engine.possible import Possible, on_network
from engine.runtime.assess import GOOD, Verdict, assess, check
from engine.runtime.health import Health, health
from engine.runtime.next_steps import Urgency, upcoming
from engine.runtime.open_ballots import open_ballots, waiting_for
from engine.runtime.situation import Situation
from engine.runtime.telling.explain import Line, line
from engine.store import Organisation, Store
from engine.workbench.answers.lists import people_named
from engine.workbench.workbench import Workbench


@dataclass(frozen=True, slots=True)
class PhaseStanding:
    """Where a phase stands; of an open one ``met`` of ``of`` conditions and what is still open."""

    phase: str
    title: str
    state: str
    round: int
    opened_on: date | None
    completed_on: date | None
    met: int
    of: int
    open_steps: int
    outcome: str


@dataclass(frozen=True, slots=True)
class FirmCount:
    """How many firms are in a state."""

    state: str
    firms: int


@dataclass(frozen=True, slots=True)
class ProjectStanding:
    """Where a project stands."""

    id: str
    state: str


@dataclass(frozen=True, slots=True)
class BallotStanding:
    """An open ballot: what is asked, who has not answered, until when, and whether that is over."""

    id: str
    question: str
    waiting: tuple[str, ...]
    closes_on: date | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class NetworkStanding:
    """Where a network stands. ``late`` counts its late steps; ``possible`` leads on from here.

    ``meters`` are the conditions that the plan wants shown, as soon as something is known of them.
    """

    network: str
    title: str
    state: str
    version: int
    facilitator: str
    phases: tuple[PhaseStanding, ...]
    members: tuple[FirmCount, ...]
    projects: tuple[ProjectStanding, ...]
    ballots: tuple[BallotStanding, ...]
    in_doubt: tuple[str, ...]
    health: Health | None
    meters: tuple[Line, ...]
    late: int
    possible: tuple[Possible, ...]


def organisations(store: Store) -> list[Organisation]:
    """Return every organisation that shares a database, and how much each keeps."""
    return store.organisations()


def standing(bench: Workbench, network: str) -> NetworkStanding:
    """Return where a network stands. Raises ``NotFound`` for an unknown one."""
    situation = bench.situation(network)
    case = situation.case
    states = Counter(firm.state for firm in case.members.values())
    late = sum(step.urgency is Urgency.LATE for step in upcoming(situation))
    return NetworkStanding(
        case.id, case.title, case.state, case.version,
        facilitator=people_named(bench, [case.facilitator])[case.facilitator],
        phases=tuple(_phase(situation, name) for name in situation.workflow.phases),
        members=tuple(FirmCount(state, count) for state, count in states.items()),
        projects=tuple(ProjectStanding(k, one.state) for k, one in case.projects.items()),
        ballots=tuple(_ballot(situation, one) for one in open_ballots(situation)),
        in_doubt=tuple(k for k, mark in case.marks.items() if mark.kind == "doubted"),
        health=health(situation),
        meters=tuple(_meters(situation)),
        late=late,
        possible=(on_network("next", case.id),) if late else (),
    )  # fmt: skip


def _meters(situation: Situation) -> Iterator[Line]:
    """Yield the conditions that are always shown: those with a value, or whose phase is open."""
    for name in situation.workflow.meters:
        criterion = situation.workflow.criteria[name]
        looked = check(situation, criterion)
        opened = situation.phase(criterion.phase).state == "open"
        if opened or looked.verdict is not Verdict.UNKNOWN:
            yield line(looked)


def _ballot(situation: Situation, one: Ballot) -> BallotStanding:
    overdue = one.closes_on is not None and one.closes_on < situation.today
    waiting = waiting_for(situation, one)
    return BallotStanding(one.id, one.question, waiting, one.closes_on, overdue)


def _phase(situation: Situation, name: str) -> PhaseStanding:
    definition = situation.workflow.phases[name]
    progress = situation.phase(name)
    assessment = assess(situation, definition) if progress.state == "open" else None
    checks = assessment.checks if assessment else ()
    return PhaseStanding(
        name, choose(definition.title), progress.state, progress.round, progress.opened_on,
        progress.completed_on,
        met=sum(one.verdict in GOOD for one in checks),
        of=len(checks),
        open_steps=len(assessment.open_tasks) if assessment else 0,
        outcome=assessment.outcome if assessment else progress.outcome,
    )  # fmt: skip
