"""Text with places in it, problems that name a place, and every exception Consort raises.

::

    EngineError
        DefinitionError      a text is wrong; carries every problem found, each with its place
        Rejected             a command was understood and declined; nothing was written
            Conflict         ... because somebody else wrote first
        NotFound             no such network, document, file
        LimitExceeded        an evaluation was stopped by its budget of steps or sizes

Authors get problems, users get refusals, programmers get tracebacks. Only the ways in (``cli``)
catch ``EngineError``; anything else is a bug and may crash.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from functools import cached_property

from engine.language import _
from engine.possible import Possible


@dataclass(frozen=True)
class Text:
    """A named text: ``name`` is what people see before the line number, ``body`` the characters.

    ``line`` and ``column`` say where the body starts in the file called ``name`` (both from 1),
    for a formula that stands inside a YAML file. ``cell`` is the cell of a spreadsheet it stands
    in, as office programs name it (``Rows!D2``); people are told it instead of line and column.
    """

    name: str
    body: str
    line: int = 1
    column: int = 1
    cell: str = ""

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(at + 1 for at, char in enumerate(self.body) if char == "\n")]

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column (both from 1) of a character of the body, counted in the file."""
        row = bisect_right(self._starts, offset) - 1
        column = offset - self._starts[row] + (self.column if row == 0 else 1)
        return self.line + row, column

    def line_at(self, offset: int) -> str:
        """Return the whole line of the body in which ``offset`` stands, without its line end."""
        row = bisect_right(self._starts, offset) - 1
        start = self._starts[row]
        end = self.body.find("\n", start)
        return self.body[start : end if end >= 0 else len(self.body)].rstrip("\r")


@dataclass(frozen=True)
class Span:
    """The characters ``start`` to ``end`` (exclusive, from 0) of a text."""

    text: Text = field(repr=False)
    start: int
    end: int

    @property
    def place(self) -> tuple[int, int]:
        """Line and column of the first character, both from 1."""
        return self.text.place(self.start)

    def __str__(self) -> str:
        if self.text.cell:
            return f"{self.text.name}:{self.text.cell}"
        line, column = self.place
        return f"{self.text.name}:{line}:{column}"


class Severity(StrEnum):
    """Whether a problem stops the text from being used."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Problem:
    """A mistake somebody can mend: what is wrong, where, and what to do.

    ``code`` is a stable word (``unknown-name``); ``hint`` says what was expected; ``possible`` is
    what can be done about it.
    """

    code: str
    message: str
    span: Span | None = None
    hint: str = ""
    severity: Severity = Severity.ERROR
    possible: tuple[Possible, ...] = ()

    def __str__(self) -> str:
        place = f"{self.span}: " if self.span else ""
        hint = f"; {self.hint}" if self.hint else ""
        return f"{place}{self.message}{hint}"

    def drawn(self) -> str:
        """Return the problem with the line it stands on and a caret under the place."""
        if self.span is None or not self.span.text.body:
            return str(self)
        line = self.span.text.line_at(self.span.start)
        column = self.span.start - (self.span.text.body.rfind("\n", 0, self.span.start) + 1)
        width = max(1, min(self.span.end - self.span.start, len(line) - column))
        margin = "".join("\t" if char == "\t" else " " for char in line[:column])
        return f"{self}\n    {line}\n    {margin}{'^' * width}"


class EngineError(Exception):
    """The root of everything Consort raises on purpose; ``possible``: what can be done instead."""

    possible: tuple[Possible, ...] = ()


class DefinitionError(EngineError):
    """A text could not be used. ``problems`` holds every mistake found, in order of place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Reason(StrEnum):
    """Why a command was declined: a word that programs can rely on."""

    UNKNOWN = "unknown"  # a task, firm, field, choice that is not there
    WRONG_STATE = "wrong-state"  # the thing is in a state that does not accept this
    NOT_READY = "not-ready"  # criteria are not met
    INVALID = "invalid"  # a value is not of its type or out of its range
    MISSING = "missing"  # something needed was not given
    NOT_ALLOWED = "not-allowed"  # locked by the method, or not this role's to do
    CONFLICT = "conflict"  # somebody else wrote first
    LIMIT = "limit"  # too large, too deep, too long


class Rejected(EngineError):
    """A command was declined and nothing was written.

    The sentence has one shape: *cannot <verb> '<title>': <every reason>; <what is possible>*.
    ``parts`` are its reasons and what is possible, for those who print them line by line below
    ``opening``, the words that say what cannot be done.
    """

    def __init__(
        self,
        reason: Reason,
        message: str,
        parts: Sequence[str] = (),
        possible: Iterable[Possible] = (),
        opening: str = "",
    ) -> None:
        self.reason = reason
        self.parts = tuple(parts)
        self.opening = opening
        self.possible = tuple(possible)
        super().__init__(message)


def joined(declined: Sequence[Rejected]) -> Rejected:
    """Return one refusal with the reasons of several, each once; of a single one, itself."""
    if len(declined) == 1:
        return declined[0]
    parts = dict.fromkeys(part for one in declined for part in one.parts)
    possible = dict.fromkeys(able for one in declined for able in one.possible)
    sentence = _("cannot do all of it: {reasons}").format(reasons="; ".join(parts))
    return Rejected(declined[0].reason, sentence, tuple(parts), possible)


class Conflict(Rejected):
    """Somebody else wrote between our reading and our writing."""

    def __init__(self, message: str) -> None:
        super().__init__(Reason.CONFLICT, message)


class NotFound(EngineError):
    """No such network, document or file."""

    def __init__(self, message: str, possible: Iterable[Possible] = ()) -> None:
        self.possible = tuple(possible)
        super().__init__("; ".join([message, *said_possible(self.possible)]))


class LimitExceeded(EngineError):
    """An evaluation was stopped by its budget of steps or sizes."""


def refuse(
    reason: Reason,
    wish: str,
    because: str | Sequence[str],
    hint: str = "",
    possible: Iterable[Possible] = (),
) -> Rejected:
    """Return the refusal of a wish such as ``tick 'Hold the open meeting'``, in the one shape.

    ``hint`` is what helps to say it rightly; ``possible`` what can be done instead, of which the
    sentence names what has a title.
    """
    reasons = [because] if isinstance(because, str) else list(because)
    possible = tuple(possible)
    parts = [*reasons, *([hint] if hint else ()), *said_possible(possible)]
    opening, sentence = cannot(wish, ()), cannot(wish, parts)
    return Rejected(reason, sentence, parts, possible, opening)


def cannot(wish: str, reasons: Iterable[str]) -> str:
    """Return the one sentence of all refusals; without reasons, its opening."""
    return _("cannot {wish}: {reasons}").format(wish=wish, reasons="; ".join(reasons)).rstrip()


def said_possible(possible: Iterable[Possible]) -> list[str]:
    """Return ``possible now: ...`` with what has a title, or nothing."""
    titles = ", ".join(one.title for one in possible if one.title)
    return [_("possible now: {verbs}").format(verbs=titles)] if titles else []


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``did you mean 'x'?`` for the nearest of the known words, or an empty string."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return _("did you mean {word!r}?").format(word=near[0]) if near else ""
