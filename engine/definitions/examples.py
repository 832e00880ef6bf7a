"""Examples of measures, run as tests: facts given, values that must come out.

An example gives only the facts it speaks of. What it leaves out is there and empty: no members, no
records of any type. A text that reads as a date (2026-03-31) is one. Names of parameters and
measures may be given too and then stand for themselves.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from engine import feel
from engine.definitions.measures import MeasureScope
from engine.definitions.reading.measure_files import MeasureExample
from engine.definitions.reading.places import text_of
from engine.definitions.workflow import Measure, TableText, Workflow
from engine.feel import temporal
from engine.feel.values import equal
from engine.language import _
from engine.source import DefinitionError, LimitExceeded, Problem, Span, Text

_DATE: Final = re.compile(r"-?\d{4,9}-\d{2}-\d{2}")
_LISTS: Final = ("members", "projects", "ballots")
_CONTEXTS: Final = ("tasks", "phases", "documents", "milestones")


class ExampleRecords(dict[str, Any]):
    """The records of an example: a type it does not speak of has none."""

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ARG002 - as in dict
        """Return the records of a type."""
        return super().get(name, [])

    def __missing__(self, name: str) -> list[Any]:
        return []


@dataclass(frozen=True)
class Around:
    """The measures, tables and parameters that an example may name, besides its facts."""

    measures: Mapping[str, Measure]
    tables: Mapping[str, TableText] = field(default_factory=dict)
    parameters: Mapping[str, Any] = field(default_factory=dict)


def around(workflow: Workflow) -> Around:
    """Return what examples of a workflow may name."""
    parameters = {key: one.value for key, one in workflow.parameters.items()}
    return Around(workflow.measures, workflow.tables, parameters)


def check_example(example: MeasureExample, names: Around) -> Iterator[Problem]:
    """Yield what of an example does not come out as it expects."""
    given = {name: fact(value) for name, value in example.given.items()}
    computed = {key: one for key, one in names.measures.items() if key not in given}
    parameters = {key: value for key, value in names.parameters.items() if key not in given}
    for formula, expected, span in example.expect:
        scope = MeasureScope(facts_of(given), computed, names.tables, parameters)
        yield from _check(scope, formula, fact(expected), span)


def facts_of(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts of an example, the ones it leaves out empty."""
    empty: dict[str, Any] = {name: [] for name in _LISTS}
    empty |= {name: {} for name in _CONTEXTS}
    return empty | dict(given) | {"records": ExampleRecords(given.get("records") or {})}


def fact(value: Any) -> Any:
    """Return the FEEL value of an example's value."""
    match value:
        case str():
            date = temporal.parse_date(value) if _DATE.fullmatch(value) else None
            return value if date is None else date
        case dict():
            return {key: fact(one) for key, one in value.items()}
        case list():
            return [fact(one) for one in value]
        case _:
            return value


def _check(scope: MeasureScope, formula: str, expected: Any, span: Span) -> Iterator[Problem]:
    line, column = span.place
    try:
        expression = feel.parse(Text(span.text.name, formula, line, column), scope.names)
        found = feel.evaluate(expression, scope, converted=True)
    except DefinitionError as error:
        yield from error.problems
        return
    except LimitExceeded as error:
        yield Problem("limit", str(error), span)
        return
    if equal(found.value, expected) is not True:
        message = _("{formula} is {found}, and the example expects {expected}").format(
            formula=formula, found=feel.literal(found.value), expected=feel.literal(expected)
        )
        reasons = [*scope.warnings, *_reasons(scope, formula, found)]
        yield Problem("example", message, span, reasons[0] if reasons else "")


def _reasons(scope: MeasureScope, formula: str, found: feel.Evaluation) -> list[str]:
    """Return why a value is null; a measure that is only named is looked into."""
    measure = scope.measures.get(formula)
    if measure is not None and found.value is None:
        found = feel.evaluate(
            feel.parse(text_of(measure.value), scope.names), scope, converted=True
        )
    return [str(one) for one in found.warnings]
