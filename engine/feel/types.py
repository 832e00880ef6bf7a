"""The types of FEEL, how they are written, and which values belong to them.

::

    number  string  boolean  date  time  date and time  days and time duration
    years and months duration  context  Any  Null
    list<T>   range<T>   context<a: T, b: T>   function<T, T> -> T

``conforms`` asks, ``coerce`` mends at a boundary (DMN 1.5, 10.3.2.9.4): a list of one becomes its
item, an item a list of one, a date a date and time; what still does not fit becomes null.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias


@dataclass(frozen=True, slots=True)
class Simple:
    """A type that is only a name."""

    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class ListOf:
    """``list<T>``."""

    item: "Type"

    def __str__(self) -> str:
        return f"list<{self.item}>"


@dataclass(frozen=True, slots=True)
class RangeOf:
    """``range<T>``."""

    item: "Type"

    def __str__(self) -> str:
        return f"range<{self.item}>"


@dataclass(frozen=True, slots=True)
class ContextOf:
    """``context<a: T>``: these members at least, unless ``closed``."""

    members: tuple[tuple[str, "Type"], ...]

    def __str__(self) -> str:
        return f"context<{', '.join(f'{name}: {kind}' for name, kind in self.members)}>"

    def member(self, name: str) -> "Type | None":
        """Return the type of a member, or None if the type does not speak of it."""
        return next((kind for key, kind in self.members if key == name), None)


@dataclass(frozen=True, slots=True)
class FunctionOf:
    """``function<T, T> -> T``."""

    parameters: tuple["Type", ...]
    result: "Type"

    def __str__(self) -> str:
        return f"function<{', '.join(map(str, self.parameters))}>->{self.result}"


@dataclass(frozen=True, slots=True)
class Constrained:
    """A type of which only some values are allowed; the constraint counts at boundaries only."""

    base: "Type"
    allows: Callable[[Any], bool] = field(compare=False)
    text: str = ""

    def __str__(self) -> str:
        return str(self.base)


@dataclass(frozen=True, slots=True)
class NamedType:
    """A type named in a text that the scope did not know."""

    name: str

    def __str__(self) -> str:
        return self.name


Type: TypeAlias = Simple | ListOf | RangeOf | ContextOf | FunctionOf | Constrained | NamedType

ANY: Final = Simple("Any")
NULL: Final = Simple("Null")
NUMBER: Final = Simple("number")
STRING: Final = Simple("string")
BOOLEAN: Final = Simple("boolean")
CONTEXT: Final = Simple("context")
FUNCTION: Final = Simple("function")
DATE: Final = Simple("date")
TIME: Final = Simple("time")
DATE_TIME: Final = Simple("date and time")
DAYS: Final = Simple("days and time duration")
MONTHS: Final = Simple("years and months duration")

_PLAIN: Final[dict[str, Type]] = {
    kind.name: kind
    for kind in (
        ANY,
        NULL,
        NUMBER,
        STRING,
        BOOLEAN,
        CONTEXT,
        DATE,
        TIME,
        DATE_TIME,
        DAYS,
        MONTHS,
    )
}
SIMPLE: Final[dict[str, Type]] = _PLAIN | {
    "any": ANY,
    "dateTime": DATE_TIME,
    "date time": DATE_TIME,
    "dayTimeDuration": DAYS,
    "yearMonthDuration": MONTHS,
    "days and time duration": DAYS,
    "list": ListOf(ANY),
    "range": RangeOf(ANY),
    "function": FUNCTION,
}


def item_type(kind: Type | None) -> Type | None:
    """Return the type of the items if ``kind`` is a list, of the value itself if not."""
    while isinstance(kind, Constrained):
        kind = kind.base
    return kind.item if isinstance(kind, ListOf) else kind


def member_names(kind: Type | None) -> tuple[str, ...]:
    """Return the member names that a value of the type, or an item of such a list, is known for."""
    while isinstance(kind, ListOf | Constrained):
        kind = kind.item if isinstance(kind, ListOf) else kind.base
    return tuple(name for name, _kind in kind.members) if isinstance(kind, ContextOf) else ()


def member_type(kind: Type | None, name: str) -> Type | None:
    """Return the type of a member of a context, or the list of it for a list of contexts."""
    if isinstance(kind, Constrained):
        return member_type(kind.base, name)
    if isinstance(kind, ListOf):
        inner = member_type(kind.item, name)
        return ListOf(inner) if inner else None
    return kind.member(name) if isinstance(kind, ContextOf) else None
