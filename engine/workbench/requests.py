"""What somebody asked for, as a digest: a key belongs to one request, and answers no other.

Persons are left out, since an answer is kept and a name must be erasable; a file counts by what it
holds, wherever it stands.
"""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

from engine.case.texts import PersonName
from engine.language import _
from engine.source import Reason, Rejected, refuse


def asked(key: str, *parts: Any) -> str:
    """Return the digest of a request: of what, and with which commands or words.

    Empty without a key: then nobody asks for the answer again, and no file need be read for it.
    """
    if not key:
        return ""
    text = json.dumps(_plain(parts), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: Any) -> Any:
    match value:
        case PersonName():
            return "a person"
        case Path():
            return _contents(value)
        case date() | Decimal():
            return str(value)
        case Mapping():
            return {str(name): _plain(one) for name, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
        case _ if is_dataclass(value):
            said = {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
            return {type(value).__name__: said}
        case _:
            return value


def _contents(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:  # it is declined where it is taken in
        return str(path)


def taken(key: str) -> Rejected:
    """Return the refusal of a request under the key of another one."""
    wish = _("use the key {key!r}").format(key=key)
    why = _("another command was answered under it; a new command needs a key of its own")
    return refuse(Reason.INVALID, wish, why)
