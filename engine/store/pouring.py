"""Every row of every table, from one database into another, whichever kind each of them is.

Rows go organisation by organisation, since PostgreSQL shows a transaction only those it asked for.
"""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection, Table, func, insert, select

from engine.store import schema
from engine.store.database import WITHIN

_MANY: Final = 500
"""Rows read and written at once."""
SHARED: Final = (schema.definition, schema.organisation)
"""Tables whose rows all organisations share."""
OWN: Final = tuple(table for table in schema.metadata.sorted_tables if table not in SHARED)


def pour(source: Connection, target: Connection, organisations: Iterable[str]) -> None:
    """Copy every row; both connections are in a transaction, and the target has no rows."""
    for table in SHARED:
        _copy(source, target, table)
    for organisation in organisations:
        for one in (source, target):
            if one.dialect.name != "sqlite":
                one.exec_driver_sql(WITHIN, {"organisation": organisation})
        for table in OWN:
            _copy(source, target, table, organisation)


def _copy(source: Connection, target: Connection, table: Table, organisation: str = "") -> None:
    rows = select(table)
    if organisation:
        rows = rows.where(table.c.organisation == organisation)
    found = source.execute(rows.execution_options(stream_results=True))
    for some in found.mappings().partitions(_MANY):
        target.execute(insert(table), [dict(row) for row in some])


def is_empty(connection: Connection) -> bool:
    """Whether nothing was ever written to a database."""
    asked = (select(func.count()).select_from(table) for table in SHARED)
    return not any(connection.execute(one).scalar() for one in asked)
