"""Split and merge: what a new or a larger network takes along, as events of its own.

The history stays where it was written and is referenced by its last digest (``origin``). What
rules have to see in the new network (members, steps done, records that stand) is carried as
ordinary events, so its replay needs nothing but itself.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final, TypeAlias, assert_never

from engine.case import messages as m
from engine.case.case import GONE, Case, Fields, Member, PhaseProgress, Why
from engine.case.words import said
from engine.definitions.workflow import FieldKind, RecordType
from engine.language import _
from engine.possible import Possible, TargetKind
from engine.runtime import offers
from engine.runtime.deciding.decisions import lacking_decision
from engine.runtime.deciding.fields import Wrong, find_firm
from engine.runtime.matters import Subject
from engine.runtime.situation import Situation
from engine.source import Reason, refuse


def of_reorganising(situation: Situation, command: m.OfReorganising) -> list[m.Event]:
    """Decide one of these commands."""
    match command:
        case m.SplitNetwork():
            return split_network(situation, command)
        case m.JoinNetwork():
            return join_network(situation, command)
        case m.ReceiveMembers():
            return receive_members(situation, command)
        case _:
            assert_never(command)


def split_network(situation: Situation, command: m.SplitNetwork) -> list[m.Event]:
    """Decide a split: some firms leave for a new network, by a recorded decision."""
    wish = _("split {title!r}").format(title=situation.case.title)
    offer = offers.move(situation, TargetKind.NETWORK, situation.case.id, "split")
    reasons = _reasons(situation, offer, command, "split")
    firms: list[str] = []
    for word in command.firms:
        try:
            firms.append(find_firm(situation, word))
        except Wrong as wrong:
            reasons.append(str(wrong))
    gone = [f for f in firms if situation.case.members[f].state in GONE]
    reasons += [_("{firm} is no longer a member").format(firm=firm) for firm in gone]
    if reasons:
        able = offers.instead(offer, command, reasons)
        raise refuse(Reason.INVALID, wish, reasons, possible=able)
    chosen = tuple(dict.fromkeys(firms))
    return [m.NetworkSplit(command.into, chosen, command.because, command.decision, command.reason)]


def join_network(situation: Situation, command: m.JoinNetwork) -> list[m.Event]:
    """Decide the end of a network in another one, by a recorded decision."""
    wish = _("merge {title!r}").format(title=situation.case.title)
    offer = offers.move(situation, TargetKind.NETWORK, situation.case.id, "merge")
    reasons = _reasons(situation, offer, command, "merger")
    running = [k for k, p in situation.case.projects.items() if p.state in {"running", "on_hold"}]
    if running:
        names = ", ".join(running)
        reasons.append(_("projects still run: {names}").format(names=names))
    if reasons:
        able = offers.instead(offer, command, reasons)
        raise refuse(Reason.WRONG_STATE, wish, reasons, possible=able)
    return [m.NetworkMerged(command.into, command.because, command.decision, command.reason)]


def _reasons(
    situation: Situation, offer: Possible, command: m.SplitNetwork | m.JoinNetwork, matter: str
) -> list[str]:
    reasons = offers.lacking(offer, command)
    if command.decision:
        reasons += lacking_decision(situation, command.decision, Subject(matter))
    if situation.case.state in {"closed", "dissolved"}:
        reasons.append(_("it is {state}").format(state=said(situation.case.state)))
    return reasons


def receive_members(situation: Situation, command: m.ReceiveMembers) -> list[m.Event]:
    """Decide the taking in of another network's members."""
    state = situation.case.state
    if state in {"closed", "dissolved"}:
        wish = _("merge into {title!r}").format(title=situation.case.title)
        raise refuse(Reason.WRONG_STATE, wish, _("it is {state}").format(state=said(state)))
    received = m.MembersReceived(
        command.origin, command.origin_digest, command.because, command.decision
    )
    return [received]


def carried_by_split(parent: Situation, firms: tuple[str, ...]) -> Iterator[m.Event]:
    """Yield what a new network takes along: members, steps, phases, records that stand."""
    case = parent.case
    yield from (_carried_member(case, case.members[firm]) for firm in firms)
    for phase, progress in case.phases.items():
        yield from _carried_phase(phase, progress)
    for criterion, mark in case.marks.items():
        if mark.kind == "waived":
            yield m.CriterionMarked(criterion, "waived", mark.because, why=_CARRIED)
    for task, done in case.tasks.items():
        for tick in done.recent:
            if tick.target in {"", *firms}:
                yield m.TaskTicked(task, target=tick.target, on=tick.on, why=_CARRIED)
        for target, because in done.waived.items():
            if target in {"", *firms}:
                yield m.TaskMoved(task, "waive", target=target, because=because)
    yield from carried_records(parent, firms, shared=True)


_CARRIED: Final = Why.CARRIED_OVER


def carried_by_merge(smaller: Situation, larger: Situation) -> Iterator[m.Event]:
    """Yield what a larger network receives: members who are new to it, and the records of each.

    Of two records that say the same thing of a firm the later day stands (``_compared``).
    """
    case = smaller.case
    firms = _belonging(case)
    here = larger.case.active()
    yield from (_carried_member(case, case.members[firm]) for firm in firms if firm not in here)
    yield from (event for event, late in _compared(smaller, larger) if not late)


def left_behind(smaller: Situation, larger: Situation) -> int:
    """Return how many records a merge leaves behind, since the larger network knows better."""
    return sum(late for _event, late in _compared(smaller, larger))


def _compared(smaller: Situation, larger: Situation) -> Iterator[tuple[m.FactRecorded, bool]]:
    """Yield the records of a smaller network, each with whether the larger knows of a later day.

    What both know of one day stands as the larger network has it.
    """
    known: dict[Said, date] = {}
    for kind in larger.workflow.records.values():
        for record in larger.case.records[kind.id] if kind.key else ():
            key = _said(kind, record.fields)
            known[key] = max(record.on, known.get(key, record.on))
    kinds = larger.workflow.records
    for event in carried_records(smaller, _belonging(smaller.case), shared=False):
        key = _said(kinds[event.type], event.fields) if event.type in kinds else ()
        yield event, key in known and event.on is not None and known[key] >= event.on


Said: TypeAlias = tuple[str, ...]
"""What a record is about: its type, and the fields that tell it from others."""


def _said(kind: RecordType, fields: Fields) -> Said:
    return (kind.id, *(repr(fields.get(name)) for name in kind.key))


def clashes(smaller: Situation, larger: Situation) -> list[str]:
    """Return what has to be settled before two networks become one, each with what to do."""
    reasons = []
    other = _(
        "{firm} is {one!r} here and {other!r} there: if it is one firm, give it one name; "
        "if not, add one of them anew under another id"
    )
    excluded = _("{firm} was excluded from {title!r}: a merger takes it in no more, let it leave")
    for firm in _belonging(smaller.case):
        mine, theirs = smaller.case.members[firm], larger.case.members.get(firm)
        if theirs is None:
            continue
        if mine.name.casefold() != theirs.name.casefold():
            reasons.append(other.format(firm=firm, one=mine.name, other=theirs.name))
        elif theirs.state == "excluded":
            reasons.append(excluded.format(firm=firm, title=larger.case.title))
    return reasons


def _belonging(case: Case) -> tuple[str, ...]:
    return tuple(k for k, f in case.members.items() if f.state not in GONE)


def _carried_phase(phase: str, progress: PhaseProgress) -> Iterator[m.PhaseMoved]:
    """Yield what brings a phase to where it stands, on the days it came there."""
    opened = m.PhaseMoved(
        phase, "open", progress.state, round=progress.round, why=_CARRIED, on=progress.opened_on
    )
    yield opened
    if progress.completed_on is not None:
        yield replace(
            opened, verb="complete", outcome=progress.outcome, conditions=progress.conditions,
            check_on=progress.check_on, on=progress.completed_on,
        )  # fmt: skip


def _carried_member(case: Case, firm: Member) -> m.MemberAdded:
    return m.MemberAdded(
        firm.id, firm.name, firm.state, firm.since, firm.committed_on, firm.representative,
        firm.substitute, case.id,
    )  # fmt: skip


def carried_records(
    situation: Situation, firms: tuple[str, ...], *, shared: bool
) -> Iterator[m.FactRecorded]:
    """Yield the records of some firms, numbered from 1; with ``shared`` also the group's."""
    number = 0
    for kind in situation.workflow.records.values():
        owner = _owner(kind)
        for record in situation.case.records[kind.id]:
            if record.fields.get(owner) in firms if owner else shared:
                number += 1
                yield m.FactRecorded(number, kind.id, record.fields, on=record.on)


def _owner(kind: RecordType) -> str:
    """Return the field that says whose record it is, if one single firm is."""
    keys = [kind.fields[name] for name in kind.key if name in kind.fields]
    owners = [f.id for f in keys if f.kind is FieldKind.MEMBER and not f.many]
    return owners[0] if owners else ""
