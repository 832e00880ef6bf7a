"""``DecisionTable`` -> YAML text that reads back as the same table."""

from decimal import Decimal
from typing import Any

import yaml

from engine.definitions.reading.table_yaml import FORMAT
from engine.definitions.reading.yaml_source import core_value
from engine.dmn.cell_texts import CellColumn, column_of, words_of, written_result, written_test
from engine.dmn.table import ANY, Aggregator, Cell, DecisionTable, Example, Input, Output, Row


def to_yaml(table: DecisionTable) -> str:
    """Return the table as a YAML text; ``load_table`` of it gives an equal table."""
    return yaml.dump(_table(table), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)


class _Bare(str):
    """A text that is written without quotes although it looks like a number or a boolean."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    """Writes scalars so that the core schema of YAML 1.2 reads them back; no aliases."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own protocol

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML's own protocol
        return True


def _write_text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    style = None if isinstance(core_value(text), str) else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _write_bare(dumper: yaml.SafeDumper, text: _Bare) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text))


_Dumper.add_representer(str, _write_text)
_Dumper.add_representer(_Bare, _write_bare)


def _table(table: DecisionTable) -> dict[str, Any]:
    names = {*table.names(), *(one.name for one in table.inputs)}
    tests = [column_of(one, names) for one in table.inputs]
    results = [column_of(one, names) for one in table.outputs]
    defaults = {
        column.name: _bare(written_result(one.default.text, column))
        for one, column in zip(table.outputs, results, strict=True)
        if one.default
    }
    written = _filled(
        {
            "format": FORMAT,
            "id": table.id,
            "version": table.version,
            "decision": table.name,
            "title": table.title,
            "question": table.question,
            "why": table.why,
            "source": table.source,
            "hit": _hit(table),
            "parameters": {
                one.name: {"value": _value(one.value)}
                | _filled({"unit": one.unit, "why": one.why, "source": one.source})
                for one in table.parameters
            },
            "inputs": {one.name: _input(one) for one in table.inputs},
            "outputs": {one.name: _output(one) for one in table.outputs},
            "notes": list(table.annotations),
            "rows": [_row(row, tests, results) for row in table.rows],
            "default": defaults,
            "examples": [_example(one) for one in table.examples],
        }
    )
    return written if table.inputs else {**written, "inputs": {}}


def _hit(table: DecisionTable) -> str:
    if table.aggregator is Aggregator.LIST:
        return str(table.hit)
    return f"{table.hit} {table.aggregator}"


def _of(one: Input | Output) -> Any:
    """Return the value of ``of``: names for people, a list of words, or tests."""
    if one.labels:
        return one.labels
    return words_of(one) or (one.allowed and one.allowed.text)


def _input(one: Input) -> dict[str, Any]:
    at = one.expression.text
    return _filled(
        {
            "type": one.type,
            "ask": one.ask,
            "from": at if at != one.name else None,
            "unit": one.unit,
            "of": _of(one),
        }
    )


def _output(one: Output) -> dict[str, Any]:
    favourable = list(one.favourable)
    given = {"type": one.type, "unit": one.unit, "favourable": favourable, "of": _of(one)}
    return _filled(given)


def _row(row: Row, tests: list[CellColumn], results: list[CellColumn]) -> dict[str, Any]:
    given = {
        column.name: _bare(written_test(cell.text, column))
        for cell, column in zip(row.tests, tests, strict=True)
        if cell.text != ANY
    }
    then = {
        column.name: _result(cell, column)
        for cell, column in zip(row.results, results, strict=True)
    }
    return _filled(
        {
            "id": row.id,
            "if": given,
            "then": then,
            "why": row.why,
            "source": row.source,
            "notes": list(row.annotations),
        }
    )


def _result(cell: Cell, column: CellColumn) -> str:
    return _bare(written_result(cell.text, column))


def _bare(text: str) -> str:
    return text if isinstance(core_value(text), str) else _Bare(text)


def _example(one: Example) -> dict[str, Any]:
    given = {name: _value(value) for name, value in one.given.items()}
    expect = {name: _value(value) for name, value in one.expect.items()}
    return _filled({"title": one.title}) | {"given": given, "expect": expect}


def _value(value: Any) -> Any:
    match value:
        case None:
            return _Bare("null")
        case bool():
            return _Bare("true" if value else "false")
        case int() | Decimal():
            return _Bare(str(value))
        case dict():
            return {key: _value(one) for key, one in value.items()}
        case list():
            return [_value(one) for one in value]
        case _:
            return str(value)


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that say something."""
    return {key: value for key, value in fields.items() if value not in (None, "", {}, [])}
