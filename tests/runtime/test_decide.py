"""Given a situation, when a command, then these events or this refusal."""

from dataclasses import replace

import pytest

from engine.case import messages as m
from engine.case.case import Why
from engine.definitions.workflow import Criterion, Each, Task
from engine.runtime.assess import is_required
from engine.runtime.deciding.decide import decide
from engine.runtime.situation import Situation
from engine.source import Reason, Rejected
from tests.runtime.plan import MEETING, PLAN, after, formula, members, start

READY = (*members("anka", "bora"), m.TickTask("call"), MEETING, MEETING)
SIGNED = tuple(
    m.TickTask("sign", target=firm, proofs=(m.Proof("signed_letter", "l.pdf"),))
    for firm in ("anka", "bora")
)


def events_of(situation: Situation, command: m.Command) -> tuple[m.Event, ...]:
    return decide(situation, command).events


def test_a_new_network_starts_with_its_first_phase_open() -> None:
    situation = start()
    assert situation.case.state == "active"
    assert [phase.id for phase in situation.open_phases] == ["first"]


def test_a_tick_is_one_event_with_its_proof() -> None:
    assert events_of(start(), m.TickTask("call")) == (m.TaskTicked("call"),)


def test_a_tick_out_of_order_says_which_steps_were_open() -> None:
    ticked = events_of(start(), MEETING)[0]
    assert isinstance(ticked, m.TaskTicked)
    assert ticked.early == ("call",)


def test_a_tick_with_fields_writes_a_record_and_names_it() -> None:
    first, second = events_of(start(), MEETING)
    assert second == m.FactRecorded(1, "meeting", {"held_on": "2026-03-02", "present": 6})
    assert isinstance(first, m.TaskTicked)
    assert first.record == 1


def test_an_untick_takes_the_record_of_the_tick_back() -> None:
    situation = after(start(), MEETING)
    events = events_of(situation, m.MoveTask("untick", "meet", because="the wrong network"))
    assert [type(event) for event in events] == [m.TaskMoved, m.RecordWithdrawn]
    assert (
        after(situation, m.MoveTask("untick", "meet", because="no")).case.records["meeting"] == ()
    )


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (m.TickTask("meet"), ["it needs a proof: minutes or photo"]),
        (
            m.TickTask("meet", proofs=(m.Proof("link", "x"),), fields={"held_on": "tomorrow"}),
            ["does not accept 'link'", "'tomorrow' is no date"],
        ),
        (m.TickTask("call", fields={"a": "1"}), ["it takes no fields (a)"]),
        (m.TickTask("call", target="anka"), ["it is done once for all"]),
        (m.TickTask("sign"), ["say for whom, still open", "it needs a proof"]),
        (m.MoveTask("untick", "call"), ["it needs a reason", "it is not ticked"]),
        (m.MoveTask("waive", "call"), ["it needs a reason"]),
        (m.RecordFact("meeting", {"kind": "opne"}), ["did you mean 'open'?", "held_on is missing"]),
        (m.RecordFact("meting", {}), ["did you mean 'meeting'?"]),
        (m.RecordFact("meeting", {"held_on": "2026-01-01", "present": "501"}), ["above 500"]),
        (m.RecordFact("meeting", {"held_on": "2026-01-01", "who": "cyd"}), ["is no firm of"]),
        (m.MoveMember("commit", "cyd"), ["is no firm of this network"]),
        (m.MovePhase("complete", "first"), ["not yet: At least 2 firms have signed (0 of"]),
        (m.MovePhase("open", "second"), ["early: it needs a reason in words"]),
        (m.MovePhase("open", "first", because="x"), ["it is open", "possible now: complete"]),
        (m.MarkCriterion("confirm", "enough", "x"), ["it is not in doubt"]),
        (m.SetParameter("least", "10", "we are many"), ["10 is above 9"]),
        (m.SetParameter("lest", "3", "x"), ["did you mean 'least'?"]),
        (m.OpenBallot("b", "?"), ["no firm has committed yet"]),
        (m.CastVote("b", "anka", "3"), ["there is no such ballot"]),
        (m.MoveNetwork("resume", "x"), ["it is active", "possible now: suspend"]),
        (m.MoveNetwork("dissolve", "x"), ["it needs the ballot", "reason code"]),
        (m.SplitNetwork("other", (), "x"), ["say which firms go", "it needs the ballot"]),
    ],
)
def test_a_refusal_names_every_reason_and_writes_nothing(
    command: m.Command, words: list[str]
) -> None:
    situation = start()
    with pytest.raises(Rejected) as refused:
        decide(situation, command)
    for word in words:
        assert word in str(refused.value)
    assert situation.case == start().case


def test_a_step_done_once_cannot_be_ticked_again() -> None:
    with pytest.raises(Rejected, match="it is done already"):
        decide(after(start(), m.TickTask("call")), m.TickTask("call"))


def test_a_step_for_each_member_is_done_when_every_member_has_it() -> None:
    situation = after(start(), *READY, SIGNED[0])
    sign = situation.workflow.tasks["sign"]
    assert situation.task_state(sign) == "in_progress"
    assert situation.missing(sign) == ("bora",)
    assert after(situation, SIGNED[1]).task_state(sign) == "done"


def test_a_step_is_not_for_a_firm_that_is_no_member() -> None:
    situation = after(start(), *READY, m.AddMember("cyd", "Cyd"))
    with pytest.raises(Rejected, match="only for anka, bora"):
        decide(situation, replace(SIGNED[0], target="cyd"))


def test_completing_the_last_phase_makes_the_network_self_managed() -> None:
    situation = after(start(), *READY, *SIGNED, m.MovePhase("complete", "first"))
    assert situation.phase("second").state == "open"
    situation = after(situation, m.TickTask("plan"), m.MovePhase("complete", "second"))
    assert situation.case.state == "self_managed"


def test_an_override_needs_a_reason_and_two_members() -> None:
    situation = after(start(), *members("anka", "bora"))
    bare = m.MovePhase("complete", "first", override=True, agreed=("anka",))
    with pytest.raises(Rejected, match=r"needs a reason .*agreement of two members"):
        decide(situation, bare)
    agreed = replace(bare, agreed=("anka", "bora"), because="the season starts")
    moved = decide(situation, agreed).events[0]
    assert isinstance(moved, m.PhaseMoved)
    assert moved.outcome == "override"
    assert moved.check_on is not None


def test_a_reopened_phase_is_a_new_round_and_later_phases_go_on() -> None:
    situation = after(start(), *READY, *SIGNED, m.MovePhase("complete", "first"))
    situation = after(situation, m.MovePhase("reopen", "first", because="two firms left"))
    assert situation.phase("first").round == 2
    assert situation.phase("second").state == "open"


def test_a_completed_condition_whose_basis_changes_is_in_doubt_until_a_person_speaks() -> None:
    situation = after(start(), *READY, *SIGNED, m.MovePhase("complete", "first"))
    left = m.MoveMember("leave", "bora", reason="no_time")
    events = decide(situation, left).events
    assert events[-1] == m.CriterionMarked("enough", "doubted", why=Why.BASIS_CHANGED)
    situation = after(situation, left, m.MarkCriterion("confirm", "enough", "we go on with one"))
    assert situation.case.marks["enough"].kind == "confirmed"
    assert decide(situation, m.TickTask("visit")).events == (m.TaskTicked("visit"),)


def test_a_doubt_ends_by_itself_when_its_basis_comes_back() -> None:
    situation = after(start(), *READY, *SIGNED, m.MovePhase("complete", "first"))
    situation = after(situation, m.MoveMember("leave", "bora", reason="moved"))
    situation = after(situation, *members("cyd"))
    assert "enough" not in situation.case.marks


def test_a_milestone_is_reached_once() -> None:
    situation = after(start(), *members("anka", "bora", "cyd"))
    assert "core" in situation.case.milestones
    more = decide(after(situation, m.AddMember("dora", "Dora")), m.MoveMember("commit", "dora"))
    assert not any(isinstance(event, m.MilestoneReached) for event in more.events)


def test_a_firm_that_left_may_come_back() -> None:
    situation = after(start(), *members("anka"), m.MoveMember("leave", "anka", reason="no_time"))
    assert after(situation, m.AddMember("anka", "Anka")).case.members["anka"].state == "interested"


def test_a_majority_counts_yes_among_yes_and_no_when_enough_answered() -> None:
    situation = after(start(), *members("anka", "bora", "cyd"))
    situation = after(situation, m.OpenBallot("b", "Go?", how="majority", share="0.75"))
    few = decide(after(situation, m.CastVote("b", "anka", "yes")), m.MoveBallot("close", "b"))
    assert few.after.case.ballots["b"].state == "no_quorum"
    votes = [
        m.CastVote("b", "anka", "yes"),
        m.CastVote("b", "bora", "yes"),
        m.CastVote("b", "cyd", "no"),
    ]
    assert after(situation, *votes, m.MoveBallot("close", "b")).case.ballots["b"].state == "failed"
    agreed = after(situation, *votes[:2], m.MoveBallot("close", "b"))
    assert agreed.case.ballots["b"].state == "passed"


def test_a_suspended_network_takes_no_ticks_and_wakes_as_it_was() -> None:
    situation = after(start(), m.MoveNetwork("suspend", "summer"))
    with pytest.raises(Rejected, match="is suspended; possible now: resume, close, dissolve"):
        decide(situation, m.TickTask("call"))
    assert after(situation, m.MoveNetwork("resume", "autumn")).case.state == "active"


def test_the_reasons_of_a_refusal_are_words_programs_can_rely_on() -> None:
    with pytest.raises(Rejected) as refused:
        decide(start(), m.MovePhase("complete", "first"))
    assert refused.value.reason is Reason.NOT_READY


def test_a_step_for_each_project_is_required_only_where_the_project_asks_for_it() -> None:
    study = Task(
        "study", "Study", "first", for_each=Each.PROJECT,
        required_when=formula('project.title = "Dye house"'),
    )  # fmt: skip
    first = replace(PLAN.phases["first"], tasks={"study": study}, projects="pilot")
    plan = replace(PLAN, phases={"first": first}, digest="one-study")
    kind = replace(PLAN, id="kind", digest="kind", project_kind="pilot", phases={}, measures={})
    opened = start(plan)
    situation = Situation(opened.case, plan, opened.today, {"kind": kind})
    for name, title in (("fair", "Fair"), ("dyeing", "Dye house")):
        situation = after(
            situation,
            m.AddProject(name, title, "kind", "kind"),
            m.MoveProject("approve", name),
        )
        assert is_required(situation, study) is (name == "dyeing")
    assert not is_required(after(situation, m.TickTask("study", target="dyeing")), study)


def test_rules_that_never_come_to_rest_are_refused_with_their_last_moves() -> None:
    def criterion(name: str, when: str) -> Criterion:
        return Criterion(name, "first", name, formula(when))

    criteria = {
        "calm": criterion("calm", 'phases.first.criteria.visited != "in_doubt"'),
        "visited": criterion(
            "visited", 'tasks.visit.done or phases.first.criteria.calm = "in_doubt"'
        ),
    }
    visit = PLAN.phases["first"].tasks["visit"]
    first = replace(PLAN.phases["first"], tasks={"visit": visit}, criteria=criteria)
    plan = replace(PLAN, phases={**PLAN.phases, "first": first}, digest="restless")
    situation = after(start(plan), m.TickTask("visit"), m.MovePhase("complete", "first"))
    with pytest.raises(Rejected, match=r"never comes to rest, its last moves were: .*in doubt"):
        decide(situation, m.MoveTask("untick", "visit", because="it was not the firm"))
