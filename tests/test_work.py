"""The count of work counts, and stops what goes on without end. No test asks a clock instead."""

import ast
import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.work import TooMuchWork, at_most


def nothing() -> None:
    pass


def work(times: Iterable[int]) -> None:
    for _time in times:
        nothing()


@pytest.mark.parametrize(("times", "fits"), [(10, True), (90, True), (101, False)])
def test_work_is_counted_in_calls(times: int, fits: bool) -> None:
    if fits:
        with at_most(calls=100):
            work(range(times))
    else:
        with pytest.raises(TooMuchWork), at_most(calls=100):
            work(range(times))


def test_what_has_no_end_is_stopped() -> None:
    with pytest.raises(TooMuchWork), at_most(calls=1000):
        work(itertools.count())


def test_nothing_is_counted_afterwards() -> None:
    with at_most(calls=10):
        nothing()
    work(range(1000))


CLOCKS = {"time", "timeit"}
"""Modules that tell how long something took."""

ASKED = {"now", "utcnow", "today", "perf_counter", "monotonic", "process_time", "stat", "getmtime"}
"""What asks a clock, were it called in an assertion."""


def clocks(text: str) -> Iterator[int]:
    """Yield the lines of a test that take the time, or that assert on the clock on the wall."""
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Import(names=names) if CLOCKS & {one.name for one in names}:
                yield node.lineno
            case ast.ImportFrom(module=str(module)) if module in CLOCKS:
                yield node.lineno
            case ast.Assert():
                called = (one.func for one in ast.walk(node) if isinstance(one, ast.Call))
                if ASKED & {one.attr for one in called if isinstance(one, ast.Attribute)}:
                    yield node.lineno
            case _:
                pass


@pytest.mark.parametrize(
    "wrong",
    ["import time", "import ast, timeit", "from time import perf_counter",
     "def test() -> None:\n    assert done.at < datetime.now(UTC)",
     "assert bench.opened_on == date.today()"],
)  # fmt: skip
def test_a_clock_on_the_wall_is_noticed(wrong: str) -> None:
    assert list(clocks(wrong))


def test_no_test_asserts_on_the_clock_on_the_wall() -> None:
    tests = Path(__file__).parent
    found = [
        f"{file.relative_to(tests)}:{line}"
        for file in sorted(tests.rglob("*.py"))
        for line in clocks(file.read_text(encoding="utf-8"))
    ]
    assert found == []
