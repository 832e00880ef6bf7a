"""States, verbs and events are said in plain words, and none was forgotten."""

import re

import pytest

from engine.case.lifecycle import LIFECYCLES
from engine.case.messages import EVENTS, NAMES
from engine.case.words import SAID, WISHED, said, wished


@pytest.mark.parametrize("kind", LIFECYCLES)
def test_every_state_of_a_lifecycle_has_its_word(kind: str) -> None:
    assert set(LIFECYCLES[kind].states) <= SAID.keys()


@pytest.mark.parametrize("kind", LIFECYCLES)
def test_every_verb_of_a_lifecycle_has_its_word(kind: str) -> None:
    assert {move.verb for move in LIFECYCLES[kind].moves} <= WISHED.keys()


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("in_progress", "begun"),
        ("unmet", "not yet"),
        ("unknown", "not known"),
        ("waiting", "not open yet"),
        ("self_managed", "self-managed"),
        ("field_trip", "field trip"),  # a word of somebody's own plan
        ("", ""),
    ],
)
def test_how_a_word_is_said(word: str, told: str) -> None:
    assert said(word) == told


@pytest.mark.parametrize(
    ("verb", "told"),
    [("hand_over", "hand over"), ("graduate", "become self-managed"), ("walk_away", "walk away")],
)
def test_how_a_verb_is_said(verb: str, told: str) -> None:
    assert wished(verb) == told


# --- the stored names of events -----------------------------------------------------------------


def test_a_stored_name_is_chosen_words_and_never_the_name_of_a_class() -> None:
    for name, event in EVENTS.items():
        assert re.fullmatch(r"[a-z]+ [a-z]+", name)
        assert event.__name__ not in name


def test_every_event_has_one_name_and_people_are_told_it_in_words() -> None:
    assert len(set(EVENTS.values())) == len(EVENTS)
    assert {NAMES[event] for event in EVENTS.values()} == set(EVENTS)
    assert EVENTS.keys() <= SAID.keys()


def test_names_that_were_released_are_there_for_ever() -> None:
    assert set(EVENTS) >= {
        "network opened", "member added", "member moved", "task ticked", "task moved",
        "fact recorded", "record withdrawn", "phase moved", "criterion marked",
        "milestone reached", "parameter set", "project added", "project moved", "ballot opened",
        "vote cast", "ballot closed", "document moved", "network moved", "network split",
        "network merged", "members received",
    }  # fmt: skip
