"""What holds for every expression and every value."""

from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine import feel
from engine.feel.ast import Node
from engine.feel.numbers import FEEL
from engine.feel.values import compare, equal
from engine.source import DefinitionError, LimitExceeded
from tests.feel.expressions import NAMES, expressions, facts, scalars, sensible, values

QUIET = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
TRUTHS = [True, False, None, 1, "true"]


def form(value: Any) -> Any:
    """Return a value with its types, so that 1 and true differ."""
    if isinstance(value, list):
        return [form(item) for item in value]
    if isinstance(value, dict):
        return {key: form(item) for key, item in value.items()}
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return ("number", value)
    if isinstance(value, feel.Function):
        return feel.Function
    return (type(value), value)


@QUIET
@given(st.one_of(sensible, expressions))
def test_a_tree_written_down_reads_as_the_same_tree(tree: Node) -> None:
    text = feel.unparse(tree)
    read = feel.parse(text, NAMES)
    again = feel.unparse(read.tree)
    assert feel.parse(again, NAMES).tree == read.tree
    assert again == text


@settings(QUIET, max_examples=150)
@given(st.one_of(sensible, expressions), facts)
def test_generated_code_and_reference_agree(tree: Node, known: dict[str, Any]) -> None:
    expression = feel.parse(feel.unparse(tree), NAMES)
    expected = feel.evaluate(expression, known).value
    assert form(feel.compile(expression)(known)) == form(expected)


@settings(QUIET, max_examples=50)
@given(expressions, facts)
def test_a_trace_changes_no_value(tree: Node, known: dict[str, Any]) -> None:
    expression = feel.parse(feel.unparse(tree), NAMES)
    traced = feel.evaluate(expression, known, trace=True)
    assert form(traced.value) == form(feel.evaluate(expression, known).value)
    assert len(traced.trace) >= 1000 or traced.trace[-1].span == expression.tree.span
    assert len(traced.trace) >= 1000 or form(traced.trace[-1].value) == form(traced.value)


@settings(QUIET, max_examples=50)
@given(expressions, facts)
def test_a_null_always_has_a_reason(tree: Node, known: dict[str, Any]) -> None:
    expression = feel.parse(feel.unparse(tree), NAMES)
    found = feel.evaluate(expression, known)
    if found.value is None and not found.warnings:
        traced = feel.evaluate(expression, known, trace=True)
        assert any(seen.value is None for seen in traced.trace)


@pytest.mark.parametrize("b", TRUTHS)
@pytest.mark.parametrize("a", TRUTHS)
def test_de_morgan_holds_in_three_values(a: Any, b: Any) -> None:
    known = {"a": a if isinstance(a, bool) else None, "b": b if isinstance(b, bool) else None}
    either = feel.evaluate("not(a or b) = (not(a) and not(b))", known).value
    both = feel.evaluate("not(a and b) = (not(a) or not(b))", known).value
    assert (either, both) == (True, True)


@QUIET
@given(values)
def test_a_literal_reads_as_its_value(value: Any) -> None:
    assert form(feel.evaluate(feel.literal(value), {}).value) == form(value)


@QUIET
@given(scalars, scalars)
def test_order_turns_round(a: Any, b: Any) -> None:
    there, back = compare(a, b), compare(b, a)
    assert back == (None if there is None else -there)
    assert equal(a, b) == equal(b, a)


@QUIET
@given(st.integers(-(10**40), 10**40), st.decimals(allow_nan=False, allow_infinity=False))
def test_numbers_have_34_digits_at_most(whole: int, fraction: Decimal) -> None:
    for number in (whole, fraction):
        try:
            found = feel.from_python(number)
        except LimitExceeded:
            continue
        assert FEEL.create_decimal(found) == found


@QUIET
@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(DefinitionError):
        assert feel.parse(text, NAMES).text.body == text


_PIECES = [*'()[]{}.,:"+-*/<>=@?', "..", "**", "<=", "!=", "if ", "then ", "else ", "for ", "in "]
_PIECES += ["return ", "some ", "satisfies ", "every ", "and ", "or ", "not", "between ", "a", "1"]
_PIECES += ["function", "instance of ", "list<", "date", "duration", '"P1D"', "null", "item", " "]


@QUIET
@given(st.lists(st.sampled_from(_PIECES), max_size=25), facts)
def test_any_pieces_are_evaluated_or_refused(pieces: list[str], known: dict[str, Any]) -> None:
    with suppress(DefinitionError, LimitExceeded):
        assert isinstance(feel.evaluate("".join(pieces), known), feel.Evaluation)
