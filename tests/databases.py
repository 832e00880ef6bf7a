"""Databases for tests: SQLite files, and a PostgreSQL server that the tests start themselves."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import mkdtemp

import psycopg
import pytest

from engine.store import Store, open_store
from engine.store.schema import metadata

COUNT = count()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Callable[[], str]]:
    """Give a function that makes a new, empty PostgreSQL database and returns its URL."""
    programs = _programs()
    if programs is None:
        reason = "no PostgreSQL: neither pg_config nor /usr/lib/postgresql has initdb"
        if os.environ.get("CONSORT_REQUIRE_POSTGRES"):
            pytest.fail(reason)
        pytest.skip(reason)
    with _server(programs) as address:
        yield lambda: _new_database(address)


def _programs() -> Path | None:
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if config := shutil.which("pg_config"):
        folders.insert(0, Path(_run(config, "--bindir").strip()))
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


@contextmanager
def _server(programs: Path) -> Iterator[str]:
    home = Path(mkdtemp(prefix="consort-postgres-", dir="/tmp"))
    as_user = _unprivileged(home)
    data, log = home / "data", home / "log"
    options = f"-c listen_addresses='' -c unix_socket_directories={home} -c fsync=off"
    initdb: list[str | Path] = [programs / "initdb", "-D", data, "-U", "consort", "-A", "trust"]
    initdb += ["-E", "UTF8", "-N"]
    control: list[str | Path] = [*as_user, programs / "pg_ctl", "-D", data]
    try:
        _run(*as_user, *initdb)
        _run(*control, "-w", "-l", log, "-o", options, "start")
        yield f"postgresql+psycopg://consort@/{{name}}?host={home}"
    finally:
        _run(*control, "-m", "immediate", "stop")
        shutil.rmtree(home)


def _run(*command: str | Path) -> str:
    ran = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ours
    return ran.stdout


def _unprivileged(home: Path) -> list[str]:
    """Return what runs a program as somebody else: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return []
    names = {one.pw_name for one in pwd.getpwall()}
    user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    os.chown(home, user.pw_uid, user.pw_gid)
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]


def _new_database(address: str) -> str:
    name = f"test{next(COUNT)}"
    with psycopg.connect(_plain(address.format(name="postgres")), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return address.format(name=name)


def _plain(url: str) -> str:
    return url.replace("+psycopg", "")


@pytest.fixture(scope="session")
def sqlite_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a SQLite file with all tables, to be copied."""
    path = tmp_path_factory.mktemp("tables") / "tables.db"
    with open_store(f"sqlite:///{path}"):
        return path


@pytest.fixture(scope="session")
def postgres_tables(postgres: Callable[[], str]) -> str:
    """Give the URL of a PostgreSQL database with all tables, to be emptied before each test."""
    url = postgres()
    with open_store(url):
        return url


@pytest.fixture(scope="session")
def partitioned_tables(postgres: Callable[[], str]) -> str:
    """Give the URL of a database whose tables are spread by organisation.

    PostgreSQL asks of their keys what Citus asks: the column they are spread by is in each.
    """
    url = postgres()
    with open_store(url):
        pass
    with psycopg.connect(_plain(url), autocommit=True) as connection:
        for table in metadata.tables.values():
            if "organisation" in table.c:
                _spread(connection, table.name)
    return url


def _spread(connection: psycopg.Connection, table: str) -> None:
    statements = [
        f"ALTER TABLE {table} RENAME TO whole",
        f"CREATE TABLE {table} (LIKE whole INCLUDING ALL) PARTITION BY HASH (organisation)",
        "DROP TABLE whole",
        *(
            f"CREATE TABLE {table}_{part} PARTITION OF {table} "
            f"FOR VALUES WITH (MODULUS {PARTS}, REMAINDER {part})"
            for part in range(PARTS)
        ),
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        (
            f"CREATE POLICY own_rows ON {table} "
            "USING (organisation = current_setting('app.organisation', true))"
        ),
    ]
    for statement in statements:
        connection.execute(statement.encode())


PARTS = 4


@pytest.fixture(params=["sqlite", "postgresql", "partitioned"])
def url(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give the URL of an empty database with all tables, on SQLite and on PostgreSQL in turn."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_tables"), tmp_path / "networks.db")
        return f"sqlite:///{tmp_path / 'networks.db'}"
    monkeypatch.setenv("CONSORT_PROOFS", str(tmp_path / "proofs"))
    partitioned = request.param == "partitioned"
    url: str = request.getfixturevalue("partitioned_tables" if partitioned else "postgres_tables")
    tables = ", ".join(metadata.tables)
    with psycopg.connect(_plain(url), autocommit=True) as connection:
        connection.execute(f"TRUNCATE {tables} RESTART IDENTITY".encode())
    return url


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """Give a store on an empty database."""
    with open_store(url) as opened:
        yield opened
