"""Verifying: the events are the truth, and all else must say the same.

``verify`` recomputes the chain and compares everything that was made from the events. What it
cannot find is a whole history rewritten with every digest after the change; for that, keep the
digest of the last event (``head``) on paper.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from sqlalchemy import select

from engine.case import messages as m
from engine.case.case import Case
from engine.case.evolve import evolve
from engine.case.texts import PersonId
from engine.language import _
from engine.source import DefinitionError
from engine.store import clusters, schema
from engine.store.chain import ChainLink, digest_of
from engine.store.codec import case_of
from engine.store.database import Database
from engine.store.person_audit import named_in, verify_named, verify_persons
from engine.store.proofs import Proofs
from engine.store.reading import head, links, stored
from engine.store.rows import Finding
from engine.store.schema import ours
from engine.store.vouched import files_of
from engine.store.writing import ADD_RECORD, record_rows

_NETWORK: Final = schema.network.c
_EVENT: Final = schema.event.c
_RECORD: Final = schema.record.c

RecordKey = tuple[str, str, int]
RecordRow = tuple[str, str, int, int | None]


def verify_network(walk: "Walk", proofs: Proofs) -> Iterator[Finding]:
    """Yield everything in a network's history that does not fit, and what was made from it."""
    yield from walk.findings()
    yield from _snapshot(walk)
    if walk.folds:
        yield from _records(walk)
    yield from _proofs(walk, proofs)
    yield from verify_named(walk.database, walk.network, walk.persons)


def names_of(database: Database, network: str | None) -> list[str]:
    """Return the networks that have a row or events; a lost row must be found too."""
    known = (
        select(_NETWORK.id)
        .where(ours(schema.network))
        .union(select(_EVENT.network).where(ours(schema.event)))
    )
    names = sorted(row[0] for row in database.ask(known))
    if network is None:
        return names
    if network not in names:
        head(database, network)  # raises NotFound
    return [network]


def verify_beside(database: Database, proofs: Proofs) -> Iterator[Finding]:
    """Yield what is wrong with what belongs to no one network: persons, clusters, files left."""
    yield from verify_persons(database)
    yield from clusters.verify(database)
    yield from left_behind(proofs)


def left_behind(proofs: Proofs) -> list[Finding]:
    """Return a finding for each file that a command killed in the middle left."""
    text = _("the file {path} is left of a command that was stopped; the next command clears it")
    return [Finding("", 0, text.format(path=copy)) for copy in proofs.left_behind()]


class Walk:
    """One walk through the history of a network: what it says, and what is wrong with it."""

    def __init__(self, database: Database, network: str) -> None:
        self.database, self.network = database, network
        self.case: Case | None = None
        self.folds = True  # until an event cannot be read or applied
        self.last = ChainLink(database.organisation, network, 0, *[""] * 7)
        self.records: dict[RecordKey, RecordRow] = {}
        self.persons: dict[PersonId, int] = {}  # id -> version of the first event that names it
        self.proofs: dict[str, int] = {}  # digest -> version of the event that gave it

    def findings(self) -> Iterator[Finding]:
        """Walk to the end, yielding what is wrong with the events."""
        for link in links(self.database, self.network):
            yield from self._link(link)
            yield from self._event(link)
            for one in named_in(link.actor, link.payload):
                self.persons.setdefault(one, link.version)
            self.last = link

    def found(self, version: int, message: str) -> Finding:
        """Return a finding in this network."""
        return Finding(self.network, version, message)

    def _link(self, link: ChainLink) -> Iterator[Finding]:
        before = self.last
        if link.version != before.version + 1:
            first, last = before.version + 1, link.version - 1
            text = _("events {first} to {last} are missing")
            if first == last:
                text = _("event {first} is missing")
            yield self.found(first, text.format(first=first, last=last))
        elif link.previous != before.digest:
            text = _("event {version} ({name}) does not follow the event before it")
            yield self.found(link.version, text.format(version=link.version, name=link.name))
        if digest_of(link) != link.digest:
            text = _("event {version} ({name}, {on}) was changed after it was written")
            yield self.found(
                link.version, text.format(version=link.version, name=link.name, on=link.on)
            )

    def _event(self, link: ChainLink) -> Iterator[Finding]:
        try:
            event = stored(link).event
        except DefinitionError as error:
            self.folds = False
            yield self.found(link.version, str(error))
            return
        for digest in files_of(event):
            self.proofs.setdefault(digest, link.version)
        self._keep_records(link, event)
        if not self.folds:
            return
        try:
            self.case = evolve(self.case, event, date.fromisoformat(link.on))
        except (KeyError, ValueError) as error:
            self.folds = False
            text = _("event {version} ({name}) does not fit what came before it: {error}")
            yield self.found(
                link.version, text.format(version=link.version, name=link.name, error=error)
            )

    def _keep_records(self, link: ChainLink, event: m.Event) -> None:
        for statement, values in record_rows(self.network, link, event):
            if statement is ADD_RECORD:
                key = values["new_scope"], values["new_type"], values["new_id"]
                self.records[key] = values["new_on"], values["new_fields"], link.version, None
                continue
            key = values["of_scope"], values["of_type"], values["of_id"]
            row = self.records.get(key)
            if row is not None and row[3] is None:
                self.records[key] = (*row[:3], link.version)


def _snapshot(walk: Walk) -> Iterator[Finding]:
    columns = _NETWORK.version, _NETWORK.digest, _NETWORK.snapshot
    rows = walk.database.ask(
        select(*columns).where(ours(schema.network), _NETWORK.id == walk.network)
    )
    if not rows:
        yield walk.found(0, _("its row is lost; rebuilding makes it again"))
        return
    version, digest, snapshot = rows[0]
    if version != walk.last.version:
        text = _("the snapshot is of event {version}, the events end with {last}")
        yield walk.found(version, text.format(version=version, last=walk.last.version))
    elif digest != walk.last.digest:
        yield walk.found(version, _("the snapshot names another last event"))
    elif walk.folds and not _same(snapshot, walk.case):
        yield walk.found(version, _("the snapshot does not say what the events say"))


def _records(walk: Walk) -> Iterator[Finding]:
    columns = _RECORD.scope, _RECORD.type, _RECORD.id, _RECORD.on, _RECORD.fields
    ask = select(*columns, _RECORD.version, _RECORD.withdrawn)
    rows = walk.database.ask(ask.where(ours(schema.record), _RECORD.network == walk.network))
    there = {(row[0], row[1], row[2]): tuple(row[3:]) for row in rows}
    for key in sorted(walk.records.keys() | there.keys()):
        wrong = _difference(walk.records.get(key), there.get(key))
        if wrong:
            scope, kind, number = key
            text = _("record {number} ({kind}) {wrong}")
            name = f"{scope}.{kind}" if scope else kind
            yield walk.found(0, text.format(number=number, kind=name, wrong=wrong))


def _proofs(walk: Walk, proofs: Proofs) -> Iterator[Finding]:
    for digest, version in walk.proofs.items():
        if wrong := proofs.wrong(digest):
            text = _("proof {digest} given in event {version}: {wrong}")
            shown = text.format(digest=digest[:12], version=version, wrong=wrong)
            yield walk.found(version, shown)


def _difference(said: RecordRow | None, there: tuple[Any, ...] | None) -> str:
    if there is None:
        return _("is lost; rebuilding makes it again")
    if said is None:
        return _("was never written by an event")
    return "" if said == there else _("does not say what its event says")


def _same(snapshot: str, case: Case | None) -> bool:
    try:
        return case_of(snapshot, lambda _scope: lambda _type: ()) == case
    except ValueError:
        return False
