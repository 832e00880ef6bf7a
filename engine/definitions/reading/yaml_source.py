"""YAML text -> nodes that know their place, with YAML 1.2 scalars and no surprises.

``on``, ``no`` and ``yes`` are words; ``true`` and ``false`` are the only booleans; a number without
a point is an ``int``, one with a point a ``Decimal``. Refused: a key given twice, tags, several
documents in one file, files over 1 MB, nesting over 60 levels, aliases that blow the text up.

Read fields out of the nodes with ``engine.definitions.reading.fields``; lay an organisation's own
file over a base with ``engine.definitions.method.overrides``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Final

import yaml

from engine.language import _
from engine.source import DefinitionError, NotFound, Problem, Span, Text

Plain = bool | int | Decimal | str | None
"""The value of a scalar."""

LARGEST: Final = 1_000_000  # bytes of a file
DEEPEST: Final = 60  # levels of nesting
MOST_NODES: Final = 50_000  # after aliases are followed
LONGEST_NUMBER: Final = 400  # characters

_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_UNPRINTABLE: Final = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value; ``raw`` is its text without quotes, ``quoted`` says whether it had any."""

    value: Plain
    raw: str
    span: Span
    quoted: bool = False

    @property
    def text(self) -> Text:
        """The raw text, placed so that a formula in it reports lines and columns of the file."""
        return _placed(self)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: tuple["Node", ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of a mapping with its place, and what stands under it."""

    key: str
    span: Span
    node: "Node"


@dataclass(frozen=True, slots=True)
class Mapping_:  # noqa: N801 - Mapping is taken by collections.abc
    """Keys in the order written; ``entries`` finds them by name."""

    entries: dict[str, Entry]
    span: Span

    def get(self, key: str) -> "Node | None":
        """Return the node under ``key``, or None."""
        entry = self.entries.get(key)
        return entry.node if entry else None


Node = Scalar | Sequence | Mapping_


def read(source: Path | Text | str, name: str = "") -> Node:
    """Return the node tree of a file, or of a text.

    ``name`` is what problems call a file, instead of its path.

    Raises:
        NotFound: there is no such file.
        DefinitionError: the text is not YAML as Consort reads it; every problem with its place.
    """
    text = _file(source, name) if isinstance(source, Path) else _opened(source)
    builder = _Builder(text)
    node = builder.document()
    if builder.problems:
        raise DefinitionError(sorted(builder.problems, key=_by_place))
    return node


def at(node: Node, address: str) -> Node | None:
    """Return the node at a dotted address (``promotion.tasks.open_meeting``), or None."""
    found: Node | None = node
    for key in address.split("."):
        found = found.get(key) if isinstance(found, Mapping_) else None
    return found


def plain(node: Node) -> object:
    """Return the tree as plain Python: dict, list and scalars."""
    match node:
        case Scalar():
            return node.value
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping_():
            return {key: plain(entry.node) for key, entry in node.entries.items()}


def _by_place(problem: Problem) -> int:
    return problem.span.start if problem.span else 0


def _opened(source: Text | str) -> Text:
    text = source if isinstance(source, Text) else Text("<text>", source)
    if len(text.body) > LARGEST:
        raise _too_large(text.name, len(text.body))
    return replace(text, body=_LONE_SURROGATE.sub("\ufffe", text.body))


def _file(path: Path, name: str) -> Text:
    """Read a file of at most ``LARGEST`` bytes as UTF-8; its size is asked before it is read."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise _too_large(name or str(path), size)
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        message = _("cannot read {path}: {reason}").format(path=path, reason=reason)
        raise NotFound(message) from error
    try:
        return Text(name or str(path), data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before = Text(name or str(path), data[: error.start].decode("utf-8", "replace") + "\ufffd")
        span = Span(before, len(before.body) - 1, len(before.body))
        message = _("this is not UTF-8 text")
        raise DefinitionError(
            [Problem("encoding", message, span, _("save the file with the encoding UTF-8"))]
        ) from error


def _too_large(name: str, size: int) -> DefinitionError:
    message = _("{name} has {size} bytes; a definition may have {limit}").format(
        name=name, size=size, limit=LARGEST
    )
    span = Span(Text(name, ""), 0, 0)
    return DefinitionError([Problem("too-large", message, span, _("split it into several files"))])


class _StopReadingError(Exception):
    """Reading on makes no sense; the reason is among the problems."""


@dataclass
class _Builder:
    """Builds nodes from the parser's events; never recurses deeper than ``DEEPEST``."""

    text: Text
    problems: list[Problem] = field(default_factory=list)
    anchors: dict[str, tuple[Node, int]] = field(default_factory=dict)
    nodes: int = 0
    depth: int = 0

    def document(self) -> Node:
        """Return the only document of the text; what is wrong lands in ``problems``."""
        try:
            events = yaml.parse(self.text.body, Loader=_LOADER)
            return self._only_document(events)
        except _StopReadingError:
            pass
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
        except yaml.reader.ReaderError:
            found = _UNPRINTABLE.search(self.text.body)
            start = found.start() if found else 0
            message = _("this character cannot stand in a YAML text")
            self.report("character", message, start, start + 1, _("delete it"))
        return self._empty()

    def report(self, code: str, message: str, start: int, end: int, hint: str = "") -> None:
        """Note a problem at the characters ``start`` to ``end``."""
        self.problems.append(Problem(code, message, Span(self.text, start, end), hint))

    def _empty(self) -> Scalar:
        return Scalar(None, "", Span(self.text, 0, 0))

    def _only_document(self, events: Iterator[yaml.Event]) -> Node:
        node: Node = self._empty()
        documents = 0
        for event in events:
            if not isinstance(event, yaml.DocumentStartEvent):
                continue
            documents += 1
            if documents > 1:
                start, end = _marks(event)
                message = _("a second document begins here")
                hint = _("one file holds one definition: delete the line ---")
                self.report("documents", message, start, end, hint)
                raise _StopReadingError
            node = self._node(next(events), events)
        return node

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event]) -> Node:
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        before = self.nodes
        self._count(event, 1)
        self._refuse_tag(event)
        self.depth += 1
        if self.depth > DEEPEST:
            message = _("this is nested more than {limit} levels deep").format(limit=DEEPEST)
            self.report("too-deep", message, *_marks(event))
            raise _StopReadingError
        match event:
            case yaml.ScalarEvent():
                node: Node = self._scalar(event)
            case yaml.SequenceStartEvent():
                node = self._sequence(event, events)
            case _:
                node = self._mapping(event, events)
        self.depth -= 1
        anchor = getattr(event, "anchor", None)
        if anchor is not None:
            self.anchors[anchor] = (node, self.nodes - before)
        return node

    def _count(self, event: yaml.Event, more: int) -> None:
        self.nodes += more
        if self.nodes > MOST_NODES:
            message = _("this text has more than {limit} parts, aliases followed")
            hint = _("write out what the aliases stand for, or split the file")
            start, end = _marks(event)
            self.report("too-large", message.format(limit=MOST_NODES), start, end, hint)
            raise _StopReadingError

    def _alias(self, event: yaml.AliasEvent) -> Node:
        known = self.anchors.get(event.anchor or "")
        if known is None:
            message = _("nothing above is marked &{name}").format(name=event.anchor)
            start, end = _marks(event)
            hint = _("mark a part with &{name} first, or put the word in quotes")
            self.report("unknown-alias", message, start, end, hint.format(name=event.anchor))
            return self._empty()
        node, size = known
        self._count(event, size)
        return node

    def _refuse_tag(self, event: yaml.Event) -> None:
        tag = getattr(event, "tag", None)
        if tag is not None:
            message = _("tags such as {tag} are not allowed").format(tag=_short_tag(tag))
            hint = _("delete the tag; text that looks like a number goes in quotes")
            self.report("tag", message, *_marks(event), hint)

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        span = Span(self.text, *_marks(event))
        raw = str(event.value)
        if event.style not in {None, ""}:
            return Scalar(raw, raw, span, quoted=True)
        if len(raw) > LONGEST_NUMBER and _NUMBER.fullmatch(raw):
            message = _("this number has {size} characters").format(size=len(raw))
            hint = _("a number may have {limit}").format(limit=LONGEST_NUMBER)
            self.report("number", message, span.start, span.end, hint)
            return Scalar(0, raw, span)
        return Scalar(core_value(raw), raw, span)

    def _sequence(self, start: yaml.Event, events: Iterator[yaml.Event]) -> Sequence:
        items = []
        end = start
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                end = event
                break
            items.append(self._node(event, events))
        return Sequence(tuple(items), self._between(start, end))

    def _mapping(self, start: yaml.Event, events: Iterator[yaml.Event]) -> Mapping_:
        entries: dict[str, Entry] = {}
        end = start
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                end = event
                break
            key = self._node(event, events)
            node = self._node(next(events), events)
            self._enter(entries, key, node)
        return Mapping_(entries, self._between(start, end))

    def _between(self, start: yaml.Event, end: yaml.Event) -> Span:
        first = _marks(start)[0]
        body = self.text.body[first : _marks(end)[1]].rstrip()
        return Span(self.text, first, first + len(body))

    def _enter(self, entries: dict[str, Entry], key: Node, node: Node) -> None:
        if not isinstance(key, Scalar):
            hint = _("write a word before the colon; {braces} goes in quotes").format(
                braces="{...}"
            )
            message = _("a key must be a word")
            self.report("key", message, key.span.start, key.span.end, hint)
        elif key.raw in entries:
            line = entries[key.raw].span.place[0]
            message = _("{key!r} is given twice").format(key=key.raw)
            hint = _("it stands already in line {line}; keep one").format(line=line)
            self.report("duplicate-key", message, key.span.start, key.span.end, hint)
        else:
            entries[key.raw] = Entry(key.raw, key.span, node)

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        mark = error.problem_mark or error.context_mark
        start = min(mark.index if mark else 0, len(self.text.body))
        problem = error.problem or _("this is not YAML")
        message, hint = _plain_words(problem, self.text.body[start : start + 1])
        if error.context_mark and error.context_mark.line + 1 != self.text.place(start)[0]:
            line = error.context_mark.line + 1
            message += _(" (in what begins in line {line})").format(line=line)
        self.report("yaml", message, start, start + 1, hint)


_NUMBER: Final = re.compile(r"[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?")
_INTEGER: Final = re.compile(r"[-+]?[0-9]+")
_BASED: Final = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FRACTION: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,4})?")
_WORDS: Final[dict[str, Plain]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


def core_value(raw: str) -> Plain:
    """Return what an unquoted word means in the core schema of YAML 1.2 (chapter 10.3.2).

    Numbers with a point or an exponent are exact decimals; ``.inf`` and ``.nan`` stay words.
    """
    if raw in _WORDS:
        return _WORDS[raw]
    if _INTEGER.fullmatch(raw):
        return int(raw)
    if _BASED.fullmatch(raw):
        return int(raw, 0)
    return Decimal(raw) if _FRACTION.fullmatch(raw) else raw


def _marks(event: yaml.Event) -> tuple[int, int]:
    start = event.start_mark.index if event.start_mark else 0
    end = event.end_mark.index if event.end_mark else start
    return start, max(end, start + 1)


def _short_tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


def _plain_words(problem: str, found: str) -> tuple[str, str]:
    """Return message and hint for what the YAML parser complained of."""
    if found == "\t":
        return _("a tab stands where spaces indent"), _("replace tabs by spaces")
    if "mapping values are not allowed" in problem:
        hint = _("put text that holds ': ' in quotes, and check the indentation")
        return _("a colon is not expected here"), hint
    if "end of stream" in problem or "stream end" in problem:
        return _("the text ends too early"), _("close the quote or bracket that is open")
    if "cannot start any token" in problem:
        message = _("a value cannot begin with {found!r}").format(found=found)
        return message, _("put the value in quotes")
    if "expected ',' or" in problem:
        hint = _("put text or a formula that holds , [ ] { or } in quotes, or close the bracket")
        return _("a list or group in brackets does not go on like this"), hint
    return _("this is not YAML: {problem}").format(problem=problem), _("check the indentation")


def _placed(scalar: Scalar) -> Text:
    whole = scalar.span.text
    written = whole.body[scalar.span.start : scalar.span.end]
    if written[:1] in {"|", ">"}:
        content = written[written.find("\n") + 1 :].lstrip("\n")
        indent = len(content) - len(content.lstrip(" "))
        return Text(whole.name, scalar.raw, scalar.span.place[0] + 1, indent + 1)
    line, column = whole.place(scalar.span.start + scalar.quoted)
    return Text(whole.name, scalar.raw, line, column)
