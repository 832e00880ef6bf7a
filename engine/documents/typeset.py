"""The tree as Typst source, and that source as PDF/A.

Text of people and templates goes in as string literals only; Typst code comes from here and from
``templates/style/doc.typ``. Always compiled as tagged PDF/A-2a and PDF/UA-1 with warnings as
errors, with the bundled fonts and those of the brand. Only a script that they lack is set in the
system's Noto (``fonts``); a sign that no font has is printed as a box instead of vanishing.
"""

import json
import re
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final, Literal

import typst

from engine.documents import fonts
from engine.documents.brand import PAPERS, Brand
from engine.documents.labels import Labels
from engine.documents.pictures import Staged
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
    leads,
    stands_whole,
    stepped,
    words,
)
from engine.documents.widths import widths
from engine.language import _
from engine.source import DefinitionError, Problem

LETTERS: Final = 200  # places in the longest lettered list that is counted
STANDARDS: Final[list[Literal["a-2a", "ua-1"]]] = ["a-2a", "ua-1"]
MOST_BOXES: Final = 60  # signs without a font in one paper
ISOLATE: Final = "\u2066"
OF_ITSELF: Final = "\u2068"
POP: Final = "\u2069"
ARABIC: Final = {"sans": "Noto Sans Arabic", "serif": "Noto Naskh Arabic"}
_LONG_WORD: Final = re.compile(r"\S{40,}")
_MARKS: Final = {
    "strong": "strong",
    "emphasis": "emph",
    "missing": "missing",
    "small": "small",
    "large": "large",
    "inserted": "inserted",
    "deleted": "deleted",
}
_FUNCTIONS: Final = {"note": "note(meta, ", "boxed": "boxed(meta, ", "cover": "cover(meta, "}


@dataclass(frozen=True)
class Setting:
    """What the printed page needs besides the tree."""

    labels: Labels
    brand: Brand
    pictures: Mapping[str, Staged]
    marks: tuple[str, ...]
    made: date | None = None


def pdf(document: Document, setting: Setting) -> bytes:
    """Return the document as tagged PDF/A.

    Raises:
        DefinitionError: a font or a letter is missing, or the page cannot be set; told as it is.
    """
    made = setting.made or date(2000, 1, 1)
    stamp = int((made - date(1970, 1, 1)).total_seconds())
    body, warnings = _compiled(document, setting, stamp, frozenset())
    if warnings:
        raise DefinitionError(_problem(document, one.message) for one in warnings)
    return body if isinstance(body, bytes) else b""


def _compiled(
    document: Document, setting: Setting, stamp: int, lacking: frozenset[str]
) -> tuple[Any, list[typst.TypstWarning]]:
    """Return what the typesetter made; signs that turn out to have no font become boxes."""
    with _compiler(document, setting, lacking) as compiler:
        try:
            return compiler.compile_with_warnings(
                format="pdf", pdf_standards=[*STANDARDS], timestamp=stamp
            )
        except typst.TypstError as error:
            found = lacking | set(_without_font(error.message))
            if found == lacking or len(found) > MOST_BOXES:
                raise _told(document, error) from error
    return _compiled(document, setting, stamp, found)


_UNDISPLAYED: Final = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)


def _without_font(message: str) -> str:
    """Return the signs that the typesetter says no font has."""
    found = _UNDISPLAYED.search(message)
    return found[1] if found else ""


def pages(document: Document, setting: Setting) -> dict[str, int]:
    """Return the page on which each heading with an id stands in the printed document."""
    with _compiler(document, setting) as compiler:
        try:
            found = compiler.query("<places>", field="value", one=True)
        except typst.TypstError as error:
            raise _told(document, error) from error
    return {name: int(page) for name, page in json.loads(found)}


class _compiler:  # noqa: N801 - used as a function
    """A compiler with its folder of pictures, gone afterwards."""

    def __init__(
        self, document: Document, setting: Setting, lacking: frozenset[str] = frozenset()
    ) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="consort-")
        root = Path(self.folder.name)
        for staged in setting.pictures.values():
            (root / staged.name).write_bytes(staged.web)
        text = source(document, setting)
        more = fonts.needed(text)
        more = replace(more, lacking=more.lacking | lacking)
        text = text.replace(MORE_FONTS, "".join(f", {_literal(one)}" for one in more.families))
        (root / "main.typ").write_text(more.shown(text), "utf-8")
        (root / "fonts").mkdir()
        for path in more.files:
            (root / "fonts" / path.name).symlink_to(path)
        self.compiler = typst.Compiler(
            str(root / "main.typ"),
            root=str(root),
            font_paths=typst.Fonts(
                include_system_fonts=False,
                include_embedded_fonts=False,
                font_paths=[*map(str, setting.brand.fonts), str(root / "fonts")],
            ),
            ignore_system_fonts=True,
            package_path=str(root),
            package_cache_path=str(root),
        )

    def __enter__(self) -> "typst.Compiler":
        return self.compiler

    def __exit__(self, *_error: object) -> None:
        self.folder.cleanup()


def source(document: Document, setting: Setting) -> str:
    """Return the Typst source of a document."""
    style = setting.brand.folders[-1] / "doc.typ"
    writer = _TypstWriter(setting)
    body = writer.blocks(stepped(document).blocks)
    if not any(isinstance(block, Division) and block.name == "cover" for block in document.blocks):
        title = f"#block(below: 0.6em, large({_literal(document.front.title)}))\n"
        subtitle = document.front.subtitle
        under = f"#par(small({_literal(setting.labels.line(document.front))}))\n"
        body = title + (f"#par({_literal(subtitle)})\n" if subtitle else "") + under + body
    places = (
        '#context [#metadata(query(heading).filter(h => h.has("label")).map(h =>'
        " (str(h.label), counter(page).at(h.location()).first()))) <places>]\n"
    )
    return "".join([
        style.read_text("utf-8"),
        f"\n#let meta = {_meta(document, setting)}\n#show: body => paper(meta, body)\n",
        body,
        places,
    ])  # fmt: skip


def _meta(document: Document, setting: Setting) -> str:
    front, labels, look = document.front, setting.labels, setting.brand
    width, height = PAPERS.get(front.paper if front.paper != "a4" else look.paper, PAPERS["a4"])
    made = setting.made or date(2000, 1, 1)
    state = labels.standing(front.status)
    version = f"{labels.word('version')} {front.version}" if front.version else ""
    language, _bar, region = labels.tag.partition("_")
    pairs = {
        "title": _literal(" · ".join(filter(None, (front.title, front.subtitle)))),
        "author": "()",
        "keywords": f"({', '.join(map(_literal, setting.marks))},)",
        "date": f"datetime(year: {made.year}, month: {made.month}, day: {made.day})",
        "width": f"{width}mm",
        "height": f"{height}mm",
        "margin": f"(x: {look.margins}mm, y: {look.margins}mm)",
        "running": _literal(" · ".join(filter(None, (front.title, front.subtitle)))),
        "state": _literal(" · ".join(filter(None, (version, state)))),
        "footer": _literal(" · ".join(filter(None, (look.footer, front.footer)))),
        "page": _literal(labels.words["page"]),
        "letters": f"({', '.join(_literal(labels.letter(at)) for at in range(1, LETTERS + 1))})",
        "serif": _fonts(look.font, "serif"),
        "sans": _fonts(look.heading_font, "sans"),
        "size": f"{look.size}pt",
        "lang": _literal(language),
        "region": _literal(region) if region else "none",
        "dir": labels.direction,
        "colour": f"rgb({_literal(look.colour)})",
        "pale": f"rgb({_literal(look.pale)})",
    }
    return "(" + ", ".join(f"{key}: {value}" for key, value in pairs.items()) + ")"


MORE_FONTS: Final = "/*more fonts*/"
"""Where the families go that only this text needs."""


def _fonts(first: str, kind: str) -> str:
    fallback = {"serif": "Noto Serif", "sans": "Noto Sans"}[kind]
    names = dict.fromkeys((first, fallback, ARABIC[kind], "Noto Sans Symbols2"))
    return "(" + ", ".join(_literal(name) for name in names) + MORE_FONTS + ")"


def _literal(text: str) -> str:
    """Return a text as a Typst string literal."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@dataclass(frozen=True)
class _TypstWriter:
    setting: Setting

    def blocks(self, blocks: Iterable[Block]) -> str:
        several = tuple(blocks)
        return "".join(
            self.block(block, follows) for block, follows in zip_longest(several, several[1:])
        )

    def block(self, block: Block, follows: Block | None = None) -> str:
        match block:
            case Heading():
                return self.heading(block)
            case Paragraph():
                inner = f"#par[{_changed(block.change, self.line(block.children))}]"
                return f"#block(sticky: true)[{inner}]\n" if leads(block, follows) else f"{inner}\n"
            case Clause():
                inner = _changed(block.change, self.blocks(block.blocks))
                number = _literal(f"{ISOLATE}{block.number}{POP}")
                label = f"#label({_literal(block.id)})" if block.id else ""
                return f"#[#clause({number})[{inner}]{label}]\n"
            case Items():
                kind = "enum" if block.ordered else "list"
                items = "".join(f"[{self.blocks(item)}]" for item in block.items)
                return f"#{kind}(tight: true){items}\n"
            case Table():
                return self.table(block)
            case Division():
                return self.division(block)

    def heading(self, block: Heading) -> str:
        number = self.setting.labels.heading(block.kind, block.number)
        stop = "" if number.endswith(".") else "."
        before = f"#{_literal(f'{number}{stop} ')}" if number else ""
        label = f"#label({_literal(block.id)})" if block.id else ""
        shown = _changed(block.change, before + self.line(block.children))
        broken = "#pagebreak(weak: true)\n" if block.kind == "annex" else ""
        return f"{broken}#[#heading(level: {min(block.level, 6)})[{shown}]{label}]\n"

    def table(self, table: Table) -> str:
        columns = ", ".join(f"{wide}fr" for wide in widths(table))
        aligns = ", ".join(table.aligns)
        parts = [f"#table(columns: ({columns},), align: ({aligns},),"]
        if any(table.head):
            cells = ", ".join(f"head(meta)[{self.line(cell)}]" for cell in table.head)
            parts.append(f"fill: (_, y) => if y == 0 {{ meta.pale }}, table.header({cells}),")
        parts.extend(f"[{self.line(cell)}]," for row in table.rows for cell in row)
        if not stands_whole(table):
            return "\n".join([*parts, ")\n"])
        return "\n".join(["#block(breakable: false)[", *parts, ")]\n"])

    def division(self, block: Division) -> str:
        inner = self.blocks(block.blocks)
        match block.name:
            case "toc":
                return f"#contents({_literal(self.setting.labels.word('contents'))})\n"
            case "pagebreak":
                return "#pagebreak(weak: true)\n"
            case "note" | "boxed" | "cover":
                return f"#{_FUNCTIONS[block.name]}[{inner}])\n"
            case "signatures":
                tables = [one for one in block.blocks if isinstance(one, Table)]
                whole = all(stands_whole(one, signed=True) for one in tables)
                shown = f"#signing[{inner}]"
                return f"#block(breakable: false)[{shown}]\n" if whole else f"{shown}\n"
            case "wide" | "card":
                return f"#{block.name}[{inner}]\n"
            case "cards":
                each = ", ".join(f"[{self.block(card)}]" for card in block.blocks)
                return f"#cards({each})\n"
            case _:
                return inner

    def line(self, children: tuple[Inline, ...]) -> str:
        return "".join(self.inline(child) for child in children)

    def inline(self, child: Inline) -> str:
        match child:
            case Characters():
                return f"#{_literal(_LONG_WORD.sub(_breakable, child.text))};"
            case Reference():
                return f"#link(label({_literal(child.target)}), {_literal(child.text)});"
            case Link():
                return f"#link({_literal(child.address)})[{self.line(child.children)}];"
            case Mark(kind="ltr" | "auto"):
                first = ISOLATE if child.kind == "ltr" else OF_ITSELF
                return f'#"{first}";{self.line(child.children)}#"{POP}";'
            case Mark(kind="code"):
                text = _literal(words(child.children))
                return f"#text(font: meta.sans, hyphenate: false, {text});"
            case Mark():
                return f"#{_MARKS.get(child.kind, 'small')}[{self.line(child.children)}];"
            case Break():
                return "#linebreak();"
            case Picture():
                return self.picture(child)

    def picture(self, child: Picture) -> str:
        staged = self.setting.pictures[child.key]
        wide = f"{child.width}%"
        high = {"logo": ', height: 28mm, fit: "contain"', "qr": ""}.get(child.style, "")
        wide = {"qr": "24mm", "icon": "8mm"}.get(child.style, wide)
        alt = _literal(child.alt or child.key)
        return f"#box(image({_literal(staged.name)}, width: {wide}{high}, alt: {alt}));"


def _breakable(found: re.Match[str]) -> str:
    """Let a very long word break: a line has room for so many letters only."""
    word = found[0]
    return "\u200b".join(word[at : at + 12] for at in range(0, len(word), 12))


def _changed(change: str, inner: str) -> str:
    return f"#{_CHANGES[change]}[{inner}]" if change in _CHANGES else inner


_CHANGES: Final = {"added": "inserted", "removed": "deleted"}


def _told(document: Document, error: typst.TypstError) -> DefinitionError:
    return DefinitionError([_problem(document, error.message)])


def _problem(document: Document, message: str) -> Problem:
    name = document.front.document
    sentence = _("{document} cannot be printed as PDF: {why}").format(document=name, why=message)
    hint = _("add a font that has it to style/fonts, or use another format")
    return Problem("pdf", sentence, hint=hint if "font" in message or "glyph" in message else "")
