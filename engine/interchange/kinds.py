"""The type of a column that nobody wrote down: what all of its cells can be."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from engine.dmn.table import ANY, Cell

_NUMBER: Final = r"-?\d[\d .,'\u2019%]*"
_NUMBERS: Final = re.compile(
    rf"\s*(?:(?:<=|>=|<|>|=|≤|≥|≠|!=|<>)\s*)?(?:{_NUMBER}|[\[\](]\s*{_NUMBER}\.\.\s*{_NUMBER}\s*[\])\[])"
    rf"(?:\s*[+\u2013\u2014-]\s*(?:{_NUMBER})?)?\s*"
)
_DATES: Final = re.compile(r'(?:(?:<=|>=|<|>)\s*)?@"\d{4}-\d\d-\d\d"')
_WORDS: Final = {
    "integer": "number", "long": "number", "double": "number", "int": "number", "decimal": "number",
    "text": "string", "bool": "boolean", "datetime": "date and time",
}  # fmt: skip


def kind_of(cells: Iterable[str]) -> str:
    """Return the type that fits every cell of a column; without any, none is said."""
    texts = [text.strip() for text in cells if text.strip() not in {"", ANY, "null"}]
    if not texts:
        return ""
    if all(text.casefold() in {"true", "false"} for text in texts):
        return "boolean"
    if all(_DATES.fullmatch(text) for text in texts):
        return "date"
    if all(_NUMBERS.fullmatch(text) for text in texts):
        return "number"
    return "string"


def as_kind(cell: Cell) -> Cell:
    """Return the name of a type as FEEL has it, whatever its capitals or the program's own word."""
    word = " ".join(cell.text.split()).casefold()
    return replace(cell, text=_WORDS.get(word, word)) if word.isalpha() or " " in word else cell
