"""What the matching rows of a decision table make together (DMN 1.5, 8.2.10).

To add a hit policy is to add a row to ``HIT_POLICIES`` and a case to its test. A policy that the
matching rows break (two rows match a unique table, rows of an ``any`` table differ) has the value
null and says why; the first row never wins quietly.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cmp_to_key
from typing import Any, Final

from engine.dmn.table import Aggregator, HitPolicy
from engine.feel.operators import add
from engine.feel.values import compare, equal
from engine.language import _

Ranks = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A matching row: its number (from 1), its result, and where that stands in priority."""

    number: int
    value: Any
    ranks: Ranks = ()  # for each output, the position among the allowed values


@dataclass(frozen=True, slots=True)
class Result:
    """The value of a table; ``rows`` made it, and ``trouble`` says why it is null."""

    value: Any
    rows: tuple[int, ...]
    trouble: str = ""


def resolve(hit: HitPolicy, aggregator: Aggregator, hits: Sequence[Hit]) -> Result:
    """Return what the hits make; there is at least one, in the order of the table."""
    if hit is HitPolicy.COLLECT and aggregator is not Aggregator.LIST:
        return _aggregated(aggregator, hits)
    return HIT_POLICIES[hit](hits)


def _unique(hits: Sequence[Hit]) -> Result:
    if len(hits) == 1:
        return _only(hits[0])
    message = _("rows {rows} match, and the hit policy 'unique' allows one")
    return _broken(hits, message)


def _any(hits: Sequence[Hit]) -> Result:
    first = hits[0].value
    if all(same_result(one.value, first) for one in hits):
        return Result(first, _numbers(hits))
    message = _("rows {rows} match with different results, which the hit policy 'any' forbids")
    return _broken(hits, message)


def _first(hits: Sequence[Hit]) -> Result:
    return _only(hits[0])


def _priority(hits: Sequence[Hit]) -> Result:
    return _only(min(hits, key=lambda one: one.ranks))


def _in_output_order(hits: Sequence[Hit]) -> Result:
    return _all(sorted(hits, key=lambda one: one.ranks))


def _all(hits: Sequence[Hit]) -> Result:
    return Result([one.value for one in hits], _numbers(hits))


HIT_POLICIES: Final[dict[HitPolicy, Callable[[Sequence[Hit]], Result]]] = {
    HitPolicy.UNIQUE: _unique,
    HitPolicy.ANY: _any,
    HitPolicy.PRIORITY: _priority,
    HitPolicy.FIRST: _first,
    HitPolicy.COLLECT: _all,
    HitPolicy.RULE_ORDER: _all,
    HitPolicy.OUTPUT_ORDER: _in_output_order,
}


def same_result(one: Any, other: Any) -> bool:
    """Return whether two results are the same: equal, or both null."""
    return one is other or equal(one, other) is True


def _aggregated(aggregator: Aggregator, hits: Sequence[Hit]) -> Result:
    values = [one.value for one in hits]
    match aggregator:
        case Aggregator.COUNT:
            value: Any = len(values)
        case Aggregator.SUM:
            value = _sum(values)
        case _:
            value = _extreme(values, 1 if aggregator is Aggregator.MAX else -1)
    if value is None:
        message = _("the results of rows {rows} have no {kind}")
        rows = _listed(_numbers(hits))
        return Result(None, _numbers(hits), message.format(rows=rows, kind=aggregator))
    return Result(value, _numbers(hits))


def _sum(values: list[Any]) -> Any:
    total = values[0]
    if compare(total, total) is None or isinstance(total, str):
        return None
    for value in values[1:]:
        total = add(total, value)
    return total


def _extreme(values: list[Any], sign: int) -> Any:
    if any(compare(value, values[0]) is None for value in values):
        return None
    key = cmp_to_key(lambda a, b: compare(a, b) or 0)
    return max(values, key=key) if sign > 0 else min(values, key=key)


def _only(hit: Hit) -> Result:
    return Result(hit.value, (hit.number,))


def _broken(hits: Sequence[Hit], message: str) -> Result:
    numbers = _numbers(hits)
    return Result(None, numbers, message.format(rows=_listed(numbers)))


def _numbers(hits: Sequence[Hit]) -> tuple[int, ...]:
    return tuple(one.number for one in hits)


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))
