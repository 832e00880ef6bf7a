r"""Characters to tokens. What is a name is not decided here: that needs the scope (see ``names``).

A token is a number, a string, a word (letters and digits as DMN 1.5, 10.3.1.2 rule 27-29 has them,
without the operators a name may also hold), or a symbol. Comments and white space become the
``gap`` before a token.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from engine.language import _
from engine.source import DefinitionError, Problem, Span, Text

NUMBER: Final = "number"
STRING: Final = "string"
WORD: Final = "word"
SYMBOL: Final = "symbol"
END: Final = "end"

_START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u167f\u1681-\u180d"
    "\u180f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf"
    "\ufdf0-\ufefe\uff00-\ufffd\U00010000-\U000effff"
)
_PART = _START + "0-9\u00b7\u0300-\u036f\u203f-\u2040"
_SPACE = r"\s\u180e\u200b\ufeff"
_TOKEN: Final = re.compile(
    rf"""(?:[{_SPACE}]++|//[^\n]*+|/\*.*?\*/)*+  # possessive: a comment is never read as words
    (?:(?P<word>[{_START}][{_PART}]*)
    |(?P<number>[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|\.[0-9]+(?:[eE][+-]?[0-9]+)?)
    |(?P<string>"(?:[^"\\]|\\.)*")
    |(?P<symbol>\.\.|\*\*|<=|>=|!=|->|[^{_SPACE}]))""",
    re.DOTALL | re.VERBOSE,
)
_ESCAPE: Final = re.compile(r"""\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|(["'\\nrt]))""")
_SIMPLE: Final = {'"': '"', "'": "'", "\\": "\\", "n": "\n", "r": "\r", "t": "\t"}


class Token(NamedTuple):
    """``text`` is as written; ``gap`` tells whether white space or a comment stood before."""

    kind: str
    text: str
    start: int
    end: int
    gap: bool


def tokens(text: Text) -> list[Token]:
    """Return the tokens of a text, the last of kind ``END``.

    Raises:
        DefinitionError: for a string or comment without an end.
    """
    body, found, at = text.body, [], 0
    for word in _split(body):
        if word.kind == SYMBOL and word.text in {'"', "/"}:
            _unended(text, word)
        found.append(word)
        at = word.end
    found.append(Token(END, "", len(body), len(body), at < len(body)))
    return found


def bare(body: str) -> str:
    """Return an expression without its comments, with one blank wherever some stood."""
    return "".join(f" {word.text}" if word.gap else word.text for word in _split(body)).strip()


@lru_cache(maxsize=4096)
def name_parts(name: str) -> tuple[tuple[str, bool], ...]:
    """Return a name as the pieces ``(text, gap before)`` in which a text would hold it."""
    return tuple((word.text, word.gap and word.start > 0) for word in _split(name))


def unescape(literal: str) -> str:
    """Return the value of a string literal with its quotes.

    A surrogate pair given as two escapes is one character (TCK 0083). A backslash before anything
    else stands for itself, so that patterns can be written plainly.
    """
    body = literal[1:-1]
    if "\\" not in body:
        return body
    value = _ESCAPE.sub(_unescaped, body)
    if any("\ud800" <= char <= "\udfff" for char in value):
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return value


def _split(body: str) -> list[Token]:
    found: list[Token] = []
    at = 0
    token_at = _TOKEN.match
    while (match := token_at(body, at)) is not None:
        kind = match.lastgroup or SYMBOL
        start, end = match.span(kind)
        found.append(Token(kind, body[start:end], start, end, start > at))
        at = end
    return found


def _unescaped(match: re.Match[str]) -> str:
    short, long, simple = match.groups()
    if simple:
        return _SIMPLE[simple]
    code = int(short or long, 16)
    return chr(code) if code <= 0x10FFFF else match.group()


def _unended(text: Text, word: Token) -> None:
    if word.text == '"':
        problem = Problem(
            "open-string",
            _("this string has no end"),
            Span(text, word.start, word.end),
            _('close it with "'),
        )
        raise DefinitionError([problem])
    if text.body.startswith("/*", word.start):
        problem = Problem(
            "open-comment",
            _("this comment has no end"),
            Span(text, word.start, word.start + 2),
            _("close it with */"),
        )
        raise DefinitionError([problem])
