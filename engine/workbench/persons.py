"""Names of persons and pictures are kept apart; commands and events carry only ids and digests.

So a person can be forgotten (``consort forget``) while the chain of events still verifies, and a
picture is looked at, made small and freed of what the camera wrote into it before it is kept.
"""

from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Final, TypeVar

from engine.case import messages as m
from engine.definitions.workflow import Field, FieldKind, RecordType
from engine.runtime.situation import Situation
from engine.store import Store

Wish = TypeVar("Wish", bound=m.Command)
NAMED = ("representative", "substitute", "facilitator")
"""Attributes of commands that name a person; ``to`` does so when a network is handed over."""


def kept_apart(store: Store, command: Wish, situation: Situation) -> Wish:
    """Return a command in which names of persons have become ids, and pictures digests.

    Raises:
        DefinitionError: a file is no picture, too large, a link, or not there; by name.
    """
    changes: dict[str, Any] = {
        one.name: store.person(name)
        for one in fields(command)
        if one.name in NAMED and (name := getattr(command, one.name))
    }
    if isinstance(command, m.MoveNetwork) and command.to:
        changes["to"] = store.person(command.to)
    kind = _record_type(command, situation)
    if kind is not None and isinstance(command, m.TickTask | m.RecordFact | m.AddMember):
        changes["fields"] = _fields(store, kind, command.fields)
    return replace(command, **changes) if changes else command


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


def _fields(store: Store, kind: RecordType, given: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _apart(store, kind.fields[name], value) if name in kind.fields else value
        for name, value in given.items()
    }


def _apart(store: Store, field: Field, value: Any) -> Any:
    """Return what a record keeps of a value that is a text until now."""
    keep = _KEPT.get(field.kind)
    if keep is None or not isinstance(value, str):
        return value
    if field.many:
        return [keep(store, one.strip()) for one in value.split(",") if one.strip()]
    return keep(store, value)


def _person(store: Store, name: str) -> dict[str, str]:
    return {"person": store.person(name)}


def _picture(store: Store, path: str) -> dict[str, str]:
    from engine.documents import pictures, sandbox  # noqa: PLC0415 - few commands read a picture

    plain = sandbox.taken_in(path, pictures.file_of(Path(path)))
    return {"picture": store.keep(plain, path), "name": Path(path).name}


_KEPT: Final[dict[FieldKind, Callable[[Store, str], dict[str, str]]]] = {
    FieldKind.PERSON: _person,
    FieldKind.PICTURE: _picture,
}
