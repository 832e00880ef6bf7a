"""Two versions of a document, compared by article, clause and word.

Articles are matched by their ids, which never change; numbers are not compared, and a reference is
the same when it leads to the same place. So what is merely renumbered is no change. The result is a
merged tree with marks, from which every output draws its redline.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Final, TypeVar

from engine.documents.tree import (
    Block,
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
    words,
)

ADDED: Final = "added"
REMOVED: Final = "removed"
CHANGED: Final = "changed"
RENUMBERED: Final = "renumbered"
KINDS: Final = (CHANGED, ADDED, REMOVED, RENUMBERED)
ALIKE: Final = 0.35
One = TypeVar("One")
_SKIPPED: Final = ("toc", "pagebreak")


@dataclass(frozen=True)
class ChangedArticle:
    """What happened to one article or part: its number before and after, its title."""

    kind: str
    id: str
    title: str
    before: str
    after: str


@dataclass(frozen=True)
class ComparedVersions:
    """Two versions in one tree, and what happened to each article."""

    merged: Document
    changes: tuple[ChangedArticle, ...]

    def count(self, kind: str) -> int:
        """Return how many articles were changed, added, removed or renumbered."""
        return sum(change.kind == kind for change in self.changes)


@dataclass(frozen=True)
class _Section:
    """A heading and what stands under it."""

    heading: Heading | None
    blocks: tuple[Block, ...]

    @property
    def key(self) -> str:
        if self.heading is None:
            return ""
        return self.heading.id or words(self.heading.children)


def compare(before: Document, after: Document) -> ComparedVersions:
    """Return two versions of a document merged, with their changes."""
    old, new = tuple(_sections(before.blocks)), tuple(_sections(after.blocks))
    blocks: list[Block] = []
    changes: list[ChangedArticle] = []
    for left, right in _paired(old, new, lambda one: one.key):
        merged, kind = _section(left, right)
        blocks.extend(merged)
        if kind:
            changes.append(_change(kind, left, right))
    return ComparedVersions(replace(after, blocks=tuple(blocks)), tuple(changes))


def _sections(blocks: tuple[Block, ...]) -> Iterator[_Section]:
    heading: Heading | None = None
    under: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            yield _Section(heading, tuple(under))
            heading, under = block, []
        else:
            under.append(block)
    yield _Section(heading, tuple(under))


def _paired(
    old: Sequence[One], new: Sequence[One], key: Callable[[One], str]
) -> Iterator[tuple[One | None, One | None]]:
    """Yield what belongs together, in the order of the new with the removed in their place."""
    matcher = SequenceMatcher(None, [key(one) for one in old], [key(one) for one in new], False)
    for kind, at, to, from_, until in matcher.get_opcodes():
        if kind == "equal":
            yield from zip(old[at:to], new[from_:until], strict=True)
        else:
            yield from ((one, None) for one in old[at:to])
            yield from ((None, one) for one in new[from_:until])


def _section(left: _Section | None, right: _Section | None) -> tuple[list[Block], str]:
    """Return a section merged, and what happened to it."""
    if right is None:
        return [_marked(one, REMOVED) for one in _all(left)], REMOVED
    if left is None:
        return [_marked(one, ADDED) for one in _all(right)], ADDED
    inner = _blocks(left.blocks, right.blocks)
    heading = [_heading(left.heading, right.heading)] if left.heading and right.heading else []
    if inner != list(right.blocks) or (right.heading and heading != [right.heading]):
        return [*heading, *inner], CHANGED
    numbers = [one.heading.number if one.heading else "" for one in (left, right)]
    return [*heading, *inner], RENUMBERED if numbers[0] != numbers[1] else ""


def _all(section: _Section | None) -> tuple[Block, ...]:
    if section is None:
        return ()
    return (section.heading, *section.blocks) if section.heading else section.blocks


def _change(kind: str, left: _Section | None, right: _Section | None) -> ChangedArticle:
    heads = [one.heading if one else None for one in (left, right)]
    head = heads[1] or heads[0]
    return ChangedArticle(
        kind,
        head.id if head else "",
        words(head.children) if head else "",
        heads[0].number if heads[0] else "",
        heads[1].number if heads[1] else "",
    )


def _heading(left: Heading, right: Heading) -> Heading:
    return replace(right, children=_line(left.children, right.children))


def _blocks(old: tuple[Block, ...], new: tuple[Block, ...]) -> list[Block]:
    """Return blocks merged: the same, word by word where alike, else removed and added."""
    merged: list[Block] = []
    matcher = SequenceMatcher(
        None, [_print(one) for one in old], [_print(one) for one in new], False
    )
    for kind, at, to, from_, until in matcher.get_opcodes():
        if kind == "equal":
            merged.extend(new[from_:until])
            continue
        merged.extend(_replaced(list(old[at:to]), list(new[from_:until])))
    return merged


def _replaced(old: list[Block], new: list[Block]) -> Iterator[Block]:
    """Yield each new block merged with the old one most alike; the order is the new one's."""
    for block in new:
        found = next((at for at, one in enumerate(old) if _alike(one, block)), None)
        if found is None:
            yield _marked(block, ADDED)
            continue
        yield from (_marked(one, REMOVED) for one in old[:found])
        yield _merged(old[found], block)
        del old[: found + 1]
    yield from (_marked(one, REMOVED) for one in old)


def _alike(left: Block, right: Block) -> bool:
    if type(left) is not type(right):
        return False
    if isinstance(left, Clause) and isinstance(right, Clause) and left.id and right.id:
        return left.id == right.id
    if isinstance(left, Table | Items | Division):
        return not isinstance(left, Division) or left.name == getattr(right, "name", "")
    texts = _print(left).split(), _print(right).split()
    return SequenceMatcher(None, *texts, False).ratio() >= ALIKE


def _merged(left: Block, right: Block) -> Block:
    match left, right:
        case Paragraph(), Paragraph():
            return replace(right, children=_line(left.children, right.children))
        case Clause(), Clause():
            return replace(right, blocks=tuple(_blocks(left.blocks, right.blocks)))
        case Division(), Division():
            return replace(right, blocks=tuple(_blocks(left.blocks, right.blocks)))
        case Items(), Items():
            return replace(right, items=tuple(_items(left, right)))
        case Table(), Table():
            return _table(left, right)
        case _:
            return right


def _items(left: Items, right: Items) -> Iterator[tuple[Block, ...]]:
    def key(item: tuple[Block, ...]) -> str:
        return " ".join(_print(one) for one in item)

    for old, new in _neighbours(left.items, right.items, key):
        if new is None:
            yield tuple(_marked(one, REMOVED) for one in old or ())
        elif old is None:
            yield tuple(_marked(one, ADDED) for one in new)
        else:
            yield tuple(_blocks(old, new))


def _table(left: Table, right: Table) -> Table:
    def key(row: tuple[Cell, ...]) -> str:
        return "|".join(words(cell) for cell in row)

    rows: list[tuple[Cell, ...]] = []
    columns = len(right.head)
    for old, new in _neighbours(left.rows, right.rows, key):
        cells = zip_longest(old or (), new or (), fillvalue=())
        rows.append(tuple(_line(a, b) for a, b in cells)[:columns])
    return replace(right, rows=tuple(rows))


def _neighbours(
    old: Sequence[One], new: Sequence[One], key: Callable[[One], str]
) -> Iterator[tuple[One | None, One | None]]:
    """Yield what belongs together; a changed run is paired one by one."""
    matcher = SequenceMatcher(None, [key(one) for one in old], [key(one) for one in new], False)
    for _kind, at, to, from_, until in matcher.get_opcodes():
        yield from zip_longest(old[at:to], new[from_:until])


def _line(old: tuple[Inline, ...], new: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return a line merged word by word."""
    left, right = list(_atoms(old)), list(_atoms(new))
    keys = [_key(one) for one in left], [_key(one) for one in right]
    if keys[0] == keys[1]:
        return new
    merged: list[Inline] = []
    for kind, at, to, from_, until in SequenceMatcher(None, *keys, False).get_opcodes():
        come = _joined(right[from_:until])
        if kind == "equal":
            merged.extend(come)
            continue
        if gone := _joined(_flat(one) for one in left[at:to]):
            merged.append(Mark("deleted", gone))
        if come:
            merged.append(Mark("inserted", come))
    return tuple(merged)


def _joined(children: Iterable[Inline]) -> tuple[Inline, ...]:
    """Return words with those of plain text made one again: one change to accept, not many."""
    joined: list[Inline] = []
    for child in children:
        last = joined[-1] if joined else None
        if isinstance(child, Characters) and isinstance(last, Characters):
            joined[-1] = Characters(last.text + child.text)
        else:
            joined.append(child)
    return tuple(joined)


def _atoms(children: tuple[Inline, ...], marks: tuple[str, ...] = ()) -> Iterator[Inline]:
    """Yield a line word by word, each word with the marks around it."""
    for child in _joined(children):
        match child:
            case Characters():
                for part in _split(child.text):
                    yield _wrapped(Characters(part), marks)
            case Mark():
                yield from _atoms(child.children, (*marks, child.kind))
            case _:
                yield _wrapped(child, marks)


def _split(text: str) -> Iterator[str]:
    """Yield each word with the space after it."""
    start = 0
    for at, char in enumerate(text):
        if char == " ":
            yield text[start : at + 1]
            start = at + 1
    if start < len(text):
        yield text[start:]


def _wrapped(child: Inline, marks: tuple[str, ...]) -> Inline:
    for kind in reversed(marks):
        child = Mark(kind, (child,))
    return child


def _key(child: Inline) -> str:
    """Return what makes two words the same: a reference is where it leads, not its number."""
    match child:
        case Mark():
            return f"{child.kind}:{''.join(_key(one) for one in child.children)}"
        case Reference():
            return f"#{child.target}.{child.form}"
        case Link():
            return f"{child.address} {words(child.children)}"
        case Picture():
            return f"!{child.alt}"
        case Characters():
            return child.text
        case _:
            return "\n"


def _flat(child: Inline) -> Inline:
    """Return a removed word as plain text: the place it led to may be gone."""
    match child:
        case Mark():
            return replace(child, children=tuple(_flat(one) for one in child.children))
        case Reference() | Link():
            return Characters(words((child,)))
        case _:
            return child


def _print(block: Block) -> str:
    """Return what a block says, without numbers."""
    match block:
        case Heading() | Paragraph():
            return "".join(_key(one) for one in _atoms(block.children))
        case Clause():
            return " ".join(_print(one) for one in block.blocks)
        case Items():
            return " • ".join(_print(one) for item in block.items for one in item)
        case Table():
            rows = (block.head, *block.rows)
            return "\n".join("|".join(words(cell) for cell in row) for row in rows)
        case Division():
            if block.name in _SKIPPED:
                return block.name
            return f"{block.name} " + " ".join(_print(one) for one in block.blocks)


def _marked(block: Block, change: str) -> Block:
    """Return a block as added or removed as a whole."""
    gone = change == REMOVED
    match block:
        case Heading():
            children = tuple(_flat(one) for one in block.children) if gone else block.children
            return replace(block, children=children, id="" if gone else block.id, change=change)
        case Paragraph():
            children = tuple(_flat(one) for one in block.children) if gone else block.children
            return replace(block, children=children, change=change)
        case Clause():
            blocks = tuple(_marked(one, change) for one in block.blocks)
            return replace(block, blocks=blocks, id="" if gone else block.id, change=change)
        case Items():
            items = (tuple(_marked(one, change) for one in item) for item in block.items)
            return replace(block, items=tuple(items))
        case Table():
            kind = "deleted" if gone else "inserted"
            rows = (tuple(_cell(cell, kind) for cell in row) for row in block.rows)
            return replace(block, rows=tuple(rows))
        case Division():
            return replace(block, blocks=tuple(_marked(one, change) for one in block.blocks))


def _cell(cell: Cell, kind: str) -> Cell:
    inner = tuple(_flat(one) for one in cell) if kind == "deleted" else cell
    return (Mark(kind, inner),) if inner else ()
