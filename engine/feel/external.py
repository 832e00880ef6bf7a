"""Functions of the host that an ``external`` function of a model may name.

The host fills a registry; nothing is imported or looked up by a name that a model gives. The
default set are Python stand-ins for the pure functions of the Java library that models in the
wild call (and the test kit in 0076).
"""

import math
import re
import struct
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, TypeAlias

from engine.feel.numbers import NUMBERS, number_text
from engine.feel.values import Unfit, Value, kind_of
from engine.language import _

Registry: TypeAlias = Mapping[tuple[str, str], Callable[..., Value]]

_NOTHING: Final[Any] = object()
_INTEGERS: Final = {"byte": 8, "short": 16, "int": 32, "long": 64}


def _fail(value: Value, kind: str) -> Unfit:
    return Unfit(_("{given} is no {kind}").format(given=kind_of(value), kind=kind))


def _integer(kind: str) -> Callable[[Value], int]:
    limit = 2 ** (_INTEGERS[kind] - 1)

    def convert(value: Value) -> int:
        if type(value) not in NUMBERS or value != int(value) or not -limit <= value < limit:
            raise _fail(value, kind)
        return int(value)

    return convert


def _double(value: Value) -> float:
    if type(value) not in NUMBERS:
        raise _fail(value, "double")
    return float(value)


def _float(value: Value) -> float:
    """Return the shortest decimal that a 32-bit float is told by, as Java shows it."""
    try:
        packed = struct.pack("f", _double(value))
    except OverflowError:
        raise _fail(value, "float") from None
    rounded = struct.unpack("f", packed)[0]
    texts = (float(f"{rounded:.{digits}g}") for digits in range(1, 10))
    return next((one for one in texts if struct.pack("f", one) == packed), rounded)


def _string(value: Value) -> str:
    if not isinstance(value, str):
        raise _fail(value, "String")
    return value


def _char(value: Value) -> str:
    if not isinstance(value, str) or len(value) != 1:
        raise _fail(value, "char")
    return value


def _decimal(value: float) -> Decimal:
    if not math.isfinite(value):
        raise Unfit(_("the result is no number"))
    return Decimal(repr(value))


def _parsed(text: str, read: Callable[[str], Any]) -> Any:
    try:
        return read(text)
    except ValueError:
        raise Unfit(_("{text!r} is no number").format(text=text)) from None


def _format(pattern: Value, arguments: Value) -> str:
    """Return Java's ``String.format`` for ``%s``, ``%d`` and ``%%``; widths are not offered."""
    given = iter(arguments if isinstance(arguments, list) else [arguments])

    def fill(match: re.Match[str]) -> str:
        if match.group() == "%%":
            return "%"
        value = next(given, _NOTHING)
        if match.group() not in {"%s", "%d"} or value is _NOTHING:
            raise Unfit(_("the pattern does not fit its arguments"))
        return number_text(value) if type(value) in NUMBERS else str(value)

    return re.sub("%.?", fill, _string(pattern))


def _stand_ins() -> dict[tuple[str, str], Callable[..., Value]]:
    lang = "java.lang."
    found: dict[tuple[str, str], Callable[..., Value]] = {
        (lang + "String", "valueOf(char)"): _char,
        (lang + "String", "format(java.lang.String, [Ljava.lang.Object;)"): _format,
    }
    for name in ("cos", "sin", "tan", "acos", "asin", "atan", "exp", "log", "sqrt", "cbrt"):
        found[lang + "Math", f"{name}(double)"] = _unary(getattr(math, name))
    for kind in _INTEGERS:
        convert = _integer(kind)
        found[lang + "Math", f"max({kind}, {kind})"] = _pair(max, convert)
        found[lang + "Math", f"min({kind}, {kind})"] = _pair(min, convert)
        owner = {"int": "Integer"}.get(kind, kind.title())
        found[lang + owner, f"valueOf({kind})"] = convert
        found[lang + owner, "valueOf(java.lang.String)"] = _from_text(convert, int)
    for kind, real in (("double", _double), ("float", _float)):
        found[lang + "Math", f"max({kind}, {kind})"] = _pair(max, real)
        found[lang + "Math", f"min({kind}, {kind})"] = _pair(min, real)
        found[lang + kind.title(), f"valueOf({kind})"] = _real(real)
        found[lang + kind.title(), "valueOf(java.lang.String)"] = _from_text(_real(real), Decimal)
    return found


def _unary(function: Callable[[float], float]) -> Callable[[Value], Value]:
    def apply(value: Value) -> Value:
        try:
            return _decimal(function(_double(value)))
        except (ValueError, OverflowError):
            raise Unfit(_("the result is no number")) from None

    return apply


def _pair(function: Callable[..., Any], convert: Callable[[Value], Any]) -> Callable[..., Value]:
    def apply(a: Value, b: Value) -> Value:
        chosen = function(convert(a), convert(b))
        return _decimal(chosen) if isinstance(chosen, float) else chosen

    return apply


def _real(convert: Callable[[Value], float]) -> Callable[[Value], Value]:
    return lambda value: _decimal(convert(value))


def _from_text(
    convert: Callable[[Value], Value], read: Callable[[str], Any]
) -> Callable[[Value], Value]:
    def apply(text: Value) -> Value:
        digits = _string(text).strip()
        if len(digits) > 400 or not digits.isascii() or "_" in digits:
            raise Unfit(_("{text!r} is no number").format(text=digits[:40]))
        return convert(_parsed(digits, read))

    return apply


STAND_INS: Final[Registry] = _stand_ins()


def external(registry: Registry, description: Value, arguments: Sequence[Value]) -> Value:
    """Return the value of a host function for the description that an external function has.

    ``description`` is what the body says: ``{java: {class: ..., method signature: ...}}``.

    Raises:
        Unfit: when the registry has no such function, or it has no value for the arguments.
    """
    java = description.get("java") if isinstance(description, Mapping) else None
    if not isinstance(java, Mapping):
        raise Unfit(_("only functions of kind java can be external"))
    key = (str(java.get("class")), _spaced(str(java.get("method signature"))))
    function = registry.get(key)
    if function is None:
        raise Unfit(_("the host offers no {method} of {owner}").format(method=key[1], owner=key[0]))
    try:
        return function(*arguments)
    except TypeError:
        raise Unfit(_("{method} does not take these arguments").format(method=key[1])) from None


def _spaced(signature: str) -> str:
    """Return a signature with one space after each comma, so that spelling does not matter."""
    return ", ".join(part.strip() for part in signature.split(","))
