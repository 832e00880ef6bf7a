"""Firms: who may come, commit, leave and come back, and what has to be said with it."""

from dataclasses import replace
from itertools import product

import pytest

from engine.case import messages as m
from engine.case.case import REASONS
from engine.case.lifecycle import LIFECYCLES, next_state
from engine.definitions.workflow import Field, FieldKind, RecordType
from engine.runtime.situation import Situation
from engine.source import Reason
from tests.runtime.plan import PLAN, after, events_of, given, members, refusal_of, start

STATES = LIFECYCLES["member"].states
VERBS = ("commit", "activate", "suspend", "leave", "exclude")


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
        ("exclude", "no_time", "", False),
        ("exclude", "", "never came", False),
        ("exclude", "other", "never came", True),
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
