"""Databases are made, brought up to date, or refused with what to do."""

import os
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from engine.case import messages as m
from engine.case.texts import PersonName
from engine.source import DefinitionError, Rejected
from engine.store import Brought, Change, Definition, open_store
from engine.store.opening import MIGRATIONS
from engine.store.schema import HEAD, metadata
from tests.store.named import named

OLD = Path(__file__).parent / "released"
Make = Callable[..., Change]


def test_a_file_and_its_folder_are_made(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/new/folder/networks.db") as store:
        assert store.networks() == []
    assert (tmp_path / "new/folder/networks.db").is_file()


def test_an_empty_file_is_an_empty_database(tmp_path: Path) -> None:
    (tmp_path / "networks.db").touch()
    with open_store(f"sqlite:///{tmp_path}/networks.db") as store:
        assert store.networks() == []


@pytest.mark.parametrize(("query", "level"), [("", 1), ("?synchronous=full", 2)])
def test_synchronous_is_normal_or_what_the_url_says(tmp_path: Path, query: str, level: int) -> None:
    with open_store(f"sqlite:///{tmp_path}/networks.db{query}") as store:
        named(store, "Amina")
        connection = store._database.take()
        assert connection.execute("PRAGMA synchronous").fetchone() == (level,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        store._database.give(connection)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("networks", "this is no database URL; write sqlite:////folder/name.db or"),
        ("mysql://a/b", "Consort knows SQLite and PostgreSQL"),
        ("sqlite://", "it names no file, so nothing would be kept"),
        ("sqlite:///:memory:", "it names no file"),
        ("sqlite:///{tmp}", "this is a folder; add a file name"),
        ("sqlite:///{tmp}/picture.png", "it is damaged; other networks may still read; restore"),
        ("sqlite:///{tmp}/picture.png/x.db", "its folder cannot be made"),
        ("sqlite:///{tmp}/x.db?synchronous=OFF", "it says 'OFF'; only synchronous=NORMAL"),
        ("sqlite:///{tmp}/x.db?cache=shared", "it says 'cache'; only synchronous=NORMAL"),
        ("postgresql://me:secret@localhost:1/x", "see that the server runs"),
    ],
)
def test_what_cannot_be_opened_says_why(tmp_path: Path, url: str, why: str) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG" * 1000)
    with pytest.raises(DefinitionError) as refused:
        open_store(url.format(tmp=tmp_path))
    assert str(refused.value).startswith("cannot open the database ")
    assert why in str(refused.value)
    assert "secret" not in str(refused.value)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_rights_says_so(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(DefinitionError, match="cannot be written to; choose another file"):
        open_store(f"sqlite:///{tmp_path}/networks.db")
    tmp_path.chmod(0o700)


@pytest.mark.parametrize("url", ["sqlite", "postgresql"], indirect=True)
def test_the_migrations_make_the_tables_of_the_schema(url: str) -> None:
    with open_store(url) as store, store._database.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        differences = compare_metadata(context, metadata)
        partitions = (
            "remove_table",
            "remove_index",
        )  # those of the spread tables are not in the schema
        assert [one for one in differences if one[0] not in partitions] == []


def test_the_newest_migration_is_the_one_we_check_for() -> None:
    scripts = ScriptDirectory.from_config(Config(config_args={"script_location": str(MIGRATIONS)}))
    assert scripts.get_heads() == [HEAD]


def test_a_database_of_a_newer_consort_is_refused(url: str) -> None:
    with open_store(url) as store, store._database.writing() as writer:
        writer.connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DefinitionError, match=r"another version \(9999\); install the newest"):
        open_store(url)
    if "postgresql" in url:  # this database serves the tests that follow
        _mend(url)


def _mend(url: str) -> None:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("UPDATE alembic_version SET version_num = %s", [HEAD])


def test_many_open_a_new_database_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/networks.db"
    with ThreadPoolExecutor(8) as pool:
        for store in pool.map(open_store, [url] * 8):
            with store:
                assert store.networks() == []


def test_many_open_a_new_database_on_a_server_at_once(postgres: Callable[[], str]) -> None:
    url = postgres()
    with ThreadPoolExecutor(4) as pool:
        for store in pool.map(open_store, [url] * 4):
            with store:
                assert store.networks() == []


@pytest.mark.parametrize("released", sorted(OLD.glob("*.sql")), ids=lambda path: path.stem)
def test_a_database_of_every_release_opens_and_goes_on(
    tmp_path: Path, released: Path, change: Make
) -> None:
    path = tmp_path / "networks.db"
    connection = sqlite3.connect(path)
    connection.executescript(released.read_text(encoding="utf-8"))
    connection.close()
    with open_store(f"sqlite:///{path}") as store:
        assert list(store.verify()) == []
        case = store.load("textile")
        assert [r.fields for r in case.records["meeting"]] == [{"present": ["f1"], "hours": 2.5}]
        store.append([change(case, m.TaskTicked("hosts_found"))])
        assert list(store.verify()) == []


def test_the_busy_are_waited_for_and_then_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path}/networks.db"
    monkeypatch.setattr("engine.store.database.PATIENCE", 0.2)
    with open_store(url) as store, store._database.engine.connect() as other:
        other.execute(text("BEGIN IMMEDIATE"))
        with pytest.raises(Rejected, match="another program has been writing to it"):
            named(store, "Amina")
        other.execute(text("COMMIT"))
        assert store.person_called(PersonName("Amina")) is None
        assert named(store, "Amina") == store.person_called(PersonName("Amina"))


def test_a_full_disk_is_a_refusal_and_nothing_is_written(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/networks.db") as store:
        connection = store._database.take()
        connection.execute("PRAGMA max_page_count = 1")
        store._database.give(connection)
        huge = Brought(definitions=(Definition("d", "id", "1", "network", "x" * 1_000_000),))
        with pytest.raises(Rejected, match="there is no space left on its disk; make space"):
            store.append([], huge)


def test_a_new_file_is_read_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "networks.db"
    with open_store(f"sqlite:///{path}") as store:
        named(store, "Amina")
        modes = {one.stat().st_mode & 0o077 for one in tmp_path.glob("networks.db*")}
    assert modes == {0}


def test_a_closed_database_is_one_file_that_can_be_copied(tmp_path: Path) -> None:
    path, copy = tmp_path / "networks.db", tmp_path / "copy.db"
    store = open_store(f"sqlite:///{path}")
    amina = named(store, "Amina")
    store.close()
    copy.write_bytes(path.read_bytes())
    with open_store(f"sqlite:///{copy}") as copied:
        assert copied.person_called(PersonName("Amina")) == amina
