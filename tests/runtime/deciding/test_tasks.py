"""Steps at their edges: how often, for whom, when, with what proof, and back again."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from engine.case import messages as m
from engine.definitions.workflow import Each, Field, FieldKind, RecordType
from engine.runtime.situation import Situation
from engine.source import Reason
from tests.runtime.plan import (
    DAY,
    MEETING,
    PLAN,
    accepts,
    after,
    events_of,
    given,
    members,
    on_day,
    plan_of,
    refusal_of,
    start,
    step,
)

LETTER = (m.Proof("signed_letter", "letter.pdf"),)
MINUTES = (m.Proof("minutes", "m.pdf"),)


def with_step(*firms: str, **more: Any) -> Situation:
    """Return a network on a plan with the one step ``do``."""
    return after(start(plan_of(step("do", **more))), *members(*firms))


def state_of(situation: Situation, task: str = "do") -> str:
    return situation.task_state(situation.workflow.tasks[task])


def moved(verb: str, target: str = "", because: str = "a reason") -> m.MoveTask:
    return m.MoveTask(verb, "do", target=target, because=because)


# --- how often ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at_least", "at_most", "ticks", "state", "again"),
    [
        (1, 1, 0, "ready", True),
        (1, 1, 1, "done", False),
        (2, 2, 1, "in_progress", True),
        (2, 2, 2, "done", False),
        (2, 3, 2, "done", True),  # enough, and once more is allowed
        (2, 3, 3, "done", False),
        (1, None, 5, "done", True),
        (0, 1, 0, "done", True),
        (0, 1, 1, "done", False),
    ],
)
def test_a_step_is_done_at_least_and_at_most_so_often(
    at_least: int, at_most: int | None, ticks: int, state: str, again: bool
) -> None:
    situation = with_step(at_least=at_least, at_most=at_most)
    situation = after(situation, *[m.TickTask("do")] * ticks)
    assert state_of(situation) == state
    if again:
        assert events_of(situation, m.TickTask("do")) == (m.TaskTicked("do"),)
    else:
        assert refusal_of(situation, m.TickTask("do")).reason is Reason.INVALID


def test_a_waived_step_may_still_be_done() -> None:
    situation = after(with_step(), moved("waive"))
    assert state_of(situation) == "waived"
    assert state_of(after(situation, m.TickTask("do"))) == "done"


# --- when ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "fits"), [(-31, False), (-30, True), (-1, True), (0, True), (1, False)]
)
def test_a_step_was_done_today_or_before_since_the_network_is(days: int, fits: bool) -> None:
    command = m.TickTask("do", on=DAY + timedelta(days=days))
    month = timedelta(days=30)
    situation = on_day(start(with_step().workflow, DAY - month), DAY)
    if fits:
        assert events_of(situation, command) == (m.TaskTicked("do", on=command.on),)
    else:
        assert refusal_of(situation, command).reason is Reason.INVALID


@pytest.mark.parametrize("state", ["suspended", "closed", "dissolved"])
def test_steps_of_a_network_that_rests_or_ended_stand_still(state: str) -> None:
    situation = given(with_step(), m.NetworkMoved("x", state))
    for command in (m.TickTask("do"), moved("waive"), moved("start")):
        assert "'Net' is" in str(refusal_of(situation, command))


@pytest.mark.parametrize("state", ["active", "self_managed", "draft"])
def test_steps_of_a_network_that_runs_can_be_ticked(state: str) -> None:
    situation = given(with_step(), m.NetworkMoved("x", state))
    assert m.TaskTicked("do") in events_of(situation, m.TickTask("do"))


@pytest.mark.parametrize(
    ("phase", "fits"),
    [("waiting", True), ("open", True), ("completed", True), ("skipped", False),
     ("suspended", False)],
)  # fmt: skip
def test_steps_of_a_phase_skipped_or_suspended_stand_still(phase: str, fits: bool) -> None:
    situation = given(with_step(), m.PhaseMoved("only", "x", phase))
    if fits:
        assert m.TaskTicked("do") in events_of(situation, m.TickTask("do"))
    else:
        assert "'Only phase' is" in str(refusal_of(situation, m.TickTask("do")))


# --- needs --------------------------------------------------------------------------------------


def test_a_tick_names_every_needed_step_that_is_still_open() -> None:
    plan = plan_of(step("a"), step("b"), step("c"), step("do", needs=("a", "b", "c")))
    situation = after(start(plan), m.TickTask("a"), m.MoveTask("waive", "b", because="x"))
    assert state_of(situation) == "locked"
    assert events_of(situation, m.TickTask("do")) == (m.TaskTicked("do", early=("c",)),)
    ready = after(situation, m.TickTask("c"))
    assert state_of(ready) == "ready"
    assert events_of(ready, m.TickTask("do")) == (m.TaskTicked("do"),)


def test_a_step_begun_but_not_done_does_not_fulfil_a_need() -> None:
    plan = plan_of(step("a", at_least=2, at_most=2), step("do", needs=("a",)))
    situation = after(start(plan), m.TickTask("a"))
    assert state_of(situation) == "locked"
    assert state_of(after(situation, m.TickTask("a"))) == "ready"


# --- proof --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kinds", "fits"),
    [
        ((), False),
        (("minutes",), True),
        (("photo",), True),
        (("minutes", "photo"), True),
        (("link",), False),
        (("minutes", "link"), False),
    ],
)
def test_any_wanted_proof_is_enough_and_no_other_is_accepted(
    kinds: tuple[str, ...], fits: bool
) -> None:
    situation = with_step(proof=("minutes", "photo"))
    proofs = tuple(m.Proof(kind, "x") for kind in kinds)
    if fits:
        assert events_of(situation, m.TickTask("do", proofs=proofs)) == (
            m.TaskTicked("do", proofs=proofs),
        )
    else:
        assert "minutes" in str(refusal_of(situation, m.TickTask("do", proofs=proofs)))


def test_a_step_that_wants_no_proof_keeps_the_one_it_is_given() -> None:
    [ticked] = events_of(with_step(), m.TickTask("do", proofs=LETTER, note="by post"))
    assert ticked == m.TaskTicked("do", proofs=LETTER, note="by post")


# --- for whom -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("each", "targets"),
    [
        (Each.FIRM, ("anka", "bora", "cyd", "guest")),
        (Each.MEMBER, ("anka", "bora")),
        (None, ()),
    ],
)
def test_for_whom_a_step_is_done(each: Each | None, targets: tuple[str, ...]) -> None:
    situation = after(
        with_step("anka", "bora", "cyd", "dora", for_each=each),
        m.MoveMember("activate", "bora"),
        m.MoveMember("suspend", "cyd", because="x"),
        m.MoveMember("leave", "dora", reason="no_time"),
        m.AddMember("guest", "Guest"),
    )
    assert situation.targets(situation.workflow.tasks["do"]) == targets


def test_a_step_for_each_member_is_not_done_while_there_is_none() -> None:
    assert state_of(with_step(for_each=Each.MEMBER)) == "ready"


def test_a_step_for_each_member_wants_to_know_for_whom_and_once_for_each() -> None:
    situation = with_step("anka", "bora", for_each=Each.MEMBER)
    assert "still open: anka, bora" in str(refusal_of(situation, m.TickTask("do")))
    for_anka = m.TickTask("do", target="anka")
    assert "for anka already" in str(refusal_of(after(situation, for_anka), for_anka))
    assert "'dora'" in str(refusal_of(situation, m.TickTask("do", target="dora")))


def test_a_firm_may_do_again_what_has_no_upper_bound() -> None:
    situation = with_step("anka", for_each=Each.MEMBER, at_most=None)
    twice = after(situation, *[m.TickTask("do", target="anka")] * 2)
    assert twice.case.tasks["do"].times == 2


def test_a_firm_is_named_by_its_id_or_its_title() -> None:
    situation = with_step("anka", for_each=Each.MEMBER)
    assert events_of(situation, m.TickTask("do", target="ANKA")) == (
        m.TaskTicked("do", target="anka"),
    )


def test_a_step_done_once_for_all_is_for_nobody_in_particular() -> None:
    assert events_of(with_step("anka"), m.TickTask("do")) == (m.TaskTicked("do"),)
    assert "anka" in str(refusal_of(with_step("anka"), m.TickTask("do", target="anka")))


@pytest.mark.parametrize(
    ("ticked", "waived", "state"),
    [
        ((), (), "ready"),
        (("anka",), (), "in_progress"),
        (("anka", "bora"), (), "done"),
        (("anka",), ("bora",), "done"),
        ((), ("anka",), "in_progress"),
        ((), ("anka", "bora"), "waived"),
    ],
)
def test_a_step_for_each_is_done_when_each_has_done_it_or_was_let_off(
    ticked: tuple[str, ...], waived: tuple[str, ...], state: str
) -> None:
    situation = after(
        with_step("anka", "bora", for_each=Each.MEMBER),
        *(m.TickTask("do", target=firm) for firm in ticked),
        *(moved("waive", firm) for firm in waived),
    )
    assert state_of(situation) == state


def test_a_step_waived_for_all_is_missing_for_nobody() -> None:
    situation = after(with_step("anka", for_each=Each.MEMBER), moved("waive"))
    assert situation.missing(situation.workflow.tasks["do"]) == ()


def test_a_new_member_opens_a_step_again_that_every_member_had_done() -> None:
    situation = after(with_step("anka", for_each=Each.MEMBER), m.TickTask("do", target="anka"))
    assert state_of(situation) == "done"
    assert state_of(after(situation, *members("bora"))) == "in_progress"


# --- what a tick writes down --------------------------------------------------------------------


def test_a_tick_writes_a_record_numbered_on_and_dated_as_the_tick() -> None:
    situation = on_day(after(start(PLAN, DAY - timedelta(days=1)), MEETING), DAY)
    command = replace(MEETING, on=DAY - timedelta(days=1))
    ticked, written = events_of(situation, command)
    assert isinstance(written, m.FactRecorded)
    assert (written.record, written.on) == (2, command.on)
    assert isinstance(ticked, m.TaskTicked)
    assert ticked.record == 2


def test_a_tick_without_fields_writes_nothing() -> None:
    held = after(start(), m.RecordFact("meeting", {"held_on": "2026-03-02"}))
    [ticked] = events_of(held, m.TickTask("meet", proofs=MINUTES))
    assert isinstance(ticked, m.TaskTicked)
    assert (ticked.record, ticked.leans_on) == (0, 1)


def test_fields_that_do_not_fit_are_refused_with_all_else_that_is_wrong() -> None:
    wrong = m.TickTask("meet", on=DAY + timedelta(days=1), fields={"present": "many"})
    parts = refusal_of(start(), wrong).parts
    assert sum("present" in part for part in parts) == 1
    assert sum("proof" in part for part in parts) == 1
    assert sum("2026-03-03" in part for part in parts) == 1
    assert sum("held_on" in part for part in parts) == 1


def told_plan(each: Each | None) -> Situation:
    texts = {name: Field(name, FieldKind.TEXT) for name in ("firm", "note")}
    record = RecordType("letter", "Letter", texts)
    plan = plan_of(step("do", for_each=each, records="letter"), records={"letter": record})
    return after(start(plan), *members("anka"))


def test_for_whom_a_step_is_ticked_fills_the_field_of_that_name() -> None:
    _ticked, written = events_of(
        told_plan(Each.MEMBER), m.TickTask("do", target="anka", fields={"note": "hi"})
    )
    assert isinstance(written, m.FactRecorded)
    assert written.fields == {"firm": "anka", "note": "hi"}


def test_a_field_that_is_given_goes_before_what_for_whom_says() -> None:
    _ticked, written = events_of(
        told_plan(Each.MEMBER), m.TickTask("do", target="anka", fields={"firm": "other"})
    )
    assert isinstance(written, m.FactRecorded)
    assert written.fields == {"firm": "other"}


# --- back again ---------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["untick", "waive", "reopen"])
def test_going_back_needs_a_reason(verb: str) -> None:
    done = with_step() if verb == "waive" else after(with_step(), m.TickTask("do"))
    assert "reason" in str(refusal_of(done, moved(verb, because="")))
    assert events_of(done, moved(verb, because="x")) == (m.TaskMoved("do", verb, because="x"),)


@pytest.mark.parametrize("verb", ["start", "submit"])
def test_going_on_needs_none(verb: str) -> None:
    assert events_of(with_step(), moved(verb, because="")) == (m.TaskMoved("do", verb),)


@pytest.mark.parametrize(
    ("ticks", "unticks", "state"), [(1, 1, "ready"), (2, 1, "in_progress"), (2, 2, "ready")]
)
def test_a_step_unticked_as_often_as_it_was_ticked_is_as_it_was(
    ticks: int, unticks: int, state: str
) -> None:
    situation = with_step(at_least=2, at_most=3)
    situation = after(situation, *[m.TickTask("do")] * ticks, *[moved("untick")] * unticks)
    assert state_of(situation) == state


def test_what_is_not_ticked_is_not_unticked() -> None:
    assert "not ticked" in str(refusal_of(with_step(), moved("untick")))
    situation = after(
        with_step("anka", "bora", for_each=Each.MEMBER), m.TickTask("do", target="anka")
    )
    assert "not ticked" in str(refusal_of(situation, moved("untick", "bora")))
    assert "anka" in str(refusal_of(situation, moved("untick")))
    assert events_of(situation, moved("untick", "anka"))


def test_a_firm_that_left_can_still_be_unticked() -> None:
    situation = after(
        with_step("anka", "bora", for_each=Each.MEMBER),
        m.TickTask("do", target="anka"),
        m.MoveMember("leave", "anka", reason="no_time"),
    )
    assert events_of(situation, moved("untick", "anka"))
    assert "not for 'stranger'" in str(refusal_of(situation, moved("waive", "stranger")))


def test_an_untick_takes_back_the_record_of_the_tick_it_undoes_and_no_other() -> None:
    situation = after(start(), MEETING, replace(MEETING, fields={"held_on": "2026-03-01"}))
    events = events_of(situation, m.MoveTask("untick", "meet", because="x"))
    assert events[1] == m.RecordWithdrawn(2, "meeting", "x")
    again = events_of(after(situation, m.MoveTask("untick", "meet", because="x")),
        m.MoveTask("untick", "meet", because="y"))  # fmt: skip
    assert again[1] == m.RecordWithdrawn(1, "meeting", "y")


def test_a_waiver_takes_no_record_back() -> None:
    situation = after(with_step(at_least=2, at_most=2), m.TickTask("do"))
    assert events_of(situation, moved("waive")) == (m.TaskMoved("do", "waive", because="a reason"),)


def test_what_a_firm_has_done_is_not_waived_for_it() -> None:
    situation = after(
        with_step("anka", "bora", for_each=Each.MEMBER), m.TickTask("do", target="anka")
    )
    assert "anka already" in str(refusal_of(situation, moved("waive", "anka")))
    assert events_of(situation, moved("waive", "bora"))


@pytest.mark.parametrize("verb", ["start", "submit", "waive"])
def test_a_step_that_is_done_is_not_begun_or_waived(verb: str) -> None:
    assert refusal_of(after(with_step(), m.TickTask("do")), moved(verb)).reason is (
        Reason.WRONG_STATE
    )


def test_a_step_handed_in_is_submitted_until_it_is_ticked() -> None:
    situation = after(with_step(), moved("start"))
    assert state_of(situation) == "in_progress"
    situation = after(situation, moved("submit"))
    assert state_of(situation) == "submitted"
    assert state_of(after(situation, m.TickTask("do"))) == "done"


# --- in projects --------------------------------------------------------------------------------


def with_projects(each: Each, **more: Any) -> Situation:
    """Return a network with two members and one project, and the step ``do`` for each of it."""
    texts = {name: Field(name, FieldKind.TEXT) for name in ("project", "firm", "note")}
    plan = plan_of(
        step("do", for_each=each, records="letter", **more),
        records={"letter": RecordType("letter", "Letter", texts)},
    )
    kind = replace(plan_of(step("quote", at_least=2, at_most=2, records="letter")),
                   records=plan.records, digest="kind")  # fmt: skip
    opened = after(start(plan), *members("anka", "bora"))
    return given(
        Situation(opened.case, plan, DAY, {"kind": kind}),
        m.ProjectAdded("fair", "Fair", "t", "kind"),
        m.ProjectMoved("fair", "approve", "approved"),
    )


@pytest.mark.parametrize(
    ("each", "target", "found", "told"),
    [
        (Each.PROJECT, "fair", "fair", {"project": "fair"}),
        (Each.PROJECT_MEMBER, "fair/anka", "fair/anka", {"project": "fair", "firm": "anka"}),
        (Each.FIRM, "anka", "anka", {"firm": "anka"}),
    ],
)
def test_for_whom_a_step_of_projects_is_ticked_is_told_in_its_record(
    each: Each, target: str, found: str, told: dict[str, str]
) -> None:
    command = m.TickTask("do", target=target, fields={"note": "hi"})
    ticked, written = events_of(with_projects(each), command)
    assert ticked == m.TaskTicked("do", target=found, record=1)
    assert isinstance(written, m.FactRecorded)
    assert written.fields == {**told, "note": "hi"}


def test_a_firm_of_a_project_is_named_by_its_title_too() -> None:
    situation = with_projects(Each.PROJECT_MEMBER)
    command = m.TickTask("do", target="fair/ANKA", fields={"note": "hi"})
    assert events_of(situation, command)[0] == m.TaskTicked("do", target="fair/anka", record=1)
    for stranger in ("fair/zed", "dye/anka", "fair", "anka", "anka/fair"):
        assert not accepts(situation, m.TickTask("do", target=stranger))


def test_a_firm_is_let_off_or_unticked_by_its_title_too() -> None:
    situation = with_step("anka", "bora", for_each=Each.MEMBER)
    assert events_of(situation, moved("waive", "ANKA"))[0] == m.TaskMoved(
        "do", "waive", target="anka", because="a reason"
    )


def test_a_step_within_a_project_is_moved_in_the_project() -> None:
    situation = with_projects(Each.PROJECT)
    command = m.TickTask("quote", scope="fair", fields={"note": "hi"})
    ticked = after(situation, command)
    assert ticked.case.projects["fair"].tasks["quote"].times == 1
    unticked = events_of(ticked, m.MoveTask("untick", "quote", scope="fair", because="x"))
    assert unticked[:2] == (
        m.TaskMoved("quote", "untick", "fair", because="x"),
        m.RecordWithdrawn(1, "letter", "x", "fair"),
    )


@pytest.mark.parametrize("later", [0, 11, 12, 30])
def test_an_untick_takes_the_record_back_however_many_ticks_came_later(later: int) -> None:
    situation = with_step("anka", "bora", for_each=Each.MEMBER, at_most=None, records="meeting")
    again = [m.TaskTicked("do", target="bora") for _time in range(later)]
    written = m.FactRecorded(1, "meeting", {})
    situation = given(situation, written, m.TaskTicked("do", target="anka", record=1), *again)
    assert events_of(situation, moved("untick", "anka"))[:2] == (
        m.TaskMoved("do", "untick", target="anka", because="a reason"),
        m.RecordWithdrawn(1, "meeting", "a reason"),
    )


# --- the record that a tick rests on -------------------------------------------------------------

HEARD = RecordType(
    "heard",
    "Interview",
    {name: Field(name, FieldKind.TEXT) for name in ("firm", "aim", "need", "date")},
)


def with_interviews(each: Each | None, *events: m.Event) -> Situation:
    plan = plan_of(step("do", for_each=each, at_most=None, records="heard"))
    plan = replace(plan, records={"heard": HEARD}, digest=f"interviews {each}")
    return given(after(start(plan), *members("anka", "bora")), *events)


def rested(situation: Situation, target: str) -> int:
    ticked = events_of(situation, m.TickTask("do", target=target))[0]
    assert isinstance(ticked, m.TaskTicked)
    return ticked.leans_on


def heard(number: int, **fields: str) -> m.FactRecorded:
    return m.FactRecorded(number, "heard", fields)


def test_a_tick_for_a_firm_rests_on_the_last_record_of_that_firm() -> None:
    known = (heard(1, firm="anka"), heard(2, firm="anka", aim="sell"), heard(3, firm="bora"))
    situation = with_interviews(Each.MEMBER, *known)
    assert rested(situation, "anka") == 2
    assert rested(situation, "bora") == 3


def test_a_record_that_says_no_more_than_the_firm_is_enough() -> None:
    assert rested(with_interviews(Each.MEMBER, heard(1, firm="anka")), "anka") == 1
    assert not accepts(
        with_interviews(Each.MEMBER, heard(1, firm="bora")), m.TickTask("do", target="anka")
    )


def test_a_tick_for_a_firm_may_rest_again_on_a_record_and_one_for_all_may_not() -> None:
    once = m.TaskTicked("do", target="anka", leans_on=1)
    assert rested(with_interviews(Each.MEMBER, heard(1, firm="anka"), once), "anka") == 1
    for_all = with_interviews(None, heard(1), m.TaskTicked("do", leans_on=1))
    assert not accepts(for_all, m.TickTask("do"))
    assert rested(given(for_all, heard(2)), "") == 2


@pytest.mark.parametrize(
    ("each", "target", "asked"),
    [(None, "", "say firm, aim, need"), (Each.MEMBER, "anka", "say aim, need")],
)
def test_where_no_field_is_needed_the_first_three_are_asked_for_but_for_what_is_said(
    each: Each | None, target: str, asked: str
) -> None:
    refused = str(refusal_of(with_interviews(each), m.TickTask("do", target=target)))
    assert f"{asked};" in refused


def test_a_record_with_nothing_but_the_firm_is_asked_for_by_the_firm() -> None:
    plan = plan_of(step("do", for_each=Each.MEMBER, records="heard"))
    only = replace(HEARD, fields={"firm": HEARD.fields["firm"]})
    plan = replace(plan, records={"heard": only}, digest="firm only")
    situation = after(start(plan), *members("anka"))
    assert "say firm;" in str(refusal_of(situation, m.TickTask("do", target="anka")))


def test_nobody_is_asked_for_whom_where_nobody_has_ticked() -> None:
    refused = refusal_of(with_interviews(Each.MEMBER), moved("untick"))
    assert "it is not ticked" in str(refused)
