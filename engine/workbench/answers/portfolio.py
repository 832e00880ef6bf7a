"""Over all networks: the list with health and what holds up, one person's day, the counts.

Health and hold-ups are those seen last; a network that was written to since, or on an earlier day,
is looked at again where it is shown, and kept by ``refresh``.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from engine.case.texts import PersonId
from engine.language import choose
from engine.runtime.next_steps import WEEK
from engine.runtime.situation import Situation
from engine.runtime.telling.explain import filled
from engine.source import NotFound
from engine.store import Chosen, NetworkRow, WorklistRow
from engine.workbench.answers.lists import people_named
from engine.workbench.workbench import Workbench
from engine.workbench.worklist import seen

PAGE = 50


@dataclass(frozen=True, slots=True)
class NetworkLine:
    """One network of a list, with titles in the language spoken.

    ``blocks`` is the condition that holds up the nearest gate; ``waiting`` the days it has done so.
    """

    network: str
    title: str
    state: str
    phases: tuple[str, ...]
    firms: int
    health: str
    blocks: str
    waiting: int | None
    next_due: date | None
    doubts: int
    facilitator: str


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """A page of networks; ``after`` is the last one where more may follow, else empty."""

    lines: tuple[NetworkLine, ...]
    after: str


@dataclass(frozen=True, slots=True)
class DueStep:
    """A step of any network that is late or due within the week."""

    network: str
    title: str
    task: str
    step: str
    project: str
    due: date
    late: bool
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trouble:
    """A network that is not well: its colour and since when, or conditions in doubt."""

    network: str
    title: str
    health: str
    since: date | None
    doubts: int


@dataclass(frozen=True, slots=True)
class Todo:
    """One person's day over all networks: what is late and due this week, and what is not well."""

    steps: tuple[DueStep, ...]
    troubles: tuple[Trouble, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """How many networks share a value, and the days the first of them has waited there."""

    name: str
    title: str
    networks: int
    waiting: int | None


@dataclass(frozen=True, slots=True)
class PortfolioCounts:
    """Networks that go on, by open phases, by health, by what holds them up, by cluster.

    ``stale`` of them were not looked at today.
    """

    phases: tuple[Share, ...]
    health: tuple[Share, ...]
    blocks: tuple[Share, ...]
    clusters: tuple[Share, ...]
    stale: int


@dataclass(frozen=True, slots=True)
class Refreshed:
    """How many networks were looked at again."""

    networks: int


def page(bench: Workbench, chosen: Chosen, after: str = "", limit: int = PAGE) -> NetworkPage:
    """Return a page of the chosen networks, each as it is today."""
    found = bench.store.networks(after, limit, chosen)
    names = people_named(bench, (row.facilitator for row in found))
    lines = tuple(_line(bench, row, names[row.facilitator]) for row in found)
    return NetworkPage(lines, found[-1].id if len(found) == limit else "")


def _line(bench: Workbench, row: NetworkRow, facilitator: str) -> NetworkLine:
    situation = bench.situation(row.id)
    now = _today(row, situation)
    return NetworkLine(
        row.id, row.title, row.state, _titles(situation, row.phases), row.members, now.health,
        _condition(situation, now.blocks), _days(now.blocks_since, situation.today),
        row.next_due, row.doubts, facilitator,
    )  # fmt: skip


def _today(row: NetworkRow, situation: Situation) -> NetworkRow:
    """Return a row as it is today: looked at again if that was on another day or version."""
    if row.fresh and row.looked_on == situation.today:
        return row
    looked = seen(situation)
    return replace(
        row, health=looked.health, blocks=looked.blocks,
        health_since=row.health_since if row.health == looked.health else None,
        blocks_since=row.blocks_since if row.blocks == looked.blocks else None,
    )  # fmt: skip


def _titles(situation: Situation, phases: Iterable[str]) -> tuple[str, ...]:
    known = situation.workflow.phases
    return tuple(choose(known[one].title) if one in known else one for one in phases)


def _condition(situation: Situation, criterion: str) -> str:
    found = situation.workflow.criteria.get(criterion)
    return filled(situation, found.say) if found else criterion


def _days(since: date | None, today: date) -> int | None:
    return (today - since).days if since else None


# --- one person's day ----------------------------------------------------------------------------


def todo(bench: Workbench, person: PersonId | None, role: str = "", limit: int = PAGE) -> Todo:
    """Return what is late or due this week over the networks of a person (of all, for nobody)."""
    today = bench.today()
    open_steps = bench.store.worklist(role, limit=limit, facilitator=person)
    due = list(takewhile(lambda row: row.due is not None and row.due <= today + WEEK, open_steps))
    networks = _read(bench, {row.network for row in due})
    here = ((networks[row.network], row) for row in due if row.network in networks)
    steps = tuple(step for network, row in here if (step := _due(network, row)) is not None)
    return Todo(steps, tuple(_troubles(bench, person)))


def _read(bench: Workbench, names: Iterable[str]) -> dict[str, Situation]:
    """Return networks as they are today, each read once; one that is gone is left out."""
    found = {}
    for name in names:
        with suppress(NotFound):
            found[name] = bench.situation(name)
    return found


def _due(network: Situation, row: WorklistRow) -> DueStep | None:
    place = network.within(row.scope) if row.scope else network
    task = place.workflow.tasks.get(row.task)
    if task is None or row.due is None:
        return None
    return DueStep(
        row.network, network.title, row.task, choose(task.title), row.scope, row.due,
        row.due < network.today, row.roles,
    )  # fmt: skip


def _troubles(bench: Workbench, person: PersonId | None) -> Iterator[Trouble]:
    for row in bench.store.all_networks(Chosen(facilitator=person)):
        if row.doubts or row.health in {"amber", "red"}:
            yield Trouble(row.id, row.title, row.health, row.health_since, row.doubts)


# --- all networks, counted -----------------------------------------------------------------------


def counts(bench: Workbench) -> PortfolioCounts:
    """Return how many networks stand where; nothing is evaluated for it."""
    today = bench.today()
    return PortfolioCounts(
        _shares(bench, "phases", today), _shares(bench, "health", today),
        _shares(bench, "blocks", today), _shares(bench, "cluster", today), len(stale(bench)),
    )  # fmt: skip


def _shares(bench: Workbench, name: str, today: date) -> tuple[Share, ...]:
    return tuple(
        Share(value, value, count, _days(since, today) if value else None)
        for value, count, since in bench.store.counted(name)
    )


def stale(bench: Workbench) -> list[str]:
    """Return the networks that changed, or were last looked at on an earlier day."""
    found: list[str] = []
    while names := bench.store.stale(bench.today(), found[-1] if found else ""):
        found += names
    return found


def refreshed(bench: Workbench, names: Iterable[str]) -> Refreshed:
    """Look at networks as they are today, and keep it for the lists.

    Each is kept by itself: ended in the middle, the next call goes on where this one stopped.
    """
    done = 0
    for name in names:
        bench.store.look(seen(bench.situation(name)))
        done += 1
    return Refreshed(done)
