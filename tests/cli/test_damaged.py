"""A database that is damaged, incomplete or may only be read explains itself: never a traceback.

Each damage is done to a copy of a small database; five kinds of command then read and write it.
"""

import os
import random
import resource
import shlex
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

from engine.case.case import Case
from engine.cli.script import answer_of
from engine.definitions.library import Library
from engine.store import open_store
from engine.workbench import Workbench
from tests.cli.sessions import LIBRARY

Damage = Callable[[Path], None]
COMMANDS = (
    "list",
    "status net",
    "history net",
    "verify",
    'suspend net --because "a rest"',
    "todo",
    "portfolio",
)
OF_THE_DRIVER = ("sqlite", "SELECT ", "malformed", "no such", "Traceback", "psycopg", "utf-8")


def ask(path: Path, line: str) -> tuple[int, str]:
    common = ["--db", f"sqlite:///{path}", "--library", str(LIBRARY), "--today", "2026-03-02"]
    return answer_of([*shlex.split(line), *common, "--lang", "en"])


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with a network on record, closed."""
    path = tmp_path_factory.mktemp("sound") / "a.db"
    for words in (
        "new net --workflow small.plan",
        "member add net anka",
        "member commit net anka",
        "tick net call",
    ):
        status, printed = ask(path, words)
        assert status == 0, printed
    return path


def flipped(seed: int, count: int) -> Damage:
    def damage(path: Path) -> None:
        chance, body = random.Random(seed), bytearray(path.read_bytes())  # noqa: S311 - seeded
        for _ in range(count):
            body[chance.randrange(100, len(body))] = chance.randrange(256)
        path.write_bytes(body)

    return damage


def cut(share: float) -> Damage:
    def damage(path: Path) -> None:
        body = path.read_bytes()
        path.write_bytes(body[: int(len(body) * share)])

    return damage


def changed(*statements: str) -> Damage:
    def damage(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            for statement in statements:
                connection.execute(statement)
            connection.commit()

    return damage


def cut_log(path: Path) -> None:
    """Leave half of a write-ahead log: what a full disk or a lost power leaves."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("UPDATE person SET phone = hex(randomblob(9000))")
        connection.commit()
        body = path.with_name("a.db-wal").read_bytes()
        whole = path.read_bytes()
    path.write_bytes(whole)
    path.with_name("a.db-wal").write_bytes(body[: len(body) // 2])


def utf16(path: Path) -> None:
    """Write the same tables in another encoding, as some tools do."""
    with closing(sqlite3.connect(path)) as connection:
        said = "\n".join(connection.iterdump())
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA encoding = 'UTF-16le'")
        connection.executescript(said)


def picture(path: Path) -> None:
    path.write_bytes(b"\x89PNG" * 5000)


DAMAGES: dict[str, Damage] = {
    **{f"{count} bytes flipped, {seed}": flipped(seed, count)
       for seed in range(4) for count in (1, 10, 60, 600)},
    "cut to nine tenths": cut(0.9),
    "cut to half": cut(0.5),
    "cut to a hundredth": cut(0.01),
    "emptied": cut(0),
    "a picture": picture,
    "half a write-ahead log": cut_log,
    "in another encoding": utf16,
    "texts in another encoding": changed(
        "UPDATE event SET payload = CAST(x'e9e8' AS TEXT) WHERE version = 2",
        "UPDATE network SET title = CAST(x'e9' AS TEXT)",
    ),
    "no events": changed("DROP TABLE event"),
    "no networks": changed("DROP TABLE network"),
    "no persons": changed("DROP TABLE person"),
    "no column of events": changed("ALTER TABLE event DROP COLUMN payload"),
    "no column of networks": changed("ALTER TABLE network DROP COLUMN members"),
    "no version of the tables": changed("DROP TABLE alembic_version"),
    "days that are none": changed(
        "UPDATE network SET last_on = 'x'", "UPDATE event SET \"on\" = 'y'",
        "UPDATE worklist SET due = 'z'",
    ),
    "numbers that are none": changed("UPDATE network SET version = 'x', members = 'y'"),
    "snapshots that are none": changed("UPDATE network SET snapshot = '[]'"),
    "plans that are none": changed("UPDATE definition SET text = '{}'"),
    "half a plan": changed("UPDATE definition SET text = substr(text, 1, 1000)"),
    "no plans": changed("DELETE FROM definition"),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_database_ends_no_command_in_a_traceback(
    damage: str, sound: Path, tmp_path: Path
) -> None:
    for number, line in enumerate(COMMANDS):
        path = tmp_path / str(number) / "a.db"
        path.parent.mkdir()
        shutil.copy(sound, path)
        DAMAGES[damage](path)
        status, printed = ask(path, line)  # a traceback would come through
        assert status in {0, 1, 2}, printed
        said = printed.replace(f"sqlite:///{path}", "URL")
        assert not [word for word in OF_THE_DRIVER if word in said], printed


def test_a_damage_is_told_with_what_still_reads_and_what_to_do(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    shutil.copy(sound, path)
    cut(0.5)(path)
    status, printed = ask(path, "list")
    assert status == 2
    assert "it is damaged; other networks may still read; restore the last backup" in printed
    assert "$ consort salvage OLD NEW" in printed


def test_a_fault_of_the_program_is_not_blamed_on_a_sound_database(sound: Path) -> None:
    with open_store(f"sqlite:///{sound}") as store:
        bench = Workbench(store, Library((LIBRARY,)))
        assert store.damage(bench.lists_of) is None


def test_a_fault_in_looking_is_damage(sound: Path) -> None:
    def fault(_case: Case) -> Any:
        raise KeyError

    with open_store(f"sqlite:///{sound}") as store:
        assert "it is damaged" in str(store.damage(fault))


@pytest.fixture
def guarded(sound: Path) -> Iterator[Path]:
    """A copy in a folder in which we may read and not write, all commands acting as nobody."""
    folder = Path(mkdtemp(prefix="consort-guarded-"))
    path = folder / "a.db"
    shutil.copy(sound, path)
    for line in COMMANDS:
        ask(path, line)  # so that all modules are read before we are somebody else
    shutil.copy(sound, path)
    path.chmod(0o444)
    folder.chmod(0o555)
    if os.getuid() == 0:
        os.seteuid(65534)
    yield path
    os.seteuid(os.getuid())
    folder.chmod(0o700)
    shutil.rmtree(folder)


def test_reading_works_where_nothing_can_be_written(guarded: Path) -> None:
    for line in ("list", "status net", "history net", "verify", "todo", "portfolio"):
        status, printed = ask(guarded, line)
        assert status == 0, printed
    assert sorted(path.name for path in guarded.parent.iterdir()) == ["a.db"]


def test_writing_where_nothing_can_be_written_says_so(guarded: Path) -> None:
    status, printed = ask(guarded, "suspend net --because x")
    assert status == 1
    assert "cannot write to the database: it can only be read" in printed
    assert "reading works; write to the original, or have its rights changed" in printed


def test_what_was_written_last_is_not_passed_over_where_nothing_can_be_written(
    guarded: Path,
) -> None:
    os.seteuid(os.getuid())
    guarded.parent.chmod(0o700)
    guarded.with_name("a.db-wal").write_bytes(b"something")
    guarded.parent.chmod(0o555)
    if os.getuid() == 0:
        os.seteuid(65534)
    status, printed = ask(guarded, "list")
    assert status == 2
    assert "what was written last stands in a.db-wal" in printed
    assert "copy both files to a folder you may write to, and open that copy" in printed


def test_a_file_that_may_not_be_read_says_so(guarded: Path) -> None:
    os.seteuid(os.getuid())
    guarded.chmod(0o000)
    if os.getuid() == 0:
        os.seteuid(65534)
    status, printed = ask(guarded, "list")
    assert status == 2
    assert "a.db' cannot be read; have its rights changed" in printed


def test_a_copy_without_its_log_says_so(sound: Path, tmp_path: Path) -> None:
    path, copy = tmp_path / "a.db", tmp_path / "copy.db"
    shutil.copy(sound, path)
    with open_store(f"sqlite:///{path}") as store:
        with store._database.writing():
            pass
        shutil.copy(path, copy)
        assert path.with_name("a.db-wal").exists()
    assert "is a copy without its copy.db-wal" in ask(copy, "list")[1]
    assert "is a copy" not in ask(path, "list")[1]
    assert not path.with_name("a.db-wal").exists()


def test_a_folder_in_which_others_can_replace_the_files_is_warned_about(
    sound: Path, tmp_path: Path
) -> None:
    path = tmp_path / "open" / "a.db"
    path.parent.mkdir()
    shutil.copy(sound, path)
    for mode, warned in ((0o777, True), (0o1777, False), (0o755, False)):
        path.parent.chmod(mode)
        assert ("others can replace files" in ask(path, "list")[1]) is warned


def test_a_disk_that_takes_no_more_is_told(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    shutil.copy(sound, path)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        status, printed = ask(path, "suspend net --because x")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert status == 1
    assert "cannot write to the database: its disk reports a fault, or takes no more" in printed
    assert ask(path, "verify")[0] == 0
