"""Who may do what: one table. A route names its right; a role has it or not.

Apart from the table two walls stand: an account sees its own networks alone (others are not found),
and who speaks for a firm does only what is that firm's to do (``own_wish``).
"""

from enum import StrEnum
from typing import Final

from engine.possible import Possible, TargetKind, WantKind
from engine.store import Account


class Right(StrEnum):
    """What a route asks of who calls it."""

    SEE = "see"  # the pages of one's networks
    OVERSEE = "oversee"  # the list of all networks
    ACT = "act"  # any command; of a firm only its own
    BEGIN = "begin"  # begin networks
    READ_CONFIDENTIAL = "read_confidential"
    ADMINISTER = "administer"  # users, links, devices


RIGHTS: Final[dict[str, frozenset[Right]]] = {
    "administrator": frozenset(Right),
    "author": frozenset({Right.SEE, Right.OVERSEE}),
    "facilitator": frozenset(
        {Right.SEE, Right.OVERSEE, Right.ACT, Right.BEGIN, Right.READ_CONFIDENTIAL}
    ),
    "reader": frozenset({Right.SEE, Right.OVERSEE}),
    "firm": frozenset({Right.SEE, Right.ACT}),
}
FIRM: Final = "firm"
"""The role, of steps and of accounts, of who speaks for a firm; also a field that names one."""


def may(account: Account, right: Right) -> bool:
    """Whether an account has a right."""
    return right in RIGHTS.get(account.role, frozenset())


def sees(account: Account, network: str) -> bool:
    """Whether a network is among those an account sees; none named means all."""
    return not account.networks or network in account.networks


def own_wish(account: Account, possible: Possible) -> bool:
    """Whether a wish is an account's to have: anybody's who may act, of a firm only its own."""
    if account.role != FIRM:
        return True
    kind, verb = possible.target.kind, possible.verb
    if (kind, verb) == (TargetKind.BALLOT, "vote"):
        return True
    return (kind, verb) in OF_FIRMS and FIRM in possible.who


OF_FIRMS: Final = frozenset({(TargetKind.TASK, "tick"), (TargetKind.RECORD, "record")})
"""What a firm does, where the plan says that it is for firms to do."""


def own_choices(account: Account, possible: Possible) -> Possible:
    """Return a wish in which a firm can name only itself where a firm is to be named."""
    if account.role != FIRM:
        return possible
    given = {w.name: account.firm for w in possible.wants if names_the_firm(w.name, w.kind)}
    return possible.with_given(**given)


def names_the_firm(name: str, kind: WantKind) -> bool:
    """Whether an answer says whose a tick, record or vote is."""
    return kind is WantKind.MEMBER and name in {"for", FIRM}
