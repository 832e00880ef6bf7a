"""Deciding on members: joining the pool, committing, leaving, being excluded (domain.md 2.6).

Leaving is normal, not an error (domain.md 0, fact 4): it carries a reason code, and nothing the
firm did is lost.
"""

import re
from typing import Final, assert_never

from engine.case import messages as m
from engine.case.case import GONE
from engine.case.lifecycle import next_state
from engine.case.texts import identified
from engine.case.words import said, wished
from engine.language import _
from engine.possible import TargetKind
from engine.runtime import offers
from engine.runtime.deciding.fields import Wrong, find_firm, read_fields
from engine.runtime.deciding.records import record_type
from engine.runtime.situation import Situation
from engine.source import Reason, refuse

ID: Final = re.compile(r"[^\W_][\w-]{0,59}")
"""What stands for a firm: letters, digits, ``_`` and ``-``, beginning with one of the first two."""

REGISTRATION: Final = "registration"
"""The record type that ``member add FIELD=VALUE`` fills in, where the method has one."""


def of_members(situation: Situation, command: m.OfMembers) -> list[m.Event]:
    """Decide one of these commands."""
    match command:
        case m.AddMember():
            return add_member(situation, command)
        case m.MoveMember():
            return move_member(situation, command)
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
    reasons = []
    if not ID.fullmatch(command.firm):
        reasons.append(_("an id has letters, digits, _ and -, at most 60"))
    if not command.name.strip():
        reasons.append(_("the title is blank"))
    named = command.name.casefold()
    same = [key for key, one in situation.case.members.items() if one.name.casefold() == named]
    if same and not command.again:
        reasons.append(
            _("{firm} is called so already; if they are two firms, say it again").format(
                firm=same[0]
            )
        )
    return reasons


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
    try:
        firm = situation.case.members[find_firm(situation, command.firm)]
    except Wrong as wrong:
        raise refuse(Reason.UNKNOWN, wish, str(wrong)) from None
    offer = offers.move(situation, TargetKind.MEMBER, firm.id, command.verb)
    reasons = offers.lacking(offer, command)
    state = next_state("member", firm.state, command.verb)
    if command.verb == "represent" and firm.state not in GONE:
        state = firm.state  # who speaks for a firm changes; where it stands does not
        if not (command.representative or command.substitute):
            reasons.append(_("say who speaks for it or stands in"))
    if state is None:
        reasons.insert(0, _("it is {state}").format(state=said(firm.state)))
    if reasons or state is None:
        others = offers.moves(situation, TargetKind.MEMBER, firm.id, firm.state, command.verb)
        able = offers.instead(offer, command, reasons, others)
        raise refuse(Reason.WRONG_STATE, wish, reasons, possible=able)
    return [
        m.MemberMoved(
            firm.id, command.verb, state, command.reason, command.because,
            identified(command.representative), identified(command.substitute),
        )
    ]  # fmt: skip
