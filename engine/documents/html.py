"""The tree as one HTML file: accessible, printable, nothing fetched from elsewhere.

Headings keep their order, tables have heads with a scope, pictures their alternative text, the
language and direction stand on the root. Pictures travel inside the file.
"""

from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import Final

from engine.documents.labels import Labels
from engine.documents.pictures import Staged
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
    names_its_rows,
    plain_name,
    stepped,
    walk,
    within,
)

_TAGS: Final = {
    "strong": "strong",
    "emphasis": "em",
    "code": "code",
    "missing": "mark",
    "ltr": "bdi",
    "auto": "bdi",
    "small": "small",
    "inserted": "ins",
    "deleted": "del",
}


@dataclass(frozen=True)
class Look:
    """What the HTML file needs besides the tree: style sheet and pictures, and its key words."""

    style: str
    pictures: Mapping[str, Staged]
    marks: tuple[str, ...] = ()


def page(document: Document, labels: Labels, look: Look) -> str:
    """Return the document as a complete HTML page."""
    return _Page(stepped(document), labels, look).whole()


@dataclass(frozen=True)
class _Page:
    document: Document
    labels: Labels
    look: Look

    def whole(self) -> str:
        front = self.document.front
        name = " · ".join(filter(None, (front.title, front.subtitle)))
        covered = any(block == Division("cover", within(block)) for block in self.document.blocks)
        subtitle = f'<p class="subtitle">{escape(front.subtitle)}</p>' if front.subtitle else ""
        under = f"<p><small>{escape(self.labels.line(front))}</small></p>"
        header = f"<header><h1>{escape(front.title)}</h1>{subtitle}{under}</header>\n"
        marks = f'<meta name="keywords" content="{escape("; ".join(self.look.marks))}">\n'
        footer = f"<footer><p>{escape(front.footer)}</p></footer>\n" if front.footer else ""
        return (
            f'<!DOCTYPE html>\n<html lang="{escape(front.lang)}" dir="{escape(front.dir)}">\n'
            f'<head>\n<meta charset="utf-8">\n<title>{escape(name)}</title>\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"{marks if self.look.marks else ''}<style>\n{self.look.style}\n</style>\n</head>\n"
            f'<body class="{escape(front.document)} {escape(front.status)}">\n'
            f"<main>\n{'' if covered else header}"
            f"{self.blocks(self.document.blocks)}</main>\n{footer}</body>\n</html>\n"
        )

    def blocks(self, blocks: Iterable[Block]) -> str:
        return "".join(self.block(block) for block in blocks)

    def block(self, block: Block) -> str:
        match block:
            case Heading():
                return self.heading(block)
            case Paragraph(children=(Mark(kind="large", children=children),)):
                return f'<h1 class="large">{self.line(children)}</h1>\n'
            case Paragraph():
                return f"<p{_change(block.change)}>{self.line(block.children)}</p>\n"
            case Clause():
                id_ = f' id="{escape(block.id)}"' if block.id else ""
                number = f'<span class="number">{escape(block.number)}</span> '
                inner = self.blocks(block.blocks).replace("<p>", f"<p>{number}", 1)
                return f'<div class="clause"{id_}{_change(block.change)}>{inner}</div>\n'
            case Items():
                return self.items(block)
            case Table():
                return self.table(block)
            case Division():
                return self.division(block)

    def items(self, block: Items) -> str:
        shown = [self.blocks(item) for item in block.items]
        if not block.ordered:
            return f"<ul>\n{''.join(f'<li>{one}</li>{chr(10)}' for one in shown)}</ul>\n"
        lettered = (
            f'<li data-letter="{self.labels.letter(at)})">{one}</li>\n'
            for at, one in enumerate(shown, 1)
        )
        return f'<ol class="lettered">\n{"".join(lettered)}</ol>\n'

    def heading(self, block: Heading) -> str:
        tag = f"h{min(block.level + 1, 6)}"
        id_ = f' id="{escape(block.id)}"' if block.id else ""
        number = self.labels.heading(block.kind, block.number)
        stop = "" if number.endswith(".") else "."
        before = f'<span class="number">{escape(number)}{stop}</span> ' if number else ""
        change = _change(block.change)
        class_ = f' class="{escape(block.kind)}"'
        return f"<{tag}{id_}{class_}{change}>{before}{self.line(block.children)}</{tag}>\n"

    def table(self, table: Table) -> str:
        head = ""
        if any(table.head):
            cells = self.cells(table, table.head, 'th scope="col"')
            head = f"<thead><tr>{cells}</tr></thead>\n"
        rows = "".join(f"<tr>{self.row(table, row)}</tr>\n" for row in table.rows)
        return f'<div class="table"><table>\n{head}<tbody>\n{rows}</tbody></table></div>\n'

    def row(self, table: Table, row: tuple[Cell, ...]) -> str:
        """Return a row; in a sheet of names and values the name heads it."""
        if not names_its_rows(table):
            return self.cells(table, row, "td")
        name = f'<th scope="row">{self.line(plain_name(row[0]))}</th>'
        return name + self.cells(replace(table, aligns=table.aligns[1:]), row[1:], "td")

    def cells(self, table: Table, cells: tuple[Cell, ...], tag: str) -> str:
        shown = []
        for align, cell in zip(table.aligns, cells, strict=False):
            class_ = f' class="{align}"' if align != "start" else ""
            shown.append(f"<{tag}{class_}>{self.line(cell)}</{tag.split(maxsplit=1)[0]}>")
        return "".join(shown)

    def division(self, block: Division) -> str:
        match block.name:
            case "toc":
                return self.contents()
            case "pagebreak":
                return '<div class="pagebreak"></div>\n'
            case name:
                tag = "aside" if name in {"note", "boxed"} else "section"
                return f'<{tag} class="{name}">\n{self.blocks(block.blocks)}</{tag}>\n'

    def contents(self) -> str:
        rows = []
        for block in walk(self.document.blocks):
            if isinstance(block, Heading) and block.level <= 2 and block.id:
                number = self.labels.heading(block.kind, block.number)
                before = f"{number.rstrip('.')}. " if number else ""
                shown = f"{escape(before)}{self.line(block.children)}"
                link = f'<a href="#{escape(block.id)}">{shown}</a>'
                rows.append(f'<li class="level{block.level}">{link}</li>\n')
        title = escape(self.labels.word("contents"))
        listed = "".join(rows)
        return f'<nav class="toc" aria-label="{title}"><h2>{title}</h2><ul>\n{listed}</ul></nav>\n'

    def line(self, children: tuple[Inline, ...]) -> str:
        return "".join(self.inline(child) for child in children)

    def inline(self, child: Inline) -> str:
        match child:
            case Characters():
                return escape(child.text)
            case Reference():
                return f'<a href="#{escape(child.target)}">{escape(child.text)}</a>'
            case Link():
                return f'<a href="{escape(child.address)}">{self.line(child.children)}</a>'
            case Mark():
                return self.mark(child)
            case Break():
                return "<br>"
            case Picture():
                return self.picture(child)

    def mark(self, child: Mark) -> str:
        tag = _TAGS.get(child.kind, "span")
        extra = ' class="large"' if child.kind == "large" else ""
        extra = ' dir="ltr"' if child.kind == "ltr" else extra
        return f"<{tag}{extra}>{self.line(child.children)}</{tag}>"

    def picture(self, child: Picture) -> str:
        staged = self.look.pictures[child.key]
        source = f"data:{staged.media};base64,{b64encode(staged.web).decode()}"
        free = child.width < 100 and child.style in {"photo", "hero", "chart"}
        width = f' style="width:{child.width}%"' if free else ""
        alt = escape(child.alt)
        return f'<img class="{child.style}" src="{source}" alt="{alt}"{width}>'


def _change(change: str) -> str:
    return f' class="change {change}"' if change else ""
