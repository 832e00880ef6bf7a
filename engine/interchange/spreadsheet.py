"""Spreadsheets (xlsx): a decision table written as one, and the cells of one that people edited.

What stands on which sheet is told in ``engine.interchange.table_sheets``, what people have there
instead in ``engine.interchange.layouts``. Every cell is text, so
that no office program turns ``1-3`` into a date; numbers and dates that people type are read as
they look in FEEL.
"""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import IllegalCharacterError, InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from engine.dmn.table import Cell, DecisionTable
from engine.feel import from_python, literal
from engine.interchange.grid import Grid, Sheet, content_of, grid_of
from engine.interchange.table_sheets import to_sheets
from engine.language import _
from engine.source import DefinitionError, LimitExceeded, Problem, Span, Text

LARGEST_CONTENT: Final = 50_000_000  # bytes when unpacked
LONGEST: Final = 32_767  # characters a cell can hold
MOST_ROWS: Final = 20_000

_HEADING: Final = Font(bold=True, color="FFFFFF")
_FILLS: Final = {
    "if": PatternFill("solid", fgColor="1F4E79"),
    "then": PatternFill("solid", fgColor="375623"),
    "": PatternFill("solid", fgColor="595959"),
}
_WRAP: Final = Alignment(wrap_text=True, vertical="top")
_WIDEST: Final = 48


def to_xlsx(table: DecisionTable) -> bytes:
    """Return the table as the bytes of an xlsx file.

    Raises:
        LimitExceeded: a text is longer than a cell can be, or holds a control character.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, sheet in to_sheets(table).items():
        _write(book.create_sheet(name), sheet)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def grids_of(path: Path) -> list[Grid]:
    """Return the sheets of an xlsx file; what people typed as number or date is FEEL there.

    A merged cell counts in every row and column that it covers.

    Raises:
        NotFound: there is no such file.
        DefinitionError: it is no spreadsheet, or holds formulas; every problem with its cell.
    """
    problems: list[Problem] = []
    found = [_grid(str(path), sheet, problems) for sheet in _opened(path)]
    if problems:
        raise DefinitionError(problems)
    return found


def _write(page: Worksheet, sheet: Sheet) -> None:
    lines = [{name: Cell(name) for name in sheet.columns}, *sheet.records]
    widths = dict.fromkeys(sheet.columns, 8)
    for row, record in enumerate(lines, 1):
        for column, name in enumerate(sheet.columns, 1):
            text = record[name].text if name in record else ""
            if text:
                _write_text(page, row, column, text)
                longest = max(map(len, text.splitlines()), default=0)
                widths[name] = max(widths[name], min(longest + 2, _WIDEST))
    for column, (name, width) in enumerate(widths.items(), 1):
        head = page.cell(1, column)
        head.font, head.fill = _HEADING, _FILLS.get(name.split(" ")[0], _FILLS[""])
        page.column_dimensions[get_column_letter(column)].width = width
    page.freeze_panes = "A2"


def _write_text(page: Worksheet, row: int, column: int, text: str) -> None:
    if len(text) > LONGEST:
        message = _("a spreadsheet cell holds {limit} characters; this text has {size}: {text}...")
        raise LimitExceeded(message.format(limit=LONGEST, size=len(text), text=text[:40]))
    cell = page.cell(row, column)
    try:
        cell.value = text
    except IllegalCharacterError as error:
        message = _("a spreadsheet cannot hold the control characters in {text!r}")
        raise LimitExceeded(message.format(text=text[:40])) from error
    cell.data_type = "s"  # "= 3" is a test, not a formula of the spreadsheet
    cell.number_format = "@"
    cell.alignment = _WRAP


def _opened(path: Path) -> list[Worksheet]:
    data = content_of(path)
    try:
        _check_archive(path, data)
        return list(load_workbook(BytesIO(data)).worksheets)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, SyntaxError) as error:
        raise _refused(path, _("this is not a spreadsheet in the format xlsx")) from error


def _check_archive(path: Path, data: bytes) -> None:
    """Refuse archives that unpack to too much, and XML with declarations of its own."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        if sum(part.file_size for part in parts) > LARGEST_CONTENT:
            text = _("the spreadsheet unpacks to more than {limit} bytes")
            raise _refused(path, text.format(limit=LARGEST_CONTENT))
        for part in parts:
            with archive.open(part) as file:
                if b"<!DOCTYPE" in file.read(4096):
                    raise _refused(path, _("the spreadsheet declares XML entities"))


def _refused(path: Path, message: str) -> DefinitionError:
    hint = _("export the decision again and edit that file")
    return DefinitionError([Problem("xlsx", message, Span(Text(str(path), ""), 0, 0), hint)])


def _grid(name: str, page: Worksheet, problems: list[Problem]) -> Grid:
    if page.max_row > MOST_ROWS:
        message = _("the sheet has {count} rows").format(count=page.max_row)
        hint = _("at most {limit} are read").format(limit=MOST_ROWS)
        place = Span(Text(name, "", cell=page.title), 0, 0)
        problems.append(Problem("too-large", message, place, hint))
        return grid_of(name, page.title, ())
    merged = _merged(page)
    problems += _formulas(name, page)
    return grid_of(name, page.title, (_line(line, merged) for line in page.iter_rows()))


def _merged(page: Worksheet) -> dict[str, Any]:
    """Return the value of each cell that a merged one covers."""
    found: dict[str, Any] = {}
    for area in page.merged_cells.ranges:
        value = page.cell(area.min_row, area.min_col).value
        found |= {
            f"{get_column_letter(column)}{row}": value
            for row in range(area.min_row, min(area.max_row, MOST_ROWS) + 1)
            for column in range(area.min_col, area.max_col + 1)
        }
    return found


def _line(line: tuple[Any, ...], merged: dict[str, Any]) -> Iterator[tuple[str, str, int]]:
    for cell in line:
        value = merged.get(cell.coordinate, cell.value)
        yield "" if value is None else _feel_text(value), cell.coordinate, cell.column


def _formulas(name: str, page: Worksheet) -> Iterator[Problem]:
    for cell in (cell for line in page.iter_rows() for cell in line):
        if cell.data_type == "f":
            message = _("this cell holds a formula of the spreadsheet")
            hint = _("write it as text: begin with an apostrophe")
            text = Text(name, str(cell.value), cell=f"{page.title}!{cell.coordinate}")
            yield Problem("formula", message, Span(text, 0, len(text.body)), hint)


def _feel_text(value: Any) -> str:
    """Return the text of a cell; what people typed as number, boolean or date becomes FEEL."""
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case float():
            return literal(Decimal(repr(value)))
        case datetime(hour=0, minute=0, second=0):
            return f'@"{value.date().isoformat()}"'
        case date() | time():
            return f'@"{value.isoformat()}"'
        case timedelta():
            return literal(from_python(value))
        case _:
            return str(value)
