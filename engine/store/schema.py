"""The tables. Dates, times and lists are text, so that every client reads them alike.

====================  ==========================================================================
organisation          who keeps networks here, and the position its outbox has reached
network               one row per network: the snapshot of its case, guarded by ``digest``, and
                      the columns that lists show
event                 what happened, append-only, chained by hash (``chain``)
record                what people wrote down; stands from ``version`` until ``withdrawn``
worklist              the open steps of every network, a row for each role that can do them
looked                how each network was when it was last looked at: health, what holds it up
definition            published workflows by digest, kept for ever and shared by their digest
pin                   the definitions an organisation has published; it reads no others
person                who is named in events by id; the only place of names and phones, which
                      the id vouches for with a salt that is erased with them
answer                outcomes of commands that came with an idempotency key
cluster               where networks come from, every version of it, chained by digest
outbox                one row per command, in the order of writing: what followers read
account               who may come in by the browser, in which role, to which networks
way_in                sessions and links, each by the digest of its secret; what ends when
attempt               sign-ins that failed, so that guessing grows slow
====================  ==========================================================================

``organisation`` stands first in every key, and every statement of a command names one: so one
database holds many, kept apart, and can be spread over several servers by that column
(docs/how-to/grow.md). ``network``, ``record`` and ``worklist`` can be made again from ``event``
(``rebuild``), ``looked`` by looking (``refresh``). What is changed here needs a migration
(``migrations/versions``) and a new ``HEAD``.
"""

from typing import Any, Final

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, Table, Text, bindparam
from sqlalchemy.sql import ColumnElement

HEAD: Final = "0003"
"""The migration that makes the tables as they stand here."""

NO_DAY: Final = "9999-12-31"
"""The due day of a step that has none: it sorts behind all that have one."""

metadata = MetaData()
WORDS: Final = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that sorts by its characters alone, on every server alike."""


def _text(name: str, *, primary_key: bool = False) -> Column[str]:
    return Column(name, WORDS, primary_key=primary_key, nullable=False)


def _number(name: str, *, primary_key: bool = False) -> Column[int]:
    return Column(name, Integer, primary_key=primary_key, autoincrement=False, nullable=False)


def _keys(*names: str) -> list[Column[str]]:
    return [_text(name, primary_key=True) for name in ("organisation", *names)]


def ours(table: Table) -> ColumnElement[bool]:
    """Return what keeps a statement within one organisation (``Database`` binds it)."""
    column: Any = table.c.organisation
    predicate: ColumnElement[bool] = column == bindparam("organisation")
    return predicate


organisation = Table(
    "organisation",
    metadata,
    _text("id", primary_key=True),
    _text("title"),
    _number("position"),
)

network = Table(
    "network",
    metadata,
    *_keys("id"),
    _number("version"),
    *map(_text, ("digest", "title", "state", "type", "phases", "facilitator", "cluster")),
    *map(_number, ("members", "doubts")),
    *map(_text, ("last_on", "snapshot")),
)

event = Table(
    "event",
    metadata,
    *_keys("network"),
    _number("version", primary_key=True),
    *map(_text, ("command", "name", "at", "on", "actor", "payload", "previous", "digest")),
    sqlite_with_rowid=False,
)

record = Table(
    "record",
    metadata,
    *_keys("network", "scope", "type"),
    _number("id", primary_key=True),
    *map(_text, ("on", "fields")),
    _number("version"),
    Column("withdrawn", Integer),
    sqlite_with_rowid=False,
)

worklist = Table(
    "worklist",
    metadata,
    *_keys("network", "scope", "task", "role"),
    *map(_text, ("state", "due", "roles")),
    _number("required"),
    sqlite_with_rowid=False,
)
Index(
    "ix_worklist_due",
    *(worklist.c[name] for name in ("organisation", "role", "due", "network", "scope", "task")),
)

looked = Table(
    "looked",
    metadata,
    *_keys("network"),
    _number("version"),
    *map(_text, ("day", "health", "health_since", "blocks", "blocks_since")),
    sqlite_with_rowid=False,
)

definition = Table(
    "definition",
    metadata,
    _text("digest", primary_key=True),
    *map(_text, ("id", "version", "kind", "text")),
)

pin = Table("pin", metadata, *_keys("digest"), sqlite_with_rowid=False)

person = Table(
    "person",
    metadata,
    *_keys("id"),
    *map(_text, ("key", "name", "phone")),
    Column("signature", LargeBinary, nullable=False),
    Column("salt", LargeBinary, nullable=False),
    _text("erased_on"),
)
Index("ix_person_key", person.c.organisation, person.c.key)

answer = Table("answer", metadata, *_keys("key"), *map(_text, ("outcome", "at")))

cluster = Table(
    "cluster",
    metadata,
    *_keys("id"),
    _number("version", primary_key=True),
    *map(_text, ("at", "told", "previous", "digest")),
    sqlite_with_rowid=False,
)

outbox = Table(
    "outbox",
    metadata,
    _text("organisation", primary_key=True),
    _number("position", primary_key=True),
    _text("network"),
    _number("version"),
    *map(_text, ("kind", "at")),
    sqlite_with_rowid=False,
)

account = Table(
    "account",
    metadata,
    *_keys("id"),
    *map(_text, ("name", "role", "firm", "networks", "language", "password", "at")),
    sqlite_with_rowid=False,
)

way_in = Table(
    "way_in",
    metadata,
    *_keys("digest"),
    *map(_text, ("account", "purpose", "bound", "at", "until", "device")),
    sqlite_with_rowid=False,
)
Index("ix_way_in_account", way_in.c.organisation, way_in.c.account)

attempt = Table("attempt", metadata, *_keys("who", "at"), sqlite_with_rowid=False)
