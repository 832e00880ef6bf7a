"""The recipes of ``docs/how-to/add-one-of-each.md`` are followed in a copy of the house."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

HOME = Path(__file__).parent.parent
PAGE = (HOME / "docs" / "how-to" / "add-one-of-each.md").read_text(encoding="utf-8")
CONSORT = "import sys; from engine.cli import main; main(sys.argv[1:])"
MOST = {
    "A built-in of the rule language": 2,
    "A field of a task": 6,
    "An event with its command": 5,
    "A format of documents": 2,
    "A question that the commands answer": 3,
}
"""How many files each may touch; words and translations are not counted."""


class Edit(NamedTuple):
    """A piece of a recipe: which file, where in it, and what."""

    file: str
    where: str
    anchor: str
    within: str
    text: str

    def apart(self) -> str:
        """Return the text, a definition with blank lines before and after it."""
        whole = self.text.startswith(("def ", "class ", "@"))
        return f"\n\n{self.text}\n\n" if whole else self.text


_EDIT = re.compile(
    r"In `(?P<file>[^`]+)`, (?P<where>at the end|a new file|after|before)"
    r"(?: `(?P<anchor>[^`]+)`)?(?: of `(?P<within>[^`]+)`)?:\n\n```\w+\n(?P<text>.*?)```\n",
    re.DOTALL,
)
_SHOWN = re.compile(r"It is there when this is so:\n\n```(python|console)\n(.*?)```", re.DOTALL)


def recipe(title: str) -> tuple[int, list[Edit], str, str]:
    """Return a recipe: how many files it says, its edits, and how it is shown to work."""
    found = re.search(rf"## {title}: (\d) files\n(.*?)(?=\n## |\Z)", PAGE, re.DOTALL)
    assert found, title
    parts = [Edit(*(one or "" for one in match.groups())) for match in _EDIT.finditer(found[2])]
    shown = _SHOWN.search(found[2])
    assert shown, title
    return int(found[1]), parts, shown[1], shown[2]


def follow(edit: Edit, house: Path) -> None:
    """Make one edit in the copy. Its anchor must be there, and whole lines."""
    file = house / edit.file
    if edit.where == "a new file":
        assert not file.exists()
        file.write_text(edit.text, encoding="utf-8")
        return
    text = file.read_text(encoding="utf-8")
    if edit.where == "at the end":
        file.write_text(text + edit.apart(), encoding="utf-8")
        return
    at = text.index(edit.anchor, text.index(edit.within))
    if edit.where == "after":
        at = text.index("\n", at) + 1
    file.write_text(text[:at] + edit.apart() + text[at:], encoding="utf-8")


def answer(house: Path, *command: str) -> str:
    """Return what Python says in the copy; what goes wrong is shown."""
    paths = {"PYTHONPATH": str(house), "CONSORT_DB": f"sqlite:///{house / 'networks.db'}"}
    ran = subprocess.run(  # noqa: S603 - the page's own code
        [sys.executable, "-c", *command],
        check=False, capture_output=True, text=True, cwd=house, env={**os.environ, **paths},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the house."""
    house = tmp_path_factory.mktemp("house")
    for name in ("engine", "tests", "workflows", "rules", "templates"):
        ignored = shutil.ignore_patterns("__pycache__", "golden")
        shutil.copytree(HOME / name, house / name, ignore=ignored)
    return house


@pytest.mark.parametrize("title", MOST)
def test_a_recipe_touches_few_files_and_what_it_adds_works(title: str, copied: Path) -> None:
    says, edits, language, shown = recipe(title)
    touched = {edit.file for edit in edits}
    before = {name: (copied / name).read_bytes() for name in touched if (copied / name).exists()}
    assert len(touched) == says <= MOST[title]
    try:
        for edit in edits:
            follow(edit, copied)
        if language == "python":
            answer(copied, shown)
        else:
            played(shown, copied)
    finally:
        for name in touched:
            (copied / name).unlink()
        for name, content in before.items():
            (copied / name).write_bytes(content)


def played(session: str, house: Path) -> None:
    """Play the commands of a session and compare what they answer."""
    for command, told in re.findall(r"^\$ consort (.+)\n((?:(?!\$ ).*\n)*)", session, re.MULTILINE):
        assert answer(house, CONSORT, *shlex.split(command)) == told


def test_every_recipe_of_the_page_is_followed() -> None:
    assert set(re.findall(r"^## (.+): \d files$", PAGE, re.MULTILINE)) == set(MOST)
