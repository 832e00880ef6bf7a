"""Lists over many networks: who is chosen, what was seen last, who has to be looked at again."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from engine.case import messages as m
from engine.case.texts import PersonId
from engine.store import Chosen, Looked, Portfolio, Store, WorklistRow, open_store

TODAY = date(2026, 11, 24)
LATER = TODAY + timedelta(days=3)
ADA = PersonId("person ada")
Write = Callable[..., None]


@pytest.fixture
def many(store: Store, write: Write) -> Store:
    """Give three networks: one with a step that is late, one of Ada, one that has ended."""

    def network(name: str, line: Portfolio, *rows: WorklistRow) -> None:
        opening = m.NetworkOpened(name, name.title(), "digest", "x")
        write(name, opening, portfolio=line, worklist=rows)

    step = WorklistRow("", "call", "ready", TODAY, ("facilitator", "leader"))
    network("coast", Portfolio("Coast", "active", phases=("promotion", "pilot")), step)
    network("hills", Portfolio("Hills", "active", phases=("pilots",), facilitator=ADA))
    network("old", Portfolio("Old", "closed", phases=("pilot",), facilitator=ADA))
    return store


def seen(network: str, day: date = TODAY, version: int = 1, **more: Any) -> Looked:
    return Looked(network, version, day, **more)


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (Chosen(), ["coast", "hills", "old"]),
        (Chosen(state="active"), ["coast", "hills"]),
        (Chosen(phase="pilot"), ["coast", "old"]),
        (Chosen(phase="pil"), []),
        (Chosen(phase="%"), []),
        (Chosen(among=("hills", "nowhere")), ["hills"]),
        (Chosen(facilitator=ADA), ["hills", "old"]),
        (Chosen(facilitator=ADA, state="active"), ["hills"]),
        (Chosen(late=TODAY), []),
        (Chosen(late=TODAY + timedelta(days=1)), ["coast"]),
        (Chosen(health="red"), ["hills"]),
        (Chosen(blocks="enough"), ["coast"]),
        (Chosen(blocks="enough", health="red"), []),
    ],
)
def test_a_list_shows_the_chosen_networks(many: Store, chosen: Chosen, found: list[str]) -> None:
    many.look(seen("hills", health="red"))
    many.look(seen("coast", blocks="enough"))
    assert [row.id for row in many.networks(chosen=chosen)] == found
    assert [row.id for row in many.networks("coast", chosen=chosen)] == [
        one for one in found if one > "coast"
    ]


def test_what_was_seen_stands_in_the_list_until_somebody_writes(many: Store, write: Write) -> None:
    many.look(seen("coast", health="amber", blocks="enough"))
    [row] = many.networks(limit=1)
    assert (row.health, row.blocks, row.looked_on, row.fresh) == ("amber", "enough", TODAY, True)
    write("coast", m.MemberAdded("f", "F"))
    [row] = many.networks(limit=1)
    assert (row.health, row.fresh) == ("amber", False)


def test_a_network_is_looked_at_once_a_day_and_after_each_command(
    many: Store, write: Write
) -> None:
    assert many.stale(TODAY) == ["coast", "hills"]
    many.look(seen("coast"))
    assert many.stale(TODAY) == ["hills"]
    assert many.stale(TODAY, "hills") == []
    assert many.stale(LATER) == ["coast", "hills"]
    write("coast", m.MemberAdded("f", "F"))
    assert many.stale(TODAY) == ["coast", "hills"]
    many.look(seen("coast", version=2))
    assert many.stale(TODAY, limit=1) == ["hills"]


def test_what_lasts_keeps_its_first_day(many: Store) -> None:
    many.look(seen("coast", health="red", blocks="enough"))
    many.look(seen("coast", LATER, health="red", blocks="leader"))
    [row] = many.networks(limit=1)
    assert (row.health_since, row.blocks_since) == (TODAY, LATER)
    many.look(seen("coast", LATER))
    [row] = many.networks(limit=1)
    assert (row.health, row.health_since, row.blocks_since) == ("", None, None)


def test_networks_are_counted_by_what_they_share(many: Store) -> None:
    many.look(seen("coast", health="red"))
    many.look(seen("hills", LATER, health="red"))
    assert many.counted("health") == [("red", 2, TODAY)]
    assert many.counted("phases") == [("pilots", 1, None), ("promotion pilot", 1, None)]
    assert many.counted("blocks") == [("", 2, None)]


def test_steps_of_ones_own_networks_alone(many: Store, write: Write) -> None:
    row = WorklistRow("", "visit", "ready", LATER, ("facilitator",))
    line = Portfolio("Hills", "active", facilitator=ADA)
    write("hills", m.MemberAdded("f", "F"), portfolio=line, worklist=(row,))
    assert [one.task for one in many.worklist()] == ["call", "visit"]
    assert [one.task for one in many.worklist(facilitator=ADA)] == ["visit"]
    assert many.worklist("leader", facilitator=ADA) == []
    assert many.worklist(facilitator=PersonId("nobody")) == []


def test_another_organisation_sees_none_of_it(many: Store, url: str) -> None:
    many.look(seen("coast", health="red"))
    many.add_organisation("chamber")
    with open_store(url, "chamber") as other:
        assert other.stale(TODAY) == []
        assert other.counted("health") == []
        assert other.networks(chosen=Chosen(health="red")) == []
