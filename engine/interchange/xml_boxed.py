"""Boxed expressions and decision tables out of DMN XML (DMN 1.5, clauses 8.3 and 10.2)."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from engine.dmn import model
from engine.dmn.model import Boxed, Variable
from engine.dmn.table import (
    ANY,
    Aggregator,
    Cell,
    DecisionTable,
    HitPolicy,
    Input,
    Output,
    Row,
)
from engine.interchange.table_notes import with_notes
from engine.interchange.xml_source import Element
from engine.language import _
from engine.source import Problem, Span, did_you_mean

_AGGREGATORS: Final = {
    "": Aggregator.LIST,
    "SUM": Aggregator.SUM,
    "MIN": Aggregator.MIN,
    "MAX": Aggregator.MAX,
    "COUNT": Aggregator.COUNT,
}
_KINDS: Final = {"": "FEEL", "F": "FEEL", "J": "Java", "P": "PMML"}


class BoxedReader:
    """Reads the expressions of one model; what is wrong is kept in ``problems``."""

    def __init__(self, language: str = "") -> None:
        self.problems: list[Problem] = []
        self._language = language  # of texts that name none

    def inside(self, element: Element | None, owner: str = "") -> Boxed | None:
        """Return the expression among the children of an element, or None."""
        children = element.children if element else []
        return next((self.boxed(one, owner) for one in children if one.name in self._READERS), None)

    def boxed(self, element: Element, owner: str = "") -> Boxed:
        """Return the expression that an element is; ``owner`` names the decision it makes."""
        if element.name == "decisionTable":
            return model.TableExpression(self.table(element, owner), type_of(element))
        return self._READERS[element.name](self, element)

    def cell(self, element: Element | None) -> Cell | None:
        """Return the text of an element with its place, or None if it has none."""
        text = element.first("text") if element else None
        if text is None or not text.text.strip():
            return None
        language = element.get("expressionLanguage") if element else ""
        return Cell(text.text.strip(), _stripped(text), _other(language or self._language))

    def function(self, element: Element) -> model.FunctionDefinition:
        """Return a function definition or the encapsulated logic of a knowledge model."""
        kind = element.get("kind")
        return model.FunctionDefinition(
            tuple(variable_of(one) for one in element.all("formalParameter")),
            self.inside(element),
            _KINDS.get(kind, kind),
            type_of(element),
            element.get("id"),
        )

    def _literal(self, element: Element) -> model.LiteralExpression:
        cell = self.cell(element) or Cell("", element.span)
        return model.LiteralExpression(cell, type_of(element), element.get("id"))

    def _context(self, element: Element) -> model.Context:
        entries = tuple(
            model.ContextEntry(
                variable_of(variable) if (variable := one.first("variable")) else None,
                self.inside(one),
                one.get("id"),
            )
            for one in element.all("contextEntry")
        )
        return model.Context(entries, type_of(element), element.get("id"))

    def _invocation(self, element: Element) -> model.Invocation:
        bindings = tuple(
            model.Binding(variable_of(parameter), self.inside(one))
            for one in element.all("binding")
            if (parameter := one.first("parameter"))
        )
        return model.Invocation(self.inside(element), bindings, type_of(element), element.get("id"))

    def _list(self, element: Element) -> model.ListExpression:
        items = tuple(self.boxed(one) for one in element.children if one.name in self._READERS)
        return model.ListExpression(items, type_of(element), element.get("id"))

    def _relation(self, element: Element) -> model.Relation:
        columns = tuple(variable_of(one) for one in element.all("column"))
        rows = tuple(
            tuple(self.boxed(one) for one in row.children if one.name in self._READERS)
            for row in element.all("row")
        )
        for row, written in zip(rows, element.all("row"), strict=True):
            if len(row) != len(columns):
                message = _("a row of {count} cells in a relation of {columns} columns")
                text = message.format(count=len(row), columns=len(columns))
                self._report("relation", text, written)
        return model.Relation(columns, rows, type_of(element), element.get("id"))

    def _conditional(self, element: Element) -> model.Conditional:
        condition, then, otherwise = (
            self.inside(element.first(name)) for name in ("if", "then", "else")
        )
        return model.Conditional(condition, then, otherwise, type_of(element), element.get("id"))

    def _filter(self, element: Element) -> model.FilterExpression:
        source, match = (self.inside(element.first(name)) for name in ("in", "match"))
        return model.FilterExpression(source, match, type_of(element), element.get("id"))

    def _iterator(self, element: Element) -> model.Iterator_:
        return model.Iterator_(
            element.name,
            element.get("iteratorVariable"),
            self.inside(element.first("in")),
            self.inside(element.first("return", "satisfies")),
            type_of(element),
            element.get("id"),
        )

    def table(self, element: Element, owner: str) -> DecisionTable:
        """Return a decision table; what is for people comes from its extension elements."""
        inputs = tuple(self._input(one) for one in element.all("input"))
        outputs = tuple(self._output(one) for one in element.all("output"))
        rows = tuple(
            row
            for one in element.all("rule")
            if (row := self._row(one, len(inputs), len(outputs))) is not None
        )
        table = DecisionTable(
            id=element.get("id"),
            name=owner,
            inputs=inputs,
            outputs=outputs,
            rows=rows,
            hit=self._hit(element),
            aggregator=self._aggregator(element),
            annotations=tuple(one.get("name") for one in element.all("annotation")),
            orientation=element.get("preferredOrientation"),
            output_label=element.get("outputLabel"),
            span=element.span,
        )
        return with_notes(table, element)

    def _hit(self, element: Element) -> HitPolicy:
        word = element.get("hitPolicy") or "UNIQUE"
        try:
            return HitPolicy(word.lower())
        except ValueError:
            message = _("there is no hit policy {word!r}").format(word=word)
            known = [one.value.upper() for one in HitPolicy]
            self._report("hit-policy", message, element, did_you_mean(word, known))
            return HitPolicy.UNIQUE

    def _aggregator(self, element: Element) -> Aggregator:
        word = element.get("aggregation")
        if word not in _AGGREGATORS:
            message = _("there is no aggregation {word!r}").format(word=word)
            hint = did_you_mean(word, filter(None, _AGGREGATORS))
            self._report("aggregation", message, element, hint)
        return _AGGREGATORS.get(word, Aggregator.LIST)

    def _input(self, element: Element) -> Input:
        written = element.first("inputExpression")
        cell = self.cell(written) or Cell("null", element.span)
        return Input(
            name=element.get("label") or cell.text,
            expression=cell,
            type=type_of(written) if written else "",
            allowed=self.cell(element.first("inputValues")),
            id=element.get("id"),
            expression_id=written.get("id") if written else "",
        )

    def _output(self, element: Element) -> Output:
        return Output(
            name=element.get("name"),
            type=type_of(element),
            allowed=self.cell(element.first("outputValues")),
            default=self.cell(element.first("defaultOutputEntry")),
            id=element.get("id"),
        )

    def _row(self, element: Element, inputs: int, outputs: int) -> Row | None:
        tests = self._cells(element.all("inputEntry"), ANY)
        results = self._cells(element.all("outputEntry"), "")
        if len(tests) != inputs or len(results) != outputs:
            message = _("a rule with {tests} tests and {results} results in a table of {columns}")
            columns = f"{inputs} + {outputs}"
            text = message.format(tests=len(tests), results=len(results), columns=columns)
            self._report("row", text, element)
            return None
        notes = tuple(
            written.text if (written := one.first("text")) else ""
            for one in element.all("annotationEntry")
        )
        said = element.first("description")
        why = said.text.strip() if said else ""
        return Row(tests, results, why, annotations=notes, id=element.get("id"), span=element.span)

    def _cells(self, elements: Iterable[Element], empty: str) -> tuple[Cell, ...]:
        return tuple(self.cell(one) or Cell(empty, one.span) for one in elements)

    def _report(self, code: str, message: str, element: Element, hint: str = "") -> None:
        self.problems.append(Problem(code, message, element.span, hint))

    _READERS: Final[Mapping[str, Callable[["BoxedReader", Element], Boxed]]] = {
        "literalExpression": _literal,
        "context": _context,
        "invocation": _invocation,
        "functionDefinition": function,
        "list": _list,
        "relation": _relation,
        "conditional": _conditional,
        "filter": _filter,
        "for": _iterator,
        "some": _iterator,
        "every": _iterator,
        "decisionTable": lambda reader, element: reader.boxed(element),
    }


def _other(language: str) -> str:
    """Return a language that is not FEEL, which has many names and addresses; else nothing."""
    return "" if "feel" in language.lower() else language


def type_of(element: Element) -> str:
    """Return the type an element refers to, as attribute or as child."""
    child = element.first("typeRef")
    return child.text.strip() if child else element.get("typeRef").strip()


def variable_of(element: Element) -> Variable:
    """Return the name, type and id of an element."""
    name = " ".join(element.get("name").split())
    return Variable(name, type_of(element), element.get("id"), element.span)


def _stripped(element: Element) -> Span:
    span = element.text_span()
    lead = len(element.text) - len(element.text.lstrip())
    return Span(span.text, span.start + lead, span.start + len(element.text.rstrip()))
