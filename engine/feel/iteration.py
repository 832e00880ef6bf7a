"""Filters, ``for``, ``some`` and ``every`` as closures (DMN 1.5, 10.3.2.5, 10.3.2.14)."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from engine.feel import ast, temporal
from engine.feel.budget import meter
from engine.feel.frames import Closure, Compiler, Frame, Item, Local, item_frame, moved, weight
from engine.feel.numbers import NUMBERS, whole
from engine.feel.temporal import Date
from engine.feel.values import Range, Value, kind_of
from engine.language import _

_Runs: TypeAlias = tuple[str, Closure, Closure | None, ast.Iteration]


# -- filters


def compile_filter(compiler: Compiler, node: ast.Filter) -> Closure:
    """Return the closure of ``source[condition]``.

    A number picks the item at that position, from the end if negative; else the items stay for
    which the condition is true. What is no list is a list of one.
    """
    source = compiler.compile(node.source)
    condition = compiler.inside(Item(), node.condition)
    cost = weight(node.condition)
    fresh = _captures(node.condition)

    def filtered(frame: Frame) -> Value:
        value = source(frame)
        if value is None:
            frame.run.warn(node.span, _("null cannot be filtered"))
            return None
        items = value if isinstance(value, list) else [value]
        inner = item_frame(frame, items[0] if items else None)
        first = condition(inner)
        if type(first) in NUMBERS:
            return _at_position(frame, node, items, first)
        meter().spend(cost * len(items))
        kept = items[:1] if first is True else []
        for item in items[1:]:
            inner = item_frame(frame, item) if fresh else moved(inner, item)
            if condition(inner) is True:
                kept.append(item)
        return kept

    return filtered


def _captures(node: ast.Node) -> bool:
    """Return whether a function made inside could outlive the frame it was made in."""
    return any(isinstance(each, ast.FunctionLiteral) for each in ast.walk(node))


def _at_position(frame: Frame, node: ast.Filter, items: list[Value], position: Value) -> Value:
    at = whole(position)
    if at == position and 0 < abs(at) <= len(items):
        return items[at - 1 if at > 0 else at]
    message = _("there is no item {position} in a list of {length}").format(
        position=position, length=len(items)
    )
    frame.run.warn(node.span, message)
    return None


# -- loops


def compile_for(compiler: Compiler, node: ast.For) -> Closure:
    """Return the closure of ``for ... return``."""
    depth = len(compiler.scopes)
    runs = _compile_iterations(compiler, node.iterations)
    body = compiler.inside(Local("partial"), node.body)
    del compiler.scopes[depth:]
    cost = weight(node.body)
    snapshot = any(isinstance(each, ast.Name) and each.name == "partial" for each in ast.walk(node))
    fresh = snapshot or _captures(node)

    def loop(frame: Frame) -> Value:
        limits = meter()
        results: list[Value] = []
        partial = Frame(frame.run, None, {"partial": results})
        for inner in _frames(runs, frame, fresh=fresh):
            if inner is None:
                return None
            limits.spend(cost)
            if fresh:
                limits.spend(len(results) >> 4)
                partial = Frame(frame.run, inner, {"partial": results[:]})
            else:
                partial.parent = inner
            results.append(body(partial))
        return results

    return loop


def compile_quantified(compiler: Compiler, node: ast.Quantified) -> Closure:
    """Return the closure of ``some`` or ``every``: ``or`` and ``and`` over the items."""
    depth = len(compiler.scopes)
    runs = _compile_iterations(compiler, node.iterations)
    condition = compiler.compile(node.condition)
    del compiler.scopes[depth:]
    cost, decisive = weight(node.condition), node.quantifier == "some"
    neutral, fresh = not decisive, _captures(node)

    def quantified(frame: Frame) -> Value:
        limits = meter()
        found: bool | None = neutral
        for inner in _frames(runs, frame, fresh=fresh):
            if inner is None:
                return None
            limits.spend(cost)
            value = condition(inner)
            if value is decisive:
                return decisive
            if value is not neutral:
                found = None
        if found is None:
            frame.run.warn(node.span, _("the condition is neither true nor false for an item"))
        return found

    return quantified


def _compile_iterations(compiler: Compiler, iterations: tuple[ast.Iteration, ...]) -> list[_Runs]:
    """Compile the iterations and leave the scope of the innermost one open."""
    runs: list[_Runs] = []
    for each in iterations:
        source = compiler.compile(each.source)
        end = compiler.compile(each.end) if each.end else None
        runs.append((each.name, source, end, each))
        compiler.scopes.append(Local(each.name))
    return runs


def _frames(runs: list[_Runs], frame: Frame, *, fresh: bool) -> Iterator[Frame | None]:
    """Yield a frame for each combination; None once, after a warning, if something cannot run.

    Unless they must be ``fresh``, all turns of a loop share a frame and its names.
    """
    name, source, end, node = runs[0]
    items = _domain(frame, node, source, end)
    if items is None:
        yield None
        return
    limits = meter()
    names: dict[str, Value] = {}
    inner = Frame(frame.run, frame, names)
    for item in items:
        if fresh:
            inner = Frame(frame.run, frame, {name: item})
        else:
            names[name] = item
        if len(runs) == 1:
            yield inner
            continue
        limits.spend(1)
        for deeper in _frames(runs[1:], inner, fresh=fresh):
            yield deeper
            if deeper is None:
                return


def _domain(
    frame: Frame, node: ast.Iteration, source: Closure, end: Closure | None
) -> Iterable[Value] | None:
    value = source(frame)
    if end is not None:
        last = end(frame)
        found = stretch(value, last)
        if found is None:
            message = _("nothing runs from {first} to {last}").format(
                first=kind_of(value), last=kind_of(last)
            )
            frame.run.warn(node.span, message)
        return found
    found = items_of(value)
    if found is None:
        frame.run.warn(node.span, _why_nothing(value))
    return found


def items_of(value: Value) -> Iterable[Value] | None:
    """Return what a loop over a value runs over, or None where nothing runs."""
    if isinstance(value, Range):
        return _range_items(value)
    if value is None or isinstance(value, list):
        return value
    return [value]


def _why_nothing(value: Value) -> str:
    if value is None:
        return _("null has no items")
    return _("only a rising range of whole numbers or dates runs")


def _range_items(limits: Range) -> Iterable[Value] | None:
    if limits.operator:
        return None
    start, end = limits.start, limits.end
    whole = _whole_ends(start, end)
    if whole is not None:
        first, last = whole
    elif isinstance(start, Date) and isinstance(end, Date):
        first, last = start.ordinal, end.ordinal
    else:
        return None
    if first > last:
        return None
    days = range(first + (not limits.start_included), last + bool(limits.end_included))
    return days if whole is not None else map(temporal.from_ordinal, days)


def stretch(first: Value, last: Value) -> Iterable[Value] | None:
    """Return what a loop from one value to another runs over, or None where nothing runs."""
    whole = _whole_ends(first, last)
    if whole is not None:
        return _both_ways(*whole)
    if isinstance(first, Date) and isinstance(last, Date):
        return map(temporal.from_ordinal, _both_ways(first.ordinal, last.ordinal))
    return None


def _both_ways(first: int, last: int) -> range:
    return range(first, last + 1) if first <= last else range(first, last - 1, -1)


def _whole_ends(first: Value, last: Value) -> tuple[int, int] | None:
    if type(first) not in NUMBERS or type(last) not in NUMBERS:
        return None
    if whole(first) != first or whole(last) != last:
        return None
    return whole(first), whole(last)
