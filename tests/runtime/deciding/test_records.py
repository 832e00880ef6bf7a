"""Records: writing down, correcting and taking back; only what stands can be touched."""

from dataclasses import replace

import pytest

from engine.case import messages as m
from engine.definitions.workflow import Field, FieldKind, RecordType
from engine.runtime.situation import Situation
from engine.source import Reason
from tests.runtime.plan import DAY, PLAN, accepts, after, events_of, given, refusal_of, start

HELD = {"held_on": "2026-03-02"}


def with_meetings(count: int) -> Situation:
    return given(
        start(), *(m.FactRecorded(at + 1, "meeting", HELD | {"present": at}) for at in range(count))
    )


@pytest.mark.parametrize("count", [0, 1, 5])
def test_records_are_numbered_on(count: int) -> None:
    [written] = events_of(with_meetings(count), m.RecordFact("meeting", HELD))
    assert isinstance(written, m.FactRecorded)
    assert written.record == count + 1


def test_a_number_taken_back_is_not_given_again() -> None:
    situation = given(with_meetings(2), m.RecordWithdrawn(2, "meeting", "x"))
    [written] = events_of(situation, m.RecordFact("meeting", HELD))
    assert isinstance(written, m.FactRecorded)
    assert written.record == 3


def test_a_correction_keeps_what_it_does_not_speak_of_and_replaces_one_record() -> None:
    situation = with_meetings(3)
    [written] = events_of(
        situation, m.RecordFact("meeting", {"kind": "open"}, replaces=2, because="typo")
    )
    assert written == m.FactRecorded(
        4, "meeting", HELD | {"present": 1, "kind": "open"}, replaces=(2,), because="typo"
    )
    corrected = after(
        situation, m.RecordFact("meeting", {"kind": "open"}, replaces=2, because="typo")
    )
    assert [record.id for record in corrected.case.records["meeting"]] == [1, 3, 4]


@pytest.mark.parametrize(
    ("number", "fits"), [(-1, False), (1, True), (2, False), (3, True), (4, False)]
)
def test_only_a_record_that_stands_is_corrected_or_taken_back(number: int, fits: bool) -> None:
    situation = given(with_meetings(3), m.RecordWithdrawn(2, "meeting", "x"))
    assert (
        accepts(situation, m.RecordFact("meeting", HELD, replaces=number, because="typo")) is fits
    )
    assert accepts(situation, m.WithdrawRecord(number, "meeting", "wrong")) is fits


def test_a_record_is_taken_back_for_a_reason() -> None:
    assert refusal_of(with_meetings(1), m.WithdrawRecord(1, "meeting", "")).reason is Reason.MISSING
    assert events_of(with_meetings(1), m.WithdrawRecord(1, "meeting", "twice")) == (
        m.RecordWithdrawn(1, "meeting", "twice"),
    )


def test_a_record_is_found_under_its_own_type_only() -> None:
    other = RecordType("visit", "Visit", {"note": Field("note", FieldKind.TEXT)})
    plan = replace(PLAN, records={**PLAN.records, "visit": other}, digest="two types")
    situation = after(start(plan), m.RecordFact("visit", {"note": "hi"}))
    assert not accepts(situation, m.WithdrawRecord(1, "meeting", "x"))
    assert accepts(situation, m.WithdrawRecord(1, "visit", "x"))


def test_a_type_the_method_does_not_have_is_unknown() -> None:
    assert "'meeting'" in str(refusal_of(start(), m.RecordFact("meetin", {})))
    far = refusal_of(start(), m.RecordFact("zzz", {}))
    assert far.reason is Reason.UNKNOWN
    assert "meeting" in str(far)


def test_every_field_that_does_not_fit_is_named_and_the_needed_ones_are_marked() -> None:
    refused = refusal_of(start(), m.RecordFact("meeting", {"present": "x", "colour": "red"}))
    assert refused.reason is Reason.INVALID
    for word in ("present: 'x'", "'colour'", "held_on is missing", "held_on*"):
        assert word in str(refused)


def test_the_day_and_the_project_of_a_record_are_kept() -> None:
    situation = given(start(), m.ProjectAdded("fair", "Fair", "k", PLAN.digest))
    situation = Situation(situation.case, PLAN, DAY, {PLAN.digest: PLAN})
    command = m.RecordFact("meeting", HELD, scope="fair", on=DAY)
    written = events_of(situation, command)[0]
    assert written == m.FactRecorded(1, "meeting", HELD, "fair", DAY)
    once = after(situation, command)
    assert once.case.records["meeting"] == ()
    assert events_of(once, m.WithdrawRecord(1, "meeting", "x", scope="fair"))
    assert not accepts(once, m.WithdrawRecord(1, "meeting", "x"))


@pytest.mark.parametrize("scope", ["", "fair"])
def test_a_record_taken_back_takes_back_the_ticks_that_rest_on_it(scope: str) -> None:
    situation = given(
        Situation(start().case, PLAN, DAY, {PLAN.digest: PLAN}),
        m.ProjectAdded("fair", "Fair", "k", PLAN.digest),
        m.FactRecorded(1, "meeting", HELD, scope),
        m.FactRecorded(2, "meeting", HELD, scope),
        m.TaskTicked("meet", scope, record=1),
        m.TaskTicked("sign", scope, target="anka", leans_on=1),
        m.TaskTicked("call", scope, leans_on=2),
    )
    direct = events_of(situation, m.WithdrawRecord(1, "meeting", "twice", scope))[:3]
    assert direct == (
        m.RecordWithdrawn(1, "meeting", "twice", scope),
        m.TaskMoved("meet", "untick", scope, "", "twice"),
        m.TaskMoved("sign", "untick", scope, "anka", "twice"),
    )


def test_a_record_of_a_project_is_of_the_types_of_its_own_plan() -> None:
    quote = RecordType("quote", "Quote", {"price": Field("price", FieldKind.NUMBER)})
    kind = replace(PLAN, records={"quote": quote}, digest="kind")
    situation = Situation(start().case, PLAN, DAY, {"kind": kind})
    situation = given(situation, m.ProjectAdded("fair", "Fair", "k", "kind"))
    command = m.RecordFact("quote", {"price": "3"}, scope="fair")
    assert events_of(situation, command) == (m.FactRecorded(1, "quote", {"price": 3}, "fair"),)
    assert not accepts(situation, replace(command, scope=""))
