"""Stories: plain text files of commands, played through the real command line in one process.

::

    # narration, printed as it stands
    @ 2026-02-03            the day for the commands that follow
    tick textile_eight open_meeting --proof attendance_list=list.pdf
    ! phase complete textile_eight promotion         must be declined
    > phase complete ...                             its whole output is shown

Of other commands only the first line of the answer is shown.
"""

import io
import shlex
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from engine.cli.main import run
from engine.cli.printing import out, wrapped
from engine.language import _
from engine.source import DefinitionError, Problem, Span, Text


@dataclass(frozen=True, slots=True)
class Line:
    """One command of a story: its words, how it must end, and how its answer is shown."""

    words: tuple[str, ...]
    day: str
    declined: bool
    shown: bool
    span: Span


def play(story: Path, url: str, folder: Path) -> int:
    """Play a story on a database, its papers into ``folder``; return how many commands it had.

    Raises:
        DefinitionError: a command did not end as the story says; at its line.
    """
    count = 0
    for line in read_story(story):
        if isinstance(line, str):
            for text in wrapped(line) if line else [""]:
                out(text)
            continue
        count += 1
        _command(line, url, folder)
    return count


def read_story(story: Path) -> Iterator[str | Line]:
    """Yield narration (text) and commands of a story."""
    text = Text(str(story), story.read_text(encoding="utf-8"))
    day, offset = "", 0
    for raw in text.body.splitlines(keepends=True):
        span = Span(text, offset, offset + len(raw.rstrip()))
        offset += len(raw)
        line = raw.strip()
        if line.startswith("@"):
            day = line[1:].strip()
        elif line.startswith("#") or not line:
            yield line.lstrip("#").strip()
        else:
            body = line.lstrip("!> ")
            marks = line[: len(line) - len(body)]
            yield Line(tuple(shlex.split(body)), day, "!" in marks, ">" in marks, span)


def _command(line: Line, url: str, folder: Path) -> None:
    for text in wrapped(f"consort {shlex.join(line.words)}", "    ", "$ "):
        out(text)
    words = [word.replace("OUT/", f"{folder}/") for word in line.words]
    status, answer = answer_of([*words, "--db", url, "--today", line.day])
    wanted = 1 if line.declined else 0
    if status != wanted:
        message = _("this command ended with {status}, not {wanted}: {answer}").format(
            status=status, wanted=wanted, answer=answer.strip()
        )
        raise DefinitionError([Problem("story", message, line.span)])
    lines = answer.rstrip().splitlines()
    for text in lines if line.shown else lines[:1]:
        out(f"    {text}")


def answer_of(words: list[str]) -> tuple[int, str]:
    """Run a command in this process and return its exit status and everything it printed."""
    printed = io.StringIO()
    with redirect_stdout(printed), redirect_stderr(printed):
        status = run(words)
    return status, printed.getvalue()
