"""Compiled rules over plain Python facts answer as the reference does over converted ones."""

from decimal import Decimal, localcontext
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine import feel
from engine.feel.ast import Node
from engine.source import LimitExceeded, Rejected
from tests.feel.expressions import NAMES, expressions, sensible
from tests.feel.plain_facts import close, near_facts, python_facts
from tests.feel.test_properties import QUIET, form


def agree(tree: Node, known: dict[str, Any]) -> None:
    expression = feel.parse(feel.unparse(tree), NAMES)
    try:
        converted = feel.from_python(known)
    except (LimitExceeded, Rejected):
        assume(False)
    expected = form(feel.evaluate(expression, converted, converted=True).value)
    assert form(feel.compile(expression)(known)) == expected
    assert form(feel.evaluate(expression, known).value) == expected


@settings(QUIET, max_examples=150)
@given(st.one_of(sensible, sensible, expressions), python_facts())
def test_plain_facts_and_converted_ones_give_the_same(tree: Node, known: dict[str, Any]) -> None:
    agree(tree, known)


@settings(QUIET, max_examples=150)
@given(close, near_facts)
def test_sums_that_tie_are_compared_as_decimals(tree: Node, known: dict[str, Any]) -> None:
    agree(tree, known)


def asked(text: str, **facts: Any) -> Any:
    return feel.compile(feel.parse(text, facts))(facts)


@pytest.mark.parametrize(
    ("text", "facts", "expected"),
    [
        ("a + b = 0.3", {"a": 0.1, "b": 0.2}, True),
        ("a + b <= 0.3", {"a": 0.1, "b": 0.2}, True),
        ("a + b > 0.3", {"a": 0.1, "b": 0.2}, False),
        ("a * b = 0.02", {"a": 0.1, "b": 0.2}, True),
        ("a * 3 != b", {"a": 0.1, "b": 0.3}, False),
        ("a / b = 0.1", {"a": 0.03, "b": 0.3}, True),
        ("-a - b < -0.3", {"a": 0.1, "b": 0.2}, False),
        ("a = 0.1", {"a": 0.1}, True),
        ("a = b", {"a": 0.1, "b": Decimal("0.1")}, True),
        ("a in (0.1, 0.2)", {"a": 0.1}, True),
        ("a between 0.1 and 0.3", {"a": 0.1}, True),
        ("a in [0.1..0.3]", {"a": 0.3}, True),
        # the double 0.1 is a little more than 0.1, and 16 digits tell it from its neighbour
        ("a = 0.1000000000000000055", {"a": 0.1}, False),
        ("a * b * c * d > 0", {"a": 1e-160, "b": 1e-160, "c": 1e160, "d": 1e160}, True),
        ("a + b - a = b", {"a": 1e15, "b": 0.1}, True),
        ("a * 1 > b * 1", {"a": 9007199254740993, "b": 9007199254740992}, True),
    ],
)
def test_doubles_decide_only_what_decimals_would(
    text: str, facts: dict[str, Any], expected: object
) -> None:
    assert asked(text, **facts) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sum(xs)", Decimal("0.3")),
        ("sum(orders.price)", Decimal("31.45")),
        ("count(orders[price > 12])", 1),
        ("orders[price > 12]", [{"price": Decimal("19.95"), "day": "x"}]),
        ("orders[1].price", Decimal("11.5")),
        ("for o in orders return o.price", [Decimal("11.5"), Decimal("19.95")]),
        ("xs", [Decimal("0.1"), Decimal("0.2")]),
    ],
)
def test_what_comes_out_is_converted(text: str, expected: Any) -> None:
    orders = ({"price": 11.5, "day": "x"}, MappingProxyType({"price": 19.95, "day": "x"}))
    assert form(asked(text, xs=[0.1, 0.2], orders=orders)) == form(expected)


def test_what_is_not_read_is_not_looked_at() -> None:
    unfit = object()
    facts = {"a": 1, "never": unfit, "firm": {"size": 3, "odd": unfit}, "orders": [{"x": unfit}]}
    assert asked("a = 1 and firm.size > 2 and count(orders) = 1", **facts) is True
    with pytest.raises(Rejected, match="no value for a Python object"):
        asked("firm.odd = 1", **facts)


def test_a_key_that_is_no_text_is_refused_when_it_comes_out() -> None:
    assert asked("firm.size", firm={"size": 3, (1, 2): 4}) == 3
    with pytest.raises(Rejected, match="a key of a context is text, not a Python tuple"):
        asked("firm", firm={"size": 3, (1, 2): 4})


def test_facts_are_left_as_they_were() -> None:
    facts = {"xs": [0.1, 0.2], "firm": {"price": 1.5}}
    assert asked("sum(xs) + firm.price", **facts) == Decimal("1.8")
    assert facts == {"xs": [0.1, 0.2], "firm": {"price": 1.5}}


def test_a_context_of_the_caller_changes_no_answer() -> None:
    with localcontext() as context:
        context.prec = 3
        assert asked("price", price=12345.67) == Decimal("12345.67")
        assert asked("sum(xs)", xs=[12345.67, 0.01]) == Decimal("12345.68")
        assert asked("a * b = 152415.6", a=12345.67, b=12.34567) is False
        assert context.prec == 3
