"""How states and verbs are said to people: the words in code are the standards', these plain."""

from typing import Final

from engine.language import _

_SAID: Final = {
    "self_managed": "self-managed",
    "in_progress": "begun",
    "locked": "waiting for other steps",
    "no_quorum": "without enough votes",
    "on_hold": "on hold",
    "in_review": "in review",
    "in_doubt": "in doubt",
    "unmet": "not yet",
    "unknown": "not known",
    "ready_with_conditions": "ready with conditions",
    "not_ready": "not ready",
    "waiting": "not open yet",
    "graduate": "become self-managed",
}


def said(word: str) -> str:
    """Return a state, verdict or verb as people say it, in the language spoken."""
    return _(_SAID.get(word, word.replace("_", " ")))
