"""What the cells of one column tell apart: the values of an input as few regions, and who accepts.

A cell is *plain* when it compares the value with constants: words, numbers, dates, durations,
ranges of them, ``not(...)``. The constants of a column cut its values into regions; inside one
region every plain cell gives the same answer. So a region carries one bit for each row (bit 0 is
row 1), and a value is answered for all rows by finding its region. Rows whose cell is not plain
(``? > other``) have their bit set everywhere and are listed in ``general``.

``engine.dmn.masks`` looks values up in the regions; ``engine.dmn.analysis`` searches them.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter, xor
from typing import Any, Final

from engine.feel import ast, evaluate
from engine.feel.values import OPEN, compare, kind_of

Key = Callable[[Any], Any]

_CHANGING: Final = frozenset({"today", "now"})
_KEYS: Final[dict[str, Key]] = {
    "date": attrgetter("ordinal"),
    "days and time duration": attrgetter("nanoseconds"),
    "years and months duration": attrgetter("months"),
}
_KINDS: Final = frozenset({"number", "string", "boolean", *_KEYS})


@dataclass(frozen=True, slots=True)
class Interval:
    """The values between two constants; an end may be ``OPEN``. ``low is high`` is one value."""

    low: Any
    high: Any
    low_included: bool = True
    high_included: bool = True


@dataclass(frozen=True, slots=True)
class Accepts:
    """A plain cell: the values in any of the spans, or with ``negated`` in none of them."""

    spans: tuple[Interval, ...]
    negated: bool = False


EVERYTHING: Final = Accepts((), negated=True)


@dataclass(frozen=True, slots=True)
class Column:
    """The regions of one input, in order.

    Region ``2 * i`` lies below point ``i``, region ``2 * i + 1`` is the
    point itself, the last one lies above all points.

    ``kind`` is that of the values; without one (no constants, or constants of several kinds) there
    is one region, and every row with a test is ``general``.
    """

    kind: str
    points: tuple[Any, ...]
    masks: tuple[int, ...]
    general: int

    def region(self, value: Any) -> int:
        """Return the region of a value of the column's kind."""
        key = sort_key(self.kind)
        at = bisect_left(self.points, key(value), key=key)
        here = at < len(self.points) and _order(self.points[at], value) == 0
        return 2 * at + here

    def ends(self, region: int) -> tuple[Any, Any]:
        """Return the points around a region, or the same point twice; ``OPEN`` where none is."""
        at, here = divmod(region, 2)
        if here:
            return self.points[at], self.points[at]
        low = self.points[at - 1] if at else OPEN
        return low, self.points[at] if at < len(self.points) else OPEN


def sort_key(kind: str) -> Key:
    """Return a key that Python orders as FEEL orders the values of a kind."""
    return _KEYS.get(kind, _itself)


def accepts(node: ast.Node, parameters: Mapping[str, Any]) -> Accepts | None:
    """Return what a cell accepts, or None if it is not plain."""
    if not isinstance(node, ast.UnaryTests):
        return None
    if not node.tests:
        return EVERYTHING
    spans = [_span(test, parameters) for test in node.tests]
    found = [span for span in spans if span is not None]
    return Accepts(tuple(found), node.negated) if len(found) == len(spans) else None


def column(cells: Sequence[Accepts | None], extra: Iterable[Accepts] = ()) -> Column:
    """Return the regions that the cells of one input make.

    Args:
        cells: one for each row; None where the cell is not plain.
        extra: further constants that make regions of their own (the allowed values).
    """
    plain = [cell for cell in (*cells, *extra) if cell]
    kinds = {kind_of(end) for cell in plain for end in _ends(cell)} - {"null"}
    kind = kinds.pop() if len(kinds) == 1 else ""
    if kind not in _KINDS:
        tested = sum(1 << row for row, cell in enumerate(cells) if cell != EVERYTHING)
        return Column("", (), ((1 << len(cells)) - 1,), tested)
    points = _points(plain, kind)
    masks = _masks(cells, [sort_key(kind)(point) for point in points], kind)
    general = sum(1 << row for row, cell in enumerate(cells) if cell is None)
    return Column(kind, tuple(points), masks, general)


def _span(node: ast.Node, parameters: Mapping[str, Any]) -> Interval | None:
    match node:
        case ast.OpenRange(operator=operator, end=end):
            value = _constant(end, parameters)
            return None if value is OPEN else _open_span(operator, value)
        case ast.RangeLiteral():
            low, high = _constant(node.start, parameters), _constant(node.end, parameters)
            if low is OPEN or high is OPEN or compare(low, high) is None:
                return None
            return Interval(low, high, node.start_included, node.end_included)
        case _:
            value = _constant(node, parameters)
            return None if value is OPEN else Interval(value, value)


def _open_span(operator: str, value: Any) -> Interval | None:
    match operator:
        case "=":
            return Interval(value, value)
        case "<" | "<=" if compare(value, value) == 0:
            return Interval(OPEN, value, high_included=operator == "<=")
        case ">" | ">=" if compare(value, value) == 0:
            return Interval(value, OPEN, low_included=operator == ">=")
        case _:
            return None


def is_constant(node: ast.Node, parameters: Mapping[str, Any]) -> bool:
    """Return whether no fact can change the value of a node."""
    return all(_is_constant(each, parameters) for each in ast.walk(node))


def _constant(node: ast.Node, parameters: Mapping[str, Any]) -> Any:
    """Return the constant of a plain test, ``OPEN`` if it is none."""
    if isinstance(node, ast.Literal):
        return node.value
    if not is_constant(node, parameters):
        return OPEN
    value = evaluate(node.span.text.body[node.span.start : node.span.end], parameters).value
    return value if kind_of(value) in _KINDS else OPEN


def _is_constant(node: ast.Node, parameters: Mapping[str, Any]) -> bool:
    match node:
        case ast.Literal() | ast.AtLiteral() | ast.Negation() | ast.Arithmetic():
            return True
        case ast.Name(name=name):
            return name in parameters or (node.builtin and name not in _CHANGING)
        case ast.Call(function=ast.Name(builtin=True)) | ast.ListLiteral() | ast.ContextLiteral():
            return True
        case _:
            return False


def _ends(cell: Accepts) -> Iterable[Any]:
    for span in cell.spans:
        yield from (end for end in (span.low, span.high) if end is not OPEN)


def _points(cells: Sequence[Accepts], kind: str) -> list[Any]:
    ends = [end for cell in cells for end in _ends(cell) if end is not None]
    if kind == "boolean":
        return [False, True]
    key = sort_key(kind)
    points: list[Any] = []
    for end in sorted(ends, key=key):
        if not points or compare(points[-1], end) != 0:
            points.append(end)
    return points


def _masks(cells: Sequence[Accepts | None], points: Sequence[Any], kind: str) -> tuple[int, ...]:
    """Return for each region the rows that accept it, by noting where each row begins and ends."""
    toggles = [0] * (2 * len(points) + 2)
    for row, cell in enumerate(cells):
        for first, last in _accepted(cell or EVERYTHING, points, sort_key(kind)):
            toggles[first] ^= 1 << row
            toggles[last] ^= 1 << row
    return tuple(accumulate(toggles[:-1], xor))


def _accepted(cell: Accepts, points: Sequence[Any], key: Key) -> Iterator[tuple[int, int]]:
    """Yield the regions a cell accepts as disjoint ranges, the end exclusive."""
    inside = sorted(filter(None, (_range(span, points, key) for span in cell.spans)))
    at = 0
    for first, last in inside:
        if cell.negated and at < first:
            yield at, first
        if not cell.negated and max(at, first) < last:
            yield max(at, first), last
        at = max(at, last)
    if cell.negated and at < 2 * len(points) + 1:
        yield at, 2 * len(points) + 1


def _range(span: Interval, points: Sequence[Any], key: Key) -> tuple[int, int] | None:
    """Return the first region of a span and the one after its last, None where it has none."""
    if span.low is None:
        return None
    first, last = 0, 2 * len(points) + 1
    if span.low is not OPEN:
        first = 2 * bisect_left(points, key(span.low)) + (1 if span.low_included else 2)
    if span.high is not OPEN:
        last = 2 * bisect_left(points, key(span.high)) + (2 if span.high_included else 1)
    return (first, last) if first < last else None


def _order(one: Any, other: Any) -> int:
    if isinstance(one, bool) and isinstance(other, bool):
        return int(one) - int(other)
    return compare(one, other) or 0


def _itself(value: Any) -> Any:
    return value
