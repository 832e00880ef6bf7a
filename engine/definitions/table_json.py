"""Decision tables as a workflow carries them: canonical JSON, read back without any YAML.

What evaluation and its reasons need travels (``definitions.meaning``). Examples stay in the file,
where ``consort check`` reads them, and so do the ids and the layout that DMN tools keep in theirs.
"""

from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Final

import msgspec

from engine.definitions.meaning import meaning
from engine.definitions.workflow import TableText
from engine.dmn.table import Cell, DecisionTable, Input, Output, Row
from engine.feel.lexer import bare

_ENCODER: Final = msgspec.json.Encoder(decimal_format="number")
_DECODER: Final = msgspec.json.Decoder(DecisionTable, float_hook=Decimal)


def text_of(table: DecisionTable) -> TableText:
    """Return a table as the text that travels with a workflow."""
    return TableText(table.name, _ENCODER.encode(meaning(_travelling(table))).decode())


@cache
def table_of(text: TableText) -> DecisionTable:
    """Return the table of a text, read once per process."""
    return _DECODER.decode(text.body)


def _travelling(table: DecisionTable) -> DecisionTable:
    """Return a table without what only its file is for; thresholds are looked up by name."""
    return replace(
        table,
        inputs=tuple(_input(one) for one in table.inputs),
        outputs=tuple(_output(one) for one in table.outputs),
        rows=tuple(_row(row) for row in table.rows),
        parameters=tuple(sorted(table.parameters, key=lambda one: one.name)),
        examples=(),
        orientation="",
        output_label="",
    )


def _input(one: Input) -> Input:
    expression, allowed = _cell(one.expression), one.allowed and _cell(one.allowed)
    return replace(one, expression=expression, allowed=allowed, id="", expression_id="")


def _output(one: Output) -> Output:
    allowed, default = one.allowed and _cell(one.allowed), one.default and _cell(one.default)
    return replace(one, allowed=allowed, default=default, id="")


def _row(row: Row) -> Row:
    tests, results = map(_cell, row.tests), map(_cell, row.results)
    return replace(row, tests=tuple(tests), results=tuple(results), id="")


def _cell(cell: Cell) -> Cell:
    return Cell(bare(cell.text))
