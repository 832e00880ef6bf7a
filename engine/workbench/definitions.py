"""Published definitions by digest, restored once per process: a command parses no YAML."""

import gc
from collections.abc import Iterator, Mapping

from engine.definitions.library import Library
from engine.definitions.method.digest import publish, restore
from engine.definitions.workflow import Kind, Workflow
from engine.language import _
from engine.source import Reason, did_you_mean, refuse
from engine.store import Definition, Store

_RESTORED: dict[str, Workflow] = {}
"""What this process has restored. A digest names its text for ever, so nothing here grows stale."""


class Definitions(Mapping[str, Workflow]):
    """Every definition some network runs on, read from the store when it is first asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._published: list[tuple[Workflow, Workflow, Definition]] = []

    def published(self, workflow: Workflow) -> tuple[Workflow, Definition]:
        """Return a definition as it will be restored, and how it is kept; nothing is written."""
        for known, restored, kept in self._published:
            if known is workflow:
                return restored, kept
        digest, text = publish(workflow)
        kept = Definition(digest, workflow.id, workflow.version, workflow.kind.value, text)
        self._published.append((workflow, self._restored(digest, text), kept))
        return _RESTORED[digest], kept

    def __getitem__(self, digest: str) -> Workflow:
        known = _RESTORED.get(digest)
        return known or self._restored(digest, self._store.definition(digest))

    @staticmethod
    def _restored(digest: str, text: str) -> Workflow:
        if digest not in _RESTORED:
            _RESTORED[digest] = restore(text)
            gc.freeze()  # it lives as long as the process: the collector need not walk it again
        return _RESTORED[digest]

    def __contains__(self, digest: object) -> bool:
        return isinstance(digest, str)

    def __iter__(self) -> Iterator[str]:
        return iter(_RESTORED)

    def __len__(self) -> int:
        return len(_RESTORED)


def project_type(library: Library, word: str) -> Workflow:
    """Return the definition of a project type by its id, with or without its prefix."""
    found = [source.id for source in library.sources(Kind.PROJECT)]
    for key in found:
        if word in {key, short(key)}:
            return library.workflow(key)
    names = [short(key) for key in found]
    hint = did_you_mean(word, names) or _("there are {names}").format(names=", ".join(names))
    wish = _("find project type {word!r}").format(word=word)
    raise refuse(Reason.UNKNOWN, wish, _("there is no such type"), hint)


def short(key: str) -> str:
    """Return an id without its organisation's prefix: ``unido.joint_fair`` is ``joint_fair``."""
    return key.rpartition(".")[2]
