"""How a network is: nothing before it is formed, a colour at its edges, and what can be done."""

from dataclasses import replace
from typing import Any

import pytest

from engine.case import messages as m
from engine.definitions.workflow import Measure, Parameter, Workflow
from engine.runtime.health import Health, choices, health
from engine.runtime.situation import Situation
from tests.runtime.plan import PLAN, formula, given, start, table

TABLES = {
    "health": table(
        "health", "missed", ({"missed": "> 0"}, {"points": "missed"}),
        ({"missed": "0"}, {"points": "0"}), why="Firms stay away",
    ),
    "health_colour": table(
        "health_colour",
        "points",
        ({"points": "< 2"}, {"colour": '"green"', "within_days": "null"}),
        ({"points": "< 4"}, {"colour": '"amber"', "within_days": "30"}),
        ({}, {"colour": '"red"', "within_days": "10"}),
    ),
    "trouble": table(
        "trouble", "missed", ({"missed": ">= 4"}, {"next": '"dissolve"'}),
        ({}, {"next": '"talk"'}), why="Too few come",
    ),
}  # fmt: skip


def plan(missed: str, **tables: Any) -> Workflow:
    measures = {"missed": Measure("missed", formula(missed))}
    kept = {name: one for name, one in (TABLES | tables).items() if one is not None}
    return replace(PLAN, measures=measures, tables=kept, digest=f"health {missed} {sorted(kept)}")


FORMED = m.MemberMoved("anka", "commit", "committed")


def checked(method: Workflow, *events: m.Event) -> Health | None:
    return health(given(start(method), m.MemberAdded("anka", "Anka"), *events))


def of(missed: str, **tables: Any) -> Health:
    found = checked(plan(missed, **tables), FORMED)
    assert found is not None
    return found


def test_a_network_nobody_has_committed_to_has_no_health() -> None:
    assert checked(plan("5")) is None
    assert checked(plan("5"), FORMED) is not None


def test_a_group_that_formed_and_lost_everybody_is_still_looked_at() -> None:
    assert checked(plan("5"), FORMED, m.MemberMoved("anka", "leave", "left")) is not None


@pytest.mark.parametrize("lacking", ["health", "health_colour"])
def test_a_method_that_measures_none_shows_none(lacking: str) -> None:
    assert checked(plan("5", **{lacking: None}), FORMED) is None


@pytest.mark.parametrize(
    ("missed", "colour", "within"),
    [("0", "green", None), ("1", "green", None), ("2", "amber", 30), ("3", "amber", 30),
     ("4", "red", 10)],
)  # fmt: skip
def test_the_colour_follows_the_points(missed: str, colour: str, within: int | None) -> None:
    found = of(missed)
    assert (found.colour, found.points, found.within_days) == (colour, int(missed), within)


@pytest.mark.parametrize(("missed", "advice"), [("3", "talk"), ("4", "dissolve")])
def test_a_network_in_trouble_is_told_what_to_do_and_why(missed: str, advice: str) -> None:
    found = of(missed)
    assert found.advice == f"{advice} (Too few come)"
    assert found.signs == ("Firms stay away",)
    assert found.choices


def test_a_green_network_and_one_without_a_table_of_troubles_are_told_nothing() -> None:
    assert (of("0").advice, of("0").choices) == ("", ())
    assert (of("4", trouble=None).advice, of("4", trouble=None).choices) == ("", ())
    assert of("4", trouble=None).colour == "red"


def test_what_nobody_knows_counts_no_points_and_is_named() -> None:
    found = of("null")
    assert (found.points, found.colour, found.signs) == (0, "green", ())
    assert "missed" in found.unknown


def sized(firms: int, **parameters: int) -> Situation:
    method = replace(
        plan("4"),
        parameters={name: Parameter(name, value) for name, value in parameters.items()},
        digest=f"sized {parameters}",
    )
    return given(
        start(method), *(m.MemberAdded(f"f{at}", f"F{at}", "active") for at in range(firms))
    )


@pytest.mark.parametrize(
    ("firms", "least", "splits"),
    [(9, 5, False), (10, 5, True), (11, 5, True), (3, None, False), (4, None, True)],
)
def test_a_split_is_offered_when_two_groups_would_be_large_enough(
    firms: int, least: int | None, splits: bool
) -> None:
    settings = {} if least is None else {"min_members": least}
    offered = [one.verb for one in choices(sized(firms, **settings))]
    assert offered == ["merge", *(["split"] if splits else []), "suspend", "dissolve"]


@pytest.mark.parametrize(("state", "back"), [("open", []), ("completed", ["reopen"])])
def test_going_back_to_recruit_is_offered_once_recruiting_is_over(
    state: str, back: list[str]
) -> None:
    situation = sized(3)
    first = next(iter(situation.workflow.phases))
    moved = given(situation, m.PhaseMoved(first, "complete", state))
    assert [one.verb for one in choices(moved) if one.target.id == first] == back


@pytest.mark.parametrize(
    ("state", "looked_at"), [("active", True), ("closed", False), ("dissolved", False)]
)
def test_a_network_that_has_ended_has_no_health(state: str, *, looked_at: bool) -> None:
    found = checked(plan("5"), FORMED, m.NetworkMoved("x", state))
    assert (found is not None) is looked_at
