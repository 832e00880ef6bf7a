"""The body of a Word file, as WordprocessingML, from the tree.

Numbers are real Word numbering, so that Word counts again after an edit; what stands in a line is
written by ``wordruns``. Children of
``w:pPr``, ``w:rPr`` and ``w:tblPr`` stand in the order the schema fixes: Word refuses others.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from engine.documents.tree import (
    Block,
    Cell,
    Clause,
    Division,
    Document,
    Heading,
    Inline,
    Items,
    Mark,
    Paragraph,
    Table,
    leads,
    stands_whole,
    walk,
    words,
)
from engine.documents.widths import widths
from engine.documents.wordruns import AUTHOR, HIGHEST, TRACKED, Runs, bookmark

NUMBERED: Final = {"chapter": 1, "article": 2, "part": 3, "annex": 4}
CLAUSE: Final = (2, 1)
SEAL: Final = "Seal"
BULLETS: Final = 5
FIRST_LETTERS: Final = 6
TWIPS_PER_MM: Final = 56.7
HIGHEST_IN_CARD: Final = 44.0
EMU_PER_MM: Final = 36_000


@dataclass
class Body:
    """Writes the blocks of one document. ``pages`` are the page numbers the contents show."""

    document: Document
    runs: Runs
    pages: Mapping[str, int]
    section: Callable[[bool], str]
    letters: int = 0  # lists with letters so far; each counts from a) again
    style: str = ""
    tall: bool = False
    fresh: bool = False  # the next paragraph begins a new page

    def xml(self) -> str:
        """Return every block of the document."""
        covered = any(isinstance(b, Division) and b.name == "cover" for b in self.document.blocks)
        front = self.document.front
        title = "" if covered else self.paragraph(self.runs.run(front.title), "Title")
        if front.subtitle and not covered:
            title += self.paragraph(self.runs.run(front.subtitle), "Subtitle")
        if not covered:
            title += self.paragraph(self.runs.run(self.runs.labels.line(front)), SEAL)
        return _SPENT.sub("", title + self.blocks(self.document.blocks))

    def blocks(self, blocks: Iterable[Block]) -> str:
        """Return some blocks."""
        several = tuple(blocks)
        return "".join(
            self.block(block, follows) for block, follows in zip_longest(several, several[1:])
        )

    def block(self, block: Block, follows: Block | None = None) -> str:
        """Return one block."""
        match block:
            case Heading():
                return self.heading(block)
            case Paragraph():
                kept = leads(block, follows)
                return self.changed(block.change, lambda: self.text(block.children, kept=kept))
            case Clause():
                return self.changed(block.change, lambda: self.clause(block))
            case Items():
                return self.items(block)
            case Table():
                return self.table(block)
            case Division():
                return self.division(block)

    def changed(self, change: str, write: Callable[[], str]) -> str:
        """Write a block as added or removed as a whole, its paragraph mark too."""
        before, self.runs.change = self.runs.change, change or self.runs.change
        xml = write()
        self.runs.change = before
        return xml

    # ---- paragraphs --------------------------------------------------------------------------

    def paragraph(
        self,
        runs: str,
        style: str = "",
        *,
        number: tuple[int, int] | None = None,
        align: str = "",
        deep: int = 0,
        kept: bool = False,
    ) -> str:
        """Return a paragraph of runs, ``kept`` with what follows.

        Items of a list in a clause stand below its text.
        """
        style = style or self.style
        parts = [f'<w:pStyle w:val="{style}"/>' if style else ""]
        parts.append("<w:keepNext/>" if kept else "")
        parts.append("<w:pageBreakBefore/>" if self.fresh else "")
        self.fresh = False
        if number:
            list_, level = number
            parts.append(f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_}"/></w:numPr>')
        parts.append("<w:bidi/>" if self.runs.rtl else "")
        if style == "ClauseList":
            parts.append(f'<w:ind w:left="{1080 + 360 * deep}" w:hanging="300"/>')
        parts.append(f'<w:jc w:val="{align}"/>' if align else "")
        parts.append(f"<w:rPr>{self.tracked_mark()}</w:rPr>" if self.runs.change else "")
        return f"<w:p><w:pPr>{''.join(parts)}</w:pPr>{runs}</w:p>"

    def tracked_mark(self) -> str:
        """Return the mark of a paragraph that is added or removed as a whole."""
        tag = TRACKED[self.runs.change]
        return f'<w:{tag} w:id="{self.runs.next_mark()}" {AUTHOR}/>'

    def text(self, children: tuple[Inline, ...], *, kept: bool = False) -> str:
        """Return a paragraph of running text."""
        if children and isinstance(children[0], Mark) and children[0].kind == "large":
            style = "CoverTitle" if self.style == "CoverText" else "Title"
            return self.paragraph(self.runs.line(children), style)
        return self.paragraph(self.runs.line(children), kept=kept)

    def heading(self, block: Heading) -> str:
        """Return a heading with its number and bookmark."""
        number = (NUMBERED[block.kind], 0) if block.number else None
        style = f"Heading{min(block.level, 4)}"
        self.fresh = self.fresh or block.kind == "annex"

        def write() -> str:
            runs = self.runs.marked(block.id or "", self.runs.line(block.children))
            return self.paragraph(runs, style, number=number)

        return self.changed(block.change, write)

    def clause(self, block: Clause) -> str:
        """Return a clause: its first paragraph is numbered, the others stand below it."""
        first, *rest = block.blocks or (Paragraph(()),)
        if not isinstance(first, Paragraph):
            first, rest = Paragraph(()), list(block.blocks)
        runs = self.runs.marked(block.id, self.runs.line(first.children))
        clause = self.paragraph(runs, "Clause", number=CLAUSE)
        return clause + self.styled("ClauseText", rest)

    def items(self, block: Items, level: int = 0) -> str:
        """Return a list."""
        list_ = BULLETS
        if block.ordered:
            list_ = FIRST_LETTERS + self.letters
            self.letters += 1
        shown = []
        for item in block.items:
            for at, inner in enumerate(item):
                if isinstance(inner, Paragraph):
                    number = (list_, level) if at == 0 else None
                    before, self.runs.change = self.runs.change, inner.change or self.runs.change
                    runs = self.runs.line(inner.children)
                    style = "ClauseList" if self.style == "ClauseText" else "ListParagraph"
                    shown.append(self.paragraph(runs, style, number=number, deep=level))
                    self.runs.change = before
                elif isinstance(inner, Items):
                    shown.append(self.items(inner, min(level + 1, 3)))
                else:
                    shown.append(self.block(inner))
        return "".join(shown)

    # ---- tables and divisions ----------------------------------------------------------------

    def table(self, table: Table) -> str:
        """Return a table as wide as the text; its head repeats on every page."""
        shares = widths(table)
        total = self.runs.width * TWIPS_PER_MM
        grid = [round(total * share / sum(shares)) for share in shares]
        before = self.opened()
        head = self.row(table, table.head, grid, head=True) if any(table.head) else ""
        whole, last = stands_whole(table, signed=self.tall), len(table.rows) - 1
        rows = "".join(
            self.row(table, row, grid, kept=whole and at < last)
            for at, row in enumerate(table.rows)
        )
        first = 1 if head else 0
        shown = self.grid("ConsortTable", grid, head + rows, first)
        return before + shown + self.paragraph("", "AfterTable")

    def grid(self, style: str, grid: list[int], rows: str, first: int = 0) -> str:
        """Return a table of finished rows; ``first`` is 1 when the first one is a head."""
        bidi = "<w:bidiVisual/>" if self.runs.rtl else ""
        columns = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in grid)
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>{bidi}'
            f'<w:tblW w:w="{sum(grid)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f'<w:tblLook w:val="00{first * 20:02}" w:firstRow="{first}" w:lastRow="0"'
            ' w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
        )

    def row(
        self,
        table: Table,
        cells: tuple[Cell, ...],
        grid: list[int],
        *,
        head: bool = False,
        kept: bool = False,
    ) -> str:
        """Return a row of a table, ``kept`` on the page of the next one."""
        properties = "<w:cantSplit/>"
        if self.tall and not head:
            properties += '<w:trHeight w:val="620" w:hRule="atLeast"/>'
        properties += "<w:tblHeader/>" if head else ""
        shown = []
        for at, cell in enumerate(cells[: len(grid)]):
            align = {"end": "right", "center": "center"}.get(table.aligns[at], "")
            style = "TableHead" if head else "TableText"
            inner = self.paragraph(self.runs.line(cell), style, align=align, kept=kept or head)
            shown.append(self.cell(grid[at], inner))
        return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(shown)}</w:tr>"

    @staticmethod
    def cell(wide: int, inner: str, extra: str = "") -> str:
        """Return a cell; it must end with a paragraph."""
        return f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/>{extra}</w:tcPr>{inner}</w:tc>'

    def division(self, block: Division) -> str:
        """Return a named part of the page."""
        match block.name:
            case "toc":
                return self.contents()
            case "pagebreak":
                self.fresh = True
                return ""
            case "cover":
                return self.cover(block)
            case "cards":
                return self.cards(block)
            case "wide":
                return self.wide(block)
            case "signatures":
                self.tall = True
                inner = self.blocks(block.blocks)
                self.tall = False
                return inner
            case "note" | "boxed":
                return self.styled("Note", block.blocks)
            case "seal":
                return self.styled(SEAL, block.blocks)
            case _:
                return self.blocks(block.blocks)

    def styled(self, style: str, blocks: Iterable[Block]) -> str:
        """Return blocks whose running text has a style."""
        outer, self.style = self.style, style
        inner = self.blocks(blocks)
        self.style = outer
        return inner

    def opened(self) -> str:
        """Return what begins a new page before a table, where one is due: a table cannot itself."""
        return self.paragraph("", "AfterTable") if self.fresh else ""

    def cover(self, block: Division) -> str:
        """Return the first page: one coloured field as high as the page allows."""
        outer, self.runs.width = self.runs.width, self.runs.width - 18
        inner = self.styled("CoverText", block.blocks)
        self.runs.width = outer
        wide = round(self.runs.width * TWIPS_PER_MM)
        cell = self.cell(wide, inner, '<w:vAlign w:val="center"/>')
        row = f'<w:tr><w:trPr><w:trHeight w:val="13400" w:hRule="exact"/></w:trPr>{cell}</w:tr>'
        self.fresh = True
        return self.grid("ConsortCover", [wide], row)

    def cards(self, block: Division) -> str:
        """Return cards, two beside each other."""
        before, outer = self.opened(), self.runs.width
        half = round(outer * TWIPS_PER_MM / 2)
        self.runs.width, self.runs.highest = outer / 2 - 6, HIGHEST_IN_CARD
        shown = []
        for at in range(0, len(block.blocks), 2):
            pair = [self.cell(half, self.card(card)) for card in block.blocks[at : at + 2]]
            if len(pair) == 1:
                pair.append(self.cell(half, self.paragraph(""), _BARE))
            shown.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(pair)}</w:tr>")
        self.runs.width, self.runs.highest = outer, HIGHEST
        table = self.grid("ConsortCards", [half, half], "".join(shown))
        return before + table + self.paragraph("", "AfterTable")

    def card(self, block: Block) -> str:
        """Return what stands in one card."""
        inner = self.styled("CardText", block.blocks if isinstance(block, Division) else (block,))
        return inner or self.paragraph("")

    def wide(self, block: Division) -> str:
        """Return pages on their side: a section of its own."""
        outer = self.runs.width
        before = f"<w:p><w:pPr>{self.section(False)}</w:pPr></w:p>"
        self.runs.width = outer + 87
        inner = self.blocks(block.blocks)
        self.runs.width = outer
        return f"{before}{inner}<w:p><w:pPr>{self.section(True)}</w:pPr></w:p>"

    def contents(self) -> str:
        """Return the table of contents: a field, filled, with page numbers."""
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
            ' TOC \\o "1-2" \\h \\z </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/>'
            "</w:r>"
        )
        rows = [self.paragraph(self.runs.run(self.runs.labels.word("contents")), "ContentsTitle")]
        for block in walk(self.document.blocks):
            if isinstance(block, Heading) and block.level <= 2 and block.id:
                rows.append(self.paragraph(begin + self.entry(block), f"TOC{block.level}"))
                begin = ""
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        closed = "".join(rows) + self.paragraph(begin + end, "AfterTable")
        self.fresh = True
        return closed

    def entry(self, block: Heading) -> str:
        """Return a line of the contents."""
        number = self.runs.labels.heading(block.kind, block.number)
        before = f"{number.rstrip('.')}. " if number else ""
        name = bookmark(block.id)
        page = self.runs.field(f"PAGEREF {name} \\h", str(self.pages.get(block.id, "")))
        runs = f"{self.runs.run(before + words(block.children))}<w:r><w:tab/></w:r>{page}"
        return f'<w:hyperlink w:anchor="{name}" w:history="1">{runs}</w:hyperlink>'


_SPENT: Final = re.compile(
    r'<w:p><w:pPr><w:pStyle w:val="AfterTable"/>(?:<w:bidi/>)?</w:pPr></w:p>'
    r"(?=<w:p><w:pPr>(?:<w:pStyle [^>]*/>)?(?:<w:keepNext/>)?<w:pageBreakBefore/>)"
)
"""The line after a table where a new page begins: it could make a page of its own."""
_BARE: Final = (
    '<w:tcBorders><w:top w:val="nil"/><w:bottom w:val="nil"/><w:right w:val="nil"/></w:tcBorders>'
)
