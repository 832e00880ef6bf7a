"""Cells of decision tables, each read a second time by plain Python."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import feel
from engine.dmn.decide import prepare
from engine.dmn.masks import compile_table
from engine.dmn.table import Cell, DecisionTable, Input, Output, Row
from engine.source import DefinitionError

Holds = Callable[[Any], bool]


class Written(NamedTuple):
    """A test as text, and what it means."""

    text: str
    holds: Holds


def _number(value: int) -> str:
    return str(value)


def _text(value: int) -> str:
    return f'"{chr(ord("m") + value)}"'


def _date(value: int) -> str:
    return f'@"{date.fromordinal(738_000 + value).isoformat()}"'


def _called_date(value: int) -> str:
    return f'date("{date.fromordinal(738_000 + value).isoformat()}")'


WAYS = (_number, _text, _date, _called_date)
SMALL = st.integers(-5, 5)
OPERATORS: dict[str, Callable[[int, int], bool]] = {
    "<": lambda x, end: x < end,
    "<=": lambda x, end: x <= end,
    ">": lambda x, end: x > end,
    ">=": lambda x, end: x >= end,
    "=": lambda x, end: x == end,
    "!=": lambda x, end: x != end,
}


def _ranged(way: Callable[[int], str], low: int, high: int, opens: str, closes: str) -> Written:
    def holds(x: int) -> bool:
        above = low <= x if opens == "[" else low < x
        return above and (x <= high if closes == "]" else x < high)

    return Written(f"{opens}{way(low)}..{way(high)}{closes}", holds)


def _tests(way: Callable[[int], str]) -> st.SearchStrategy[Written]:
    ranges = st.builds(
        _ranged, st.just(way), SMALL, SMALL, st.sampled_from("[(]"), st.sampled_from("])[")
    )
    compared = st.builds(
        lambda sign, end: Written(f"{sign} {way(end)}", lambda x: OPERATORS[sign](x, end)),
        st.sampled_from(tuple(OPERATORS)),
        SMALL,
    )
    constants = st.builds(lambda end: Written(way(end), lambda x: x == end), SMALL)
    bracketed = st.builds(lambda one: Written(f"({one.text})", one.holds), compared)
    return st.one_of(ranges, compared, constants, bracketed)


def _cells(way: Callable[[int], str]) -> st.SearchStrategy[Written]:
    def cell(tests: list[Written], gap: str, around: str) -> Written:
        text = f",{gap}".join(one.text for one in tests)
        negated = around != "{}"
        return Written(
            around.format(text), lambda x: any(one.holds(x) for one in tests) is not negated
        )

    around = st.sampled_from(["{}", "not({})", "not ( {} )"])
    return st.builds(cell, st.lists(_tests(way), min_size=1, max_size=4), st.just(" "), around)


def _alone(cell: str) -> DecisionTable:
    row = Row((Cell(cell),), (Cell("true"),))
    return DecisionTable("t", "t", (Input("x", Cell("x")),), (Output("y"),), (row,))


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(WAYS).flatmap(lambda way: st.tuples(st.just(way), _cells(way))), SMALL)
def test_a_cell_means_what_it_says(case: tuple[Callable[[int], str], Written], x: int) -> None:
    way, cell = case
    table = prepare(_alone(cell.text))
    facts = {"x": feel.evaluate(way(x), {}).value}
    expected = True if cell.holds(x) else None
    assert table.decide(facts).value is expected
    assert compile_table(table)(facts) is expected


@pytest.mark.parametrize("opens", "[(]")
@pytest.mark.parametrize("closes", "])[")
@pytest.mark.parametrize("cell", ["{}", "not({})", "{}, > 9", "not({}, > 9)", "not(> 9)"])
def test_nothing_known_is_in_no_range_and_outside_of_none(
    opens: str, closes: str, cell: str
) -> None:
    table = prepare(_alone(cell.format(f"{opens}1..3{closes}")))
    assert table.decide({"x": None}).value is None
    assert compile_table(table)({"x": None}) is None


@pytest.mark.parametrize(
    ("cell", "x", "passes"),
    [
        ("not(blocked) and ? > 3", 4, True),
        ("not(blocked) and ? > 3", 3, None),
        ("not([1..2)) or ? = 1", 1, True),
        ("not(not(blocked))", True, None),
        ("-1", -1, True),
        ("- 1, 3", -1, True),
        ("(-1..3)", 0, True),
    ],
)
def test_what_only_begins_like_a_negation_is_a_formula(cell: str, x: Any, passes: Any) -> None:
    table = prepare(_alone(cell), feel.Scope(["x", "blocked"]))
    assert table.decide({"x": x, "blocked": False}).value is passes


@pytest.mark.parametrize(
    ("cell", "column"), [("not(> 5 and)", 9), ("not(", 5), ("not([1..2)", 11), ("not(a) b", 8)]
)
def test_a_broken_negation_is_refused_where_reading_stopped(cell: str, column: int) -> None:
    with pytest.raises(DefinitionError) as found:
        feel.parse(cell, ["a"], unary=True)
    problem = found.value.problems[0]
    assert problem.span is not None
    assert problem.span.place == (1, column)
