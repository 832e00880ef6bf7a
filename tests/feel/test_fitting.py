"""Values from outside become values of their declared type, or are told by member."""

from datetime import date
from typing import Any

import pytest

from engine.feel import from_python, literal, parse_type
from engine.feel.fitting import declared, fit, read
from engine.feel.types import ANY, NUMBER, STRING, Constrained

EMPLOYEE = "context<name: string, start date: date, grades: list<number>>"


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("2026-03-01", "date", '@"2026-03-01"'),
        ('"2026-03-01"', "date", '@"2026-03-01"'),
        ('@"2026-03-01"', "date", '@"2026-03-01"'),
        ('date("2026-03-01")', "date", '@"2026-03-01"'),
        ("2026-03-01", "date and time", '@"2026-03-01T00:00:00"'),
        ("2026-03-01T10:00:00Z", "date and time", '@"2026-03-01T10:00:00Z"'),
        ("14:30:00", "time", '@"14:30:00"'),
        ("P1DT2H", "days and time duration", '@"P1DT2H"'),
        ("P18M", "years and months duration", '@"P1Y6M"'),
        ("-1.20", "number", "-1.2"),
        ("yes", "boolean", "true"),
        ("No", "boolean", "false"),
        ("true", "boolean", "true"),
        ("true", "string", '"true"'),
        ("fair, or not", "string", '"fair, or not"'),
        ('"fair"', "string", '"fair"'),
        ("a, b", "list<string>", '["a", "b"]'),
        ('["a, b"]', "list<string>", '["a, b"]'),
        ("2026-03-01", "list<date>", '[@"2026-03-01"]'),
        ('{"a": "2026-03-01"}', "context<a: date>", '{a: @"2026-03-01"}'),
        ("{a: 1, b: 2}", "context<a: number>", "{a: 1, b: 2}"),
        ("[1..3]", "range<number>", "[1..3]"),
        ("2026-03-01", "Any", '@"2026-03-01"'),
        ("12", "Any", "12"),
        ("hello", "Any", '"hello"'),
        ("1-3", "Any", '"1-3"'),
        ("null", "number", "null"),
        ("", "string", "null"),
    ],
)
def test_a_text_by_hand_is_read_by_its_type(text: str, kind: str, value: str) -> None:
    assert read(text, parse_type(kind), "x").misfits == ()
    assert literal(read(text, parse_type(kind), "x").value) == value


@pytest.mark.parametrize(
    ("text", "kind", "misfit"),
    [
        ("2026-13-01", "date", 'x: "2026-13-01" is no date; write it like 2026-03-01'),
        ("12:61:00", "time", 'x: "12:61:00" is no time; write it like 14:30:00'),
        ("2026-03-01", "number", 'x: "2026-03-01" is no number; write it like 12.5'),
        ("1,5", "number", 'x: "1,5" is no number; write it like 12.5'),
        ("1 + 1", "number", 'x: "1 + 1" is no number; write it like 12.5'),
        ("true", "number", "x: true is a boolean, not a number; write it like 12.5"),
        ("[1,2]", "number", "x: [1, 2] is a list, not a number; write it like 12.5"),
        ("1", "boolean", "x: 1 is a number, not a boolean; write it like true"),
        ("P1Y", "days and time duration", 'x: @"P1Y" is a years and months duration, not a'),
        ("1, b", "list<number>", 'x[2]: "b" is no number; write it like 12.5'),
        ("{a: 1}", "context<a: string>", "x.a: 1 is a number, not a string"),
        ("nonsense", "context<a: string>", 'x: "nonsense" is a string, not a context<a: string>'),
    ],
)
def test_a_text_that_does_not_fit_says_what_would(text: str, kind: str, misfit: str) -> None:
    found = read(text, parse_type(kind), "x")
    assert found.value is None
    assert found.misfits[0].startswith(misfit)


def test_every_member_of_json_is_held_to_its_own_type() -> None:
    kind = parse_type(EMPLOYEE)
    given = {"name": "Ana", "start date": "2026-03-01", "grades": 2, "more": "2026-03-01"}
    value, misfits = fit(given, kind, "employee")
    assert misfits == ()
    assert value == {
        "name": "Ana",
        "start date": from_python(date(2026, 3, 1)),
        "grades": [2],
        "more": "2026-03-01",
    }


def test_what_does_not_fit_is_told_by_member_all_at_once() -> None:
    given = {"name": 3, "startdate": "2026-03-01", "grades": [1, "2"]}
    value, misfits = fit(given, parse_type(EMPLOYEE), "employee")
    assert value is None
    assert misfits == (
        "employee.name: 3 is a number, not a string",
        "employee.start date is missing (did you mean 'startdate'?)",
        'employee.grades[2]: "2" is no number; write it like 12.5',
    )


def test_a_member_that_is_no_date_names_itself() -> None:
    found = fit({"Date": "2020-13-01"}, parse_type("context<Date: date>"), "tViolation")
    assert found.misfits == ('tViolation.Date: "2020-13-01" is no date; write it like 2026-03-01',)


def test_values_of_python_are_no_texts_where_texts_are_not_meant() -> None:
    assert fit("2026-03-01", parse_type("date"), "d", texts=False).misfits


def test_a_value_that_is_not_allowed_names_those_that_are() -> None:
    colours = Constrained(STRING, lambda value: value in {"red", "green"}, '"red", "green"')
    assert read("red", colours, "light").value == "red"
    assert read("blue", colours, "light").misfits == (
        'light: "blue" is not allowed; allowed: "red", "green"',
    )


@pytest.mark.parametrize(
    ("text", "kind"), [("number", NUMBER), ("", ANY), ("tNowhere", ANY), ("list<", ANY)]
)
def test_a_declaration_nobody_understands_lets_every_value_pass(text: str, kind: Any) -> None:
    assert declared(text) == kind
