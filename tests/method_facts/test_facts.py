"""What a case says: rows of its records, facts made of more, and what is not there."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from engine.case import messages as m
from engine.case.cluster import Cluster
from engine.definitions.reading.countries import CountryProfile, FormRequirement, LegalForm
from engine.definitions.workflow import Field, FieldKind, RecordType, Workflow
from engine.method_facts.facts import every_row, one_fact, one_row
from engine.method_facts.keeping import Keeping
from engine.method_facts.sources import Sources
from engine.runtime.situation import Situation
from tests.runtime.plan import MEETING, PLAN, after, members, start


def _record(name: str, *fields: Field, key: tuple[str, ...] = (), single: bool = False) -> Any:
    return RecordType(name, name.title(), {one.id: one for one in fields}, key, single=single)


def _text(name: str) -> Field:
    return Field(name, FieldKind.TEXT)


METHOD: Workflow = replace(
    PLAN,
    digest="method-facts",
    records={
        **PLAN.records,
        "network": _record("network", _text("country"), _text("sector"), single=True),
        "legal_form": _record("legal_form", _text("form"), single=True),
        "goal": _record("goal", _text("text"), _text("horizon"), key=("horizon",)),
        "share": _record("share", Field("firm", FieldKind.MEMBER), _text("amount"), key=("firm",)),
    },
)


def _profile(code: str) -> CountryProfile | None:
    asked = {
        "min_members": FormRequirement(3, "[S]"),
        "paid_in": FormRequirement(1, "[S]"),
        "capital_min": FormRequirement("4 to 5 firms", "[S]"),
        "registry": FormRequirement({"en": "the register"}, "[S]"),
    }
    forms = {"association": LegalForm("Association", asked)}
    known = CountryProfile("xx", "Xanadu", date(2026, 1, 1), "", "", {}, forms, {"[S]": "the law"})
    return known if code == "xx" else None


CLUSTERS = {"bursa": Cluster("bursa", "Bursa knitwear", "knitwear", "Bursa", {}, ("dear yarn",))}


def _sources(situation: Situation) -> Sources:
    return Sources(situation, lambda value: f"shown {value['person']}", _profile, CLUSTERS.get)


def _record_fact(name: str, **fields: str) -> m.Command:
    return m.RecordFact(name, fields)


@pytest.fixture
def situation() -> Situation:
    return after(start(METHOD), *members("anka", "bora"))


def test_a_record_that_stands_alone_is_the_last_one(situation: Situation) -> None:
    told = after(situation, _record_fact("network", sector="yarn", country="xx"))
    told = after(told, _record_fact("network", sector="wool"))
    assert one_row(_sources(told), "profile", Keeping("network")) == {
        "sector": "wool",
        "country": "xx",
    }
    assert one_fact(_sources(told), "sector", Keeping("network")) == "wool"


def test_of_records_with_one_key_the_latest_stands(situation: Situation) -> None:
    told = after(
        situation,
        _record_fact("goal", horizon="short", text="first"),
        _record_fact("goal", horizon="long", text="far"),
        _record_fact("goal", horizon="short", text="second"),
    )
    rows = every_row(_sources(told), "objectives", Keeping("goal"))
    assert rows is not None
    assert [row["text"] for row in rows] == ["second", "far"]


def test_a_fact_without_a_place_of_its_own_is_kept_under_its_name(situation: Situation) -> None:
    told = after(situation, _record_fact("goal", horizon="short", text="first"))
    assert every_row(_sources(told), "goal", Keeping()) == [{"horizon": "short", "text": "first"}]


def test_what_nobody_recorded_is_none_and_an_empty_list_is_a_list(situation: Situation) -> None:
    sources = _sources(situation)
    assert one_row(sources, "anything", Keeping("network")) is None
    assert one_fact(sources, "sector", Keeping("network")) is None
    assert every_row(sources, "objectives", Keeping("goal")) == []
    assert every_row(sources, "objectives", Keeping("unheard_of")) is None


def test_a_cluster_says_what_the_network_does_not_say_itself(situation: Situation) -> None:
    drawn = replace(situation, case=replace(situation.case, cluster="bursa"))
    row = one_row(_sources(drawn), "network", Keeping())
    assert row is not None
    assert (row["cluster"], row["sector"], row["challenges"]) == (
        "Bursa knitwear", "knitwear", ["dear yarn"],
    )  # fmt: skip
    assert "opportunities" not in row
    told = after(drawn, _record_fact("network", sector="wool"))
    assert (one_row(_sources(told), "network", Keeping()) or {})["sector"] == "wool"


def test_members_are_told_with_names_shown_and_with_their_share(situation: Situation) -> None:
    told = after(situation, _record_fact("share", firm="anka", amount="40"))
    rows = every_row(_sources(told), "members", Keeping())
    assert rows is not None
    assert [(row["firm"], row.get("contribution")) for row in rows] == [
        ("Anka", "40"),
        ("Bora", None),
    ]
    assert "representative" not in rows[0]


@pytest.mark.parametrize(("present", "percent"), [("0", None), ("1", 50), ("2", 100), ("6", 100)])
def test_attendance_is_a_share_of_those_expected_and_never_more_than_all(
    present: str, percent: int | None, situation: Situation
) -> None:
    fields = {"held_on": "2026-03-02", "present": present}
    told = after(situation, m.TickTask("call"), replace(MEETING, fields=fields))
    rows = every_row(_sources(told), "meetings", Keeping())
    assert rows is not None
    assert rows[0]["date"] == date(2026, 3, 2)
    assert rows[0].get("attendance_percent") == percent


@pytest.mark.parametrize("code", ["", "yy", "../xx"])
def test_a_country_nobody_knows_says_nothing(code: str, situation: Situation) -> None:
    told = after(situation, _record_fact("network", sector="yarn", country=code or "zz"))
    assert one_row(_sources(told), "country", Keeping("network")) is None


def test_a_country_tells_what_it_asks_of_the_form_chosen(situation: Situation) -> None:
    told = after(
        situation,
        _record_fact("network", sector="yarn", country="xx"),
        _record_fact("legal_form", form="A"),
    )
    country = one_row(_sources(told), "country", Keeping("network"))
    assert country is not None
    assert country["form_title"] == "Association"
    assert (country["min_members"], country["paid_in_percent"]) == (3, 100)
    assert country["registry"] == "the register"
    assert "capital_min" not in country
    assert one_fact(_sources(told), "form", Keeping("legal_form")) == "A"
