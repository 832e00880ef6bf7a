"""Salvaging: every network whose chain holds, out of a database that is damaged, into a new one.

The old one is only read. A page that cannot be read hides what stands in it, so rows are asked for
in the order of their keys from both ends, up to where reading fails. A network is copied when all
its events read, follow each other and vouch for each other, and its plans are as they were; all
that lists show of it is made again from them. Sessions are left behind: people sign in again.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from hashlib import sha256
from typing import Any, Final, NamedTuple

from sqlalchemy import Table, func, insert, select, tuple_, update

from engine.language import _
from engine.source import EngineError, NotFound
from engine.store import schema
from engine.store.audit import Walk
from engine.store.database import Database
from engine.store.list_audit import Derive, plans_lost
from engine.store.opening import as_it_is
from engine.store.proofs import Proofs
from engine.store.reading import links
from engine.store.rebuilding import rebuild
from engine.store.writing import ADD_EVENT

_MANY: Final = 100
_ORGANISATION: Final = schema.organisation.c
SAVED: Final = (
    schema.pin, schema.person, schema.cluster, schema.account, schema.answer, schema.outbox,
)  # fmt: skip
"""Tables of an organisation of which every row that reads is taken along."""

Row = Mapping[str, Any]


class Salvaged(NamedTuple):
    """A network, and why it could not be saved; an empty text where it was."""

    organisation: str
    network: str
    lost: str
    files_lost: tuple[str, ...] = ()


class Wreck:
    """A database of which not all may read, and its folder of kept files."""

    def __init__(self, address: str) -> None:
        """Open it as it is, for reading alone. Raises ``DefinitionError``."""
        self.address = address
        self.database, self.proofs = as_it_is(address)

    def close(self) -> None:
        """Let go of it."""
        self.database.close()

    def organisations(self) -> dict[str, str]:
        """Return the title of every organisation that can still be found, by id."""
        found = {row["id"]: row["title"] for row in rescued(self.database, schema.organisation)}
        for name in _distinct(self.database, schema.event, "organisation"):
            found.setdefault(name, name)
        return found

    def of(self, organisation: str) -> Database:
        """Return the same database, for the rows of an organisation."""
        return as_it_is(self.address, organisation)[0]


def shared(wreck: Wreck, target: Database) -> None:
    """Save the plans that are as they were, and the organisations."""
    plans = [
        row for row in rescued(wreck.database, schema.definition)
        if sha256(str(row["text"]).encode()).hexdigest() == row["digest"]
    ]  # fmt: skip
    names = [
        {"id": name, "title": title, "position": 0} for name, title in wreck.organisations().items()
    ]
    _put(target, schema.definition, plans)
    _put(target, schema.organisation, names)


def salvage(wreck: Wreck, target: Database, proofs: Proofs, derive: Derive) -> Iterator[Salvaged]:
    """Save what is an organisation's own; yield each of its networks, saved or lost."""
    with closing(wreck.of(target.organisation)) as old:
        for table in SAVED:
            _put(target, table, list(rescued(old, table)))
        _count_on(target)
        for name in sorted(_names(old)):
            lost, files = "", tuple[str, ...]()
            try:
                files = _network(old, name, target, derive)
            except (EngineError, ValueError, KeyError, TypeError, AttributeError) as wrong:
                lost = str(wrong) if isinstance(wrong, EngineError) else _("it cannot be read")
            kept = wreck.proofs.of(target.organisation)
            missing = tuple(one for one in files if not _kept(kept, proofs, one))
            yield Salvaged(target.organisation, name, lost, missing)


def _network(old: Database, name: str, target: Database, derive: Derive) -> tuple[str, ...]:
    """Copy the events of a network and make the rest again; return the files they vouch for."""
    walk = Walk(old, name)
    wrong = [*walk.findings(), *plans_lost(walk, target)]
    if wrong or walk.case is None:
        raise NotFound(wrong[0].message if wrong else _("its events are lost"))
    derive(walk.case)  # what cannot be derived is not begun
    with target.writing() as writer:
        for link in links(old, name):
            writer.run(ADD_EVENT, link._asdict())
    rebuild(target, derive, name)
    return tuple(walk.proofs)


def _names(old: Database) -> set[str]:
    listed = {str(row["id"]) for row in rescued(old, schema.network)}
    return listed | set(_distinct(old, schema.event, "network"))


def _kept(old: Proofs, new: Proofs, digest: str) -> bool:
    try:
        new.put(digest, old.read(digest))
    except (EngineError, OSError):
        return False
    return True


def _put(target: Database, table: Table, rows: Sequence[Row]) -> None:
    if rows:
        with target.engine.connect() as connection:
            connection.execute(insert(table), [dict(row) for row in rows])


def _count_on(target: Database) -> None:
    """Let positions of the outbox go on where they were."""
    outbox = schema.outbox.c
    last = select(func.coalesce(func.max(outbox.position), 0)).where(
        outbox.organisation == target.organisation
    )
    mine = _ORGANISATION.id == target.organisation
    with target.engine.connect() as connection:
        connection.execute(
            update(schema.organisation).where(mine).values(position=last.scalar_subquery())
        )


# --- what still reads ---------------------------------------------------------------------------


def rescued(old: Database, table: Table) -> Iterator[Row]:
    """Yield every row that reads: from the first key on, and from the last one back."""
    seen: set[tuple[Any, ...]] = set()
    key = list(table.primary_key.columns)
    for back in (False, True):
        for row in _in_order(old, table, back=back):
            place = tuple(row[column.name] for column in key)
            if place in seen:
                break
            seen.add(place)
            yield row


def _in_order(old: Database, table: Table, *, back: bool) -> Iterator[Row]:
    """Yield rows by their keys until one cannot be read; before that, pages grow smaller."""
    key, many = list(table.primary_key.columns), _MANY
    last: tuple[Any, ...] | None = None
    while True:
        ask = select(table).order_by(*(one.desc() if back else one for one in key)).limit(many)
        if "organisation" in table.c:
            ask = ask.where(schema.ours(table))
        if last is not None:
            place = tuple_(*key)
            ask = ask.where(place < tuple_(*last) if back else place > tuple_(*last))
        try:
            rows = old.ask(ask)
        except EngineError:
            if many == 1:
                return
            many = 1
            continue
        found = [dict(zip(table.c.keys(), row, strict=True)) for row in rows]
        yield from found
        if len(found) < many:
            return
        last = tuple(found[-1][one.name] for one in key)


def _distinct(old: Database, table: Table, name: str) -> Iterator[str]:
    """Yield the values of a column, each once, from both ends up to where reading fails."""
    column: Any = table.c[name]
    seen: set[str] = set()
    for back in (False, True):
        last: str | None = None
        while True:
            ask = select(column).order_by(column.desc() if back else column).limit(1)
            if name != "organisation":
                ask = ask.where(schema.ours(table))
            if last is not None:
                ask = ask.where(column < last if back else column > last)
            try:
                rows = old.ask(ask)
            except EngineError:
                break
            if not rows or rows[0][0] in seen:
                break
            last = str(rows[0][0])
            seen.add(last)
            yield last
