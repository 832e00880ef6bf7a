"""The worked example of domain.md 2.1, to the digit."""

from fractions import Fraction

import pytest

from engine.runtime.group_formation.grouping import (
    Answers,
    Formation,
    Grouping,
    Thresholds,
    group,
    jaccard,
)

ROWS = {
    "F1": (5, 4, 4, 1, 3, 2, 3), "F2": (4, 5, 3, 2, 2, 1, 3), "F3": (5, 4, 5, 2, 3, 3, 2),
    "F4": (4, 5, 4, 1, 2, 2, 3), "F5": (4, 4, 5, 3, 4, 1, 2), "F6": (1, 2, 2, 5, 4, 3, 3),
    "F7": (2, 1, 1, 5, 5, 2, 2), "F8": (1, 2, 2, 4, 5, 4, 1), "F9": (5, 5, 4, 0, 2, 2, 1),
    "F10": (2, 2, 5, 5, 4, 1, 3),
}  # fmt: skip
ANSWERS = [
    Answers(
        firm,
        {f"C{at}": Fraction(value) for at, value in enumerate(row[:6], 1)},
        Fraction(row[6]),
    )
    for firm, row in ROWS.items()
]
LIMITS = Thresholds(
    5, 15, Fraction(4), Fraction(2), Fraction(2), Fraction(1, 2), Fraction(3, 5), Fraction(3, 10),
    Fraction(3, 5), Fraction(3, 20), Fraction(3, 20), Fraction(1, 10),
)  # fmt: skip


def judge(one: Formation) -> str:
    return "form" if one.size >= 5 and one.cohesion >= Fraction(1, 2) else "keep_promoting"


CORE = ("F1", "F2", "F3", "F4", "F5")


@pytest.fixture(scope="module")
def grouping() -> Grouping:
    return group(ANSWERS, (), LIMITS, judge)


def test_support_of_each_issue(grouping: Grouping) -> None:
    support = {issue.name: issue.firms for issue in grouping.issues}
    assert support == {
        "C1": CORE,
        "C2": CORE,
        "C3": ("F1", "F3", "F4", "F5", "F10"),
        "C4": ("F6", "F7", "F10"),
        "C5": ("F5", "F6", "F7", "F10"),
        "C6": (),
    }
    assert ("C1", "C2", CORE) in grouping.pairs


def test_the_first_group_its_cohesion_and_its_weakest_pair(grouping: Grouping) -> None:
    first = grouping.groups[0]
    assert first.firms == CORE
    assert round(float(first.cohesion), 3) == 0.766
    assert first.weakest_pair[:2] == ("F2", "F3")
    assert round(float(first.weakest_pair[2]), 3) == 0.696
    assert first.outcome == "form"


def test_f9_is_invited_but_not_counted(grouping: Grouping) -> None:
    assert grouping.groups[0].invited == ("F9",)


def test_the_second_group_keeps_promoting_since_only_three_are_willing(grouping: Grouping) -> None:
    second = grouping.groups[1]
    assert second.firms == ("F6", "F7", "F8", "F10")
    assert round(float(second.cohesion), 3) == 0.711
    assert second.outcome == "keep_promoting"


def test_f10_is_a_bridge_and_the_groups_differ(grouping: Grouping) -> None:
    bridges = {(firm, at): round(float(likeness), 3) for firm, at, likeness in grouping.bridges}
    assert bridges["F10", 0] == 0.563
    assert [round(float(likeness), 3) for _a, _b, likeness in grouping.between] == [0.465]


def test_likeness_of_two_firms() -> None:
    by_firm = {one.firm: one.severity for one in ANSWERS}
    assert round(float(jaccard(by_firm["F1"], by_firm["F2"])), 3) == 0.714


def test_firms_that_veto_each_other_are_never_in_one_group() -> None:
    split = group(ANSWERS, [frozenset(("F1", "F2"))], LIMITS, judge)
    for one in split.groups:
        assert not {"F1", "F2"} <= {*one.firms, *one.invited}


def test_no_answers_make_no_groups() -> None:
    assert group([], (), LIMITS, judge).groups == ()
