"""What is not known is never a yes: the finding, and every shipped table asked about nothing."""

import pytest

from engine.definitions.library import Library, shipped_folder
from engine.definitions.reading.table_yaml import load_table
from engine.dmn.analysis import check
from engine.dmn.decide import prepare
from engine.dmn.table import DecisionTable
from engine.source import DefinitionError, Text

FRAME = """\
format: consort/1
id: our.loan
decision: loan
hit: first
inputs:
  debts: {{type: boolean}}
  years: {{type: number, of: ">= 0"}}
outputs:
  answer: {{type: string, of: ["yes", "no", not_known], favourable: {favourable}}}
rows:
{rows}
examples:
  - given: {{debts: false, years: 5}}
    expect: {{answer: "yes"}}
"""

SAFE = """\
  - {if: {debts: true}, then: {answer: "no"}}
  - {if: {years: "< 3"}, then: {answer: "no"}}
  - {if: {debts: false, years: ">= 3"}, then: {answer: "yes"}}
  - {then: {answer: not_known}}"""


def _table(rows: str, favourable: str = '["yes"]') -> DecisionTable:
    body = FRAME.format(rows=rows, favourable=favourable)
    return load_table(Text("loan.yaml", body))


def _codes(rows: str) -> list[str]:
    return [one.code for one in check(_table(rows))]


def test_a_table_whose_favourable_row_asks_for_everything_is_sound() -> None:
    assert _codes(SAFE) == []


def test_a_favourable_row_without_conditions_is_told() -> None:
    rows = SAFE.replace('{if: {debts: false, years: ">= 3"}, then', "{then")
    assert "favourable-catch-all" in _codes(rows)


@pytest.mark.parametrize("left_out", ["debts: false, ", ', years: ">= 3"'])
def test_an_input_that_the_favourable_row_leaves_out_is_told_by_a_case(left_out: str) -> None:
    problems = [one for one in check(_table(SAFE.replace(left_out, ""))) if one.code != "dead-row"]
    assert [one.code for one in problems] == ["unknown-is-yes"]
    assert left_out.strip(", ").partition(":")[0] in problems[0].message


def test_an_input_that_no_row_refuses_need_not_be_known() -> None:
    rows = SAFE.replace('  - {if: {years: "< 3"}, then: {answer: "no"}}\n', "")
    rows = rows.replace(', years: ">= 3"', "")
    assert _codes(rows) == []


def test_a_favourable_word_that_is_no_result_is_refused() -> None:
    with pytest.raises(DefinitionError) as caught:
        _table(SAFE, "[maybe]")
    assert [one.code for one in caught.value.problems] == ["unknown-choice"]


def _shipped() -> list[DecisionTable]:
    library = Library((shipped_folder(),))
    found = (library.rules(one.id) for one in library.sources("decision"))
    return [one for one in found if isinstance(one, DecisionTable)]


TAKEN_FOR_YES = {"unknown-is-yes", "favourable-catch-all"}
JUDGING = [one for one in _shipped() if any(o.favourable for o in one.outputs)]


def test_the_tables_that_let_something_pass_say_what_passing_is() -> None:
    assert {one.name for one in JUDGING} == {
        *("facility", "competition", "leader", "admission", "pilot_decision", "readiness"),
        *("consensus", "group_formation", "health_colour", "trouble"),
    }


@pytest.mark.parametrize("table", JUDGING, ids=lambda one: one.name)
def test_nothing_known_is_never_favourable(table: DecisionTable) -> None:
    nothing = dict.fromkeys(one.name for one in table.inputs)
    outputs = prepare(table).decide(nothing).outputs
    assert not any(outputs[one.name] in one.favourable for one in table.outputs)


@pytest.mark.parametrize("table", JUDGING, ids=lambda one: one.name)
def test_an_input_that_becomes_unknown_opens_no_way_that_a_known_value_closes(
    table: DecisionTable,
) -> None:
    assert [one for one in check(table) if one.code in TAKEN_FOR_YES] == []
