"""What runs inside the cage: read an order, make the document, write it back, wait for the next.

Started by ``engine.documents.sandbox``. Orders arrive pickled from the process that started us;
answers go back as JSON and bytes, so that nothing in here can make the other side run anything.
"""

import json
import pickle
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO, Final

from engine.documents.confinement import limits_now
from engine.documents.orders import (
    FRAME,
    Adopted,
    Job,
    Limits,
    NotReady,
    Order,
    PrintedFile,
    Proofreading,
    Redline,
    Rendered,
    TakenIn,
)
from engine.documents.output import adopted, produce, read_words, redlined
from engine.documents.pictures import made_plain
from engine.documents.proofreading import proofread
from engine.documents.template_folders import Templates
from engine.language import speak
from engine.source import DefinitionError, EngineError, Problem, Rejected, Span

if sys.platform != "win32":  # there, only the clock outside limits us
    import resource

LARGEST_FILE: Final = 200_000_000


_shelves: dict[tuple[Path, ...], tuple[Any, Templates]] = {}


def main() -> None:
    """Answer orders until the other side closes."""
    given, out = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing a library prints may get between the answers
    while (head := given.read(8)) and len(head) == 8:
        job: Job = pickle.loads(given.read(int.from_bytes(head, "big")))  # noqa: S301 - from our parent
        answer(out, job)


def answer(out: BinaryIO, job: Job) -> None:
    """Make one document and write it, or what was wrong with it."""
    speak(job.spoken)
    body = b""
    told: dict[str, Any]
    try:
        limits_now.set(job.limits)
        _limit(job.limits)
        made = _made(job)
        body, told = made.body, {"rendered": _described(made)}
    except EngineError as error:
        told = {"error": _error(error)}
    except MemoryError:
        told = {"stopped": "memory"}
    header = json.dumps(told).encode()
    out.write(FRAME.pack(len(header), len(body)) + header + body)
    out.flush()


def _made(job: Job) -> Rendered:
    match job.order:
        case Redline():
            return redlined(job.order, _shelf(job), job.to)
        case Adopted():
            return adopted(job.order, _shelf(job), job.to)
        case PrintedFile():
            return read_words(job.order, job.to)
        case Proofreading():
            return _proofread(job.order, _shelf(job))
        case TakenIn():
            return _without_text(made_plain(job.order.document, job.order.body))
        case Order():
            return produce(job.order, _shelf(job), job.to)


def _proofread(order: Proofreading, shelf: Templates) -> Rendered:
    if problems := proofread(shelf, order.document):
        raise DefinitionError(problems)
    return _without_text(b"")


def _without_text(body: bytes) -> Rendered:
    return Rendered(body, "", "", "", "", "", "")


def _shelf(job: Job) -> Templates:
    """Return the shelf, kept from the last order unless a file has changed since."""
    key = (job.core, *job.over)
    state = [_state(path) for folder in key for path in sorted(folder.rglob("*"))]
    if key not in _shelves or _shelves[key][0] != state:
        _shelves[key] = (state, Templates(job.core, job.over))
    return _shelves[key][1]


def _state(path: Path) -> tuple[Path, int, int]:
    stat = path.lstat()
    return path, stat.st_mtime_ns, stat.st_size


def _limit(limits: Limits) -> None:
    if sys.platform == "win32":
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + limits.seconds
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, LARGEST_FILE),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        with suppress(ValueError):
            resource.setrlimit(kind, (most if hard < 0 else min(most, hard), hard))


def _described(made: Rendered) -> dict[str, Any]:
    told = {key: value for key, value in vars(made).items() if key not in {"body", "missing"}}
    for name in ("missing", "changes"):
        told[name] = [asdict(one) for one in getattr(made, name)]
    told["values"] = {key: str(value) for key, value in made.values.items() if value is not None}
    return told


def _error(error: EngineError) -> dict[str, Any]:
    kind = type(error).__name__
    if isinstance(error, DefinitionError):
        return {"kind": kind, "problems": [_problem(one) for one in error.problems]}
    if isinstance(error, NotReady):
        missing = list(map(asdict, error.missing))
        return {"kind": kind, "wish": error.wish, "parts": error.parts, "missing": missing}
    reason = error.reason.value if isinstance(error, Rejected) else ""
    return {"kind": kind, "message": str(error), "reason": reason}


def _problem(problem: Problem) -> dict[str, Any]:
    told = {"code": problem.code, "message": problem.message, "hint": problem.hint}
    return {**told, "place": _place(problem.span) if problem.span else None}


def _place(span: Span) -> dict[str, Any]:
    """Return a span as its one line, which is all a message shows."""
    line, _column = span.place
    text = span.text.line_at(span.start)
    begin = span.start - (span.text.body.rfind("\n", 0, span.start) + 1)
    end = min(begin + span.end - span.start, len(text))
    return {"name": span.text.name, "line": line, "text": text, "begin": begin, "end": end}
