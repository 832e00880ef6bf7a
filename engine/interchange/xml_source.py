"""XML text into a tree of elements with places, safely: no entities, nothing fetched.

A document type declaration is refused whole, and with it every entity and external reference.
Size, depth and number of elements are limited before anything is made of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from xml.parsers import expat

from engine.language import _
from engine.source import DefinitionError, NotFound, Problem, Span, Text

SCHEMA: Final = "http://www.w3.org/2001/XMLSchema-instance"
"""The one foreign namespace whose attributes are kept (``xsi:type``, ``xsi:nil``)."""

MAX_BYTES: Final = 5_000_000
MAX_DEPTH: Final = 200
MAX_ELEMENTS: Final = 200_000


@dataclass(slots=True)
class Element:
    """An element: its name without and with namespace, and the place where it starts."""

    name: str
    namespace: str
    attributes: dict[str, str]
    span: Span
    children: list["Element"] = field(default_factory=list)
    text: str = ""
    text_start: int = -1
    foreign: dict[str, str] = field(default_factory=dict)  # "namespace name" -> value
    prefixes: dict[str, str] = field(default_factory=dict)  # of the root: namespace -> prefix

    def all(self, *names: str) -> Iterator["Element"]:
        """Yield the children of these names, of any DMN namespace."""
        return (child for child in self.children if child.name in names)

    def first(self, *names: str) -> "Element | None":
        """Return the first child of one of these names, or None."""
        return next(self.all(*names), None)

    def get(self, name: str) -> str:
        """Return an attribute, empty if it is not there."""
        return self.attributes.get(name, "")

    def text_span(self) -> Span:
        """Return the place of the text inside the element."""
        start = self.text_start if self.text_start >= 0 else self.span.start
        return Span(self.span.text, start, start + len(self.text))


def read_file(path: Path) -> Element:
    """Return the root element of a file.

    Raises:
        NotFound: there is no such file.
        DefinitionError: it is too large, not well formed, or declares a document type.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _refused(path.name, _too_large())
        return read_bytes(path.name, path.read_bytes())
    except OSError as error:
        message = _("cannot read {path}: {reason}")
        raise NotFound(message.format(path=path, reason=error.strerror)) from None


def read_bytes(name: str, content: bytes) -> Element:
    """Return the root element of a document; ``name`` is what people see in messages.

    Raises:
        DefinitionError: it is too large, not well formed, or declares a document type.
    """
    if len(content) > MAX_BYTES:
        raise _refused(name, _too_large())
    return _SourceReader(name, content).read()


class _SourceReader:
    def __init__(self, name: str, content: bytes) -> None:
        self._content = content
        self._text = Text(name, _decoded(content))
        self._starts = _line_starts(self._text.body)
        self._open: list[Element] = []
        self._root: Element | None = None
        self._count = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._prefixes: dict[str, str] = {}
        self._parser.StartNamespaceDeclHandler = self._declared
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.StartDoctypeDeclHandler = self._doctype

    def read(self) -> Element:
        try:
            self._parser.Parse(self._content, True)
        except expat.ExpatError as error:
            place = self._offset(error.lineno, error.offset)
            message = _("this is not well-formed XML: {reason}")
            reason = expat.ErrorString(error.code) or ""
            raise self._problem(message.format(reason=reason), place) from None
        except (ValueError, LookupError):  # an encoding that does not exist or does not fit
            raise self._problem(_("the encoding of this XML is not known"), 0) from None
        if self._root is None:
            raise self._problem(_("this XML has no element"), 0)
        return self._root

    def _declared(self, prefix: str | None, namespace: str) -> None:
        if prefix:
            self._prefixes.setdefault(namespace, prefix)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        start = self._here()
        if len(self._open) >= MAX_DEPTH or self._count > MAX_ELEMENTS:
            message = _("this XML has too many elements, or nests them too deep")
            raise self._problem(message, start)
        namespace, _sep, local = name.rpartition(" ")
        own = {k: v for k, v in attributes.items() if " " not in k or k.startswith(SCHEMA)}
        element = Element(local, namespace, own, Span(self._text, start, start + 1))
        element.foreign = {key: value for key, value in attributes.items() if key not in own}
        if self._open:
            self._open[-1].children.append(element)
        else:
            self._root = element
            element.prefixes = self._prefixes
        self._open.append(element)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _characters(self, text: str) -> None:
        element = self._open[-1]
        if element.text_start < 0:
            element.text_start = self._here()
        element.text += text

    def _doctype(self, *_declared: object) -> None:
        message = _("a document type (DOCTYPE) is not accepted; remove it and its entities")
        raise self._problem(message, self._here())

    def _here(self) -> int:
        return self._offset(self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber)

    def _offset(self, line: int, column: int) -> int:
        start = self._starts[min(line, len(self._starts)) - 1]
        return min(start + column, len(self._text.body))

    def _problem(self, message: str, offset: int) -> DefinitionError:
        return DefinitionError([Problem("xml", message, Span(self._text, offset, offset + 1))])


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _line_starts(body: str) -> list[int]:
    return [0, *(at + 1 for at, char in enumerate(body) if char == "\n")]


def _too_large() -> str:
    return _("a model of more than {size} bytes is not read").format(size=MAX_BYTES)


def _refused(name: str, message: str) -> DefinitionError:
    return DefinitionError([Problem("too-large", message, Span(Text(name, ""), 0, 0))])
