"""Spreadsheets of Drools: keywords, patterns, snippets, labels, then a rule in each row.

::

    RuleTable Fee
    CONDITION            CONDITION          ACTION
    $a : Applicant
    age >= $param        kind               a.setFee($param);
    Age from             Kind               Fee
    18                   student            20

A condition is a field, alone or compared with ``$param``; an action sets one. Code of any other
kind is told with its cell, never guessed.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile
from typing import Final, NamedTuple

from engine.dmn.table import Cell
from engine.interchange.grid import Grid, Line, Record, Sheet
from engine.interchange.kinds import kind_of
from engine.language import _
from engine.source import Problem

_TABLE: Final = "ruletable"
_HEADS: Final = 4  # keywords, patterns, snippets, labels
_READ: Final = {"CONDITION": "CONDITION", "C": "CONDITION", "ACTION": "ACTION", "A": "ACTION"}
_TOLD: Final = frozenset({"NAME", "N", "DESCRIPTION", "I"})
_FIELD: Final = re.compile(r"\s*(\w+)\s*(?:(==|>=|<=|>|<|!=)\s*\"?\$(?:param|1)\"?)?\s*")
_SETTER: Final = re.compile(r"\s*\$?\w+\.set(\w+)\(\s*\"?\$(?:param|1)\"?\s*\)\s*;?\s*")
_ASSIGNED: Final = re.compile(r"\s*(?:\$?\w+\.)?(\w+)\s*=\s*\"?\$(?:param|1)\"?\s*;?\s*")
_NEGATED: Final = "!="


class _RuleColumn(NamedTuple):
    at: int
    keyword: str
    field: str
    operator: str
    label: str


def is_drools(grid: Grid) -> bool:
    """Whether a sheet has a table of rules as Drools keeps them."""
    return _begin(grid) is not None


def sheets_of(grid: Grid, problems: list[Problem]) -> dict[str, Sheet]:
    """Return the rules of a sheet as the sheets of ours; what cannot be read is a problem."""
    begin = _begin(grid)
    body = grid.lines[begin + 1 :] if begin is not None else ()
    if begin is None or len(body) < _HEADS:
        message = _("below RuleTable stand keywords, patterns, snippets and labels")
        problems.append(Problem("no-heading", message, grid.span))
        return {}
    columns = list(_columns(body, problems))
    rules = [_rule(columns, line) for line in _until_next(body[_pattern_rows(body) :])]
    ifs = _merged([one for one in columns if one.keyword == "CONDITION"])
    thens = [one for one in columns if one.keyword == "ACTION"]
    heads = [*(f"if {one}" for one in ifs), *(f"then {one.field}" for one in thens), "why"]
    rows = Sheet(tuple(heads), tuple(filter(None, rules)), grid.span)
    return {
        "Rows": rows,
        "Inputs": _described([(one, f"if {one}", label) for one, label in ifs.items()], rows),
        "Outputs": _described([(o.field, f"then {o.field}", o.label) for o in thens], rows),
    }


def name_of(grid: Grid) -> str:
    """Return what the table of rules of a sheet is called."""
    cells = (cell for line in grid.lines if (cell := _table_cell(line)))
    return next(cells).text.strip()[len(_TABLE) :].strip()


def _begin(grid: Grid) -> int | None:
    return next((at for at, line in enumerate(grid.lines) if _table_cell(line)), None)


def _table_cell(line: Line) -> Cell | None:
    """Return the cell in which a table of rules begins."""
    return next((c for c in line if c and c.text.strip().casefold().startswith(_TABLE)), None)


def _pattern_rows(body: tuple[Line, ...]) -> int:
    """Return how many rows stand before the rules: a table without patterns has one less."""
    return _HEADS if _has_patterns(body) else _HEADS - 1


def _has_patterns(body: tuple[Line, ...]) -> bool:
    return any(cell and ":" in cell.text for cell in body[1])


def _until_next(lines: tuple[Line, ...]) -> Iterator[Line]:
    return takewhile(lambda line: _table_cell(line) is None, lines)


def _columns(body: tuple[Line, ...], problems: list[Problem]) -> Iterator[_RuleColumn]:
    snippets, labels = body[_pattern_rows(body) - 2], body[_pattern_rows(body) - 1]
    for at, keyword in enumerate(body[0]):
        word = keyword.text.strip().upper() if keyword else ""
        snippet = snippets[at] if at < len(snippets) else None
        label = labels[at] if at < len(labels) else None
        title = label.text.strip() if label else ""
        if word in _TOLD:
            yield _RuleColumn(at, "why", "why", "", title)
        elif word and word not in _READ:
            message = _("the keyword {word!r} of Drools has no counterpart in a decision table")
            span = keyword.span if keyword else None
            problems.append(Problem("unknown-choice", message.format(word=word), span))
        elif word:
            yield from _column(at, _READ[word], snippet or keyword, title, problems)


def _column(
    at: int, keyword: str, snippet: Cell | None, title: str, problems: list[Problem]
) -> Iterator[_RuleColumn]:
    text = snippet.text if snippet else ""
    if keyword == "CONDITION" and (found := _FIELD.fullmatch(text)):
        yield _RuleColumn(at, keyword, found[1], found[2] or "==", title)
    elif keyword == "ACTION" and (found := _SETTER.fullmatch(text) or _ASSIGNED.fullmatch(text)):
        field = found[1][:1].lower() + found[1][1:]
        yield _RuleColumn(at, keyword, field, "", title)
    else:
        message = _("{text!r} is code that no decision table can hold").format(text=text)
        hint = _("write a field with $param, such as age >= $param or a.setFee($param)")
        problems.append(Problem("code", message, snippet.span if snippet else None, hint))


def _merged(conditions: list[_RuleColumn]) -> dict[str, str]:
    """Return the tested fields, each once, with the labels of its columns."""
    found: dict[str, str] = {}
    for one in conditions:
        found[one.field] = ", ".join(filter(None, (found.get(one.field), one.label)))
    return found


def _rule(columns: list[_RuleColumn], line: Line) -> Record:
    record: Record = {}
    tests: dict[str, list[_Test]] = {}
    for column in columns:
        cell = line[column.at] if column.at < len(line) else None
        if cell is None:
            continue
        match column.keyword:
            case "CONDITION":
                tests.setdefault(column.field, []).append(_Test(column.operator, cell))
            case "ACTION":
                record[f"then {column.field}"] = cell
            case _:
                record["why"] = cell
    for field, given in tests.items():
        record[f"if {field}"] = replace(given[0].cell, text=_test(given))
    return record


class _Test(NamedTuple):
    operator: str
    cell: Cell


def _test(given: list[_Test]) -> str:
    """Return the tests of one field as one cell: alone as it is, two bounds as a range."""
    by = {one.operator: one.cell.text.strip() for one in given}
    low, high = by.get(">=", by.get(">")), by.get("<=", by.get("<"))
    if len(given) > 1 and low and high:
        return f"{'[' if '>=' in by else '('}{low}..{high}{']' if '<=' in by else ')'}"
    first = given[0]
    text = first.cell.text.strip()
    if first.operator == _NEGATED:
        return f"not({text})"
    return text if first.operator == "==" else f"{first.operator} {text}"


def _described(columns: list[tuple[str, str, str]], rows: Sheet) -> Sheet:
    records: list[Record] = []
    for name, head, label in columns:
        cells = [record[head].text for record in rows.records if head in record]
        records.append({"name": Cell(name), "type": Cell(kind_of(cells)), "ask": Cell(label)})
    return Sheet(("name", "type", "ask"), tuple(records), rows.span)
