"""The operators of FEEL on values: None where there is no rule, never an exception.

Arithmetic by kind of operands is DMN 1.5, tables 49 to 52; logic in three values tables 46 and 47.
"""

from collections.abc import Callable, Mapping
from typing import Final

from engine.feel import numbers, temporal
from engine.feel.budget import check_size, spend
from engine.feel.numbers import NUMBERS
from engine.feel.values import OPEN, TEMPORAL, Range, Value, compare, equal


def add(a: Value, b: Value) -> Value:
    """Return the sum of numbers or durations, strings joined, a point in time moved."""
    kind, other = type(a), type(b)
    if kind in NUMBERS and other in NUMBERS:
        return numbers.add(a, b)
    if kind is str and other is str:
        if len(a) + len(b) > 64:
            check_size(len(a) + len(b))
        return a + b
    return temporal.add(a, b) if kind in TEMPORAL and other in TEMPORAL else None


def subtract(a: Value, b: Value) -> Value:
    """Return the difference of numbers, durations or points in time."""
    kind, other = type(a), type(b)
    if kind in NUMBERS and other in NUMBERS:
        return numbers.subtract(a, b)
    return temporal.subtract(a, b) if kind in TEMPORAL and other in TEMPORAL else None


def multiply(a: Value, b: Value) -> Value:
    """Return the product of numbers, or of a number and a duration."""
    kind, other = type(a), type(b)
    if kind in NUMBERS and other in NUMBERS:
        return numbers.multiply(a, b)
    if kind in TEMPORAL and other in NUMBERS:
        return temporal.multiply(a, b)
    return temporal.multiply(b, a) if kind in NUMBERS and other in TEMPORAL else None


def divide(a: Value, b: Value) -> Value:
    """Return the quotient of numbers, of a duration and a number, of two durations of a kind."""
    kind, other = type(a), type(b)
    if kind in NUMBERS and other in NUMBERS:
        return numbers.divide(a, b)
    if kind in TEMPORAL and (other in NUMBERS or other in TEMPORAL):
        return temporal.divide(a, b)
    return None


def power(a: Value, b: Value) -> Value:
    """Return one number to the power of another."""
    return numbers.power(a, b) if type(a) in NUMBERS and type(b) in NUMBERS else None


def negate(a: Value) -> Value:
    """Return a number or duration with the other sign."""
    if type(a) in NUMBERS:
        return numbers.negate(a)
    return temporal.negate(a) if type(a) in TEMPORAL else None


def less(a: Value, b: Value) -> bool | None:
    """Return ``a < b``."""
    order = compare(a, b)
    return None if order is None else order < 0


def at_most(a: Value, b: Value) -> bool | None:
    """Return ``a <= b``."""
    order = compare(a, b)
    return None if order is None else order <= 0


def greater(a: Value, b: Value) -> bool | None:
    """Return ``a > b``."""
    order = compare(a, b)
    return None if order is None else order > 0


def at_least(a: Value, b: Value) -> bool | None:
    """Return ``a >= b``."""
    order = compare(a, b)
    return None if order is None else order >= 0


def unequal(a: Value, b: Value) -> bool | None:
    """Return ``a != b``."""
    found = equal(a, b)
    return None if found is None else not found


def both(a: Value, b: Value) -> bool | None:
    """Return ``a and b`` in three values; what is no boolean counts as null."""
    if a is False or b is False:
        return False
    return True if a is True and b is True else None


ARITHMETIC: Final[dict[str, Callable[[Value, Value], Value]]] = {
    "+": add,
    "-": subtract,
    "*": multiply,
    "/": divide,
    "**": power,
}
COMPARISONS: Final[dict[str, Callable[[Value, Value], bool | None]]] = {
    "=": equal,
    "!=": unequal,
    "<": less,
    "<=": at_most,
    ">": greater,
    ">=": at_least,
}


def member(value: Value, name: str) -> Value:
    """Return a member of a context, of each item of a list, or a property of a value."""
    if type(value) is dict:
        return value.get(name)
    if isinstance(value, list):
        spend(len(value))
        return [member(item, name) for item in value]
    if type(value) in TEMPORAL:
        return temporal.member(value, name)
    if isinstance(value, Mapping):
        return value.get(name)
    return _range_member(value, name) if isinstance(value, Range) else None


def has_member(value: Value, name: str) -> bool:
    """Return whether a null member of this value is one that is there."""
    return isinstance(value, list) or (isinstance(value, Mapping) and name in value)


def _range_member(value: Range, name: str) -> Value:
    match name:
        case "start":
            return None if value.start is OPEN else value.start
        case "end":
            return None if value.end is OPEN else value.end
        case "start included":
            return value.start_included
        case "end included":
            return value.end_included
        case _:
            return None
