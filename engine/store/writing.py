"""Writing: events, snapshot, records, lists, persons and files of a command, together or not.

The row of a network is replaced only if its digest is the one the case was loaded with. Where it is
not, somebody else wrote first: everything is undone and the second writer is told what changed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import (
    Integer,
    bindparam,
    case,
    delete,
    func,
    insert,
    literal_column,
    select,
    update,
)

from engine.case import messages as m
from engine.case.texts import PersonId
from engine.case.words import said
from engine.language import _, plural
from engine.source import Conflict, Rejected
from engine.store import definitions, schema
from engine.store.chain import ChainLink, sealed
from engine.store.codec import encode, mapping_of, snapshot_of
from engine.store.database import INSERT, Database, Writer
from engine.store.failures import Gone, told
from engine.store.persons import add, people
from engine.store.proofs import Proofs
from engine.store.reading import HEAD, RecordReader, links
from engine.store.rows import Brought, Change, Person, Portfolio, Stamp, WorklistRow
from engine.store.schema import NO_DAY, ours
from engine.store.vouched import records_of

_NETWORK: Final = schema.network.c
_RECORD: Final = schema.record.c
_WORK: Final = schema.worklist.c


def _row(table: Any, *names: str) -> dict[str, Any]:
    """Return what fills the columns of a table: ``new_...``, and the organisation as it is."""
    wanted = [name for name in names or table.c.keys() if name != "organisation"]
    whose: dict[str, Any] = {} if names else {"organisation": bindparam("organisation")}
    return whose | {name: bindparam(f"new_{name}") for name in wanted}


_LINE: Final = (
    "title", "state", "type", "phases", "facilitator", "cluster", "members", "doubts", "last_on",
)  # fmt: skip
ADD_EVENT: Final = insert(schema.event).values({c: bindparam(c) for c in ChainLink._fields})
ADD_NETWORK: Final = insert(schema.network).values(_row(schema.network))
_OURS: Final = (ours(schema.network), _NETWORK.id == bindparam("network"))
_ZERO: Final[Any] = literal_column("0")
_ONE: Final[Any] = literal_column("1")
_STANDS: Final = case((_NETWORK.digest == bindparam("previous"), _ONE), else_=_ZERO)
_GUARDED: Final = {"version": bindparam("new_version", type_=Integer).op("/")(_STANDS)}
"""Fails when somebody else wrote first, so that the commit behind it is refused by itself."""
_STEP: Final = ("digest", "snapshot")
MOVE_NETWORK: Final = (
    update(schema.network).where(*_OURS).values(_GUARDED | _row(schema.network, *_STEP, *_LINE))
)
MOVE_SNAPSHOT: Final = (
    update(schema.network).where(*_OURS).values(_GUARDED | _row(schema.network, *_STEP))
)
LOCK: Final = select(_NETWORK.id).where(*_OURS).with_for_update()
ADD_RECORD: Final = insert(schema.record).values(_row(schema.record))
WITHDRAW: Final = (
    update(schema.record)
    .where(
        ours(schema.record),
        *(_RECORD[name] == bindparam(f"of_{name}") for name in ("network", "scope", "type", "id")),
        _RECORD.withdrawn.is_(None),
    )
    .values(withdrawn=bindparam("new_withdrawn"))
)
_PLACE: Final = ("network", "scope", "task")
DROP_STEP: Final = delete(schema.worklist).where(
    ours(schema.worklist), *(_WORK[name] == bindparam(f"new_{name}") for name in _PLACE)
)
DROP_STEPS: Final = delete(schema.worklist).where(
    ours(schema.worklist), _WORK.network == bindparam("new_network")
)
AT_REST: Final = ("suspended", "closed", "dissolved")
"""States in which a network asks nobody for anything."""
ADD_STEP: Final = insert(schema.worklist).values(_row(schema.worklist))
COMMAND: Final = select(schema.event.c.command).where(
    ours(schema.event),
    schema.event.c.network == bindparam("network"),
    schema.event.c.version == bindparam("of_version"),
)
ANSWER: Final = select(schema.answer.c.outcome).where(
    ours(schema.answer), schema.answer.c.key == bindparam("of_key")
)
ADD_ANSWER: Final = insert(schema.answer).values(_row(schema.answer))
DROP_ANSWERS: Final = delete(schema.answer).where(
    ours(schema.answer), schema.answer.c.at < bindparam("of_moment")
)
KEYS_LAST: Final = timedelta(days=30)
"""How long the answer to a key is kept; afterwards the key is free."""


def add_organisation(database: Database) -> Any:
    """Return the statement that makes the organisation when its first network begins."""
    values = {
        "id": bindparam("organisation"),
        "title": bindparam("organisation"),
        "position": _ZERO,
    }
    return INSERT[database.dialect](schema.organisation).values(values).on_conflict_do_nothing()


_ORGANISATION: Final = schema.organisation.c
NEXT_POSITION: Final = (
    update(schema.organisation)
    .where(_ORGANISATION.id == bindparam("organisation"))
    .values(position=_ORGANISATION.position + _ONE)
)
ADD_TO_OUTBOX: Final = insert(schema.outbox).from_select(
    list(schema.outbox.c.keys()),
    select(
        _ORGANISATION.id,
        _ORGANISATION.position,
        *(bindparam(f"new_{name}") for name in ("network", "version", "kind", "at")),
    ).where(_ORGANISATION.id == bindparam("organisation")),
)


class Lost(Exception):
    """Somebody else wrote first. It never leaves this module."""


@dataclass(frozen=True, slots=True)
class Commit:
    """All that one command writes: see ``Store.append``."""

    changes: tuple[Change, ...]
    brought: Brought
    key: str = ""
    outcome: str = ""


TRIES: Final = 2
"""How often a command is written when the server ends the connection in the middle."""


def append(database: Database, proofs: Proofs, entry: Commit) -> str:
    """Write changes of one or several networks and what they brought, all or none."""
    with proofs.staging(entry.brought.files, lambda digest: is_named(database, digest)):
        for left in reversed(range(TRIES)):
            try:
                return _appended(database, entry)
            except Gone as gone:  # perhaps after the commit: what is there is looked up first
                if (stands := _written(database, entry)) is not None:
                    return stands
                if not left:
                    raise told(_cause(gone), _("write to the database")) from gone
    raise AssertionError


def _cause(gone: Gone) -> Exception:
    return gone.__cause__ if isinstance(gone.__cause__, Exception) else gone


def _written(database: Database, entry: Commit) -> str | None:
    """Return the outcome that stands when a command was written although its answer was lost."""
    if entry.key and (earlier := once(database, entry.key)) is not None:
        return earlier
    if not entry.changes:
        return None
    after, command = entry.changes[0].after, entry.changes[0].stamp.command
    rows = database.rows(COMMAND, {"network": after.id, "of_version": after.version})
    return entry.outcome if rows and rows[0][0] == command else None


def _appended(database: Database, entry: Commit) -> str:
    try:
        _transaction(database, entry)
    except (Lost, database.driver.IntegrityError, database.driver.DataError) as lost:
        earlier = once(database, entry.key) if entry.key else None
        if earlier is not None:
            return earlier
        missed = [one for change in entry.changes if (one := _missed(database, change)).said]
        if not missed and not isinstance(lost, Lost):
            raise  # a key that nobody else wrote: ours was wrong
        raise _conflict(entry.changes[0].after.title, missed) from lost
    return entry.outcome


def _transaction(database: Database, entry: Commit) -> None:
    with database.writing() as writer:
        for definition in entry.brought.definitions:
            definitions.add(writer, definition)
        for person in entry.brought.persons:
            add(writer, person)
        for change in sorted(entry.changes, key=lambda change: change.after.id):
            _write(writer, change)
        if entry.key:
            stamp = entry.changes[0].stamp
            values = {"new_key": entry.key, "new_outcome": entry.outcome}
            writer.run(DROP_ANSWERS, {"of_moment": _text_of(stamp.at - KEYS_LAST)})
            writer.run(ADD_ANSWER, {**values, "new_at": _moment(stamp)})
        for change in entry.changes:
            _follow(writer, change)


NAMED: Final = select(func.count()).where(
    ours(schema.event), schema.event.c.payload.like(bindparam("of_pattern"))
)


def is_named(database: Database, digest: str) -> bool | None:
    """Whether an event names a file; None where the database cannot be asked.

    It reads every event, and is asked only after a mishap.
    """
    try:
        return bool(database.rows(NAMED, {"of_pattern": f"%{digest}%"})[0][0])
    except Rejected:
        return None


def _moment(stamp: Stamp) -> str:
    return _text_of(stamp.at)


def _text_of(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _follow(writer: Writer, change: Change) -> None:
    """Put a change into the outbox, last of all: the counter makes writers pass one by one.

    So positions are dense and in the order of commits, and a reader who asks for what lies behind
    the last one he saw misses nothing.
    """
    if not change.events:
        return
    writer.run(NEXT_POSITION, {})
    values = {
        "new_network": change.after.id,
        "new_version": change.after.version,
        "new_kind": m.NAMES[type(change.events[0])],
        "new_at": _moment(change.stamp),
    }
    writer.run(ADD_TO_OUTBOX, values)


def once(database: Database, key: str) -> str | None:
    """Return the outcome of the command that came with a key, if there was one."""
    rows = database.rows(ANSWER, {"of_key": key})
    return str(rows[0][0]) if rows else None


def _write(writer: Writer, change: Change) -> None:
    """Write one change; its statement on the network fails when somebody else came first."""
    network = change.after.id
    first, previous = _head(writer, change)
    chain = list(_chained(writer.database.organisation, change, first, previous))
    _move(writer, change, chain, previous)
    for link, event in zip(chain, change.events, strict=True):
        writer.run(ADD_EVENT, link._asdict())
        for statement, values in record_rows(network, link, event):
            writer.run(statement, values)
    write_steps(writer, network, change.worklist or (), change.portfolio)


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


def _chained(organisation: str, change: Change, version: int, previous: str) -> Iterator[ChainLink]:
    stamp, network = change.stamp, change.after.id
    at, on = _moment(stamp), stamp.on.isoformat()
    for event in change.events:
        version += 1
        name, payload = m.NAMES[type(event)], encode(event)
        said = (stamp.command, name, at, on, stamp.actor or "", payload)
        link = sealed(ChainLink(organisation, network, version, *said, previous))
        previous = link.digest
        yield link


def _move(writer: Writer, change: Change, chain: list[ChainLink], previous: str) -> None:
    after, digest = change.after, chain[-1].digest if chain else previous
    values: dict[str, Any] = {
        "new_version": after.version,
        "new_digest": digest,
        "new_snapshot": snapshot_of(after),
    }
    line = change.portfolio
    if change.before is None:
        line = line or Portfolio(
            after.title, after.state, after.type, last_on=after.last_on, cluster=after.cluster
        )
        writer.run(add_organisation, {})
        writer.run(ADD_NETWORK, {"new_id": after.id, **values, **line_values(line)})
        return
    values |= {"network": after.id, "previous": previous}
    if line is None:
        writer.run(MOVE_SNAPSHOT, values)
    else:
        writer.run(MOVE_NETWORK, values | line_values(line))


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
        "new_facilitator": line.facilitator or "",
        "new_cluster": line.cluster,
    }


def record_rows(
    network: str, link: ChainLink, event: m.Event
) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Yield what an event does to the rows of ``record``: statements with their values."""
    moved = records_of(event)
    if (new := moved.new) is not None:
        yield (
            ADD_RECORD,
            {
                "new_network": network,
                "new_scope": new.scope,
                "new_type": new.type,
                "new_id": new.record,
                "new_on": new.on.isoformat() if new.on else link.on,
                "new_fields": encode(new.fields),
                "new_version": link.version,
                "new_withdrawn": None,
            },
        )
    for gone in moved.gone:
        yield (
            WITHDRAW,
            {
                "of_network": network,
                "of_scope": moved.scope,
                "of_type": moved.type,
                "of_id": gone,
                "new_withdrawn": link.version,
            },
        )


def write_steps(
    writer: Writer, network: str, rows: Iterable[WorklistRow], line: Portfolio | None
) -> None:
    """Write steps of a worklist anew; a network at rest asks nobody for anything."""
    if line is not None and line.state in AT_REST:
        writer.run(DROP_STEPS, {"new_network": network})
        return
    for row in rows:
        _write_step(writer, network, row)


def _write_step(writer: Writer, network: str, row: WorklistRow) -> None:
    """Write a step of the worklist anew; take out one that is not open."""
    place = {"new_network": network, "new_scope": row.scope, "new_task": row.task}
    writer.run(DROP_STEP, place)
    for values in step_rows(row):
        writer.run(ADD_STEP, {"new_network": network, **values})


def step_rows(row: WorklistRow) -> Iterator[dict[str, Any]]:
    """Yield the rows of a step, one for each role; none for a step that is not open.

    The row without a role lists the step once, whoever can do it.
    """
    for role in ("", *row.roles) if row.open else ():
        yield {
            "new_scope": row.scope,
            "new_task": row.task,
            "new_role": role,
            "new_state": row.state,
            "new_due": row.due.isoformat() if row.due else NO_DAY,
            "new_roles": " ".join(row.roles),
            "new_required": int(row.required),
        }


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
