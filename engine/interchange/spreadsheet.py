"""Decision tables as spreadsheets (xlsx) that people edit, and back without loss.

What stands on which sheet is told in ``engine.interchange.table_sheets``. Every cell is text, so
that no office program turns ``1-3`` into a date; numbers and dates that people type are read as
they look in FEEL.
"""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
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
from engine.feel import literal
from engine.interchange.table_sheets import Sheet, from_sheets, to_sheets
from engine.language import _
from engine.source import DefinitionError, LimitExceeded, NotFound, Problem, Span, Text

LARGEST: Final = 5_000_000  # bytes of a file
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


def from_xlsx(path: Path) -> DecisionTable:
    """Return the table of an xlsx file as ``to_xlsx`` wrote it and people edited it.

    Raises:
        NotFound: there is no such file.
        DefinitionError: it is no such spreadsheet; every problem with sheet, row and column.
    """
    sheets: dict[str, Sheet] = {}
    problems: list[Problem] = []
    for sheet in _opened(path):
        sheets[sheet.title] = _read(f"{path} [{sheet.title}]", sheet, problems)
    if problems:
        raise DefinitionError(problems)
    return from_sheets(str(path), sheets)


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
    try:
        data = path.read_bytes() if path.stat().st_size <= LARGEST else b""
    except OSError as error:
        reason = error.strerror or type(error).__name__
        message = _("cannot read {path}: {reason}").format(path=path, reason=reason)
        raise NotFound(message) from error
    if not data:
        raise _refused(path, _("the file is larger than {limit} bytes").format(limit=LARGEST))
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


def _read(name: str, page: Worksheet, problems: list[Problem]) -> Sheet:
    """Return the records of a sheet; its first row names the columns."""
    span = Span(Text(name, ""), 0, 0)
    if page.max_row > MOST_ROWS:
        message = _("the sheet has {count} rows").format(count=page.max_row)
        hint = _("at most {limit} are read").format(limit=MOST_ROWS)
        problems.append(Problem("too-large", message, span, hint))
        return Sheet((), (), span)
    lines = page.iter_rows()
    heads = [str(cell.value or "").strip() for cell in next(lines, ())]
    records = []
    for line in lines:
        record = dict(_cells(name, heads, line, problems))
        if record:
            records.append(record)
    return Sheet(tuple(filter(None, heads)), tuple(records), span)


def _cells(
    name: str, heads: list[str], line: tuple[Any, ...], problems: list[Problem]
) -> Iterator[tuple[str, Cell]]:
    for head, cell in zip(heads, line, strict=False):
        if cell.value is None or not head:
            continue
        text = _feel_text(cell.value)
        place = Text(name, text, cell.row, cell.column)
        if cell.data_type == "f":
            message = _("this cell holds a formula of the spreadsheet")
            hint = _("write it as text: begin with an apostrophe")
            problems.append(Problem("formula", message, Span(place, 0, len(text)), hint))
        yield head, Cell(text, Span(place, 0, len(text)))


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
        case date():
            return f'@"{value.isoformat()}"'
        case _:
            return str(value)
