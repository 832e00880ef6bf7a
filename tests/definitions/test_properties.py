"""Whatever an author writes, what is wrong is told as problems, never as a traceback."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.definitions.circles import circles
from engine.definitions.library import Library
from engine.definitions.method.merging import lay_over
from engine.definitions.reading.fields import Reader
from engine.definitions.reading.loader import load_workflow, read_rule_file
from engine.definitions.reading.yaml_source import Node, read
from engine.source import DefinitionError, Problem, Text

GOOD = Path(__file__).parent / "good"
FILES = [path.read_text("utf-8") for path in sorted(GOOD.rglob("*.yaml"))]
ODD = ["", "~", "[]", "{}", "- a", "true", "1.5", "'", '"{"', "[[1]]", "{a: b}", "$remove: true"]
LIBRARY = Library((GOOD,))


@st.composite
def _damaged(draw: st.DrawFn) -> str:
    """Return a good file with some of its words replaced, and some of its lines gone."""
    lines = draw(st.sampled_from(FILES)).splitlines()
    for _turn in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        key, colon, _value = lines[at].partition(":")
        change = draw(st.sampled_from(["gone", "value", "key", "indent"]))
        odd = draw(st.one_of(st.sampled_from(ODD), st.text(max_size=8)))
        lines[at] = {
            "gone": "",
            "value": f"{key}{colon} {odd}",
            "key": f"{key}x{colon}{_value}",
            "indent": f"  {lines[at]}",
        }[change]
    return "\n".join(lines)


def _problems(work: Callable[[], object]) -> tuple[Problem, ...]:
    """Return what is told of some work; anything but problems ends the test."""
    try:
        work()
    except DefinitionError as error:
        return error.problems
    return ()


def _read_in_every_way(text: str) -> Iterator[Problem]:
    node: list[Node] = []
    yield from _problems(lambda: node.append(read(Text("damaged.yaml", text))))
    for layer in node:
        for base in (LIBRARY.reading.node("good.network"), layer):
            reader = Reader()
            merged = lay_over(base, layer, reader)
            yield from reader.problems
            yield from _problems(partial(load_workflow, merged, LIBRARY.rules))
        yield from _problems(partial(read_rule_file, layer))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_damaged())
def test_a_damaged_file_is_refused_with_problems_and_nothing_else(text: str) -> None:
    for problem in _read_in_every_way(text):
        assert problem.message
        assert str(problem.span) in problem.drawn()


@given(st.dictionaries(st.integers(0, 6), st.lists(st.integers(0, 6), max_size=3)))
def test_circles_are_found_exactly_where_there_are_some(edges: dict[int, list[int]]) -> None:
    found = list(circles(edges))
    for circle in found:
        for one, following in zip(circle, (*circle[1:], circle[0]), strict=True):
            assert following in edges[one]
    assert bool(found) == any(_reaches(edges, start, start) for start in edges)


def _reaches(edges: dict[int, list[int]], start: int, goal: int) -> bool:
    seen: set[int] = set()
    waiting = list(edges[start])
    while waiting:
        at = waiting.pop()
        if at == goal:
            return True
        if at not in seen:
            seen.add(at)
            waiting += edges.get(at, [])
    return False
