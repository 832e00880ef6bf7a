"""A small plan for tests of the runtime, written as the loader would give it."""

from datetime import date

from engine.case import messages as m
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
    Task,
    Tighten,
    Workflow,
)
from engine.runtime.deciding.decide import begin, decide
from engine.runtime.situation import Situation

DAY = date(2026, 3, 2)


def formula(text: str) -> Formula:
    return Formula(text)


def task(name: str, phase: str, **given: object) -> Task:
    return Task(id=name, title=name.replace("_", " ").title(), phase=phase, **given)  # type: ignore[arg-type]


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
    "meet", proofs=(m.Proof("minutes", "m.pdf"),), fields={"held_on": "2026-03-02", "present": "6"}
)
