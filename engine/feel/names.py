"""Names in a text: which ones are known, and where one ends.

A FEEL name may hold spaces, digits, dots and operators (``Student's name``, ``foo-bar 2.1``), so
what a name is depends on which names are known (DMN 1.5, 10.3.1.4). The longest known name wins;
white space in it counts as one space, and ``a - b`` is never the name ``a-b``.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from engine.feel.lexer import SYMBOL, WORD, Token, name_parts
from engine.feel.types import Type

KEYWORDS: Final = frozenset(
    {"and", "or", "in", "between", "then", "else", "return", "satisfies", "instance"}
    | {"if", "for", "some", "every", "function", "true", "false", "null"}
)


class Match(NamedTuple):
    """A known name found in a text, how many tokens it takes, and its type if known."""

    name: str
    length: int
    type: Type | None


class Scope:
    """Names and named types known to a text, before anything in the text adds to them.

    ``names`` may be a mapping that gives names their types. ``types`` are those that ``instance
    of`` and parameters may mention.
    """

    __slots__ = ("_index", "names", "types")

    def __init__(
        self,
        names: Iterable[str] | Mapping[str, Type | None] = (),
        types: Mapping[str, Type] | None = None,
    ) -> None:
        self.names: dict[str, Type | None] = {}
        self.types: Mapping[str, Type] = types or {}
        self._index: dict[str, list[tuple[tuple[tuple[str, bool], ...], str]]] = {}
        for name in names:
            kind = names[name] if isinstance(names, Mapping) else None
            self.add(name, kind)

    def add(self, name: str, kind: Type | None = None) -> None:
        """Make a name known from here on."""
        if name not in self.names:
            parts = name_parts(name)
            if parts:
                entries = self._index.setdefault(parts[0][0], [])
                entries.append((parts, name))
                entries.sort(key=lambda entry: -len(entry[0]))
        self.names[name] = kind

    def match(self, tokens: Sequence[Token], at: int) -> Match | None:
        """Return the longest of the names that stands in the text at this token."""
        for parts, name in self._index.get(tokens[at].text, ()):
            if _stands(parts, tokens, at):
                return Match(name, len(parts), self.names[name])
        return None


def longest(scopes: Sequence[Scope], tokens: Sequence[Token], at: int) -> Match | None:
    """Return the longest name known to any scope; of two equally long, that of the last scope."""
    best: Match | None = None
    for scope in reversed(scopes):
        found = scope.match(tokens, at)
        if found and (best is None or found.length > best.length):
            best = found
    return best


def words(tokens: Sequence[Token], at: int) -> int:
    """Return how many tokens an unknown name takes: words up to a keyword or an operator."""
    end = at + 1
    while tokens[end].gap and _continues(tokens, end):
        end += 1
    return end - at


def spelled(tokens: Sequence[Token]) -> str:
    """Return the name that these tokens spell, runs of white space as one space."""
    return "".join(
        (" " if token.gap and at else "") + token.text for at, token in enumerate(tokens)
    )


def _continues(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    return token.kind == WORD and token.text not in KEYWORDS


def _stands(parts: tuple[tuple[str, bool], ...], tokens: Sequence[Token], at: int) -> bool:
    if at + len(parts) >= len(tokens):
        return False
    for ahead in range(1, len(parts)):
        text, gap = parts[ahead]
        token = tokens[at + ahead]
        if token.text != text or token.gap != gap:
            return False
    return tokens[at].kind != SYMBOL or len(parts) > 1 or parts[0][0] not in {"-", "*", "/", "."}
