"""What was declined, and what is wrong with files: reasons and ways on, as data."""

from collections.abc import Iterable
from dataclasses import dataclass

from engine.possible import Possible
from engine.source import DefinitionError, EngineError, Problem, Rejected


@dataclass(frozen=True, slots=True)
class Declined:
    """Why a command was declined or a thing not found, and what can be done instead."""

    refused: str
    reason: str
    possible: tuple[Possible, ...]


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """A mistake in a file: its code, where (``file:line:column``), what, and what to do."""

    code: str
    place: str
    message: str
    hint: str
    possible: tuple[Possible, ...]


@dataclass(frozen=True, slots=True)
class WrongFiles:
    """The problems of files that cannot be used."""

    problems: tuple[ProblemLine, ...]


def told(problems: Iterable[Problem]) -> tuple[ProblemLine, ...]:
    """Return problems as plain data."""
    return tuple(
        ProblemLine(one.code, str(one.span or ""), one.message, one.hint, one.possible)
        for one in problems
    )


def refused(problem: EngineError) -> Declined | WrongFiles:
    """Return a refusal, or the problems of files, as plain data."""
    if isinstance(problem, DefinitionError):
        return WrongFiles(told(problem.problems))
    reason = problem.reason.value if isinstance(problem, Rejected) else "not-found"
    return Declined(str(problem), reason, problem.possible)
