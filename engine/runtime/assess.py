"""Is it done, and why not yet? The one function that answers both.

``assess`` returns every criterion of a phase with its verdict and what it saw. The guard of the
lifecycle reads ``.complete`` of the same value that ``explain`` turns into sentences; there is no
second implementation of "is it done?". Whether criteria make a phase ready is itself a decision
table (``rules/readiness.yaml``, domain.md DT3), so an organisation can change it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any, Final

from engine.case.case import CriterionMark
from engine.definitions.measures import call_table
from engine.definitions.table_json import table_of
from engine.definitions.workflow import Criterion, Each, Formula, Phase, Task
from engine.language import choose
from engine.runtime.facts import Ask, project_context
from engine.runtime.formulas import scope_of, value_of, values_seen
from engine.runtime.situation import Situation

READINESS: Final = "readiness"
READY: Final = frozenset({"ready", "ready_with_conditions"})


class Verdict(StrEnum):
    """What is known of a criterion."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"
    WAIVED = "waived"
    IN_DOUBT = "in_doubt"


GOOD: Final = frozenset({Verdict.MET, Verdict.WAIVED})


@dataclass(frozen=True)
class Check:
    """A criterion with its verdict, in one situation. ``mark`` is what a person said of it."""

    criterion: Criterion
    verdict: Verdict
    situation: Situation
    mark: CriterionMark | None = None

    @cached_property
    def seen(self) -> Mapping[str, Any]:
        """The named values the formula read, by the text of the name."""
        return values_seen(self.situation, self.criterion.when, ASK)


@dataclass(frozen=True)
class Assessment:
    """What a phase still lacks, and whether it may be completed."""

    phase: Phase
    checks: tuple[Check, ...]
    open_tasks: tuple[Task, ...]  # required and neither done nor waived
    outcome: str  # of the readiness table
    soft_share: Decimal

    @property
    def complete(self) -> bool:
        """Whether the phase may be completed now."""
        return self.outcome in READY

    def lacking(self, *, hard: bool) -> tuple[Check, ...]:
        """Return the hard (or soft) criteria that are neither met nor waived."""
        return tuple(c for c in self.checks if c.criterion.hard is hard and c.verdict not in GOOD)


def assess(situation: Situation, phase: Phase) -> Assessment:
    """Assess a phase: every criterion, the required tasks still open, and the readiness (DT3)."""
    checks = tuple(check(situation, criterion) for criterion in phase.criteria.values())
    open_tasks = tuple(
        task
        for task in phase.tasks.values()
        if situation.task_state(task) not in {"done", "waived", "cancelled"}
        and is_required(situation, task)
    )
    share = _soft_share(checks)
    hard = [one for one in checks if one.criterion.hard]
    outcome = decide_table(
        situation,
        READINESS,
        hard_unmet=sum(one.verdict in {Verdict.UNMET, Verdict.IN_DOUBT} for one in hard),
        hard_unknown=sum(one.verdict is Verdict.UNKNOWN for one in hard),
        required_open=len(open_tasks),
        soft_share=share,
    )
    return Assessment(phase, checks, open_tasks, str(outcome), share)


def _soft_share(checks: tuple[Check, ...]) -> Decimal:
    soft = [one for one in checks if not one.criterion.hard]
    good = sum(one.verdict in GOOD for one in soft)
    return Decimal(good) / len(soft) if soft else Decimal(1)


def check(situation: Situation, criterion: Criterion) -> Check:
    """Return the verdict on one criterion; asked twice, it is computed once."""
    key = ("check", criterion.id)
    kept = situation.kept
    if key not in kept:
        kept[key] = Check(criterion, Verdict.UNKNOWN, situation)  # a criterion that reads itself
        kept[key] = _check(situation, criterion)
    return kept[key]  # type: ignore[no-any-return]


_MARKED: Final = {
    "waived": Verdict.WAIVED,
    "doubted": Verdict.IN_DOUBT,
    "confirmed": Verdict.MET,
    "revoked": Verdict.UNMET,
}


def lacking_entry(project: Situation) -> list[Check]:
    """Return the entry tests of a project's type that are not met: each stands in the way."""
    checks = (check(project, criterion) for criterion in project.workflow.entry.values())
    return [one for one in checks if one.verdict in {Verdict.UNMET, Verdict.UNKNOWN}]


def _check(situation: Situation, criterion: Criterion) -> Check:
    mark = situation.case.marks.get(criterion.id)
    if mark is not None:
        return Check(criterion, _MARKED[mark.kind], situation, mark)
    return Check(criterion, computed(situation, criterion), situation)


def computed(situation: Situation, criterion: Criterion) -> Verdict:
    """Return what the formula alone says, whatever people said of the criterion."""
    match value_of(situation, criterion.when, ASK):
        case True:
            return Verdict.MET
        case False:
            return Verdict.UNMET
        case _:  # null is not false: a fact nobody recorded leaves it open (DMN, ternary logic)
            return Verdict.UNKNOWN


def is_required(situation: Situation, task: Task) -> bool:
    """Whether a task has to be done before its phase is complete (``required_when`` decides).

    A task done for each project is required as long as one of the projects it is still open for
    asks for it; the formula sees that project as ``project``.
    """
    if task.required_when is None:
        return task.required
    if task.for_each not in {Each.PROJECT, Each.PROJECT_MEMBER}:
        return value_of(situation, task.required_when, ASK) is True
    projects = dict.fromkeys(target.partition("/")[0] for target in situation.missing(task))
    return any(_asked_by(situation, task.required_when, name) for name in projects)


def _asked_by(situation: Situation, formula: Formula, project: str) -> bool:
    bound = {"project": project_context(situation.projects[project], ASK)}
    return value_of(situation, formula, ASK, bound) is True


def decide_table(situation: Situation, table: str, **inputs: Any) -> Any:
    """Return what a decision table of the workflow answers: a value, or a context of outputs.

    A project's workflow may use its network's tables. Without a readiness table a phase is ready
    when nothing at all is lacking.
    """
    for one in (situation, situation.network):
        if one is not None and table in one.workflow.tables:
            return call_table(one.workflow.tables[table], inputs, one.parameters)
    if table == READINESS:
        lacking = inputs["hard_unmet"] or inputs["hard_unknown"] or inputs["required_open"]
        return "not_ready" if lacking or inputs["soft_share"] < 1 else "ready"
    return None


def label(situation: Situation, table: str, output: str, word: str) -> str:
    """Return a word that a table answers with as people say it, by the table's own labels."""
    text = situation.workflow.tables.get(table)
    found = (o.labels for o in table_of(text).outputs if o.name == output) if text else ()
    labels = next(iter(found), {})
    return choose(labels[word]) if word in labels else word


def _verdict_of(situation: Situation, criterion: Criterion) -> str:
    return check(situation, criterion).verdict.value


def _scope(situation: Situation) -> Mapping[str, Any]:
    return scope_of(situation, ASK)


ASK: Final = Ask(verdict=_verdict_of, scope=_scope)
"""What facts ask of the assessment (a formula may read the verdict on another criterion)."""
