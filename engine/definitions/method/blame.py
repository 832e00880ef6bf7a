"""Whose mistake it is: a problem of the base that a layer caused is told at the layer's line.

A removal leaves words of the base that name what is gone; the removal is where it is mended.
"""

from collections.abc import Iterable, Iterator

from engine.definitions.method.overrides import REMOVE
from engine.definitions.reading.yaml_source import Entry, Mapping_, Node, Scalar
from engine.language import _
from engine.source import Problem


def blamed(
    problems: Iterable[Problem], layers: Iterable[Node], *, alone: bool
) -> Iterator[Problem]:
    """Yield the problems of a merged definition at the lines of their causes.

    Args:
        problems: what was found in the merged definition.
        layers: what lies over the base.
        alone: whether the layers could be merged without a problem; if not, what is left in the
            files of others may come of that, and is not told.
    """
    layers = tuple(layers)
    ours = {layer.span.text.name for layer in layers}
    gone = {entry.key: entry for layer in layers for entry in _removed(layer)}
    hanging: dict[str, list[Problem]] = {}
    for problem in problems:
        span = problem.span
        word = span.text.body[span.start : span.end] if span else ""
        if span is None or span.text.name in ours:
            yield problem
        elif word in gone:
            hanging.setdefault(word, []).append(problem)
        elif alone:
            yield problem
    for word, those in hanging.items():
        yield _needed(gone[word], those)


def _removed(node: Node) -> Iterator[Entry]:
    """Yield the entries that a layer takes away."""
    if not isinstance(node, Mapping_):
        return
    for entry in node.entries.values():
        mark = entry.node.get(REMOVE) if isinstance(entry.node, Mapping_) else None
        if isinstance(mark, Scalar) and mark.value is True:
            yield entry
        yield from _removed(entry.node)


def _needed(entry: Entry, hanging: list[Problem]) -> Problem:
    places = ", ".join(sorted({str(one.span) for one in hanging}))
    message = _("{key!r} is removed here and still needed").format(key=entry.key)
    hint = _("change what needs it: {places}").format(places=places)
    return Problem("removed-and-needed", message, entry.span, hint)
