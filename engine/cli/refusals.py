"""Refusals and problems become sentences and exit statuses; anything else is a bug."""

import json

import click

from engine.cli.printing import wants_json, wrapped
from engine.language import _
from engine.source import DefinitionError, EngineError, Rejected


def status_of(problem: Exception) -> int | None:
    """Print a refusal (exit 1) or the problems of a file (exit 2); None for anything else."""
    if isinstance(problem, DefinitionError):
        _print_problems(problem)
        return 2
    if not isinstance(problem, EngineError):
        return None
    if wants_json():
        reason = problem.reason.value if isinstance(problem, Rejected) else "not-found"
        click.echo(json.dumps({"refused": str(problem), "reason": reason}, ensure_ascii=False))
    else:
        for line in _lines(problem):
            click.echo(line, err=True)
    return 1


MOST_IN_A_SENTENCE = 3


def _lines(problem: EngineError) -> list[str]:
    """Return a refusal as one sentence, or with a line for each reason where there are many."""
    parts = problem.parts if isinstance(problem, Rejected) else ()
    if len(parts) <= MOST_IN_A_SENTENCE:
        first, *listed = str(problem).splitlines() or [""]
        return [first, *(line for one in listed for line in _listed(one))]
    begin = str(problem).removesuffix("; ".join(parts)).rstrip()
    return [begin, *(line for part in parts for line in wrapped(part, "    ", "  - "))]


def _listed(line: str) -> list[str]:
    """Return a line of a list that a refusal brings along, so that it fits."""
    if not line.startswith(" "):
        return wrapped(line)
    return wrapped(line.strip(), "    ", "  - ")


MOST_SHOWN = 50


def _print_problems(wrong: DefinitionError) -> None:
    if wants_json():
        problems = [
            {"code": p.code, "place": str(p.span or ""), "message": p.message, "hint": p.hint}
            for p in wrong.problems
        ]
        click.echo(json.dumps({"problems": problems}, ensure_ascii=False))
        return
    for problem in wrong.problems[:MOST_SHOWN]:
        click.echo(problem.drawn(), err=True)
    more = len(wrong.problems) - MOST_SHOWN
    if more > 0:
        click.echo(_("... and {count} more").format(count=more), err=True)
