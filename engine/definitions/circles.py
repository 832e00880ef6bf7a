"""Circles among things that need one another."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import TypeVar

Thing = TypeVar("Thing", bound=Hashable)


def circles(edges: Mapping[Thing, Iterable[Thing]]) -> Iterator[tuple[Thing, ...]]:
    """Yield each circle found on one walk through a graph: ``("a", "b")`` for a -> b -> a.

    A graph without circles yields nothing; one with circles yields at least one. Edges to what is
    no key of the graph are passed over.
    """
    done: set[Thing] = set()
    for start in edges:
        yield from _from(start, edges, done)


def _from(
    start: Thing, edges: Mapping[Thing, Iterable[Thing]], done: set[Thing]
) -> Iterator[tuple[Thing, ...]]:
    if start in done:
        return
    path: dict[Thing, Iterator[Thing]] = {start: iter(edges[start])}
    while path:
        at = next(reversed(path))
        following = next(path[at], None)
        if following is None:
            done.add(at)
            del path[at]
        elif following in path:
            walked = list(path)
            yield tuple(walked[walked.index(following) :])
        elif following not in done and following in edges:
            path[following] = iter(edges[following])
