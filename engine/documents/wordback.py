"""A Word file that came back, read again: by its bookmarks, which hold the ids of the articles.

What is compared is the text: marks are left out, tracked changes count as accepted, and numbers
come from Word itself, so they are not compared. A file that is broken, holds macros or unpacks
without end is refused and nothing is taken from it.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Final

from docx.oxml import parse_xml

from engine.documents.labels import NO_BREAK_SPACE, letter
from engine.documents.numbering import counted, places
from engine.documents.tree import (
    Block,
    Break,
    Characters,
    Clause,
    Division,
    Document,
    Heading,
    Inline,
    Items,
    Link,
    Mark,
    Paragraph,
    Picture,
    Reference,
    Table,
    within,
    words,
)
from engine.documents.wordruns import IN_ITS_ORDER, bookmark
from engine.documents.wordxml import SEAL
from engine.language import _
from engine.source import DefinitionError, Problem

LARGEST: Final = 50_000_000
UNPACKED: Final = 200_000_000
MAIN: Final = "word/document.xml"
STYLES: Final = "word/styles.xml"
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COUNTED: Final = re.compile(r"(.*?)([\d.]*\d|[A-Z]|[\u0621-\u064a])")
_SKIPPED: Final = ("toc", "pagebreak", "cover")
_LEFT_OUT: Final = frozenset(
    {"toc1", "toc2", "contentstitle", "covertitle", "covertext", "title", "subtitle", SEAL.lower()}
)


def read(body: bytes, original: Document, lettered: Callable[[int], str] = letter) -> Document:
    """Return the text of a Word file as a tree, with the ids and kinds of the original.

    Raises:
        DefinitionError: the file is broken, too large, or holds macros.
    """
    root, styles = _main(body)
    reading = _WordReading(dict(_names(original.blocks)), styles)
    for element in root.iter(f"{_W}body"):
        reading.blocks(element)
    return counted(replace(original, blocks=tuple(reading.found)), lettered)


def flat(document: Document) -> Document:
    """Return a document as a Word file shows it: a row of headings, clauses, paragraphs, tables."""
    numbered = {id_ for id_, place in places(document).items() if place.number}
    return replace(document, blocks=tuple(_Flat(numbered).blocks(document.blocks)))


def without_pictures(document: Document) -> Document:
    """Return a document with pictures as their descriptions, as a comparison shows them."""
    return replace(document, blocks=tuple(_undrawn(block) for block in document.blocks))


def _refused(why: str) -> DefinitionError:
    message = _("the Word file is refused: {why}").format(why=why)
    hint = _("nothing was taken from it; save it again as .docx without macros")
    return DefinitionError([Problem("word-file", message, hint=hint)])


def _main(body: bytes) -> tuple[Any, Mapping[str, str]]:
    """Return the main part of a file that is what it says, and the names of its styles by id."""
    with opened(body) as file:
        if b"macroEnabled" in file.read("[Content_Types].xml"):
            raise _refused(_("it holds macros or embedded programs"))
        return parsed(file.read(MAIN)), _styles(parsed(file.read(STYLES)))


@contextmanager
def opened(body: bytes) -> Iterator[zipfile.ZipFile]:
    """Open a Word file; whatever turns out to be broken in it is told.

    Raises:
        DefinitionError: the file is broken, too large, or holds macros.
    """
    if len(body) > LARGEST:
        raise _refused(_("it has {size} bytes").format(size=len(body)))
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as file:
            entries = file.infolist()
            names = [entry.filename.lower() for entry in entries]
            if any("vba" in name or name.endswith(".bin") for name in names):
                raise _refused(_("it holds macros or embedded programs"))
            if sum(entry.file_size for entry in entries) > UNPACKED:
                raise _refused(_("it unpacks without end"))
            yield file
    except (zipfile.BadZipFile, KeyError, SyntaxError, NotImplementedError) as error:
        raise _refused(_("it is broken, or no Word file")) from error
    except (RuntimeError, OSError, EOFError, ValueError, zlib.error) as error:
        raise _refused(_("it is broken or locked with a password")) from error


def _styles(root: Any) -> Mapping[str, str]:
    """Return the names of styles by id; a program may change the ids, but not these names."""
    return {
        str(style.get(f"{_W}styleId")): _canonical(str(name.get(f"{_W}val")))
        for style in root.iter(f"{_W}style")
        if (name := style.find(f"{_W}name")) is not None
    }


def _canonical(name: str) -> str:
    return name.replace(" ", "").lower()


def parsed(xml: bytes) -> Any:
    """Return a part as a tree of elements. Refuses declarations, which no Word file has."""
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise _refused(_("it holds declarations that no Word file has"))
    return parse_xml(xml)


def _names(blocks: tuple[Block, ...]) -> Iterator[tuple[str, Heading | Clause]]:
    for block in blocks:
        if isinstance(block, Heading | Clause) and block.id:
            yield bookmark(block.id), block
        yield from _names(within(block))


@dataclass
class _WordReading:
    """One file being read; fields of references are followed over several runs."""

    names: Mapping[str, Heading | Clause]
    styles: Mapping[str, str]
    found: list[Block] = field(default_factory=list)
    code: str = ""
    shown: int = 0  # 0 outside of a field, 1 in its code, 2 in what it shows
    target: str = ""

    def blocks(self, element: Any) -> None:
        for child in element:
            if child.tag == f"{_W}p":
                self.paragraph(child)
            elif child.tag == f"{_W}tbl":
                self.table(child)
            elif child.tag in {f"{_W}sdt", f"{_W}sdtContent"}:
                self.blocks(child)

    def paragraph(self, element: Any) -> None:
        style = self.style(element, "pStyle")
        children = tuple(self.inlines(element))
        known = next(
            (
                self.names[name]
                for mark in element.iter(f"{_W}bookmarkStart")
                if (name := str(mark.get(f"{_W}name"))) in self.names
            ),
            None,
        )
        if style in _LEFT_OUT or not (children or known):
            return
        if isinstance(known, Heading):
            self.found.append(replace(known, children=children))
        elif style.startswith("heading"):
            level = int(style[-1]) if style[-1].isdigit() else 1
            title = words(children)
            kind = "article" if level == 2 and _counted_by_word(element) else "plain"
            self.found.append(Heading(level, kind, f"new: {title}", children))
        elif isinstance(known, Clause) or style == "clause":
            id_ = known.id if known else ""
            self.found.append(Clause(id_, (Paragraph(children),)))
        else:
            self.found.append(Paragraph(children))

    def style(self, element: Any, kind: str) -> str:
        """Return the name of the style of a paragraph or table, in small letters."""
        id_ = _value(element, kind)
        return self.styles.get(id_) or _canonical(id_)

    def table(self, element: Any) -> None:
        style = self.style(element, "tblStyle")
        if style == "consortcover":
            return
        if style == "consortcards":
            for cell in element.iterfind(f"{_W}tr/{_W}tc"):
                self.blocks(cell)
            return
        rows = []
        for row in element.iterfind(f"{_W}tr"):
            cells = []
            for cell in row.iterfind(f"{_W}tc"):
                lines = [tuple(self.inlines(line)) for line in cell.iter(f"{_W}p")]
                cells.append(tuple(one for line in lines for one in line))
            rows.append(tuple(cells))
        columns = max((len(row) for row in rows), default=0)
        rows = [(*row, *(((),) * (columns - len(row)))) for row in rows]
        headed = element.find(f".//{_W}tblHeader") is not None
        head = rows.pop(0) if headed and rows else ((),) * columns
        self.found.append(Table(head, tuple(rows), ("start",) * columns))

    def inlines(self, element: Any) -> Iterator[Inline]:
        for child in element:
            tag = child.tag.removeprefix(_W) if isinstance(child.tag, str) else ""
            if tag in {"hyperlink", "ins", "smartTag", "sdt", "sdtContent", "moveTo"}:
                yield from self.inlines(child)
            elif tag == "r":
                yield from self.run(child)

    def run(self, element: Any) -> Iterator[Inline]:
        for child in element:
            match child.tag:
                case _Tag.FIELD:
                    self.field(str(child.get(f"{_W}fldCharType")))
                case _Tag.CODE:
                    self.code += child.text or ""
                case _Tag.TEXT if self.shown != 1:
                    if self.target:
                        yield from _referred(self.target, _spaced(child.text or ""))
                        self.target = ""
                    else:
                        yield Characters(_spaced(child.text or ""))
                case _Tag.BREAK | _Tag.TAB if child.get(f"{_W}type") != "page":
                    yield Characters(" ")
                case _:
                    pass

    def field(self, kind: str) -> None:
        if kind == "begin":
            self.code, self.shown = "", 1
        elif kind == "separate":
            parts = self.code.split()
            known = self.names.get(parts[1]) if len(parts) > 1 and parts[0] == "REF" else None
            self.target, self.shown = known.id if known else "", 2
        else:
            self.target, self.shown = "", 0


class _Tag:
    FIELD = f"{_W}fldChar"
    CODE = f"{_W}instrText"
    TEXT = f"{_W}t"
    BREAK = f"{_W}br"
    TAB = f"{_W}tab"


def _counted_by_word(element: Any) -> bool:
    """Return whether a paragraph has a number of Word's; list 0 is none."""
    found = element.find(f"{_W}pPr/{_W}numPr/{_W}numId")
    return found is not None and found.get(f"{_W}val") != "0"


def _value(element: Any, name: str) -> str:
    found = element.find(f"{_W}pPr/{_W}{name}")
    if found is None:
        found = element.find(f"{_W}tblPr/{_W}{name}")
    return str(found.get(f"{_W}val")) if found is not None else ""


@dataclass(frozen=True)
class _Flat:
    """Writes blocks as Word gives them back; ``numbered`` are the ids that have a number there."""

    numbered: set[str]

    def blocks(self, blocks: tuple[Block, ...]) -> Iterator[Block]:
        for block in blocks:
            match block:
                case Heading():
                    children = tuple(self.line(block.children))
                    id_ = block.id or f"new: {words(children)}"
                    yield replace(block, id=id_, children=children)
                case Paragraph():
                    if children := tuple(self.line(block.children)):
                        yield Paragraph(children)
                case Clause():
                    yield from self.clause(block)
                case Items():
                    for item in block.items:
                        yield from self.blocks(item)
                case Table():
                    head = tuple(tuple(self.line(cell)) for cell in block.head)
                    rows = (tuple(tuple(self.line(cell)) for cell in row) for row in block.rows)
                    yield Table(head, tuple(rows), ("start",) * len(head))
                case Division():
                    yield from self.blocks(block.blocks if block.name not in _SKIPPED else ())

    def clause(self, block: Clause) -> Iterator[Block]:
        first, *rest = block.blocks or (Paragraph(()),)
        children = first.children if isinstance(first, Paragraph) else ()
        yield Clause(block.id, (Paragraph(tuple(self.line(children))),), block.number)
        yield from self.blocks(tuple(rest))

    def line(self, children: tuple[Inline, ...]) -> Iterator[Inline]:
        """Yield a line without marks; a reference is split as Word shows it."""
        for child in children:
            match child:
                case Mark() | Link():
                    yield from self.line(child.children)
                case Reference() if child.form != "title" and child.target in self.numbered:
                    yield from _referred(child.target, _spaced(child.text))
                case Reference() | Characters():
                    yield Characters(_spaced(child.text))
                case Break():
                    yield Characters(" ")
                case Picture():
                    continue


def _spaced(text: str) -> str:
    """Return a text without what only keeps it together: programs take that as they like."""
    return text.replace(IN_ITS_ORDER, "").replace(NO_BREAK_SPACE, " ")


def _referred(target: str, text: str) -> Iterator[Inline]:
    """Yield a reference as its words and its number, however Word or we divided them."""
    found = _COUNTED.fullmatch(text)
    if found and found[1]:
        yield Characters(found[1])
    yield Reference(target, "", found[2] if found else text)


def _undrawn(block: Block) -> Block:
    match block:
        case Heading() | Paragraph():
            return replace(block, children=_described(block.children))
        case Clause() | Division():
            return replace(block, blocks=tuple(_undrawn(one) for one in block.blocks))
        case Items():
            items = (tuple(_undrawn(one) for one in item) for item in block.items)
            return replace(block, items=tuple(items))
        case Table():
            rows = (tuple(_described(cell) for cell in row) for row in block.rows)
            return replace(block, rows=tuple(rows))


def _described(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return tuple(
        Mark("emphasis", (Characters(one.alt),)) if isinstance(one, Picture) else one
        for one in children
    )
