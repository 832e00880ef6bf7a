"""What is wrong with a table, found before it runs; and the same answers as brute force."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.dmn.analysis import analyse, check
from engine.dmn.decide import Prepared, prepare
from engine.dmn.table import DecisionTable, Example, HitPolicy, TableParameter
from engine.source import LimitExceeded, Problem
from tests.dmn.tables import table
from tests.work import at_most

CALLS = 8_000_000
"""A second or two of work on a machine of its own."""


def _told(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(problem.code, problem.message) for problem in problems]


@pytest.mark.parametrize(
    ("tested", "found"),
    [
        (
            table("x: number => y", "< 5 => 1", "> 5 => 2"),
            [("gap", "no row matches x = 5")],
        ),
        (
            table("x: number of >= 0 | b: boolean => y", "< 5 | - => 1", ">= 5 | true => 2"),
            [("gap", "no row matches x = 5, b = false")],
        ),
        (
            table("k: string of 'a', 'b', 'c' => y", "'a' => 1", "'b' => 2"),
            [("gap", 'no row matches k = "c"')],
        ),
        (
            table("k: string => y", "'a' => 1", "not('a', 'b') => 2"),
            [("gap", 'no row matches k = "b"')],
        ),
        (
            table("d: date => y", "< date('2026-01-01') => 1", "> @'2026-01-01' => 2"),
            [("gap", 'no row matches d = @"2026-01-01"')],
        ),
        (
            table("d: duration => y", "<= @'P30D' => 1", "> @'P31D' => 2"),
            [("gap", 'no row matches d = @"P30DT12H"')],
        ),
        (
            table("x: number => y", "<= 5 => 1", ">= 5 => 2"),
            [("overlap", "rows 1 and 2 both match x = 5")],
        ),
        (
            table("x: number => y", "<= 5 => 1", ">= 5 => 1", hit=HitPolicy.ANY),
            [],
        ),
        (
            table("x: number => y", "<= 5 => 1", ">= 5 => 2", hit=HitPolicy.ANY),
            [("overlap", "rows 1 and 2 both match x = 5, with different results")],
        ),
        (
            table("x: number => y", "< 5 => 1", "<= 3 => 2", "- => 3", hit=HitPolicy.FIRST),
            [("dead-row", "row 2 can never match: other rows take every case of it first")],
        ),
        (
            table("x: number => y: number of 2, 1", "- => 2", "< 3 => 1", hit=HitPolicy.PRIORITY),
            [("dead-row", "row 2 can never match: other rows take every case of it first")],
        ),
        (
            table("x: number => y", "< 3 => 1", "- => ", hit=HitPolicy.OUTPUT_ORDER),
            [
                (
                    "no-priority",
                    "the hit policy 'output order' needs the results in order of importance",
                ),
                ("empty-result", "row 2, y is empty"),
            ],
        ),
        (
            table("x: number of [0..5] => y", "> 7 => 1", "<= 7 => 2"),
            [("dead-row", "row 1 can never match: no allowed x is > 7")],
        ),
        (
            table("x: number => y", "[5..3] => 1", "- => 2"),
            [("dead-row", "row 1 can never match: no allowed x is [5..3]")],
        ),
        (
            table("x: number => y", "> 0 => 1", hit=HitPolicy.COLLECT),
            [],
        ),
        (
            table("x: number | z => y", "? > z | - => 1", "- | - => 2", hit=HitPolicy.FIRST),
            [],
        ),
        (
            table("x: number | z: number => y", "? > z | - => 1", "< 5 | - => 2"),
            [
                (
                    "not-analysed",
                    "the table 't' could not be analysed completely: some cells are formulas",
                )
            ],
        ),
        (
            table(
                "x: number => y",
                "< low => 1",
                ">= low => 2",
                parameters=(TableParameter("low", 3),),
            ),
            [],
        ),
    ],
)  # fmt: skip
def test_gaps_overlaps_and_dead_rows_are_found(
    tested: DecisionTable, found: list[tuple[str, str]]
) -> None:
    assert _told(analyse(prepare(tested))) == found


@pytest.mark.parametrize(
    ("tested", "found"),
    [
        (
            table("amount: number => y", "> 5 => amont", "<= 5 => 1"),
            ("unknown-name", "row 1, y:1:1", "did you mean 'amount'?"),
        ),
        (
            table("x: number => y", '"a" => 1', "- => 2", hit=HitPolicy.FIRST),
            ("wrong-type", "row 1, x:1:1", ""),
        ),
        (
            table("k: string => y", "> 5 => 1", "- => 2", hit=HitPolicy.FIRST),
            ("wrong-type", "row 1, k:1:3", ""),
        ),
        (
            table("x: numbr => y", "- => 1"),
            ("unknown-type", "None", "did you mean 'number'?"),
        ),
        (
            table("x: number => y: string of 'now', 'later'", "- => 'nov'"),
            ("not-allowed", "None", "did you mean 'now'?; expected: \"now\", \"later\""),
        ),
        (
            table("x: number => y: string", "- => 5"),
            ("wrong-type", "None", ""),
        ),
        (
            table("x: number => y", "- => 1", examples=(Example({"x": 1}, {"y": 2}),)),
            ("example", "None", "matching: row 1"),
        ),
    ],
)  # fmt: skip
def test_names_types_and_examples_are_checked(
    tested: DecisionTable, found: tuple[str, str, str]
) -> None:
    problems = check(tested)
    assert [(one.code, str(one.span), one.hint) for one in problems] == [found]


def test_a_table_too_large_to_search_says_so_with_little_work() -> None:
    rows = (
        " | ".join("-" if at != row % 12 else f"> {row}" for at in range(12)) + f" => {row}"
        for row in range(150)
    )
    columns = " | ".join(f"x{at}: number" for at in range(12)) + " => y"
    with at_most(calls=CALLS):
        problems = analyse(prepare(table(columns, *rows, hit=HitPolicy.FIRST)))
    assert problems[-1].message.endswith("it has too many combinations of values")


_NUMBERS = st.integers(0, 4)
_NUMBER_CELLS = st.one_of(
    st.just("-"),
    st.builds("{}{}".format, st.sampled_from(["< ", "<= ", "> ", ">= ", ""]), _NUMBERS),
    st.builds(
        lambda a, b, left, right: f"{left}{min(a, b)}..{max(a, b)}{right}",
        _NUMBERS,
        _NUMBERS,
        st.sampled_from("[("),
        st.sampled_from("])"),
    ),
    st.builds("not({})".format, _NUMBERS),
    st.builds("{}, > {}".format, _NUMBERS, _NUMBERS),
)
_WORDS = st.sampled_from(['"a"', '"b"', '"c"'])
_WORD_CELLS = st.one_of(
    st.just("-"),
    _WORDS,
    st.builds("{}, {}".format, _WORDS, _WORDS),
    st.builds("not({})".format, _WORDS),
)
_FLAG_CELLS = st.sampled_from(["-", "true", "false", "not(true)"])
_FORMULAS = st.sampled_from(["? > y", "? + 1 <= y", "if ? = null then true else ? > 3"])
POINTS: dict[str, list[Any]] = {
    "x": [Decimal(half) / 2 for half in range(-2, 11)],
    "y": [Decimal(half) / 2 for half in range(-2, 11)],
    "k": ["a", "b", "c", "other"],
    "b": [True, False],
}


@st.composite
def tables(draw: st.DrawFn, hits: tuple[HitPolicy, ...], *, formulas: bool) -> DecisionTable:
    number = st.one_of(_NUMBER_CELLS, _FORMULAS) if formulas else _NUMBER_CELLS
    row = st.builds(
        "{} | {} | {} | {} => {}".format,
        number,
        _NUMBER_CELLS,
        _WORD_CELLS,
        _FLAG_CELLS,
        st.integers(1, 2),
    )
    rows = draw(st.lists(row, min_size=1, max_size=5))
    hit = draw(st.sampled_from(hits))
    columns = "x: number | y: number | k: string | b: boolean => out: number of 2, 1"
    return table(columns, *rows, hit=hit)


def _grid() -> Iterator[dict[str, Any]]:
    for values in product(*POINTS.values()):
        yield dict(zip(POINTS, values, strict=True))


GRID = list(_grid())


def _matching(prepared: Prepared) -> list[tuple[int, ...]]:
    """Return the rows that match at each point of the grid, cell by cell."""
    by_cell = {
        (row, at, value): test is None or test.value({"?": value}) is True
        for row, tests in enumerate(prepared.tests)
        for at, (test, values) in enumerate(zip(tests, POINTS.values(), strict=True))
        for value in values
    }
    rows = range(len(prepared.tests))
    return [
        tuple(
            row
            for row in rows
            if all(by_cell[row, at, value] for at, value in enumerate(point.values()))
        )
        for point in GRID
    ]


@settings(max_examples=40, deadline=None)
@given(tables((HitPolicy.UNIQUE, HitPolicy.FIRST), formulas=False))
def test_the_analysis_agrees_with_brute_force(tested: DecisionTable) -> None:
    prepared = prepare(tested)
    problems = analyse(prepared)
    matching = _matching(prepared)
    assert any(one.code == "gap" for one in problems) == (() in matching)
    first = tested.hit is HitPolicy.FIRST
    alive = {row for rows in matching for row in (rows[:1] if first else rows)}
    assert sum(one.code == "dead-row" for one in problems) == len(tested.rows) - len(alive)
    pairs = {pair for rows in matching for pair in combinations(rows, 2)}
    overlaps = {one.message.split(" both")[0] for one in problems if one.code == "overlap"}
    told = {f"rows {one + 1} and {other + 1}" for one, other in pairs}
    assert overlaps == (set() if first else told)


def test_a_runaway_formula_in_a_cell_is_stopped() -> None:
    tested = table("x: number => y", "some i in 1..1000000000000 satisfies i < ? => 1")
    with pytest.raises(LimitExceeded):
        prepare(tested).decide({"x": 1})
