"""A decision table as a model of its own, so that other tools open it, and the table again.

What the table reads becomes input data. Each parameter becomes a decision of its own, a literal
that the table requires: editors open a table that is the logic of its decision, and nothing
around it, and an engine that knows nothing of parameters evaluates the same. A value that was
changed there is the parameter's when the table is read again.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from engine.dmn.model import (
    Boxed,
    Context,
    Decision,
    InputData,
    LiteralExpression,
    Model,
    Requirement,
    TableExpression,
    Variable,
)
from engine.dmn.table import Cell, DecisionTable, TableParameter
from engine.feel import evaluate, literal, names_read, parse
from engine.interchange.table_notes import NAMESPACE
from engine.language import _, choose
from engine.source import DefinitionError, NotFound, did_you_mean

_SPACE: Final = re.compile(r"\W+")


def as_model(table: DecisionTable) -> Model:
    """Return a model with a decision made by the table, and the inputs and parameters it reads."""
    namespace = f"{NAMESPACE}:{_id(table.id or table.name)}"
    name = table.name or table.id
    inputs = [
        InputData(f"input_{_id(read)}", Variable(read, kind), name=read)
        for read, kind in _reads(table).items()
    ]
    parameters = [_literal(one) for one in table.parameters]
    needs = tuple(
        Requirement(kind, (namespace, one.id), f"needs_{one.id}")
        for kind, ones in (("input", inputs), ("decision", parameters))
        for one in ones
    )
    decision = Decision(
        id=f"decision_{_id(name)}",
        variable=Variable(name),
        expression=TableExpression(table),
        requirements=needs,
        name=name,
    )
    return Model(namespace, name, (*inputs, decision, *parameters), id="definitions")


def _literal(one: TableParameter) -> Decision:
    return Decision(
        id=f"parameter_{_id(one.name)}",
        variable=Variable(one.name),
        expression=LiteralExpression(Cell(literal(one.value))),
        description=choose(one.why),
        name=one.name,
    )


def table_in(model: Model, name: str = "") -> DecisionTable:
    """Return the decision table that makes a decision of a model; the only one without a name.

    Raises:
        NotFound: the model has no such decision, or no table makes it.
    """
    found = {
        one.variable.name: table
        for one in model
        if isinstance(one, Decision) and (table := _table_of(one.expression))
    }
    ids = {one.id: one.variable.name for one in model if isinstance(one, Decision)}
    wanted = name if name in found else ids.get(name, name or next(iter(found), ""))
    if wanted not in found or (not name and len(found) > 1):
        raise _no_table(name, found)
    return replace(found[wanted], name=wanted, parameters=_parameters(model, found[wanted]))


def _no_table(name: str, found: Iterable[str]) -> NotFound:
    known = ", ".join(found) or "-"
    if not name:
        message = _("the model has several decision tables, say which: {known}")
        return NotFound(message.format(known=known) if known != "-" else _("no decision table"))
    message = _("no decision table called {name!r}; the model has: {known}")
    text = message.format(name=name, known=known)
    hint = did_you_mean(name, found)
    return NotFound(f"{text}; {hint}" if hint else text)


def _table_of(expression: Boxed | None) -> DecisionTable | None:
    match expression:
        case TableExpression(table):
            return table
        case Context(entries) if entries and entries[-1].variable is None:
            return _table_of(entries[-1].expression)
        case _:
            return None


def _parameters(model: Model, table: DecisionTable) -> tuple[TableParameter, ...]:
    """Return the parameters of a table with the values that the model's decisions give them."""
    texts = {
        one.variable.name: one.expression.cell.text
        for one in model
        if isinstance(one, Decision) and isinstance(one.expression, LiteralExpression)
    }
    return tuple(
        replace(one, value=evaluate(texts[one.name], {}).value) if one.name in texts else one
        for one in table.parameters
    )


def _reads(table: DecisionTable) -> dict[str, str]:
    """Return the names that the table reads, with the type of those that are a plain input."""
    found: dict[str, str] = {}
    known = [one.expression.text for one in table.inputs if one.expression.text == one.name]
    for one in table.inputs:
        for path in sorted(_paths(one.expression.text, known)):
            kind = one.type if path == (one.expression.text,) else ""
            found[path[0]] = found.get(path[0]) or kind
    return {name: kind for name, kind in found.items() if name not in table.names()}


def _paths(text: str, known: list[str]) -> frozenset[tuple[str, ...]]:
    try:
        return names_read(parse(text, known))
    except DefinitionError:  # a formula that is none reads nothing; it is reported when evaluated
        return frozenset()


def _id(name: str) -> str:
    return _SPACE.sub("_", name).strip("_") or "table"
