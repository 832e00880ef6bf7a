"""Bad files: every problem at once, each with its place; and no code without a file."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.definitions import check as check_module
from engine.definitions.check import check
from engine.definitions.library import Library
from engine.definitions.reading.loader import load_workflow
from engine.definitions.reading.yaml_source import read
from engine.source import DefinitionError, Text
from tests.work import at_most

CALLS = 8_000_000
"""A second or two of work on a machine of its own."""

HERE = Path(__file__).parent
BAD = sorted(path.name for path in (HERE / "bad").glob("*.yaml"))
TOGETHER = {
    "override_in_a_circle.yaml": ("override_in_a_circle_other_half.yaml",),
    "twice.yaml": ("kind.yaml",),
}
"""Files that are bad only beside others."""
HURTFUL = [name for name in BAD if name.startswith(("yaml", "override_in", "references"))]
READ_ELSEWHERE = {"date", "duration", "no-decision"}
"""Codes of what ``check`` never reads (tests/definitions/test_fields.py, test_tables.py)."""

Golden = Callable[[str, str], None]


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Library:
    monkeypatch.chdir(HERE / "bad")
    return Library((HERE / "good",))


@pytest.mark.parametrize("name", BAD)
def test_every_problem_of_a_bad_file_is_told(name: str, library: Library, golden: Golden) -> None:
    paths = [Path(one) for one in (*TOGETHER.get(name, ()), name)]
    report = check(paths, library)
    assert report.problems
    told = "\n".join(f"{one.code}\n  {one}" for one in report.problems)
    golden(f"definitions/bad/{Path(name).stem}.txt", told)


@pytest.mark.parametrize("name", HURTFUL)
def test_a_file_made_to_hurt_is_refused_with_little_work(name: str, library: Library) -> None:
    with at_most(calls=CALLS):
        check([Path(name)], library)


def test_every_code_of_a_problem_has_a_bad_file(pytestconfig: pytest.Config) -> None:
    folder = Path(check_module.__file__).parent
    source = "\n".join(path.read_text("utf-8") for path in folder.glob("*.py"))
    calls = r"(?:report|report_unknown|unknown|say|Problem)\((?:self\.reader, |reader, )?\s*"
    codes = {*re.findall(calls + r'"([a-z-]+)"', source), *re.findall(r'"(unknown-\w+)"', source)}
    texts = (pytestconfig.rootpath / "tests/golden/definitions/bad").glob("*.txt")
    told = {line for text in texts for line in text.read_text("utf-8").splitlines()}
    assert codes - READ_ELSEWHERE <= told


def test_thousands_of_unknown_words_are_told_with_little_work() -> None:
    head = "format: consort/1\nid: a.b\nversion: 1.0.0\nkind: network\ntitle: A\n"
    tasks = "".join(
        f"      task_{n}: {{title: T, needs: [step_{n}, task_{n}]}}\n" for n in range(2000)
    )
    criteria = "".join(
        f"      c_{n}: {{say: '{{what_{n}}}', when: n_{n} > 1}}\n" for n in range(1000)
    )
    phases = f"phases:\n  first:\n    title: F\n    tasks:\n{tasks}    complete:\n{criteria}"
    node = read(Text("many.yaml", head + phases))
    with at_most(calls=CALLS), pytest.raises(DefinitionError) as error:
        load_workflow(node, Library((HERE / "good",)).rules)
    assert len(error.value.problems) == 2000 + 2000 + 1000 + 1000
