"""From a URL to a database with its tables: SQLite files and PostgreSQL.

``sqlite:////path/network.db`` makes the folder and the file. The write-ahead log is on; with
``?synchronous=FULL`` every command also survives a power cut (without it, a power cut may lose the
last ones, and never tears one). ``postgresql+psycopg://user@host/name`` takes a database that is
there. Tables are made, and brought up to date, under a lock when the database is opened.
"""

import os
import sqlite3
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from engine.language import _
from engine.possible import Possible
from engine.source import DefinitionError, Problem
from engine.store.database import HOME, PATIENCE, Database, cause_of, pause
from engine.store.failures import Failure, failure_of, said, ways_out
from engine.store.proofs import Proofs
from engine.store.schema import HEAD
from engine.store.sqlite_file import SqliteFile, file_of

MIGRATIONS: Final = Path(__file__).parent / "migrations"
SYNCHRONOUS: Final = ("NORMAL", "FULL", "EXTRA")


def opened(address: str, organisation: str = HOME) -> tuple[Database, Proofs]:
    """Open a database by its URL, up to date, with the folder of an organisation's proofs.

    Raises:
        DefinitionError: the URL or what it leads to cannot be used; says why and what to do.
    """
    url = _url(address)
    opener = _OPENERS.get(url.get_backend_name())
    if opener is None:
        raise _unusable(address, _("Consort knows SQLite and PostgreSQL"), _examples())
    engine, proofs = opener(url)
    notes = tuple(file_of(engine).notes()) if engine.dialect.name == "sqlite" else ()
    try:
        _bring_up_to_date(engine, address)
    except (DBAPIError, UnicodeDecodeError) as error:
        engine.dispose()
        raise _faulty(address, cause_of(error)) from error
    except DefinitionError:
        engine.dispose()
        raise
    return Database(engine, organisation, notes), Proofs(
        proofs if organisation == HOME else proofs / organisation
    )


def as_it_is(address: str, organisation: str = HOME) -> tuple[Database, Proofs]:
    """Open a database for looking at what still reads, whatever its tables; nothing is written.

    Raises:
        DefinitionError: the URL leads to nothing that can be read.
    """
    url = _url(address)
    if url.get_backend_name() != "sqlite":
        engine, proofs = _OPENERS[url.get_backend_name()](url)
        return Database(engine, organisation), Proofs(proofs)
    path = Path(url.database or "").expanduser()
    if not path.is_file():
        raise _unusable(address, _("there is no such file"), _examples())
    _readable(path, address)
    engine = _engine(SqliteFile(path).url_to_read, {"timeout": 0.05})
    event.listen(engine, "connect", lambda one, _: one.execute("PRAGMA writable_schema = ON"))
    return Database(engine, organisation), Proofs(path.with_name(path.name + ".proofs"))


def _examples() -> str:
    return _("write sqlite:////folder/name.db or postgresql+psycopg://user:password@host/name")


def _url(address: str) -> URL:
    try:
        return make_url(address)
    except ArgumentError as error:
        raise _unusable(address, _("this is no database URL"), _examples()) from error


def _unusable(
    address: str, why: str, hint: str, possible: tuple[Possible, ...] = ()
) -> DefinitionError:
    message = _("cannot open the database {address!r}: {why}")
    told = message.format(address=_shown(address), why=why)
    return DefinitionError([Problem("database", told, hint=hint, possible=possible)])


def _shown(address: str) -> str:
    """Return a URL without its password."""
    try:
        return make_url(address).render_as_string(hide_password=True)
    except ArgumentError:
        return address


def _faulty(address: str, error: Exception) -> DefinitionError:
    """Return what is wrong with a database that the driver cannot open."""
    failure = failure_of(error)
    if failure is Failure.GONE:
        failure = Failure.NO_SERVER
    why, hint = said(failure)
    if failure is Failure.READ_ONLY:  # all that is written here are tables
        why = _("its tables are those of an older version, and it can only be read")
        hint = _("open it once where it can be written to")
    return _unusable(address, why, hint, ways_out(failure))


# --- SQLite -------------------------------------------------------------------------------------


def _sqlite(url: URL) -> tuple[Engine, Path]:
    address = url.render_as_string(hide_password=False)
    if not url.database or url.database == ":memory:":
        raise _unusable(address, _("it names no file, so nothing would be kept"), _examples())
    path = Path(url.database).expanduser()
    _there(path, address)
    synchronous = str(url.query.get("synchronous", "NORMAL")).upper()
    unknown = sorted(set(url.query) - {"synchronous"})
    if synchronous not in SYNCHRONOUS or unknown:
        raise _unusable(
            address,
            _("after the question mark it says {query!r}").format(
                query="&".join(unknown) or synchronous
            ),
            _("only synchronous=NORMAL, FULL or EXTRA can stand there"),
        )
    engine = _engine(SqliteFile(path).url, {"timeout": 0.05})
    event.listen(engine, "connect", _prepare(synchronous))
    return engine, path.with_name(path.name + ".proofs")


def _there(path: Path, address: str) -> None:
    """Make folder and file where they are missing; say clearly what stands in the way."""
    if path.is_dir():
        raise _unusable(address, _("this is a folder"), _("add a file name"))
    if path.exists():
        _readable(path, address)
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _own(path)
    except PermissionError as error:
        why = _("{path!r} cannot be written to").format(path=str(path.parent))
        hint = _("choose another file, or have its rights changed")
        raise _unusable(address, why, hint) from error
    except OSError as error:
        why = _("its folder cannot be made ({error})").format(error=error.strerror)
        raise _unusable(address, why, _("choose another folder")) from error


def _readable(path: Path, address: str) -> None:
    """See that a file can be read, and with it what was written last."""
    try:
        with path.open("rb"):
            pass
    except OSError as error:
        why = _("{path!r} cannot be read").format(path=str(path))
        raise _unusable(address, why, _("have its rights changed")) from error
    file = SqliteFile(path)
    if not file.writable and file.log.exists() and file.log.stat().st_size:
        why = _("what was written last stands in {log}, and nothing can be written beside it")
        hint = _("copy both files to a folder you may write to, and open that copy")
        raise _unusable(address, why.format(log=file.log.name), hint)


def _own(path: Path) -> None:
    """Make a new file that only its owner reads, as with the files beside it: it holds names."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))


def _prepare(synchronous: str) -> Callable[[Any, Any], None]:
    def prepare(connection: sqlite3.Connection, _pooled: Any) -> None:
        connection.execute("PRAGMA busy_timeout = 50")  # who waits longer does it in ``Database``
        connection.execute(f"PRAGMA synchronous = {synchronous}")
        connection.execute("PRAGMA secure_delete = FAST")  # what is forgotten leaves the file

    return prepare


# --- PostgreSQL ---------------------------------------------------------------------------------


def _postgresql(url: URL) -> tuple[Engine, Path]:
    try:
        engine = _engine(url.set(drivername="postgresql+psycopg"), {})
    except ImportError as error:
        raise _unusable(
            url.render_as_string(hide_password=False),
            _("the driver for PostgreSQL is not installed"),
            _("install it with: pip install 'consort[postgres]'"),
        ) from error
    return engine, _proofs_folder(os.environ)


def _proofs_folder(environment: Mapping[str, str]) -> Path:
    if given := environment.get("CONSORT_PROOFS"):
        return Path(given)
    data = environment.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "consort" / "proofs"


_OPENERS: Final[dict[str, Callable[[URL], tuple[Engine, Path]]]] = {
    "sqlite": _sqlite,
    "postgresql": _postgresql,
}


def _engine(url: URL, connect: Mapping[str, Any]) -> Engine:
    return create_engine(
        url,
        isolation_level="AUTOCOMMIT",
        connect_args=dict(connect),
        pool_reset_on_return=None,  # ``Database.writing`` ends every transaction itself
        max_overflow=20,
        paramstyle="named" if url.get_backend_name() == "sqlite" else "pyformat",
    )


# --- migrations ---------------------------------------------------------------------------------


_MADE_MEANWHILE: Final = frozenset({"42P07", "42710", "23505", "40P01"})
"""What PostgreSQL says when another program made the same tables first."""
_MOST_TRIES: Final = 20
_QUEUE: Final = Lock()
"""Alembic keeps what it works on in variables of its modules: one thread at a time."""


def _bring_up_to_date(engine: Engine, address: str) -> None:
    """Run the migrations that are missing. Reading the version is all it costs otherwise."""
    tries, until = 0, time.monotonic() + PATIENCE
    while True:
        tries += 1
        try:
            with _QUEUE:
                _migrated(engine, address)
        except DBAPIError as error:
            made_meanwhile = getattr(error.orig, "sqlstate", "") in _MADE_MEANWHILE
            busy = failure_of(cause_of(error)) is Failure.BUSY
            if not (
                (made_meanwhile and tries < _MOST_TRIES) or (busy and time.monotonic() < until)
            ):
                raise
            pause()
        else:
            return


def _migrated(engine: Engine, address: str) -> None:
    with engine.connect() as connection:
        found = _version(connection)
        if found == HEAD:
            return
        try:
            _alone(connection, there=found is not None)
            if _version(connection) != HEAD:  # nobody did it while we waited
                migrate(connection, "head", address)
            connection.exec_driver_sql("COMMIT")
        except BaseException:
            connection.exec_driver_sql("ROLLBACK")
            raise
    engine.dispose()  # the next connections come with the short patience again


def _alone(connection: Connection, *, there: bool) -> None:
    """Begin a transaction in which nobody else migrates tables that are there."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {round(PATIENCE * 1000)}")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        return
    connection.exec_driver_sql("BEGIN")
    if there:
        connection.exec_driver_sql("LOCK TABLE alembic_version IN ACCESS EXCLUSIVE MODE")


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.execute(
        text("SELECT version_num FROM alembic_version")
    ).scalar()
    return version


def migrate(connection: Connection, to: str, address: str = "") -> None:
    """Run migrations on a connection whose transaction has begun, up to a revision."""
    from alembic import command  # noqa: PLC0415 - it is slow to import and seldom needed
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    try:
        command.upgrade(config, to)
    except CommandError as error:
        raise _unusable(
            address,
            _("its tables are those of another version ({version})").format(
                version=_version(connection)
            ),
            _("install the newest Consort, which knows them"),
        ) from error
