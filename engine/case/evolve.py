"""``evolve(case, event)``: the one place where an event changes what is known.

Live commands and replay use the same functions, so a replayed case equals its snapshot. Nothing is
refused here: what was decided has happened. ``on`` is the network's date on which it was written.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any, Final, TypeVar, assert_never

from engine.case import messages as m
from engine.case.case import (
    Adoption,
    Ballot,
    Case,
    CriterionMark,
    DocumentProgress,
    DocumentVersion,
    Member,
    PhaseProgress,
    Record,
    TaskProgress,
    Tick,
)
from engine.case.lifecycle import initial

Said = TypeVar("Said")
Changed = dict[str, Any]
"""The fields of a case that an event changes, with their new values."""


def replay(history: Iterable[tuple[m.Event, date]]) -> Case:
    """Fold a whole history, each event with its date, into the case. It must not be empty."""
    case: Case | None = None
    for event, on in history:
        case = evolve(case, event, on)
    if case is None:
        raise ValueError("a history has at least the event that opened the network")
    return case


def evolve(case: Case | None, event: m.Event, on: date) -> Case:
    """Return the case after an event. The first event of a history is ``NetworkOpened``."""
    if isinstance(event, m.NetworkOpened):
        return _network_opened(event, on)
    if case is None:
        raise ValueError(f"a history begins with 'network opened', not with {event!r}")
    scope = event.scope if isinstance(event, m.InScope) else ""
    if scope:
        project = case.projects[scope]
        inner = replace(project, **_changed(project, event, on))
        changed: Changed = {"projects": {**case.projects, scope: inner}}
    else:
        changed = _changed(case, event, on)
    number = event.record if isinstance(event, m.FactRecorded) else 0
    count = max(case.record_count, number)
    return replace(case, version=case.version + 1, last_on=on, record_count=count, **changed)


def _changed(case: Case, event: m.Event, on: date) -> Changed:  # noqa: C901, PLR0912  all events
    """Return the fields that an event changes. A new event is a new line here."""
    match event:
        case m.NetworkOpened():
            raise ValueError("a network is opened once")
        case m.MemberAdded():
            return _member_added(case, event, on)
        case m.MemberMoved():
            return _member_moved(case, event, on)
        case m.MemberRenamed():
            return _member_renamed(case, event)
        case m.MemberRemoved():
            return {"members": {k: v for k, v in case.members.items() if k != event.firm}}
        case m.TaskTicked():
            return _task_ticked(case, event, on)
        case m.TaskMoved():
            return _task_moved(case, event, on)
        case m.FactRecorded():
            return _fact_recorded(case, event, on)
        case m.RecordWithdrawn():
            return _record_withdrawn(case, event, on)
        case m.PhaseMoved():
            return _phase_moved(case, event, on)
        case m.CriterionMarked():
            return _criterion_marked(case, event, on)
        case m.MilestoneReached():
            return _milestone_reached(case, event, on)
        case m.ParameterSet():
            return _parameter_set(case, event, on)
        case m.ProjectAdded():
            return _project_added(case, event, on)
        case m.ProjectMoved():
            return _project_moved(case, event, on)
        case m.BallotOpened():
            return _ballot_opened(case, event, on)
        case m.VoteCast():
            return _vote_cast(case, event, on)
        case m.BallotClosed():
            return _ballot_closed(case, event, on)
        case m.DocumentMoved():
            return _document_moved(case, event, on)
        case m.NetworkMoved():
            return _network_moved(case, event, on)
        case m.NetworkChanged():
            return _network_changed(case, event)
        case m.NetworkSplit():
            return _network_split(case, event, on)
        case m.NetworkMerged():
            return _network_merged(case, event, on)
        case m.MembersReceived():
            return _members_received(case, event, on)
        case _:
            assert_never(event)


def _network_opened(event: m.NetworkOpened, on: date) -> Case:
    return Case(
        id=event.id, title=event.title, workflow=event.workflow, type=event.type, opened_on=on,
        state=initial("network"), zone=event.zone, currency=event.currency, last_on=on,
        facilitator=event.facilitator, origin=event.origin, version=1, cluster=event.cluster,
    )  # fmt: skip


def _member_added(case: Case, event: m.MemberAdded, on: date) -> Changed:
    member = Member(
        id=event.firm, name=event.name, state=event.state, since=event.since or on,
        committed_on=event.committed_on, representative=event.representative,
        substitute=event.substitute,
    )  # fmt: skip
    return {"members": {**case.members, event.firm: member}}


def _member_moved(case: Case, event: m.MemberMoved, on: date) -> Changed:
    member = case.members[event.firm]
    moved = replace(
        member, state=event.state, since=member.since if event.verb == "represent" else on,
        reason=event.reason,
        committed_on=on if event.verb == "commit" else member.committed_on,
        representative=event.representative or member.representative,
        substitute=event.substitute or member.substitute,
    )  # fmt: skip
    return {"members": {**case.members, event.firm: moved}}


def _member_renamed(case: Case, event: m.MemberRenamed) -> Changed:
    renamed = replace(case.members[event.firm], name=event.name)
    return {"members": {**case.members, event.firm: renamed}}


def _task_ticked(case: Case, event: m.TaskTicked, on: date) -> Changed:
    done_on = event.on or on
    progress = case.tasks.get(event.task, TaskProgress())
    tick = Tick(on=done_on, target=event.target, record=event.record, leans_on=event.leans_on)
    targets = {**progress.targets, event.target: done_on} if event.target else progress.targets
    changed = replace(
        progress, times=progress.times + 1, recent=(*progress.recent, tick),
        targets=targets, early=progress.early or bool(event.early),
    )  # fmt: skip
    return _with_task(case, event.task, changed)


def _task_moved(case: Case, event: m.TaskMoved, on: date) -> Changed:
    progress = case.tasks.get(event.task, TaskProgress())
    return _with_task(case, event.task, _TASK_MOVES[event.verb](progress, event, on))


def _untick(progress: TaskProgress, event: m.TaskMoved, _on: date) -> TaskProgress:
    undone = next((t for t in reversed(progress.recent) if t.target == event.target), None)
    recent = tuple(tick for tick in progress.recent if tick is not undone)
    targets = {k: v for k, v in progress.targets.items() if k != event.target}
    return replace(progress, times=max(0, progress.times - 1), recent=recent, targets=targets)


def _waive(progress: TaskProgress, event: m.TaskMoved, _on: date) -> TaskProgress:
    return replace(progress, waived={**progress.waived, event.target: event.because})


def _reopen(progress: TaskProgress, event: m.TaskMoved, _on: date) -> TaskProgress:
    if not event.target:
        return TaskProgress()
    return replace(
        progress,
        times=progress.times - (event.target in progress.targets),
        targets={k: v for k, v in progress.targets.items() if k != event.target},
        recent=tuple(tick for tick in progress.recent if tick.target != event.target),
        waived={k: v for k, v in progress.waived.items() if k != event.target},
    )


def _begin(progress: TaskProgress, event: m.TaskMoved, on: date) -> TaskProgress:
    submitted = event.verb == "submit"
    return replace(progress, started_on=progress.started_on or on, submitted=submitted)


_TASK_MOVES: Final[dict[str, Callable[[TaskProgress, m.TaskMoved, date], TaskProgress]]] = {
    "untick": _untick,
    "waive": _waive,
    "reopen": _reopen,
    "start": _begin,
    "submit": _begin,
}


def _with_task(case: Case, task: str, progress: TaskProgress) -> Changed:
    return {"tasks": {**case.tasks, task: progress}}


def _fact_recorded(case: Case, event: m.FactRecorded, on: date) -> Changed:
    shelf = case.records
    for number in event.replaces:
        shelf = shelf.take(number, event.type)
    record = Record(id=event.record, type=event.type, fields=event.fields, on=event.on or on)
    changed: Changed = {"records": shelf.put(record)}
    if event.replaces:
        changed["tasks"] = {
            name: _following(progress, event) for name, progress in case.tasks.items()
        }
    return changed


def _following(progress: TaskProgress, event: m.FactRecorded) -> TaskProgress:
    """Return the ticks of a task with those that rest on a corrected record resting on the new."""
    if not any({t.record, t.leans_on} & {*event.replaces} for t in progress.recent):
        return progress
    recent = tuple(
        replace(
            tick,
            record=event.record if tick.record in event.replaces else tick.record,
            leans_on=event.record if tick.leans_on in event.replaces else tick.leans_on,
        )
        for tick in progress.recent
    )
    return replace(progress, recent=recent)


def _record_withdrawn(case: Case, event: m.RecordWithdrawn, _on: date) -> Changed:
    return {"records": case.records.take(event.record, event.type)}


def _phase_moved(case: Case, event: m.PhaseMoved, on: date) -> Changed:
    before = case.phases.get(event.phase, PhaseProgress(state=initial("phase")))
    on = event.on or on
    after = replace(
        before, state=event.state, round=event.round, outcome=event.outcome or before.outcome,
        conditions=event.conditions, check_on=event.check_on,
        opened_on=on if event.verb in {"open", "reopen"} else before.opened_on,
        completed_on=on if event.verb == "complete" else before.completed_on,
    )  # fmt: skip
    return {"phases": {**case.phases, event.phase: after}}


def _criterion_marked(case: Case, event: m.CriterionMarked, on: date) -> Changed:
    marks = {key: mark for key, mark in case.marks.items() if key != event.criterion}
    if event.kind != "cleared":
        marks[event.criterion] = CriterionMark(event.kind, event.because, on, event.why)
    return {"marks": marks}


def _milestone_reached(case: Case, event: m.MilestoneReached, on: date) -> Changed:
    return {"milestones": {**case.milestones, event.milestone: on}}


def _parameter_set(case: Case, event: m.ParameterSet, _on: date) -> Changed:
    return {"parameters": {**case.parameters, event.name: event.value}}


def _project_added(case: Case, event: m.ProjectAdded, on: date) -> Changed:
    project = Case(
        id=event.project, title=event.title, workflow=event.workflow, type=event.type,
        state=initial("project"), opened_on=on, parent=case.id, leader=event.leader,
        participants=event.participants, due_on=event.due_on, zone=case.zone,
        currency=case.currency,
    )  # fmt: skip
    return {"projects": {**case.projects, event.project: project}}


_ENDS: Final = {"deliver", "reject", "abandon"}


def _project_moved(case: Case, event: m.ProjectMoved, on: date) -> Changed:
    project = case.projects[event.project]
    moved = replace(
        project, state=event.state,
        started_on=on if event.verb == "start" else project.started_on,
        ended_on=on if event.verb in _ENDS else project.ended_on,
    )  # fmt: skip
    return {"projects": {**case.projects, event.project: moved}}


def _ballot_opened(case: Case, event: m.BallotOpened, on: date) -> Changed:
    ballot = Ballot(
        id=event.ballot, question=event.question, how=event.how, state=initial("ballot"),
        round=event.round, opened_on=on, voters=event.voters, rule=event.rule,
        subject=event.subject, options=event.options, chair=event.chair, recused=event.recused,
        called_on=event.called_on, closes_on=event.closes_on, recorded_before=case.record_count,
    )  # fmt: skip
    return {"ballots": {**case.ballots, event.ballot: ballot}}


def _vote_cast(case: Case, event: m.VoteCast, on: date) -> Changed:
    ballot, firm = case.ballots[event.ballot], event.firm
    voted = replace(
        ballot,
        votes={**ballot.votes, firm: event.vote},
        voted_on={**ballot.voted_on, firm: on},
        chosen=_said_by(ballot.chosen, firm, event.chosen),
        doubts=_said_by(ballot.doubts, firm, event.because),
        carried_by=_said_by(ballot.carried_by, firm, event.carried_by),
    )
    return {"ballots": {**case.ballots, event.ballot: voted}}


def _said_by(known: dict[str, Said], firm: str, said: Said) -> dict[str, Said]:
    """Return what each firm said, with what one says now in the place of what it said before."""
    others = {key: one for key, one in known.items() if key != firm}
    return {**others, firm: said} if said else others


def _ballot_closed(case: Case, event: m.BallotClosed, on: date) -> Changed:
    ballot = case.ballots[event.ballot]
    closed = replace(
        ballot, state=event.state, closed_on=on, advice=event.advice, entitled=event.entitled,
        members=event.members, paper=event.paper,
    )  # fmt: skip
    return {"ballots": {**case.ballots, event.ballot: closed}}


def _document_moved(case: Case, event: m.DocumentMoved, on: date) -> Changed:
    versions = case.documents.get(event.document, DocumentProgress()).versions
    version = versions.get(event.version)
    if version is None:
        version = DocumentVersion(
            event.version, event.state, on, event.text, event.language, event.files, event.values,
            follows=event.follows, clauses=event.clauses,
        )  # fmt: skip
    adoption = version.adoption
    if event.verb == "adopt":
        adoption = Adoption(on, event.ballot, event.replaces, event.changes, event.members)
    files = {**version.files, **event.files}
    moved = replace(version, state=event.state, adoption=adoption, files=files)
    after = DocumentProgress({**versions, event.version: moved})
    return {"documents": {**case.documents, event.document: after}}


_OVER: Final = {"close", "dissolve"}


def _network_moved(case: Case, event: m.NetworkMoved, on: date) -> Changed:
    return {"state": event.state, "facilitator": event.facilitator or case.facilitator,
        "ended_on": on if event.verb in _OVER else None,
    }  # fmt: skip


def _network_changed(case: Case, event: m.NetworkChanged) -> Changed:
    names = ("title", "currency", "zone", "cluster")
    changed: Changed = {name: said for name in names if (said := getattr(event, name))}
    shared = {name: changed[name] for name in ("currency", "zone") if name in changed}
    projects = {key: replace(one, **shared) for key, one in case.projects.items()}
    return {**changed, "projects": projects}


def _network_split(case: Case, event: m.NetworkSplit, on: date) -> Changed:
    gone = {
        firm: replace(case.members[firm], state="left", since=on, reason="split")
        for firm in event.firms
    }
    became = (*case.became, event.into)
    return {"members": {**case.members, **gone}, "became": became}


def _network_merged(case: Case, event: m.NetworkMerged, on: date) -> Changed:
    return {"state": "closed", "ended_on": on, "became": (*case.became, event.into)}


def _members_received(case: Case, event: m.MembersReceived, _on: date) -> Changed:
    return {"origin": {**case.origin, event.origin: event.origin_digest}}
