"""A situation: one case, the workflow it runs on, and today. All questions are asked of it.

It answers what a case does not store: the value of a threshold, for whom a task has to be done,
which state a task is in, when it is due. Nothing here writes; everything is computed once and kept
for the life of the situation, which is one command.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from engine.case import messages as m
from engine.case.case import GONE, Case, PhaseProgress, TaskProgress
from engine.case.lifecycle import initial
from engine.definitions.workflow import Each, Phase, Task, Workflow
from engine.language import choose

NO_PROGRESS = TaskProgress()
MOVED = "moved"
"""In ``Situation.shared``: the tasks whose state this command may have changed; None for all."""
NOT_OPENED = PhaseProgress(state=initial("phase"))
OVER = frozenset({"rejected", "abandoned", "proposed"})
"""Project states in which a project asks nothing of the network's tasks."""


@dataclass(frozen=True, eq=False)
class Situation:
    """A case with its workflow, the day, and the definitions of its projects by digest.

    ``network`` is the situation of the network when the case is one of its projects.
    """

    case: Case
    workflow: Workflow
    today: date
    definitions: Mapping[str, Workflow] = field(default_factory=dict)
    network: "Situation | None" = None
    kept: dict[Any, Any] = field(default_factory=dict, repr=False)
    shared: dict[Any, Any] = field(default_factory=dict, repr=False)
    """What holds for a task's progress or a record, whatever happens to others."""
    states: dict[str, str] = field(default_factory=dict, repr=False)
    """The state of each task that somebody asked for."""

    def after(self, case: Case, moved: Iterable[str] | None = None) -> "Situation":
        """Return the situation of the same network (or project) after something happened.

        ``moved`` names the tasks whose state may be another one; None where all may be.
        """
        states = {} if moved is None else self.states.copy()
        for task in moved or ():
            states.pop(task, None)
        known = self.shared.get(MOVED, frozenset())
        self.shared[MOVED] = None if moved is None or known is None else known.union(moved)
        return Situation(
            case, self.workflow, self.today, self.definitions, self.network, shared=self.shared,
            states=states,
        )  # fmt: skip

    @property
    def title(self) -> str:
        """What people call the case: its own title, or that of its type in their language."""
        return self.case.title or choose(self.workflow.title)

    @cached_property
    def projects(self) -> dict[str, "Situation"]:
        """The situation of each project whose definition is at hand, by project id."""
        return {
            key: Situation(
                project, self.definitions[project.workflow], self.today, self.definitions, self
            )
            for key, project in self.case.projects.items()
            if project.workflow in self.definitions
        }

    def within(self, scope: str) -> "Situation":
        """Return the situation of a project, or this one for the empty scope."""
        return self.projects[scope] if scope else self

    @cached_property
    def parameters(self) -> dict[str, Any]:
        """Every threshold as it stands for this network: its own setting, or the workflow's."""
        own = self.case.parameters if self.network is None else {}
        given = {key: parameter.value for key, parameter in self.workflow.parameters.items()}
        inherited = self.network.case.parameters if self.network else {}
        return given | {k: v for k, v in inherited.items() if k in given} | own

    # --- phases --------------------------------------------------------------------------------

    def phase(self, phase: str) -> PhaseProgress:
        """Return where a phase stands; one that never opened is waiting."""
        return self.case.phases.get(phase, NOT_OPENED)

    @property
    def open_phases(self) -> list[Phase]:
        """The phases now open, in the order of the method."""
        return [p for p in self.workflow.phases.values() if self.phase(p.id).state == "open"]

    # --- records -------------------------------------------------------------------------------

    def keeper_of(self, kind: str) -> "Situation | None":
        """Return where records of a type with a key are kept: this case, or its network."""
        for place in (self, self.network):
            known = place.workflow.records.get(kind) if place else None
            if known is not None:
                return place if known.key else None
        return None

    def keys_on_record(self, kind: str) -> tuple[str, ...]:
        """Return the keys by which the records of a type that stand here can be referred to."""
        key = self.workflow.records[kind].key[0]
        return tuple(dict.fromkeys(str(one.fields[key]) for one in self.case.records[kind]))

    # --- tasks ---------------------------------------------------------------------------------

    def progress(self, task: Task) -> TaskProgress:
        """Return what happened to a task so far."""
        return self.case.tasks.get(task.id, NO_PROGRESS)

    def targets(self, task: Task) -> tuple[str, ...]:
        """Return for whom a task has to be done now: firms, projects or ``project/firm``.

        Empty for a task that is done once for all, and for one that nobody is there for yet.
        """
        if task.for_each is None:
            return ()
        if task.id not in self.kept:
            self.kept[task.id] = tuple(self._targets(task))
        return self.kept[task.id]  # type: ignore[no-any-return]

    def _targets(self, task: Task) -> list[str]:
        match task.for_each:
            case Each.FIRM:
                return [k for k, m in self.members.items() if m["state"] not in GONE]
            case Each.MEMBER:
                return [k for k, m in self.members.items() if m["state"] in {"committed", "active"}]
            case Each.PROJECT:
                return self._projects_of(task)
            case _:
                return [
                    f"{project}/{firm}"
                    for project in self._projects_of(task)
                    for firm in self.participants(project)
                ]

    def _projects_of(self, task: Task) -> list[str]:
        wanted = self.workflow.phases[task.phase].projects
        return [
            key
            for key, one in self.projects.items()
            if one.case.state not in OVER and wanted in {"", one.workflow.project_kind}
        ]

    def participants(self, project: str) -> list[str]:
        """Return the firms in a project that still belong; all members where none are named."""
        present = self.case.active()
        named = self.case.projects[project].participants
        return [firm for firm in (named or present) if firm in present]

    @cached_property
    def members(self) -> dict[str, dict[str, Any]]:
        """The firms this case concerns, as formulas see them; a project's are its participants."""
        if self.network is not None:
            firms = self.network.participants(self.case.id)
            return {firm: self.network.members[firm] for firm in firms}
        return {
            key: {
                "id": key,
                "name": m.name,
                "state": m.state,
                "since": m.since,
                "committed_on": m.committed_on,
                "reason": m.reason or None,
            }
            for key, m in self.case.members.items()
        }

    def missing(self, task: Task) -> tuple[str, ...]:
        """Return the targets for whom a fanned-out task is neither done nor waived."""
        progress = self.progress(task)
        if "" in progress.waived:
            return ()
        done = progress.targets.keys() | progress.waived.keys()
        return tuple(target for target in self.targets(task) if target not in done)

    def enough(self, task: Task) -> bool:
        """Whether a task was done as often, and for as many, as it has to be."""
        progress = self.progress(task)
        if task.for_each is None:
            return progress.times >= task.at_least
        return bool(self.targets(task)) and not self.missing(task)

    def open_needs(self, task: Task) -> tuple[Task, ...]:
        """Return the tasks this one needs that are not done yet."""
        if not task.needs:
            return ()
        tasks = self.workflow.tasks
        needed = (tasks[need] for need in task.needs)
        return tuple(n for n in needed if self.task_state(n) not in {"done", "waived"})

    def task_state(self, task: Task) -> str:
        """Return the state a task is in, one of the task lifecycle's; it is stored nowhere."""
        state = self.states.get(task.id)
        if state is None:
            state = self.states[task.id] = self._task_state(task)
        return state

    def _task_state(self, task: Task) -> str:
        progress = self.progress(task)
        if progress is NO_PROGRESS and task.at_least:  # at least 0: done from the start
            return self._untouched_state(task)
        if self.enough(task):
            waived = task.for_each is not None and not progress.targets
            return "waived" if waived and progress.waived else "done"
        if "" in progress.waived:
            return "waived"
        if self.phase(task.phase).state == "skipped":
            return "cancelled"
        if progress.submitted:
            return "submitted"
        if progress.times or progress.targets or progress.started_on or progress.waived:
            return "in_progress"
        return self._untouched_state(task)

    def _untouched_state(self, task: Task) -> str:
        phase = self.phase(task.phase).state
        if phase == "skipped":
            return "cancelled"
        return "locked" if phase == "waiting" or self.open_needs(task) else "ready"

    def due(self, task: Task, after: date | None = None) -> date | None:
        """Return the day a task is due: ``days`` after its phase opened, or after ``after``."""
        if task.due is None:
            return None
        start = after or self.phase(task.phase).opened_on
        return start + timedelta(days=task.due.days) if start else None


class Settled(NamedTuple):
    """Every event of a command, and the situation after them."""

    events: tuple[m.Event, ...]
    after: Situation
