"""Deciding on documents: what was put on record, adopted, superseded, withdrawn.

Rendering is free and leaves no trace. Issuing and adopting are decisions: the event binds digests
of the text, the facts and the template, so that years later the adopted text can be proved. Each
version has its own place in the lifecycle; adopting one supersedes the version in force. A version
in another language than the one that stands is its translation: adopting it supersedes nothing.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final

from engine.case import messages as m
from engine.case.case import Ballot, DocumentProgress, DocumentVersion
from engine.case.lifecycle import initial, next_state
from engine.case.words import said, wished
from engine.language import _
from engine.possible import Possible, TargetKind
from engine.runtime import offers
from engine.runtime.deciding.decisions import lacking_decision
from engine.runtime.matters import Subject, subject_of
from engine.runtime.situation import Situation
from engine.source import Reason, refuse


def move_document(situation: Situation, command: m.MoveDocument) -> list[m.Event]:
    """Decide issue, adopt (needs a passed ballot), supersede, withdraw (needs a reason)."""
    return _DECISIONS[command.verb](situation, command)


def _issue(situation: Situation, command: m.MoveDocument) -> list[m.Event]:
    progress = _progress(situation, command)
    number = max(progress.versions, default=0) + 1
    original = progress.original(command.language)
    state = next_state("document", initial("document"), "issue") or ""
    return [
        m.DocumentMoved(
            command.document, "issue", state, command.because, number, command.text,
            command.facts, command.template, values=command.values, language=command.language,
            files=command.files, follows=original.number if original else 0,
            clauses=command.clauses,
        )
    ]  # fmt: skip


def _adopt(situation: Situation, command: m.MoveDocument) -> list[m.Event]:
    version = _version(situation, command)
    # a translation says again what another version decides: it takes nobody's place
    before = None if version.follows else _progress(situation, command).in_force
    offer = offers.move(situation, TargetKind.DOCUMENT, command.document, "adopt")
    reasons = _ballot_reasons(situation, command, version)
    able = offers.instead(offer, command, reasons)
    if before is not None and before.number > version.number:
        text = _("version {number} is newer and in force; to return to this one issue it again")
        reasons.append(text.format(number=before.number))
        able = [offers.move(situation, TargetKind.DOCUMENT, command.document, "issue")]
    state = _next(command, version, reasons, able)
    replaced = [_moved(command, before, "supersede", "superseded")] if before else []
    adopted = m.DocumentMoved(
        command.document, "adopt", state, command.because, version.number, version.text,
        ballot=command.ballot, values=version.values, language=version.language,
        changes=command.changes, members=tuple(situation.case.active()), files=command.files,
        replaces=before.number if before else 0, follows=version.follows,
    )  # fmt: skip
    return [*replaced, adopted]


def _step(situation: Situation, command: m.MoveDocument) -> list[m.Event]:
    version = _version(situation, command)
    reasons = []
    if command.verb == "withdraw" and not command.because:
        reasons.append(_("it needs a reason in words"))
    return [_moved(command, version, command.verb, _next(command, version, reasons))]


_DECISIONS: Final[dict[str, Callable[[Situation, m.MoveDocument], list[m.Event]]]] = {
    "issue": _issue,
    "adopt": _adopt,
    "supersede": _step,
    "withdraw": _step,
}


def _moved(
    command: m.MoveDocument, version: DocumentVersion, verb: str, state: str
) -> m.DocumentMoved:
    return m.DocumentMoved(
        command.document, verb, state, command.because, version.number, version.text
    )


def _progress(situation: Situation, command: m.MoveDocument) -> DocumentProgress:
    return situation.case.documents.get(command.document, DocumentProgress())


def _wish(command: m.MoveDocument) -> str:
    return _("{verb} {document!r}").format(verb=wished(command.verb), document=command.document)


def _version(situation: Situation, command: m.MoveDocument) -> DocumentVersion:
    """Return the version meant: the one asked for, else the latest."""
    progress = _progress(situation, command)
    found = progress.versions.get(command.version) if command.version else progress.latest
    if found is not None:
        return found
    if progress.versions:
        numbers = ", ".join(map(str, progress.versions))
        why = _("there is no version {number}").format(number=command.version)
        raise refuse(
            Reason.UNKNOWN, _wish(command), why, _("there are: {numbers}").format(numbers=numbers)
        )
    issue = offers.move(situation, TargetKind.DOCUMENT, command.document, "issue")
    why = _("it was never put on record")
    raise refuse(Reason.WRONG_STATE, _wish(command), why, possible=[issue])


def _next(
    command: m.MoveDocument,
    version: DocumentVersion,
    reasons: list[str],
    able: Iterable[Possible] = (),
) -> str:
    """Return the state a version comes to, or refuse with every reason."""
    state = next_state("document", version.state, command.verb, lambda: True)
    if state is None:
        text = _("version {number} is {state}")
        reasons = [text.format(number=version.number, state=said(version.state)), *reasons]
    if reasons or state is None:
        raise refuse(Reason.WRONG_STATE, _wish(command), reasons, possible=able)
    return state


def _ballot_reasons(
    situation: Situation, command: m.MoveDocument, version: DocumentVersion
) -> list[str]:
    if not command.ballot:
        return [_("it needs the ballot that decided it")]
    wanted = subject_of(situation, command.document) or Subject("", "", command.document)
    reasons = lacking_decision(situation, command.ballot, wanted)
    ballot = situation.case.ballots.get(command.ballot)
    if ballot is None or ballot.state != "passed":
        return reasons
    return [*reasons, *(text.format(**given) for wrong, text, given in _doubts(situation, command,
        version, ballot) if wrong)]  # fmt: skip


def _doubts(
    situation: Situation, command: m.MoveDocument, version: DocumentVersion, ballot: Ballot
) -> list[tuple[bool, str, dict[str, Any]]]:
    """Return what may speak against a passed ballot, each with its sentence."""
    number = version.number
    named = ballot.subject.partition("@")[2]
    used = [
        other.number
        for other in _progress(situation, command).versions.values()
        if other.adoption and other.adoption.ballot == ballot.id and other.number != number
    ]
    return [
        (
            bool(named) and named != str(number),
            _("ballot {id!r} decided on {subject!r}"),
            {"id": ballot.id, "subject": ballot.subject},
        ),
        (
            ballot.opened_on < version.on,
            _("ballot {id!r} was opened on {opened}, before this text was issued on {issued}"),
            {"id": ballot.id, "opened": ballot.opened_on, "issued": version.on},
        ),
        (
            bool(used),
            _("ballot {id!r} has adopted version {number} already"),
            {"id": ballot.id, "number": used[0] if used else 0},
        ),
    ]
