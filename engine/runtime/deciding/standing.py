"""What may still be done once a network has ended: one table, over all that deciders accept.

A command that is not named here is declined in a closed, dissolved or merged network, one not yet
written included. Of those that are, the decider of each says what else stands in the way.
"""

from typing import Final

from engine.case import messages as m
from engine.case.case import ENDED
from engine.case.words import said
from engine.language import _
from engine.runtime.situation import Situation

AFTER_THE_END: Final[dict[type, frozenset[str] | None]] = {
    m.RecordFact: None,  # the accounts are settled, what came of it is written down
    m.WithdrawRecord: None,
    m.TickTask: None,  # of a project that was kept
    m.MoveTask: None,
    m.MoveProject: frozenset({"deliver", "evaluate", "hold", "resume", "abandon"}),
    m.MoveDocument: None,  # minutes and reports of the end
    m.MoveBallot: frozenset({"withdraw"}),
    m.RenameMember: None,  # a mistake is corrected
    m.ChangeNetwork: None,
    m.MoveNetwork: None,
    m.MovePhase: None,
    m.SplitNetwork: None,
    m.JoinNetwork: None,
    m.ReceiveMembers: None,
}
"""Commands that an ended network still takes, with their verbs where not all of them."""


def ended(situation: Situation, command: m.Command) -> list[str]:
    """Return why a command comes too late for its network; nothing where it does not."""
    state = situation.case.state
    if state not in ENDED or _still(command):
        return []
    return [_("the network is {state}").format(state=said(state))]


def _still(command: m.Command) -> bool:
    if type(command) not in AFTER_THE_END:
        return False
    verbs = AFTER_THE_END[type(command)]
    return verbs is None or getattr(command, "verb", "") in verbs
