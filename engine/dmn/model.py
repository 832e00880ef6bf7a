"""A decision model as it was written: the elements of DMN 1.5, nothing parsed or evaluated.

::

    this module         DMN 1.5
    Model               definitions (6.3.2)
    Import              import (6.3.3)
    ItemDefinition      itemDefinition, itemComponent, functionItem (7.3.2)
    InputData           inputData (6.3.11)
    Decision            decision (6.3.7)
    Knowledge           businessKnowledgeModel (6.3.9)
    Service             decisionService (6.3.10)
    Source              knowledgeSource (6.3.12)
    Boxed               the boxed expressions of clause 10.2

Elements refer to one another by ``Reference``: the namespace of a model and an id in it. Ids are
kept, so that a file comes back with those it had.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from engine.dmn.table import Cell, DecisionTable
from engine.source import Problem, Span

Reference: TypeAlias = tuple[str, str]
"""The namespace of a model, and the id of an element in it."""


@dataclass(frozen=True)
class Variable:
    """A name with the type that its value is held to."""

    name: str
    type: str = ""
    id: str = ""
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class LiteralExpression:
    """A text in FEEL."""

    cell: Cell
    type: str = ""
    id: str = ""


@dataclass(frozen=True)
class TableExpression:
    """A decision table."""

    table: DecisionTable
    type: str = ""


@dataclass(frozen=True)
class ContextEntry:
    """An entry of a boxed context; without a variable it is the result."""

    variable: Variable | None
    expression: "Boxed | None"
    id: str = ""


@dataclass(frozen=True)
class Context:
    """Entries that see those before them, and perhaps a result."""

    entries: tuple[ContextEntry, ...]
    type: str = ""
    id: str = ""


@dataclass(frozen=True)
class Binding:
    """A parameter and the argument for it."""

    parameter: Variable
    expression: "Boxed | None"


@dataclass(frozen=True)
class Invocation:
    """A function called with arguments by name."""

    function: "Boxed | None"
    bindings: tuple[Binding, ...]
    type: str = ""
    id: str = ""


@dataclass(frozen=True)
class FunctionDefinition:
    """A function; ``kind`` is FEEL, Java or PMML."""

    parameters: tuple[Variable, ...]
    body: "Boxed | None"
    kind: str = "FEEL"
    type: str = ""
    id: str = ""


@dataclass(frozen=True)
class ListExpression:
    """Items, each an expression."""

    items: tuple["Boxed | None", ...]
    type: str = ""
    id: str = ""


@dataclass(frozen=True)
class Relation:
    """Rows of contexts with the same keys."""

    columns: tuple[Variable, ...]
    rows: tuple[tuple["Boxed | None", ...], ...]
    type: str = ""
    id: str = ""


@dataclass(frozen=True)
class Conditional:
    """If, then, else."""

    condition: "Boxed | None"
    then: "Boxed | None"
    otherwise: "Boxed | None"
    type: str = ""
    id: str = ""


@dataclass(frozen=True)
class FilterExpression:
    """The items of a list for which a condition holds."""

    source: "Boxed | None"
    match: "Boxed | None"
    type: str = ""
    id: str = ""


@dataclass(frozen=True)
class Iterator_:  # noqa: N801  # the name without it is taken
    """``for``, ``some`` or ``every`` (``kind``) over the items of a list."""

    kind: str
    variable: str
    source: "Boxed | None"
    body: "Boxed | None"
    type: str = ""
    id: str = ""


Boxed: TypeAlias = (
    LiteralExpression
    | TableExpression
    | Context
    | Invocation
    | FunctionDefinition
    | ListExpression
    | Relation
    | Conditional
    | FilterExpression
    | Iterator_
)


def parts_of(expression: Boxed) -> tuple[Boxed | None, ...]:
    """Return the expressions directly inside one."""
    match expression:
        case Context(entries):
            return tuple(one.expression for one in entries)
        case Invocation(function, bindings):
            return (function, *(one.expression for one in bindings))
        case FunctionDefinition(body=body):
            return (body,)
        case ListExpression(items):
            return items
        case Relation(rows=rows):
            return tuple(cell for row in rows for cell in row)
        case Conditional(condition, then, otherwise):
            return (condition, then, otherwise)
        case FilterExpression(source, match):
            return (source, match)
        case Iterator_(source=source, body=body):
            return (source, body)
        case LiteralExpression() | TableExpression():
            return ()


def variables_of(expression: Boxed) -> tuple[Variable, ...]:
    """Return the variables that an expression itself declares."""
    match expression:
        case Context(entries):
            return tuple(one.variable for one in entries if one.variable)
        case Invocation(bindings=bindings):
            return tuple(one.parameter for one in bindings)
        case FunctionDefinition(parameters=parameters):
            return parameters
        case Relation(columns=columns):
            return columns
        case _:
            return ()


@dataclass(frozen=True)
class ItemDefinition:
    """A named type, or a component of one.

    ``parameters`` is None unless the item is a function. ``constraint`` holds for the whole value,
    ``allowed`` for each item of a collection.
    """

    name: str
    type: str = ""
    is_collection: bool = False
    components: tuple["ItemDefinition", ...] = ()
    allowed: Cell | None = None
    constraint: Cell | None = None
    parameters: tuple[Variable, ...] | None = None
    result: str = ""
    id: str = ""
    label: str = ""
    description: str = ""
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Import:
    """Another model whose elements are used under a prefix."""

    namespace: str
    name: str
    type: str = ""
    location: str = ""
    id: str = ""


@dataclass(frozen=True)
class Requirement:
    """What an element needs; ``kind`` is ``decision``, ``input``, ``knowledge``, ``authority``."""

    kind: str
    target: Reference
    id: str = ""
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class InputData:
    """A value that comes from outside."""

    id: str
    variable: Variable
    label: str = ""
    description: str = ""
    name: str = ""


@dataclass(frozen=True)
class Decision:
    """A value made of inputs and other decisions."""

    id: str
    variable: Variable
    expression: Boxed | None = None
    requirements: tuple[Requirement, ...] = ()
    question: str = ""
    answers: str = ""
    label: str = ""
    description: str = ""
    name: str = ""


@dataclass(frozen=True)
class Knowledge:
    """A business knowledge model: a function that decisions call."""

    id: str
    variable: Variable
    logic: FunctionDefinition | None = None
    requirements: tuple[Requirement, ...] = ()
    label: str = ""
    description: str = ""
    name: str = ""


@dataclass(frozen=True)
class Service:
    """Decisions offered together as a function of their inputs."""

    id: str
    variable: Variable
    outputs: tuple[Reference, ...] = ()
    encapsulated: tuple[Reference, ...] = ()
    input_decisions: tuple[Reference, ...] = ()
    input_data: tuple[Reference, ...] = ()
    label: str = ""
    description: str = ""
    name: str = ""


@dataclass(frozen=True)
class KnowledgeSource:
    """The document that rules come from."""

    id: str
    name: str
    type: str = ""
    location: str = ""
    requirements: tuple[Requirement, ...] = ()
    label: str = ""
    description: str = ""


@dataclass(frozen=True)
class Note:
    """A text beside the diagram."""

    id: str
    text: str


@dataclass(frozen=True)
class Association:
    """A line from a note to an element."""

    id: str
    start: Reference
    end: Reference
    direction: str = ""


Element: TypeAlias = InputData | Decision | Knowledge | Service | KnowledgeSource


@dataclass(frozen=True)
class Bounds:
    """Where a shape stands."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Diagram:
    """A drawing: shapes by the id of their element, lines by the id of their requirement.

    ``dividers`` are the y of the line inside a service, between output and other decisions.
    """

    shapes: Mapping[str, Bounds] = field(default_factory=dict)
    lines: Mapping[str, tuple[tuple[float, float], ...]] = field(default_factory=dict)
    dividers: Mapping[str, float] = field(default_factory=dict)
    id: str = ""
    name: str = ""


@dataclass(frozen=True)
class Model:
    """A decision model; ``remarks`` are problems that do not stop it from being used."""

    namespace: str
    name: str
    elements: tuple[Element, ...]
    items: tuple[ItemDefinition, ...] = ()
    imports: tuple[Import, ...] = ()
    notes: tuple[Note, ...] = ()
    associations: tuple[Association, ...] = ()
    id: str = ""
    description: str = ""
    diagram: Diagram | None = field(default=None, compare=False)
    remarks: tuple[Problem, ...] = field(default=(), compare=False)
    source: Any = field(default=None, compare=False, repr=False)  # as read; the writer puts back

    def __iter__(self) -> Iterator[Element]:
        return iter(self.elements)
