"""From the words people type to the thing they mean: whole, in part, in a project, not at all."""

from dataclasses import replace

import pytest

from engine.case import messages as m
from engine.runtime.find import find_any, find_criterion, find_phase, find_project, find_task
from engine.runtime.situation import Situation
from engine.source import Reason, Rejected
from tests.runtime.plan import DAY, PLAN, condition, given, plan_of, start, step

KIND = replace(
    plan_of(
        step("quotes", title="Ask for quotes", code="Q-1"),
        step("call", title="Call the sellers"),
        condition("cheap", "true"),
    ),
    digest="kind",
)


@pytest.fixture(scope="module")
def network() -> Situation:
    opened = Situation(start().case, PLAN, DAY, {"kind": KIND})
    return given(
        opened,
        m.ProjectAdded("fair", "Joint fair", "t", "kind"),
        m.ProjectAdded("fairs", "Second one", "t", "kind"),
    )


@pytest.mark.parametrize(
    ("word", "scope", "task"),
    [
        ("call", "", "call"),  # the network's own, though projects have one of that name
        ("T-02", "", "meet"),
        ("first.tasks.meet", "", "meet"),
        ("Meet", "", "meet"),
        ("MEE", "", "meet"),
        ("fair/quotes", "fair", "quotes"),
        ("fair.quotes", "fair", "quotes"),
        ("fair.tasks.quotes", "fair", "quotes"),
        ("projects.fair.tasks.quotes", "fair", "quotes"),
        ("fair/Q-1", "fair", "quotes"),
        ("fair/call", "fair", "call"),
        ("fairs/only.tasks.call", "fairs", "call"),
    ],
)
def test_a_step_is_found_by_id_code_address_and_part_of_its_title(
    network: Situation, word: str, scope: str, task: str
) -> None:
    found_scope, found = find_task(network, word)
    assert (found_scope, found.id) == (scope, task)


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("quotes", "fair/quotes, fairs/quotes"),  # which of the two projects?
        ("cal l", "'call'"),
        ("fair/meet", "no such"),
        ("zzz", "no such"),
    ],
)
def test_a_word_that_fits_nothing_or_several_is_refused(
    network: Situation, word: str, said: str
) -> None:
    with pytest.raises(Rejected) as refused:
        find_task(network, word)
    assert refused.value.reason is Reason.UNKNOWN
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("word", "scope", "phase"),
    [("first", "", "first"), ("Second", "", "second"), ("fair/only", "fair", "only")],
)
def test_a_phase_is_found(network: Situation, word: str, scope: str, phase: str) -> None:
    found_scope, found = find_phase(network, word)
    assert (found_scope, found.id) == (scope, phase)


@pytest.mark.parametrize(
    ("word", "scope", "criterion"),
    [
        ("enough", "", "enough"),
        ("C-1", "", "enough"),
        ("first.complete.enough", "", "enough"),
        ("well attended", "", "well_attended"),
        ("fair/cheap", "fair", "cheap"),
    ],
)
def test_a_condition_is_found(network: Situation, word: str, scope: str, criterion: str) -> None:
    found_scope, found = find_criterion(network, word)
    assert (found_scope, found.id) == (scope, criterion)


@pytest.mark.parametrize(
    ("word", "kind", "name"),
    [
        ("first", "phase", "first"),
        ("enough", "criterion", "enough"),
        ("meet", "task", "meet"),  # a whole name goes before a part of a sentence
        ("First phase", "phase", "first"),
        ("firms have signed", "criterion", "enough"),
        ("plan", "task", "plan"),
    ],
)
def test_anything_is_found_whole_names_first(
    network: Situation, word: str, kind: str, name: str
) -> None:
    assert find_any(network, word) == ("", kind, name)


def test_what_the_plan_does_not_have_is_answered_with_the_nearest(network: Situation) -> None:
    with pytest.raises(Rejected, match="'enough'"):
        find_any(network, "enougg")
    with pytest.raises(Rejected) as refused:
        find_any(network, "zzzzzzzz")
    assert refused.value.reason is Reason.UNKNOWN


@pytest.mark.parametrize(
    ("word", "project"),
    [("fair", "fair"), ("Second", "fairs"), ("second ONE", "fairs"), ("joint", "fair")],
)
def test_a_project_is_found_by_id_or_part_of_its_title(
    network: Situation, word: str, project: str
) -> None:
    assert find_project(network, word) == project


@pytest.mark.parametrize("word", ["", "n", "dye"])
def test_a_part_that_fits_several_projects_or_none_finds_none(
    network: Situation, word: str
) -> None:
    with pytest.raises(Rejected):
        find_project(network, word)
