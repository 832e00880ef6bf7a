"""Deciding on a whole network: opening, suspending, closing, dissolving; its own thresholds.

Split, merge and dissolve are ordinary (domain.md 0, fact 10): each carries its recorded decision,
and no history is erased.
"""

from typing import Any, Final, assert_never

from engine.case import messages as m
from engine.case.lifecycle import next_state
from engine.case.texts import identified
from engine.case.words import said, wished
from engine.definitions.workflow import Lock, Parameter, Tighten
from engine.language import _
from engine.possible import TargetKind
from engine.runtime import offers
from engine.runtime.deciding.decisions import lacking_decision
from engine.runtime.deciding.fields import Wrong, read_number
from engine.runtime.deciding.gate import placed, titled
from engine.runtime.matters import Subject
from engine.runtime.situation import Situation
from engine.source import Reason, did_you_mean, refuse

RUNNING: Final = frozenset({"running", "on_hold", "delivered"})


def of_networks(situation: Situation, command: m.OfNetworks) -> list[m.Event]:
    """Decide one of these commands."""
    match command:
        case m.SetParameter():
            return set_parameter(situation, command)
        case m.MoveNetwork():
            return move_network(situation, command)
        case m.ChangeNetwork():
            return change_network(situation, command)
        case _:
            assert_never(command)


def move_network(situation: Situation, command: m.MoveNetwork) -> list[m.Event]:
    """Decide suspend, resume, close, dissolve, hand over."""
    case = situation.case
    wish = _("{verb} {title!r}").format(verb=wished(command.verb), title=case.title)
    offer = offers.move(situation, TargetKind.NETWORK, case.id, command.verb)
    reasons = offers.lacking(offer, command)
    if command.verb == "hand_over":
        reasons += _hand_over_reasons(situation)
        state: str | None = case.state
    else:
        state = next_state("network", case.state, command.verb, lambda: _graduated(situation))
        if state is None:
            reasons.insert(0, _("it is {state}").format(state=said(case.state)))
        reasons += _ending_reasons(situation, command) + _dissolving_reasons(situation, command)
    if reasons or state is None:
        others = offers.moves(situation, TargetKind.NETWORK, case.id, case.state, command.verb)
        able = offers.instead(offer, command, reasons, others)
        raise refuse(Reason.WRONG_STATE, wish, reasons, possible=able)
    return [
        m.NetworkMoved(
            command.verb, state, command.because, command.decision, command.reason,
            command.keep, identified(command.to),
        )
    ]  # fmt: skip


def change_network(situation: Situation, command: m.ChangeNetwork) -> list[m.Event]:
    """Decide another title, currency, zone or cluster; what stays as it is is no part of it."""
    case = situation.case
    wish = _("change {title!r}").format(title=case.title)
    asked = {name: getattr(command, name) for name in ("title", "currency", "zone", "cluster")}
    new = {name: said for name, said in asked.items() if said and said != getattr(case, name)}
    reasons = [*placed(command.currency, command.zone)]
    reasons += titled(command.title) if command.title else []
    if not new and not reasons:
        reasons.append(_("say another title, currency, time zone or cluster than it has"))
    if new and not command.because.strip():
        reasons.append(_("it needs a reason in words"))
    if reasons:
        raise refuse(Reason.INVALID, wish, reasons)
    return [m.NetworkChanged(**new, because=command.because)]


def _graduated(situation: Situation) -> bool:
    final = [phase for phase in situation.workflow.phases.values() if phase.final]
    return any(situation.phase(phase.id).state == "completed" for phase in final)


def _dissolving_reasons(situation: Situation, command: m.MoveNetwork) -> list[str]:
    """Return why the members have not decided to dissolve."""
    if command.verb != "dissolve" or not command.decision:
        return []
    return lacking_decision(situation, command.decision, Subject("dissolution"))


def _hand_over_reasons(situation: Situation) -> list[str]:
    if situation.case.state in {"closed", "dissolved"}:
        return [_("it is {state}").format(state=said(situation.case.state))]
    return []


def _ending_reasons(situation: Situation, command: m.MoveNetwork) -> list[str]:
    if command.verb not in {"close", "dissolve"}:
        return []
    running = [
        key
        for key, project in situation.case.projects.items()
        if project.state in RUNNING and key not in command.keep
    ]
    if not running:
        return []
    text = _("projects still run: {names} (evaluate or abandon them, or say which go on)")
    return [text.format(names=", ".join(running))]


def set_parameter(situation: Situation, command: m.SetParameter) -> list[m.Event]:
    """Decide this network's own threshold: known, of its type, within its bounds and its lock."""
    known = situation.workflow.parameters
    wish = _("set {name!r}").format(name=command.name)
    if command.name not in known:
        hint = did_you_mean(command.name, known)
        raise refuse(
            Reason.UNKNOWN,
            wish,
            _("there is no such threshold"),
            hint,
            []
            if hint
            else [offers.looking(situation, TargetKind.PARAMETER, "", _("look at the thresholds"))],
        )
    parameter = known[command.name]
    offer = offers.move(situation, TargetKind.PARAMETER, command.name, "set")
    reasons = offers.lacking(offer, command)
    value = _typed(parameter, command.value, reasons)
    reasons += _lock_reasons(parameter, value) if not reasons else []
    if reasons:
        able = offers.instead(offer, command, reasons)
        raise refuse(Reason.NOT_ALLOWED, wish, reasons, possible=able)
    return [m.ParameterSet(command.name, value, command.because)]


def _typed(parameter: Parameter, value: Any, reasons: list[str]) -> Any:
    if isinstance(parameter.value, bool):
        return str(value).lower() in {"yes", "true", "1"}
    if isinstance(parameter.value, str) or parameter.value is None:
        return value
    try:
        return read_number(value)
    except Wrong as wrong:
        reasons.append(str(wrong))
        return None


def _lock_reasons(parameter: Parameter, value: Any) -> list[str]:
    reasons = []
    if parameter.low is not None and value < parameter.low:
        reasons.append(_("{value} is below {low}").format(value=value, low=parameter.low))
    if parameter.high is not None and value > parameter.high:
        reasons.append(_("{value} is above {high}").format(value=value, high=parameter.high))
    if parameter.lock in {Lock.ALL, Lock.TEXT}:
        reasons.append(_("the method locks it at {value}").format(value=parameter.value))
    if parameter.lock is Lock.TIGHTEN and _looser(parameter, value):
        way = _("up") if parameter.tighten is Tighten.UP else _("down")
        reasons.append(
            _("the method lets it move only {way} from {value}").format(
                way=way, value=parameter.value
            )
        )
    return reasons


def _looser(parameter: Parameter, value: Any) -> bool:
    if parameter.tighten is Tighten.UP:
        return bool(value < parameter.value)
    if parameter.tighten is Tighten.DOWN:
        return bool(value > parameter.value)
    return False
