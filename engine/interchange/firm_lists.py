"""Lists of firms as people keep them: a sheet with the columns ``firm`` and ``name``."""

from pathlib import Path
from typing import Final

from engine.interchange.comma_files import grid_in
from engine.interchange.grid import Grid, Record, Sheet, sheet_of
from engine.interchange.spreadsheet import grids_of
from engine.language import _
from engine.source import DefinitionError, Problem, Span

FIRM, NAME = "firm", "name"
COLUMNS: Final = (FIRM, NAME)


def firms_in(path: Path) -> dict[str, str]:
    """Return the firms of a sheet (.xlsx the first one, else csv): names by id.

    Raises:
        NotFound: there is no such file.
        DefinitionError: it cannot be read, lacks a column, or a row lacks an id or names one twice;
            with every problem and its cell.
    """
    grid = grids_of(path)[0] if path.suffix.lower() == ".xlsx" else grid_in(path)
    problems: list[Problem] = []
    sheet = sheet_of(grid, problems)
    problems += _columns(sheet, grid)
    found: dict[str, str] = {}
    if not problems:
        for record in sheet.records:
            problems += _row(record, found, grid.span)
    if problems:
        raise DefinitionError(problems)
    return found


def _columns(sheet: Sheet, grid: Grid) -> list[Problem]:
    missing = [name for name in COLUMNS if name not in sheet.columns]
    message = _("the sheet has no column {name!r}")
    hint = _("its first row has the headings firm and name")
    return [Problem("no-column", message.format(name=name), grid.span, hint) for name in missing]


def _row(record: Record, found: dict[str, str], sheet: Span) -> list[Problem]:
    """Take in the firm of a row, or return what is wrong with it."""
    firm, name = record.get(FIRM), record.get(NAME)
    if firm is None:
        place = next((cell.span for cell in record.values()), sheet)
        return [Problem("no-firm", _("the row has no firm"), place, _("give it a short id"))]
    if firm.text.strip() in found:
        message = _("the firm {firm!r} stands twice").format(firm=firm.text)
        return [Problem("duplicate-key", message, firm.span, _("leave one of the rows out"))]
    found[firm.text.strip()] = (name or firm).text.strip()
    return []
