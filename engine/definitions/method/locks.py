"""What a base does not let others change, proved before an override is merged (design.md, 4).

============  =================================================================================
``none``      everything may be changed
``text``      only the words for people: titles, reasons, sentences, help
``tighten``   also the value of a parameter, in the direction of its ``tighten``; things may be
              added below, none removed or altered
``all``       nothing
============  =================================================================================

A lock stands in a parameter, task, criterion, phase or at the top of a file and holds for all
below it that has no lock of its own. A criterion that is a ``must`` is locked by that, as by
``tighten``.
"""

from collections.abc import Container
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from engine.definitions.method.overrides import NEW, REMOVE, REPLACE
from engine.definitions.reading.fields import Reader
from engine.definitions.reading.yaml_source import Entry, Mapping_, Node, Scalar, plain
from engine.definitions.workflow import Lock, Tighten
from engine.language import _
from engine.source import Span

TEXTS: Final = frozenset({"title", "purpose", "why", "say", "now", "help", "question", "ask"})
HEADER: Final = frozenset({"format", "id", "version", "extends", "base", "was", "source"})
"""What an override says of itself; no lock is about these."""

_MARKS: Final = frozenset({REMOVE, REPLACE, NEW})
_LOCKS: Final = {str(lock): lock for lock in Lock}


def prove_locks(base: Node, layer: Node, keyed: Container[str], reader: Reader) -> None:
    """Report everything in an override that the base locks.

    Args:
        base: the definition that is extended.
        layer: what differs.
        keyed: the keys under which ids stand.
        reader: collects the problems.
    """
    if isinstance(base, Mapping_) and isinstance(layer, Mapping_):
        own = {key: entry for key, entry in layer.entries.items() if key not in HEADER}
        _LockProof(keyed, reader).walk(base, replace(layer, entries=own), Lock.NONE, ids=False)


@dataclass
class _LockProof:
    keyed: Container[str]
    reader: Reader

    def walk(self, base: Mapping_, layer: Mapping_, inherited: Lock, *, ids: bool) -> None:
        lock = inherited if ids else _lock_of(base, inherited)
        for entry in layer.entries.values():
            if entry.key not in _MARKS:
                self._entry(base, entry, lock, ids=ids)

    def _entry(self, base: Mapping_, entry: Entry, lock: Lock, *, ids: bool) -> None:
        known = base.entries.get(entry.key)
        if known is None:
            self._added(entry, lock, ids=ids)
        elif _marked(entry.node, REMOVE) or _marked(entry.node, REPLACE):
            self._taken(known, entry, lock)
        elif entry.key in TEXTS and not ids:
            if lock is Lock.ALL and plain(known.node) != plain(entry.node):
                self._report(entry.span, entry.key, known)
        elif isinstance(known.node, Mapping_) and isinstance(entry.node, Mapping_):
            inner = entry.key in self.keyed and not ids
            self.walk(known.node, entry.node, lock, ids=inner)
        elif isinstance(known.node, Mapping_):
            self._taken(known, entry, lock)
        elif plain(known.node) != plain(entry.node):
            self._changed(base, known, entry, lock)

    def _added(self, entry: Entry, lock: Lock, *, ids: bool) -> None:
        text = entry.key in TEXTS and not ids
        open_to = {Lock.NONE, Lock.TEXT, Lock.TIGHTEN} if text else {Lock.NONE}
        if ids or entry.key in self.keyed:
            open_to = {Lock.NONE, Lock.TIGHTEN}
        if lock not in open_to:
            message = _("the base does not let {key!r} be added here").format(key=entry.key)
            self.reader.report("locked", message, entry.span, _("delete it"))

    def _taken(self, known: Entry, entry: Entry, lock: Lock) -> None:
        inside = _strictest(known.node, lock)
        if inside is not Lock.NONE:
            self._report(entry.span, entry.key, known)

    def _changed(self, base: Mapping_, known: Entry, entry: Entry, lock: Lock) -> None:
        tighten = base.get("tighten")
        if lock is Lock.TIGHTEN and entry.key == "value" and isinstance(tighten, Scalar):
            self._tightened(tighten.raw, known, entry)
        elif lock is not Lock.NONE:
            self._report(entry.span, entry.key, known)

    def _tightened(self, way: str, known: Entry, entry: Entry) -> None:
        before, after = plain(known.node), plain(entry.node)
        if not (isinstance(before, int | Decimal) and isinstance(after, int | Decimal)):
            self._report(entry.span, entry.key, known)
            return
        looser = after < before if way == Tighten.UP else after > before
        if looser:
            message = _("this value may only become stricter, and {after} is looser than {before}")
            hint = _("the base says {before} at {place}").format(
                before=before, place=known.node.span
            )
            text = message.format(after=after, before=before)
            self.reader.report("locked", text, entry.node.span, hint)

    def _report(self, span: Span, key: str, known: Entry) -> None:
        message = _("the base does not let {key!r} be changed").format(key=key)
        hint = _("it stands at {place}; delete this").format(place=known.span)
        self.reader.report("locked", message, span, hint)


def _lock_of(node: Mapping_, inherited: Lock) -> Lock:
    own, must = node.get("lock"), node.get("must")
    if isinstance(own, Scalar):
        return _LOCKS.get(own.raw, inherited)
    return Lock.TIGHTEN if isinstance(must, Scalar) and must.value is True else inherited


def _strictest(node: Node, inherited: Lock) -> Lock:
    """Return the lock of a node, or of the first thing in it that has one."""
    if not isinstance(node, Mapping_):
        return inherited
    own = _lock_of(node, inherited)
    if own is not Lock.NONE:
        return own
    inside = (_strictest(entry.node, Lock.NONE) for entry in node.entries.values())
    return next((lock for lock in inside if lock is not Lock.NONE), Lock.NONE)


def _marked(node: Node, mark: str) -> bool:
    found = node.get(mark) if isinstance(node, Mapping_) else None
    return isinstance(found, Scalar) and found.value is True
