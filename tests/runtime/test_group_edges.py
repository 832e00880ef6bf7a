"""Candidate groups at their edges: thresholds met exactly, ties, vetoes, null answers, one firm."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from engine.case import messages as m
from engine.definitions.workflow import Field, FieldKind, Parameter, RecordType
from engine.runtime.group_formation.grouping import (
    Answers,
    Formation,
    Grouping,
    Thresholds,
    fraction,
    group,
    jaccard,
)
from engine.runtime.group_formation.survey import propose_groups
from engine.runtime.situation import Situation
from engine.source import Reason, Rejected
from tests.runtime.plan import PLAN, given, start, table

F = Fraction
LIMITS = Thresholds(
    2, 4, F(4), F(2), F(2), F(1, 2), F(3, 5), F(3, 10), F(3, 5), F(3, 20), F(3, 20), F(1, 10),
)  # fmt: skip


def firm(name: str, *severity: int, willing: int = 3, **more: Any) -> Answers:
    constraints = {f"C{at}": F(value) for at, value in enumerate(severity, 1)}
    return Answers(name, constraints, F(willing), **more)


def grouped(*answers: Answers, vetoes: tuple[str, ...] = (), **limits: Any) -> Grouping:
    pairs = [frozenset(pair.split()) for pair in vetoes]
    return group(answers, pairs, replace(LIMITS, **limits), lambda _one: "form")


def likeness(one: Answers, other: Answers, *vetoes: str) -> Fraction:
    """Return how like two firms are, as the two of a group."""
    found = grouped(one, other, vetoes=vetoes, group_similarity=F(-2), group_second_pass=F(-2))
    return found.groups[0].cohesion


# --- likeness of two firms ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ({}, {}, F(0)),
        ({"a": 0}, {"a": 0}, F(0)),
        ({"a": 5}, {"a": 5}, F(1)),
        ({"a": 5}, {"b": 5}, F(0)),
        ({"a": 2}, {"a": 4}, F(1, 2)),
        ({"a": 2, "b": 2}, {"a": 2}, F(1, 2)),
    ],
)
def test_likeness_of_severities(
    one: dict[str, int], other: dict[str, int], share: Fraction
) -> None:
    first, second = ({k: F(v) for k, v in each.items()} for each in (one, other))
    assert jaccard(first, second) == jaccard(second, first) == share


HS = {"same": ("6109", "6109"), "chapter": ("6109", "6110"), "other": ("6109", "4202")}


@pytest.mark.parametrize(("codes", "part"), [("same", F(1)), ("chapter", F(1, 2)), ("other", F(0))])
def test_firms_of_one_heading_are_like_those_of_one_chapter_half(
    codes: str, part: Fraction
) -> None:
    one, other = (firm(name, 5, hs=frozenset({code}))
                  for name, code in zip("ab", HS[codes], strict=True))  # fmt: skip
    weights = F(3, 5) + F(3, 20)
    assert likeness(one, other) == (F(3, 5) + F(3, 20) * part) / weights


@pytest.mark.parametrize(
    ("apart", "part"),
    [(0, F(1)), (30, F(1)), (31, F(119, 120)), (90, F(1, 2)), (150, F(0)), (151, F(0))],
)
def test_firms_are_near_up_to_thirty_kilometres_and_far_from_a_hundred_and_fifty(
    apart: int, part: Fraction
) -> None:
    one, other = firm("a", 5, distance=F(10)), firm("b", 5, distance=F(10 + apart))
    weights = F(3, 5) + F(3, 20)
    assert likeness(one, other) == (F(3, 5) + F(3, 20) * part) / weights
    assert likeness(other, one) == likeness(one, other)


def test_meeting_times_count_by_those_they_share() -> None:
    one = firm("a", 5, slots=frozenset({"mon", "tue"}))
    other = firm("b", 5, slots=frozenset({"tue", "wed"}))
    assert likeness(one, other) == (F(3, 5) + F(1, 10) * F(1, 3)) / (F(3, 5) + F(1, 10))


@pytest.mark.parametrize("attribute", ["hs", "slots"])
def test_what_only_one_answered_does_not_count(attribute: str) -> None:
    told: dict[str, Any] = {attribute: frozenset({"6109"})}
    one = firm("a", 5, **told)
    assert likeness(one, firm("b", 5)) == 1
    assert likeness(firm("a", 5, distance=F(0)), firm("b", 5)) == 1


@pytest.mark.parametrize(
    ("hs", "clients", "rivals"),
    [("6109", "x", True), ("6109", "y", False), ("4202", "x", False)],
)
def test_rivals_sell_the_same_to_the_same(hs: str, clients: str, rivals: bool) -> None:
    one = firm("a", 5, hs=frozenset({"6109"}), clients=frozenset({"x"}))
    other = firm("b", 5, hs=frozenset({hs}), clients=frozenset({clients}))
    found = grouped(one, other, group_similarity=F(-2))
    assert bool(found.groups[0].rivals) is rivals
    if hs == "6109":
        assert found.groups[0].cohesion == 1 - F(3, 10) * rivals


# --- who joins whom -----------------------------------------------------------------------------


@pytest.mark.parametrize(("least", "together"), [(F(1, 2), True), (F(51, 100), False)])
def test_two_join_from_the_similarity_on(least: Fraction, together: bool) -> None:
    found = grouped(firm("a", 2), firm("b", 4), group_similarity=least, group_second_pass=F(1))
    assert (len(found.groups) == 1) is together
    assert (found.alone == ("a", "b")) is not together


@pytest.mark.parametrize(("least", "joins"), [(F(1, 2), True), (F(51, 100), False)])
def test_one_left_over_joins_from_the_second_similarity_on(least: Fraction, joins: bool) -> None:
    answers = [firm("a", 4), firm("b", 4), firm("c", 2)]
    found = grouped(*answers, group_similarity=F(3, 4), group_second_pass=least)
    assert found.groups[0].firms == (("a", "b", "c") if joins else ("a", "b"))
    assert found.alone == (() if joins else ("c",))


@pytest.mark.parametrize(("most", "joins"), [(2, False), (3, True)])
def test_a_full_group_takes_nobody_in(most: int, joins: bool) -> None:
    answers = [firm("a", 4), firm("b", 4), firm("c", 2)]
    limits: dict[str, Any] = {
        "group_similarity": F(3, 4),
        "group_second_pass": F(1, 2),
        "max_members": most,
    }
    assert ("c" in grouped(*answers, **limits).groups[0].firms) is joins


def test_who_would_not_work_together_is_never_in_one_group() -> None:
    answers = [firm(name, 5) for name in "abc"]
    found = grouped(*answers, vetoes=("a b",))
    assert all(not {"a", "b"} <= {*one.firms, *one.invited} for one in found.groups)
    assert grouped(*answers).groups[0].firms == ("a", "b", "c")


def test_one_firm_alone_is_no_group() -> None:
    found = grouped(firm("a", 5))
    assert (found.groups, found.alone) == ((), ("a",))


# --- what a group is like -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("willing", "counted", "invited"),
    [
        ((3, 3, 1), ("a", "b"), ("c",)),
        ((3, 3, 2), ("a", "b", "c"), ()),  # willing from the threshold on
        ((3, 1, 1), ("a", "b", "c"), ()),  # too few willing: all are counted, and judged so
    ],
)
def test_who_is_not_willing_is_invited_and_not_counted(
    willing: tuple[int, ...], counted: tuple[str, ...], invited: tuple[str, ...]
) -> None:
    answers = [firm(name, 5, willing=w) for name, w in zip("abc", willing, strict=True)]
    one = grouped(*answers).groups[0]
    assert (one.firms, one.invited) == (counted, invited)


def test_what_a_group_is_judged_by() -> None:
    seen: list[Formation] = []

    def judge(one: Formation) -> str:
        seen.append(one)
        return "form"

    answers = [firm("a", 4, 0), firm("b", 4, 4, willing=1), firm("c", 4, 0, willing=1)]
    limits = replace(LIMITS, group_similarity=F(0), min_members=3)
    found = group(answers, [], limits, judge)
    assert found.groups[0].outcome == "form"
    [one] = seen
    assert (one.size, one.willing_share) == (3, F(1, 3))
    assert (one.issue_coverage, one.rivalry_share) == (F(1), F(0))
    assert one.cohesion == (F(1, 2) + F(1) + F(1, 2)) / 3


@pytest.mark.parametrize(
    ("severities", "names"),
    [((4, 4), True), ((4, 3), True), ((3, 3), False)],  # half of two is one
)
def test_an_issue_of_half_of_the_firms_names_the_group(
    severities: tuple[int, ...], names: bool
) -> None:
    answers = [firm(name, value) for name, value in zip("ab", severities, strict=True)]
    assert bool(grouped(*answers, group_similarity=F(0)).groups[0].issues) is names


@pytest.mark.parametrize(("leads", "leader"), [(1, False), (2, True), (3, True)])
def test_who_is_ready_to_lead(leads: int, leader: bool) -> None:
    one = grouped(firm("a", 5, leads=leads), firm("b", 5)).groups[0]
    assert ("a" in one.leaders) is leader


def test_of_ties_the_first_named_is_the_weakest() -> None:
    one = grouped(*(firm(name, 5) for name in "abc")).groups[0]
    assert one.weakest_pair == ("a", "b", F(1))
    assert one.weakest_member == ("a", F(1))


# --- issues -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("firms", "mass", "interest"), [(1, False, False), (2, True, False), (4, True, True)]
)
def test_an_issue_has_mass_from_the_least_number_on_and_interest_from_twice_that(
    firms: int, mass: bool, interest: bool
) -> None:
    [issue] = grouped(*(firm(name, 4) for name in "abcd"[:firms])).issues
    assert (len(issue.firms), issue.critical_mass, issue.enough_interest) == (firms, mass, interest)


@pytest.mark.parametrize(
    ("severity", "willing", "counts"), [(4, 2, True), (3, 2, False), (4, 1, False), (5, 3, True)]
)
def test_who_supports_an_issue(severity: int, willing: int, counts: bool) -> None:
    [issue] = grouped(firm("a", severity, willing=willing)).issues
    assert (issue.firms == ("a",)) is counts


@pytest.mark.parametrize(("both", "pair"), [(1, False), (2, True)])
def test_two_issues_are_a_pair_when_enough_share_both(both: int, pair: bool) -> None:
    answers = [firm(name, 4, 4 if at < both else 0) for at, name in enumerate("abc")]
    assert bool(grouped(*answers).pairs) is pair


def test_null_counts_as_nothing() -> None:
    assert fraction(None) == 0
    assert fraction(3) == 3


# --- from the records ---------------------------------------------------------------------------

K = FieldKind
SURVEY = RecordType(
    "survey",
    "Survey",
    {
        "firm": Field("firm", K.MEMBER),
        "severity": Field("severity", K.SCORES),
        "willingness": Field("willingness", K.SCORES),
    },
)
COMPAT = RecordType("compat", "Compat", {"firm": Field("firm", K.MEMBER)})
NUMBERS = dict(zip(Thresholds.__annotations__, (2, 4, 4, 2, 2, 0, 0, 0, 1, 0, 0, 0), strict=True))
SURVEYED = replace(
    PLAN,
    records={"survey": SURVEY, "compat": COMPAT},
    parameters={name: Parameter(name, value) for name, value in NUMBERS.items()},
    tables={
        "group_formation": table(
            "group_formation", "size", ({"size": ">= 3"}, {"answer": '"form"'}),
            ({}, {"answer": '"keep_promoting"'}),
        )
    },
    digest="surveyed",
)  # fmt: skip


def answer(number: int, name: str, willing: Any = 3) -> m.FactRecorded:
    fields = {"firm": name, "severity": {"lots": 5}, "willingness": willing}
    return m.FactRecorded(number, "survey", fields)


def surveyed(*events: m.Event) -> Situation:
    firms = [m.MemberAdded(name, name) for name in "abc"]
    return given(start(SURVEYED), *firms, *events)


@pytest.mark.parametrize("answers", [0, 1])
def test_fewer_than_two_surveys_make_no_groups(answers: int) -> None:
    with pytest.raises(Rejected) as refused:
        propose_groups(surveyed(*(answer(at + 1, "abc"[at]) for at in range(answers))))
    assert refused.value.reason is Reason.MISSING


def test_a_plan_without_the_numbers_of_grouping_says_which_lack() -> None:
    with pytest.raises(Rejected, match="group_severity"):
        propose_groups(start())


@pytest.mark.parametrize(("firms", "outcome"), [(2, "keep_promoting"), (3, "form")])
def test_the_methods_table_judges_each_group(firms: int, outcome: str) -> None:
    found = propose_groups(surveyed(*(answer(at + 1, "abc"[at]) for at in range(firms))))
    assert [one.outcome for one in found.groups] == [outcome]


def test_the_last_survey_of_a_firm_counts_and_that_of_a_firm_that_left_does_not() -> None:
    three = [answer(at + 1, "abc"[at]) for at in range(3)]
    again = answer(4, "a", 0)
    found = propose_groups(surveyed(*three, again))
    assert found.groups[0].invited == ("a",)
    left = m.MemberMoved("c", "leave", "left")
    assert propose_groups(surveyed(*three, left)).groups[0].firms == ("a", "b")


@pytest.mark.parametrize(
    ("willing", "counted"),
    [({"x": 3, "y": 1}, True), ({"x": 2, "y": 1}, False), ({}, False), (None, False), (2, True)],
)
def test_willingness_is_one_number_or_the_mean_of_several(willing: Any, counted: bool) -> None:
    three = [answer(1, "a", willing), answer(2, "b"), answer(3, "c")]
    assert ("a" in propose_groups(surveyed(*three)).groups[0].firms) is counted


def test_who_would_not_work_with_whom_is_read_from_the_records() -> None:
    three = [answer(at + 1, "abc"[at]) for at in range(3)]
    refuses = m.FactRecorded(4, "compat", {"firm": "a", "would_not": ["b"]})
    found = propose_groups(surveyed(*three, refuses))
    assert all(not {"a", "b"} <= {*one.firms, *one.invited} for one in found.groups)
