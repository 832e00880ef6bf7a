"""What can be done in a situation, as values: ticks, records, moves, ballots, with what each wants.

What a move needs stands in one table, ``MOVES``: the same wants make the form that people fill in
and the reasons for which a command without them is declined.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from engine.case.case import DISSOLVING, EXCLUDING, MERGING, REASONS, SPLITTING
from engine.case.lifecycle import next_state, verbs
from engine.case.words import said, wished
from engine.definitions.workflow import Each, FieldKind, RecordType, Task
from engine.definitions.workflow import Field as RecordField
from engine.language import _, choose, mark
from engine.possible import Possible, PossibleAnswer, Target, TargetKind, Want, WantKind
from engine.runtime.situation import Situation
from engine.source import did_you_mean

BECAUSE: Final = Want("because")
DECISION: Final = Want("decision", WantKind.BALLOT)
CODE: Final = Want("reason", WantKind.CHOICE)


def _coded(words: Iterable[str], *, needed: bool = True) -> Want:
    """Return the want for one of the reason codes of a move."""
    return replace(CODE, needed=needed, choices=tuple(PossibleAnswer(one, "") for one in words))


FOR: Final = Want("for", WantKind.MEMBER, needed=False)
OVERRIDE: Final = Want("override", WantKind.YES_NO, needed=False)
AGREED: Final = Want("agreed", WantKind.MEMBER, needed=False, many=True, least=2)
"""Two members who agree to what the method would not allow (domain.md DT3)."""


def _freely(want: Want) -> Want:
    return replace(want, needed=False)


MOVES: Final[Mapping[tuple[TargetKind, str], tuple[Want, ...]]] = {
    (TargetKind.NETWORK, "suspend"): (BECAUSE,),
    (TargetKind.NETWORK, "resume"): (BECAUSE,),
    (TargetKind.NETWORK, "hand_over"): (Want("to", WantKind.PERSON), BECAUSE),
    (TargetKind.NETWORK, "close"): (
        BECAUSE, _freely(DECISION), _coded(DISSOLVING, needed=False),
        Want("keep", WantKind.PROJECT, needed=False, many=True),
    ),
    (TargetKind.NETWORK, "dissolve"): (
        _coded(DISSOLVING), DECISION, BECAUSE,
        Want("keep", WantKind.PROJECT, needed=False, many=True),
    ),
    (TargetKind.NETWORK, "split"): (
        Want("into"), Want("firm", WantKind.MEMBER, many=True), DECISION, BECAUSE,
        _coded(SPLITTING, needed=False),
    ),
    (TargetKind.NETWORK, "merge"): (
        Want("into"), DECISION, BECAUSE, _coded(MERGING, needed=False),
    ),
    (TargetKind.PHASE, "open"): (BECAUSE,),
    (TargetKind.PHASE, "complete"): (
        OVERRIDE, AGREED, _freely(BECAUSE),
    ),
    (TargetKind.PHASE, "reopen"): (BECAUSE,),
    (TargetKind.PHASE, "skip"): (AGREED, BECAUSE),
    (TargetKind.PHASE, "suspend"): (BECAUSE,),
    (TargetKind.PHASE, "resume"): (),
    (TargetKind.TASK, "untick"): (FOR, BECAUSE),
    (TargetKind.TASK, "waive"): (FOR, BECAUSE),
    (TargetKind.TASK, "reopen"): (FOR, BECAUSE),
    (TargetKind.CRITERION, "confirm"): (BECAUSE,),
    (TargetKind.CRITERION, "revoke"): (BECAUSE,),
    (TargetKind.CRITERION, "waive"): (AGREED, BECAUSE),
    (TargetKind.PARAMETER, "set"): (Want("value"), BECAUSE),
    (TargetKind.MEMBER, "commit"): (
        Want("representative", WantKind.PERSON, needed=False),
        Want("substitute", WantKind.PERSON, needed=False), _freely(DECISION),
    ),
    (TargetKind.MEMBER, "activate"): (),
    (TargetKind.MEMBER, "represent"): (
        Want("representative", WantKind.PERSON, needed=False),
        Want("substitute", WantKind.PERSON, needed=False), BECAUSE,
    ),
    (TargetKind.MEMBER, "suspend"): (BECAUSE,),
    (TargetKind.MEMBER, "leave"): (CODE, _freely(BECAUSE)),
    (TargetKind.MEMBER, "exclude"): (
        _coded(EXCLUDING), DECISION, Want("told", WantKind.DATE), Want("heard", WantKind.DATE),
        BECAUSE,
    ),
    (TargetKind.PROJECT, "approve"): (_freely(DECISION),),
    (TargetKind.PROJECT, "reject"): (BECAUSE,),
    (TargetKind.PROJECT, "start"): (OVERRIDE, AGREED, _freely(BECAUSE)),
    (TargetKind.PROJECT, "hold"): (BECAUSE,),
    (TargetKind.PROJECT, "resume"): (),
    (TargetKind.PROJECT, "deliver"): (OVERRIDE, AGREED, _freely(BECAUSE)),
    (TargetKind.PROJECT, "evaluate"): (OVERRIDE, AGREED, _freely(BECAUSE)),
    (TargetKind.PROJECT, "abandon"): (BECAUSE,),
    (TargetKind.BALLOT, "close"): (),
    (TargetKind.BALLOT, "withdraw"): (BECAUSE,),
    (TargetKind.DOCUMENT, "issue"): (),
    (TargetKind.DOCUMENT, "adopt"): (Want("ballot", WantKind.BALLOT),),
    (TargetKind.RECORD, "withdraw"): (Want("number", WantKind.NUMBER), BECAUSE),
}  # fmt: skip
"""What each move wants. A verb of the lifecycles that is not here follows by itself."""

_TITLES: Final = {
    "because": mark("the reason in words"),
    "decision": mark("the ballot that decided it"),
    "told": mark("the day it was told the reasons in writing"),
    "heard": mark("the day it was heard"),
    "reason": mark("the reason code"),
    "for": mark("for whom"),
    "override": mark("although something is lacking"),
    "to": mark("to whom"),
    "keep": mark("a project that goes on"),
    "into": mark("the other network"),
    "firm": mark("a firm that goes"),
    "agreed": mark("a member who agrees"),
    "value": mark("the value"),
    "number": mark("the number of the record"),
    "representative": mark("who speaks for the firm"),
    "substitute": mark("who stands in"),
    "ballot": mark("the ballot that decided it"),
    "proof": mark("the proof"),
    "date": mark("the day"),
    "question": mark("what is asked"),
    "how": mark("the way of voting"),
    "subject": mark("what it decides"),
    "type": mark("the type of project"),
    "leader": mark("the firm that leads it"),
}
_LACKS: Final = {
    "because": mark("it needs a reason in words"),
    "decision": mark("it needs the ballot that decided it"),
    "told": mark("say when it was told the reasons in writing"),
    "heard": mark("say when it was heard"),
    "reason": mark("it needs a reason code: {known}"),
    "to": mark("say to whom"),
    "firm": mark("say which firms go"),
    "ballot": mark("it needs the ballot that decided it"),
}
_SAID_AS: Final = {
    "for": "target",
    "firm": "firms",
    "number": "record",
    "told": "told_on",
    "heard": "heard_on",
}
"""Where a command keeps an answer under another name than the want's."""


def kept_as(want: Want) -> str:
    """Return the name under which the command of a move keeps the answer to a want."""
    return _SAID_AS.get(want.name, want.name)


def target(situation: Situation, kind: TargetKind, id_: str) -> Target:
    """Return the target of this name in a network or, in a project's situation, in the project."""
    network = (situation.network or situation).case.id
    return Target(kind, id_, network, situation.case.id if situation.network else "")


def move(situation: Situation, kind: TargetKind, id_: str, verb: str) -> Possible:
    """Return a move of the table for a thing of this situation, with its wants."""
    wants = tuple(_completed(situation, want) for want in MOVES[kind, verb])
    return Possible(verb, target(situation, kind, id_), wants, wished(verb))


def moves(
    situation: Situation, kind: TargetKind, id_: str, state: str, but: str = ""
) -> list[Possible]:
    """Return the moves people can make with a thing in a state, without one just declined."""
    found = [verb for verb in verbs(kind.value, state) if verb != but]
    return [move(situation, kind, id_, verb) for verb in found if (kind, verb) in MOVES]


def looking(situation: Situation, kind: TargetKind, id_: str, title: str) -> Possible:
    """Return the looking at a list of things of a kind."""
    return Possible("list", target(situation, kind, id_), title=title)


def lacking(possible: Possible, command: Any) -> list[str]:
    """Return a reason for each thing that is needed and that a command does not give rightly."""
    reasons = []
    for want in possible.wants:
        answer = getattr(command, kept_as(want), "")
        if want.name == BECAUSE.name:
            answer = answer or getattr(command, "why", None)
        known = [choice.value for choice in want.choices]
        if want.needed and want.name in _LACKS and not answer:
            reasons.append(_(_LACKS[want.name]).format(known=", ".join(known)))
        elif want.name == "reason" and answer and answer not in known:
            hint = did_you_mean(answer, known) or ", ".join(known)
            text = _("{reason!r} is no reason code ({hint})")
            reasons.append(text.format(reason=answer, hint=hint))
    return reasons


def again(possible: Possible, command: Any) -> Possible:
    """Return what was declined for want of an answer, with the answers it gave, without a title."""
    given = {want.name: _answered(want, command) for want in possible.wants}
    return replace(possible.with_given(**given), title="")


def overriding(possible: Possible, command: Any) -> Possible:
    """Return what the method would not allow as it is done all the same: two members, a reason."""
    wants = tuple(
        replace(w, needed=True, given="yes" if w.name == OVERRIDE.name else w.given)
        for w in possible.wants
    )
    return again(replace(possible, wants=wants), command)


def _answered(want: Want, command: Any) -> str:
    """Return what a command answered, where one word can say it and it is one of the choices.

    A person is not said again: a command knows somebody only by an id that means nothing to people.
    """
    if want.kind in {WantKind.PERSON, WantKind.YES_NO}:
        return ""
    answer = getattr(command, kept_as(want), "")
    strange = want.kind is WantKind.CHOICE and answer not in {one.value for one in want.choices}
    return "" if want.many or strange else str(answer or "")


def instead(
    offer: Possible, command: Any, reasons: list[str], others: Iterable[Possible] = ()
) -> list[Possible]:
    """Return what can be done where a move was declined: itself, if it only lacked answers."""
    able = [one for one in others if one.verb != offer.verb]
    return [again(offer, command), *able] if reasons == lacking(offer, command) else able


def _completed(situation: Situation, want: Want) -> Want:
    title = _(_TITLES[want.name]) if want.name in _TITLES else want.title
    known = tuple(replace(one, title=one.title or said(one.value)) for one in want.choices)
    return replace(want, title=title, choices=known or _choices(situation, want))


def _choices(situation: Situation, want: Want) -> tuple[PossibleAnswer, ...]:
    if want.kind is WantKind.CHOICE and not want.field:
        return _worded(REASONS)
    if ("choices", want.kind) not in situation.kept:
        situation.kept["choices", want.kind] = _known(situation, want.kind)
    return situation.kept["choices", want.kind]  # type: ignore[no-any-return]


def _known(situation: Situation, kind: WantKind) -> tuple[PossibleAnswer, ...]:
    network = situation.network or situation
    match kind:
        case WantKind.MEMBER:
            return tuple(PossibleAnswer(k, one["name"]) for k, one in situation.members.items())
        case WantKind.PROJECT:
            return tuple(PossibleAnswer(k, one.title) for k, one in network.projects.items())
        case WantKind.BALLOT:
            return tuple(PossibleAnswer(k, one.question) for k, one in network.case.ballots.items())
        case _:
            return ()


def _worded(words: Iterable[str]) -> tuple[PossibleAnswer, ...]:
    return tuple(PossibleAnswer(word, said(word)) for word in words)


# --- ticks, records, ballots -------------------------------------------------------------------


def tick(situation: Situation, task: Task) -> Possible:
    """Return the tick of a task: for whom still, its proof, and what it writes down."""
    wants = tuple(
        want if want.field else _completed(situation, want) for want in _tick_wants(situation, task)
    )
    where = target(situation, TargetKind.TASK, task.id)
    return Possible("tick", where, wants, choose(task.title), task.by)


def tickable(situation: Situation, task: Task) -> bool:
    """Whether a task can be ticked once more: it is not done, for somebody, or may be repeated."""
    if task.for_each is not None:
        able = situation.targets(task) if task.at_most != 1 else situation.missing(task)
        return bool(able)
    again = task.at_most is None or situation.progress(task).times < task.at_most
    return next_state("task", situation.task_state(task), "tick", lambda: again) is not None


def towards(situation: Situation, task: Task) -> tuple[Possible, ...]:
    """Return what brings a step on: its tick or, where nobody is there for it yet, who must come.

    Nothing for a step that is done.
    """
    if tickable(situation, task):
        return (tick(situation, task),)
    if task.for_each is None or situation.targets(task):
        return ()
    return tuple(_newcomers(situation.network or situation, task))


def _newcomers(network: Situation, task: Task) -> list[Possible]:
    """Return what brings somebody for whom a step can be done: a project, a firm."""
    if task.for_each in {Each.PROJECT, Each.PROJECT_MEMBER}:
        waiting = [k for k, one in network.case.projects.items() if one.state == "proposed"]
        offered = [move(network, TargetKind.PROJECT, one, "approve") for one in waiting]
        return offered or [add_project(network)]
    waiting = [k for k, one in network.case.members.items() if one.state == "interested"]
    if task.for_each is Each.MEMBER and waiting:
        return [move(network, TargetKind.MEMBER, one, "commit") for one in waiting]
    where = target(network, TargetKind.MEMBER, "")
    return [Possible("add", where, title=_("Take a firm in"), who=("facilitator",))]


def add_project(network: Situation) -> Possible:
    """Return the proposal of a project; its type is one of the library's."""
    wants = (
        _completed(network, Want("type")),
        _completed(network, Want("leader", WantKind.MEMBER, needed=False)),
    )
    where = target(network, TargetKind.PROJECT, "")
    return Possible("add", where, wants, _("Propose a project"), ("leader",))


def _tick_wants(situation: Situation, task: Task) -> Iterator[Want]:
    if task.for_each is not None:
        missing = situation.missing(task)
        kind = WantKind.PROJECT if task.for_each is Each.PROJECT else WantKind.MEMBER
        choices = tuple(PossibleAnswer(one, _named(situation, one)) for one in missing)
        yield Want("for", kind, choices=choices, given=missing[0] if missing else "")
    if task.proof:
        yield Want("proof", WantKind.PROOF, choices=_worded(task.proof))
    yield Want("date", WantKind.DATE, needed=False)
    kind_written = situation.workflow.records.get(task.records)
    if kind_written is None:
        return
    asked = not situation.case.records[kind_written.id]  # a tick may lean on what is on record
    for field in kind_written.fields.values():
        if field.id not in told_by_target(task):
            yield _wanted(situation, field, needed=field.required and asked)


def told_by_target(task: Task) -> tuple[str, ...]:
    """Return the fields that saying for whom a task was done says already."""
    match task.for_each:
        case Each.PROJECT:
            return ("project",)
        case Each.PROJECT_MEMBER:
            return ("project", "firm")
        case Each.FIRM | Each.MEMBER:
            return ("firm",)
        case _:
            return ()


def _named(situation: Situation, one: str) -> str:
    """Return a firm, a project, or a firm in a project by the name people know."""
    network = situation.network or situation
    parts = one.split("/")
    return ", ".join(
        network.projects[part].title
        if part in network.projects
        else network.members.get(part, {}).get("name", part)
        for part in parts
    )


def record(situation: Situation, kind: RecordType) -> Possible:
    """Return the writing down of a record: each field with its type and choices."""
    wants = tuple(
        _wanted(situation, field, needed=field.required or field.id in kind.key)
        for field in kind.fields.values()
    )
    writers = [task for task in situation.workflow.tasks.values() if task.records == kind.id]
    who = tuple(dict.fromkeys(role for task in writers for role in task.by)) or ("facilitator",)
    where = target(situation, TargetKind.RECORD, kind.id)
    return Possible("record", where, wants, choose(kind.title), who)


def _wanted(situation: Situation, field: RecordField, *, needed: bool) -> Want:
    want = Want(
        field.id, FIELD_KINDS[field.kind], choose(field.title) or said(field.id),
        needed=needed, many=field.many, choices=_worded(field.of), field=True,
    )  # fmt: skip
    if field.kind is FieldKind.REFERENCE:
        home = situation.keeper_of(field.to)
        keys = home.keys_on_record(field.to) if home else ()
        return replace(want, choices=tuple(PossibleAnswer(key, key) for key in keys))
    return want if want.choices else replace(want, choices=_choices(situation, want))


def open_ballot(situation: Situation, subject: str = "") -> Possible:
    """Return the putting of a question to the members; ``subject`` is what it is to decide."""
    network = situation.network or situation
    wants = (
        Want("subject", given=subject),
        Want("question", needed=False),
        Want("how", WantKind.CHOICE, needed=False, choices=_worded(("consensus", "majority"))),
    )
    done = tuple(_completed(network, want) for want in wants)
    where = target(network, TargetKind.BALLOT, subject)
    return Possible("open", where, done, _("Put it to the vote"), ("facilitator",))


FIELD_KINDS: Final = {kind: WantKind(kind.value) for kind in FieldKind}
"""Every kind of field is a kind of want: a new one that is not fails here, when it is written."""
