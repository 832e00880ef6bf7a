"""Files on their way to a name: written whole beside it, then moved over it, or nothing at all.

A command that is killed leaves what it had written under a name of its own (``.NAME.xxxx.part``).
A lock on it says that its command still runs; what nobody holds the next one clears away.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from tempfile import mkstemp
from typing import Final

_END: Final = ".part"
CLEARED: Final = ContextVar[list[Path] | None]("cleared", default=None)
"""Where a way in wants to be told what was cleared away."""


@contextmanager
def arriving(path: Path, rights: int = 0o600) -> Iterator[Path]:
    """Give a name to write to for a block; after it the file stands at ``path``, or nowhere.

    Raises:
        OSError: the folder is missing or not writable, or ``path`` is a folder.
    """
    clear(path)
    handle, name = mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=_END)
    part = Path(name)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield part
        part.chmod(rights)
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(path)
        flush(path.parent)
    finally:
        for left in _all_of(part):
            left.unlink(missing_ok=True)
        os.close(handle)


def clear(path: Path) -> None:
    """Clear away what commands that were killed left of a file that they were to write."""
    for part in left_of(path):
        for left in _all_of(part):
            with suppress(OSError):
                left.unlink(missing_ok=True)
        if (told := CLEARED.get()) is not None:
            told.append(part)


def left_of(path: Path) -> list[Path]:
    """Return what was written on the way to a file by commands that run no more."""
    begin = f".{path.name}."
    with suppress(OSError):
        parts = sorted(one for one in path.parent.iterdir() if one.name.startswith(begin))
        return [part for part in parts if part.suffix == _END and is_over(part)]
    return []


def is_over(copy: Path) -> bool:
    """Whether the command of a copy runs no more: nobody holds its lock."""
    try:
        with copy.open("rb") as content:
            fcntl.flock(content, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, FileNotFoundError):
        return False
    return True


def flush(folder: Path) -> None:
    """Make the names in a folder last."""
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


def _all_of(part: Path) -> list[Path]:
    """Return a copy and what SQLite wrote beside it."""
    return [part, *(part.with_name(part.name + end) for end in ("-journal", "-wal", "-shm"))]
