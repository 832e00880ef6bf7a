"""Lifecycles are tables; their drawings are golden so that a change is seen."""

from collections.abc import Callable

import pytest

from engine.case.lifecycle import (
    LIFECYCLES,
    diagram,
    initial,
    machine,
    next_state,
    verbs,
)

EVERY = [(kind, state) for kind, cycle in LIFECYCLES.items() for state in cycle.states]


@pytest.mark.parametrize("kind", LIFECYCLES)
def test_the_drawing_of_a_lifecycle(kind: str, golden: Callable[[str, str], None]) -> None:
    golden(f"lifecycle/{kind}.mmd", diagram(kind, initial(kind)))


def test_a_drawing_marks_a_state_only_when_asked() -> None:
    assert "class open here" in diagram("phase", "open")
    assert "here" not in diagram("phase")


@pytest.mark.parametrize("kind", LIFECYCLES)
def test_every_state_can_be_reached_and_every_move_leads_to_a_known_one(kind: str) -> None:
    lifecycle = LIFECYCLES[kind]
    reached = {initial(kind)}
    for _round in lifecycle.states:
        reached |= {m.target for m in lifecycle.moves if reached.intersection(m.sources)}
    computed = {"locked", "cancelled"} if kind == "task" else set()
    assert reached | computed == set(lifecycle.states)


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        ("network", "draft"), ("phase", "waiting"), ("task", "locked"), ("member", "interested"),
        ("project", "proposed"), ("document", "draft"), ("ballot", "open"),
    ],
)  # fmt: skip
def test_where_each_thing_begins(kind: str, state: str) -> None:
    assert initial(kind) == state


@pytest.mark.parametrize(("kind", "state"), EVERY)
@pytest.mark.parametrize("allowed", [True, False])
def test_the_machine_does_what_the_table_says_and_nothing_else(
    kind: str, state: str, allowed: bool
) -> None:
    moves = LIFECYCLES[kind].moves
    for verb in {move.verb for move in moves}:
        there = (m for m in moves if m.verb == verb and state in m.sources)
        wanted = next((m.target for m in there if allowed or not m.guarded), None)
        assert next_state(kind, state, verb, lambda: allowed) == wanted


@pytest.mark.parametrize(("kind", "state"), EVERY)
def test_the_verbs_of_a_state_are_those_of_its_moves_each_once(kind: str, state: str) -> None:
    found = verbs(kind, state)
    assert len(found) == len(set(found))
    assert set(found) == {m.verb for m in LIFECYCLES[kind].moves if state in m.sources}


@pytest.mark.parametrize(
    ("kind", "state", "verb", "allowed", "leads_to"),
    [
        ("phase", "open", "complete", False, None),
        ("phase", "open", "complete", True, "completed"),
        ("phase", "waiting", "complete", True, None),
        ("phase", "completed", "open", True, None),
        ("phase", "completed", "reopen", True, "open"),
        ("network", "suspended", "resume", True, "self_managed"),
        ("network", "suspended", "resume", False, "active"),
        ("network", "dissolved", "resume", True, None),
        ("network", "closed", "dissolve", True, None),
        ("task", "done", "tick", True, "done"),
        ("task", "done", "tick", False, None),
        ("task", "ready", "tick", False, "in_progress"),
        ("task", "cancelled", "tick", True, None),
        ("task", "done", "untick", True, "in_progress"),
        ("task", "done", "untick", False, "ready"),
        ("member", "excluded", "return", True, None),
        ("member", "left", "return", True, "interested"),
        ("project", "approved", "start", False, None),
        ("project", "proposed", "start", True, None),
        ("document", "superseded", "adopt", True, None),
        ("document", "in_review", "adopt", False, None),
        ("ballot", "passed", "fail", True, None),
        ("ballot", "open", "no such verb", True, None),
    ],
)
def test_where_a_verb_leads(
    kind: str, state: str, verb: str, allowed: bool, leads_to: str | None
) -> None:
    assert next_state(kind, state, verb, lambda: allowed) == leads_to


def test_a_guard_is_asked_only_where_a_move_is_guarded() -> None:
    def never() -> bool:
        raise AssertionError

    assert next_state("phase", "open", "suspend", never) == "suspended"
    assert next_state("phase", "waiting", "complete", never) is None
    with pytest.raises(AssertionError):
        next_state("phase", "open", "complete", never)


def test_what_is_not_said_is_allowed() -> None:
    assert next_state("phase", "open", "complete") == "completed"


@pytest.mark.parametrize("kind", LIFECYCLES)
def test_no_move_by_passes_the_table(kind: str) -> None:
    known = {move.verb for move in LIFECYCLES[kind].moves}
    assert set(machine(kind).events) == known
