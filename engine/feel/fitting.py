"""Values from outside, made values of their declared type; what does not fit is told by member.

One boundary for all that come as JSON, in files or by hand::

    declared              in JSON and YAML       by hand
    date, time, duration  "2026-03-01"           2026-03-01   @"2026-03-01"
    number                12                     12
    boolean               true                   true   yes   no
    string                "fair"                 fair   "fair"
    list<T>               [1, 2]   1             1, 2   [1, 2]
    context<a: T>         {"a": 1}               {a: 1}
    nothing               anything               a value of FEEL, else the text itself

A number in quotes is no number, and a text by hand is never computed: ``2026-03-01`` is a day, not
the year 2022.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from engine.feel import ast, temporal
from engine.feel.conform import coerce
from engine.feel.convert import from_python
from engine.feel.expression import evaluate, parse
from engine.feel.text import literal, parse_temporal
from engine.feel.type_parser import parse_type
from engine.feel.types import (
    ANY,
    BOOLEAN,
    SIMPLE,
    STRING,
    Constrained,
    ContextOf,
    ListOf,
    NamedType,
    Simple,
    Type,
)
from engine.feel.values import Value, kind_of
from engine.language import _
from engine.source import DefinitionError, did_you_mean

_TEMPORAL: Final[dict[str, Callable[[str], Value]]] = {
    "date": temporal.parse_date,
    "time": temporal.parse_time,
    "date and time": temporal.parse_date_time,
    "days and time duration": temporal.parse_duration,
    "years and months duration": temporal.parse_duration,
}
_SAMPLES: Final = {
    "date": "2026-03-01",
    "time": "14:30:00",
    "date and time": "2026-03-01T14:30:00",
    "days and time duration": "P1DT2H",
    "years and months duration": "P1Y6M",
    "number": "12.5",
    "boolean": "true",
}
_SHOWN: Final = 60
_YES: Final = {"true": True, "yes": True, "y": True, "false": False, "no": False, "n": False}


class Fitted(NamedTuple):
    """A value of its declared type; null, with what does not fit, where it is not."""

    value: Value
    misfits: tuple[str, ...] = ()


def declared(text: str) -> Type:
    """Return the type that a text declares; one that nobody knows lets every value pass."""
    try:
        found = parse_type(text) if text else ANY
    except DefinitionError:
        return ANY
    return SIMPLE.get(found.name, ANY) if isinstance(found, NamedType) else found


def fit(value: Any, kind: Type, name: str, *, texts: bool = True) -> Fitted:
    """Return a value of Python, JSON or FEEL as one of its declared type.

    Args:
        value: the value; in a list and in a context each part is fitted to its own type.
        kind: the declared type.
        name: what the value is called in messages; a part is ``name.member`` or ``name[2]``.
        texts: whether a text may stand for a date, a time or a duration.

    Raises:
        Rejected: for a Python value that FEEL has no kind for.
        LimitExceeded: for numbers beyond decimal128 and for what is nested too deep.
    """
    fitting = _Fitting(texts=texts)
    found = fitting.fit(from_python(value), kind, name)
    return Fitted(None if fitting.misfits else found, tuple(fitting.misfits))


def read(text: str, kind: Type, name: str) -> Fitted:
    """Return what a text written by hand stands for; ``name`` is what messages call it."""
    fitting = _Fitting(texts=True)
    found = fitting.read(text.strip(), kind, name)
    return Fitted(None if fitting.misfits else found, tuple(fitting.misfits))


class _Fitting:
    def __init__(self, *, texts: bool) -> None:
        self._texts = texts
        self.misfits: list[str] = []

    def fit(self, value: Value, kind: Type, name: str) -> Value:
        if value is None or kind is ANY:
            return value
        match kind:
            case Constrained():
                return self._constrained(value, kind, name)
            case ListOf(item):
                return self._list(value, item, name)
            case ContextOf():
                return self._context(_only(value), kind, name)
            case Simple() if isinstance(_only(value), str) and kind.name in _TEMPORAL:
                return self._temporal(_only(value), kind, name)
            case _:
                found = coerce(value, kind)
                return self._misfit(value, kind, name) if found is None else found

    def _constrained(self, value: Value, kind: Constrained, name: str) -> Value:
        before = len(self.misfits)
        found = self.fit(value, kind.base, name)
        if found is None or len(self.misfits) > before or kind.allows(found):
            return found
        message = _("{name}: {value} is not allowed; allowed: {allowed}")
        self.misfits.append(
            message.format(name=name, value=_shown(literal(found)), allowed=kind.text)
        )
        return None

    def _list(self, value: Value, item: Type, name: str) -> Value:
        if not isinstance(value, list):
            return [self.fit(value, item, name)]
        return [self.fit(each, item, f"{name}[{at}]") for at, each in enumerate(value, 1)]

    def _context(self, value: Value, kind: ContextOf, name: str) -> Value:
        if not isinstance(value, Mapping):
            return self._misfit(value, kind, name)
        members = dict(kind.members)
        found = dict(value)
        strange = [key for key in value if key not in members]
        for member, inner in members.items():
            if member in value:
                found[member] = self.fit(value[member], inner, f"{name}.{member}")
            else:
                near = did_you_mean(member, strange)
                message = _("{name}.{member} is missing").format(name=name, member=member)
                self.misfits.append(f"{message} ({near})" if near else message)
        return found

    def _temporal(self, text: str, kind: Simple, name: str) -> Value:
        found = _TEMPORAL[kind.name](text) if self._texts else None
        fitting = coerce(found, kind)
        return self._misfit(text, kind, name) if fitting is None else fitting

    def _misfit(self, value: Value, kind: Type, name: str) -> None:
        shown = _shown(literal(value))
        message = _("{name}: {value} is a {given}, not a {kind}")
        if isinstance(value, str) and isinstance(kind, Simple):
            message = _("{name}: {value} is no {kind}")
        told = message.format(name=name, value=shown, given=kind_of(value), kind=kind)
        sample = _SAMPLES.get(str(kind), "")
        hint = _("write it like {sample}").format(sample=sample) if sample else ""
        self.misfits.append(f"{told}; {hint}" if hint else told)

    # -- by hand

    def read(self, text: str, kind: Type, name: str) -> Value:
        if text in {"", "null"}:
            return None
        base = kind
        while isinstance(base, Constrained):
            base = base.base
        if isinstance(base, ListOf) and not text.startswith("["):
            pieces = [piece.strip() for piece in text.split(",")]
            items = [
                self.read(piece, base.item, f"{name}[{at}]" if len(pieces) > 1 else name)
                for at, piece in enumerate(pieces, 1)
            ]
            return None if self.misfits else self.fit(items, kind, name)
        return self.fit(self._by_hand(text, base), kind, name)

    def _by_hand(self, text: str, kind: Type) -> Value:
        """Return the value a text was meant as, the text itself where it is none of that type."""
        if kind == BOOLEAN and text.lower() in _YES:
            return _YES[text.lower()]
        if kind == STRING and not text.startswith('"'):
            return text
        if isinstance(kind, Simple) and kind.name in _TEMPORAL and text[:1] not in {'"', "@"}:
            plain = _TEMPORAL[kind.name](text)
            if plain is not None:
                return plain
        if kind is ANY or isinstance(kind, NamedType):
            moment = parse_temporal(text) if text[:1].isdigit() else None
            if moment is not None:
                return moment
        return _constant(text)


def _constant(text: str) -> Value:
    """Return the value of a text that is a value of FEEL as it stands, else the text."""
    try:
        expression = parse(text)
    except DefinitionError:
        return text
    computed = any(isinstance(node, ast.Arithmetic) for node in ast.walk(expression.tree))
    if computed or expression.remarks:
        return text
    found = evaluate(expression, {}).value
    return text if found is None else found


def _only(value: Value) -> Value:
    """Return the item of a list of one, else the value."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."
