"""A refusal says what was wished, why not, what is possible instead, and one word for programs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from engine.case import messages as m
from engine.definitions.workflow import Criterion
from engine.possible import Possible
from engine.runtime.situation import Situation
from engine.source import Reason
from tests.runtime.plan import (
    DAY,
    PLAN,
    condition,
    formula,
    given,
    plan_of,
    refusal_of,
    start,
    step,
)

FIRM = m.MemberAdded("anka", "Anka", "active")
FAIR = m.ProjectAdded("fair", "Joint fair", "t", "kind")
BALLOT = m.BallotOpened("b", "Go?", "majority", 1, ("anka",))
MEETING = m.FactRecorded(1, "meeting", {"held_on": "2026-03-01"})
ISSUED = m.DocumentMoved("statutes", "issue", "in_review", version=1)


def network(*events: m.Event) -> Situation:
    kind = replace(
        plan_of(step("quote")), digest="kind", title="Fair plan",
        entry={"ready": condition("ready", "false", must=True)},
    )  # fmt: skip
    held = Criterion(id="held", phase="first", say="It was held", when=formula("false"), must=True)
    first = PLAN.phases["first"]
    first = replace(first, projects="", criteria={**first.criteria, "held": held})
    plan = replace(PLAN, phases={**PLAN.phases, "first": first}, digest="refusals")
    return given(Situation(start(plan).case, plan, DAY, {"kind": kind}), *events)


def moved(state: str) -> m.NetworkMoved:
    return m.NetworkMoved("x", state)


REFUSED: list[tuple[m.Command, tuple[m.Event, ...], Reason, str, str]] = [
    (m.TickTask("call", target="x"), (), Reason.INVALID, "tick 'Call'", "tick, waive"),
    (m.TickTask("call"), (moved("suspended"),), Reason.INVALID, "tick 'Call'", "resume, close"),
    (m.TickTask("call"), (m.PhaseMoved("first", "x", "skipped"),), Reason.INVALID,
     "tick 'Call'", "reopen"),
    (m.TickTask("call"), (m.PhaseMoved("first", "x", "suspended"),), Reason.INVALID,
     "tick 'Call'", "skip, resume"),
    (m.TickTask("quote", scope="fair", target="x"), (FAIR,), Reason.INVALID,
     "tick 'Quote'", "tick, waive"),
    (m.TickTask("quote", scope="fair"), (FAIR, m.ProjectMoved("fair", "x", "abandoned")),
     Reason.INVALID, "tick 'Quote'", "'Joint fair' is abandoned"),
    (m.MoveTask("untick", "call", because="x"), (), Reason.WRONG_STATE, "untick 'Call'",
     "tick, waive"),
    (m.MoveTask("waive", "call"), (), Reason.WRONG_STATE, "waive 'Call'", "tick"),
    (m.MoveMember("activate", "anka"), (FIRM,), Reason.WRONG_STATE, "activate 'anka'",
     "suspend, leave, exclude"),
    (m.MoveMember("commit", "zzz"), (), Reason.UNKNOWN, "commit 'zzz'", "none yet"),
    (m.AddMember("anka", "Anka"), (FIRM,), Reason.WRONG_STATE, "add 'Anka'", "suspend, leave"),
    (m.AddMember("anka", "Anka"), (moved("closed"),), Reason.WRONG_STATE, "add 'Anka'", "closed"),
    (m.MovePhase("complete", "first"), (), Reason.NOT_READY, "complete phase 'First phase'",
     "skip, suspend"),
    (m.MovePhase("resume", "first"), (), Reason.WRONG_STATE, "resume phase 'First phase'",
     "complete, skip, suspend"),
    (m.MarkCriterion("confirm", "enough", "x"), (), Reason.WRONG_STATE, "confirm 'enough'",
     "not in doubt"),
    (m.MoveNetwork("resume", "x"), (), Reason.WRONG_STATE, "resume 'Net'",
     "suspend, close, dissolve"),
    (m.MoveNetwork("suspend", ""), (), Reason.WRONG_STATE, "suspend 'Net'", "close, dissolve"),
    (m.SetParameter("least", 99, "x"), (), Reason.NOT_ALLOWED, "set 'least'", "99 is above 9"),
    (m.SetParameter("least", "many", "x"), (), Reason.NOT_ALLOWED, "set 'least'", "'many'"),
    (m.SetParameter("zzz", 1, "x"), (), Reason.UNKNOWN, "set 'zzz'", "no such threshold"),
    (m.SetParameter("leas", 3, "x"), (), Reason.UNKNOWN, "set 'leas'", "did you mean 'least'"),
    (m.SetParameter("least", 3, ""), (), Reason.NOT_ALLOWED, "set 'least'", "reason"),
    (m.MoveTask("waive", "sign", target="anka"), (FIRM,), Reason.WRONG_STATE, "waive 'Sign'",
     "reason"),
    (m.AddProject("fair", "Fair", "t", "kind"), (FAIR,), Reason.INVALID, "add project 'Fair'",
     "'fair' already"),
    (m.AddProject("dye", "Dye", "t", "kind"), (moved("suspended"),), Reason.INVALID,
     "add project 'Dye'", "suspended"),
    (m.MoveProject("start", "fair"), (FAIR,), Reason.WRONG_STATE, "start project 'Joint fair'",
     "approve, reject, abandon"),
    (m.MoveProject("reject", "fair"), (FAIR,), Reason.WRONG_STATE, "reject project 'Joint fair'",
     "approve, abandon"),
    (m.OpenBallot("b", "?"), (), Reason.WRONG_STATE, "open ballot 'b'", "nobody can vote"),
    (m.CastVote("b", "anka", "9"), (FIRM, BALLOT), Reason.INVALID, "vote in 'b'", "yes, no"),
    (m.CastVote("c", "anka", "yes"), (FIRM,), Reason.UNKNOWN, "vote in 'c'", "none yet"),
    (m.MoveBallot("withdraw", "b"), (FIRM, BALLOT), Reason.MISSING, "withdraw ballot 'b'",
     "reason"),
    (m.MoveBallot("close", "b"), (BALLOT, m.BallotClosed("b", "failed")), Reason.WRONG_STATE,
     "close ballot 'b'", "failed"),
    (m.MoveDocument("adopt", "statutes"), (ISSUED,), Reason.WRONG_STATE, "adopt 'statutes'",
     "ballot"),
    (m.MoveDocument("adopt", "statutes", ballot="zzz"), (ISSUED,), Reason.WRONG_STATE,
     "adopt 'statutes'", "no ballot 'zzz'"),
    (m.MoveDocument("withdraw", "statutes", version=7), (ISSUED,), Reason.UNKNOWN,
     "withdraw 'statutes'", "1"),
    (m.RecordFact("meeting", {}), (), Reason.INVALID, "record 'Meeting'",
     "held_on*, present, kind"),
    (m.RecordFact("zzz", {}), (), Reason.UNKNOWN, "record 'zzz'", "meeting"),
    (m.RecordFact("meeting", {}, replaces=4), (), Reason.UNKNOWN, "record 'Meeting'",
     "no record 4"),
    (m.WithdrawRecord(4, "meeting", "x"), (), Reason.UNKNOWN, "take back record 4 of 'Meeting'",
     "no record 4"),
    (m.WithdrawRecord(4, "meeting", ""), (), Reason.MISSING, "take back record 4 of 'Meeting'",
     "reason"),
    (m.SplitNetwork("s", ("zzz",), "x", "b"), (FIRM,), Reason.INVALID, "split 'Net'", "'zzz'"),
    (m.JoinNetwork("big", "x", "b"), (FAIR, m.ProjectMoved("fair", "x", "running")),
     Reason.WRONG_STATE, "merge 'Net'", "still run: fair"),
    (m.ReceiveMembers("o", "d", "x"), (moved("closed"),), Reason.WRONG_STATE, "merge into 'Net'",
     "closed"),
    (m.OpenNetwork("net", "Net", "d", "t"), (), Reason.WRONG_STATE, "open 'Net'", "already"),
    (m.TickTask("meet"), (), Reason.INVALID, "tick 'Meet'", "held_on"),
    (m.TickTask("sign"), (FIRM,), Reason.INVALID, "tick 'Sign'", "still open: anka"),
    (m.TickTask("sign", target="zzz"), (FIRM,), Reason.INVALID, "tick 'Sign'", "only for anka"),
    (m.MoveTask("untick", "sign", because="x"), (FIRM,), Reason.WRONG_STATE, "untick 'Sign'",
     "it is not ticked"),
    (m.RenameMember("zzz", "Zed", "x"), (FIRM,), Reason.UNKNOWN, "rename 'zzz'", "anka"),
    (m.RenameMember("anka", "Anka", ""), (FIRM,), Reason.INVALID, "rename 'anka'", "reason"),
    (m.RemoveMember("zzz", "x"), (FIRM,), Reason.UNKNOWN, "take out 'zzz'", "anka"),
    (m.RemoveMember("anka", "x"),
     (FIRM, m.TaskTicked("sign", target="anka"), m.FactRecorded(1, "meeting", {"who": ["anka"]}),
      m.FactRecorded(2, "meeting", {"who": ["anka"]}), replace(FAIR, leader="anka")),
     Reason.WRONG_STATE, "take out 'anka'", "meeting 1, meeting 2"),
    (m.RemoveMember("anka", "x"),
     (replace(FIRM, state="interested"), m.TaskTicked("sign", target="fair/anka")),
     Reason.WRONG_STATE, "take out 'anka'", "steps were done for it: sign"),
    (m.ChangeNetwork(currency="XYZ", because="x"), (), Reason.INVALID, "change 'Net'", "XYZ"),
    (m.ChangeNetwork(), (), Reason.INVALID, "change 'Net'", "say another"),
    (m.MarkCriterion("waive", "enough", ""), (), Reason.WRONG_STATE, "waive 'enough'", "reason"),
    (m.MarkCriterion("waive", "held", "x"), (FIRM,), Reason.WRONG_STATE, "waive 'held'",
     "must be met"),
    (m.MarkCriterion("revoke", "held", "x"), (FIRM,), Reason.WRONG_STATE, "revoke 'held'",
     "not in doubt"),
    (m.MovePhase("skip", "first", because="x"), (FIRM,), Reason.WRONG_STATE,
     "skip phase 'First phase'", "two members"),
    (m.MovePhase("complete", "first", because="x", override=True), (FIRM,), Reason.NOT_READY,
     "complete phase 'First phase'", "two members"),
    (m.AddProject("dye", "Dye", "t", "kind", leader="anka"), (replace(FIRM, state="left"),),
     Reason.INVALID, "add project 'Dye'", "is left"),
    (m.AddProject("dye", "Dye", "t", "kind"), (m.PhaseMoved("first", "x", "waiting"),),
     Reason.INVALID, "add project 'Dye'", "not open yet"),
    (m.MoveProject("start", "fair"), (FAIR, m.ProjectMoved("fair", "x", "approved")),
     Reason.WRONG_STATE, "start project 'Joint fair'", "ready"),
    (m.MoveProject("start", "fair", because="x", override=True),
     (FIRM, FAIR, m.ProjectMoved("fair", "x", "approved")), Reason.WRONG_STATE,
     "start project 'Joint fair'", "two members"),
    (m.MoveProject("deliver", "fair"), (FAIR, m.ProjectMoved("fair", "x", "running")),
     Reason.WRONG_STATE, "deliver project 'Joint fair'", "quote"),
    (m.RecordFact("meeting", {"present": "3"}, replaces=1), (MEETING,), Reason.INVALID,
     "record 'Meeting'", "reason"),
    (m.RecordFact("meeting", {"held_on": "2026-03-01"}), (MEETING,), Reason.INVALID,
     "record 'Meeting'", "says the same"),
    (m.RecordFact("meeting", {"held_on": "2026-03-01"}, on=date(2030, 1, 1)), (), Reason.INVALID,
     "record 'Meeting'", "2030"),
    (m.MoveDocument("adopt", "statutes"), (), Reason.WRONG_STATE, "adopt 'statutes'",
     "never put on record"),
]  # fmt: skip


@pytest.mark.parametrize(("command", "before", "reason", "wish", "said"), REFUSED)
def test_a_refusal_has_one_shape(
    command: m.Command, before: tuple[m.Event, ...], reason: Reason, wish: str, said: str
) -> None:
    refused = refusal_of(network(*before), command)
    assert refused.reason is reason
    assert str(refused).startswith(f"cannot {wish}: ")
    assert said in str(refused)


def offered(one: Possible) -> str:
    """Return what can be done in one line: a star for what is needed, what is given already."""
    wants = " ".join(
        want.name + "*" * want.needed + (f"={want.given}" if want.given else "")
        for want in one.wants
    )
    at = one.target
    where = "/".join(filter(None, (at.network, at.scope)))
    return f"    {one.title or '-'}: {one.verb} {at.kind} {at.id or '?'} of {where} ({wants})"


def test_every_refusal_as_it_is_told_with_what_can_be_done(
    golden: Callable[[str, str], None],
) -> None:
    lines: list[str] = []
    for command, before, *_rest in REFUSED:
        refused = refusal_of(network(*before), command)
        lines += ["", str(refused), *map(offered, refused.possible)]
    golden("runtime/refusals.txt", "\n".join(lines[1:]))


def test_what_was_just_declined_is_not_offered() -> None:
    refused = refusal_of(network(), m.MovePhase("complete", "first"))
    assert "complete" not in refused.parts[-1]
    refused = refusal_of(network(FAIR), m.MoveProject("reject", "fair"))
    assert "reject" not in refused.parts[-1]


def test_every_list_in_a_refusal_is_parted_by_commas() -> None:
    two = [FAIR, m.ProjectAdded("dye", "Dye", "t", "kind")]
    running = [m.ProjectMoved(name, "x", "running") for name in ("fair", "dye")]
    for command in (m.JoinNetwork("big", "x", "b"), m.MoveNetwork("close", "x")):
        assert "fair, dye" in str(refusal_of(network(*two, *running), command))
    guests = m.MovePhase("complete", "first", because="x", override=True, agreed=("zed", "yan"))
    strangers = [part for part in refusal_of(network(), guests).parts if "is no firm" in part]
    assert ["'zed'" in strangers[0], "'yan'" in strangers[1]] == [True, True]
    assert "purpose_reached, purpose_impossible" in str(
        refusal_of(network(), m.MoveNetwork("dissolve", "x"))
    )
