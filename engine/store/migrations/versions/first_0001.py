"""The first tables, each row of which belongs to one organisation."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
KEPT_APART = (
    "network", "event", "record", "worklist", "looked", "pin", "person", "answer", "outbox",
)  # fmt: skip
"""Tables whose rows an organisation sees only when they are its own."""


def upgrade() -> None:
    """Make the first tables."""
    for name, columns, plain in _tables():
        op.create_table(name, *columns, sqlite_with_rowid=plain)
    op.create_index(
        "ix_worklist_due", "worklist", ["organisation", "role", "due", "network", "scope", "task"]
    )
    op.create_index("ix_person_key", "person", ["organisation", "key"])
    if op.get_bind().dialect.name == "postgresql":
        for table in KEPT_APART:
            _keep_apart(table)


def _tables() -> Iterator[tuple[str, list[sa.Column[Any]], bool]]:
    words, numbers = _words, _numbers
    yield "organisation", [*_keys("id"), *words("title"), *numbers("position")], True
    line = ("digest", "title", "state", "type", "phases", "facilitator")
    counts = ("members", "doubts")
    yield (
        "network",
        [
            *_own("id"),
            *numbers("version"),
            *words(*line),
            *numbers(*counts),
            *words("last_on", "snapshot"),
        ],
        True,
    )
    said = ("command", "name", "at", "on", "actor", "payload", "previous", "digest")
    yield "event", [*_own("network"), _number("version", key=True), *words(*said)], False
    record = [*_own("network", "scope", "type"), _number("id", key=True), *words("on", "fields")]
    record += [*numbers("version"), sa.Column("withdrawn", sa.Integer)]
    yield "record", record, False
    step = [*_own("network", "scope", "task", "role"), *words("state", "due", "roles")]
    yield "worklist", [*step, *numbers("required")], False
    seen = ("day", "health", "health_since", "blocks", "blocks_since")
    yield "looked", [*_own("network"), *numbers("version"), *words(*seen)], False
    yield "definition", [*_keys("digest"), *words("id", "version", "kind", "text")], True
    yield "pin", _own("digest"), False
    person = [*_own("id"), *words("key", "name", "phone")]
    person += [sa.Column(name, sa.LargeBinary, nullable=False) for name in ("signature", "salt")]
    yield "person", [*person, *words("erased_on")], True
    yield "answer", [*_own("key"), *words("outcome", "at")], True
    place = [*_own(), _number("position", key=True)]
    yield "outbox", [*place, *words("network"), *numbers("version"), *words("kind", "at")], False


def _keep_apart(table: str) -> None:
    """Let PostgreSQL show only the rows of the organisation that a transaction names."""
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(
        f"CREATE POLICY own_rows ON {table} "
        "USING (organisation = current_setting('app.organisation', true))"
    )


def _own(*names: str) -> list[sa.Column[Any]]:
    return _keys("organisation", *names)


def _keys(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, WORDS, primary_key=True, nullable=False) for name in names]


def _words(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, WORDS, nullable=False) for name in names]


def _numbers(*names: str) -> list[sa.Column[Any]]:
    return [_number(name) for name in names]


def _number(name: str, *, key: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer, primary_key=key, autoincrement=False, nullable=False)
