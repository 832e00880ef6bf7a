"""Built-ins on lists (DMN 1.5, 10.3.4.4, 10.3.4.8)."""

from collections.abc import Callable, Iterable
from functools import cmp_to_key

from engine.feel import numbers, operators
from engine.feel.budget import check_size, meter, spend
from engine.feel.builtins.table import builtin
from engine.feel.calls import invoke
from engine.feel.numbers import FEEL, NUMBERS, Number, whole
from engine.feel.values import Function, Unfit, Value, compare, equal
from engine.language import _


@builtin("count(list: list)")
def count(items: list[Value]) -> int:
    """Return how many items there are, nulls included."""
    return len(items)


@builtin("list contains(list: list, element: Any)")
def list_contains(items: list[Value], element: Value) -> bool:
    """Return whether an item equals the element; null is found too."""
    return any(_alike(item, element) for item in items)


def _alike(a: Value, b: Value) -> bool:
    return equal(a, b) is True


# -- aggregates


@builtin("min(list: list)", "min(c...: Any)")
def minimum(items: list[Value]) -> Value:
    """Return the least item; null for an empty list or items that cannot be compared."""
    return _extreme(items, -1)


@builtin("max(list: list)", "max(c...: Any)")
def maximum(items: list[Value]) -> Value:
    """Return the greatest item; null for an empty list or items that cannot be compared."""
    return _extreme(items, 1)


def _extreme(items: list[Value], sign: int) -> Value:
    if not items:
        return None
    best = items[0]
    for item in items:
        order = compare(item, best)
        if order is None:
            raise Unfit(_("the items cannot be compared"))
        if order == sign:
            best = item
    return best


@builtin("sum(list: list)", "sum(n...: Any)")
def total(items: list[Value]) -> Value:
    """Return the sum of numbers or of durations of a kind; null for an empty list."""
    return _folded(items, operators.add)


@builtin("product(list: list)", "product(n...: Any)")
def product(items: list[Value]) -> Value:
    """Return the product of numbers; null for an empty list."""
    return _folded(_numbers(items), operators.multiply)


@builtin("mean(list: list)", "mean(n...: Any)")
def mean(items: list[Value]) -> Value:
    """Return the average; null for an empty list."""
    return operators.divide(_folded(items, operators.add), len(items)) if items else None


def _folded(items: Iterable[Value], combine: Callable[[Value, Value], Value]) -> Value:
    waiting = iter(items)
    found = next(waiting, None)
    if type(found) is str or type(found) is bool:
        raise Unfit(_("every item must be a number or a duration"))
    for item in waiting:
        found = combine(found, item)
        if found is None:
            raise Unfit(_("every item must be a number or a duration"))
    return found


def _numbers(items: list[Value]) -> list[Number]:
    if any(type(item) not in NUMBERS for item in items):
        raise Unfit(_("every item must be a number"))
    return items


@builtin("median(list: list)", "median(n...: Any)")
def median(items: list[Value]) -> Value:
    """Return the middle of the sorted numbers; null for an empty list."""
    found = sorted(_numbers(items))
    middle = len(found) // 2
    if not found:
        return None
    if len(found) % 2:
        return found[middle]
    return operators.divide(operators.add(found[middle - 1], found[middle]), 2)


@builtin("stddev(list: list)", "stddev(n...: Any)")
def stddev(items: list[Value]) -> Value:
    """Return the standard deviation of a sample; null for fewer than two numbers."""
    if len(_numbers(items)) < 2:
        raise Unfit(_("it takes two numbers at least"))
    average = mean(items)
    squares = [operators.power(operators.subtract(item, average), 2) for item in items]
    variance = operators.divide(_folded(squares, operators.add), len(items) - 1)
    return numbers.compute(FEEL.sqrt, variance)


@builtin("mode(list: list)", "mode(n...: Any)")
def mode(items: list[Value]) -> list[Value]:
    """Return the most frequent numbers in order."""
    times: dict[Value, int] = {}
    for item in _numbers(items):
        times[item] = times.get(item, 0) + 1
    most = max(times.values(), default=0)
    return sorted(item for item, seen in times.items() if seen == most)


@builtin("all(list: list)", "all(b...: Any)")
def every(items: list[Value]) -> bool | None:
    """Return ``and`` over the items; an item that is no boolean has no answer."""
    return _logical(items, decisive=False)


@builtin("any(list: list)", "any(b...: Any)")
def some(items: list[Value]) -> bool | None:
    """Return ``or`` over the items; an item that is no boolean has no answer."""
    return _logical(items, decisive=True)


def _logical(items: list[Value], *, decisive: bool) -> bool | None:
    if any(item is not None and type(item) is not bool for item in items):
        raise Unfit(_("every item must be true, false or null"))
    if decisive in items:
        return decisive
    return None if None in items else not decisive


# -- parts and positions


def _position(items: list[Value], position: Number) -> int:
    """Return the index of a position that counts from 1, or from -1 at the end."""
    at = whole(position)
    if at == 0 or abs(at) > len(items):
        raise Unfit(
            _("there is no position {at} in a list of {length}").format(at=at, length=len(items))
        )
    return at - 1 if at > 0 else len(items) + at


@builtin("sublist(list: list, start position: number, length?: number)")
def sublist(items: list[Value], start: Number, length: Number | None = None) -> list[Value]:
    """Return some items from a position on."""
    at = _position(items, start)
    if length is None:
        return items[at:]
    if whole(length) < 0 or at + whole(length) > len(items):
        raise Unfit(_("the list is too short for {length} items").format(length=length))
    return items[at : at + whole(length)]


@builtin("insert before(list: list, position: number, newItem: Any)")
def insert_before(items: list[Value], position: Number, item: Value) -> list[Value]:
    """Return a list with one more item at a position."""
    at = _position(items, position)
    return [*items[:at], item, *items[at:]]


@builtin("remove(list: list, position: number)")
def remove(items: list[Value], position: Number) -> list[Value]:
    """Return a list without the item at a position."""
    at = _position(items, position)
    return [*items[:at], *items[at + 1 :]]


@builtin("list replace(list: list, position: number, newItem: Any)")
def list_replace(items: list[Value], position: Number, item: Value) -> list[Value]:
    """Return a list with another item at a position."""
    at = _position(items, position)
    return [*items[:at], item, *items[at + 1 :]]


@builtin("list replace(list: list, match: function, newItem: Any)")
def list_replace_matching(items: list[Value], match: Function, item: Value) -> list[Value]:
    """Return a list with another item wherever ``match(item, newItem)`` is true."""
    return [item if _true(match, old, item) else old for old in items]


def _true(test: Function, *arguments: Value) -> bool:
    found = invoke(test, arguments)
    if not isinstance(found, bool):
        raise Unfit(_("the function must answer true or false"))
    return found


@builtin("reverse(list: list)")
def reverse(items: list[Value]) -> list[Value]:
    """Return the items from the last to the first."""
    return items[::-1]


@builtin("index of(list: list, match: Any)")
def index_of(items: list[Value], match: Value) -> list[int]:
    """Return the positions of all items that equal the match."""
    return [at for at, item in enumerate(items, start=1) if _alike(item, match)]


# -- lists to lists


@builtin("append(list: list, item...: Any)")
def append(items: list[Value], more: list[Value]) -> list[Value]:
    """Return a list with more items at its end."""
    check_size(len(items) + len(more))
    return items + more


@builtin("concatenate(list...: list)")
def concatenate(lists: list[list[Value]]) -> list[Value]:
    """Return the items of all lists in one."""
    check_size(sum(map(len, lists)))
    return [item for items in lists for item in items]


@builtin("union(list...: list)")
def union(lists: list[list[Value]]) -> list[Value]:
    """Return the items of all lists, each once."""
    return distinct_values(concatenate(lists))


@builtin("distinct values(list: list)")
def distinct_values(items: list[Value]) -> list[Value]:
    """Return each item once, in the order of first appearance."""
    found: list[Value] = []
    plain: set[tuple[bool, Value]] = set()
    for item in items:
        if type(item) in NUMBERS or type(item) in {str, bool}:
            key = (type(item) is bool, item)
            if key not in plain:
                plain.add(key)
                found.append(item)
            continue
        spend(len(found))
        if not any(_alike(item, known) for known in found):
            found.append(item)
    return found


@builtin("flatten(list: list)")
def flatten(items: list[Value]) -> list[Value]:
    """Return the items of all lists in the list, however deep."""
    found: list[Value] = []
    waiting = [iter(items)]
    limits = meter()
    while waiting:
        item = next(waiting[-1], waiting)
        limits.spend(1)
        if item is waiting:
            waiting.pop()
        elif isinstance(item, list):
            waiting.append(iter(item))
        else:
            found.append(item)
    return found


@builtin("sort(list: list, precedes: function)")
def sort(items: list[Value], precedes: Function) -> list[Value]:
    """Return the items in an order: ``precedes(x, y)`` says whether x comes before y."""

    def order(a: Value, b: Value) -> int:
        if _true(precedes, a, b):
            return -1
        return 1 if _true(precedes, b, a) else 0

    return sorted(items, key=cmp_to_key(order))
