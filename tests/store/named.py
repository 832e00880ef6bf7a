"""Persons as commands bring them: made by the caller, written with the changes of a command."""

from uuid import UUID

from engine.case.texts import PersonId, PersonName
from engine.store import Brought, Person, Store


def known_as(number: int) -> PersonId:
    """Return the id of the nth person of a test; ids rise as those of a clock do."""
    return PersonId(str(UUID(int=number << 80 | 0x7 << 76 | 0b10 << 62)))


def named(store: Store, name: str, number: int = 1, **rest: bytes | str) -> PersonId:
    """Write down the nth person of a test and return the id."""
    person = known_as(number)
    one = Person(person, PersonName(name).text, **rest)  # type: ignore[arg-type]
    store.append([], Brought((one,)))
    return person
