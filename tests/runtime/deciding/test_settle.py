"""What follows from what happened: openings, milestones, doubts, ends; and when nothing does."""

from dataclasses import replace

import pytest

from engine.case import messages as m
from engine.case.lifecycle import LIFECYCLES
from engine.definitions.workflow import Milestone, Phase, Workflow
from engine.runtime.deciding.settle import settle
from engine.runtime.situation import Situation
from engine.source import Reason
from tests.runtime.plan import (
    DAY,
    PLAN,
    after,
    condition,
    events_of,
    formula,
    given,
    plan_of,
    refusal_of,
    start,
    step,
)


def phases(*listed: Phase) -> Workflow:
    return replace(PLAN, phases={one.id: one for one in listed}, digest=f"phases {listed}")


def phase(name: str, opens_when: str = "", **more: object) -> Phase:
    when = formula(opens_when) if opens_when else None
    return Phase(id=name, title=name, opens_when=when, **more)  # type: ignore[arg-type]


def opened(situation: Situation) -> list[str]:
    return [one.id for one in situation.open_phases]


def follows(situation: Situation, *direct: m.Event) -> tuple[m.Event, ...]:
    """Return what follows from some events, without them."""
    return settle(situation, direct).events[len(direct) :]


# --- phases open --------------------------------------------------------------------------------


def test_only_the_first_phase_opens_with_the_network() -> None:
    assert opened(start(phases(phase("a"), phase("b"), phase("c")))) == ["a"]


@pytest.mark.parametrize(
    ("state", "opens"),
    [("completed", True), ("skipped", True), ("open", False), ("suspended", False),
     ("waiting", False)],
)  # fmt: skip
def test_a_phase_opens_when_the_one_before_is_over(state: str, opens: bool) -> None:
    situation = start(phases(phase("a"), phase("b"), phase("c")))
    after_it = settle(situation, [m.PhaseMoved("a", "x", state)]).after
    assert (after_it.phase("b").state == "open") is opens
    assert after_it.phase("c").state == "waiting"


@pytest.mark.parametrize(
    ("when", "opens"), [("true", True), ("false", False), ("null", False), ("1", False)]
)
def test_a_formula_opens_a_phase_only_when_it_is_true(when: str, opens: bool) -> None:
    assert ("b" in opened(start(phases(phase("a"), phase("b", when))))) is opens


def test_a_phase_with_a_formula_does_not_wait_for_the_one_before_nor_follow_it() -> None:
    plan = phases(phase("a"), phase("b", "count(members) >= 1"))
    situation = start(plan)
    assert opened(after(situation, m.AddMember("anka", "Anka"))) == ["a", "b"]
    assert opened(settle(situation, [m.PhaseMoved("a", "x", "completed")]).after) == []


def test_a_formula_is_asked_again_when_what_it_reads_was_touched() -> None:
    situation = start(phases(phase("a", tasks={"do": step("do")}), phase("b", "tasks.do.done")))
    assert follows(situation, m.TaskTicked("do")) == (m.PhaseMoved("b", "open", "open"),)
    assert follows(situation, m.MilestoneReached("x")) == ()


@pytest.mark.parametrize("state", ["suspended", "closed", "dissolved"])
def test_no_phase_opens_in_a_network_that_rests_or_ended(state: str) -> None:
    situation = given(start(phases(phase("a"), phase("b"))), m.NetworkMoved("x", state))
    assert follows(situation, m.PhaseMoved("a", "x", "completed")) == ()


def test_a_phase_that_was_opened_once_does_not_open_by_itself_again() -> None:
    situation = start(phases(phase("a"), phase("b", "true")))
    assert follows(situation, m.PhaseMoved("b", "suspend", "suspended")) == ()


# --- the network itself -------------------------------------------------------------------------

FINAL = phases(phase("a"), phase("last", "true", final=True))


@pytest.mark.parametrize("state", LIFECYCLES["network"].states)
@pytest.mark.parametrize("last", ["open", "completed", "skipped"])
def test_a_network_becomes_self_managed_with_its_last_phase_and_returns_with_it(
    state: str, last: str
) -> None:
    before = given(start(FINAL), m.NetworkMoved("x", state))
    events = follows(before, m.PhaseMoved("last", "x", last))
    moves = [event for event in events if isinstance(event, m.NetworkMoved)]
    wanted = {
        ("draft", "open"): ["start"], ("draft", "skipped"): ["start"],
        ("draft", "completed"): ["start", "graduate"],
        ("active", "completed"): ["graduate"],
        ("self_managed", "open"): ["return"], ("self_managed", "skipped"): ["return"],
    }  # fmt: skip
    assert [one.verb for one in moves] == wanted.get((state, last), [])


def test_a_plan_without_a_last_phase_makes_nobody_self_managed() -> None:
    situation = start(phases(phase("a")))
    assert follows(situation, m.PhaseMoved("a", "x", "completed")) == ()
    assert follows(given(situation, m.NetworkMoved("x", "self_managed"))) == ()


# --- milestones ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "reached"), [("true", True), ("false", False), ("null", False), ("1", False)]
)
def test_a_milestone_is_reached_when_its_formula_is_true(when: str, reached: bool) -> None:
    plan = plan_of(Milestone("it", "only", "It", formula(when)))
    assert ("it" in start(plan).case.milestones) is reached


def test_a_milestone_stays_reached_and_is_not_reached_again() -> None:
    plan = plan_of(Milestone("it", "only", "It", formula("count(members) = 1")))
    situation = after(start(plan), m.AddMember("anka", "Anka"))
    assert "it" in situation.case.milestones
    more = after(situation, m.AddMember("bora", "Bora"))
    assert "it" in more.case.milestones
    left = events_of(more, m.MoveMember("leave", "bora", reason="no_time"))
    assert not [event for event in left if isinstance(event, m.MilestoneReached)]


def test_a_milestone_may_open_a_phase_in_the_next_round() -> None:
    first = phase("a", milestones={"it": Milestone("it", "a", "It", formula("count(members) = 1"))})
    plan = phases(first, phase("b", "milestones.it != null"))
    events = events_of(start(plan), m.AddMember("anka", "Anka"))
    assert events[1:] == (m.MilestoneReached("it"), m.PhaseMoved("b", "open", "open"))


# --- doubts -------------------------------------------------------------------------------------


def completed(when: str, *events: m.Event, conditions: tuple[str, ...] = ()) -> Situation:
    """Return a network whose one phase was completed, with a condition ``it``."""
    done = m.PhaseMoved("only", "complete", "completed", conditions=conditions)
    return given(start(plan_of(condition("it", when), step("do"))), done, *events)


@pytest.mark.parametrize(
    ("when", "doubted"),
    [
        ("tasks.do.times < 1", True),
        ("tasks.do.times < 2", False),
        ("if tasks.do.done then null else true", True),  # what it rested on is gone
        ('if today > date("2026-03-01") then null else true', False),  # nobody changed anything
        ("firms >= 9", False),  # it reads nothing that was touched
    ],
)
def test_a_condition_whose_basis_changes_is_doubted(when: str, doubted: bool) -> None:
    events = follows(completed(when), m.TaskTicked("do"))
    marks = [event for event in events if isinstance(event, m.CriterionMarked)]
    assert [(one.criterion, one.kind) for one in marks] == [("it", "doubted")] * doubted


@pytest.mark.parametrize("kind", ["waived", "doubted", "confirmed", "revoked"])
def test_what_people_spoke_about_is_not_doubted_anew(kind: str) -> None:
    situation = completed("tasks.do.times < 1", m.CriterionMarked("it", kind))
    assert follows(situation, m.TaskTicked("do")) == ()


@pytest.mark.parametrize(
    ("kind", "clears"),
    [("doubted", True), ("confirmed", True), ("revoked", True), ("waived", False)],
)
def test_a_basis_that_comes_back_clears_every_word_but_a_waiver(kind: str, clears: bool) -> None:
    situation = completed("tasks.do.times >= 1", m.CriterionMarked("it", kind))
    cleared = (m.CriterionMarked("it", "cleared"),) if clears else ()
    assert follows(situation, m.TaskTicked("do")) == cleared


def test_a_condition_that_was_open_when_the_phase_was_completed_is_not_doubted() -> None:
    situation = completed("tasks.do.times < 1", conditions=("it",))
    assert follows(situation, m.TaskTicked("do")) == ()


@pytest.mark.parametrize(
    ("kind", "clears"),
    [("doubted", True), ("confirmed", True), ("revoked", True), ("waived", False)],
)
def test_in_a_phase_that_is_open_again_its_conditions_speak_anew(kind: str, clears: bool) -> None:
    situation = completed("true", m.CriterionMarked("it", kind))
    events = follows(situation, m.PhaseMoved("only", "reopen", "open", round=2))
    assert events == ((m.CriterionMarked("it", "cleared"),) if clears else ())


@pytest.mark.parametrize("state", ["skipped", "suspended"])
def test_conditions_of_other_phases_are_left_alone(state: str) -> None:
    situation = given(
        start(plan_of(condition("it", "tasks.do.times < 1"), step("do"))),
        m.PhaseMoved("only", "x", state),
        m.CriterionMarked("it", "doubted"),
    )
    events = follows(situation, m.TaskTicked("do"))
    assert not [event for event in events if isinstance(event, m.CriterionMarked)]


def test_a_new_day_alone_may_raise_a_doubt() -> None:
    situation = completed('today <= date("2026-03-02")')
    assert follows(situation, m.MilestoneReached("x")) == ()
    later = Situation(situation.case, situation.workflow, DAY.replace(day=3))
    events = follows(later, m.MilestoneReached("x"))
    assert [type(event) for event in events] == [m.CriterionMarked]


# --- projects -----------------------------------------------------------------------------------

KIND = replace(
    plan_of(step("do"), Milestone("it", "only", "It", formula("tasks.do.done"))), digest="kind"
)


def with_project(state: str) -> Situation:
    opened_one = start(phases(phase("a")))
    situation = Situation(opened_one.case, opened_one.workflow, DAY, {"kind": KIND})
    return given(
        situation,
        m.ProjectAdded("fair", "Fair", "t", "kind"),
        m.ProjectMoved("fair", "x", state),
    )


@pytest.mark.parametrize("state", LIFECYCLES["project"].states)
def test_only_a_project_that_goes_on_moves_by_itself(state: str) -> None:
    events = follows(with_project(state), m.TaskTicked("do", scope="fair"))
    goes_on = state in {"approved", "running", "delivered"}
    wanted = [
        m.PhaseMoved("only", "open", "open", "fair"),
        m.MilestoneReached("it", "fair"),
        m.PhaseMoved("only", "complete", "completed", "fair", outcome="ready"),
    ]
    assert list(events) == (wanted if goes_on else [])


def test_a_phase_of_a_project_stays_open_while_a_step_lacks() -> None:
    situation = settle(with_project("approved"), [m.ProjectMoved("fair", "start", "running")]).after
    assert situation.case.projects["fair"].phases["only"].state == "open"


def test_a_project_is_not_asked_when_something_else_happened() -> None:
    assert follows(with_project("running"), m.MilestoneReached("x")) == ()


def test_a_phase_of_a_project_opens_once_its_formula_holds() -> None:
    only = plan_of(step("do")).phases["only"]
    late = Phase(id="late", title="Late", opens_when=formula("tasks.do.done"))
    pilot = replace(PLAN, phases={"only": only, "late": late}, digest="kind")
    situation = Situation(start(PLAN).case, PLAN, DAY, {"kind": pilot})
    running = m.ProjectMoved("fair", "start", "running")
    situation = given(situation, m.ProjectAdded("fair", "Fair", "t", "kind"), running)
    opened = m.PhaseMoved("late", "open", "open", "fair")
    assert opened not in events_of(situation, m.AddMember("anka", "Anka"))
    assert opened in events_of(situation, m.TickTask("do", scope="fair"))


def test_a_project_counts_its_own_rounds() -> None:
    again = m.PhaseMoved("only", "reopen", "open", "fair", round=2)
    situation = given(with_project("running"), m.TaskTicked("do", scope="fair"))
    last = follows(situation, again)[-1]
    assert last == m.PhaseMoved("only", "complete", "completed", "fair", 2, outcome="ready")


# --- what is said when it never ends ------------------------------------------------------------


def test_a_plan_that_never_comes_to_rest_names_its_last_four_moves() -> None:
    calm = condition("calm", 'phases.only.criteria.loud != "in_doubt"')
    loud = condition("loud", 'tasks.do.done or phases.only.criteria.calm = "in_doubt"')
    situation = given(
        start(plan_of(calm, loud, step("do"))),
        m.TaskTicked("do"),
        m.PhaseMoved("only", "complete", "completed"),
    )
    refused = refusal_of(situation, m.MoveTask("untick", "do", because="x"))
    assert refused.reason is Reason.LIMIT
    *moves, hint = str(refused).partition("last moves were: ")[2].split("; ")
    assert "author" in hint
    assert len(moves) == 4
    doubted = {f"in doubt: {name} (confirm or revoke it)" for name in ("calm", "loud")}
    assert set(moves) == doubted | {f"no longer in doubt: {name}" for name in ("calm", "loud")}


def test_every_condition_is_looked_at_though_one_before_it_is_waived_or_untouched() -> None:
    conditions = [
        condition("waived", "tasks.do.times < 1"),
        condition("apart", "firms >= 0"),
        condition("last", "tasks.do.times < 1"),
    ]
    done = m.PhaseMoved("only", "complete", "completed")
    situation = given(
        start(plan_of(*conditions, step("do"))), done, m.CriterionMarked("waived", "waived")
    )
    events = follows(situation, m.TaskTicked("do"))
    assert [e.criterion for e in events if isinstance(e, m.CriterionMarked)] == ["last"]


def test_every_milestone_is_looked_at_though_one_before_it_was_reached() -> None:
    plan = plan_of(
        Milestone("first", "only", "First", formula("count(members) >= 0")),
        Milestone("second", "only", "Second", formula("count(members) >= 1")),
    )
    assert set(after(start(plan), m.AddMember("a", "A")).case.milestones) == {"first", "second"}
