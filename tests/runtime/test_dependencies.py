"""What an event touches is asked again, and what it does not touch is left alone.

Each case is a milestone whose formula becomes true with the event: if what the event touches were
named wrongly, the milestone would not be reached by it.
"""

from dataclasses import replace

import pytest

from engine.case import messages as m
from engine.definitions.workflow import Each, Milestone, Parameter
from engine.runtime.deciding.settle import settle
from engine.runtime.formulas import reads
from engine.runtime.situation import Situation
from tests.runtime.plan import DAY, PLAN, condition, formula, given, plan_of, start, step

FIRM = m.MemberAdded("anka", "Anka", "active")
ASKED = m.BallotOpened("b", "Go?", "majority", 1, ("anka",))
FAIR = m.ProjectAdded("fair", "Fair", "t", "kind")
VISIT = m.FactRecorded(1, "meeting", {"held_on": "2026-03-02", "present": 5})

TOUCHED: list[tuple[str, m.Event, tuple[m.Event, ...]]] = [
    ("count(members) = 1", FIRM, ()),
    ("firms = 1", FIRM, ()),  # through a measure
    ('members[1].state = "left"', m.MemberMoved("anka", "leave", "left"), (FIRM,)),
    ('tasks.each.state = "done"', m.MemberMoved("bora", "leave", "left"),
     (FIRM, m.MemberAdded("bora", "Bora", "active"), m.TaskTicked("each", target="anka"))),
    ("tasks.do.done", m.TaskTicked("do"), ()),
    ('tasks.next.state = "ready"', m.TaskTicked("do"), ()),  # it needs the other
    ("phases.only.tasks_done = 1", m.TaskTicked("do"), ()),
    ("tasks.do.waived", m.TaskMoved("do", "waive", because="x"), ()),
    ("count(records.meeting) = 1", VISIT, ()),
    ("records.meeting[1].present = 7", m.RecordWithdrawn(1, "meeting", "x"),
     (VISIT, replace(VISIT, record=2, fields={"present": 7}))),
    ('phases.only.criteria.often = "met"', VISIT, ()),  # through a condition
    ("phases.only.round = 2", m.PhaseMoved("only", "reopen", "open", round=2), ()),
    ('tasks.do.state = "cancelled"', m.PhaseMoved("only", "skip", "skipped"), ()),
    ('phases.only.criteria.often = "waived"', m.CriterionMarked("often", "waived"), ()),
    ("milestones.first != null", m.MilestoneReached("first"), ()),
    ("least = 5", m.ParameterSet("least", 5), ()),
    ("count(projects) = 1", FAIR, ()),
    ('projects[1].state = "running"', m.ProjectMoved("fair", "start", "running"), (FAIR,)),
    ('tasks.study.state = "done"', m.ProjectMoved("fair", "approve", "approved"),
     (FAIR, m.TaskTicked("study", target="fair"), m.TaskMoved("study", "start"))),
    ("projects[1].tasks.do.done", m.TaskTicked("do", scope="fair"), (FAIR,)),
    ("count(ballots) = 1", ASKED, ()),
    ("ballots[1].answers = 1", m.VoteCast("b", "anka", 1), (ASKED,)),
    ('ballots[1].state = "passed"', m.BallotClosed("b", "passed"), (ASKED,)),
    ('documents.statutes = "in_review"',
     m.DocumentMoved("statutes", "issue", "in_review", version=1), ()),
    ('network.state = "suspended"', m.NetworkMoved("suspend", "suspended"), ()),
    ('members[1].state = "left"', m.NetworkSplit("south", ("anka",)), (FIRM,)),
    ('network.state = "closed"', m.NetworkMerged("big"), ()),
]  # fmt: skip


def network(when: str) -> Situation:
    plan = plan_of(
        step("do"),
        step("next", needs=("do",), required=False),
        step("each", for_each=Each.MEMBER, required=False),
        step("study", for_each=Each.PROJECT, required=False),
        condition("often", "count(records.meeting) >= 1"),
        Milestone("it", "only", "It", formula(when)),
        parameters={"least": Parameter("least", 2)},
    )
    kind = replace(plan_of(step("do")), digest="kind")
    return Situation(start(plan).case, plan, DAY, {"kind": kind})


@pytest.mark.parametrize(("when", "event", "before"), TOUCHED)
def test_a_formula_is_asked_again_when_an_event_touches_what_it_reads(
    when: str, event: m.Event, before: tuple[m.Event, ...]
) -> None:
    situation = given(network(when), *before)
    assert "it" not in situation.case.milestones
    assert "it" in settle(situation, [event]).after.case.milestones


@pytest.mark.parametrize("day", [2, 3])
def test_a_new_day_touches_today(day: int) -> None:
    situation = network('today >= date("2026-03-03")')
    later = Situation(situation.case, situation.workflow, DAY.replace(day=day))
    reached = settle(later, [m.MilestoneReached("x")]).after.case.milestones
    assert ("it" in reached) is (day == 3)


def test_the_first_look_at_a_network_is_at_everything() -> None:
    for when in ("true", "least = 2", "count(ballots) = 0", "milestones.x = null"):
        assert "it" in start(network(when).workflow).case.milestones


# --- what a formula reads -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("1 + 1", set()),
        ("today", {("today",)}),
        ("count(members) >= least", {("members",), ("least",)}),
        ("firms >= least", {("members",), ("least",)}),
        ("records.meeting.present", {("records", "meeting")}),
        ("records", {("records",)}),
        ("tasks.call.done", {("tasks", "call")}),
        ("phases.first.state", {("phases", "first")}),
        (
            'phases.first.criteria.met_often = "met"',
            {("phases", "first"), ("records", "meeting")},
        ),
        ('phases.first.criteria.no_such = "met"', {("phases", "first")}),
        ("projects[1].tasks.do.done", {("projects",)}),
        ("for m in members return m.state", {("members",)}),
        ('documents.statutes = "adopted"', {("documents",)}),
    ],
)
def test_what_a_formula_reads_through_measures_and_conditions_too(
    text: str, read: set[tuple[str, ...]]
) -> None:
    assert reads(PLAN, formula(text)) == read


def test_conditions_that_read_each_other_are_followed_once() -> None:
    plan = plan_of(
        condition("a", 'phases.only.criteria.b = "met"'),
        condition("b", 'phases.only.criteria.a = "met" or today = null'),
    )
    found = reads(plan, plan.criteria["a"].when)
    assert found == {("phases", "only"), ("today",)}
