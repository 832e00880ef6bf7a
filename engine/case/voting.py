"""How a group decides: the rule a question is put under, and the count that is held against it.

Shares are exact fractions: ``2/3``, ``67 %`` and ``0.67`` are counted as they are written. A
majority is always more than half: what asks for one half is not reached by a tie.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Final

from engine.case.texts import Word

WAYS: Final = ("consensus", "majority", "choice", "ranking")
"""Ways of voting: the scale of 0-5, yes or no, one of several, several in an order."""

BASES: Final = ("cast", "present", "entitled", "all")
"""Of which votes a majority is: those for and against, of all who took part, who might, members."""

ABSTAINS: Final = -1
"""Stands for an abstention; who abstains takes part and is counted neither way."""

HALF: Final = Fraction(1, 2)
DOUBT: Final = 3
"""Answers on the scale of 0-5 below this are objections, which carry their reason."""

LONGEST: Final = 13
"""Characters of a share; no share needs more digits."""


@dataclass(frozen=True, slots=True)
class VotingRule:
    """What a decision on a matter needs; it is kept with the ballot that is put under it.

    ``quorum`` is a share of those entitled, ``majority`` one of ``base``; an empty one asks for
    nothing. ``clause`` says where it stands in a text in force, ``text`` in which.
    """

    matter: Word = "ordinary"
    quorum: Word = "1/2"
    majority: Word = "1/2"
    base: Word = "cast"
    casting: bool = False
    secret: bool = False
    proxies: int = 0
    notice_days: int = 0
    second_call_days: int | None = None
    written: bool = False
    clause: Word = ""
    text: Word = ""


BY_DEFAULT: Final = VotingRule()
"""What is asked where neither the method nor a text says anything."""


@dataclass(frozen=True, slots=True)
class Count:
    """How a question was answered: how many members there were, might vote, took part, and how.

    ``chair`` tells that who chairs voted for it; ``winner`` is what most chose.
    """

    members: int
    entitled: int
    present: int
    in_favour: int
    against: int
    chair: bool = False
    winner: str = ""

    @property
    def abstained(self) -> int:
        """How many took part and were counted neither way."""
        return self.present - self.in_favour - self.against


def fraction(text: str) -> Fraction | None:
    """Return a share as it is written (``2/3``, ``67 %``, ``0.67``), None where it is none."""
    top, over, bottom = text.strip().partition("/")
    if over:
        whole = _number(top.strip()), _number(bottom.strip())
        parts = [one for one in whole if one is not None and one.denominator == 1]
        return parts[0] / parts[1] if len(parts) > 1 and parts[1] else None
    number = _number(top.removesuffix("%").strip())
    return number / 100 if number is not None and top.endswith("%") else number


def _number(text: str) -> Fraction | None:
    """Return a number of plain digits with a point at most; nothing else is one here."""
    digits = text.replace(".", "", 1)
    plain = digits.isascii() and digits.isdigit() and len(text) < LONGEST
    return Fraction(text) if plain else None


def share_of(text: str) -> Fraction:
    """Return a share that was checked when it was written down; an empty one is nothing."""
    return fraction(text) or Fraction(0)


def quorum_of(rule: VotingRule, count: Count) -> int:
    """Return how many must take part: at least one."""
    return max(1, ceil(share_of(rule.quorum) * count.entitled))


def votes_counted(rule: VotingRule, count: Count) -> int:
    """Return of how many votes the majority is."""
    cast = count.in_favour + count.against
    bases = {"cast": cast, "present": count.present, "entitled": count.entitled}
    return bases.get(rule.base, count.members)


def majority_of(rule: VotingRule, count: Count) -> int:
    """Return how many votes in favour carry it: more than half where half is asked for."""
    base, share = votes_counted(rule, count), share_of(rule.majority)
    return max(1, base // 2 + 1 if share <= HALF else ceil(share * base))


def quorate(rule: VotingRule, count: Count) -> bool:
    """Whether enough of those entitled took part; nobody is never enough."""
    return count.present >= quorum_of(rule, count)


def carried(rule: VotingRule, count: Count) -> bool:
    """Whether the votes in favour reach the majority; a tie does where the chair has two votes."""
    tied = count.in_favour == count.against
    casting = rule.casting and count.chair and tied
    return count.in_favour + casting >= majority_of(rule, count)


def outcome(rule: VotingRule, count: Count) -> str:
    """Return how a ballot ends: ``no_quorum``, ``passed`` or ``failed``."""
    if not quorate(rule, count):
        return "no_quorum"
    return "passed" if carried(rule, count) else "failed"


def looser(rule: VotingRule, least: VotingRule) -> list[str]:
    """Return which parts of a rule ask for less than another one does, by their names."""
    return [
        name
        for name in ("quorum", "majority")
        if share_of(getattr(rule, name)) < share_of(getattr(least, name))
    ]


def most_chosen(chosen: Mapping[str, tuple[str, ...]], chair: str) -> tuple[str, int]:
    """Return what carries a choice or a ranking, and with how many votes; nothing on a tie.

    Who ranks counts for what stands first of what is left. As long as nothing has more than half,
    what stands first least often falls out; all that tie fall out together. Where all that is left
    ties, the first of the chair among them carries, if there is a chair who decides.
    """
    left = {one for answer in chosen.values() for one in answer}
    while left:
        firsts = _firsts(chosen, left)
        best = max(firsts.values())
        leading = {one for one, votes in firsts.items() if votes == best}
        if len(leading) == 1 and 2 * best > sum(firsts.values()):
            return leading.pop(), best
        least = min(firsts.values())
        last = {one for one, votes in firsts.items() if votes == least}
        if last == left:
            first = next((one for one in chosen.get(chair, ()) if one in left), "")
            return first, best if first else 0
        left -= last
    return "", 0


def _firsts(chosen: Mapping[str, tuple[str, ...]], left: set[str]) -> dict[str, int]:
    firsts = dict.fromkeys(left, 0)
    for answer in chosen.values():
        first = next((one for one in answer if one in left), None)
        if first is not None:
            firsts[first] += 1
    return firsts
