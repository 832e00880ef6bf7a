"""How much work something makes, counted in calls of functions.

A clock on the wall asks the machine and who else is using it; the count is the same everywhere.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any


class TooMuchWork(AssertionError):
    """What was to be little work is not."""


@contextmanager
def at_most(calls: int) -> Iterator[None]:
    """Stop what is done within as soon as it has called more functions than that."""
    left = calls

    def count(_frame: FrameType, event: str, _value: Any) -> None:
        nonlocal left
        left -= event in {"call", "c_call"}
        if left < 0:
            raise TooMuchWork(f"more than {calls} functions were called")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        yield
    finally:
        sys.setprofile(before)
