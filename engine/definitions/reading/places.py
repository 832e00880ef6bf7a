"""From the reader's spans to what a workflow keeps: places and placed formulas."""

from engine.definitions.reading.fields import Fields
from engine.definitions.workflow import Formula, Place
from engine.source import Problem, Span, Text


def place_of(span: Span) -> Place:
    """Return the place of a span, without the text around it."""
    line, column = span.place
    return Place(span.text.name, line, column)


def formula_of(fields: Fields, key: str) -> Formula:
    """Return the required formula under ``key``."""
    text = fields.formula(key)
    return Formula(text.body, Place(text.name, text.line, text.column))


def optional_formula(fields: Fields, key: str) -> Formula | None:
    """Return the formula under ``key``, or None when it is not there."""
    return formula_of(fields, key) if key in fields else None


def text_of(formula: Formula) -> Text:
    """Return a formula as a text that reports places of the file it stands in."""
    place = formula.place
    return Text(place.file, formula.text, place.line, place.column)


def by_place(problem: Problem) -> tuple[str, int, int]:
    """Return the sort key that orders problems as people read files."""
    return (problem.span.text.name, *problem.span.place) if problem.span else ("", 0, 0)
