"""Comma-separated files (csv) that people saved from a spreadsheet, as one sheet of cells."""

import csv
from pathlib import Path
from typing import Final

from openpyxl.utils import get_column_letter

from engine.interchange.grid import Grid, content_of, grid_of
from engine.language import _
from engine.source import DefinitionError, Problem, Span, Text

_SEPARATORS: Final = ",;\t|"


def grid_in(path: Path) -> Grid:
    """Return the cells of a csv file; comma, semicolon, tab or bar part them, whichever fits.

    Raises:
        NotFound: there is no such file.
        DefinitionError: it is too large, or not UTF-8.
    """
    text = _text(path)
    lines = csv.reader(text.splitlines(keepends=True), _dialect(text))
    cells = (
        [(text, f"{get_column_letter(at)}{number}", at) for at, text in enumerate(line, 1)]
        for number, line in enumerate(lines, 1)
    )
    return grid_of(str(path), "", cells)


def _text(path: Path) -> str:
    try:
        return content_of(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = _("the file is not UTF-8; save it as 'CSV UTF-8'")
        place = Span(Text(str(path), ""), 0, 0)
        raise DefinitionError([Problem("encoding", message, place)]) from error


def _dialect(text: str) -> type[csv.Dialect]:
    """Return how the file parts its cells: by the separator that its first line has most of."""
    first = text.partition("\n")[0]
    best = max(_SEPARATORS, key=first.count)

    class Parted(csv.excel):
        delimiter = best

    return Parted
