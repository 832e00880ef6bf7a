"""Files are written whole or not at all: to a name beside the target, then moved over it."""

import os
from errno import EISDIR
from pathlib import Path

from engine.language import _
from engine.source import Reason, refuse
from engine.store.arriving import arriving


def made_folder(path: Path) -> None:
    """Make a folder if it is not there. Refuses where that cannot be, with its name."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        wish = _("write {path}").format(path=path)
        raise refuse(Reason.INVALID, wish, error.strerror or str(error)) from error


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole; refused, it leaves nothing behind.

    Refuses a folder that is missing or not writable, and a target that is a folder, by name.
    """
    try:
        if path.is_dir():
            raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
        with arriving(path, 0o644) as part:
            part.write_bytes(content)
    except OSError as error:
        wish = _("write {path}").format(path=path)
        raise refuse(Reason.INVALID, wish, error.strerror or str(error)) from error
