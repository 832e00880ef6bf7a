"""Circles among things that need one another."""

from collections.abc import Iterable, Iterator, Mapping


def circles(edges: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """Yield each circle found on one walk through a graph: ``("a", "b")`` for a -> b -> a.

    A graph without circles yields nothing; one with circles yields at least one. Edges to what is
    no key of the graph are passed over.
    """
    done: set[str] = set()
    for start in edges:
        yield from _from(start, edges, done)


def _from(
    start: str, edges: Mapping[str, Iterable[str]], done: set[str]
) -> Iterator[tuple[str, ...]]:
    if start in done:
        return
    path: dict[str, Iterator[str]] = {start: iter(edges[start])}
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
