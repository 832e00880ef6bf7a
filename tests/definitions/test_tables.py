"""Decision tables in YAML: read, refused with reasons, written back as the same table."""

from decimal import Decimal

import pytest
from hypothesis import given, settings

from engine.definitions.reading.table_yaml import load_table
from engine.definitions.reading.table_yaml_writer import to_yaml
from engine.dmn.table import Cell, DecisionTable, HitPolicy, TableParameter
from engine.feel import Date
from engine.feel.temporal import parse_date
from engine.source import DefinitionError, Text
from tests.dmn.strategies import tables

YAML = """\
format: consort/1
id: unido.legal_form
decision: legal_form
question: {en: Which legal form?, es: ¿Qué forma jurídica?}
hit: first
parameters:
  short: {value: 12, unit: months, why: one season, source: "[D]"}
inputs:
  in_group_name: {type: boolean, ask: Will the group sell in its own name?}
  horizon: {type: number, unit: months}
  kind: {type: string, of: [fair, purchase]}
  since: {type: date}
  total: {type: number, from: price * amount}
outputs:
  form: {type: string, of: {network: Network agreement, company: {en: Company, es: Sociedad}}}
  advice: {type: string}
  tags: {type: list<string>}
rows:
  - id: light
    if: {in_group_name: false, horizon: "<= short", kind: fair, since: '< date("2026-01-01")'}
    then: {form: network, advice: 'Ask a lawyer, if in doubt', tags: [light, quick]}
    why: {en: Light, es: Ligera}
    source: "[S12][D]"
  - if: {kind: [fair, purchase], horizon: 24}
    then: {form: company, advice: ':= "for " + string(horizon) + " months"', tags: []}
  - if: {kind: not(fair)}
    then: {form: '"company"'}
default: {form: network}
examples:
  - title: Two fairs
    given: {in_group_name: false, horizon: 6, kind: fair, since: 2025-12-31, price: 2, amount: 3}
    expect: {form: network}
"""


def test_a_table_is_read_with_plain_words_as_texts() -> None:
    table = load_table(Text("t.yaml", YAML))
    assert (table.id, table.name, table.hit) == ("unido.legal_form", "legal_form", HitPolicy.FIRST)
    assert table.parameters == (TableParameter("short", 12, "months", "one season", "[D]"),)
    assert [one.expression.text for one in table.inputs[-2:]] == ["since", "price * amount"]
    assert table.inputs[2].allowed == Cell('"fair", "purchase"')
    assert table.outputs[0].labels == {
        "network": "Network agreement",
        "company": {"en": "Company", "es": "Sociedad"},
    }
    assert [[cell.text for cell in row.tests] for row in table.rows] == [
        ["false", "<= short", '"fair"', '< date("2026-01-01")', "-"],
        ["-", "24", '"fair", "purchase"', "-", "-"],
        ["-", "-", 'not("fair")', "-", "-"],
    ]
    assert [[cell.text for cell in row.results] for row in table.rows] == [
        ['"network"', '"Ask a lawyer, if in doubt"', '["light", "quick"]'],
        ['"company"', '"for " + string(horizon) + " months"', "[]"],
        ['"company"', "null", "null"],
    ]
    (example,) = table.examples
    assert example.given["since"] == parse_date("2025-12-31")
    assert isinstance(example.given["since"], Date)


def test_every_cell_knows_its_place() -> None:
    table = load_table(Text("t.yaml", YAML))
    places = [str(cell.span) for cell in (*table.rows[0].tests[:3], table.rows[0].results[1])]
    assert places == ["t.yaml:20:25", "t.yaml:20:42", "t.yaml:20:59", "t.yaml:21:36"]


def test_what_is_written_reads_back_as_the_same_table() -> None:
    table = load_table(Text("t.yaml", YAML))
    assert load_table(Text("again", to_yaml(table))) == table


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("hit: first", "hit: frist", "t:5:6: 'hit' of this decision table is 'frist'; did "),
        ("horizon: 24", "horizn: 24", "t:24:34: 'horizn' is not a field of this "),
        ("decision: legal_form\n", "", "t:1:1: this is not a decision table: it names no"),
        ("id: unido.legal_form\n", "", "t:1:1: this decision table has no 'id'; add it"),
        ("then: {form: '\"company\"'}", "why: x", "t:26:5: this row has no 'then'; add it"),
        ("expect: {form: network}", "expect: {from: network}", "t:32:14: 'from' is not a field of"),
        ("value: 12, ", "", "t:7:10: this parameter has no 'value'; add it"),
        ("kind: not(fair)", "kind: {a: b}", "t:26:16: the cell 'kind' is not a text; write"),
        ("2025-12-31", "31.12.2025", 't:31:66: this value: "31.12.2025" is no date'),
    ],
)  # fmt: skip
def test_a_mistake_names_its_place_and_what_to_do(old: str, new: str, problem: str) -> None:
    assert old in YAML
    with pytest.raises(DefinitionError) as error:
        load_table(Text("t", YAML.replace(old, new)))
    assert [str(one)[: len(problem)] for one in error.value.problems] == [problem]


def test_a_table_without_examples_is_refused() -> None:
    with pytest.raises(DefinitionError, match="this decision table has no examples; add examples"):
        load_table(YAML[: YAML.index("examples:")])


def test_a_table_without_rows_is_refused() -> None:
    start, end = YAML.index("rows:"), YAML.index("default:")
    with pytest.raises(DefinitionError, match="this decision table has no rows"):
        load_table(YAML[:start] + "rows: []\n" + YAML[end:])


@settings(max_examples=100, deadline=None)
@given(tables())
def test_any_table_survives_the_way_through_yaml(table: DecisionTable) -> None:
    assert load_table(to_yaml(table)) == table


def test_numbers_keep_their_digits() -> None:
    table = load_table(Text("t", YAML.replace("value: 12", "value: 0.80")))
    assert str(table.parameters[0].value) == "0.80"
    again = load_table(to_yaml(table)).parameters[0].value
    assert (again, type(again)) == (Decimal("0.80"), Decimal)
