"""What changed between two moments of a case, as facts, and which formulas read them.

A fact is named by one or two words, as formulas name it: ``("records", "meeting")``,
``("tasks", "open_meeting")``, ``("members",)``. A formula is worth asking again only when one of
the facts it reads, directly or through measures, criteria and tables, was touched. Nothing here
knows of events: what they touched is seen by comparing the case before with the case after, field
by field, so that an event not yet written touches what it changes.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final

from engine.case.case import Case, Records
from engine.definitions.workflow import Criterion, Each, Formula, Task, Workflow
from engine.runtime.facts import ROOTS
from engine.runtime.formulas import Path, reads
from engine.runtime.situation import Situation


@dataclass(frozen=True, slots=True)
class Touched:
    """The facts that changed, in the network and (``inner``) in each of its projects.

    ``all`` stands for every fact there is.
    """

    facts: frozenset[Path]
    roots: frozenset[Path] = frozenset()
    all: bool = False
    inner: Mapping[str, "Touched"] = field(default_factory=dict)

    def within(self, scope: str) -> "Touched":
        """Return what was touched in a project, or this for the empty scope."""
        if self.all or not scope:
            return self
        return self.inner.get(scope, NOTHING)

    def reaches(self, fact: Path) -> bool:
        """Whether a fact was touched."""
        return self.all or fact in self.facts

    @property
    def by_hand(self) -> "Touched":
        """What somebody changed: not that another day has come."""
        today = {("today",)}
        return self if self.all else Touched(self.facts - today, self.roots - today)

    @property
    def tasks(self) -> frozenset[str]:
        """The tasks whose state or progress may be another one."""
        return frozenset(path[1] for path in self.facts if path[0] == "tasks")


NOTHING: Final = Touched(frozenset())
EVERYTHING: Final = Touched(frozenset(), all=True)


def touched_between(before: Case, now: Situation, *, day_changed: bool = False) -> Touched:
    """Return the facts of a network that changed since an earlier moment of its case.

    A network or project that came to another state is looked at whole: while it was at rest, or
    not approved, nothing was asked of it.
    """
    if before.state != now.case.state:
        return EVERYTHING
    facts = changed(now.workflow, before, now.case)
    if day_changed:
        facts.add(("today",))
    inner = {
        scope: _inner(project, before.projects.get(scope), facts)
        for scope, project in now.projects.items()
    }
    if any(concerns(now.projects[scope].workflow, one) for scope, one in inner.items()):
        facts.add(("projects",))
    return _touched(facts, inner)


def _touched(facts: set[Path], inner: Mapping[str, Touched] | None = None) -> Touched:
    return Touched(frozenset(facts), frozenset(path[:1] for path in facts), inner=inner or {})


def _inner(project: Situation, before: Case | None, network: set[Path]) -> Touched:
    if before is None or before.state != project.case.state:
        return EVERYTHING
    facts = changed(project.workflow, before, project.case)
    if network:
        facts.add(("network_facts",))
    facts |= {path for path in network if path[0] in _SHARED}
    if settings := {path for path in network if path[0] not in ROOTS}:
        facts |= {*settings, ("phases",)}  # the table of readiness may read them
    if ("members",) in facts:
        facts |= {("project",), *_fanned(project.workflow, FIRMS)}
    return _touched(_with_needs(project.workflow, facts))


_SHARED: Final = ("members", "ballots", "documents", "network", "today")
"""Facts of the network that are facts of its projects too."""


def watched(workflow: Workflow, formula: Formula, touched: Touched) -> bool:
    """Whether a formula reads something that was touched."""
    return touched.all or _meets(reads(workflow, formula), touched)


def steps_behind(workflow: Workflow, criterion: Criterion) -> list[Task]:
    """Return the steps that a condition rests on: read, named, or recording what is read."""
    read = reads(workflow, criterion.when)
    named = {path[1] for path in read if path[0] == "tasks" and path[1:]} | {*criterion.ask}
    kinds = {path[1] for path in read if path[0] == "records" and path[1:]}
    return [one for one in workflow.tasks.values() if one.id in named or one.records in kinds]


def concerns(workflow: Workflow, touched: Touched) -> bool:
    """Whether any formula of a workflow reads something that was touched."""
    return touched.all or _meets(_read_at_all(workflow), touched)


def _meets(read: frozenset[Path], touched: Touched) -> bool:
    return not (touched.facts.isdisjoint(_within(read)) and touched.roots.isdisjoint(read))


@lru_cache(maxsize=4096)
def _within(read: frozenset[Path]) -> frozenset[Path]:
    """Return the facts whose change is seen by who reads these: themselves, and whole roots."""
    return read | {path[:1] for path in read}


def _read_at_all(workflow: Workflow) -> frozenset[Path]:
    """Return what the formulas of a workflow read, and what opens and completes its phases."""
    if workflow.digest not in _READ_AT_ALL:
        read = {path for one in _formulas(workflow) for path in reads(workflow, one)}
        _READ_AT_ALL[workflow.digest] = frozenset(read | {("tasks",), ("phases",)})
    return _READ_AT_ALL[workflow.digest]


_READ_AT_ALL: dict[str, frozenset[Path]] = {}


def _formulas(workflow: Workflow) -> Iterator[Formula]:
    yield from (criterion.when for criterion in workflow.criteria.values())
    yield from (measure.value for measure in workflow.measures.values())
    for phase in workflow.phases.values():
        yield from (milestone.when for milestone in phase.milestones.values())
        yield from filter(None, [phase.opens_when])
    for task in workflow.tasks.values():
        yield from filter(None, [task.required_when, task.due.after if task.due else None])


# --- what a change of a case is, in facts -------------------------------------------------------


def changed(workflow: Workflow, before: Case, after: Case) -> set[Path]:
    """Return the facts that differ between two moments of a case, without those of its projects."""
    facts: set[Path] = set()
    for name, facts_of in FACTS_OF.items():
        old, new = _FIELD[name](before), _FIELD[name](after)
        if old is not new and facts_of is not None:
            facts.update(facts_of(workflow, old, new))
    if after.parent:
        facts = {("project",) if path == ("network",) else path for path in facts}
    return _with_needs(workflow, facts)


def _with_needs(workflow: Workflow, facts: set[Path]) -> set[Path]:
    """Return facts with what hangs on their steps: steps that need them, counts of their phase."""
    moved = {path[1] for path in facts if path[0] == "tasks" and path[1] in workflow.tasks}
    moved |= {other for task in moved for other in workflow.needed_by.get(task, ())}
    phases = {("phases", workflow.tasks[task].phase) for task in moved}
    return facts | {("tasks", task) for task in moved} | phases


FactsOf = Callable[[Workflow, Any, Any], Iterable[Path]]


def _whole(root: str) -> FactsOf:
    """Return what touches one fact when a field is another one."""
    return lambda _workflow, old, new: ((root,),) if old != new else ()


def _other_keys(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    for key in {**old, **new}:
        if old.get(key) is not new.get(key):
            yield key


def _tasks(_workflow: Workflow, old: Any, new: Any) -> Iterator[Path]:
    yield from (("tasks", task) for task in _other_keys(old, new))


def _phases(workflow: Workflow, old: Any, new: Any) -> Iterator[Path]:
    for name in _other_keys(old, new):
        yield "phases", name
        phase = workflow.phases.get(name)
        yield from (("tasks", task) for task in (phase.tasks if phase else ()))


def _marks(workflow: Workflow, old: Any, new: Any) -> Iterator[Path]:
    for name in _other_keys(old, new):
        criterion = workflow.criteria.get(name)
        yield "phases", criterion.phase if criterion else name


def _parameters(_workflow: Workflow, old: Any, new: Any) -> Iterator[Path]:
    yield from ((name,) for name in _other_keys(old, new))


FIRMS: Final = frozenset({Each.FIRM, Each.MEMBER, Each.PROJECT_MEMBER})
PROJECTS: Final = frozenset({Each.PROJECT, Each.PROJECT_MEMBER})


def _fanned(workflow: Workflow, kinds: frozenset[Each]) -> Iterator[Path]:
    yield from (("tasks", task.id) for task in workflow.tasks.values() if task.for_each in kinds)


def _members(workflow: Workflow, _old: Any, _new: Any) -> Iterator[Path]:
    yield from (("members",), ("projects",), *_fanned(workflow, FIRMS))


def _projects(workflow: Workflow, _old: Any, _new: Any) -> Iterator[Path]:
    yield from (("projects",), *_fanned(workflow, PROJECTS))


def _records(_workflow: Workflow, old: Records, new: Records) -> Iterator[Path]:
    before = {record.id for record in old.added}
    yield from (("records", one.type) for one in new.added if one.id not in before)
    yield from (("records", kind) for one, kind in new.removed.items() if one not in old.removed)


FACTS_OF: Final[dict[str, FactsOf | None]] = {
    "id": _whole("network"),
    "title": _whole("network"),
    "workflow": None,
    "state": _whole("network"),
    "opened_on": _whole("network"),
    "version": None,
    "type": _whole("network"),
    "parent": None,
    "phases": _phases,
    "tasks": _tasks,
    "members": _members,
    "marks": _marks,
    "parameters": _parameters,
    "ballots": _whole("ballots"),
    "documents": _whole("documents"),
    "projects": _projects,
    "milestones": _whole("milestones"),
    "participants": _members,
    "leader": _whole("network"),
    "started_on": _whole("network"),
    "ended_on": _whole("network"),
    "due_on": _whole("network"),
    "facilitator": None,
    "origin": None,
    "became": None,
    "zone": None,
    "cluster": None,
    "currency": _whole("network"),
    "last_on": None,
    "record_count": None,
    "records": _records,
}
"""For each field of a case the facts that hang on it, None for a field that no formula sees.

Of a project ``network`` stands for the fact ``project``.
"""

_FIELD: Final = {name: attrgetter(name) for name in FACTS_OF}
