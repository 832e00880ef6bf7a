"""The store: events, snapshots, lists, persons, definitions and proofs of all networks."""

from engine.store.accounts import Account, Accounts, WayIn
from engine.store.database import HOME
from engine.store.organisations import Organisation
from engine.store.persons import identified
from engine.store.proofs import looked_at, made_here
from engine.store.rows import (
    Brought,
    Change,
    Chosen,
    Definition,
    File,
    Finding,
    Looked,
    NetworkRow,
    Person,
    Portfolio,
    Stamp,
    StoredEvent,
    WorklistRow,
)
from engine.store.store import Store, open_backup, open_new, open_store

__all__ = [
    "HOME",
    "Account",
    "Accounts",
    "Brought",
    "Change",
    "Chosen",
    "Definition",
    "File",
    "Finding",
    "Looked",
    "NetworkRow",
    "Organisation",
    "Person",
    "Portfolio",
    "Stamp",
    "Store",
    "StoredEvent",
    "WayIn",
    "WorklistRow",
    "identified",
    "looked_at",
    "made_here",
    "open_backup",
    "open_new",
    "open_store",
]
