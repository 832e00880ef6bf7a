"""Organisations: who keeps networks in a database, each apart from all others.

One that nobody made does not exist, except ``home``, which a database with only one needs not make.
"""

from typing import Any, Final, NamedTuple

from sqlalchemy import bindparam, func, literal_column, select

from engine.language import _
from engine.source import NotFound, Reason, refuse
from engine.store import schema
from engine.store.database import HOME, INSERT, Database

_ORGANISATION: Final = schema.organisation.c
LONGEST: Final = 60


class Organisation(NamedTuple):
    """An organisation and how much it keeps: networks, and commands ever written."""

    id: str
    title: str
    networks: int
    commands: int


def _put(database: Database) -> Any:
    values: dict[str, Any] = {
        "id": bindparam("new_id"),
        "title": bindparam("new_title"),
        "position": literal_column("0"),
    }
    return INSERT[database.dialect](schema.organisation).values(values)


def add(database: Database, organisation: str, title: str) -> None:
    """Make an organisation. Raises ``Rejected`` for a name that is taken or is none."""
    wish = _("make the organisation {id!r}").format(id=organisation)
    if not organisation.replace("_", "").replace("-", "").isalnum() or len(organisation) > LONGEST:
        why = _("a name has letters, digits, _ and -, at most 60")
        raise refuse(Reason.INVALID, wish, why)
    try:
        with database.writing() as writer:
            writer.run(_put, {"new_id": organisation, "new_title": title or organisation})
    except database.driver.IntegrityError as taken:
        raise refuse(Reason.WRONG_STATE, wish, _("there is one of this name already")) from taken


def every(database: Database) -> list[Organisation]:
    """Return every organisation of the database, by id."""
    mine = schema.network.c.organisation == _ORGANISATION.id
    counted = select(func.count()).select_from(schema.network).where(mine).scalar_subquery()
    columns = (_ORGANISATION.id, _ORGANISATION.title, counted, _ORGANISATION.position)
    rows = database.ask(select(*columns).order_by(_ORGANISATION.id))
    return [Organisation(*row) for row in rows]


def one(database: Database) -> Organisation:
    """Return the organisation of a database. Raises ``NotFound``."""
    found = [each for each in every(database) if each.id == database.organisation]
    if not found:
        raise _none(database)
    return found[0]


def must_be(database: Database) -> None:
    """See that the organisation of a database has been made. Raises ``NotFound``."""
    if database.organisation == HOME:
        return
    mine = _ORGANISATION.id == bindparam("organisation")
    if not database.rows(select(_ORGANISATION.id).where(mine), {}):
        raise _none(database)


def _none(database: Database) -> NotFound:
    """Return the refusal; it names no other organisation, which is nobody else's business."""
    return NotFound(_("there is no organisation {id!r}").format(id=database.organisation))
