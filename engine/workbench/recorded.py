"""Records as documents see them: rows of plain values, with firms and persons by name."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from engine.case.case import Record
from engine.definitions.workflow import FieldKind, RecordType
from engine.documents import Fact
from engine.runtime.situation import Situation
from engine.workbench.workbench import Workbench

RECORDED: Final = re.compile(r"consort record NETWORK (\w+)")
"""The record type that a fact's own hint says it is kept in."""


def recorded(bench: Workbench, situation: Situation, fact: Fact) -> Any:
    """Return the records that a fact's own hint says it is kept in."""
    hint = RECORDED.match(fact.record)
    name = hint.group(1) if hint else fact.name
    kind = situation.workflow.records.get(name)
    if kind is None:
        return None
    rows = [row_of(bench, situation, kind, one) for one in _standing(situation, kind)]
    if fact.type == "list":
        return rows
    latest = rows[-1] if rows else {}
    return (latest or None) if fact.type == "record" else latest.get(fact.name)


def _standing(situation: Situation, kind: RecordType) -> Iterable[Record]:
    """Return the records of a type that stand: of several with one key the latest."""
    records = situation.case.records[kind.id]
    if kind.single:
        return records[-1:]
    if kind.key:
        return {tuple(str(r.fields.get(k)) for k in kind.key): r for r in records}.values()
    return records


def row_of(
    bench: Workbench, situation: Situation, kind: RecordType, record: Record
) -> dict[str, Any]:
    """Return a record as a row of plain values."""
    return {
        name: _plain(bench, situation, kind.fields[name].kind, value)
        for name, value in record.fields.items()
        if name in kind.fields
    }


def _plain(bench: Workbench, situation: Situation, kind: FieldKind, value: Any) -> Any:
    """Return a stored value as a template may see it: dates, and firms and persons by name."""
    if isinstance(value, list):
        return [_plain(bench, situation, kind, one) for one in value]
    match kind:
        case FieldKind.DATE:
            return date.fromisoformat(value)
        case FieldKind.PERSON:
            return bench.shown(value)
        case FieldKind.MEMBER:
            return firm_name(situation, value)
        case FieldKind.PICTURE:
            return f"{value['picture'][:2]}/{value['picture']}"  # where the store keeps it
        case _:
            return value


def firm_name(situation: Situation, firm: str) -> str:
    """Return the full name of a firm of the network, by its id."""
    member = (situation.network or situation).case.members.get(firm)
    return member.name if member else firm


def single(bench: Workbench, situation: Situation, name: str) -> dict[str, Any]:
    """Return the record of a type that stands last, as a row; an empty one where there is none."""
    rows = rows_of(bench, situation, name)
    return rows[-1] if rows else {}


def rows_of(bench: Workbench, situation: Situation, name: str) -> list[dict[str, Any]]:
    """Return every record of a type that stands, as rows."""
    kind = situation.workflow.records.get(name)
    if kind is None:
        return []
    return [row_of(bench, situation, kind, one) for one in _standing(situation, kind)]
