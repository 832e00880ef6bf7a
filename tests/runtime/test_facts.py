"""What formulas see, asked as formulas ask: each name, its nulls and its edges."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from engine import feel
from engine.case import messages as m
from engine.definitions.workflow import Field, FieldKind, Measure, RecordType, Workflow
from engine.runtime.assess import ASK
from engine.runtime.facts import ROOTS, Facts
from engine.runtime.formulas import value_of
from engine.runtime.situation import Situation
from tests.runtime.plan import DAY, PLAN, condition, formula, given, plan_of, start, step

EARLIER = date(2026, 1, 5)
K = FieldKind
RECORDS = {
    "charter": RecordType(
        "charter",
        "Charter",
        {"signed_on": Field("signed_on", K.DATE), "aim": Field("aim", K.TEXT)},
        single=True,
    ),
    "survey": RecordType(
        "survey",
        "Survey",
        {"firm": Field("firm", K.TEXT), "n": Field("n", K.NUMBER)},
        key=("firm",),
    ),
    "visit": RecordType(
        "visit",
        "Visit",
        {"n": Field("n", K.NUMBER), "days": Field("days", K.DATE, many=True)},
    ),
}
FACTS = replace(
    plan_of(
        step("do", at_least=2, at_most=None, by=("facilitator",)),
        step("may", required=False, by=("facilitator", "firm")),
        step("other", by=("firm", "facilitator")),
        condition("big", "count(members) >= 1"),
    ),
    records=RECORDS,
    digest="facts",
)


def seen(text: str, *events: m.Event, plan: Workflow = FACTS) -> Any:
    """Return what a formula says after some events, as plain Python."""
    situation = given(start(plan), *events)
    return feel.to_python(value_of(situation, formula(text), ASK))


def record(number: int, kind: str, replaces: tuple[int, ...] = (), **fields: Any) -> m.FactRecorded:
    return m.FactRecorded(number, kind, fields, on=EARLIER, replaces=replaces)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("today", DAY),
        ("network.id", "net"),
        ("network.state", "active"),
        ("network.opened_on", DAY),
        ("network.currency", ""),
        ("count(members)", 0),
        ("count(projects)", 0),
        ("count(ballots)", 0),
        ("documents.statutes", None),
        ("milestones.core", None),
        ("project", None),
        ("network_facts", None),
        ("least", 2),
        ("firms", 0),
        ("records.charter", None),
        ("records.charter.signed_on", None),
        ("count(records.visit)", 0),
        ("tasks.do.state", "ready"),
        ("tasks.do.times", 0),
        ("tasks.do.last_on", None),
        ("tasks.do.done", False),
        ("tasks.do.required", True),
        ("tasks.may.required", False),
        ("phases.only.state", "open"),
        ("phases.only.round", 1),
        ("phases.only.completed_on", None),
        ("phases.only.criteria.big", "unmet"),
    ],
)
def test_what_formulas_see_of_a_network_to_which_nothing_happened(text: str, value: Any) -> None:
    assert seen(text) == value


# --- firms --------------------------------------------------------------------------------------

ANKA = m.MemberAdded("anka", "Anka", "committed", EARLIER, EARLIER)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("members[1].id", "anka"),
        ("members[1].since", EARLIER),
        ("members[1].committed_on", EARLIER),
        ("members[1].reason", None),  # no reason is null, not an empty word
        ('count(members[state = "committed"])', 1),
        ("firms", 1),
        ("phases.only.criteria.big", "met"),
    ],
)
def test_what_formulas_see_of_a_firm(text: str, value: Any) -> None:
    assert seen(text, ANKA) == value


def test_the_reason_of_a_firm_that_left_is_seen() -> None:
    left = m.MemberMoved("anka", "leave", "left", reason="no_time")
    assert seen("members[1].reason", ANKA, left) == "no_time"
    assert seen("firms", ANKA, left) == 0


# --- records ------------------------------------------------------------------------------------


def test_of_a_record_that_stands_once_the_last_is_seen() -> None:
    first = record(1, "charter", signed_on="2026-01-01", aim="a")
    second = record(2, "charter", signed_on="2026-02-01")
    assert seen("records.charter.signed_on", first) == date(2026, 1, 1)
    assert seen("records.charter.signed_on", first, second) == date(2026, 2, 1)
    assert seen("records.charter.aim", first, second) is None
    withdrawn = m.RecordWithdrawn(2, "charter", "x")
    assert seen("records.charter.aim", first, second, withdrawn) == "a"


def test_of_records_with_the_same_key_the_latest_is_seen() -> None:
    surveys = [
        record(1, "survey", firm="a", n=1),
        record(2, "survey", firm="b", n=2),
        record(3, "survey", firm="a", n=3),
    ]
    assert sorted(seen("records.survey.n", *surveys)) == [2, 3]
    assert seen("records.survey.n", record(1, "survey", n=1), record(2, "survey", n=2)) == [2]


def test_without_a_key_every_record_is_seen_with_its_number_and_its_day() -> None:
    visits = [record(1, "visit", n=1), record(2, "visit", n=1)]
    assert seen("records.visit.id", *visits) == [1, 2]
    assert seen("records.visit[1].recorded_on", *visits) == EARLIER


def test_a_field_nobody_filled_is_null_and_one_nobody_declared_is_not_seen() -> None:
    assert seen("records.visit[1].n", record(1, "visit")) is None
    assert seen("records.visit[1].stray", record(1, "visit", stray=1)) is None


def test_days_are_days_alone_and_in_lists() -> None:
    visit = record(1, "visit", days=["2026-01-05", "2026-01-06"])
    assert seen('records.visit[1].days[2] - records.visit[1].days[1] = duration("P1D")', visit)


def test_a_corrected_record_is_seen_anew() -> None:
    wrong = record(1, "visit", n=1)
    assert seen("records.visit.n", wrong, record(2, "visit", (1,), n=5)) == [5]


# --- steps and phases ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("events", "text", "value"),
    [
        ([m.TaskTicked("do", on=EARLIER)], "tasks.do.state", "in_progress"),
        ([m.TaskTicked("do", on=EARLIER)], "tasks.do.done", False),
        ([m.TaskTicked("do", on=EARLIER)], "tasks.do.last_on", EARLIER),
        ([m.TaskTicked("do"), m.TaskTicked("do")], "tasks.do.done", True),
        ([m.TaskTicked("do"), m.TaskTicked("do")], "tasks.do.times", 2),
        ([m.TaskMoved("do", "waive", because="x")], "tasks.do.waived", True),
        ([m.TaskMoved("do", "waive", because="x")], "tasks.do.done", False),
        ([m.TaskTicked("do", target="anka")], "tasks.do.targets", ["anka"]),
        (
            [m.TaskTicked("do", target="anka"),
             m.TaskMoved("do", "waive", target="bora", because="x"),
             m.TaskMoved("do", "waive", because="x")],
            "tasks.do.targets",
            ["anka", "bora"],
        ),
    ],
)  # fmt: skip
def test_what_formulas_see_of_a_step(events: list[m.Event], text: str, value: Any) -> None:
    assert seen(text, *events) == value


@pytest.mark.parametrize(
    ("events", "required", "done", "by_facilitator"),
    [
        ([], 2, 0, 2),  # "other" is the firm's first of all
        ([m.TaskTicked("do")], 2, 0, 2),
        ([m.TaskTicked("do"), m.TaskTicked("do")], 2, 1, 1),
        ([m.TaskTicked("may")], 2, 0, 1),
        ([m.TaskMoved("other", "waive", because="x")], 2, 1, 2),
        ([m.TaskMoved("do", "waive", because="x")], 2, 1, 1),
    ],
)
def test_steps_of_a_phase_are_counted(
    events: list[m.Event], required: int, done: int, by_facilitator: int
) -> None:
    counts = "[phases.only.tasks_required, phases.only.tasks_done, "
    counts += "phases.only.tasks_open_by_facilitator]"
    assert seen(counts, *events) == [required, done, by_facilitator]


def test_what_formulas_see_of_a_phase() -> None:
    moved = m.PhaseMoved("only", "complete", "completed", round=2)
    assert seen("phases.only.state", moved) == "completed"
    assert seen("phases.only.round", moved) == 2
    assert seen("phases.only.completed_on", moved) == DAY
    marked = m.CriterionMarked("big", "waived")
    assert seen("phases.only.criteria.big", marked) == "waived"


# --- ballots, documents, milestones -------------------------------------------------------------


def test_what_formulas_see_of_a_ballot() -> None:
    asked = m.BallotOpened("b", "Go?", "majority", 2, ("anka", "bora"), subject="statutes")
    voted = m.VoteCast("b", "anka", 1)
    assert seen("ballots[1].answers", asked) == 0
    assert seen("ballots[1].answers", asked, voted) == 1
    assert seen('ballots[1].votes[firm = "anka"].vote', asked, voted) == [1]
    assert seen("ballots[1].closed_on", asked) is None
    closed = m.BallotClosed("b", "passed")
    assert seen("ballots[1].closed_on", asked, closed) == DAY
    assert seen('ballots[subject = "statutes"].state', asked, closed) == ["passed"]
    assert seen("[ballots[1].round, count(ballots[1].voters)]", asked) == [2, 2]


def test_a_document_and_a_milestone_are_seen_by_their_names() -> None:
    issued = m.DocumentMoved("statutes", "issue", "in_review", version=1)
    assert seen("documents.statutes", issued) == "in_review"
    assert seen("milestones.core", m.MilestoneReached("core")) == DAY


# --- projects -----------------------------------------------------------------------------------

KIND = replace(
    FACTS,
    digest="kind",
    project_kind="pilot",
    measures={"reach": Measure("reach", formula("count(members) * 10"))},
    indicators=("reach",),
)
FIRMS = [m.MemberAdded(name, name.title(), "active") for name in ("anka", "bora")]
FAIR = m.ProjectAdded("fair", "Fair", "t", "kind", "anka", ("bora",), EARLIER)


def with_project(*events: m.Event) -> Situation:
    opened = Situation(start(FACTS).case, FACTS, DAY, {"kind": KIND})
    return given(opened, *FIRMS, FAIR, *events)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("projects[1].id", "fair"),
        ("projects[1].kind", "pilot"),
        ("projects[1].state", "proposed"),
        ("projects[1].leader", "anka"),
        ("projects[1].participants", ["bora"]),
        ("projects[1].due_on", EARLIER),
        ("projects[1].started_on", None),
        ("projects[1].indicators.reach", 10),
        ("count(projects[1].records.visit)", 1),
        ("projects[1].tasks.do.times", 1),
        ("count(records.visit)", 0),
        ("tasks.do.times", 0),
    ],
)
def test_a_network_sees_its_projects(text: str, value: Any) -> None:
    happened: list[m.Event] = [
        m.TaskTicked("do", scope="fair"),
        m.FactRecorded(1, "visit", {"n": 1}, scope="fair"),
    ]
    found = value_of(with_project(*happened), formula(text), ASK)
    assert feel.to_python(found) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("project.id", "fair"),
        ("project.leader", "anka"),
        ("network.id", "net"),
        ("count(members)", 1),
        ("count(network_facts.members)", 2),
        ("network_facts.firms", 2),
        ("network_facts.phases.only.state", "open"),
        ("count(ballots)", 1),
        ("documents.statutes", "in_review"),
    ],
)
def test_a_project_sees_itself_its_own_firms_and_its_network(text: str, value: Any) -> None:
    situation = with_project(
        m.BallotOpened("b", "?", "majority", 1, ("anka",)),
        m.DocumentMoved("statutes", "issue", "in_review", version=1),
    )
    found = value_of(situation.within("fair"), formula(text), ASK)
    assert feel.to_python(found) == value


def test_a_project_nobody_leads_has_no_leader() -> None:
    situation = Situation(start(FACTS).case, FACTS, DAY, {"kind": KIND})
    situation = given(situation, replace(FAIR, leader=""))
    assert value_of(situation, formula("projects[1].leader"), ASK) is None
    assert PLAN.digest != FACTS.digest


# --- every name of a context, so that none is lost ----------------------------------------------


def test_every_name_of_a_network_a_ballot_a_phase_and_a_project() -> None:
    asked = m.BallotOpened("b", "Go?", "majority", 1, ("anka",), subject="statutes")
    assert seen("network") == {
        "id": "net", "title": "Net", "state": "active", "opened_on": DAY, "currency": "",
    }  # fmt: skip
    assert seen("ballots[1]", asked, m.VoteCast("b", "anka", 0)) == {
        "id": "b", "subject": "statutes", "matter": "ordinary", "question": "Go?",
            "how": "majority", "state": "open",
        "round": 1, "voters": ["anka"], "answers": 1, "votes": [{"firm": "anka", "vote": 0}],
        "opened_on": DAY, "closed_on": None, "recorded_before": 0,
    }  # fmt: skip
    assert seen("phases.only.opened_on") == DAY
    started = with_project(m.ProjectMoved("fair", "start", "running")).within("fair")
    ended = given(with_project(), m.ProjectMoved("fair", "deliver", "delivered")).within("fair")
    assert feel.to_python(value_of(started, formula("project"), ASK)) == {
        "id": "fair", "title": "Fair", "type": "t", "kind": "pilot", "state": "running",
        "participants": ["bora"], "leader": "anka", "opened_on": DAY, "started_on": DAY,
        "ended_on": None, "due_on": EARLIER,
    }  # fmt: skip
    assert value_of(ended, formula("project.ended_on"), ASK) is not None


@pytest.mark.parametrize("ticks", [0, 1])
def test_every_name_of_a_step_touched_or_not(ticks: int) -> None:
    assert seen("tasks.do", *[m.TaskTicked("do", on=EARLIER)] * ticks) == {
        "state": "in_progress" if ticks else "ready", "done": False, "times": ticks,
        "last_on": EARLIER if ticks else None, "targets": [], "waived": False, "required": True,
    }  # fmt: skip


def test_who_takes_part_in_a_project_are_those_who_still_belong() -> None:
    left = with_project(m.MemberMoved("bora", "leave", "left"))
    assert value_of(left, formula("projects[1].participants"), ASK) == []


def test_facts_of_steps_that_did_not_move_are_taken_over_and_the_others_made_anew() -> None:
    situation = start(FACTS)
    both = formula("[tasks.do.times, tasks.other.times]")
    assert value_of(situation, both, ASK) == [0, 0]
    moved = situation.after(given(situation, m.TaskTicked("do")).case, ("do",))
    assert value_of(moved, both, ASK) == [1, 0]
    again = moved.after(given(moved, m.TaskTicked("other")).case, ("other",))
    assert value_of(again, both, ASK) == [1, 1]


def test_a_project_sees_the_verdicts_of_its_own_phases_in_its_records_and_steps() -> None:
    kind = replace(
        KIND,
        digest="kind",
        measures={"met": Measure("met", formula('phases.only.criteria.big = "met"'))},
        indicators=("met",),
    )
    opened = Situation(start(FACTS).case, FACTS, DAY, {"kind": kind})
    situation = given(opened, *FIRMS, FAIR)
    assert value_of(situation, formula("projects[1].indicators.met"), ASK) is True


def test_a_project_nobody_named_bears_the_title_of_its_kind() -> None:
    kind = replace(KIND, title={"en": "A fair", "es": "Una feria"})
    opened = Situation(start(FACTS).case, FACTS, DAY, {"kind": kind})
    situation = given(opened, replace(FAIR, title=""))
    assert value_of(situation, formula("projects[1].title"), ASK) == "A fair"


def test_the_facts_of_a_situation_are_a_mapping_of_every_name() -> None:
    facts = Facts(start(FACTS), ASK)
    assert set(facts) == set(ROOTS)
    assert len(facts) == len(ROOTS)
    assert "members" in facts
    assert "weather" not in facts


def test_a_record_is_made_into_a_context_once_and_anew_when_it_is_another_record() -> None:
    situation = given(start(FACTS), record(1, "visit", n=3))
    last = formula("records.visit[1]")
    once = value_of(situation, last, ASK)
    again = situation.after(given(situation, m.TaskTicked("do")).case, ("do",))
    assert value_of(again, last, ASK) is once
    other = given(start(FACTS), record(1, "visit", n=4))
    assert value_of(situation.after(other.case, ()), formula("records.visit[1].n"), ASK) == 4


def test_a_project_sees_its_own_steps_and_records_whoever_asks() -> None:
    done = m.TaskTicked("do", scope="fair")
    seen_twice = m.FactRecorded(1, "visit", {"n": 3}, "fair")
    network = with_project(done, seen_twice)
    assert value_of(network, formula("projects[1].tasks.do.times"), ASK) == 1
    assert value_of(network, formula("projects[1].records.visit[1].n"), ASK) == 3
