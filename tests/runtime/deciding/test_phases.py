"""Phases and conditions at their edges: completing, overriding, reopening, confirming, waiving."""

from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from engine.case import messages as m
from engine.case.case import Why
from engine.case.lifecycle import LIFECYCLES, next_state
from engine.definitions.workflow import Lock
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
    table,
)

VERBS = ("open", "complete", "reopen", "skip", "suspend", "resume")
STATES = LIFECYCLES["phase"].states
AGREED = {"override": True, "agreed": ("anka", "bora"), "because": "the season starts"}


def moved(verb: str, **more: Any) -> m.MovePhase:
    return m.MovePhase(verb, "only", **({"because": "a reason"} | more))


def ready(state: str = "open") -> Situation:
    """Return a network whose one phase lacks nothing and is in a state."""
    return given(start(plan_of()), m.PhaseMoved("only", "x", state))


def lacking(*firms: str, **more: Any) -> Situation:
    """Return a network whose one phase has a condition that is not met."""
    plan = plan_of(condition("big", "firms >= 9", hard=True, **more))
    return after(start(plan), *members(*firms))


def only_event(situation: Situation, command: m.Command) -> m.PhaseMoved:
    event = events_of(situation, command)[0]
    assert isinstance(event, m.PhaseMoved)
    return event


@pytest.mark.parametrize(("state", "verb"), list(product(STATES, VERBS)))
def test_a_phase_moves_as_its_lifecycle_says(state: str, verb: str) -> None:
    leads_to = next_state("phase", state, verb)
    if leads_to is None:
        assert refusal_of(ready(state), moved(verb)).reason in {
            Reason.WRONG_STATE,
            Reason.NOT_READY,
        }
    else:
        assert only_event(ready(state), moved(verb)).state == leads_to


@pytest.mark.parametrize(
    ("verb", "state", "needs_reason"),
    [
        ("open", "waiting", True), ("complete", "open", False), ("reopen", "completed", True),
        ("skip", "open", True), ("suspend", "open", True), ("resume", "suspended", False),
    ],
)  # fmt: skip
def test_which_moves_of_a_phase_need_a_reason(verb: str, state: str, needs_reason: bool) -> None:
    command = moved(verb, because="")
    if needs_reason:
        assert "reason" in str(refusal_of(ready(state), command))
    else:
        assert only_event(ready(state), command).verb == verb


@pytest.mark.parametrize(
    ("network", "fits"),
    [("active", True), ("self_managed", True), ("suspended", False), ("closed", False),
     ("dissolved", False)],
)  # fmt: skip
def test_phases_of_a_network_that_rests_or_ended_stand_still(network: str, fits: bool) -> None:
    situation = given(ready(), m.NetworkMoved("x", network))
    if fits:
        assert only_event(situation, moved("complete")).state == "completed"
    else:
        refused = refusal_of(situation, moved("complete"))
        assert len(refused.parts) >= 1
        assert "network is" in str(refused)


@pytest.mark.parametrize(
    ("verb", "state", "round_"),
    [("reopen", "completed", 2), ("reopen", "skipped", 2), ("complete", "open", 1),
     ("resume", "suspended", 1)],
)  # fmt: skip
def test_only_reopening_begins_a_new_round(verb: str, state: str, round_: int) -> None:
    assert only_event(ready(state), moved(verb)).round == round_


def test_rounds_are_counted_on() -> None:
    situation = given(ready(), m.PhaseMoved("only", "reopen", "completed", round=7))
    assert only_event(situation, moved("reopen")).round == 8


def test_only_an_opening_by_hand_is_early() -> None:
    assert only_event(ready("waiting"), moved("open")).early
    assert not only_event(ready("completed"), moved("reopen")).early
    assert not only_event(ready(), moved("complete")).early


# --- opened again: what has to be done again ----------------------------------------------------

TALK = {"held_on": str(DAY), "present": 5}


def opened_again(left: int) -> list[m.Event]:
    """Return what reopening a phase leads to after so many of its three firms have left."""
    plan = plan_of(
        *(step(name) for name in ("named", "read", "other", "free")),
        step("talk", records="meeting"),
        condition("three", "firms >= 3", ask=("named",)),
        condition("two", 'tasks.read.state = "done" and firms >= 2'),
        condition("one", "count(records.meeting) >= 1 and firms >= 1"),
        condition("kept", 'tasks.other.state = "done"'),
    )
    firms = ("anka", "bora", "cemre")
    done = [m.TickTask(name) for name in ("named", "read", "other", "free")]
    talk = m.TickTask("talk", fields=TALK)
    situation = after(start(plan), *members(*firms), *done, talk, moved("complete"))
    leave = (m.MoveMember("leave", firm, reason="no_time") for firm in firms[:left])
    first, *rest = events_of(after(situation, *leave), moved("reopen"))
    assert isinstance(first, m.PhaseMoved)
    return [event for event in rest if isinstance(event, m.TaskMoved)]


@pytest.mark.parametrize(
    ("left", "steps"),
    [(0, []), (1, ["named"]), (2, ["named", "read"]), (3, ["named", "read", "talk"])],
)
def test_reopening_opens_the_steps_whose_conditions_fell(left: int, steps: list[str]) -> None:
    again = [m.TaskMoved(name, "reopen", why=Why.CONDITION_FELL) for name in steps]
    assert opened_again(left) == again


# --- completing ---------------------------------------------------------------------------------


def test_what_lacks_is_named_and_nothing_else_decides() -> None:
    refused = refusal_of(lacking("anka", "bora"), moved("complete"))
    assert refused.reason is Reason.NOT_READY
    assert "big" in str(refused)


def test_a_completed_phase_without_conditions_is_not_looked_at_again() -> None:
    done = only_event(ready(), moved("complete"))
    assert (done.outcome, done.conditions, done.check_on) == ("ready", (), None)


READINESS = table(
    "readiness",
    "hard_unmet hard_unknown required_open soft_share",
    ({"soft_share": "< 0.5"}, {"outcome": '"not_ready"'}),
    ({"soft_share": "< 1"}, {"outcome": '"ready_with_conditions"'}),
    ({}, {"outcome": '"ready"'}),
)


@pytest.mark.parametrize(
    ("firms", "outcome"), [(0, ""), (1, "ready_with_conditions"), (2, "ready")]
)
def test_conditions_of_a_completion_are_looked_at_after_sixty_days(
    firms: int, outcome: str
) -> None:
    soft = [condition("one", "firms >= 1"), condition("two", "firms >= 2")]
    situation = after(
        start(plan_of(*soft, tables={"readiness": READINESS})), *members(*"ab"[:firms])
    )
    if not outcome:
        assert refusal_of(situation, moved("complete")).reason is Reason.NOT_READY
        return
    done = only_event(situation, moved("complete"))
    assert done.outcome == outcome
    conditional = outcome != "ready"
    assert done.conditions == (("two",) if conditional else ())
    assert done.check_on == (DAY + timedelta(days=60) if conditional else None)


@pytest.mark.parametrize(
    ("agreed", "because", "fits"),
    [
        ((), "x", False),
        (("anka",), "x", False),
        (("anka", "anka"), "x", False),
        (("anka", "guest"), "x", False),
        (("anka", "bora"), "", False),
        (("anka", "bora"), "x", True),
        (("anka", "bora", "cyd"), "x", True),
        (("anka", "bora", "guest"), "x", False),
    ],
)
def test_an_override_needs_two_members_and_a_reason(
    agreed: tuple[str, ...], because: str, fits: bool
) -> None:
    situation = after(lacking("anka", "bora", "cyd"), m.AddMember("guest", "Guest"))
    command = moved("complete", override=True, agreed=agreed, because=because)
    if fits:
        done = only_event(situation, command)
        assert (done.outcome, done.conditions) == ("override", ("big",))
        assert done.agreed == agreed
        assert done.check_on == DAY + timedelta(days=60)
    else:
        assert refusal_of(situation, command).reason is Reason.NOT_READY


def test_an_override_of_what_is_ready_anyway_overrides_nothing() -> None:
    done = only_event(ready(), moved("complete", override=True, because=""))
    assert done.outcome == "ready"


def test_what_was_overridden_names_hard_conditions_before_soft_ones() -> None:
    plan = plan_of(
        condition("soft", "firms >= 9"),
        condition("hard", "firms >= 9", hard=True),
        condition("met", "firms >= 0"),
        step("do"),
    )
    situation = after(start(plan), *members("anka", "bora"))
    assert only_event(situation, moved("complete", **AGREED)).conditions == ("hard", "soft")


# --- conditions ---------------------------------------------------------------------------------


def marked(verb: str, because: str = "as agreed") -> m.MarkCriterion:
    return m.MarkCriterion(verb, "big", because)


def with_mark(kind: str = "", **more: Any) -> Situation:
    situation = lacking(**more)
    return given(situation, m.CriterionMarked("big", kind)) if kind else situation


@pytest.mark.parametrize(
    ("verb", "mark", "becomes"),
    [
        ("confirm", "doubted", "confirmed"),
        ("revoke", "doubted", "revoked"),
        ("waive", "", "waived"),
        ("waive", "doubted", "waived"),
        ("waive", "revoked", "waived"),
        ("waive", "waived", None),
        ("waive", "confirmed", None),  # it counts as met
        ("confirm", "", None),
        ("confirm", "confirmed", None),
        ("revoke", "", None),
        ("revoke", "waived", None),
    ],
)
def test_what_is_in_doubt_is_confirmed_or_revoked_and_what_is_open_is_waived(
    verb: str, mark: str, becomes: str | None
) -> None:
    if becomes is None:
        assert refusal_of(with_mark(mark), marked(verb)).reason is Reason.WRONG_STATE
    else:
        assert events_of(with_mark(mark), marked(verb))[0] == m.CriterionMarked(
            "big", becomes, "as agreed"
        )


@pytest.mark.parametrize(("verb", "mark"), [("confirm", "doubted"), ("waive", "")])
def test_a_word_on_a_condition_needs_a_reason(verb: str, mark: str) -> None:
    assert "reason" in str(refusal_of(with_mark(mark), marked(verb, "")))


def test_a_condition_that_is_met_is_not_waived() -> None:
    situation = start(plan_of(condition("big", "firms >= 0")))
    assert refusal_of(situation, marked("waive")).reason is Reason.WRONG_STATE


def test_a_condition_nobody_knows_about_may_be_waived() -> None:
    situation = start(plan_of(condition("big", "mean(records.meeting.present) >= 5")))
    assert events_of(situation, marked("waive"))


@pytest.mark.parametrize("lock", list(Lock))
def test_only_a_condition_that_is_locked_whole_cannot_be_waived(lock: Lock) -> None:
    situation = with_mark(lock=lock)
    if lock is Lock.ALL:
        assert "locks" in str(refusal_of(situation, marked("waive")))
    else:
        assert events_of(situation, marked("waive"))


def test_a_waived_condition_no_longer_keeps_its_phase() -> None:
    situation = after(lacking(), marked("waive"))
    assert only_event(situation, moved("complete", because="")).conditions == ()


def test_the_scope_of_a_word_is_kept() -> None:
    plan = replace(PLAN, digest="kind", project_kind="pilot", phases=lacking().workflow.phases)
    situation = Situation(start().case, PLAN, DAY, {"kind": plan})
    situation = after(
        situation, m.AddProject("fair", "Fair", "k", "kind"), m.MoveProject("approve", "fair")
    )
    event = events_of(situation, replace(marked("waive"), scope="fair"))[0]
    assert event == m.CriterionMarked("big", "waived", "as agreed", "fair")


# --- what the method says must be met -------------------------------------------------------------

MUST = plan_of(condition("big", "count(members) >= 9", hard=True, must=True))
"""A plan of one phase with a must that two members do not meet."""

AGREEMENTS = [
    ((), False), (("anka",), False), (("anka", "Anka"), False), (("anka", "gone"), False),
    (("anka", "nobody"), False), (("anka", "bora"), True), (("Bora", "ANKA"), True),
]  # fmt: skip


def two() -> Situation:
    added = [m.MemberAdded(firm, firm.title(), "active") for firm in ("anka", "bora")]
    return given(start(MUST), *added, m.MemberAdded("gone", "Gone", "left"))


@pytest.mark.parametrize(("agreed", "fits"), AGREEMENTS)
def test_a_must_is_waived_by_two_members(agreed: tuple[str, ...], fits: bool) -> None:
    command = replace(marked("waive"), agreed=agreed)
    assert accepts(two(), command) is fits
    if fits:
        waived = m.CriterionMarked("big", "waived", agreed=("anka", "bora"))
        assert set(events_of(two(), command)[0].agreed) == set(waived.agreed)  # type: ignore[union-attr]


@pytest.mark.parametrize(("agreed", "fits"), AGREEMENTS)
def test_a_phase_with_a_must_is_skipped_by_two_members(agreed: tuple[str, ...], fits: bool) -> None:
    assert accepts(two(), m.MovePhase("skip", "only", because="x", agreed=agreed)) is fits


def test_a_phase_without_a_must_is_skipped_with_a_reason_alone() -> None:
    plan = plan_of(condition("big", "count(members) >= 9", hard=True))
    assert accepts(start(plan), m.MovePhase("skip", "only", because="x"))


def test_those_who_agreed_stay_on_record() -> None:
    command = m.MovePhase("skip", "only", because="x", agreed=("Bora", "anka"))
    assert events_of(two(), command)[0].agreed == ("bora", "anka")  # type: ignore[union-attr]
