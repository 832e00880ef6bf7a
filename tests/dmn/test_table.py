"""Decision tables evaluated: hit policies, defaults, reasons, what is not known."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from engine import feel
from engine.dmn.decide import evaluate, prepare
from engine.dmn.masks import compile_table
from engine.dmn.table import Aggregator, Cell, HitPolicy, Output, TableParameter
from engine.source import DefinitionError, LimitExceeded, NotFound
from tests.dmn.tables import table

OVERLAPPING = ("> 0 => 5", "> 10 => 7", "> 10 => 5", "> 20 => 9")
COLUMN = "x: number => points: number of 9, 7, 5"


@pytest.mark.parametrize(
    ("hit", "x", "value", "rows"),
    [
        (HitPolicy.UNIQUE, 5, 5, (1,)),
        (HitPolicy.UNIQUE, 15, None, (1, 2, 3)),
        (HitPolicy.ANY, 5, 5, (1,)),
        (HitPolicy.ANY, 15, None, (1, 2, 3)),
        (HitPolicy.FIRST, 15, 5, (1,)),
        (HitPolicy.PRIORITY, 15, 7, (2,)),
        (HitPolicy.PRIORITY, 25, 9, (4,)),
        (HitPolicy.RULE_ORDER, 25, [5, 7, 5, 9], (1, 2, 3, 4)),
        (HitPolicy.OUTPUT_ORDER, 25, [9, 7, 5, 5], (4, 2, 1, 3)),
        (HitPolicy.COLLECT, 15, [5, 7, 5], (1, 2, 3)),
    ],
)
def test_the_hit_policy_makes_the_value(
    hit: HitPolicy, x: int, value: object, rows: tuple[int, ...]
) -> None:
    tested = table(COLUMN, *OVERLAPPING, hit=hit)
    decision = evaluate(tested, {"x": x})
    assert (decision.value, decision.rows) == (value, rows)
    assert compile_table(prepare(tested))({"x": x}) == value


@pytest.mark.parametrize(
    ("aggregator", "value"),
    [
        (Aggregator.SUM, 26),
        (Aggregator.MIN, 5),
        (Aggregator.MAX, 9),
        (Aggregator.COUNT, 4),
    ],
)
def test_collect_aggregates(aggregator: Aggregator, value: int) -> None:
    tested = table(COLUMN, *OVERLAPPING, hit=HitPolicy.COLLECT, aggregator=aggregator)
    assert evaluate(tested, {"x": 25}).value == value
    assert compile_table(prepare(tested))({"x": 25}) == value


def test_rows_that_agree_may_overlap_in_an_any_table() -> None:
    tested = table("x: number => y: string", "> 0 => 'a'", "> 10 => 'a'", hit=HitPolicy.ANY)
    assert evaluate(tested, {"x": 15}).value == "a"


@pytest.mark.parametrize(
    ("hit", "sentence"),
    [
        (HitPolicy.UNIQUE, "rows 1, 2, 3 match, and the hit policy 'unique' allows one"),
        (
            HitPolicy.ANY,
            "rows 1, 2, 3 match with different results, which the hit policy 'any' forbids",
        ),
    ],
)
def test_a_broken_hit_policy_is_told_and_never_resolved_quietly(
    hit: HitPolicy, sentence: str
) -> None:
    decision = evaluate(table(COLUMN, *OVERLAPPING, hit=hit), {"x": 15})
    assert decision.value is None
    assert decision.warnings == (sentence,)


def test_results_that_cannot_be_added_are_told() -> None:
    tested = table(
        "x: number => y",
        "> 0 => 'a'",
        "> 1 => 2",
        hit=HitPolicy.COLLECT,
        aggregator=Aggregator.SUM,
    )
    decision = evaluate(tested, {"x": 5})
    assert (decision.value, decision.warnings) == (None, ("the results of rows 1, 2 have no sum",))


def test_no_row_gives_the_default_or_null_with_a_reason() -> None:
    tested = table("x: number => y: string", "> 0 => 'a'")
    assert evaluate(tested, {"x": -1}).warnings == ("no row matches, and there is no default",)
    output = Output("y", "string", default=Cell('"none"'))
    with_default = evaluate(replace(tested, outputs=(output,)), {"x": -1})
    assert (with_default.value, with_default.rows, with_default.warnings) == ("none", (), ())


def test_several_outputs_make_a_context() -> None:
    tested = table("x: number => a: number | b: string", "> 0 => x + 1 | 'up'", "<= 0 => 0 | 'no'")
    decision = evaluate(tested, {"x": 2})
    assert decision.value == {"a": 3, "b": "up"}
    assert decision.outputs == {"a": 3, "b": "up"}


def test_each_row_that_misses_names_the_first_cell_that_failed() -> None:
    tested = table(
        "x: number | kind: string => y: number", "> 5 | 'fair' => 1", "- | 'catalogue' => 2"
    )
    decision = evaluate(tested, {"x": 3, "kind": "catalogue"}, explain=True)
    (miss,) = decision.misses
    assert (miss.row, miss.input, miss.value, miss.cell.text) == (1, "x", 3, "> 5")
    assert decision.rows == (2,)


def test_an_unknown_input_is_named_when_it_could_change_the_answer() -> None:
    tested = table(
        "x: number | y: number => out: number",
        "> 5 | > 1 => 1",
        "<= 5 | - => 2",
        "- | - => 3",
        hit=HitPolicy.FIRST,
    )
    assert evaluate(tested, {"x": 6}).unknown == ("y",)
    assert evaluate(tested, {"x": 3}).unknown == ()
    assert evaluate(tested, {"y": 3}).unknown == ("x",)


def test_facts_are_asked_only_for_what_the_table_reads() -> None:
    class Watched(dict[str, Any]):
        def __getitem__(self, name: str) -> Any:
            assert name == "x"
            return super().__getitem__(name)

    facts: Mapping[str, Any] = Watched(x=3, secret=1)
    tested = table("x: number => y: number", "> 0 => 1")
    assert evaluate(tested, facts).value == 1
    assert compile_table(prepare(tested))(facts) == 1


def test_cells_use_parameters_other_inputs_and_the_tested_value() -> None:
    tested = table(
        "x: number | y: number => out: string",
        "> limit | - => 'over'",
        "- | ? > x + limit => 'far'",
        "- | - => 'fine'",
        hit=HitPolicy.FIRST,
        parameters=(TableParameter("limit", 10),),
    )
    fast = compile_table(prepare(tested))
    for x, y, out in ((11, 0, "over"), (5, 16, "far"), (5, 15, "fine")):
        assert evaluate(tested, {"x": x, "y": y}).value == out
        assert fast({"x": x, "y": y}) == out


def test_a_parameter_can_be_set_for_one_network() -> None:
    tested = table("x: number => y", "> limit => 1", parameters=(TableParameter("limit", 10),))
    changed = tested.with_parameters({"limit": 3})
    assert evaluate(changed, {"x": 5}).value == 1
    assert evaluate(tested, {"x": 5}).value is None
    with pytest.raises(NotFound, match=r"no parameter 'limt'; did you mean 'limit'\?"):
        tested.with_parameters({"limt": 3})


def test_a_value_outside_the_allowed_ones_is_told() -> None:
    tested = table("kind: string of 'fair', 'stand' => y: number", "- => 1")
    (warning,) = evaluate(tested, {"kind": "party"}).warnings
    assert warning == 'kind is party, which is not one of "fair", "stand"'


def test_all_cells_that_are_not_feel_are_told_at_once() -> None:
    tested = table("x: number => y", ">> 5 => 1", "> 5 => 1 +")
    with pytest.raises(DefinitionError) as error:
        prepare(tested)
    assert [str(one.span) for one in error.value.problems] == ["row 1, x:1:2", "row 2, y:1:4"]


@pytest.mark.parametrize("value", [Decimal("5.5"), 7, True, "a", None, [6]])
def test_masks_answer_as_the_reference_for_every_kind_of_value(value: object) -> None:
    tested = table("x => y", "> 5 => 1", "not(> 5) => 2", "'a' => 3", hit=HitPolicy.COLLECT)
    prepared = prepare(tested)
    assert compile_table(prepared)({"x": value}) == prepared.decide({"x": value}).value


@pytest.mark.parametrize(
    ("kind", "cells", "values"),
    [
        ("date", ("< @'2026-01-01'", "[@'2026-01-01'..@'2026-06-30']", "not(> date(2026, 1, 1))"),
         ("2025-12-31", "2026-01-01", "2026-06-30", "2026-07-01", "2026-01-01T00:00:00")),
        ("days and time duration", ("< @'P30D'", "@'P30D', @'PT1H'", "> @'P30D'"),
         ("PT1H", "P29D", "P30D", "P31D", "P1M")),
        ("years and months duration", ("< @'P1Y'", ">= @'P1Y'", "@'P12M'"),
         ("P11M", "P1Y", "P13M", "P365D")),
        ("time", ("< @'12:00:00'", ">= @'12:00:00'", "-"), ("11:59:59", "12:00:00")),
    ],
)  # fmt: skip
def test_masks_answer_as_the_reference_for_points_in_time_and_durations(
    kind: str, cells: tuple[str, ...], values: tuple[str, ...]
) -> None:
    rows = (f"{cell} => {number}" for number, cell in enumerate(cells))
    prepared = prepare(table(f"x: {kind} => y", *rows, hit=HitPolicy.COLLECT))
    fast = compile_table(prepared)
    for text in values:
        facts = {"x": feel.evaluate(f'@"{text}"', {}).value}
        assert fast(facts) == prepared.decide(facts).value


def test_an_organisation_can_ask_a_table_a_thousand_times_without_parsing_again() -> None:
    prepared = prepare(table("x: number => y", "< 5 => x + 1", ">= 5 => x - 1"))
    fast = compile_table(prepared)
    assert [prepared.decide({"x": x}).value for x in range(50)] == [
        fast({"x": x}) for x in range(50)
    ]


def test_all_cells_together_may_cost_no_more_than_one_evaluation() -> None:
    heavy = "count(for i in 1..20000 return i) > ? => 1"
    tested = table("x: number => y", *[heavy] * 200, hit=HitPolicy.COLLECT)
    with pytest.raises(LimitExceeded, match="was stopped after"):
        evaluate(tested, {"x": 1})
