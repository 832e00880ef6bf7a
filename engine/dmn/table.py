"""A decision table as it was written: texts with places, nothing parsed, nothing evaluated.

The same value comes out of YAML (``engine.definitions.reading.table_yaml``), DMN XML
(``engine.interchange.xml_reader``) and spreadsheets (``engine.interchange.spreadsheet``), and goes
back into each without loss::

    this module          DMN 1.5, 8.2 and 8.3        YAML key
    DecisionTable.id     decisionTable @id           id
    DecisionTable.name   decision @name              decision
    .question            decision question           question
    .hit, .aggregator    @hitPolicy, @aggregation    hit (collect sum)
    Input.expression     inputExpression             inputs.NAME.from (the name itself)
    Input.allowed        inputValues                 inputs.NAME.of
    Output.allowed       outputValues, in priority   outputs.NAME.of
    Output.default       defaultOutputEntry          default.NAME
    Row.tests, .results  inputEntry, outputEntry     rows[].if, rows[].then
    Row.why, .source     extension elements          rows[].why, rows[].source
    Row.annotations      annotationEntry             rows[].notes
    .parameters, .examples, Input.ask                extension elements
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from engine.language import _
from engine.source import NotFound, Span, did_you_mean

Words = str | dict[str, str]
"""A text for people: one string, or one a language (``{en: ..., es: ...}``)."""

ANY = "-"
"""The input entry that every value passes (DMN 1.5, 8.2.8)."""


class HitPolicy(StrEnum):
    """Which of the matching rows make the result (DMN 1.5, 8.2.10)."""

    UNIQUE = "unique"
    ANY = "any"
    PRIORITY = "priority"
    FIRST = "first"
    COLLECT = "collect"
    RULE_ORDER = "rule order"
    OUTPUT_ORDER = "output order"


class Aggregator(StrEnum):
    """What ``collect`` makes of the results; ``list`` keeps them all."""

    LIST = "list"
    SUM = "sum"
    MIN = "min"
    MAX = "max"
    COUNT = "count"


def gives_many(hit: HitPolicy, aggregator: Aggregator) -> bool:
    """Return whether a table gives the results of every row that matches."""
    many = {HitPolicy.COLLECT, HitPolicy.RULE_ORDER, HitPolicy.OUTPUT_ORDER}
    return hit in many and aggregator is Aggregator.LIST


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of one cell and where it stands; two cells with the same text are equal.

    ``language`` is another than FEEL; such a text is kept, and never read.
    """

    text: str
    span: Span | None = field(default=None, compare=False, repr=False)
    language: str = ""


@dataclass(frozen=True, slots=True)
class Input:
    """A column that is tested. ``expression`` gives the value, over the facts.

    ``allowed`` are unary tests that every value passes; ``ask`` is the question for people,
    ``unit`` what the number counts; ``labels`` name the allowed words for people.
    """

    name: str
    expression: Cell
    type: str = ""
    allowed: Cell | None = None
    ask: Words = ""
    unit: str = ""
    labels: dict[str, Words] = field(default_factory=dict)
    id: str = ""
    expression_id: str = ""


@dataclass(frozen=True, slots=True)
class Output:
    """A column of results. ``allowed`` lists the results, the most important first.

    ``favourable`` names the results that open a way: what is not known must never lead to one
    (``engine.dmn.unknowns``). A table with one output may leave it without a name.
    """

    name: str = ""
    type: str = ""
    allowed: Cell | None = None
    default: Cell | None = None
    unit: str = ""
    labels: dict[str, Words] = field(default_factory=dict)
    favourable: tuple[str, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A rule: one test for each input, one result for each output, and the reason for people.

    ``source`` is a mark of where the rule comes from: [S12] a publication, [D] our design.
    """

    tests: tuple[Cell, ...]
    results: tuple[Cell, ...]
    why: Words = ""
    source: str = ""
    annotations: tuple[str, ...] = ()
    id: str = ""
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class TableParameter:
    """A named threshold that the cells may use; ``value`` is a FEEL value."""

    name: str
    value: Any
    unit: str = ""
    why: Words = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """Facts and what must come out for them; only the outputs named are compared.

    An output named ``""`` is the whole value.
    """

    given: dict[str, Any]
    expect: dict[str, Any]
    title: Words = ""
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class DecisionTable:
    """A decision table. ``name`` is the decision's, ``id`` the file's or element's."""

    id: str
    name: str
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    rows: tuple[Row, ...]
    hit: HitPolicy = HitPolicy.UNIQUE
    aggregator: Aggregator = Aggregator.LIST
    title: Words = ""
    question: Words = ""
    why: Words = ""
    source: str = ""
    version: str = ""
    parameters: tuple[TableParameter, ...] = ()
    examples: tuple[Example, ...] = ()
    annotations: tuple[str, ...] = ()  # the names of the annotation columns
    orientation: str = ""  # preferredOrientation of DMN XML
    output_label: str = ""
    span: Span | None = field(default=None, compare=False, repr=False)

    def names(self) -> tuple[str, ...]:
        """Return the names cells may use without asking: the parameters'."""
        return tuple(parameter.name for parameter in self.parameters)

    def with_parameters(self, values: Mapping[str, Any]) -> "DecisionTable":
        """Return the table with other values for some of its parameters.

        Raises:
            NotFound: the table has no parameter of that name.
        """
        known = self.names()
        for name in values:
            if name not in known:
                message = _("the decision {table!r} has no parameter {name!r}").format(
                    table=self.name, name=name
                )
                hint = did_you_mean(name, known)
                raise NotFound(f"{message}; {hint}" if hint else message)
        changed = tuple(
            replace(parameter, value=values.get(parameter.name, parameter.value))
            for parameter in self.parameters
        )
        return replace(self, parameters=changed)
