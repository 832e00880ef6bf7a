"""Deciding on a whole network: opening, suspending, closing, dissolving; its own thresholds.

Split, merge and dissolve are ordinary (domain.md 0, fact 10): each carries its recorded decision,
and no history is erased.
"""

from typing import Any, Final

from engine.case import messages as m
from engine.case.case import REASONS
from engine.case.lifecycle import next_state, possible
from engine.case.texts import identified
from engine.case.words import said, wished
from engine.definitions.workflow import Lock, Parameter, Tighten
from engine.language import _
from engine.runtime.deciding.fields import Wrong, read_number
from engine.runtime.situation import Situation
from engine.source import Reason, did_you_mean, refuse

RUNNING: Final = frozenset({"running", "on_hold", "delivered"})


def move_network(situation: Situation, command: m.MoveNetwork) -> list[m.Event]:
    """Decide suspend, resume, close, dissolve, hand over."""
    case = situation.case
    wish = _("{verb} {title!r}").format(verb=wished(command.verb), title=case.title)
    reasons = [] if command.because else [_("it needs a reason (--because)")]
    if command.verb == "hand_over":
        reasons += _hand_over_reasons(situation, command)
        state: str | None = case.state
    else:
        state = next_state("network", case.state, command.verb, lambda: _graduated(situation))
        if state is None:
            reasons.insert(0, _("it is {state}").format(state=said(case.state)))
        reasons += _ending_reasons(situation, command)
    if reasons or state is None:
        raise refuse(
            Reason.WRONG_STATE, wish, reasons, possible("network", case.state, command.verb)
        )
    return [
        m.NetworkMoved(
            command.verb, state, command.because, command.decision, command.reason,
            command.keep, identified(command.to),
        )
    ]  # fmt: skip


def _graduated(situation: Situation) -> bool:
    final = [phase for phase in situation.workflow.phases.values() if phase.final]
    return any(situation.phase(phase.id).state == "completed" for phase in final)


def _hand_over_reasons(situation: Situation, command: m.MoveNetwork) -> list[str]:
    if situation.case.state in {"closed", "dissolved"}:
        return [_("it is {state}").format(state=said(situation.case.state))]
    return [] if command.to else [_("say to whom (--to NAME)")]


def _ending_reasons(situation: Situation, command: m.MoveNetwork) -> list[str]:
    if command.verb not in {"close", "dissolve"}:
        return []
    reasons = []
    if command.verb == "dissolve" and not command.decision:
        reasons.append(_("it needs the recorded decision (--decision BALLOT or minutes)"))
    if command.verb == "dissolve" and command.reason not in REASONS:
        known = ", ".join(REASONS)
        reasons.append(_("it needs a reason code (--reason): {known}").format(known=known))
    running = [
        key
        for key, project in situation.case.projects.items()
        if project.state in RUNNING and key not in command.keep
    ]
    if running:
        names = ", ".join(running)
        reasons.append(
            _("projects still run: {names} (evaluate or abandon them, or --keep PROJECT)").format(
                names=names
            )
        )
    return reasons


def set_parameter(situation: Situation, command: m.SetParameter) -> list[m.Event]:
    """Decide this network's own threshold: known, of its type, within its bounds and its lock."""
    known = situation.workflow.parameters
    wish = _("set {name!r}").format(name=command.name)
    if command.name not in known:
        hint = did_you_mean(command.name, known) or _(
            "'consort parameter list {network}' shows them"
        ).format(network=situation.case.id)
        raise refuse(Reason.UNKNOWN, wish, _("there is no such threshold"), hint)
    parameter = known[command.name]
    reasons = [] if command.because else [_("it needs a reason (--because)")]
    value = _typed(parameter, command.value, reasons)
    reasons += _lock_reasons(parameter, value) if not reasons else []
    if reasons:
        raise refuse(Reason.NOT_ALLOWED, wish, reasons)
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
