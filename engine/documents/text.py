"""The tree as Markdown for readers, and as plain text for comparison and fingerprints.

Both come from the same walk: plain text is Markdown without its signs. Numbers and references are
written out, so the text says what the printed pages say.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from engine.documents.labels import Labels
from engine.documents.tree import (
    Block,
    Break,
    Cell,
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
    walk,
    within,
    words,
)

_SIGNS: Final = re.compile(r"[\\`*_\[\]<>|]")
_MARKS: Final = {
    "strong": "**",
    "emphasis": "*",
    "missing": "**",
    "code": "`",
    "inserted": "**",
    "deleted": "~~",
}
_SIGNED: Final = {"added": ("**", "**"), "removed": ("~~", "~~")}
_PLAINLY: Final = {"added": ("{+", "+}"), "removed": ("[-", "-]")}


def markdown(document: Document, labels: Labels) -> str:
    """Return the document as Markdown that people can read and any viewer shows."""
    return _TextWriter(labels, signs=True).document(document)


def plain(document: Document, labels: Labels) -> str:
    """Return the document as plain text, the same for every output."""
    return _TextWriter(labels, signs=False).document(document)


def digest(document: Document, labels: Labels) -> str:
    """Return the fingerprint of what the document says, whatever it is printed as."""
    return digest_of(plain(document, labels))


def digest_of(text: str) -> str:
    """Return the fingerprint of a plain text; white space does not count."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


def redline(document: Document, labels: Labels) -> str:
    """Return the sections of a merged document that have changes, ``[-old-]{+new+}``."""
    writer = _TextWriter(labels, signs=False, changes=True)
    shown: list[str] = []
    for heading, blocks in _by_heading(document):
        told = writer.blocks(blocks, document)
        head = writer.block(heading, document) if heading else ""
        if any(map(_marked, (head, *told))):
            shown.extend(filter(None, (head, *told)))
    return "\n\n".join(shown) + "\n"


def wording(document: Document, labels: Labels) -> str:
    """Return of a redline only the paragraphs in which words changed."""
    return "\n\n".join(filter(_marked, redline(document, labels).strip().split("\n\n")))


def _marked(paragraph: str) -> bool:
    return "[-" in paragraph or "{+" in paragraph


def _by_heading(document: Document) -> list[tuple[Heading | None, list[Block]]]:
    sections: list[tuple[Heading | None, list[Block]]] = [(None, [])]
    for block in document.blocks:
        if isinstance(block, Heading):
            sections.append((block, []))
        else:
            sections[-1][1].append(block)
    return sections


@dataclass(frozen=True)
class _TextWriter:
    labels: Labels
    signs: bool
    changes: bool = False

    def document(self, document: Document) -> str:
        front = document.front
        covered = any(block == Division("cover", within(block)) for block in document.blocks)
        parts = [] if covered else [self.title(front.title), self.escaped(front.subtitle)]
        parts.extend(self.blocks(document.blocks, document))
        if self.signs and front.footer:
            parts.append(self.escaped(front.footer))
        return "\n\n".join(part for part in parts if part) + "\n"

    def title(self, title: str) -> str:
        return f"# {self.escaped(title)}" if self.signs else title

    def blocks(self, blocks: Iterable[Block], document: Document) -> list[str]:
        return [text for block in blocks if (text := self.block(block, document))]

    def block(self, block: Block, document: Document) -> str:
        match block:
            case Heading():
                return self.heading(block)
            case Paragraph(children=(Mark(kind="large", children=children),)):
                return f"# {self.line(children)}" if self.signs else self.line(children)
            case Paragraph():
                return self.changed(block.change, self.line(block.children))
            case Clause():
                return self.joined(f"{block.number} ", block.blocks, document)
            case Items():
                return self.items(block, document)
            case Table():
                return self.table(block)
            case Division(name="toc"):
                return self.contents(document) if self.signs else ""
            case Division():
                return "\n\n".join(self.blocks(block.blocks, document))

    def heading(self, block: Heading) -> str:
        number = self.labels.heading(block.kind, block.number)
        stop = "" if number.endswith(".") else "."
        before = f"{number}{stop} " if number else ""
        sign = "#" * min(block.level + 1, 6) + " " if self.signs else ""
        return f"{sign}{before}{self.changed(block.change, self.line(block.children))}"

    def changed(self, change: str, text: str) -> str:
        """Return a text with the signs of what was added or removed as a whole."""
        if not change or not (self.signs or self.changes):
            return text
        before, after = (_SIGNED if self.signs else _PLAINLY)[change]
        return f"{before}{text}{after}"

    def joined(self, before: str, blocks: tuple[Block, ...], document: Document) -> str:
        return before + "\n\n".join(self.blocks(blocks, document))

    def items(self, block: Items, document: Document) -> str:
        shown = []
        for at, item in enumerate(block.items):
            sign = f"{self.labels.letter(at + 1)}) " if block.ordered else "- "
            lines = "\n".join(self.blocks(item, document)).splitlines() or [""]
            shown.append("\n".join([sign + lines[0], *("  " + line for line in lines[1:])]))
        return ("  \n" if block.ordered and self.signs else "\n").join(shown)

    def table(self, table: Table) -> str:
        rows = [self.row(row) for row in table.rows]
        head = [self.row(table.head)] if any(table.head) else []
        if not self.signs:
            return "\n".join([*head, *rows])
        signs = {"end": "---:", "center": ":---:", "start": "---"}
        rule = "| " + " | ".join(signs[align] for align in table.aligns) + " |"
        return "\n".join([self.row(table.head), rule, *rows])

    def row(self, cells: tuple[Cell, ...]) -> str:
        shown = (self.line(cell).replace("\n", " ") for cell in cells)
        return "| " + " | ".join(shown) + " |" if self.signs else " | ".join(shown)

    def contents(self, document: Document) -> str:
        rows = []
        for block in walk(document.blocks):
            if isinstance(block, Heading) and block.level <= 2:
                number = self.labels.heading(block.kind, block.number)
                before = f"{number.rstrip('.')}. " if number else ""
                rows.append("  " * (block.level - 1) + f"- {before}{words(block.children)}")
        return f"**{self.labels.word('contents')}**\n\n" + "\n".join(rows)

    def line(self, children: tuple[Inline, ...]) -> str:
        return "".join(self.inline(child) for child in children)

    def inline(self, child: Inline) -> str:
        match child:
            case Characters(text=text) | Reference(text=text):
                return self.escaped(text)
            case Mark(kind="inserted" | "deleted") if self.changes:
                kind = {"inserted": "added", "deleted": "removed"}[child.kind]
                return self.changed(kind, self.line(child.children))
            case Mark(kind="deleted") if not self.signs:
                return ""
            case Mark():
                sign = _MARKS.get(child.kind, "") if self.signs else ""
                return f"{sign}{self.line(child.children)}{sign}"
            case Link():
                shown = self.line(child.children)
                return f"[{shown}]({child.address})" if self.signs else shown
            case Break():
                return "  \n" if self.signs else " "
            case Picture():
                return self.picture(child) if self.signs else ""

    def picture(self, child: Picture) -> str:
        alt = self.escaped(child.alt)
        # drawn pictures are no files; their description stands for them
        return f"*{alt}*" if child.style in {"chart", "qr"} else f"![{alt}]({child.key})"

    def escaped(self, text: str) -> str:
        return _SIGNS.sub(r"\\\g<0>", text) if self.signs else text
