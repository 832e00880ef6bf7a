"""The document tree as JSON: what an issued version keeps, to be compared and printed for ever.

With it go the data of what is drawn (charts, QR codes): ``drawn`` has kind and data by key.
"""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from engine.documents.tree import (
    Break,
    Characters,
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
)
from engine.language import _
from engine.source import DefinitionError, Problem

_KINDS: Final[dict[str, type[Any]]] = {
    kind.__name__.lower(): kind
    for kind in (
        Break, Clause, Division, Document, Front, Heading, Items, Link, Mark, Paragraph, Picture,
        Reference, Table, Characters,
    )
}  # fmt: skip


Drawn = Mapping[str, tuple[str, Any]]


def dump(document: Document, language: str, drawn: Drawn) -> bytes:
    """Return a document as JSON, the same bytes for the same document."""
    told = {
        "format": "consort-tree/1",
        "language": language,
        "document": _told(document),
        "drawn": {key: [kind, _kept(what)] for key, (kind, what) in drawn.items()},
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def load(body: bytes) -> tuple[Document, str, Drawn]:
    """Return a document, its language and what is drawn in it from its JSON.

    Raises:
        DefinitionError: this is not such a file.
    """
    try:
        told = json.loads(body)
        document = _read(told["document"])
        if told["format"] == "consort-tree/1" and isinstance(document, Document):
            drawn = {
                key: (kind, _back(what)) for key, (kind, what) in told.get("drawn", {}).items()
            }
            return document, str(told["language"]), drawn
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _no_tree() from error
    raise _no_tree()


def _no_tree() -> DefinitionError:
    message = _("this is not the text of an issued document")
    return DefinitionError([Problem("tree-file", message)])


def _kept(value: Any) -> Any:
    """Return plain data as JSON that says which texts are dates and numbers."""
    match value:
        case date():
            return {"date": value.isoformat()}
        case Decimal():
            return {"number": str(value)}
        case Mapping():
            return {"fields": {key: _kept(one) for key, one in value.items()}}
        case list() | tuple():
            return [_kept(one) for one in value]
        case _:
            return value


def _back(told: Any) -> Any:
    match told:
        case {"date": day}:
            return date.fromisoformat(day)
        case {"number": number}:
            return Decimal(number)
        case {"fields": inner}:
            return {key: _back(one) for key, one in inner.items()}
        case list():
            return [_back(one) for one in told]
        case _:
            return told


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
