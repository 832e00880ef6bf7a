"""Deciding on ballots: putting a question, closing it, withdrawing it (domain.md 2.2, facts 5-6).

A question is put under the rule its matter has that day (``matters``); what is asked for beside it
may be stricter, never looser. How a consensus ballot ends is a decision table
(``rules/consensus.yaml``); all others are held against their rule (``case.voting``).
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any, assert_never

from engine.case import messages as m
from engine.case.case import Ballot
from engine.case.lifecycle import next_state
from engine.case.voting import DOUBT, HALF, WAYS, VotingRule, fraction, looser, outcome
from engine.case.words import said, wished
from engine.language import _
from engine.possible import TargetKind
from engine.runtime import offers
from engine.runtime.assess import decide_table
from engine.runtime.deciding.fields import Wrong, find_firm
from engine.runtime.deciding.votes import cast_vote, cast_votes, find_ballot
from engine.runtime.matters import (
    about_target,
    rule_of,
    subject_of,
    subjects_known,
)
from engine.runtime.open_ballots import counting
from engine.runtime.situation import Situation
from engine.runtime.telling.ballots import standing_in
from engine.source import Reason, did_you_mean, refuse


def of_ballots(situation: Situation, command: m.OfBallots) -> list[m.Event]:
    """Decide one of these commands."""
    match command:
        case m.OpenBallot():
            return open_ballot(situation, command)
        case m.CastVote():
            return cast_vote(situation, command)
        case m.CastVotes():
            return cast_votes(situation, command)
        case m.MoveBallot():
            return move_ballot(situation, command)
        case _:
            assert_never(command)


# --- opening -----------------------------------------------------------------------------------


def open_ballot(situation: Situation, command: m.OpenBallot) -> list[m.Event]:
    """Decide the opening of a question, or of its next round."""
    wish = _("open ballot {name!r}").format(name=command.ballot)
    before = situation.case.ballots.get(command.ballot)
    reasons = [] if before is None else _again_reasons(before)
    subject = _subject(situation, command, before, reasons)
    rule = _rule(situation, command, before, subject, reasons)
    recused = _firms(situation, command.recused, reasons)
    chair = next(iter(_firms(situation, [command.chair] if command.chair else [], reasons)), "")
    options = command.options or (before.options if before else ())
    voters = _voters(situation, subject, recused)
    reasons += [] if voters else [_("no firm has committed yet, so nobody can vote")]
    reasons += _options_reasons(command.how, options) + _day_reasons(situation, command)
    if reasons:
        raise refuse(Reason.WRONG_STATE, wish, reasons)
    question = command.question or (before.question if before else command.ballot)
    return [
        m.BallotOpened(
            command.ballot, question, command.how, before.round + 1 if before else 1, voters, rule,
            subject, options, chair, recused, command.called_on, command.closes_on,
        )
    ]  # fmt: skip


def _again_reasons(before: Ballot) -> list[str]:
    standing = before.state in {"open", "passed"}
    return [_("it is {state}").format(state=said(before.state))] if standing else []


def _subject(
    situation: Situation, command: m.OpenBallot, before: Ballot | None, reasons: list[str]
) -> str:
    """Return what is decided: as asked, as in the round before, or what the name itself says."""
    if not command.subject:
        named = command.ballot if command.ballot in subjects_known(situation) else ""
        return before.subject if before else named
    if subject_of(situation, command.subject) is None:
        known = subjects_known(situation)
        hint = did_you_mean(command.subject, known) or ", ".join(known)
        near = [one for one in known if command.subject in one.split("_")]
        hint = ", ".join(near) if near else hint
        reasons.append(
            _("{subject!r} is nothing that can be decided on ({hint})").format(
                subject=command.subject, hint=hint
            )
        )
    return command.subject


def _rule(
    situation: Situation,
    command: m.OpenBallot,
    before: Ballot | None,
    subject: str,
    reasons: list[str],
) -> VotingRule:
    """Return the rule of the matter, as much stricter as was asked for."""
    found = subject_of(situation, subject)
    least = rule_of(situation, found.matter if found else "")
    if before is not None and _called_again(situation, before):
        least = replace(least, quorum="")
    asked = {"majority": command.share, "quorum": command.quorum}
    for name, text in asked.items():
        reasons += _share_reasons("share" if name == "majority" else name, text)
    if any(text and fraction(text) is None for text in asked.values()):
        return least
    rule = replace(
        least,
        majority=command.share or least.majority,
        quorum=command.quorum or least.quorum,
    )
    where = standing_in(least)
    for name in looser(rule, least):
        text = _("{name}: {asked} is less than {least}, which this matter needs")
        told = text.format(name=name, asked=asked[name], least=getattr(least, name))
        reasons.append(f"{told} ({where})" if where else told)
    return rule


def _called_again(situation: Situation, before: Ballot) -> bool:
    """Whether the first call missed its quorum and the time to a second one has passed."""
    days, closed = before.rule.second_call_days, before.closed_on
    if before.state != "no_quorum" or days is None or closed is None:
        return False
    return situation.today >= closed + timedelta(days=days)


def _share_reasons(name: str, text: str) -> list[str]:
    if not text:
        return []
    share = fraction(text)
    if share is None:
        told = _("{name}: {value!r} is no share, write it like 2/3 or 67 %")
        return [told.format(name=name, value=text)]
    if not 0 < share <= 1:
        return [_("{name}: {value} is not between 0 and 1").format(name=name, value=text)]
    if name == "share" and share < HALF:
        return [_("{name}: {value} is less than half").format(name=name, value=text)]
    return []


def _firms(situation: Situation, words: Any, reasons: list[str]) -> tuple[str, ...]:
    found = []
    for word in words:
        try:
            found.append(find_firm(situation, word))
        except Wrong as wrong:
            reasons.append(str(wrong))
    return tuple(dict.fromkeys(found))


def _voters(situation: Situation, subject: str, recused: tuple[str, ...]) -> tuple[str, ...]:
    """Return who may vote: every member but who is recused, and whom the matter is about."""
    found = subject_of(situation, subject)
    concerned = found.target if found and about_target(situation, found.matter) else ""
    return tuple(one for one in situation.case.active() if one not in {*recused, concerned})


def _options_reasons(how: str, options: tuple[str, ...]) -> list[str]:
    if how not in WAYS:
        text = _("{how!r} is no way of voting ({known})")
        return [text.format(how=how, known=", ".join(WAYS))]
    if how not in {"choice", "ranking"}:
        return [_("only a choice or a ranking has options")] if options else []
    if len(set(options)) < max(2, len(options)):
        return [_("name two or more options, each once")]
    return []


def _day_reasons(situation: Situation, command: m.OpenBallot) -> list[str]:
    reasons = []
    if command.closes_on and command.closes_on < situation.today:
        text = _("it would close on {day}, which is over")
        reasons.append(text.format(day=command.closes_on))
    if command.called_on and command.called_on > situation.today:
        text = _("it was called on {day}, which is still to come")
        reasons.append(text.format(day=command.called_on))
    return reasons


# --- closing -----------------------------------------------------------------------------------


def move_ballot(situation: Situation, command: m.MoveBallot) -> list[m.Event]:
    """Decide the counting of a ballot, or its withdrawal with a reason."""
    wish = _("{verb} ballot {name!r}").format(verb=wished(command.verb), name=command.ballot)
    ballot = find_ballot(situation, command.ballot, wish)
    if ballot.state != "open":
        raise refuse(Reason.WRONG_STATE, wish, _("it is {s}").format(s=said(ballot.state)))
    if command.verb == "withdraw":
        offer = offers.move(situation, TargetKind.BALLOT, ballot.id, "withdraw")
        if reasons := offers.lacking(offer, command):
            raise refuse(
                Reason.MISSING, wish, reasons, possible=offers.instead(offer, command, reasons)
            )
        return [m.BallotClosed(ballot.id, "withdrawn", "", command.because)]
    entitled = counting(situation, ballot)
    if reasons := _closing_reasons(situation, ballot, entitled):
        raise refuse(Reason.WRONG_STATE, wish, reasons)
    members = len(situation.case.belonging())
    result, advice = _ended(situation, ballot, entitled, members)
    reasons = _paper_reasons(ballot, command, result)
    if reasons:
        raise refuse(Reason.MISSING, wish, reasons)
    verb = {"passed": "pass", "failed": "fail"}.get(result, "miss")
    state = next_state("ballot", ballot.state, verb, lambda: result == "passed")
    return [
        m.BallotClosed(
            ballot.id, state or result, advice, command.because, entitled, members, command.paper
        )
    ]


def _closing_reasons(situation: Situation, ballot: Ballot, entitled: tuple[str, ...]) -> list[str]:
    reasons = []
    last = max((ballot.opened_on, *ballot.voted_on.values()))
    waiting = [one for one in entitled if one not in ballot.votes]
    if situation.today < last:
        text = _("the last answer is of {last}, so it cannot close on {day}")
        reasons.append(text.format(last=last, day=situation.today))
    first = (ballot.called_on or ballot.opened_on) + timedelta(days=ballot.rule.notice_days)
    until = max(first, ballot.closes_on or first)
    if waiting and situation.today < until:
        text = _("it is open until {day}, and {firms} have not answered")
        reasons.append(text.format(day=until, firms=", ".join(waiting)))
    return reasons + _doubts_reasons(situation, ballot)


def _doubts_reasons(situation: Situation, ballot: Ballot) -> list[str]:
    """Return whose objection still lacks its words; who left can no longer be asked."""
    if ballot.how != "consensus":
        return []
    active = situation.case.active()
    silent = [
        one
        for one, vote in ballot.votes.items()
        if vote < DOUBT and one in active and one not in ballot.doubts
    ]
    if not silent:
        return []
    text = _("write down the doubt of {firms}: FIRM=ANSWER:REASON")
    return [text.format(firms=", ".join(silent))]


def _paper_reasons(ballot: Ballot, command: m.MoveBallot, result: str) -> list[str]:
    if result != "passed" or not ballot.rule.written or command.paper:
        return []
    where = standing_in(ballot.rule)
    told = _("it needs written consent: name the signed paper")
    return [f"{told} ({where})" if where else told]


Ended = tuple[str, str]
"""How a ballot ends, and the advice of the method's table."""


def _ended(situation: Situation, ballot: Ballot, entitled: tuple[str, ...], members: int) -> Ended:
    if ballot.how == "consensus":
        return _consensus(situation, ballot, entitled)
    return outcome(ballot.rule, ballot.count(entitled, members)), ""


def _consensus(situation: Situation, ballot: Ballot, entitled: tuple[str, ...]) -> Ended:
    votes = [ballot.votes[one] for one in entitled if one in ballot.votes]
    counted = decide_table(
        situation,
        "consensus",
        members=len(entitled),
        answers=len(votes),
        blocks=votes.count(0),
        stand_asides=votes.count(1),
        doubts=sum(vote < DOUBT for vote in votes),
        mean=Decimal(sum(votes)) / len(votes) if votes else None,
        round=ballot.round,
    )
    return _said_of(counted)


def _said_of(counted: Any) -> Ended:
    if isinstance(counted, Mapping):
        return str(counted.get("outcome")), str(counted.get("advice") or "")
    return str(counted), ""
