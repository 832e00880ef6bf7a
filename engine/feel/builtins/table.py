"""How a built-in says what it takes: its signatures as text beside the function.

``@builtin("substring(string: string, start position: number, length?: number)")``: a ``?`` behind
a parameter's name lets it be left out, behind its type lets it be null, and ``...`` makes the last
one take all arguments that follow. Types are checked and coerced before the function is called,
so its body sees what it asked for.
"""

import re
from collections.abc import Callable
from functools import cache
from types import ModuleType
from typing import Any, Final, TypeVar

from engine.feel.ast import FormalParameter
from engine.feel.type_parser import parse_type
from engine.feel.types import Type
from engine.feel.values import Function, Signature

_PARAMETER: Final = re.compile(r"(?P<name>[^:]+?)(?P<optional>\?)?(?P<many>\.\.\.)?: (?P<type>.+)")
_MARK: Final = "feel_signatures"
_F = TypeVar("_F", bound=Callable[..., Any])


def builtin(*signatures: str) -> Callable[[_F], _F]:
    """Mark a Python function as the built-in that the signatures name."""

    def mark(function: _F) -> _F:
        setattr(function, _MARK, signatures)
        return function

    return mark


def functions(*modules: ModuleType) -> dict[str, Function]:
    """Return the built-ins that modules define; those of one name are its ways to be called."""
    found: dict[str, list[Signature]] = {}
    for module in modules:
        for function in vars(module).values():
            for text in getattr(function, _MARK, ()):
                name, _paren, rest = text.partition("(")
                found.setdefault(name, []).append(_signature(rest[:-1], function))
    return {name: Function(name, tuple(ways)) for name, ways in found.items()}


@cache
def _type(text: str) -> Type:
    return parse_type(text)


def _signature(text: str, function: Callable[..., Any]) -> Signature:
    parameters: list[FormalParameter] = []
    nulls: set[int] = set()
    required, variadic = 0, False
    for at, part in enumerate(text.split(", ") if text else ()):
        match = _PARAMETER.fullmatch(part)
        if match is None:
            raise AssertionError(part)
        kind = match["type"]
        if kind.endswith("?"):
            nulls.add(at)
        parameters.append(FormalParameter(match["name"], _type(kind.rstrip("?"))))
        required += match["optional"] is None
        variadic = match["many"] is not None
    return Signature(tuple(parameters), required, function, variadic, frozenset(nulls))
