"""Tables of others become files of ours that load, or are refused with the reason and the place."""

from dataclasses import replace
from pathlib import Path

import pytest

from engine.dmn.adoption import MOST_EXAMPLES, adopted, examples_of
from engine.dmn.analysis import check
from engine.dmn.decide import prepare
from engine.dmn.table import Aggregator, Cell, DecisionTable, HitPolicy, Input, Output
from engine.interchange import read_text, table_in
from engine.source import DefinitionError, NotFound, Rejected
from engine.workbench.table_files import read_table, table_bytes
from tests.dmn.models import given, model
from tests.dmn.tables import table

THEIRS = (
    given("Customer Status", "string")
    + """<decision id="x" name="Discount in %"><informationRequirement>
<requiredInput href="#Customer Status"/></informationRequirement><decisionTable id="t">
<input label="Status?"><inputExpression typeRef="string"><text>Customer Status</text>
</inputExpression></input><output name="in" typeRef="integer"/>
<rule><description>old ones get more</description><inputEntry><text>"old"</text></inputEntry>
<outputEntry><text>if Customer Status = "old" then 10 else 0</text></outputEntry></rule>
<rule><inputEntry><text>"new"</text></inputEntry><outputEntry><text/></outputEntry></rule>
</decisionTable></decision>"""
)


def test_a_foreign_table_loads_and_says_what_it_said() -> None:
    found = adopted(table_in(read_text(model(THEIRS))))
    ours = found.table
    assert (ours.id, ours.name, ours.title) == ("our.discount_in", "discount_in", "Discount in %")
    assert [(one.name, one.ask, one.expression.text) for one in ours.inputs] == [
        ("status", "Status?", "status")
    ]
    assert [(one.name, one.type) for one in ours.outputs] == [("n_in", "number")]
    assert [row.why for row in ours.rows] == ["old ones get more", ""]
    assert ours.rows[0].results[0].text == 'if status = "old" then 10 else 0'
    assert ours.rows[1].results[0].text == "null"
    assert [(one.given, one.expect) for one in ours.examples] == [
        ({"status": "old"}, {"n_in": 10}),
        ({"status": "new"}, {"n_in": None}),
    ]
    assert found.told == (
        "the column 'Status?' is called 'status' here",
        "the column 'in' is called 'n_in' here",
        "the decision 'Discount in %' is called 'discount_in' here",
        "the type 'integer' of 'in' is written 'number' here",
    )


@pytest.mark.parametrize("name", ["o.yaml", "o.dmn", "o.xlsx"])
def test_what_is_written_is_read_back(name: str, tmp_path: Path) -> None:
    ours = adopted(table_in(read_text(model(THEIRS)))).table
    (tmp_path / name).write_bytes(table_bytes(ours, tmp_path / name))
    again = read_table(tmp_path / name)
    assert (again.rows, again.examples) == (ours.rows, ours.examples)
    assert not [one for one in check(again) if one.severity == "error"]


def test_a_table_of_ours_stays_as_it_is() -> None:
    ours = adopted(table_in(read_text(model(THEIRS)))).table
    assert adopted(ours).table == ours
    assert adopted(ours).told == ()


def test_names_that_come_twice_or_have_no_latin_letter_get_ids_of_their_own() -> None:
    inputs = (Input("a b", Cell("a b")), Input("A-B", Cell("x")), Input("\u4f60", Cell("z")))
    rows = table("a | b | c => d", "1 | 2 | 3 => 4").rows
    strange = adopted(DecisionTable("t", "\u4f60", inputs, (Output("A_B"),), rows)).table
    assert strange.name == "decision"
    assert [one.name for one in strange.inputs] == ["a_b", "a_b_2", "column_3"]
    assert [one.name for one in strange.outputs] == ["a_b_3"]


def test_a_table_without_inputs_loads(tmp_path: Path) -> None:
    ours = adopted(table(" => y: number", "=> 2")).table
    (tmp_path / "o.yaml").write_bytes(table_bytes(ours, tmp_path / "o.yaml"))
    assert read_table(tmp_path / "o.yaml").examples[0].expect == {"y": 2}


# -- examples made of the rows


def test_the_examples_that_are_made_hold() -> None:
    made = table(
        "x: number | day: date => y: number",
        "> 5 | - => 1",
        "[1..5] | >= date('2026-01-01') => 2",
        "- | - => 3",
        hit=HitPolicy.FIRST,
    )
    found = list(examples_of(made))
    assert [one.expect for one in found] == [{"y": 1}, {"y": 2}, {"y": 3}]
    for one in found:
        assert prepare(made).decide(one.given).value == one.expect["y"]


@pytest.mark.parametrize(
    ("aggregator", "expect"), [(Aggregator.LIST, {"y": [1, 2]}), (Aggregator.SUM, {"y": 3})]
)
def test_a_table_that_collects_has_examples_too(
    aggregator: Aggregator, expect: dict[str, object]
) -> None:
    made = table(
        "x: number => y: number", "> 5 => 1", "> 7 => 2",
        hit=HitPolicy.COLLECT, aggregator=aggregator,
    )  # fmt: skip
    assert expect in [one.expect for one in examples_of(made)]


def test_inputs_that_are_paths_get_facts_to_walk() -> None:
    made = table("x: number => y: number", "> 5 => 1")
    path = Input("size", Cell("firm.size"), "number")
    (one,) = examples_of(replace(made, inputs=(path,)))
    assert one.given == {"firm": {"size": 6}}


def test_a_large_table_gets_no_more_examples_than_people_read() -> None:
    made = table("x: number => y", *(f"{at} => {at}" for at in range(50)))
    assert len(list(examples_of(made))) == MOST_EXAMPLES


# -- what is refused


@pytest.mark.parametrize(
    ("theirs", "said"),
    [
        (table("x => y"), "the table 't' has no rows"),
        (replace(table("x => y", "1 => 1"), outputs=()), "the table 't' has no outputs"),
        (table("x => y", "1 + => 2"), "the formula ends too early"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(theirs: DecisionTable, said: str) -> None:
    with pytest.raises(DefinitionError, match=said):
        adopted(theirs)


def test_one_of_several_tables_is_chosen_by_name_or_id() -> None:
    body = "".join(
        f'<decision id="id{name}" name="{name}"><decisionTable><output/><rule><outputEntry>'
        f"<text>{at}</text></outputEntry></rule></decisionTable></decision>"
        for at, name in enumerate("AB")
    )
    several = read_text(model(body))
    assert table_in(several, "B").rows[0].results[0].text == "1"
    assert table_in(several, "idB").rows[0].results[0].text == "1"
    with pytest.raises(NotFound, match="has several decision tables, say which: A, B"):
        table_in(several)


@pytest.mark.parametrize("name", ["o.txt", "o", "o.yml"])
def test_another_ending_is_refused_both_ways(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    with pytest.raises(Rejected, match=f"cannot write '{name}': .*its name may end in .yaml, .dmn"):
        table_bytes(table("x => y", "1 => 2"), path)
    with pytest.raises(Rejected, match=f"cannot read '{name}'"):
        read_table(path)


def test_the_reasons_of_rows_are_written_where_editors_show_them() -> None:
    ours = adopted(table_in(read_text(model(THEIRS)))).table
    text = table_bytes(ours, Path("o.dmn")).decode()
    assert "<description>old ones get more</description>" in text
