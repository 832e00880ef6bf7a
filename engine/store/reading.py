"""Reading: a case with its records, and its history. Lists have a module of their own."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from sqlalchemy import bindparam, func, select

from engine.case.case import Case, Load, Record
from engine.case.texts import PersonId
from engine.language import _
from engine.possible import Possible, Target, TargetKind, on_network
from engine.source import DefinitionError, NotFound, Problem, did_you_mean
from engine.store import schema
from engine.store.chain import ChainLink
from engine.store.codec import case_of, event_of, fields_of
from engine.store.database import Database
from engine.store.rows import StoredEvent
from engine.store.schema import ours

_NETWORK: Final = schema.network.c
_EVENT: Final = schema.event.c
_RECORD: Final = schema.record.c

_THIS: Final = (ours(schema.network), _NETWORK.id == bindparam("network"))
HEAD: Final = select(_NETWORK.version, _NETWORK.digest).where(*_THIS)
SNAPSHOT: Final = HEAD.add_columns(_NETWORK.snapshot)
STANDING: Final = (
    select(_RECORD.id, _RECORD.on, _RECORD.fields)
    .where(
        ours(schema.record),
        _RECORD.network == bindparam("network"),
        _RECORD.scope == bindparam("scope"),
        _RECORD.type == bindparam("type"),
        _RECORD.version <= bindparam("version"),
        _RECORD.withdrawn.is_(None) | (_RECORD.withdrawn > bindparam("version")),
    )
    .order_by(_RECORD.id)
)
EVENTS: Final = (
    select(*schema.event.c)
    .where(
        ours(schema.event),
        _EVENT.network == bindparam("network"),
        _EVENT.version > bindparam("after"),
        _EVENT.version <= bindparam("upto"),
    )
    .order_by(_EVENT.version)
)
LAST: Final = select(func.max(_EVENT.version)).where(
    ours(schema.event), _EVENT.network == bindparam("network")
)
_MANY: Final = 500
"""Events read at once."""


class RecordReader:
    """Reads the records of one scope as they stood at a version, each type once.

    ``version`` and ``digest`` are the head of the chain when the case was loaded: what is written
    afterwards, by anybody, does not show through it.
    """

    __slots__ = ("_database", "_network", "_read", "_scope", "digest", "version")

    def __init__(self, database: Database, network: str, scope: str, head: tuple[int, str]) -> None:
        self._database = database
        self._network = network
        self._scope = scope
        self._read: dict[str, tuple[Record, ...]] = {}
        self.version, self.digest = head

    def __call__(self, kind: str) -> tuple[Record, ...]:
        """Return the records of a type that stand, in the order they were written."""
        if kind not in self._read:
            rows = self._database.rows(
                STANDING,
                {
                    "network": self._network,
                    "scope": self._scope,
                    "type": kind,
                    "version": self.version,
                },
            )
            self._read[kind] = tuple(
                Record(number, kind, fields_of(text), date.fromisoformat(on))
                for number, on, text in rows
            )
        return self._read[kind]


def load(database: Database, network: str) -> Case:
    """Return the case of a network; its records are read when they are asked for.

    Raises:
        NotFound: there is no such network.
        DefinitionError: its snapshot cannot be read; ``rebuild`` makes it again.
    """
    rows = database.rows(SNAPSHOT, {"network": network})
    if not rows:
        raise _no_network(database, network)
    version, digest, snapshot = rows[0]

    def shelf(scope: str) -> Load:
        return RecordReader(database, network, scope, (version, digest))

    try:
        return case_of(snapshot, shelf)
    except ValueError as error:
        message = _("the snapshot of {network!r} cannot be read: {error}")
        raise DefinitionError(
            [
                Problem(
                    "snapshot",
                    message.format(network=network, error=error),
                    hint=_("rebuilding makes it again from its events"),
                    possible=(on_network("rebuild", network),),
                )
            ]
        ) from error


def head(database: Database, network: str) -> tuple[int, str]:
    """Return version and digest of the last event of a network. Raises ``NotFound``."""
    rows = database.rows(HEAD, {"network": network})
    if not rows:
        raise _no_network(database, network)
    version, digest = rows[0]
    return version, digest


def _no_network(database: Database, network: str) -> NotFound:
    known = [
        row.id for row in database.ask(select(_NETWORK.id).where(ours(schema.network)).limit(2000))
    ]
    message = _("there is no network {network!r}").format(network=network)
    if not known:
        return NotFound(
            _("{message}; there is none yet").format(message=message),
            [Possible("begin", Target(TargetKind.NETWORK, network), title=_("begin it"))],
        )
    if hint := did_you_mean(network, known):
        return NotFound(f"{message}; {hint}")
    return NotFound(message, [Possible("list", Target(TargetKind.NETWORK), title=_("list them"))])


def links(database: Database, network: str, after: int = 0) -> Iterator[ChainLink]:
    """Yield the rows of ``event`` of a network in order, a few hundred in memory at a time."""
    last = database.rows(LAST, {"network": network})[0][0] or 0
    while after < last:
        upto = after + _MANY
        rows = database.rows(EVENTS, {"network": network, "after": after, "upto": upto})
        yield from map(ChainLink._make, rows)
        after = upto


def history(database: Database, network: str, since: date | None = None) -> Iterator[StoredEvent]:
    """Yield what happened in a network, oldest first, from the day ``since`` on.

    Raises:
        NotFound: there is no such network.
        DefinitionError: an event cannot be read.
    """
    head(database, network)
    for link in links(database, network):
        if since is None or date.fromisoformat(link.on) >= since:
            yield stored(link)


def stored(link: ChainLink) -> StoredEvent:
    """Return the event of a row. Raises ``DefinitionError`` when it cannot be read."""
    try:
        event = event_of(link.name, link.payload)
        at, on = datetime.fromisoformat(link.at), date.fromisoformat(link.on)
    except (KeyError, ValueError) as error:
        message = _("event {version} of {network!r} ({name}) cannot be read: {error}").format(
            version=link.version, network=link.network, name=link.name, error=error
        )
        hint, look = _("verifying shows what was changed"), on_network("verify", link.network)
        raise DefinitionError([Problem("event", message, hint=hint, possible=(look,))]) from error
    actor = PersonId(link.actor) if link.actor else None
    return StoredEvent(link.version, at, on, actor, link.name, event, link.digest)
