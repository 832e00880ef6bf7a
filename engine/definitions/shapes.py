"""What is known of a value before anything runs: enough to find a misspelt name in a formula.

``facts_of`` gives the shapes of the names every formula knows (docs/reference/workflow-files.md):
which members they have, and for words which ones can occur.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from engine.definitions.workflow import Field, FieldKind, Kind, RecordType, Workflow
from engine.dmn.cell_texts import words_of
from engine.dmn.table import Aggregator, DecisionTable, HitPolicy, Output
from engine.language import _


@dataclass(frozen=True, slots=True)
class Anything:
    """Nothing is known."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A single value without members: ``number``, ``boolean``, ``string``, ``date``."""

    kind: str


@dataclass(frozen=True, slots=True)
class Word:
    """A text that is one of a few words."""

    of: frozenset[str]


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of things of one shape."""

    item: "Shape"


@dataclass(frozen=True, slots=True)
class ContextShape:
    """A thing with members; ``title`` says what people call it."""

    title: str
    members: Mapping[str, "Shape"]


@dataclass(frozen=True, slots=True)
class Callable_:  # noqa: N801 - Callable is taken by collections.abc
    """A function with named parameters: a measure with ``given``, or a decision table."""

    name: str
    parameters: tuple[str, ...]
    result: "Shape"


Shape: TypeAlias = Anything | Plain | Word | Listed | ContextShape | Callable_

ANYTHING: Final = Anything()
NUMBER: Final = Plain("number")
BOOLEAN: Final = Plain("boolean")
STRING: Final = Plain("string")
DATE: Final = Plain("date")

STATES: Final[Mapping[str, tuple[str, ...]]] = {
    "network": ("draft", "active", "suspended", "self_managed", "closed", "dissolved"),
    "member": ("interested", "committed", "active", "suspended", "left", "excluded"),
    "phase": ("waiting", "open", "completed", "skipped", "suspended"),
    "task": ("locked", "ready", "in_progress", "submitted", "done", "waived", "cancelled"),
    "project": (
        *("proposed", "approved", "running", "on_hold", "delivered", "evaluated"),
        *("rejected", "abandoned"),
    ),
    "ballot": ("open", "passed", "failed", "no_quorum", "withdrawn"),
}
VERDICTS: Final = ("met", "unmet", "unknown", "waived", "in_doubt")

_KINDS: Final[Mapping[FieldKind, Shape]] = {
    FieldKind.TEXT: STRING,
    FieldKind.NUMBER: NUMBER,
    FieldKind.MONEY: NUMBER,
    FieldKind.YES_NO: BOOLEAN,
    FieldKind.DATE: DATE,
    FieldKind.YEAR_DAY: STRING,
    FieldKind.MEMBER: STRING,
    FieldKind.PROJECT: STRING,
    FieldKind.BALLOT: STRING,
    FieldKind.REFERENCE: STRING,
    FieldKind.PERSON: ANYTHING,
    FieldKind.PICTURE: ANYTHING,
}
_MANY: Final = frozenset({HitPolicy.COLLECT, HitPolicy.RULE_ORDER, HitPolicy.OUTPUT_ORDER})


def word(of: Iterable[str]) -> Shape:
    """Return the shape of a text that is one of some words."""
    return Word(frozenset(of))


def described(shape: Shape) -> str:
    """Return what people call a value of a shape."""
    match shape:
        case Plain(kind):
            kinds = {
                "boolean": _("true or false"), "number": _("a number"), "date": _("a date"),
            }  # fmt: skip
            return kinds.get(kind, _("a text"))
        case Word():
            return _("a text")
        case Listed():
            return _("a list")
        case ContextShape():
            return _("a group of named values")
        case Callable_(name):
            return _("the function {name}").format(name=name)
        case Anything():
            return _("anything")


def facts_of(workflow: Workflow) -> dict[str, Shape]:
    """Return the shapes of the names every formula of a workflow knows."""
    kinds = workflow.records.values()
    records = ContextShape("records", {kind.id: _records(kind) for kind in kinds})
    tasks = ContextShape("tasks", dict.fromkeys(workflow.tasks, _TASK))
    is_project = workflow.kind is Kind.PROJECT
    return {
        "today": DATE,
        "network": _NETWORK,
        "members": Listed(_MEMBER),
        "records": records,
        "tasks": tasks,
        "phases": ContextShape("phases", {one: _phase(workflow, one) for one in workflow.phases}),
        "projects": Listed(_PROJECT),
        "ballots": Listed(_BALLOT),
        "documents": ANYTHING,
        "milestones": ContextShape("milestones", dict.fromkeys(_milestones(workflow), DATE)),
        "project": _HEADER if is_project else _PROJECT,
        "network_facts": ANYTHING if is_project else Plain("null"),
    }


def answer_of(table: DecisionTable) -> Shape:
    """Return the shape of what a table answers: one output, several, or a list of them."""
    shapes = {one.name: _output(one) for one in table.outputs}
    one = next(iter(shapes.values())) if len(shapes) == 1 else ContextShape(table.name, shapes)
    if table.hit not in _MANY or table.aggregator is not Aggregator.LIST:
        return one if table.hit not in _MANY else NUMBER
    return Listed(one)


def _output(output: Output) -> Shape:
    words = words_of(output)
    if words:
        return word(words)
    return {"number": NUMBER, "boolean": BOOLEAN, "string": STRING}.get(output.type, ANYTHING)


def fields_of(kind: RecordType) -> dict[str, Shape]:
    """Return the shapes of the fields of a record type."""
    return {field.id: _field(field) for field in kind.fields.values()}


def _records(kind: RecordType) -> Shape:
    record = ContextShape(kind.id, fields_of(kind) | {"id": NUMBER, "recorded_on": DATE})
    return record if kind.single else Listed(record)


def _field(field: Field) -> Shape:
    match field.kind:
        case FieldKind.CHOICE:
            shape = word(field.of)
        case FieldKind.SCORES:
            known = ContextShape(field.id, dict.fromkeys(field.of, NUMBER))
            shape = known if field.of else ANYTHING
        case kind:
            shape = _KINDS[kind]
    return Listed(shape) if field.many else shape


def _milestones(workflow: Workflow) -> list[str]:
    return [name for phase in workflow.phases.values() for name in phase.milestones]


def _phase(workflow: Workflow, phase: str) -> Shape:
    criteria = dict.fromkeys(workflow.phases[phase].criteria, word(VERDICTS))
    counts = ("round", "tasks_required", "tasks_done", "tasks_open_by_facilitator")
    return ContextShape(
        phase,
        {
            "state": word(STATES["phase"]),
            "opened_on": DATE,
            "completed_on": DATE,
            **dict.fromkeys(counts, NUMBER),
            "criteria": ContextShape("criteria", criteria),
        },
    )


_NETWORK: Final = ContextShape(
    "network",
    {
        "id": STRING,
        "title": STRING,
        "state": word(STATES["network"]),
        "opened_on": DATE,
        "currency": STRING,
    },
)
_MEMBER: Final = ContextShape(
    "member",
    {
        "id": STRING,
        "name": STRING,
        "state": word(STATES["member"]),
        "since": DATE,
        "committed_on": DATE,
        "reason": STRING,
    },
)
_TASK: Final = ContextShape(
    "task",
    {
        "state": word(STATES["task"]),
        "done": BOOLEAN,
        "times": NUMBER,
        "last_on": DATE,
        "targets": Listed(STRING),
        "waived": BOOLEAN,
        "required": BOOLEAN,
    },
)
_HEADER: Final = ContextShape(
    "project",
    {
        **dict.fromkeys(("id", "title", "type", "leader"), STRING),
        "kind": word(("pilot", "strategic")),
        "state": word(STATES["project"]),
        "participants": Listed(STRING),
        **dict.fromkeys(("opened_on", "started_on", "ended_on", "due_on"), DATE),
    },
)
_PROJECT: Final = ContextShape(
    "project",
    {**_HEADER.members, **dict.fromkeys(("records", "tasks", "indicators"), ANYTHING)},
)
_BALLOT: Final = ContextShape(
    "ballot",
    {
        **dict.fromkeys(("id", "subject", "question", "matter"), STRING),
        "how": word(("consensus", "majority", "choice", "ranking")),
        "state": word(STATES["ballot"]),
        **dict.fromkeys(("round", "answers", "recorded_before"), NUMBER),
        "voters": Listed(STRING),
        "votes": Listed(ContextShape("vote", {"firm": STRING, "vote": NUMBER})),
        "opened_on": DATE,
        "closed_on": DATE,
    },
)
