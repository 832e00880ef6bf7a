"""Split and merge: who may go, what goes along, and what stays with whom it belongs to."""

from dataclasses import replace
from datetime import date

import pytest

from engine.case import messages as m
from engine.case.case import Why
from engine.case.lifecycle import LIFECYCLES
from engine.case.texts import PersonId
from engine.definitions.workflow import Field, FieldKind, RecordType, Workflow
from engine.runtime.deciding.decide import begin_with, renumbered
from engine.runtime.deciding.reorganise import (
    carried_by_merge,
    carried_by_split,
    carried_records,
    clashes,
    left_behind,
)
from engine.runtime.situation import Situation
from engine.source import Reason
from tests.runtime.plan import DAY, PLAN, accepts, events_of, given, refusal_of, start

EARLIER = date(2026, 1, 5)
P1, P2, P9 = (PersonId(f"person {number}") for number in (1, 2, 9))
FIRMS = [
    m.MemberAdded("anka", "Anka", "active", EARLIER, EARLIER, P1, P2),
    m.MemberAdded("bora", "Bora", "committed"),
    m.MemberAdded("cyd", "Cyd", "interested"),
    m.MemberAdded("dora", "Dora", "left"),
    m.MemberAdded("esin", "Esin", "excluded"),
]


DECIDED = (
    m.BallotOpened("b1", "Do we part?", "majority", 1, ("anka", "bora")),
    m.VoteCast("b1", "anka", 1),
    m.VoteCast("b1", "bora", 1),
    m.BallotClosed("b1", "passed", entitled=("anka", "bora"), members=2),
)


def group(*events: m.Event, plan: Workflow = PLAN) -> Situation:
    return given(start(plan), *FIRMS, *DECIDED, *events)


def split(*firms: str, because: str = "x", decision: str = "b1") -> m.SplitNetwork:
    return m.SplitNetwork("south", firms, because, decision)


# --- who may ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("firms", "fits"),
    [
        (("anka",), True), (("anka", "cyd"), True), ((), False), (("dora",), False),
        (("esin",), False), (("anka", "dora"), False), (("stranger",), False),
    ],
)  # fmt: skip
def test_firms_that_belong_may_go_and_at_least_one_must(firms: tuple[str, ...], fits: bool) -> None:
    assert accepts(group(), split(*firms)) is fits


def test_firms_are_named_once_each_by_their_ids() -> None:
    assert events_of(group(), split("Bora", "anka", "bora"))[0] == m.NetworkSplit(
        "south", ("bora", "anka"), "x", "b1"
    )
    why = replace(split("anka"), reason="two_issues")
    assert events_of(group(), why)[0] == m.NetworkSplit("south", ("anka",), "x", "b1", "two_issues")
    assert not accepts(group(), replace(why, reason="bored"))


@pytest.mark.parametrize(
    ("because", "decision", "fits"), [("x", "b1", True), ("", "b1", False), ("x", "", False)]
)
def test_split_and_merge_need_a_reason_and_a_recorded_decision(
    because: str, decision: str, fits: bool
) -> None:
    assert accepts(group(), split("anka", because=because, decision=decision)) is fits
    assert accepts(group(), m.JoinNetwork("big", because, decision)) is fits


@pytest.mark.parametrize("state", LIFECYCLES["network"].states)
def test_a_network_that_ended_neither_splits_nor_merges_nor_takes_in(state: str) -> None:
    situation = group(m.NetworkMoved("x", state))
    fits = state not in {"closed", "dissolved"}
    assert accepts(situation, split("anka")) is fits
    assert accepts(situation, m.JoinNetwork("big", "x", "b1")) is fits
    assert accepts(situation, m.ReceiveMembers("small", "d1", "x", "b1")) is fits


def test_everything_that_speaks_against_it_is_said_at_once() -> None:
    refused = refusal_of(group(), split("dora", "stranger", because="", decision=""))
    assert refused.reason is Reason.INVALID
    assert len(refused.parts) == 4


@pytest.mark.parametrize("state", LIFECYCLES["project"].states)
def test_a_network_does_not_end_in_another_while_its_project_runs(state: str) -> None:
    added = m.ProjectAdded("fair", "Fair", "t", "kind")
    situation = group(added, m.ProjectMoved("fair", "x", state))
    fits = state not in {"running", "on_hold"}
    assert accepts(situation, m.JoinNetwork("big", "x", "b1")) is fits
    assert accepts(situation, split("anka"))


def test_what_a_merge_and_a_receipt_say() -> None:
    assert events_of(group(), m.JoinNetwork("big", "x", "b1"))[0] == m.NetworkMerged(
        "big", "x", "b1"
    )
    assert events_of(group(), m.ReceiveMembers("small", "d1", "x", "b1"))[0] == (
        m.MembersReceived("small", "d1", "x", "b1")
    )


# --- what goes along ----------------------------------------------------------------------------

LIVED: list[m.Event] = [
    m.PhaseMoved("first", "reopen", "open", round=3),
    m.PhaseMoved("second", "skip", "skipped"),
    m.TaskTicked("call", on=EARLIER),
    m.TaskTicked("sign", target="anka", on=EARLIER),
    m.TaskTicked("sign", target="bora", on=EARLIER),
    m.TaskMoved("visit", "waive", because="nobody there"),
    m.TaskMoved("sign", "waive", target="anka", because="as agreed"),
    m.TaskMoved("sign", "waive", target="bora", because="as agreed"),
]


def carried(*firms: str) -> list[m.Event]:
    return list(carried_by_split(group(*LIVED), firms))


def test_a_firm_keeps_its_standing_and_says_where_it_comes_from() -> None:
    firm = next(event for event in carried("anka") if isinstance(event, m.MemberAdded))
    assert firm == replace(FIRMS[0], origin="net")


def test_only_the_firms_that_go_are_carried() -> None:
    added = [event.firm for event in carried("anka", "cyd") if isinstance(event, m.MemberAdded)]
    assert added == ["anka", "cyd"]


def test_phases_stand_where_they_stood_in_the_round_they_were_in() -> None:
    phases = [event for event in carried("anka") if isinstance(event, m.PhaseMoved)]
    assert [(p.phase, p.state, p.round) for p in phases] == [
        ("first", "open", 3),
        ("second", "skipped", 1),
    ]


@pytest.mark.parametrize(
    ("firms", "ticks"),
    [
        (("anka",), [("call", ""), ("sign", "anka")]),
        (("bora",), [("call", ""), ("sign", "bora")]),
        (("anka", "bora"), [("call", ""), ("sign", "anka"), ("sign", "bora")]),
        (("cyd",), [("call", "")]),
    ],
)
def test_steps_of_the_group_and_of_those_who_go_are_carried_and_of_nobody_else(
    firms: tuple[str, ...], ticks: list[tuple[str, str]]
) -> None:
    ticked = [event for event in carried(*firms) if isinstance(event, m.TaskTicked)]
    assert [(one.task, one.target) for one in ticked] == ticks
    assert {one.on for one in ticked} == {EARLIER}
    waived = {(e.task, e.target) for e in carried(*firms) if isinstance(e, m.TaskMoved)}
    assert waived == {("visit", ""), *(("sign", f) for f in firms if f in {"anka", "bora"})}


NOTE = {"note": Field("note", FieldKind.TEXT)}
FIRM = {"firm": Field("firm", FieldKind.MEMBER)}
KINDS = {
    "survey": RecordType("survey", "Survey", FIRM | NOTE, key=("firm",)),
    "minutes": RecordType("minutes", "Minutes", FIRM | NOTE),  # names a firm, is not the firm's
    "pair": RecordType(
        "pair",
        "Pair",
        {"firms": Field("firms", FieldKind.MEMBER, many=True)},
        key=("firms", "no_such_field"),
    ),
}
RECORDING = replace(PLAN, records=KINDS, digest="recording")
WRITTEN: list[m.Event] = [
    m.FactRecorded(1, "survey", {"firm": "anka"}, on=EARLIER),
    m.FactRecorded(2, "survey", {"firm": "bora"}),
    m.FactRecorded(3, "minutes", {"firm": "bora", "note": "x"}),
    m.FactRecorded(4, "pair", {"firms": ["anka", "bora"]}),
    m.FactRecorded(5, "survey", {"note": "nobody's"}),
    m.FactRecorded(6, "survey", {"firm": "anka", "note": "wrong"}),
    m.RecordWithdrawn(6, "survey", "wrong"),
]


@pytest.mark.parametrize(
    ("firms", "shared", "kept"),
    [
        (("anka",), True, [("survey", "anka"), ("minutes", "bora"), ("pair", None)]),
        (("anka",), False, [("survey", "anka")]),
        (("cyd",), False, []),
        ((), True, [("minutes", "bora"), ("pair", None)]),
        (("bora", "anka"), False, [("survey", "anka"), ("survey", "bora")]),
    ],
)
def test_records_of_one_firm_go_with_the_firm_and_those_of_the_group_where_it_is_shared(
    firms: tuple[str, ...], shared: bool, kept: list[tuple[str, str | None]]
) -> None:
    found = list(carried_records(group(*WRITTEN, plan=RECORDING), firms, shared=shared))
    assert [(one.type, one.fields.get("firm")) for one in found] == kept
    assert [one.record for one in found] == list(range(1, len(found) + 1))


def test_a_carried_record_keeps_its_day() -> None:
    [survey] = carried_records(group(*WRITTEN, plan=RECORDING), ("anka",), shared=False)
    assert (survey.fields, survey.on) == ({"firm": "anka"}, EARLIER)


def test_a_split_carries_the_records_of_the_group_and_a_merge_does_not() -> None:
    situation = group(*WRITTEN, plan=RECORDING)
    by_split = [e.type for e in carried_by_split(situation, ("anka",))
                if isinstance(e, m.FactRecorded)]  # fmt: skip
    by_merge = [
        e.type for e in carried_by_merge(situation, start()) if isinstance(e, m.FactRecorded)
    ]
    assert by_split == ["survey", "minutes", "pair"]
    assert by_merge == ["survey", "survey"]


def test_a_merge_carries_every_firm_that_still_belongs_and_no_steps() -> None:
    events = list(carried_by_merge(group(*LIVED), start()))
    assert [event.firm for event in events if isinstance(event, m.MemberAdded)] == [
        "anka", "bora", "cyd",
    ]  # fmt: skip
    assert not [e for e in events if isinstance(e, m.TaskTicked | m.PhaseMoved | m.TaskMoved)]


def test_carried_records_are_numbered_on_in_the_network_that_takes_them() -> None:
    events: tuple[m.Event, ...] = (m.FactRecorded(1, "a", {}), m.MilestoneReached("core"))
    first, second = renumbered(events, 7)
    assert first == m.FactRecorded(8, "a", {})
    assert second == m.MilestoneReached("core")


def test_a_new_network_begins_with_what_it_brings_and_knows_where_from() -> None:
    opened = m.OpenNetwork("south", "South", PLAN.digest, PLAN.id, "Africa/Tunis", "TND", P9, "y")
    brought = tuple(carried("anka"))
    settled = begin_with(PLAN, opened, DAY, brought, {"net": "d1"})
    case = settled.after.case
    assert (case.state, case.origin, case.zone, case.currency) == (
        "active", {"net": "d1"}, "Africa/Tunis", "TND",
    )  # fmt: skip
    assert (case.facilitator, list(case.members)) == (P9, ["anka"])
    assert settled.events[0] == m.NetworkOpened(
        "south", "South", PLAN.digest, PLAN.id, "Africa/Tunis", "TND", P9, "y", {"net": "d1"}
    )
    assert case.phases["first"].round == 3
    assert case.version == len(settled.events)


def test_what_is_carried_says_that_it_was_and_keeps_the_reasons_of_waivers() -> None:
    events = carried("anka")
    [phase, *_more] = [event for event in events if isinstance(event, m.PhaseMoved)]
    assert phase.verb == "open"
    assert phase.why is Why.CARRIED_OVER
    ticked = [event for event in events if isinstance(event, m.TaskTicked)]
    assert {one.why for one in ticked} == {Why.CARRIED_OVER}
    reasons = {e.task: e.because for e in events if isinstance(e, m.TaskMoved)}
    assert reasons == {"visit": "nobody there", "sign": "as agreed"}


# --- what does not go along ---------------------------------------------------------------------


def signed(firm: str, day: date) -> m.FactRecorded:
    return m.FactRecorded(7, "letter", {"firm": firm}, on=day)


LETTERS = replace(
    PLAN,
    records={
        "letter": RecordType(
            "letter", "Letter", {"firm": Field("firm", FieldKind.MEMBER)}, key=("firm",)
        )
    },
    digest="letters",
)


@pytest.mark.parametrize(
    ("theirs", "ours", "goes"),
    [
        (date(2026, 1, 5), date(2026, 1, 4), True), (date(2026, 1, 5), date(2026, 1, 5), False),
        (date(2026, 1, 5), date(2026, 1, 6), False), (date(2026, 1, 5), None, True),
    ],
)  # fmt: skip
def test_of_two_records_that_say_the_same_the_later_stands(
    theirs: date, ours: date | None, goes: bool
) -> None:
    smaller = group(signed("anka", theirs), plan=LETTERS)
    larger = group(*([signed("anka", ours)] if ours else []), plan=LETTERS)
    kept = [e for e in carried_by_merge(smaller, larger) if isinstance(e, m.FactRecorded)]
    assert bool(kept) is goes
    assert left_behind(smaller, larger) == (not goes)
    other = group(signed("bora", date(2027, 1, 1)), plan=LETTERS)
    assert left_behind(smaller, other) == 0


@pytest.mark.parametrize(
    ("name", "state", "told"),
    [
        ("Anka", "active", ""), ("ANKA", "left", ""), ("Anka of the coast", "active", "one name"),
        ("Anka of the coast", "left", "one name"), ("Anka", "excluded", "was excluded from 'Net'"),
    ],
)  # fmt: skip
def test_two_firms_of_one_id_and_a_firm_excluded_there_are_asked_about(
    name: str, state: str, told: str
) -> None:
    larger = given(start(), m.MemberAdded("anka", name, state))
    found = clashes(group(), larger)
    assert len(found) == bool(told)
    assert all(told in reason for reason in found)


def test_a_firm_that_left_clashes_with_nobody() -> None:
    assert clashes(group(), given(start(), m.MemberAdded("dora", "Another", "active"))) == []


def test_a_split_takes_along_what_was_waived_and_the_days_of_phases() -> None:
    parent = group(
        m.CriterionMarked("enough", "waived", "two lead by turns"),
        m.CriterionMarked("met_often", "confirmed", "x"),
        m.PhaseMoved("first", "complete", "completed", outcome="override", conditions=("enough",)),
    )
    child = given(start(), *carried_by_split(parent, ("anka",)))
    assert child.case.marks["enough"].because == "two lead by turns"
    assert child.case.marks.keys() == {"enough"}
    assert child.case.phases["first"] == parent.case.phases["first"]
