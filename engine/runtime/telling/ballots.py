"""Rules and counts of ballots in words: what is asked, and how far it was reached."""

from fractions import Fraction
from typing import Final

from engine.case.case import Ballot
from engine.case.voting import (
    DOUBT,
    HALF,
    Count,
    VotingRule,
    majority_of,
    quorum_of,
    share_of,
)
from engine.language import _, mark
from engine.runtime.open_ballots import counting
from engine.runtime.situation import Situation

OF: Final = {
    "cast": mark("of the votes for and against"),
    "present": mark("of those who take part"),
    "entitled": mark("of those entitled"),
    "all": mark("of all members"),
}
ALL: Final = {
    "cast": mark("all votes for and against"),
    "present": mark("all who take part"),
    "entitled": mark("all who are entitled"),
    "all": mark("all members"),
}


def standing_in(rule: VotingRule) -> str:
    """Return in which clause of which text a rule stands; empty where it is the method's."""
    if not rule.text:
        return ""
    document, _at, version = rule.text.partition("@")
    if not rule.clause:
        return _("{document}, version {version}").format(document=document, version=version)
    return _("{document}, version {version}, article {clause}").format(
        document=document, version=version, clause=rule.clause
    )


def count_of(situation: Situation, ballot: Ballot) -> Count:
    """Return the count of a ballot as it stands today or, closed, as it was."""
    return ballot.count(counting(situation, ballot), len(situation.case.belonging()))


def quorum_told(rule: VotingRule) -> str:
    """Return the quorum in words."""
    if not rule.quorum:
        return _("second call: no quorum is asked")
    share = _share(rule.quorum)
    return _("{share} of those entitled must take part").format(share=share)


def majority_told(rule: VotingRule) -> str:
    """Return the majority in words, of which votes, and where it stands."""
    share = share_of(rule.majority)
    if share <= HALF:
        told = _("more than half {base}").format(base=_(OF[rule.base]))
    elif share == 1:
        told = _(ALL[rule.base])
    else:
        told = _("{share} {base}").format(share=_share(rule.majority), base=_(OF[rule.base]))
    if rule.casting:
        told = _("{rule}; on a tie the chair decides").format(rule=told)
    where = standing_in(rule)
    return f"{told} ({where})" if where else told


def _share(text: str) -> str:
    """Return a share as it was written, a plain number as per cent."""
    written = text.strip()
    if "/" in written or "%" in written:
        return written
    percent = 100 * Fraction(written)
    whole = percent.numerator if percent.denominator == 1 else float(percent)
    return f"{whole} %"


def count_told(ballot: Ballot, count: Count) -> str:
    """Return how a question was answered, in one line."""
    of = _("of {count} entitled").format(count=count.entitled)
    if ballot.how == "consensus":
        blocks = list(ballot.votes.values()).count(0)
        text = _(
            "{present} answered {of}: {support} with {least} or more, {below} below, {blocks} block"
        )
        return text.format(
            present=count.present, of=of, least=DOUBT, blocks=blocks,
            support=sum(vote >= DOUBT for vote in ballot.votes.values()),
            below=sum(vote < DOUBT for vote in ballot.votes.values()),
        )  # fmt: skip
    if ballot.how in {"choice", "ranking"}:
        text = _(
            "{winner} with {votes} of {cast} votes; {abstained} abstained, {present} took part {of}"
        )
        return text.format(
            winner=count.winner or _("nothing"), votes=count.in_favour, of=of,
            cast=count.in_favour + count.against, abstained=count.abstained,
            present=count.present,
        )  # fmt: skip
    text = _("{yes} for, {no} against, {abstained} abstained; {present} took part {of}")
    return text.format(
        yes=count.in_favour, no=count.against, abstained=count.abstained, of=of,
        present=count.present,
    )  # fmt: skip


def needed_told(ballot: Ballot, count: Count) -> str:
    """Return how many must take part and be in favour, with this count."""
    if ballot.how == "consensus":
        return _("all answer, nobody blocks, at most one stands aside or doubts")
    text = _("{quorum} must take part, {majority} in favour")
    return text.format(
        quorum=quorum_of(ballot.rule, count) if ballot.rule.quorum else 0,
        majority=majority_of(ballot.rule, count),
    )
