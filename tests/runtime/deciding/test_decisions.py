"""What members decide needs a ballot that reaches the rule in force: one gate for all of it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from engine.case import messages as m
from engine.case.case import DISSOLVING, EXCLUDING
from engine.case.voting import VotingRule
from engine.definitions.library import Library, default_folders
from engine.runtime.situation import Situation
from engine.source import Rejected
from tests.runtime.plan import DAY, PLAN, accepts, events_of, given, on_day, refusal_of, start

SHIPPED = Library(default_folders()).workflow("unido.export_network").tables["decisions"]
RULED = replace(PLAN, tables={"decisions": SHIPPED}, digest="a plan with the shipped decisions")
FIRMS = ("anka", "bora", "cyd", "dora", "esin")
OTHERS = FIRMS[:4]


def group(*events: m.Event) -> Situation:
    return given(
        start(RULED), *(m.MemberAdded(firm, firm.title(), "active") for firm in FIRMS), *events
    )


def under_text(**values: object) -> tuple[m.Event, ...]:
    """Return the adoption of statutes that carry some values, each in its clause."""
    clauses = {"changes_percent": "41", "exclusion_percent": "15.3", "majority_percent": "24.1",
        "admission_percent": "10.2"}  # fmt: skip
    return (
        m.DocumentMoved("statutes", "issue", "in_review", version=1, values=values,
            clauses=clauses),
        m.DocumentMoved("statutes", "adopt", "adopted", version=1, ballot="b0"),
    )  # fmt: skip


def ballot(
    yes: int, no: int = 0, *, on: str = "", voters: tuple[str, ...] = FIRMS, state: str = "passed",
    again: VotingRule | None = None,
) -> tuple[m.Event, ...]:  # fmt: skip
    """Return a ballot ``b`` that was counted: first the votes for it, then those against."""
    votes = [1] * yes + [0] * no
    return (
        m.BallotOpened(
            "b", "?", "majority", 2 if again else 1, voters, again or VotingRule(), subject=on
        ),
        *(m.VoteCast("b", firm, vote) for firm, vote in zip(voters, votes, strict=False)),
        m.BallotClosed("b", state, entitled=voters, members=5),
    )


DISSOLVE = m.MoveNetwork("dissolve", "we part", decision="b", reason="purpose_reached")
SPLIT = m.SplitNetwork("south", ("anka",), "x", "b")
MERGE = m.JoinNetwork("big", "x", "b")


@pytest.mark.parametrize("command", [DISSOLVE, SPLIT, MERGE])
@pytest.mark.parametrize(
    ("yes", "no", "fits"), [(4, 1, True), (3, 2, False), (4, 0, True), (3, 0, False)]
)
def test_the_end_and_the_parting_of_a_group_need_two_thirds_of_those_entitled(
    command: m.Command, yes: int, no: int, fits: bool
) -> None:
    assert accepts(group(*ballot(yes, no)), command) is fits


@pytest.mark.parametrize("command", [DISSOLVE, SPLIT, MERGE])
def test_the_text_in_force_asks_for_what_it_says_and_is_named(command: m.Command) -> None:
    text = under_text(changes_percent=100, changes_base="all")
    refused = str(refusal_of(group(*text, *ballot(4, 1)), command))
    assert "4 are in favour, and 5 are needed (statutes, version 1, article 41)" in refused
    assert accepts(group(*text, *ballot(5)), command)


@pytest.mark.parametrize(
    ("subject", "fits"), [("", True), ("dissolution", True), ("split", False), ("statutes", False)]
)
def test_a_question_in_words_decides_too_and_one_on_another_matter_does_not(
    subject: str, fits: bool
) -> None:
    assert accepts(group(*ballot(5, on=subject)), DISSOLVE) is fits


@pytest.mark.parametrize("state", ["open", "failed", "no_quorum", "withdrawn"])
def test_a_ballot_that_did_not_pass_decides_nothing(state: str) -> None:
    assert not accepts(group(*ballot(5, state=state)), DISSOLVE)


def test_what_nobody_put_on_record_decides_nothing_unless_nobody_is_left() -> None:
    assert "no ballot 'b'" in str(refusal_of(group(), DISSOLVE))
    gone = (m.MemberMoved(firm, "leave", "left") for firm in FIRMS)
    assert accepts(group(*gone), DISSOLVE)


@pytest.mark.parametrize(("quorum", "fits"), [("1/2", False), ("", True)])
def test_a_second_call_decides_without_a_quorum(quorum: str, fits: bool) -> None:
    added = m.ProjectAdded("fair", "Fair", "t", "kind")
    known = group(added, *ballot(1, again=VotingRule(quorum=quorum)))
    situation = Situation(known.case, known.workflow, DAY, {"kind": PLAN})
    assert accepts(situation, m.MoveProject("approve", "fair", decision="b")) is fits


@pytest.mark.parametrize("reason", [*DISSOLVING, "no_time"])
def test_a_dissolution_has_reasons_of_its_own(reason: str) -> None:
    fits = reason in DISSOLVING
    assert accepts(group(*ballot(5)), replace(DISSOLVE, reason=reason)) is fits


# --- exclusion ------------------------------------------------------------------------------------


def exclude(**more: Any) -> m.MoveMember:
    said = {"reason": "unpaid", "because": "two reminders", "decision": "b", "told_on": DAY,
        "heard_on": DAY}  # fmt: skip
    return m.MoveMember("exclude", "esin", **{**said, **more})


@pytest.mark.parametrize(
    ("yes", "no", "subject", "fits"),
    [
        (3, 1, "exclusion/esin", True), (2, 2, "exclusion/esin", False),
        (4, 0, "exclusion/dora", False), (4, 0, "exclusion", False), (4, 0, "", False),
    ],
)  # fmt: skip
def test_two_thirds_of_the_others_exclude_the_firm_they_named(
    yes: int, no: int, subject: str, fits: bool
) -> None:
    assert accepts(group(*ballot(yes, no, on=subject, voters=OTHERS)), exclude()) is fits


def test_an_exclusion_says_which_clause_it_falls_short_of() -> None:
    text = under_text(exclusion_percent=80)
    situation = group(*text, *ballot(3, 1, on="exclusion/esin", voters=OTHERS))
    assert "article 15.3" in str(refusal_of(situation, exclude()))


@pytest.mark.parametrize("missing", ["decision", "told_on", "heard_on", "reason", "because"])
def test_an_exclusion_lacks_whatever_is_not_said(missing: str) -> None:
    situation = group(*ballot(4, on="exclusion/esin", voters=OTHERS))
    nothing = None if missing.endswith("_on") else ""
    assert not accepts(situation, exclude(**{missing: nothing}))
    moved = events_of(situation, exclude())[0]
    assert moved == m.MemberMoved(
        "esin", "exclude", "excluded", "unpaid", "two reminders", decision="b", told_on=DAY,
        heard_on=DAY,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("told", "heard", "fits"),
    [(-10, -1, True), (-10, 0, True), (-9, -1, False), (-10, -11, False), (-10, 1, False)],
)
def test_the_firm_is_told_in_time_and_heard_before_it_is_decided(
    told: int, heard: int, fits: bool
) -> None:
    situation = group(*under_text(notice_days=10), *ballot(4, on="exclusion/esin", voters=OTHERS))
    command = exclude(told_on=DAY + timedelta(days=told), heard_on=DAY + timedelta(days=heard))
    assert accepts(on_day(situation, DAY + timedelta(days=3)), command) is fits


@pytest.mark.parametrize("reason", [*EXCLUDING, "no_time"])
def test_an_exclusion_has_reasons_of_its_own(reason: str) -> None:
    situation = group(*ballot(4, on="exclusion/esin", voters=OTHERS))
    assert accepts(situation, exclude(reason=reason)) is (reason in EXCLUDING)


def offered(refused: Rejected) -> list[str]:
    """Return on what a refusal offers to put a question to the members."""
    opened = [one for one in refused.possible if one.verb == "open"]
    return [want.given for one in opened for want in one.wants if want.name == "subject"]


# --- admission and projects -----------------------------------------------------------------------


def test_a_firm_is_taken_in_freely_until_a_text_says_that_the_members_decide() -> None:
    guest = m.MemberAdded("guest", "Guest")
    commit = m.MoveMember("commit", "guest")
    assert accepts(group(guest), commit)
    assert accepts(group(guest, *under_text(quorum_percent=50)), commit)
    asking = (guest, *under_text(admission_percent=100))
    refused = refusal_of(group(*asking), commit)
    assert "article 10.2" in str(refused)
    assert offered(refused) == ["admission/guest"]
    decided = replace(commit, decision="b")
    assert accepts(group(*asking, *ballot(5, on="admission/guest")), decided)
    assert not accepts(group(*asking, *ballot(4, 1, on="admission/guest")), decided)


def test_a_project_is_approved_freely_until_a_text_says_that_the_members_decide() -> None:
    added = m.ProjectAdded("fair", "Fair", "t", "kind")

    def approved(*events: m.Event, decision: str = "") -> bool:
        known = group(added, *events)
        situation = Situation(known.case, known.workflow, DAY, {"kind": PLAN})
        return accepts(situation, m.MoveProject("approve", "fair", decision=decision))

    text = under_text(majority_percent=67, majority_base="all")
    known = group(added, *text)
    situation = Situation(known.case, known.workflow, DAY, {"kind": PLAN})
    assert offered(refusal_of(situation, m.MoveProject("approve", "fair"))) == ["project/fair"]
    assert approved()
    assert not approved(*text)
    assert approved(*text, *ballot(4, 1, on="project/fair"), decision="b")
    assert not approved(*text, *ballot(3, 2, on="project/fair"), decision="b")
    assert not approved(*text, *ballot(5, on="project/dye"), decision="b")
