"""Types as texts, which values belong to them, and what a boundary makes of the others."""

from typing import Any

import pytest

from engine import feel
from engine.feel.types import ANY, NUMBER, STRING, Constrained, ContextOf, ListOf
from engine.source import DefinitionError

TEXTS = [
    "number",
    "days and time duration",
    "list<number>",
    "list<list<string>>",
    "range<date>",
    "context<a: string, big number: number>",
    "function<number, string>->boolean",
    "function<>->Any",
    "list<context<a: list<number>>>",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_type_reads_as_it_is_written(text: str) -> None:
    assert str(feel.parse_type(text)) == text


@pytest.mark.parametrize("text", ["", "list<", "list<number", "context<a>", "5", "number number 5"])
def test_a_text_that_is_no_type_is_refused(text: str) -> None:
    with pytest.raises(DefinitionError):
        feel.parse_type(text)


def test_named_types_are_looked_up() -> None:
    size = ContextOf((("height", NUMBER),))
    assert feel.parse_type("list<tSize>", {"tSize": size}) == ListOf(size)
    scope = feel.Scope({"box": size}, {"tSize": size})
    asked = feel.parse("box instance of tSize", scope)
    assert feel.evaluate(asked, {"box": {"height": 1}}).value is True


def test_members_of_a_known_type_may_hold_operators() -> None:
    scope = feel.Scope({"firm": ContextOf((("year-end result", NUMBER), ("year", NUMBER)))})
    asked = feel.parse("firm.year-end result + firm.year", scope)
    assert feel.evaluate(asked, {"firm": {"year-end result": 5, "year": 1}}).value == 6


POSITIVE = Constrained(NUMBER, lambda value: value > 0, "> 0")
DAY = feel.evaluate('@"2026-01-31"', {}).value


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        (1, NUMBER, 1),
        ("a", NUMBER, None),
        (None, NUMBER, None),
        ([1], NUMBER, 1),
        ([[1]], NUMBER, 1),
        ([1, 2], NUMBER, None),
        (1, ListOf(NUMBER), [1]),
        ("a", ListOf(NUMBER), None),
        ([1, "a"], ListOf(NUMBER), None),
        ([1, None], ListOf(NUMBER), [1, None]),
        ("a", ANY, "a"),
        (5, POSITIVE, 5),
        (-5, POSITIVE, None),
        ([5], POSITIVE, 5),
        ([5, -5], ListOf(POSITIVE), None),
        (5, ListOf(POSITIVE), [5]),
        ({"a": "x", "b": 1}, ContextOf((("a", STRING),)), {"a": "x", "b": 1}),
        ({"b": 1}, ContextOf((("a", STRING),)), None),
        ({"a": None}, ContextOf((("a", STRING),)), {"a": None}),
        ({"a": -1}, ContextOf((("a", POSITIVE),)), None),
    ],
)
def test_a_boundary_lets_through_what_fits(value: Any, kind: feel.Type, expected: Any) -> None:
    assert feel.coerce(value, kind) == expected


def test_a_date_becomes_the_midnight_of_its_day() -> None:
    found = feel.coerce(DAY, feel.parse_type("date and time"))
    assert feel.to_text(found) == "2026-01-31T00:00:00Z"
