"""Generated code over plain Python facts: nothing is converted before it is read, nor more than it.

What the code looks at is *raw*: as the facts hold it. Guards (``tested``) let through what is the
same in FEEL, and convert any other value when the expression first reads it. Facts, members and
items that are not read are not looked at. What computes or comes out is exactly what
``from_python`` gives; the kinds that only this module knows are

``comparable``
    a number that is only compared: a finite ``float`` and an ``int`` of at most fifteen digits
    stay, since among them and constants of at most fifteen digits doubles are in the order of the
    decimals they are written as; any other number is converted
``present``
    a value that is only asked whether it is null
``value``
    a value that comes out
"""

import datetime as dt
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from decimal import Decimal
from math import isfinite
from typing import Any, Final

from engine.feel import operators
from engine.feel.budget import spend
from engine.feel.code_space import SPACE, WrongGuess
from engine.feel.convert import AS_THEY_ARE, decimal_of, from_python
from engine.feel.guesses import BOOLEAN, NUMBER, STRING
from engine.feel.numbers import FEEL, LIMIT, NUMBERS, Number
from engine.feel.temporal import Date
from engine.feel.values import Function, Value

EXACT: Final = 10**15
"""Below it an ``int`` has at most fifteen digits, which a double holds exactly."""
_DIGITS: Final = 4
_PARTS: Final = 10**_DIGITS
_BILLION: Final = 10**9
_FEW: Final = frozenset({int, float})
_NONE: Final[frozenset[type]] = frozenset()
_KNOWN: Final = AS_THEY_ARE | {int, dict, list}
_COMPARABLE: Final = (
    f"({{v}} := {{code}}).__class__ is int and -{EXACT} < {{v}} < {EXACT}"
    " or {v}.__class__ is float and -1e15 < {v} < 1e15"
)
_TESTS: Final = {
    NUMBER: (f"({{v}} := {{code}}).__class__ is int and -{LIMIT} < {{v}} < {LIMIT}", "NUM({v})"),
    "sized": (
        "({v} := {code}).__class__ is int and -{size} < {v} < {size}",
        "SIZED({v}, {size})",
    ),
    "comparable": (_COMPARABLE, "NUM({v})"),
    "comparable or null": (_COMPARABLE + " or {v} is None", "NUM({v})"),
    STRING: ("({v} := {code}).__class__ is str", "STR({v})"),
    f"{STRING} or null": ("({v} := {code}).__class__ is str or {v} is None", "STR({v})"),
    BOOLEAN: ("({v} := {code}).__class__ is bool", "M()"),
    f"{BOOLEAN} or null": ("({v} := {code}).__class__ is bool or {v} is None", "M()"),
    "present": ("({v} := {code}).__class__ in KNOWN", "V({v})"),
    "value": ("({v} := {code}).__class__ in AS_THEY_ARE", "V({v})"),
}


def tested(code: str, kind: str, variable: str, size: int) -> str:
    """Return code for a raw value that is of a kind or becomes so, or leaves."""
    if kind == "day":
        day = f"({variable} := {code}).__class__ is PYDATE"
        return f"({variable} := {variable}.toordinal() if {day} else DAY({variable}))"
    test, otherwise = (part.format(v=variable, code=code, size=size) for part in _TESTS[kind])
    leaves = otherwise if otherwise == "M()" else f"({variable} := {otherwise})"
    return f"({variable} if {test} else {leaves})"


def _number(value: Any) -> Number:
    if type(value) is float and isfinite(value):
        return decimal_of(value)
    found = from_python(value)
    if type(found) not in NUMBERS:
        raise WrongGuess
    return found  # type: ignore[no-any-return]


def _sized(value: Any, size: int) -> Number:
    """Return a number to compute with, smaller than ``size`` if it is an int."""
    if type(value) is float and isfinite(value):
        return decimal_of(value)
    found = _number(value)
    if type(found) is int and not -size < found < size:
        raise WrongGuess
    return found


def _exactly(value: Number | float) -> Number:
    """Return the number of what a guard for comparing let through."""
    return decimal_of(value) if isinstance(value, float) else value


def _string(value: Any) -> str:
    found = from_python(value)
    if type(found) is not str:
        raise WrongGuess
    return found


def _day(value: Any) -> int:
    found = from_python(value)
    if type(found) is not Date:
        raise WrongGuess
    return found.ordinal


def _list(value: Any) -> list[Any]:
    """Return a list with its items raw."""
    found = value if type(value) is list else from_python(value)
    if type(found) is not list:
        raise WrongGuess
    return found


def _step(value: Any, name: str) -> Any:
    """Return a member, raw, of a context or of each item of a list."""
    if isinstance(value, Mapping):
        return _entry(value, name)
    if isinstance(value, list):
        spend(len(value))
        return [_member(item, name) for item in value]
    found = from_python(value)
    return _step(found, name) if type(found) is list else operators.member(found, name)


def _member(item: Any, name: str) -> Any:
    if isinstance(item, Mapping):
        return item.get(name)
    return _step(item, name)


def _entry(item: Any, name: str) -> Any:
    """Return an entry, raw, of an item that has it."""
    if isinstance(item, Mapping) and name in item:
        return item[name]
    raise WrongGuess


def _sum(call: Callable[..., Value], function: Function, items: Any) -> Value:
    """Return the sum of raw numbers, taken in whole parts where all have few digits."""
    kinds = set(map(type, items)) if type(items) is list else _NONE
    if kinds and kinds <= _FEW and min(items) > -_BILLION and max(items) < _BILLION:
        with suppress(ValueError):  # not a number
            parts = [round(item * _PARTS) for item in items]
            if [part / _PARTS for part in parts] == items:
                return _of_parts(sum(parts), kinds)
    return call(function, from_python(items))


def _of_parts(total: int, kinds: AbstractSet[type]) -> Number:
    if kinds == {int}:
        return total // _PARTS
    digits = _DIGITS
    while digits > 1 and total % 10 == 0:
        total, digits = total // 10, digits - 1
    return FEEL.scaleb(Decimal(total), -digits)


PLAIN_SPACE: Final[dict[str, Any]] = SPACE | {
    "L": _list,
    "V": from_python,
    "NUM": _number,
    "SIZED": _sized,
    "EX": _exactly,
    "SUM": _sum,
    "STR": _string,
    "DAY": _day,
    "STEP": _step,
    "ENTRY": _entry,
    "PYDATE": dt.date,
    "AS_THEY_ARE": AS_THEY_ARE,
    "KNOWN": _KNOWN,
}
