"""Deciding on phases and criteria: open, complete, reopen, skip; confirm, revoke, waive.

Phases overlap and going back is normal: an early opening and a reopening carry a reason, later
phases keep running. In a phase that is opened again the steps stand open whose conditions fell. The
only guard of ``complete`` is the assessment, or an override with a reason and the agreement of two
members (domain.md DT3).
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final, assert_never

from engine.case import messages as m
from engine.case.case import Why
from engine.case.lifecycle import next_state, verbs
from engine.case.words import said, wished
from engine.definitions.workflow import Criterion, Lock, Phase
from engine.language import _, choose
from engine.possible import Possible, TargetKind
from engine.runtime import offers
from engine.runtime.assess import GOOD, Assessment, Verdict, assess, check
from engine.runtime.deciding.consent import agreeing
from engine.runtime.dependencies import steps_behind
from engine.runtime.situation import Situation
from engine.runtime.telling.explain import lacks
from engine.source import Reason, refuse

CHECK_AFTER: Final = timedelta(days=60)
"""When conditions of a completion are looked at again (domain.md DT3, row 3)."""


def of_phases(situation: Situation, command: m.OfPhases) -> list[m.Event]:
    """Decide one of these commands."""
    match command:
        case m.MovePhase():
            return move_phase(situation, command)
        case m.MarkCriterion():
            return mark_criterion(situation, command)
        case _:
            assert_never(command)


def move_phase(network: Situation, command: m.MovePhase) -> list[m.Event]:
    """Decide open, complete, reopen, skip, suspend, resume."""
    situation = network.within(command.scope)
    phase = situation.workflow.phases[command.phase]
    assessment = assess(situation, phase) if command.verb == "complete" else None
    allowed = assessment is None or assessment.complete or command.override
    before = situation.phase(phase.id)
    state = next_state("phase", before.state, command.verb, lambda: allowed)
    reasons = _reasons(situation, command, assessment)
    if command.verb not in verbs("phase", before.state):
        reasons = [_("it is {state}").format(state=said(before.state))]
    if reasons or state is None:
        reason = Reason.NOT_READY if assessment else Reason.WRONG_STATE
        able = _instead(situation, command, before.state, reasons)
        raise refuse(reason, _wish(phase, command.verb), reasons, possible=able)
    moved = _moved(situation, phase, command, state, assessment)
    return [moved, *(_to_do_again(situation, phase, command) if command.verb == "reopen" else ())]


def _to_do_again(situation: Situation, phase: Phase, command: m.MovePhase) -> Iterator[m.TaskMoved]:
    """Yield the opening of each step of a phase that is done, but whose condition holds no more."""
    checks = (check(situation, criterion) for criterion in phase.criteria.values())
    fell = [one.criterion for one in checks if one.verdict not in GOOD]
    behind = {task.id for one in fell for task in steps_behind(situation.workflow, one)}
    for task in phase.tasks.values():
        if task.id in behind and situation.task_state(task) == "done":
            yield m.TaskMoved(task.id, "reopen", command.scope, why=Why.CONDITION_FELL)


def _wish(phase: Phase, verb: str) -> str:
    if verb == "open":  # in its time it opens by itself
        return _("open phase {title!r} early").format(title=choose(phase.title))
    return _("{verb} phase {title!r}").format(verb=wished(verb), title=choose(phase.title))


def _instead(
    situation: Situation, command: m.MovePhase, state: str, reasons: list[str]
) -> list[Possible]:
    """Return what can be done: the move itself if it lacked words, else others, and the why."""
    offer = offers.move(situation, TargetKind.PHASE, command.phase, command.verb)
    others = offers.moves(situation, TargetKind.PHASE, command.phase, state, command.verb)
    if command.verb == "complete" and state == "open" and not command.override:
        where = offers.target(situation, TargetKind.PHASE, command.phase)
        others.insert(0, Possible("explain", where))
    able = offers.instead(offer, command, reasons, others)
    held = command.verb == "skip" and _musts(situation.workflow.phases[command.phase])
    agree = command.verb in verbs("phase", state) and (command.override or held)
    return [offers.overriding(offer, command), *able] if agree else able


def _reasons(
    situation: Situation, command: m.MovePhase, assessment: Assessment | None
) -> list[str]:
    reasons = []
    if situation.case.state in {"closed", "dissolved", "suspended"}:
        reasons.append(_("the network is {state}").format(state=said(situation.case.state)))
    offer = offers.move(situation, TargetKind.PHASE, command.phase, command.verb)
    reasons += offers.lacking(offer, command)
    if command.verb == "skip" and _musts(situation.workflow.phases[command.phase]):
        reasons += agreeing(situation, command.agreed, command.because)[1]
    if assessment is not None and not assessment.complete:
        overridden = agreeing(situation, command.agreed, command.because)[1]
        reasons += overridden if command.override else lacks(assessment)
    return list(dict.fromkeys(reasons))


def _musts(phase: Phase) -> list[Criterion]:
    """Return what the method says of a phase that must not be passed over by one person."""
    return [criterion for criterion in phase.criteria.values() if criterion.must]


def _moved(
    situation: Situation,
    phase: Phase,
    command: m.MovePhase,
    state: str,
    assessment: Assessment | None,
) -> m.PhaseMoved:
    before = situation.phase(phase.id)
    moved = {
        "phase": phase.id, "verb": command.verb, "state": state, "scope": command.scope,
        "because": command.because,
        "agreed": agreeing(situation, command.agreed, command.because)[0],
        "round": before.round + (command.verb == "reopen"),
    }  # fmt: skip
    if assessment is None:
        return m.PhaseMoved(**moved, early=command.verb == "open")  # type: ignore[arg-type]
    overridden = not assessment.complete
    lacking = (*assessment.lacking(hard=True), *assessment.lacking(hard=False))
    open_ones = tuple(one.criterion.id for one in lacking)
    conditional = overridden or assessment.outcome == "ready_with_conditions"
    return m.PhaseMoved(
        **moved,  # type: ignore[arg-type]
        outcome="override" if overridden else assessment.outcome,
        conditions=open_ones,
        check_on=situation.today + CHECK_AFTER if conditional else None,
    )


def mark_criterion(network: Situation, command: m.MarkCriterion) -> list[m.Event]:
    """Decide confirm, revoke (both of a criterion in doubt) or waive (of an open one)."""
    situation = network.within(command.scope)
    criterion = situation.workflow.criteria[command.criterion]
    wish = _("{verb} {title!r}").format(verb=wished(command.verb), title=criterion.id)
    offer = offers.move(situation, TargetKind.CRITERION, criterion.id, command.verb)
    reasons = offers.lacking(offer, command) + _mark_reasons(situation, criterion, command.verb)
    agreed: tuple[str, ...] = ()
    held = criterion.must or criterion.id in situation.workflow.entry
    if command.verb == "waive" and held and not reasons:
        agreed, reasons = agreeing(situation, command.agreed, command.because)
        if reasons:
            reasons.insert(0, _("the method says that it must be met"))
    if reasons:
        able = offers.instead(offer, command, reasons)
        able = able or (
            [offers.overriding(offer, command)] if command.verb == "waive" and held else []
        )
        raise refuse(Reason.WRONG_STATE, wish, reasons, possible=able)
    kind = {"confirm": "confirmed", "revoke": "revoked", "waive": "waived"}[command.verb]
    return [m.CriterionMarked(criterion.id, kind, command.because, command.scope, agreed=agreed)]


def _mark_reasons(situation: Situation, criterion: Criterion, verb: str) -> list[str]:
    verdict = check(situation, criterion).verdict
    if verb in {"confirm", "revoke"} and verdict is not Verdict.IN_DOUBT:
        return [_("it is not in doubt, it is {verdict}").format(verdict=said(verdict))]
    if verb == "waive" and verdict in {Verdict.MET, Verdict.WAIVED}:
        return [_("it is {verdict} already").format(verdict=said(verdict))]
    if verb == "waive" and criterion.lock is Lock.ALL:
        return [_("the method locks it")]
    return []
