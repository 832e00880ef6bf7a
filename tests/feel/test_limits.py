"""Formulas that would run for ever or fill the memory end soon, with a sentence."""

import tracemalloc
from typing import Any

import pytest

from engine import feel
from engine.source import DefinitionError, EngineError, LimitExceeded
from tests.work import at_most

CALLS = 8_000_000
"""A second or two of work on a machine of its own."""

_DOUBLING = ", ".join(f"a{n}: a{n - 1} + a{n - 1}" for n in range(1, 60))
_LISTS = ", ".join(f"a{n}: concatenate(a{n - 1}, a{n - 1})" for n in range(1, 60))
_SHARED = ", ".join(f"a{n}: [a{n - 1}, a{n - 1}]" for n in range(1, 60))
_SHARED_TOO = ", ".join(f"b{n}: [b{n - 1}, b{n - 1}]" for n in range(1, 60))

ENDLESS = {
    "a megabyte": "1 + " * 250_000 + "1",
    "brackets": "(" * 10_000 + "1" + ")" * 10_000,
    "lists": "[" * 10_000 + "]" * 10_000,
    "minuses": "-" * 10_000 + "1",
    "ifs": "if a then 1 else " * 5_000 + "1",
    "contexts": "{a: " * 5_000 + "1" + "}" * 5_000,
    "a chain": "1" + "+1" * 20_000,
    "chains in brackets": "(" * 90 + "1" + ("+1" * 100 + ")") * 90,
    "a path": "a" + ".a" * 20_000,
    "types": "1 instance of " + "list<" * 5_000 + "number" + ">" * 5_000,
    "a long range": "for i in 1..10**12 return i",
    "loops in loops": "count(for i in 1..3000, j in 1..3000 return i)",
    "an endless some": "some i in 1..10**12 satisfies i < 0",
    "strings doubled": f'{{a0: "x", {_DOUBLING}}}.a59',
    "lists doubled": f"{{a0: [1], {_LISTS}}}.a59",
    "text of shared lists": f"string({{a0: [1], {_SHARED}}}.a59)",
    "equality of shared lists": f"{{a0: [1], b0: [1], {_SHARED}, {_SHARED_TOO}, c: a59 = b59}}.c",
    "flattened shared lists": f"flatten({{a0: [1], {_SHARED}}}.a59)",
    "recursion": "{f: function(x) f(x + 1), r: f(0)}.r",
    "recursion twice": "{f: function(x) f(x + 1) + f(x + 2), r: f(0)}.r",
    "sorting by a slow function": (
        "sort(for i in 1..2000 return -i, "
        "function(a, b) (every j in 1..2000 satisfies j > 0) and a < b)"
    ),
    "replacing doubled": f'{{a0: "aaaa", {_DOUBLING}, r: replace(a9, "a", a9)}}.r',
}


@pytest.mark.parametrize("title", ENDLESS)
def test_what_does_not_end_is_stopped_soon(title: str) -> None:
    with at_most(calls=CALLS), pytest.raises((DefinitionError, LimitExceeded)):
        _evaluate(ENDLESS[title])


@pytest.mark.parametrize("title", ["lists doubled", "strings doubled"])
def test_what_fills_the_memory_is_stopped_early(title: str) -> None:
    tracemalloc.start()
    with pytest.raises(LimitExceeded):
        _evaluate(ENDLESS[title])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 200_000_000


def _evaluate(text: str) -> Any:
    return feel.evaluate(text, {"a": {"a": 1}}).value


@pytest.mark.parametrize(
    "number",
    ["9" * 1_000_000, "1e" + "9" * 1_000_000, "0." + "9" * 1_000_000],
    ids=["whole", "exponent", "fraction"],
)
def test_numbers_of_a_million_digits_are_refused(number: str) -> None:
    with pytest.raises(DefinitionError, match="characters"):
        feel.parse(number)
    assert feel.evaluate("number(text)", {"text": number}).value is None or "." in number


@pytest.mark.parametrize("sign", [1, -1])
def test_facts_of_a_million_digits_are_refused(sign: int) -> None:
    with pytest.raises(LimitExceeded):
        feel.from_python(sign * 10**1_000_000)


def test_facts_nested_too_deep_are_refused() -> None:
    value: Any = 1
    for _level in range(10_000):
        value = [value]
    with pytest.raises(LimitExceeded):
        feel.from_python(value)


def test_a_long_list_of_terms_is_no_problem() -> None:
    text = " and ".join(f"a{n} > {n}" for n in range(2_000))
    known = {f"a{n}": n + 1 for n in range(2_000)}
    assert feel.evaluate(text, known).value is True


@pytest.mark.parametrize("filler", [" " * 90_000, " /**/" * 15_000, " //\n" * 20_000])
def test_a_long_gap_is_read_at_once(filler: str) -> None:
    assert feel.evaluate("1" + filler, {}).value == 1


@pytest.mark.parametrize("text", ["1" + " + 1" * 120, "(" * 90 + "1" + ")" * 90, "a" + ".a" * 120])
def test_what_is_nested_at_most_so_deep_serves_everywhere(text: str) -> None:
    expression = feel.parse(text)
    known: dict[str, Any] = {"a": {}}
    value = feel.evaluate(expression, known, trace=True).value
    assert value == feel.compile(expression)(known)
    assert feel.parse(feel.unparse(expression.tree)).tree == expression.tree
    assert len(feel.names_read(expression)) <= 1


def test_a_recursion_of_sensible_depth_is_no_problem() -> None:
    text = "{f: function(n) if n <= 1 then 1 else n * f(n - 1), r: f(60)}.r"
    assert feel.evaluate(text, {}).value > 10**80


def test_an_organisation_sets_its_own_budget() -> None:
    tight = feel.Budget(steps=50)
    with pytest.raises(LimitExceeded, match="stopped after 50 steps"):
        feel.evaluate("sum(for i in 1..100 return i)", {}, budget=tight)
    assert feel.evaluate("sum(for i in 1..10 return i)", {}, budget=tight).value == 55


def test_compiled_rules_keep_to_the_budget_too() -> None:
    rule = feel.compile(feel.parse("count(distinct values(xs)) > 0", ["xs"]))
    with pytest.raises(LimitExceeded):
        rule({"xs": [[number] for number in range(5_000)]})


@pytest.mark.parametrize("use", [feel.to_text, feel.literal, feel.to_python, feel.from_python])
def test_a_value_nested_too_deep_is_refused_outside_too(use: Any) -> None:
    deep = feel.evaluate("(for i in 1..2000 return [partial[-1]])[-1]", {}).value
    with pytest.raises(LimitExceeded, match="nested too deep"):
        use(deep)


def test_every_stop_is_one_of_ours() -> None:
    assert issubclass(LimitExceeded, EngineError)
    assert issubclass(DefinitionError, EngineError)
