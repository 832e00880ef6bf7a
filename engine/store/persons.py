"""Persons: the only place of names, phones and signatures. Events know people by id alone."""

import re
import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Final

import msgspec
from sqlalchemy import bindparam, insert, select, update

from engine.case.texts import PersonId, PersonName
from engine.language import _
from engine.source import NotFound, did_you_mean
from engine.store import schema
from engine.store.database import Database, Writer
from engine.store.rows import Person
from engine.store.schema import ours

_PERSON: Final = schema.person.c
_SAID: Final = ("name", "phone", "signature", "salt")
_SALT: Final = 16
"""Bytes of chance, without which an id would tell a guessed name."""

BY_NAME: Final = (
    select(_PERSON.id)
    .where(ours(schema.person), _PERSON.key == bindparam("of_key"))
    .order_by(_PERSON.id)
)
ADD: Final = insert(schema.person).values(
    {"organisation": bindparam("organisation")}
    | {c: bindparam(f"new_{c}") for c in ("id", "key", *_SAID, "erased_on")}
)
ERASE: Final = (
    update(schema.person)
    .where(ours(schema.person), _PERSON.id == bindparam("of_id"))
    .values({c: bindparam(f"new_{c}") for c in ("key", *_SAID, "erased_on")})
)


def identified(name: str, at: datetime, phone: str = "", signature: bytes = b"") -> Person:
    """Return a person named for the first time, under an id that vouches for all of it.

    The events hold the id, so a name that was changed or swapped is found (``id_of``).
    """
    salt = secrets.token_bytes(_SALT)
    person = Person(PersonId(f"{int(at.timestamp() * 1000):012x}"), name, phone, signature, salt)
    return replace(person, id=id_of(person))


def id_of(person: Person) -> PersonId:
    """Return the id that a person must bear: its millisecond, and a digest of what it vouches for.

    The digest is the first half of the SHA-256 of the salt (16 bytes) and of a JSON array in UTF-8
    of the millisecond, the name, the phone and the signature in hexadecimal. Once the salt is
    erased, nobody can tell from an id whose it was.
    """
    since = person.id.partition("-")[0]
    said = msgspec.json.encode([since, person.name, person.phone, person.signature.hex()])
    return PersonId(f"{since}-{sha256(person.salt + said).hexdigest()[:32]}")


ID_SHAPE: Final = re.compile(r"[0-9a-f]{12}-[0-9a-f]{32}")


def person_called(database: Database, name: PersonName) -> PersonId | None:
    """Return the id of the person of a name; see ``Store.person_called``."""
    rows = database.rows(BY_NAME, {"of_key": name.key}) if name.key else []
    return PersonId(rows[0][0]) if rows else None


def add(writer: Writer, person: Person) -> None:
    """Write down somebody who is named for the first time."""
    writer.run(ADD, {"new_id": person.id, **_values(person)})


def _values(person: Person) -> dict[str, Any]:
    return {
        "new_key": PersonName(person.name).key,
        "new_name": person.name,
        "new_phone": person.phone,
        "new_signature": person.signature,
        "new_salt": person.salt,
        "new_erased_on": person.erased_on.isoformat() if person.erased_on else "",
    }


def people(database: Database, ids: Iterable[PersonId]) -> dict[PersonId, Person]:
    """Return the persons of some ids; an id that is nobody's is left out."""
    wanted = set(ids)
    mine = select(schema.person).where(ours(schema.person), _PERSON.id.in_(wanted))
    return {PersonId(row.id): _person(row) for row in database.ask(mine)} if wanted else {}


def _person(row: Any) -> Person:
    erased = date.fromisoformat(row.erased_on) if row.erased_on else None
    signature, salt = bytes(row.signature), bytes(row.salt)
    return Person(PersonId(row.id), row.name, row.phone, signature, salt, erased)


def forget(database: Database, who: str, on: date) -> int:
    """Erase what identifies a person, by id or by name; see ``Store.forget``."""
    if not _is_known(database, who):
        raise _nobody(database, who)  # before anything is begun
    with database.writing() as writer:
        if database.dialect == "sqlite":
            writer.connection.execute("PRAGMA secure_delete = ON")
        standing = _standing(writer, who)
        for one in standing:
            writer.run(ERASE, {**_values(Person(one, "", erased_on=on)), "of_id": one})
    if not standing:
        raise _nobody(database, who)
    if database.dialect == "sqlite":
        _sweep(database)
    return len(standing)


BY_ID: Final = select(_PERSON.id).where(
    ours(schema.person),
    _PERSON.id == bindparam("of_id"),
    _PERSON.erased_on == bindparam("of_day"),
)


def _is_known(database: Database, who: str) -> bool:
    by_id = database.rows(BY_ID, {"of_id": who, "of_day": ""})
    return bool(by_id or database.rows(BY_NAME, {"of_key": PersonName(who).key}))


def _standing(writer: Writer, who: str) -> list[PersonId]:
    if writer.run(BY_ID, {"of_id": who, "of_day": ""}).fetchone():
        return [PersonId(who)]
    key = PersonName(who).key
    rows = writer.run(BY_NAME, {"of_key": key}).fetchall() if key else []
    return [PersonId(row[0]) for row in rows]


def _nobody(database: Database, who: str) -> NotFound:
    known = select(_PERSON.name).where(ours(schema.person), _PERSON.name != "")
    names = [row.name for row in database.ask(known)]
    message = _("there is no person {who!r}").format(who=who)
    return NotFound("; ".join(filter(None, (message, did_you_mean(who, names)))))


def mentions(database: Database, name: str) -> list[tuple[str, int]]:
    """Return network and version of the events whose text holds a name; see ``Store.mentions``."""
    if not name.strip() or people(database, [PersonId(name)]):
        return []
    payload = schema.event.c.payload
    holds = payload.icontains(name, autoescape=True) | payload.contains(name, autoescape=True)
    event = schema.event.c
    rows = database.ask(select(event.network, event.version).where(ours(schema.event), holds))
    return sorted((row[0], row[1]) for row in rows)


def _sweep(database: Database) -> None:
    """Take what was erased out of the write-ahead log as well."""
    connection = database.take()
    connection.execute("PRAGMA secure_delete = FAST")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    database.give(connection)
