"""Counting: shares as they are written, quorum, majority, tie, choice; against a plain telling."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest

from engine.case.voting import (
    BASES,
    Count,
    VotingRule,
    carried,
    fraction,
    looser,
    majority_of,
    most_chosen,
    outcome,
    quorate,
    quorum_of,
)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("2/3", Fraction(2, 3)), ("67 %", Fraction(67, 100)), ("67%", Fraction(67, 100)),
        ("0.67", Fraction(67, 100)), ("1", Fraction(1)), ("1 / 2", Fraction(1, 2)),
        ("66.7 %", Fraction(667, 1000)), ("2/0", None), ("half", None), ("", None), ("-1", None),
        ("NaN", None), ("2/3/4", None), ("1e9", None), ("2/3 %", None),
    ],
)  # fmt: skip
def test_a_share_is_read_as_it_is_written(text: str, share: Fraction | None) -> None:
    assert fraction(text) == share


def count(entitled: int, yes: int, no: int, abstained: int = 0, members: int = 0) -> Count:
    return Count(members or entitled, entitled, yes + no + abstained, yes, no)


@pytest.mark.parametrize(
    ("entitled", "present", "quorum", "enough"),
    [
        (4, 1, "1/2", False), (4, 2, "1/2", True), (5, 2, "1/2", False), (5, 3, "1/2", True),
        (3, 2, "2/3", True), (3, 1, "2/3", False), (3, 2, "67 %", False), (4, 4, "1", True),
        (4, 3, "1", False), (10, 1, "1/10", True), (0, 0, "1/2", False), (4, 0, "", False),
        (4, 1, "", True),
    ],
)  # fmt: skip
def test_enough_take_part_from_the_quorum_on_and_nobody_is_never_enough(
    entitled: int, present: int, quorum: str, enough: bool
) -> None:
    assert quorate(VotingRule(quorum=quorum), count(entitled, present, 0)) is enough


@pytest.mark.parametrize(
    ("yes", "no", "abstained", "majority", "base", "passes"),
    [
        (2, 2, 0, "1/2", "cast", False),  # a tie is no majority
        (3, 2, 0, "1/2", "cast", True),
        (1, 0, 3, "1/2", "cast", True),  # who abstains is present and counted neither way
        (1, 0, 3, "1/2", "present", False),
        (2, 1, 1, "1/2", "present", False),
        (3, 1, 0, "1/2", "present", True),
        (2, 1, 0, "2/3", "cast", True),
        (2, 1, 0, "67 %", "cast", False),  # what is written is counted: 2 of 3 are less than 67 %
        (3, 2, 0, "2/3", "cast", False),
        (4, 0, 0, "2/3", "entitled", True),
        (3, 0, 0, "2/3", "entitled", False),
        (4, 0, 0, "2/3", "all", False),
        (6, 0, 0, "1", "entitled", True),
        (5, 0, 1, "1", "entitled", False),
        (0, 0, 4, "1/2", "cast", False),
        (0, 4, 0, "1/2", "cast", False),
    ],
)
def test_a_majority_is_of_the_votes_its_base_says(
    yes: int, no: int, abstained: int, majority: str, base: str, passes: bool
) -> None:
    rule = VotingRule(majority=majority, base=base)
    assert carried(rule, count(6, yes, no, abstained, members=7)) is passes


@pytest.mark.parametrize(
    ("yes", "no", "casting", "chair", "passes"),
    [
        (2, 2, True, True, True),
        (2, 2, True, False, False),
        (2, 2, False, True, False),
        (2, 3, True, True, False),  # it decides a tie and nothing else
        (0, 0, True, True, False),
    ],
)
def test_a_tie_is_lost_unless_the_rule_gives_the_chair_a_second_vote(
    yes: int, no: int, casting: bool, chair: bool, passes: bool
) -> None:
    counted = replace(count(6, yes, no), chair=chair and yes > 0)
    assert carried(VotingRule(casting=casting), counted) is passes


@pytest.mark.parametrize(
    ("asked", "least", "parts"),
    [
        (("1/2", "1/2"), ("1/2", "1/2"), []),
        (("1/2", "2/3"), ("1/2", "1/2"), []),
        (("1/2", "0.66"), ("1/2", "2/3"), ["majority"]),
        (("0.4", "1"), ("1/2", "2/3"), ["quorum"]),
        (("0.4", "0.5"), ("1/2", "2/3"), ["quorum", "majority"]),
    ],
)
def test_what_asks_for_less_is_named(
    asked: tuple[str, str], least: tuple[str, str], parts: list[str]
) -> None:
    rules = [VotingRule(quorum=one, majority=other) for one, other in (asked, least)]
    assert looser(*rules) == parts


@pytest.mark.parametrize(
    ("ranked", "chair", "winner", "votes"),
    [
        (["A", "A", "B"], "", "A", 2),
        (["A", "B"], "", "", 0),
        (["A", "B"], "f1", "B", 1),  # the second firm chairs
        (["A>B", "A>C", "B>C", "C>B", "B>A"], "", "B", 3),  # C falls out, its vote goes to B
        (["A>B", "A>B", "B>A", "C>B", "C>B"], "", "A", 3),
        (["A>C", "A>C", "B>C", "C>A"], "", "A", 3),
        ([], "", "", 0),
    ],
)
def test_of_several_carries_what_more_than_half_put_first_of_what_is_left(
    ranked: list[str], chair: str, winner: str, votes: int
) -> None:
    chosen = {f"f{at}": tuple(one.split(">")) for at, one in enumerate(ranked)}
    assert most_chosen(chosen, chair) == (winner, votes)


# --- against a plain telling ----------------------------------------------------------------------

SHARES = ("1/2", "2/3", "3/4", "67 %", "0.6", "1", "50 %", "66.7 %", "")


def told_plainly(rule: VotingRule, votes: list[str], members: int, chair: int | None) -> str:
    """Say again, slowly and with whole numbers, how a ballot ends."""
    answered = [one for one in votes if one != "silent"]
    thousandths = {"1/2": 500, "3/4": 750, "67 %": 670, "0.6": 600, "1": 1000, "50 %": 500,
        "66.7 %": 667, "": 0}  # fmt: skip

    def reaches(part: int, whole: int, share: str) -> bool:
        return (
            3 * part >= 2 * whole if share == "2/3" else 1000 * part >= thousandths[share] * whole
        )

    if not answered or not reaches(len(answered), len(votes), rule.quorum):
        return "no_quorum"
    yes, no = votes.count("yes"), votes.count("no")
    whole = {"cast": yes + no, "present": len(answered), "entitled": len(votes), "all": members}
    if rule.casting and yes == no and chair is not None and votes[chair] == "yes":
        yes += 1
    if yes == 0:
        return "failed"
    if rule.majority in {"1/2", "50 %", ""}:
        return "passed" if 2 * yes > whole[rule.base] else "failed"
    return "passed" if reaches(yes, whole[rule.base], rule.majority) else "failed"


def test_ten_thousand_random_electorates_votes_and_rules_end_as_the_plain_telling_says() -> None:
    chance = Random(2_026)  # noqa: S311  not for secrets: the same ten thousand each time
    seen = dict.fromkeys(("passed", "failed", "no_quorum"), 0)
    for _time in range(10_000):
        size = chance.randrange(16)
        votes = chance.choices(("yes", "no", "abstain", "silent"), (5, 3, 1, 2), k=size)
        members = size + chance.randrange(3)
        chair = chance.choice((None, *range(size))) if size else None
        rule = VotingRule(
            quorum=chance.choice(SHARES), majority=chance.choice(SHARES),
            base=chance.choice(BASES), casting=chance.random() < 0.5,
        )  # fmt: skip
        counted = Count(
            members, size, size - votes.count("silent"), votes.count("yes"), votes.count("no"),
            chair=chair is not None and votes[chair] == "yes",
        )  # fmt: skip
        ended = outcome(rule, counted)
        assert ended == told_plainly(rule, votes, members, chair), (rule, votes, members, chair)
        assert quorum_of(rule, counted) <= max(size, 1)
        assert majority_of(rule, counted) >= 1
        seen[ended] += 1
    assert min(seen.values()) > 1_000


def test_what_is_written_in_per_cent_is_exact() -> None:
    assert fraction("33.333 %") == Fraction(Decimal("0.33333"))
