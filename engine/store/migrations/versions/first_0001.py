"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _text(name: str, *, primary_key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=primary_key, nullable=False)


def _number(name: str, *, primary_key: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, primary_key=primary_key, autoincrement=False, nullable=False)


def upgrade() -> None:
    """Make the first tables."""
    _cases()
    op.create_table(
        "definition",
        _text("digest", primary_key=True),
        *map(_text, ("id", "version", "kind", "text")),
    )
    op.create_table(
        "person",
        _text("id", primary_key=True),
        *map(_text, ("key", "name", "phone")),
        sa.Column("signature", sa.LargeBinary, nullable=False),
        _text("erased_on"),
    )
    op.create_index("ix_person_key", "person", ["key"])
    op.create_table("answer", _text("key", primary_key=True), _text("outcome"))


def _cases() -> None:
    op.create_table(
        "network",
        _text("id", primary_key=True),
        _number("version"),
        *map(_text, ("digest", "title", "state", "type", "phases")),
        *map(_number, ("members", "doubts")),
        *map(_text, ("last_on", "snapshot")),
    )
    op.create_table(
        "event",
        _text("case", primary_key=True),
        _number("version", primary_key=True),
        *map(_text, ("name", "at", "on", "actor", "payload", "previous", "digest")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "record",
        *(_text(name, primary_key=True) for name in ("case", "scope", "type")),
        _number("id", primary_key=True),
        *map(_text, ("on", "fields")),
        _number("version"),
        sa.Column("withdrawn", sa.Integer),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "worklist",
        *(_text(name, primary_key=True) for name in ("case", "scope", "task")),
        *map(_text, ("state", "due", "roles")),
        _number("required"),
        sqlite_with_rowid=False,
    )
