"""What closures run in: the frames of names, the run they belong to, and their compiler."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from engine.feel.ast import Node, walk
from engine.feel.budget import Budget
from engine.feel.external import Registry
from engine.feel.values import Value
from engine.source import Span


@dataclass(frozen=True, slots=True)
class Warning_:  # noqa: N801 - the built-in class has the plain name
    """Why something is null: a place in the text and a sentence."""

    span: Span
    message: str

    def __str__(self) -> str:
        return f"{self.span}: {self.message}"


@dataclass(frozen=True, slots=True)
class Seen:
    """The value that a part of the text had when it was evaluated."""

    span: Span
    value: Value

    @property
    def text(self) -> str:
        """The part as written."""
        return self.span.text.body[self.span.start : self.span.end]


class Run:
    """One evaluation: the facts it looks at and what it has to say."""

    __slots__ = ("budget", "facts", "registry", "seen", "warnings")

    def __init__(self, facts: Mapping[str, Value], registry: Registry, budget: Budget) -> None:
        self.facts = facts
        self.registry = registry
        self.budget = budget
        self.warnings: list[Warning_] = []
        self.seen: list[Seen] = []

    def warn(self, span: Span, message: str) -> None:
        """Note why something is null; after a hundred notes the rest says nothing new."""
        if len(self.warnings) < 100:
            self.warnings.append(Warning_(span, message))


class Frame:
    """Names bound inside an expression; ``item`` is set inside a filter."""

    __slots__ = ("item", "names", "parent", "run")

    def __init__(
        self,
        run: Run,
        parent: "Frame | None",
        names: Mapping[str, Value],
        item: Value = None,
    ) -> None:
        self.run = run
        self.parent = parent
        self.names = names
        self.item = item


Closure: TypeAlias = Callable[[Frame], Value]
_EMPTY: Final[dict[str, Value]] = {}


def root(run: Run) -> Frame:
    """Return the outermost frame of a run; the facts are asked only where a text names them."""
    return Frame(run, None, _EMPTY)


def item_frame(frame: Frame, item: Value) -> Frame:
    """Return the frame in which the condition of a filter looks at one item."""
    names = item if type(item) is dict or isinstance(item, Mapping) else _EMPTY
    return Frame(frame.run, frame, names, item)


def moved(frame: Frame, item: Value) -> Frame:
    """Return the frame of a filter, now looking at the next item."""
    frame.item = item
    frame.names = item if type(item) is dict or isinstance(item, Mapping) else _EMPTY
    return frame


class Local:
    """Names that a frame will surely hold when the closure runs."""

    __slots__ = ("names",)

    def __init__(self, *names: str) -> None:
        self.names = set(names)


class Item:
    """A frame whose names depend on the item a filter looks at."""

    __slots__ = ()


class Compiler:
    """Turns nodes into closures; ``scopes`` mirrors the frames that will be there."""

    __slots__ = ("_table", "_tracing", "scopes")

    def __init__(
        self,
        table: Mapping[type, Callable[["Compiler", Node], Closure]],
        *,
        tracing: bool,
    ) -> None:
        self._table = table
        self._tracing = tracing
        self.scopes: list[Local | Item] = []

    def compile(self, node: Node) -> Closure:
        """Return the closure of a node; a tracing one notes the value it gave."""
        closure = self._table[type(node)](self, node)
        return _traced(closure, node.span) if self._tracing else closure

    def inside(self, scope: Local | Item, node: Node) -> Closure:
        """Return the closure of a node that will run in one more frame."""
        self.scopes.append(scope)
        closure = self.compile(node)
        self.scopes.pop()
        return closure


def weight(node: Node) -> int:
    """Return how many parts a node has: what one turn of a loop over it costs."""
    return sum(1 for _each in walk(node))


def _traced(closure: Closure, span: Span) -> Closure:
    def traced(frame: Frame) -> Value:
        value = closure(frame)
        run = frame.run
        if len(run.seen) < run.budget.trace:
            run.seen.append(Seen(span, value))
        return value

    return traced
