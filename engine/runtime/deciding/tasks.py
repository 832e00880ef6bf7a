"""Deciding on tasks: tick, untick, waive, reopen, start, submit.

Out of order is allowed, with a note: a task whose needs are still open can be ticked, and the event
says which were. A waiver and an untick need a reason, and are facts like any other.
"""

from dataclasses import replace
from typing import Final, assert_never

from engine.case import messages as m
from engine.case.lifecycle import next_state
from engine.case.words import said, wished
from engine.definitions.workflow import Each, Task
from engine.language import _, choose, mark
from engine.possible import Possible, TargetKind
from engine.runtime import offers
from engine.runtime.deciding.checks import broken
from engine.runtime.deciding.fields import Wrong, find_firm, out_of_time, read_fields
from engine.runtime.deciding.records import AGAIN, against, record_type, standing_single
from engine.runtime.situation import Situation
from engine.source import Reason, refuse


def of_tasks(situation: Situation, command: m.OfTasks) -> list[m.Event]:
    """Decide one of these commands."""
    match command:
        case m.TickTask():
            return tick_task(situation, command)
        case m.MoveTask():
            return move_task(situation, command)
        case _:
            assert_never(command)


def tick_task(network: Situation, command: m.TickTask) -> list[m.Event]:
    """Decide a tick: the task's phase runs, it may be done (again), proof and fields fit."""
    situation = network.within(command.scope)
    task = situation.workflow.tasks[command.task]
    wish = _wish("tick", task)
    reasons = _phase_reasons(situation, task) + _proof_reasons(task, _proofs(command))
    target = _target(situation, task, command.target, reasons)
    reasons += _again_reasons(situation, task, target)
    if command.on and (wrong := out_of_time(situation, command.on)):
        reasons.append(wrong)
    written = _written(network, situation, task, command, reasons)
    stands = 0
    if task.records and not command.fields:
        stands = _stands(situation, task, replace(command, target=target), reasons)
    if reasons:
        able = _possible(situation, task)
        able = _said_again(able) if command.fields and task.records else able
        raise refuse(Reason.INVALID, wish, reasons, possible=able)
    record = written[0].record if written else 0
    early = tuple(need.id for need in situation.open_needs(task))
    ticked = m.TaskTicked(
        task.id,
        command.scope,
        target,
        command.on,
        _proofs(command),
        command.note,
        early,
        record,
        leans_on=stands,
    )
    return [ticked, *written]


def _said_again(able: list[Possible]) -> list[Possible]:
    """Return what can be done where a record was declined: the tick may also say that it is so."""
    return [replace(one, wants=(*one.wants, AGAIN)) if one.verb == "tick" else one for one in able]


def _wish(verb: str, task: Task) -> str:
    return _(_WISHES[verb]).format(title=choose(task.title))


_WISHES = {
    "tick": mark("tick {title!r}"),
    "untick": mark("untick {title!r}"),
    "waive": mark("waive {title!r}"),
    "reopen": mark("reopen {title!r}"),
    "start": mark("start {title!r}"),
    "submit": mark("submit {title!r}"),
}


STOPPED: Final = frozenset({"closed", "dissolved", "suspended", "rejected", "abandoned"})
"""States of a network or project in which its steps stand still."""


def _stopped(situation: Situation) -> Situation | None:
    """Return the network or project that keeps a step from moving.

    A project kept at the end of its network goes on; one of a network that rests, rests too.
    """
    network = situation.network
    if situation.case.state in STOPPED:
        return situation
    return network if network and network.case.state == "suspended" else None


def _phase_reasons(situation: Situation, task: Task) -> list[str]:
    still = _stopped(situation)
    if still is not None:
        state = said(still.case.state)
        return [_("{title!r} is {state}").format(title=still.title, state=state)]
    phase = situation.workflow.phases[task.phase]
    if situation.phase(phase.id).state in {"skipped", "suspended"}:
        state = situation.phase(phase.id).state
        return [
            _("phase {title!r} is {state}").format(title=choose(phase.title), state=said(state))
        ]
    return []


def _possible(situation: Situation, task: Task) -> list[Possible]:
    """Return what can be done instead: with what stands still first, else with the step."""
    still, phase = _stopped(situation), situation.phase(task.phase).state
    if still is not None:
        case = still.case
        kind = TargetKind.PROJECT if case.parent else TargetKind.NETWORK
        return offers.moves(situation.network or situation, kind, case.id, case.state)
    if phase in {"skipped", "suspended"}:
        return offers.moves(situation, TargetKind.PHASE, task.phase, phase)
    state = situation.task_state(task)
    tick = [replace(offers.tick(situation, task), title=wished("tick"))]
    found = tick if offers.tickable(situation, task) else []
    return found + offers.moves(situation, TargetKind.TASK, task.id, state)


def _proofs(command: m.TickTask) -> tuple[m.Proof, ...]:
    """Return the proofs of a tick. Raises ``TypeError`` for a file that was not taken in."""
    proofs = tuple(one for one in command.proofs if isinstance(one, m.Proof))
    if len(proofs) != len(command.proofs):
        raise TypeError("a file was not taken in before deciding")
    return proofs


def _proof_reasons(task: Task, proofs: tuple[m.Proof, ...]) -> list[str]:
    empty = [_("the proof {kind!r} names nothing").format(kind=one.kind) for one in proofs
             if not one.reference.strip()]  # fmt: skip
    if not task.proof or empty:
        return empty
    wanted = _(" or ").join(task.proof)
    wrong = [p.kind for p in proofs if p.kind not in task.proof]
    reasons = [
        _("it does not accept {kind!r} as proof, only {wanted}").format(kind=kind, wanted=wanted)
        for kind in wrong
    ]
    if not proofs:
        reasons.append(_("it needs a proof: {wanted}").format(wanted=wanted))
    return reasons


def _target(situation: Situation, task: Task, target: str, reasons: list[str]) -> str:
    if task.for_each is None:
        if target:
            reasons.append(_("it is done once for all, not for {who!r} alone").format(who=target))
        return ""
    known = situation.targets(task)
    if not target:
        names = ", ".join(situation.missing(task)[:12]) or _("nobody yet")
        reasons.append(_("say for whom, still open: {names}").format(names=names))
        return ""
    found = _found_target(situation, task, target)
    if found in known:
        return found
    reasons.append(
        _("it is not for {who!r}, only for {names}").format(
            who=target, names=", ".join(known[:12]) or _("nobody yet")
        )
    )
    return target


def _found_target(situation: Situation, task: Task, target: str) -> str:
    network = situation.network or situation
    try:
        if task.for_each is Each.PROJECT_MEMBER:
            project, _slash, firm = target.partition("/")
            return f"{project}/{find_firm(network, firm)}"
        return target if task.for_each is Each.PROJECT else find_firm(network, target)
    except Wrong:
        return target


def _again_reasons(situation: Situation, task: Task, target: str) -> list[str]:
    progress = situation.progress(task)
    if task.for_each is not None:
        if target in progress.targets and task.at_most == 1:
            return [_("it is done for {who} already").format(who=target)]
        return []
    if not offers.tickable(situation, task):
        return [_("it is {state} already").format(state=said(situation.task_state(task)))]
    return []


def _written(
    network: Situation, situation: Situation, task: Task, command: m.TickTask, reasons: list[str]
) -> list[m.FactRecorded]:
    if not command.fields:
        return []
    if not task.records:
        names = ", ".join(command.fields)
        reasons.append(_("it takes no fields ({names})").format(names=names))
        return []
    kind = record_type(situation, task.records)
    given = standing_single(situation, kind) | dict(command.fields)
    told = _told_by_target(task, command.target)
    given = {name: one for name, one in told.items() if name in kind.fields} | given
    fields, wrong = read_fields(situation, kind, given)
    fact = m.RecordFact(kind.id, command.fields, command.scope, again=command.again)
    reasons += wrong or against(situation, kind, fields, fact)
    checks = task.checks.values()
    reasons += [] if wrong else broken(situation, checks, kind, fields, again=command.again)
    number = network.case.record_count + 1
    return [m.FactRecorded(number, kind.id, fields, command.scope, command.on)]


def _stands(situation: Situation, task: Task, command: m.TickTask, reasons: list[str]) -> int:
    """Return the record that a tick without fields rests on: of its target, and no other tick's."""
    kind = record_type(situation, task.records)
    told = _told_by_target(task, command.target)
    wanted = {name: value for name, value in told.items() if name in kind.fields}
    ticks = situation.progress(task).recent if task.for_each is None else ()
    taken = {number for tick in ticks for number in (tick.record, tick.leans_on)}
    for record in reversed(situation.case.records[kind.id]):
        fits = wanted.items() <= record.fields.items() and (record.id not in taken or kind.single)
        checks = task.checks.values() if fits else ()
        if fits and not broken(situation, checks, kind, record.fields, again=command.again):
            return record.id
    needed = [field.id for field in kind.fields.values() if field.required] or list(kind.fields)[:3]
    missing = ", ".join(name for name in needed if name not in wanted) or ", ".join(wanted)
    reasons.append(
        _("it records {title!r}, which is not on record yet; say {fields}").format(
            title=choose(kind.title), fields=missing
        )
    )
    return 0


def _told_by_target(task: Task, target: str) -> dict[str, str]:
    """Return what saying for whom says already: the project, the firm, or both."""
    project, _slash, firm = target.rpartition("/")
    match task.for_each:
        case Each.PROJECT:
            return {"project": target}
        case Each.PROJECT_MEMBER:
            return {"project": project, "firm": firm}
        case Each.FIRM | Each.MEMBER:
            return {"firm": target}
        case _:
            return {}


def move_task(network: Situation, command: m.MoveTask) -> list[m.Event]:
    """Decide untick, waive, reopen, start, submit. All but the last two need a reason."""
    situation = network.within(command.scope)
    task = situation.workflow.tasks[command.task]
    wish = _wish(command.verb, task)
    reasons = _phase_reasons(situation, task)
    offer = _offer(situation, task, command.verb)
    reasons += offers.lacking(offer, command) if offer else []
    if command.target and task.for_each is not None:
        command = replace(command, target=_found_target(situation, task, command.target))
    reasons += _move_reasons(situation, task, command)
    if reasons:
        able = _possible(situation, task)
        able = offers.instead(offer, command, reasons, able) if offer else able
        raise refuse(Reason.WRONG_STATE, wish, reasons, possible=able)
    moved = m.TaskMoved(
        task.id, command.verb, command.scope, command.target, command.because, command.why
    )
    return [moved, *_withdrawn(situation, task, command)]


def _offer(situation: Situation, task: Task, verb: str) -> Possible | None:
    """Return a move of a step with its wants; none for those that follow from a tick."""
    if (TargetKind.TASK, verb) not in offers.MOVES:
        return None
    return offers.move(situation, TargetKind.TASK, task.id, verb)


def _move_reasons(situation: Situation, task: Task, command: m.MoveTask) -> list[str]:
    progress = situation.progress(task)
    state = situation.task_state(task)
    if command.target and command.target not in {*situation.targets(task), *progress.targets}:
        return [_("it is not for {who!r}").format(who=command.target)]
    if command.verb == "untick":
        return _untick_reasons(situation, task, command.target)
    if command.target and command.verb == "waive":
        done = command.target in progress.targets
        return [_("it is done for {who} already").format(who=command.target)] if done else []
    if next_state("task", state, command.verb) is None:
        return [_("it is {state}").format(state=said(state))]
    return []


def _untick_reasons(situation: Situation, task: Task, target: str) -> list[str]:
    progress = situation.progress(task)
    if task.for_each is not None and not target and progress.targets:
        return [_("say for whom: {names}").format(names=", ".join(progress.targets))]
    done = any(tick.target == target for tick in progress.recent) or target in progress.targets
    if not done:
        return [_("it is not ticked")]
    return []


def _withdrawn(situation: Situation, task: Task, command: m.MoveTask) -> list[m.Event]:
    """Return the taking back of the record that the unticked tick wrote."""
    if command.verb != "untick":
        return []
    ticks = situation.progress(task).recent
    tick = next((t for t in reversed(ticks) if t.target == command.target), None)
    if tick is None or not tick.record:
        return []
    return [m.RecordWithdrawn(tick.record, task.records, command.because, command.scope)]
