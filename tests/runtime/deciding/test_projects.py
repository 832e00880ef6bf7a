"""Projects: proposed while their phase is there, started when ready, delivered when done."""

from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest

from engine.case import messages as m
from engine.case.lifecycle import LIFECYCLES, next_state
from engine.definitions.workflow import Workflow
from engine.runtime.situation import Situation
from engine.source import Reason
from tests.runtime.plan import (
    DAY,
    PLAN,
    accepts,
    after,
    condition,
    events_of,
    given,
    members,
    plan_of,
    refusal_of,
    start,
    step,
)

STATES = LIFECYCLES["project"].states
VERBS = ("approve", "reject", "start", "hold", "resume", "deliver", "evaluate", "abandon")
PILOT = replace(
    plan_of(condition("paid", "records.meeting[1].present > 0", hard=True), step("do")),
    project_kind="pilot",
    entry={"ready": condition("ready", 'count(network_facts.members[state = "active"]) >= 3')},
    digest="pilot",
)


def network(pilot: Workflow = PILOT, *events: m.Event) -> Situation:
    """Return a network whose first phase carries pilots, with the type ``pilot`` at hand."""
    first = replace(PLAN.phases["first"], projects="pilot")
    plan = replace(PLAN, phases={**PLAN.phases, "first": first}, digest="with pilots")
    opened = Situation(start(plan).case, plan, DAY, {"pilot": pilot})
    return given(opened, *events)


def proposed(**more: Any) -> m.AddProject:
    return m.AddProject(
        **({"project": "fair", "title": "Fair", "type": "t", "workflow": "pilot"} | more)
    )


def with_project(state: str, pilot: Workflow = PILOT, *events: m.Event) -> Situation:
    return network(
        pilot, *(m.MemberAdded(firm, firm.title(), "active") for firm in TWO),
        m.ProjectAdded("fair", "Fair", "t", "pilot"), m.ProjectMoved("fair", "x", state), *events,
    )  # fmt: skip


TWO = ("anka", "bora")


def moved(verb: str, **more: Any) -> m.MoveProject:
    return m.MoveProject(verb, "fair", **({"because": "x", "agreed": TWO} | more))


# --- proposing ----------------------------------------------------------------------------------


def test_a_proposal_names_firms_once_each_by_their_ids() -> None:
    situation = after(network(), *members("anka", "bora"))
    command = proposed(leader="ANKA", participants=("bora", "Anka", "bora"), due_on=DAY)
    assert events_of(situation, command)[0] == m.ProjectAdded(
        "fair", "Fair", "t", "pilot", "anka", ("bora", "anka"), DAY
    )


@pytest.mark.parametrize("more", [{"leader": "cyd"}, {"participants": ("cyd",)}])
def test_strangers_take_no_part(more: dict[str, Any]) -> None:
    assert "'cyd'" in str(refusal_of(network(), proposed(**more)))


@pytest.mark.parametrize(
    ("state", "fits"),
    [("active", True), ("self_managed", True), ("suspended", False), ("closed", False),
     ("dissolved", False)],
)  # fmt: skip
def test_projects_are_proposed_in_a_network_that_runs(state: str, fits: bool) -> None:
    assert accepts(network(PILOT, m.NetworkMoved("x", state)), proposed()) is fits


@pytest.mark.parametrize(
    ("phase", "kind", "fits"),
    [
        ("open", "pilot", True), ("completed", "pilot", True), ("skipped", "pilot", True),
        ("suspended", "pilot", True), ("waiting", "pilot", False),
        ("waiting", "strategic", True),  # no phase carries it, so none has to be open
    ],
)  # fmt: skip
def test_a_project_waits_for_the_phase_that_carries_its_kind(
    phase: str, kind: str, fits: bool
) -> None:
    situation = network(replace(PILOT, project_kind=kind), m.PhaseMoved("first", "x", phase))
    assert accepts(situation, proposed()) is fits


def test_the_phase_that_a_project_waits_for_is_named() -> None:
    waiting = network(PILOT, m.PhaseMoved("first", "x", "waiting"))
    assert "'First phase'" in str(refusal_of(waiting, proposed()))


def test_nobody_leads_a_project_until_somebody_is_named() -> None:
    added = events_of(network(), proposed())[0]
    assert isinstance(added, m.ProjectAdded)
    assert (added.leader, added.participants) == ("", ())


def test_a_name_is_given_once() -> None:
    situation = after(network(), proposed())
    assert "already" in str(refusal_of(situation, proposed()))
    assert accepts(situation, proposed(project="dye"))


# --- moving -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("state", "verb"), list(product(STATES, VERBS)))
def test_a_project_moves_as_its_lifecycle_says(state: str, verb: str) -> None:
    leads_to = next_state("project", state, verb, lambda: verb != "resume")
    command = moved(verb, override=True)
    if leads_to is None:
        assert refusal_of(with_project(state), command).reason is Reason.WRONG_STATE
    else:
        first = events_of(with_project(state), command)[0]
        assert first == m.ProjectMoved("fair", verb, leads_to, "x")


@pytest.mark.parametrize("before", ["approved", "running"])
def test_a_project_goes_on_where_it_was_held(before: str) -> None:
    held = with_project("approved")
    if before == "running":
        held = given(held, m.ProjectMoved("fair", "start", "running"))
    held = given(held, m.ProjectMoved("fair", "hold", "on_hold"))
    assert events_of(held, moved("resume"))[0] == m.ProjectMoved("fair", "resume", before, "x")


@pytest.mark.parametrize(
    ("verb", "state", "override", "needs"),
    [
        ("hold", "running", False, True), ("abandon", "running", False, True),
        ("reject", "proposed", False, True), ("approve", "proposed", False, False),
        ("resume", "on_hold", False, False), ("start", "approved", True, True),
    ],
)  # fmt: skip
def test_which_moves_of_a_project_need_a_reason(
    verb: str, state: str, override: bool, needs: bool
) -> None:
    command = moved(verb, because="", override=override)
    assert accepts(with_project(state), command) is not needs


def test_a_project_starts_when_its_entry_conditions_hold() -> None:
    waiting = with_project("approved")
    assert "ready" in str(refusal_of(waiting, moved("start")))
    assert accepts(given(waiting, m.MemberAdded("cyd", "Cyd", "active")), moved("start"))


@pytest.mark.parametrize(
    ("agreed", "fits"),
    [((), False), (("anka",), False), (("anka", "Anka"), False), (("anka", "cyd"), False),
     (("anka", "gone"), False), (TWO, True), (("bora", "ANKA"), True)],
)  # fmt: skip
def test_what_is_lacking_is_passed_over_by_two_members(agreed: tuple[str, ...], fits: bool) -> None:
    waiting = with_project("approved", PILOT, m.MemberAdded("gone", "Gone", "left"))
    command = moved("start", override=True, agreed=agreed)
    assert accepts(waiting, command) is fits
    assert not accepts(waiting, replace(command, override=False))
    assert not accepts(waiting, replace(command, because=""))


def test_what_was_passed_over_stays_visible_with_those_who_agreed() -> None:
    events = events_of(with_project("approved"), moved("start", override=True))
    assert m.CriterionMarked("ready", "waived", "x", "fair", agreed=TWO) in events


def test_nothing_is_waived_where_nothing_was_lacking() -> None:
    ready = given(with_project("approved"), m.MemberAdded("cyd", "Cyd", "active"))
    found = events_of(ready, moved("start", override=True, agreed=()))
    assert not any(isinstance(event, m.CriterionMarked) for event in found)


@pytest.mark.parametrize(
    ("when", "fits"), [("true", True), ("false", False), ("null", False), ("1", False)]
)
def test_an_entry_condition_that_is_unknown_does_not_hold(when: str, fits: bool) -> None:
    pilot = replace(PILOT, entry={"ready": condition("ready", when)})
    assert accepts(with_project("approved", pilot), moved("start")) is fits


@pytest.mark.parametrize("kind", ["waived", "confirmed", "doubted", "revoked"])
def test_an_entry_condition_people_let_go_is_not_asked(kind: str) -> None:
    mark = m.CriterionMarked("ready", kind, scope="fair")
    fits = kind != "revoked"  # a doubt alone stops nobody at the door
    assert accepts(with_project("approved", PILOT, mark), moved("start")) is fits


def carried_out(*, ticked: bool, paid: bool) -> list[m.Event]:
    events: list[m.Event] = []
    if ticked:
        events.append(m.TaskTicked("do", scope="fair"))
    if paid:
        events.append(m.FactRecorded(1, "meeting", {"present": 1}, scope="fair"))
    return events


@pytest.mark.parametrize("verb", ["deliver", "evaluate"])
@pytest.mark.parametrize(("ticked", "paid"), list(product([True, False], repeat=2)))
def test_a_project_ends_when_its_steps_and_conditions_are_done(
    verb: str, ticked: bool, paid: bool
) -> None:
    state = {"deliver": "running", "evaluate": "delivered"}[verb]
    situation = with_project(state, PILOT, *carried_out(ticked=ticked, paid=paid))
    assert accepts(situation, moved(verb)) is (ticked and paid)
    assert accepts(situation, moved(verb, override=True))


@pytest.mark.parametrize(("verb", "fits"), [("deliver", True), ("evaluate", False)])
def test_only_its_last_phase_may_be_open_when_a_project_is_delivered(verb: str, fits: bool) -> None:
    last = replace(PILOT.phases["only"], final=True)
    pilot = replace(PILOT, phases={"only": last}, digest="pilot")
    state = {"deliver": "running", "evaluate": "delivered"}[verb]
    assert accepts(with_project(state, pilot), moved(verb)) is fits


# --- what the network sees of its projects ------------------------------------------------------


@pytest.mark.parametrize("state", STATES)
def test_steps_of_a_project_can_be_done_until_it_is_rejected_or_abandoned(state: str) -> None:
    fits = state not in {"rejected", "abandoned"}
    assert accepts(with_project(state), m.TickTask("do", scope="fair")) is fits


@pytest.mark.parametrize(
    ("network_state", "fits"),
    [("active", True), ("suspended", False), ("closed", True), ("dissolved", True)],
)
def test_a_kept_project_outlives_its_network_and_rests_with_it(
    network_state: str, fits: bool
) -> None:
    situation = with_project("running", PILOT, m.NetworkMoved("x", network_state))
    assert accepts(situation, m.TickTask("do", scope="fair")) is fits


@pytest.mark.parametrize(
    ("named", "there"),
    [((), ["anka", "bora"]), (("bora",), ["bora"]), (("bora", "gone"), ["bora"]), (("gone",), [])],
)
def test_who_takes_part_are_those_named_who_still_belong_or_all(
    named: tuple[str, ...], there: list[str]
) -> None:
    added = m.ProjectAdded("fair", "Fair", "t", "pilot", participants=named)
    firms = [m.MemberAdded(name, name, "active") for name in ("anka", "bora")]
    situation = network(PILOT, *firms, m.MemberAdded("gone", "Gone", "left"), added)
    assert situation.participants("fair") == there
    assert list(situation.projects["fair"].members) == there


def test_a_day_of_delivery_is_kept() -> None:
    situation = after(with_project("running"), moved("deliver", override=True))
    assert situation.case.projects["fair"].ended_on == date(2026, 3, 2)


def test_only_hard_conditions_are_waived_by_an_override() -> None:
    soft = condition("soft", "false")
    pilot = replace(
        plan_of(condition("paid", "false", hard=True), soft, step("do")),
        project_kind="pilot", digest="pilot",
    )  # fmt: skip
    found = events_of(with_project("running", pilot), moved("deliver", override=True))
    waived = [event.criterion for event in found if isinstance(event, m.CriterionMarked)]
    assert waived == ["paid"]
