"""A sheet as it stands in a file: rows of cells, each with its place, whatever it is to mean."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Final, NamedTuple

from engine.dmn.table import Cell, DecisionTable
from engine.language import _
from engine.source import DefinitionError, NotFound, Problem, Span, Text

LARGEST: Final = 5_000_000  # bytes of a file

Line = tuple[Cell | None, ...]
"""A row of a sheet; a cell with nothing in it is None."""

Record = dict[str, Cell]
"""What a row says, by the heading of the column."""


class TableFound(NamedTuple):
    """A table read from a file, and what was found there that it does not hold."""

    table: DecisionTable
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Grid:
    """The cells of a sheet; rows in which nothing stands are left out."""

    title: str
    lines: tuple[Line, ...]
    span: Span


@dataclass(frozen=True)
class Sheet:
    """Records of text; a column a record says nothing in is left out of it."""

    columns: tuple[str, ...]
    records: tuple[Record, ...]
    span: Span | None = None


def content_of(path: Path) -> bytes:
    """Return what a file holds.

    Raises:
        NotFound: there is no such file, or it cannot be read.
        DefinitionError: it is too large.
    """
    try:
        if path.stat().st_size <= LARGEST:
            return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        message = _("cannot read {path}: {reason}").format(path=path, reason=reason)
        raise NotFound(message) from error
    message = _("the file is larger than {limit} bytes").format(limit=LARGEST)
    hint = _("export the decision again and edit that file")
    place = Span(Text(str(path), ""), 0, 0)
    raise DefinitionError([Problem("too-large", message, place, hint)])


def grid_of(file: str, title: str, lines: Iterable[Iterable[tuple[str, str, int]]]) -> Grid:
    """Return a grid from rows of cells: each its text, its name (``D2``) and its column, from 1."""
    prefix = f"{title}!" if title else ""
    rows: list[Line] = []
    for number, line in enumerate(lines, 1):
        cells = [
            Cell(text, Span(Text(file, text, number, column, prefix + name), 0, len(text)))
            if text.strip()
            else None
            for text, name, column in line
        ]
        if any(cells):
            rows.append(tuple(cells))
    return Grid(title, tuple(rows), Span(Text(file, "", cell=title or "A1"), 0, 0))


def sheet_of(grid: Grid, problems: list[Problem], first: int = 0) -> Sheet:
    """Return the records of a grid; the row numbered ``first`` (from 0) has the headings."""
    heads = grid.lines[first] if len(grid.lines) > first else ()
    names = [" ".join(head.text.split()) if head else "" for head in heads]
    problems += _twice(names, heads)
    records = []
    for line in grid.lines[first + 1 :]:
        problems += _astray(names, line)
        record = {name: cell for name, cell in zip(names, line, strict=False) if name and cell}
        if record:
            records.append(record)
    return Sheet(tuple(filter(None, names)), tuple(records), grid.span)


def _twice(names: list[str], heads: Line) -> Iterator[Problem]:
    folded = [name.casefold() for name in names]
    for at, name in enumerate(names):
        head = heads[at]
        if name and head and folded.index(name.casefold()) != at:
            message = _("two columns are called {name!r}").format(name=name)
            yield Problem("duplicate-key", message, head.span, _("give one another name"))


def _astray(names: list[str], line: Line) -> Iterator[Problem]:
    for name, cell in zip_longest(names, line):
        if cell is not None and not name:
            message = _("{text!r} stands under no heading").format(text=cell.text)
            hint = _("name the column in its first row, or empty the cell")
            yield Problem("no-heading", message, cell.span, hint)
