"""Values into the dialect as the text they are: nothing in a value is ever read as Markdown.

Characters that no output can hold (control characters, lone surrogates) and the overrides that turn
the reading direction of what follows are dropped; white space of any kind becomes one space.
"""

import re
from typing import Final

from markupsafe import Markup

_SPECIAL: Final = re.compile(r"[\\`*_{}\[\]()#+\-.!|<>~&^=]|^:")
_SPACE: Final = re.compile(r"[ \t\r\n\v\f\x1c-\x1f\x85\u2028\u2029]+")
_UNWANTED: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def cleaned(text: str, *, edges: bool = False) -> str:
    """Return a text on one line, without characters that no document can hold.

    ``edges`` keeps a space at its ends.
    """
    line = _SPACE.sub(" ", _UNWANTED.sub("", text))
    return line if edges else line.strip(" \u00a0")


def escaped(text: str, *, edges: bool = False) -> Markup:
    """Return a value as the dialect text that reads as exactly this value."""
    return Markup(_SPECIAL.sub(_entity, cleaned(text, edges=edges)))  # noqa: S704 - this is the escaping


def _entity(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"
