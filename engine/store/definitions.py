"""Published definitions by digest. What a network ran on can be read for ever.

The text of a definition is kept once for all organisations; one that has not published it itself
(``pin``) does not reach it.
"""

from typing import Any, Final

from sqlalchemy import bindparam, select

from engine.language import _
from engine.source import NotFound
from engine.store import schema
from engine.store.database import INSERT, Database, Writer
from engine.store.rows import Definition
from engine.store.schema import ours

TEXT: Final = (
    select(schema.definition.c.text)
    .join(schema.pin, schema.pin.c.digest == schema.definition.c.digest)
    .where(ours(schema.pin), schema.pin.c.digest == bindparam("digest"))
)
_COLUMNS: Final = ("digest", "id", "version", "kind", "text")


def _put(database: Database) -> Any:
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in _COLUMNS}
    return INSERT[database.dialect](schema.definition).values(values).on_conflict_do_nothing()


def _pin(database: Database) -> Any:
    values: dict[str, Any] = {
        "organisation": bindparam("organisation"),
        "digest": bindparam("digest"),
    }
    return INSERT[database.dialect](schema.pin).values(values).on_conflict_do_nothing()


def add(writer: Writer, definition: Definition) -> None:
    """Keep a definition, unless its digest is there."""
    writer.run(_put, {f"new_{name}": getattr(definition, name) for name in _COLUMNS})
    writer.run(_pin, {"digest": definition.digest})


def known(database: Database, digest: str) -> bool:
    """Whether a definition is on record."""
    return bool(database.rows(TEXT, {"digest": digest}))


def text_of(database: Database, digest: str) -> str:
    """Return the text of a definition. Raises ``NotFound``."""
    rows = database.rows(TEXT, {"digest": digest})
    if not rows:
        text = _("the definition {digest} is not in this database; a network begun on it brings it")
        raise NotFound(text.format(digest=digest[:12]))
    return str(rows[0][0])
