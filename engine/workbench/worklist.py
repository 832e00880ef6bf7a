"""The rows that lists are made of: open steps and one line per network, kept with every command.

They are copies of what the situation says, written in the same transaction and made again by
``consort rebuild``; nothing is decided from them.
"""

from collections.abc import Iterator

from engine.case import messages as m
from engine.runtime.next_steps import due_day
from engine.runtime.situation import Settled, Situation
from engine.store import Portfolio, WorklistRow

CLOSED = frozenset({"done", "waived", "cancelled"})


def worklist_of(before: Situation | None, settled: Settled) -> tuple[WorklistRow, ...]:
    """Return the rows a command changed: the steps it moved, and those that hang on them."""
    scopes = {getattr(event, "scope", "") for event in settled.events}
    rows: list[WorklistRow] = []
    for scope in sorted(scopes):
        if scope and scope not in settled.after.projects:
            continue
        rows += _rows(settled.after.within(scope), scope, _candidates(before, settled, scope))
    return tuple(rows)


def every_row(network: Situation) -> Iterator[WorklistRow]:
    """Yield the rows of a whole network, for a rebuild."""
    yield from _rows(network, "", None)
    for scope, project in network.projects.items():
        yield from _rows(project, scope, None)


def _candidates(before: Situation | None, settled: Settled, scope: str) -> set[str] | None:
    """Return the tasks whose row may have changed; None for all of them."""
    if before is None:
        return None
    moved: set[str] = set()
    workflow = settled.after.within(scope).workflow
    for event in settled.events:
        if getattr(event, "scope", "") != scope or isinstance(event, _STILL):
            continue
        match event:
            case m.TaskTicked() | m.TaskMoved():
                moved.add(event.task)
            case m.PhaseMoved():
                moved.update(workflow.phases[event.phase].tasks)
            case _:
                return None
    needed_by = workflow.needed_by
    return moved.union(*(needed_by.get(task, ()) for task in moved))


_STILL = (
    m.FactRecorded, m.RecordWithdrawn, m.ParameterSet, m.VoteCast, m.BallotOpened, m.BallotClosed,
    m.DocumentMoved, m.MilestoneReached, m.CriterionMarked,
)  # fmt: skip
"""Events that change no step's row."""


def _rows(situation: Situation, scope: str, tasks: set[str] | None) -> Iterator[WorklistRow]:
    chosen = situation.workflow.tasks if tasks is None else tasks
    for name in chosen:
        task = situation.workflow.tasks[name]
        state = situation.task_state(task)
        running = situation.phase(task.phase).state == "open"
        yield WorklistRow(
            scope=scope,
            task=task.id,
            state=state,
            due=due_day(situation, task) if state not in CLOSED and running else None,
            roles=task.by,
            required=task.required,
            open=running and state not in CLOSED,
        )


def portfolio_of(situation: Situation) -> Portfolio:
    """Return the line that lists show of a network."""
    open_phases = tuple(phase.id for phase in situation.open_phases)
    return Portfolio(
        title=situation.case.title,
        state=situation.case.state,
        type=situation.case.type,
        phases=open_phases,
        members=len(situation.case.active()),
        doubts=sum(mark.kind == "doubted" for mark in situation.case.marks.values()),
        last_on=situation.today,
    )
