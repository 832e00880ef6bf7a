"""Backups, what is made of them, and what is saved out of a database that is damaged."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from engine.definitions.library import Library
from engine.language import _
from engine.store import HOME, Finding, Store, open_backup, open_new, open_store
from engine.store.backup import arriving_at, kept_beside, restore
from engine.store.salvaging import Salvaged, Wreck
from engine.workbench.workbench import Workbench


@dataclass(frozen=True, slots=True)
class WrittenBackup:
    """A backup that was written, what it holds, and what in it does not fit."""

    file: str
    organisations: int
    networks: int
    kept_files: int
    size: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Restored:
    """A database that was made, how many networks it has, and what in it does not fit."""

    networks: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class SalvagedNetwork:
    """A network of a damaged database: why it is lost, empty where it was saved, and lost files."""

    organisation: str
    network: str
    lost: str
    files_lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SalvageReport:
    """What was saved out of a damaged database, and what in the new one does not fit."""

    networks: tuple[SalvagedNetwork, ...]
    findings: tuple[Finding, ...]


Opens = Callable[[str], Store]
"""Opens the store of an organisation."""


def backed_up(store: Store, library: Library, path: Path) -> WrittenBackup:
    """Write a backup and verify all that is in it. Raises ``Rejected``."""
    made = store.back_up(path)
    _count, findings = _verified(lambda name: open_backup(path, name), library)
    return WrittenBackup(
        str(path), made.organisations, made.networks, made.files, made.size, findings
    )


def restored(path: Path, address: str, library: Library) -> Restored:
    """Make a database of a backup and verify all of it. Raises ``Rejected``, ``NotFound``."""
    restore(path, address)
    return Restored(*_verified(lambda name: open_store(address, name), library))


def salvaged(old: str, new: str, library: Library) -> SalvageReport:
    """Save every network whose chain holds into a new database. Raises ``Rejected``."""
    wreck = Wreck(old)
    found: list[Salvaged] = []
    try:
        with arriving_at(new, _("salvage into {address}").format(address=new)) as part:
            kept = kept_beside(new).folder
            with open_new(part, kept) as store:
                store.salvage_shared(wreck)
            for name in wreck.organisations() or [HOME]:
                with open_new(part, kept, name) as store:
                    found += store.salvage(wreck, Workbench(store, library).lists_of)
    finally:
        wreck.close()
    _count, findings = _verified(lambda name: open_store(new, name), library)
    return SalvageReport(tuple(SalvagedNetwork(*one) for one in found), findings)


def _verified(opens: Opens, library: Library) -> tuple[int, tuple[Finding, ...]]:
    """Return how many networks there are, and what does not fit in all organisations."""
    with opens(HOME) as store:
        names = sorted({HOME, *(one.id for one in store.organisations())})
    count, findings = 0, list[Finding]()
    for name in names:
        with opens(name) as store:
            count += len(store.known())
            findings += store.verify(derive=Workbench(store, library).lists_of)
    return count, tuple(findings)
