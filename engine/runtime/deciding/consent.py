"""Who has to agree before something the method asks for is passed over: one rule for all of it.

A phase completed or skipped all the same, a project that starts with something lacking, a must that
is waived: each needs a reason and two members who agree (domain.md DT3), and stays on record with
their names.
"""

from collections.abc import Sequence
from typing import Final

from engine.language import _
from engine.runtime.deciding.fields import Wrong, find_firm
from engine.runtime.situation import Situation

TWO: Final = 2
"""How many members it takes: one alone may be the one whom it suits."""


def agreeing(
    situation: Situation, words: Sequence[str], because: str
) -> tuple[tuple[str, ...], list[str]]:
    """Return the members who agree, by id, and every reason why they are not enough.

    Args:
        situation: the network, or one of its projects.
        words: the firms as they were named.
        because: the reason given.
    """
    network = situation.network or situation
    members = network.case.active()
    reasons = [] if because else [_("an override needs a reason in words")]
    found: dict[str, None] = {}
    for word in words:
        try:
            firm = find_firm(network, word)
        except Wrong as wrong:
            reasons.append(str(wrong))
            continue
        if firm in members:
            found[firm] = None
        else:
            reasons.append(_("{names} is no member of this network").format(names=firm))
    if len(found) < TWO:
        reasons.append(_("an override needs the agreement of two members"))
    return tuple(found), reasons
