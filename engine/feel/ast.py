"""The syntax tree of FEEL: what the parser builds and every reader of expressions walks.

Each node knows the characters it came from (``span``); the span takes no part in comparison, so
two texts that mean the same tree are equal.

===================  ==========================================================
node                 text
===================  ==========================================================
Literal              ``1.5``, ``"a"``, ``true``, ``null``
AtLiteral            ``@"2026-01-31"``
Name                 ``Extra days case 1``
ListLiteral          ``[1, 2]``
ContextLiteral       ``{a: 1, "b c": a}``
RangeLiteral         ``[1..2)``
OpenRange            ``< 10`` in a test, ``(< 10)`` as a value
Path                 ``order.customer``
Filter               ``orders[amount > 3]``
Call                 ``f(1)``, ``f(a: 1)``
Negation             ``-a``
Arithmetic           ``a + b``
Comparison           ``a <= b``
Between              ``a between b and c``
In                   ``a in (1, < 5)``
Logic                ``a and b and c``
If                   ``if a then b else c``
For                  ``for i in 1..3, j in xs return i * j``
Quantified           ``every i in xs satisfies i > 0``
InstanceOf           ``a instance of list<number>``
FunctionDefinition   ``function(a: number) a + 1``
UnaryTests           a cell: ``< 5, [7..9]``, ``not("x")``, ``-``
===================  ==========================================================
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Any, Final, TypeAlias, get_args

from engine.feel.types import Type
from engine.source import Span


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, string, boolean or null."""

    span: Span = field(compare=False, repr=False)
    value: Any


@dataclass(frozen=True, slots=True)
class AtLiteral:
    """A temporal value in its literal form; ``value`` is None where the text is none."""

    span: Span = field(compare=False, repr=False)
    text: str
    value: Any = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Name:
    """A name; ``builtin`` when nothing nearer than the built-in functions bears it.

    ``known`` is false for a name that the parser met in no scope.
    """

    span: Span = field(compare=False, repr=False)
    name: str
    builtin: bool = field(default=False, compare=False)
    known: bool = field(default=True, compare=False)


@dataclass(frozen=True, slots=True)
class ListLiteral:
    """Values in square brackets."""

    span: Span = field(compare=False, repr=False)
    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class NamedEntry:
    """One entry of a context; it sees the entries before it."""

    span: Span = field(compare=False, repr=False)
    key: str
    value: "Node"


@dataclass(frozen=True, slots=True)
class ContextLiteral:
    """Entries in braces."""

    span: Span = field(compare=False, repr=False)
    entries: tuple[NamedEntry, ...]


@dataclass(frozen=True, slots=True)
class RangeLiteral:
    """Two ends, each in or out."""

    span: Span = field(compare=False, repr=False)
    start: "Node"
    end: "Node"
    start_included: bool
    end_included: bool


@dataclass(frozen=True, slots=True)
class OpenRange:
    """An operator and one end: ``< 10``, ``= 3``, ``!= "a"``."""

    span: Span = field(compare=False, repr=False)
    operator: str
    end: "Node"


@dataclass(frozen=True, slots=True)
class Path:
    """The member of a context, of every item of a list, or a property of a value."""

    span: Span = field(compare=False, repr=False)
    source: "Node"
    name: str


@dataclass(frozen=True, slots=True)
class Filter:
    """Items by a condition, or one item by its position."""

    span: Span = field(compare=False, repr=False)
    source: "Node"
    condition: "Node"


@dataclass(frozen=True, slots=True)
class Call:
    """A function with arguments; ``names`` is None where they are positional."""

    span: Span = field(compare=False, repr=False)
    function: "Node"
    arguments: tuple["Node", ...]
    names: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Negation:
    """Arithmetic minus."""

    span: Span = field(compare=False, repr=False)
    operand: "Node"


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """One of ``+ - * / **``."""

    span: Span = field(compare=False, repr=False)
    operator: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One of ``= != < <= > >=``."""

    span: Span = field(compare=False, repr=False)
    operator: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Between:
    """Both ends included."""

    span: Span = field(compare=False, repr=False)
    operand: "Node"
    low: "Node"
    high: "Node"


@dataclass(frozen=True, slots=True)
class In:
    """A value against one or more tests."""

    span: Span = field(compare=False, repr=False)
    operand: "Node"
    tests: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Logic:
    """``and`` or ``or`` over two or more terms, in three values."""

    span: Span = field(compare=False, repr=False)
    operator: str
    terms: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class If:
    """A choice; anything but true takes ``otherwise``."""

    span: Span = field(compare=False, repr=False)
    condition: "Node"
    then: "Node"
    otherwise: "Node"


@dataclass(frozen=True, slots=True)
class Iteration:
    """A variable and what it runs over: a list, a range, or from ``source`` to ``end``."""

    span: Span = field(compare=False, repr=False)
    name: str
    source: "Node"
    end: "Node | None" = None


@dataclass(frozen=True, slots=True)
class For:
    """A list of results; ``partial`` names those before."""

    span: Span = field(compare=False, repr=False)
    iterations: tuple[Iteration, ...]
    body: "Node"


@dataclass(frozen=True, slots=True)
class Quantified:
    """``some`` or ``every``."""

    span: Span = field(compare=False, repr=False)
    quantifier: str
    iterations: tuple[Iteration, ...]
    condition: "Node"


@dataclass(frozen=True, slots=True)
class InstanceOf:
    """A question about a type."""

    span: Span = field(compare=False, repr=False)
    operand: "Node"
    type: Type


@dataclass(frozen=True, slots=True)
class FormalParameter:
    """A formal parameter."""

    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class FunctionLiteral:
    """A function of the author's; ``external`` ones are looked up in the host's registry."""

    span: Span = field(compare=False, repr=False)
    parameters: tuple[FormalParameter, ...]
    body: "Node"
    external: bool = False


@dataclass(frozen=True, slots=True)
class UnaryTests:
    """The tests of one cell about ``?``; no tests at all is ``-``, which anything passes."""

    span: Span = field(compare=False, repr=False)
    tests: tuple["Node", ...]
    negated: bool = False


Node: TypeAlias = (
    Literal
    | AtLiteral
    | Name
    | ListLiteral
    | ContextLiteral
    | RangeLiteral
    | OpenRange
    | Path
    | Filter
    | Call
    | Negation
    | Arithmetic
    | Comparison
    | Between
    | In
    | Logic
    | If
    | For
    | Quantified
    | InstanceOf
    | FunctionLiteral
    | UnaryTests
)
_PARTS = (NamedEntry, Iteration)
_FIELDS: Final[dict[type, tuple[str, ...]]] = {
    kind: tuple(part.name for part in fields(kind) if part.name != "span")
    for kind in (*get_args(Node), *_PARTS)
}


def children(node: Node) -> Iterator[Node]:
    """Yield the nodes directly below a node, in the order of the text."""
    for name in _FIELDS[type(node)]:
        yield from _nodes_in(getattr(node, name))


def _nodes_in(part: Any) -> Iterator[Node]:
    if isinstance(part, tuple):
        for item in part:
            yield from _nodes_in(item)
    elif isinstance(part, _PARTS):
        for name in _FIELDS[type(part)]:
            yield from _nodes_in(getattr(part, name))
    elif isinstance(part, Node):
        yield part


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and all below it, parents first."""
    waiting = [node]
    while waiting:
        at = waiting.pop()
        yield at
        waiting.extend(reversed(list(children(at))))
