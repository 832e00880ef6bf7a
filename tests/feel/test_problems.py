"""What people read: refused texts with a caret, and the reason of a null with its place."""

from typing import Any

import pytest

from engine import feel
from engine.source import DefinitionError, Text

REFUSED = {
    "1 +": """\
formula:1:4: the formula ends too early; expected a value
    1 +
       ^""",
    "count(firms": """\
formula:1:12: the formula ends too early; expected )
    count(firms
               ^""",
    "if a > 1 then 2": """\
formula:1:16: the formula ends too early; expected else
    if a > 1 then 2
                   ^""",
    "a >> 1": """\
formula:1:4: did not expect '>' here; expected a value
    a >> 1
       ^""",
    'name = "Amina': """\
formula:1:8: this string has no end; close it with "
    name = "Amina
           ^""",
    "1 /* why": """\
formula:1:3: this comment has no end; close it with */
    1 /* why
      ^^""",
    "[1, 2": """\
formula:1:6: the formula ends too early; expected ]
    [1, 2
         ^""",
    "{a 1}": """\
formula:1:2: did not expect 'a' here; expected a key, then a colon
    {a 1}
     ^""",
    "for firms return 1": """\
formula:1:5: did not expect 'firms' here; expected a name, then 'in'
    for firms return 1
        ^^^^^""",
    "a instance of 5": """\
formula:1:15: did not expect '5' here; expected a type
    a instance of 5
                  ^""",
    "a == 1": """\
formula:1:4: did not expect '=' here; in FEEL it is written =
    a == 1
       ^""",
    "a b": """\
formula:1:3: did not expect 'b' here; expected an operator or the end
    a b
      ^""",
    "f(1, b: 2)": """\
formula:1:7: did not expect ':' here; expected )
    f(1, b: 2)
          ^""",
    "first\n  and (second or": """\
formula:2:17: the formula ends too early; expected a value
      and (second or
                    ^""",
}


@pytest.mark.parametrize("text", REFUSED)
def test_a_text_that_is_not_feel_is_refused_at_its_place(text: str) -> None:
    with pytest.raises(DefinitionError) as refused:
        feel.parse(text, ["a", "firms", "f", "first", "second"])
    assert refused.value.problems[0].drawn() == REFUSED[text]


def test_a_formula_inside_a_file_is_placed_in_the_file() -> None:
    text = Text("rules/health.yaml", "active_members >", line=12, column=15)
    with pytest.raises(DefinitionError, match=r"rules/health\.yaml:12:31"):
        feel.parse(text)


def test_a_name_nobody_knows_is_a_remark_with_a_guess() -> None:
    found = feel.parse("active_member >= 5", ["active_members"])
    assert [str(remark) for remark in found.remarks] == [
        "formula:1:1: no 'active_member' is known here; did you mean 'active_members'?"
    ]


def test_what_a_filter_may_find_in_its_items_is_no_remark() -> None:
    assert feel.parse("orders[amount > 3]", ["orders"]).remarks == ()
    scope = feel.Scope({"orders": feel.parse_type("list<context<amount: number>>")})
    assert feel.parse("orders[amount > 3]", scope).remarks == ()
    assert len(feel.parse("orders[amout > 3]", scope).remarks) == 1


NULLS = {
    "a + 1": "formula:1:1: string + number has no value",
    "10 / zero": "formula:1:1: division by zero has no value",
    "a < 1": "formula:1:1: string < number cannot be compared",
    "who > 1": "formula:1:1: no 'who' is known here",
    "firm.size": "formula:1:1: context has no 'size'",
    "xs[3]": "formula:1:1: there is no item 3 in a list of 2",
    "zero.a": "formula:1:1: number has no 'a'",
    "substring(1, 1)": "formula:1:1: substring: string must be string, not number",
    "abs()": "formula:1:1: abs: takes 1 argument, not 0",
    "abs(m: 1)": "formula:1:1: abs: has no parameter 'm'; it has n",
    'date("31.1.2026")': "formula:1:1: date: '31.1.2026' names no such value",
    '@"soon"': "formula:1:1: 'soon' is no date, time or duration",
    "{a: 1, a: 2}": "formula:1:8: the key 'a' stands in the context twice",
    "zero(1)": "formula:1:1: number cannot be called; only functions can",
    "for i in null return i": "formula:1:5: null has no items",
    "true and a": "formula:1:1: a is neither true nor false",
    "1 + none": "formula:1:1: none is null",
    "none * none": "formula:1:1: none is null",
    "1 / 0.0": "formula:1:1: division by zero has no value",
    "sum([1, a])": "formula:1:1: sum: every item must be a number or a duration",
}


@pytest.mark.parametrize("text", NULLS)
def test_a_null_says_why_and_where(text: str) -> None:
    known: dict[str, Any] = {"a": "text", "zero": 0, "firm": {}, "xs": [1, 2], "none": None}
    found = feel.evaluate(text, known)
    assert found.value is None
    assert str(found.warnings[0]) == NULLS[text]


def test_a_trace_tells_what_each_part_was() -> None:
    known = {"active_members": 4, "min_members": 5}
    found = feel.evaluate("active_members >= min_members", known, trace=True)
    assert [(seen.text, seen.value) for seen in found.trace] == [
        ("active_members", 4),
        ("min_members", 5),
        ("active_members >= min_members", False),
    ]


def test_facts_are_asked_only_for_what_is_read() -> None:
    class Asked(dict[str, Any]):
        def __missing__(self, name: str) -> Any:
            raise AssertionError(name)

    known = Asked({"a": 1})
    assert feel.evaluate(feel.parse("a = 1 or b = 2", ["a", "b"]), known).value is True
    assert feel.compile(feel.parse("a = 1 or b = 2", ["a", "b"]))(known) is True


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ('phases.promotion.state = "complete"', {("phases", "promotion", "state")}),
        ("count(members[active]) >= min_members", {("members",), ("min_members",)}),
        ("members[age > min_age].name", {("members",), ("min_age",)}),
        ("for m in members return m.share * rate", {("members",), ("rate",)}),
        ("{a: rate, b: a + 1}", {("rate",)}),
        ("function(x) x + rate", {("rate",)}),
        ("today() > deadline", {("deadline",)}),
        ("some m in members satisfies m.ok", {("members",)}),
    ],
)
def test_the_paths_a_formula_reads_are_known(text: str, paths: set[tuple[str, ...]]) -> None:
    names = ["phases", "members", "min_members", "min_age", "rate", "deadline"]
    assert feel.names_read(feel.parse(text, names)) == paths


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("a == 1", "="),
        ("a === 1", "="),
        ("a !== 1", "!="),
        ("a <> 1", "!="),
        ("a => 1", ">="),
        ("a =< 1", "<="),
        ("a \u2264 1", "<="),
        ("a && b", "and"),
        ("a || b", "or"),
        ("!a", "not(x)"),
        ("not a", "not(x)"),
        ("a % 2", "modulo(x, 2)"),
        ("a ? 1 : 2", "if a then b else c"),
        ("if (a) {b}", "if a then b else c"),
        ("is defined(a)", "x != null"),
        ("get or else(a, 1)", "if x = null then y else x"),
        ("a >= 3 and <= 5", "x >= 3 and x <= 5"),
        ("a < 3 or > 5", "x < 3 or x > 5"),
        ("if a then " + "concatenate(" + "b, " * 200 + "b && c", "and"),
    ],
)
def test_what_other_languages_write_is_told_in_feel(text: str, form: str) -> None:
    with pytest.raises(DefinitionError) as refused:
        feel.parse(text, ["a", "b"])
    assert refused.value.problems[0].hint == f"in FEEL it is written {form}"


@pytest.mark.parametrize(
    ("cell", "form"),
    [
        (">= 3 and <= 5", "[3..5]"),
        ("< 3 or > 5", "< 3, > 5"),
        ("3 to 5", "[3..5]"),
        ("in [3..5]", "[3..5]"),
        ("11+", ">= 11"),
        ("== 3", "="),
    ],
)
def test_what_people_write_in_cells_is_told_in_feel(cell: str, form: str) -> None:
    with pytest.raises(DefinitionError) as refused:
        feel.parse(cell, unary=True)
    assert refused.value.problems[0].hint == f"in FEEL it is written {form}"


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("True", "formula:1:1: no 'True' is known here; in FEEL it is written true"),
        ("undefined", "formula:1:1: no 'undefined' is known here; in FEEL it is written null"),
        ("new Date(2026, 1, 1)", "no 'new Date' is known here; in FEEL it is written @"),
        ("2026-03-01", "2026-03-01 without quotes is a subtraction; in FEEL it is written @"),
        ("a.length()", "a value has no function 'length'; in FEEL it is written count(list)"),
    ],
)
def test_what_reads_as_something_else_is_remarked(text: str, remark: str) -> None:
    assert any(remark in str(one) for one in feel.parse(text, ["a"]).remarks)


def test_a_subtraction_of_dates_in_a_text_is_left_alone() -> None:
    assert feel.parse('date("2026-03-01") - @"2026-01-01"').remarks == ()
    assert feel.parse("2026 - 3").remarks == ()


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("'a'", 'a text stands in double quotes: "text"'),
        ("\u201ca\u201d", 'a text stands in double quotes: "text"'),
        ("`a`", "a name stands as it is, without a sign around it"),
        ("${a}", "a name stands as it is, without a sign around it"),
    ],
)
def test_quotes_and_signs_of_other_languages_are_told(text: str, hint: str) -> None:
    for unary in (False, True):
        with pytest.raises(DefinitionError) as refused:
            feel.parse(text, ["a"], unary=unary)
        assert refused.value.problems[0].hint == hint
