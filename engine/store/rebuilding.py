"""Rebuilding: snapshot, records and lists of a network are made again from its events."""

from typing import Any, Final

from sqlalchemy import bindparam, delete, select

from engine.case.case import Case
from engine.language import _
from engine.possible import on_network
from engine.source import Conflict, DefinitionError, Problem
from engine.store import schema
from engine.store.audit import Walk, names_of
from engine.store.codec import snapshot_of
from engine.store.database import Database, Writer
from engine.store.list_audit import Derive
from engine.store.reading import LAST
from engine.store.rows import Finding, Portfolio
from engine.store.schema import ours
from engine.store.writing import ADD_NETWORK, ADD_RECORD, line_values, write_steps

LOCK: Final = (
    select(schema.network.c.id)
    .where(ours(schema.network), schema.network.c.id == bindparam("network"))
    .with_for_update()
)
CLEAR: Final = tuple(
    delete(table).where(ours(table), column == bindparam("network"))
    for table, column in (
        (schema.network, schema.network.c.id),
        (schema.record, schema.record.c.network),
        (schema.worklist, schema.worklist.c.network),
    )
)


def rebuild(database: Database, derive: Derive, network: str | None = None) -> int:
    """Make everything but the events again; see ``Store.rebuild``."""
    names = names_of(database, network)
    for name in names:
        _rebuild(database, Walk(database, name), derive)
    return len(names)


def _rebuild(database: Database, walk: Walk, derive: Derive) -> None:
    findings = list(walk.findings())
    if findings or walk.case is None:
        raise _unsound(walk.network, findings)
    steps, line = derive(walk.case)
    with database.writing() as writer:
        _lock(writer, walk)
        for statement in CLEAR:
            writer.run(statement, {"network": walk.network})
        _write(writer, walk, walk.case, line)
        write_steps(writer, walk.network, steps, line)


def _unsound(network: str, findings: list[Finding]) -> DefinitionError:
    message = _("cannot rebuild {network!r}: its events are not sound ({first})")
    first = findings[0].message if findings else _("there are none")
    hint = _("put the events back first; verifying lists all that is wrong")
    return DefinitionError(
        [
            Problem(
                "broken-chain",
                message.format(network=network, first=first),
                hint=hint,
                possible=(on_network("verify", network),),
            )
        ]
    )


def _lock(writer: Writer, walk: Walk) -> None:
    writer.run(LOCK, {"network": walk.network}).fetchall()
    last = writer.run(LAST, {"network": walk.network}).fetchone()[0]
    if last != walk.last.version:
        message = _("{network!r} was written to while it was rebuilt; repeat the command")
        raise Conflict(message.format(network=walk.network))


def _write(writer: Writer, walk: Walk, case: Case, line: Portfolio) -> None:
    head: dict[str, Any] = {
        "new_id": walk.network,
        "new_version": walk.last.version,
        "new_digest": walk.last.digest,
        "new_snapshot": snapshot_of(case),
    }
    writer.run(ADD_NETWORK, head | line_values(line))
    for (scope, kind, number), (on, fields, version, withdrawn) in walk.records.items():
        writer.run(
            ADD_RECORD,
            {
                "new_network": walk.network,
                "new_scope": scope,
                "new_type": kind,
                "new_id": number,
                "new_on": on,
                "new_fields": fields,
                "new_version": version,
                "new_withdrawn": withdrawn,
            },
        )
