"""Patterns of ``matches``, ``replace`` and ``split``: XPath's rules, not Python's (F&O 7.6).

A pattern is read into a tree, and the tree written again for ``re``, which does the work while
it is sure to end soon. How the time may grow with the text is read off the tree; where it might
explode, ``regex_match`` takes over, slower but never running away. None means that pattern, flags
or replacement are not valid, for which the standard wants null.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from engine.feel.regex_match import Groups, Program
from engine.feel.regex_parse import (
    Back,
    Brackets,
    Choice,
    Concatenation,
    Edge,
    Malformed,
    Node,
    OneOf,
    Repeat,
    parse,
)

_FLAGS: Final = frozenset("smixq")
_CHEAP: Final = 20_000_000  # steps that ``re`` does in a good part of a second
_SHORT: Final = 16  # characters with which even an exponential pattern is done at once
_MANY: Final = 8  # repeats that count as unbounded when the growth of time is guessed
_REPLACEMENT: Final = re.compile(r"\\([\\$])|\$([0-9]+)|([^\\$]+)", re.DOTALL)


class _Pattern:
    """A pattern ready for use."""

    def __init__(self, pattern: str, flags: str) -> None:
        self.tree, self.groups = parse(pattern, flags)
        self.flags = flags
        self.growth = _growth(self.tree)
        self.searched = 0 if _is_anchored(self.tree) else 1
        self.compiled = re.compile(
            _text(self.tree, many_lines="m" in flags), re.IGNORECASE if "i" in flags else 0
        )
        self._program: Program | None = None

    def search(self, text: str, start: int = 0) -> Groups | None:
        """Return the places of the leftmost match from ``start`` on and of its groups."""
        if self._is_cheap(len(text)):
            found = self.compiled.search(text, start)
            return _places(found) if found else None
        if self._program is None:
            self._program = Program(self.tree, self.groups, self.flags)
        return self._program.search(text, start)

    def all(self, text: str) -> Iterator[Groups]:
        """Yield the places of every match, left to right; no match may be empty."""
        start = 0
        while found := self.search(text, start):
            yield found
            start = found[1] or start + 1

    def _is_cheap(self, length: int) -> bool:
        if self.growth is None:
            return length <= _SHORT
        power, factor = self.growth
        return bool(factor * length ** (power + self.searched) <= _CHEAP)


def matches(text: str, pattern: str, flags: str = "") -> bool | None:
    """Return whether the pattern is found anywhere in the text.

    Raises:
        LimitExceeded: the pattern is too large, or too slow on this text.
    """
    ready = _ready(pattern, flags)
    return None if ready is None else ready.search(text) is not None


def replace(text: str, pattern: str, replacement: str, flags: str = "") -> str | None:
    r"""Return the text with every match replaced; ``$1`` is a group, ``\$`` a dollar.

    A pattern that matches nothing at all is an error there (F&O 7.6.3).

    Raises:
        LimitExceeded: the pattern is too large, or too slow on this text.
    """
    ready = _ready(pattern, flags)
    if ready is None or ready.search(""):
        return None
    pieces = [replacement] if "q" in flags else _pieces(replacement, ready.groups)
    if pieces is None:
        return None
    parts: list[str] = []
    last = 0
    for found in ready.all(text):
        parts.append(text[last : found[0]])
        parts.extend(_filled(piece, text, found) for piece in pieces)
        last = found[1] or 0
    return "".join((*parts, text[last:]))


def split(text: str, pattern: str, flags: str = "") -> list[str] | None:
    """Return the parts of the text between the matches of a pattern.

    Raises:
        LimitExceeded: the pattern is too large, or too slow on this text.
    """
    ready = _ready(pattern, flags)
    if ready is None or ready.search(""):
        return None
    parts: list[str] = []
    last = 0
    for found in ready.all(text):
        parts.append(text[last : found[0]])
        last = found[1] or 0
    return [*parts, text[last:]]


@lru_cache(maxsize=512)
def _ready(pattern: str, flags: str) -> _Pattern | None:
    if not _FLAGS.issuperset(flags):
        return None
    try:
        return _Pattern(pattern, flags)
    except Malformed:
        return None


def _places(found: re.Match[str]) -> Groups:
    return tuple(None if place < 0 else place for pair in found.regs for place in pair)


def _pieces(replacement: str, groups: int) -> list[str | int] | None:
    pieces: list[str | int] = []
    at = 0
    while at < len(replacement):
        found = _REPLACEMENT.match(replacement, at)
        if not found:
            return None
        at = found.end()
        if found[2] is None:
            pieces.append(found[1] or found[3])
        else:
            digits = _group_digits(found[2], groups)
            pieces += [int(digits), found[2][len(digits) :]]
    return pieces


def _group_digits(digits: str, groups: int) -> str:
    """Return as many of the digits as still name a group; the first always does."""
    end = 1
    while end < len(digits) and end < 4 and int(digits[: end + 1]) <= groups:
        end += 1
    return digits[:end]


def _filled(piece: str | int, text: str, found: Groups) -> str:
    if isinstance(piece, str):
        return piece
    if 2 * piece >= len(found):
        return ""
    start, end = found[2 * piece], found[2 * piece + 1]
    return "" if start is None else text[start:end]


def _text(node: Node, *, many_lines: bool) -> str:
    """Return a tree as text for ``re``."""
    match node:
        case OneOf(text):
            return text
        case Edge(sign):
            return _edge(sign, many_lines=many_lines)
        case Back(group):
            # a group that took no part counts as empty (F&O 7.6.1); in re it would fail
            return rf"(?({group})\{group}|)"
        case Concatenation(items):
            return "".join(_text(item, many_lines=many_lines) for item in items)
        case Choice(options):
            return "|".join(_text(option, many_lines=many_lines) for option in options)
        case Brackets(index, body):
            return f"({'?:' if index is None else ''}{_text(body, many_lines=many_lines)})"
        case Repeat(body, least, most, lazy):
            inner = _text(body, many_lines=many_lines)
            limits = f"{{{least},{'' if most is None else most}}}"
            return f"(?:{inner}){limits}{'?' if lazy else ''}"


def _edge(sign: str, *, many_lines: bool) -> str:
    if sign == "^":
        return r"(?:\A|(?<=\n)(?!\Z))" if many_lines else r"\A"
    return r"(?=\n|\Z)" if many_lines else r"\Z"


def _growth(node: Node) -> tuple[int, int] | None:
    """Return how the time of ``re`` may grow: a power of the text's length, and a factor.

    None means that it may grow exponentially.
    """
    match node:
        case Concatenation(items):
            return _together(items)
        case Choice(options):
            growth = _together(options)
            return growth and (growth[0], growth[1] + len(options))
        case Brackets(_, body):
            return _growth(body)
        case Repeat():
            return _repeated(node)
        case Back():
            return 1, 1
        case _:
            return 0, 1


def _together(nodes: tuple[Node, ...]) -> tuple[int, int] | None:
    power, factor = 0, 1
    for node in nodes:
        growth = _growth(node)
        if growth is None:
            return None
        power, factor = power + growth[0], min(factor * growth[1], _CHEAP)
    return power, factor


def _repeated(node: Repeat) -> tuple[int, int] | None:
    if _is_plain(node.body):
        if node.least == node.most:
            return 0, 1
        if node.most is None or node.most > _MANY:
            return 1, 1
    inner = _growth(node.body)
    if inner is None or node.most is None or node.most > _MANY:
        return None
    return inner[0] * node.most, min((inner[1] + 1) ** node.most, _CHEAP)


def _is_plain(node: Node) -> bool:
    """Return whether a part matches in one way only, so that repeating it stays harmless."""
    match node:
        case OneOf() | Edge():
            return True
        case Concatenation(items):
            return all(map(_is_plain, items))
        case Brackets(_, body):
            return _is_plain(body)
        case Repeat(body, least, most, _):
            return least == most and _is_plain(body)
        case _:
            return False


def _is_anchored(node: Node) -> bool:
    match node:
        case Edge("^"):
            return True
        case Concatenation(items):
            return bool(items) and _is_anchored(items[0])
        case Brackets(_, body):
            return _is_anchored(body)
        case Choice(options):
            return all(map(_is_anchored, options))
        case _:
            return False
