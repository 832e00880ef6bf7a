"""Count chapters, articles, clauses and references, once for every output.

Articles run on through the chapters; clauses restart in each article (``5.2``); annexes have
letters. A reference that leads nowhere and an id used twice are problems.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from engine.documents.labels import Labels
from engine.documents.tree import (
    Block,
    Clause,
    Division,
    Document,
    Heading,
    Inline,
    Items,
    Link,
    Mark,
    NumberedPlace,
    Paragraph,
    Reference,
    Table,
    walk,
    words,
)
from engine.language import _
from engine.source import DefinitionError, Problem, did_you_mean

Lines = tuple[Inline, ...]


@dataclass
class _Counters:
    letter: Callable[[int], str]
    counts: dict[str, int] = field(default_factory=dict)

    def heading(self, block: Heading) -> Heading:
        if block.kind == "plain":
            return block
        self.counts[block.kind] = self.counts.get(block.kind, 0) + 1
        if block.kind == "article":
            self.counts["clause"] = 0
        count = self.counts[block.kind]
        annex = block.kind == "annex"
        return replace(block, number=self.letter(count).upper() if annex else str(count))

    def clause(self, block: Clause) -> Clause:
        self.counts["clause"] = self.counts.get("clause", 0) + 1
        return replace(block, number=f"{self.counts.get('article', 0)}.{self.counts['clause']}")


def numbered(document: Document, labels: Labels) -> Document:
    """Return the document with every number and every text of a reference filled in.

    Raises:
        DefinitionError: for ids used twice and references that lead nowhere.
    """
    counters = _Counters(labels.letter)
    blocks = tuple(_counted(block, counters) for block in document.blocks)
    places, problems = _places(document.front.document, blocks)
    known = list(places)

    def refer(reference: Reference) -> Reference:
        place = places.get(reference.target)
        if place is None:
            message = _("{name}: a reference leads to {target!r}, which is no id here").format(
                name=document.front.document, target=reference.target
            )
            problems.append(
                Problem("no-target", message, hint=did_you_mean(reference.target, known))
            )
            return reference
        return replace(reference, text=labels.reference(place.kind, reference.form, place))

    blocks = tuple(with_inlines(block, refer) for block in blocks)
    if problems:
        raise DefinitionError(problems)
    return replace(document, blocks=blocks)


def counted(document: Document, lettered: Callable[[int], str]) -> Document:
    """Return a document counted anew, its references as they are; annexes by ``lettered``."""
    counters = _Counters(lettered)
    return replace(document, blocks=tuple(_counted(block, counters) for block in document.blocks))


def places(document: Document) -> Mapping[str, NumberedPlace]:
    """Return every place of a numbered document that has an id."""
    return _places(document.front.document, document.blocks)[0]


def _counted(block: Block, counters: _Counters) -> Block:
    match block:
        case Heading():
            return counters.heading(block)
        case Clause():
            block = counters.clause(block)
            return replace(block, blocks=tuple(_counted(inner, counters) for inner in block.blocks))
        case Division():
            return replace(block, blocks=tuple(_counted(inner, counters) for inner in block.blocks))
        case _:
            return block


def _places(name: str, blocks: tuple[Block, ...]) -> tuple[dict[str, NumberedPlace], list[Problem]]:
    found: dict[str, NumberedPlace] = {}
    problems: list[Problem] = []
    for id_, place in _identified(blocks):
        if id_ in found:
            message = _("{name}: the id {id!r} is used twice").format(name=name, id=id_)
            problems.append(Problem("twice", message, hint=_("give each place its own id")))
        found[id_] = place
    return found, problems


def _identified(blocks: tuple[Block, ...]) -> Iterator[tuple[str, NumberedPlace]]:
    for block in walk(blocks):
        if isinstance(block, Heading) and block.id:
            yield block.id, NumberedPlace(block.kind, block.number, words(block.children))
        elif isinstance(block, Clause) and block.id:
            yield block.id, NumberedPlace("clause", block.number, "")


def with_inlines(block: Block, change: Callable[[Reference], Inline]) -> Block:
    """Return a block with every reference in it replaced."""
    match block:
        case Heading() | Paragraph():
            return replace(block, children=_changed(block.children, change))
        case Clause() | Division():
            return replace(
                block, blocks=tuple(with_inlines(inner, change) for inner in block.blocks)
            )
        case Items():
            items = (tuple(with_inlines(inner, change) for inner in item) for item in block.items)
            return replace(block, items=tuple(items))
        case Table():
            head = tuple(_changed(cell, change) for cell in block.head)
            rows = tuple(tuple(_changed(cell, change) for cell in row) for row in block.rows)
            return replace(block, head=head, rows=rows)


def _changed(children: Lines, change: Callable[[Reference], Inline]) -> Lines:
    return tuple(_child(child, change) for child in children)


def _child(child: Inline, change: Callable[[Reference], Inline]) -> Inline:
    match child:
        case Reference():
            return change(child)
        case Mark() | Link():
            return replace(child, children=_changed(child.children, change))
        case _:
            return child
