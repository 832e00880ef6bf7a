"""Searching a decision table: the regions of its inputs, each with a value that stands for it.

All values of a region are answered alike by every plain cell (``engine.dmn.columns``), so looking
at one value of each region looks at all. A search goes through the inputs in order and keeps the
rows that are still possible; what it has seen once at one input it does not look at again.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from engine.dmn.columns import Column
from engine.feel.temporal import Date, DaysDuration, MonthsDuration
from engine.feel.values import OPEN, compare

ANYTHING: Final = OPEN
"""The sample of an input whose value plays no part."""

STEPS: Final = 200_000

_WORDS: Final = ("other", "another", "x", "")
_COUNTED: Final[dict[str, Callable[[int], Any]]] = {
    "date": Date,
    "days and time duration": DaysDuration,
    "years and months duration": MonthsDuration,
}
_DAY: Final = 86_400 * 10**9
_STEP: Final = {"date": 1, "days and time duration": _DAY, "years and months duration": 1}


class TooManyError(Exception):
    """The search was given up: there are too many combinations to look at."""


@dataclass(frozen=True, slots=True)
class Region:
    """Values that all plain cells of an input answer alike: a sample, and the rows that accept."""

    mask: int
    sample: Any


def regions(column: Column, allowed: Callable[[Any], bool]) -> tuple[Region, ...]:
    """Return the regions in which an allowed value was found; of those alike, the first."""
    if not column.kind:
        return (Region(column.masks[0], ANYTHING),)
    found: dict[int, Region] = {}
    for at, mask in enumerate(column.masks):
        if mask not in found:
            for sample in _samples(column, at):
                if allowed(sample):
                    found[mask] = Region(mask, sample)
                    break
    return tuple(found.values())


@dataclass
class Search:
    """Looks for combinations of regions, and gives up after ``left`` steps in all."""

    inputs: Sequence[tuple[Region, ...]]
    left: int = STEPS

    def find(self, wanted: int, against: int) -> list[Any] | None:
        """Return a value for each input so that ``wanted`` rows match and none of ``against``.

        Rows are bits. None means that there is no such combination.

        Raises:
            TooManyError: when no steps are left.
        """
        inputs = [
            [one for one in reversed(choices) if one.mask & wanted == wanted]
            for choices in self.inputs
        ]
        seen: set[tuple[int, int]] = set()
        waiting: list[tuple[int, int, tuple[Any, ...]]] = [(0, against, ())]
        while waiting:
            at, open_rows, chosen = waiting.pop()
            if at == len(inputs):
                if not open_rows:
                    return list(chosen)
                continue
            for still, sample in self._choices(inputs[at], open_rows):
                if (at, still) not in seen:
                    seen.add((at, still))
                    waiting.append((at + 1, still, (*chosen, sample)))
        return None

    def _choices(self, choices: Sequence[Region], open_rows: int) -> list[tuple[int, Any]]:
        """Return the rows still open in each region and its sample, the most promising last."""
        self.left -= len(choices)
        if self.left < 0:
            raise TooManyError
        found = [(open_rows & one.mask, one.sample) for one in choices]
        return sorted(found, key=lambda choice: -choice[0].bit_count())


def companions(inputs: Sequence[tuple[Region, ...]], rows: int) -> list[int]:
    """Return for each of ``rows`` rows the rows that match together with it somewhere.

    Two rows match together when they share a region of every input; each input decides alone.
    """
    together = [(1 << rows) - 1] * rows
    for choices in inputs:
        for row in range(rows):
            shared = 0
            for one in choices:
                if one.mask >> row & 1:
                    shared |= one.mask
            together[row] &= shared
    return together


def common(inputs: Sequence[tuple[Region, ...]], rows: int) -> list[Any] | None:
    """Return a value for each input that all ``rows`` accept, or None where there is none."""
    chosen = []
    for choices in inputs:
        shared = next((one for one in choices if one.mask & rows == rows), None)
        if shared is None:
            return None
        chosen.append(shared.sample)
    return chosen


def _samples(column: Column, at: int) -> Iterator[Any]:
    """Yield values of a region, the plainest first."""
    low, high = column.ends(at)
    if at % 2:
        yield low
        return
    for value in _guesses(column.kind, low, high):
        if _between(low, value, high):
            yield value


def _guesses(kind: str, low: Any, high: Any) -> Iterator[Any]:
    match kind:
        case "number":
            yield from _numbers(low, high)
        case "string":
            yield from _WORDS
            if low is not OPEN:
                yield from (low + "a", low + " ")
        case "boolean":
            return
        case _:
            make, step = _COUNTED[kind], _STEP[kind]
            if low is not OPEN:
                yield make(_count(low) + step)
            if low is not OPEN and high is not OPEN:
                yield make((_count(low) + _count(high)) // 2)
            if low is OPEN and high is not OPEN:
                yield make(_count(high) - step)


def _numbers(low: Any, high: Any) -> Iterator[Any]:
    if low is OPEN:
        yield 0 if high is OPEN else int(high // 1) - 1
        return
    yield int(low // 1) + 1
    if high is not OPEN:
        yield _shortest((Decimal(low) + Decimal(high)) / 2)


def _shortest(value: Decimal) -> Any:
    return int(value) if value == value.to_integral_value() else value.normalize()


def _count(value: Any) -> int:
    match value:
        case Date():
            return value.ordinal
        case DaysDuration():
            return value.nanoseconds
        case _:
            return int(value.months)


def _between(low: Any, value: Any, high: Any) -> bool:
    above = low is OPEN or compare(low, value) == -1
    return above and (high is OPEN or compare(value, high) == -1)
