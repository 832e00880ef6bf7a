"""The database behind the store: how it is opened, read and written.

Connections run in autocommit; ``writing`` begins and ends the one kind of transaction there is. On
SQLite it starts with ``BEGIN IMMEDIATE``, writers of one process queue in it, and writers of other
processes are waited for with small random pauses, so that none starves.

Statements are written in SQLAlchemy Core. Those of every command are compiled once per database
and run on the driver's connection, which costs a third of running them through Core. The engine
makes the connections; a few are kept here, since even its pool costs a tenth of a command.
"""

import random
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Final

from sqlalchemy import Engine, Executable
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql import ClauseElement

from engine.language import _
from engine.source import Reason, Rejected, refuse

PATIENCE: Final = 15.0
"""Seconds a writer waits for others before it gives up."""

INSERT: Final[dict[str, Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
"""``insert`` with ``on_conflict_do_...``, by dialect."""

MOST_IDLE: Final = 8
"""Connections kept open for the next command of this process."""

Row = tuple[Any, ...]
Make = Callable[["Database"], ClauseElement]
"""Makes a statement for a database; statements that differ by dialect ask it which it is."""


@dataclass(frozen=True, eq=False)
class Database:
    """An engine and what was compiled for it."""

    engine: Engine
    compiled: dict[Any, str] = field(default_factory=dict, repr=False)
    idle: list[Any] = field(default_factory=list, repr=False)
    queue: Lock = field(default_factory=Lock, repr=False)

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
        """Close every connection."""
        while self.idle:
            self.idle.pop().close()
        self.engine.dispose()

    def rows(self, statement: ClauseElement | Make, values: Mapping[str, Any]) -> list[Row]:
        """Return every row of a compiled statement."""
        connection = self.take()
        try:
            rows: list[Row] = connection.execute(self.sql(statement), values).fetchall()
        finally:
            self.give(connection)
        return rows

    def ask(self, statement: Executable) -> list[Any]:
        """Return every row of a Core statement, for questions off the beaten path."""
        with self.engine.connect() as connection:
            return list(connection.execute(statement))

    @contextmanager
    def writing(self) -> Iterator["Writer"]:
        """Give a transaction: all of it is written at the end of the block, or nothing.

        Raises:
            Rejected: the database cannot be written to, or others kept it busy for too long.
        """
        connection = self.take()
        try:
            with self.queue if self.dialect == "sqlite" else nullcontext():
                self._begin(connection)
                try:
                    yield Writer(self, connection)
                    connection.commit()
                except BaseException:
                    connection.rollback()
                    raise
        except self.driver.OperationalError as error:
            raise _unwritable(error) from error
        finally:
            self.give(connection)

    def _begin(self, connection: Any) -> None:
        if self.dialect != "sqlite":
            connection.execute("BEGIN")
            return
        until = time.monotonic() + PATIENCE
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                _wait(error, until)
            else:
                return


def _wait(error: sqlite3.OperationalError, until: float) -> None:
    if error.sqlite_errorcode & 0xFF not in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        raise error
    if time.monotonic() > until:
        raise refuse(
            Reason.CONFLICT,
            _("write to the database"),
            _("another program has been writing to it for {seconds} seconds").format(
                seconds=round(PATIENCE)
            ),
            _("end that program, then repeat the command"),
        ) from error
    time.sleep(random.uniform(0.001, 0.02))  # noqa: S311 - it only spreads writers


def _unwritable(error: Exception) -> Rejected:
    return refuse(
        Reason.NOT_ALLOWED,
        _("write to the database"),
        str(error).strip(),
        _("look at the rights of its file and folder, the space on the disk, or its server"),
    )


@dataclass(frozen=True, slots=True)
class Writer:
    """A transaction under way."""

    database: Database
    connection: Any

    def run(self, statement: ClauseElement | Make, values: Mapping[str, Any]) -> Any:
        """Run a compiled statement and return the driver's cursor."""
        return self.connection.execute(self.database.sql(statement), values)

    def pipeline(self) -> AbstractContextManager[Any]:
        """Give a block whose statements travel to the server together (PostgreSQL)."""
        if self.database.dialect == "postgresql":
            pipeline: AbstractContextManager[Any] = self.connection.pipeline()
            return pipeline
        return nullcontext()
