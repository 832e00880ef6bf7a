"""One evaluation of a model: the names an expression sees, boundaries, functions, warnings."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from engine.dmn.decide import TableAnswer
from engine.feel import Expression, Function, Registry, Scope, Type, Value, Warning_, coerce
from engine.feel.ast import FormalParameter
from engine.feel.budget import Budget, meter, spend
from engine.feel.frames import Run, root
from engine.feel.types import ANY
from engine.feel.values import Signature, kind_of
from engine.language import _
from engine.source import Span, Text

_CALL: Final = 10  # steps that a call of a model's function costs
_LITERAL: Final = 2
_NOWHERE: Final = Span(Text("", ""), 0, 0)


@dataclass(frozen=True)
class Boundary:
    """A type that values are held to, as it was written and where."""

    type: Type
    name: str = ""
    span: Span | None = None


@dataclass(slots=True)
class EvaluationSession:
    """One evaluation: what it may cost, what it may call, and what it has to say."""

    registry: Registry
    budget: Budget
    explain: bool = False
    warnings: list[Warning_] = field(default_factory=list)
    tables: list[TableAnswer] = field(default_factory=list)

    def warn(self, span: Span | None, message: str) -> None:
        """Note why something is null."""
        if len(self.warnings) < 100:
            self.warnings.append(Warning_(span or _NOWHERE, message))


class Names(Mapping[str, Value]):
    """The names an expression sees: its own before those around it."""

    __slots__ = ("outer", "own", "session")

    def __init__(
        self, session: EvaluationSession, own: Mapping[str, Value], outer: Mapping[str, Value]
    ) -> None:
        self.session = session
        self.own = own
        self.outer = outer

    def __getitem__(self, name: str) -> Value:
        return self.own[name] if name in self.own else self.outer[name]

    def __contains__(self, name: object) -> bool:
        return name in self.own or name in self.outer

    def __iter__(self) -> Iterator[str]:
        return iter({**dict.fromkeys(self.outer), **dict.fromkeys(self.own)})

    def __len__(self) -> int:
        return len({*self.outer, *self.own})


Code: TypeAlias = Callable[[Names], Value]


def function_value(
    name: str, parameters: Sequence[tuple[str, Type]], body: Callable[[dict[str, Value]], Value]
) -> Function:
    """Return a function of FEEL whose ``body`` gets the arguments by name; null is welcome."""
    names = [one for one, _kind in parameters]

    def invoke(*arguments: Value) -> Value:
        limits = meter()
        limits.enter()
        try:
            limits.spend(_CALL)
            return body(dict(zip(names, arguments, strict=True)))
        finally:
            limits.depth -= 1

    formal = tuple(FormalParameter(one, kind) for one, kind in parameters)
    nulls = frozenset(range(len(formal)))
    return Function(name, (Signature(formal, len(formal), invoke, nulls=nulls),))


def evaluated(expression: Expression) -> Code:
    """Return the code of a formula of FEEL."""
    closure = expression.closure

    def run(names: Names) -> Value:
        session = names.session
        spend(_LITERAL)
        inner = Run(names, session.registry, session.budget)
        inner.warnings = session.warnings
        return closure(root(inner))

    return run


def extended(known: Scope, more: Mapping[str, Type | None]) -> Scope:
    """Return a scope with more names, which hide those they are equal to."""
    return Scope({**known.names, **more}, known.types)


def held_to(code: Code, boundary: Boundary) -> Code:
    """Return the code with its value held to a type: what does not fit is null, with a reason."""
    if boundary.type is ANY:
        return code
    return lambda names: hold(code(names), boundary, names.session)


def hold(value: Value, boundary: Boundary, session: EvaluationSession) -> Value:
    """Return a value as a boundary lets it through; null with a reason where it does not fit."""
    found = coerce(value, boundary.type)
    if found is None and value is not None:
        message = _("{given} is not of the type {kind}, so it counts as null")
        kind = boundary.name or boundary.type
        session.warn(boundary.span, message.format(given=kind_of(value), kind=kind))
    return found
