"""docs/reference/workflow-files.md says everything, and nothing that is not so."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from engine.definitions.method.overrides import NEW, REMOVE, REPLACE
from engine.definitions.reading import limits, parameters, phases, records
from engine.definitions.reading import measure_files as rules
from engine.definitions.reading import table_yaml as tables
from engine.definitions.reading.loader import WORKFLOW
from engine.definitions.shapes import STATES, ContextShape, Listed, Shape, facts_of
from engine.definitions.workflow import PROOFS, Each, FieldKind, Kind, Lock, Workflow
from engine.dmn.analysis import check
from engine.feel.budget import DEFAULT

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs/reference/workflow-files.md").read_text("utf-8")
KEYS: Mapping[str, tuple[str, ...]] = {
    "## Limits": ("format", "kind", *limits.BOUNDS),
    "## Workflow files": WORKFLOW,
    "### A parameter": parameters.PARAMETER,
    "### A role": parameters.ROLE,
    "### A record": (*records.RECORD, *records.FIELD, *records.TAKEN, *FieldKind),
    "### A phase": phases.PHASE,
    "### A task": (*phases.TASK, *phases.REPEAT, *phases.DUE, *Each, *PROOFS),
    "### A criterion": phases.CRITERION,
    "### A milestone": phases.MILESTONE,
    "## Rule files: measures": (*rules.RULES, *rules.MEASURE, *rules.EXAMPLE),
    "## Overrides": (NEW, REMOVE, REPLACE, *Lock),
}


def _section(heading: str) -> str:
    """Return what stands below a heading, up to the next of its rank or above."""
    rank = heading.partition(" ")[0]
    below = TEXT.split(f"{heading}\n", 1)[1]
    return re.split(rf"^#{{2,{len(rank)}}} ", below, maxsplit=1, flags=re.MULTILINE)[0]


@pytest.mark.parametrize("heading", KEYS)
def test_every_key_is_told(heading: str) -> None:
    told = set(re.findall(r"[\w$]+", " ".join(re.findall(r"`([^`]+)`", _section(heading)))))
    assert set(KEYS[heading]) - told == set()


def test_the_bounds_told_are_the_bounds() -> None:
    row = r"^\| `(\w+)` \|.*\| (\d+) \| (\d+) \| (\d+) \|$"
    told = re.findall(row, _section("## Limits"), re.MULTILINE)
    assert {key: tuple(map(int, numbers)) for key, *numbers in told} == {
        key: (getattr(DEFAULT, key), *bounds) for key, bounds in limits.BOUNDS.items()
    }


def test_every_fact_and_its_members_are_told() -> None:
    told = set(re.findall(r"`(\w+)`", _section("## Names a formula knows")))
    facts = facts_of(Workflow("a", "1", Kind.NETWORK, "A"))
    named = {name for key, shape in facts.items() for name in (key, *_members(shape))}
    states = {state for kind, words in STATES.items() if kind != "network" for state in words}
    assert (named | states) - told == set()


def _members(shape: Shape) -> Iterator[str]:
    match shape:
        case ContextShape(_title, members):
            for name, inner in members.items():
                yield name
                yield from _members(inner)
        case Listed(item):
            yield from _members(item)
        case _:
            pass


def test_the_problems_told_are_those_of_the_bad_files() -> None:
    told = set(re.findall(r"^\| `([a-z-]+)` \|", _section("## Problems"), re.MULTILINE))
    texts = (ROOT / "tests/golden/definitions/bad").glob("*.txt")
    lines = (line for path in texts for line in path.read_text("utf-8").splitlines())
    assert told == {line for line in lines if re.fullmatch("[a-z]+(-[a-z]+)*", line)}


def test_decision_tables_are_told_too() -> None:
    page = (ROOT / "docs/reference/decision-tables.md").read_text("utf-8")
    prose = re.sub(r"```.*?```", "", page, flags=re.DOTALL)
    told = set(re.findall(r"`([^`]+)`", prose))
    parts = (tables.TABLE, tables.INPUT, tables.OUTPUT, tables.ROW, tables.PARAMETER, tables.HITS)
    assert {key for part in parts for key in part} - told == set()


def test_the_table_of_the_page_is_sound() -> None:
    text = (ROOT / "docs/reference/decision-tables.md").read_text("utf-8")
    found = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert found
    assert [str(problem) for problem in check(tables.load_table(found[1]))] == []
