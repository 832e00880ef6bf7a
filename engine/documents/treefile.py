"""The document tree as JSON: what an issued version keeps, so that it can be compared for ever."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Final

from engine.documents.tree import (
    Break,
    Clause,
    Division,
    Document,
    Front,
    Heading,
    Items,
    Link,
    Mark,
    Paragraph,
    Picture,
    Reference,
    Table,
    Text,
)
from engine.language import _
from engine.source import DefinitionError, Problem

_KINDS: Final[dict[str, type[Any]]] = {
    kind.__name__.lower(): kind
    for kind in (
        Break, Clause, Division, Document, Front, Heading, Items, Link, Mark, Paragraph, Picture,
        Reference, Table, Text,
    )
}  # fmt: skip


def dump(document: Document, language: str) -> bytes:
    """Return a document as JSON, the same bytes for the same document."""
    told = {"format": "consort-tree/1", "language": language, "document": _told(document)}
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def load(body: bytes) -> tuple[Document, str]:
    """Return a document and its language from its JSON.

    Raises:
        DefinitionError: this is not such a file.
    """
    try:
        told = json.loads(body)
        document = _read(told["document"])
        if told["format"] == "consort-tree/1" and isinstance(document, Document):
            return document, str(told["language"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _no_tree() from error
    raise _no_tree()


def _no_tree() -> DefinitionError:
    message = _("this is not the text of an issued document")
    return DefinitionError([Problem("tree-file", message)])


def _told(value: Any) -> Any:
    if is_dataclass(value):
        told = {one.name: _told(getattr(value, one.name)) for one in fields(value)}
        return {"is": type(value).__name__.lower(), **told}
    return [_told(one) for one in value] if isinstance(value, tuple) else value


def _read(told: Any) -> Any:
    if isinstance(told, Mapping):
        kind = _KINDS[str(told["is"])]
        known = {one.name for one in fields(kind)}
        return kind(**{key: _read(value) for key, value in told.items() if key in known})
    return tuple(_read(one) for one in told) if isinstance(told, list) else told
