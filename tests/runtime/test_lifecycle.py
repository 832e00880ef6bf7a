"""Lifecycles are tables; their drawings are golden so that a change is seen."""

from collections.abc import Callable

import pytest

from engine.case.lifecycle import LIFECYCLES, diagram, initial, next_state, verbs


@pytest.mark.parametrize("kind", LIFECYCLES)
def test_the_drawing_of_a_lifecycle(kind: str, golden: Callable[[str, str], None]) -> None:
    golden(f"lifecycle/{kind}.mmd", diagram(kind, initial(kind)))


@pytest.mark.parametrize("kind", LIFECYCLES)
def test_every_state_can_be_reached_and_every_move_leads_to_a_known_one(kind: str) -> None:
    lifecycle = LIFECYCLES[kind]
    reached = {initial(kind)}
    for _round in lifecycle.states:
        reached |= {m.target for m in lifecycle.moves if reached.intersection(m.sources)}
    computed = {"locked", "cancelled"} if kind == "task" else set()
    assert reached | computed == set(lifecycle.states)


def test_a_guard_that_says_no_blocks_the_move() -> None:
    assert next_state("phase", "open", "complete", lambda: False) is None
    assert next_state("phase", "open", "complete", lambda: True) == "completed"


def test_a_move_that_is_not_possible_leads_nowhere() -> None:
    assert next_state("phase", "waiting", "complete") is None
    assert next_state("phase", "open", "no such verb") is None
    assert "complete" not in verbs("phase", "waiting")
