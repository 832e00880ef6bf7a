"""Verifying persons: each is who the events say, or was erased whole.

An id vouches for name, phone and signature (``persons.id_of``). What is not found: a person erased
by hand exactly as ``forget`` erases, since nothing may remain by which it could be proved.
"""

from collections.abc import Iterator

from sqlalchemy import select

from engine.case.texts import PersonId, PersonName
from engine.language import _
from engine.store import schema
from engine.store.database import Database
from engine.store.persons import ID_SHAPE, id_of, people
from engine.store.rows import Finding, Person
from engine.store.schema import ours


def verify_persons(database: Database) -> Iterator[Finding]:
    """Yield a finding for each person who is not as it was written down, or not erased whole."""
    person = schema.person.c
    rows = database.ask(select(person.id, person.key).where(ours(schema.person)))
    found = people(database, (PersonId(row.id) for row in rows))
    for row in rows:
        one = found[PersonId(row.id)]
        if not _sound(one, row.key):
            text = _("person {id} ({name}) was changed after it was written")
            yield Finding("", 0, text.format(id=one.id, name=one.shown))


def _sound(person: Person, key: str) -> bool:
    if person.erased_on is not None:
        return not any((key, person.name, person.phone, person.signature, person.salt))
    return person.id == id_of(person) and key == PersonName(person.name).key


def verify_named(database: Database, network: str, said: dict[PersonId, int]) -> Iterator[Finding]:
    """Yield a finding for each person whom an event names and who is not there."""
    known = people(database, said)
    for one, version in said.items():
        if one not in known:
            text = _("person {id}, named in event {version}, is lost")
            yield Finding(network, version, text.format(id=one, version=version))


def named_in(actor: str, payload: str) -> Iterator[PersonId]:
    """Yield the ids of the persons whom an event names."""
    if actor:
        yield PersonId(actor)
    yield from (PersonId(one) for one in ID_SHAPE.findall(payload))
