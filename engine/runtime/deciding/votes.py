"""Deciding on answers: who may vote, on which day, and which words are answers in which way.

An answer given again replaces the one before, and says so. A firm carries as many votes of others
as the rule of the ballot allows.
"""

from collections.abc import Callable, Mapping
from typing import Final

from engine.case import messages as m
from engine.case.case import Ballot
from engine.case.evolve import evolve
from engine.case.voting import ABSTAINS
from engine.case.words import said
from engine.language import _, mark
from engine.runtime.deciding.fields import Wrong, find_firm
from engine.runtime.situation import Situation
from engine.source import Reason, Rejected, did_you_mean, joined, refuse

YES_NO: Final[Mapping[str, int]] = {"yes": 1, "no": 0, "abstain": ABSTAINS}
ANSWERS: Final = {
    "consensus": mark("0 (block) to 5 (full support)"),
    "majority": mark("yes, no or abstain"),
    "choice": mark("one of {options}, or abstain"),
    "ranking": mark("some of {options} in your order, like first>second, or abstain"),
}
"""The answers there are in each way of voting, as people are told."""


def cast_vote(situation: Situation, command: m.CastVote) -> list[m.Event]:
    """Decide one firm's answer; answering again replaces it."""
    wish = _("vote in {name!r}").format(name=command.ballot)
    ballot = find_ballot(situation, command.ballot, wish)
    reasons = _standing_reasons(situation, ballot)
    firm = _voter(situation, ballot, command.firm, reasons)
    given = _READ[ballot.how](ballot, command.answer.strip())
    if given is None:
        reasons.append(_no_answer(ballot, command))
    carrier = _carrier(situation, ballot, command, firm, reasons)
    if reasons or given is None:
        raise refuse(Reason.INVALID, wish, reasons)
    vote, chosen = given
    return [
        m.VoteCast(
            ballot.id, firm, vote, command.because, chosen, carrier, changed=firm in ballot.votes
        )
    ]  # fmt: skip


def cast_votes(situation: Situation, command: m.CastVotes) -> list[m.Event]:
    """Decide the answers of several firms at once, or refuse with all that is wrong in any."""
    declined, events, now = list[Rejected](), list[m.Event](), situation
    for answer in command.answers:
        try:
            cast = cast_vote(now, answer)
        except Rejected as wrong:
            declined.append(wrong)
            continue
        events += cast
        now = now.after(evolve(now.case, cast[0], now.today), ())
    firms = [event.firm for event in events if isinstance(event, m.VoteCast)]
    for firm in dict.fromkeys(one for one in firms if firms.count(one) > 1):
        wish = _("vote in {name!r}").format(name=command.ballot)
        declined.append(refuse(Reason.INVALID, wish, _("{firm} answers twice").format(firm=firm)))
    if declined:
        raise joined(declined)
    return events


def find_ballot(situation: Situation, name: str, wish: str) -> Ballot:
    """Return a ballot by its name, or refuse the wish with the nearest name."""
    ballots = situation.case.ballots
    if name in ballots:
        return ballots[name]
    hint = did_you_mean(name, ballots) or _("the ballots are {names}").format(
        names=", ".join(ballots) or _("none yet")
    )
    raise refuse(Reason.UNKNOWN, wish, _("there is no such ballot"), hint)


def _standing_reasons(situation: Situation, ballot: Ballot) -> list[str]:
    if ballot.state != "open":
        return [_("it is {state}").format(state=said(ballot.state))]
    if situation.today < ballot.opened_on:
        return [_("it opens on {day}").format(day=ballot.opened_on)]
    if ballot.closes_on and situation.today > ballot.closes_on:
        return [_("it was open until {day}").format(day=ballot.closes_on)]
    return []


def _voter(situation: Situation, ballot: Ballot, word: str, reasons: list[str]) -> str:
    """Return the firm that answers, which must be entitled on the day of opening and today."""
    try:
        firm = find_firm(situation, word)
    except Wrong as wrong:
        reasons.append(str(wrong))
        return ""
    member = situation.case.members[firm]
    if firm in ballot.recused:
        reasons.append(_("{firm} is recused").format(firm=firm))
    elif firm not in ballot.voters:
        reasons.append(_("{firm} had no vote when it was opened").format(firm=firm))
    elif firm not in situation.case.active():
        reasons.append(_("{firm} is {state}").format(firm=firm, state=said(member.state)))
    return firm


def _no_answer(ballot: Ballot, command: m.CastVote) -> str:
    wanted = _(ANSWERS[ballot.how]).format(options=", ".join(ballot.options))
    text = _("{firm}: {said!r} is no answer here; answers are {wanted}")
    return text.format(firm=command.firm, said=command.answer, wanted=wanted)


Given = tuple[int, tuple[str, ...]]
"""An answer as it is kept: the vote, and what was chosen."""


def _points(_ballot: Ballot, answer: str) -> Given | None:
    points = answer in {"0", "1", "2", "3", "4", "5"}
    return (int(answer), ()) if points else None


def _yes_no(_ballot: Ballot, answer: str) -> Given | None:
    return (YES_NO[answer], ()) if answer in YES_NO else None


def _choice(ballot: Ballot, answer: str) -> Given | None:
    if answer in ballot.options:
        return 1, (answer,)
    return (ABSTAINS, ()) if answer == "abstain" else None


def _ranking(ballot: Ballot, answer: str) -> Given | None:
    ranked = tuple(part.strip() for part in answer.split(">"))
    if len(set(ranked)) == len(ranked) and set(ranked) <= set(ballot.options):
        return 1, ranked
    return (ABSTAINS, ()) if answer == "abstain" else None


_READ: Final[Mapping[str, Callable[[Ballot, str], Given | None]]] = {
    "consensus": _points,
    "majority": _yes_no,
    "choice": _choice,
    "ranking": _ranking,
}
"""What reads an answer in each way of voting; a word of another way is none."""


def _carrier(
    situation: Situation, ballot: Ballot, command: m.CastVote, firm: str, reasons: list[str]
) -> str:
    """Return the firm that gives the vote of another, if one does and may."""
    if not command.carried_by:
        return ""
    carrier = _voter(situation, ballot, command.carried_by, reasons)
    others = [one for one, by in ballot.carried_by.items() if by == carrier and one != firm]
    if carrier and carrier == firm:
        reasons.append(_("{firm} gives its own vote itself").format(firm=firm))
    if carrier and len(others) >= ballot.rule.proxies:
        text = _("{firm} carries {count} votes of others, and at most {most} are allowed")
        reasons.append(text.format(firm=carrier, count=len(others) + 1, most=ballot.rule.proxies))
    return carrier
