"""Values of FEEL, their kinds, equality and order.

=====================================  ======================================
FEEL                                   Python
=====================================  ======================================
number                                 ``int`` or ``Decimal``, never ``float``
string, boolean, null                  ``str``, ``bool``, ``None``
list, context                          ``list``, ``dict`` (keys are strings)
date, time, date and time, durations   ``engine.feel.temporal``
range                                  ``Range``
function                               ``Function``
=====================================  ======================================

Values are never changed once made; lists and dicts may be shared.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, TypeAlias

from engine.feel import temporal
from engine.feel.ast import FormalParameter
from engine.feel.budget import spend
from engine.feel.numbers import NUMBERS
from engine.feel.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time
from engine.feel.types import ANY, Type

Value: TypeAlias = Any

TEMPORAL: Final = frozenset({Date, Time, DateTime, DaysDuration, MonthsDuration})
_KINDS: Final[dict[type, str]] = {
    type(None): "null",
    bool: "boolean",
    int: "number",
    Decimal: "number",
    str: "string",
    list: "list",
    dict: "context",
    Date: "date",
    Time: "time",
    DateTime: "date and time",
    DaysDuration: "days and time duration",
    MonthsDuration: "years and months duration",
}


class _Open:
    """The end that a range such as ``< 10`` does not have; not the same as null."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "OPEN"


OPEN: Final = _Open()


@dataclass(frozen=True, slots=True)
class Range:
    """A range; ``operator`` is set for one written with an operator, such as ``< 10``.

    The end that ``< 10`` does not have is ``OPEN``.
    """

    start: Value
    end: Value
    start_included: bool
    end_included: bool
    operator: str = ""


def open_range(operator: str, end: Value) -> Range:
    """Return the range of an operator and one end (DMN 1.5, 10.3.2.7)."""
    match operator:
        case "<" | "<=":
            return Range(OPEN, end, False, operator == "<=", operator)
        case ">" | ">=":
            return Range(end, OPEN, operator == ">=", False, operator)
        case _:
            return Range(end, end, operator == "=", operator == "=", operator)


@dataclass(frozen=True, slots=True)
class Signature:
    """One way to call a function.

    ``required`` parameters come first; with ``variadic`` the last parameter takes all that follow.
    """

    parameters: tuple[FormalParameter, ...]
    required: int
    invoke: Callable[..., Value]
    variadic: bool = False
    nulls: frozenset[int] = frozenset()  # positions where null is welcome


@dataclass(frozen=True, slots=True, eq=False)
class Function:
    """A function as a value: a built-in, an author's, or an invocable of a model."""

    name: str
    signatures: tuple[Signature, ...]
    result: Type = ANY


class Unfit(Exception):  # never leaves engine.feel: a call turns it into null
    """A function has no value for its arguments; the message says why."""


def kind_of(value: Value) -> str:
    """Return the FEEL name of a value's kind, for messages."""
    found = _KINDS.get(type(value))
    if found:
        return found
    if isinstance(value, Range):
        return "range"
    if isinstance(value, Function):
        return "function"
    return "context" if isinstance(value, Mapping) else type(value).__name__


def equal(a: Value, b: Value) -> bool | None:
    """Return whether two values are equal, or None if their kinds are not comparable.

    Anything against null is false, null against null true (DMN 1.5, table 53).
    """
    if a is None or b is None:
        return a is b
    kind, other = type(a), type(b)
    if kind in NUMBERS and other in NUMBERS:
        return bool(a == b)
    if kind is other:
        if kind is str or kind is bool:
            return bool(a == b)
        return _equal_deep(a, b)
    if kind in TEMPORAL and other in TEMPORAL:
        return temporal.equal(a, b)
    if isinstance(a, Mapping) and isinstance(b, Mapping):
        return _equal_contexts(a, b)
    return None


def _equal_deep(a: Value, b: Value) -> bool | None:
    if isinstance(a, list):
        return _equal_lists(a, b)
    if isinstance(a, Mapping):
        return _equal_contexts(a, b)
    if type(a) in TEMPORAL:
        return temporal.equal(a, b)
    if isinstance(a, Range):
        return _equal_ranges(a, b)
    return True if a is b else None


def _equal_lists(a: Sequence[Value], b: Sequence[Value]) -> bool:
    if len(a) != len(b):
        return False
    spend(len(a))
    return all(x is y or equal(x, y) is True for x, y in zip(a, b, strict=True))


def _equal_contexts(a: Mapping[str, Value], b: Mapping[str, Value]) -> bool:
    if a.keys() != b.keys():
        return False
    spend(len(a))
    return all(x is b[key] or equal(x, b[key]) is True for key, x in a.items())


def _equal_ranges(a: Range, b: Range) -> bool:
    return (
        (a.start_included, a.end_included, a.operator)
        == (b.start_included, b.end_included, b.operator)
        and _same_end(a.start, b.start)
        and _same_end(a.end, b.end)
    )


def _same_end(a: Value, b: Value) -> bool:
    return a is b if a is OPEN or b is OPEN else equal(a, b) is True


def compare(a: Value, b: Value) -> int | None:
    """Return -1, 0 or 1, or None where there is no order between the two."""
    kind, other = type(a), type(b)
    if (kind in NUMBERS and other in NUMBERS) or (kind is str and other is str):
        return int(a > b) - int(a < b)
    if kind in TEMPORAL and other in TEMPORAL:
        return temporal.compare(a, b)
    return None


def same(a: Value, b: Value) -> bool:
    """Return what ``is(a, b)`` says: the same value in the same form."""
    kind, other = type(a), type(b)
    if kind in TEMPORAL or other in TEMPORAL:
        return kind is other and temporal.same(a, b)
    if isinstance(a, list) and isinstance(b, list):
        spend(len(a))
        return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, Mapping) and isinstance(b, Mapping):
        spend(len(a))
        return a.keys() == b.keys() and all(same(x, b[key]) for key, x in a.items())
    return a is b or equal(a, b) is True


def in_range(value: Value, limits: Range) -> bool | None:
    """Return whether a value lies in a range; None where an end cannot be compared with it."""
    if limits.operator in {"=", "!="}:
        found = equal(value, limits.end)
        return found if limits.operator == "=" or found is None else not found
    above = _ordered(limits.start, value, touching=limits.start_included)
    below = _ordered(value, limits.end, touching=limits.end_included)
    if above is None or below is None:
        return None
    return above and below


def _ordered(low: Value, high: Value, *, touching: bool) -> bool | None:
    if low is OPEN or high is OPEN:
        return True
    order = compare(low, high)
    if order is None:
        return None
    return order < 0 or (touching and order == 0)


def passes(value: Value, test: Value) -> bool | None:
    """Return whether a value meets a test that is a value: a range, a list of tests, an equal.

    The semantics of ``in`` and of cells (DMN 1.5, table 55).
    """
    if isinstance(test, Range):
        return in_range(value, test)
    if isinstance(test, list):
        spend(len(test))
        if isinstance(value, list) and equal(value, test):
            return True
        return any(_meets(value, item) for item in test)
    return equal(value, test)


def _meets(value: Value, item: Value) -> bool:
    if isinstance(item, Range):
        return in_range(value, item) is True or equal(value, item) is True
    return equal(value, item) is True
