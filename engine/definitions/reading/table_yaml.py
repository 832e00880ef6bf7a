"""Decision tables in YAML (design.md, section 4) -> ``engine.dmn.table.DecisionTable``.

A table without examples is refused: nobody could tell whether it does what its author meant.
Whether the cells are sound FEEL, cover every case and agree with the examples is for
``engine.dmn.analysis``; here the shape is read, with every problem at its place.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from engine.definitions.reading.fields import Fields, Reader, Words
from engine.definitions.reading.yaml_source import (
    Entry,
    Mapping_,
    Node,
    Scalar,
    Sequence,
    plain,
    read,
)
from engine.dmn.cell_texts import CellColumn, result_text, test_text
from engine.dmn.table import (
    ANY,
    Aggregator,
    Cell,
    DecisionTable,
    Example,
    HitPolicy,
    Input,
    Output,
    Row,
    TableParameter,
    gives_many,
)
from engine.feel import literal
from engine.feel.fitting import declared, fit
from engine.language import _
from engine.source import Span, Text

FORMAT: Final = "consort/1"
KEYED: Final = frozenset({"parameters", "inputs", "outputs"})
"""Where ids stand in a table, for ``engine.definitions.method.overrides.merge``."""

TABLE: Final = (
    *("format", "id", "version", "decision", "title", "question", "why", "source"),
    *("hit", "parameters", "inputs", "outputs", "notes", "rows", "default", "examples"),
)
INPUT: Final = ("type", "ask", "of", "from", "unit")
OUTPUT: Final = ("type", "of", "unit", "favourable")
ROW: Final = ("id", "if", "then", "why", "source", "notes")
PARAMETER: Final = ("value", "unit", "why", "source")
EXAMPLE: Final = ("title", "given", "expect")
HITS: Final = {
    **{str(policy): (policy, Aggregator.LIST) for policy in HitPolicy},
    **{f"collect {one}": (HitPolicy.COLLECT, one) for one in Aggregator},
}
_TYPES: Final = {"duration": "days and time duration", "dateTime": "date and time"}


def load_table(source: Path | Text | str) -> DecisionTable:
    """Return the decision table of a YAML file or text.

    Raises:
        NotFound: there is no such file.
        DefinitionError: with every problem and its place.
    """
    reader = Reader()
    node = read(source)
    if not is_table(node):
        message = _("this is not a decision table: it names no decision")
        reader.report("no-decision", message, node, _("begin it with format, id and decision"))
        reader.finish()
    table = read_table(node, reader)
    reader.finish()
    return table


def is_table(node: Node) -> bool:
    """Return whether a YAML file holds a decision table: it names a ``decision``."""
    return isinstance(node, Mapping_) and "decision" in node.entries


def read_table(node: Node, reader: Reader) -> DecisionTable:
    """Return the decision table a node tree describes; problems go to the reader."""
    return _TableReader(reader, reader.fields(node, _("decision table"), TABLE)).table()


@dataclass
class _TableReader:
    reader: Reader
    fields: Fields
    names: set[str] = field(default_factory=set)  # what a cell may name: parameters, inputs

    def table(self) -> DecisionTable:
        fields = self.fields
        fields.one_of("format", (FORMAT,))
        hit, aggregator = HITS.get(fields.one_of("hit", HITS, "unique"), HITS["unique"])
        parameters = tuple(self._parameters())
        inputs, tests = self._inputs()
        outputs, results = self._outputs()
        return DecisionTable(
            id=fields.text("id"),
            name=fields.text("decision"),
            version=fields.text("version", ""),
            title=fields.words("title", ""),
            question=fields.words("question", ""),
            why=fields.words("why", ""),
            source=fields.text("source", ""),
            hit=hit,
            aggregator=aggregator,
            parameters=parameters,
            inputs=inputs,
            outputs=outputs,
            rows=tuple(self._rows(tests, results)),
            examples=tuple(self._examples(inputs, outputs, many=gives_many(hit, aggregator))),
            annotations=fields.texts("notes"),
            span=fields.span,
        )

    def _parameters(self) -> Iterable[TableParameter]:
        for entry in self.fields.ids("parameters", _("parameter")):
            self.names.add(entry.key)
            fields = self.reader.fields(entry.node, _("parameter"), PARAMETER)
            fields.need("value")
            yield TableParameter(
                entry.key,
                fields.plain("value"),
                fields.text("unit", ""),
                fields.words("why", ""),
                fields.text("source", ""),
            )

    def _inputs(self) -> tuple[tuple[Input, ...], tuple[CellColumn, ...]]:
        self.fields.need("inputs")
        entries = tuple(self.fields.ids("inputs", _("input")))
        self.names.update(entry.key for entry in entries)
        pairs = [self._input(entry) for entry in entries]
        return tuple(one for one, _column in pairs), tuple(column for _one, column in pairs)

    def _input(self, entry: Entry) -> tuple[Input, CellColumn]:
        fields = self.reader.fields(entry.node, _("input"), INPUT)
        column = self._column(entry.key, fields)
        allowed, labels = self._allowed(fields, column)
        text = fields.formula("from").body if "from" in fields else entry.key
        one = Input(
            name=entry.key,
            expression=Cell(text, fields.place("from")),
            type=column.type,
            allowed=allowed,
            ask=fields.words("ask", ""),
            unit=fields.text("unit", ""),
            labels=labels,
        )
        return one, column

    def _outputs(self) -> tuple[tuple[Output, ...], tuple[CellColumn, ...]]:
        self.fields.need("outputs")
        entries = tuple(self.fields.ids("outputs", _("output")))
        default = self._part(self.fields, "default", [entry.key for entry in entries])
        pairs = [self._output(entry, default.get(entry.key)) for entry in entries]
        return tuple(one for one, _column in pairs), tuple(column for _one, column in pairs)

    def _output(self, entry: Entry, default: Node | None) -> tuple[Output, CellColumn]:
        fields = self.reader.fields(entry.node, _("output"), OUTPUT)
        column = self._column(entry.key, fields)
        allowed, labels = self._allowed(fields, column)
        one = Output(
            name=entry.key,
            type=column.type,
            allowed=allowed,
            default=result_cell(default, column) if default else None,
            unit=fields.text("unit", ""),
            labels=labels,
            favourable=self._favourable(fields, column),
        )
        return one, column

    def _favourable(self, fields: Fields, column: CellColumn) -> tuple[str, ...]:
        """Read which results open a way; each has to be one of the words of ``of``."""
        words = fields.texts("favourable")
        for word in words:
            if word not in column.allowed:
                message = _("{word!r} is no result of this column").format(word=word)
                hint = _("there are {known}").format(known=", ".join(column.allowed))
                self.reader.report("unknown-choice", message, fields.place("favourable"), hint)
        return words

    def _column(self, name: str, fields: Fields) -> CellColumn:
        kind = fields.text("type", "")
        match fields.get("of"):
            case Mapping_() as node:
                words = tuple(node.entries)
            case Sequence() as node:
                scalars = [item for item in node.items if isinstance(item, Scalar)]
                texts = kind or all(isinstance(item.value, str) for item in scalars)
                words = tuple(item.raw for item in scalars if texts)
            case _:
                words = ()
        return CellColumn(name, _TYPES.get(kind, kind), words, self.names)

    def _allowed(self, fields: Fields, column: CellColumn) -> tuple[Cell | None, dict[str, Words]]:
        """Read ``of``: a list, tests such as ``[0..5]``, or a map from words to their names."""
        node = fields.get("of")
        if node is None:
            return None, {}
        if isinstance(node, Sequence) and column.wordy and len(column.allowed) == len(node.items):
            return Cell(", ".join(map(literal, column.allowed)), node.span), {}
        if not isinstance(node, Mapping_):
            return test_cell(self.reader, node, column), {}
        labels = {
            entry.key: self.reader.words(entry.node, _("the name of a choice"))
            for entry in node.entries.values()
        }
        return Cell(", ".join(literal(key) for key in labels), node.span), labels

    def _rows(
        self, tests: tuple[CellColumn, ...], results: tuple[CellColumn, ...]
    ) -> Iterable[Row]:
        if self.fields.need("rows") and not self.fields.items("rows"):
            self._missing("rows", _("this decision table has no rows"), _("add rows"))
        for node in self.fields.items("rows"):
            fields = self.reader.fields(node, _("row"), ROW)
            fields.need("then")
            given = self._part(fields, "if", [column.name for column in tests])
            then = self._part(fields, "then", [column.name for column in results])
            yield Row(
                tests=tuple(self._test(given, column) for column in tests),
                results=tuple(self._result(then, column) for column in results),
                why=fields.words("why", ""),
                source=fields.text("source", ""),
                annotations=fields.texts("notes"),
                id=fields.text("id", ""),
                span=fields.span,
            )

    def _test(self, given: Fields, column: CellColumn) -> Cell:
        node = given.get(column.name)
        return test_cell(self.reader, node, column) if node else Cell(ANY, given.span)

    def _result(self, then: Fields, column: CellColumn) -> Cell:
        node = then.get(column.name)
        return result_cell(node, column) if node else Cell("null", then.span)

    def _part(self, fields: Fields, key: str, known: Iterable[str]) -> Fields:
        """Return the fields of a part that may be left out: its keys are columns."""
        node = fields.get(key)
        if node is None:
            return Fields(self.reader, key, {}, fields.span)
        return self.reader.fields(node, _("decision"), known)

    def _examples(
        self, inputs: tuple[Input, ...], outputs: tuple[Output, ...], *, many: bool
    ) -> Iterable[Example]:
        if not self.fields.items("examples"):
            message = _("this decision table has no examples")
            hint = _("add examples, each with the facts given and the result to expect")
            self._missing("examples", message, hint)
        types = {one.name: one.type for one in inputs}
        results = {one.name: f"list<{one.type or 'Any'}>" if many else one.type for one in outputs}
        asked = all(one.expression.text == one.name for one in inputs)
        known = tuple(one.name for one in inputs) if asked else None
        for node in self.fields.items("examples"):
            fields = self.reader.fields(node, _("example"), EXAMPLE)
            given = self._values(fields, "given", known, types)
            expect = self._values(fields, "expect", tuple(one.name for one in outputs), results)
            yield Example(given, expect, fields.words("title", ""), fields.span)

    def _values(
        self, fields: Fields, key: str, known: tuple[str, ...] | None, types: dict[str, str]
    ) -> dict[str, Any]:
        """Return the values of an example; ``known`` are the names it may give, None for any."""
        node = fields.need(key)
        if node is None:
            return {}
        named = (
            self.reader.open_fields(node, _("example"))
            if known is None
            else self.reader.fields(node, _("decision"), known)
        )
        return {
            entry.key: self._value(entry.node, types.get(entry.key, ""))
            for entry in named.entries.values()
        }

    def _value(self, node: Node, kind: str) -> Any:
        """Return a value of an example, held to the type of its column."""
        if kind == "string" and isinstance(node, Scalar) and node.value is not None:
            return node.raw
        fitted = fit(plain(node), declared(kind), _("this value"))
        for misfit in fitted.misfits:
            self.reader.report("wrong-type", misfit, node)
        return fitted.value

    def _missing(self, what: str, message: str, hint: str) -> None:
        span = Span(self.fields.span.text, self.fields.span.start, self.fields.span.start + 1)
        self.reader.report(f"no-{what}", message, span, hint)


def test_cell(reader: Reader, node: Node, column: CellColumn) -> Cell:
    """Return the input entry a node stands for; a list is "any of these"."""
    if isinstance(node, Sequence):
        texts = [test_cell(reader, item, column).text for item in node.items]
        return Cell(", ".join(texts) or ANY, node.span)
    if isinstance(node, Mapping_):
        message = _("the cell {name!r} is not a text").format(name=column.name)
        hint = _("write a test such as '<= 12', or a list of them")
        reader.report("wrong-type", message, node, hint)
        return Cell(ANY, node.span)
    if node.quoted and not node.raw.strip():
        return Cell(literal(node.raw), _inside(node))
    return Cell(test_text(node.raw, column), _inside(node))


def result_cell(node: Node, column: CellColumn) -> Cell:
    """Return the output entry a node stands for; lists and maps become FEEL lists and contexts."""
    match node:
        case Sequence():
            items = [result_cell(item, column).text for item in node.items]
            return Cell(f"[{', '.join(items)}]", node.span)
        case Mapping_():
            entries = [
                f"{literal(entry.key)}: {result_cell(entry.node, column).text}"
                for entry in node.entries.values()
            ]
            return Cell(f"{{{', '.join(entries)}}}", node.span)
        case Scalar():
            return Cell(result_text(node.raw, column, quoted=node.quoted), _inside(node))


def _inside(node: Scalar) -> Span:
    """Return the place of the text of a scalar, without its quotes."""
    written = node.span.text.body[node.span.start : node.span.end]
    plainly = node.quoted and written[1:-1] == node.raw
    if not plainly:
        return node.span
    return Span(node.span.text, node.span.start + 1, node.span.end - 1)
