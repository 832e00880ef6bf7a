"""Sets of characters that patterns name: categories, blocks and the letters of XML names.

A set is a tuple of ranges of code points, sorted, without overlaps (XML Schema part 2, F.1.1).
"""

import sys
import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from typing import Final, TypeAlias

from engine.feel.regex_blocks import BLOCKS

Ranges: TypeAlias = tuple[tuple[int, int], ...]

LAST: Final = sys.maxunicode
SPACES: Final[Ranges] = ((9, 10), (13, 13), (32, 32))
NAME_START: Final[Ranges] = (
    (0x3A, 0x3A),
    (0x41, 0x5A),
    (0x5F, 0x5F),
    (0x61, 0x7A),
    (0xC0, 0xD6),
    (0xD8, 0xF6),
    (0xF8, 0x2FF),
    (0x370, 0x37D),
    (0x37F, 0x1FFF),
    (0x200C, 0x200D),
    (0x2070, 0x218F),
    (0x2C00, 0x2FEF),
    (0x3001, 0xD7FF),
    (0xF900, 0xFDCF),
    (0xFDF0, 0xFFFD),
    (0x10000, 0xEFFFF),
)
_NAME_MORE: Final[Ranges] = (
    (0x2D, 0x2E),
    (0x30, 0x39),
    (0xB7, 0xB7),
    (0x300, 0x36F),
    (0x203F, 0x2040),
)


def union(ranges: Iterable[tuple[int, int]]) -> Ranges:
    """Return the ranges sorted and joined where they touch."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return tuple(joined)


def complement(ranges: Ranges) -> Ranges:
    """Return every character that is not in the ranges."""
    gaps: list[tuple[int, int]] = []
    start = 0
    for first, last in ranges:
        if first > start:
            gaps.append((start, first - 1))
        start = last + 1
    if start <= LAST:
        gaps.append((start, LAST))
    return tuple(gaps)


@cache
def named(name: str) -> Ranges | None:
    r"""Return the set that ``\p{name}`` means, or None if there is none of that name."""
    if name.startswith("Is"):
        block = BLOCKS.get(name[2:])
        return (block,) if block else None
    found = [ranges for key, ranges in _categories().items() if key.startswith(name)]
    return union(pair for ranges in found for pair in ranges) if name and found else None


@cache
def escaped(letter: str) -> Ranges:
    r"""Return the set of ``\s``, ``\d``, ``\w``, ``\i`` or ``\c``; of a capital its complement."""
    if letter.isupper():
        return complement(escaped(letter.lower()))
    match letter:
        case "s":
            return SPACES
        case "d":
            return named("Nd") or ()
        case "i":
            return NAME_START
        case "c":
            return union((*NAME_START, *_NAME_MORE))
        case _:
            return union(pair for kind in "LMNS" for pair in named(kind) or ())


@cache
def _categories() -> dict[str, Ranges]:
    found: dict[str, list[tuple[int, int]]] = {}
    kinds = (unicodedata.category(chr(code)) for code in range(LAST + 1))
    start = 0
    for kind, run in groupby(kinds):
        end = start + sum(1 for _ in run)
        found.setdefault(kind, []).append((start, end - 1))
        start = end
    return {kind: tuple(ranges) for kind, ranges in found.items()}
