"""A file is written whole or not at all, and what a killed command left is cleared and told."""

import fcntl
import os
from pathlib import Path

import pytest

from engine.cli.script import answer_of
from engine.store.arriving import CLEARED, arriving, clear, left_of
from tests.cli.sessions import LIBRARY


def test_a_file_stands_in_its_place_after_the_block_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with arriving(path) as part:
        part.write_text("whole")
        assert not path.exists()
        assert left_of(path) == []  # somebody is at work on it
    assert path.read_text() == "whole"
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]
    rights = path.stat().st_mode & 0o777
    assert rights == 0o600


def test_a_block_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("before")

    def fail() -> None:
        with arriving(path) as part:
            part.write_text("half")
            part.with_name(part.name + "-journal").write_text("of SQLite")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert path.read_text() == "before"
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]


def test_what_a_killed_command_left_is_cleared_and_what_another_writes_is_not(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.txt"
    left, held, other = (tmp_path / f".{name}.part" for name in ("a.txt.1", "a.txt.2", "b.txt.1"))
    for one in (left, held, other):
        one.write_text("half")
    journal = left.with_name(left.name + "-journal")
    journal.write_text("of SQLite")
    handle = os.open(held, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    told: list[Path] = []
    token = CLEARED.set(told)
    clear(path)
    CLEARED.reset(token)
    os.close(handle)
    assert told == [left]
    assert not left.exists()
    assert not journal.exists()
    assert held.exists()
    assert other.exists()


def test_the_next_command_says_what_it_cleared(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    common = ["--db", url, "--library", str(LIBRARY), "--today", "2026-03-02", "--lang", "en"]
    assert answer_of(["new", "net", "--workflow", "small.plan", *common])[0] == 0
    left = tmp_path / ".all.backup.xyz.part"
    left.write_text("half")
    status, said = answer_of(["backup", str(tmp_path / "all.backup"), *common])
    assert status == 0
    assert "cleared away" in said
    assert not left.exists()


def test_the_next_command_says_which_copy_of_a_proof_it_cleared(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    common = ["--db", url, "--library", str(LIBRARY), "--today", "2026-03-02", "--lang", "en"]
    staged = tmp_path / "a.db.proofs" / "staged"
    staged.mkdir(parents=True)
    (staged / "part-abc").write_text("half")
    status, said = answer_of(["new", "net", "--workflow", "small.plan", *common])
    assert status == 0
    assert "cleared away" in said
    assert list(staged.iterdir()) == []
