r"""The pattern language of XPath, read into a tree (F&O 7.6.1 over XML Schema part 2, appendix F).

What XPath 3 added, non-capturing groups and the flag ``q``, is understood too.

=========  =========================================================
node       pattern
=========  =========================================================
OneOf      ``a``, ``.``, ``[a-z-[aeiou]]``, ``\p{Lu}``, as text for ``re``
Edge       ``^`` and ``$``
Back       ``\1``
Sequence   pieces one after the other
Choice     ``a|b``
Group      ``(a)``, ``(?:a)``
Repeat     ``a?``, ``a*``, ``a+?``, ``a{2,3}``
=========  =========================================================
"""

import re
from dataclasses import dataclass
from typing import Final, TypeAlias

from engine.feel.regex_classes import Ranges, complement, escaped, named, union
from engine.language import _
from engine.source import LimitExceeded

MAX_PATTERN: Final = 10_000
MAX_NESTING: Final = 50
MAX_REPEAT: Final = 1_000
_PLAIN: Final = {"n": "\n", "r": "\r", "t": "\t"}
_SELF: Final = frozenset("\\|.?*+(){}-[]^$")
_SETS: Final = frozenset("sSiIcCdDwW")
_COUNT: Final = re.compile(r"\{([0-9]{1,9})(?:(,)([0-9]{0,9}))?\}")
_NOTHING: Final = "(?!)"


class Malformed(Exception):
    """The text is no pattern. It stays inside the pattern modules, which answer None."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """One character of a set; ``text`` says which, for ``re``."""

    text: str


@dataclass(frozen=True, slots=True)
class Edge:
    """The start (``^``) or the end (``$``) of the text or of a line."""

    sign: str


@dataclass(frozen=True, slots=True)
class Back:
    """What an earlier group matched."""

    group: int


@dataclass(frozen=True, slots=True)
class Concatenation:
    """One after the other."""

    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """The first that leads to a match."""

    options: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Brackets:
    """Brackets; ``index`` is None where they do not count."""

    index: int | None
    body: "Node"


@dataclass(frozen=True, slots=True)
class Repeat:
    """``least`` to ``most`` times; most is None for as often as it goes."""

    body: "Node"
    least: int
    most: int | None
    lazy: bool


Node: TypeAlias = OneOf | Edge | Back | Concatenation | Choice | Brackets | Repeat


def parse(pattern: str, flags: str) -> tuple[Node, int]:
    """Return the tree of a pattern and how many groups it counts.

    Raises:
        Malformed: the text is no pattern.
        LimitExceeded: it is too long or nested too deep.
    """
    if len(pattern) > MAX_PATTERN:
        raise LimitExceeded(
            _("a pattern of {length} characters is too long; at most {most} are allowed").format(
                length=len(pattern), most=MAX_PATTERN
            )
        )
    if "q" in flags:
        return Concatenation(tuple(OneOf(re.escape(char)) for char in pattern)), 0
    parser = _Parser(_without_spaces(pattern) if "x" in flags else pattern, flags)
    tree = parser.choice()
    if parser.at < len(parser.text):
        raise Malformed
    return tree, parser.groups


def _without_spaces(pattern: str) -> str:
    kept = []
    depth = 0
    escape = False
    for char in pattern:
        if depth == 0 and char in " \t\n\r":
            continue
        kept.append(char)
        if escape:
            escape = False
        elif char == "\\":
            escape = True
        else:
            depth += (char == "[") - (char == "]")
    return "".join(kept)


class _Parser:
    """Reads one pattern from left to right."""

    def __init__(self, text: str, flags: str) -> None:
        self.text = text
        self.flags = flags
        self.at = 0
        self.groups = 0
        self.closed: set[int] = set()
        self.depth = 0

    def peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def take(self, expected: str = "") -> str:
        char = self.peek()
        if not char or (expected and char != expected):
            raise Malformed
        self.at += 1
        return char

    def choice(self) -> Node:
        options = [self.sequence()]
        while self.peek() == "|":
            self.at += 1
            options.append(self.sequence())
        return options[0] if len(options) == 1 else Choice(tuple(options))

    def sequence(self) -> Node:
        items = []
        while self.peek() not in {"", "|", ")"}:
            items.append(self.piece())
        return Concatenation(tuple(items))

    def piece(self) -> Node:
        body = self.atom()
        limits = self.limits()
        if limits is None:
            return body
        lazy = self.peek() == "?"
        self.at += lazy
        if self.peek() and self.peek() in "?*+{":
            raise Malformed
        return Repeat(body, *limits, lazy)

    def limits(self) -> tuple[int, int | None] | None:
        simple = {"?": (0, 1), "*": (0, None), "+": (1, None)}.get(self.peek())
        if simple:
            self.at += 1
            return simple
        if self.peek() != "{":
            return None
        found = _COUNT.match(self.text, self.at)
        if not found:
            raise Malformed
        self.at = found.end()
        least = int(found[1])
        most = least if not found[2] else int(found[3]) if found[3] else None
        if most is not None and most < least:
            raise Malformed
        if max(least, most or 0) > MAX_REPEAT:
            raise LimitExceeded(
                _("a pattern repeats a part more than {most} times").format(most=MAX_REPEAT)
            )
        return least, most

    def atom(self) -> Node:
        char = self.take()
        if char == "(":
            return self.group()
        if char == "[":
            return OneOf(self.char_class())
        if char == "\\":
            return self.escape()
        if char in "^$":
            return Edge(char)
        if char == ".":
            return OneOf(r"[\s\S]" if "s" in self.flags else r"[^\n\r]")
        if char in "?*+{}]":
            raise Malformed
        return OneOf(re.escape(char))

    def group(self) -> Node:
        self.depth += 1
        if self.depth > MAX_NESTING:
            raise LimitExceeded(
                _("a pattern nests groups more than {most} deep").format(most=MAX_NESTING)
            )
        index = None
        if self.text.startswith("?:", self.at):
            self.at += 2
        else:
            self.groups += 1
            index = self.groups
        body = self.choice()
        self.take(")")
        if index is not None:
            self.closed.add(index)
        self.depth -= 1
        return Brackets(index, body)

    def escape(self) -> Node:
        if self.peek().isdecimal() and self.peek() != "0":
            return self.back_reference()
        found = self.escaped()
        if isinstance(found, str):
            return OneOf(re.escape(found))
        return OneOf(self.fixed_case(_class_text(found)))

    def back_reference(self) -> Node:
        number = int(self.take())
        while self.peek().isdecimal() and number * 10 + int(self.peek()) <= self.groups:
            number = number * 10 + int(self.take())
        if number not in self.closed:
            raise Malformed
        return Back(number)

    def escaped(self) -> str | Ranges:
        """Read what follows a backslash: one character or a set."""
        char = self.take()
        if char in _PLAIN:
            return _PLAIN[char]
        if char in _SELF:
            return char
        if char in _SETS:
            return escaped(char)
        if char not in "pP":
            raise Malformed
        self.take("{")
        end = self.text.find("}", self.at)
        found = named(self.text[self.at : end]) if end >= 0 else None
        if found is None:
            raise Malformed
        self.at = end + 1
        return complement(found) if char == "P" else found

    def char_class(self) -> str:
        """Read a class behind its opening bracket into text for ``re``."""
        self.depth += 1
        if self.depth > MAX_NESTING:
            raise Malformed
        negated = self.peek() == "^"
        self.at += negated
        letters: list[tuple[int, int]] = []
        sets: list[tuple[int, int]] = []
        taken = ""
        while self.peek() != "]" or not (letters or sets):
            if self.text.startswith("-[", self.at) and (letters or sets):
                self.at += 2
                taken = self.char_class()
                break
            self.class_part(letters, sets)
        self.take("]")
        self.depth -= 1
        text = self.any_of(letters, sets)
        text = rf"(?:(?!{text})[\s\S])" if negated else text
        return f"(?:(?!{taken}){text})" if taken else text

    def class_part(self, letters: list[tuple[int, int]], sets: list[tuple[int, int]]) -> None:
        first = self.class_char()
        if not isinstance(first, str):
            sets.extend(first)
            return
        if self.peek() == "-" and self.text[self.at + 1 : self.at + 2] not in {"]", "["}:
            self.at += 1
            last = self.class_char()
            if not isinstance(last, str) or last < first:
                raise Malformed
            letters.append((ord(first), ord(last)))
        else:
            letters.append((ord(first), ord(first)))

    def class_char(self) -> str | Ranges:
        char = self.take()
        if char == "\\":
            return self.escaped()
        if char in "[]":  # a hyphen that makes no range stands for itself (XML Schema 1.1)
            raise Malformed
        return char

    def any_of(self, letters: list[tuple[int, int]], sets: list[tuple[int, int]]) -> str:
        texts = [_class_text(union(letters))] if letters else []
        if sets:
            texts.append(self.fixed_case(_class_text(union(sets))))
        return texts[0] if len(texts) == 1 else f"(?:{'|'.join(texts)})"

    def fixed_case(self, text: str) -> str:
        # the flag i does not reach what an escape stands for (F&O 7.6.1.1)
        return f"(?-i:{text})" if "i" in self.flags else text


def _class_text(ranges: Ranges) -> str:
    if not ranges:
        return _NOTHING
    return f"[{''.join(_range_text(first, last) for first, last in ranges)}]"


def _range_text(first: int, last: int) -> str:
    text = f"\\U{first:08x}"
    return text if first == last else f"{text}-\\U{last:08x}"
