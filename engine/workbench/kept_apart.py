"""Names of persons go into a table of their own; commands and events carry only their ids.

So a person can be forgotten (``consort forget``) while the chain of events still verifies.
"""

from dataclasses import fields, replace
from typing import Any, TypeVar

from engine.definitions.workflow import FieldKind, RecordType
from engine.runtime import messages as m
from engine.runtime.situation import Situation
from engine.store import Store

Wish = TypeVar("Wish", bound=m.Command)
NAMED = ("representative", "substitute", "facilitator")
"""Attributes of commands that name a person; ``to`` does so when a network is handed over."""


def with_persons(store: Store, command: Wish, situation: Situation) -> Wish:
    """Return a command in which every name of a person has become that person's id."""
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
    persons = {name for name, field in kind.fields.items() if field.kind is FieldKind.PERSON}
    return {
        name: _person(store, value, many=kind.fields[name].many) if name in persons else value
        for name, value in given.items()
    }


def _person(store: Store, value: Any, *, many: bool) -> Any:
    if many and isinstance(value, str):
        return [{"person": store.person(one.strip())} for one in value.split(",") if one.strip()]
    return {"person": store.person(value)} if isinstance(value, str) else value
