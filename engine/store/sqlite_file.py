"""A SQLite file as it lies on the disk: whether it is whole, who may write to it, how it is opened.

While somebody writes, what was written last stands in a second file, ``networks.db-wal``, and the
header of the first says so (byte 18 is 2, sqlite.org/fileformat2.html#file_format_version_numbers).
The last to close puts all into the one file and takes the mark away. A file with the mark and
without its ``-wal`` is therefore a copy of which the end is missing.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote

from sqlalchemy import URL, Engine

from engine.language import _

_FORMAT: Final = 18
_LOGGED: Final = b"\x02"


@dataclass(frozen=True, slots=True)
class SqliteFile:
    """The path of a database file."""

    path: Path

    @property
    def log(self) -> Path:
        """Where what was written last stands until it is folded in."""
        return self.path.with_name(self.path.name + "-wal")

    @property
    def logged(self) -> bool:
        """Whether the header says that what was written last stands in a second file."""
        with suppress(OSError), self.path.open("rb") as file:
            file.seek(_FORMAT)
            return file.read(1) == _LOGGED
        return False

    @property
    def lacks_its_log(self) -> bool:
        """Whether this is a copy without its ``-wal``."""
        return self.logged and not self.log.exists()

    @property
    def writable(self) -> bool:
        """Whether the file, and files beside it, can be written."""
        return all(_may_write(one) for one in (self.path.parent, self.path) if one.exists())

    @property
    def url(self) -> URL:
        """Where to open it: for reading alone where it cannot be written to."""
        return URL.create("sqlite", database=str(self.path)) if self.writable else self.url_to_read

    @property
    def url_to_read(self) -> URL:
        """Where to open it for reading alone."""
        query = {"mode": "ro", "uri": "true"}
        if not self.writable and not (self.log.exists() and self.log.stat().st_size):
            query["immutable"] = "1"  # no file beside it is needed then
        return URL.create("sqlite", database=f"file:{quote(str(self.path))}", query=query)

    def notes(self) -> Iterator[str]:
        """Yield what its owner should know: that its end is missing, that others can replace it."""
        if self.lacks_its_log:
            text = _(
                "{path} is a copy without its {log}: what was written last may be missing; copy "
                "both files, or make a backup"
            )
            yield text.format(path=self.path, log=self.log.name)
        if _open_to_others(self.path.parent):
            text = _(
                "others can replace files in the folder {path}, and {name} and its proofs with "
                "them; take that right away, or move them to a folder of their own"
            )
            yield text.format(path=self.path.parent, name=self.path.name)


def file_of(engine: Engine) -> SqliteFile:
    """Return the file that an engine of SQLite has open."""
    name = engine.url.database or ""
    return SqliteFile(Path(unquote(name.removeprefix("file:")) if engine.url.query else name))


def fold(engine: Engine) -> None:
    """Put all into the one file when nobody else has it open, and mark it as whole.

    Whoever closes last takes ``-wal`` away, so one that is still there belongs to somebody else.
    """
    file = file_of(engine)
    if not file.writable or not file.lacks_its_log:
        return
    with suppress(sqlite3.Error), closing(sqlite3.connect(file.path, timeout=1)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=True)


def _open_to_others(folder: Path) -> bool:
    """Whether people other than the owner can replace files that are not theirs."""
    with suppress(OSError):
        mode = folder.stat().st_mode
        return bool(mode & 0o002) and not mode & 0o1000  # in a sticky folder each keeps its own
    return False
