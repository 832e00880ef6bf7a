"""Stories: plain text files of commands, played through the real command line in one process.

::

    # narration, printed as it stands
    @ 2026-02-03            the day for the commands that follow
    tick textile_eight open_meeting --proof attendance_list=list.pdf
    ! phase complete textile_eight promotion         must be declined
    > phase complete ...                             its whole output is shown

``OUT/`` stands for the folder of the papers, ``HERE/`` for that of the story itself.

Of other commands only the first line of the answer is shown, and of a run of them that do the
same only the first.
"""

import io
import shlex
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from engine.cli.main import run
from engine.cli.printing import out, wrapped
from engine.language import _, plural, spoken
from engine.source import DefinitionError, Problem, Span, Text


@dataclass(frozen=True, slots=True)
class ScriptLine:
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
    lines = list(read_story(story))
    for _kind, run_of in groupby(lines, key=_likeness):
        first, *others = run_of
        if isinstance(first, str):
            _narrate([first, *(line for line in others if isinstance(line, str))])
            continue
        _command(first, url, folder)
        with redirect_stdout(io.StringIO()):
            for line in others:
                if isinstance(line, ScriptLine):
                    _command(line, url, folder)
        if others:
            more = plural(
                "... and {count} more like it", "... and {count} more like it", len(others)
            )
            out("    " + more.format(count=len(others)))
    return sum(isinstance(line, ScriptLine) for line in lines)


def _likeness(line: str | ScriptLine) -> tuple[object, ...]:
    """Return what neighbours have in common that are told as one; a command shown stands alone."""
    if isinstance(line, str):
        return ("narration",)
    return (line.span,) if line.shown or line.declined else line.words[:3]


def _narrate(lines: list[str]) -> None:
    for line in lines:
        for text in wrapped(line) if line else [""]:
            out(text)


def read_story(story: Path) -> Iterator[str | ScriptLine]:
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
            yield ScriptLine(tuple(shlex.split(body)), day, "!" in marks, ">" in marks, span)


def _command(line: ScriptLine, url: str, folder: Path) -> None:
    for text in wrapped(f"consort {shlex.join(line.words)}", "    ", "$ "):
        out(text)
    words = [word.replace("OUT/", f"{folder}/") for word in line.words]
    here = Path(line.span.text.name).parent
    words = [word.replace("HERE/", f"{here}/") for word in words]
    tongue = [] if "--lang" in words else ["--lang", spoken()]
    status, answer = answer_of([*words, "--db", url, "--today", line.day, *tongue])
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
