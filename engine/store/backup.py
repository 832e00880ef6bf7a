"""Backups: every organisation of a database with its plans and kept files, in one SQLite file.

SQLite is copied by its own online backup; of PostgreSQL every row is read in one snapshot
(``REPEATABLE READ``). A copy of the tables, and not ``pg_dump``: it needs no second program of the
server's version and no right to look past row-level security, it goes back into either kind of
database, and the same ``verify`` reads it. Kept files stand in a table of their own beside the
rows, read after them: what a row names was kept before it was written, and is never taken away.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple
from urllib.parse import quote

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from engine.language import _
from engine.source import NotFound, Reason, refuse
from engine.store.arriving import arriving
from engine.store.database import HOME, Database, cause_of
from engine.store.failures import told
from engine.store.opening import opened
from engine.store.organisations import every
from engine.store.pouring import is_empty, pour
from engine.store.proofs import Proofs

_MAKE: Final = (
    "CREATE TABLE kept_file (organisation TEXT NOT NULL, digest TEXT NOT NULL, body BLOB NOT NULL,"
    " PRIMARY KEY (organisation, digest))"
)
_KEEP: Final = "INSERT INTO kept_file VALUES (?, ?, ?)"
_KEPT: Final = "SELECT organisation, digest, body FROM kept_file"
_ONE_KEPT: Final = "SELECT body FROM kept_file WHERE organisation = ? AND digest = ?"
_IS_ONE: Final = "SELECT 1 FROM sqlite_master WHERE name = 'kept_file'"
_SNAPSHOT: Final = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"


class BackedUp(NamedTuple):
    """What a backup holds."""

    organisations: int
    networks: int
    files: int
    size: int


def back_up(database: Database, proofs: Proofs, path: Path) -> BackedUp:
    """Write everything into one file, whole or not at all.

    Raises:
        Rejected: there is such a file already, or it cannot be written, or not be read from.
    """
    wish = _("write the backup {path}").format(path=path)
    if path.exists():
        raise refuse(Reason.INVALID, wish, _("it is there already"), _("give another name"))
    try:
        with arriving(path) as part:
            _copied(database, part)
            files = _with_files(database, proofs, part)
            _sound(part, wish)
    except (sqlite3.Error, database.driver.Error) as error:
        raise told(error, wish) from error
    except OSError as error:
        raise refuse(Reason.INVALID, wish, error.strerror or str(error)) from error
    found = every(database)
    return BackedUp(len(found), sum(one.networks for one in found), files, path.stat().st_size)


def _copied(database: Database, part: Path) -> None:
    if database.dialect == "sqlite":
        source = database.take()
        with closing(sqlite3.connect(part)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
        database.give(source)
        return
    copy, _proofs = opened(f"sqlite:///{part}")
    with _transaction(database, _SNAPSHOT) as source, _transaction(copy, "BEGIN") as target:
        pour(source, target, _organisations(database))
    copy.close()


@contextmanager
def _transaction(database: Database, begin: str) -> Iterator[Connection]:
    with database.engine.connect() as connection:
        connection.exec_driver_sql(begin)
        try:
            yield connection
            connection.exec_driver_sql("COMMIT")
        except DBAPIError as error:
            _give_up(connection)
            raise told(cause_of(error), _("copy the database")) from error
        except BaseException:
            _give_up(connection)
            raise


def _give_up(connection: Connection) -> None:
    with suppress(DBAPIError):  # a connection that is gone has nothing to undo
        connection.exec_driver_sql("ROLLBACK")


def _organisations(database: Database) -> list[str]:
    return sorted({HOME, *(one.id for one in every(database))})


def _with_files(database: Database, proofs: Proofs, part: Path) -> int:
    count = 0
    with closing(sqlite3.connect(part)) as connection:
        connection.execute(_MAKE)
        for name in _organisations(database):
            for digest, path in proofs.of(name).every():
                connection.execute(_KEEP, (name, digest, path.read_bytes()))
                count += 1
        connection.commit()
    return count


def _sound(part: Path, wish: str) -> None:
    """Read all of what was written: SQLite's own check, and the digest of every kept file."""
    with closing(sqlite3.connect(part)) as connection:
        whole = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    if not whole:
        why = _("what was written does not read back")
        raise refuse(Reason.NOT_ALLOWED, wish, why, _("look at the disk; write it to another one"))


@dataclass(frozen=True, slots=True)
class FilesWithin(Proofs):
    """The kept files within a backup; ``folder`` is the backup."""

    organisation: str = HOME

    def of(self, organisation: str) -> "FilesWithin":
        """Return the files of an organisation."""
        return FilesWithin(self.folder, organisation)

    def wrong(self, digest: str) -> str:
        """Return what is wrong with a file in it, or an empty string."""
        with closing(sqlite3.connect(f"file:{quote(str(self.folder))}?mode=ro", uri=True)) as one:
            rows = one.execute(_ONE_KEPT, (self.organisation, digest)).fetchall()
        if not rows:
            return _("the file is not in the backup")
        return "" if sha256(rows[0][0]).hexdigest() == digest else _("the file was changed")


def within(path: Path, organisation: str) -> tuple[Database, Proofs]:
    """Open the rows of an organisation in a backup as a database, with the files in it."""
    database, _proofs = opened(f"sqlite:///{path}", organisation)
    return database, FilesWithin(path, organisation)


# --- back from it -------------------------------------------------------------------------------


@contextmanager
def arriving_at(address: str, wish: str) -> Iterator[Path]:
    """Give a path for a new SQLite database; after the block its rows stand at a URL, or nowhere.

    Raises:
        Rejected: there is a database already, or it cannot be written.
        DefinitionError: the URL cannot be used.
    """
    target = sqlite_path(address)
    if target is None:
        with _bound_for_server(address, wish) as part:
            yield part
        return
    if target.exists():
        why = _("{path} is there already").format(path=target)
        raise refuse(Reason.INVALID, wish, why, _("move it away, or give another place"))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with arriving(target) as part:
            yield part
    except OSError as error:
        raise refuse(Reason.INVALID, wish, error.strerror or str(error)) from error


@contextmanager
def _bound_for_server(address: str, wish: str) -> Iterator[Path]:
    database, _proofs = opened(address)
    with closing(database), TemporaryDirectory(prefix="consort-") as folder:
        with database.engine.connect() as connection:
            if not is_empty(connection):
                why = _("there are networks in that database already")
                raise refuse(Reason.INVALID, wish, why, _("give an empty database"))
        part = Path(folder) / "rows.db"
        yield part
        copy, _proofs = opened(f"sqlite:///{part}")
        with (
            closing(copy),
            _transaction(copy, "BEGIN") as source,
            _transaction(database, "BEGIN") as target,
        ):
            pour(source, target, _organisations(copy))


def kept_beside(address: str) -> Proofs:
    """Return the folder of the kept files of the database at a URL."""
    target = sqlite_path(address)
    if target is not None:
        return Proofs(target.with_name(target.name + ".proofs"))
    database, proofs = opened(address)
    database.close()
    return proofs


def restore(path: Path, address: str) -> None:
    """Make a database of a backup: the kept files first, then the rows, all at once.

    Raises:
        NotFound: there is no such file.
        Rejected: it is no backup, or there is a database already.
        DefinitionError: the URL cannot be used.
    """
    if not path.is_file():
        raise NotFound(_("there is no backup {path}").format(path=path))
    wish = _("restore {path}").format(path=path)
    with arriving_at(address, wish) as part:
        _rows_of(path, part, wish)
        _files_of(path, kept_beside(address), wish)


def sqlite_path(address: str) -> Path | None:
    """Return the path of the file that a URL of SQLite names; None for any other URL."""
    kind, found, path = address.partition(":///")
    return Path(path.partition("?")[0]).expanduser() if found and kind == "sqlite" else None


def _rows_of(path: Path, part: Path, wish: str) -> None:
    """Make a database of the rows of a backup, brought up to date."""
    copyfile(path, part)
    try:
        with closing(sqlite3.connect(part)) as connection:
            if not connection.execute(_IS_ONE).fetchone():
                why = _("it is no backup")
                raise refuse(Reason.INVALID, wish, why, _("give a file that a backup wrote"))
            connection.execute("DROP TABLE kept_file")
            connection.commit()
            connection.execute("VACUUM")
    except sqlite3.Error as error:
        raise told(error, wish) from error
    database, _proofs = opened(f"sqlite:///{part}")
    database.close()


def _files_of(path: Path, proofs: Proofs, wish: str) -> None:
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)) as connection:
            for organisation, digest, body in connection.execute(_KEPT):
                if sha256(body).hexdigest() != digest:
                    why = _("the kept file {digest} in it was changed").format(digest=digest[:12])
                    raise refuse(Reason.INVALID, wish, why, _("take an older backup"))
                proofs.of(organisation).put(digest, body)
    except sqlite3.Error as error:
        raise told(error, wish) from error
