"""Definitions in layers: a base, and the files that extend it (design.md, section 4).

``extends: unido.export_network@1`` names the base and the first part of its version. What a layer
may change is proved (``engine.definitions.method.locks``) before it is merged
(``engine.definitions.method.overrides``); every value keeps the place of the layer that set it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from engine.definitions.method.locks import prove_locks
from engine.definitions.method.overrides import merge
from engine.definitions.reading.fields import Reader
from engine.definitions.reading.yaml_source import Entry, Mapping_, Node, Scalar, Sequence, at
from engine.definitions.references import words_under
from engine.language import _
from engine.source import Span

EXTENDS: Final = "extends"
BASE: Final = "base"
KEYED: Final = frozenset(
    {
        *(
            "parameters",
            "roles",
            "records",
            "fields",
            "phases",
            "tasks",
            "milestones",
            "complete",
            "checks",
        ),
        *("entry", "measures", "inputs", "outputs"),
    }
)
"""The keys under which ids stand."""

_OF_ONE_LAYER: Final = frozenset({EXTENDS, BASE})


@dataclass(frozen=True, slots=True)
class SetBy:
    """A layer that says something of an address: its place, and what it says."""

    span: Span
    text: str


def lay_over(base: Node, layer: Node, reader: Reader) -> Node:
    """Return the base with a layer over it; locks broken and unknown ids go to the reader."""
    own = without(base, _OF_ONE_LAYER)
    named = renamed(own, layer)
    prove_locks(own, named, KEYED, reader)
    return merge(own, named, KEYED, reader)


def without(node: Node, keys: frozenset[str]) -> Node:
    """Return a map without some of its keys."""
    if not isinstance(node, Mapping_):
        return node
    kept = {key: entry for key, entry in node.entries.items() if key not in keys}
    return replace(node, entries=kept)


def renamed(base: Node, layer: Node) -> Node:
    """Return the layer with ids that the base once used (``was: [old]``) as they are now."""
    if not (isinstance(base, Mapping_) and isinstance(layer, Mapping_)):
        return layer
    now = {old: key for key, old in _former(base)}
    entries: dict[str, Entry] = {}
    for key, entry in layer.entries.items():
        name = now.get(key, key) if key not in base.entries else key
        known = base.get(name)
        node = renamed(known, entry.node) if known else entry.node
        entries[name] = replace(entry, key=name, node=node)
    return replace(layer, entries=entries)


def renames(root: Node) -> dict[str, str]:
    """Return what things were once called, by the map they stand in: ``tasks.kickoff`` -> id."""
    return dict(_renames(root, ""))


def layers_of(layers: tuple[Node, ...], address: str) -> tuple[SetBy, ...]:
    """Return what each layer, the base first, says at an address.

    The address is that of the merged definition: ``promotion.tasks.open_meeting.due``,
    ``parameters.min_members``.
    """
    found = ((at(layer, address) or at(layer, f"phases.{address}")) for layer in layers)
    return tuple(SetBy(node.span, _shown(node)) for node in found if node is not None)


def _former(base: Mapping_) -> Iterator[tuple[str, str]]:
    for key, entry in base.entries.items():
        for old in words_under(entry.node, "was"):
            yield key, old.id


def _renames(node: Node, key: str) -> Iterator[tuple[str, str]]:
    if not isinstance(node, Mapping_):
        return
    for entry in node.entries.values():
        for old in words_under(entry.node, "was"):
            yield f"{key}.{old.id}", entry.key
        yield from _renames(entry.node, entry.key)


def _shown(node: Node) -> str:
    match node:
        case Scalar():
            return node.raw
        case Sequence(items=items):
            return f"[{', '.join(_shown(item) for item in items)}]"
        case Mapping_(entries=entries):
            return _("{count} fields: {keys}").format(count=len(entries), keys=", ".join(entries))
