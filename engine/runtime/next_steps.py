"""What next: the open steps of a network in the order in which they help most.

Late ones come first, then those due this week, then what would close the nearest gate, then the
rest; each with its day, who can do it, and the tick that is wanted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from typing import Any

from engine import feel
from engine.case.case import ENDED, Ballot
from engine.definitions.workflow import Task
from engine.language import choose
from engine.possible import Possible, TargetKind
from engine.runtime import offers
from engine.runtime.assess import ASK, GOOD, Assessment, assess, is_required
from engine.runtime.formulas import value_of
from engine.runtime.open_ballots import closing, open_ballots, titled, waiting_for
from engine.runtime.situation import Situation
from engine.runtime.telling.explain import helpful

WEEK = timedelta(days=7)


class Urgency(IntEnum):
    """Why a step stands where it does in the list."""

    LATE = 0
    THIS_WEEK = 1
    NEAREST_GATE = 2
    REST = 3


@dataclass(frozen=True, slots=True)
class Step:
    """One open step: what, when, for whom still, who can do it, and what brings it on.

    An open ballot is one too, without a task: those it still waits for are ``missing``.
    """

    task: str
    title: str
    project: str
    phase: str
    state: str
    required: bool
    due: date | None
    urgency: Urgency
    who: tuple[str, ...]
    missing: tuple[str, ...]
    possible: tuple[Possible, ...]


def upcoming(network: Situation, role: str = "") -> list[Step]:
    """Return the open steps of a network and its running projects, the most urgent first.

    With ``role`` only those which that role can do. A network that has ended has none of its own;
    what goes on are the projects it kept.
    """
    ended = network.case.state in ENDED
    wanted = set[str]() if ended else _helpful(network)
    steps = [
        step
        for situation in (*(() if ended else (network,)), *_running(network))
        for step in _steps(situation, wanted)
    ]
    votes = [] if ended else [_vote(network, one) for one in open_ballots(network)]
    return sorted((s for s in (*steps, *votes) if not role or role in s.who), key=_order)


def _vote(network: Situation, ballot: Ballot) -> Step:
    """Return an open ballot as a step; it is none of the plan's, so it has no task."""
    due = ballot.closes_on
    by_day = _by_day(network, due)
    urgency = Urgency.NEAREST_GATE if by_day is None else by_day
    return Step(
        "", titled(ballot), "", "", ballot.state, True, due, urgency, ("facilitator", "member"),
        waiting_for(network, ballot), closing(network, ballot),
    )  # fmt: skip


def _order(step: Step) -> tuple[int, date, bool, bool]:
    return step.urgency, step.due or date.max, not step.required, step.state == "locked"


def _running(network: Situation) -> Iterator[Situation]:
    for project in network.projects.values():
        if project.case.state in {"approved", "running", "delivered"}:
            yield project


def _steps(situation: Situation, wanted: set[str]) -> Iterator[Step]:
    for phase in situation.open_phases:
        for task in phase.tasks.values():
            state = situation.task_state(task)
            if state not in {"done", "waived", "cancelled"}:
                yield _step(situation, task, state, wanted)


def _step(situation: Situation, task: Task, state: str, wanted: set[str]) -> Step:
    due = due_day(situation, task)
    return Step(
        task.id, choose(task.title), situation.case.id if situation.network else "", task.phase,
        state, is_required(situation, task), due, _urgency(situation, task, due, wanted), task.by,
        situation.missing(task), offers.towards(situation, task),
    )  # fmt: skip


def due_day(situation: Situation, task: Task) -> date | None:
    """Return the day a task is due, counted from its formula's day where it has one."""
    if task.due is None or task.due.after is None:
        return situation.due(task)
    start = feel.to_python(value_of(situation, task.due.after, ASK))
    return situation.due(task, start) if isinstance(start, date) else None


def _urgency(situation: Situation, task: Task, due: date | None, wanted: set[str]) -> Urgency:
    by_day = _by_day(situation, due)
    if by_day is not None:
        return by_day
    nearest = situation.network is None and task.id in wanted
    return Urgency.NEAREST_GATE if nearest else Urgency.REST


def _by_day(situation: Situation, due: date | None) -> Urgency | None:
    """Return the urgency that a day gives by itself: over, or within the week."""
    if due is None or due > situation.today + WEEK:
        return None
    return Urgency.LATE if due < situation.today else Urgency.THIS_WEEK


def _helpful(network: Situation) -> set[str]:
    """Return the tasks that would bring the nearest gate forward."""
    assessments = [assess(network, phase) for phase in network.open_phases]
    if not assessments:
        return set()
    nearest = min(assessments, key=_distance)
    wanted = {
        possible.target
        for one in nearest.checks
        if one.verdict not in GOOD
        for possible in helpful(network, one.criterion)
    }
    return {
        task.id
        for task in nearest.phase.tasks.values()
        if task in nearest.open_tasks or offers.target(network, TargetKind.TASK, task.id) in wanted
    }


def blocking(network: Situation) -> str:
    """Return the id of the first hard condition that the nearest gate lacks, if it lacks one."""
    lacking = [
        assessment
        for assessment in (assess(network, phase) for phase in network.open_phases)
        if assessment.lacking(hard=True)
    ]
    if network.case.state in ENDED or not lacking:
        return ""
    return min(lacking, key=_distance).lacking(hard=True)[0].criterion.id


def _distance(assessment: Assessment) -> tuple[Any, ...]:
    return len(assessment.lacking(hard=True)) + len(assessment.open_tasks), -assessment.soft_share
