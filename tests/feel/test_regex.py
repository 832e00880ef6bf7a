"""Patterns as XPath means them, and patterns that must not run away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.feel import regex
from engine.feel.regex_match import Program
from engine.feel.regex_parse import Malformed, parse
from engine.source import LimitExceeded
from tests.work import at_most

CALLS = 8_000_000
"""A second or two of work on a machine of its own."""


@pytest.mark.parametrize(
    ("text", "pattern", "flags", "found"),
    [
        ("foobar", "^fo*b", "", True),
        ("abZ", "[A-Z]*", "i", True),
        ("\u212a", "k", "i", True),
        ("x", "[A-Z-[OI]]", "i", True),
        ("o", "[A-Z-[OI]]", "i", False),
        ("q", "[^Q]", "i", False),
        ("a", r"\p{Lu}", "i", False),
        ("hello world", r"hello\ sworld", "x", True),
        ("hello world", " hello[ ]world", "x", True),
        ("hello world", r"\p{ I s B a s i c L a t i n }+", "x", True),
        ("a.c", "a.c", "q", True),
        ("abc", "a.c", "q", False),
        ("a\rb", "a.b", "", False),
        ("a\rb", "a.b", "s", True),
        ("\nabcd\ndefg\n", "^$", "m", True),
        ("abcd\ndefg\n", "^$", "m", False),
        ("abc\n", "abc$", "", False),
        ("aA", r"(a)\1", "i", True),
        ("c", r"(b)?\1c", "", True),
        ("+", r"\w", "", True),
        ("_", r"\w", "", False),
        ("é:x", r"^\i\c*$", "", True),
        ("ж", r"^\p{IsCyrillic}$", "", True),
        ("5", r"^\P{L}$", "", True),
        ("-", "[a-]", "", True),
        ("-", "[0-9-.]", "", True),
        ("abb", "^a(?:b){2}$", "", True),
    ],
)
def test_patterns_match_as_in_xpath(text: str, pattern: str, flags: str, found: bool) -> None:
    assert regex.matches(text, pattern, flags) is found


@pytest.mark.parametrize(
    "pattern",
    [
        "(", ")", "[", "]", "a**", "a*+", "{2}", "a{2,1}", "a{x}", "}", "\\", r"\y", r"\1",
        r"(a\1)",
        r"(.)\2", r"(a)[\1]", r"[\0]", "[z-a]", "[]", "[^]", r"\p{Foo}", r"\p{IsFoo}", r"\pL",
        "(?=a)", "(?P<a>b)", "*", "[a[b]]",
    ],
)  # fmt: skip
def test_what_is_no_pattern_answers_null(pattern: str) -> None:
    assert regex.matches("a", pattern) is None
    assert regex.replace("a", pattern, "") is None
    assert regex.split("a", pattern) is None


@pytest.mark.parametrize("flags", ["p", "X", " ", "ix "])
def test_unknown_flags_answer_null(flags: str) -> None:
    assert regex.matches("a", "a", flags) is None


@pytest.mark.parametrize(
    ("text", "pattern", "replacement", "result"),
    [
        ("abcd", "(ab)|(a)", "[1=$1][2=$2]", "[1=ab][2=]cd"),
        ("0123456789", r"(\d{3})(\d{3})(\d{4})", "($1) $2-$3", "(012) 345-6789"),
        ("facetiously", "[iouy]", "[$0]", "facet[i][o][u]sl[y]"),
        ("AAAA", "A+?", "b", "bbbb"),
        ("darted", "^(.*?)d(.*)$", "$1c$2", "carted"),
        ("a", "(a)", "$12", "a2"),
        ("a", "a", r"\$\\", r"$\ ".strip()),
        ("a", "(a)", "$2", ""),
        ("a", "a", "$", None),
        ("a", "a", r"\n", None),
        ("abc", "x*", "-", None),
    ],
)
def test_replacement(text: str, pattern: str, replacement: str, result: str | None) -> None:
    assert regex.replace(text, pattern, replacement) == result


@pytest.mark.parametrize(
    ("text", "pattern", "parts"),
    [
        ("John Doe", r"\s", ["John", "Doe"]),
        ("a;b;c;;", ";", ["a", "b", "c", "", ""]),
        ("abc", ";", ["abc"]),
        ("abc", "", None),
    ],
)
def test_split(text: str, pattern: str, parts: list[str] | None) -> None:
    assert regex.split(text, pattern) == parts


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("a" * 40, "(a+)+b"),
        ("a" * 60, "(a|a)*b"),
        ("a" * 30, "a?" * 30 + "a" * 31),
        ("a" * 200 + "b", "(a|aa)+$"),
        ("a" * 3000, ".*.*.*.*x"),
        ("x" * 5000, "(x+x+)+y"),
        ("a" * 100, "^(([a-z])+.)+[A-Z]([a-z])+$"),
    ],
)
def test_dangerous_patterns_are_answered_with_little_work(text: str, pattern: str) -> None:
    with at_most(calls=CALLS):
        assert regex.matches(text, pattern) is False


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("a" * 1_000_000, ".*x"),
        ("ab" * 60, r"(.*)*\1x"),
        ("a", "(" * 10_000),
        ("a", "a" * 10_001),
        ("a", "a{5000}"),
        ("a" * 99, "((((a|b){900}){900})c)*"),
    ],
)
def test_patterns_beyond_the_limits_are_refused_with_little_work(text: str, pattern: str) -> None:
    with at_most(calls=CALLS), pytest.raises(LimitExceeded, match="pattern"):
        regex.matches(text, pattern)


_ATOMS = ["a", "b", "[ab]", "[^a]", r"\d", r"\w", ".", "(a|b)", "(?:ab|c)", "(b)", "^", "$", "()"]
_PIECES = st.builds(
    str.__add__, st.sampled_from(_ATOMS), st.sampled_from(["", "*", "+", "?", "{1,2}", "*?", "+?"])
)


@given(st.lists(_PIECES, max_size=5).map("".join), st.text("abc1\n", max_size=8))
def test_both_matchers_find_the_same(pattern: str, text: str) -> None:
    tree, groups = parse(pattern, "m")
    ours = Program(tree, groups, "m").search(text)
    theirs = regex._ready(pattern, "m")
    assert theirs is not None
    found = theirs.compiled.search(text)
    assert (ours and ours[:2]) == (found and found.span())


@given(st.text("ab()[]{}?*+|^$-\\1pLd,", max_size=12))
def test_any_text_is_a_pattern_or_is_not(pattern: str) -> None:
    try:
        parse(pattern, "")
    except Malformed:
        assert regex.matches("ab", pattern) is None
    else:
        assert regex.matches("ab", pattern) is not None
