"""Published definitions by digest. What a network ran on can be read for ever."""

from typing import Any, Final

from sqlalchemy import bindparam, select

from engine.language import _
from engine.source import NotFound
from engine.store import schema
from engine.store.database import INSERT, Database

TEXT: Final = select(schema.definition.c.text).where(
    schema.definition.c.digest == bindparam("digest")
)
_COLUMNS: Final = ("digest", "id", "version", "kind", "text")


def _put(database: Database) -> Any:
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in _COLUMNS}
    return INSERT[database.dialect](schema.definition).values(values).on_conflict_do_nothing()


def publish(database: Database, row: tuple[str, str, str, str, str]) -> None:
    """Keep a definition (digest, id, version, kind, text) unless its digest is there."""
    if database.rows(TEXT, {"digest": row[0]}):
        return
    with database.writing() as writer:
        names = (f"new_{name}" for name in _COLUMNS)
        writer.run(_put, dict(zip(names, row, strict=True)))


def text_of(database: Database, digest: str) -> str:
    """Return the text of a definition. Raises ``NotFound``."""
    rows = database.rows(TEXT, {"digest": digest})
    if not rows:
        raise NotFound(
            _(
                "the definition {digest} is not in this database; "
                "'consort check' and 'consort new' put one on record"
            ).format(digest=digest[:12])
        )
    return str(rows[0][0])
