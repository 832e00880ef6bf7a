"""Built-ins on numbers (DMN 1.5, 10.3.4.5)."""

from engine.feel import numbers, operators
from engine.feel.builtins.table import builtin
from engine.feel.numbers import FEEL, Number, whole
from engine.feel.values import Unfit, Value
from engine.language import _


def _rounded(n: Number, scale: Number, rounding: str) -> Number:
    found = numbers.round_to(n, whole(scale), rounding)
    if found is None:
        raise Unfit(_("the scale must lie between -6111 and 6176"))
    return found


@builtin("decimal(n: number, scale: number)")
def decimal(n: Number, scale: Number) -> Number:
    """Return a number rounded half to even."""
    return _rounded(n, scale, numbers.HALF_EVEN)


@builtin("floor(n: number, scale?: number)")
def floor(n: Number, scale: Number = 0) -> Number:
    """Return a number rounded down towards minus infinity."""
    return _rounded(n, scale, numbers.FLOOR)


@builtin("ceiling(n: number, scale?: number)")
def ceiling(n: Number, scale: Number = 0) -> Number:
    """Return a number rounded up towards infinity."""
    return _rounded(n, scale, numbers.CEILING)


@builtin("round up(n: number, scale: number)")
def round_up(n: Number, scale: Number) -> Number:
    """Return a number rounded away from zero."""
    return _rounded(n, scale, numbers.UP)


@builtin("round down(n: number, scale: number)")
def round_down(n: Number, scale: Number) -> Number:
    """Return a number rounded towards zero."""
    return _rounded(n, scale, numbers.DOWN)


@builtin("round half up(n: number, scale: number)")
def round_half_up(n: Number, scale: Number) -> Number:
    """Return a number rounded, a half away from zero."""
    return _rounded(n, scale, numbers.HALF_UP)


@builtin("round half down(n: number, scale: number)")
def round_half_down(n: Number, scale: Number) -> Number:
    """Return a number rounded, a half towards zero."""
    return _rounded(n, scale, numbers.HALF_DOWN)


@builtin("abs(n: number)", "abs(n: days and time duration)", "abs(n: years and months duration)")
def absolute(n: Value) -> Value:
    """Return a number or duration without its sign."""
    zero = operators.subtract(n, n)
    return operators.negate(n) if operators.less(n, zero) else n


@builtin("modulo(dividend: number, divisor: number)")
def modulo(dividend: Number, divisor: Number) -> Number:
    """Return the rest of a division; it has the sign of the divisor."""
    found = numbers.modulo(dividend, divisor)
    if found is None:
        raise Unfit(_("division by zero has no value"))
    return found


@builtin("sqrt(number: number)")
def sqrt(n: Number) -> Number | None:
    """Return the square root; null for negative numbers."""
    return numbers.compute(FEEL.sqrt, n) if n >= 0 else None


@builtin("log(number: number)")
def log(n: Number) -> Number | None:
    """Return the natural logarithm; null for zero and below."""
    return numbers.compute(FEEL.ln, n) if n > 0 else None


@builtin("exp(number: number)")
def exp(n: Number) -> Number | None:
    """Return Euler's number to the power of ``n``."""
    return numbers.compute(FEEL.exp, n)


@builtin("odd(number: number)")
def odd(n: Number) -> bool:
    """Return whether a number is odd."""
    return numbers.modulo(n, 2) == 1


@builtin("even(number: number)")
def even(n: Number) -> bool:
    """Return whether a number is even."""
    return numbers.modulo(n, 2) == 0
