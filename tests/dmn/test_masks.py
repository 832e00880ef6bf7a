"""Looking a table up by masks gives what looking at every row gives, the reasons too."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import feel
from engine.dmn.decide import TableAnswer, evaluate, prepare
from engine.dmn.masks import compile_decision, compile_table
from engine.dmn.ready import Ready
from engine.dmn.table import Aggregator, Cell, DecisionTable, HitPolicy
from engine.source import LimitExceeded
from tests.dmn.tables import table
from tests.dmn.test_analysis import POINTS, tables

NAN = float("nan")
VALUES = st.one_of(
    st.sampled_from([*POINTS["x"], *POINTS["k"], True, False, None, [1], {"a": 1.5}, NAN]),
    st.sampled_from([0.1, 2.5, 1e300, 10**40 // 10**7, Decimal("0.1"), date(2026, 1, 1)]),
    st.integers(-1, 5),
    st.integers(-1, 5).map(float),
)
ALLOWED = st.sampled_from([None, "0, 1, 2", '"a", "b"', "< 3", "not(null)", "? != 1"])


def told(decision: TableAnswer) -> tuple[Any, str]:
    return decision, repr(decision)


@settings(max_examples=200, deadline=None)
@given(
    tables(tuple(HitPolicy), formulas=True),
    st.fixed_dictionaries({}, optional=dict.fromkeys(POINTS, VALUES)),
    st.sampled_from(Aggregator),
    st.lists(ALLOWED, min_size=4, max_size=4),
)
def test_masks_agree_with_the_reference(
    tested: DecisionTable, facts: dict[str, Any], aggregator: Aggregator, allowed: list[str | None]
) -> None:
    inputs = tuple(
        replace(one, allowed=Cell(text) if text else None)
        for one, text in zip(tested.inputs, allowed, strict=True)
    )
    prepared = prepare(replace(tested, aggregator=aggregator, inputs=inputs))
    known = feel.from_python(facts)
    expected = prepared.decide(known)
    assert compile_table(prepared)(facts) == expected.value
    assert compile_table(prepared, converted=True)(known) == expected.value
    assert told(compile_decision(prepared)(facts)) == told(expected)
    assert told(compile_decision(prepared, converted=True)(known)) == told(expected)


BANDS = ("< 0.1 => 'low'", "[0.1..0.3) => 'middle'", ">= 0.3 => 'high'")


@pytest.mark.parametrize(
    ("amount", "band", "row"),
    [
        (0.1, "middle", 2),
        (0.09999999999999999, "low", 1),
        (0.3, "high", 3),
        (0.1 + 0.2, "high", 3),
        (Decimal("0.1"), "middle", 2),
        (Decimal("0.09999999999999999999"), "low", 1),
        (10**20, "high", 3),
        (-1e200, "low", 1),
    ],
)
def test_a_float_falls_into_the_band_it_is_written_in(amount: Any, band: str, row: int) -> None:
    prepared = prepare(table("amount: number => band", *BANDS))
    decision = compile_decision(prepared)({"amount": amount})
    assert (decision.value, decision.rows, decision.matched) == (band, (row,), (row,))
    assert compile_table(prepared)({"amount": amount}) == band
    assert decision.inputs == {"amount": feel.from_python(amount)}
    assert isinstance(decision.inputs["amount"], int | Decimal)


def test_constants_of_many_digits_are_compared_as_decimals() -> None:
    rows = ("0.1000000000000000055511151231257827 => 1", "- => 2")
    prepared = prepare(table("x: number => y", *rows, hit=HitPolicy.FIRST))
    assert compile_table(prepared)({"x": 0.1}) == 2
    assert compile_table(prepared)({"x": Decimal("0.1000000000000000055511151231257827")}) == 1


def test_python_dates_durations_and_words_are_converted_when_asked() -> None:
    days = prepare(table("d: date => y", "< @'2026-01-01' => 1", ">= @'2026-01-01' => 2"))
    assert compile_decision(days)({"d": date(2026, 1, 1)}) == days.decide(
        {"d": feel.from_python(date(2026, 1, 1))}
    )
    spans = prepare(table("l: days and time duration => y", "<= @'P1D' => 1", "> @'P1D' => 2"))
    assert compile_table(spans)({"l": timedelta(hours=25)}) == 2


@pytest.mark.parametrize("x", [None, 5, "?", NAN])
def test_what_is_not_known_or_not_allowed_is_told(x: Any) -> None:
    tested = table("x: number of 1, 2 => y: number", "1 => 1", "- => 2", hit=HitPolicy.FIRST)
    decision = compile_decision(prepare(tested))({"x": x})
    assert told(decision) == told(evaluate(tested, {"x": feel.from_python(x)}))
    assert decision.warnings


def test_rows_that_break_the_hit_policy_are_named() -> None:
    tested = table("x: number => y", "> 1 => 1", "> 2 => 2")
    decision = compile_decision(prepare(tested))({"x": 3})
    assert decision.value is None
    assert decision.warnings == ("rows 1, 2 match, and the hit policy 'unique' allows one",)


def test_rows_of_a_first_table_that_match_too_are_told() -> None:
    tested = table("x: number => y", "> 1 => 1", "> 2 => 2", hit=HitPolicy.FIRST)
    decision = compile_decision(prepare(tested))({"x": 3})
    assert (decision.value, decision.rows, decision.matched) == (1, (1,), (1, 2))


def test_a_runaway_cell_is_stopped() -> None:
    tested = table("x: number => y", "some i in 1..1000000000000 satisfies i < ? => 1")
    with pytest.raises(LimitExceeded):
        compile_decision(prepare(tested))({"x": 1})


def test_a_table_answers_the_same_before_and_after_it_is_asked_often() -> None:
    tested = table("x: number => y", "> 1 => 1", "<= 1 => 2")
    ready = Ready(prepare(tested))
    answers = [(ready.value({"x": x}), told(ready.decide({"x": x}))) for x in (1, 2) * 5]
    assert len({str(answer) for answer in answers}) == 2
    explained = ready.decide({"x": 2}, explain=True)
    assert [miss.row for miss in explained.misses] == [2]
