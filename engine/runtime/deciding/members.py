"""Deciding on members: joining the pool, committing, leaving, being excluded (domain.md 2.6).

Leaving is normal, not an error (domain.md 0, fact 4): it carries a reason code, and nothing the
firm did is lost.
"""

from datetime import timedelta
from typing import Any, Final, assert_never

from engine.case import messages as m
from engine.case.case import GONE, Case, Member, Record
from engine.case.lifecycle import next_state
from engine.case.texts import identified
from engine.case.words import said, wished
from engine.definitions.workflow import FieldKind
from engine.language import _
from engine.possible import TargetKind
from engine.runtime import offers
from engine.runtime.deciding.decisions import lacking_decision
from engine.runtime.deciding.fields import Wrong, find_firm, read_fields
from engine.runtime.deciding.gate import called, titled
from engine.runtime.deciding.records import record_type
from engine.runtime.matters import Subject, rule_of, said_by_text
from engine.runtime.situation import Situation
from engine.runtime.telling.ballots import standing_in
from engine.source import Reason, refuse

REGISTRATION: Final = "registration"
"""The record type that ``member add FIELD=VALUE`` fills in, where the method has one."""


def of_members(situation: Situation, command: m.OfMembers) -> list[m.Event]:
    """Decide one of these commands."""
    match command:
        case m.AddMember():
            return add_member(situation, command)
        case m.MoveMember():
            return move_member(situation, command)
        case m.RenameMember():
            return rename_member(situation, command)
        case m.RemoveMember():
            return remove_member(situation, command)
        case _:
            assert_never(command)


def add_member(situation: Situation, command: m.AddMember) -> list[m.Event]:
    """Decide the taking in of a firm; one that left may come back as interested."""
    wish = _("add {firm!r}").format(firm=command.name)
    known = situation.case.members.get(command.firm)
    if known is None and (reasons := _newcomer_reasons(situation, command)):
        raise refuse(Reason.INVALID, wish, reasons)
    if situation.case.state in {"closed", "dissolved"}:
        why = _("the network is {state}").format(state=said(situation.case.state))
        raise refuse(Reason.WRONG_STATE, wish, why)
    if known is not None and known.state != "left":
        why = _("it is here already, {state}").format(state=said(known.state))
        able = offers.moves(situation, TargetKind.MEMBER, command.firm, known.state)
        raise refuse(Reason.WRONG_STATE, wish, why, possible=able)
    written = _registered(situation, command, wish)
    if known is not None:
        return [m.MemberMoved(command.firm, "return", "interested"), *written]
    return [m.MemberAdded(command.firm, command.name), *written]


def _newcomer_reasons(situation: Situation, command: m.AddMember) -> list[str]:
    """Return what is wrong with the id and the name of a firm that is new here."""
    return [*called(command.firm), *_name_reasons(situation, command.firm, command)]


def _name_reasons(
    situation: Situation, firm: str, command: m.AddMember | m.RenameMember
) -> list[str]:
    """Return what is wrong with the name of a firm: blank, or that of another firm."""
    named = command.name.casefold()
    same = [
        key
        for key, one in situation.case.members.items()
        if one.name.casefold() == named and key != firm
    ]
    if not same or command.again:
        return titled(command.name)
    told = _("{firm} is called so already; if they are two firms, say it again")
    return [told.format(firm=same[0])]


def _registered(situation: Situation, command: m.AddMember, wish: str) -> list[m.Event]:
    if not command.fields:
        return []
    kind = record_type(situation, REGISTRATION)
    given = dict(command.fields)
    firm = given.pop("firm", command.firm)
    fields, reasons = read_fields(situation, kind, given)
    reasons = [reason for reason in reasons if not reason.startswith("firm ")]
    if reasons:
        raise refuse(Reason.INVALID, wish, reasons)
    number = situation.case.record_count + 1
    return [m.FactRecorded(number, kind.id, {"firm": firm} | fields)]


def move_member(situation: Situation, command: m.MoveMember) -> list[m.Event]:
    """Decide commit, activate, suspend, leave, exclude."""
    wish = _("{verb} {firm!r}").format(verb=wished(command.verb), firm=command.firm)
    firm = _known(situation, command.firm, wish)
    offer = offers.move(situation, TargetKind.MEMBER, firm.id, command.verb)
    reasons = offers.lacking(offer, command)
    state = next_state("member", firm.state, command.verb)
    if command.verb == "represent" and firm.state not in GONE:
        state = firm.state  # who speaks for a firm changes; where it stands does not
        if not (command.representative or command.substitute):
            reasons.append(_("say who speaks for it or stands in"))
    if state is None:
        reasons.insert(0, _("it is {state}").format(state=said(firm.state)))
    else:
        reasons += _decision_reasons(situation, command, firm)
    if reasons or state is None:
        others = offers.moves(situation, TargetKind.MEMBER, firm.id, firm.state, command.verb)
        able = offers.instead(offer, command, reasons, others)
        if command.verb == "commit" and state is not None and not command.decision:
            able = [offers.open_ballot(situation, f"admission/{firm.id}"), *able]
        raise refuse(Reason.WRONG_STATE, wish, reasons, possible=able)
    return [
        m.MemberMoved(
            firm.id, command.verb, state, command.reason, command.because,
            identified(command.representative), identified(command.substitute), command.decision,
            command.told_on, command.heard_on,
        )
    ]  # fmt: skip


def _decision_reasons(situation: Situation, command: m.MoveMember, firm: Member) -> list[str]:
    """Return why members have not decided what is theirs: an exclusion, an admission."""
    if command.verb == "exclude" and command.decision:
        wanted = Subject("exclusion", firm.id)
        return [
            *lacking_decision(situation, command.decision, wanted),
            *_hearing_reasons(situation, command),
        ]
    if command.verb != "commit":
        return []
    if command.decision:
        return lacking_decision(situation, command.decision, Subject("admission", firm.id))
    asked = said_by_text(situation, "admission")
    if asked is None:
        return []
    where = standing_in(rule_of(situation, "admission"))
    return [_("the members decide on the admission: name the ballot ({where})").format(where=where)]


def _hearing_reasons(situation: Situation, command: m.MoveMember) -> list[str]:
    """Return why a firm was not told and heard in time before the others decided."""
    ballot = situation.case.ballots.get(command.decision)
    decided = ballot.closed_on if ballot else None
    told, heard = command.told_on, command.heard_on
    if decided is None or told is None or heard is None:
        return []
    rule = rule_of(situation, "exclusion")
    reasons = []
    if told + timedelta(days=rule.notice_days) > decided:
        text = _("it was told the reasons on {told}, less than {days} days before {decided}")
        days = rule.notice_days
        reasons.append(text.format(told=told, days=days, decided=decided))
    if not told <= heard <= decided:
        text = _("it was heard on {heard}, which is not between {told} and {decided}")
        reasons.append(text.format(heard=heard, told=told, decided=decided))
    return reasons


def _known(situation: Situation, word: str, wish: str) -> Member:
    """Return the firm named by id or name; unknown, what was wished for is declined."""
    try:
        return situation.case.members[find_firm(situation, word)]
    except Wrong as wrong:
        raise refuse(Reason.UNKNOWN, wish, str(wrong)) from None


def rename_member(situation: Situation, command: m.RenameMember) -> list[m.Event]:
    """Decide another name for a firm: not its own already, nor untold that of another."""
    wish = _("rename {firm!r}").format(firm=command.firm)
    firm = _known(situation, command.firm, wish)
    reasons = _name_reasons(situation, firm.id, command)
    if firm.name == command.name:
        reasons.append(_("it is called so already"))
    if not command.because.strip():
        reasons.append(_("it needs a reason in words"))
    if reasons:
        raise refuse(Reason.INVALID, wish, reasons)
    return [m.MemberRenamed(firm.id, command.name, command.because)]


def remove_member(situation: Situation, command: m.RemoveMember) -> list[m.Event]:
    """Decide that a firm was typed in wrongly: nothing but its registration may be on record."""
    wish = _("take out {firm!r}").format(firm=command.firm)
    firm = _known(situation, command.firm, wish)
    reasons = _traces(situation, firm)
    if not command.because.strip():
        reasons.append(_("it needs a reason in words"))
    if reasons:
        others = offers.moves(situation, TargetKind.MEMBER, firm.id, firm.state)
        raise refuse(Reason.WRONG_STATE, wish, reasons, possible=others)
    taken_back = [
        m.RecordWithdrawn(record.id, record.type, command.because)
        for record in situation.case.records[REGISTRATION]
        if record.fields.get("firm") == firm.id
    ]
    return [*taken_back, m.MemberRemoved(firm.id, command.because)]


def _traces(situation: Situation, firm: Member) -> list[str]:
    """Return what a firm left in a network, so that taking it out would leave a stranger there."""
    reasons = []
    if firm.state != "interested" or firm.committed_on:
        told = _("it is {state}; a firm that took part leaves or is excluded")
        reasons.append(told.format(state=said(firm.state)))
    if steps := [task for one in _cases(situation) for task in _ticked_for(one.case, firm.id)]:
        reasons.append(_("steps were done for it: {names}").format(names=", ".join(steps)))
    named = [record for one in _cases(situation) for record in _naming(one, firm.id)]
    if named:
        told = _("records name it: {names}")
        listed = ", ".join(f"{record.type} {record.id}" for record in named)
        reasons.append(told.format(names=listed))
    if ballots := [b.id for b in situation.case.ballots.values() if firm.id in b.voters]:
        reasons.append(_("it was asked to vote: {names}").format(names=", ".join(ballots)))
    return reasons + _leading(situation.case, firm.id)


def _leading(case: Case, firm: str) -> list[str]:
    projects = [k for k, p in case.projects.items() if firm in {p.leader, *p.participants}]
    told = _("it is in projects: {names}")
    return [told.format(names=", ".join(projects))] if projects else []


def _cases(situation: Situation) -> list[Situation]:
    return [situation, *situation.projects.values()]


def _ticked_for(case: Case, firm: str) -> list[str]:
    return [
        name
        for name, progress in case.tasks.items()
        if any(firm in target.split("/") for target in {*progress.targets, *progress.waived})
    ]


def _naming(situation: Situation, firm: str) -> list[Record]:
    """Return the records that name a firm, but for its own registration."""
    return [
        record
        for kind in situation.workflow.records.values()
        for field in kind.fields.values()
        if field.kind is FieldKind.MEMBER and (kind.id, field.id) != (REGISTRATION, "firm")
        for record in situation.case.records[kind.id]
        if firm in _several(record.fields.get(field.id))
    ]


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
