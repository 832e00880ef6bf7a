"""Make documents in worker processes with limits, so that no template can harm or stall us.

A worker has a limit of memory, of CPU, of time and of output, an empty environment and no terminal.
One that breaks a limit is ended and told by name; the next order gets a new one. Workers are kept
for the next order and replaced after some, because the typesetter's memory only grows.
"""

import atexit
import json
import os
import pickle
import select
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, Final

from engine.case.case import ArticleChange
from engine.definitions.workflow import Kind
from engine.documents.orders import (
    FRAME,
    MEDIA,
    Adopted,
    Job,
    Limits,
    Missing,
    NotReady,
    Order,
    PrintedFile,
    Proofreading,
    Redline,
    Rendered,
    TakenIn,
    Work,
    unknown_format,
)
from engine.documents.template_folders import Templates
from engine.language import _, spoken
from engine.method_facts.keeping import Keeping
from engine.source import (
    Conflict,
    DefinitionError,
    EngineError,
    LimitExceeded,
    NotFound,
    Problem,
    Reason,
    Rejected,
    Span,
    Text,
)

RECYCLED: Final = 25  # documents of one worker; its memory would level out a quarter higher
WALL: Final = 60.0  # seconds
LIMITS: Final = Limits()
_START: Final = (
    "import sys; sys.path[:0] = {path!r}; from engine.documents.sandbox_worker import main; main()"
)


def render(order: Order, shelf: Templates, to: str = "md", limits: Limits = LIMITS) -> Rendered:
    """Return a document, made in a worker.

    Raises:
        NotFound: there is no such document or language.
        DefinitionError: template, value or picture is wrong, each with its place.
        Rejected: the format is unknown; facts are missing and no draft is wanted.
        LimitExceeded: it took too long, too much memory, or became too large.
    """
    return _made(order, shelf, to, limits)


def redline(order: Redline, shelf: Templates, to: str = "txt") -> Rendered:
    """Return two versions of a document in one, made in a worker.

    ``txt`` is a short account; ``docx`` has Word's own tracked changes.

    Raises:
        DefinitionError: one of the files is not what it should be.
    """
    return _made(order, shelf, to)


def print_adopted(order: Adopted, shelf: Templates, to: str) -> Rendered:
    """Return a text on record as it is printed once adopted, made in a worker.

    Raises:
        DefinitionError: the tree file or the template of the record is wrong.
    """
    return _made(order, shelf, to)


def words_of(body: bytes, form: str) -> str:
    """Return the words of a printed file (``pdf``, ``html``), read in a worker.

    Raises:
        DefinitionError: the file is broken.
        LimitExceeded: reading it took too long or too much memory.
    """
    nothing = Templates(Path())  # a file is read, no template
    return _made(PrintedFile(form, body), nothing, form).text


def proofread(document: str, shelf: Templates) -> tuple[Problem, ...]:
    """Return what is wrong with the texts of a document, read in a worker.

    Raises:
        NotFound: there is no such document.
        LimitExceeded: it took too long, or too much memory, where no line could be told.
    """
    try:
        _made(Proofreading(document), shelf, "txt")
    except DefinitionError as error:
        return error.problems
    return ()


def taken_in(name: str, body: bytes) -> bytes:
    """Return a picture as it is kept, opened in a worker.

    Raises:
        DefinitionError: it is no PNG or JPEG, too large, or a bomb.
    """
    return _made(TakenIn(name, body), Templates(Path()), "txt").body


def _made(order: Work, shelf: Templates, to: str, limits: Limits = LIMITS) -> Rendered:
    if to not in MEDIA:
        raise unknown_format(to)
    return _cage.render(order, shelf, to, limits)


def render_many(
    orders: Iterable[tuple[Order, str]], shelf: Templates, workers: int = 0
) -> Iterator[Rendered | EngineError]:
    """Yield the documents of many orders in their order, made on every core.

    What goes wrong with one is yielded in its place; the others go on.
    """
    count = workers or os.cpu_count() or 1
    cages = [Cage() for _at in range(count)]

    def make(numbered: tuple[int, tuple[Order, str]]) -> Rendered | EngineError:
        cage = free.pop()
        try:
            return cage.render(*(numbered[1][0], shelf, numbered[1][1], LIMITS))
        except EngineError as error:
            return error
        finally:
            free.append(cage)

    free = list(cages)
    try:
        with ThreadPoolExecutor(count) as pool:
            yield from pool.map(make, enumerate(orders))
    finally:
        for cage in cages:
            cage.close()


@dataclass
class Cage:
    """One worker, started when it is needed and replaced when it is spent."""

    made: int = 0
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    _said: IO[bytes] | None = field(default=None, repr=False)

    def render(self, order: Work, shelf: Templates, to: str, limits: Limits) -> Rendered:
        """Return a document; see ``render``."""
        job = Job(order, shelf.core, shelf.over, to, spoken(), limits)
        process = self._ready()
        self.made += 1
        try:
            sent = pickle.dumps(job)
            _pipe(process.stdin).write(len(sent).to_bytes(8, "big") + sent)
            _pipe(process.stdin).flush()
            told, body = _answer(process, limits, order.document)
        except (BrokenPipeError, EOFError) as error:
            self._must_have_been_stopped(process)
            self.close()
            message = _("{document} was stopped: it takes more time or memory than a document may")
            raise LimitExceeded(message.format(document=order.document)) from error
        except LimitExceeded:
            self.close()
            raise
        if "stopped" in told:
            self.close()
            message = _("{document} was stopped: it needs more memory than a document may")
            raise LimitExceeded(message.format(document=order.document))
        if "error" in told:
            raise _error(told["error"])
        return _rendered(told["rendered"], body)

    def _must_have_been_stopped(self, process: subprocess.Popen[bytes]) -> None:
        """Raise what the worker printed where it failed by itself: that is a mistake of ours."""
        if process.wait() == 1 and self._said is not None:
            self._said.seek(0)
            printed = self._said.read().decode(errors="replace")
            if "MemoryError" in printed:  # the limit struck outside of the template
                return
            raise RuntimeError(f"the worker for documents failed:\n{printed[-4000:]}")

    def close(self) -> None:
        """End the worker."""
        process, self._process, self.made = self._process, None, 0
        if process:
            process.kill()
            process.communicate()
        if self._said is not None:
            self._said.close()
            self._said = None

    def _ready(self) -> subprocess.Popen[bytes]:
        if self.made >= RECYCLED:
            self.close()
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._said = TemporaryFile()  # noqa: SIM115 - lives as long as the worker
            kept = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT") if key in os.environ}
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter
                [sys.executable, "-c", _START.format(path=[*sys.path])],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._said,
                env={**kept, "PYTHONIOENCODING": "utf-8", "RAYON_NUM_THREADS": "1"},
            )
        return self._process


_cage = Cage()
atexit.register(_cage.close)


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise EOFError
    return pipe


def _answer(
    process: subprocess.Popen[bytes], limits: Limits, document: str
) -> tuple[dict[str, Any], bytes]:
    """Read one answer; give up when the wall clock says so."""
    until = time.monotonic() + WALL
    head = _read(process, FRAME.size, until, document)
    sizes = FRAME.unpack(head)
    if sizes[1] > limits.output:
        message = _("{document} became {size} bytes large; a document may have {most}")
        raise LimitExceeded(message.format(document=document, size=sizes[1], most=limits.output))
    header = _read(process, sizes[0], until, document)
    return json.loads(header), _read(process, sizes[1], until, document)


def _read(process: subprocess.Popen[bytes], size: int, until: float, document: str) -> bytes:
    pipe = _pipe(process.stdout)
    parts: list[bytes] = []
    while size:
        if not select.select([pipe], [], [], max(0.0, until - time.monotonic()))[0]:
            message = _("{document} was stopped: it took longer than {seconds} seconds")
            raise LimitExceeded(message.format(document=document, seconds=int(WALL)))
        part = os.read(pipe.fileno(), min(size, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _rendered(told: Mapping[str, Any], body: bytes) -> Rendered:
    missing = tuple(map(_missing, told["missing"]))
    values = {key: _value(value) for key, value in told["values"].items()}
    changes = tuple(ArticleChange(**one) for one in told["changes"])
    parts = {"missing": missing, "values": values, "changes": changes, "body": body}
    return Rendered(**{**told, **parts})


def _missing(told: Mapping[str, Any]) -> Missing:
    kept = told["keeping"]
    keeping = Keeping(kept["kept_in"], Kind(kept["scope"]), kept["done_by"])
    return Missing(**{**told, "keeping": keeping, "fields": tuple(told["fields"])})


def _value(text: str) -> Any:
    """Return a machine value as a number where it is one."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return int(number) if number == number.to_integral_value() else number


def _error(told: Mapping[str, Any]) -> EngineError:
    match told["kind"]:
        case "DefinitionError":
            return DefinitionError(_problem(one) for one in told["problems"])
        case "NotReady":
            return NotReady(told["wish"], told["parts"], map(_missing, told["missing"]))
        case "NotFound":
            return NotFound(told["message"])
        case "LimitExceeded":
            return LimitExceeded(told["message"])
        case "Conflict":
            return Conflict(told["message"])
        case _:
            return Rejected(Reason(told["reason"]), told["message"])


def _problem(told: Mapping[str, Any]) -> Problem:
    place = told["place"]
    span = None
    if place:
        text = Text(place["name"], place["text"], line=place["line"])
        span = Span(text, place["begin"], place["end"])
    return Problem(told["code"], told["message"], span, told["hint"])
