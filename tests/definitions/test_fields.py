"""Typed reading of fields: what is wrong is told with place, expectation and suggestion."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

import pytest

from engine.definitions.reading.fields import Fields, Reader
from engine.definitions.reading.yaml_source import read
from engine.source import DefinitionError, Text


class _Kind(StrEnum):
    NETWORK = "network"
    PROJECT = "project"


_KNOWN = ("title", "value", "hard", "due", "kind", "checked", "proof", "when", "tasks")


def _fields(yaml: str) -> Fields:
    return Reader().fields(read(Text("t", yaml)), "step", _KNOWN)


def _sentences(fields: Fields) -> list[str]:
    return [str(problem) for problem in fields.reader.problems]


def test_fields_come_out_typed() -> None:
    fields = _fields(
        "title: {en: Meeting, es: Reunión}\nvalue: 0.80\nhard: true\ndue: P35D\nkind: project\n"
        "checked: 2026-03-31\nproof: [list, letter]\nwhen: true\n"
    )
    assert fields.words("title") == {"en": "Meeting", "es": "Reunión"}
    assert fields.number("value") == Decimal("0.80")
    assert fields.boolean("hard") is True
    assert fields.duration("due") == "P35D"
    assert fields.choice("kind", _Kind) is _Kind.PROJECT
    assert fields.date("checked") == date(2026, 3, 31)
    assert fields.texts("proof") == ("list", "letter")
    assert fields.formula("when").body == "true"
    assert _sentences(fields) == []


def test_missing_fields_give_their_defaults() -> None:
    fields = _fields("title: x")
    assert fields.number("value", 5) == 5
    assert fields.boolean("hard", default=True) is True
    assert fields.duration("due", "P1D") == "P1D"
    assert fields.choice("kind", _Kind, _Kind.NETWORK) is _Kind.NETWORK
    assert fields.texts("proof") == ()
    assert fields.date("checked") is None
    assert _sentences(fields) == []


def test_a_text_is_what_was_written() -> None:
    assert _fields("title: 1.10").text("title") == "1.10"


def test_unknown_and_missing_fields_are_told() -> None:
    fields = _fields("titel: Meeting")
    fields.words("title")
    assert _sentences(fields) == [
        "t:1:1: 'titel' is not a field of this step; did you mean 'title'?; expected: "
        + ", ".join(_KNOWN),
        "t:1:1: this step has no 'title'; add it",
    ]


@pytest.mark.parametrize(
    ("yaml", "getter", "sentence"),
    [
        ("value: many", "number", "t:1:8: 'value' of this step is 'many'; expected: a number"),
        ("value: true", "number", "t:1:8: 'value' of this step is 'true'; expected: a number"),
        ("value: 1.5", "integer", "t:1:8: 'value' of this step is 1.5; expected: a whole number"),
        ("value: yes", "boolean", "t:1:8: 'value' of this step is 'yes'; expected: true or false"),
        ("value: [a]", "text", "t:1:8: 'value' of this step is a list; expected: a text"),
        ("value: {a: b}", "text", ("t:1:8: 'value' of this step is a group of named fields; "
         "expected: a text")),
        ("value:", "text", "t:1:7: 'value' of this step is empty; expected: a text"),
        ("value: {English: b}", "words", ("t:1:9: 'English' is not the tag of a language; "
         "expected: en, es, fr, ar_MA ...; "
                "a text with a comma goes in quotes")),
        ("value: 35 days", "duration", ("t:1:8: 'value' of this step is '35 days'; expected: "
         "a length of time such as P35D, P2W, P3M")),
        ("value: PT", "duration", ("t:1:8: 'value' of this step is 'PT'; expected: "
         "a length of time such as P35D, P2W, P3M")),
        ("value: 31.3.2026", "date", ("t:1:8: 'value' of this step is '31.3.2026'; expected: "
         "a date such as 2026-03-31")),
        ("value: {a: 1}", "items", ("t:1:8: 'value' of this step is a group of named fields; "
         "expected: a list")),
        ("value: []", "formula", "t:1:8: 'value' of this step is a list; expected: a formula"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_told_with_what_was_expected(
    yaml: str, getter: str, sentence: str
) -> None:
    fields = _fields(yaml)
    getattr(fields, getter)("value")
    assert _sentences(fields) == [sentence]


def test_a_wrong_choice_is_answered_with_the_nearest() -> None:
    fields = _fields("kind: netwrk")
    assert fields.choice("kind", _Kind) is _Kind.NETWORK
    assert _sentences(fields) == [
        (
            "t:1:7: 'kind' of this step is 'netwrk'; did you mean 'network'?; "
            "expected: network, project"
        )
    ]


def test_ids_are_snake_case() -> None:
    fields = _fields("tasks: {open_meeting: 1, Open-Meeting: 2}")
    assert [entry.key for entry in fields.ids("tasks", "step")] == ["open_meeting", "Open-Meeting"]
    assert _sentences(fields) == [
        (
            "t:1:26: 'Open-Meeting' cannot be an id (step); "
            "use small letters, digits and _, beginning with a letter"
        )
    ]


def test_a_list_where_fields_are_wanted_is_told() -> None:
    reader = Reader()
    reader.fields(read(Text("t", "- a")), "step", _KNOWN)
    with pytest.raises(DefinitionError, match=r"t:1:1: step is a list; expected: named fields"):
        reader.finish()
