"""What can be done: each move offered in its state, what it wants, and what it is declined for."""

from dataclasses import fields

import pytest

from engine.case import messages as m
from engine.possible import Possible, PossibleAnswer, Target, TargetKind, Want, WantKind, only_new
from engine.runtime import offers
from engine.runtime.deciding.decide import decide
from engine.source import Rejected
from tests.runtime.plan import MEETING, PLAN, after, members, start

KINDS = {kind.value: kind for kind in TargetKind}


@pytest.mark.parametrize(
    ("kind", "state", "but", "offered"),
    [
        ("phase", "open", "", ["complete", "skip", "suspend"]),
        ("phase", "open", "complete", ["skip", "suspend"]),
        ("network", "active", "", ["suspend", "close", "dissolve"]),  # "graduate" follows by itself
        (
            "task",
            "ready",
            "",
            ["waive"],
        ),  # nobody types "start" for a step; a tick has its own form
        ("project", "approved", "", ["start", "hold", "abandon"]),
        ("ballot", "passed", "", []),
    ],
)
def test_offered_are_the_verbs_of_the_table(
    kind: str, state: str, but: str, offered: list[str]
) -> None:
    found = offers.moves(start(), KINDS[kind], "thing", state, but)
    assert [one.verb for one in found] == offered


def test_a_target_stands_in_its_network() -> None:
    assert offers.target(start(), TargetKind.TASK, "call") == Target(TargetKind.TASK, "call", "net")


# --- what is lacking -----------------------------------------------------------------------------


def test_lacking_is_what_is_needed_and_not_given() -> None:
    dissolve = offers.move(start(), TargetKind.NETWORK, "net", "dissolve")
    bare = m.MoveNetwork("dissolve", "")
    assert offers.lacking(dissolve, bare)[1:] == [
        "it needs the ballot that decided it",
        "it needs a reason in words",
    ]
    whole = m.MoveNetwork("dissolve", "we part", decision="b", reason="no_benefit")
    assert offers.lacking(dissolve, whole) == []


def test_a_reason_code_nobody_knows_is_lacking_too_and_not_offered_again() -> None:
    leave = offers.move(start(), TargetKind.MEMBER, "anka", "leave")
    command = m.MoveMember("leave", "anka", reason="no_tme")
    assert offers.lacking(leave, command) == [
        "'no_tme' is no reason code (did you mean 'no_time'?)"
    ]
    assert [one.given for one in offers.again(leave, command).wants] == ["", ""]


def test_what_may_be_left_out_is_not_lacking() -> None:
    complete = offers.move(start(), TargetKind.PHASE, "first", "complete")
    assert offers.lacking(complete, m.MovePhase("complete", "first")) == []


def test_a_move_that_only_lacked_answers_is_offered_again_with_those_it_gave() -> None:
    close = offers.move(start(), TargetKind.NETWORK, "net", "dissolve")
    command = m.MoveNetwork("dissolve", "", decision="b", reason="by_law")
    reasons = offers.lacking(close, command)
    first, *others = offers.instead(close, command, reasons, [Possible("x", close.target)])
    assert {want.name: want.given for want in first.wants if want.given} == {
        "reason": "by_law", "decision": "b",
    }  # fmt: skip
    assert first.title == ""
    assert [one.verb for one in others] == ["x"]


def test_a_move_declined_for_more_than_that_is_not_offered_again() -> None:
    close = offers.move(start(), TargetKind.NETWORK, "net", "dissolve")
    reasons = [*offers.lacking(close, m.MoveNetwork("dissolve", "")), "projects still run"]
    assert offers.instead(close, m.MoveNetwork("dissolve", ""), reasons, [close]) == []


@pytest.mark.parametrize(
    "command",
    [
        m.MoveTask("waive", "call"),
        m.MovePhase("skip", "first"),
        m.MoveMember("exclude", "anka"),
        m.MoveNetwork("suspend", ""),
        m.MoveNetwork("hand_over", "x"),
        m.SplitNetwork("hills", (), "", ""),
        m.JoinNetwork("hills", "", ""),
        m.SetParameter("least", "3", ""),
    ],
    ids=repr,
)
def test_a_command_without_its_answers_is_offered_first_when_it_is_declined(
    command: m.Command,
) -> None:
    with pytest.raises(Rejected) as refused:
        decide(after(start(), *members("anka", "bora")), command)
    first = refused.value.possible[0]
    assert first.title == ""
    assert any(want.needed and not want.given for want in first.wants)


# --- ticks, records, ballots ---------------------------------------------------------------------


def test_what_a_tick_wants_is_typed_with_its_choices() -> None:
    situation = after(start(), *members("anka", "bora"))
    sign = offers.tick(situation, PLAN.tasks["sign"])
    who, proof = (want for want in sign.wants if want.needed)
    assert (who.name, who.kind, who.given) == ("for", WantKind.MEMBER, "anka")
    assert who.choices == (PossibleAnswer("anka", "Anka"), PossibleAnswer("bora", "Bora"))
    assert (proof.kind, [one.value for one in proof.choices]) == (WantKind.PROOF, ["signed_letter"])


def test_what_a_tick_writes_down_is_wanted_field_by_field() -> None:
    meet = offers.tick(after(start(), *members("anka")), PLAN.tasks["meet"])
    fields = {want.name: want for want in meet.wants if want.field}
    assert fields["held_on"].kind is WantKind.DATE
    assert [one.value for one in fields["kind"].choices] == ["open", "group"]
    assert [one.title for one in fields["who"].choices] == ["Anka"]
    assert [name for name, want in fields.items() if want.needed] == ["held_on"]
    held = after(start(), m.RecordFact("meeting", {"held_on": "2026-03-02"}))
    leaning = offers.tick(held, PLAN.tasks["meet"])  # it may rest on what is on record
    assert not any(want.needed for want in leaning.wants if want.field)


def test_a_record_wants_what_it_requires() -> None:
    meeting = offers.record(start(), PLAN.records["meeting"])
    assert [want.name for want in meeting.wants if want.needed] == ["held_on"]
    assert meeting.who == ("facilitator",)


def test_a_ballot_names_what_it_decides() -> None:
    named = offers.open_ballot(start(), "statutes")
    assert named.target.id == "statutes"
    assert named.wants[0] == Want("subject", title="what it decides", given="statutes")
    assert offers.open_ballot(start()).wants[0].given == ""


# --- what brings a step on -----------------------------------------------------------------------

SIGN, CALL, MEET = (PLAN.tasks[name] for name in ("sign", "call", "meet"))
LETTER = (m.Proof("signed_letter", "x"),)


def test_a_step_nobody_is_there_for_offers_what_brings_somebody() -> None:
    (added,) = offers.towards(start(), SIGN)
    assert (added.verb, added.target.kind) == ("add", TargetKind.MEMBER)
    interested = after(start(), m.AddMember("anka", "Anka"), m.AddMember("bora", "Bora"))
    found = [(one.verb, one.target.id) for one in offers.towards(interested, SIGN)]
    assert found == [("commit", "anka"), ("commit", "bora")]


def test_a_step_is_offered_until_it_is_done_for_the_last() -> None:
    situation = after(
        start(), *members("anka", "bora"), m.TickTask("sign", target="anka", proofs=LETTER)
    )
    (again,) = offers.towards(situation, SIGN)
    assert [want.given for want in again.wants if want.name == "for"] == ["bora"]
    done = after(situation, m.TickTask("sign", target="bora", proofs=LETTER))
    assert offers.towards(done, SIGN) == ()


def test_a_step_done_once_is_not_offered_and_one_that_repeats_is() -> None:
    done = after(start(), m.TickTask("call"))
    assert offers.towards(start(), CALL)[0].verb == "tick"
    assert offers.towards(done, CALL) == ()
    twice = after(done, *(MEETING for _time in range(3)))
    assert offers.towards(twice, MEET)[0].verb == "tick"


def test_what_two_members_may_override_asks_for_both_and_for_the_reason() -> None:
    bare = m.MovePhase("complete", "first", override=True)
    with pytest.raises(Rejected) as refused:
        decide(after(start(), *members("anka", "bora")), bare)
    first = refused.value.possible[0]
    assert {want.name: (want.needed, want.given, want.least) for want in first.wants} == {
        "override": (True, "yes", 1),
        "agreed": (True, "", 2),
        "because": (True, "", 1),
    }


def test_two_ways_to_the_same_thing_are_one_the_first() -> None:
    where = Target(TargetKind.TASK, "call", "net")
    first, second = Possible("tick", where, title="a"), Possible("tick", where, title="b")
    other = Possible("waive", where)
    assert only_new([first, second, other]) == (first, other)


# --- a want has its place in the command ---------------------------------------------------------

COMMAND_OF = {
    TargetKind.NETWORK: m.MoveNetwork, TargetKind.PHASE: m.MovePhase, TargetKind.TASK: m.MoveTask,
    TargetKind.CRITERION: m.MarkCriterion, TargetKind.PARAMETER: m.SetParameter,
    TargetKind.MEMBER: m.MoveMember, TargetKind.PROJECT: m.MoveProject,
    TargetKind.BALLOT: m.MoveBallot, TargetKind.DOCUMENT: m.MoveDocument,
    TargetKind.RECORD: m.WithdrawRecord,
    (TargetKind.NETWORK, "split"): m.SplitNetwork, (TargetKind.NETWORK, "merge"): m.JoinNetwork,
}  # fmt: skip


@pytest.mark.parametrize(("kind", "verb"), sorted(offers.MOVES))
def test_what_a_move_wants_has_its_place_in_the_command(kind: TargetKind, verb: str) -> None:
    command = COMMAND_OF.get((kind, verb)) or COMMAND_OF[kind]
    wanted = {offers.kept_as(one) for one in offers.MOVES[kind, verb]}
    assert wanted <= {one.name for one in fields(command)}
