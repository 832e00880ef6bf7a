"""Files given as proof, kept beside the database under the SHA-256 of what they hold.

A file is copied, flushed to the disk and renamed into place before anything is written about it,
so an event never names a proof that is not there. Nothing here ever overwrites or removes one.
"""

import io
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Final

from engine.language import _
from engine.source import NotFound, Reason, Rejected, refuse

LARGEST: Final = 100 * 1024 * 1024
"""Bytes a proof may have."""
_BLOCK: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Proofs:
    """The folder of the kept files: ``ab/abcdef...`` for the digest ``abcdef...``."""

    folder: Path

    def path(self, digest: str) -> Path:
        """Return where the file of a digest stands, or would stand."""
        return self.folder / digest[:2] / digest

    def keep(self, source: Path) -> tuple[str, str]:
        """Copy a file in and return its name and digest. The same file again is kept once.

        Raises:
            NotFound: there is no such file.
            Rejected: it is a link, a folder, a device, too large, or cannot be read or copied.
        """
        try:
            with _opened(source) as content:
                return source.name, self._copied(content, source)
        except FileNotFoundError as missing:
            raise NotFound(
                _("there is no file {path!r} to keep as proof").format(path=str(source))
            ) from missing
        except OSError as error:
            raise _refused(source, error.strerror or str(error)) from error

    def put(self, body: bytes, name: str) -> str:
        """Keep what was made here, such as an issued document, and return its digest.

        Raises:
            Rejected: it cannot be written.
        """
        try:
            return self._copied(io.BytesIO(body), Path(name))
        except OSError as error:
            raise _refused(Path(name), error.strerror or str(error)) from error

    def read(self, digest: str) -> bytes:
        """Return what is kept under a digest. Raises ``NotFound`` when it is lost or changed."""
        wrong = self.wrong(digest)
        if wrong:
            text = _("the kept file {digest}: {wrong}; 'consort verify' lists all of them")
            raise NotFound(text.format(digest=digest[:12], wrong=wrong))
        return self.path(digest).read_bytes()

    def _copied(self, content: IO[bytes], source: Path) -> str:
        self.folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=self.folder, prefix=".new-", delete=False) as copy:
            try:
                digest = _copy(content, copy, source)
            except BaseException:
                Path(copy.name).unlink()
                raise
        self._put(Path(copy.name), digest)
        return digest

    def _put(self, copy: Path, digest: str) -> None:
        target = self.path(digest)
        target.parent.mkdir(exist_ok=True)
        copy.replace(target)
        for folder in (target.parent, self.folder):
            _flush(folder)

    def wrong(self, digest: str) -> str:
        """Return what is wrong with a kept file, or an empty string."""
        try:
            with self.path(digest).open("rb") as content:
                found = _digest(content)
        except OSError as error:
            return _("the file is lost ({error})").format(error=error.strerror or str(error))
        return "" if found == digest else _("the file was changed")


def _opened(source: Path) -> IO[bytes]:
    """Open a plain file, never waiting on a pipe and never following a link."""
    if source.is_symlink():
        raise _refused(source, _("it is a link to another file"))
    handle = os.open(source, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | os.O_NOFOLLOW)
    status = os.fstat(handle)
    reason = ""
    if stat.S_ISDIR(status.st_mode):
        reason = _("it is a folder")
    elif not stat.S_ISREG(status.st_mode):
        reason = _("it is no plain file")
    elif status.st_size > LARGEST:
        reason = _too_large()
    if reason:
        os.close(handle)
        raise _refused(source, reason)
    return os.fdopen(handle, "rb")


def _copy(content: IO[bytes], copy: IO[bytes], source: Path) -> str:
    size = 0

    def write(block: bytes) -> None:
        nonlocal size
        size += len(block)
        if size > LARGEST:  # it grew while we read it
            raise _refused(source, _too_large())
        copy.write(block)

    digest = _digest(content, write)
    copy.flush()
    os.fsync(copy.fileno())
    return digest


def _digest(content: IO[bytes], also: Callable[[bytes], None] | None = None) -> str:
    found = sha256()
    while block := content.read(_BLOCK):
        found.update(block)
        if also is not None:
            also(block)
    return found.hexdigest()


def _flush(folder: Path) -> None:
    """Make the names in a folder last; only POSIX opens folders."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)


def _too_large() -> str:
    return _("it is larger than {limit} MB").format(limit=LARGEST // 1024**2)


def _refused(source: Path, reason: str) -> Rejected:
    return refuse(
        Reason.INVALID,
        _("keep {path!r} as proof").format(path=str(source)),
        reason,
        _("give the path of a plain file, such as a scan or a photograph"),
    )
