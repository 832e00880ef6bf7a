"""The database behind the store: how it is opened, read and written.

Connections run in autocommit; ``writing`` begins and ends the one kind of transaction there is. On
SQLite it starts with ``BEGIN IMMEDIATE``, writers of one process queue in it, and writers of other
processes are waited for with small random pauses, so that none starves.

Statements are written in SQLAlchemy Core. Those of every command are compiled once per database
and run on the driver's connection, which costs a third of running them through Core. The engine
makes the connections; a few are kept here, since even its pool costs a tenth of a command.

SQLite's write-ahead log is switched on by the first that writes and off by the last that closes
(``sqlite_file``): so a file that is copied while others write can be told from a whole one.
"""

import random
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from threading import Lock, local
from typing import Any, Final

from sqlalchemy import Engine, Executable
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import ClauseElement

from engine.language import _
from engine.store.failures import Failure, Gone, failure_of, told
from engine.store.sqlite_file import fold

HOME: Final = "home"
"""The organisation that is there without being made: that of a database with only one."""

PATIENCE: Final = 15.0
"""Seconds a writer waits for others before it gives up."""

INSERT: Final[dict[str, Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
"""``insert`` with ``on_conflict_do_...``, by dialect."""

MOST_IDLE: Final = 8
"""Connections kept open for the next command of this process."""

WITHIN: Final = "SELECT set_config('app.organisation', %(organisation)s, true)"
"""Tells PostgreSQL, for one transaction, whose rows are to be seen (row-level security)."""
_READ: Final = "BEGIN ISOLATION LEVEL READ COMMITTED READ ONLY"
_WRITE: Final = "BEGIN ISOLATION LEVEL READ COMMITTED"
_WAIT: Final = f"SET LOCAL lock_timeout = {round(PATIENCE * 1000)}"

Row = tuple[Any, ...]
Make = Callable[["Database"], ClauseElement]
"""Makes a statement for a database; statements that differ by dialect ask it which it is."""


class _Here(local):
    """What the thread at hand holds: the transaction it is in, if any."""

    writer: "Writer | None" = None


@dataclass
class _Log:
    """Whether this process has seen to it that SQLite's write-ahead log is on."""

    on: bool = False


@dataclass(frozen=True, eq=False)
class Database:
    """An engine, the organisation whose rows it reads and writes, and what was compiled for it.

    Every statement is bound to the organisation (``schema.ours``). On PostgreSQL the server is told
    too, in each transaction, so that row-level security keeps what a statement forgets.
    """

    engine: Engine
    organisation: str = HOME
    notes: tuple[str, ...] = ()
    compiled: dict[Any, str] = field(default_factory=dict, repr=False)
    idle: list[Any] = field(default_factory=list, repr=False)
    queue: Lock = field(default_factory=Lock, repr=False)
    here: _Here = field(default_factory=_Here, repr=False)
    log: _Log = field(default_factory=_Log, repr=False)

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self.engine.dialect.name

    @property
    def driver(self) -> Any:
        """The driver's module: ``IntegrityError`` says that a key is there already."""
        return self.engine.dialect.loaded_dbapi

    def sql(self, statement: ClauseElement | Make) -> str:
        """Return the text of a statement for this database, compiled when first asked for."""
        text = self.compiled.get(statement)
        if text is None:
            clause = statement if isinstance(statement, ClauseElement) else statement(self)
            text = self.compiled[statement] = str(clause.compile(dialect=self.engine.dialect))
        return text

    def bound(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of a statement with the organisation it stays within."""
        return {"organisation": self.organisation, **values}

    def take(self) -> Any:
        """Return a connection of the driver that nobody else uses; ``give`` it back."""
        try:
            return self.idle.pop()
        except IndexError:
            pooled = self.engine.raw_connection()
            connection = pooled.driver_connection
            pooled.detach()
            return connection

    def give(self, connection: Any) -> None:
        """Keep a connection for the next who takes one; broken and surplus ones are closed."""
        if len(self.idle) < MOST_IDLE and not getattr(connection, "closed", False):
            self.idle.append(connection)
        else:
            connection.close()

    def close(self) -> None:
        """Close every connection; of SQLite then all stands in the one file, which says so."""
        while self.idle:
            self.idle.pop().close()
        self.engine.dispose()
        if self.dialect == "sqlite":
            fold(self.engine)
            self.engine.dispose()

    # --- reading --------------------------------------------------------------------------------

    def rows(self, statement: ClauseElement | Make, values: Mapping[str, Any]) -> list[Row]:
        """Return every row of a compiled statement; within ``holding``, as this thread sees them.

        Raises:
            Rejected: the database cannot be read; says why and what to do.
        """
        text, bound = self.sql(statement), self.bound(values)
        if self.here.writer is not None:
            return self._within(self.here.writer.connection, text, bound)
        return self._read(lambda: self._fetched(text, bound))

    def _within(self, connection: Any, text: str, bound: Mapping[str, Any]) -> list[Row]:
        rows: list[Row] = connection.execute(text, bound).fetchall()
        return rows

    def _read(self, read: Callable[[], list[Any]]) -> list[Any]:
        """Return what is read: once more where a server hung up, later where others are busy."""
        until, fresh = time.monotonic() + PATIENCE, False
        while True:
            try:
                return read()
            except (self.driver.Error, DBAPIError, UnicodeDecodeError) as error:
                failure = failure_of(cause_of(error))
                hung_up = failure is Failure.GONE and not fresh
                if not hung_up and (failure is not Failure.BUSY or time.monotonic() > until):
                    raise told(cause_of(error), _("read the database")) from error
                fresh = fresh or hung_up
            if hung_up:
                self._forget_idle()
            else:
                pause()

    def _forget_idle(self) -> None:
        while self.idle:
            self.idle.pop().close()

    def _fetched(self, text: str, values: Mapping[str, Any]) -> list[Row]:
        connection = self.take()
        try:
            if self.dialect == "sqlite":
                rows: list[Row] = connection.execute(text, values).fetchall()
                return rows
            return _in_one_trip(connection, text, values)
        finally:
            self.give(connection)

    def ask(self, statement: Executable) -> list[Any]:
        """Return every row of a Core statement, for questions off the beaten path.

        Raises:
            Rejected: the database cannot be read; says why and what to do.
        """
        return self._read(lambda: self._connected(statement))

    def _connected(self, statement: Executable) -> list[Any]:
        with self.engine.connect() as connection:
            return self._asked(connection, statement)

    def _asked(self, connection: Any, statement: Executable) -> list[Any]:
        values = self.bound({})
        if self.dialect == "sqlite":
            return list(connection.execute(statement, values))
        connection.exec_driver_sql(_READ)
        try:
            connection.exec_driver_sql(WITHIN, values)
            return list(connection.execute(statement, values))
        finally:
            connection.exec_driver_sql("ROLLBACK")

    # --- writing --------------------------------------------------------------------------------

    @contextmanager
    def holding(self, statement: ClauseElement, values: Mapping[str, Any]) -> Iterator[None]:
        """Hold the rows of a locking statement for all that this thread reads and writes.

        On SQLite, which has one writer at a time, the beginning of the transaction is lock enough.
        """
        with self.writing() as writer:
            self.here.writer = writer
            try:
                writer.run(statement, values).fetchall()
                yield
            finally:
                self.here.writer = None

    @contextmanager
    def writing(self) -> Iterator["Writer"]:
        """Give a transaction: all of it is written at the end of the block, or nothing.

        On PostgreSQL the statements travel together, and with them the commit: one round trip, so
        a statement that must not be written has to fail by itself. Within ``holding`` it is the
        transaction already begun.

        Raises:
            Rejected: the database cannot be written to, or others kept it busy for too long.
            Conflict: two commands stood in each other's way; the whole one can be tried again.
            Gone: the server closed the connection, perhaps after it had committed.
        """
        if self.here.writer is not None:
            yield self.here.writer
            return
        connection = self.take()
        try:
            with self.queue if self.dialect == "sqlite" else nullcontext():
                yield from self._transaction(connection)
        except (self.driver.IntegrityError, self.driver.DataError):
            raise  # a guard or a key that did its work: the writer knows what it means
        except (self.driver.Error, UnicodeDecodeError) as error:
            if failure_of(error) is Failure.GONE:
                raise Gone from error
            raise told(error, _("write to the database")) from error
        finally:
            self.give(connection)

    def _transaction(self, connection: Any) -> Iterator["Writer"]:
        together = nullcontext() if self.dialect == "sqlite" else connection.pipeline()
        try:
            with together:
                self._begin(connection)
                yield Writer(self, connection)
                if self.dialect != "sqlite":
                    connection.execute("COMMIT")
            connection.commit()
        except BaseException:
            _undo(connection)
            raise

    def _begin(self, connection: Any) -> None:
        if self.dialect != "sqlite":
            connection.execute(_WRITE)
            connection.execute(WITHIN, self.bound({}))
            connection.execute(_WAIT)
            return
        until = time.monotonic() + PATIENCE
        while True:
            try:
                if not self.log.on:  # the mode stands in the file; one connection sets it for all
                    connection.execute("PRAGMA journal_mode = WAL")
                    self.log.on = True
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if failure_of(error) is not Failure.BUSY or time.monotonic() > until:
                    raise
                pause()
            else:
                return


def pause() -> None:
    """Wait for a moment, each a different one, before trying what others keep busy."""
    time.sleep(random.uniform(0.001, 0.02))  # noqa: S311 - it only spreads those who wait


def _in_one_trip(connection: Any, text: str, values: Mapping[str, Any]) -> list[Row]:
    """Return what a statement finds on PostgreSQL, in a transaction of its own."""
    try:
        with connection.pipeline():
            connection.execute(_READ)
            connection.execute(WITHIN, values)
            cursor = connection.execute(text, values)
            connection.execute("COMMIT")
        rows: list[Row] = cursor.fetchall()
    except BaseException:
        _undo(connection)
        raise
    return rows


def _undo(connection: Any) -> None:
    """End a transaction that failed; a connection that is gone has nothing to undo."""
    try:
        connection.rollback()
    except Exception as error:
        if failure_of(error) is not Failure.GONE:
            raise


def cause_of(error: Exception) -> Exception:
    """Return what the driver itself raised, where SQLAlchemy has wrapped it."""
    if isinstance(error, DBAPIError) and isinstance(error.orig, Exception):
        return error.orig
    return error


@dataclass(frozen=True, slots=True)
class Writer:
    """A transaction under way."""

    database: Database
    connection: Any

    def run(self, statement: ClauseElement | Make, values: Mapping[str, Any]) -> Any:
        """Run a compiled statement and return the driver's cursor."""
        return self.connection.execute(self.database.sql(statement), self.database.bound(values))
