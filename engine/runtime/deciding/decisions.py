"""Whether a ballot decides what it is used for: the one gate before whatever members decide.

Adopting, dissolving, excluding, admitting, merging, splitting and approving ask it. A decision that
does not reach what the text in force asks is refused with the clause that asks it.
"""

from engine.case.case import Ballot
from engine.case.voting import Count, VotingRule, carried, majority_of, quorate, quorum_of
from engine.case.words import said
from engine.language import _
from engine.runtime.matters import (
    ORDINARY,
    Subject,
    about_target,
    rule_of,
    subject_of,
)
from engine.runtime.situation import Situation
from engine.runtime.telling.ballots import standing_in
from engine.source import did_you_mean


def lacking_decision(situation: Situation, name: str, wanted: Subject) -> list[str]:
    """Return every reason why a ballot does not decide something; none where it does.

    Args:
        situation: the network.
        name: the ballot that was named; empty where none was.
        wanted: the matter, and what it is about.
    """
    ballots = situation.case.ballots
    ballot = ballots.get(name)
    if ballot is None:
        if not situation.case.active() and not wanted.document:
            return []  # nobody is left who could decide
        near = did_you_mean(name, ballots) or _("the ballots are {names}").format(
            names=", ".join(ballots) or _("none yet")
        )
        return [_("there is no ballot {id!r} ({hint})").format(id=name, hint=near)]
    reasons = []
    if not _decides(situation, ballot, wanted):
        reasons.append(
            _("ballot {id!r} decided on {subject!r}").format(
                id=name, subject=ballot.subject or ballot.question
            )
        )
    if ballot.state != "passed":
        reasons.append(_("ballot {id!r} is {state}").format(id=name, state=said(ballot.state)))
    return [*reasons, *_short(situation, ballot, wanted)]


def _decides(situation: Situation, ballot: Ballot, wanted: Subject) -> bool:
    found = subject_of(situation, ballot.subject)
    if not ballot.subject and not wanted.document and not about_target(situation, wanted.matter):
        return True  # a question in words, which is counted by the rule of what it is used for
    if found is None or found.matter != wanted.matter:
        return False
    if wanted.document:
        by_matter = not found.document and found.matter != ORDINARY
        return by_matter or found.document == wanted.document
    return found.target == wanted.target or not wanted.target


def _short(situation: Situation, ballot: Ballot, wanted: Subject) -> list[str]:
    """Return what a counted ballot lacks of the rule in force, with the clause that asks it."""
    if ballot.state not in {"passed", "failed", "no_quorum"}:
        return []
    rule, count = rule_of(situation, wanted.matter), ballot.count()
    reasons = []
    if not second_call(ballot) and not quorate(rule, count):
        text = _("{present} of {entitled} took part, and {needed} are needed")
        reasons.append(
            text.format(
                present=count.present, entitled=count.entitled, needed=quorum_of(rule, count)
            )
        )
    if not carried(rule, count):
        reasons.append(_votes_short(rule, count))
    return [f"{one} ({where})" if (where := standing_in(rule)) else one for one in reasons]


def _votes_short(rule: VotingRule, count: Count) -> str:
    return _("{votes} are in favour, and {needed} are needed").format(
        votes=count.in_favour, needed=majority_of(rule, count)
    )


def second_call(ballot: Ballot) -> bool:
    """Whether a ballot was put a second time, so that no quorum was asked."""
    return ballot.round > 1 and not ballot.rule.quorum
