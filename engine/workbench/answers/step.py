"""What became of one step: who did it when and for whom, with which proofs, and what was said."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from engine.case import messages as m
from engine.language import choose
from engine.possible import Possible
from engine.runtime import offers
from engine.runtime.find import find_task
from engine.store import StoredEvent
from engine.workbench.answers.lists import people_named
from engine.workbench.workbench import Workbench


@dataclass(frozen=True, slots=True)
class ProofLine:
    """A proof of a tick; a ``kept`` one is a file beside the database, else it is a reference."""

    kind: str
    reference: str
    kept: bool


@dataclass(frozen=True, slots=True)
class StepEvent:
    """Something done to a step: ticked, unticked, waived; ``said`` is the note or the reason."""

    version: int
    verb: str
    on: date
    by: str
    target: str
    proofs: tuple[ProofLine, ...]
    record: int
    said: str


@dataclass(frozen=True, slots=True)
class StepStanding:
    """Where a step stands, all that was done to it, oldest first, and what brings it on."""

    task: str
    code: str
    title: str
    project: str
    state: str
    who: tuple[str, ...]
    waits_for: tuple[str, ...]
    done: tuple[StepEvent, ...]
    possible: tuple[Possible, ...]


def step_standing(bench: Workbench, network: str, word: str) -> StepStanding:
    """Return where the step that people mean stands. Refuses an unknown or vague word."""
    whole = bench.situation(network)
    project, task = find_task(whole, word)
    place = whole.within(project) if project else whole
    needs = place.open_needs(task)
    return StepStanding(
        task.id, task.code, choose(task.title), project, place.task_state(task), task.by,
        tuple(choose(one.title) for one in needs),
        tuple(_events(bench, network, project, task.id)),
        offers.towards(place, task),
    )  # fmt: skip


def _events(bench: Workbench, network: str, project: str, task: str) -> Iterator[StepEvent]:
    happened = [
        (stored, event)
        for stored in bench.store.history(network)
        if isinstance(event := stored.event, m.TaskTicked | m.TaskMoved)
        and (event.scope, event.task) == (project, task)
    ]
    names = people_named(bench, (stored.actor for stored, _event in happened))
    for stored, event in happened:
        yield _event(stored, event, names[stored.actor])


def _event(stored: StoredEvent, event: m.TaskTicked | m.TaskMoved, by: str) -> StepEvent:
    match event:
        case m.TaskTicked():
            proofs = tuple(ProofLine(p.kind, p.reference, bool(p.digest)) for p in event.proofs)
            on, record = event.on or stored.on, event.record or event.leans_on
            return StepEvent(
                stored.version, "tick", on, by, event.target, proofs, record, event.note
            )
        case m.TaskMoved():
            return StepEvent(
                stored.version, event.verb, stored.on, by, event.target, (), 0, event.because
            )
