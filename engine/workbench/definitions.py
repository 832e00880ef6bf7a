"""Published definitions by digest, restored once per process: a command parses no YAML."""

import gc
from collections.abc import Iterator, Mapping

from engine.definitions.method.digest import publish, restore
from engine.definitions.workflow import Workflow
from engine.store import Store

_RESTORED: dict[str, Workflow] = {}
"""What this process has restored. A digest names its text for ever, so nothing here grows stale."""


class Definitions(Mapping[str, Workflow]):
    """Every definition some network runs on, read from the store when it is first asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._published: list[tuple[Workflow, Workflow]] = []

    def published(self, workflow: Workflow) -> Workflow:
        """Put a definition on record and return it as restored; the same one only once."""
        for known, definition in self._published:
            if known is workflow:
                return definition
        digest, text = publish(workflow)
        self._store.publish(digest, workflow.id, workflow.version, workflow.kind.value, text)
        self._published.append((workflow, self[digest]))
        return self[digest]

    def __getitem__(self, digest: str) -> Workflow:
        if digest not in _RESTORED:
            _RESTORED[digest] = restore(self._store.definition(digest))
            gc.freeze()  # it lives as long as the process: the collector need not walk it again
        return _RESTORED[digest]

    def __contains__(self, digest: object) -> bool:
        return isinstance(digest, str)

    def __iter__(self) -> Iterator[str]:
        return iter(_RESTORED)

    def __len__(self) -> int:
        return len(_RESTORED)
