"""The count of work counts, and stops what goes on without end."""

import itertools
from collections.abc import Iterable

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
