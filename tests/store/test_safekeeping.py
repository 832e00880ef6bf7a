"""Backups hold everything and go back into any database; wrecks give what still holds."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from engine.case import messages as m
from engine.cli.script import answer_of
from engine.source import Rejected
from engine.store import Brought, Store, made_here, open_store
from tests.cli.sessions import LIBRARY

PROOF = made_here(b"minutes", "minutes.pdf")
TICK = m.TaskTicked("b", proofs=(m.Proof("minutes", PROOF.name, PROOF.digest),))
TABLES = ("event", "network", "record", "worklist", "person", "outbox", "organisation")


def run(line: str, url: str) -> tuple[int, str]:
    common = ["--db", url, "--library", str(LIBRARY), "--today", "2026-03-02", "--lang", "en"]
    return answer_of([*line.split(), *common])


@pytest.fixture
def filled(url: str, tmp_path: Path) -> str:
    """A database with two networks of one organisation, one of another, and a proof."""
    (tmp_path / "minutes.pdf").write_bytes(b"%PDF minutes")
    lines = (
        "new net --workflow small.plan",
        "member add net anka",
        "tick net call",
        f"tick net meet --proof minutes={tmp_path}/minutes.pdf --set held_on=2026-03-01",
        "new other --workflow small.plan",
        "org add valley",
        "new third --workflow small.plan --org valley",
    )
    for line in lines:
        status, printed = run(line, url)
        assert status == 0, printed
    return url


def rows_of(url: str) -> dict[str, list[tuple[object, ...]]]:
    """Return what an export of a database says of some tables."""
    from sqlalchemy import select  # noqa: PLC0415

    from engine.store.schema import metadata  # noqa: PLC0415

    found = {}
    with open_store(url) as store:
        for name in TABLES:
            table = metadata.tables[name]
            ask = select(table)
            if name != "organisation":
                ask = ask.where(table.c.organisation == "home")
            found[name] = sorted(tuple(row) for row in store._database.ask(ask))
    return found


def fresh(tmp_path: Path, name: str) -> str:
    return f"sqlite:///{tmp_path / name}"


def test_a_backup_goes_back_into_a_file_with_all_rows_and_files(
    filled: str, tmp_path: Path
) -> None:
    status, printed = run(f"backup {tmp_path}/all.backup", filled)
    assert (status, "3 networks, 1 kept file" in printed) == (0, True), printed
    back = fresh(tmp_path, "back.db")
    assert run(f"restore {tmp_path}/all.backup", back) == (
        0,
        "restored: 3 networks\nall that is in it is as it was written\n",
    )
    assert rows_of(back) == rows_of(filled)
    assert run("verify", back)[0] == 0
    assert run("status third --org valley", back)[0] == 0
    assert run("suspend other --because x", back)[0] == 0
    assert not list(tmp_path.glob(".*.part*"))


def test_a_backup_of_a_file_goes_onto_a_server(
    postgres: Callable[[], str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CONSORT_PROOFS", str(tmp_path / "proofs"))
    source, target = fresh(tmp_path, "a.db"), postgres()
    for line in ("new net --workflow small.plan", "member add net anka", "tick net call"):
        assert run(line, source)[0] == 0
    assert run(f"backup {tmp_path}/a.backup", source)[0] == 0
    status, printed = run(f"restore {tmp_path}/a.backup", target)
    assert status == 0, printed
    assert rows_of(target) == rows_of(source)
    assert (
        "there are networks in that database already"
        in run(f"restore {tmp_path}/a.backup", target)[1]
    )
    status, printed = run(f"backup {tmp_path}/b.backup", target)
    assert status == 0, printed


def test_a_backup_overwrites_nothing(filled: str, tmp_path: Path) -> None:
    kept = tmp_path / "all.backup"
    kept.write_text("mine")
    assert "it is there already; give another name" in run(f"backup {kept}", filled)[1]
    assert kept.read_text() == "mine"


def test_what_is_no_backup_is_not_restored(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.write_text("no database at all, but long enough to be looked at " * 40)
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection:
        connection.execute("CREATE TABLE t (c)")
    back = fresh(tmp_path, "back.db")
    assert "it is damaged" in run(f"restore {plain}", back)[1]
    assert "it is no backup" in run(f"restore {tmp_path}/other.db", back)[1]
    assert "there is no backup" in run(f"restore {tmp_path}/nothing", back)[1]
    assert not (tmp_path / "back.db").exists()


def test_a_changed_file_in_a_backup_is_not_restored(filled: str, tmp_path: Path) -> None:
    kept = tmp_path / "all.backup"
    assert run(f"backup {kept}", filled)[0] == 0
    with closing(sqlite3.connect(kept)) as connection:
        connection.execute("UPDATE kept_file SET body = x'00'")
        connection.commit()
    back = fresh(tmp_path, "back.db")
    status, printed = run(f"restore {kept}", back)
    assert (status, "in it was changed; take an older backup" in printed) == (1, True)
    assert not (tmp_path / "back.db").exists()


def test_a_backup_tells_of_what_does_not_fit_in_the_original(filled: str, tmp_path: Path) -> None:
    with open_store(filled) as store:
        path = next(store.kept_in.glob("??/*"))
    path.write_bytes(b"changed")
    status, printed = run(f"backup {tmp_path}/all.backup", filled)
    assert status == 1
    assert "the file was changed" in printed
    assert (tmp_path / "all.backup").exists()


def test_salvage_takes_each_network_whose_chain_holds_and_lists_the_rest(tmp_path: Path) -> None:
    source = fresh(tmp_path, "a.db")
    for name in ("ada", "bea", "cyd"):
        for line in (f"new {name} --workflow small.plan", f"member add {name} anka"):
            assert run(line, source)[0] == 0
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        connection.execute("UPDATE event SET payload = '{}' WHERE network = 'bea' AND version = 2")
        connection.execute("DROP TABLE network")
        connection.commit()
    before = (tmp_path / "a.db").read_bytes()
    status, printed = run(f"salvage {tmp_path}/a.db {tmp_path}/new.db", source)
    assert status == 1
    assert printed.startswith("saved: 2 networks\n  lost: bea: event 2")
    assert (tmp_path / "a.db").read_bytes() == before
    new = fresh(tmp_path, "new.db")
    assert run("verify", new)[0] == 0
    assert run("tick cyd call", new)[0] == 0
    assert not list(tmp_path.glob(".*.part*"))


def test_salvage_goes_around_a_page_that_does_not_read(tmp_path: Path) -> None:
    source = fresh(tmp_path, "a.db")
    assert run("new first --workflow small.plan", source)[0] == 0
    text = "x" * 3000
    for number in range(12):
        assert run(f"record first note text={text}{number}", source)[0] in {0, 1}
    for name in ("alpha", "zeta"):
        assert run(f"new {name} --workflow small.plan", source)[0] == 0
    path = tmp_path / "a.db"
    body = bytearray(path.read_bytes())
    at = body.find(b'"id":"zeta"')
    assert at > 0
    path.write_bytes(bytes(body[: len(body) - 4096]))
    status, printed = run(f"salvage {path} {tmp_path}/new.db", source)
    assert status in {0, 1}
    assert printed.startswith("saved: ")


def test_salvage_writes_over_nothing(filled: str, tmp_path: Path) -> None:
    (tmp_path / "new.db").write_text("mine")
    status, printed = run(f"salvage {filled} {tmp_path}/new.db", filled)
    assert (status, "is there already" in printed) == (1, True), printed
    assert (tmp_path / "new.db").read_text() == "mine"


def test_a_refused_backup_leaves_nothing(store: Store, tmp_path: Path) -> None:
    store.append([], Brought(files=(PROOF,)))
    with pytest.raises(Rejected, match="write the backup"):
        store.back_up(tmp_path / "no" / "folder" / "b")
    with pytest.raises(Rejected, match="it is there already"):
        store.back_up(tmp_path)
    shutil.rmtree(tmp_path / "no", ignore_errors=True)
    assert not list(tmp_path.glob(".*.part*"))
