"""Persons stand outside the events, so that they can be forgotten."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from engine.case import messages as m
from engine.source import NotFound, Rejected
from engine.store import Store

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("again", ["Amina Zahra", " amina  zahra ", "AMINA ZAHRA"])
def test_a_name_is_one_person(store: Store, again: str) -> None:
    amina = store.person("Amina Zahra")
    assert amina == "p1"
    assert store.person(again) == amina
    assert store.people([amina, "p99", "nobody"])[amina].shown == "Amina Zahra"


def test_composed_and_decomposed_letters_are_one_name(store: Store) -> None:
    assert store.person("Jose\u0301") == store.person("Jos\u00e9")


def test_a_phone_completes_a_person_or_tells_two_apart(store: Store) -> None:
    first = store.person("Fatima")
    assert store.person("Fatima", "1") == first
    assert store.person("Fatima") == first
    second = store.person("Fatima", "2", b"signature")
    assert second != first
    assert store.person("Fatima", signature=b"other") == first
    people = store.people([first, second])
    assert [one.phone for one in people.values()] == ["1", "2"]
    assert [one.signature for one in people.values()] == [b"other", b"signature"]


def test_an_empty_name_is_refused(store: Store) -> None:
    with pytest.raises(Rejected, match="the name is empty"):
        store.person("  ")


@pytest.mark.parametrize("who", ["p1", "amina zahra"])
def test_forgetting_erases_name_phone_and_signature(store: Store, who: str) -> None:
    amina = store.person("Amina Zahra", "+212 600", b"ink")
    store.person("Boris")
    assert store.forget(who, TODAY) == 1
    person = store.people([amina])[amina]
    assert (person.name, person.phone, person.signature) == ("", "", b"")
    assert person.shown == "a person, erased on 2026-11-24"
    assert store.people(["p2"])["p2"].shown == "Boris"


def test_a_forgotten_person_who_returns_is_a_new_one(store: Store) -> None:
    store.person("Amina")
    store.forget("Amina", TODAY)
    assert store.person("Amina") == "p2"
    assert store.forget("Amina", TODAY) == 1


def test_all_of_a_name_are_forgotten(store: Store) -> None:
    store.person("Fatima", "1")
    store.person("Fatima", "2")
    assert store.forget("Fatima", TODAY) == 2


def test_nobody_can_be_forgotten_twice(store: Store) -> None:
    store.person("Amina Zahra")
    with pytest.raises(NotFound, match=r"there is no person 'Amina Zara'; did you mean"):
        store.forget("Amina Zara", TODAY)
    store.forget("p1", TODAY)
    for who in ("p1", "Amina Zahra", ""):
        with pytest.raises(NotFound):
            store.forget(who, TODAY)


@pytest.mark.usefixtures("opened")
def test_a_name_in_remarks_is_found(store: Store, write: Callable[..., None]) -> None:
    write("textile", m.TaskTicked("a", note="Said by AMINA Zahra (100%)"))
    assert store.mentions("Amina Zahra") == store.mentions("zahra (100%") == [("textile", 6)]
    assert store.mentions("Zahra_") == store.mentions("p1") == store.mentions(" ") == []


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_what_is_forgotten_leaves_the_file(store: Store, tmp_path: Path) -> None:
    for number in range(200):
        store.person(f"Person {number}", f"phone {number}")
    store.person("Amina Zahra", "+212 600 123", b"signed in ink" * 1000)
    store.forget("Amina Zahra", TODAY)
    for path in tmp_path.glob("networks.db*"):
        content = path.read_bytes().lower()
        for secret in (b"amina", b"600 123", b"signed in ink"):
            assert secret not in content, path.name
