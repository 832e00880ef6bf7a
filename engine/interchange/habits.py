"""Cells as people write them in spreadsheets -> FEEL, where only one thing can be meant.

::

    as written     in FEEL          as written    asked, because it can be either
    ≤ 12           <= 12            1-10          the range [1..10], or 1 minus 10
    ≠ 3            not(3)           0,5           0.5, or 0 and 5
    11+            >= 11            1,000         1000, or 1 and 0
    1--10          [1..10]          1.000         1000, or 1      (a dash, longer than -)
    1 000          1000
    25 %           0.25

Only columns of numbers, and columns without a type, are read so; ``:=`` before a text says that it
is FEEL as it stands.
"""

import re
from decimal import Decimal
from typing import Final

from engine.dmn.cell_texts import FORMULA
from engine.feel import literal
from engine.language import _

NUMERIC: Final = frozenset({"", "number", "list<number>"})

_SIGNS: Final = {
    "≤": "<=",
    "≥": ">=",
    "=<": "<=",
    "=>": ">=",
    "\u2212": "-",
    "\u00a0": " ",
    "\u202f": " ",
}
_COMPARED: Final = re.compile(r"(<=|>=|<|>|=)\s*(.*)", re.DOTALL)
_UNLIKE: Final = re.compile(r"(?:≠|<>|!=)\s*(.+)", re.DOTALL)
_GROUPED: Final = re.compile(r"-?\d{1,3}([ '\u2019]\d{3})+(\.\d+)?")
_PER_CENT: Final = re.compile(r"(-?\d+(?:\.\d+)?)\s*%")
_AT_LEAST: Final = re.compile(r"(\d+(?:\.\d+)?)\s*\+")
_DASHED: Final = re.compile(r"(\d+(?:\.\d+)?)\s*([\u2013\u2014-])\s*(\d+(?:\.\d+)?)")
_COMMA: Final = re.compile(r"-?\d+,\d+")
_THOUSANDS: Final = re.compile(r"-?[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*")


class Ambiguous(Exception):
    """A cell can be read in two ways; ``hint`` says how to write each."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def as_feel(written: str, kind: str, *, result: bool = False) -> str:
    """Return the text of a cell as FEEL has it; ``kind`` is the type of its column.

    Raises:
        Ambiguous: it can be read in two ways.
    """
    text = written.strip()
    if text.startswith(FORMULA) or '"' in text:
        return written
    for sign, plain in _SIGNS.items():
        text = text.replace(sign, plain)
    if unlike := _UNLIKE.fullmatch(text):
        return written if result else f"not({as_feel(unlike[1], kind)})"
    if kind not in NUMERIC:
        return text if text != written.strip() else written
    if compared := _COMPARED.fullmatch(text):
        number = _number(compared[2], many=False)
        return text if number == compared[2] else f"{compared[1]} {number}"
    return (not result and _range(text)) or _number(text, many=not result)


def safe(text: str, kind: str, *, result: bool = False) -> str:
    """Return how FEEL is written so that ``as_feel`` gives it back: as it is, or marked."""
    try:
        return text if as_feel(text, kind, result=result) == text else f"{FORMULA} {text}"
    except Ambiguous:
        return f"{FORMULA} {text}"


def _range(text: str) -> str:
    """Return a test on a range, where a text is one; a plain hyphen can be minus as well."""
    if least := _AT_LEAST.fullmatch(text):
        return f">= {least[1]}"
    dashed = _DASHED.fullmatch(text)
    if dashed is None:
        return ""
    low, sign, high = dashed.groups()
    if sign == "-":
        raise Ambiguous(
            _("{text!r} can be the range from {low} to {high}, or {low} minus {high}").format(
                text=text, low=low, high=high
            ),
            _("write [{low}..{high}], or := {low} - {high}").format(low=low, high=high),
        )
    return f"[{low}..{high}]"


def _number(text: str, *, many: bool) -> str:
    """Return a number as FEEL has it; ``many`` may stand in the cell, parted by commas."""
    if _GROUPED.fullmatch(text):
        return re.sub(r"[ '\u2019]", "", text)
    if share := _PER_CENT.fullmatch(text):
        return literal(Decimal(share[1]) / 100)
    if _THOUSANDS.fullmatch(text) or _COMMA.fullmatch(text):
        whole = re.sub(r"[.,]", "", text)
        readings = [whole] if _THOUSANDS.fullmatch(text) else []
        if text.count(",") + text.count(".") == 1:
            readings.append(literal(Decimal(text.replace(",", "."))))
        readings += [text.replace(",", ", ")] if many and "," in text else []
        raise Ambiguous(
            _("{text!r} can be read in several ways").format(text=text),
            _("write {ways}").format(ways=_(" or ").join(dict.fromkeys(readings))),
        )
    return text
