"""Printing for people in 80 columns, and for programs as JSON that stays the same.

Text is plain: no colour is needed to read it, and nothing is cut in the middle of a word unless a
word is longer than its column.
"""

import json
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from contextvars import ContextVar
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar
from unicodedata import category

import click

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

WIDEST = 100
MANY = 20
"""Things from which on people want to see that the work goes on."""

Thing = TypeVar("Thing")


_form: ContextVar[str] = ContextVar("form", default="text")


def answer_as(form: str) -> None:
    """Choose how this command answers: ``text`` or ``json``. A refusal answers alike."""
    _form.set(form)


def wants_json() -> bool:
    """Whether the command running was asked for JSON."""
    return _form.get() == "json"


def width() -> int:
    """Return how many columns to use: the terminal's, at most 100, 80 where there is none."""
    return min(WIDEST, shutil.get_terminal_size((80, 24)).columns)


_LINES = frozenset("\n\t")


def out(text: str = "") -> None:
    """Print a text of one line or several. Nothing in it can move the cursor."""
    click.echo(tame(text))


def tame(text: str) -> str:
    """Return a text as a terminal may have it: signs that steer it are shown, not obeyed."""
    return "".join(
        f"\\x{ord(one):02x}" if category(one) in {"Cc", "Cs"} and one not in _LINES else one
        for one in text
    )


def followed(things: Sequence[Thing], label: str) -> Iterator[Thing]:
    """Yield things one by one, with a bar of progress on a terminal when they are many."""
    if len(things) < MANY or not sys.stderr.isatty():
        yield from things
        return
    with click.progressbar(things, label=label, file=sys.stderr) as bar:
        yield from bar


Answer: TypeAlias = (
    "DataclassInstance | tuple[Any, ...] | Sequence[DataclassInstance] | Sequence[tuple[Any, ...]]"
)
"""What a command answers: frozen data with named parts, or a list of such."""


def give(answer: Answer, text: Iterable[str]) -> None:
    """Print an answer as JSON or the lines of ``text``, as the command was asked to."""
    if wants_json():
        out(as_json(answer))
    else:
        for line in text:
            click.echo(line)


def as_json(answer: Answer) -> str:
    """Return an answer as JSON: its parts by their names, nothing added and nothing left out."""
    return json.dumps(plain(answer), ensure_ascii=False, indent=2)


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it: dates as ISO text, exact numbers as numbers."""
    match value:
        case Enum():
            return value.value
        case date() | datetime():
            return value.isoformat()
        case Decimal() | Fraction():
            return round(float(value), 6)
        case dict():
            return {str(key): plain(one) for key, one in value.items()}
        case list() | tuple() | set() | frozenset():
            return _plain_tuple(value)
        case _:
            return _plain_object(value)


def _plain_object(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    return value


def _plain_tuple(value: Any) -> Any:
    if hasattr(value, "_asdict"):
        return plain(value._asdict())
    return [plain(one) for one in value]


def wrapped(text: str, indent: str = "", first: str | None = None) -> list[str]:
    """Return a text as lines that fit; ``first`` begins the first line, ``indent`` the others."""
    lines = textwrap.wrap(
        text,
        width(),
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_on_hyphens=False,
    )
    return lines or [first or ""]


def heading(text: str) -> list[str]:
    """Return a title underlined."""
    return [text, "-" * min(len(text), width())]


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return a table whose last column takes what is left of the line and wraps."""
    if not rows:
        return []
    lead = range(len(header) - 1)
    widths = [max(len(row[at]) for row in [header, *rows]) for at in lead]
    used = sum(widths) + 2 * len(widths)
    room = max(20, width() - used)
    return [line for row in [header, *rows] for line in _row(row, widths, used, room)]


def _row(row: Sequence[str], widths: list[int], used: int, room: int) -> list[str]:
    begin = "".join(f"{text:<{size}}  " for text, size in zip(row[:-1], widths, strict=True))
    rest = textwrap.wrap(row[-1], room, break_on_hyphens=False) or [""]
    return [(begin + rest[0]).rstrip(), *(" " * used + line for line in rest[1:])]
