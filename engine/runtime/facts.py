"""What a formula sees of a situation: named facts, built when a formula asks for them.

The names are the contract of ``docs/reference/workflow-files.md``: ``today``, ``network``,
``members``, ``records``, ``tasks``, ``phases``, ``projects``, ``ballots``, ``documents``,
``milestones``, and within a project also ``project`` and ``network_facts``. Measures, parameters
and decision tables come on top of them (``definitions.measures``).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Final, NamedTuple

from engine import feel
from engine.case.case import Ballot, Record, TaskProgress
from engine.definitions.workflow import Criterion, Field, FieldKind, RecordType, Task
from engine.language import in_language
from engine.runtime.situation import MOVED, NO_PROGRESS, Situation


class Ask(NamedTuple):
    """What facts ask of those above: the verdict on a criterion, and the names of a formula."""

    verdict: Callable[[Situation, Criterion], str]
    scope: Callable[[Situation], Mapping[str, Any]]


class Facts(Mapping[str, Any]):
    """The facts of one situation by name, each built on first use."""

    def __init__(self, situation: Situation, ask: Ask) -> None:
        self._situation = situation
        self._ask = ask
        self._built: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._built:
            self._built[name] = ROOTS[name](self._situation, self._ask)
        return self._built[name]

    def __contains__(self, name: object) -> bool:
        return name in ROOTS

    def __iter__(self) -> Iterator[str]:
        return iter(ROOTS)

    def __len__(self) -> int:
        return len(ROOTS)


TASKS: Final = "tasks"
"""In ``Situation.shared``: the task contexts made last."""

UNMADE: Final = object()
"""Stands in ``Entries`` for what nobody has read yet."""


class Entries(dict[str, Any]):
    """A context whose entries are made when they are read; its keys are known from the start."""

    def __init__(self, keys: Mapping[str, Any], make: Callable[[str], Any]) -> None:
        super().__init__(dict.fromkeys(keys, UNMADE))
        self._make = make

    def __getitem__(self, name: str) -> Any:
        value = super().__getitem__(name)
        if value is UNMADE:
            value = self[name] = self._make(name)
        return value

    def take(self, others: dict[str, Any], but: Iterable[str]) -> None:
        """Take over what others made already, except some entries."""
        dict.update(self, others)
        for name in but:
            if name in self:
                self[name] = UNMADE

    def get(self, name: str, default: Any = None) -> Any:
        """Return an entry, made if need be."""
        value = super().get(name, default)
        if value is UNMADE:
            value = self[name] = self._make(name)
        return value

    def items(self) -> Any:
        """Return every entry, all of them made."""
        return {name: self[name] for name in self}.items()

    def values(self) -> Any:
        """Return every value, all of them made."""
        return {name: self[name] for name in self}.values()


@lru_cache(maxsize=4096)
def _day(value: date | None) -> Any:
    return None if value is None else feel.from_python(value)


def _today(situation: Situation, _ask: Ask) -> Any:
    return _day(situation.today)


def _network(situation: Situation, _ask: Ask) -> Any:
    case = (situation.network or situation).case
    return {
        "id": case.id,
        "title": case.title,
        "state": case.state,
        "opened_on": _day(case.opened_on),
        "currency": case.currency,
    }


def _members(situation: Situation, _ask: Ask) -> Any:
    return [
        member | {"since": _day(member["since"]), "committed_on": _day(member["committed_on"])}
        for member in situation.members.values()
    ]


def _records(situation: Situation, _ask: Ask) -> Any:
    types = situation.workflow.records

    def standing(name: str) -> Any:
        return shown(situation, types[name], situation.case.records[name])

    return Entries(types, standing)


def shown(situation: Situation, kind: RecordType, records: tuple[Record, ...]) -> Any:
    """Return the records of a type as formulas see them: a list, or one context if single.

    Of several records with the same key only the latest stands.
    """
    if kind.single:
        records = records[-1:]
    if kind.key:
        latest = {tuple(str(r.fields.get(part)) for part in kind.key): r for r in records}
        records = tuple(latest.values())
    dates = [one for one in kind.fields.values() if one.kind is FieldKind.DATE]
    found = [_record_context(situation.shared, kind, dates, record) for record in records]
    return found if not kind.single else found[0] if found else None


def _record_context(
    shared: dict[Any, Any], kind: RecordType, dates: list[Field], record: Record
) -> dict[str, Any]:
    """Return one record as a context: every field of its type, absent ones as null."""
    known = shared.get(record.id)
    if known is not None and known[0] is record:
        return known[1]  # type: ignore[no-any-return]
    context = dict.fromkeys(kind.fields) | {
        key: value for key, value in record.fields.items() if key in kind.fields
    }
    for one in dates:
        context[one.id] = field_value(one, context[one.id])
    context |= {"id": record.id, "recorded_on": _day(record.on)}
    shared[record.id] = record, context
    return context


def field_value(field: Field, value: Any) -> Any:
    """Return a stored value as FEEL holds it: dates become dates, the rest stays."""
    if value is None or field.kind is not FieldKind.DATE:
        return value
    if field.many:
        return [feel.from_python(date.fromisoformat(one)) for one in value]
    return feel.from_python(date.fromisoformat(value))


def _tasks(situation: Situation, _ask: Ask) -> Any:
    tasks = situation.workflow.tasks
    made = Entries(tasks, lambda name: task_context(situation, tasks[name]))
    moved = situation.shared.get(MOVED)
    if moved is not None:  # what a sibling situation made of the other tasks holds here too
        made.take(situation.shared.get(TASKS, {}), moved)
        situation.shared[TASKS] = made
    return made


def task_context(situation: Situation, task: Task) -> dict[str, Any]:
    """Return what formulas see of a task."""
    progress = situation.case.tasks.get(task.id, NO_PROGRESS)
    state = situation.states.get(task.id) or situation.task_state(task)
    if progress is NO_PROGRESS:
        return _untouched(state, required=task.required)
    known = situation.shared.get(task.id)
    if known is not None and known[0] is progress and known[1] == state:
        return known[2]  # type: ignore[no-any-return]
    context = _touched(progress, state, required=task.required)
    situation.shared[task.id] = progress, state, context
    return context


def _touched(progress: TaskProgress, state: str, *, required: bool) -> dict[str, Any]:
    return {
        "state": state,
        "done": state == "done",
        "times": progress.times,
        "last_on": _day(progress.last_on),
        "targets": [*progress.targets, *(t for t in progress.waived if t)],
        "waived": state == "waived",
        "required": required,
    }


@lru_cache(maxsize=64)
def _untouched(state: str, *, required: bool) -> dict[str, Any]:
    """Return what formulas see of a task to which nothing happened; nobody changes a context."""
    return {
        "state": state,
        "done": state == "done",
        "times": 0,
        "last_on": None,
        "targets": [],
        "waived": state == "waived",
        "required": required,
    }


def _phases(situation: Situation, ask: Ask) -> Any:
    phases = situation.workflow.phases

    def made(name: str) -> Any:
        phase = phases[name]
        progress = situation.phase(name)
        criteria = phase.criteria
        counts = _task_counts(situation, list(phase.tasks.values()))
        return counts | {
            "state": progress.state,
            "round": progress.round,
            "opened_on": _day(progress.opened_on),
            "completed_on": _day(progress.completed_on),
            "criteria": Entries(criteria, lambda one: ask.verdict(situation, criteria[one])),
        }

    return Entries(phases, made)


def _task_counts(situation: Situation, tasks: list[Task]) -> dict[str, int]:
    required = [task for task in tasks if task.required]
    states = {task.id: situation.task_state(task) for task in tasks}
    return {
        "tasks_required": len(required),
        "tasks_done": sum(states[task.id] in {"done", "waived"} for task in required),
        "tasks_open_by_facilitator": sum(
            task.by[:1] == ("facilitator",) and states[task.id] not in {"done", "waived"}
            for task in tasks
        ),
    }


def _projects(situation: Situation, ask: Ask) -> Any:
    return [project_context(one, ask) for one in situation.projects.values()]


def project_context(project: Situation, ask: Ask) -> dict[str, Any]:
    """Return what formulas see of a project, its records and tasks built when they are read."""
    header = _header(project)
    lazily: dict[str, Callable[[], Any]] = {
        "records": lambda: _records(project, ask),
        "tasks": lambda: _tasks(project, ask),
        "indicators": lambda: _indicators(project, ask),
    }
    keys = {**header, **dict.fromkeys(lazily)}
    return Entries(keys, lambda name: lazily[name]() if name in lazily else header[name])


def _indicators(project: Situation, ask: Ask) -> Any:
    scope = ask.scope(project)
    return Entries(dict.fromkeys(project.workflow.indicators), lambda name: scope[name])


def _header(project: Situation) -> dict[str, Any]:
    case, network = project.case, project.network
    return {
        "id": case.id,
        "title": case.title or in_language(project.workflow.title, "en"),
        "type": case.type,
        "kind": project.workflow.project_kind,
        "state": case.state,
        "participants": network.participants(case.id) if network else list(case.participants),
        "leader": case.leader or None,
        "opened_on": _day(case.opened_on),
        "started_on": _day(case.started_on),
        "ended_on": _day(case.ended_on),
        "due_on": _day(case.due_on),
    }


def _ballots(situation: Situation, _ask: Ask) -> Any:
    case = (situation.network or situation).case
    return [ballot_context(ballot) for ballot in case.ballots.values()]


def ballot_context(ballot: Ballot) -> dict[str, Any]:
    """Return what formulas see of a ballot: of a closed one who counted as entitled."""
    return {
        "id": ballot.id,
        "subject": ballot.subject,
        "matter": ballot.rule.matter,
        "question": ballot.question,
        "how": ballot.how,
        "state": ballot.state,
        "round": ballot.round,
        "voters": list(ballot.entitled or ballot.voters),
        "answers": len(ballot.votes),
        "recorded_before": ballot.recorded_before,
        "votes": [{"firm": firm, "vote": vote} for firm, vote in ballot.votes.items()],
        "opened_on": _day(ballot.opened_on),
        "closed_on": _day(ballot.closed_on),
    }


def _documents(situation: Situation, _ask: Ask) -> Any:
    documents = (situation.network or situation).case.documents
    return {name: progress.state for name, progress in documents.items()}


def _milestones(situation: Situation, _ask: Ask) -> Any:
    return {key: _day(on) for key, on in situation.case.milestones.items()}


def _project(situation: Situation, _ask: Ask) -> Any:
    return _header(situation) if situation.network else None


def _network_facts(situation: Situation, ask: Ask) -> Any:
    network = situation.network
    if network is None:
        return None
    scope = ask.scope(network)
    return Entries(dict.fromkeys([*ROOTS, *network.workflow.measures]), lambda name: scope[name])


ROOTS: Final[Mapping[str, Callable[[Situation, Ask], Any]]] = {
    "today": _today,
    "network": _network,
    "members": _members,
    "records": _records,
    "tasks": _tasks,
    "phases": _phases,
    "projects": _projects,
    "ballots": _ballots,
    "documents": _documents,
    "milestones": _milestones,
    "project": _project,
    "network_facts": _network_facts,
}
"""The names a formula may begin with, and how each is built."""
