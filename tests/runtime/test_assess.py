"""Is it done, and why not yet: verdicts, marks, required steps, shares and readiness."""

from dataclasses import replace
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from engine.case import messages as m
from engine.definitions.workflow import Criterion, Each, Task
from engine.runtime.assess import (
    GOOD,
    Assessment,
    Verdict,
    assess,
    check,
    decide_table,
    is_required,
    label,
)
from engine.runtime.situation import Situation
from tests.runtime.plan import (
    DAY,
    PLAN,
    condition,
    formula,
    given,
    plan_of,
    start,
    step,
    table,
)

SEEN = "hard_unmet hard_unknown required_open soft_share"


def assessed(*parts: Task | Criterion, events: tuple[m.Event, ...] = (), **more: Any) -> Assessment:
    situation = given(start(plan_of(*parts, **more)), *events)
    return assess(situation, situation.workflow.phases["only"])


def verdict(when: str, *events: m.Event) -> Verdict:
    [one] = assessed(condition("it", when), events=events).checks
    return one.verdict


def marked(kind: str) -> m.CriterionMarked:
    return m.CriterionMarked("it", kind, "as people say")


# --- one condition ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "is_"),
    [
        ("true", Verdict.MET),
        ("false", Verdict.UNMET),
        ("null", Verdict.UNKNOWN),
        ("1", Verdict.UNKNOWN),  # only true is true
        ('"true"', Verdict.UNKNOWN),
        ("null > 3", Verdict.UNKNOWN),
        ("false and null", Verdict.UNMET),
        ("true and null", Verdict.UNKNOWN),
        ("true or null", Verdict.MET),
    ],
)
def test_null_is_neither_met_nor_unmet(when: str, is_: Verdict) -> None:
    assert verdict(when) is is_


@pytest.mark.parametrize(
    ("kind", "is_"),
    [
        ("waived", Verdict.WAIVED),
        ("doubted", Verdict.IN_DOUBT),
        ("confirmed", Verdict.MET),
        ("revoked", Verdict.UNMET),
    ],
)
@pytest.mark.parametrize("when", ["true", "false", "null"])
def test_what_people_said_goes_before_what_the_formula_says(
    kind: str, is_: Verdict, when: str
) -> None:
    assert verdict(when, marked(kind)) is is_


def test_met_and_waived_are_good_and_nothing_else_is() -> None:
    assert {Verdict.MET, Verdict.WAIVED} == GOOD


def test_a_check_keeps_what_people_said_and_what_the_formula_saw() -> None:
    situation = given(start(plan_of(condition("it", "firms >= least"))), marked("waived"))
    one = check(situation, situation.workflow.criteria["it"])
    assert one.mark is not None
    assert one.mark.because == "as people say"
    assert dict(one.seen) == {"firms": 0, "least": 2}


def test_a_condition_that_reads_itself_is_unknown_and_ends() -> None:
    assert verdict('phases.only.criteria.it = "met"') is Verdict.UNMET
    assert verdict('phases.only.criteria.it = "unknown"') is Verdict.MET


# --- the whole phase ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hard", "soft", "task_open", "complete"),
    [
        ("true", "true", False, True),
        ("false", "true", False, False),
        ("null", "true", False, False),  # what nobody knows does not pass
        ("true", "false", False, False),
        ("true", "null", False, False),
        ("true", "true", True, False),
    ],
)
def test_without_a_table_a_phase_is_ready_when_nothing_at_all_lacks(
    hard: str, soft: str, task_open: bool, complete: bool
) -> None:
    found = assessed(
        condition("hard", hard, hard=True), condition("soft", soft), step("do", required=task_open)
    )
    assert found.complete is complete
    assert found.outcome == ("ready" if complete else "not_ready")


def test_a_phase_without_conditions_and_steps_is_ready() -> None:
    assert assessed().complete
    assert assessed().soft_share == 1


@pytest.mark.parametrize(
    ("outcome", "complete"),
    [("ready", True), ("ready_with_conditions", True), ("not_ready", False), ("soon", False)],
)
def test_only_the_words_of_readiness_complete_a_phase(outcome: str, complete: bool) -> None:
    tables = {"readiness": table("readiness", SEEN, ({}, {"outcome": f'"{outcome}"'}))}
    assert assessed(condition("x", "false", hard=True), tables=tables).complete is complete


def test_a_table_that_answers_nothing_completes_nothing() -> None:
    tables = {"readiness": table("readiness", SEEN, ({"soft_share": "> 1"}, {"o": '"ready"'}))}
    assert not assessed(tables=tables).complete


HARD = ("true", "false", "null")


@pytest.mark.parametrize(("one", "two"), list(product(HARD, HARD)))
def test_the_table_counts_hard_conditions_unmet_and_unknown_apart(one: str, two: str) -> None:
    row = {"o": "[hard_unmet, hard_unknown, required_open, soft_share]"}
    found = assessed(
        condition("a", one, hard=True),
        condition("b", two, hard=True),
        condition("soft", "false"),
        tables={"readiness": table("readiness", SEEN, ({}, row))},
    )
    unmet, unknown = (one, two).count("false"), (one, two).count("null")
    assert found.outcome.replace("Decimal('0')", "0") == f"[{unmet}, {unknown}, 0, 0]"


@pytest.mark.parametrize(
    ("kind", "unmet"), [("doubted", 1), ("revoked", 1), ("confirmed", 0), ("waived", 0)]
)
def test_a_hard_condition_in_doubt_counts_as_unmet(kind: str, unmet: int) -> None:
    row = {"o": "[hard_unmet, hard_unknown]"}
    found = assessed(
        condition("it", "null", hard=True),
        events=(marked(kind),),
        tables={"readiness": table("readiness", SEEN, ({}, row))},
    )
    assert found.outcome == f"[{unmet}, 0]"


@pytest.mark.parametrize(
    ("soft", "share"),
    [
        ((), "1"),
        (("true",), "1"),
        (("false",), "0"),
        (("null",), "0"),
        (("true", "false"), "0.5"),
        (("true", "true", "false", "null"), "0.5"),
        (("true", "true", "true", "false", "false"), "0.6"),
    ],
)
def test_the_share_of_soft_conditions_leaves_hard_ones_out(
    soft: tuple[str, ...], share: str
) -> None:
    parts = [condition(f"c{at}", when) for at, when in enumerate(soft)]
    assert assessed(*parts, condition("h", "false", hard=True)).soft_share == Decimal(share)


def test_what_lacks_is_told_apart_by_hard_and_soft() -> None:
    found = assessed(
        condition("hard_met", "true", hard=True),
        condition("hard_unmet", "false", hard=True),
        condition("hard_unknown", "null", hard=True),
        condition("soft_met", "true"),
        condition("soft_unmet", "false"),
        condition("it", "false"),
        events=(marked("waived"),),
    )
    assert [c.criterion.id for c in found.lacking(hard=True)] == ["hard_unmet", "hard_unknown"]
    assert [c.criterion.id for c in found.lacking(hard=False)] == ["soft_unmet"]


# --- steps that have to be done -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("events", "still_open"),
    [
        ((), True),
        ((m.TaskMoved("do", "start"),), True),
        ((m.TaskMoved("do", "submit"),), True),
        ((m.TaskTicked("do"),), False),
        ((m.TaskMoved("do", "waive", because="x"),), False),
        ((m.PhaseMoved("only", "skip", "skipped"),), False),  # cancelled with its phase
    ],
)
def test_a_required_step_keeps_its_phase_until_it_is_done_waived_or_cancelled(
    events: tuple[m.Event, ...], still_open: bool
) -> None:
    assert bool(assessed(step("do"), events=events).open_tasks) is still_open
    assert not assessed(step("do", required=False), events=events).open_tasks


@pytest.mark.parametrize(
    ("when", "required"), [("true", True), ("false", False), ("null", False), ("1", False)]
)
@pytest.mark.parametrize("given_as", [True, False])
def test_a_formula_says_whether_a_step_is_required_and_unknown_is_no(
    when: str, required: bool, given_as: bool
) -> None:
    do = step("do", required=given_as, required_when=formula(when))
    assert bool(assessed(do).open_tasks) is required


@pytest.mark.parametrize("each", [Each.FIRM, Each.MEMBER])
def test_a_step_for_each_firm_is_required_as_the_network_says(each: Each) -> None:
    do = step("do", for_each=each, required_when=formula("firms >= 1"))
    firm = m.MemberAdded("anka", "Anka", "active")
    assert not assessed(do).open_tasks
    assert assessed(do, events=(firm,)).open_tasks == (do,)


def with_projects(each: Each, when: str) -> tuple[Situation, Task]:
    do = step("do", for_each=each, required_when=formula(when))
    plan = plan_of(do)
    kind = replace(PLAN, digest="kind", phases={}, measures={})
    events: list[m.Event] = [
        m.MemberAdded("anka", "Anka", "active"),
        m.ProjectAdded("fair", "Fair", "t", "kind"),
        m.ProjectMoved("fair", "approve", "approved"),
        m.ProjectAdded("dye", "Dye house", "t", "kind"),
        m.ProjectMoved("dye", "approve", "approved"),
    ]
    opened = Situation(start(plan).case, plan, DAY, {"kind": kind})
    return given(opened, *events), do


@pytest.mark.parametrize(
    ("each", "done"), [(Each.PROJECT, "dye"), (Each.PROJECT_MEMBER, "dye/anka")]
)
def test_a_step_for_each_project_is_required_while_a_project_that_asks_for_it_lacks_it(
    each: Each, done: str
) -> None:
    situation, do = with_projects(each, 'project.title = "Dye house"')
    assert is_required(situation, do)
    assert not is_required(given(situation, m.TaskTicked("do", target=done)), do)
    other = done.replace("dye", "fair")
    assert is_required(given(situation, m.TaskTicked("do", target=other)), do)


def test_a_step_no_project_asks_for_is_not_required() -> None:
    situation, do = with_projects(Each.PROJECT, "null")
    assert not is_required(situation, do)


# --- tables -------------------------------------------------------------------------------------


def test_a_project_asks_its_networks_tables_where_it_has_none_of_its_own() -> None:
    situation, _do = with_projects(Each.PROJECT, "true")
    answer = table("answer", "x", ({}, {"o": '"the network"'}))
    own = table("answer", "x", ({}, {"o": '"the project"'}))
    plan = replace(situation.workflow, tables={"answer": answer}, digest="with a table")
    definitions = dict(situation.definitions)
    network = Situation(situation.case, plan, DAY, definitions)
    assert decide_table(network.projects["fair"], "answer", x=1) == "the network"
    definitions["kind"] = replace(definitions["kind"], tables={"answer": own}, digest="own")
    network = Situation(situation.case, plan, DAY, definitions)
    assert decide_table(network.projects["fair"], "answer", x=1) == "the project"
    assert decide_table(network, "no such table", x=1) is None


def test_a_networks_own_threshold_is_the_one_its_tables_use() -> None:
    rows: list[tuple[dict[str, str], dict[str, str]]] = [
        ({"x": ">= least"}, {"o": '"enough"'}),
        ({}, {"o": '"few"'}),
    ]
    answer = table("answer", "x", *rows, least=9)  # the plan says 2
    situation = start(plan_of(tables={"answer": answer}))
    assert decide_table(situation, "answer", x=2) == "enough"
    assert decide_table(situation, "answer", x=1) == "few"
    raised = given(situation, m.ParameterSet("least", 3))
    assert decide_table(raised, "answer", x=2) == "few"


def test_a_word_nobody_labelled_is_said_as_it_is() -> None:
    situation = start(plan_of(tables={"answer": table("answer", "x", ({}, {"o": '"few"'}))}))
    assert label(situation, "answer", "o", "few") == "few"
    assert label(situation, "no such table", "o", "few") == "few"


def test_a_word_with_a_label_is_said_as_its_label() -> None:
    labelled = table(
        "answer", "x", ({}, {"other": '"few"', "o": '"few"'}), labels={"few": "too few firms"}
    )
    situation = start(plan_of(tables={"answer": labelled}))
    assert label(situation, "answer", "o", "few") == "too few firms"
    assert label(situation, "answer", "o", "many") == "many"
    assert label(situation, "answer", "other", "few") == "few"  # labels stand on the last output


def test_a_step_is_required_by_a_verdict_that_its_formula_reads() -> None:
    when = 'phases.only.criteria.it = "met"'
    do = step("do", required_when=formula(when))
    assert assessed(do, condition("it", "true")).open_tasks == (do,)
    assert not assessed(do, condition("it", "false")).open_tasks


def test_the_values_a_condition_saw_are_named_by_their_whole_names() -> None:
    situation = start(
        plan_of(condition("it", "tasks.do.times >= least and count(members) < 9"), step("do"))
    )
    seen = dict(check(situation, situation.workflow.criteria["it"]).seen)
    assert seen == {"tasks.do.times": 0, "least": 2, "members": []}
