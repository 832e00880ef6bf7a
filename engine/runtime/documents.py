"""Deciding on documents: what was put on record, adopted, superseded, withdrawn.

Rendering is free and leaves no trace. Issuing and adopting are decisions: the event binds digests
of the text, the facts and the template, so that years later the adopted text can be proved.
"""

from engine.language import _
from engine.runtime import messages as m
from engine.runtime.lifecycle import initial, next_state, verbs
from engine.runtime.situation import Situation
from engine.runtime.words import said, wished
from engine.source import Reason, refuse


def move_document(situation: Situation, command: m.MoveDocument) -> list[m.Event]:
    """Decide issue, adopt (needs a passed ballot), supersede, withdraw (needs a reason)."""
    before = situation.case.documents.get(command.document, initial("document"))
    wish = _("{verb} {document!r}").format(verb=wished(command.verb), document=command.document)
    reasons = _adoption_reasons(situation, command)
    state = next_state("document", before, command.verb, lambda: not reasons)
    if command.verb not in verbs("document", before):
        reasons = [_("it is {state}").format(state=said(before))]
    if command.verb == "withdraw" and not command.because:
        reasons.append(_("it needs a reason (--because)"))
    if reasons or state is None:
        raise refuse(Reason.WRONG_STATE, wish, reasons)
    return [
        m.DocumentMoved(
            command.document, command.verb, state, command.because, command.version,
            command.text, command.facts, command.template, command.ballot, command.values,
        )
    ]  # fmt: skip


def _adoption_reasons(situation: Situation, command: m.MoveDocument) -> list[str]:
    if command.verb != "adopt":
        return []
    ballot = situation.case.ballots.get(command.ballot)
    if ballot is None:
        return [_("it needs the ballot that decided it (--ballot)")]
    if ballot.state != "passed":
        return [_("ballot {id!r} is {state}").format(id=ballot.id, state=said(ballot.state))]
    return []
