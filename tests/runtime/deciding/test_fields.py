"""Values as people give them: what each kind of field takes, at its bounds and beyond them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from engine.case import messages as m
from engine.definitions.workflow import Field, FieldKind, RecordType
from engine.runtime.deciding.fields import LONGEST_TEXT, Wrong, find_firm, read_fields, read_number
from engine.runtime.situation import Situation
from tests.runtime.plan import DAY, PLAN, given, start

K = FieldKind
NETWORK = given(
    start(),
    m.MemberAdded("anka", "Anka Textiles"),
    m.MemberAdded("bora", "Bora"),
    m.MemberAdded("bora2", "BORA"),
    m.ProjectAdded("fair", "Joint fair", "k", "kind"),
)


def read(field: Field, value: Any) -> tuple[Any, list[str]]:
    """Return what one field keeps of a value, or None and the reasons why not."""
    kind = RecordType("thing", "Thing", {field.id: field})
    fields, reasons = read_fields(NETWORK, kind, {field.id: value})
    return fields.get(field.id), reasons


@pytest.mark.parametrize(
    ("kind", "more", "value", "kept"),
    [
        (K.TEXT, {}, "words", "words"),
        (K.TEXT, {}, 12, "12"),
        (K.TEXT, {}, "x" * LONGEST_TEXT, "x" * LONGEST_TEXT),
        (K.NUMBER, {}, "12", 12),
        (K.NUMBER, {}, " 12 ", 12),
        (K.NUMBER, {}, "12.0", 12),
        (K.NUMBER, {}, "12.50", Decimal("12.5")),
        (K.NUMBER, {}, -3, -3),
        (K.NUMBER, {}, Decimal("0.1"), Decimal("0.1")),
        (K.NUMBER, {"low": 0, "high": 5}, "0", 0),
        (K.NUMBER, {"low": 0, "high": 5}, "5", 5),
        (K.MONEY, {"low": 0}, "0.01", Decimal("0.01")),
        (K.YES_NO, {}, "yes", True),
        (K.YES_NO, {}, " Sí ", True),
        (K.YES_NO, {}, "OUI", True),
        (K.YES_NO, {}, True, True),
        (K.YES_NO, {}, "no", False),
        (K.YES_NO, {}, False, False),
        (K.YES_NO, {}, "0", False),
        (K.YES_NO, {}, 1, True),
        (K.DATE, {}, "2026-02-28", "2026-02-28"),
        (K.DATE, {}, "today", DAY.isoformat()),
        (K.DATE, {}, date(2026, 1, 1), "2026-01-01"),
        (K.CHOICE, {"of": ("open", "group")}, "open", "open"),
        (K.MEMBER, {}, "anka", "anka"),
        (K.MEMBER, {}, "anka TEXTILES", "anka"),
        (K.PROJECT, {}, "fair", "fair"),
        (K.PERSON, {}, {"person": "p1"}, {"person": "p1"}),
        (K.PICTURE, {}, {"picture": "d", "name": "n"}, {"picture": "d", "name": "n"}),
        (K.SCORES, {}, {"price": "3", "time": 2}, {"price": 3, "time": 2}),
        (K.SCORES, {"of": ("price",), "low": 0, "high": 5}, {"price": 5}, {"price": 5}),
        (K.MEMBER, {"many": True}, "anka, bora", ["anka", "bora"]),
        (K.MEMBER, {"many": True}, ("anka",), ["anka"]),
        (K.MEMBER, {"many": True}, "", []),
        (K.NUMBER, {"many": True}, 7, [7]),
        (K.CHOICE, {"many": True, "of": ("a", "b")}, " a , b ,", ["a", "b"]),
    ],
)
def test_a_value_that_fits_is_kept_as_its_kind_keeps_it(
    kind: FieldKind, more: dict[str, Any], value: Any, kept: Any
) -> None:
    found, reasons = read(Field("it", kind, **more), value)
    assert (found, reasons) == (kept, [])
    assert type(found) is type(kept)


@pytest.mark.parametrize(
    ("kind", "more", "value", "word"),
    [
        (K.TEXT, {}, "x" * (LONGEST_TEXT + 1), str(LONGEST_TEXT)),
        (K.NUMBER, {}, "twelve", "'twelve'"),
        (K.NUMBER, {}, "", "''"),
        (K.NUMBER, {}, True, "True"),
        (K.NUMBER, {}, "NaN", "NaN"),
        (K.NUMBER, {}, "Infinity", "Infinity"),
        (K.NUMBER, {"low": 0, "high": 5}, "-1", "below 0"),
        (K.NUMBER, {"low": 0, "high": 5}, "6", "above 5"),
        (K.NUMBER, {"high": 5}, "5.01", "above 5"),
        (K.YES_NO, {}, "maybe", "'maybe'"),
        (K.YES_NO, {}, "", "''"),
        (K.DATE, {}, "2026-02-29", "'2026-02-29'"),
        (K.DATE, {}, "28/2/2026", "'28/2/2026'"),
        (K.CHOICE, {"of": ("open", "group")}, "opne", "'open'"),
        (K.CHOICE, {"of": ("open", "group")}, "zzz", "open, group"),
        (K.MEMBER, {}, "cyd", "'cyd'"),
        (K.MEMBER, {}, "Bora ", "'Bora '"),
        (K.PROJECT, {}, "dye", "fair"),
        (K.PERSON, {}, "Maria", "'Maria'"),
        (K.PERSON, {}, {"person": "p", "name": "Maria"}, "Maria"),
        (K.PICTURE, {}, {"picture": "d"}, "picture"),
        (K.SCORES, {}, "3", "it.name=3"),
        (K.SCORES, {"of": ("price",)}, "3", "it.price=3"),
        (K.SCORES, {"of": ("price",)}, {"prize": 3}, "'prize'"),
        (K.SCORES, {"high": 5}, {"price": 6}, "above 5"),
        (K.MEMBER, {"many": True}, "anka, cyd", "'cyd'"),
    ],
)
def test_a_value_that_does_not_fit_is_named_with_its_field(
    kind: FieldKind, more: dict[str, Any], value: Any, word: str
) -> None:
    found, [reason] = read(Field("it", kind, **more), value)
    assert found is None
    assert reason.startswith("it: ")
    assert word in reason


@pytest.mark.parametrize(
    ("text", "fits"),
    [("1e30", True), ("1e31", False), ("9.99e30", True), ("1e-30", True), ("1e-31", False)],
)
def test_numbers_lie_within_a_sensible_range(text: str, fits: bool) -> None:
    if fits:
        assert read_number(text) == Decimal(text)
    else:
        with pytest.raises(Wrong):
            read_number(text)


@pytest.mark.parametrize("value", [None, 1.5, [], b"1"])
def test_what_is_neither_text_nor_an_exact_number_is_no_number(value: Any) -> None:
    with pytest.raises(Wrong):
        read_number(value)


# --- whole records ------------------------------------------------------------------------------

THING = RecordType(
    "thing",
    "Thing",
    {
        "needed": Field("needed", K.NUMBER, required=True),
        "also": Field("also", K.TEXT, required=True),
        "points": Field("points", K.SCORES, of=("quality", "price")),
        "note": Field("note", K.TEXT),
    },
)


@pytest.mark.parametrize(
    ("told", "fields", "missing"),
    [
        ({"needed": 1, "also": "a"}, {"needed": 1, "also": "a"}, 0),
        ({"also": "a"}, {"also": "a"}, 1),
        ({}, {}, 2),
        ({"needed": 0, "also": ""}, {"needed": 0, "also": ""}, 0),  # nothing is something too
    ],
)
def test_what_is_needed_and_not_given_is_missing(
    told: dict[str, Any], fields: dict[str, Any], missing: int
) -> None:
    found, reasons = read_fields(NETWORK, THING, told)
    assert found == fields
    assert len(reasons) == missing
    assert all("missing" in reason for reason in reasons)


def test_a_needed_field_given_wrong_is_wrong_and_not_also_missing() -> None:
    _fields, [reason] = read_fields(NETWORK, THING, {"needed": "x", "also": "a"})
    assert "missing" not in reason


def test_entries_of_a_map_are_given_one_by_one_and_gathered() -> None:
    told = {"needed": 1, "also": "a", "points.quality": "3", "points.price": 2}
    fields, reasons = read_fields(NETWORK, THING, told)
    assert (fields["points"], reasons) == ({"quality": 3, "price": 2}, [])


def test_a_dot_in_any_other_name_is_part_of_the_name() -> None:
    _fields, reasons = read_fields(
        NETWORK, THING, {"needed": 1, "also": "a", "note.x": "1", "zzz.x": "1"}
    )
    assert ["'note.x'" in reasons[0], "'zzz.x'" in reasons[1]] == [True, True]


def test_a_field_nobody_knows_is_answered_with_the_nearest_or_with_all() -> None:
    given_well = {"needed": 1, "also": "a"}
    assert "'note'" in read_fields(NETWORK, THING, given_well | {"nota": "x"})[1][0]
    assert "needed, also" in read_fields(NETWORK, THING, given_well | {"qqqq": "x"})[1][0]


# --- firms --------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["anka", "Anka Textiles", "ANKA TEXTILES"])
def test_a_firm_is_found_by_id_or_whole_name(word: str) -> None:
    assert find_firm(NETWORK, word) == "anka"


@pytest.mark.parametrize("word", ["", "ank", "Anka", "cyd"])
def test_a_part_of_a_name_is_no_name(word: str) -> None:
    with pytest.raises(Wrong):
        find_firm(NETWORK, word)


def test_a_name_two_firms_bear_is_nobodys() -> None:
    twins = given(start(), m.MemberAdded("b1", "Bora"), m.MemberAdded("b2", "BORA"))
    with pytest.raises(Wrong):
        find_firm(twins, "bora")
    assert find_firm(NETWORK, "bora") == "bora"  # but an id is an id


def test_a_project_asks_its_network_for_firms_and_projects() -> None:
    kind = replace(PLAN, digest="kind")
    network = Situation(NETWORK.case, PLAN, DAY, {"kind": kind})
    fields = {"who": Field("who", K.MEMBER), "of": Field("of", K.PROJECT)}
    found, reasons = read_fields(
        network.within("fair"), RecordType("r", "R", fields), {"who": "anka", "of": "fair"}
    )
    assert (found, reasons) == ({"who": "anka", "of": "fair"}, [])


@pytest.mark.parametrize(
    ("value", "kept"), [("31/12", "31/12"), (" 1/3 ", "01/03"), ("28/2", "28/02")]
)
def test_a_day_of_the_year_is_kept_with_two_digits(value: str, kept: str) -> None:
    assert read(Field("end", K.YEAR_DAY), value) == (kept, [])


@pytest.mark.parametrize("value", ["29/02", "31/11", "31", "x/y", "0/1", ""])
def test_a_day_that_not_every_year_has_is_told(value: str) -> None:
    kept, reasons = read(Field("end", K.YEAR_DAY), value)
    assert kept is None
    assert "is no day that every year has" in reasons[0]


@pytest.mark.parametrize(("value", "kept"), [("b", "b"), ("zzz", None)])
@pytest.mark.parametrize("within", ["", "fair"])
def test_a_ballot_is_one_of_the_network_there_and_in_its_projects(
    within: str, value: str, kept: str | None
) -> None:
    situation = given(
        Situation(NETWORK.case, PLAN, DAY, {"kind": PLAN}),
        m.BallotOpened("b", "Go?", "majority", 1, ("anka",)),
    )
    kind = RecordType("thing", "Thing", {"by": Field("by", K.BALLOT)})
    fields, reasons = read_fields(situation.within(within), kind, {"by": value})
    assert fields.get("by") == kept
    assert bool(reasons) is (kept is None)
