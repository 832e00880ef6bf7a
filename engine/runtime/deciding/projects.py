"""Deciding on projects: pilots and strategic projects, each a case of its own workflow.

A project is proposed, approved, started (its entry tests must hold, or be overridden with a
reason), delivered (its own criteria must be met), evaluated. It is opened while a phase that
carries its kind is open, and may outlive that phase.
"""

from dataclasses import replace
from typing import Final, assert_never

from engine.case import messages as m
from engine.case.case import GONE
from engine.case.lifecycle import next_state, verbs
from engine.case.words import said, wished
from engine.definitions.workflow import Criterion, Phase, Workflow
from engine.language import _, choose
from engine.possible import Possible, TargetKind
from engine.runtime import offers
from engine.runtime.assess import assess, lacking_entry
from engine.runtime.deciding.consent import agreeing
from engine.runtime.deciding.decisions import lacking_decision
from engine.runtime.deciding.fields import Wrong, find_firm
from engine.runtime.matters import Subject, rule_of, said_by_text
from engine.runtime.situation import Situation
from engine.runtime.telling.ballots import standing_in
from engine.runtime.telling.explain import lacks, line
from engine.source import Reason, refuse


def of_projects(situation: Situation, command: m.OfProjects) -> list[m.Event]:
    """Decide one of these commands."""
    match command:
        case m.AddProject():
            return add_project(situation, command)
        case m.MoveProject():
            return move_project(situation, command)
        case _:
            assert_never(command)


def add_project(situation: Situation, command: m.AddProject) -> list[m.Event]:
    """Decide the proposal of a project; its type's definition is at hand in the situation."""
    kind = situation.definitions[command.workflow]
    wish = _("add project {title!r}").format(title=command.title or choose(kind.title))
    waiting = _home_not_open(situation, kind)
    reasons = _add_reasons(situation, command, waiting)
    firms = []
    for word in command.participants:
        try:
            firms.append(find_firm(situation, word))
        except Wrong as wrong:
            reasons.append(str(wrong))
    leader = _leader(situation, command.leader, reasons)
    for firm in dict.fromkeys((*firms, leader)):
        if firm and situation.case.members[firm].state in GONE:
            state = said(situation.case.members[firm].state)
            reasons.append(_("{firm} is {state}").format(firm=firm, state=state))
    if command.due_on and command.due_on < situation.today:
        reasons.append(_("it would be due on {day}, which is over").format(day=command.due_on))
    if reasons:
        raise refuse(Reason.INVALID, wish, reasons, possible=_early(situation, waiting))
    return [
        m.ProjectAdded(
            command.project, command.title, command.type, command.workflow, leader,
            tuple(dict.fromkeys(firms)), command.due_on,
        )
    ]  # fmt: skip


def _home_not_open(situation: Situation, kind: Workflow) -> Phase | None:
    """Return the phase that carries projects of a kind, where none such was opened yet."""
    homes = [p for p in situation.workflow.phases.values() if p.projects == kind.project_kind]
    closed = homes and all(situation.phase(p.id).state == "waiting" for p in homes)
    return homes[0] if closed else None


def _early(situation: Situation, waiting: Phase | None) -> list[Possible]:
    if waiting is None:
        return []
    opening = offers.move(situation, TargetKind.PHASE, waiting.id, "open")
    return [replace(opening, title=_("open it early, with a reason"))]


def _add_reasons(situation: Situation, command: m.AddProject, waiting: Phase | None) -> list[str]:
    reasons = []
    if situation.case.state not in {"active", "self_managed"}:
        state = said(situation.case.state)
        reasons.append(_("the network is {state}").format(state=state))
    if command.project in situation.case.projects:
        reasons.append(_("there is a project {id!r} already").format(id=command.project))
    if waiting is not None:
        reasons.append(_("phase {title!r} is not open yet").format(title=choose(waiting.title)))
    return reasons


def _leader(situation: Situation, word: str, reasons: list[str]) -> str:
    if not word:
        return ""
    try:
        return find_firm(situation, word)
    except Wrong as wrong:
        reasons.append(str(wrong))
        return ""


def move_project(network: Situation, command: m.MoveProject) -> list[m.Event]:
    """Decide approve, start, deliver, evaluate, hold, resume, reject, abandon.

    Overridden by two members, what is lacking counts as waived and stays visible as such.
    """
    project = network.within(command.project)
    before = project.case.state
    wish = _("{verb} project {title!r}").format(verb=wished(command.verb), title=project.title)
    guarded = _GUARDS.get(command.verb, _nothing)(project)
    open_ones, lacking = guarded if command.verb in verbs("project", before) else ([], [])
    agreed, against = agreeing(network, command.agreed, command.because)
    overridden = command.override and bool(lacking)
    reasons = against if overridden else lacking
    went_on = command.verb != "resume" or project.case.started_on is not None
    state = next_state("project", before, command.verb, lambda: went_on and not reasons)
    offer = offers.move(network, TargetKind.PROJECT, command.project, command.verb)
    reasons = [*reasons, *_move_reasons(project, command, offer)]
    undecided = _decision_reasons(network, command) if state is not None else []
    reasons += undecided
    if reasons or state is None:
        others = offers.moves(network, TargetKind.PROJECT, command.project, before, command.verb)
        able = offers.instead(offer, command, reasons, others)
        if undecided and not command.decision:
            able = [offers.open_ballot(network, f"project/{command.project}"), *able]
        able = [offers.overriding(offer, command), *able] if overridden else able
        raise refuse(Reason.WRONG_STATE, wish, reasons, possible=able)
    waived = [
        m.CriterionMarked(one.id, "waived", command.because, command.project, agreed=agreed)
        for one in (open_ones if overridden else [])
    ]
    moved = m.ProjectMoved(command.project, command.verb, state, command.because, command.decision)
    return [moved, *waived]


def _decision_reasons(network: Situation, command: m.MoveProject) -> list[str]:
    """Return why the members have not approved a project, once a text says that they do."""
    if command.verb != "approve":
        return []
    if command.decision:
        return lacking_decision(network, command.decision, Subject("project", command.project))
    if said_by_text(network, "project") is None:
        return []
    where = standing_in(rule_of(network, "project"))
    return [_("the members decide on the project: name the ballot ({where})").format(where=where)]


def _move_reasons(project: Situation, command: m.MoveProject, offer: Possible) -> list[str]:
    if command.verb not in verbs("project", project.case.state):
        return [_("it is {state}").format(state=said(project.case.state))]
    return offers.lacking(offer, command)


Lacking = tuple[list[Criterion], list[str]]
"""The conditions that are not met, and everything that is lacking, in words."""


def _nothing(_project: Situation) -> Lacking:
    return [], []


def _entry(project: Situation) -> Lacking:
    """Return what the entry tests of the project's type still lack."""
    failed = lacking_entry(project)
    shown = (line(one) for one in failed)
    told = [f"{said(one.verdict)}: {one.sentence}" for one in shown]
    return [one.criterion for one in failed], told


def _carried_out(project: Situation) -> Lacking:
    """Return what the project's own checklist and criteria still lack."""
    return _lacking(project, [p for p in project.workflow.phases.values() if not p.final])


def _evaluated(project: Situation) -> Lacking:
    return _lacking(project, list(project.workflow.phases.values()))


def _lacking(project: Situation, phases: list[Phase]) -> Lacking:
    open_ones = [one for one in (assess(project, phase) for phase in phases) if not one.complete]
    hard = [check.criterion for one in open_ones for check in one.lacking(hard=True)]
    return hard, [reason for one in open_ones for reason in lacks(one)]


_GUARDS: Final = {"start": _entry, "deliver": _carried_out, "evaluate": _evaluated}
