"""Between Python's values and FEEL's, at the edge: once on the way in, once on the way out."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from math import isfinite
from typing import Any, Final

from engine.feel import numbers, temporal
from engine.feel.numbers import FEEL, LIMIT
from engine.feel.values import TEMPORAL, Function, Range, Value, kind_of
from engine.language import _
from engine.source import LimitExceeded, Reason, Rejected

_NESTING: Final = 100
AS_THEY_ARE: Final = frozenset({str, bool, type(None)}) | TEMPORAL
"""Classes whose values are the same in Python and in FEEL."""
_MOMENTS: Final = (dt.date, dt.time, dt.timedelta)
_TENTH, _HUNDREDTH = Decimal("0.1"), Decimal("0.01")
_CENTS: Final = 1e13
_WORDS: Final[dict[Any, str]] = {True: "true", False: "false", None: "null"}


def from_python(value: Any, nesting: int = _NESTING) -> Value:
    """Return the FEEL value of a Python value, all the way down.

    ``float`` becomes the ``Decimal`` it is written as; ``datetime`` values become temporal ones;
    mappings and sequences dicts and lists. FEEL values stay as they are.

    Raises:
        Rejected: for a value that FEEL has no kind for, and a key that is neither text nor number.
        LimitExceeded: for numbers beyond decimal128 and for what is nested too deep.
    """
    kind = value.__class__
    if kind in AS_THEY_ARE:
        return value
    if kind is float and isfinite(value):
        return decimal_of(value)
    if kind is dict or kind is list:
        return _compound(value, nesting)
    if kind is int and -LIMIT < value < LIMIT:
        return value
    if isinstance(value, int | float | Decimal):
        return _number(value)
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, Range | Function):
        return value
    if isinstance(value, _MOMENTS):
        return temporal.from_python(value)
    return _compound(value, nesting)


def _number(value: Any) -> Value:
    if isinstance(value, float):
        return decimal_of(float(value)) if isfinite(value) else None
    if isinstance(value, int):
        found = numbers.exact(int(value))
    elif not value.is_finite():
        return None
    else:
        found = FEEL.plus(value) if abs(value.adjusted()) < 6144 else None
    if found is None:
        raise LimitExceeded(_("a number has more digits than decimal128 can hold"))
    return found


def decimal_of(value: float) -> Decimal:
    """Return the decimal that a finite ``float`` is written as."""
    if -_CENTS < value < _CENTS:
        cents = round(value * 100)
        if cents / 100 == value:  # one or two digits behind the point: no text need be made
            tenths = cents // 10
            few = tenths * 10 == cents
            return FEEL.multiply(tenths, _TENTH) if few else FEEL.multiply(cents, _HUNDREDTH)
    return Decimal(float.__repr__(value))


def _compound(value: Any, nesting: int) -> Value:
    if nesting == 0:
        raise LimitExceeded(_("a value is nested too deep"))
    inner = nesting - 1
    if value.__class__ is dict or isinstance(value, Mapping):
        return {
            key if key.__class__ is str else _key(key): (
                item if item.__class__ in AS_THEY_ARE else from_python(item, inner)
            )
            for key, item in value.items()
        }
    if value.__class__ is list or isinstance(value, Sequence | AbstractSet):
        return [from_python(item, inner) for item in value]
    raise Rejected(
        Reason.INVALID, _("FEEL has no value for a Python {kind}").format(kind=kind_of(value))
    )


def _key(key: Any) -> str:
    """Return the text of a key; what is no text never reads as a name of FEEL."""
    if isinstance(key, str):
        return str.__str__(key)
    if key is None or isinstance(key, bool):
        return _WORDS[key]
    if isinstance(key, int | float | Decimal | dt.date | dt.time):
        return str(key)
    raise Rejected(
        Reason.INVALID,
        _("a key of a context is text, not a Python {kind}").format(kind=type(key).__name__),
    )


class Converted(Mapping[str, Value]):
    """Facts in plain Python, each converted when it is first read; others are not looked at."""

    __slots__ = ("_facts", "_known")

    def __init__(self, facts: Mapping[str, Any]) -> None:
        self._facts = facts
        self._known: dict[str, Value] = {}

    def __getitem__(self, name: str) -> Value:
        if name not in self._known:
            self._known[name] = from_python(self._facts[name])
        return self._known[name]

    def __contains__(self, name: object) -> bool:
        return name in self._facts

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)


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
