"""Cells as people write them <-> FEEL: in columns of words, plain words need no quotes.

::

    column            as written                  in FEEL
    string            fair                        "fair"
    string            fair, purchase              "fair", "purchase"
    string            not(fair)                   not("fair")
    string            -                           -
    string result     Ask a lawyer                "Ask a lawyer"
    string result     := if x then "a" else "b"   if x then "a" else "b"
    string            := other_input              other_input
    any other         <= 12                       <= 12

A column without a type whose allowed values are words is one of words too. A piece in a column of
words is a word when the column allows it (``of``), or when it is one plain word and no parameter
or input has that name. YAML and spreadsheets are read and written this way; DMN XML holds FEEL.
"""

import re
from collections.abc import Container
from dataclasses import dataclass
from typing import Final

from engine.dmn.table import ANY, Cell, Input, Output
from engine.feel import literal
from engine.source import Text

FORMULA: Final = ":="
_WORD: Final = re.compile(r"[^\W\d][\w.-]*")
_NOT: Final = re.compile(r"not\s*\((.*)\)", re.DOTALL)
_TEXT_TYPES: Final = frozenset({"string", "list<string>"})


@dataclass(frozen=True, slots=True)
class CellColumn:
    """What decides how the cells of a column are read; ``names`` are what a cell may mention."""

    name: str
    type: str = ""
    allowed: tuple[str, ...] = ()
    names: Container[str] = ()

    @property
    def wordy(self) -> bool:
        """Whether plain words stand for texts here."""
        return self.type in _TEXT_TYPES or bool(self.allowed and not self.type)


def placed(cell: Cell, where: str) -> Text:
    """Return the text of a cell with the place it has in its file, or else named by ``where``."""
    if cell.span is None:
        return Text(where, cell.text)
    line, column = cell.span.place
    return Text(cell.span.text.name, cell.text, line, column, cell.span.text.cell)


def column_of(one: Input | Output, names: Container[str]) -> CellColumn:
    """Return the column of an input or output; ``names`` are what its cells may mention."""
    return CellColumn(one.name, one.type, tuple(one.labels or words_of(one) or ()), names)


def words_of(one: Input | Output) -> list[str] | None:
    """Return the words a column allows, or None if it does not list plain words only."""
    if one.allowed is None or one.type not in {"", *_TEXT_TYPES}:
        return None
    pieces = [piece.strip() for piece in one.allowed.text.split(",")]
    exact = one.allowed.text == ", ".join(pieces)
    return [piece[1:-1] for piece in pieces] if exact and all(map(_is_plain, pieces)) else None


def test_text(raw: str, column: CellColumn) -> str:
    """Return the FEEL text of an input entry written as ``raw``."""
    text = raw.strip() or "null"
    if text.startswith(FORMULA):
        return text.removeprefix(FORMULA).strip()
    if not column.wordy or text in {ANY, "null"}:
        return text
    negated = _NOT.fullmatch(text)
    pieces = [piece.strip() for piece in (negated[1] if negated else text).split(",")]
    if not all(_is_word(piece, column) for piece in pieces):
        return text
    words = ", ".join(literal(piece) for piece in pieces)
    return f"not({words})" if negated else words


def result_text(raw: str, column: CellColumn, *, quoted: bool = False) -> str:
    """Return the FEEL text of an output entry written as ``raw``; ``quoted`` nothing is a text."""
    text = raw.strip()
    if text.startswith(FORMULA):
        return text.removeprefix(FORMULA).strip()
    if not column.wordy or _is_plain(text):
        return text or "null"
    if text in {"null", "~"} or not (text or quoted):
        return "null"
    return literal(raw)


def written_test(text: str, column: CellColumn) -> str:
    """Return how an input entry is written, so that ``test_text`` gives the same FEEL again."""
    bare = re.sub(r'"([^"\\]*)"', r"\1", text)
    for written in (bare, text):
        if test_text(written, column) == text:
            return written
    return f"{FORMULA} {text}"


def written_result(text: str, column: CellColumn) -> str:
    """Return how an output entry is written, so that ``result_text`` gives the same FEEL again."""
    bare = text[1:-1] if _is_plain(text) else text
    for written in (bare, text):
        if result_text(written, column) == text:
            return written
    return f"{FORMULA} {text}"


def _is_word(piece: str, column: CellColumn) -> bool:
    if column.allowed:
        return piece in column.allowed
    return bool(_WORD.fullmatch(piece)) and piece not in column.names


def _is_plain(text: str) -> bool:
    """Whether a text is a FEEL string with nothing to unescape in it."""
    inside = text[1:-1]
    quoted = len(text) >= 2 and text[0] == text[-1] == '"'
    return quoted and '"' not in inside and "\\" not in inside
