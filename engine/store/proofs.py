"""Files given as proof or made here, kept beside the database under the SHA-256 of their bytes.

A file is looked at first (``looked_at``), so that its command can be decided. Then it is copied to
``staged/``, flushed to the disk, and renamed into place when the transaction that names it stands.
Killed in between, only the staged copy remains: it is read from there if an event names it, and the
next command puts it in place, or away if none does. A lock on the copy says that its command still
runs. Nothing here ever overwrites or removes a file that is in place.
"""

import fcntl
import io
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp
from typing import IO, Final, NamedTuple

from engine.language import _
from engine.possible import on_network
from engine.source import NotFound, Reason, Rejected, refuse
from engine.store.arriving import CLEARED, arriving, flush, is_over
from engine.store.database import HOME
from engine.store.rows import File

LARGEST: Final = 100 * 1024 * 1024
"""Bytes a proof may have."""
_BLOCK: Final = 1024 * 1024
_DIGITS: Final = 64
"""Letters of a digest."""
_PART: Final = "part-"
"""How the name of a copy begins that is not whole yet."""
Named = Callable[[str], bool | None]
"""Says whether an event names the file of a digest; None where that cannot be known now."""


class Copy(NamedTuple):
    """A copy of a file on its way in, open and locked as long as its command runs."""

    path: Path
    digest: str
    body: IO[bytes]


@dataclass(frozen=True, slots=True)
class Proofs:
    """The folder of the kept files: ``ab/abcdef...`` for the digest ``abcdef...``."""

    folder: Path

    def path(self, digest: str) -> Path:
        """Return where the file of a digest stands, or would stand."""
        place = self._place(digest)
        if place.exists():
            return place
        return next(self.staged.glob(f"{digest}.*"), place)

    def _place(self, digest: str) -> Path:
        return self.folder / digest[:2] / digest

    def of(self, organisation: str) -> "Proofs":
        """Return the files of an organisation, of the folder of the whole database."""
        return self if organisation == HOME else Proofs(self.folder / organisation)

    def every(self) -> Iterator[tuple[str, Path]]:
        """Yield digest and path of every file in place, and of whole copies not in place yet."""
        for path in sorted(self.folder.glob("??/*")):
            if path.parent.name == path.name[:2] and len(path.name) == _DIGITS and path.is_file():
                yield path.name, path
        for path in sorted(self.staged.glob("*.*")):
            digest = path.name.partition(".")[0]
            if len(digest) == _DIGITS and not self._place(digest).exists():
                yield digest, path

    def put(self, digest: str, body: bytes) -> None:
        """Put a file in its place, whole, unless one is there. Raises ``OSError``."""
        place = self._place(digest)
        if self.wrong(digest):
            _made(place.parent)
            with arriving(place) as part:
                part.write_bytes(body)

    @property
    def staged(self) -> Path:
        """The folder of what is not in place yet: ``<digest>.<anything>`` once it is whole."""
        return self.folder / "staged"

    @contextmanager
    def staging(self, files: Iterable[File], named: Named) -> Iterator[None]:
        """Copy files in for a block that writes about them: into place after it, or away.

        What commands killed earlier left behind is cleared first. ``named`` says whether an event
        names a digest: where the block fails it decides, as a transaction may stand all the same.

        Raises:
            Rejected: a file cannot be read or copied, or is not what was looked at.
        """
        self.clear(named)
        copies: list[Copy] = []
        try:
            copies += (self._staged(file) for file in files)
            yield
        except BaseException:
            for copy in copies:
                self._end(copy.path, copy.digest, stands=named(copy.digest))
            raise
        else:
            for copy in copies:
                self._end(copy.path, copy.digest, stands=True)
        finally:
            for copy in copies:
                copy.body.close()

    def clear(self, named: Named) -> None:
        """Put every copy whose command is over in place, or away if no event names it."""
        for path in self.left_behind():
            digest = path.name.partition(".")[0]
            whole = not path.name.startswith(_PART)
            stands = named(digest) if whole else False
            self._end(path, digest, stands=stands)
            if not stands and (told := CLEARED.get()) is not None and not path.exists():
                told.append(path)

    def left_behind(self) -> list[Path]:
        """Return the copies whose command runs no more."""
        paths = sorted(self.staged.iterdir()) if self.staged.is_dir() else []
        return [path for path in paths if is_over(path)]

    def _staged(self, file: File) -> Copy:
        """Return the copy of a file, whole and on the disk."""
        try:
            _made(self.staged)
            path, body = _new_copy(self.staged)
            try:
                with _content(file) as content:
                    _fill(body, content, file)
                whole = path.with_name(f"{file.digest}.{path.name}")
                path.replace(whole)
            except BaseException:
                path.unlink()
                body.close()
                raise
        except OSError as error:
            raise _refused(file.name, error.strerror or str(error)) from error
        return Copy(whole, file.digest, body)

    def _end(self, copy: Path, digest: str, *, stands: bool | None) -> None:
        """Put a copy in place or away. What cannot be done now the next command does."""
        with suppress(OSError):
            if stands:
                target = self._place(digest)
                _made(target.parent)
                copy.replace(target)
                for folder in (target.parent, self.folder):
                    flush(folder)
            elif stands is not None:
                copy.unlink()

    def read(self, digest: str) -> bytes:
        """Return what is kept under a digest. Raises ``NotFound`` when it is lost or changed."""
        wrong = self.wrong(digest)
        if wrong:
            text = _("the kept file {digest}: {wrong}").format(digest=digest[:12], wrong=wrong)
            raise NotFound(text, [on_network("verify", "", _("list all that are wrong"))])
        return self.path(digest).read_bytes()

    def wrong(self, digest: str) -> str:
        """Return what is wrong with a kept file, or an empty string."""
        try:
            with self.path(digest).open("rb") as content:
                found = _digest(content)
        except OSError as error:
            return _("the file is lost ({error})").format(error=error.strerror or str(error))
        return "" if found == digest else _("the file was changed")


def _made(folder: Path) -> None:
    """Make a folder, and those it stands in, that only its owner reads: files hold names."""
    for one in (*reversed(folder.parents), folder):
        if not one.exists():
            one.mkdir(0o700, exist_ok=True)


def looked_at(source: Path) -> File:
    """Return a plain file as it can be kept, with its digest; nothing is copied yet.

    Raises:
        NotFound: there is no such file.
        Rejected: it is a link, a folder, a device, too large, or cannot be read.
    """
    try:
        with _opened(source) as content:
            return File(_digest(content, _measured(str(source))), source.name, source)
    except FileNotFoundError as missing:
        text = _("there is no file {path!r} to keep as proof")
        raise NotFound(text.format(path=str(source))) from missing
    except OSError as error:
        raise _refused(str(source), error.strerror or str(error)) from error


def made_here(body: bytes, name: str) -> File:
    """Return what was made here, such as an issued document, as a file to be kept."""
    return File(sha256(body).hexdigest(), name, body)


def _opened(source: Path) -> IO[bytes]:
    """Open a plain file, never waiting on a pipe and never following a link."""
    if source.is_symlink():
        raise _refused(str(source), _("it is a link to another file"))
    handle = os.open(source, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
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
        raise _refused(str(source), reason)
    return os.fdopen(handle, "rb")


def _content(file: File) -> IO[bytes]:
    return io.BytesIO(file.source) if isinstance(file.source, bytes) else _opened(file.source)


def _fill(copy: IO[bytes], content: IO[bytes], file: File) -> None:
    measured = _measured(file.name)

    def write(block: bytes) -> None:
        measured(block)
        copy.write(block)

    if _digest(content, write) != file.digest:
        raise _refused(file.name, _("it was changed while the command ran"))
    copy.flush()
    os.fsync(copy.fileno())


def _measured(name: str) -> Callable[[bytes], None]:
    """Return what refuses a file that grows too large while we read it."""
    left = LARGEST

    def count(block: bytes) -> None:
        nonlocal left
        left -= len(block)
        if left < 0:
            raise _refused(name, _too_large())

    return count


def _new_copy(folder: Path) -> tuple[Path, IO[bytes]]:
    """Return a new file that nobody takes for left behind while it is open."""
    while True:
        handle, name = mkstemp(dir=folder, prefix=_PART)
        fcntl.flock(handle, fcntl.LOCK_EX)
        if Path(name).exists():  # else it was cleared in the moment before it was locked
            return Path(name), os.fdopen(handle, "wb")
        os.close(handle)


def _digest(content: IO[bytes], also: Callable[[bytes], None] | None = None) -> str:
    found = sha256()
    while block := content.read(_BLOCK):
        found.update(block)
        if also is not None:
            also(block)
    return found.hexdigest()


def _too_large() -> str:
    return _("it is larger than {limit} MB").format(limit=LARGEST // 1024**2)


def _refused(name: str, reason: str) -> Rejected:
    return refuse(
        Reason.INVALID,
        _("keep {path!r} as proof").format(path=name),
        reason,
        _("give the path of a plain file, such as a scan or a photograph"),
    )
