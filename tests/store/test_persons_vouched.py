"""Who signed is part of the record: the ids that events hold vouch for names, until erased."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import pytest
from sqlalchemy import text

from engine.case import messages as m
from engine.store import Brought, Person, Store, identified

Write = Callable[..., None]
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def two(opened: str, write: Write) -> tuple[Person, Person]:
    amina = identified("Amina Zahra", NOON, "+212 600", b"ink")
    boris = identified("Boris", NOON + timedelta(seconds=1))
    write(opened, m.TaskTicked("a"), actor=amina.id, brought=Brought((amina, boris)))
    return amina, boris


def by_hand(store: Store, statement: str, **values: object) -> None:
    with store._database.engine.connect() as connection:
        assert connection.execute(text(statement), values).rowcount == 1


def found(store: Store) -> list[str]:
    return [str(one) for one in store.verify()]


def test_an_id_needs_nothing_of_consort_and_sorts_by_time(two: tuple[Person, Person]) -> None:
    amina, boris = two
    since = f"{int(NOON.timestamp() * 1000):012x}"
    said = f'["{since}","Amina Zahra","+212 600","696e6b"]'.encode()
    assert amina.id == f"{since}-{sha256(amina.salt + said).hexdigest()[:32]}"
    assert amina.id < boris.id


def test_two_of_a_name_and_a_moment_are_two() -> None:
    assert identified("Amina", NOON).id != identified("Amina", NOON).id


@pytest.mark.usefixtures("two")
def test_persons_as_they_were_written_are_sound(store: Store) -> None:
    assert found(store) == []


@pytest.mark.parametrize(
    ("column", "value"),
    [("key", "amina"), ("name", "Boris"), ("phone", ""), ("signature", b"other"), ("salt", b""),
     ("erased_on", "2026-11-25")],
)  # fmt: skip
def test_a_person_that_was_changed_is_named(
    store: Store, two: tuple[Person, Person], column: str, value: object
) -> None:
    by_hand(store, f"UPDATE person SET {column} = :v WHERE id = :id", v=value, id=two[0].id)  # noqa: S608
    [finding] = found(store)
    assert two[0].id in finding
    assert "was changed after it was written" in finding


def test_swapped_persons_are_both_named(store: Store, two: tuple[Person, Person]) -> None:
    for one, other in (two, two[::-1]):
        statement = "UPDATE person SET name = :name, key = :key WHERE id = :id"
        by_hand(store, statement, name=other.name, key=other.name.lower(), id=one.id)
    assert len(found(store)) == len(two)


def test_a_person_who_is_lost_is_named_with_the_event(
    store: Store, two: tuple[Person, Person]
) -> None:
    by_hand(store, "DELETE FROM person WHERE id = :id", id=two[0].id)
    assert found(store) == [f"textile: person {two[0].id}, named in event 6, is lost"]


@pytest.mark.parametrize("column", ["key", "name", "phone", "signature", "salt"])
def test_who_was_erased_is_erased_whole(
    store: Store, two: tuple[Person, Person], column: str
) -> None:
    store.forget(two[0].id, date(2026, 11, 25))
    assert found(store) == []
    value = b"x" if column in {"signature", "salt"} else "x"
    by_hand(store, f"UPDATE person SET {column} = :v WHERE id = :id", v=value, id=two[0].id)  # noqa: S608
    assert len(found(store)) == 1


def test_the_salt_goes_with_the_name(store: Store, two: tuple[Person, Person]) -> None:
    store.forget("Amina Zahra", date(2026, 11, 25))
    assert store.people([two[0].id])[two[0].id].salt == b""
