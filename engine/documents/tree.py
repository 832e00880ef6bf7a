"""The document tree: what a template says, before it becomes Word, PDF, HTML or plain text.

Every output is drawn from this one tree, so every output says the same. Numbers of chapters,
articles and clauses and the texts of references are filled in once (``numbering``); no emitter
counts. ``id`` of an article never changes: redlines, Word bookmarks and references hang on it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias


@dataclass(frozen=True, slots=True)
class Characters:
    """Characters, as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Marked text: strong, emphasis, code, missing, ltr, inserted, deleted."""

    kind: str
    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an address outside of the document."""

    address: str
    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to a numbered place; ``text`` is filled in by ``numbering``.

    ``form`` chooses the words: in a sentence (empty), ``short``, ``number`` or ``title``.
    """

    target: str
    form: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by its key among the staged pictures; ``width`` in percent of the line."""

    key: str
    alt: str
    style: str = ""
    width: int = 100


@dataclass(frozen=True, slots=True)
class Break:
    """A new line inside a paragraph."""


Inline: TypeAlias = Characters | Mark | Link | Reference | Picture | Break


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. ``kind``: chapter, article, part, annex (numbered) or plain."""

    level: int
    kind: str
    id: str
    children: tuple[Inline, ...]
    number: str = ""
    change: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    children: tuple[Inline, ...]
    change: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered paragraph of an article, with what stands below it."""

    id: str
    blocks: tuple["Block", ...]
    number: str = ""
    change: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list, with bullets or with letters and numbers."""

    ordered: bool
    items: tuple[tuple["Block", ...], ...]


Cell: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one row of heads; ``aligns`` has ``start``, ``center`` or ``end`` per column."""

    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    aligns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Division:
    """A named part of the page: cover, cards, card, signatures, note, toc, pagebreak, wide."""

    name: str
    blocks: tuple["Block", ...] = ()


Block: TypeAlias = Heading | Paragraph | Clause | Items | Table | Division


@dataclass(frozen=True, slots=True)
class NumberedPlace:
    """A place that can be referred to: what kind it is, its number and its title."""

    kind: str
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Front:
    """The front matter of a document: how it is called and how it wants to be set."""

    document: str = ""
    title: str = ""
    subtitle: str = ""
    lang: str = "en"
    dir: str = "ltr"
    date: str = ""
    version: str = ""
    status: str = "draft"
    footer: str = ""
    paper: str = "a4"
    numbering: str = "word"


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document."""

    front: Front
    blocks: tuple[Block, ...] = field(default=())


SHORT_ROWS: Final = 8
SIGNED_ROWS: Final = 14
SHORT_TEXT: Final = 1_600
SHORT_LINE: Final = 300


def leads(block: Paragraph, follows: Block | None = None) -> bool:
    """Return whether a paragraph stays with what follows.

    So does a strong line, one that begins a list, and a short one above a table or signatures.
    """
    below = isinstance(follows, Table) or (
        isinstance(follows, Division) and follows.name == "signatures"
    )
    if below and len(words(block.children)) <= SHORT_LINE:
        return True
    match block.children:
        case (Mark(kind="strong"),):
            return True
        case (*_, Characters(text)):
            return text.rstrip().endswith(":")
        case _:
            return False


def stands_whole(table: Table, *, signed: bool = False) -> bool:
    """Return whether a table is so short that it is not broken over two pages."""
    cells = (*table.head, *(cell for row in table.rows for cell in row))
    most = SIGNED_ROWS if signed else SHORT_ROWS
    return len(table.rows) <= most and sum(len(words(one)) for one in cells) <= SHORT_TEXT


def within(block: Block) -> tuple[Block, ...]:
    """Return the blocks that stand directly inside a block."""
    match block:
        case Clause() | Division():
            return block.blocks
        case Items():
            return tuple(inner for item in block.items for inner in item)
        case _:
            return ()


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield every block, in reading order, the outer before the inner."""
    for block in blocks:
        yield block
        yield from walk(within(block))


def lines(block: Block) -> tuple[tuple[Inline, ...], ...]:
    """Return the runs of inline text that stand directly in a block."""
    match block:
        case Heading() | Paragraph():
            return (block.children,)
        case Table():
            return (*block.head, *(cell for row in block.rows for cell in row))
        case _:
            return ()


def inlines(children: tuple[Inline, ...]) -> Iterator[Inline]:
    """Yield every inline, the outer before the inner."""
    for child in children:
        yield child
        if isinstance(child, Mark | Link):
            yield from inlines(child.children)


def stepped(document: Document) -> Document:
    """Return a document whose headings go down one level at a time, as readers do.

    A paper without chapters begins with its articles (WCAG 1.3.1, technique H42).
    """
    level = 0

    def step(block: Block) -> Block:
        nonlocal level
        match block:
            case Heading():
                level = min(block.level, level + 1)
                return replace(block, level=level)
            case Division():
                return replace(block, blocks=tuple(map(step, block.blocks)))
            case _:
                return block

    return replace(document, blocks=tuple(map(step, document.blocks)))


def names_its_rows(table: Table) -> bool:
    """Tell whether a table is a sheet of names and values: no heads, and each row has its name."""
    return (
        not any(table.head)
        and len(table.head) > 1
        and all(row and plain_name(row[0]) is not row[0] for row in table.rows)
    )


def plain_name(cell: Cell) -> Cell:
    """Return the name of a row without its mark: what heads a row is strong by itself."""
    match cell:
        case (Mark(kind="strong", children=children),):
            return children
        case _:
            return cell


def words(children: tuple[Inline, ...]) -> str:
    """Return the text of a run as a reader sees it, without marks."""
    return "".join(_word(child) for child in children)


def _word(child: Inline) -> str:
    match child:
        case Characters() | Reference():
            return child.text
        case Mark(kind="deleted"):
            return ""
        case Mark() | Link():
            return words(child.children)
        case Break():
            return " "
        case Picture():
            return ""
