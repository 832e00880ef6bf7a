"""Firms: who may come, commit, leave and come back, and what has to be said with it."""

from dataclasses import replace
from itertools import product

import pytest

from engine.case import messages as m
from engine.case.case import REASONS
from engine.case.evolve import evolve
from engine.case.lifecycle import LIFECYCLES, next_state
from engine.definitions.workflow import Field, FieldKind, RecordType
from engine.runtime.deciding.members import _leading
from engine.runtime.situation import Situation
from engine.source import Reason
from tests.runtime.plan import PLAN, after, events_of, given, members, refusal_of, start

STATES = LIFECYCLES["member"].states
VERBS = ("commit", "activate", "suspend", "leave")


def firm_in(state: str) -> Situation:
    return given(start(), m.MemberAdded("anka", "Anka Textiles", state))


@pytest.mark.parametrize(("state", "verb"), list(product(STATES, VERBS)))
def test_a_firm_moves_as_its_lifecycle_says(state: str, verb: str) -> None:
    command = m.MoveMember(verb, "anka", reason="no_time", because="as agreed")
    leads_to = next_state("member", state, verb)
    if leads_to is None:
        assert refusal_of(firm_in(state), command).reason is Reason.WRONG_STATE
        return
    moved = events_of(firm_in(state), command)[0]
    assert moved == m.MemberMoved("anka", verb, leads_to, "no_time", "as agreed")


@pytest.mark.parametrize(
    ("verb", "reason", "because", "fits"),
    [
        ("leave", "", "", False),
        ("leave", "no_time", "", True),
        ("leave", "bored", "", False),
        ("suspend", "", "", False),
        ("suspend", "", "on leave", True),
        ("activate", "", "", True),
    ],
)
def test_which_moves_need_a_code_and_which_need_words(
    verb: str, reason: str, because: str, fits: bool
) -> None:
    command = m.MoveMember(verb, "anka", reason=reason, because=because)
    if fits:
        assert events_of(firm_in("committed"), command)
    else:
        assert "reason" in str(refusal_of(firm_in("committed"), command))


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_of_the_list_is_accepted(reason: str) -> None:
    assert events_of(firm_in("active"), m.MoveMember("leave", "anka", reason=reason))


def test_all_that_is_wrong_is_said_at_once() -> None:
    parts = refusal_of(firm_in("left"), m.MoveMember("exclude", "anka")).parts
    assert len(parts) >= 3


def test_a_mistyped_reason_is_answered_with_the_nearest() -> None:
    refused = refusal_of(firm_in("active"), m.MoveMember("leave", "anka", reason="no_tim"))
    assert "'no_time'" in str(refused)


def test_a_firm_is_found_by_name_and_a_stranger_is_not() -> None:
    moved = events_of(firm_in("interested"), m.MoveMember("commit", "anka textiles"))[0]
    assert moved == m.MemberMoved("anka", "commit", "committed")
    assert refusal_of(firm_in("interested"), m.MoveMember("commit", "bora")).reason is (
        Reason.UNKNOWN
    )


# --- coming in ----------------------------------------------------------------------------------


@pytest.mark.parametrize("state", STATES)
def test_only_a_firm_that_left_comes_in_again(state: str) -> None:
    command = m.AddMember("anka", "Anka")
    if state == "left":
        assert events_of(firm_in(state), command)[0] == m.MemberMoved(
            "anka", "return", "interested"
        )
    else:
        assert refusal_of(firm_in(state), command).reason is Reason.WRONG_STATE


@pytest.mark.parametrize(
    ("network", "fits"),
    [("draft", True), ("active", True), ("suspended", True), ("self_managed", True),
     ("closed", False), ("dissolved", False)],
)  # fmt: skip
def test_a_network_that_ended_takes_no_firm_in(network: str, fits: bool) -> None:
    situation = given(start(), m.NetworkMoved("x", network))
    command = m.AddMember("anka", "Anka")
    if fits:
        assert m.MemberAdded("anka", "Anka") in events_of(situation, command)
    else:
        assert refusal_of(situation, command).reason is Reason.WRONG_STATE


REGISTRATION = RecordType(
    "registration",
    "Registration",
    {
        "firm": Field("firm", FieldKind.MEMBER, required=True),
        "workers": Field("workers", FieldKind.NUMBER, required=True),
    },
)
REGISTERING = replace(
    PLAN, records={**PLAN.records, "registration": REGISTRATION}, digest="registering"
)


def test_what_a_firm_says_on_coming_in_is_its_registration() -> None:
    situation = after(start(REGISTERING), m.RecordFact("meeting", {"held_on": "2026-03-01"}))
    added, written = events_of(situation, m.AddMember("anka", "Anka", {"workers": "12"}))
    assert added == m.MemberAdded("anka", "Anka")
    assert written == m.FactRecorded(2, "registration", {"firm": "anka", "workers": 12})


def test_a_registration_that_does_not_fit_keeps_the_firm_out() -> None:
    command = m.AddMember("anka", "Anka", {"workers": "many"})
    assert "'many'" in str(refusal_of(start(REGISTERING), command))
    assert "missing" in str(refusal_of(start(REGISTERING), m.AddMember("a", "A", {"firm": "a"})))


def test_a_firm_without_a_word_registers_nothing() -> None:
    assert events_of(start(REGISTERING), m.AddMember("anka", "Anka")) == (
        m.MemberAdded("anka", "Anka"),
    )


def test_a_method_without_registration_says_so() -> None:
    command = m.AddMember("anka", "Anka", {"workers": "12"})
    assert refusal_of(start(), command).reason is Reason.UNKNOWN


def test_a_new_member_counts_from_its_commitment_on() -> None:
    situation = after(start(), *members("anka"), m.AddMember("bora", "Bora"))
    assert list(situation.case.active()) == ["anka"]


# --- a name corrected, a firm typed in wrongly ----------------------------------------------------


def two_firms() -> Situation:
    return given(start(), m.MemberAdded("anka", "Anka"), m.MemberAdded("bora", "Bora"))


@pytest.mark.parametrize(
    ("name", "because", "again", "told"),
    [
        ("Anka & Co", "married", False, ""),
        ("Anka & Co", " ", False, "reason"),
        ("Anka", "x", False, "called so already"),
        ("BORA", "x", False, "bora is called so already"),
        ("BORA", "x", True, ""),
        (" ", "x", False, "blank"),
    ],
)
def test_a_firm_bears_another_name(name: str, because: str, again: bool, told: str) -> None:
    command = m.RenameMember("anka", name, because, again)
    if told:
        assert told in str(refusal_of(two_firms(), command))
    else:
        assert events_of(two_firms(), command)[0] == m.MemberRenamed("anka", name, because)


def test_the_new_name_is_found_and_the_old_one_is_free() -> None:
    renamed = after(two_firms(), m.RenameMember("anka", "Anka & Co", "typed wrongly"))
    assert renamed.case.members["anka"].name == "Anka & Co"
    assert events_of(renamed, m.AddMember("cyd", "Anka"))


def test_a_firm_that_nothing_is_known_of_is_taken_out() -> None:
    out = after(two_firms(), m.RemoveMember("anka", "typed wrongly"))
    assert set(out.case.members) == {"bora"}
    assert events_of(out, m.AddMember("anka", "Anka"))[0] == m.MemberAdded("anka", "Anka")


ASKED = m.BallotOpened("b", "Shall we?", "majority", 1, ("anka",))
LED = m.ProjectAdded("fair", "Fair", "x", "digest", "anka")
TAKING_PART = m.ProjectAdded("fair", "Fair", "x", "digest", "bora", ("bora", "anka"))


@pytest.mark.parametrize(
    ("trace", "told"),
    [
        (m.MemberMoved("anka", "commit", "committed"), "took part"),
        (m.MemberMoved("anka", "leave", "left", "no_time"), "took part"),
        (m.TaskTicked("visit", target="anka"), "visit"),
        (m.TaskMoved("visit", "waive", target="anka", because="x"), "visit"),
        (ASKED, "asked to vote: b"),
    ],
)
def test_a_firm_of_which_something_is_known_stays(trace: m.Event, told: str) -> None:
    refused = refusal_of(given(two_firms(), trace), m.RemoveMember("anka", "typed wrongly"))
    assert told in str(refused)
    assert events_of(given(two_firms(), trace), m.RemoveMember("bora", "typed wrongly"))


@pytest.mark.parametrize("project", [LED, TAKING_PART])
def test_a_firm_of_a_project_stays(project: m.ProjectAdded) -> None:
    case = evolve(two_firms().case, project, two_firms().today)
    assert _leading(case, "anka")
    assert not _leading(case, "cyd")


VISIT = RecordType("visit", {"en": "A visit"}, {
    "firm": Field("firm", FieldKind.MEMBER), "with": Field("with", FieldKind.MEMBER, many=True),
})  # fmt: skip


@pytest.mark.parametrize("fields", [{"firm": "anka"}, {"firm": "bora", "with": ["bora", "anka"]}])
def test_a_firm_that_a_record_names_stays(fields: dict[str, object]) -> None:
    workflow = replace(PLAN, records={**PLAN.records, "visit": VISIT})
    situation = replace(two_firms(), workflow=workflow)
    named = given(situation, m.FactRecorded(1, "visit", fields))
    assert "visit 1" in str(refusal_of(named, m.RemoveMember("anka", "typed wrongly")))
    assert events_of(given(situation, m.FactRecorded(1, "visit", {"firm": "bora"})),
                     m.RemoveMember("anka", "typed wrongly"))  # fmt: skip


def test_the_registration_of_a_firm_taken_out_is_taken_back() -> None:
    firm = Field("firm", FieldKind.MEMBER)
    registration = RecordType("registration", {"en": "Registration"}, {"firm": firm})
    workflow = replace(PLAN, records={**PLAN.records, "registration": registration})
    situation = given(
        replace(two_firms(), workflow=workflow),
        m.FactRecorded(1, "registration", {"firm": "bora"}),
        m.FactRecorded(2, "registration", {"firm": "anka"}),
    )
    assert events_of(situation, m.RemoveMember("anka", "wrong"))[:2] == (
        m.RecordWithdrawn(2, "registration", "wrong"),
        m.MemberRemoved("anka", "wrong"),
    )


def test_a_removal_needs_a_reason_and_a_firm_that_is_known() -> None:
    assert "reason" in str(refusal_of(two_firms(), m.RemoveMember("anka", " ")))
    unknown = refusal_of(two_firms(), m.RemoveMember("nobody", "x"))
    assert unknown.reason is Reason.UNKNOWN
