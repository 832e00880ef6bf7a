"""Rule files that hold measures: named computed values, with examples that run as tests.

Decision tables are the other kind of rule file (``engine.definitions.reading.table_yaml``).
"""

from dataclasses import dataclass
from typing import Any, Final

from engine import feel
from engine.definitions.formulas import FACTS
from engine.definitions.measures import names_scope
from engine.definitions.reading.fields import Fields, Reader, Words
from engine.definitions.reading.places import formula_of, text_of
from engine.definitions.reading.table_yaml import FORMAT
from engine.definitions.reading.yaml_source import Entry, Node, plain
from engine.definitions.workflow import Measure
from engine.language import _
from engine.source import DefinitionError, Span

MEASURES: Final = "measures"
"""The ``kind`` of a rule file that holds measures."""

RULES: Final = (
    *("format", "id", "version", "kind", "title", "purpose", "source", "measures", "examples"),
)
MEASURE: Final = ("title", "given", "unit", "value", "source", "was")
EXAMPLE: Final = ("title", "given", "expect")


@dataclass(frozen=True, slots=True)
class MeasureExample:
    """Facts, and the measures (or calls of them) that must come out.

    ``expect`` maps a formula to its value and place.
    """

    given: dict[str, Any]
    expect: tuple[tuple[str, Any, Span], ...]
    title: Words = ""
    span: Span | None = None


@dataclass(frozen=True)
class MeasureFile:
    """A rule file that holds measures."""

    id: str
    title: Words
    measures: dict[str, Measure]
    examples: tuple[MeasureExample, ...]


def read_rules(node: Node, reader: Reader) -> MeasureFile:
    """Return the measures a node tree describes; problems go to the reader.

    A file without examples is refused: nobody could tell whether it computes what was meant.
    """
    fields = reader.fields(node, _("rules file"), RULES)
    fields.one_of("format", (FORMAT,))
    fields.one_of("kind", (MEASURES,))
    examples = read_examples(fields)
    if not examples:
        message = _("these measures have no examples")
        hint = _("add examples, each with the facts given and the values to expect")
        start = Span(fields.span.text, fields.span.start, fields.span.start + 1)
        reader.report("no-examples", message, start, hint)
    for key in ("version", "source"):
        fields.text(key, "")
    fields.words("purpose", "")
    measures = read_measures(fields)
    known = frozenset((*FACTS, *measures))
    for measure in measures.values():
        _check_formula(measure, names_scope(known.union(measure.given)), reader)
    return MeasureFile(fields.text("id"), fields.words("title", ""), measures, examples)


def _check_formula(measure: Measure, names: feel.Scope, reader: Reader) -> None:
    """Report a formula that is not FEEL; its names are for the workflow that uses it."""
    try:
        feel.parse(text_of(measure.value), names)
    except DefinitionError as error:
        reader.problems += error.problems


def read_measures(owner: Fields) -> dict[str, Measure]:
    """Return the measures of a rules file or workflow by id."""
    return {
        entry.key: _measure(owner.reader, entry) for entry in owner.ids("measures", _("measure"))
    }


def _measure(reader: Reader, entry: Entry) -> Measure:
    fields = reader.fields(entry.node, _("measure"), MEASURE)
    return Measure(
        id=entry.key,
        value=formula_of(fields, "value"),
        title=fields.words("title", ""),
        given=fields.texts("given"),
        unit=fields.text("unit", ""),
        source=fields.text("source", ""),
    )


def read_examples(owner: Fields) -> tuple[MeasureExample, ...]:
    """Return the examples of measures in a rules file or workflow."""
    return tuple(_example(owner.reader, node) for node in owner.items("examples"))


def _example(reader: Reader, node: Node) -> MeasureExample:
    fields = reader.fields(node, _("example"), EXAMPLE)
    given, expect = fields.get("given"), fields.need("expect")
    facts = plain(given) if given else {}
    if not isinstance(facts, dict):
        facts = {}
        reader.open_fields(fields.need("given") or node, _("example"))
    wanted = reader.open_fields(expect, _("example")).entries if expect else {}
    return MeasureExample(
        facts,
        tuple((entry.key, plain(entry.node), entry.span) for entry in wanted.values()),
        fields.words("title", ""),
        fields.span,
    )
