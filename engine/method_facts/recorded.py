"""Records as papers and forms see them: rows of plain values, with firms and persons by name."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeAlias

from engine.case.case import Record
from engine.definitions.workflow import FieldKind, RecordType
from engine.method_facts.sources import Sources
from engine.runtime.situation import Situation

Row: TypeAlias = dict[str, Any]


def single(sources: Sources, kept_in: str) -> Row:
    """Return the record of a type that stands last, as a row; an empty one where there is none."""
    rows = rows_of(sources, kept_in)
    return rows[-1] if rows else {}


def rows_of(sources: Sources, kept_in: str) -> list[Row]:
    """Return every record of a type that stands, as rows."""
    kind = sources.situation.workflow.records.get(kept_in)
    if kind is None:
        return []
    return [row_of(sources, kind, one) for one in _standing(sources.situation, kind)]


def by_firm(sources: Sources, kept_in: str) -> dict[str, Row]:
    """Return the records of a type by the id of their firm; of several of one firm the latest."""
    kind = sources.situation.workflow.records.get(kept_in)
    if kind is None:
        return {}
    records = sources.situation.case.records[kept_in]
    return {str(one.fields.get("firm")): row_of(sources, kind, one) for one in records}


def _standing(situation: Situation, kind: RecordType) -> Iterable[Record]:
    """Return the records of a type that stand: of several with one key the latest."""
    records = situation.case.records[kind.id]
    if kind.single:
        return records[-1:]
    if kind.key:
        return {tuple(str(r.fields.get(k)) for k in kind.key): r for r in records}.values()
    return records


def row_of(sources: Sources, kind: RecordType, record: Record) -> Row:
    """Return a record as a row of plain values."""
    return {
        name: _plain(sources, kind.fields[name].kind, value)
        for name, value in record.fields.items()
        if name in kind.fields
    }


def _plain(sources: Sources, kind: FieldKind, value: Any) -> Any:
    """Return a stored value as a template may see it: dates, and firms and persons by name."""
    if isinstance(value, list):
        return [_plain(sources, kind, one) for one in value]
    match kind:
        case FieldKind.DATE:
            return date.fromisoformat(value)
        case FieldKind.PERSON:
            return sources.shown(value)
        case FieldKind.MEMBER:
            return firm_name(sources.situation, value)
        case FieldKind.PICTURE:
            return f"{value['picture'][:2]}/{value['picture']}"  # where the store keeps it
        case _:
            return value


def firm_name(situation: Situation, firm: str) -> str:
    """Return the full name of a firm of the network, by its id."""
    member = (situation.network or situation).case.members.get(firm)
    return member.name if member else firm
