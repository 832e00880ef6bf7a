"""An organisation's own file over a base."""

import pytest

from engine.definitions.method.locks import prove_locks
from engine.definitions.method.overrides import merge
from engine.definitions.reading.fields import Reader
from engine.definitions.reading.yaml_source import Node, at, plain, read
from engine.source import Text

KEYED = frozenset({"tasks", "parameters"})
BASE = """\
title: Export network
tasks:
  open_meeting: {title: Hold the meeting, due: P35D, proof: [list, photo]}
  survey: {title: Survey the firms}
"""


def _merged(layer: str) -> tuple[Node, list[str]]:
    reader = Reader()
    base, over = read(Text("base", BASE)), read(Text("ours", layer))
    node = merge(base, over, KEYED, reader)
    return node, [str(problem) for problem in reader.problems]


def test_maps_merge_while_values_and_lists_replace() -> None:
    node, problems = _merged("tasks: {open_meeting: {due: P20D, proof: [list]}}")
    assert problems == []
    assert plain(node) == {
        "title": "Export network",
        "tasks": {
            "open_meeting": {"title": "Hold the meeting", "due": "P20D", "proof": ["list"]},
            "survey": {"title": "Survey the firms"},
        },
    }


def test_every_value_keeps_the_place_of_the_layer_that_set_it() -> None:
    node, _problems = _merged("tasks:\n  open_meeting:\n    due: P20D")
    due, title = at(node, "tasks.open_meeting.due"), at(node, "tasks.open_meeting.title")
    assert due is not None
    assert title is not None
    assert (str(due.span), str(title.span)) == ("ours:3:10", "base:3:25")


def test_a_part_can_be_removed_replaced_and_added() -> None:
    node, problems = _merged(
        "tasks:\n  survey: {$remove: true}\n  open_meeting: {$replace: true, title: Talk}\n"
        "  visit: {$new: true, title: Visit, repeat: {at_least: 2}}"
    )
    assert problems == []
    tasks = at(node, "tasks")
    assert tasks is not None
    assert plain(tasks) == {
        "open_meeting": {"title": "Talk"},
        "visit": {"title": "Visit", "repeat": {"at_least": 2}},
    }


def test_a_field_the_base_leaves_out_can_be_set() -> None:
    node, problems = _merged("tasks: {survey: {repeat: {at_least: 2}}}")
    assert problems == []
    assert at(node, "tasks.survey.repeat.at_least") is not None


@pytest.mark.parametrize(
    ("layer", "problem"),
    [
        (
            "tasks: {open_meting: {due: P1D}}",
            (
                "ours:1:9: the base has no 'open_meting'; did you mean 'open_meeting'?; "
                "to add it, write $new: true in it"
            ),
        ),
        ("tasks: {visit: {$remove: true}}", "ours:1:9: the base has no 'visit'"),
        (
            "tasks: {survey: {$new: true}}",
            "ours:1:9: 'survey' is not new; the base has it at base:4:3; delete $new",
        ),
    ],
)
def test_a_key_that_matches_nothing_is_told(layer: str, problem: str) -> None:
    assert _merged(layer)[1] == [problem]


MUST = """\
complete:
  led: {say: A leader leads, when: a, must: true}
  paid: {say: All have paid, when: b, hard: true}
"""


def _locked(layer: str) -> list[str]:
    reader = Reader()
    prove_locks(read(Text("base", MUST)), read(Text("ours", layer)), {"complete"}, reader)
    return [problem.code for problem in reader.problems]


@pytest.mark.parametrize(
    "change", ["{$remove: true}", "{$replace: true, say: x, when: c}", "{when: c}", "{must: 'no'}"]
)
def test_a_must_is_neither_removed_nor_altered(change: str) -> None:
    assert _locked(f"complete: {{led: {change}}}") == ["locked"]
    assert _locked(f"complete: {{paid: {change.replace('must', 'hard')}}}") == []


def test_the_words_of_a_must_may_be_others() -> None:
    assert (
        _locked("complete: {led: {say: Somebody leads}, more: {$new: true, say: x, when: c}}") == []
    )
