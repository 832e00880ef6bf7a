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
from operator import attrgetter
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
class Span:
    """The values between two constants; an end may be ``OPEN``. ``low is high`` is one value."""

    low: Any
    high: Any
    low_included: bool = True
    high_included: bool = True


@dataclass(frozen=True, slots=True)
class Accepts:
    """A plain cell: the values in any of the spans, or with ``negated`` in none of them."""

    spans: tuple[Span, ...]
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
    masks = tuple(
        sum(1 << row for row, cell in enumerate(cells) if cell is None or _holds(cell, low, high))
        for low, high in _regions(points)
    )
    general = sum(1 << row for row, cell in enumerate(cells) if cell is None)
    return Column(kind, tuple(points), masks, general)


def _span(node: ast.Node, parameters: Mapping[str, Any]) -> Span | None:
    match node:
        case ast.OpenRange(operator=operator, end=end):
            value = _constant(end, parameters)
            return None if value is OPEN else _open_span(operator, value)
        case ast.RangeLiteral():
            low, high = _constant(node.start, parameters), _constant(node.end, parameters)
            if low is OPEN or high is OPEN or compare(low, high) is None:
                return None
            return Span(low, high, node.start_included, node.end_included)
        case _:
            value = _constant(node, parameters)
            return None if value is OPEN else Span(value, value)


def _open_span(operator: str, value: Any) -> Span | None:
    match operator:
        case "=":
            return Span(value, value)
        case "<" | "<=" if compare(value, value) == 0:
            return Span(OPEN, value, high_included=operator == "<=")
        case ">" | ">=" if compare(value, value) == 0:
            return Span(value, OPEN, low_included=operator == ">=")
        case _:
            return None


def is_constant(node: ast.Node, parameters: Mapping[str, Any]) -> bool:
    """Return whether no fact can change the value of a node."""
    return all(_is_constant(each, parameters) for each in ast.walk(node))


def _constant(node: ast.Node, parameters: Mapping[str, Any]) -> Any:
    """Return the constant of a plain test, ``OPEN`` if it is none."""
    if not is_constant(node, parameters):
        return OPEN
    value = evaluate(node.span.text.body[node.span.start : node.span.end], parameters).value
    literal_null = isinstance(node, ast.Literal) and node.value is None
    plain = kind_of(value) in _KINDS
    return value if literal_null or plain else OPEN


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


def _regions(points: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    below: Any = OPEN
    for point in points:
        yield below, point
        yield point, point
        below = point
    yield below, OPEN


def _holds(cell: Accepts, low: Any, high: Any) -> bool:
    """Whether a cell accepts the values between two neighbouring points, or the point itself."""
    inside = any(_covers(span, low, high) for span in cell.spans)
    return inside is not cell.negated


def _covers(span: Span, low: Any, high: Any) -> bool:
    if span.low is None:
        return False
    if low is high:
        return low is not OPEN and _above(span, low) and _below(span, low)
    above = span.low is OPEN or (low is not OPEN and _order(span.low, low) <= 0)
    return above and (span.high is OPEN or (high is not OPEN and _order(high, span.high) <= 0))


def _above(span: Span, value: Any) -> bool:
    if span.low is OPEN:
        return True
    order = _order(span.low, value)
    return order < 0 or (order == 0 and span.low_included)


def _below(span: Span, value: Any) -> bool:
    if span.high is OPEN:
        return True
    order = _order(value, span.high)
    return order < 0 or (order == 0 and span.high_included)


def _order(one: Any, other: Any) -> int:
    if isinstance(one, bool) and isinstance(other, bool):
        return int(one) - int(other)
    return compare(one, other) or 0


def _itself(value: Any) -> Any:
    return value
