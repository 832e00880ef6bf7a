"""An organisation's own file over a base: maps merge, single values and lists replace.

::

    tasks:
      open_meeting: {due: P20D}             # replaces one field, keeps the others
      second_visit: {$new: true, title: ..} # adds; without $new an unknown id is an error
      register_firms: {$remove: true}       # takes away
      plan_meeting: {$replace: true, ...}   # forgets the base's fields

Every node keeps the place of the file it came from, so that a problem in the merged definition
names the line of the layer that set it.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from typing import Final

from engine.definitions.reading.fields import Reader
from engine.definitions.reading.yaml_source import Entry, Mapping_, Node, Scalar
from engine.language import _

REMOVE: Final = "$remove"
REPLACE: Final = "$replace"
NEW: Final = "$new"
_MARKS: Final = (REMOVE, REPLACE, NEW)


def merge(base: Node, layer: Node, keyed: Container[str], reader: Reader) -> Node:
    """Return the base with the layer over it; what is wrong lands in the reader's problems.

    Args:
        base: the definition that is extended.
        layer: what differs, or adds.
        keyed: the keys under which ids stand (``phases``, ``tasks``, ``parameters``): there an id
            that the base does not have needs ``$new``; elsewhere a key that is new is a field.
        reader: collects the problems.
    """
    return _Merge(keyed, reader, base).node(base, layer, ids=False)


@dataclass
class _Merge:
    keyed: Container[str]
    reader: Reader
    root: Node

    def node(self, base: Node, layer: Node, *, ids: bool) -> Node:
        if not isinstance(layer, Mapping_):
            return layer
        if not isinstance(base, Mapping_) or _marked(layer, REPLACE):
            return self._unmarked(layer)
        entries = dict(base.entries)
        for key, entry in layer.entries.items():
            if key in _MARKS:
                continue
            merged = self._entry(entries, entry, ids=ids)
            if merged is None:
                entries.pop(key, None)
            else:
                entries[key] = merged
        return Mapping_(entries, layer.span)

    def _entry(self, base: dict[str, Entry], entry: Entry, *, ids: bool) -> Entry | None:
        known = base.get(entry.key)
        if known is None:
            return self._added(base, entry, ids=ids)
        if _marked(entry.node, REMOVE):
            return None
        if _marked(entry.node, NEW):
            line = str(known.span)
            message = _("{key!r} is not new").format(key=entry.key)
            hint = _("the base has it at {line}; delete {mark}").format(line=line, mark=NEW)
            self.reader.report("not-new", message, entry.span, hint)
        return replace(
            entry, node=self.node(known.node, entry.node, ids=entry.key in self.keyed and not ids)
        )

    def _added(self, base: dict[str, Entry], entry: Entry, *, ids: bool) -> Entry | None:
        if _marked(entry.node, REMOVE) or (ids and not _marked(entry.node, NEW)):
            message = _("the base has no {key!r}").format(key=entry.key)
            self.reader.report("unknown-id", message, entry.span, self._advice(base, entry))
            return None
        return replace(entry, node=self._unmarked(entry.node))

    def _advice(self, base: dict[str, Entry], entry: Entry) -> str:
        """Return what to do about an id that the base does not have here."""
        elsewhere = next(self._elsewhere(entry.key, self.root, ""), "")
        if elsewhere:
            return _("it stands in {address}; write it there").format(address=elsewhere)
        adding = "" if _marked(entry.node, REMOVE) else _("to add it, write $new: true in it")
        return "; ".join(filter(None, (self.reader.near(entry.key, base), adding)))

    def _elsewhere(self, key: str, node: Node, address: str) -> Iterator[str]:
        """Yield the maps of the base in which an id stands: ``phases.promotion.tasks``."""
        if not isinstance(node, Mapping_):
            return
        if key in node.entries and address.rpartition(".")[2] in self.keyed:
            yield address
        for inner in node.entries.values():
            yield from self._elsewhere(key, inner.node, f"{address}.{inner.key}".lstrip("."))

    def _unmarked(self, node: Node) -> Node:
        """Return the node without the marks that were meant for the merge."""
        if not isinstance(node, Mapping_):
            return node
        kept = {
            key: replace(entry, node=self._unmarked(entry.node))
            for key, entry in node.entries.items()
            if key not in _MARKS
        }
        return replace(node, entries=kept)


def _marked(node: Node, mark: str) -> bool:
    found = node.get(mark) if isinstance(node, Mapping_) else None
    return isinstance(found, Scalar) and found.value is True
