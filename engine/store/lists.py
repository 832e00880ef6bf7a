"""Lists over all networks of an organisation, read a page at a time.

A page goes on where the last one ended (``after``): by key, never by counting rows off, so the
thousandth page costs what the first does. Nothing here reads a snapshot or an event.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from sqlalchemy import and_, exists, func, literal, select, tuple_
from sqlalchemy.sql import ColumnElement

from engine.case.texts import PersonId
from engine.store import schema
from engine.store.database import Database
from engine.store.rows import Chosen, NetworkRow, OutboxRow, WorklistRow
from engine.store.schema import NO_DAY, ours

_NETWORK: Final = schema.network.c
_WORK: Final = schema.worklist.c
_LOOKED: Final = schema.looked.c
_SEEN: Final = (
    _LOOKED.version.label("looked"),
    *(_LOOKED[name] for name in ("day", "health", "health_since", "blocks", "blocks_since")),
)
SAME: Final = and_(_LOOKED.organisation == _NETWORK.organisation, _LOOKED.network == _NETWORK.id)
_LINE: Final = [c for c in _NETWORK if c.name not in {"organisation", "digest", "snapshot"}]

MOST: Final = 1000
"""Rows of one page at most."""


def networks(
    database: Database, after: str = "", limit: int = MOST, chosen: Chosen | None = None
) -> list[NetworkRow]:
    """Return the networks whose id follows ``after``, by id; the chosen ones alone."""
    page = (
        select(*_LINE, *_SEEN)
        .select_from(schema.network.outerjoin(schema.looked, SAME))
        .where(ours(schema.network), _NETWORK.id > after, *_conditions(chosen or Chosen()))
        .order_by(_NETWORK.id)
        .limit(min(limit, MOST))
    )
    line = page.subquery()  # the page first, then what its steps say: never of all networks
    steps = (ours(schema.worklist), _WORK.network == line.c.id, _WORK.role == "")
    due = select(func.min(_WORK.due)).where(*steps).scalar_subquery()
    count = select(func.count()).where(*steps).scalar_subquery()
    found = select(*line.c, due.label("due"), count.label("steps")).order_by(line.c.id)
    return [_network_row(row) for row in database.ask(found)]


def _conditions(chosen: Chosen) -> Iterator[ColumnElement[bool]]:
    """Yield what the rows of a list fulfil."""
    if chosen.among:
        yield _NETWORK.id.in_(chosen.among)
    if chosen.state:
        yield _NETWORK.state == chosen.state
    if chosen.phase:
        padded = literal(" ") + _NETWORK.phases + " "
        yield padded.contains(f" {chosen.phase} ", autoescape=True)
    if chosen.facilitator:
        yield _NETWORK.facilitator == chosen.facilitator
    if chosen.cluster:
        yield _NETWORK.cluster == chosen.cluster
    if chosen.health:
        yield _LOOKED.health == chosen.health
    if chosen.blocks:
        yield _LOOKED.blocks == chosen.blocks
    if chosen.late:
        yield exists().where(
            _WORK.organisation == _NETWORK.organisation, _WORK.network == _NETWORK.id,
            _WORK.role == "", _WORK.due < chosen.late.isoformat(),
        )  # fmt: skip


def _network_row(row: Any) -> NetworkRow:
    return NetworkRow(
        id=row.id,
        version=row.version,
        title=row.title,
        state=row.state,
        type=row.type,
        phases=tuple(row.phases.split()),
        members=row.members,
        doubts=row.doubts,
        last_on=_day(row.last_on),
        next_due=_day(row.due),
        open_steps=row.steps,
        facilitator=PersonId(row.facilitator) if row.facilitator else None,
        health=row.health or "",
        health_since=_day(row.health_since),
        blocks=row.blocks or "",
        blocks_since=_day(row.blocks_since),
        looked_on=_day(row.day),
        fresh=row.looked == row.version,
    )


def worklist(
    database: Database,
    role: str = "",
    after: WorklistRow | None = None,
    limit: int = MOST,
    facilitator: PersonId | None = None,
) -> list[WorklistRow]:
    """Return open steps of all networks, the earliest due first, those without a day last.

    With ``role`` only those which that role can do, with ``facilitator`` those of the networks a
    person facilitates; ``after`` is the last row of the page before.
    """
    key = (_WORK.due, _WORK.network, _WORK.scope, _WORK.task)
    found = (
        select(schema.worklist)
        .where(ours(schema.worklist), _WORK.role == role)
        .order_by(*key)
        .limit(min(limit, MOST))
    )
    if facilitator is not None:
        theirs = (_NETWORK.facilitator == facilitator, _NETWORK.id == _WORK.network)
        found = found.where(exists().where(ours(schema.network), *theirs))
    if after is not None:
        due = after.due.isoformat() if after.due else NO_DAY
        found = found.where(tuple_(*key) > tuple_(due, after.network, after.scope, after.task))
    return [_work_row(row) for row in database.ask(found)]


def _work_row(row: Any) -> WorklistRow:
    return WorklistRow(
        scope=row.scope,
        task=row.task,
        state=row.state,
        due=_day(row.due),
        roles=tuple(row.roles.split()),
        required=bool(row.required),
        network=row.network,
    )


def outbox(database: Database, after: int = 0, limit: int = MOST) -> list[OutboxRow]:
    """Return the commands behind a position, in the order in which they were written."""
    row = schema.outbox.c
    found = (
        select(row.position, row.network, row.version, row.kind, row.at)
        .where(ours(schema.outbox), row.position > after)
        .order_by(row.position)
        .limit(min(limit, MOST))
    )
    return [OutboxRow(*one) for one in database.ask(found)]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text and text != NO_DAY else None
