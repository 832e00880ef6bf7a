"""What is kept for ever: events, their names and the names of what they hold."""

import dataclasses
from collections.abc import Callable
from typing import get_args, get_type_hints

import pytest

from engine.case import messages as m
from engine.case.currencies import CURRENCIES
from engine.case.evolve import evolve
from engine.case.texts import PersonName
from tests.case.test_evolve import DAY


def test_every_event_has_one_name_of_its_own() -> None:
    assert len({*m.EVENTS.values()}) == len(m.EVENTS)
    assert {*m.EVENTS.values()} == {*get_args(m.Event)}
    assert {kind: name for name, kind in m.EVENTS.items()} == m.NAMES


def test_what_an_event_holds_is_called_as_it_was(golden: Callable[[str, str], None]) -> None:
    lines = [
        f"{name}: {', '.join(one.name for one in dataclasses.fields(kind))}"
        for name, kind in sorted(m.EVENTS.items())
    ]
    golden("events.txt", "\n".join(lines))


@pytest.mark.parametrize("kind", m.EVENTS.values())
def test_no_event_holds_the_name_of_a_person(kind: type) -> None:
    hints = get_type_hints(kind, include_extras=True).values()
    assert not any(PersonName in {hint, *get_args(hint)} for hint in hints)


@pytest.mark.parametrize(
    ("code", "known"),
    [("EUR", True), ("MAD", True), ("eur", False), ("EURO", False), ("DEM", False), ("", False)],
)
def test_currencies_are_those_in_use(code: str, known: bool) -> None:
    assert (code in CURRENCIES) is known
    assert all(len(one) == 3 and one.isalpha() and one.isupper() for one in CURRENCIES)


def test_a_network_keeps_its_cluster_until_it_has_another() -> None:
    opened = m.NetworkOpened("net", "Net", "d", "x", cluster="bursa")
    case = evolve(None, opened, DAY)
    renamed = evolve(case, m.NetworkChanged("Valley", because="x"), DAY)
    moved = evolve(renamed, m.NetworkChanged(cluster="adana", because="x"), DAY)
    assert [one.cluster for one in (case, renamed, moved)] == ["bursa", "bursa", "adana"]
    assert moved.title == "Valley"
