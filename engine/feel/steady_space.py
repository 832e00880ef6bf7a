"""What code without guesses (``engine.feel.steady``) calls: the same operations as the closures.

A loop spends as much of the budget as there: at once over a list, whose length is known, turn by
turn over what may end early.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from engine.feel import ast, operators
from engine.feel.budget import meter, spend
from engine.feel.builtins import BUILTINS
from engine.feel.calls import call
from engine.feel.conform import instance_of
from engine.feel.iteration import items_of, stretch
from engine.feel.numbers import NUMBERS, whole
from engine.feel.values import Function, Range, Signature, Value, equal, open_range, passes
from engine.language import _


class _NoItems(Exception):  # never leaves this module
    """A loop inside a loop has nothing to run over."""


def _fact(facts: Mapping[str, Value], name: str) -> Value:
    try:
        return facts[name]
    except KeyError:
        return BUILTINS.get(name)


def _has(item: Value, name: str) -> bool:
    return isinstance(item, Mapping) and name in item


def _call(function: Value, *arguments: Value) -> Value:
    return call(function, arguments, None, _untold)


def _call_by_name(function: Value, names: tuple[str, ...], *arguments: Value) -> Value:
    return call(function, arguments, names, _untold)


def _untold(_message: str) -> None:
    """Reasons are told by the closures alone."""


def _between(value: Value, low: Value, high: Value) -> bool | None:
    return operators.both(operators.at_least(value, low), operators.at_most(value, high))


def _cell(value: Value, found: Value) -> bool | None:
    """Return whether a value passes a cell that gives a value, or a condition that holds."""
    return True if found is True and not isinstance(value, bool) else passes(value, found)


# -- lists


def _filtered(cost: int, value: Value, condition: Callable[[Value], Value]) -> Value:
    """Return the items for which a condition is true, or the one at a position."""
    if value is None:
        return None
    items = value if isinstance(value, list) else [value]
    first = condition(items[0] if items else None)
    if type(first) in NUMBERS:
        return _at(items, first)
    spend(cost * len(items))
    kept = items[:1] if items and first is True else []
    return kept + [item for item in items[1:] if condition(item) is True]


def _list(value: Value, cost: int) -> list[Value]:
    """Return what a filter by a condition looks at; ``value`` is not null."""
    items = value if isinstance(value, list) else [value]
    spend(cost * len(items))
    return items


def _at(value: Value, position: Value) -> Value:
    if value is None:
        return None
    items = value if isinstance(value, list) else [value]
    at = whole(position)
    if at != position or not 0 < abs(at) <= len(items):
        return None
    return items[at - 1 if at > 0 else at]


def _items(value: Value, cost: int) -> Iterable[Value] | None:
    """Return what a loop runs over, its turns paid for, or None where nothing runs."""
    return _paid(items_of(value), cost)


def _stretch(first: Value, last: Value, cost: int) -> Iterable[Value] | None:
    return _paid(stretch(first, last), cost)


def _paid(items: Iterable[Value] | None, cost: int) -> Iterable[Value] | None:
    if isinstance(items, list | range):
        spend(cost * len(items))
        return items
    return None if items is None else _turn_by_turn(items, cost)


def _turn_by_turn(items: Iterable[Value], cost: int) -> Iterator[Value]:
    for item in items:
        spend(cost)
        yield item


def _inner(items: Iterable[Value] | None) -> Iterable[Value]:
    """Return what one of several nested loops runs over."""
    if items is None:
        raise _NoItems
    spend(1)
    return items


def _nest(
    items: Iterable[Value] | None, turns: Callable[[Value], Iterator[Value]]
) -> Iterator[Value]:
    for item in _inner(items):
        yield from turns(item)


def _loop(cost: int, turns: Callable[[], Iterator[Value]]) -> list[Value] | None:
    results: list[Value] = []
    try:
        for value in turns():
            spend(cost)
            results.append(value)
    except _NoItems:
        return None
    return results


def _decided(decisive: bool, cost: int, turns: Callable[[], Iterator[Value]]) -> bool | None:  # noqa: FBT001
    """Return ``or`` (decisive is true) or ``and`` over the turns of a loop."""
    neutral = not decisive
    found: bool | None = neutral
    try:
        for value in turns():
            spend(cost)
            if value is decisive:
                return bool(decisive)
            if value is not neutral:
                found = None
    except _NoItems:
        return None
    return found


def _function(parameters: tuple[ast.FormalParameter, ...], body: Callable[..., Value]) -> Function:
    def invoke(*arguments: Value) -> Value:
        limits = meter()
        limits.enter()
        try:
            limits.spend(1)
            return body(*arguments)
        finally:
            limits.depth -= 1

    nulls = frozenset(range(len(parameters)))
    signature = Signature(parameters, len(parameters), invoke, nulls=nulls)
    return Function(_("function"), (signature,))


STEADY_SPACE: Final[dict[str, Any]] = {
    "__builtins__": {},
    "FACT": _fact,
    "HAS": _has,
    "CALL": _call,
    "NAMED": _call_by_name,
    "MEMBER": operators.member,
    "NEG": operators.negate,
    "EQUAL": equal,
    "BETWEEN": _between,
    "PASSES": passes,
    "CELL": _cell,
    "RANGE": Range,
    "OPEN": open_range,
    "INSTANCE": instance_of,
    "FILTER": _filtered,
    "LIST": _list,
    "AT": _at,
    "ITEMS": _items,
    "STRETCH": _stretch,
    "ONE": items_of,
    "SPAN": stretch,
    "INNER": _inner,
    "NEST": _nest,
    "LOOP": _loop,
    "DECIDED": _decided,
    "FUNCTION": _function,
    "N": NUMBERS,
    "dict": dict,
    "str": str,
    "bool": bool,
}
