"""Calling functions: arguments to parameters, and null with a reason where they do not fit."""

from collections.abc import Callable, Mapping, Sequence

from engine.feel.budget import spend
from engine.feel.conform import coerce
from engine.feel.types import ANY, ListOf
from engine.feel.values import Function, Signature, Unfit, Value, kind_of
from engine.language import _, plural

_MISSING = object()


def call(
    function: Value,
    arguments: Sequence[Value],
    names: Sequence[str] | None,
    warn: Callable[[str], None],
) -> Value:
    """Return the value of a call, or None after telling ``warn`` why there is none.

    The one place where a wrong number of arguments, an unknown name or a wrong type becomes null.
    """
    if not isinstance(function, Function):
        warn(_("{kind} cannot be called; only functions can").format(kind=kind_of(function)))
        return None
    try:
        return invoke(function, arguments, names)
    except Unfit as unfit:
        warn(f"{function.name}: {unfit}")
        return None


def invoke(
    function: Function, arguments: Sequence[Value], names: Sequence[str] | None = None
) -> Value:
    """Return the value of a function.

    Raises:
        Unfit: when no signature takes these arguments, or the function has no value for them.
    """
    reason = ""
    for signature in function.signatures:
        try:
            placed = (
                _by_position(signature, arguments)
                if names is None
                else _by_name(signature, dict(zip(names, arguments, strict=True)))
            )
            fitting = _fit(signature, placed)
        except Unfit as unfit:
            reason = reason or str(unfit)
            continue
        for value in fitting:
            if isinstance(value, list | str):
                spend(len(value) >> 2)
        return signature.invoke(*fitting)
    raise Unfit(reason)


def _by_position(signature: Signature, arguments: Sequence[Value]) -> list[Value]:
    count, most = len(arguments), len(signature.parameters)
    if signature.variadic and count >= max(most, signature.required):
        return [*arguments[: most - 1], list(arguments[most - 1 :])]
    if not signature.required <= count <= most:
        takes = plural(
            "takes {expected} argument, not {count}",
            "takes {expected} arguments, not {count}",
            most,
        )
        raise Unfit(takes.format(expected=_expected(signature), count=count))
    return list(arguments)


def _expected(signature: Signature) -> str:
    most = len(signature.parameters)
    if signature.variadic:
        return _("{least} or more").format(least=signature.required)
    return str(most) if most == signature.required else f"{signature.required}-{most}"


def _by_name(signature: Signature, arguments: Mapping[str, Value]) -> list[Value]:
    known = [parameter.name for parameter in signature.parameters]
    for name in arguments:
        if name not in known:
            raise Unfit(
                _("has no parameter {name!r}; it has {known}").format(
                    name=name, known=", ".join(known)
                )
            )
    placed = [arguments.get(name, _MISSING) for name in known]
    while placed and placed[-1] is _MISSING and len(placed) > signature.required:
        placed.pop()
    return placed


def _fit(signature: Signature, arguments: list[Value]) -> list[Value]:
    return [_fit_one(signature, position, value) for position, value in enumerate(arguments)]


def _fit_one(signature: Signature, position: int, value: Value) -> Value:
    parameter = signature.parameters[position]
    if value is _MISSING:
        if position >= signature.required:
            return None
        value = None
    if signature.variadic and position == len(signature.parameters) - 1:
        return _fit_rest(signature, position, value)
    fitting = coerce(value, parameter.type)
    if fitting is None and (value is not None or not _takes_null(signature, position)):
        raise Unfit(
            _("{parameter} must be {kind}, not {given}").format(
                parameter=parameter.name, kind=parameter.type, given=kind_of(value)
            )
        )
    return fitting


def _fit_rest(signature: Signature, position: int, values: Value) -> Value:
    kind = signature.parameters[position].type
    if kind == ANY or not isinstance(values, list):
        return values
    fitting = [coerce(value, kind) for value in values]
    if None in fitting and (isinstance(kind, ListOf) or not _takes_null(signature, position)):
        raise Unfit(
            _("every {parameter} must be {kind}").format(
                parameter=signature.parameters[position].name, kind=kind
            )
        )
    return fitting


def _takes_null(signature: Signature, position: int) -> bool:
    return position in signature.nulls or signature.parameters[position].type == ANY
