"""What a case does not store: thresholds, targets, states of steps, days they are due."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from engine.case import messages as m
from engine.definitions.workflow import Due, Each, Parameter
from engine.runtime.situation import Situation
from tests.runtime.plan import DAY, PLAN, given, on_day, plan_of, start, step

ONE = plan_of(step("do"))


def state_after(*events: m.Event, phase: str = "open") -> str:
    situation = given(start(ONE), m.PhaseMoved("only", "x", phase), *events)
    return situation.task_state(situation.workflow.tasks["do"])


# --- the state of a step ------------------------------------------------------------------------

UNTOUCHED = {
    "waiting": "locked", "open": "ready", "completed": "ready", "skipped": "cancelled",
    "suspended": "ready",
}  # fmt: skip


@pytest.mark.parametrize(("phase", "state"), list(UNTOUCHED.items()))
def test_a_step_nobody_touched_is_as_its_phase_is(phase: str, state: str) -> None:
    assert state_after(phase=phase) == state


@pytest.mark.parametrize(
    ("verb", "state"),
    [("start", "in_progress"), ("submit", "submitted"), ("waive", "waived")],
)
@pytest.mark.parametrize("phase", UNTOUCHED)
def test_what_happened_to_a_step_goes_before_its_phase_unless_that_was_skipped(
    verb: str, state: str, phase: str
) -> None:
    wanted = "cancelled" if phase == "skipped" and verb != "waive" else state
    assert state_after(m.TaskMoved("do", verb, because="x"), phase=phase) == wanted


@pytest.mark.parametrize("phase", UNTOUCHED)
def test_a_step_that_is_done_is_done_in_whatever_phase(phase: str) -> None:
    assert state_after(m.TaskTicked("do"), phase=phase) == "done"


def test_a_waived_step_that_was_done_all_the_same_is_done() -> None:
    assert state_after(m.TaskMoved("do", "waive", because="x"), m.TaskTicked("do")) == "done"


def test_an_unticked_step_that_needs_another_is_locked_again() -> None:
    plan = plan_of(step("first"), step("do", needs=("first",)))
    situation = given(start(plan), m.TaskTicked("do"), m.TaskMoved("do", "untick"))
    assert situation.task_state(plan.tasks["do"]) == "locked"


@pytest.mark.parametrize(
    ("state", "fulfilled"),
    [("start", False), ("submit", False), ("waive", True), ("tick", True)],
)
def test_a_need_is_fulfilled_by_done_or_waived(state: str, fulfilled: bool) -> None:
    plan = plan_of(step("first"), step("do", needs=("first",)))
    event: m.Event = (
        m.TaskTicked("first") if state == "tick" else m.TaskMoved("first", state, because="x")
    )
    situation = given(start(plan), event)
    assert (situation.open_needs(plan.tasks["do"]) == ()) is fulfilled
    assert situation.task_state(plan.tasks["do"]) == ("ready" if fulfilled else "locked")


# --- for whom -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("each", "state"),
    list(
        product(
            [Each.FIRM, Each.MEMBER],
            ["interested", "committed", "active", "suspended", "left", "excluded"],
        )
    ),
)
def test_for_which_firms_a_step_is(each: Each, state: str) -> None:
    plan = plan_of(step("do", for_each=each))
    situation = given(start(plan), m.MemberAdded("anka", "Anka", state))
    is_for = {
        Each.FIRM: state not in {"left", "excluded"},
        Each.MEMBER: state in {"committed", "active"},
    }
    assert (situation.targets(plan.tasks["do"]) == ("anka",)) is is_for[each]


def with_projects(each: Each, carries: str = "pilot", *events: m.Event) -> tuple[str, ...]:
    """Return for whom a step is in a network with two members and a project of three kinds."""
    do = step("do", for_each=each)
    only = replace(plan_of(do).phases["only"], projects=carries)
    plan = replace(PLAN, phases={"only": only}, digest=f"{each} {carries}")
    kinds = {
        kind: replace(PLAN, digest=kind, project_kind=kind, phases={}, measures={})
        for kind in ("pilot", "strategic")
    }
    firms = [m.MemberAdded(name, name, "active") for name in ("anka", "bora")]
    added = [
        m.ProjectAdded("fair", "Fair", "t", "pilot", participants=("bora",)),
        m.ProjectAdded("dye", "Dye", "t", "strategic"),
        m.ProjectAdded("lost", "Lost", "t", "no such definition"),
    ]
    approved = [m.ProjectMoved(name, "x", "approved") for name in ("fair", "dye", "lost")]
    situation = Situation(start(plan).case, plan, DAY, kinds)
    return given(situation, *firms, *added, *approved, *events).targets(do)


@pytest.mark.parametrize(
    ("each", "carries", "targets"),
    [
        (Each.PROJECT, "pilot", ("fair",)),
        (Each.PROJECT, "strategic", ("dye",)),
        (Each.PROJECT, "", ("fair", "dye")),
        (Each.PROJECT, "other", ()),
        (Each.PROJECT_MEMBER, "pilot", ("fair/bora",)),
        (Each.PROJECT_MEMBER, "strategic", ("dye/anka", "dye/bora")),
    ],
)
def test_for_which_projects_a_step_is(each: Each, carries: str, targets: tuple[str, ...]) -> None:
    assert with_projects(each, carries) == targets


@pytest.mark.parametrize(
    ("state", "asks"),
    [
        ("proposed", False), ("approved", True), ("running", True), ("on_hold", True),
        ("delivered", True), ("evaluated", True), ("rejected", False), ("abandoned", False),
    ],
)  # fmt: skip
def test_a_project_asks_for_steps_once_it_is_approved(state: str, asks: bool) -> None:
    found = with_projects(Each.PROJECT, "pilot", m.ProjectMoved("fair", "x", state))
    assert (found == ("fair",)) is asks


def test_missing_are_those_neither_done_nor_waived_and_nobody_when_it_is_waived_for_all() -> None:
    do = step("do", for_each=Each.FIRM)
    firms = [m.MemberAdded(name, name) for name in ("anka", "bora", "cyd")]
    situation = given(
        start(plan_of(do)), *firms, m.TaskTicked("do", target="anka"),
        m.TaskMoved("do", "waive", target="bora", because="x"),
    )  # fmt: skip
    assert situation.missing(do) == ("cyd",)
    assert not situation.enough(do)
    let_off = given(situation, m.TaskMoved("do", "waive", because="x"))
    assert let_off.missing(do) == ()
    assert let_off.enough(do)


def test_a_step_for_each_is_never_enough_while_there_is_nobody() -> None:
    do = step("do", for_each=Each.FIRM)
    assert not start(plan_of(do)).enough(do)


# --- due ----------------------------------------------------------------------------------------

OPENED_ON = date(2026, 1, 31)


@pytest.mark.parametrize(
    ("days", "due"),
    [(0, OPENED_ON), (1, date(2026, 2, 1)), (35, date(2026, 3, 7)), (-1, date(2026, 1, 30))],
)
def test_a_step_is_due_so_many_days_after_its_phase_opened(days: int, due: date) -> None:
    do = step("do", due=Due(days))
    situation = on_day(start(plan_of(do)), OPENED_ON)
    situation = given(situation, m.PhaseMoved("only", "open", "open"))
    assert situation.due(do) == due
    other = OPENED_ON + timedelta(days=100)
    assert situation.due(do, other) == other + timedelta(days=days)


def test_a_step_is_not_due_before_its_phase_opens_nor_without_a_day() -> None:
    waiting = replace(PLAN.phases["second"], tasks={"do": step("do", due=Due(1))})
    do = replace(waiting.tasks["do"], phase="second")
    situation = start(replace(PLAN, phases={**PLAN.phases, "second": waiting}, digest="waiting"))
    assert situation.due(do) is None
    assert situation.due(step("do")) is None


def test_a_reopened_phase_counts_its_days_anew() -> None:
    do = step("do", due=Due(1))
    situation = given(on_day(start(plan_of(do)), OPENED_ON), m.PhaseMoved("only", "reopen", "open"))
    assert situation.due(do) == OPENED_ON + timedelta(days=1)


# --- thresholds ---------------------------------------------------------------------------------


def test_a_networks_own_setting_goes_before_the_methods() -> None:
    assert start().parameters == {"least": 2}
    assert given(start(), m.ParameterSet("least", 5)).parameters == {"least": 5}


def test_a_project_takes_settings_of_its_network_where_it_has_the_same_threshold() -> None:
    kind = replace(
        PLAN,
        digest="kind",
        parameters={"least": Parameter("least", 7), "other": Parameter("other", 1)},
    )
    situation = Situation(start().case, PLAN, DAY, {"kind": kind})
    situation = given(situation, m.ProjectAdded("fair", "Fair", "t", "kind"))
    assert situation.projects["fair"].parameters == {"least": 7, "other": 1}
    changed = given(situation, m.ParameterSet("least", 5), m.ParameterSet("unknown", 5))
    assert changed.projects["fair"].parameters == {"least": 5, "other": 1}


# --- after something happened -------------------------------------------------------------------


def test_states_that_did_not_move_are_kept_and_those_that_may_have_are_asked_again() -> None:
    plan = plan_of(step("a"), step("b", needs=("a",)))
    situation = start(plan)
    asked = {name: situation.task_state(task) for name, task in plan.tasks.items()}
    assert asked == {"a": "ready", "b": "locked"}
    ticked = given(situation, m.TaskTicked("a")).case
    stale = situation.after(ticked, ())
    assert [stale.task_state(task) for task in plan.tasks.values()] == ["ready", "locked"]
    for moved in (("a", "b"), None):
        fresh = situation.after(ticked, moved)
        assert [fresh.task_state(task) for task in plan.tasks.values()] == ["done", "ready"]


def test_open_phases_stand_in_the_order_of_the_method() -> None:
    situation = given(start(), m.PhaseMoved("second", "open", "open"))
    assert [phase.id for phase in situation.open_phases] == ["first", "second"]
    closed = given(situation, m.PhaseMoved("first", "skip", "skipped"))
    assert [phase.id for phase in closed.open_phases] == ["second"]


def test_a_scope_is_a_project_and_none_is_the_network() -> None:
    situation = Situation(start().case, PLAN, DAY, {"kind": replace(PLAN, digest="kind")})
    situation = given(situation, m.ProjectAdded("fair", "Fair", "t", "kind"))
    assert situation.within("") is situation
    assert situation.within("fair").network is situation
