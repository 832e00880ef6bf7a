"""What formulas are checked against is what the runtime gives them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from engine.case import messages as m
from engine.case.lifecycle import LIFECYCLES
from engine.case.voting import WAYS
from engine.definitions.formulas import FACTS
from engine.definitions.shapes import STATES, ContextShape, Listed, Shape, Word, facts_of, word
from engine.definitions.workflow import Kind
from engine.runtime.assess import ASK, Verdict
from engine.runtime.facts import ROOTS, Facts
from engine.runtime.situation import Situation
from tests.runtime.plan import DAY, MEETING, PLAN, after, members, start

PILOT = replace(PLAN, id="test.pilot", kind=Kind.PROJECT, project_kind="pilot", digest="pilot")


def _played() -> Situation:
    begun = start()
    known = Situation(begun.case, begun.workflow, DAY, {PILOT.digest: PILOT, PLAN.digest: PLAN})
    return after(
        known,
        *members("anna", "ben", "cleo"),
        MEETING,
        m.OpenBallot("b1", "Shall we?"),
        m.CastVote("b1", "anna", "5"),
        m.AddProject("fair", "Fair", PILOT.id, PILOT.digest),
    )


REACHED_LATER = {"milestones"}
"""Facts whose members come with time; until then they are null."""


def test_formulas_know_the_facts_the_runtime_has() -> None:
    assert set(FACTS) == set(ROOTS) == set(facts_of(PLAN))


@pytest.mark.parametrize("kind", STATES)
def test_states_are_those_of_the_lifecycles(kind: str) -> None:
    assert STATES[kind] == LIFECYCLES[kind].states


def test_facts_have_the_members_that_formulas_are_checked_against() -> None:
    situation = _played()
    shapes, facts = facts_of(PLAN), Facts(situation, ASK)
    wrong = [one for name in FACTS for one in _differing(shapes[name], facts[name], name)]
    assert wrong == []


def test_a_project_has_the_facts_of_a_project() -> None:
    project = _played().projects["fair"]
    shapes, facts = facts_of(PILOT), Facts(project, ASK)
    wrong = [one for name in FACTS for one in _differing(shapes[name], facts[name], name)]
    assert wrong == []
    assert facts["project"] is not None


def _differing(shape: Shape, value: Any, at: str) -> Iterator[str]:
    """Yield where a value is not of its shape; null is a fact that is not there yet."""
    match shape:
        case ContextShape(_title, known) if value is not None:
            missing, more = set(known) - set(value), set(value) - set(known)
            if more or (missing and at not in REACHED_LATER):
                yield f"{at}: missing {missing}, more {more}"
            for name in set(known) & set(value):
                yield from _differing(known[name], value[name], f"{at}.{name}")
        case Listed(item) if value is not None:
            for one in value:
                yield from _differing(item, one, f"{at}[]")
        case Word(of) if value is not None and value not in of:
            yield f"{at}: {value}"


def test_every_verdict_is_a_word_a_formula_may_compare_with() -> None:
    phases = facts_of(PLAN)["phases"]
    assert isinstance(phases, ContextShape)
    first = phases.members["first"]
    assert isinstance(first, ContextShape)
    criteria = first.members["criteria"]
    assert isinstance(criteria, ContextShape)
    assert criteria.members["enough"] == Word(frozenset(map(str, Verdict)))


def test_formulas_know_every_way_of_voting() -> None:
    ballots = facts_of(PLAN)["ballots"]
    assert isinstance(ballots, Listed)
    assert isinstance(ballots.item, ContextShape)
    assert ballots.item.members["how"] == word(WAYS)
