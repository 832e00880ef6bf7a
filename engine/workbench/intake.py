"""What a command brings along that stands outside the events: persons and files.

Commands and events carry only ids of persons and digests of files, so that a person can be
forgotten while the chain still verifies. Before a command is decided its names become ids and its
files digests, in memory: nothing is written here. What the command took in is handed to the store
with its events, and written with them or not at all.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final, TypeVar

from engine.case import messages as m
from engine.case.texts import PersonId, PersonName
from engine.definitions.workflow import Field, FieldKind, RecordType
from engine.language import _
from engine.runtime.situation import Situation
from engine.source import Reason, refuse
from engine.store import Brought, Definition, File, Person, Store, identified, looked_at, made_here

Wish = TypeVar("Wish", bound=m.Command)


@dataclass(frozen=True)
class Intake:
    """What one command takes in; ``at`` is its minute, from which new ids of persons are made."""

    store: Store
    at: datetime
    _persons: dict[PersonName, PersonId] = field(default_factory=dict)
    _new: list[Person] = field(default_factory=list)
    _files: dict[str, File] = field(default_factory=dict)
    _definitions: dict[str, Definition] = field(default_factory=dict)

    @property
    def brought(self) -> Brought:
        """All that was taken in, to be written with the command's events."""
        definitions = tuple(self._definitions.values())
        return Brought(tuple(self._new), tuple(self._files.values()), definitions)

    def keep(self, file: File) -> str:
        """Take a file in and return its digest."""
        self._files[file.digest] = file
        return file.digest

    def define(self, definition: Definition) -> None:
        """Take in the definition a network or project begins on, unless it is on record."""
        if not self.store.has_definition(definition.digest):
            self._definitions[definition.digest] = definition

    def person(self, name: PersonName) -> PersonId:
        """Return the id of a person, a new one for a name nobody bears yet.

        Raises:
            Rejected: the name is empty.
        """
        if not name.text:
            wish = _("write down a person")
            raise refuse(Reason.MISSING, wish, _("the name is empty"), _("give a name"))
        if name not in self._persons:
            self._persons[name] = self.store.person_called(name) or self._newcomer(name)
        return self._persons[name]

    def _newcomer(self, name: PersonName) -> PersonId:
        person = identified(name.text, self.at)
        self._new.append(person)
        return person.id

    def resolved(self, command: Wish, situation: Situation | None = None) -> Wish:
        """Return a command in which names of persons have become ids, and files digests.

        Raises:
            NotFound: a file is not there.
            Rejected: a file is a link, a folder or too large, or a name is empty.
            DefinitionError: a file is no picture; by name.
        """
        changes: dict[str, Any] = {
            one.name: self.person(given)
            for one in fields(command)
            if isinstance(given := getattr(command, one.name), PersonName)
        }
        kind = _record_type(command, situation) if situation else None
        if kind is not None and isinstance(command, m.TickTask | m.RecordFact | m.AddMember):
            changes["fields"] = self._fields(kind, command.fields)
        if isinstance(command, m.TickTask):
            changes["proofs"] = tuple(self._proof(one) for one in command.proofs)
        return replace(command, **changes) if changes else command

    def _proof(self, given: m.Proof | m.Attachment) -> m.Proof:
        if isinstance(given, m.Proof):
            return given
        file = looked_at(given.path)
        return m.Proof(given.kind, file.name, self.keep(file))

    def _fields(self, kind: RecordType, given: dict[str, Any]) -> dict[str, Any]:
        return {
            name: self._apart(kind.fields[name], value) if name in kind.fields else value
            for name, value in given.items()
        }

    def _apart(self, one: Field, value: Any) -> Any:
        """Return what a record keeps of a value that is a text until now."""
        keep = _KEPT.get(one.kind)
        if keep is None or not isinstance(value, str):
            return value
        if one.many:
            return [keep(self, part.strip()) for part in value.split(",") if part.strip()]
        return keep(self, value)


def _record_type(command: m.Command, situation: Situation) -> RecordType | None:
    match command:
        case m.RecordFact(type=name, scope=scope):
            return situation.within(scope).workflow.records.get(name)
        case m.TickTask(task=task, scope=scope, fields=given) if given:
            workflow = situation.within(scope).workflow
            return workflow.records.get(workflow.tasks[task].records)
        case m.AddMember(fields=given) if given:
            return situation.workflow.records.get("registration")
        case _:
            return None


def _person(intake: Intake, name: str) -> dict[str, str]:
    return {"person": intake.person(PersonName(name))}


def _picture(intake: Intake, path: str) -> dict[str, str]:
    from engine.documents import pictures, sandbox  # noqa: PLC0415 - few commands read a picture

    plain = sandbox.taken_in(path, pictures.file_of(Path(path)))
    return {"picture": intake.keep(made_here(plain, path)), "name": Path(path).name}


_KEPT: Final[dict[FieldKind, Callable[[Intake, str], dict[str, str]]]] = {
    FieldKind.PERSON: _person,
    FieldKind.PICTURE: _picture,
}
