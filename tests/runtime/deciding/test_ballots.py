"""Ballots at their edges: quorum, majority, tie, scale, round, and who may vote."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from engine.case import messages as m
from engine.case.voting import VotingRule
from engine.definitions.library import Library, default_folders
from engine.runtime.situation import Situation
from engine.source import Reason
from tests.runtime.plan import (
    DAY,
    PLAN,
    accepts,
    after,
    events_of,
    given,
    members,
    on_day,
    refusal_of,
    start,
    table,
)

SHIPPED = Library(default_folders()).workflow("unido.export_network").tables["decisions"]
RULED = replace(PLAN, tables={"decisions": SHIPPED}, digest="a plan with the shipped decisions")
FIRMS = ("anka", "bora", "cyd", "dora", "esin", "fila", "gora", "hana", "ilke", "jala")


def group(size: int = 4) -> Situation:
    return after(start(), *members(*FIRMS[:size]))


def asked(situation: Situation, **how: Any) -> Situation:
    return after(situation, m.OpenBallot("b", "Go?", **({"how": "majority"} | how)))


def ruled(size: int = 4) -> Situation:
    """Return a group whose method has the shipped table of decisions."""
    return after(start(RULED), *members(*FIRMS[:size]))


def voted(situation: Situation, yes: int = 0, no: int = 0, abstain: int = 0) -> Situation:
    votes = ["yes"] * yes + ["no"] * no + ["abstain"] * abstain
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
        ("0", False), ("0.51", True), ("0.5", True), ("1", True), ("1.01", False), ("-0.5", False),
        ("", True), ("half", False), ("NaN", False), ("2/3", True), ("67 %", True),
        ("0.49", False),
    ],
)  # fmt: skip
def test_a_share_is_half_or_more_and_up_to_all(name: str, text: str, fits: bool) -> None:
    asking: dict[str, Any] = {name: text}
    command = m.OpenBallot("b", "?", how="majority", **asking)
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
        asked(ruled(), subject="merger"), m.VoteCast("b", "anka", 0), m.BallotClosed("b", state)
    )
    [again] = events_of(situation, m.OpenBallot("b", "", how="majority"))
    assert isinstance(again, m.BallotOpened)
    assert (again.round, again.question, again.subject) == (2, "Go?", "merger")


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
    failed = given(asked(ruled()), m.BallotClosed("b", "failed"))
    [second] = events_of(failed, m.OpenBallot("b", "Go now?", subject="split"))
    assert isinstance(second, m.BallotOpened)
    assert (second.question, second.subject) == ("Go now?", "split")


# --- what is decided, and under which rule --------------------------------------------------------


def under_statutes(**values: object) -> Situation:
    """Return a group whose adopted statutes carry some numbers, in clauses 21 and 41."""
    clauses = {"majority_percent": "21.1", "changes_percent": "41"}
    issued = m.DocumentMoved(
        "statutes", "issue", "in_review", version=1, values=values, clauses=clauses
    )
    adopted = m.DocumentMoved("statutes", "adopt", "adopted", version=1, ballot="b0")
    return given(ruled(), issued, adopted)


def rule(situation: Situation, **how: Any) -> VotingRule:
    return asked(situation, **how).case.ballots["b"].rule


@pytest.mark.parametrize(
    ("subject", "matter"),
    [
        ("", "ordinary"), ("merger", "merger"), ("statutes", "statutes"),
        ("workplan", "work_plan"), ("workplan@1", "work_plan"), ("exclusion/cyd", "exclusion"),
    ],
)  # fmt: skip
def test_the_subject_says_the_matter_and_the_matter_the_rule(subject: str, matter: str) -> None:
    assert rule(ruled(), subject=subject).matter == matter


@pytest.mark.parametrize(("subject", "near"), [("merging", "merger"), ("plan", "work_plan")])
def test_what_nothing_reads_is_no_subject_and_the_nearest_is_named(subject: str, near: str) -> None:
    refused = str(refusal_of(ruled(), m.OpenBallot("b", "?", subject=subject)))
    assert "nothing that can be decided on" in refused
    assert near in refused


def test_a_ballot_that_bears_the_name_of_a_matter_is_on_it() -> None:
    [opened] = events_of(ruled(), m.OpenBallot("merger", "?"))
    assert isinstance(opened, m.BallotOpened)
    assert (opened.subject, opened.rule.majority) == ("merger", "2/3")


@pytest.mark.parametrize(
    ("values", "majority", "quorum"),
    [
        ({}, "1/2", "1/2"),
        ({"majority_percent": 75, "quorum_percent": 60}, "75 %", "60 %"),
        ({"majority_percent": None, "quorum_percent": 60}, "1/2", "60 %"),
        ({"majority_percent": Decimal("66.7")}, "66.7 %", "1/2"),
    ],
)
def test_the_text_in_force_takes_the_place_of_the_methods_rule(
    values: dict[str, object], majority: str, quorum: str
) -> None:
    found = rule(under_statutes(**values))
    assert (found.majority, found.quorum) == (majority, quorum)


def test_a_matter_takes_the_value_of_its_own_clause() -> None:
    situation = under_statutes(
        majority_percent=60, changes_percent=100, changes_base="all", changes_written="True"
    )
    of_statutes, ordinary = rule(situation, subject="statutes@1"), rule(situation)
    assert (of_statutes.majority, of_statutes.base, of_statutes.written) == ("100 %", "all", True)
    assert (of_statutes.clause, of_statutes.text) == ("41", "statutes@1")
    assert (ordinary.majority, ordinary.base, ordinary.written) == ("60 %", "cast", False)


def test_what_a_row_of_the_table_leaves_out_no_text_changes() -> None:
    situation = under_statutes(casting_vote="True", second_call_days=3)
    ordinary, merger = rule(situation), rule(situation, subject="merger")
    assert (ordinary.casting, ordinary.second_call_days) == (True, 3)
    assert (merger.casting, merger.second_call_days) == (False, None)


def test_more_may_be_asked_than_the_text_says_and_never_less() -> None:
    situation = under_statutes(majority_percent=75, quorum_percent=60)
    stricter = rule(situation, share="4/5", quorum="0.9")
    assert (stricter.majority, stricter.quorum) == ("4/5", "0.9")
    refused = str(refusal_of(situation, m.OpenBallot("b", "?", how="majority", share="2/3")))
    assert "less than 75 %" in refused
    assert "statutes, version 1, article 21.1" in refused
    assert "less than 60 %" in str(
        refusal_of(situation, m.OpenBallot("b", "?", how="majority", quorum="1/2"))
    )


def test_without_the_table_of_a_method_the_text_rules_alone() -> None:
    issued = m.DocumentMoved("s", "x", "adopted", version=1, values={"majority_percent": 80})
    adopted = m.DocumentMoved("s", "adopt", "adopted", version=1, ballot="b0")
    assert rule(given(group(), issued, adopted)).majority == "80 %"
    assert rule(group()) == VotingRule()


# --- who may vote ---------------------------------------------------------------------------------


def test_who_is_concerned_or_recused_has_no_vote() -> None:
    excluding = asked(ruled(), subject="exclusion/bora", recused=("cyd",)).case.ballots["b"]
    assert excluding.voters == ("anka", "dora")
    refused = after(ruled(), m.OpenBallot("b", "?", how="majority", recused=("cyd",)))
    assert "cyd is recused" in str(refusal_of(refused, m.CastVote("b", "cyd", "yes")))


def test_who_left_or_rests_votes_no_more_and_who_comes_back_does() -> None:
    left = after(asked(group()), m.MoveMember("leave", "anka", reason="no_time"))
    assert "anka is left" in str(refusal_of(left, m.CastVote("b", "anka", "yes")))
    resting = after(asked(group()), m.MoveMember("suspend", "bora", because="x"))
    assert "bora is suspended" in str(refusal_of(resting, m.CastVote("b", "bora", "yes")))
    back = after(resting, m.MoveMember("activate", "bora"))
    assert accepts(back, m.CastVote("b", "bora", "yes"))


def test_an_answer_stands_when_its_firm_leaves_and_is_not_changed_any_more() -> None:
    situation = after(voted(asked(group(3)), yes=2), m.MoveMember("leave", "anka", reason="moved"))
    assert refusal_of(situation, m.CastVote("b", "anka", "no")).reason is Reason.INVALID
    [closed] = events_of(situation, m.MoveBallot("close", "b"))
    assert isinstance(closed, m.BallotClosed)
    assert (closed.entitled, closed.members) == (("anka", "bora", "cyd"), 2)


def test_who_left_without_an_answer_counts_no_more() -> None:
    situation = after(voted(asked(group(3)), yes=2), m.MoveMember("leave", "cyd", reason="moved"))
    [closed] = events_of(situation, m.MoveBallot("close", "b"))
    assert isinstance(closed, m.BallotClosed)
    assert closed.entitled == ("anka", "bora")


def test_when_all_have_left_nothing_is_carried() -> None:
    gone = [m.MoveMember("leave", firm, reason="moved") for firm in FIRMS[:2]]
    assert counted(after(asked(group(2)), *gone)) == "no_quorum"


# --- voting -------------------------------------------------------------------------------------

ABC = ("A", "B", "C")


@pytest.mark.parametrize(
    ("how", "answer", "vote", "chosen"),
    [
        ("consensus", "0", 0, ()), ("consensus", "5", 5, ()), ("consensus", "6", None, ()),
        ("consensus", "-1", None, ()), ("consensus", "yes", None, ()), ("consensus", "٣", None, ()),
        ("majority", "yes", 1, ()), ("majority", "no", 0, ()), ("majority", "abstain", -1, ()),
        ("majority", "1", None, ()), ("majority", "A", None, ()), ("majority", "", None, ()),
        ("choice", "A", 1, ("A",)), ("choice", "D", None, ()), ("choice", "A>B", None, ()),
        ("choice", "abstain", -1, ()), ("choice", "yes", None, ()),
        ("ranking", "C>A", 1, ("C", "A")), ("ranking", "A>A", None, ()),
        ("ranking", "A>D", None, ()), ("ranking", "abstain", -1, ()), ("ranking", "3", None, ()),
    ],
)  # fmt: skip
def test_the_word_of_one_way_of_voting_is_no_answer_in_another(
    how: str, answer: str, vote: int | None, chosen: tuple[str, ...]
) -> None:
    options = ABC if how in {"choice", "ranking"} else ()
    situation, command = asked(group(), how=how, options=options), m.CastVote("b", "anka", answer)
    if vote is not None:
        assert events_of(situation, command) == (m.VoteCast("b", "anka", vote, chosen=chosen),)
    else:
        refused = refusal_of(situation, command)
        assert refused.reason is Reason.INVALID
        assert "is no answer here" in str(refused)


@pytest.mark.parametrize(
    ("how", "options", "fits"),
    [
        ("choice", (), False), ("choice", ("A",), False), ("choice", ("A", "A"), False),
        ("ranking", ("A", "B"), True), ("majority", ("A", "B"), False), ("consensus", (), True),
    ],
)  # fmt: skip
def test_a_choice_has_two_options_or_more(how: str, options: tuple[str, ...], fits: bool) -> None:
    assert accepts(group(), m.OpenBallot("b", "?", how=how, options=options)) is fits


def test_all_wrong_answers_are_told_at_once_and_none_is_kept() -> None:
    wrong = [("anka", "yes"), ("bora", "perhaps"), ("stranger", "no"), ("Anka", "no")]
    answers = tuple(m.CastVote("b", firm, said) for firm, said in wrong)
    refused = str(refusal_of(asked(group()), m.CastVotes("b", answers)))
    for part in ("'perhaps' is no answer", "'stranger' is no firm", "anka answers twice"):
        assert part in refused
    fine = m.CastVotes("b", answers[:1])
    assert events_of(asked(group()), fine) == (m.VoteCast("b", "anka", 1),)


def test_a_changed_answer_is_marked_as_one() -> None:
    situation = after(asked(group()), m.CastVote("b", "anka", "yes"))
    assert events_of(situation, m.CastVote("b", "anka", "no")) == (
        m.VoteCast("b", "anka", 0, changed=True),
    )


# --- votes carried for others ---------------------------------------------------------------------


def carried_by(firm: str, by: str, answer: str = "yes") -> m.CastVote:
    return m.CastVote("b", firm, answer, carried_by=by)


def test_a_firm_carries_as_many_votes_as_the_rule_allows() -> None:
    assert "at most 0" in str(refusal_of(asked(ruled()), carried_by("bora", "anka")))
    situation = after(asked(under_statutes(proxies=1)), carried_by("bora", "anka"))
    assert "carries 2 votes of others, and at most 1" in str(
        refusal_of(situation, carried_by("cyd", "anka"))
    )
    assert accepts(situation, carried_by("cyd", "dora"))
    assert accepts(situation, carried_by("bora", "anka", "no"))
    assert "itself" in str(refusal_of(situation, carried_by("anka", "anka")))


def test_who_carries_a_vote_must_have_one() -> None:
    situation = after(
        asked(under_statutes(proxies=1)), m.MoveMember("suspend", "anka", because="x")
    )
    assert "anka is suspended" in str(refusal_of(situation, carried_by("bora", "anka")))


# --- days -----------------------------------------------------------------------------------------


def later(situation: Situation, days: int) -> Situation:
    return on_day(situation, DAY + timedelta(days=days))


@pytest.mark.parametrize(("day", "fits"), [(-1, False), (0, True), (5, True), (6, False)])
def test_answers_are_given_from_the_opening_to_the_closing_day(day: int, fits: bool) -> None:
    opened = later(group(), 10)
    situation = asked(opened, closes_on=DAY + timedelta(days=15))
    assert accepts(later(situation, 10 + day), m.CastVote("b", "anka", "yes")) is fits


@pytest.mark.parametrize(
    ("answers", "day", "fits"), [(3, 4, False), (3, 5, True), (4, 1, True), (4, 0, True)]
)
def test_it_closes_on_its_day_or_when_all_have_answered(answers: int, day: int, fits: bool) -> None:
    situation = voted(asked(group(), closes_on=DAY + timedelta(days=5)), yes=answers)
    assert accepts(later(situation, day), m.MoveBallot("close", "b")) is fits


@pytest.mark.parametrize(("called", "day", "fits"), [(0, 9, False), (0, 10, True), (-10, 0, True)])
def test_a_notice_runs_before_it_is_counted_unless_all_have_answered(
    called: int, day: int, fits: bool
) -> None:
    opened = later(under_statutes(notice_days=10), 20)
    situation = voted(asked(opened, called_on=DAY + timedelta(days=20 + called)), yes=3)
    assert accepts(later(situation, 20 + day), m.MoveBallot("close", "b")) is fits
    assert accepts(voted(situation, yes=4), m.MoveBallot("close", "b"))


def test_it_is_not_closed_before_its_last_answer_nor_opened_for_a_day_that_is_over() -> None:
    situation = after(later(asked(group(2)), 3), m.CastVote("b", "anka", "yes"))
    assert "the last answer is of 2026-03-05" in str(
        refusal_of(later(situation, 2), m.MoveBallot("close", "b"))
    )
    over, coming = DAY - timedelta(days=1), DAY + timedelta(days=1)
    assert not accepts(group(), m.OpenBallot("b", "?", closes_on=over))
    assert not accepts(group(), m.OpenBallot("b", "?", called_on=coming))
    assert accepts(group(), m.OpenBallot("b", "?", closes_on=DAY, called_on=DAY))


@pytest.mark.parametrize(("days", "quorum"), [(6, "1/2"), (7, "")])
def test_a_second_call_asks_for_no_quorum_once_its_days_are_over(days: int, quorum: str) -> None:
    missed = after(asked(ruled()), m.MoveBallot("close", "b"))
    again = later(missed, days)
    assert rule(again).quorum == quorum
    alone = after(asked(again), m.CastVote("b", "anka", "yes"))
    assert counted(alone) == ("passed" if not quorum else "no_quorum")


def test_what_has_no_second_call_and_what_was_lost_keep_their_quorum() -> None:
    merger = after(asked(ruled(), subject="merger"), m.MoveBallot("close", "b"))
    assert rule(later(merger, 99), subject="merger").quorum == "2/3"
    lost = after(voted(asked(ruled()), no=4), m.MoveBallot("close", "b"))
    assert rule(later(lost, 99)).quorum == "1/2"


# --- written consent, objections, the chair -------------------------------------------------------


def test_written_consent_names_the_signed_paper_and_a_lost_vote_needs_none() -> None:
    situation = asked(under_statutes(changes_percent=100, changes_written="True"),
        subject="statutes@1")  # fmt: skip
    agreed = voted(situation, yes=4)
    refused = str(refusal_of(agreed, m.MoveBallot("close", "b")))
    assert "written consent" in refused
    assert "article 41" in refused
    [closed] = events_of(agreed, m.MoveBallot("close", "b", paper="sheet 4"))
    assert isinstance(closed, m.BallotClosed)
    assert (closed.state, closed.paper) == ("passed", "sheet 4")
    assert counted(voted(situation, yes=3, no=1)) == "failed"


@pytest.mark.parametrize(("answer", "silent"), [("2", True), ("3", False), ("0", True)])
def test_an_objection_carries_its_reason_before_it_is_counted(answer: str, silent: bool) -> None:
    situation = asked(group(2), how="consensus")
    said = after(situation, m.CastVote("b", "anka", answer), m.CastVote("b", "bora", "5"))
    assert accepts(said, m.MoveBallot("close", "b")) is not silent
    if silent:
        assert "doubt of anka" in str(refusal_of(said, m.MoveBallot("close", "b")))
    told = after(said, m.CastVote("b", "anka", answer, "too dear"))
    assert told.case.ballots["b"].doubts == {"anka": "too dear"}
    assert accepts(told, m.MoveBallot("close", "b"))
    gone = after(said, m.MoveMember("leave", "anka", reason="moved"))
    assert accepts(gone, m.MoveBallot("close", "b"))  # who left can no longer be asked


def test_the_chair_decides_a_tie_where_the_text_says_so() -> None:
    for chair, state in (("anka", "passed"), ("dora", "failed"), ("", "failed")):
        situation = asked(under_statutes(casting_vote="True"), chair=chair)
        assert counted(voted(situation, yes=2, no=2)) == state


@pytest.mark.parametrize(
    ("answers", "state", "winner"),
    [("ABAA", "passed", "A"), ("ABAB", "failed", ""), ("AAB", "passed", "A"),
        ("A", "no_quorum", "A")],
)  # fmt: skip
def test_a_choice_is_carried_by_what_more_than_half_chose(
    answers: str, state: str, winner: str
) -> None:
    situation = asked(group(), how="choice", options=ABC)
    cast = [m.CastVote("b", firm, one) for firm, one in zip(FIRMS, answers, strict=False)]
    closed = after(situation, *cast, m.MoveBallot("close", "b")).case.ballots["b"]
    assert (closed.state, closed.count().winner) == (state, winner)


def test_a_firm_votes_by_its_id_or_its_name() -> None:
    assert events_of(asked(group()), m.CastVote("b", "ANKA", "yes")) == (
        m.VoteCast("b", "anka", 1),
    )


def test_who_was_no_member_when_it_was_opened_has_no_vote() -> None:
    late = after(asked(group()), *members("late"))
    assert "had no vote" in str(refusal_of(late, m.CastVote("b", "late", "yes")))
    assert "is no firm" in str(refusal_of(late, m.CastVote("b", "stranger", "yes")))


@pytest.mark.parametrize("state", ["passed", "failed", "no_quorum", "withdrawn"])
def test_nobody_votes_in_a_closed_ballot_and_it_is_not_counted_again(state: str) -> None:
    closed = given(asked(group()), m.BallotClosed("b", state))
    assert refusal_of(closed, m.CastVote("b", "anka", "yes")).reason is Reason.INVALID
    assert refusal_of(closed, m.MoveBallot("close", "b")).reason is Reason.WRONG_STATE


def test_a_ballot_nobody_opened_is_unknown_and_the_nearest_is_named() -> None:
    situation = after(group(), m.OpenBallot("statutes", "?"))
    for command in (m.CastVote("statute", "anka", "yes"), m.MoveBallot("close", "statute")):
        refused = refusal_of(situation, command)
        assert refused.reason is Reason.UNKNOWN
        assert "'statutes'" in str(refused)


def test_a_withdrawal_needs_a_reason_and_counts_nothing() -> None:
    situation = voted(asked(group()), yes=4)
    assert refusal_of(situation, m.MoveBallot("withdraw", "b")).reason is Reason.MISSING
    [closed] = events_of(situation, m.MoveBallot("withdraw", "b", because="asked too early"))
    assert closed == m.BallotClosed("b", "withdrawn", "", "asked too early")


# --- counting by consensus ----------------------------------------------------------------------

SEEN = "members answers blocks stand_asides doubts mean round"


def scaled(situation: Situation, *votes: int) -> Situation:
    cast = (m.CastVote("b", firm, str(vote), "x") for firm, vote in zip(FIRMS, votes, strict=False))
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
        ((), "[4, 0, 0, 0, 0, null, 1]"),
        ((0,), "[4, 1, 1, 0, 1, 0, 1]"),
        ((1,), "[4, 1, 0, 1, 1, 1, 1]"),
        ((0, 1, 0, 1), "[4, 4, 2, 2, 4, 0.5, 1]"),
        ((2, 3, 4, 5), "[4, 4, 0, 0, 1, 3.5, 1]"),
        ((5, 5, 4), "[4, 3, 0, 0, 0, 4.666666666666666666666666667, 1]"),
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


def test_a_way_of_voting_that_there_is_not_is_declined() -> None:
    refused = refusal_of(
        after(start(), *members("a", "b")), m.OpenBallot("b", "Shall we?", "shouting")
    )
    assert "'shouting' is no way of voting (consensus, majority, choice, ranking)" in str(refused)
