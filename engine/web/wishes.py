"""From an address of a page to what can be done there, and from what was sent to a command.

Nothing is decided here: what is possible and what it wants comes from ``runtime.offers``, and the
command goes the way of all commands.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from starlette.datastructures import FormData

from engine.case import messages as m
from engine.case.case import Ballot, Why
from engine.case.texts import PersonName
from engine.definitions.workflow import RecordType
from engine.language import _, choose
from engine.possible import Possible, PossibleAnswer, TargetKind, Want, WantKind
from engine.runtime import offers
from engine.runtime.situation import Situation
from engine.source import NotFound
from engine.web import forms
from engine.web.uploads import kept_in

YES = "yes"


@dataclass(frozen=True, slots=True)
class Wish:
    """Something that can be done in a place, and the record it writes, if it writes one."""

    possible: Possible
    place: Situation
    kind: RecordType | None = None


def wish(network: Situation, kind: str, verb: str, word: str, scope: str = "") -> Wish:
    """Return what an address asks for. Raises ``NotFound`` where there is no such thing."""
    if scope and scope not in network.projects:
        raise NotFound(_("there is no such page"))
    place = network.within(scope)
    made = _OWN.get((kind, verb), _move)(place, kind, verb, word)
    if made is None:
        raise NotFound(_("there is no such page"))
    return made


def _tick(place: Situation, _kind: str, _verb: str, word: str) -> Wish | None:
    task = place.workflow.tasks.get(word)
    if task is None:
        return None
    return Wish(offers.tick(place, task), place, place.workflow.records.get(task.records))


def _record(place: Situation, _kind: str, _verb: str, word: str) -> Wish | None:
    kind = place.workflow.records.get(word)
    return Wish(offers.record(place, kind), place, kind) if kind else None


def _open_ballot(place: Situation, _kind: str, _verb: str, word: str) -> Wish:
    name = Want("name", title=_("a short name, like budget_1"), given=word)
    share = Want("share", title=_("share of yes it needs, like 0.75"), needed=False)
    possible = offers.open_ballot(place, word)
    asked = [replace(w, needed=w.name == "question") for w in possible.wants]
    wants = (name, *asked, share)
    return Wish(Possible("open", possible.target, wants, possible.title, possible.who), place)


def _vote(place: Situation, _kind: str, _verb: str, word: str) -> Wish | None:
    ballot = place.case.ballots.get(word)
    if ballot is None:
        return None
    firms = tuple(PossibleAnswer(k, place.case.members[k].name) for k in ballot.voters)
    choices = _answers(ballot)
    wants = (
        Want("firm", WantKind.MEMBER, _("Which firm votes"), choices=firms),
        Want("vote", WantKind.CHOICE if choices else WantKind.TEXT, _("The answer"),
             choices=choices),
        Want("because", title=_("what speaks against it, in words"), needed=False),
    )  # fmt: skip
    where = offers.target(place, TargetKind.BALLOT, word)
    return Wish(Possible("vote", where, wants, ballot.question, ("firm",)), place)


def _answers(ballot: Ballot) -> tuple[PossibleAnswer, ...]:
    """Return the answers to tap; an order of several is written (``A>B``)."""
    abstains = PossibleAnswer("abstain", _("abstains"))
    match ballot.how:
        case "consensus":
            return tuple(PossibleAnswer(one, one) for one in "012345")
        case "majority":
            return PossibleAnswer("yes", _("for")), PossibleAnswer("no", _("against")), abstains
        case "choice":
            return *(PossibleAnswer(one, one) for one in ballot.options), abstains
        case _:
            return ()


def _add_firm(place: Situation, _kind: str, _verb: str, _word: str) -> Wish:
    kind = place.workflow.records.get("registration")
    name = Want("name", title=_("the firm's full name"))
    fields = offers.record(place, kind).wants if kind else ()
    wants = (name, *(one for one in fields if one.kind is not WantKind.MEMBER))
    where = offers.target(place, TargetKind.MEMBER, "")
    return Wish(Possible("add", where, wants, _("Take a firm in"), ("facilitator",)), place, kind)


def _add_project(place: Situation, _kind: str, _verb: str, word: str) -> Wish:
    possible = offers.add_project(place).with_given(type=word)
    name = Want("name", title=_("a short name, like yarn_1"))
    wants = (name, *possible.wants)
    return Wish(Possible("add", possible.target, wants, possible.title, possible.who), place)


def _move(place: Situation, kind: str, verb: str, word: str) -> Wish | None:
    if kind not in set(TargetKind) or not _there(place, TargetKind(kind), word):
        return None
    key = TargetKind(kind), verb
    if key not in offers.MOVES or key in _OF_TWO:
        return None
    return Wish(offers.move(place, *key[:1], word, verb), place)


_OF_TWO = frozenset({(TargetKind.NETWORK, "split"), (TargetKind.NETWORK, "merge")})
"""Moves of two networks at once, which no page makes yet: declined there, they were a dead end."""


def _there(place: Situation, kind: TargetKind, word: str) -> bool:
    known: Mapping[TargetKind, Any] = {
        TargetKind.NETWORK: (place.case.id,),
        TargetKind.PHASE: place.workflow.phases,
        TargetKind.TASK: place.workflow.tasks,
        TargetKind.CRITERION: place.workflow.criteria,
        TargetKind.PARAMETER: place.workflow.parameters,
        TargetKind.MEMBER: place.case.members,
        TargetKind.PROJECT: place.case.projects,
        TargetKind.BALLOT: place.case.ballots,
        TargetKind.RECORD: place.workflow.records,
    }
    return word in known.get(kind, ())


_OWN = {
    ("task", "tick"): _tick,
    ("record", "record"): _record,
    ("ballot", "open"): _open_ballot,
    ("ballot", "vote"): _vote,
    ("member", "add"): _add_firm,
    ("project", "add"): _add_project,
}


def title_of(one: Wish) -> str:
    """Return what is to be done, as the head of its page."""
    possible, place = one.possible, one.place
    if possible.target.kind is TargetKind.TASK:
        return choose(place.workflow.tasks[possible.target.id].title)
    if possible.target.kind is TargetKind.CRITERION:
        return choose(place.workflow.criteria[possible.target.id].say)
    if possible.target.kind is TargetKind.MEMBER and possible.target.id:
        return place.case.members[possible.target.id].name
    if possible.target.kind is TargetKind.PHASE:
        return choose(place.workflow.phases[possible.target.id].title)
    return possible.title


def command(one: Wish, sent: FormData, folder: Path) -> m.Command:
    """Return the command that was sent; files are kept in a folder until it is carried out.

    Raises:
        Rejected: a file cannot be taken.
    """
    possible, scope = one.possible, one.possible.target.scope
    said, again = forms.answers(possible, sent), sent.get("again") == YES
    fields, word = forms.fields(possible, sent), possible.target.id
    match (possible.target.kind, possible.verb):
        case (TargetKind.TASK, "tick"):
            proofs = _proofs(sent, folder)
            note, on = str(sent.get("note", "")), _day(said["date"])
            for_whom = said.get("for", "")
            return m.TickTask(word, scope, for_whom, on, proofs, fields, note, again)
        case (TargetKind.RECORD, "record"):
            return m.RecordFact(word, fields, scope, again=again)
        case (TargetKind.BALLOT, "vote"):
            return m.CastVote(word, said["firm"], said["vote"], said["because"])
        case (TargetKind.BALLOT, "open"):
            asked = said["question"], said["how"] or "consensus", said["share"]
            return m.OpenBallot(said["name"], *asked, subject=said["subject"])
        case (TargetKind.MEMBER, "add"):
            return m.AddMember(_id(said["name"]), said["name"], fields, again)
        case (TargetKind.PROJECT, "add"):
            return m.AddProject(said["name"], "", said["type"], "", said["leader"])
        case _:
            return _moving(possible, said)


def _moving(possible: Possible, said: Mapping[str, Any]) -> m.Command:
    """Return the command of a move; each answer goes where the command keeps it."""
    verb, word, scope = possible.verb, possible.target.id, possible.target.scope
    given = {offers.kept_as(want): _plain(want, said[want.name]) for want in possible.wants}
    match possible.target.kind:
        case TargetKind.TASK:
            why = Why.MISTAKE if verb == "untick" and not given.get("because") else None
            return m.MoveTask(verb, word, scope, why=why, **given)
        case TargetKind.PHASE:
            return m.MovePhase(verb, word, scope, **given)
        case TargetKind.CRITERION:
            return m.MarkCriterion(verb, word, scope=scope, **given)
        case TargetKind.PARAMETER:
            return m.SetParameter(word, **given)
        case TargetKind.MEMBER:
            return m.MoveMember(verb, word, **given)
        case TargetKind.PROJECT:
            return m.MoveProject(verb, word, **given)
        case TargetKind.BALLOT:
            return m.MoveBallot(verb, word, **given)
        case TargetKind.RECORD:
            return m.WithdrawRecord(type=word, scope=scope, **given)
        case _:
            return m.MoveNetwork(verb, **given)


def _plain(want: Want, answer: Any) -> Any:
    """Return an answer as a command keeps one of its kind."""
    match want.kind:
        case WantKind.YES_NO:
            return answer == YES
        case WantKind.DATE:
            return _day(answer)
        case WantKind.PERSON:
            return _person(answer)
        case WantKind.NUMBER:
            return int(answer or 0)
        case _:
            return answer


def _person(name: str | None) -> PersonName | None:
    return PersonName(name) if name else None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _id(name: str) -> str:
    """Return an id made of a firm's name: small letters and digits, joined by _."""
    plain = "".join(one if one.isalnum() else " " for one in name.casefold())
    return "_".join(plain.split())[:40]


def _proofs(sent: FormData, folder: Path) -> tuple[m.Proof | m.Attachment, ...]:
    kind, reference = str(sent.get("proof", "")), str(sent.get("proof_said", "")).strip()
    files = [kept_in(folder, one) for one in forms.uploads(sent, "proof_file")]
    found: list[m.Proof | m.Attachment] = [m.Attachment(kind, path) for path in files]
    return (*found, *([m.Proof(kind, reference)] if reference else ()))
