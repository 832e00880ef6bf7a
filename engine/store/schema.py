"""The tables. Dates, times and lists are text, so that every client reads them alike.

====================  ==========================================================================
network               one row per network: the snapshot of its case, guarded by ``digest``, and
                      the columns that lists show
event                 what happened, append-only, chained by hash (``chain``)
record                what people wrote down; stands from ``version`` until ``withdrawn``
worklist              the open steps of every network
definition            published workflows by digest, kept for ever
person                who is named in events by id; the only place of names and phones
answer                outcomes of commands that came with an idempotency key
====================  ==========================================================================

``network``, ``record`` and ``worklist`` can be made again from ``event`` (``rebuild``). What is
changed here needs a migration (``migrations/versions``) and a new ``HEAD``.
"""

from typing import Final

from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Text

HEAD: Final = "0001"
"""The migration that makes the tables as they stand here."""

metadata = MetaData()


def _text(name: str, *, primary_key: bool = False) -> Column[str]:
    return Column(name, Text, primary_key=primary_key, nullable=False)


network = Table(
    "network",
    metadata,
    _text("id", primary_key=True),
    Column("version", Integer, nullable=False),
    _text("digest"),
    _text("title"),
    _text("state"),
    _text("type"),
    _text("phases"),
    Column("members", Integer, nullable=False),
    Column("doubts", Integer, nullable=False),
    _text("last_on"),
    _text("snapshot"),
)

event = Table(
    "event",
    metadata,
    _text("case", primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    _text("name"),
    _text("at"),
    _text("on"),
    _text("actor"),
    _text("payload"),
    _text("previous"),
    _text("digest"),
    sqlite_with_rowid=False,
)

record = Table(
    "record",
    metadata,
    _text("case", primary_key=True),
    _text("scope", primary_key=True),
    _text("type", primary_key=True),
    Column("id", Integer, primary_key=True, autoincrement=False),
    _text("on"),
    _text("fields"),
    Column("version", Integer, nullable=False),
    Column("withdrawn", Integer),
    sqlite_with_rowid=False,
)

worklist = Table(
    "worklist",
    metadata,
    _text("case", primary_key=True),
    _text("scope", primary_key=True),
    _text("task", primary_key=True),
    _text("state"),
    _text("due"),
    _text("roles"),
    Column("required", Integer, nullable=False),
    sqlite_with_rowid=False,
)

definition = Table(
    "definition",
    metadata,
    _text("digest", primary_key=True),
    _text("id"),
    _text("version"),
    _text("kind"),
    _text("text"),
)

person = Table(
    "person",
    metadata,
    _text("id", primary_key=True),
    Column("key", Text, nullable=False, index=True),
    _text("name"),
    _text("phone"),
    Column("signature", LargeBinary, nullable=False),
    _text("erased_on"),
)

answer = Table("answer", metadata, _text("key", primary_key=True), _text("outcome"))
