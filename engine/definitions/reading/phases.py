"""Phases with their tasks, criteria and milestones: ``phases:`` of a workflow file."""

import re
from typing import Final

from engine.definitions.reading.checks import read_checks
from engine.definitions.reading.fields import Fields, Reader
from engine.definitions.reading.places import formula_of, optional_formula, place_of
from engine.definitions.reading.yaml_source import Entry, Mapping_, Scalar
from engine.definitions.workflow import (
    Criterion,
    Due,
    Each,
    Lock,
    Milestone,
    Phase,
    Task,
)
from engine.language import _

PHASE: Final = (
    *("title", "purpose", "projects", "opens_when", "final", "tasks", "milestones", "complete"),
    *("lock", "was"),
)
TASK: Final = (
    *("title", "code", "by", "help", "needs", "optional", "required_when", "repeat", "for_each"),
    *("due", "proof", "records", "checks", "source", "lock", "was"),
)
CRITERION: Final = (
    *("code", "say", "now", "when", "hard", "must", "why", "lock", "ask", "source", "was"),
)
MILESTONE: Final = ("title", "when", "was")
REPEAT: Final = ("at_least", "at_most")
DUE: Final = ("days", "after")
ANY_TIMES: Final = "any"

_DAYS: Final = re.compile(r"(-?)P(?:([0-9]{1,5})W)?(?:([0-9]{1,5})D)?")


def read_phases(workflow: Fields) -> dict[str, Phase]:
    """Return the phases of a workflow by id, in the order of the method."""
    entries = workflow.ids("phases", _("phase"))
    return {entry.key: _phase(workflow.reader, entry) for entry in entries}


def _phase(reader: Reader, entry: Entry) -> Phase:
    fields = reader.fields(entry.node, _("phase"), PHASE)
    phase = entry.key
    return Phase(
        id=phase,
        title=fields.words("title"),
        purpose=fields.words("purpose", ""),
        tasks={one.key: _task(reader, one, phase) for one in fields.ids("tasks", _("task"))},
        criteria=read_criteria(fields, "complete", phase),
        milestones={
            one.key: _milestone(reader, one, phase)
            for one in fields.ids("milestones", _("milestone"))
        },
        opens_when=optional_formula(fields, "opens_when"),
        projects=fields.text("projects", ""),
        final=fields.boolean("final", default=False),
        place=place_of(entry.span),
    )


def read_criteria(owner: Fields, key: str, phase: str) -> dict[str, Criterion]:
    """Return the criteria under ``key``: ``complete`` of a phase, ``entry`` of a project."""
    return {one.key: _criterion(owner.reader, one, phase) for one in owner.ids(key, _("criterion"))}


def _criterion(reader: Reader, entry: Entry, phase: str) -> Criterion:
    fields = reader.fields(entry.node, _("criterion"), CRITERION)
    must = fields.boolean("must", default=False)
    return Criterion(
        id=entry.key,
        phase=phase,
        say=fields.words("say"),
        when=formula_of(fields, "when"),
        code=fields.text("code", ""),
        now=fields.words("now", ""),
        why=fields.words("why", ""),
        hard=fields.boolean("hard", default=must),
        must=must,
        lock=fields.choice("lock", Lock, Lock.NONE),
        ask=fields.texts("ask"),
        source=fields.text("source", ""),
        place=place_of(entry.span),
    )


def _milestone(reader: Reader, entry: Entry, phase: str) -> Milestone:
    fields = reader.fields(entry.node, _("milestone"), MILESTONE)
    when = formula_of(fields, "when")
    return Milestone(entry.key, phase, fields.words("title"), when, place_of(entry.span))


def _task(reader: Reader, entry: Entry, phase: str) -> Task:
    fields = reader.fields(entry.node, _("task"), TASK)
    at_least, at_most = _repeat(fields)
    required_when = optional_formula(fields, "required_when")
    return Task(
        id=entry.key,
        title=fields.words("title"),
        phase=phase,
        code=fields.text("code", ""),
        by=fields.texts("by"),
        help=fields.words("help", ""),
        needs=fields.texts("needs"),
        required=not fields.boolean("optional", default=False) and required_when is None,
        required_when=required_when,
        at_least=at_least,
        at_most=at_most,
        for_each=fields.choice("for_each", Each) if "for_each" in fields else None,
        due=_due(fields) if "due" in fields else None,
        proof=fields.texts("proof"),
        records=fields.text("records", ""),
        checks=read_checks(fields),
        source=fields.text("source", ""),
        place=place_of(entry.span),
    )


def _repeat(fields: Fields) -> tuple[int, int | None]:
    """Return how often a task must and may be done; ``repeat: any`` is once or more."""
    node = fields.get("repeat")
    if node is None:
        return 1, 1
    if isinstance(node, Scalar) and node.raw == ANY_TIMES:
        return 1, None
    if not isinstance(node, Mapping_):
        expected = _("'any', or at_least and at_most such as {at_least: 2}")
        fields.reader.wrong_type(node, _("'repeat' of a task"), expected)
        return 1, None
    repeat = fields.reader.fields(node, _("repetition"), REPEAT)
    at_least = repeat.integer("at_least", 1)
    at_most = repeat.integer("at_most") if "at_most" in repeat else None
    if at_least < 0 or (at_most is not None and at_most < max(at_least, 1)):
        message = _("a task cannot be done at least {least} and at most {most} times")
        most = at_most if at_most is not None else _("any number of")
        fields.reader.report("out-of-range", message.format(least=at_least, most=most), node)
    return at_least, at_most


def _due(fields: Fields) -> Due:
    """Return when a task is due: ``P35D`` after its phase opened, or days after another date."""
    node = fields.get("due")
    if isinstance(node, Mapping_):
        due = fields.reader.fields(node, _("due date"), DUE)
        return Due(due.integer("days"), optional_formula(due, "after"))
    text = fields.text("due")
    found = _DAYS.fullmatch(text)
    if found is None or text.endswith("P"):
        expected = _("days or weeks such as P35D or P5W, or {days: -30, after: <a date>}")
        if node is not None:
            fields.reader.wrong_type(node, _("'due' of a task"), expected)
        return Due(0)
    sign, weeks, days = found.groups()
    count = int(weeks or 0) * 7 + int(days or 0)
    return Due(-count if sign else count)
