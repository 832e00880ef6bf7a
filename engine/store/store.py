"""The store: cases, their events, and what belongs to them, in a database and a folder."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Final, Self

from engine.case.case import Case
from engine.case.cluster import Cluster
from engine.case.texts import PersonId, PersonName
from engine.source import EngineError, NotFound
from engine.store import (
    audit,
    backup,
    clusters,
    damage,
    definitions,
    list_audit,
    lists,
    looking,
    organisations,
    reading,
    rebuilding,
    salvaging,
    writing,
)
from engine.store import persons as people
from engine.store.accounts import Accounts
from engine.store.database import HOME, Database
from engine.store.list_audit import Derive
from engine.store.opening import opened
from engine.store.organisations import Organisation
from engine.store.proofs import Proofs
from engine.store.rows import (
    Brought,
    Change,
    Chosen,
    Finding,
    Looked,
    NetworkRow,
    OutboxRow,
    Person,
    StoredEvent,
    WorklistRow,
)
from engine.store.salvaging import Salvaged, Wreck

NOTHING: Final = Brought()


def open_store(url: str, organisation: str = HOME) -> "Store":
    """Open the rows of an organisation in a database, made or brought up to date where needed.

    ``sqlite:////folder/name.db`` (``?synchronous=FULL`` to survive power cuts) or
    ``postgresql+psycopg://user:password@host/name``.

    Raises:
        DefinitionError: the URL, the file or the server cannot be used; says what to do.
        NotFound: there is no such organisation.
    """
    database, proofs = opened(url, organisation)
    try:
        organisations.must_be(database)
    except NotFound:
        database.close()
        raise
    return Store(database, proofs)


def open_backup(path: Path, organisation: str = HOME) -> "Store":
    """Open what an organisation has in a backup, for verifying it where it lies."""
    return Store(*backup.within(path, organisation))


def open_new(path: Path, proofs: Path, organisation: str = HOME) -> "Store":
    """Open a new database whose kept files go to a folder of another name."""
    database, _proofs = opened(f"sqlite:///{path}", organisation)
    return Store(database, Proofs(proofs).of(organisation))


@dataclass(frozen=True)
class Store:
    """A database and the folder of its proofs. Safe to use from several threads."""

    _database: Database = field(repr=False)
    _proofs: Proofs

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection: on SQLite all that was written then stands in the one file."""
        self._database.close()

    def load(self, network: str) -> Case:
        """Return the case of a network as it stands. Its records are read when asked for.

        Raises:
            NotFound: there is no such network.
        """
        return reading.load(self._database, network)

    def head(self, network: str) -> str:
        """Return the digest of a network's last event, which vouches for all before it."""
        return reading.head(self._database, network)[1]

    def append(
        self,
        changes: Sequence[Change],
        brought: Brought = NOTHING,
        key: str = "",
        outcome: str = "",
    ) -> str:
        """Write changes of one or several networks in one transaction, all or none.

        What they brought along (persons, files, definitions) becomes durable with them or not at
        all; a process killed in the middle leaves at most a file that ``verify`` lists and the next
        command clears. With ``key`` the ``outcome`` is kept for ``once``. When another command with
        the same key came first, nothing is written.

        Returns:
            The outcome that stands: ours, or that of the command that came first.

        Raises:
            Conflict: somebody wrote after the case was loaded; says who, when and what.
            Rejected: the database or the folder of files cannot be written to.
        """
        entry = writing.Commit(tuple(changes), brought, key, outcome)
        return writing.append(self._database, self._proofs, entry)

    def once(self, key: str) -> str | None:
        """Return the outcome of the earlier command with this key, or None."""
        return writing.once(self._database, key)

    def history(self, network: str, since: date | None = None) -> Iterator[StoredEvent]:
        """Yield what happened in a network, oldest first, from the day ``since`` on.

        Raises:
            NotFound: there is no such network.
        """
        return reading.history(self._database, network, since)

    def verify(self, network: str | None = None, derive: Derive | None = None) -> Iterator[Finding]:
        """Yield every event, snapshot, record and proof that was changed, lost or slipped in.

        With ``derive``, which says what lists show of a case, also every plan a network runs on and
        every row of the lists.

        Raises:
            NotFound: there is no such network.
        """
        for name in audit.names_of(self._database, network):
            walk = audit.Walk(self._database, name)
            yield from audit.verify_network(walk, self._proofs)
            if derive is not None and walk.folds:
                yield from list_audit.verify_lists(walk, derive)
        if network is None:
            yield from audit.verify_beside(self._database, self._proofs)

    def damage(self, derive: Derive) -> EngineError | None:
        """Return the refusal to work on this database where it is damaged; else None."""
        return damage.damage(self._database, lambda: self.verify(derive=derive))

    def back_up(self, path: Path) -> backup.BackedUp:
        """Write all organisations of this database, with their kept files, into one file.

        Raises:
            Rejected: there is such a file, or it cannot be written whole.
        """
        return backup.back_up(self._database, self._proofs, path)

    def salvage(self, wreck: Wreck, derive: Derive) -> Iterator[Salvaged]:
        """Save into this new store what still holds of the same organisation in a wreck."""
        return salvaging.salvage(wreck, self._database, self._proofs, derive)

    def salvage_shared(self, wreck: Wreck) -> None:
        """Save plans and organisations; before the networks that need them."""
        salvaging.shared(wreck, self._database)

    def notes(self) -> list[str]:
        """Return what its owner should know of the file, such as that its end is missing."""
        return list(self._database.notes)

    def known(self) -> list[str]:
        """Return every network that has a row or events; one whose row is lost is known too."""
        return audit.names_of(self._database, None)

    def rebuild(self, derive: Derive, network: str | None = None) -> int:
        """Make snapshot, records and lists again from the events and return how many networks.

        ``derive`` says what lists show of a case.

        Raises:
            NotFound: there is no such network.
            DefinitionError: the events themselves are not sound.
            Conflict: somebody wrote meanwhile.
        """
        return rebuilding.rebuild(self._database, derive, network)

    def add_organisation(self, organisation: str, title: str = "") -> None:
        """Make an organisation in this database. Raises ``Rejected`` for a name that is taken."""
        organisations.add(self._database, organisation, title)

    def organisations(self) -> list[Organisation]:
        """Return every organisation of this database, by id."""
        return organisations.every(self._database)

    def organisation(self) -> Organisation:
        """Return the organisation whose store this is. Raises ``NotFound`` before its first use."""
        return organisations.one(self._database)

    def describe_cluster(self, cluster: Cluster, at: datetime) -> int:
        """Keep a cluster as it stands from now on; return its version. Raises ``Rejected``."""
        return clusters.put(self._database, cluster, at)

    def clusters(self) -> list[Cluster]:
        """Return every cluster of this organisation, by id."""
        return clusters.every(self._database)

    def cluster(self, name: str) -> Cluster:
        """Return a cluster as it stands. Raises ``NotFound``."""
        return clusters.one(self._database, name)

    def networks(
        self, after: str = "", limit: int = lists.MOST, chosen: Chosen | None = None
    ) -> list[NetworkRow]:
        """Return a page of networks (the chosen ones), by id, from the one that follows."""
        return lists.networks(self._database, after, limit, chosen)

    def all_networks(self, chosen: Chosen) -> Iterator[NetworkRow]:
        """Yield every chosen network, by id, read a page at a time."""
        after = ""
        while page := self.networks(after, chosen=chosen):
            yield from page
            after = page[-1].id

    def worklist(
        self,
        role: str = "",
        after: WorklistRow | None = None,
        limit: int = lists.MOST,
        facilitator: PersonId | None = None,
    ) -> list[WorklistRow]:
        """Return a page of open steps of all networks, the earliest due first.

        With ``role`` or ``facilitator`` only those that concern one.
        """
        return lists.worklist(self._database, role, after, limit, facilitator)

    def stale(self, day: date, after: str = "", limit: int = lists.MOST) -> list[str]:
        """Return a page of networks that were not looked at as they stand on a day, by id."""
        return looking.stale(self._database, day, after, limit)

    def look(self, seen: Looked) -> None:
        """Keep how a network was when it was looked at."""
        looking.keep(self._database, seen)

    def counted(self, name: str) -> list[tuple[str, int, date | None]]:
        """Return how many networks share a value, and since when: health, blocks, phases."""
        return looking.counted(self._database, name)

    def outbox(self, after: int = 0, limit: int = lists.MOST) -> list[OutboxRow]:
        """Return commands in the order of writing, those behind the position ``after``."""
        return lists.outbox(self._database, after, limit)

    def has_definition(self, digest: str) -> bool:
        """Whether a definition is on record, so that no command need bring it along."""
        return definitions.known(self._database, digest)

    def definition(self, digest: str) -> str:
        """Return the text of a definition. Raises ``NotFound`` for a digest never published."""
        return definitions.text_of(self._database, digest)

    def person_called(self, name: PersonName) -> PersonId | None:
        """Return the id of the person of a name, of several the one known longest; never writes."""
        return people.person_called(self._database, name)

    def people(self, ids: Iterable[PersonId]) -> dict[PersonId, Person]:
        """Return persons by id; an id that is nobody's is left out."""
        return people.people(self._database, ids)

    def forget(self, who: str, on: date) -> int:
        """Erase name, phone and signature of a person (id) or of all of a name; return how many.

        Events keep the id, so the chain still verifies; the person is shown as erased on a day.

        Raises:
            NotFound: there is no such person.
        """
        return people.forget(self._database, who, on)

    def mentions(self, name: str) -> list[tuple[str, int]]:
        """Return network and version of every event in whose remarks a name stands.

        Events never change, so what stands there cannot be erased. Reads every event.
        """
        return people.mentions(self._database, name)

    @property
    def accounts(self) -> Accounts:
        """Who may come in by the browser, and by which ways."""
        return Accounts(self._database)

    def verify_beside(self) -> Iterator[Finding]:
        """Yield what is wrong with persons, and files that a killed command left behind."""
        return audit.verify_beside(self._database, self._proofs)

    @property
    def kept_in(self) -> Path:
        """The folder of the kept files; that of the digest ``abcdef...`` is ``ab/abcdef...``."""
        return self._proofs.folder

    def kept(self, digest: str) -> bytes:
        """Return a kept file. Raises ``NotFound`` when it is lost or was changed."""
        return self._proofs.read(digest)
