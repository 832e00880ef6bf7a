"""The rows that lists are made of: open steps and one line per network, kept with every command.

They are copies of what the situation says, written in the same transaction and made again by
``consort rebuild``; nothing is decided from them.
"""

from collections.abc import Iterable, Iterator

from engine.definitions.workflow import Task, Workflow
from engine.runtime.dependencies import Touched, touched_between, watched
from engine.runtime.health import health
from engine.runtime.next_steps import blocking, due_day
from engine.runtime.situation import Settled, Situation
from engine.store import Looked, Portfolio, WorklistRow

CLOSED = frozenset({"done", "waived", "cancelled"})


def worklist_of(before: Situation | None, settled: Settled) -> tuple[WorklistRow, ...]:
    """Return the rows a command may have changed: of steps it moved, or whose day hangs on it."""
    after = settled.after
    if before is None:
        return tuple(every_row(after))
    new_day = before.case.last_on != after.today
    touched = touched_between(before.case, after, day_changed=new_day)
    places = [("", after), *after.projects.items()]
    return tuple(
        row
        for scope, place in places
        for row in _rows(place, scope, _stale(place.workflow, touched.within(scope)))
    )


def every_row(network: Situation) -> Iterator[WorklistRow]:
    """Yield the rows of a whole network, for a rebuild."""
    for scope, place in (("", network), *network.projects.items()):
        yield from _rows(place, scope, place.workflow.tasks.values())


def _stale(workflow: Workflow, touched: Touched) -> Iterable[Task]:
    """Return the tasks whose row may be another one."""
    moved = touched.tasks
    for task in workflow.tasks.values():
        day = task.due.after if task.due else None
        if touched.all or task.id in moved or (day and watched(workflow, day, touched)):
            yield task


def _rows(situation: Situation, scope: str, tasks: Iterable[Task]) -> Iterator[WorklistRow]:
    for task in tasks:
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


def seen(situation: Situation) -> Looked:
    """Return how a network is today: its health, and the condition that holds up its next gate."""
    looked = health(situation)
    return Looked(
        situation.case.id, situation.case.version, situation.today,
        health=looked.colour if looked else "", blocks=blocking(situation),
    )  # fmt: skip


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
        facilitator=situation.case.facilitator,
        cluster=situation.case.cluster,
    )
