"""Persons: the only place of names, phones and signatures. Events know people by id alone."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, Final
from unicodedata import normalize

from sqlalchemy import bindparam, insert, select, update

from engine.language import _
from engine.source import NotFound, Reason, did_you_mean, refuse
from engine.store import schema
from engine.store.database import Database, Writer
from engine.store.rows import Person

_PERSON: Final = schema.person.c
_SAID: Final = ("name", "phone", "signature")

BY_NAME: Final = (
    select(_PERSON.id, _PERSON.phone, _PERSON.signature)
    .where(_PERSON.key == bindparam("of_key"))
    .order_by(_PERSON.id)
)
ADD: Final = (
    insert(schema.person)
    .values({c: bindparam(f"new_{c}") for c in ("key", *_SAID, "erased_on")})
    .returning(_PERSON.id)
)
COMPLETE: Final = (
    update(schema.person)
    .where(_PERSON.id == bindparam("of_id"))
    .values(phone=bindparam("new_phone"), signature=bindparam("new_signature"))
)
ERASE: Final = (
    update(schema.person)
    .where(_PERSON.id == bindparam("of_id"))
    .values({c: bindparam(f"new_{c}") for c in ("key", *_SAID, "erased_on")})
)


def person(database: Database, name: str, phone: str = "", signature: bytes = b"") -> str:
    """Return the id of the person of this name, written down if new; see ``Store.person``."""
    name = normalize("NFC", " ".join(name.split()))
    if not name:
        wish = _("write down a person")
        raise refuse(Reason.MISSING, wish, _("the name is empty"), _("give a name"))
    rows = database.rows(BY_NAME, {"of_key": _key(name)})
    known = _found(rows, phone, signature)
    if known is not None:
        return _id(known)
    with database.writing() as writer:
        return _id(_written(writer, name, phone, signature))


def _found(rows: list[Any], phone: str, signature: bytes) -> int | None:
    """Return the person in whose row all this stands already."""
    for number, known_phone, known_signature in rows:
        if phone in {"", known_phone} and signature in {b"", bytes(known_signature)}:
            return int(number)
    return None


def _written(writer: Writer, name: str, phone: str, signature: bytes) -> int:
    rows = writer.run(BY_NAME, {"of_key": _key(name)}).fetchall()
    known = _found(rows, phone, signature)
    if known is not None:
        return known
    for number, known_phone, known_signature in rows:
        if not phone or known_phone in {"", phone}:
            values = {
                "of_id": number,
                "new_phone": phone or known_phone,
                "new_signature": signature or bytes(known_signature),
            }
            writer.run(COMPLETE, values)
            return int(number)
    values = _values(name, phone, signature)
    return int(writer.run(ADD, values).fetchone()[0])


def _values(name: str, phone: str, signature: bytes, erased_on: str = "") -> dict[str, Any]:
    return {
        "new_key": _key(name),
        "new_name": name,
        "new_phone": phone,
        "new_signature": signature,
        "new_erased_on": erased_on,
    }


def _key(name: str) -> str:
    return name.casefold()


def _id(number: int) -> str:
    return f"p{number}"


_ID: Final = re.compile(r"p([1-9][0-9]{0,17})")


def people(database: Database, ids: Iterable[str]) -> dict[str, Person]:
    """Return the persons of some ids; an id that is nobody's is left out."""
    numbers = [int(match[1]) for one in set(ids) if (match := _ID.fullmatch(one))]
    rows = database.ask(select(schema.person).where(_PERSON.id.in_(numbers))) if numbers else []
    return {_id(row.id): _person(row) for row in rows}


def _person(row: Any) -> Person:
    erased = date.fromisoformat(row.erased_on) if row.erased_on else None
    return Person(_id(row.id), row.name, row.phone, bytes(row.signature), erased)


def forget(database: Database, who: str, on: date) -> int:
    """Erase what identifies a person, by id or by name; see ``Store.forget``."""
    with database.writing() as writer:
        if database.dialect == "sqlite":
            writer.connection.execute("PRAGMA secure_delete = ON")
        numbers = _standing(writer, who)
        for number in numbers:
            writer.run(ERASE, {**_values("", "", b"", on.isoformat()), "of_id": number})
    if not numbers:
        raise _nobody(database, who)
    if database.dialect == "sqlite":
        _sweep(database)
    return len(numbers)


BY_ID: Final = select(_PERSON.id).where(
    _PERSON.id == bindparam("of_id"), _PERSON.erased_on == bindparam("of_day")
)


def _standing(writer: Writer, who: str) -> list[int]:
    if match := _ID.fullmatch(who):
        rows = writer.run(BY_ID, {"of_id": int(match[1]), "of_day": ""}).fetchall()
        if rows:
            return [rows[0][0]]
    key = _key(normalize("NFC", " ".join(who.split())))
    return [row[0] for row in writer.run(BY_NAME, {"of_key": key}).fetchall()] if key else []


def _nobody(database: Database, who: str) -> NotFound:
    names = [row.name for row in database.ask(select(_PERSON.name).where(_PERSON.name != ""))]
    message = _("there is no person {who!r}").format(who=who)
    return NotFound("; ".join(filter(None, (message, did_you_mean(who, names)))))


def mentions(database: Database, name: str) -> list[tuple[str, int]]:
    """Return network and version of the events whose text holds a name; see ``Store.mentions``."""
    if not name.strip() or _ID.fullmatch(name):
        return []
    payload = schema.event.c.payload
    holds = payload.icontains(name, autoescape=True) | payload.contains(name, autoescape=True)
    rows = database.ask(select(schema.event.c.case, schema.event.c.version).where(holds))
    return sorted((row[0], row[1]) for row in rows)


def _sweep(database: Database) -> None:
    """Take what was erased out of the write-ahead log as well."""
    connection = database.take()
    connection.execute("PRAGMA secure_delete = FAST")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    database.give(connection)
