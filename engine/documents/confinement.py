"""What bounds a template while it runs: its time, its memory, and how much it may print.

``confined()`` is the only way in. It hands out the one ``Confinement`` that holds, and a room for
templates (``environment.room``) is built from it and asks it before every step: code that was not
confined can neither build a room nor use one that was built before. The limits of the whole process
(``sandbox_worker``) stand behind these; they end what no Python code can stop any more.
"""

import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from types import FrameType, GeneratorType
from typing import Final

from engine.documents.orders import Limits

if sys.platform != "win32":  # there, only the clock outside limits us
    import resource

_SIZES: Final = Path("/proc/self/statm")
_PAGE: Final = 4096
limits_now: ContextVar[Limits] = ContextVar("limits_now", default=Limits())  # noqa: B039 - frozen


class OutOfTimeError(Exception):
    """Raised in the middle of a template by the clock."""


class TooMuchTextError(Exception):
    """Raised in the middle of a template that prints more than it may."""


class Confinement:
    """Shows that the limits hold; made by ``confined`` alone, any other holds nothing."""

    def __init__(self) -> None:
        self.depth = 0

    def must_hold(self) -> None:
        """Raise where no limits are in force: that is a mistake of ours, not of a template."""
        if not self.depth:
            raise RuntimeError("a template was about to run outside of confined()")


_inside: Final = Confinement()


@contextmanager
def confined() -> Iterator[Confinement]:
    """Put the limits of a template in force until the block ends."""
    if _inside.depth:  # the macros of a template that is being filled
        yield _inside
        return
    limits = limits_now.get()
    undo = _memory_bounded(limits.template_memory)
    _clock(limits.template_seconds)
    _inside.depth = 1
    try:
        yield _inside
    finally:
        _inside.depth = 0
        _clock(0)
        _bounded(undo)


def measured(parts: Iterable[str]) -> str:
    """Return the parts as one text; one that becomes too long stops the template at its line."""
    most = limits_now.get().template_output
    size, kept = 0, []
    for part in parts:
        size += len(part)
        if size > most:
            if isinstance(
                parts, GeneratorType
            ):  # raised where the template stands, which is a line
                parts.throw(TooMuchTextError())
            raise TooMuchTextError
        kept.append(part)
    return "".join(kept)


def _clock(seconds: float) -> None:
    if sys.platform == "win32":
        return
    if seconds:
        signal.signal(signal.SIGVTALRM, _time_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)


def _time_up(_number: int, _frame: FrameType | None) -> None:
    raise OutOfTimeError


def _memory_bounded(more: int) -> tuple[int, int] | None:
    """Allow so much memory beside what is in use; return the limits from before."""
    if sys.platform == "win32" or not _SIZES.exists():
        return None
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = int(_SIZES.read_text("ascii").split()[0]) * _PAGE + more
    _bounded((most if soft < 0 else min(most, soft), hard))
    return soft, hard


def _bounded(limits: tuple[int, int] | None) -> None:
    if limits is not None and sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_AS, limits)
