"""Persons stand outside the events, so that they can be forgotten."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from engine.case import messages as m
from engine.case.texts import PersonId, PersonName
from engine.source import NotFound
from engine.store import Store
from tests.store.named import NOBODY, named

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("again", ["Amina Zahra", " amina  zahra ", "AMINA ZAHRA"])
def test_a_name_is_one_person(store: Store, again: str) -> None:
    amina = named(store, "Amina Zahra")
    assert store.person_called(PersonName(again)) == amina
    found = store.people([amina, NOBODY, PersonId("nobody")])
    assert [one.shown for one in found.values()] == ["Amina Zahra"]


def test_composed_and_decomposed_letters_are_one_name(store: Store) -> None:
    assert named(store, "Jose\u0301") == store.person_called(PersonName("Jos\u00e9"))


def test_of_two_of_a_name_the_one_known_longest_is_meant(store: Store) -> None:
    named(store, "Fatima", 2)
    first = named(store, "Fatima", 1)
    assert store.person_called(PersonName("Fatima")) == first


def test_no_name_is_nobodys_and_not_that_of_the_forgotten(store: Store) -> None:
    named(store, "Amina")
    store.forget("Amina", TODAY)
    assert store.person_called(PersonName(" ")) is None


@pytest.mark.parametrize("who", ["", "amina zahra"])
def test_forgetting_erases_name_phone_and_signature(store: Store, who: str) -> None:
    amina = named(store, "Amina Zahra", 1, phone="+212 600", signature=b"ink")
    boris = named(store, "Boris", 2)
    assert store.forget(who or amina, TODAY) == 1
    person = store.people([amina])[amina]
    assert (person.name, person.phone, person.signature) == ("", "", b"")
    assert person.shown == "a person, erased on 2026-11-24"
    assert store.people([boris])[boris].shown == "Boris"


def test_a_forgotten_person_who_returns_is_a_new_one(store: Store) -> None:
    named(store, "Amina")
    store.forget("Amina", TODAY)
    assert store.person_called(PersonName("Amina")) is None
    named(store, "Amina", 2)
    assert store.forget("Amina", TODAY) == 1


def test_all_of_a_name_are_forgotten(store: Store) -> None:
    named(store, "Fatima", 1)
    named(store, "Fatima", 2)
    assert store.forget("Fatima", TODAY) == 2


def test_nobody_can_be_forgotten_twice(store: Store) -> None:
    amina = named(store, "Amina Zahra")
    with pytest.raises(NotFound, match=r"there is no person 'Amina Zara'; did you mean"):
        store.forget("Amina Zara", TODAY)
    store.forget(amina, TODAY)
    for who in (amina, "Amina Zahra", ""):
        with pytest.raises(NotFound):
            store.forget(who, TODAY)


@pytest.mark.usefixtures("opened")
def test_a_name_in_remarks_is_found(store: Store, write: Callable[..., None]) -> None:
    write("textile", m.TaskTicked("a", note="Said by AMINA Zahra (100%)"))
    assert store.mentions("Amina Zahra") == store.mentions("zahra (100%") == [("textile", 6)]
    assert store.mentions("Zahra_") == store.mentions(" ") == []
    assert store.mentions(named(store, "Amina Zahra")) == []


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_what_is_forgotten_leaves_the_file(store: Store, tmp_path: Path) -> None:
    for number in range(200):
        named(store, f"Person {number}", number, phone=f"phone {number}")
    ink = b"signed in ink" * 1000
    named(store, "Amina Zahra", 999, phone="+212 600 123", signature=ink)
    store.forget("Amina Zahra", TODAY)
    for path in tmp_path.glob("networks.db*"):
        content = path.read_bytes().lower()
        for secret in (b"amina", b"600 123", b"signed in ink"):
            assert secret not in content, path.name
