"""What next: urgency at its edges, the order, the nearest gate, and who can do it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from engine.case import messages as m
from engine.definitions.workflow import Due, Phase, Workflow
from engine.runtime.next_steps import Step, Urgency, due_day, upcoming
from engine.runtime.situation import Situation
from tests.runtime.plan import DAY, PLAN, condition, formula, given, plan_of, start, step


def steps(plan: Workflow, *events: m.Event, role: str = "") -> list[Step]:
    return upcoming(given(start(plan), *events), role)


def only_step(**more: Any) -> Step:
    [one] = steps(plan_of(step("do", required=False, **more)))
    return one


@pytest.mark.parametrize(
    ("days", "urgency"),
    [
        (-1, Urgency.LATE),
        (0, Urgency.THIS_WEEK),  # due today is not late
        (7, Urgency.THIS_WEEK),
        (8, Urgency.REST),
        (None, Urgency.REST),
    ],
)
def test_how_urgent_a_step_is(days: int | None, urgency: Urgency) -> None:
    one = only_step(due=None if days is None else Due(days))
    assert one.urgency is urgency
    assert one.due == (None if days is None else DAY + timedelta(days=days))


def test_a_required_step_of_the_nearest_gate_helps() -> None:
    [one] = steps(plan_of(step("do")))
    assert one.urgency is Urgency.NEAREST_GATE
    assert one.required


@pytest.mark.parametrize(
    ("needed", "urgency"),
    [("tasks.do.done", Urgency.NEAREST_GATE), ("count(members) > 5", Urgency.REST)],
)
def test_a_step_that_would_close_a_condition_helps_though_nobody_requires_it(
    needed: str, urgency: Urgency
) -> None:
    [one] = steps(plan_of(step("do", required=False), condition("it", needed)))
    assert one.urgency is urgency


def test_a_step_whose_condition_is_met_or_waived_helps_no_more() -> None:
    plan = plan_of(step("do", required=False), condition("it", "tasks.do.times >= 0"))
    assert steps(plan)[0].urgency is Urgency.REST
    plan = plan_of(step("do", required=False), condition("it", "tasks.do.done"))
    waived = m.CriterionMarked("it", "waived")
    assert steps(plan, waived)[0].urgency is Urgency.REST


def test_late_then_this_week_then_the_gate_then_the_rest() -> None:
    plan = plan_of(
        step("rest", required=False),
        step("gate"),
        step("week", required=False, due=Due(7)),
        step("late", required=False, due=Due(-1)),
    )
    assert [one.task for one in steps(plan)] == ["late", "week", "gate", "rest"]


def test_within_one_urgency_by_day_then_required_first_then_what_can_be_done_now() -> None:
    plan = plan_of(
        step("locked", due=Due(2), needs=("ready",)),
        step("ready", due=Due(2)),
        step("may", due=Due(2), required=False),
        step("sooner", due=Due(1), required=False),
    )
    assert [one.task for one in steps(plan)] == ["sooner", "ready", "locked", "may"]


@pytest.mark.parametrize(
    ("events", "listed"),
    [
        ([], True),
        ([m.TaskMoved("do", "start")], True),
        ([m.TaskMoved("do", "submit")], True),
        ([m.TaskTicked("do")], False),
        ([m.TaskMoved("do", "waive", because="x")], False),
        ([m.PhaseMoved("only", "skip", "skipped")], False),
        ([m.PhaseMoved("only", "suspend", "suspended")], False),
    ],
)
def test_only_open_steps_of_open_phases_are_listed(events: list[m.Event], listed: bool) -> None:
    assert bool(steps(plan_of(step("do")), *events)) is listed


def test_steps_are_listed_for_the_role_that_can_do_them() -> None:
    plan = plan_of(step("a", by=("facilitator", "leader")), step("b", by=("leader",)), step("c"))
    assert [one.task for one in steps(plan, role="facilitator")] == ["a"]
    assert [one.task for one in steps(plan, role="leader")] == ["a", "b"]
    assert [one.task for one in steps(plan, role="firm")] == []
    assert len(steps(plan)) == 3


# --- the nearest gate ---------------------------------------------------------------------------


def two_phases(first: int, second: int) -> Workflow:
    """Return a plan of two open phases that lack so many required steps."""

    def phase(name: str, count: int) -> Phase:
        tasks = {f"{name}{at}": replace(step(f"{name}{at}"), phase=name) for at in range(count)}
        return Phase(id=name, title=name, tasks=tasks, opens_when=formula("true"))

    phases = {"a": phase("a", first), "b": phase("b", second)}
    return replace(PLAN, phases=phases, digest=f"two phases {first} {second}")


@pytest.mark.parametrize(
    ("first", "second", "nearest"),
    [(1, 2, "a"), (2, 1, "b"), (1, 1, "a")],  # of two as near the first
)
def test_the_nearest_gate_is_that_of_the_phase_that_lacks_least(
    first: int, second: int, nearest: str
) -> None:
    found = steps(two_phases(first, second))
    assert len(found) == first + second
    helpful = {one.phase for one in found if one.urgency is Urgency.NEAREST_GATE}
    assert helpful == {nearest}


def test_a_network_without_an_open_phase_has_nothing_to_do() -> None:
    assert steps(plan_of(step("do")), m.PhaseMoved("only", "complete", "completed")) == []


# --- days that a formula gives ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("after", "due"),
    [
        ('date("2026-05-01")', "2026-05-11"),
        ("null", None),
        ("12", None),
        ("records.meeting[1].held_on", None),  # nobody has met yet
        ("today", "2026-03-12"),
    ],
)
def test_a_day_counts_from_what_its_formula_gives(after: str, due: str | None) -> None:
    plan = plan_of(step("do", due=Due(10, formula(after))))
    found = due_day(start(plan), plan.tasks["do"])
    assert (found.isoformat() if found else None) == due


# --- projects -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "listed"),
    [
        ("proposed", False), ("approved", True), ("running", True), ("on_hold", False),
        ("delivered", True), ("evaluated", False), ("rejected", False), ("abandoned", False),
    ],
)  # fmt: skip
def test_steps_of_projects_that_go_on_are_listed_with_their_project(
    state: str, listed: bool
) -> None:
    kind = replace(plan_of(step("do")), digest="kind")
    plan = plan_of()
    situation = given(
        Situation(start(plan).case, plan, DAY, {"kind": kind}),
        m.ProjectAdded("fair", "Fair", "t", "kind"),
        m.ProjectMoved("fair", "x", state),
        m.PhaseMoved("only", "open", "open", "fair"),
    )
    found = [(one.project, one.task, one.urgency) for one in upcoming(situation)]
    # a step of a project is never said to bring the network's gate nearer
    assert found == ([("fair", "do", Urgency.REST)] if listed else [])


def test_whom_a_step_still_lacks_is_told() -> None:
    sign = PLAN.tasks["sign"]
    firms = [m.MemberAdded(name, name, "active") for name in ("anka", "bora")]
    found = {one.task: one for one in steps(PLAN, *firms, m.TaskTicked("sign", target="anka"))}
    assert found["sign"].missing == ("bora",)
    assert found["sign"].who == sign.by
    assert found["sign"].state == "in_progress"


@pytest.mark.parametrize(("shares", "nearest"), [((1, 2), "b"), ((2, 1), "a"), ((1, 1), "a")])
def test_of_two_gates_as_near_the_one_with_more_of_its_soft_conditions_met(
    shares: tuple[int, int], nearest: str
) -> None:
    def phase(name: str, met: int) -> Phase:
        conditions = {
            f"{name}{at}": replace(condition(f"{name}{at}", "true" if at < met else "false"),
                                   phase=name)
            for at in range(3)
        }  # fmt: skip
        tasks = {f"{name}_do": replace(step(f"{name}_do"), phase=name)}
        return Phase(id=name, title=name, tasks=tasks, criteria=conditions,
                     opens_when=formula("true"))  # fmt: skip

    phases = {"a": phase("a", shares[0]), "b": phase("b", shares[1])}
    found = steps(replace(PLAN, phases=phases, digest=f"shares {shares}"))
    assert {one.phase for one in found if one.urgency is Urgency.NEAREST_GATE} == {nearest}


def test_a_step_bears_its_title_and_says_whose_it_is_not() -> None:
    one = only_step(title="Ring the firms")
    assert (one.title, one.project, one.phase) == ("Ring the firms", "", "only")


@pytest.mark.parametrize(
    ("state", "asked"),
    [("active", 1), ("suspended", 1), ("self_managed", 1), ("closed", 0), ("dissolved", 0)],
)
def test_of_a_network_that_has_ended_nothing_more_is_asked(state: str, asked: int) -> None:
    assert len(steps(plan_of(step("do")), m.NetworkMoved("x", state))) == asked
