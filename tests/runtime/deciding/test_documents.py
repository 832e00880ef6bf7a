"""Papers: which version is meant, which ballot may adopt it, and what an adoption binds."""

from datetime import date
from typing import Any

import pytest

from engine.case import messages as m
from engine.case.case import ArticleChange
from engine.case.lifecycle import LIFECYCLES, next_state
from engine.runtime.situation import Situation
from engine.source import Reason
from tests.runtime.plan import DAY, accepts, after, events_of, given, members, refusal_of, start

LATER = date(2026, 3, 9)
CHANGED = ArticleChange("changed", "Votes", "3", "3")


def paper(verb: str, **more: Any) -> m.MoveDocument:
    return m.MoveDocument(verb, "statutes", **more)


def version(number: int, state: str, **more: Any) -> m.DocumentMoved:
    return m.DocumentMoved("statutes", "x", state, version=number, **more)


def ballot(
    name: str = "b", state: str = "passed", votes: int = 2, subject: str = "statutes"
) -> list[m.Event]:
    firms = ("anka", "bora", "cyd", "dora")
    opened = m.BallotOpened(name, "?", "majority", 1, firms, subject=subject)
    cast = [m.VoteCast(name, firm, 1) for firm in firms[:votes]]
    return [opened, *cast, m.BallotClosed(name, state, entitled=firms, members=4)]


def with_events(*events: m.Event) -> Situation:
    return given(after(start(), *members("anka", "bora")), *events)


def moved(situation: Situation, command: m.MoveDocument) -> list[m.DocumentMoved]:
    return [e for e in events_of(situation, command) if isinstance(e, m.DocumentMoved)]


# --- issuing ------------------------------------------------------------------------------------


def test_the_first_issue_is_version_one_with_all_it_was_made_of() -> None:
    command = paper(
        "issue", because="x", text="t", facts="f", template="p", values={"quorum": 50},
        language="es", files={"pdf": "d"},
    )  # fmt: skip
    [issued] = moved(with_events(), command)
    assert issued == m.DocumentMoved(
        "statutes", "issue", "in_review", "x", 1, "t", "f", "p", values={"quorum": 50},
        language="es", files={"pdf": "d"},
    )  # fmt: skip


@pytest.mark.parametrize(("numbers", "following"), [((1,), 2), ((1, 2), 3), ((3, 1), 4)])
def test_the_next_issue_counts_on_from_the_highest(
    numbers: tuple[int, ...], following: int
) -> None:
    situation = with_events(*(version(number, "withdrawn") for number in numbers))
    assert moved(situation, paper("issue"))[0].version == following


# --- translations -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "language", "follows"),
    [
        ("in_review", "fr", 1),
        ("adopted", "fr", 1),
        ("adopted", "en", 0),  # the same language again is the next version
        ("superseded", "fr", 0),
        ("withdrawn", "fr", 0),
    ],
)
def test_a_text_in_another_language_follows_the_version_that_stands(
    state: str, language: str, follows: int
) -> None:
    situation = with_events(version(1, state, language="en"))
    assert moved(situation, paper("issue", language=language))[0].follows == follows


def test_a_translation_is_never_followed_itself() -> None:
    situation = with_events(
        version(1, "in_review", language="en"), version(2, "in_review", language="fr", follows=1)
    )
    assert moved(situation, paper("issue", language="es"))[0].follows == 1
    assert moved(situation, paper("issue", language="en"))[0].follows == 0


def test_adopting_a_translation_supersedes_nothing_and_leaves_the_original_in_force() -> None:
    situation = with_events(
        version(1, "adopted", language="en"),
        version(2, "in_review", language="fr", follows=1),
        *ballot(),
    )
    [adopted] = moved(situation, paper("adopt", ballot="b", version=2))
    assert (adopted.state, adopted.replaces, adopted.follows) == ("adopted", 0, 1)
    in_force = given(situation, adopted).case.documents["statutes"].in_force
    assert in_force is not None
    assert in_force.number == 1


# --- which version ------------------------------------------------------------------------------


@pytest.mark.parametrize(("asked", "taken"), [(0, 2), (1, 1), (2, 2)])
def test_the_version_asked_for_is_meant_and_else_the_latest(asked: int, taken: int) -> None:
    situation = with_events(version(1, "in_review"), version(2, "in_review"), *ballot())
    for command in (paper("withdraw", because="x", version=asked),
                    paper("adopt", ballot="b", version=asked)):  # fmt: skip
        assert moved(situation, command)[-1].version == taken


def test_a_version_that_is_not_there_is_unknown_and_the_numbers_are_named() -> None:
    situation = with_events(version(1, "in_review"), version(2, "in_review"))
    refused = refusal_of(situation, paper("withdraw", because="x", version=3))
    assert refused.reason is Reason.UNKNOWN
    assert "1, 2" in str(refused)


def test_a_paper_never_issued_cannot_move() -> None:
    assert refusal_of(with_events(), paper("adopt")).reason is Reason.WRONG_STATE


@pytest.mark.parametrize("verb", ["adopt", "withdraw", "supersede"])
@pytest.mark.parametrize("state", LIFECYCLES["document"].states)
def test_a_version_moves_as_its_lifecycle_says(verb: str, state: str) -> None:
    situation = with_events(version(1, state), *ballot())
    leads_to = next_state("document", state, verb)
    command = paper(verb, because="x", ballot="b")
    assert accepts(situation, command) is (leads_to is not None)
    if leads_to is not None:
        assert moved(situation, command)[-1].state == leads_to


@pytest.mark.parametrize(("because", "fits"), [("", False), ("wrong name", True)])
def test_a_withdrawal_needs_a_reason(because: str, fits: bool) -> None:
    situation = with_events(version(1, "in_review"))
    assert accepts(situation, paper("withdraw", because=because)) is fits


# --- which ballot -------------------------------------------------------------------------------


@pytest.mark.parametrize("state", LIFECYCLES["ballot"].states)
def test_only_a_passed_ballot_adopts(state: str) -> None:
    situation = with_events(version(1, "in_review"), *ballot(state=state))
    assert accepts(situation, paper("adopt", ballot="b")) is (state == "passed")


@pytest.mark.parametrize("name", ["", "c"])
def test_an_adoption_names_its_ballot(name: str) -> None:
    situation = with_events(version(1, "in_review"), *ballot())
    assert "ballot" in str(refusal_of(situation, paper("adopt", ballot=name)))


@pytest.mark.parametrize(
    ("votes", "quorum", "fits"),
    [(1, None, False), (2, None, True), (2, 75, False), (3, 75, True), (0, None, False)],
)
def test_a_ballot_below_its_quorum_adopts_nothing(
    votes: int, quorum: int | None, fits: bool
) -> None:
    rules = m.DocumentMoved("r", "x", "adopted", version=1, values={"quorum_percent": quorum})
    adopted = m.DocumentMoved("r", "adopt", "adopted", version=1, ballot="b0")
    situation = with_events(rules, adopted, version(1, "in_review"), *ballot(votes=votes))
    assert accepts(situation, paper("adopt", ballot="b")) is fits


@pytest.mark.parametrize(
    ("subject", "fits"),
    [("", False), ("statutes", True), ("statutes@2", True), ("statutes@1", False),
     ("rules", False), ("statutes@", False)],
)  # fmt: skip
def test_a_ballot_on_something_else_does_not_adopt_this(subject: str, fits: bool) -> None:
    situation = with_events(
        version(1, "withdrawn"), version(2, "in_review"), *ballot(subject=subject)
    )
    assert accepts(situation, paper("adopt", ballot="b")) is fits


@pytest.mark.parametrize(
    ("asked_on", "issued_on", "fits"), [(DAY, DAY, True), (LATER, DAY, True), (DAY, LATER, False)]
)
def test_a_ballot_opened_before_the_text_was_issued_does_not_adopt_it(
    asked_on: date, issued_on: date, fits: bool
) -> None:
    situation = with_events()
    parts = [(asked_on, event) for event in ballot()] + [(issued_on, version(1, "in_review"))]
    for on, event in sorted(parts, key=lambda one: one[0]):
        situation = given(Situation(situation.case, situation.workflow, on), event)
    assert accepts(situation, paper("adopt", ballot="b")) is fits


def test_one_ballot_adopts_one_version() -> None:
    situation = after(with_events(version(1, "in_review"), *ballot()), paper("adopt", ballot="b"))
    situation = given(situation, version(2, "in_review"))
    refused = refusal_of(situation, paper("adopt", ballot="b"))
    assert "version 1 already" in str(refused)
    assert accepts(given(situation, *ballot("c")), paper("adopt", ballot="c"))


def test_a_state_and_a_ballot_that_are_wrong_are_said_together() -> None:
    situation = with_events(version(1, "withdrawn"), *ballot(subject="rules", votes=1))
    assert len(refusal_of(situation, paper("adopt", ballot="b")).parts) == 3


# --- what an adoption binds ---------------------------------------------------------------------


def test_an_adoption_binds_text_numbers_ballot_changes_and_members() -> None:
    issued = version(1, "in_review", text="t", values={"quorum": 50}, language="es")
    command = paper("adopt", ballot="b", changes=(CHANGED,), files={"adopted.pdf": "d"})
    [adopted] = moved(with_events(issued, *ballot()), command)
    assert adopted == m.DocumentMoved(
        "statutes", "adopt", "adopted", "", 1, "t", ballot="b", values={"quorum": 50},
        language="es", files={"adopted.pdf": "d"}, changes=(CHANGED,),
        members=("anka", "bora"), replaces=0,
    )  # fmt: skip


def test_adopting_a_version_supersedes_the_one_in_force_first() -> None:
    situation = after(with_events(version(1, "in_review"), *ballot()), paper("adopt", ballot="b"))
    situation = given(situation, version(2, "in_review"), *ballot("c"))
    superseded, adopted = moved(situation, paper("adopt", ballot="c"))
    assert (superseded.version, superseded.state) == (1, "superseded")
    assert (adopted.version, adopted.state, adopted.replaces) == (2, "adopted", 1)
    states = after(situation, paper("adopt", ballot="c")).case.documents["statutes"].versions
    assert [one.state for one in states.values()] == ["superseded", "adopted"]


def test_an_older_version_never_takes_the_place_of_a_newer_one() -> None:
    situation = with_events(version(1, "in_review"), version(2, "adopted"), *ballot())
    refused = refusal_of(situation, paper("adopt", version=1, ballot="b"))
    assert "version 2 is newer and in force" in str(refused)
    assert [one.verb for one in refused.possible] == ["issue"]


def test_what_is_superseded_or_withdrawn_says_its_move_its_reason_and_its_text() -> None:
    situation = after(
        with_events(version(1, "in_review", text="t1"), *ballot()), paper("adopt", ballot="b")
    )
    situation = given(situation, version(2, "in_review", text="t2"), *ballot("c"))
    superseded = moved(situation, paper("adopt", ballot="c", because="x"))[0]
    assert superseded == m.DocumentMoved("statutes", "supersede", "superseded", "x", 1, "t1")
    [withdrawn] = moved(situation, paper("withdraw", because="y"))
    assert withdrawn == m.DocumentMoved("statutes", "withdraw", "withdrawn", "y", 2, "t2")
