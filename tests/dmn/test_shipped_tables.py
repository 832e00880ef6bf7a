"""Every table and country profile that ships: sound, explained, in two languages, exemplified."""

from pathlib import Path

import pytest

from engine.definitions.reading.countries import CountryProfile, load_country
from engine.definitions.reading.table_yaml import is_table, load_table
from engine.definitions.reading.table_yaml_writer import to_yaml
from engine.definitions.reading.yaml_source import read
from engine.dmn.analysis import check
from engine.dmn.decide import evaluate, prepare
from engine.dmn.explain import explain
from engine.dmn.masks import compile_table
from engine.dmn.table import DecisionTable, Words
from engine.source import DefinitionError

RULES = Path(__file__).parents[2] / "rules"
TABLES = {
    path.stem: load_table(path) for path in sorted(RULES.glob("*.yaml")) if is_table(read(path))
}
COUNTRIES = {path.stem: load_country(path) for path in sorted((RULES / "countries").glob("*.yaml"))}
DT = {
    "DT1": ["legal_form"],
    "DT2": ["pilot_screening", "pilot_decision", "trust_needed", "strategic_screening"],
    "DT3": ["readiness"],
    "DT4": ["health", "health_colour"],
    "DT5": ["admission"],
    "DT6": ["cost_sharing", "cost_sharing_check"],
    "DT7": ["leader", "leader_score", "leader_flags"],
    "DT8": ["group_formation"],
    "DT9": ["competition"],
    "DT10": ["facility"],
    "DT11": ["trouble"],
}
BY_NAME = pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)


def _bilingual(words: Words) -> bool:
    return isinstance(words, dict) and bool(words.get("en")) and bool(words.get("es"))


def test_every_decision_table_of_the_domain_ships() -> None:
    assert {name for names in DT.values() for name in names} <= TABLES.keys()


@BY_NAME
def test_a_shipped_table_has_no_gap_overlap_dead_row_or_failing_example(
    table: DecisionTable,
) -> None:
    assert [str(problem) for problem in check(table)] == []


@BY_NAME
def test_a_shipped_table_says_why_in_two_languages(table: DecisionTable) -> None:
    assert _bilingual(table.title)
    assert _bilingual(table.question)
    assert table.source
    assert [one.name for one in table.inputs if not _bilingual(one.ask)] == []
    assert [number for number, row in enumerate(table.rows, 1) if not _bilingual(row.why)] == []
    assert [number for number, row in enumerate(table.rows, 1) if not row.source] == []
    assert [one.name for one in table.parameters if not (one.unit and one.source)] == []
    labels = [one.labels for one in table.inputs] + [one.labels for one in table.outputs]
    assert all(_bilingual(label) for named in labels for label in named.values())


@BY_NAME
def test_a_shipped_table_answers_the_same_fast_and_explained(table: DecisionTable) -> None:
    prepared = prepare(table)
    fast = compile_table(prepared)
    for example in table.examples:
        decision = prepared.decide(example.given, explain=True)
        assert fast(example.given) == decision.value
        assert len(decision.matched) + len(decision.misses) == len(table.rows)


@BY_NAME
def test_a_shipped_table_survives_writing(table: DecisionTable) -> None:
    assert load_table(to_yaml(table)) == table


def test_every_row_of_a_first_table_is_reached_by_an_example_or_stands_alone() -> None:
    reached = {
        evaluate(TABLES["readiness"], one.given).rows for one in TABLES["readiness"].examples
    }
    assert reached == {(number,) for number in range(1, 7)}


def test_a_decision_is_explained_row_by_row() -> None:
    facts = {"hard_unmet": 0, "hard_unknown": 0, "required_open": 0}
    assert explain(evaluate(TABLES["readiness"], facts, explain=True)) == (
        "readiness: not ready\n"
        "  row 6: Too many of the soft criteria are open [D]\n"
        "not matching:\n"
        "  row 1: hard_unmet is 0; the row wants > 0\n"
        "  row 2: hard_unknown is 0; the row wants > 0\n"
        "  row 3: required_open is 0; the row wants > 0\n"
        "  row 4: soft_share is not known; the row wants >= ready_share (0.8)\n"
        "  row 5: soft_share is not known; the row wants >= conditional_share (0.6)\n"
        "note: soft_share is not known"
    )


def test_an_organisation_changes_a_threshold() -> None:
    stricter = TABLES["readiness"].with_parameters({"conditional_share": 0})
    facts = {"hard_unmet": 0, "hard_unknown": 0, "required_open": 0, "soft_share": 0}
    assert evaluate(stricter, facts).value == "ready_with_conditions"


@pytest.mark.parametrize("profile", COUNTRIES.values(), ids=COUNTRIES)
def test_a_country_profile_gives_dates_and_sources(profile: CountryProfile) -> None:
    assert profile.checked_on is not None
    assert _bilingual(profile.country)
    assert _bilingual(profile.note)
    assert profile.sources
    assert all(one.fields for one in profile.forms.values())


def test_the_country_decides_part_of_the_legal_form() -> None:
    table = TABLES["legal_form"]
    moroccan = next(one for one in table.examples if one.title == "A Moroccan consortium of firms")
    given = {**moroccan.given, **COUNTRIES["ma"].facts}
    assert evaluate(table, given).outputs["form"] == "interest_group"
    given |= {"country_has_gie": False, "country_has_export_consortium": True}
    assert evaluate(table, given).outputs["form"] == "export_consortium"


def test_a_country_value_without_a_listed_source_is_refused() -> None:
    text = (RULES / "countries" / "ma.yaml").read_text("utf-8").replace("source: S10", "source: S1")
    with pytest.raises(DefinitionError, match=r"gives the source 'S1', which is not listed; did"):
        load_country(text)
