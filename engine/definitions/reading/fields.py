"""Typed reading of fields: every wrong, missing or unknown field becomes a problem with its place.

::

    reader = Reader()
    task = reader.fields(node, _("task"), ("title", "by", "due"))
    title = task.words("title")                 # required
    by = task.text("by", "facilitator")         # optional: a default is given
    reader.finish()                             # raises DefinitionError with all problems

After a problem a getter returns its default, or an empty value of its type, so that reading goes
on and every problem is found at once.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final, TypeVar

from engine.definitions.reading.yaml_source import Entry, Mapping_, Node, Plain, Scalar, Sequence
from engine.language import _
from engine.source import DefinitionError, Problem, Severity, Span, Text, did_you_mean

Words = str | dict[str, str]
"""A text for people: one string, or one a language (``{en: ..., es: ...}``)."""

Choice = TypeVar("Choice", bound=StrEnum)

ID: Final = re.compile(r"[a-z][a-z0-9_]*")
LANGUAGE: Final = re.compile(r"[a-z]{2,3}(_[A-Z][a-z]{3})?(_[A-Z]{2})?")
DURATION: Final = re.compile(
    r"-?P(?=.)(?:[0-9]+Y)?(?:[0-9]+M)?(?:[0-9]+W)?(?:[0-9]+D)?"
    r"(?:T(?=.)(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+S)?)?"
)

MOST_SUGGESTIONS: Final = 50
"""How many problems are answered with the nearest known word."""


@dataclass
class Reader:
    """Collects the problems of one or several texts while they are read."""

    problems: list[Problem] = field(default_factory=list)

    def report(self, code: str, message: str, where: Node | Span | None, hint: str = "") -> None:
        """Note a mistake of the author at a node or span."""
        span = where if where is None or isinstance(where, Span) else where.span
        self.problems.append(Problem(code, message, span, hint))

    def near(self, word: str, known: Iterable[str]) -> str:
        """Return ``did you mean``, while there are few problems: looking for it takes time."""
        return did_you_mean(word, known) if len(self.problems) < MOST_SUGGESTIONS else ""

    def fields(self, node: Node, kind: str, known: Iterable[str]) -> "Fields":
        """Return the fields of a mapping; keys that are not ``known`` are reported.

        ``kind`` is what people call the thing ("task"), for the messages.
        """
        fields = self.open_fields(node, kind)
        names = tuple(known)
        for key, entry in fields.entries.items():
            if key not in names:
                expected = _("expected: {keys}").format(keys=", ".join(names))
                hint = "; ".join(filter(None, (self.near(key, names), expected)))
                message = _("{key!r} is not a field of this {kind}").format(kind=kind, key=key)
                self.report("unknown-key", message, entry.span, hint)
        return fields

    def open_fields(self, node: Node, kind: str) -> "Fields":
        """Return the fields of a mapping whose keys are free."""
        if isinstance(node, Mapping_):
            return Fields(self, kind, node.entries, node.span)
        if not (isinstance(node, Scalar) and node.value is None):
            self.wrong_type(node, kind, _("named fields, one a line"))
        return Fields(self, kind, {}, node.span)

    def ids(self, node: Node, kind: str) -> Iterator[Entry]:
        """Yield the entries of a map keyed by ids; an id that is not snake_case is reported."""
        for entry in self.open_fields(node, kind).entries.values():
            if not ID.fullmatch(entry.key):
                message = _("{key!r} cannot be an id ({kind})").format(key=entry.key, kind=kind)
                hint = _("use small letters, digits and _, beginning with a letter")
                self.report("bad-id", message, entry.span, hint)
            yield entry

    def finish(self) -> None:
        """Raise ``DefinitionError`` with all problems, in order of place, if one is an error."""
        if any(problem.severity is Severity.ERROR for problem in self.problems):
            raise DefinitionError(sorted(self.problems, key=_by_place))

    def words(self, node: Node, what: str) -> Words:
        """Return a text for people: a string, or a map from language tags to strings."""
        if not isinstance(node, Mapping_):
            return self.text(node, what)
        words = {}
        for key, entry in node.entries.items():
            if not LANGUAGE.fullmatch(key):
                message = _("{key!r} is not the tag of a language").format(key=key)
                hint = _("expected: en, es, fr, ar_MA ...; a text with a comma goes in quotes")
                self.report("language", message, entry.span, hint)
            else:
                words[key] = self.text(entry.node, what)
        return words

    def text(self, node: Node, what: str) -> str:
        """Return the text of a scalar as it was written; ``true`` and lists are refused."""
        if isinstance(node, Scalar) and node.value is not None and not isinstance(node.value, bool):
            return node.raw
        self.wrong_type(node, what, _("a text"))
        return ""

    def formula(self, node: Node, what: str) -> Text:
        """Return a formula with its place; any scalar is one (``true``, ``12``)."""
        if isinstance(node, Scalar) and node.raw:
            return node.text
        self.wrong_type(node, what, _("a formula"))
        return Text(node.span.text.name, "null", *node.span.place)

    def number(self, node: Node, what: str) -> int | Decimal:
        """Return a number."""
        value = node.value if isinstance(node, Scalar) else None
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return value
        self.wrong_type(node, what, _("a number"))
        return 0

    def plain(self, node: Node, what: str) -> Plain:
        """Return any single value."""
        if isinstance(node, Scalar):
            return node.value
        self.wrong_type(node, what, _("a single value"))
        return None

    def items(self, node: Node, what: str) -> tuple[Node, ...]:
        """Return the nodes of a list; nothing at all is an empty list."""
        if isinstance(node, Sequence):
            return node.items
        if not (isinstance(node, Scalar) and node.value is None):
            self.wrong_type(node, what, _("a list"))
        return ()

    def texts(self, node: Node, what: str) -> tuple[str, ...]:
        """Return a list of texts; a single text is a list of one."""
        if isinstance(node, Scalar) and node.value is not None:
            return (self.text(node, what),)
        return tuple(self.text(item, what) for item in self.items(node, what))

    def wrong_type(self, node: Node, what: str, expected: str) -> None:
        """Note that ``what`` is not the ``expected`` kind of value."""
        message = _("{what} is {found}").format(what=what, found=_described(node))
        hint = _("expected: {expected}").format(expected=expected)
        self.report("wrong-type", message, node, hint)


@dataclass
class Fields:
    """The fields of one mapping. A getter without default reports a missing field."""

    reader: Reader
    kind: str
    entries: dict[str, Entry]
    span: Span

    def __contains__(self, key: str) -> bool:
        return key in self.entries

    def get(self, key: str) -> Node | None:
        """Return the node under ``key``, or None."""
        entry = self.entries.get(key)
        return entry.node if entry else None

    def place(self, key: str) -> Span:
        """Return where the value of ``key`` stands, or the mapping if it is not there."""
        node = self.get(key)
        return node.span if node else self.span

    def need(self, key: str) -> Node | None:
        """Return the node under ``key``; report it missing when it is not there."""
        node = self.get(key)
        if node is None:
            message = _("this {kind} has no {key!r}").format(kind=self.kind, key=key)
            start = Span(self.span.text, self.span.start, self.span.start + 1)
            self.reader.report("missing-key", message, start, _("add it"))
        return node

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text as it was written."""
        node = self._node(key, optional=default is not None)
        return self.reader.text(node, self._named(key)) if node else default or ""

    def words(self, key: str, default: Words | None = None) -> Words:
        """Return a text for people."""
        node = self._node(key, optional=default is not None)
        return self.reader.words(node, self._named(key)) if node else default or ""

    def formula(self, key: str) -> Text:
        """Return a required formula with its place; ask ``key in fields`` for optional ones."""
        node = self.need(key)
        if node is None:
            return Text(self.span.text.name, "null", *self.span.place)
        return self.reader.formula(node, self._named(key))

    def number(self, key: str, default: int | Decimal | None = None) -> int | Decimal:
        """Return a number."""
        node = self._node(key, optional=default is not None)
        return self.reader.number(node, self._named(key)) if node else default or 0

    def integer(self, key: str, default: int | None = None) -> int:
        """Return a whole number."""
        value = self.number(key, default)
        if isinstance(value, int):
            return value
        message = _("{what} is {found}").format(what=self._named(key), found=value)
        self.reader.report("wrong-type", message, self.place(key), _("expected: a whole number"))
        return default or 0

    def boolean(self, key: str, default: bool | None = None) -> bool:  # noqa: FBT001 - a default
        """Return true or false."""
        node = self._node(key, optional=default is not None)
        if node is None:
            return bool(default)
        if isinstance(node, Scalar) and isinstance(node.value, bool):
            return node.value
        self.reader.wrong_type(node, self._named(key), _("true or false"))
        return bool(default)

    def plain(self, key: str, default: Plain = None) -> Plain:
        """Return any single value, or the default."""
        node = self.get(key)
        return self.reader.plain(node, self._named(key)) if node else default

    def choice(self, key: str, choices: type[Choice], default: Choice | None = None) -> Choice:
        """Return one of the members of an enumeration, written as its value."""
        fallback = default or next(iter(choices))
        word = self.one_of(key, tuple(choices), default)
        return choices(word) if word in set(choices) else fallback

    def one_of(self, key: str, known: Iterable[str], default: str | None = None) -> str:
        """Return a text that is one of the ``known`` ones."""
        node = self._node(key, optional=default is not None)
        if node is None:
            return default or ""
        names = tuple(str(name) for name in known)
        word = node.raw if isinstance(node, Scalar) else ""
        if word in names:
            return word
        message = _("{what} is {found}").format(what=self._named(key), found=_described(node))
        expected = _("expected: {keys}").format(keys=", ".join(names))
        hint = "; ".join(filter(None, (self.reader.near(word, names), expected)))
        self.reader.report("unknown-choice", message, node, hint)
        return default or ""

    def duration(self, key: str, default: str | None = None) -> str:
        """Return the text of an ISO 8601 duration: P35D, P3M, P2W, PT36H."""
        text = self.text(key, default)
        if text and text != default and not DURATION.fullmatch(text):
            message = _("{what} is {found!r}").format(what=self._named(key), found=text)
            hint = _("expected: a length of time such as P35D, P2W, P3M")
            self.reader.report("duration", message, self.place(key), hint)
        return text

    def date(self, key: str) -> date | None:
        """Return a date (2026-03-31), or None when it is not given or wrong."""
        if key not in self.entries:
            return None
        text = self.text(key)
        try:
            return date.fromisoformat(text)
        except ValueError:
            message = _("{what} is {found!r}").format(what=self._named(key), found=text)
            hint = _("expected: a date such as 2026-03-31")
            self.reader.report("date", message, self.place(key), hint)
            return None

    def items(self, key: str) -> tuple[Node, ...]:
        """Return the nodes of a list; a missing list is empty."""
        node = self.get(key)
        return self.reader.items(node, self._named(key)) if node else ()

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; a missing list is empty, a single text a list of one."""
        node = self.get(key)
        return self.reader.texts(node, self._named(key)) if node else ()

    def ids(self, key: str, kind: str) -> Iterator[Entry]:
        """Yield the entries of the map of ids under ``key``; a missing map is empty."""
        node = self.get(key)
        return self.reader.ids(node, kind) if node else iter(())

    def _node(self, key: str, *, optional: bool) -> Node | None:
        return self.get(key) if optional else self.need(key)

    def _named(self, key: str) -> str:
        return _("{key!r} of this {kind}").format(key=key, kind=self.kind)


def _by_place(problem: Problem) -> tuple[str, int]:
    return (problem.span.text.name, problem.span.start) if problem.span else ("", 0)


def _described(node: Node) -> str:
    match node:
        case Mapping_():
            return _("a group of named fields")
        case Sequence():
            return _("a list")
        case Scalar(value=None):
            return _("empty")
        case Scalar(raw=raw):
            return repr(raw if len(raw) <= 40 else raw[:39] + "\u2026")
