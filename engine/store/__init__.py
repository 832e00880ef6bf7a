"""The store: events, snapshots, lists, persons, definitions and proofs of all networks."""

from engine.store.rows import (
    Change,
    Finding,
    NetworkRow,
    Person,
    Portfolio,
    Stamp,
    StoredEvent,
    WorklistRow,
)
from engine.store.store import Store, open_store

__all__ = [
    "Change",
    "Finding",
    "NetworkRow",
    "Person",
    "Portfolio",
    "Stamp",
    "Store",
    "StoredEvent",
    "WorklistRow",
    "open_store",
]
