"""What differs between two moments of a case is told in facts, also inside its projects."""

from dataclasses import fields, replace
from typing import get_args

import pytest

from engine.case import messages as m
from engine.case.case import Case
from engine.case.words import SAID
from engine.definitions.table_json import text_of
from engine.definitions.workflow import Each, Milestone, Parameter, Phase
from engine.dmn.table import Cell, DecisionTable, HitPolicy, Input, Output, Row
from engine.runtime.deciding.settle import settle
from engine.runtime.dependencies import (
    EVERYTHING,
    FACTS_OF,
    NOTHING,
    concerns,
    touched_between,
    watched,
)
from engine.runtime.formulas import reads
from engine.runtime.situation import Situation
from tests.runtime.plan import DAY, PLAN, condition, formula, given, plan_of, start, step

FIRM = m.MemberAdded("anka", "Anka", "active")
FAIR = (
    m.ProjectAdded("fair", "Fair", "t", "kind"),
    m.ProjectMoved("fair", "approve", "approved"),
)


def test_every_field_of_a_case_says_which_facts_hang_on_it() -> None:
    assert FACTS_OF.keys() == {one.name for one in fields(Case)}


def test_every_event_has_a_name_and_every_name_is_said() -> None:
    assert set(get_args(m.Event)) == set(m.EVENTS.values())
    assert m.EVENTS.keys() <= SAID.keys()


def test_nothing_is_touched_where_nothing_changed() -> None:
    now = given(start(), FIRM)
    assert touched_between(now.case, now) == NOTHING
    assert not watched(PLAN, formula("firms >= 1"), NOTHING)
    assert watched(PLAN, formula("1 + 1"), EVERYTHING)


def test_another_state_of_the_network_has_everything_looked_at() -> None:
    before = start()
    assert touched_between(before.case, given(before, m.NetworkMoved("x", "suspended"))).all


def test_a_phase_whose_moment_came_while_the_network_rested_opens_when_it_wakes() -> None:
    second = Phase(id="b", title="b", opens_when=formula("count(members) >= 1"))
    plan = replace(plan_of(step("do")), digest="resting")
    plan = replace(plan, phases={**plan.phases, "b": second})
    asleep = settle(start(plan), [m.NetworkMoved("suspend", "suspended")]).after
    asleep = settle(asleep, [FIRM]).after
    assert asleep.phase("b").state == "waiting"
    woken = settle(asleep, [m.NetworkMoved("resume", "active")]).after
    assert woken.phase("b").state == "open"


# --- inside a project ---------------------------------------------------------------------------


def network(when: str, inner: str = "false") -> Situation:
    """Return a network with an approved project; each has a milestone with a formula."""
    plan = plan_of(
        step("do"), Milestone("it", "only", "It", formula(when)),
        parameters={"least": Parameter("least", 2)},
    )  # fmt: skip
    kind = plan_of(
        step("each", for_each=Each.MEMBER, required=False), step("last"),
        Milestone("inside", "only", "Inside", formula(inner)),
    )  # fmt: skip
    kind = replace(kind, digest=f"kind {inner}")
    opened = Situation(start(plan).case, plan, DAY, {"kind": kind})
    return settle(opened, FAIR).after


INSIDE = [
    ("count(members) = 1", FIRM),
    ('network.state = "suspended"', m.NetworkMoved("suspend", "suspended")),
    ('documents.statutes = "in_review"',
     m.DocumentMoved("statutes", "issue", "in_review", version=1)),
    ("count(ballots) = 1", m.BallotOpened("b", "Go?", "majority", 1, ("anka",))),
    ("count(network_facts.records.meeting) = 1",
     m.FactRecorded(1, "meeting", {"held_on": "2026-03-02"})),
    ("network_facts.tasks.do.done", m.TaskTicked("do")),
    ("count(records.meeting) = 1",
     m.FactRecorded(1, "meeting", {"held_on": "2026-03-02"}, scope="fair")),
    ("tasks.last.done", m.TaskTicked("last", scope="fair")),
    ('project.state = "running"', m.ProjectMoved("fair", "start", "running")),
]  # fmt: skip


@pytest.mark.parametrize(("inner", "event"), INSIDE)
def test_what_happens_in_the_network_is_seen_in_its_projects(inner: str, event: m.Event) -> None:
    situation = network("false", inner)
    assert "inside" not in situation.case.projects["fair"].milestones
    after = settle(situation, [event]).after
    assert "inside" in after.case.projects["fair"].milestones


@pytest.mark.parametrize(
    ("when", "event"),
    [
        ("count(projects[1].participants) = 1", FIRM),
        ('projects[1].tasks.each.state = "in_progress"',
         m.TaskMoved("each", "start", scope="fair")),
        ("projects[1].tasks.last.done", m.TaskTicked("last", scope="fair")),
    ],
)  # fmt: skip
def test_what_happens_in_a_project_or_to_its_firms_is_seen_in_the_network(
    when: str, event: m.Event
) -> None:
    assert "it" in settle(network(when), [event]).after.case.milestones


def test_a_project_nothing_was_asked_of_is_looked_at_whole_once_it_is_approved() -> None:
    now = network("false")
    before = replace(now.case, projects={})
    assert touched_between(before, now).within("fair").all
    assert touched_between(now.case, now).within("fair") == NOTHING
    assert touched_between(now.case, now).within("none") == NOTHING
    assert EVERYTHING.within("fair").all


def test_a_project_is_left_alone_by_what_none_of_its_formulas_reads() -> None:
    situation = network("false", "today = null")
    after = settle(situation, [m.MilestoneReached("x")]).after
    kind = after.projects["fair"].workflow
    inner = touched_between(situation.case, after).within("fair")
    assert inner.facts == {("network_facts",)}
    assert not concerns(kind, inner)


def test_a_threshold_of_the_network_may_make_a_phase_of_its_project_ready() -> None:
    situation = network("false")
    after = settle(situation, [m.ParameterSet("least", 3)]).after
    inner = touched_between(situation.case, after).within("fair")
    assert inner.reaches(("least",))
    assert concerns(after.projects["fair"].workflow, inner)


# --- what hangs on a step -----------------------------------------------------------------------


def test_a_step_touches_those_that_need_it_and_their_phase() -> None:
    plan = plan_of(step("a"), step("b", needs=("a",)), step("c"))
    before = start(plan)
    touched = touched_between(before.case, given(before, m.TaskTicked("a")))
    assert touched.tasks == {"a", "b"}
    assert touched.facts == {("tasks", "a"), ("tasks", "b"), ("phases", "only")}


# --- tables and whole phases --------------------------------------------------------------------

TABLE = text_of(
    DecisionTable(
        "size", "size", (Input("asked", Cell("asked")),), (Output("answer"),),
        (Row((Cell("> least"),), (Cell("count(members)"),)), Row((Cell("-"),), (Cell("0"),))),
        HitPolicy.FIRST,
    )
)  # fmt: skip


def test_the_cells_of_a_table_are_followed() -> None:
    plan = replace(PLAN, tables={"size": TABLE}, digest="with a table")
    assert reads(plan, formula("size(asked: 3) > 1")) == {("least",), ("members",)}


def test_who_reads_all_conditions_of_a_phase_reads_what_they_read() -> None:
    plan = plan_of(condition("a", "count(ballots) = 1"), condition("b", "count(members) = 1"))
    whole = {("phases", "only"), ("ballots",), ("members",)}
    assert reads(plan, formula("phases.only.criteria")) == whole
    assert reads(plan, formula("phases.only")) == whole
    assert reads(plan, formula("phases")) == {("phases",), ("ballots",), ("members",)}
    assert reads(plan, formula("phases.only.criteria.a")) == {("phases", "only"), ("ballots",)}
    assert reads(plan, formula("phases.only.round")) == {("phases", "only")}
