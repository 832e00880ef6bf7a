"""Values across the edge, functions of the host, cells, and the point in time."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from engine import feel
from engine.source import Rejected

PAIRS = [
    (None, None),
    (True, True),
    (3, 3),
    (0.1, Decimal("0.1")),
    (1e300, Decimal("1e300")),
    (float("nan"), None),
    ("a", "a"),
    ((1, "a"), [1, "a"]),
    ({"a": [0.5]}, {"a": [Decimal("0.5")]}),
]


@pytest.mark.parametrize(("given", "expected"), PAIRS)
def test_python_values_come_in(given: Any, expected: Any) -> None:
    found = feel.from_python(given)
    assert (found, type(found)) == (expected, type(expected))


@pytest.mark.parametrize(
    "moment",
    [date(2026, 1, 31), time(10, 30), datetime(2026, 1, 31, 10, tzinfo=UTC), timedelta(hours=36)],
)
def test_moments_come_back_as_they_went_in(moment: Any) -> None:
    assert feel.to_python({"a": [feel.from_python(moment)]}) == {"a": [moment]}


def test_a_value_that_feel_does_not_know_is_refused() -> None:
    with pytest.raises(Rejected, match="FEEL has no value for a Python object"):
        feel.from_python({"a": object()})


CELLS = [
    ("-", 1, True),
    ("< 5", 4, True),
    ("< 5", 5, False),
    ("< 5", None, None),
    ("1, 3, > 7", 3, True),
    ("1, 3, > 7", 5, False),
    ("not(1, 3)", 5, True),
    ("not(1, 3)", 3, False),
    ("[1..3)", 3, False),
    ('"a", "b"', "b", True),
    ('not("a")', "a", False),
    ("? > 3 and ? < 5", 4, True),
    ("even(?)", 3, False),
    ("true", False, False),
    ("false", False, True),
    ("null", None, True),
    ("limit", 7, True),
    ("> limit", 8, True),
    ("[2, 4, 6]", 4, True),
    ('@"2026-01-31"', date(2026, 1, 31), True),
    ('<= date("2026-01-31")', date(2026, 2, 1), False),
    ("1 > 0", "any input", True),
]


@pytest.mark.parametrize(("text", "given", "expected"), CELLS)
def test_a_cell_tests_its_input(text: str, given: Any, expected: Any) -> None:
    cell = feel.parse(text, ["limit"], unary=True)
    known = {"?": feel.from_python(given), "limit": 7}
    assert feel.evaluate(cell, known).value is expected
    assert feel.compile(cell)(known) is expected


def _external(owner: str, method: str, call: str) -> str:
    body = f'{{java: {{class: "{owner}", method signature: "{method}"}}}}'
    names = "a" if "," not in method else "a, b"
    return f"{{f: function({names}) external {body}, r: f({call})}}.r"


EXTERNAL = [
    ("java.lang.Math", "max(double,double)", "1.5, 2", Decimal("2.0")),
    ("java.lang.Math", "max(int, int)", "1, 2", 2),
    ("java.lang.Math", "max(byte, byte)", "1, 200", None),
    ("java.lang.Short", "valueOf(short)", "40000", None),
    ("java.lang.String", "valueOf(char)", '"a"', "a"),
    ("java.lang.String", "valueOf(char)", '"ab"', None),
    ("java.lang.Integer", "valueOf(java.lang.String)", '"12"', 12),
    ("java.lang.Integer", "valueOf(java.lang.String)", '"twelve"', None),
    ("java.lang.Float", "valueOf(java.lang.String)", '"0.5"', Decimal("0.5")),
    ("java.lang.Math", "sqrt(double)", "-1", None),
    (
        "java.lang.String",
        "format(java.lang.String, [Ljava.lang.Object;)",
        '"%s of %d", ["a", 2]',
        "a of 2",
    ),
    ("java.lang.String", "format(java.lang.String, [Ljava.lang.Object;)", '"%9999d", [1]', None),
    ("java.lang.System", "exit(int)", "1", None),
    ("os", "system(java.lang.String)", '"ls"', None),
]


@pytest.mark.parametrize(("owner", "method", "call", "expected"), EXTERNAL)
def test_an_external_function_is_one_the_host_offers(
    owner: str, method: str, call: str, expected: Any
) -> None:
    found = feel.evaluate(_external(owner, method, call), {})
    assert found.value == expected
    assert expected is not None or found.warnings


def test_the_host_fills_its_own_registry() -> None:
    registry = {("org.example.Tax", "rate(java.lang.String)"): {"PE": Decimal("0.2")}.get}
    text = _external("org.example.Tax", "rate(java.lang.String)", '"PE"')
    assert feel.evaluate(text, {}, registry=registry).value == Decimal("0.2")


def test_the_host_sets_the_point_in_time() -> None:
    now = feel.from_python(datetime(2026, 1, 31, 10, tzinfo=UTC))
    assert feel.to_text(feel.evaluate("today()", {}, now=now).value) == "2026-01-31"
    assert feel.to_text(feel.evaluate("now()", {}, now=now).value) == "2026-01-31T10:00:00Z"


def test_a_function_from_one_evaluation_serves_in_another() -> None:
    add = feel.evaluate("{n: 2, f: function(x) x + n}.f", {}).value
    assert feel.evaluate("add(3)", {"add": add}).value == 5
