"""Measures, parameters and tables over facts: computed when read, once, and never in a circle."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import pytest

from engine import feel
from engine.definitions.measures import MeasureScope, call_table
from engine.definitions.reading.table_yaml import load_table
from engine.definitions.table_json import text_of
from engine.definitions.workflow import Formula, Measure
from engine.source import Text

FEE = """\
format: consort/1
id: test.fee
decision: fee
hit: first
parameters:
  small: {value: 10, why: small firms pay less}
inputs:
  size: {type: number}
outputs:
  fee: {type: number}
rows:
  - if: {size: <= small}
    then: {fee: 5}
  - then: {fee: 8}
examples:
  - given: {size: 3}
    expect: {fee: 5}
"""


class _Counting(Mapping[str, Any]):
    """Facts that note what was asked of them."""

    def __init__(self, facts: Mapping[str, Any]) -> None:
        self.facts = facts
        self.asked: list[str] = []

    def __getitem__(self, name: str) -> Any:
        self.asked.append(name)
        return self.facts[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.facts)

    def __len__(self) -> int:
        return len(self.facts)


def _measure(name: str, text: str, *given: str) -> Measure:
    return Measure(name, Formula(text), given=given)


def _scope(*measures: Measure, facts: Mapping[str, Any] | None = None, **set_: Any) -> MeasureScope:
    table = text_of(load_table(Text("fee.yaml", FEE)))
    named = {measure.id: measure for measure in measures}
    return MeasureScope(facts or {}, named, {"fee": table}, set_)


def test_a_measure_is_computed_when_read_and_only_once() -> None:
    facts = _Counting({"members": [1, 2], "records": []})
    scope = _scope(_measure("firms", "count(members)"), _measure("other", "1 / 0"), facts=facts)
    assert (scope["firms"], scope["firms"]) == (2, 2)
    assert facts.asked == ["members"]


def test_a_measure_with_given_names_is_a_function() -> None:
    scope = _scope(_measure("share", "n / whole", "n"), _measure("half", "share(2)"), whole=4)
    assert scope["half"] == Decimal("0.5")
    assert feel.evaluate("share(n: 1)", scope).value == Decimal("0.25")


def test_a_given_name_hides_a_parameter() -> None:
    assert feel.evaluate("twice(3)", _scope(_measure("twice", "n * 2", "n"), n=100)).value == 6


@pytest.mark.parametrize(
    "measures",
    [
        (_measure("a", "b + 1"), _measure("b", "a + 1")),
        (_measure("a", "f(1)"), _measure("f", "if n > 9 then a else f(n + 1)", "n")),
    ],
    ids=["values", "functions"],
)
def test_measures_in_a_circle_are_null_with_a_warning(measures: tuple[Measure, ...]) -> None:
    scope = _scope(*measures)
    assert scope["a"] is None
    assert [w.partition(" ")[0] for w in scope.warnings] in (["a"], ["f"])
    assert scope.warnings[0].endswith("needs its own value to be computed; it has none")


def test_a_table_is_a_function_of_its_inputs() -> None:
    scope = _scope(_measure("size", "3"))
    assert feel.evaluate("fee(size: 4) + fee(40)", scope).value == 13
    assert feel.evaluate("fee()", scope).value is None


def test_a_parameter_takes_the_place_of_the_threshold_of_a_table() -> None:
    assert feel.evaluate("fee(15)", _scope(small=20)).value == 5
    table = text_of(load_table(Text("fee.yaml", FEE)))
    assert call_table(table, {"size": 15}) == 8
    assert call_table(table, {"size": 15}, {"small": 20, "large": 3}) == 5


def test_a_table_travels_without_examples_and_places() -> None:
    plain = text_of(load_table(Text("a.yaml", FEE)))
    moved = text_of(load_table(Text("b.yaml", "# a remark\n" + FEE)))
    more = text_of(load_table(FEE + "  - given: {size: 9}\n    expect: {fee: 5}\n"))
    assert plain == moved == more


def test_a_scope_knows_all_its_names() -> None:
    scope = _scope(_measure("firms", "1"), facts={"today": None}, small=1)
    assert set(scope) == scope.names == {"firms", "today", "small", "fee"}
    assert len(scope) == 4
    assert "firms" in scope
    assert "nobody" not in scope
    with pytest.raises(KeyError):
        scope["nobody"]
