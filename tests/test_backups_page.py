"""The page about backups is run: each command on it, with what it prints."""

import re
import shlex
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from engine.cli.script import answer_of
from tests.cli.sessions import LIBRARY

PAGE = Path(__file__).parent.parent / "docs/how-to/backups.md"
COMMON = ("--library", str(LIBRARY), "--today", "2026-03-02", "--lang", "en")
BEFORE = (
    "new coast --workflow small.plan",
    "member add coast anka",
    "tick coast call",
    "tick coast meet --proof minutes=minutes.pdf --set held_on=2026-03-01",
    "new valley --workflow small.plan",
)


def blocks() -> list[tuple[str, str]]:
    """Return each command of the page, with what stands below it."""
    fenced = PAGE.read_text(encoding="utf-8").split("```")[1::2]
    found = (block.strip().removeprefix("$ consort ").partition("\n") for block in fenced)
    return [(command, answer) for command, _newline, answer in found]


def damage(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        changed = "UPDATE event SET payload = '{}' WHERE network = 'valley' AND version = 2"
        connection.execute(changed)
        connection.commit()


def test_the_commands_of_the_page_print_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    Path("minutes.pdf").write_bytes(b"%PDF minutes")
    for line in BEFORE:
        status, said = answer_of([*shlex.split(line), "--db", "sqlite:///networks.db", *COMMON])
        assert status == 0, said
    asked = blocks()
    assert [command.split()[0] for command, _ in asked] == ["backup", "restore", "salvage"]
    for command, answer in asked:
        if command.startswith("salvage"):
            damage(Path("networks.db"))
        _status, said = answer_of([*shlex.split(command), *COMMON])
        assert sized(said) == sized(answer)


def sized(text: str) -> str:
    """Return a text without the size of a file, which differs from one SQLite to the next."""
    return re.sub(r"\d+ kB", "N kB", text.strip())
