"""Everything shipped loads, has examples, and its examples pass."""

import pytest

from engine.definitions.check import check
from engine.definitions.library import Library, shipped_folder
from engine.definitions.reading.measure_files import MeasureFile
from engine.definitions.workflow import Kind

LIBRARY = Library((shipped_folder(),))
WORKFLOWS = sorted(one.id for kind in Kind for one in LIBRARY.sources(kind))
RULES = sorted(
    key for key, files in LIBRARY.index.items() if files[0].kind in {"decision", "measures"}
)


def test_the_shipped_folder_has_no_problems() -> None:
    report = check([shipped_folder()], LIBRARY)
    assert [str(problem) for problem in report.problems] == []
    assert report.files > len(RULES)
    assert report.examples >= len(RULES)


@pytest.mark.parametrize("key", RULES)
def test_shipped_rules_have_examples(key: str) -> None:
    assert LIBRARY.rules(key).examples


@pytest.mark.parametrize("key", WORKFLOWS)
def test_a_shipped_workflow_is_told_in_english_and_spanish(key: str) -> None:
    workflow = LIBRARY.workflow(key)
    told = [workflow.title, *(phase.title for phase in workflow.phases.values())]
    told += [task.title for task in workflow.tasks.values()]
    told += [words for one in workflow.criteria.values() for words in (one.say, one.now, one.why)]
    assert [words for words in told if words and set(words) < {"en", "es"}] == []
    assert [words for words in told if isinstance(words, str) and words] == []


def test_shipped_measures_are_named_for_people() -> None:
    files = [rules for rules in map(LIBRARY.rules, RULES) if isinstance(rules, MeasureFile)]
    unnamed = [one.id for file in files for one in file.measures.values() if not one.title]
    assert unnamed == []
