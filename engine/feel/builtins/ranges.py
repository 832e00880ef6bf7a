"""Built-ins on ranges and points (DMN 1.5, 10.3.4.9): Allen's relations with open ends."""

from typing import Final

from engine.feel import ast, temporal
from engine.feel.builtins.table import builtin
from engine.feel.names import Scope
from engine.feel.parser import Parser
from engine.feel.values import OPEN, Range, Unfit, Value, compare, in_range, kind_of
from engine.language import _
from engine.source import DefinitionError, Text

_MAKERS: Final = {
    "date": temporal.parse_date,
    "time": temporal.parse_time,
    "date and time": temporal.parse_date_time,
    "duration": temporal.parse_duration,
}
_NAMES: Final = Scope(tuple(_MAKERS))


def _order(a: Value, b: Value) -> int:
    if a is OPEN or b is OPEN:
        raise Unfit(_("a range without an end has no place before or behind others"))
    found = compare(a, b)
    if found is None:
        raise Unfit(
            _("{left} and {right} cannot be compared").format(left=kind_of(a), right=kind_of(b))
        )
    return found


def _contains(limits: Range, point: Value) -> bool:
    found = in_range(point, limits)
    if found is None:
        raise Unfit(_("the point cannot be compared with the ends of the range"))
    return found


@builtin(
    "before(point1: Any, point2: Any)",
    "before(point: Any, range: range)",
    "before(range: range, point: Any)",
    "before(range1: range, range2: range)",
)
def before(a: Value, b: Value) -> bool:
    """Return whether all of ``a`` comes before all of ``b``; each is a point or a range."""
    end, end_included = (a.end, a.end_included) if isinstance(a, Range) else (a, True)
    start, start_included = (b.start, b.start_included) if isinstance(b, Range) else (b, True)
    order = _order(end, start)
    return order < 0 or (order == 0 and not (end_included and start_included))


@builtin(
    "after(point1: Any, point2: Any)",
    "after(point: Any, range: range)",
    "after(range: range, point: Any)",
    "after(range1: range, range2: range)",
)
def after(a: Value, b: Value) -> bool:
    """Return whether all of ``a`` comes after all of ``b``."""
    return before(b, a)


@builtin("meets(range1: range, range2: range)")
def meets(a: Range, b: Range) -> bool:
    """Return whether ``a`` ends at the very point where ``b`` starts."""
    return a.end_included and b.start_included and _order(a.end, b.start) == 0


@builtin("met by(range1: range, range2: range)")
def met_by(a: Range, b: Range) -> bool:
    """Return whether ``a`` starts at the very point where ``b`` ends."""
    return meets(b, a)


@builtin("overlaps(range1: range, range2: range)")
def overlaps(a: Range, b: Range) -> bool:
    """Return whether the two have a point in common."""
    return not before(a, b) and not before(b, a)


@builtin("overlaps before(range1: range, range2: range)")
def overlaps_before(a: Range, b: Range) -> bool:
    """Return whether ``a`` starts before ``b`` and ends within it."""
    starts_first = _order(a.start, b.start)
    ends_first = _order(a.end, b.end)
    return (
        overlaps(a, b)
        and (starts_first < 0 or (starts_first == 0 and a.start_included > b.start_included))
        and (ends_first < 0 or (ends_first == 0 and a.end_included <= b.end_included))
    )


@builtin("overlaps after(range1: range, range2: range)")
def overlaps_after(a: Range, b: Range) -> bool:
    """Return whether ``a`` starts within ``b`` and ends after it."""
    starts_last = _order(a.start, b.start)
    ends_last = _order(a.end, b.end)
    return (
        overlaps(a, b)
        and (starts_last > 0 or (starts_last == 0 and a.start_included < b.start_included))
        and (ends_last > 0 or (ends_last == 0 and a.end_included >= b.end_included))
    )


@builtin("finishes(point: Any, range: range)", "finishes(range1: range, range2: range)")
def finishes(a: Value, b: Range) -> bool:
    """Return whether a point or range ends where ``b`` ends, and starts no earlier."""
    if not isinstance(a, Range):
        return b.end_included and _order(a, b.end) == 0
    starts = _order(a.start, b.start)
    return (
        a.end_included == b.end_included
        and _order(a.end, b.end) == 0
        and (starts > 0 or (starts == 0 and a.start_included <= b.start_included))
    )


@builtin("finished by(range: range, point: Any)", "finished by(range1: range, range2: range)")
def finished_by(a: Range, b: Value) -> bool:
    """Return whether ``b`` finishes ``a``."""
    return finishes(b, a)


@builtin("includes(range: range, point: Any)", "includes(range1: range, range2: range)")
def includes(a: Range, b: Value) -> bool:
    """Return whether a point or range lies in ``a``."""
    if not isinstance(b, Range):
        return _contains(a, b)
    starts, ends = _order(a.start, b.start), _order(a.end, b.end)
    return (starts < 0 or (starts == 0 and a.start_included >= b.start_included)) and (
        ends > 0 or (ends == 0 and a.end_included >= b.end_included)
    )


@builtin("during(point: Any, range: range)", "during(range1: range, range2: range)")
def during(a: Value, b: Range) -> bool:
    """Return whether a point or range lies in ``b``."""
    return includes(b, a)


@builtin("starts(point: Any, range: range)", "starts(range1: range, range2: range)")
def starts(a: Value, b: Range) -> bool:
    """Return whether a point or range starts where ``b`` starts, and ends no later."""
    if not isinstance(a, Range):
        return b.start_included and _order(a, b.start) == 0
    ends = _order(a.end, b.end)
    return (
        a.start_included == b.start_included
        and _order(a.start, b.start) == 0
        and (ends < 0 or (ends == 0 and a.end_included <= b.end_included))
    )


@builtin("started by(range: range, point: Any)", "started by(range1: range, range2: range)")
def started_by(a: Range, b: Value) -> bool:
    """Return whether ``b`` starts ``a``."""
    return starts(b, a)


@builtin(
    "coincides(point1: Any, point2: Any)",
    "coincides(range1: range, range2: range)",
)
def coincides(a: Value, b: Value) -> bool:
    """Return whether two points, or two ranges, are the same."""
    if not isinstance(a, Range) and not isinstance(b, Range):
        return _order(a, b) == 0
    if not isinstance(a, Range) or not isinstance(b, Range):
        raise Unfit(_("a point and a range cannot coincide"))
    return (
        (a.start_included, a.end_included) == (b.start_included, b.end_included)
        and _order(a.start, b.start) == 0
        and _order(a.end, b.end) == 0
    )


@builtin("range(from: string)")
def range_of_text(text: str) -> Range:
    """Return the range that a text such as ``[1..3]`` stands for.

    The ends are literals, or a temporal function of a literal; of one kind, rising, and at least
    one of them is not null.
    """
    try:
        tree = Parser(Text("range", text), Scope(), _NAMES).expression()
    except DefinitionError:
        raise Unfit(_("{text!r} is no range").format(text=text[:60])) from None
    if not isinstance(tree, ast.RangeLiteral):
        raise Unfit(_("{text!r} is no range").format(text=text[:60]))
    start, end = _end(tree.start), _end(tree.end)
    if start is None and end is None:
        raise Unfit(_("a range needs one end that is not null"))
    if (
        start is not None
        and end is not None
        and (kind_of(start) != kind_of(end) or _order(start, end) > 0)
    ):
        raise Unfit(_("the ends of a range must be of one kind and rise"))
    return Range(start, end, tree.start_included, tree.end_included)


def _end(node: ast.Node) -> Value:
    match node:
        case ast.Literal(_span, value) if not isinstance(value, bool):
            return value
        case ast.AtLiteral(_span, _text, value) if value is not None:
            return value
        case ast.Call(_span, ast.Name(name=name), (ast.Literal(value=str() as text),), None):
            maker = _MAKERS.get(name)
            found = maker(text) if maker else None
            if found is not None:
                return found
        case _:
            pass
    raise Unfit(_("the ends of a range must be literals"))
