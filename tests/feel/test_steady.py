"""Code without guesses answers as the closures do, for every expression that it is made for."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import feel
from engine.feel.ast import Node
from engine.feel.budget import Budget
from engine.feel.expression import within
from engine.feel.steady import steady
from engine.source import LimitExceeded
from tests.feel.expressions import NAMES, expressions, facts, sensible
from tests.feel.test_cases import _paragraphs
from tests.feel.test_properties import QUIET, form

LEFT_TO_CLOSURES = ("function(", "partial", "external", "{a: 1, a: 2}")


def answer(expression: feel.Expression, known: dict[str, Any], budget: Budget | None = None) -> Any:
    code = steady(expression.tree)
    assert code is not None
    return within(budget, None, lambda: code(known))


@settings(QUIET, max_examples=150)
@given(st.one_of(sensible, expressions), facts)
def test_it_agrees_with_the_reference(tree: Node, known: dict[str, Any]) -> None:
    expression = feel.parse(feel.unparse(tree), NAMES)
    expected = feel.evaluate(expression, known, converted=True).value
    assert form(answer(expression, known)) == form(expected)


@pytest.mark.parametrize(("text", "value"), _paragraphs())
def test_the_cases_of_every_chapter_hold(text: str, value: str) -> None:
    expression = feel.parse(text)
    if steady(expression.tree) is None:
        assert any(part in text for part in LEFT_TO_CLOSURES), text
    else:
        assert form(answer(expression, {})) == form(feel.evaluate(value, {}).value)


ORDERS = [{"price": 3, "lines": [1, 2]}, {"price": None, "lines": None}, {"price": 5, "lines": 7}]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("for o in orders, l in o.lines return l", None),
        ("for o in orders[lines != null], l in o.lines return l + o.price", [4, 5, 12]),
        ("for i in 1..3, j in i..3 return i * j", [1, 2, 3, 4, 6, 9]),
        ("for i in 3..1 return for j in [i] return j", [[3], [2], [1]]),
        ('for d in @"2026-01-30"..@"2026-02-01" return d.day', [30, 31, 1]),
        ("for i in [1..3) return i", [1, 2]),
        ("for i in null return i", None),
        ("some o in orders, l in o.lines satisfies l = 2", True),
        ("every o in orders satisfies o.price > 2", None),
        ("every o in orders satisfies o.price > 4", False),
        ("some i in null satisfies i", None),
        ("some i in [1, null], j in i satisfies j > 1", None),
        ("mean(for o in orders[price != null] return o.price)", 4),
        ("sort(orders.price[item != null], function(a, b) a > b)", [5, 3]),
        ("orders[-1].price", 5),
        ("orders[9]", None),
        ("orders[price = count(lines) + 1].price", [3, None]),
        ("orders[count(orders[price > 3])].price", 3),
        ("count(orders[(for l in lines return l)[1] > 0])", 2),
        ("{a: 1, b: a + 1, c: [a, b][item > a]}", {"a": 1, "b": 2, "c": [2]}),
        ("[{x: 1, item: 7}][item = 7].x", [1]),
        ("count(price: 1)", None),
        ('substring(string: "abc", start position: 2)', "bc"),
        ("orders.price in ([1..4], 5)", None),
        ("5 in ([1..4], 5)", True),
        ("unknown = null and not(unknown > 1)", None),
        ("5 between 1 and null", None),
        ("1 = null or null = 2", False),
        ("if null then 1 else 2", 2),
        ("[1, 2, 3] instance of list<number>", True),
    ],
)  # fmt: skip
def test_null_is_a_value(text: str, expected: Any) -> None:
    expression = feel.parse(text, ["orders"])
    assert form(feel.evaluate(expression, {"orders": ORDERS}, converted=True).value) == form(
        expected
    )
    assert form(answer(expression, {"orders": ORDERS})) == form(expected)


@pytest.mark.parametrize(
    "text",
    [
        "for a in xs, b in xs, c in xs return a",
        "for a in 1..1000000000000 return a",
        "for a in xs return for b in xs return a + b",
        "count(xs[count(xs[item > 1]) > 1])",
        "every a in 1..1000000000000 satisfies a > 0",
        "some a in xs, b in xs, c in xs satisfies a > b + c",
        "sort(xs, function(a, b) count(xs[item = a]) > 1)",
    ],
)
def test_it_keeps_to_the_budget(text: str) -> None:
    expression, known = feel.parse(text, ["xs"]), {"xs": list(range(100))}
    with pytest.raises(LimitExceeded, match="after 5000 steps"):
        answer(expression, known, Budget(steps=5_000))
    with pytest.raises(LimitExceeded, match="after 5000 steps"):
        feel.compile(expression, budget=Budget(steps=5_000), converted=True)(known)


def test_a_loop_that_ends_early_spends_only_its_turns() -> None:
    expression = feel.parse("some a in 1..1000000000000 satisfies a > 3")
    assert answer(expression, {}, Budget(steps=100)) is True


@pytest.mark.parametrize(
    "text",
    ["function(x) x", "for i in 1..3 return sum(partial)", "{a: 1, a: 2}", "{f: function(x) x}"],
)
def test_what_it_leaves_is_answered_by_the_closures(text: str) -> None:
    expression = feel.parse(text)
    assert steady(expression.tree) is None
    expected = feel.evaluate(expression, {}).value
    assert form(feel.compile(expression)({})) == form(expected)
