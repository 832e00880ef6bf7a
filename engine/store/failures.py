"""What a database or its driver reports, as a sentence for people and what to do about it.

The only place that reads error codes: SQLite's result codes (sqlite.org/rescode.html) and the
SQLSTATE of PostgreSQL (appendix A of its manual). No text of a driver reaches a person.
"""

import sqlite3
from enum import Enum, auto
from typing import Any, Final

from engine.language import _, mark
from engine.possible import Possible, Target, TargetKind
from engine.source import Conflict, EngineError, Reason, refuse


class Gone(Exception):
    """The connection ended in the middle; whether the command was written has to be looked up."""


class Failure(Enum):
    """What went wrong with a database, as far as it matters what to do."""

    AGAIN = auto()  # two commands stood in each other's way: the whole command once more
    GONE = auto()  # the server closed the connection: once more on a fresh one
    BUSY = auto()  # others kept it locked for too long
    READ_ONLY = auto()
    FULL = auto()
    DISK = auto()  # the disk itself reports a fault
    DAMAGED = auto()
    NO_SERVER = auto()
    OTHER_TABLES = auto()
    NO_RIGHT = auto()
    UNKNOWN = auto()


_SQLITE: Final = {
    sqlite3.SQLITE_BUSY: Failure.BUSY,
    sqlite3.SQLITE_LOCKED: Failure.BUSY,
    sqlite3.SQLITE_READONLY: Failure.READ_ONLY,
    sqlite3.SQLITE_FULL: Failure.FULL,
    sqlite3.SQLITE_CORRUPT: Failure.DAMAGED,
    sqlite3.SQLITE_NOTADB: Failure.DAMAGED,
    sqlite3.SQLITE_IOERR: Failure.DISK,
    sqlite3.SQLITE_CANTOPEN: Failure.NO_RIGHT,
    sqlite3.SQLITE_PERM: Failure.NO_RIGHT,
    sqlite3.SQLITE_AUTH: Failure.NO_RIGHT,
    sqlite3.SQLITE_ERROR: Failure.OTHER_TABLES,
}
_POSTGRESQL: Final = (
    ("40001", Failure.AGAIN),  # serialization failure
    ("40P01", Failure.AGAIN),  # deadlock
    ("57P", Failure.GONE),  # the server is being shut down or ends the connection
    ("08", Failure.GONE),
    ("55P03", Failure.BUSY),  # lock_timeout
    ("25006", Failure.READ_ONLY),  # a standby, or set to read only
    ("53100", Failure.FULL),
    ("58", Failure.DISK),
    ("XX", Failure.DAMAGED),
    ("42501", Failure.NO_RIGHT),
    ("28", Failure.NO_RIGHT),
    ("3D", Failure.NO_SERVER),  # no database of this name
    ("42", Failure.OTHER_TABLES),
)
"""By the beginning of SQLSTATE; the first that fits counts."""


def failure_of(error: Exception) -> Failure:
    """Return what an error of a driver means."""
    if isinstance(error, UnicodeDecodeError):
        return Failure.DAMAGED
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_INTERNAL) & 0xFF
        if "decode" in str(error):  # text that is none, told without a code of its own
            return Failure.DAMAGED
        return _SQLITE.get(code, Failure.UNKNOWN)
    state = str(getattr(error, "sqlstate", None) or "")
    if not state:
        return Failure.GONE if _lost(error) else Failure.UNKNOWN
    return next((what for begin, what in _POSTGRESQL if state.startswith(begin)), Failure.UNKNOWN)


def _lost(error: Any) -> bool:
    """Tell whether psycopg itself noticed that its connection is gone (it has no SQLSTATE then)."""
    return type(error).__name__ in {"OperationalError", "InterfaceError"}


_SAID: Final = {
    Failure.AGAIN: mark("others were writing to the same rows again and again"),
    Failure.GONE: mark("its server closed the connection"),
    Failure.BUSY: mark("another program has been writing to it for too long"),
    Failure.READ_ONLY: mark("it can only be read (it follows another one, or is protected)"),
    Failure.FULL: mark("there is no space left on its disk"),
    Failure.DISK: mark("its disk reports a fault, or takes no more"),
    Failure.DAMAGED: mark("it is damaged"),
    Failure.NO_SERVER: mark("no connection to its server came about"),
    Failure.OTHER_TABLES: mark("its tables are not those that Consort made"),
    Failure.NO_RIGHT: mark("the rights of its file, folder or user do not allow it"),
    Failure.UNKNOWN: mark("it reported a fault of its own"),
}
_TO_DO: Final = {
    Failure.AGAIN: mark("repeat the command"),
    Failure.GONE: mark("see that the server runs, then repeat the command"),
    Failure.BUSY: mark("end that program, then repeat the command"),
    Failure.READ_ONLY: mark("reading works; write to the original, or have its rights changed"),
    Failure.FULL: mark("make space, then repeat the command; nothing was lost"),
    Failure.DISK: mark("look at the disk, then repeat the command; nothing was lost"),
    Failure.DAMAGED: mark(
        "other networks may still read; restore the last backup, or salvage what still holds"
    ),
    Failure.NO_SERVER: mark(
        "see that the server runs and that the name, user and password are right"
    ),
    Failure.OTHER_TABLES: mark(
        "give a database that Consort made; of one that lost a table, restore the last backup or "
        "salvage what still holds"
    ),
    Failure.NO_RIGHT: mark("have the rights changed, then repeat the command"),
    Failure.UNKNOWN: mark("repeat the command; if it comes again, look at its log"),
}


def said(failure: Failure) -> tuple[str, str]:
    """Return what is wrong with a database, and what to do about it."""
    return _(_SAID[failure]), _(_TO_DO[failure])


WAYS_OUT: Final = {
    Failure.DAMAGED: ("salvage", "restore"),
    Failure.OTHER_TABLES: ("salvage", "restore"),
}
"""What can be done at once about a database that a failure leaves unusable."""


def ways_out(failure: Failure) -> tuple[Possible, ...]:
    """Return what can be done at once about a failure, as commands or pages can offer it."""
    target = Target(TargetKind.DATABASE)
    return tuple(Possible(verb, target) for verb in WAYS_OUT.get(failure, ()))


def told(error: Exception, wish: str) -> EngineError:
    """Return the refusal of a wish (``write to the database``) because of a driver's error."""
    failure = failure_of(error)
    why, possible = said(failure)
    if failure is Failure.AGAIN:
        return Conflict(str(refuse(Reason.CONFLICT, wish, why, possible)))
    reason = Reason.CONFLICT if failure is Failure.BUSY else Reason.NOT_ALLOWED
    return refuse(reason, wish, why, possible, ways_out(failure))
