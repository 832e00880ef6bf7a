"""From a URL to a database with its tables: SQLite files and PostgreSQL.

``sqlite:////path/network.db`` makes the folder and the file. The write-ahead log is on; with
``?synchronous=FULL`` every command also survives a power cut (without it, a power cut may lose the
last ones, and never tears one). ``postgresql+psycopg://user@host/name`` takes a database that is
there. Tables are made, and brought up to date, under a lock when the database is opened.
"""

import os
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from engine.language import _
from engine.source import DefinitionError, Problem
from engine.store.database import HOME, PATIENCE, Database
from engine.store.proofs import Proofs
from engine.store.schema import HEAD

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
    try:
        _bring_up_to_date(engine, address)
    except DBAPIError as error:
        engine.dispose()
        raise _unusable(address, str(error.orig).strip(), _hint(url)) from error
    except DefinitionError:
        engine.dispose()
        raise
    return Database(engine, organisation), Proofs(
        proofs if organisation == HOME else proofs / organisation
    )


def _examples() -> str:
    return _("write sqlite:////folder/name.db or postgresql+psycopg://user:password@host/name")


def _url(address: str) -> URL:
    try:
        return make_url(address)
    except ArgumentError as error:
        raise _unusable(address, _("this is no database URL"), _examples()) from error


def _unusable(address: str, why: str, hint: str) -> DefinitionError:
    message = _("cannot open the database {address!r}: {why}")
    return DefinitionError(
        [Problem("database", message.format(address=_shown(address), why=why), hint=hint)]
    )


def _shown(address: str) -> str:
    """Return a URL without its password."""
    try:
        return make_url(address).render_as_string(hide_password=True)
    except ArgumentError:
        return address


def _hint(url: URL) -> str:
    if url.get_backend_name() == "sqlite":
        return _("give the path of a database that Consort made, in a folder you may write to")
    return _("see that the server runs and that the name, user and password are right")


# --- SQLite -------------------------------------------------------------------------------------


def _sqlite(url: URL) -> tuple[Engine, Path]:
    address = url.render_as_string(hide_password=False)
    if not url.database or url.database == ":memory:":
        raise _unusable(address, _("it names no file, so nothing would be kept"), _examples())
    path = Path(url.database).expanduser()
    _writable(path, address)
    _own(path)
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
    engine = _engine(URL.create("sqlite", database=str(path)), {"timeout": 0.05})
    event.listen(engine, "connect", _prepare(synchronous))
    return engine, path.with_name(path.name + ".proofs")


def _writable(path: Path, address: str) -> None:
    """Make the folder; say clearly what stands in the way."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = _("its folder cannot be made ({error})").format(error=error.strerror)
        raise _unusable(address, why, _("choose another folder")) from error
    if path.is_dir():
        raise _unusable(address, _("this is a folder"), _("add a file name"))
    where = path if path.exists() else path.parent
    if not os.access(where, os.W_OK):
        why = _("{path!r} cannot be written to").format(path=str(where))
        raise _unusable(address, why, _("choose another file, or have its rights changed"))


def _own(path: Path) -> None:
    """Make a new file that only its owner reads, as with the files beside it: it holds names."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))


def _prepare(synchronous: str) -> Callable[[Any, Any], None]:
    def prepare(connection: sqlite3.Connection, _pooled: Any) -> None:
        _patiently(connection, "PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA synchronous = {synchronous}")
        connection.execute("PRAGMA secure_delete = FAST")  # what is forgotten leaves the file

    return prepare


def _patiently(connection: sqlite3.Connection, statement: str) -> None:
    connection.execute(f"PRAGMA busy_timeout = {round(PATIENCE * 1000)}")
    connection.execute(statement)
    connection.execute("PRAGMA busy_timeout = 50")  # writers wait in ``Database.writing``


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
    for left in reversed(range(_MOST_TRIES)):
        try:
            with _QUEUE:
                _migrated(engine, address)
        except DBAPIError as error:
            if not left or getattr(error.orig, "sqlstate", "") not in _MADE_MEANWHILE:
                raise
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
