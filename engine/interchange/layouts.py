"""How people keep a decision table in a spreadsheet -> the sheets that ``table_sheets`` reads.

::

    ours         the sheets that an export writes; or one with headings "if ..." and "then ..."
    converter    Camunda's converter, with marks: rows input/output, label, language, expression,
                 type (the hit policy in column A), then the rules
    plain        Camunda's converter, plain: one row of headings, all but the last column tested
    Drools       RuleTable, below it CONDITION and ACTION, the pattern, the snippet, the label

Headings and names of sheets are known whatever their capitals. What is not read is told.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

from engine.dmn.table import Cell
from engine.interchange import drools, kinds
from engine.interchange.grid import Grid, Line, Record, Sheet, TableFound, sheet_of
from engine.interchange.table_sheets import COLUMNS, from_sheets
from engine.language import _
from engine.source import DefinitionError, Problem, Span, did_you_mean

_MARKS: Final = frozenset({"input", "output"})
_NOTES: Final = frozenset({"annotation", "description", "comment"})


class Laid(NamedTuple):
    """The sheets of a table, and what was found or taken for granted beside them."""

    sheets: dict[str, Sheet]
    told: tuple[str, ...] = ()


def table_of(path: Path, grids: list[Grid]) -> TableFound:
    """Return the table that the sheets of a file hold, in whichever of the layouts.

    Raises:
        DefinitionError: they hold none that can be read; with every problem and its cell.
    """
    problems: list[Problem] = []
    sheets, told = _laid(grids, problems)
    if problems:
        raise DefinitionError(problems)
    table = from_sheets(str(path), sheets)
    return TableFound(table if table.name else replace(table, name=path.stem), told)


def _laid(grids: list[Grid], problems: list[Problem]) -> Laid:
    filled = [grid for grid in grids if grid.lines]
    rows = next((grid for grid in filled if _is_ours(grid)), None)
    if rows is not None:
        return _ours(grids, rows, problems)
    if not filled:
        message = _("the spreadsheet has no text")
        problems.append(Problem("empty-table", message, grids[0].span if grids else None))
        return Laid({})
    first, *others = filled
    unread = tuple(_unread(grid) for grid in others)
    if drools.is_drools(first):
        fires = _("every rule of Drools that fits fires: read as the hit policy 'rule order'")
        sheets = drools.sheets_of(first, problems)
        return Laid(_with_rest(sheets, "rule order", drools.name_of(first)), (fires, *unread))
    if {text.casefold() for text in _texts(first.lines[0])} & _MARKS:
        return Laid(_converter(first, problems), unread)
    return Laid(_plain(first, problems), (*_assumed(first), *unread))


def _unread(grid: Grid) -> str:
    return _("the sheet {name!r} is not read").format(name=grid.title)


def _texts(line: Line) -> list[str]:
    return [cell.text.strip() for cell in line if cell]


# --- ours ---------------------------------------------------------------------------------------


def _is_ours(grid: Grid) -> bool:
    heads = [text.casefold() for text in _texts(grid.lines[0])]
    tests = any(head.startswith("if ") for head in heads)
    return tests and any(head == "then" or head.startswith("then ") for head in heads)


def _ours(grids: Iterable[Grid], rows: Grid, problems: list[Problem]) -> Laid:
    told: list[str] = []
    sheets: dict[str, Sheet] = {}
    names = {name.casefold(): name for name in COLUMNS}
    for grid in grids:
        name = "Rows" if grid is rows else names.get(grid.title.strip().casefold())
        if name is None or (name == "Rows" and grid is not rows):
            told += [_unread(grid)] if grid.lines else []
        else:
            sheets[name] = sheet_of(grid, problems)
    sheets["Rows"] = _named(sheets["Rows"], _declared(sheets))
    told += _completed(sheets)
    return Laid({name: _known(name, one, told) for name, one in sheets.items()}, tuple(told))


def _declared(sheets: dict[str, Sheet]) -> list[str]:
    """Return the headings of rows as the sheets of columns have them."""
    return [
        f"{prefix} {record[key].text.strip()}"
        for prefix, name in (("if", "Inputs"), ("then", "Outputs"))
        if name in sheets
        for record in sheets[name].records
        for key in record
        if key.casefold() == "name"
    ]


def _named(rows: Sheet, declared: list[str]) -> Sheet:
    """Return the rows with each heading as it is declared; ``If`` and ``Then`` are small."""
    known = {one.casefold(): one for one in declared}

    def name(head: str) -> str:
        first, blank, rest = head.partition(" ")
        small = first.casefold() + blank + rest if first.casefold() in {"if", "then"} else head
        return known.get(head.casefold(), small)

    return _renamed(rows, {head: name(head) for head in rows.columns})


def _completed(sheets: dict[str, Sheet]) -> Iterator[str]:
    """Add the sheets that are missing, as far as the rows tell what would stand there."""
    for name, prefix in (("Inputs", "if"), ("Outputs", "then")):
        if name not in sheets:
            sheets[name] = columns_of(sheets["Rows"], prefix)
            yield _("there is no sheet {name!r}: its columns are taken from the rows").format(
                name=name
            )
    for name in COLUMNS:
        if name not in sheets:
            sheets[name] = Sheet(("property",) if name == "About" else (), ())
            yield _("there is no sheet {name!r}").format(name=name)


def columns_of(rows: Sheet, prefix: str) -> Sheet:
    """Return what the headings and cells of rows tell of their columns: name and type."""
    records: list[Record] = []
    for head in rows.columns:
        first, _blank, name = head.partition(" ")
        if first == prefix:
            cells = [record[head].text for record in rows.records if head in record]
            kind = kinds.kind_of(cells)
            records.append({"name": Cell(name, _span(rows, head)), "type": Cell(kind)})
    return Sheet(("name", "type"), tuple(records), rows.span)


def _span(rows: Sheet, head: str) -> Span | None:
    return next((one[head].span for one in rows.records if head in one), rows.span)


def _known(name: str, sheet: Sheet, told: list[str]) -> Sheet:
    """Return a sheet with its headings as they are known; others are told."""
    if name == "Rows":
        known = {head for head in sheet.columns if head.startswith(("if ", "then"))}
    else:
        known = set()
    known |= COLUMNS[name]
    small = {one.casefold(): one for one in known}
    found = {}
    for head in sheet.columns:
        found[head] = small.get(head.casefold(), _in_language(head, small))
        if not found[head]:
            told.append(_column_unread(name, head, known))
            found[head] = head
    return _renamed(sheet, found)


def _in_language(head: str, small: dict[str, str]) -> str:
    """Return a heading such as ``why es``, ``note 2`` or ``given age`` as it is known."""
    first, blank, rest = head.partition(" ")
    known = small.get(f"{first.casefold()} *")
    return f"{first.casefold()} {rest}" if known and blank else ""


def _column_unread(sheet: str, head: str, known: Iterable[str]) -> str:
    text = _("the column {head!r} of the sheet {sheet!r} is not read")
    hint = did_you_mean(head, [one for one in known if "*" not in one])
    told = text.format(head=head, sheet=sheet)
    return f"{told}; {hint}" if hint else told


def _renamed(sheet: Sheet, names: dict[str, str]) -> Sheet:
    records = tuple(
        {names.get(head, head): cell for head, cell in record.items()} for record in sheet.records
    )
    return replace(sheet, columns=tuple(names[one] for one in sheet.columns), records=records)


# --- Camunda's converter ------------------------------------------------------------------------


def _assumed(grid: Grid) -> tuple[str, ...]:
    heads = _texts(grid.lines[0])
    text = _("the last column, {name!r}, is read as the result, the others as what is tested")
    return (text.format(name=heads[-1]),) if heads else ()


def _plain(grid: Grid, problems: list[Problem]) -> dict[str, Sheet]:
    """Return the sheets of a table with one row of headings, the last its result."""
    sheet = sheet_of(grid, problems)
    names = {head: f"if {head}" for head in sheet.columns}
    if sheet.columns:
        names[sheet.columns[-1]] = f"then {sheet.columns[-1]}"
    rows = _renamed(sheet, names)
    sheets = {"Rows": rows, "Inputs": columns_of(rows, "if"), "Outputs": columns_of(rows, "then")}
    return _with_rest(sheets, "first")


def _converter(grid: Grid, problems: list[Problem]) -> dict[str, Sheet]:
    """Return the sheets of a table whose columns are marked in its first row."""
    if len(grid.lines) < _HEADS:
        message = _("below the row of marks stand label, language, expression and type")
        problems.append(Problem("no-heading", message, grid.span))
        return {}
    marks, labels, _languages, expressions, types = grid.lines[:_HEADS]
    columns = [_Column(at, mark.text.strip().casefold()) for at, mark in enumerate(marks) if mark]
    heads = {one.at: _head(one, labels) for one in columns if one.mark in _MARKS | _NOTES}
    records = tuple(
        {heads[at]: cell for at, cell in enumerate(line) if cell and at in heads}
        for line in grid.lines[_HEADS:]
    )
    sheets = {"Rows": Sheet(tuple(heads.values()), tuple(filter(None, records)), grid.span)}
    for name, mark in (("Inputs", "input"), ("Outputs", "output")):
        described = [
            _described(one, labels, expressions, types) for one in columns if one.mark == mark
        ]
        sheets[name] = Sheet(("name", "from", "type"), tuple(described), grid.span)
    policy = types[0].text.strip() if types and types[0] and 0 not in heads else "unique"
    return _with_rest(sheets, policy.casefold().replace("_", " "))


_HEADS: Final = 5


class _Column(NamedTuple):
    at: int
    mark: str


def _head(column: _Column, labels: Line) -> str:
    prefix = {"input": "if", "output": "then"}.get(column.mark)
    label = labels[column.at] if column.at < len(labels) else None
    name = label.text.strip() if label else f"column {column.at + 1}"
    return f"{prefix} {name}" if prefix else "why"


def _described(column: _Column, labels: Line, expressions: Line, types: Line) -> Record:
    found: Record = {"name": Cell(_head(column, labels).partition(" ")[2])}
    for key, line in (("from", expressions), ("type", types)):
        cell = line[column.at] if column.at < len(line) else None
        if cell is not None and (key == "type" or column.mark == "input"):
            found[key] = kinds.as_kind(cell) if key == "type" else cell
    return found


def _with_rest(sheets: dict[str, Sheet], policy: str, name: str = "") -> dict[str, Sheet]:
    """Return the sheets of a table with those that its layout does not have."""
    told = {"hit": policy, "decision": name}
    about = tuple({"property": Cell(key), "text": Cell(text)} for key, text in told.items())
    rest = {name: Sheet((), ()) for name in COLUMNS}
    return {**rest, **sheets, "About": Sheet(("property", "text"), about)}
