"""What a ballot counts, by each way of voting; how a count ends."""

from dataclasses import replace
from datetime import date

import pytest

from engine.case.case import Ballot, Case, Record, Records, TaskProgress, Tick
from engine.case.evolve import evolve, replay
from engine.case.messages import FactRecorded
from engine.case.voting import Count, VotingRule, outcome

DAY = date(2026, 3, 2)
FIRMS = ("anka", "bora", "cemre", "deniz")
CHAIR = VotingRule(casting=True)


def ballot(how: str, votes: str, **more: object) -> Ballot:
    """Return an open ballot with the answers of the first firms, ``- 0 1 ...``."""
    given = {
        firm: int(word) for firm, word in zip(FIRMS, votes.split(), strict=False) if word != "."
    }
    plain = Ballot("b", "Do we?", how, "open", 1, DAY, FIRMS, votes=given)
    return replace(plain, **more)  # type: ignore[arg-type]


def counted(one: Ballot) -> tuple[int, int, int, int, int]:
    """Return entitled, present, for, against, abstained."""
    count = one.count(FIRMS, 5)
    return count.entitled, count.present, count.in_favour, count.against, count.abstained


@pytest.mark.parametrize(
    ("how", "votes", "found"),
    [
        ("majority", "", (4, 0, 0, 0, 0)),
        ("majority", "1 1 0 -1", (4, 4, 2, 1, 1)),
        ("majority", ". 1 . 0", (4, 2, 1, 1, 0)),
        ("majority", "-1 -1 -1 -1", (4, 4, 0, 0, 4)),
        ("consensus", "5 3 2 0", (4, 4, 2, 2, 0)),  # below 3 is an objection
        ("consensus", "3 3 3 3", (4, 4, 4, 0, 0)),
        ("consensus", "1 1 1 1", (4, 4, 0, 4, 0)),  # one is no yes here
    ],
)
def test_answers_are_counted_by_the_way_of_voting(
    how: str, votes: str, found: tuple[int, ...]
) -> None:
    assert counted(ballot(how, votes)) == found


@pytest.mark.parametrize(
    ("state", "in_favour"), [("open", 2), ("failed", 2), ("passed", 4), ("withdrawn", 2)]
)
def test_a_passed_consensus_is_carried_by_all_who_let_it_pass(state: str, in_favour: int) -> None:
    assert ballot("consensus", "5 3 2 0", state=state).count(FIRMS).in_favour == in_favour
    assert ballot("majority", "1 1 0 0", state=state).count(FIRMS).in_favour == 2


def test_who_is_not_entitled_is_not_counted() -> None:
    count = ballot("majority", "1 1 1 0").count(("anka", "deniz"), 9)
    assert (count.members, count.entitled, count.present, count.in_favour) == (9, 2, 2, 1)


def test_a_closed_ballot_keeps_who_was_entitled_that_day() -> None:
    closed = ballot("majority", "1 1 1 0", state="passed", entitled=("anka", "bora"), members=3)
    count = closed.count(FIRMS, 9)
    assert (count.members, count.entitled, count.in_favour, count.against) == (3, 2, 2, 0)


def test_of_nobody_named_there_are_no_members() -> None:
    assert ballot("majority", "1").count() == Count(0, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("vote", "chair"), [("1", True), ("0", False), ("-1", False), (".", False)]
)
def test_the_vote_of_the_chair_is_told(vote: str, chair: bool) -> None:
    assert ballot("majority", vote, chair="anka").count(FIRMS).chair is chair


CHOICES = {"anka": ("red",), "bora": ("red",), "cemre": ("blue",), "deniz": ("blue",)}


@pytest.mark.parametrize("how", ["choice", "ranking"])
@pytest.mark.parametrize(
    ("rule", "chair", "votes", "winner", "most", "rest"),
    [
        (VotingRule(), "", "1 1 1", "red", 2, 1),
        (VotingRule(), "", "1 1 1 1", "", 0, 4),  # a tie
        (VotingRule(), "cemre", "1 1 1 1", "", 0, 4),  # a chair whom no rule lets decide
        (CHAIR, "cemre", "1 1 1 1", "blue", 2, 2),
        (CHAIR, "anka", "1 1 1 1", "red", 2, 2),
        (CHAIR, "", "1 1 1 1", "", 0, 4),
        (CHAIR, "anka", "-1 -1 1", "blue", 1, 0),  # who abstains has chosen nothing
        (VotingRule(), "", "", "", 0, 0),
    ],
)
def test_what_most_chose_carries_and_a_tie_only_by_the_chair(  # noqa: PLR0913  a table
    *, how: str, rule: VotingRule, chair: str, votes: str, winner: str, most: int, rest: int
) -> None:
    asked = ballot(how, votes, rule=rule, chair=chair, chosen=CHOICES)
    count = asked.count(FIRMS, 5)
    assert (count.winner, count.in_favour, count.against) == (winner, most, rest)
    assert (count.members, count.chair) == (5, bool(winner))


def test_a_rejected_choice_is_none() -> None:
    assert ballot("choice", "0 1", chosen=CHOICES).count(FIRMS).in_favour == 1


@pytest.mark.parametrize(
    ("present", "in_favour", "ended"),
    [(1, 1, "no_quorum"), (2, 2, "passed"), (2, 1, "failed"), (4, 2, "failed"), (4, 3, "passed")],
)
def test_how_a_count_ends(present: int, in_favour: int, ended: str) -> None:
    count = Count(4, 4, present, in_favour, present - in_favour)
    assert outcome(VotingRule(), count) == ended


# --- what takes the place of what ---------------------------------------------------------------


def corrected(*ticks: Tick) -> Case:
    """Return a case after record 1 was replaced by record 3, with ticks that rest on records."""
    shelf = Records().put(Record(1, "meeting", {}, DAY)).put(Record(2, "hours", {}, DAY))
    progress = TaskProgress(times=len(ticks), recent=ticks)
    case = Case("net", "Net", "d", "active", DAY, tasks={"meet": progress}, records=shelf)
    return evolve(case, FactRecorded(3, "meeting", {}, replaces=(1,)), DAY)


def test_a_correction_takes_the_place_of_the_record_alone() -> None:
    found = corrected()
    assert [one.id for one in found.records["meeting"]] == [3]
    assert [one.id for one in found.records["hours"]] == [2]


@pytest.mark.parametrize(
    ("tick", "after"),
    [
        (Tick(DAY, record=1), (3, 0)), (Tick(DAY, leans_on=1), (0, 3)),
        (Tick(DAY, record=2), (2, 0)), (Tick(DAY, leans_on=2), (0, 2)), (Tick(DAY), (0, 0)),
    ],
)  # fmt: skip
def test_ticks_follow_the_record_they_rest_on(tick: Tick, after: tuple[int, int]) -> None:
    (found,) = corrected(tick).tasks["meet"].recent
    assert (found.record, found.leans_on) == after


def test_nothing_is_no_history() -> None:
    with pytest.raises(ValueError, match=r"^a history has at least the event that opened"):
        replay(iter(()))
