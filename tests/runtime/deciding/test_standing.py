"""What an ended network still takes; a command that nobody named is declined."""

from typing import get_args

import pytest

from engine.case import messages as m
from engine.runtime.deciding.standing import AFTER_THE_END, ended
from tests.runtime.plan import given, refusal_of, start

COMMANDS = [kind for group in get_args(m.Command) for kind in (get_args(group) or (group,))]


def test_every_command_that_is_named_is_one() -> None:
    assert AFTER_THE_END.keys() <= set(COMMANDS)


@pytest.mark.parametrize(
    ("state", "late"),
    [("draft", False), ("active", False), ("suspended", False), ("self_managed", False),
     ("closed", True), ("dissolved", True)],
)  # fmt: skip
def test_only_in_an_ended_network_a_command_comes_too_late(state: str, late: bool) -> None:
    situation = given(start(), m.NetworkMoved("x", state))
    assert bool(ended(situation, m.SetParameter("least", 1, "x"))) is late
    assert ended(situation, m.RecordFact("meeting", {})) == []


@pytest.mark.parametrize(
    ("command", "fits"),
    [
        (m.MoveProject("start", "fair"), False), (m.MoveProject("approve", "fair"), False),
        (m.MoveProject("deliver", "fair"), True), (m.MoveProject("abandon", "fair"), True),
        (m.MoveBallot("close", "b"), False), (m.MoveBallot("withdraw", "b"), True),
        (m.AddMember("anka", "Anka"), False), (m.MoveMember("suspend", "anka"), False),
        (m.CastVote("b", "anka", "yes"), False), (m.MarkCriterion("waive", "enough", "x"), False),
        (m.RenameMember("anka", "Anka Ltd"), True),
    ],
)  # fmt: skip
def test_what_an_ended_network_takes(command: m.Command, fits: bool) -> None:
    situation = given(start(), m.NetworkMoved("dissolve", "dissolved"))
    assert (ended(situation, command) == []) is fits


def test_it_is_declined_with_the_state() -> None:
    situation = given(start(), m.NetworkMoved("dissolve", "dissolved"))
    refused = refusal_of(situation, m.SetParameter("least", 1, "the market is gone"))
    assert "the network is dissolved" in str(refused)
