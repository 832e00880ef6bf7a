"""Decision tables as a workflow carries them: canonical JSON, read back without any YAML.

What evaluation needs travels; places and examples stay in the file, where ``consort check`` reads
them. So a definition's digest changes when a rule changes, and not when somebody adds an example.
"""

from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Final

import msgspec

from engine.definitions.workflow import TableText
from engine.dmn.table import Cell, DecisionTable, Input, Output, Row

_ENCODER: Final = msgspec.json.Encoder(decimal_format="number", order="deterministic")
_DECODER: Final = msgspec.json.Decoder(DecisionTable, float_hook=Decimal)


def text_of(table: DecisionTable, file: str) -> TableText:
    """Return a table as the text that travels with a workflow; ``file`` is where it was written."""
    return TableText(table.name, file, _ENCODER.encode(_placeless(table)).decode())


@cache
def table_of(text: TableText) -> DecisionTable:
    """Return the table of a text, read once per process."""
    return _DECODER.decode(text.body)


def _placeless(table: DecisionTable) -> DecisionTable:
    return replace(
        table,
        inputs=tuple(_input(one) for one in table.inputs),
        outputs=tuple(_output(one) for one in table.outputs),
        rows=tuple(_row(row) for row in table.rows),
        examples=(),
        span=None,
    )


def _input(one: Input) -> Input:
    return replace(one, expression=Cell(one.expression.text), allowed=_cell(one.allowed))


def _output(one: Output) -> Output:
    return replace(one, allowed=_cell(one.allowed), default=_cell(one.default))


def _row(row: Row) -> Row:
    tests = tuple(Cell(cell.text) for cell in row.tests)
    results = tuple(Cell(cell.text) for cell in row.results)
    return replace(row, tests=tests, results=results, span=None)


def _cell(cell: Cell | None) -> Cell | None:
    return None if cell is None else Cell(cell.text)
