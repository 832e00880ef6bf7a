"""Refusals and problems become sentences and exit statuses; anything else is a bug."""

import click

from engine.cli.command_lines import offered
from engine.cli.printing import as_json, out, wants_json, wrapped
from engine.language import _
from engine.source import DefinitionError, EngineError, Rejected
from engine.workbench.answers.refused import refused


def status_of(problem: Exception) -> int | None:
    """Print a refusal (exit 1) or the problems of a file (exit 2); None for anything else."""
    match problem:
        case DefinitionError():
            _tell(problem, _problem_lines(problem))
            return 2
        case EngineError():
            _tell(problem, _lines(problem))
            return 1
        case _:
            return None


def _tell(problem: EngineError, lines: list[str]) -> None:
    if wants_json():
        out(as_json(refused(problem)))
        return
    for line in lines:
        click.echo(line, err=True)


MOST_IN_A_SENTENCE = 3


def _lines(problem: EngineError) -> list[str]:
    """Return a refusal as one sentence or reason by reason, and the commands that are possible."""
    return [*_sentence(problem), *offered(problem.possible)]


def _sentence(problem: EngineError) -> list[str]:
    if not isinstance(problem, Rejected) or len(problem.parts) <= MOST_IN_A_SENTENCE:
        return str(problem).splitlines()
    told = (line for part in problem.parts for line in wrapped(part, "    ", "  - "))
    return [problem.opening, *told]


MOST_SHOWN = 50


def _problem_lines(wrong: DefinitionError) -> list[str]:
    lines: list[str] = []
    for problem in wrong.problems[:MOST_SHOWN]:
        lines += [*problem.drawn().splitlines(), *offered(problem.possible)]
    more = len(wrong.problems) - MOST_SHOWN
    return [*lines, _("... and {count} more").format(count=more)] if more > 0 else lines
