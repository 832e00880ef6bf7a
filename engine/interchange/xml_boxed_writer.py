"""Boxed expressions and decision tables into DMN XML (DMN 1.5, clauses 8.3 and 10.2)."""

from collections.abc import Callable
from typing import Any, Final
from xml.etree import ElementTree as ET

from engine.dmn import model
from engine.dmn.model import Boxed, Variable
from engine.dmn.table import Aggregator, Cell, DecisionTable, Input, Output, Row
from engine.interchange.table_notes import ELEMENT, NAMESPACE, notes_of
from engine.language import _, choose
from engine.source import DefinitionError, Problem


def sub(parent: ET.Element, tag: str, **attributes: str) -> ET.Element:
    """Append an element with those of the attributes that are not empty."""
    return ET.SubElement(parent, tag, {key: value for key, value in attributes.items() if value})


def texted(parent: ET.Element, tag: str, text: str) -> None:
    """Append an element that holds a text, unless that is empty."""
    if text:
        sub(parent, tag).text = text


def named(element: ET.Element, tag: str) -> None:
    """Give an element another name, for what has one name as a part and one alone."""
    element.tag = tag


def variable(parent: ET.Element, tag: str, one: Variable) -> None:
    """Append an element with name, type and id."""
    sub(parent, tag, id=one.id, name=one.name, typeRef=one.type)


def boxed(parent: ET.Element, expression: Boxed) -> ET.Element:
    """Append an expression and return its element."""
    if isinstance(expression, model.TableExpression):
        return _table(parent, expression.table, expression.type)
    tag, fill = _FORMS[type(expression)]
    made = sub(parent, tag, id=expression.id, typeRef=expression.type)
    fill(made, expression)
    return made


def _literal(made: ET.Element, literal: model.LiteralExpression) -> None:
    _written(made, literal.cell)


def _context(made: ET.Element, context: model.Context) -> None:
    for entry in context.entries:
        inner = sub(made, "contextEntry", id=entry.id)
        if entry.variable:
            variable(inner, "variable", entry.variable)
        _maybe(inner, entry.expression)


def _invocation(made: ET.Element, invocation: model.Invocation) -> None:
    _maybe(made, invocation.function)
    for one in invocation.bindings:
        binding = sub(made, "binding")
        variable(binding, "parameter", one.parameter)
        _maybe(binding, one.expression)


def _list(made: ET.Element, items: model.ListExpression) -> None:
    for item in items.items:
        _maybe(made, item)


def _conditional(made: ET.Element, choice: model.Conditional) -> None:
    for tag, part in (("if", choice.condition), ("then", choice.then), ("else", choice.otherwise)):
        _maybe(sub(made, tag), part)


def _filter(made: ET.Element, filtered: model.FilterExpression) -> None:
    _maybe(sub(made, "in"), filtered.source)
    _maybe(sub(made, "match"), filtered.match)


def _maybe(parent: ET.Element, expression: Boxed | None) -> None:
    if expression is not None:
        boxed(parent, expression)


def _function(made: ET.Element, function: model.FunctionDefinition) -> None:
    made.set("kind", function.kind)
    for one in function.parameters:
        variable(made, "formalParameter", one)
    _maybe(made, function.body)


def _relation(made: ET.Element, relation: model.Relation) -> None:
    for one in relation.columns:
        variable(made, "column", one)
    for row in relation.rows:
        inner = sub(made, "row")
        for cell in row:
            _maybe(inner, cell)


def _iterator(made: ET.Element, loop: model.Iterator_) -> None:
    made.tag = loop.kind
    made.set("iteratorVariable", loop.variable)
    _maybe(sub(made, "in"), loop.source)
    _maybe(sub(made, "return" if loop.kind == "for" else "satisfies"), loop.body)


def _table(parent: ET.Element, table: DecisionTable, type_: str) -> ET.Element:
    if not table.outputs:
        message = _("the table {table!r} has no outputs").format(table=table.name)
        raise DefinitionError([Problem("empty-table", message, table.span)])
    aggregation = "" if table.aggregator is Aggregator.LIST else table.aggregator.value.upper()
    made = sub(
        parent,
        "decisionTable",
        id=table.id,
        typeRef=type_,
        hitPolicy=table.hit.value.upper(),
        aggregation=aggregation,
        preferredOrientation=table.orientation,
        outputLabel=table.output_label,
    )
    notes = notes_of(table)
    if notes:
        extensions = sub(made, "extensionElements")
        sub(extensions, f"consort:{ELEMENT}", **{"xmlns:consort": NAMESPACE}).text = notes
    for one in table.inputs:
        _input(made, one)
    for column in table.outputs:
        _output(made, column)
    for name in table.annotations:
        sub(made, "annotation", name=name)
    for row in table.rows:
        _row(made, row)
    return made


def _input(made: ET.Element, one: Input) -> None:
    label = "" if one.name == one.expression.text else one.name
    inner = sub(made, "input", id=one.id, label=label)
    expression = sub(inner, "inputExpression", id=one.expression_id, typeRef=one.type)
    _written(expression, one.expression)
    _cell(inner, "inputValues", one.allowed)


def _output(made: ET.Element, one: Output) -> None:
    inner = sub(made, "output", id=one.id, name=one.name, typeRef=one.type)
    _cell(inner, "outputValues", one.allowed)
    _cell(inner, "defaultOutputEntry", one.default)


def _row(made: ET.Element, row: Row) -> None:
    inner = sub(made, "rule", id=row.id)
    texted(inner, "description", choose(row.why))
    for cell in row.tests:
        _cell(inner, "inputEntry", cell)
    for cell in row.results:
        _cell(inner, "outputEntry", cell)
    for note in row.annotations:
        sub(sub(inner, "annotationEntry"), "text").text = note


def _cell(parent: ET.Element, tag: str, cell: Cell | None) -> None:
    if cell:
        _written(sub(parent, tag), cell)


def _written(made: ET.Element, cell: Cell) -> None:
    if cell.language:
        made.set("expressionLanguage", cell.language)
    sub(made, "text").text = cell.text


_FORMS: Final[dict[type, tuple[str, Callable[[ET.Element, Any], None]]]] = {
    model.LiteralExpression: ("literalExpression", _literal),
    model.Context: ("context", _context),
    model.Invocation: ("invocation", _invocation),
    model.FunctionDefinition: ("functionDefinition", _function),
    model.ListExpression: ("list", _list),
    model.Relation: ("relation", _relation),
    model.Conditional: ("conditional", _conditional),
    model.FilterExpression: ("filter", _filter),
    model.Iterator_: ("for", _iterator),
}
