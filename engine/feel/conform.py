"""Whether a value belongs to a type, and what a boundary makes of one that does not."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from engine.feel import temporal
from engine.feel.budget import spend
from engine.feel.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time
from engine.feel.types import (
    ANY,
    DATE_TIME,
    Constrained,
    ContextOf,
    FunctionOf,
    ListOf,
    NamedType,
    RangeOf,
    Simple,
    Type,
)
from engine.feel.values import OPEN, Function, Range, Signature, Value

_CLASSES: Final[dict[str, frozenset[type]]] = {
    "number": frozenset({int, Decimal}),
    "string": frozenset({str}),
    "boolean": frozenset({bool}),
    "date": frozenset({Date}),
    "time": frozenset({Time}),
    "date and time": frozenset({DateTime}),
    "days and time duration": frozenset({DaysDuration}),
    "years and months duration": frozenset({MonthsDuration}),
}


def instance_of(value: Value, kind: Type) -> bool:
    """Return the answer to ``instance of``: null belongs to the type Null alone."""
    if value is None:
        return isinstance(kind, Simple) and kind.name == "Null"
    return conforms(value, kind)


def conforms(value: Value, kind: Type) -> bool:
    """Return whether a value belongs to a type; null belongs to every type.

    Allowed values of a constrained type do not count here (TCK 0070), they do in ``coerce``.
    """
    if value is None or kind is ANY:
        return True
    match kind:
        case Simple():
            return _is_simple(value, kind)
        case ListOf(item):
            return isinstance(value, list) and _all_conform(value, item)
        case ContextOf(members):
            return isinstance(value, Mapping) and all(
                name in value and conforms(value[name], inner) for name, inner in members
            )
        case RangeOf(item):
            return isinstance(value, Range) and all(
                end is OPEN or conforms(end, item) for end in (value.start, value.end)
            )
        case FunctionOf():
            return isinstance(value, Function) and _is_function(value, kind)
        case Constrained(base):
            return conforms(value, base)
        case NamedType():
            return False


def coerce(value: Value, kind: Type) -> Value:
    """Return a value as a boundary of this type lets it through, null if it does not fit.

    A list of one becomes its item, an item a list of one, a date the midnight (UTC) of its day
    (DMN 1.5, 10.3.2.9.4).
    """
    if value is None or kind is ANY:
        return value
    if conforms(value, kind):
        return value if allowed(value, kind) else None
    if isinstance(value, list):
        return coerce(value[0], kind) if len(value) == 1 and not _is_list(kind) else None
    if isinstance(value, Date) and kind == DATE_TIME:
        return temporal.midnight(value)
    if _is_list(kind):
        wrapped = [value]
        return wrapped if conforms(wrapped, kind) and allowed(wrapped, kind) else None
    if isinstance(kind, Constrained):
        inner = coerce(value, kind.base)
        return inner if inner is not None and allowed(inner, kind) else None
    return None


def allowed(value: Value, kind: Type) -> bool:
    """Return whether a value that conforms also meets the constraints inside the type."""
    if value is None:
        return True
    match kind:
        case Constrained(base, allows):
            return allowed(value, base) and allows(value)
        case ListOf(item):
            return isinstance(item, Simple) or all(allowed(each, item) for each in value)
        case ContextOf(members):
            return all(allowed(value[name], inner) for name, inner in members)
        case _:
            return True


def _is_simple(value: Value, kind: Simple) -> bool:
    classes = _CLASSES.get(kind.name)
    if classes is not None:
        return type(value) in classes
    if kind.name == "function":
        return isinstance(value, Function)
    return kind.name == "Any" or (kind.name == "context" and isinstance(value, Mapping))


def _all_conform(items: list[Value], kind: Type) -> bool:
    spend(len(items))
    return kind is ANY or all(conforms(item, kind) for item in items)


def _is_list(kind: Type) -> bool:
    while isinstance(kind, Constrained):
        kind = kind.base
    return isinstance(kind, ListOf)


def _is_function(value: Function, kind: FunctionOf) -> bool:
    return any(_takes(signature, kind.parameters) for signature in value.signatures) and _accepts(
        kind.result, value.result
    )


def _takes(signature: Signature, kinds: Sequence[Type]) -> bool:
    own = [parameter.type for parameter in signature.parameters]
    if signature.variadic and len(kinds) >= len(own):
        own += own[-1:] * (len(kinds) - len(own))
    return signature.required <= len(kinds) <= len(own) and all(
        _accepts(mine, asked) for mine, asked in zip(own, kinds, strict=False)
    )


def _accepts(wider: Type, narrower: Type) -> bool:
    """Return whether a type conforms to a wider one; a type left open counts as either."""
    if ANY in {wider, narrower} or wider == narrower:
        return True
    match wider, narrower:
        case Constrained(base), _:
            return _accepts(base, narrower)
        case _, Constrained(base):
            return _accepts(wider, base)
        case (ListOf(a), ListOf(b)) | (RangeOf(a), RangeOf(b)):
            return _accepts(a, b)
        case ContextOf(members), ContextOf():
            return all(
                (found := narrower.member(name)) is not None and _accepts(inner, found)
                for name, inner in members
            )
        case FunctionOf(asked, result), FunctionOf(own, given):
            return (
                len(asked) == len(own)
                and all(_accepts(mine, one) for mine, one in zip(own, asked, strict=True))
                and _accepts(result, given)
            )
        case _:
            return False
