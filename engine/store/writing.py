"""Writing: events, snapshot, records, lists, persons and files of a command, together or not.

The row of a network is replaced only if its digest is the one the case was loaded with. Where it is
not, somebody else wrote first: everything is undone and the second writer is told what changed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, delete, func, insert, select, update

from engine.case import messages as m
from engine.case.texts import PersonId
from engine.case.words import said
from engine.language import _, plural
from engine.source import Conflict
from engine.store import definitions, schema
from engine.store.chain import ChainLink, sealed
from engine.store.codec import encode, mapping_of, snapshot_of
from engine.store.database import INSERT, Database, Writer
from engine.store.persons import add, people
from engine.store.proofs import Proofs
from engine.store.reading import HEAD, RecordReader, links
from engine.store.rows import Brought, Change, Person, Portfolio, WorklistRow

_NETWORK: Final = schema.network.c
_RECORD: Final = schema.record.c
_WORK: Final = schema.worklist.c


def _row(table: Any, *names: str) -> dict[str, Any]:
    return {name: bindparam(f"new_{name}") for name in names or table.c.keys()}


_LINE: Final = ("title", "state", "type", "phases", "members", "doubts", "last_on")
ADD_EVENT: Final = insert(schema.event).values({c: bindparam(c) for c in ChainLink._fields})
ADD_NETWORK: Final = insert(schema.network).values(_row(schema.network))
_OURS: Final = (_NETWORK.id == bindparam("network"), _NETWORK.digest == bindparam("previous"))
_STEP: Final = ("version", "digest", "snapshot")
MOVE_NETWORK: Final = (
    update(schema.network).where(*_OURS).values(_row(schema.network, *_STEP, *_LINE))
)
MOVE_SNAPSHOT: Final = update(schema.network).where(*_OURS).values(_row(schema.network, *_STEP))
ADD_RECORD: Final = insert(schema.record).values(_row(schema.record))
WITHDRAW: Final = (
    update(schema.record)
    .where(
        *(_RECORD[name] == bindparam(f"of_{name}") for name in ("case", "scope", "type", "id")),
        _RECORD.withdrawn.is_(None),
    )
    .values(withdrawn=bindparam("new_withdrawn"))
)
_PLACE: Final = ("case", "scope", "task")
DROP_STEP: Final = delete(schema.worklist).where(
    *(_WORK[name] == bindparam(f"new_{name}") for name in _PLACE)
)
ANSWER: Final = select(schema.answer.c.outcome).where(schema.answer.c.key == bindparam("of_key"))
ADD_ANSWER: Final = insert(schema.answer).values(_row(schema.answer))


def put_step(database: Database) -> Any:
    """Return the statement that writes a row of the worklist, or writes it anew."""
    statement = INSERT[database.dialect](schema.worklist).values(_row(schema.worklist))
    names = ("state", "due", "roles", "required")
    return statement.on_conflict_do_update(
        index_elements=list(_PLACE), set_={name: statement.excluded[name] for name in names}
    )


class Lost(Exception):
    """Somebody else wrote first. It never leaves this module."""


@dataclass(frozen=True, slots=True)
class WrittenEvent:
    """All that one command writes: see ``Store.append``."""

    changes: tuple[Change, ...]
    brought: Brought
    key: str = ""
    outcome: str = ""


def append(database: Database, proofs: Proofs, entry: WrittenEvent) -> str:
    """Write changes of one or several networks and what they brought, all or none."""
    try:
        with proofs.staging(entry.brought.files, lambda digest: is_named(database, digest)):
            _transaction(database, entry)
    except (Lost, database.driver.IntegrityError) as lost:
        earlier = once(database, entry.key) if entry.key else None
        if earlier is not None:
            return earlier
        missed = [one for change in entry.changes if (one := _missed(database, change)).said]
        if not missed and not isinstance(lost, Lost):
            raise  # a key that nobody else wrote: ours was wrong
        raise _conflict(entry.changes[0].after.title, missed) from lost
    return entry.outcome


def _transaction(database: Database, entry: WrittenEvent) -> None:
    with database.writing() as writer, writer.pipeline() as pipeline:
        for definition in entry.brought.definitions:
            definitions.add(writer, definition)
        for person in entry.brought.persons:
            add(writer, person)
        ordered = sorted(entry.changes, key=lambda change: change.after.id)
        moved = [_write(writer, change) for change in ordered]
        if entry.key:
            writer.run(ADD_ANSWER, {"new_key": entry.key, "new_outcome": entry.outcome})
        if pipeline is not None:
            pipeline.sync()
        _must_have_moved(moved)


NAMED: Final = select(func.count()).where(schema.event.c.payload.like(bindparam("of_pattern")))


def is_named(database: Database, digest: str) -> bool | None:
    """Whether an event names a file; None where the database cannot be asked.

    It reads every event, and is asked only after a mishap.
    """
    try:
        return bool(database.rows(NAMED, {"of_pattern": f"%{digest}%"})[0][0])
    except database.driver.OperationalError:
        return None


def _must_have_moved(moved: list[Any]) -> None:
    if any(cursor.rowcount != 1 for cursor in moved):
        raise Lost


def once(database: Database, key: str) -> str | None:
    """Return the outcome of the command that came with a key, if there was one."""
    rows = database.rows(ANSWER, {"of_key": key})
    return str(rows[0][0]) if rows else None


def _write(writer: Writer, change: Change) -> Any:
    """Write one change and return the cursor whose row count says whether we came first."""
    network = change.after.id
    first, previous = _head(writer, change)
    chain = list(_chained(change, first, previous))
    moved = _move(writer, change, chain, previous)
    for link, event in zip(chain, change.events, strict=True):
        writer.run(ADD_EVENT, link._asdict())
        for statement, values in record_rows(network, link, event):
            writer.run(statement, values)
    for row in change.worklist or ():
        write_step(writer, network, row)
    return moved


def _head(writer: Writer, change: Change) -> tuple[int, str]:
    before = change.before
    if before is None:
        return 0, ""
    reader = before.records.load
    if isinstance(reader, RecordReader) and reader.version == before.version:
        return reader.version, reader.digest
    row = writer.run(HEAD, {"network": before.id}).fetchone()
    if row is None or row[0] != before.version:
        raise Lost
    return row[0], row[1]


def _chained(change: Change, version: int, previous: str) -> Iterator[ChainLink]:
    stamp = change.stamp
    at, on = stamp.at.astimezone(UTC).isoformat(timespec="microseconds"), stamp.on.isoformat()
    for event in change.events:
        version += 1
        name, payload = m.NAMES[type(event)], encode(event)
        actor = stamp.actor or ""
        link = sealed(ChainLink(change.after.id, version, name, at, on, actor, payload, previous))
        previous = link.digest
        yield link


def _move(writer: Writer, change: Change, chain: list[ChainLink], previous: str) -> Any:
    after, digest = change.after, chain[-1].digest if chain else previous
    values: dict[str, Any] = {
        "new_version": after.version,
        "new_digest": digest,
        "new_snapshot": snapshot_of(after),
    }
    line = change.portfolio
    if change.before is None:
        line = line or Portfolio(after.title, after.state, after.type, last_on=after.last_on)
        return writer.run(ADD_NETWORK, {"new_id": after.id, **values, **line_values(line)})
    values |= {"network": after.id, "previous": previous}
    if line is None:
        return writer.run(MOVE_SNAPSHOT, values)
    return writer.run(MOVE_NETWORK, values | line_values(line))


def line_values(line: Portfolio) -> dict[str, Any]:
    """Return the columns of a portfolio line."""
    return {
        "new_title": line.title,
        "new_state": line.state,
        "new_type": line.type,
        "new_phases": " ".join(line.phases),
        "new_members": line.members,
        "new_doubts": line.doubts,
        "new_last_on": line.last_on.isoformat() if line.last_on else "",
    }


def record_rows(
    network: str, link: ChainLink, event: m.Event
) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Yield what an event does to the rows of ``record``: statements with their values."""
    if isinstance(event, m.FactRecorded):
        yield (
            ADD_RECORD,
            {
                "new_case": network,
                "new_scope": event.scope,
                "new_type": event.type,
                "new_id": event.record,
                "new_on": event.on.isoformat() if event.on else link.on,
                "new_fields": encode(event.fields),
                "new_version": link.version,
                "new_withdrawn": None,
            },
        )
        for number in event.replaces:
            yield WITHDRAW, _withdrawn(network, link, event, number)
    elif isinstance(event, m.RecordWithdrawn):
        yield WITHDRAW, _withdrawn(network, link, event, event.record)


def _withdrawn(
    network: str, link: ChainLink, event: m.FactRecorded | m.RecordWithdrawn, number: int
) -> dict[str, Any]:
    return {
        "of_case": network,
        "of_scope": event.scope,
        "of_type": event.type,
        "of_id": number,
        "new_withdrawn": link.version,
    }


def write_step(writer: Writer, network: str, row: WorklistRow) -> None:
    """Write a row of the worklist, or take it out when its step is no longer open."""
    place = {"new_case": network, "new_scope": row.scope, "new_task": row.task}
    if not row.open:
        writer.run(DROP_STEP, place)
        return
    values = {
        "new_state": row.state,
        "new_due": row.due.isoformat() if row.due else "",
        "new_roles": " ".join(row.roles),
        "new_required": int(row.required),
    }
    writer.run(put_step, place | values)


# --- what the second writer is told -------------------------------------------------------------


class _Missed(NamedTuple):
    title: str
    said: list[str]
    more: int


_TOLD: Final = 5
"""Events named to the second writer; more are counted."""
_SUBJECTS: Final = (
    "task", "criterion", "firm", "ballot", "document", "milestone", "project", "phase", "into",
    "title", "name", "origin", "type", "verb",
)  # fmt: skip


def _conflict(title: str, missed: list[_Missed]) -> Conflict:
    title = missed[0].title if missed else title
    said = [sentence for one in missed for sentence in one.said]
    more = sum(one.more for one in missed)
    if more:
        said.append(plural("and {count} more", "and {count} more", more).format(count=more))
    message = _("cannot write to {title!r}: somebody else wrote first ({what})").format(
        title=title, what="; ".join(said) or _("the database was changed by hand")
    )
    return Conflict(_("{message}; look again, then repeat the command").format(message=message))


def _missed(database: Database, change: Change) -> _Missed:
    since = change.before.version if change.before else 0
    rows = list(links(database, change.after.id, since))
    shown = list(islice(rows, _TOLD))
    known = people(database, {PersonId(link.actor) for link in shown if link.actor})
    zone = ZoneInfo(change.after.zone)
    said = [_said(link, known, zone) for link in shown]
    return _Missed(change.after.title, said, len(rows) - len(shown))


def _said(link: ChainLink, known: Mapping[PersonId, Person], zone: ZoneInfo) -> str:
    from_ = known.get(PersonId(link.actor))
    fields = mapping_of(link.payload)
    subject = next((str(fields[name]) for name in _SUBJECTS if fields.get(name)), "")
    return _("{who} at {time}: {what} {subject}").format(
        who=from_.shown if from_ else _("somebody"),
        time=_time(link.at, zone),
        what=said(link.name),
        subject=subject,
    )


def _time(at: str, zone: ZoneInfo) -> str:
    return f"{datetime.fromisoformat(at).astimezone(zone):%H:%M}"
