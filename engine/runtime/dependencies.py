"""Which facts an event touches, and which formulas read them.

A fact is named by one or two words, as formulas name it: ``("records", "meeting")``,
``("tasks", "open_meeting")``, ``("members",)``. A formula is worth asking again only when one of
the facts it reads, directly or through measures and criteria, was touched.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, Final, NamedTuple

from engine.case import messages as m
from engine.definitions.workflow import Formula, Workflow
from engine.runtime.formulas import Path, reads


class Touched(NamedTuple):
    """The facts that changed, and their first words; ``all`` stands for every fact there is."""

    facts: frozenset[Path]
    roots: frozenset[Path] = frozenset()
    all: bool = False


def touched_by(workflow: Workflow, events: Iterable[m.Event], *, day_changed: bool) -> Touched:
    """Return the facts that some events touched; a new day touches ``today``.

    What happens to a step touches those that need it too: they may be ready now.
    """
    facts: set[Path] = {("today",)} if day_changed else set()
    for event in events:
        if getattr(event, "scope", ""):
            facts.add(("projects",))
        else:
            facts.update(_TOUCHES[type(event)](event))
    steps = [path[1] for path in facts if path[0] == "tasks" and len(path) > 1]
    facts |= {("tasks", other) for step in steps for other in workflow.needed_by.get(step, ())}
    return Touched(frozenset(facts), frozenset(fact[:1] for fact in facts))


def watched(workflow: Workflow, formula: Formula, touched: Touched) -> bool:
    """Whether a formula reads something that was touched."""
    if touched.all:
        return True
    read = reads(workflow, formula)
    return not (touched.facts.isdisjoint(_within(read)) and touched.roots.isdisjoint(read))


@lru_cache(maxsize=4096)
def _within(read: frozenset[Path]) -> frozenset[Path]:
    """Return the facts whose change is seen by who reads these: themselves, and whole roots."""
    return read | {path[:1] for path in read}


def _members(_event: Any) -> tuple[Path, ...]:
    return ("members",), ("tasks",), ("phases",), ("projects",)


def _task(event: Any) -> tuple[Path, ...]:
    return ("tasks", event.task), ("phases",)


def _record(event: Any) -> tuple[Path, ...]:
    return (("records", event.type),)


def _phase(event: Any) -> tuple[Path, ...]:
    return ("phases", event.phase), ("tasks",)


def _named(*roots: str) -> Callable[[Any], tuple[Path, ...]]:
    paths = tuple((root,) for root in roots)
    return lambda _event: paths


_TOUCHES: Final[dict[type, Callable[[Any], tuple[Path, ...]]]] = {
    m.NetworkOpened: _named("network", "phases", "tasks", "members", "records", "today"),
    m.MemberAdded: _members,
    m.MemberMoved: _members,
    m.TaskTicked: _task,
    m.TaskMoved: _task,
    m.FactRecorded: _record,
    m.RecordWithdrawn: _record,
    m.PhaseMoved: _phase,
    m.CriterionMarked: _named("phases"),
    m.MilestoneReached: _named("milestones"),
    m.ParameterSet: lambda event: ((event.name,),),
    m.ProjectAdded: _named("projects", "tasks"),
    m.ProjectMoved: _named("projects", "tasks"),
    m.BallotOpened: _named("ballots"),
    m.VoteCast: _named("ballots"),
    m.BallotClosed: _named("ballots"),
    m.DocumentMoved: _named("documents"),
    m.NetworkMoved: _named("network"),
    m.NetworkSplit: _members,
    m.NetworkMerged: _named("network"),
    m.MembersReceived: _members,
}
