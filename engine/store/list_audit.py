"""What lists show, and the plans networks run on, held against the history.

A plan is kept under the digest of its text, and the digest stands in the events: so an edited plan
is found. What lists show follows from the events, the plan and the day of the last command.
"""

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import select

from engine.case.case import Case
from engine.language import _
from engine.store import schema
from engine.store.audit import Walk
from engine.store.database import Database
from engine.store.rows import Finding, Portfolio, WorklistRow
from engine.store.schema import ours
from engine.store.writing import AT_REST, line_values, step_rows

_NETWORK: Final = schema.network.c
_WORK: Final = schema.worklist.c
_DEFINITION: Final = schema.definition.c

Derive = Callable[[Case], tuple[Iterable[WorklistRow], Portfolio]]
"""Says what lists show of a case: the rows of its worklist and its line."""


def verify_lists(walk: Walk, derive: Derive) -> Iterator[Finding]:
    """Yield plans that are not as they were, or else what lists show otherwise than the history."""
    wrong = list(plans_lost(walk, walk.database))
    yield from wrong
    if not wrong:
        yield from _shown(walk, derive)


def plans_lost(walk: Walk, database: Database) -> Iterator[Finding]:
    """Yield the plans of a network and its projects that are not in a database as they were."""
    case = walk.case
    if case is None:
        return
    wanted = dict.fromkeys((case.workflow, *(one.workflow for one in case.projects.values())))
    rows = database.ask(
        select(_DEFINITION.digest, _DEFINITION.text).where(_DEFINITION.digest.in_(wanted))
    )
    texts = {row.digest: row.text for row in rows}
    for digest in wanted:
        if digest not in texts:
            text = _("the plan {digest}, on which it runs, is lost")
            yield walk.found(0, text.format(digest=digest[:12]))
        elif sha256(texts[digest].encode()).hexdigest() != digest:
            text = _("the plan {digest}, on which it runs, was changed after it was written")
            yield walk.found(0, text.format(digest=digest[:12]))


def _shown(walk: Walk, derive: Derive) -> Iterator[Finding]:
    """Yield what lists show otherwise than the history says."""
    if walk.case is None:
        return
    steps, line = derive(walk.case)
    yield from _line(walk, line)
    yield from _steps(walk, () if line.state in AT_REST else steps)


def _line(walk: Walk, line: Portfolio) -> Iterator[Finding]:
    said = {name.removeprefix("new_"): value for name, value in line_values(line).items()}
    columns = [_NETWORK[name] for name in said]
    mine = select(*columns).where(ours(schema.network), _NETWORK.id == walk.network)
    for row in walk.database.ask(mine):
        for name, value in said.items():
            there = getattr(row, name)
            if there != value:
                text = _(
                    "the list says {there!r} as its {column}, its history {said!r}; "
                    "rebuilding makes it again"
                )
                yield walk.found(0, text.format(there=there, column=name, said=value))


def _steps(walk: Walk, steps: Iterable[WorklistRow]) -> Iterator[Finding]:
    columns = [_WORK[name] for name in ("scope", "task", "role", "state", "due", "roles")]
    mine = select(*columns, _WORK.required).where(
        ours(schema.worklist), _WORK.network == walk.network
    )
    there = {tuple(row) for row in walk.database.ask(mine)}
    said = {tuple(row.values()) for step in steps for row in step_rows(step)}
    lacking = _("the worklist lacks the step {step}; rebuilding makes it again")
    strange = _(
        "the worklist has a step {step} that does not follow from its history; "
        "rebuilding makes it again"
    )
    for text, rows in ((lacking, said - there), (strange, there - said)):
        for step in sorted({_named(row) for row in rows}):
            yield walk.found(0, text.format(step=step))


def _named(row: tuple[Any, ...]) -> str:
    return f"{row[0]}/{row[1]}" if row[0] else str(row[1])
