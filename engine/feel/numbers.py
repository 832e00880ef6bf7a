"""Numbers: ``int`` while exact and within 34 digits, else ``Decimal`` in decimal128. Never float.

The context is that of DMN 1.5, 10.3.2.3.1: 34 digits, half to even, exponents -6143 to 6144. It
traps nothing silently: what has no value (division by zero, overflow) is None here, null in FEEL.
"""

from collections.abc import Callable
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Context,
    Decimal,
    DecimalException,
    DivisionByZero,
    InvalidOperation,
    Overflow,
)
from typing import Any, Final, TypeAlias

Number: TypeAlias = int | Decimal

NUMBERS: Final = frozenset({int, Decimal})
FEEL: Final = Context(
    prec=34,
    rounding=ROUND_HALF_EVEN,
    Emin=-6143,
    Emax=6144,
    clamp=0,
    traps=[DivisionByZero, InvalidOperation, Overflow],
)
LIMIT: Final = 10**34
SCALES: Final = range(-6111, 6177)
_WIDE: Final = Context(prec=13_000, Emin=-20_000, Emax=20_000, traps=[InvalidOperation, Overflow])

HALF_EVEN, UP, DOWN = ROUND_HALF_EVEN, ROUND_UP, ROUND_DOWN
HALF_UP, HALF_DOWN = ROUND_HALF_UP, ROUND_HALF_DOWN
CEILING, FLOOR = ROUND_CEILING, ROUND_FLOOR


def number_literal(text: str) -> Number | None:
    """Return the number a FEEL numeric literal stands for, or None where decimal128 ends."""
    if len(text) <= 34 and text.isdigit():
        return int(text)
    try:
        return FEEL.create_decimal(text)
    except DecimalException:
        return None


def exact(value: int) -> Number | None:
    """Return an int as FEEL holds it: rounded to decimal128 once it leaves 34 digits."""
    if -LIMIT < value < LIMIT:
        return value
    if value.bit_length() > 20_500:  # beyond 10**6145, and slow to turn into digits
        return None
    try:
        return FEEL.create_decimal(value)
    except DecimalException:
        return None


def add(a: Number, b: Number) -> Number | None:
    """Return the sum, or None when decimal128 cannot hold it."""
    if type(a) is int and type(b) is int:
        return exact(a + b)
    return _compute(FEEL.add, a, b)


def subtract(a: Number, b: Number) -> Number | None:
    """Return the difference, or None when decimal128 cannot hold it."""
    if type(a) is int and type(b) is int:
        return exact(a - b)
    return _compute(FEEL.subtract, a, b)


def multiply(a: Number, b: Number) -> Number | None:
    """Return the product, or None when decimal128 cannot hold it."""
    if type(a) is int and type(b) is int:
        return exact(a * b)
    return _compute(FEEL.multiply, a, b)


def divide(a: Number, b: Number) -> Number | None:
    """Return the quotient, or None for division by zero."""
    return _compute(FEEL.divide, a, b) if b else None


def power(a: Number, b: Number) -> Number | None:
    """Return ``a ** b``, or None where it has no value or decimal128 cannot hold it."""
    if type(a) is int and type(b) is int and 0 <= b <= 128 and abs(a) <= 1_000_000:
        return exact(a**b)
    if not b:
        return 1
    return _compute(FEEL.power, a, b)


def negate(a: Number) -> Number:
    """Return ``-a``."""
    return -a if type(a) is int else FEEL.minus(a)


def compute(function: Callable[[Decimal], Decimal], a: Number) -> Number | None:
    """Return a function of the context (``FEEL.sqrt``) of one number, or None where it has none."""
    try:
        found = function(Decimal(a))
    except DecimalException:
        return None
    return found if found.is_finite() else None


def round_to(a: Number, scale: int, rounding: str) -> Number | None:
    """Return ``a`` rounded to ``scale`` digits behind the point; None for scales out of range."""
    if scale not in SCALES:
        return None
    if type(a) is int and scale >= 0:
        return a
    value = Decimal(a)
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or -exponent <= scale:
        return a
    try:
        rounded = value.quantize(Decimal((0, (1,), -scale)), rounding, context=_WIDE)
        return FEEL.create_decimal(rounded)
    except DecimalException:
        return None


def whole(a: Number) -> int:
    """Return a number without its fraction, towards zero: positions and scales are read so.

    One of more than 34 digits, which is beyond every position, counts as the first such.
    """
    if isinstance(a, int):
        return a
    return int(a) if -LIMIT < a < LIMIT else (LIMIT if a > 0 else -LIMIT)


def modulo(a: Number, b: Number) -> Number | None:
    """Return ``a - b * floor(a / b)``; the sign is that of the divisor."""
    if not b:
        return None
    if type(a) is int and type(b) is int:
        return a % b
    try:
        rest = _WIDE.remainder(Decimal(a), Decimal(b))
        if rest and (rest < 0) != (b < 0):
            rest = _WIDE.add(rest, Decimal(b))
        return FEEL.create_decimal(rest)
    except DecimalException:
        return None


def number_text(a: Number) -> str:
    """Return a number as FEEL writes it: no exponent, no zeros behind the last digit."""
    if isinstance(a, int):
        return str(a)
    if not a:
        return "0"
    text = format(a, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def parse_number(text: str) -> Number | None:
    """Return the number of a plain text such as ``-1.5e3``, or None."""
    if not text or not text.lstrip("+-").replace(".", "", 1).isascii() or "_" in text:
        return None
    try:
        value = FEEL.create_decimal(text)
    except DecimalException:
        return None
    if not value.is_finite():
        return None
    return int(value) if _is_small_integer(value) else value


def _is_small_integer(value: Decimal) -> bool:
    return value.as_tuple().exponent == 0 and abs(value) < LIMIT


def _compute(function: Callable[[Any, Any], Decimal], a: Number, b: Number) -> Decimal | None:
    try:
        found = function(a, b)
    except DecimalException:
        return None
    return found if found.is_finite() else None  # 0 ** -1 is infinite without a signal
