"""Facts are checked together and against the day; a tick and its record are one truth."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from engine.case import messages as m
from engine.case.texts import PersonId
from engine.definitions.workflow import Field, FieldKind, RecordCheck, RecordType, Workflow
from engine.runtime.deciding.decide import decide
from engine.runtime.deciding.gate import LONGEST
from engine.runtime.situation import Situation
from engine.runtime.telling.events import tell
from tests.runtime.plan import (
    DAY,
    accepts,
    after,
    events_of,
    formula,
    given,
    on_day,
    plan_of,
    refusal_of,
    start,
    step,
)

VISIT = RecordType(
    "visit", "Visit",
    {
        "from": Field("from", FieldKind.DATE, happened=True),
        "to": Field("to", FieldKind.DATE),
        "made": Field("made", FieldKind.DATE, past=True),
        "came": Field("came", FieldKind.NUMBER),
        "asked": Field("asked", FieldKind.NUMBER),
        "who": Field("who", FieldKind.MEMBER, many=True),
        "cause": Field("cause", FieldKind.REFERENCE, to="cause"),
        "ok": Field("ok", FieldKind.YES_NO),
    },
    checks={
        "order": RecordCheck("order", "It ends before it starts", formula("to >= from")),
        "many": RecordCheck("many", "More came than asked", formula("came <= asked"), again=True),
    },
)  # fmt: skip
CAUSE = RecordType("cause", "Cause", {"label": Field("label", FieldKind.TEXT)}, key=("label",))
FROZEN = RecordType(
    "base", "Baseline",
    {"figure": Field("figure", FieldKind.TEXT), "value": Field("value", FieldKind.NUMBER)},
    key=("figure",), frozen=True,
)  # fmt: skip
OK = {"ok": RecordCheck("ok", "It was no good visit", formula("ok = true"))}
PLAN: Workflow = plan_of(
    step("go", records="visit", checks=OK), step("often", records="visit", at_most=None),
    records={one.id: one for one in (VISIT, CAUSE, FROZEN)},
)  # fmt: skip


def network() -> Situation:
    return given(start(PLAN), m.MemberAdded("anka", "Anka", "active"))


def visit(**fields: Any) -> m.RecordFact:
    return m.RecordFact("visit", fields)


@pytest.mark.parametrize(
    ("fields", "fits"),
    [
        ({"from": "2026-03-02", "to": "2026-03-02"}, True),
        ({"from": "2026-03-02", "to": "2026-03-01"}, False),
        ({"from": "2026-03-02"}, True),  # what was not given contradicts nothing
        ({"from": "2026-03-03"}, False),  # tomorrow
        ({"from": "2026-03-01"}, False),  # before the network was opened
        ({"to": "2027-01-01"}, True),  # it is planned
        ({"made": "1990-01-01"}, True),  # the thing is older than the network
        ({"made": "2026-03-02"}, True),
        ({"made": "2026-03-03"}, False),
        ({"came": 30, "asked": 30}, True), ({"came": 31, "asked": 30}, False),
        ({"who": "anka,anka"}, False), ({"who": "anka"}, True),
        ({"cause": "dear"}, False), ({}, False),
    ],
)  # fmt: skip
def test_a_record_holds_together_and_against_the_day(fields: dict[str, Any], *, fits: bool) -> None:
    assert accepts(network(), visit(**fields)) is fits


def test_a_check_that_warns_is_passed_by_saying_it_again() -> None:
    command = visit(came=31, asked=30)
    refused = refusal_of(network(), command)
    assert "again" in {want.name for want in refused.possible[0].wants}
    assert accepts(network(), replace(command, again=True))
    assert not accepts(network(), replace(visit(**{"from": "2026-03-02", "to": "2026-03-01"}),
                                          again=True))  # fmt: skip


def test_a_reference_leads_to_what_is_on_record() -> None:
    known = after(network(), m.RecordFact("cause", {"label": "dear"}))
    assert accepts(known, visit(cause="dear"))
    assert "'dere'" in str(refusal_of(known, visit(cause="dere")))


def test_the_same_twice_is_told_and_may_be_so() -> None:
    once = after(network(), visit(came=3))
    assert not accepts(once, visit(came=3))
    assert accepts(once, replace(visit(came=3), again=True))
    assert accepts(once, visit(came=4))


def test_what_is_frozen_is_corrected_with_a_reason_only() -> None:
    base = m.RecordFact("base", {"figure": "jobs", "value": 10})
    frozen = after(network(), base)
    other = replace(base, fields={"figure": "jobs", "value": 2})
    assert not accepts(frozen, other)
    assert not accepts(frozen, replace(other, again=True))
    assert accepts(frozen, replace(other, fields={"figure": "sales", "value": 2}))
    assert not accepts(frozen, replace(other, replaces=1))
    assert accepts(frozen, replace(other, replaces=1, because="counted wrong"))


# --- a tick and its record ------------------------------------------------------------------------


def test_a_step_is_not_ticked_without_its_record() -> None:
    assert "'Visit'" in str(refusal_of(network(), m.TickTask("go")))
    assert not accepts(network(), m.TickTask("go", fields={"ok": "no"}))
    assert accepts(network(), m.TickTask("go", fields={"ok": "yes"}))


def test_a_record_that_stands_is_leant_on() -> None:
    known = after(network(), visit(ok="no"), visit(ok="yes"), visit(ok="no", came=1))
    ticked = events_of(known, m.TickTask("go"))[0]
    assert (ticked.record, ticked.leans_on) == (0, 2)  # type: ignore[union-attr]


def test_a_repeated_step_leans_on_another_record_each_time() -> None:
    known = after(network(), visit(came=1), m.TickTask("often"))
    assert not accepts(known, m.TickTask("often"))
    assert accepts(after(known, visit(came=2)), m.TickTask("often"))


@pytest.mark.parametrize("written", [True, False])
def test_the_tick_goes_with_its_record(*, written: bool) -> None:
    fields: dict[str, Any] = {"ok": "yes"}
    tick = m.TickTask("go", fields=fields) if written else m.TickTask("go")
    done = after(network(), *(() if written else (visit(**fields),)), tick)
    assert done.task_state(PLAN.tasks["go"]) == "done"
    back = after(on_day(done), m.WithdrawRecord(1, "visit", "wrong"))
    assert on_day(back).task_state(PLAN.tasks["go"]) != "done"


WARNED = {"few": RecordCheck("few", "Fewer came than hoped", formula("came >= 5"), again=True)}


def warned() -> Situation:
    plan = plan_of(
        step("go", records="visit", checks=WARNED), records={"visit": VISIT, "cause": CAUSE}
    )
    return start(plan)


def test_what_a_step_warns_of_is_passed_by_saying_it_again_with_the_tick() -> None:
    tick = m.TickTask("go", fields={"came": 3})
    refused = refusal_of(warned(), tick)
    assert "Fewer came than hoped (if it is so" in str(refused)
    assert "again" in {want.name for want in refused.possible[0].wants}
    bare = refusal_of(warned(), m.TickTask("go"))
    assert "again" not in {want.name for want in bare.possible[0].wants}
    assert accepts(warned(), replace(tick, again=True))
    assert accepts(warned(), replace(tick, fields={"came": 5}))


def test_a_tick_leans_on_a_record_its_step_warns_of_only_when_it_is_said_again() -> None:
    known = after(warned(), visit(came=3))
    assert not accepts(known, m.TickTask("go"))
    ticked = events_of(known, m.TickTask("go", again=True))[0]
    assert (ticked.record, ticked.leans_on) == (0, 1)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("key", "single", "fits"), [((), False, False), (("came",), False, True), ((), True, True)]
)
def test_what_takes_the_place_of_the_one_before_may_say_the_same(
    key: tuple[str, ...], *, single: bool, fits: bool
) -> None:
    kind = replace(VISIT, key=key, single=single)
    plan = plan_of(records={"visit": kind, "cause": CAUSE})
    assert accepts(after(start(plan), visit(came=3)), visit(came=3)) is fits


def test_a_corrected_record_still_carries_its_tick() -> None:
    done = after(network(), m.TickTask("go", fields={"ok": "yes"}))
    corrected = m.RecordFact("visit", {"came": 3}, replaces=1, because="typo")
    after_that = after(on_day(done), corrected)
    assert on_day(after_that).task_state(PLAN.tasks["go"]) == "done"
    gone = after(on_day(after_that), m.WithdrawRecord(2, "visit", "wrong"))
    assert on_day(gone).task_state(PLAN.tasks["go"]) != "done"


# --- the gate for text and for time ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("Anka Knitwear", True), ("Añka ثمانية", True), ("\x1b[2J", False), ("a\nb", False),
        ("a\u202eb", False), ("\ud800", False), ("x" * LONGEST, True), ("x" * (LONGEST + 1), False),
        ("   ", False),
    ],
)  # fmt: skip
def test_what_a_name_may_hold(text: str, *, fits: bool) -> None:
    assert accepts(network(), m.AddMember("bela", text)) is fits


@pytest.mark.parametrize("word", ["", " ", "a,b", "../x", "n\nl", "-a", "a" * 61])
def test_an_id_is_plain(word: str) -> None:
    assert not accepts(network(), m.AddMember(word, "Bela"))


@pytest.mark.parametrize("word", ["a", "bela_2", "ñandú", "a" * 60])
def test_letters_of_every_language_make_an_id(word: str) -> None:
    assert accepts(network(), m.AddMember(word, "Bela"))


def test_two_firms_of_one_name_are_asked_about() -> None:
    assert not accepts(network(), m.AddMember("anka2", "ANKA"))
    assert accepts(network(), m.AddMember("anka2", "ANKA", again=True))


def test_nothing_is_done_before_the_network_was_opened() -> None:
    before = on_day(network(), DAY - timedelta(days=1))
    assert not accepts(before, m.AddMember("bela", "Bela"))
    assert accepts(network(), m.AddMember("bela", "Bela"))


def test_who_speaks_for_a_firm_changes_and_where_it_stands_does_not() -> None:
    change = m.MoveMember("represent", "anka", because="new manager")
    assert not accepts(network(), change)
    named = replace(change, representative=PersonId("p1"))
    assert not accepts(network(), replace(named, because=""))
    settled = decide(network(), named)
    moved = settled.after.case.members["anka"]
    assert (moved.state, moved.representative) == ("active", "p1")
    assert any("Anka" in line for line in tell(network(), settled))
