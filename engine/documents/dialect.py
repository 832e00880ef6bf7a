"""The Markdown dialect of templates, read into the document tree.

========================================  =====================================================
written                                   becomes
========================================  =====================================================
``---`` lines at the top                  front matter, ``key: "value"`` with fixed keys
``# T {#id .chapter}`` (1-4 ``#``)        heading; class chapter, article, part, annex or none
``1. text {#id}`` inside an article       clause, numbered by us; elsewhere an ordered list
``- text``                                list
``[](#id)``, ``[](#id){.short}``          reference; forms short, number, title
``[text]{.missing}`` ``{.ltr}``           marked text
``![alt](key){.photo width=40}``          picture by key
``| a | b |`` with ``|---|--:|``          table
``::: name`` ... ``:::``                  division (more colons for an outer one)
========================================  =====================================================

There is no raw HTML. Links go to http, https, mailto and tel only.
"""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Final
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.container import container_plugin

from engine.documents.tree import (
    Block,
    Break,
    Cell,
    Characters,
    Clause,
    Division,
    Document,
    Front,
    Heading,
    Inline,
    Items,
    Link,
    Mark,
    Paragraph,
    Picture,
    Reference,
    Table,
)
from engine.language import _
from engine.source import DefinitionError, Problem, Span, did_you_mean
from engine.source import Text as Source

DIVISIONS: Final = (
    "cover", "toc", "cards", "card", "signatures", "note", "pagebreak", "wide", "boxed", "annex",
)  # fmt: skip
KINDS: Final = ("chapter", "article", "part", "annex")
MARKS: Final = ("missing", "ltr", "auto", "small", "large")
FORMS: Final = ("short", "number", "title")
PICTURES: Final = ("photo", "logo", "hero", "qr", "chart", "icon")
SCHEMES: Final = ("http:", "https:", "mailto:", "tel:")
LARGEST: Final = 4_000_000

_ATTRIBUTES = re.compile(r"\s*\{((?:[#.][\w-]+\s*)+)\}\s*$")
_FRONT = re.compile(r"---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)
_MARKED_AS = {"strong": "strong", "em": "emphasis"}


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "maxNesting": 40})
    reader.enable("table").disable(["html_block", "html_inline", "code", "fence"])
    # escaped characters stay apart from typed ones, so that a value never reads as {#id}
    reader.disable("text_join")
    reader.validateLink = _every_link  # type: ignore[method-assign]
    reader.use(attrs_plugin, spans=True, after=("image", "link_close", "span_close"))
    return reader.use(container_plugin, "any", validate=lambda *_given: True)


def _every_link(url: str) -> bool:
    """Let every link through to ``_enclosed``, which tells; Markdown itself would hide it."""
    return bool(url)


_READER: Final = _reader()


@dataclass
class _Reading:
    """One text being read: its tokens, where we stand, and what was wrong."""

    source: Source
    first_line: int
    tokens: Sequence[Token] = ()
    at: int = 0
    in_article: bool = False
    problems: list[Problem] = field(default_factory=list)

    def report(self, code: str, message: str, token: Token, hint: str = "") -> None:
        line = self.first_line + (token.map[0] if token.map else 0)
        starts = self.source.body.split("\n")
        offset = sum(len(text) + 1 for text in starts[:line])
        end = offset + len(starts[line]) if line < len(starts) else offset
        self.problems.append(Problem(code, message, Span(self.source, offset, end), hint))

    def until(self, closing: str) -> list[Block]:
        """Read blocks up to the closing token, which is passed."""
        blocks: list[Block] = []
        while self.at < len(self.tokens) and self.tokens[self.at].type != closing:
            blocks.extend(self.block())
        self.at += 1
        return blocks

    def block(self) -> Iterable[Block]:
        token = self.tokens[self.at]
        self.at += 1
        return _BLOCKS.get(token.type, _unknown)(self, token)


def read(name: str, body: str) -> Document:
    """Return the tree of a text in the dialect.

    Raises:
        DefinitionError: with every place where the text leaves the dialect.
    """
    body = body.lstrip("\n")
    source = Source(name, body)
    if len(body) > LARGEST:
        message = _("{name} is {size} characters long; a document may have {most}").format(
            name=name, size=len(body), most=LARGEST
        )
        raise DefinitionError([Problem("too-long", message)])
    front, rest, problems = _front(source)
    reading = _Reading(source, body[: len(body) - len(rest)].count("\n"), problems=problems)
    reading.tokens = _READER.parse(rest)
    blocks = tuple(reading.until(""))
    if reading.problems:
        raise DefinitionError(reading.problems)
    return Document(front, blocks)


def _front(source: Source) -> tuple[Front, str, list[Problem]]:
    found = _FRONT.match(source.body)
    if not found:
        return Front(), source.body, []
    known = [part.name for part in fields(Front)]
    values: dict[str, str] = {}
    problems: list[Problem] = []
    for line in found[1].splitlines():
        key, _colon, value = (part.strip() for part in line.partition(":"))
        if not key:
            continue
        if key not in known:
            start = source.body.index(line)
            message = _("the front matter has no {key!r}").format(key=key)
            hint = did_you_mean(key, known) or _("it has {keys}").format(keys=", ".join(known))
            problems.append(
                Problem("unknown-key", message, Span(source, start, start + len(key)), hint)
            )
            continue
        values[key] = json.loads(value) if value.startswith('"') else value
    return Front(**values), source.body[found.end() :], problems


def _unknown(reading: _Reading, token: Token) -> Iterable[Block]:
    reading.report("not-in-dialect", _("this is not in the dialect"), token)
    return ()


def _heading(reading: _Reading, token: Token) -> Iterable[Block]:
    children, id_, classes = _titled(reading, reading.tokens[reading.at])
    reading.at += 2
    kind = _class(reading, token, classes, KINDS, "plain")
    reading.in_article = kind == "article"
    if kind != "plain" and not id_:
        message = _("a heading of class {kind} needs an id that never changes").format(kind=kind)
        reading.report("no-id", message, token, _("write {{#name .{kind}}}").format(kind=kind))
    yield Heading(int(token.tag[1]), kind, id_, children)


def _titled(reading: _Reading, token: Token) -> tuple[tuple[Inline, ...], str, list[str]]:
    """Return the inlines of a token, and the id and classes written at their end."""
    inner = list(token.children or ())
    id_, classes = "", []
    if inner and inner[-1].type == "text" and (found := _ATTRIBUTES.search(inner[-1].content)):
        given = found[1].split()
        id_ = next((word[1:] for word in given if word[0] == "#"), "")
        classes = [word[1:] for word in given if word[0] == "."]
        rest = inner[-1].content[: found.start()]
        inner[-1] = Token("text", "", 0, content=rest)
    return _inlines(reading, inner, token), id_, classes


def _class(
    reading: _Reading, token: Token, given: Sequence[str], known: Sequence[str], otherwise: str
) -> str:
    for word in given:
        if word not in known:
            message = _("there is no class {word!r} here").format(word=word)
            hint = did_you_mean(word, known) or _("known are {words}").format(
                words=", ".join(known)
            )
            reading.report("unknown-class", message, token, hint)
    return next((word for word in given if word in known), otherwise)


def _paragraph(reading: _Reading, token: Token) -> Iterable[Block]:
    children = _inlines(reading, reading.tokens[reading.at].children or (), token)
    reading.at += 2
    if children:
        yield Paragraph(children)


def _list(ordered: bool) -> Callable[[_Reading, Token], Iterable[Block]]:  # noqa: FBT001 - a table row
    def read_list(reading: _Reading, token: Token) -> Iterable[Block]:
        closing = token.type.replace("open", "close")
        clauses = ordered and reading.in_article
        reading.in_article = False
        items: list[tuple[str, tuple[Block, ...]]] = []
        while reading.tokens[reading.at].type != closing:
            reading.at += 1
            items.append((_item_id(reading), tuple(reading.until("list_item_close"))))
        reading.at += 1
        reading.in_article = clauses
        if clauses:
            return [Clause(id_, blocks) for id_, blocks in items]
        return [Items(ordered, tuple(blocks for _id, blocks in items))]

    return read_list


def _item_id(reading: _Reading) -> str:
    """Take the id off the first paragraph of a list item."""
    following = reading.tokens[reading.at : reading.at + 2]
    if len(following) < 2 or following[0].type != "paragraph_open":
        return ""
    inner = following[1].children or []
    if not inner or inner[-1].type != "text":
        return ""
    found = _ATTRIBUTES.search(inner[-1].content)
    if not found:
        return ""
    inner[-1].content = inner[-1].content[: found.start()]
    return next((word[1:] for word in found[1].split() if word[0] == "#"), "")


def _table(reading: _Reading, token: Token) -> Iterable[Block]:
    rows: list[list[Cell]] = []
    aligns: list[str] = []
    while (inner := reading.tokens[reading.at]).type != "table_close":
        reading.at += 1
        if inner.type == "tr_open":
            rows.append([])
        elif inner.type in {"th_open", "td_open"}:
            rows[-1].append(_inlines(reading, reading.tokens[reading.at].children or (), token))
            if inner.type == "th_open":
                aligns.append(_ALIGNS.get(str(inner.attrGet("style") or ""), "start"))
    reading.at += 1
    yield Table(tuple(rows[0]), tuple(tuple(row) for row in rows[1:]), tuple(aligns))


_ALIGNS = {"text-align:right": "end", "text-align:center": "center"}


def _division(reading: _Reading, token: Token) -> Iterable[Block]:
    name = token.info.strip()
    outer, reading.in_article = reading.in_article, False
    blocks = tuple(reading.until("container_any_close"))
    reading.in_article = outer
    if name not in DIVISIONS:
        message = _("there is no division {name!r}").format(name=name)
        hint = did_you_mean(name, DIVISIONS) or _("there are {names}").format(
            names=", ".join(DIVISIONS)
        )
        reading.report("unknown-division", message, token, hint)
    yield Division(name, blocks)


def _rule(_reading: _Reading, _token: Token) -> Iterable[Block]:
    yield Division("pagebreak")


_BLOCKS: Final[dict[str, Callable[[_Reading, Token], Iterable[Block]]]] = {
    "heading_open": _heading,
    "paragraph_open": _paragraph,
    "bullet_list_open": _list(ordered=False),
    "ordered_list_open": _list(ordered=True),
    "table_open": _table,
    "container_any_open": _division,
    "hr": _rule,
}


def _inlines(reading: _Reading, tokens: Iterable[Token], block: Token) -> tuple[Inline, ...]:
    """Return the inlines of a run of tokens; a stack holds what is still open."""
    open_: list[tuple[Token | None, list[Inline]]] = [(None, [])]
    for token in tokens:
        if token.nesting == 1:
            open_.append((token, []))
        elif token.nesting == -1:
            opening, children = open_.pop()
            if opening is not None:
                open_[-1][1].append(_enclosed(reading, opening, _joined(children), block))
        else:
            open_[-1][1].extend(_leaf(reading, token, block))
    return _joined(open_[0][1])


def _enclosed(
    reading: _Reading, token: Token, children: tuple[Inline, ...], block: Token
) -> Inline:
    classes = str(token.attrGet("class") or "").split()
    if token.type != "link_open":
        kind = _MARKED_AS.get(token.tag) or _class(reading, block, classes, MARKS, "missing")
        return Mark(kind, children)
    address = str(token.attrGet("href") or "")
    if address.startswith("#"):
        return Reference(address[1:], _class(reading, block, classes, FORMS, ""))
    if not address.lower().startswith(SCHEMES):
        message = _("a link may not go to {address!r}").format(address=address)
        reading.report("bad-link", message, block, _("use http, https, mailto or tel"))
    return Link(address, children)


def _leaf(reading: _Reading, token: Token, block: Token) -> Iterable[Inline]:
    match token.type:
        case "text" | "text_special":
            return (Characters(token.content),)
        case "softbreak":
            return (Characters(" "),)
        case "hardbreak":
            return (Break(),)
        case "code_inline":
            return (Mark("code", (Characters(token.content),)),)
        case "image":
            return (_picture(reading, token, block),)
        case _:
            reading.report("not-in-dialect", _("this is not in the dialect"), block)
            return ()


def _picture(reading: _Reading, token: Token, block: Token) -> Picture:
    attributes: dict[str, Any] = dict(token.attrs)
    style = _class(reading, block, str(attributes.get("class", "")).split(), PICTURES, "photo")
    width = str(attributes.get("width", "100")).rstrip("%")
    if not width.isdecimal() or not 1 <= int(width) <= 100:
        reading.report("bad-width", _("a width is a number from 1 to 100 (percent)"), block)
        width = "100"
    alt = "".join(child.content for child in token.children or ())
    return Picture(unquote(str(attributes["src"])), alt, style, int(width))


def _joined(children: Sequence[Inline]) -> tuple[Inline, ...]:
    """Join neighbouring texts and drop empty ones."""
    joined: list[Inline] = []
    for child in children:
        last = joined[-1] if joined else None
        if isinstance(child, Characters) and isinstance(last, Characters):
            joined[-1] = replace(last, text=last.text + child.text)
        elif child != Characters(""):
            joined.append(child)
    return tuple(joined)
