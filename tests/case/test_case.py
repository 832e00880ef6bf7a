"""What a case answers by itself: who counts, whether enough voted, which text is in force."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from engine.case.case import (
    AdoptedValue,
    Adoption,
    Case,
    DocumentProgress,
    DocumentVersion,
    Member,
    Record,
    Records,
    TaskProgress,
    Tick,
)

DAY = date(2026, 3, 2)
LATER = date(2026, 3, 9)


STATES = ("interested", "committed", "active", "suspended", "left", "excluded")


@pytest.mark.parametrize("state", STATES)
def test_who_rests_belongs_to_the_members_without_a_vote(state: str) -> None:
    case = Case("net", "Net", "digest", "active", DAY, members={"a": Member("a", "A", state)})
    assert bool(case.belonging()) is (state in {"committed", "active", "suspended"})


@pytest.mark.parametrize("state", STATES)
def test_members_that_count_are_committed_or_active(state: str) -> None:
    case = Case("net", "Net", "digest", "active", DAY, members={"a": Member("a", "A", state)})
    assert ("a" in case.active()) is (state in {"committed", "active"})


# --- records ------------------------------------------------------------------------------------

OLD = (Record(1, "meeting", {"n": 1}, DAY), Record(2, "meeting", {"n": 2}, DAY))


def stored(kind: str) -> tuple[Record, ...]:
    return OLD if kind == "meeting" else ()


def numbers(records: Records, kind: str = "meeting") -> list[int]:
    return [record.id for record in records[kind]]


def test_a_case_begins_without_records() -> None:
    assert Records()["meeting"] == ()


def test_new_records_stand_behind_the_stored_ones() -> None:
    assert numbers(Records(stored).put(Record(3, "meeting", {}, DAY))) == [1, 2, 3]


def test_a_record_stands_among_those_of_its_own_type_only() -> None:
    records = Records(stored).put(Record(3, "visit", {}, DAY))
    assert numbers(records) == [1, 2]
    assert numbers(records, "visit") == [3]


@pytest.mark.parametrize(("taken", "left"), [(1, [2, 3]), (2, [1, 3]), (3, [1, 2]), (4, [1, 2, 3])])
def test_what_is_taken_back_stands_no_more_whether_stored_or_new(
    taken: int, left: list[int]
) -> None:
    records = Records(stored).put(Record(3, "meeting", {}, DAY))
    assert numbers(records.take(taken, "meeting")) == left


def test_several_can_be_taken_back() -> None:
    assert numbers(Records(stored).take(1, "meeting").take(2, "meeting")) == []


def test_putting_and_taking_leave_the_records_of_before_alone() -> None:
    before = Records(stored)
    before.put(Record(3, "meeting", {}, DAY)).take(1, "meeting")
    assert numbers(before) == [1, 2]


def test_the_types_of_new_records_are_named_once() -> None:
    records = Records().put(Record(1, "a", {}, DAY)).put(Record(2, "a", {}, DAY))
    assert list(records) == ["a"]
    assert len(records) == 1


# --- steps --------------------------------------------------------------------------------------


def test_a_step_was_last_done_on_the_day_of_its_last_tick() -> None:
    assert TaskProgress().last_on is None
    assert TaskProgress(2, (Tick(DAY), Tick(LATER))).last_on == LATER


# --- documents ----------------------------------------------------------------------------------


def version(number: int, state: str, on: date = DAY, **values: Any) -> DocumentVersion:
    adoption = Adoption(on, "b") if state in {"adopted", "superseded"} else None
    return DocumentVersion(number, state, DAY, values=values, adoption=adoption)


def document(*versions: DocumentVersion) -> DocumentProgress:
    return DocumentProgress({one.number: one for one in versions})


@pytest.mark.parametrize(
    ("states", "state", "latest", "in_force"),
    [
        ([], "draft", 0, 0),
        (["in_review"], "in_review", 1, 0),
        (["adopted"], "adopted", 1, 1),
        (["adopted", "in_review"], "adopted", 2, 1),
        (["superseded", "adopted"], "adopted", 2, 2),
        (["adopted", "withdrawn"], "adopted", 2, 1),
        (["superseded", "withdrawn"], "withdrawn", 2, 0),
        (["withdrawn", "in_review"], "in_review", 2, 0),
    ],
)
def test_a_document_stands_where_its_version_in_force_stands_else_where_its_last_does(
    states: list[str], state: str, latest: int, in_force: int
) -> None:
    progress = document(*(version(number, one) for number, one in enumerate(states, 1)))
    assert progress.state == state
    assert (progress.latest.number if progress.latest else 0) == latest
    assert (progress.in_force.number if progress.in_force else 0) == in_force


def test_the_latest_version_is_that_of_the_highest_number_in_whatever_order_they_came() -> None:
    latest = document(version(10, "in_review"), version(9, "withdrawn")).latest
    assert latest is not None
    assert latest.number == 10


def values_of(**documents: DocumentProgress) -> dict[str, Any]:
    case = Case("net", "Net", "digest", "active", DAY, documents=documents)
    return {key: one.value for key, one in case.adopted_values().items()}


def test_what_a_text_in_force_says_is_known_with_its_version_and_clause() -> None:
    adopted = replace(version(2, "adopted", quorum=50), clauses={"quorum": "21.3"})
    case = Case("net", "Net", "digest", "active", DAY, documents={"statutes": document(adopted)})
    assert case.adopted_values() == {"quorum": AdoptedValue(50, "statutes@2", "21.3")}


def test_numbers_of_adopted_texts_count_and_those_of_drafts_do_not() -> None:
    statutes = document(version(1, "adopted", quorum=50), version(2, "in_review", quorum=60))
    assert values_of(statutes=statutes) == {"quorum": 50}
    assert values_of(statutes=document(version(1, "in_review", quorum=60))) == {}
    assert values_of(statutes=document(version(1, "superseded", quorum=60))) == {}
    assert values_of() == {}


def test_of_two_texts_in_force_the_one_adopted_last_counts() -> None:
    early, late = (document(version(1, "adopted", day, quorum=q)) for day, q in
        ((DAY, 50), (LATER, 60)))  # fmt: skip
    assert values_of(statutes=early, rules=late) == {"quorum": 60}
    assert values_of(rules=late, statutes=early) == {"quorum": 60}


def test_a_number_that_a_later_text_leaves_open_stays_as_it_was() -> None:
    early = document(version(1, "adopted", DAY, quorum=50))
    late = document(version(1, "adopted", LATER, quorum=None, majority=0))
    assert values_of(statutes=early, rules=late) == {"quorum": 50, "majority": 0}
