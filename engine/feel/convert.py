"""Between Python's values and FEEL's, at the edge: once on the way in, once on the way out."""

import datetime as dt
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from typing import Any, Final

from engine.feel import numbers, temporal
from engine.feel.numbers import FEEL
from engine.feel.values import TEMPORAL, Function, Range, Value, kind_of
from engine.language import _
from engine.source import LimitExceeded, Reason, Rejected

_NESTING: Final = 100
_PLAIN: Final = frozenset({str, bool, type(None)})
_MOMENTS: Final = (dt.date, dt.time, dt.timedelta)


def from_python(value: Any, nesting: int = _NESTING) -> Value:
    """Return the FEEL value of a Python value, all the way down.

    ``float`` becomes the ``Decimal`` it is written as; ``datetime`` values become temporal ones;
    mappings and sequences dicts and lists. FEEL values stay as they are.

    Raises:
        Rejected: for a value that FEEL has no kind for.
        LimitExceeded: for numbers beyond decimal128 and for what is nested too deep.
    """
    if type(value) in _PLAIN or type(value) in TEMPORAL or isinstance(value, Range | Function):
        return value
    if isinstance(value, int | float | Decimal):
        return _number(value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, _MOMENTS):
        return temporal.from_python(value)
    return _compound(value, nesting)


def _number(value: float | Decimal) -> Value:
    if isinstance(value, int):
        found = numbers.exact(int(value))
    else:
        number = Decimal(repr(value)) if isinstance(value, float) else value
        if not number.is_finite():
            return None
        found = FEEL.plus(number) if abs(number.adjusted()) < 6144 else None
    if found is None:
        raise LimitExceeded(_("a number has more digits than decimal128 can hold"))
    return found


def _compound(value: Any, nesting: int) -> Value:
    if nesting == 0:
        raise LimitExceeded(_("a value is nested too deep"))
    if isinstance(value, Mapping):
        return {str(key): from_python(item, nesting - 1) for key, item in value.items()}
    if isinstance(value, Sequence | AbstractSet):
        return [from_python(item, nesting - 1) for item in value]
    raise Rejected(
        Reason.INVALID, _("FEEL has no value for a Python {kind}").format(kind=kind_of(value))
    )


def to_python(value: Value) -> Any:
    """Return plain Python for a FEEL value: ``datetime`` where it can hold it, else the value.

    Raises:
        LimitExceeded: for a value that is nested too deep.
    """
    try:
        return _to_python(value)
    except RecursionError:
        raise LimitExceeded(_("a value is nested too deep")) from None


def _to_python(value: Value) -> Any:
    if type(value) in TEMPORAL:
        return temporal.to_python(value)
    if isinstance(value, Mapping):
        return {key: _to_python(item) for key, item in value.items()}
    return [_to_python(item) for item in value] if isinstance(value, list) else value
