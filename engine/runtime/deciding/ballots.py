"""Deciding on ballots: opening a question, one firm one vote, counting (domain.md 2.2, facts 5-6).

How a consensus ballot ends is a decision table (``rules/consensus.yaml``): members answer on a
scale of 0 (block) to 5 (full support). A majority ballot counts yes among yes and no against its
share, when enough firms answered. Asked again under the same name, a question enters its next
round.
"""

from decimal import Decimal
from typing import Any, Final, assert_never

from engine.case import messages as m
from engine.case.case import Ballot
from engine.case.lifecycle import next_state
from engine.case.words import said, wished
from engine.language import _
from engine.possible import TargetKind
from engine.runtime import offers
from engine.runtime.assess import decide_table
from engine.runtime.deciding.fields import Wrong, find_firm, read_number
from engine.runtime.situation import Situation
from engine.source import Reason, did_you_mean, refuse

SCALES: Final = {"consensus": range(6), "majority": range(-1, 2)}
SHARE: Final = Decimal("0.5")
"""Share of yes above which a majority ballot passes when nothing else was said."""


def of_ballots(situation: Situation, command: m.OfBallots) -> list[m.Event]:
    """Decide one of these commands."""
    match command:
        case m.OpenBallot():
            return open_ballot(situation, command)
        case m.CastVote():
            return cast_vote(situation, command)
        case m.MoveBallot():
            return move_ballot(situation, command)
        case _:
            assert_never(command)


def open_ballot(situation: Situation, command: m.OpenBallot) -> list[m.Event]:
    """Decide the opening of a question, or of its next round."""
    wish = _("open ballot {name!r}").format(name=command.ballot)
    before = situation.case.ballots.get(command.ballot)
    reasons = []
    voters = tuple(situation.case.active())
    if not voters:
        reasons.append(_("no firm has committed yet, so nobody can vote"))
    if before is not None and before.state in {"open", "passed"}:
        reasons.append(_("it is {state}").format(state=said(before.state)))
    reasons += _share_reasons("share", command.share) + _share_reasons("quorum", command.quorum)
    if reasons:
        raise refuse(Reason.WRONG_STATE, wish, reasons)
    round_ = before.round + 1 if before else 1
    question = command.question or (before.question if before else command.ballot)
    share, quorum = _needed(situation, command)
    return [
        m.BallotOpened(
            command.ballot, question, command.how, round_, voters, share,
            quorum, command.subject or (before.subject if before else ""),
        )
    ]  # fmt: skip


def _needed(situation: Situation, command: m.OpenBallot) -> tuple[str, str]:
    """Return share and quorum of a ballot: as asked, else what the adopted texts say."""
    if command.how != "majority":
        return command.share, command.quorum
    values = situation.case.adopted_values()
    share = command.share or _part(values.get("majority_percent"))
    # half is enough nowhere: a text that says 50 % means more than half
    share = "" if not command.share and share and Decimal(share) == SHARE else share
    return share, command.quorum or _part(values.get("quorum_percent"))


def _part(percent: Any) -> str:
    return "" if percent is None else str(Decimal(str(percent)) / 100)


def _share_reasons(name: str, text: str) -> list[str]:
    if not text:
        return []
    try:
        share = read_number(text)
    except Wrong as wrong:
        return [f"{name}: {wrong}"]
    if not 0 < share <= 1:
        return [_("{name}: {value} is not between 0 and 1").format(name=name, value=text)]
    return []


def cast_vote(situation: Situation, command: m.CastVote) -> list[m.Event]:
    """Decide one firm's answer; answering again replaces it."""
    wish = _("vote in {name!r}").format(name=command.ballot)
    ballot = _ballot(situation, command.ballot, wish)
    reasons = []
    if ballot.state != "open":
        reasons.append(_("it is {state}").format(state=said(ballot.state)))
    try:
        firm = find_firm(situation, command.firm)
        if firm not in ballot.voters:
            reasons.append(_("{firm} was no member when it was opened").format(firm=firm))
    except Wrong as wrong:
        firm = ""
        reasons.append(str(wrong))
    scale = SCALES[ballot.how]
    if command.vote not in scale:
        wanted = _("0 (block) to 5 (full support)") if ballot.how == "consensus" else _("yes, no")
        reasons.append(
            _("{firm}: no answer on the scale, {wanted}").format(firm=command.firm, wanted=wanted)
        )
    if reasons:
        raise refuse(Reason.INVALID, wish, reasons)
    return [m.VoteCast(ballot.id, firm, command.vote)]


def _ballot(situation: Situation, name: str, wish: str) -> Ballot:
    ballots = situation.case.ballots
    if name in ballots:
        return ballots[name]
    hint = did_you_mean(name, ballots) or _("the ballots are {names}").format(
        names=", ".join(ballots) or _("none yet")
    )
    raise refuse(Reason.UNKNOWN, wish, _("there is no such ballot"), hint)


def move_ballot(situation: Situation, command: m.MoveBallot) -> list[m.Event]:
    """Decide the counting of a ballot, or its withdrawal with a reason."""
    wish = _("{verb} ballot {name!r}").format(verb=wished(command.verb), name=command.ballot)
    ballot = _ballot(situation, command.ballot, wish)
    if ballot.state != "open":
        raise refuse(Reason.WRONG_STATE, wish, _("it is {s}").format(s=said(ballot.state)))
    if command.verb == "withdraw":
        offer = offers.move(situation, TargetKind.BALLOT, ballot.id, "withdraw")
        if reasons := offers.lacking(offer, command):
            raise refuse(
                Reason.MISSING, wish, reasons, possible=offers.instead(offer, command, reasons)
            )
        return [m.BallotClosed(ballot.id, "withdrawn", "", command.because)]
    outcome, advice = _COUNTS[ballot.how](situation, ballot)
    verb = {"passed": "pass", "failed": "fail"}.get(outcome, "miss")
    state = next_state("ballot", ballot.state, verb, lambda: outcome == "passed")
    return [m.BallotClosed(ballot.id, state or outcome, advice, command.because)]


def _consensus(situation: Situation, ballot: Ballot) -> tuple[str, str]:
    votes = list(ballot.votes.values())
    counted = decide_table(
        situation,
        "consensus",
        members=len(ballot.voters),
        answers=len(votes),
        blocks=votes.count(0),
        stand_asides=votes.count(1),
        mean=Decimal(sum(votes)) / len(votes) if votes else None,
        round=ballot.round,
    )
    return _said_of(counted)


def _said_of(counted: Any) -> tuple[str, str]:
    if isinstance(counted, dict):
        return str(counted.get("outcome")), str(counted.get("advice") or "")
    return str(counted), ""


def _majority(_situation: Situation, ballot: Ballot) -> tuple[str, str]:
    votes = list(ballot.votes.values())
    if not ballot.quorate():
        return "no_quorum", ""
    yes, no = votes.count(1), votes.count(0)
    if not yes + no:
        return "failed", ""
    share = Decimal(yes) / (yes + no)
    passed = share >= Decimal(ballot.share) if ballot.share else share > SHARE
    return ("passed" if passed else "failed"), ""


_COUNTS: Final = {"consensus": _consensus, "majority": _majority}
