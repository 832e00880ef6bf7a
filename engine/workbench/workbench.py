"""The workbench: the only place where library, store and clock meet.

It composes the three and holds nothing else. A command goes through ``execute``: load the case,
decide, append in one transaction, tell what happened. Questions go through ``situation``, which
never writes.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from engine.case import messages as m
from engine.case.case import Case
from engine.case.texts import PersonId, PersonName
from engine.definitions.library import Library
from engine.definitions.workflow import Kind, Workflow
from engine.language import _, plural
from engine.runtime.deciding.decide import begin, begin_with, decide, renumbered
from engine.runtime.deciding.reorganise import (
    carried_by_merge,
    carried_by_split,
    clashes,
    left_behind,
)
from engine.runtime.deciding.settle import settle
from engine.runtime.find import addressed
from engine.runtime.situation import Settled, Situation
from engine.runtime.telling.events import tell
from engine.source import NotFound, Reason, Rejected, joined, refuse
from engine.store import Change, File, Portfolio, Stamp, Store, WorklistRow
from engine.workbench.definitions import Definitions, project_type
from engine.workbench.intake import Intake
from engine.workbench.requests import asked, taken
from engine.workbench.worklist import every_row, portfolio_of, worklist_of


class MadeOf(NamedTuple):
    """What a command was made of, such as an issued text: what was seen, and the files made of it.

    Where somebody else wrote to the network since, the command is declined. ``asked`` is the digest
    of what was asked for, before anything was made.
    """

    seen: Situation
    files: tuple[File, ...]
    asked: str


class Written(NamedTuple):
    """What a command did to one network: where it stood before, what came of it, and its words."""

    before: Situation | None
    settled: Settled
    told: tuple[str, ...]

    def change(self, stamp: Stamp) -> Change:
        """Return what the store writes."""
        return Change(
            self.before.case if self.before else None, self.settled.events,
            self.settled.after.case, stamp, worklist_of(self.before, self.settled),
            portfolio_of(self.settled.after),
        )  # fmt: skip


class Done(NamedTuple):
    """The answer to an accepted command: what happened, in sentences, and the version reached.

    ``repeated`` says that the same key was answered before and nothing was done again.
    """

    network: str
    version: int
    told: tuple[str, ...]
    events: tuple[str, ...]
    repeated: bool = False


def clock() -> datetime:
    """Return this moment."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Workbench:
    """A store, a library and a clock; ``day`` stops the calendar, ``actor`` is who acts."""

    store: Store
    library: Library
    now: Callable[[], datetime] = clock
    day: date | None = None
    actor: PersonName | None = None
    definitions: Definitions = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "definitions", Definitions(self.store))

    def today(self, zone: str = "UTC") -> date:
        """Return the network's date: the day given, or the clock's in its time zone."""
        return self.day or self.now().astimezone(ZoneInfo(zone)).date()

    def situation(self, network: str) -> Situation:
        """Return the situation of a network today. Raises ``NotFound`` for an unknown one."""
        case = self.store.load(network)
        return Situation(
            case, self.definitions[case.workflow], self.today(case.zone), self.definitions
        )

    def execute(
        self, network: str, command: m.Command, key: str = "", made_of: MadeOf | None = None
    ) -> Done:
        """Carry out a command on a network, or decline it and write nothing.

        The command may speak as people do: its words are looked up in the network's situation.

        Raises:
            Rejected: with every reason; ``Conflict`` when somebody else wrote in between.
        """
        return self.together(network, [command], key, made_of)

    def together(
        self,
        network: str,
        commands: Iterable[m.Command],
        key: str = "",
        made_of: MadeOf | None = None,
    ) -> Done:
        """Carry out several commands one after the other: all of them, or none.

        Raises:
            Rejected: with the reasons of every command that was declined, each once.
        """
        commands = list(commands)
        request = made_of.asked if made_of else asked(key, network, commands)
        if earlier := self.answered(key, request):
            return earlier
        before = made_of.seen if made_of else self.situation(network)
        intake = self._intake(made_of.files if made_of else ())
        settled, told = Settled((), before), list[str]()
        declined: list[Rejected] = []
        for command in commands:
            now = settled.after
            try:
                more = decide(now, self._resolved(now, command, intake))
            except Rejected as wrong:
                declined.append(wrong)
                continue
            told.extend(_told(now, more))
            settled = Settled((*settled.events, *more.events), more.after)
        if declined:
            raise joined(declined)
        return self._append([Written(before, settled, tuple(told))], key, request, intake)

    def _resolved(self, now: Situation, command: m.Command, intake: Intake) -> m.Command:
        """Return a command whose words are ids and digests, all it brings along taken in."""
        command = self._drawn(now.case, addressed(now, command))
        if isinstance(command, m.AddProject):
            kind, kept = self.definitions.published(project_type(self.library, command.type))
            intake.define(kept)
            command = replace(command, type=kind.id, workflow=kind.digest)
        return intake.resolved(command, now)

    def _drawn(self, case: Case, command: m.Command) -> m.Command:
        """Return a command with what the cluster says; one that names no cluster there is falls."""
        if isinstance(command, m.ChangeNetwork) and command.cluster:
            self.store.cluster(command.cluster)
        if isinstance(command, m.AddMember) and not command.name:
            known = self.store.cluster(case.cluster).firms if case.cluster else {}
            return replace(command, name=known.get(command.firm, command.firm))
        return command

    def _intake(self, files: Iterable[File] = ()) -> Intake:
        intake = Intake(self.store, self.now())
        for file in files:
            intake.keep(file)
        return intake

    def open_network(self, command: m.OpenNetwork, workflow: Workflow, key: str = "") -> Done:
        """Begin a network on a definition of the library."""
        request = asked(key, command, workflow.digest)
        if earlier := self.answered(key, request):
            return earlier
        self._must_be_new(command.id)
        if command.cluster:
            self.store.cluster(command.cluster)
        if workflow.kind is not Kind.NETWORK:
            wish = _("open {network!r}").format(network=command.id)
            why = _("{id!r} is the plan of a project, not of a network").format(id=workflow.id)
            raise refuse(Reason.INVALID, wish, why)
        intake = self._intake()
        definition, kept = self.definitions.published(workflow)
        intake.define(kept)
        named = replace(command, workflow=definition.digest, type=definition.id)
        settled = begin(definition, intake.resolved(named), self.today(command.zone))
        return self._append([_written(None, settled)], key, request, intake)

    def split(self, network: str, command: m.SplitNetwork, title: str, key: str = "") -> Done:
        """Give members of a network to a new one; both are written in one transaction."""
        request = asked(key, network, command, title)
        if earlier := self.answered(key, request):
            return earlier
        self._must_be_new(command.into)
        before = self.situation(network)
        settled = decide(before, command)
        firms = next(e.firms for e in settled.events if isinstance(e, m.NetworkSplit))
        child = self._child(before, command, title, tuple(carried_by_split(before, firms)))
        written = [_written(before, settled), _written(None, child)]
        return self._append(written, key, request, self._intake())

    def _child(
        self, parent: Situation, command: m.SplitNetwork, title: str, carried: tuple[m.Event, ...]
    ) -> Settled:
        case = parent.case
        opening = m.OpenNetwork(
            command.into, title or command.into, case.workflow, case.type, case.zone,
            case.currency, case.facilitator, command.because, case.cluster,
        )  # fmt: skip
        origin = {case.id: self.store.head(case.id)}
        return begin_with(parent.workflow, opening, parent.today, carried, origin)

    def merge(self, network: str, command: m.JoinNetwork, key: str = "") -> Done:
        """End a network in another one; both are written in one transaction."""
        request = asked(key, network, command)
        if earlier := self.answered(key, request):
            return earlier
        smaller, larger = self.situation(network), self.situation(command.into)
        if smaller.case.id == larger.case.id:
            wish = _("merge {title!r}").format(title=smaller.case.title)
            raise refuse(Reason.INVALID, wish, _("a network cannot be merged with itself"))
        if reasons := clashes(smaller, larger):
            wish = _("merge {title!r}").format(title=smaller.case.title)
            raise refuse(Reason.WRONG_STATE, wish, reasons)
        ended = decide(smaller, command)
        receive = m.ReceiveMembers(
            network, self.store.head(network), command.because, command.decision
        )
        received = decide(larger, receive)
        fresh = tuple(carried_by_merge(smaller, larger))
        carried = _follow(received, renumbered(fresh, larger.case.record_count))
        into = _written(larger, carried)
        told = (*into.told, *_left(smaller, larger))
        written = [_written(smaller, ended), into._replace(told=told)]
        return self._append(written, key, request, self._intake())

    def lists_of(self, case: Case) -> tuple[Iterable[WorklistRow], Portfolio]:
        """Return what lists show of a case on the day of its last event, for a rebuild."""
        day = case.last_on or case.opened_on
        situation = Situation(case, self.definitions[case.workflow], day, self.definitions)
        return every_row(situation), portfolio_of(situation)

    def shown(self, value: Any) -> Any:
        """Return a stored value with persons by name, or as erased, and pictures by their name."""
        match value:
            case {"person": str(one)}:
                return self.name_of(PersonId(one))
            case {"picture": _, "name": str(name)}:
                return name
            case list():
                return [self.shown(one) for one in value]
            case _:
                return value

    def name_of(self, person: PersonId) -> str:
        """Return a person's name, or the sentence that stands in the place of an erased one."""
        found = self.store.people({person}).get(person)
        return found.shown if found else person

    def _must_be_new(self, network: str) -> None:
        try:
            self.store.load(network)
        except NotFound:
            return
        wish = _("open {network!r}").format(network=network)
        raise refuse(Reason.WRONG_STATE, wish, _("there is a network of this name already"))

    def answered(self, key: str, request: str) -> Done | None:
        """Return the answer that was given under this key before, if there was one.

        Raises:
            Rejected: it was the answer to another request (``requests.asked``).
        """
        kept = self.store.once(key) if key else None
        return _answer(kept, key, request) if kept is not None else None

    def _append(self, written: Sequence[Written], key: str, request: str, intake: Intake) -> Done:
        first = written[0].settled
        done = Done(
            first.after.case.id, first.after.case.version,
            tuple(text for one in written for text in one.told),
            tuple(m.NAMES[type(event)] for event in first.events),
        )  # fmt: skip
        actor = intake.person(self.actor) if self.actor else None
        changes = [  # each network has a day of its own
            one.change(Stamp(at=intake.at, on=one.settled.after.today, actor=actor))
            for one in written
        ]
        answer = {**done._asdict(), "asked": request}
        outcome = json.dumps(answer, ensure_ascii=False) if key else ""
        stands = self.store.append(changes, intake.brought, key, outcome)
        return done if stands == outcome else _answer(stands, key, request)


def _written(before: Situation | None, settled: Settled) -> Written:
    return Written(before, settled, _told(before, settled))


def _told(before: Situation | None, settled: Settled) -> tuple[str, ...]:
    """Return what happened; of what a new network took along only how much it was."""
    carried = Counter(type(event) for event in settled.events if before is None)
    if not carried[m.MemberAdded]:
        return tuple(tell(before, settled))
    told = tell(None, Settled(settled.events[:1], settled.after))
    text = _("it takes along: {firms} firms, {steps} ticks, {records} records")
    count = text.format(
        firms=carried[m.MemberAdded], steps=carried[m.TaskTicked], records=carried[m.FactRecorded]
    )
    return (*told, count)


def _answer(kept: str, key: str, request: str) -> Done:
    answer: Mapping[str, Any] = json.loads(kept)
    if answer["asked"] != request:
        raise taken(key)
    told, events = tuple(answer["told"]), tuple(answer["events"])
    return Done(answer["network"], answer["version"], told, events, repeated=True)


def _left(smaller: Situation, larger: Situation) -> list[str]:
    """Return in words what a merge leaves behind."""
    count = left_behind(smaller, larger)
    text = plural(
        "{count} record is left behind: what is known here is newer",
        "{count} records are left behind: what is known here is newer",
        count,
    )
    return [text.format(count=count)] if count else []


def _follow(settled: Settled, events: tuple[m.Event, ...]) -> Settled:
    more = settle(settled.after, events)
    return Settled((*settled.events, *more.events), more.after)
