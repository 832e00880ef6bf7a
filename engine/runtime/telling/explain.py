"""Verdicts as sentences: what is wanted, what is, and what can close it.

Everything here reads the assessment that guards the lifecycle; nothing is asked a second time and
nothing is written.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from engine import feel
from engine.case.words import reasoned, said
from engine.definitions.workflow import Criterion, Task, Words, Workflow
from engine.language import _, choose, plural
from engine.possible import Possible, only_new
from engine.runtime import offers
from engine.runtime.assess import (
    ASK,
    GOOD,
    Assessment,
    Check,
    Verdict,
    assess,
    check,
    lacking_entry,
)
from engine.runtime.formulas import reads, scope_of, subjects
from engine.runtime.situation import Situation


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion as people read it."""

    id: str
    code: str
    verdict: Verdict
    sentence: str  # what is wanted
    now: str  # what is: "4 of at least 5 firms have signed"
    why: str
    hard: bool
    because: str  # what a person said of it
    seen: tuple[tuple[str, str], ...]
    possible: tuple[Possible, ...]  # what can bring it forward


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A required step that is open, whose it is, and what brings it on."""

    task: str
    title: str
    who: tuple[str, ...]
    possible: tuple[Possible, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a phase is not complete yet, or that it is."""

    phase: str
    title: str
    state: str
    round: int
    complete: bool
    outcome: str
    lines: tuple[Line, ...]
    open_tasks: tuple[OpenStep, ...]


def explain(situation: Situation, phase: str) -> Explanation:
    """Explain a phase: every criterion with its verdict, hard ones first, and the open steps."""
    definition = situation.workflow.phases[phase]
    assessment = assess(situation, definition)
    ordered = sorted(assessment.checks, key=_order)
    progress = situation.phase(phase)
    return Explanation(
        phase, choose(definition.title), progress.state, progress.round, assessment.complete,
        assessment.outcome, tuple(line(check) for check in ordered),
        tuple(_open_step(situation, task) for task in assessment.open_tasks),
    )  # fmt: skip


def entry(project: Situation) -> Explanation:
    """Explain what must hold before a project starts (each test that is not met is in the way)."""
    checks = [check(project, criterion) for criterion in project.workflow.entry.values()]
    complete = not lacking_entry(project)
    return Explanation(
        "", _("Start of {title!r}").format(title=project.title), project.case.state, 1, complete,
        "ready" if complete else "not_ready",
        tuple(line(one) for one in sorted(checks, key=_order)), (),
    )  # fmt: skip


def _open_step(situation: Situation, task: Task) -> OpenStep:
    return OpenStep(task.id, choose(task.title), task.by, offers.towards(situation, task))


def _order(check: Check) -> tuple[bool, bool]:
    return check.verdict in GOOD, not check.criterion.hard


def line(check: Check) -> Line:
    """Return one criterion as people read it."""
    criterion, situation = check.criterion, check.situation
    good = check.verdict in GOOD
    return Line(
        criterion.id, criterion.code, check.verdict, filled(situation, criterion.say),
        filled(situation, criterion.now) if criterion.now else _values(check),
        choose(criterion.why), criterion.hard,
        reasoned(check.mark.because, check.mark.why) if check.mark else "",
        tuple((name, shown(value)) for name, value in check.seen.items()),
        () if good else helpful(situation, criterion),
    )  # fmt: skip


def _values(check: Check) -> str:
    """Return what was seen, by title; of what is looked into only the parts that were read."""
    workflow = check.situation.workflow
    whole = {name for name in check.seen if any(one.startswith(f"{name}.") for one in check.seen)}
    return "; ".join(
        f"{_titled(workflow, name.split('.'))}: {shown(value, _unit(workflow, name))}"
        for name, value in check.seen.items()
        if name not in whole
    )


def _titled(workflow: Workflow, path: list[str]) -> str:
    """Return the title of what a formula reads, the name itself where it has none."""
    match path:
        case ["records", kind, field] if kind in workflow.records:
            record = workflow.records[kind]
            title = record.fields[field].title if field in record.fields else ""
            return f"{choose(record.title)}, {choose(title) or said(field)}"
        case ["records", kind] if kind in workflow.records:
            return choose(workflow.records[kind].title)
        case [name]:
            known = workflow.parameters.get(name) or workflow.measures.get(name)
            return choose(known.title) or said(name) if known else said(name)
        case _:
            return " ".join(said(part) for part in path)


def _unit(workflow: Workflow, name: str) -> str:
    known = workflow.parameters.get(name) or workflow.measures.get(name)
    return known.unit if known else ""


class _Names(Mapping[str, Any]):
    """The names of a scope as text, for the braces of a sentence; ratios read as per cent."""

    def __init__(self, scope: Mapping[str, Any], workflow: Workflow) -> None:
        self._scope, self._workflow = scope, workflow

    def __getitem__(self, name: str) -> str:
        return shown(self._scope[name], _unit(self._workflow, name))

    def __iter__(self) -> Any:
        return iter(self._scope)

    def __len__(self) -> int:
        return len(self._scope)


def filled(situation: Situation, words: Words) -> str:
    """Return a sentence with its braces filled from parameters and measures."""
    return choose(words).format_map(_Names(scope_of(situation, ASK), situation.workflow))


def shown(value: Any, unit: str = "") -> str:
    """Return a value as people read it: 0.6667 as 0.67, as a ratio 67 %, null as 'not known'."""
    match value:
        case int() | Decimal() if unit == "ratio" and not isinstance(value, bool):
            return f"{shown(Decimal(100) * value)} %"
        case None:
            return _("not known")
        case "":
            return _("none")
        case bool():
            return _("yes") if value else _("no")
        case Decimal():
            rounded = value.quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
            return f"{rounded:f}"
        case list():
            return _("{count} entries").format(count=len(value))
        case dict():
            return _("{count} values").format(count=len(value))
        case _:
            return str(feel.to_text(value))


def helpful(situation: Situation, criterion: Criterion) -> tuple[Possible, ...]:
    """Return what can bring a criterion forward, first what its author named."""
    return only_new((*_asked(situation, criterion), *_read(situation, criterion)))


def _asked(situation: Situation, criterion: Criterion) -> Iterable[Possible]:
    workflow = situation.workflow
    for name in criterion.ask:
        if name in workflow.tasks:
            yield from offers.towards(situation, workflow.tasks[name])
        else:
            yield offers.record(situation, workflow.records[name])


def _read(situation: Situation, criterion: Criterion) -> Iterable[Possible]:
    workflow = situation.workflow
    for root, *rest in sorted(reads(workflow, criterion.when)):
        if root == "tasks" and rest and rest[0] in workflow.tasks:
            yield from offers.towards(situation, workflow.tasks[rest[0]])
        elif root == "records" and rest and rest[0] in workflow.records:
            yield offers.record(situation, workflow.records[rest[0]])
        elif root == "ballots":
            for subject in sorted(subjects(workflow, criterion.when)) or [""]:
                yield offers.open_ballot(situation, subject)


def lacks(assessment: Assessment) -> list[str]:
    """Return every reason why a phase cannot be completed, as short sentences."""
    reasons = [_lack(one) for one in assessment.lacking(hard=True)]
    if assessment.open_tasks:
        titles = ", ".join(task.id for task in assessment.open_tasks[:8])
        more = len(assessment.open_tasks) - 8
        text = plural(
            "{count} required step is open ({titles})",
            "{count} required steps are open ({titles})",
            len(assessment.open_tasks),
        )
        titles += ", ..." if more > 0 else ""
        reasons.append(text.format(count=len(assessment.open_tasks), titles=titles))
    soft = assessment.lacking(hard=False)
    if soft and (not reasons or assessment.soft_share < Decimal("0.8")):
        reasons += [_lack(one) for one in soft]
    return reasons


def _lack(check: Check) -> str:
    one = line(check)
    detail = f" ({one.now})" if one.now else ""
    return f"{said(check.verdict)}: {one.sentence}{detail}"
