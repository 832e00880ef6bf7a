"""What generated code may call, and how it leaves when a guess about the facts was wrong."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final, NoReturn

from engine.feel import operators
from engine.feel.budget import METER, Budget, Meter
from engine.feel.calls import invoke
from engine.feel.numbers import FEEL, NUMBERS
from engine.feel.temporal import Date
from engine.feel.values import Function, Unfit, Value, passes


class WrongGuess(Exception):  # never leaves the generated function
    """A guess about a value was wrong."""


def _miss() -> NoReturn:
    raise WrongGuess


def _sure(found: bool | None) -> bool:  # noqa: FBT001 - called by generated code, by position
    if found is None:
        raise WrongGuess
    return found


def _list(value: Value) -> list[Value]:
    if type(value) is not list:
        raise WrongGuess
    return value


def _at(value: Value, position: int) -> Value:
    if type(value) is not list or not 0 < abs(position) <= len(value):
        raise WrongGuess
    return value[position - 1 if position > 0 else position]


def _entry_or_fact(item: Value, name: str, facts: Mapping[str, Value]) -> Value:
    return item[name] if isinstance(item, Mapping) and name in item else facts[name]


def caller(budget: Budget | None) -> Callable[..., Value]:
    """Return how generated code calls a built-in: within a budget, like the closures."""

    def called(function: Function, *arguments: Value) -> Value:
        outer = METER.get()
        before = METER.set(Meter(budget) if outer is None else outer)
        try:
            return invoke(function, arguments)
        except Unfit:
            raise WrongGuess from None
        finally:
            METER.reset(before)

    return called


SPACE: Final[dict[str, Any]] = {
    "__builtins__": {},
    "M": _miss,
    "T": _sure,
    "L": _list,
    "AT": _at,
    "OUT": _entry_or_fact,
    "MEMBER": operators.member,
    "N": NUMBERS,
    "D": Decimal,
    "DATE": Date,
    "DIV": FEEL.divide,
    "PASSES": passes,
    "int": int,
    "float": float,
    "str": str,
    "bool": bool,
    "dict": dict,
    "len": len,
    "ROUND": round,
    "all": all,
    "any": any,
}
