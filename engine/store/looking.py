"""How networks were when they were last looked at, and which have to be looked at again.

What is kept here follows from events and the day; nobody decided it, so it is no event. A command
does not touch it: what it says is stale as soon as the network's version is another.
"""

from datetime import date
from typing import Any, Final

from sqlalchemy import and_, bindparam, delete, insert, or_, select
from sqlalchemy import func as sql

from engine.case.case import ENDED
from engine.store import schema
from engine.store.database import Database
from engine.store.lists import MOST, SAME
from engine.store.rows import Looked
from engine.store.schema import ours

_NETWORK: Final = schema.network.c
_LOOKED: Final = schema.looked.c

DROP: Final = delete(schema.looked).where(
    ours(schema.looked), _LOOKED.network == bindparam("of_network")
)
KEEP: Final = insert(schema.looked).values(
    {column.name: bindparam(f"new_{column.name}") for column in _LOOKED}
    | {"organisation": bindparam("organisation")}
)


def stale(database: Database, day: date, after: str = "", limit: int = MOST) -> list[str]:
    """Return networks that go on and were not seen as they stand on a day, by id, a page."""
    seen = and_(_LOOKED.version == _NETWORK.version, _LOOKED.day == day.isoformat())
    found = (
        select(_NETWORK.id)
        .select_from(schema.network.outerjoin(schema.looked, SAME))
        .where(
            ours(schema.network), _NETWORK.id > after, _NETWORK.state.not_in(sorted(ENDED)),
            or_(_LOOKED.version.is_(None), ~seen),
        )
        .order_by(_NETWORK.id)
        .limit(min(limit, MOST))
    )  # fmt: skip
    return [str(row.id) for row in database.ask(found)]


def keep(database: Database, seen: Looked) -> None:
    """Keep how a network was; a health or hold-up that was so before keeps its first day."""
    before = look(database, seen.network)
    values = {
        "new_network": seen.network,
        "new_version": seen.version,
        "new_day": seen.day.isoformat(),
        "new_health": seen.health,
        "new_health_since": _since(seen, before, "health"),
        "new_blocks": seen.blocks,
        "new_blocks_since": _since(seen, before, "blocks"),
    }
    with database.writing() as writer:
        writer.run(DROP, {"of_network": seen.network})
        writer.run(KEEP, values)


def _since(seen: Looked, before: Looked | None, name: str) -> str:
    """Return since which day ``health`` or ``blocks`` is as it is seen now."""
    now = getattr(seen, name)
    if not now:
        return ""
    known: date | None = getattr(before, f"{name}_since") if before else None
    same = known is not None and getattr(before, name) == now
    return (known if known and same else seen.day).isoformat()


def look(database: Database, network: str) -> Looked | None:
    """Return how a network was when it was last looked at, if ever."""
    mine = select(schema.looked).where(ours(schema.looked), _LOOKED.network == network)
    rows = database.ask(mine)
    return _looked(rows[0]) if rows else None


def _looked(row: Any) -> Looked:
    return Looked(
        row.network, row.version, date.fromisoformat(row.day), row.health,
        _day(row.health_since), row.blocks, _day(row.blocks_since),
    )  # fmt: skip


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def counted(database: Database, name: str) -> list[tuple[str, int, date | None]]:
    """Return how many networks that go on share a value, and the day since which the first does.

    ``name`` is ``health`` or ``blocks`` (as last seen), ``phases`` or ``cluster`` (as they stand).
    """
    of_network = name in {"phases", "cluster"}
    column: Any = _NETWORK[name] if of_network else _LOOKED[name]
    since = _NETWORK.last_on if of_network else _LOOKED[f"{name}_since"]
    found = (
        select(column, sql.count(), sql.min(since))
        .select_from(schema.network.outerjoin(schema.looked, SAME))
        .where(ours(schema.network), _NETWORK.state.not_in(sorted(ENDED)))
        .group_by(column)
        .order_by(sql.count().desc(), column)
    )
    return [(row[0] or "", row[1], _day(row[2] or "")) for row in database.ask(found)]
