"""Good files load into the workflow they mean, and travel as JSON without loss."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.definitions.check import check
from engine.definitions.library import Library
from engine.definitions.meaning import meaning
from engine.definitions.method.digest import publish, restore
from engine.definitions.workflow import Kind

GOOD = Path(__file__).parent / "good"
WORKFLOWS = ("good.network", "good.ours", "good.fair", "good.project")

Golden = Callable[[str, str], None]


@pytest.fixture
def library() -> Library:
    return Library((GOOD,))


def test_good_files_have_no_problems_and_their_examples_pass(library: Library) -> None:
    report = check([GOOD], library)
    assert [str(problem) for problem in report.problems] == []
    assert (report.files, report.examples) == (6, 5)


@pytest.mark.parametrize("key", WORKFLOWS)
def test_a_good_file_means_this_workflow(key: str, library: Library, golden: Golden) -> None:
    _digest, text = publish(library.workflow(key))
    golden(f"definitions/{key}.json", json.dumps(json.loads(text), ensure_ascii=False, indent=1))


@pytest.mark.parametrize("key", WORKFLOWS)
def test_a_published_workflow_comes_back_as_it_was(key: str, library: Library) -> None:
    workflow = library.workflow(key)
    digest, text = publish(workflow)
    assert meaning(restore(text)) == meaning(workflow)
    assert restore(text).digest == digest
    assert publish(restore(text)) == (digest, text)


def test_a_base_that_is_only_there_to_be_extended_is_no_project(library: Library) -> None:
    assert list(library.projects()) == ["good.fair"]
    assert [one.id for one in library.sources(Kind.NETWORK)] == ["good.network", "good.ours"]


def test_an_override_names_the_file_that_set_each_value(library: Library) -> None:
    ours = library.workflow("good.ours")
    due = ours.tasks["open_meeting"].due
    assert due is not None
    assert due.days == 20
    told = library.layers_of("good.ours", "parameters.min_members.value")
    assert [(str(one.span), one.text) for one in told] == [
        ("workflows/network.yaml:11:12", "5"),
        ("workflows/ours.yaml:8:24", "6"),
    ]
    whole = library.layers_of("good.ours", "promotion.complete.paid")
    assert [str(one.span).partition(":")[0] for one in whole] == ["workflows/ours.yaml"]


def test_what_a_thing_was_once_called_is_kept(library: Library) -> None:
    assert library.workflow("good.ours").renames == {
        "parameters.least_members": "min_members",
        "fields.day": "held_on",
        "tasks.kickoff_meeting": "open_meeting",
    }
