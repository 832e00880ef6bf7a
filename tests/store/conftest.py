"""Changes as the workbench would make them, on a stopped clock."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from engine.case import messages as m
from engine.case.case import Case
from engine.case.evolve import evolve
from engine.case.texts import PersonId
from engine.store import Brought, Change, Stamp, Store

NOTHING = Brought()
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = date(2026, 11, 24)


def _change(
    before: Case | None, *events: m.Event, actor: PersonId | None = None, **lists: Any
) -> Change:
    case = before
    for event in events:
        case = evolve(case, event, TODAY)
    assert case is not None
    return Change(before, events, case, Stamp(NOON, TODAY, actor), **lists)


@pytest.fixture
def change() -> Callable[..., Change]:
    """Give the change that some events make to a case."""
    return _change


@pytest.fixture
def write(store: Store) -> Callable[..., None]:
    """Give a function that writes events of a network, as the next command would."""

    def write(
        network: str,
        *events: m.Event,
        actor: PersonId | None = None,
        brought: Brought = NOTHING,
        **lists: Any,
    ) -> None:
        opens = isinstance(events[0], m.NetworkOpened)
        before = None if opens else store.load(network)
        store.append([_change(before, *events, actor=actor, **lists)], brought)

    return write


@pytest.fixture
def opened(write: Callable[..., None]) -> str:
    """Give a network with a title, a member, a record and a tick: five events."""
    write("textile", m.NetworkOpened("textile", "Textile eight", "digest", "unido.export"))
    write("textile", m.MemberAdded("f1", "Atelier Ñandú"), m.NetworkMoved("start", "active"))
    write(
        "textile",
        m.FactRecorded(1, "meeting", {"present": ["f1"], "hours": 2}),
        m.TaskTicked("open_meeting", record=1),
    )
    return "textile"
