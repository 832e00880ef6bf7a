"""Ballots at their edges: quorum, majority, tie, scale, round, and who may vote."""

from dataclasses import replace
from decimal import Decimal

import pytest

from engine.case import messages as m
from engine.runtime.situation import Situation
from engine.source import Reason
from tests.runtime.plan import PLAN, after, events_of, given, members, refusal_of, start, table

FIRMS = ("anka", "bora", "cyd", "dora", "esin", "fila", "gora", "hana", "ilke", "jala")


def group(size: int = 4) -> Situation:
    return after(start(), *members(*FIRMS[:size]))


def asked(situation: Situation, **how: str) -> Situation:
    return after(situation, m.OpenBallot("b", "Go?", **({"how": "majority"} | how)))


def voted(situation: Situation, yes: int = 0, no: int = 0, abstain: int = 0) -> Situation:
    votes = [1] * yes + [0] * no + [-1] * abstain
    cast = (m.CastVote("b", firm, vote) for firm, vote in zip(FIRMS, votes, strict=False))
    return after(situation, *cast)


def counted(situation: Situation) -> str:
    [closed] = events_of(situation, m.MoveBallot("close", "b"))
    assert isinstance(closed, m.BallotClosed)
    return closed.state


# --- opening ------------------------------------------------------------------------------------


def test_committed_and_active_members_may_vote_and_no_others() -> None:
    situation = after(
        group(4),
        m.MoveMember("activate", "bora"),
        m.MoveMember("suspend", "cyd", because="x"),
        m.MoveMember("leave", "dora", reason="no_time"),
        m.AddMember("guest", "Guest"),
    )
    assert asked(situation).case.ballots["b"].voters == ("anka", "bora")


def test_nobody_can_be_asked_before_one_firm_has_committed() -> None:
    guests = after(start(), m.AddMember("anka", "Anka"))
    assert refusal_of(guests, m.OpenBallot("b", "?")).reason is Reason.WRONG_STATE
    assert asked(after(guests, m.MoveMember("commit", "anka"))).case.ballots["b"].voters == (
        "anka",
    )


@pytest.mark.parametrize("name", ["share", "quorum"])
@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("0", False), ("0.01", True), ("0.5", True), ("1", True), ("1.01", False), ("-0.5", False),
        ("", True), ("half", False), ("NaN", False),
    ],
)  # fmt: skip
def test_a_share_lies_above_nothing_and_up_to_all(name: str, text: str, fits: bool) -> None:
    command = m.OpenBallot("b", "?", how="majority", **{name: text})
    if fits:
        assert events_of(group(), command)
    else:
        assert name in str(refusal_of(group(), command))


def test_both_shares_are_refused_at_once() -> None:
    said = str(refusal_of(group(), m.OpenBallot("b", "?", share="2", quorum="0")))
    assert "share" in said
    assert "quorum" in said


@pytest.mark.parametrize("state", ["failed", "no_quorum", "withdrawn"])
def test_a_question_that_did_not_pass_is_asked_again_in_its_next_round(state: str) -> None:
    situation = given(
        asked(group(), subject="statutes"), m.VoteCast("b", "anka", 0), m.BallotClosed("b", state)
    )
    [again] = events_of(situation, m.OpenBallot("b", "", how="majority"))
    assert isinstance(again, m.BallotOpened)
    assert (again.round, again.question, again.subject) == (2, "Go?", "statutes")


@pytest.mark.parametrize("state", ["open", "passed"])
def test_a_question_that_is_open_or_passed_is_not_asked_again(state: str) -> None:
    situation = asked(group())
    if state == "passed":
        situation = given(situation, m.BallotClosed("b", state))
    assert refusal_of(situation, m.OpenBallot("b", "?")).reason is Reason.WRONG_STATE


def test_a_question_nobody_worded_is_asked_by_its_name_and_a_new_wording_replaces_the_old() -> None:
    [first] = events_of(group(), m.OpenBallot("b", ""))
    assert isinstance(first, m.BallotOpened)
    assert (first.question, first.round, first.how) == ("b", 1, "consensus")
    failed = given(asked(group()), m.BallotClosed("b", "failed"))
    [second] = events_of(failed, m.OpenBallot("b", "Go now?", subject="other"))
    assert isinstance(second, m.BallotOpened)
    assert (second.question, second.subject) == ("Go now?", "other")


# --- what the adopted statutes say --------------------------------------------------------------


def under_statutes(**values: object) -> Situation:
    """Return a group whose adopted statutes carry some numbers."""
    issued = m.DocumentMoved("statutes", "issue", "in_review", version=1, values=values)
    adopted = m.DocumentMoved("statutes", "adopt", "adopted", version=1, ballot="b0")
    return given(group(), issued, adopted)


@pytest.mark.parametrize(
    ("values", "share", "quorum"),
    [
        ({}, "", ""),
        ({"majority_percent": 75, "quorum_percent": 60}, "0.75", "0.6"),
        ({"majority_percent": None, "quorum_percent": 60}, "", "0.6"),
        ({"majority_percent": 50, "quorum_percent": 50}, "", "0.5"),  # 50 % means more than half
        ({"majority_percent": Decimal("50.5")}, "0.505", ""),
        ({"majority_percent": 51}, "0.51", ""),
    ],
)
def test_a_majority_ballot_takes_share_and_quorum_from_the_text_in_force(
    values: dict[str, object], share: str, quorum: str
) -> None:
    ballot = asked(under_statutes(**values)).case.ballots["b"]
    assert (ballot.share, ballot.quorum) == (share, quorum)


def test_what_is_asked_for_goes_before_what_the_text_says() -> None:
    situation = under_statutes(majority_percent=75, quorum_percent=60)
    ballot = asked(situation, share="0.5", quorum="0.9").case.ballots["b"]
    assert (ballot.share, ballot.quorum) == ("0.5", "0.9")


def test_a_consensus_ballot_takes_nothing_from_the_text() -> None:
    situation = under_statutes(majority_percent=75, quorum_percent=60)
    ballot = asked(situation, how="consensus").case.ballots["b"]
    assert (ballot.share, ballot.quorum) == ("", "")


# --- voting -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("how", "vote", "fits"),
    [
        ("consensus", -1, False), ("consensus", 0, True), ("consensus", 5, True),
        ("consensus", 6, False), ("majority", -2, False), ("majority", -1, True),
        ("majority", 0, True), ("majority", 1, True), ("majority", 2, False),
    ],
)  # fmt: skip
def test_answers_lie_on_the_scale_of_the_ballot(how: str, vote: int, fits: bool) -> None:
    situation, command = asked(group(), how=how), m.CastVote("b", "anka", vote)
    if fits:
        assert events_of(situation, command) == (m.VoteCast("b", "anka", vote),)
    else:
        assert refusal_of(situation, command).reason is Reason.INVALID


def test_a_firm_votes_by_its_id_or_its_name() -> None:
    assert events_of(asked(group()), m.CastVote("b", "ANKA", 1)) == (m.VoteCast("b", "anka", 1),)


def test_who_was_no_member_when_it_was_opened_has_no_vote() -> None:
    late = after(asked(group()), *members("late"))
    assert "was no member" in str(refusal_of(late, m.CastVote("b", "late", 1)))
    assert "is no firm" in str(refusal_of(late, m.CastVote("b", "stranger", 1)))


def test_who_left_after_it_was_opened_keeps_the_vote() -> None:
    left = after(asked(group()), m.MoveMember("leave", "anka", reason="no_time"))
    assert events_of(left, m.CastVote("b", "anka", 1)) == (m.VoteCast("b", "anka", 1),)


@pytest.mark.parametrize("state", ["passed", "failed", "no_quorum", "withdrawn"])
def test_nobody_votes_in_a_closed_ballot_and_it_is_not_counted_again(state: str) -> None:
    closed = given(asked(group()), m.BallotClosed("b", state))
    assert refusal_of(closed, m.CastVote("b", "anka", 1)).reason is Reason.INVALID
    assert refusal_of(closed, m.MoveBallot("close", "b")).reason is Reason.WRONG_STATE


def test_a_ballot_nobody_opened_is_unknown_and_the_nearest_is_named() -> None:
    situation = after(group(), m.OpenBallot("statutes", "?"))
    for command in (m.CastVote("statute", "anka", 1), m.MoveBallot("close", "statute")):
        refused = refusal_of(situation, command)
        assert refused.reason is Reason.UNKNOWN
        assert "'statutes'" in str(refused)


def test_a_withdrawal_needs_a_reason_and_counts_nothing() -> None:
    situation = voted(asked(group()), yes=4)
    assert refusal_of(situation, m.MoveBallot("withdraw", "b")).reason is Reason.MISSING
    [closed] = events_of(situation, m.MoveBallot("withdraw", "b", because="asked too early"))
    assert closed == m.BallotClosed("b", "withdrawn", "", "asked too early")


# --- counting by majority -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "votes", "quorum", "state"),
    [
        (4, 1, "", "no_quorum"),
        (4, 2, "", "passed"),  # exactly half answered
        (5, 2, "", "no_quorum"),
        (5, 3, "", "passed"),
        (4, 2, "0.75", "no_quorum"),
        (4, 3, "0.75", "passed"),
        (10, 9, "1", "no_quorum"),
        (10, 10, "1", "passed"),
        (4, 0, "", "no_quorum"),
        (1, 1, "", "passed"),
    ],
)
def test_a_ballot_counts_from_its_quorum_on(size: int, votes: int, quorum: str, state: str) -> None:
    assert counted(voted(asked(group(size), quorum=quorum), yes=votes)) == state


@pytest.mark.parametrize(
    ("yes", "no", "abstain", "share", "state"),
    [
        (2, 2, 0, "", "failed"),  # a tie is no majority
        (3, 2, 0, "", "passed"),
        (2, 3, 0, "", "failed"),
        (1, 0, 3, "", "passed"),  # who abstains is present, and counted neither way
        (1, 1, 2, "", "failed"),
        (0, 0, 4, "", "failed"),
        (0, 4, 0, "", "failed"),
        (2, 2, 0, "0.5", "passed"),  # half is enough where half was asked for
        (1, 2, 0, "0.5", "failed"),
        (2, 1, 0, "0.66", "passed"),
        (2, 1, 0, "0.67", "failed"),  # two of three are 0.666...
        (3, 1, 0, "0.75", "passed"),
        (3, 2, 0, "0.75", "failed"),
        (4, 0, 0, "1", "passed"),
        (4, 1, 0, "1", "failed"),
    ],
)
def test_a_majority_is_more_than_half_of_yes_and_no_or_the_share_asked_for(
    yes: int, no: int, abstain: int, share: str, state: str
) -> None:
    situation = asked(group(yes + no + abstain), share=share)
    assert counted(voted(situation, yes, no, abstain)) == state


def test_answering_again_replaces_the_answer() -> None:
    situation = voted(asked(group(3)), yes=2, no=1)
    changed = after(situation, m.CastVote("b", "anka", 0))
    assert counted(situation) == "passed"
    assert counted(changed) == "failed"


# --- counting by consensus ----------------------------------------------------------------------

SEEN = "members answers blocks stand_asides mean round"


def scaled(situation: Situation, *votes: int) -> Situation:
    cast = (m.CastVote("b", firm, vote) for firm, vote in zip(FIRMS, votes, strict=False))
    return after(asked(situation, how="consensus"), *cast)


def counting(outcome: dict[str, str], *votes: int) -> m.BallotClosed:
    """Return how a ballot of four firms ends by a table that always answers the same."""
    plan = replace(PLAN, tables={"consensus": table("consensus", SEEN, ({}, outcome))})
    plan = replace(plan, digest=f"counting {outcome}")
    situation = after(start(plan), *members(*FIRMS[:4]))
    [closed] = events_of(scaled(situation, *votes), m.MoveBallot("close", "b"))
    assert isinstance(closed, m.BallotClosed)
    return closed


@pytest.mark.parametrize(
    ("votes", "seen"),
    [
        ((), "[4, 0, 0, 0, null, 1]"),
        ((0,), "[4, 1, 1, 0, 0, 1]"),
        ((1,), "[4, 1, 0, 1, 1, 1]"),
        ((0, 1, 0, 1), "[4, 4, 2, 2, 0.5, 1]"),
        ((2, 3, 4, 5), "[4, 4, 0, 0, 3.5, 1]"),
        ((5, 5, 4), "[4, 3, 0, 0, 4.666666666666666666666666667, 1]"),
    ],
)
def test_the_table_sees_members_answers_blocks_those_aside_and_the_mean(
    votes: tuple[int, ...], seen: str
) -> None:
    said = f"{{{', '.join(f'{name}: {name}' for name in SEEN.split())}}}"
    shown = {"outcome": '"passed"', "advice": f"string({said})"}
    wanted = [part.strip(" []") for part in seen.split(",")]
    found = counting(shown, *votes).advice
    for name, value in zip(SEEN.split(), wanted, strict=True):
        assert f"{name}: {value}" in found.replace('"', "")


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ('"passed"', "passed"),
        ('"failed"', "failed"),
        ('"no_answer"', "no_quorum"),
        ("null", "no_quorum"),
    ],
)
def test_how_a_consensus_ends_is_what_the_methods_table_answers(answer: str, state: str) -> None:
    assert counting({"outcome": answer, "advice": '"sign"'}, 5).state == state
    assert counting({"outcome": answer}, 5).state == state  # a table may answer with one word
    assert counting({"outcome": answer, "advice": '"sign"'}, 5).advice == "sign"
    assert not counting({"outcome": answer, "advice": "null"}, 5).advice


def test_without_a_table_a_consensus_decides_nothing() -> None:
    assert counted(scaled(group(4), 5, 5, 5, 5)) == "no_quorum"


@pytest.mark.parametrize("votes", [{}, {"no": 4}, {"abstain": 4}, {"yes": 4}])
def test_a_majority_gives_no_advice_and_keeps_the_reason_of_its_closing(
    votes: dict[str, int],
) -> None:
    [closed] = events_of(voted(asked(group()), **votes), m.MoveBallot("close", "b", "end of day"))
    assert isinstance(closed, m.BallotClosed)
    assert (closed.advice, closed.because) == ("", "end of day")


def test_a_table_that_answers_with_one_word_gives_no_advice() -> None:
    assert not counting({"": '"passed"'}, 5).advice
