"""A small plan for tests of the runtime, written as the loader would give it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

import pytest

from engine.case import messages as m
from engine.case.evolve import evolve
from engine.definitions.table_json import text_of
from engine.definitions.workflow import (
    Criterion,
    Due,
    Each,
    Field,
    FieldKind,
    Formula,
    Kind,
    Measure,
    Milestone,
    Parameter,
    Phase,
    RecordType,
    Role,
    TableText,
    Task,
    Tighten,
    Workflow,
)
from engine.dmn.table import ANY, Cell, DecisionTable, HitPolicy, Input, Output, Row, TableParameter
from engine.runtime.deciding.decide import begin, decide
from engine.runtime.situation import Situation
from engine.source import Rejected

DAY = date(2026, 3, 2)
Part = TypeVar("Part")


def formula(text: str) -> Formula:
    return Formula(text)


def task(name: str, phase: str, **given: object) -> Task:
    named: dict[str, Any] = {"title": name.replace("_", " ").title()} | given
    return Task(id=name, phase=phase, **named)


FIRST = Phase(
    id="first",
    title="First phase",
    tasks={
        one.id: one
        for one in (
            task("call", "first", by=("facilitator",), due=Due(7), code="T-01"),
            task(
                "meet", "first", by=("facilitator",), needs=("call",), at_least=2, at_most=None,
                proof=("minutes", "photo"), records="meeting", due=Due(30), code="T-02",
            ),
            task("sign", "first", by=("firm",), for_each=Each.MEMBER, proof=("signed_letter",)),
            task("visit", "first", by=("firm",), required=False),
        )
    },
    criteria={
        one.id: one
        for one in (
            Criterion(
                id="enough", phase="first", code="C-1", hard=True,
                say="At least {least} firms have signed", now="{firms} of at least {least} firms",
                when=formula("firms >= least"), why="fewer bring no scale", ask=("sign",),
            ),
            Criterion(
                id="met_often", phase="first", say="Two meetings were held",
                when=formula("count(records.meeting) >= 2"),
            ),
            Criterion(
                id="well_attended", phase="first", say="Meetings are well attended",
                when=formula("mean(records.meeting.present) >= 5"),
            ),
        )
    },
    milestones={
        "core": Milestone("core", "first", "Three firms are in", formula("firms >= 3")),
    },
)  # fmt: skip

SECOND = Phase(
    id="second",
    title="Second phase",
    tasks={"plan": task("plan", "second", by=("leader",))},
    criteria={
        "planned": Criterion(
            id="planned", phase="second", say="The plan stands",
            when=formula('tasks.plan.state = "done"'), hard=True,
        ),
    },
    final=True,
)  # fmt: skip

PLAN = Workflow(
    id="test.plan",
    version="1",
    kind=Kind.NETWORK,
    title="Test plan",
    parameters={
        "least": Parameter("least", 2, unit="firms", tighten=Tighten.UP, low=1, high=9),
    },
    roles={name: Role(name, name.title()) for name in ("facilitator", "leader", "firm")},
    records={
        "meeting": RecordType(
            "meeting", "Meeting",
            {
                "held_on": Field("held_on", FieldKind.DATE, required=True),
                "present": Field("present", FieldKind.NUMBER, low=0, high=500),
                "kind": Field("kind", FieldKind.CHOICE, of=("open", "group")),
                "who": Field("who", FieldKind.MEMBER, many=True),
            },
        ),
    },
    phases={"first": FIRST, "second": SECOND},
    measures={
        "firms": Measure("firms", formula('count(members[state in ("committed", "active")])')),
    },
    digest="test-plan-digest",
)  # fmt: skip


def start(plan: Workflow = PLAN, day: date = DAY) -> Situation:
    return begin(plan, m.OpenNetwork("net", "Net", plan.digest, plan.id), day).after


def after(situation: Situation, *commands: m.Command) -> Situation:
    for command in commands:
        situation = decide(situation, command).after
    return situation


def members(*firms: str) -> list[m.Command]:
    added: list[m.Command] = [m.AddMember(firm, firm.title()) for firm in firms]
    return added + [m.MoveMember("commit", firm) for firm in firms]


MEETING = m.TickTask(
    "meet",
    proofs=(m.Proof("minutes", "m.pdf"),),
    fields={"held_on": "2026-03-02", "present": "6"},
    again=True,
)


def events_of(situation: Situation, command: m.Command) -> tuple[m.Event, ...]:
    """Return what a command leads to."""
    return decide(situation, command).events


def refusal_of(situation: Situation, command: m.Command) -> Rejected:
    """Return the refusal of a command, which must leave the case as it was."""
    before = replace(situation.case)
    with pytest.raises(Rejected) as refused:
        decide(situation, command)
    assert situation.case == before
    return refused.value


def accepts(situation: Situation, command: m.Command) -> bool:
    """Whether a command is carried out; if not, it must leave the case as it was."""
    before = replace(situation.case)
    try:
        decide(situation, command)
    except Rejected:
        assert situation.case == before
        return False
    return True


def given(situation: Situation, *events: m.Event) -> Situation:
    """Return the situation after events that nobody had to decide."""
    case = situation.case
    for event in events:
        case = evolve(case, event, situation.today)
    return on_day(Situation(case, situation.workflow, situation.today, situation.definitions))


def on_day(situation: Situation, day: date | None = None) -> Situation:
    """Return the same case seen afresh, on another day if one is given."""
    return Situation(
        situation.case, situation.workflow, day or situation.today, situation.definitions
    )


def plan_of(*parts: Task | Criterion | Milestone, **more: Any) -> Workflow:
    """Return a plan of one phase, ``only``, with these steps, conditions and milestones."""
    only = Phase(
        id="only",
        title="Only phase",
        tasks={one.id: one for one in _all(Task, parts)},
        criteria={one.id: one for one in _all(Criterion, parts)},
        milestones={one.id: one for one in _all(Milestone, parts)},
    )
    digest = f"plan of {parts} {more}"
    return replace(PLAN, phases={"only": only}, digest=digest, **more)


def _all(kind: type[Part], parts: Iterable[object]) -> list[Part]:
    return [one for one in parts if isinstance(one, kind)]


def step(name: str, **given: object) -> Task:
    """Return a step of the phase ``only``."""
    return task(name, "only", **given)


def condition(name: str, when: str, **given: Any) -> Criterion:
    """Return a condition of the phase ``only``."""
    return Criterion(id=name, phase="only", say=name, when=formula(when), **given)


Cells = dict[str, str]


def table(
    name: str,
    inputs: str,
    *rows: tuple[Cells, Cells],
    why: str = "",
    labels: Cells | None = None,
    **settings: int,
) -> TableText:
    """Return a decision table whose first fitting row counts; a test left out fits always.

    ``labels`` stand on its last output.
    """
    names = inputs.split()
    outputs = list(dict.fromkeys(output for _tests, results in rows for output in results))
    return text_of(
        DecisionTable(
            id=name,
            name=name,
            inputs=tuple(Input(one, Cell(one)) for one in names),
            outputs=tuple(
                Output(one, labels=dict(labels or {}) if one == outputs[-1] else {})
                for one in outputs
            ),
            rows=tuple(
                Row(
                    tuple(Cell(tests.get(one, ANY)) for one in names),
                    tuple(Cell(results.get(one, "null")) for one in outputs),
                    why=why,
                )
                for tests, results in rows
            ),
            hit=HitPolicy.FIRST,
            parameters=tuple(TableParameter(one, value) for one, value in settings.items()),
        )
    )
