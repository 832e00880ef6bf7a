"""Small decision tables for tests, written as rows of cells."""

from typing import Any

from engine.dmn.table import Aggregator, Cell, DecisionTable, HitPolicy, Input, Output, Row


def table(
    columns: str,
    *rows: str,
    hit: HitPolicy = HitPolicy.UNIQUE,
    aggregator: Aggregator = Aggregator.LIST,
    **more: Any,
) -> DecisionTable:
    """Return a table from texts such as ``"x: number, y: string => out: number"``.

    A row is ``"< 5 | 'a' => 1"``: cells by ``|``, results after ``=>``.
    """
    tested, _arrow, given = columns.partition(" => ")
    inputs = tuple(
        Input(name, Cell(name), kind, _cell(allowed)) for name, kind, allowed in _columns(tested)
    )
    outputs = tuple(Output(name, kind, _cell(allowed)) for name, kind, allowed in _columns(given))
    return DecisionTable(
        id="t",
        name="t",
        inputs=inputs,
        outputs=outputs,
        rows=tuple(_row(row) for row in rows),
        hit=hit,
        aggregator=aggregator,
        **more,
    )


def _columns(text: str) -> list[tuple[str, str, str]]:
    columns = []
    for column in filter(None, text.split(" | ")):
        name, _colon, rest = column.partition(": ")
        kind, _of, allowed = rest.partition(" of ")
        columns.append((name.strip(), kind.strip(), allowed.strip()))
    return columns


def _row(text: str) -> Row:
    tests, _arrow, results = text.rpartition("=>")
    return Row(_cells(tests) if tests else (), _cells(results))


def _cells(text: str) -> tuple[Cell, ...]:
    return tuple(Cell(cell.strip().replace("'", '"')) for cell in text.split("|"))


def _cell(text: str) -> Cell | None:
    return Cell(text.replace("'", '"')) if text else None
