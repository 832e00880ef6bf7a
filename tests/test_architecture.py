"""Folders, import contracts and ``docs/architecture.md`` say the same, and files named are crossed.

The page's lists are kept by ``pytest --update-golden``; look at what changed before you accept it.
"""

import re
import shlex
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from engine.cli.script import answer_of
from tests.ways import ENGINE, Way, crossed

HOME = ENGINE.parent
PAGE = HOME / "docs" / "architecture.md"
PROJECT = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS: list[dict[str, Any]] = PROJECT["tool"]["importlinter"]["contracts"]
WAYS = {
    "Tick a step": "tick net hosts_found --proof signed_letter=x --set name=A --set kind=chamber",
    "Why not yet": "why net",
    "The statutes": "render net statutes --draft --to md",
}
WHOLE = ("feel", "dmn")
"""Rooms that are named whole: which of their files a formula crosses is the formula's affair."""


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


def block(heading: str) -> str:
    """Return the fenced text under a heading of the page."""
    found = re.search(_fenced(heading), PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found, f"{PAGE.name} has no fenced text under {heading!r}"
    return found.group(2)


def keep(heading: str, text: str) -> None:
    """Write the fenced text under a heading of the page anew."""
    page = PAGE.read_text(encoding="utf-8")
    anew = re.sub(
        _fenced(heading), lambda at: at.group(1) + text + at.group(3), page, flags=re.DOTALL
    )
    PAGE.write_text(anew, encoding="utf-8")


def _fenced(heading: str) -> str:
    return rf"(## {re.escape(heading)}\n(?:(?!\n## ).)*?```text\n)(.*?)(```)"


def same(heading: str, text: str, *, update: bool) -> None:
    if update:
        keep(heading, text)
    hint = "run pytest tests/test_architecture.py --update-golden and read what changed"
    assert block(heading) == text, hint


# --- what each room may touch -------------------------------------------------------------------


def layers(container: str) -> list[str]:
    """Return the lines of a contract of layers, the highest first."""
    [contract] = [one for one in CONTRACTS if one.get("containers") == [container]]
    assert contract["exhaustive"] is True
    lines: list[str] = contract["layers"]
    return lines


LAYERED = [one["containers"][0] for one in CONTRACTS if one["type"] == "layers"]


def rooms(folder: Path) -> set[str]:
    """Return the rooms of a folder: its modules, and its folders that hold some."""
    files = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    return files | {path.parent.name for path in folder.glob("*/*.py")}


@pytest.mark.parametrize("container", LAYERED)
def test_the_folders_are_the_rooms_of_the_contract(container: str) -> None:
    named = {room.strip() for line in layers(container) for room in line.split("|")}
    assert named == rooms(HOME / container.replace(".", "/"))


def test_the_page_draws_the_layers_of_the_contracts(update: bool) -> None:
    parts = ["\n".join([f"{one}:", *(f"    {line}" for line in layers(one))]) for one in LAYERED]
    same("What each room may touch", "\n\n".join(parts) + "\n", update=update)


def test_the_page_names_the_home_of_each_foreign_library(update: bool) -> None:
    homes = [
        f"{', '.join(one['protected_modules'])}: {', '.join(one['allowed_importers'])}"
        for one in CONTRACTS
        if one["type"] == "protected" and not one["protected_modules"][0].startswith("engine.")
    ]
    same("Homes of foreign libraries", "\n".join(homes) + "\n", update=update)


def test_the_front_door_draws_every_room() -> None:
    drawing = (ENGINE / "__init__.py").read_text(encoding="utf-8")
    for room in rooms(ENGINE):
        assert re.search(rf"^    (?:\w+  )*{room}\b", drawing, re.MULTILINE), room


def test_nothing_is_asynchronous_below_the_web() -> None:
    files = [file for file in ENGINE.rglob("*.py") if file.parent.name != "web"]
    assert not [file for file in files if "async def" in file.read_text(encoding="utf-8")]


# --- the three ways through the house -----------------------------------------------------------


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Give the options of every command on a database with one network."""
    url = f"sqlite:///{tmp_path_factory.mktemp('ways') / 'networks.db'}"
    options = ["--db", url, "--today", "2026-03-02", "--lang", "en"]
    for command in ("new net --title Net", "member add net anka --name Anka"):
        status, answer = answer_of([*shlex.split(command), *options])
        assert not status, answer
    return options


@pytest.fixture(scope="module")
def ways(asked: list[str]) -> dict[str, Way]:
    return {way: crossed(*shlex.split(line), *asked) for way, line in WAYS.items()}


@pytest.mark.parametrize("way", WAYS)
def test_the_files_named_on_a_way_are_those_that_are_crossed(
    way: str, ways: dict[str, Way], update: bool
) -> None:
    same(way, listed(ways[way].files), update=update)


@pytest.mark.parametrize("way", WAYS)
def test_a_way_goes_straight_down_and_once_back_up(way: str, ways: dict[str, Way]) -> None:
    assert ways[way].turned_back == []


def listed(files: Iterable[str]) -> str:
    """Return files as the page lists them: a line for each room, the way down first."""
    order = [room.strip() for line in layers("engine") for room in line.split("|")]
    by_room: defaultdict[str, list[str]] = defaultdict(list)
    for file in files:
        room, _slash, rest = file.removesuffix(".py").partition("/")
        if rest and room not in WHOLE:
            by_room[room].append(rest)
        else:
            by_room.setdefault(room, [])
    width = max(map(len, order)) + 2
    found = sorted(by_room, key=order.index)
    lines = (f"{room:{width}}{'  '.join(sorted(by_room[room]))}".rstrip() for room in found)
    return "\n".join(lines) + "\n"


def test_only_the_room_that_words_things_and_the_ways_in_stand_above_deciding() -> None:
    ways = {way: block(way) for way in WAYS}
    assert "deciding" not in ways["Why not yet"].replace("deciding/fields", "")
    assert "store/writing" not in ways["Why not yet"]
    assert "runtime/deciding" not in ways["The statutes"]


def test_every_file_the_page_speaks_of_is_there() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for name in re.findall(r"`([\w/]+/[\w/]*(?:\.\w+)?)`", text):
        assert (ENGINE / name).exists() or (HOME / name).exists(), name
