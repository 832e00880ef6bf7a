"""A whole network and its own thresholds: ends, hand-over, bounds, locks and directions."""

from dataclasses import replace
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from engine.case import messages as m
from engine.case.evolve import evolve
from engine.case.lifecycle import LIFECYCLES, next_state
from engine.case.texts import PersonId
from engine.definitions.workflow import Lock, Parameter, Tighten
from engine.runtime.situation import Situation
from engine.source import Reason
from tests.runtime.plan import PLAN, accepts, after, events_of, given, members, refusal_of, start

STATES = LIFECYCLES["network"].states
P1 = PersonId("person 1")
VERBS = ("suspend", "resume", "close", "dissolve")


def network_in(state: str) -> Situation:
    return given(start(), m.NetworkMoved("x", state))


def moved(verb: str, **more: Any) -> m.MoveNetwork:
    given_with_it = {"because": "x", "decision": "b1", "reason": "no_benefit"} | more
    return m.MoveNetwork(verb, **given_with_it)


@pytest.mark.parametrize(("state", "verb"), list(product(STATES, VERBS)))
def test_a_network_moves_as_its_lifecycle_says(state: str, verb: str) -> None:
    leads_to = next_state("network", state, verb, lambda: False)  # its last phase is not complete
    if leads_to is None:
        assert refusal_of(network_in(state), moved(verb)).reason is Reason.WRONG_STATE
    else:
        event = events_of(network_in(state), moved(verb))[0]
        assert event == m.NetworkMoved(verb, leads_to, "x", "b1", "no_benefit")


@pytest.mark.parametrize(
    ("second", "becomes"),
    [("completed", "self_managed"), ("open", "active"), ("skipped", "active")],
)
def test_a_network_wakes_as_what_its_last_phase_made_of_it(second: str, becomes: str) -> None:
    situation = given(
        start(), m.PhaseMoved("second", "x", second), m.NetworkMoved("suspend", "suspended")
    )
    event = events_of(situation, moved("resume"))[0]
    assert isinstance(event, m.NetworkMoved)
    assert event.state == becomes


@pytest.mark.parametrize("verb", [*VERBS, "hand_over"])
def test_every_move_of_a_network_needs_a_reason(verb: str) -> None:
    state = "suspended" if verb == "resume" else "active"
    refused = refusal_of(network_in(state), moved(verb, because="", to=P1))
    assert "reason" in str(refused)


@pytest.mark.parametrize(
    ("verb", "decision", "reason", "fits"),
    [
        ("dissolve", "", "no_benefit", False),
        ("dissolve", "b1", "", False),
        ("dissolve", "b1", "bored", False),
        ("dissolve", "b1", "no_benefit", True),
        ("close", "", "", True),
        ("suspend", "", "", True),
    ],
)
def test_a_dissolution_needs_its_decision_and_the_code_of_its_reason(
    verb: str, decision: str, reason: str, fits: bool
) -> None:
    command = moved(verb, decision=decision, reason=reason)
    if fits:
        assert events_of(start(), command)
    else:
        assert refusal_of(start(), command).reason is Reason.WRONG_STATE


def with_project(state: str) -> Situation:
    return given(
        start(), m.ProjectAdded("fair", "Fair", "k", "kind"), m.ProjectMoved("fair", "x", state)
    )


@pytest.mark.parametrize("verb", ["close", "dissolve"])
@pytest.mark.parametrize("state", LIFECYCLES["project"].states)
def test_a_network_does_not_end_while_a_project_runs(verb: str, state: str) -> None:
    running = state in {"running", "on_hold", "delivered"}
    if running:
        assert "fair" in str(refusal_of(with_project(state), moved(verb)))
        kept = events_of(with_project(state), moved(verb, keep=("fair",)))[0]
        assert isinstance(kept, m.NetworkMoved)
        assert kept.keep == ("fair",)
    else:
        assert events_of(with_project(state), moved(verb))


def test_a_network_may_rest_while_a_project_runs() -> None:
    assert events_of(with_project("running"), moved("suspend"))


@pytest.mark.parametrize(
    ("state", "to", "fits"),
    [("active", P1, True), ("suspended", P1, True), ("draft", P1, True),
     ("active", None, False), ("closed", P1, False), ("dissolved", P1, False)],
)  # fmt: skip
def test_a_network_is_handed_over_to_somebody_while_it_lives(
    state: str, to: PersonId | None, fits: bool
) -> None:
    command = m.MoveNetwork("hand_over", "on leave", to=to)
    if fits:
        event = events_of(network_in(state), command)[0]
        assert isinstance(event, m.NetworkMoved)
        assert (event.state, event.facilitator) == (state, P1)
    else:
        assert refusal_of(network_in(state), command).reason is Reason.WRONG_STATE


def test_a_network_is_opened_once() -> None:
    command = m.OpenNetwork("net", "Net", PLAN.digest, PLAN.id)
    assert refusal_of(start(), command).reason is Reason.WRONG_STATE


# --- thresholds ---------------------------------------------------------------------------------


def with_threshold(value: Any, **more: Any) -> Situation:
    least = Parameter("least", value, **more)
    plan = replace(PLAN, parameters={"least": least}, digest=f"threshold {value!r} {more}")
    return start(plan)


def settable(situation: Situation, value: Any) -> bool:
    return accepts(situation, m.SetParameter("least", value, "we are many"))


@pytest.mark.parametrize(
    ("value", "fits"),
    [(0, False), (1, True), (2, True), (9, True), (10, False), ("9", True), ("9.5", False),
     ("many", False), (Decimal("0.99"), False), (Decimal("1.0"), True)],
)  # fmt: skip
def test_a_threshold_lies_within_its_bounds(value: Any, fits: bool) -> None:
    assert settable(with_threshold(2, low=1, high=9), value) is fits


@pytest.mark.parametrize(
    ("tighten", "value", "fits"),
    [
        (Tighten.UP, 4, False), (Tighten.UP, 5, True), (Tighten.UP, 6, True),
        (Tighten.DOWN, 4, True), (Tighten.DOWN, 5, True), (Tighten.DOWN, 6, False),
        (None, 4, True), (None, 6, True),
    ],
)  # fmt: skip
def test_a_threshold_that_may_only_be_tightened_moves_one_way(
    tighten: Tighten | None, value: int, fits: bool
) -> None:
    assert settable(with_threshold(5, tighten=tighten, lock=Lock.TIGHTEN), value) is fits


@pytest.mark.parametrize("value", [4, 6])
def test_without_that_lock_a_threshold_moves_both_ways(value: int) -> None:
    assert settable(with_threshold(5, tighten=Tighten.UP), value)


@pytest.mark.parametrize(
    ("lock", "fits"),
    [(Lock.NONE, True), (Lock.TIGHTEN, True), (Lock.TEXT, False), (Lock.ALL, False)],
)
def test_a_threshold_the_method_locks_is_not_moved(lock: Lock, fits: bool) -> None:
    assert settable(with_threshold(5, lock=lock), 5) is fits


@pytest.mark.parametrize(
    ("value", "given_as", "kept"),
    [
        (True, "yes", True), (True, "no", False), (False, "1", True), (False, "true", True),
        (True, "0", False), ("a", "b", "b"), (None, "x", "x"), (2, "3", 3),
        (2, "2.50", Decimal("2.5")),
    ],
)  # fmt: skip
def test_a_threshold_keeps_its_type(value: Any, given_as: str, kept: Any) -> None:
    events = events_of(with_threshold(value), m.SetParameter("least", given_as, "x"))
    assert events[0] == m.ParameterSet("least", kept, "x")
    assert isinstance(events[0], m.ParameterSet)
    assert type(events[0].value) is type(kept)


def test_a_threshold_is_set_for_a_reason_and_by_its_name() -> None:
    assert "reason" in str(refusal_of(start(), m.SetParameter("least", 3, "")))
    assert refusal_of(start(), m.SetParameter("most", 3, "x")).reason is Reason.UNKNOWN


@pytest.mark.parametrize(("least", "met"), [(1, True), (2, True), (3, False)])
def test_a_networks_own_threshold_is_the_one_that_counts(least: int, met: bool) -> None:
    situation = after(start(), *members("anka", "bora"), m.SetParameter("least", least, "x"))
    assert situation.parameters["least"] == least
    refused = refusal_of(situation, m.MovePhase("complete", "first"))
    assert ("have signed" not in str(refused)) is met


# --- what a network is called, its money, its days ------------------------------------------------


@pytest.mark.parametrize(
    ("command", "event"),
    [
        (m.ChangeNetwork(title="Valley", because="x"), m.NetworkChanged("Valley", because="x")),
        (m.ChangeNetwork(currency="MAD", because="x"), m.NetworkChanged("", "MAD", because="x")),
        (
            m.ChangeNetwork(zone="Africa/Tunis", because="x"),
            m.NetworkChanged("", "", "Africa/Tunis", because="x"),
        ),
        (
            m.ChangeNetwork(cluster="bursa", because="x"),
            m.NetworkChanged(cluster="bursa", because="x"),
        ),
    ],
)
def test_a_network_is_described_anew(command: m.ChangeNetwork, event: m.NetworkChanged) -> None:
    assert events_of(start(), command)[0] == event


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (m.ChangeNetwork(because="x"), "another title"),
        (m.ChangeNetwork(title="  ", because="x"), "blank"),
        (m.ChangeNetwork(currency="EUX", because="x"), "no currency code"),
        (m.ChangeNetwork(zone="Africa/Atlantis", because="x"), "no time zone"),
        (m.ChangeNetwork(title="Valley"), "reason"),
    ],
)
def test_what_a_network_cannot_be(command: m.ChangeNetwork, told: str) -> None:
    assert told in str(refusal_of(start(), command))


def test_what_a_network_is_already_is_no_change() -> None:
    valley = after(start(), m.ChangeNetwork("Valley", "MAD", "Africa/Tunis", because="x"))
    again = m.ChangeNetwork("Valley", "MAD", "Africa/Tunis", because="x")
    assert "another title" in str(refusal_of(valley, again))
    assert events_of(valley, replace(again, currency="EUR"))[0] == m.NetworkChanged(
        currency="EUR", because="x"
    )


def test_projects_count_in_the_money_and_days_of_their_network() -> None:
    led = given(start(), m.ProjectAdded("fair", "Fair", "x", "digest"))
    case = evolve(led.case, m.NetworkChanged("Valley", "MAD", "Africa/Tunis"), led.today)
    fair = case.projects["fair"]
    assert (fair.title, fair.currency, fair.zone) == ("Fair", "MAD", "Africa/Tunis")
    assert (case.title, case.currency, case.zone) == ("Valley", "MAD", "Africa/Tunis")
