"""Persons as commands bring them: made by the caller, written with the changes of a command."""

from dataclasses import replace

from engine.case.texts import PersonId, PersonName
from engine.store import Brought, Person, Store
from engine.store.persons import id_of

NOBODY = PersonId("000000000063-" + "0" * 32)
"""An id that no person bears."""


def named(store: Store, name: str, number: int = 1, **rest: bytes | str) -> PersonId:
    """Write down the nth person of a test and return the id; ids rise as those of a clock do."""
    since = PersonId(f"{number:012x}")
    unknown = Person(since, PersonName(name).text, salt=b"chance", **rest)  # type: ignore[arg-type]
    one = replace(unknown, id=id_of(unknown))
    store.append([], Brought((one,)))
    return one.id
