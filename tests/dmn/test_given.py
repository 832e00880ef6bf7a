"""What a decision is given: names it knows, values of its types, and what is still missing."""

from datetime import date
from typing import Any

import pytest

from engine import interchange
from engine.dmn.decide import prepare
from engine.dmn.given import given_to_model, given_to_table, still_needed
from engine.dmn.table import HitPolicy
from engine.feel import from_python
from engine.source import NotFound, Rejected
from tests.dmn import models
from tests.dmn.models import decision, given, item, literal, model
from tests.dmn.tables import table

FEE = table(
    "day: date | people: number of >= 0 => fee: number",
    ">= date('2026-01-01') | - => 20",
    "- | > 5 => 30",
    "- | - => 40",
    hit=HitPolicy.FIRST,
)
EMPLOYEE = (
    '<itemDefinition name="tE"><itemComponent name="start date"><typeRef>date</typeRef>'
    "</itemComponent></itemDefinition>"
)
STAFF = model(
    EMPLOYEE
    + item("tColour", "string", '<allowedValues><text>"red", "green"</text></allowedValues>')
    + given("employee", "tE")
    + given("colour", "tColour")
    + given("other", "number")
    + decision("Year", literal("employee.start date.year"), "employee")
    + decision("Both", literal("[Year, colour]"), "decision:Year", "colour")
)


def taken(document: bytes, name: str, values: dict[str, Any]) -> dict[str, Any]:
    loaded = interchange.DecisionModel(interchange.read_text(document))
    return given_to_model(loaded, "decision", name).values(values).facts()


def test_a_table_takes_texts_by_the_types_of_its_columns() -> None:
    facts = given_to_table(prepare(FEE)).texts({"day": "2026-03-01", "people": "3"}).facts()
    assert facts == {"day": from_python(date(2026, 3, 1)), "people": 3}
    assert prepare(FEE).decide(facts).value == 20


@pytest.mark.parametrize(
    ("texts", "because"),
    [
        ({"people": "true"}, "people: true is a boolean, not a number"),
        ({"people": "-1"}, "people: -1 is not allowed; allowed: >= 0"),
        ({"poeple": "3"}, "it has no input 'poeple'; it has: day, people (did you mean 'people'?)"),
        ({"day": "1 March"}, 'day: "1 March" is no date; write it like 2026-03-01'),
    ],
)
def test_a_table_refuses_what_it_does_not_know(texts: dict[str, str], because: str) -> None:
    with pytest.raises(Rejected, match=r"cannot decide 't': ") as found:
        given_to_table(prepare(FEE)).texts(texts).facts()
    assert because in str(found.value)


def test_everything_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(Rejected) as found:
        given_to_table(prepare(FEE)).texts({"day": "x", "people": "y", "z": "1"}).facts()
    assert len(found.value.parts) == 3


def test_an_answer_that_hangs_on_what_is_not_known_names_it() -> None:
    facts = given_to_table(prepare(FEE)).texts({"people": "3"}).facts()
    decided = prepare(FEE).decide(facts)
    assert decided.unknown == ("day",)
    refusal = str(still_needed(FEE, decided.unknown))
    assert refusal == "cannot decide 't': day is not known, and the answer hangs on it"


def test_an_answer_that_does_not_hang_on_what_is_missing_is_given() -> None:
    facts = given_to_table(prepare(FEE)).texts({"day": "2026-03-01"}).facts()
    assert prepare(FEE).decide(facts).unknown == ()


def test_a_model_takes_json_by_the_types_of_its_inputs() -> None:
    facts = taken(STAFF, "Both", {"employee": {"start date": "2020-05-01"}, "colour": "red"})
    assert facts == {"employee": {"start date": from_python(date(2020, 5, 1))}, "colour": "red"}


def test_a_decision_that_is_required_may_be_given_instead_of_made() -> None:
    assert taken(STAFF, "Both", {"Year": 2019}) == {"Year": 2019}


def test_an_input_of_another_decision_is_welcome_and_not_used() -> None:
    assert taken(STAFF, "Year", {"other": 3, "colour": "blue"}) == {}


@pytest.mark.parametrize(
    ("values", "because"),
    [
        (
            {"employee": {"start date": "2020-13-01"}},
            'employee.start date: "2020-13-01" is no date',
        ),
        (
            {"employe": {}},
            "it has no input 'employe'; it has: Year, colour, employee (did you mean",
        ),
        ({"colour": "blue"}, 'colour: "blue" is not allowed; allowed: "red", "green"'),
    ],
)
def test_a_model_refuses_what_it_does_not_know(values: dict[str, Any], because: str) -> None:
    with pytest.raises(Rejected) as found:
        taken(STAFF, "Both", values)
    assert because in str(found.value)


def test_a_knowledge_model_takes_its_parameters_and_a_service_its_own_inputs() -> None:
    loan = interchange.DecisionModel(interchange.read_text(models.LOAN))
    assert set(loan.inputs("bkm", "Monthly rate")) == {"sum", "months"}
    assert set(loan.inputs("decisionService", "Offers")) == {"Firm", "Amount"}
    assert set(loan.inputs("decision", "Offer")) == {"Amount", "Rating", "Firm"}


def test_a_decision_without_inputs_says_so() -> None:
    with pytest.raises(Rejected, match="it requires no input, so 'x' would change nothing"):
        taken(model(decision("d", literal("1"))), "d", {"x": 1})


def test_a_decision_is_found_by_name_or_id_and_the_only_one_without() -> None:
    only = model('<decision id="dec_1" name="Fee for all">' + literal("1") + "</decision>")
    loaded = interchange.DecisionModel(interchange.read_text(only))
    for word in ("Fee for all", "dec_1", ""):
        assert loaded.evaluate("decision", word, {}).value == 1


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("Yeer", r"has no decision 'Yeer'; it has: Year, Both \(did you mean 'Year'\?\)"),
        ("", "has several of the kind decision: Year, Both; name one"),
    ],
)
def test_a_decision_that_is_not_there_lists_those_that_are(word: str, said: str) -> None:
    loaded = interchange.DecisionModel(interchange.read_text(STAFF))
    with pytest.raises(NotFound, match=said):
        loaded.evaluate("decision", word, {})


def test_a_model_without_what_is_asked_for_says_so() -> None:
    loaded = interchange.DecisionModel(interchange.read_text(STAFF))
    with pytest.raises(NotFound, match="the model 'Test' has no bkm"):
        loaded.evaluate("bkm", "", {})
