"""What must hold for any sequence of commands, accepted or declined."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.case import messages as m
from engine.case.case import Case
from engine.case.evolve import replay
from engine.runtime.assess import assess
from engine.runtime.deciding.decide import begin, decide
from engine.runtime.next_steps import upcoming
from engine.runtime.situation import Settled, Situation
from engine.runtime.telling.events import tell
from engine.runtime.telling.explain import explain
from engine.source import Rejected
from tests.runtime.plan import DAY, MEETING, PLAN

FIRMS = st.sampled_from(["anka", "bora", "cyd", "dora"])
PHASES = st.sampled_from(["first", "second"])
TASKS = st.sampled_from(list(PLAN.tasks))
CRITERIA = st.sampled_from(list(PLAN.criteria))
BECAUSE = st.sampled_from(["", "a reason"])
LETTER = (m.Proof("signed_letter", "letter.pdf"),)

COMMANDS = st.one_of(
    st.builds(m.AddMember, FIRMS, FIRMS),
    st.builds(
        m.MoveMember,
        st.sampled_from(["commit", "activate", "suspend", "leave", "exclude"]),
        FIRMS,
        st.sampled_from(["no_time", ""]),
        BECAUSE,
    ),
    st.builds(m.TickTask, TASKS),
    st.just(MEETING),
    st.builds(m.TickTask, st.just("sign"), target=FIRMS, proofs=st.just(LETTER)),
    st.builds(
        m.MoveTask,
        st.sampled_from(["untick", "waive", "reopen", "start", "submit"]),
        TASKS,
        target=st.one_of(st.just(""), FIRMS),
        because=BECAUSE,
    ),
    st.builds(
        m.MovePhase,
        st.sampled_from(["open", "complete", "reopen", "skip", "suspend", "resume"]),
        PHASES,
        because=BECAUSE,
        override=st.booleans(),
        agreed=st.just(("anka", "bora")),
    ),
    st.builds(m.MarkCriterion, st.sampled_from(["confirm", "revoke", "waive"]), CRITERIA, BECAUSE),
    st.builds(m.SetParameter, st.just("least"), st.integers(0, 10), BECAUSE),
    st.builds(m.WithdrawRecord, st.integers(1, 5), st.just("meeting"), BECAUSE),
    st.builds(m.OpenBallot, st.just("b"), st.just("?"), st.just("majority")),
    st.builds(m.CastVote, st.just("b"), FIRMS, st.sampled_from(("yes", "no", "abstain", "4"))),
    st.builds(m.MoveBallot, st.sampled_from(["close", "withdraw"]), st.just("b"), BECAUSE),
    st.builds(m.MoveNetwork, st.sampled_from(["suspend", "resume", "close"]), BECAUSE),
)
SEQUENCES = st.lists(st.tuples(COMMANDS, st.integers(0, 40)), max_size=30)


Lived = list[tuple[m.Command, int]]


def lived(commands: Lived) -> tuple[Situation, list[tuple[m.Event, date]]]:
    """Return the situation after the commands that were accepted, and every event with its day."""
    opened = begin(PLAN, m.OpenNetwork("net", "Net", PLAN.digest, PLAN.id), DAY)
    situation, day = opened.after, DAY
    history = [(event, day) for event in opened.events]
    for command, wait in commands:
        day += timedelta(days=wait)
        situation = Situation(situation.case, PLAN, day)
        try:
            settled: Settled = decide(situation, command)
        except Rejected:
            continue
        assert all(tell(situation, settled))
        situation = settled.after
        history += [(event, day) for event in settled.events]
    return situation, history


def written(case: Case) -> object:
    return case, case.records["meeting"]


@settings(max_examples=150, deadline=None)
@given(SEQUENCES)
def test_replaying_the_events_gives_the_same_case(commands: Lived) -> None:
    situation, history = lived(commands)
    assert written(replay(history)) == written(situation.case)
    assert situation.case.version == len(history)


@settings(max_examples=150, deadline=None)
@given(SEQUENCES)
def test_why_says_complete_exactly_when_completing_is_accepted(commands: Lived) -> None:
    situation, _history = lived(commands)
    if situation.case.state not in {"active", "self_managed"}:
        return
    for phase in situation.open_phases:
        try:
            decide(situation, m.MovePhase("complete", phase.id))
            accepted = True
        except Rejected:
            accepted = False
        assert explain(situation, phase.id).complete is accepted
        assert assess(situation, phase).complete is accepted


@settings(max_examples=60, deadline=None)
@given(SEQUENCES)
def test_asking_changes_nothing(commands: Lived) -> None:
    situation, _history = lived(commands)
    before = written(situation.case)
    for phase in situation.workflow.phases:
        explain(situation, phase)
    upcoming(situation)
    assert written(situation.case) == before
