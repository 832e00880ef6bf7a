"""The rows of lists: which steps are open, until when; and what a command leaves as it was."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import settings

from engine.case import messages as m
from engine.definitions.workflow import Due, Each
from engine.runtime.deciding.decide import begin, decide
from engine.runtime.situation import Settled, Situation
from engine.source import Rejected
from engine.store import WorklistRow
from engine.workbench.worklist import every_row, portfolio_of, worklist_of
from tests.runtime.plan import DAY, PLAN, formula, given, on_day, plan_of, start, step
from tests.runtime.test_properties import SEQUENCES, Lived

Key = tuple[str, str]


def row(*events: m.Event, **more: Any) -> WorklistRow:
    """Return the row of the one step ``do`` after some events."""
    [one] = every_row(given(start(plan_of(step("do", **more))), *events))
    return one


@pytest.mark.parametrize(
    ("events", "state", "open_"),
    [
        ([], "ready", True),
        ([m.TaskMoved("do", "start")], "in_progress", True),
        ([m.TaskMoved("do", "submit")], "submitted", True),
        ([m.TaskTicked("do")], "done", False),
        ([m.TaskMoved("do", "waive", because="x")], "waived", False),
        ([m.PhaseMoved("only", "skip", "skipped")], "cancelled", False),
        ([m.PhaseMoved("only", "suspend", "suspended")], "ready", False),
        ([m.PhaseMoved("only", "complete", "completed")], "ready", False),
    ],
)
def test_a_step_that_is_closed_or_whose_phase_does_not_run_is_in_no_list(
    events: list[m.Event], state: str, open_: bool
) -> None:
    found = row(*events, due=Due(3))
    assert (found.state, found.open) == (state, open_)
    assert found.due == (DAY + timedelta(days=3) if open_ else None)


def test_a_row_says_whose_step_it_is_and_whether_it_has_to_be_done() -> None:
    found = row(by=("leader", "firm"), required=False)
    assert (found.scope, found.task, found.roles, found.required) == (
        "", "do", ("leader", "firm"), False,
    )  # fmt: skip


# --- what a command changes ---------------------------------------------------------------------


def changed(situation: Situation, command: m.Command) -> dict[str, str]:
    """Return the state of each step whose row a command wrote."""
    rows = worklist_of(situation, decide(situation, command))
    return {one.task: one.state for one in rows}


NEEDING = plan_of(step("a"), step("b", needs=("a",)), step("c"), step("each", for_each=Each.MEMBER))


def test_a_tick_writes_its_own_row_and_those_that_need_it() -> None:
    assert changed(start(NEEDING), m.TickTask("a")) == {"a": "done", "b": "ready"}
    assert changed(start(NEEDING), m.TickTask("c")) == {"c": "done"}


def test_a_new_member_writes_the_rows_of_steps_done_for_each_firm() -> None:
    situation = given(start(NEEDING), m.MemberAdded("anka", "Anka"))
    assert changed(situation, m.MoveMember("commit", "anka")) == {"each": "ready"}


CALL = plan_of(
    step("a"), step("call", due=Due(3, formula("records.meeting[-1].held_on"))),
)  # fmt: skip


def test_a_record_writes_the_rows_whose_day_is_counted_from_it() -> None:
    met = m.RecordFact("meeting", {"held_on": "2026-03-01"})
    situation = start(CALL)
    settled = decide(situation, met)
    [due] = worklist_of(situation, settled)
    assert (due.task, due.due) == ("call", date(2026, 3, 4))
    [due] = worklist_of(
        settled.after, decide(settled.after, m.WithdrawRecord(1, "meeting", "wrong"))
    )
    assert (due.task, due.due) == ("call", None)


def test_a_new_network_writes_every_row_as_it_is_after_its_opening() -> None:
    opened = begin(NEEDING, m.OpenNetwork("net", "Net", NEEDING.digest, NEEDING.id), DAY)
    rows = {one.task: one.state for one in worklist_of(None, opened)}
    assert rows == {"a": "ready", "b": "locked", "c": "ready", "each": "ready"}


def test_a_vote_writes_none() -> None:
    asked = m.BallotOpened("b", "?", "majority", 1, ("anka",))
    situation = given(start(NEEDING), m.MemberAdded("anka", "Anka", "active"), asked)
    assert changed(situation, m.CastVote("b", "anka", "yes")) == {}


def test_what_happens_in_a_project_writes_the_rows_of_the_project() -> None:
    kind = replace(plan_of(step("quote")), digest="kind")
    plan = plan_of(step("do"))
    situation = given(
        Situation(start(plan).case, plan, DAY, {"kind": kind}),
        m.ProjectAdded("fair", "Fair", "t", "kind"),
        m.ProjectMoved("fair", "approve", "approved"),
    )
    rows = worklist_of(situation, decide(situation, m.TickTask("quote", scope="fair")))
    assert {("fair", "quote", "done")} <= {(one.scope, one.task, one.state) for one in rows}


@settings(max_examples=60, deadline=None)
@for_all(SEQUENCES)
def test_rows_written_command_by_command_are_those_of_a_rebuild(commands: Lived) -> None:
    opened = begin(PLAN, m.OpenNetwork("net", "Net", PLAN.digest, PLAN.id), DAY)
    kept = _by_step(worklist_of(None, opened))
    situation, day = opened.after, DAY
    for command, wait in commands:
        day += timedelta(days=wait)
        before = Situation(situation.case, PLAN, day)
        try:
            settled = decide(before, command)
        except Rejected:
            continue
        kept |= _by_step(worklist_of(before, settled))
        situation = settled.after
    assert kept == _by_step(every_row(on_day(situation)))


def _by_step(rows: Any) -> dict[Key, WorklistRow]:
    return {(one.scope, one.task): one for one in rows}


# --- the line of a network ----------------------------------------------------------------------


def test_the_line_of_a_network_counts_members_open_phases_and_doubts() -> None:
    situation = given(
        start(),
        m.MemberAdded("anka", "Anka", "active"),
        m.MemberAdded("bora", "Bora", "interested"),
        m.PhaseMoved("second", "open", "open"),
        m.CriterionMarked("enough", "doubted"),
        m.CriterionMarked("met_often", "revoked"),
        m.CriterionMarked("well_attended", "waived"),
    )
    line = portfolio_of(situation)
    assert (line.title, line.state, line.type) == ("Net", "active", PLAN.id)
    assert (line.members, line.phases, line.doubts) == (1, ("first", "second"), 1)
    assert line.last_on == DAY


def test_an_empty_network_has_no_members_and_no_doubts() -> None:
    line = portfolio_of(on_day(start(), date(2026, 5, 1)))
    assert (line.members, line.doubts, line.last_on) == (0, 0, date(2026, 5, 1))


def with_project() -> Situation:
    kind = replace(plan_of(step("quote"), step("order")), digest="kind")
    plan = plan_of(step("do"), step("other"))
    return given(
        Situation(start(plan).case, plan, DAY, {"kind": kind}),
        m.ProjectAdded("fair", "Fair", "t", "kind"),
        m.ProjectMoved("fair", "approve", "approved"),
        m.PhaseMoved("only", "open", "open", "fair"),
    )


def test_a_rebuild_writes_the_rows_of_projects_too() -> None:
    rows = {(one.scope, one.task, one.open) for one in every_row(with_project())}
    assert rows == {
        ("", "do", True), ("", "other", True), ("fair", "quote", True), ("fair", "order", True),
    }  # fmt: skip


def test_a_phase_that_moves_writes_the_rows_of_its_steps_and_a_record_among_them_none() -> None:
    situation = with_project()
    skip = m.MovePhase("skip", "only", because="x")
    rows = {(one.scope, one.task) for one in worklist_of(situation, decide(situation, skip))}
    assert rows == {("", "do"), ("", "other")}


def test_one_command_writes_rows_of_the_network_and_of_its_project() -> None:
    situation = with_project()
    events = (m.TaskTicked("do"), m.TaskTicked("quote", "fair"), m.TaskTicked("order", "fair"))
    settled = Settled(events, given(situation, *events))
    rows = {(one.scope, one.task, one.state) for one in worklist_of(situation, settled)}
    assert rows == {("", "do", "done"), ("fair", "quote", "done"), ("fair", "order", "done")}


def test_a_record_before_a_tick_hides_no_row() -> None:
    situation = with_project()
    events = (m.FactRecorded(1, "meeting", {}), m.TaskTicked("do"))
    rows = worklist_of(situation, Settled(events, given(situation, *events)))
    assert [one.task for one in rows] == ["do"]
