"""One document tree into the format asked for: md, txt, html, docx, pdf.

``produce`` works in this process. ``engine.documents.sandbox`` does the same in a worker with
limits, which is the way for every template that somebody else may have written.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from engine.case.case import ArticleChange
from engine.case.words import change_told, kind_told
from engine.documents import compare, html, readback, text, treefile, typeset, word, wordback
from engine.documents.brand import Brand, brand
from engine.documents.filling import Filled, tree
from engine.documents.labels import Labels
from engine.documents.orders import (
    MEDIA,
    Adopted,
    Order,
    PrintedFile,
    Redline,
    Rendered,
    unknown_format,
)
from engine.documents.pictures import Staged, drawn_in, stage
from engine.documents.template_folders import Templates
from engine.documents.tree import (
    Block,
    Characters,
    Division,
    Document,
    Heading,
    Mark,
    Paragraph,
    Picture,
    walk,
)
from engine.documents.wordback import without_pictures


@dataclass(frozen=True)
class PrintSheet:
    """What an emitter gets: the filled tree, the pictures it shows, the brand and the key words.

    ``marks`` are the seal, and what the text still needs before anybody relies on it.
    """

    filled: Filled
    pictures: Mapping[str, Staged]
    brand: Brand
    marks: tuple[str, ...]


def produce(order: Order, shelf: Templates, to: str) -> Rendered:
    """Return a document in a format.

    Raises:
        Rejected: the format is unknown, or facts are missing and no draft is wanted.
        NotFound, DefinitionError: see ``render.tree``.
    """
    emit = _EMITTERS.get(to)
    if emit is None:
        raise unknown_format(to)
    filled = tree(order, shelf)
    return rendered(filled, order, shelf, to)


def rendered(
    filled: Filled, order: Order, shelf: Templates, to: str, said: Document | None = None
) -> Rendered:
    """Return a tree that is already filled in a format.

    ``said`` is what is fingerprinted, where the tree holds more than that.
    """
    look = brand(shelf)
    digest = text.digest(said or filled.tree, filled.labels)
    if order.verify and to not in {"txt", "tree"}:
        filled = _sealed(filled, order, digest)
    folders = tuple(folder for folder in (order.pictures, *look.folders) if folder)
    pictures = stage(filled.tree, filled.drawn, folders, filled.labels)
    marks = tuple(filter(None, (seal(order.document, digest), filled.review)))
    body = _EMITTERS[to](PrintSheet(filled, pictures, look, marks))
    return Rendered(
        body=body,
        media=MEDIA[to],
        language=filled.language,
        text_digest=digest,
        facts_digest=filled.facts_digest,
        template_digest=filled.template_digest,
        file_digest=hashlib.sha256(body).hexdigest(),
        missing=filled.missing,
        values=filled.values,
        review=filled.review,
        clauses=filled.clauses,
    )


def redlined(order: Redline, shelf: Templates, to: str) -> Rendered:
    """Return two versions in one, with what was added and removed; ``txt`` is a short account.

    ``values`` hold how many articles were changed, added, removed and merely renumbered,
    ``changes`` what became of each, and ``wording`` the paragraphs in which words changed. Of two
    languages only the articles are compared, not the words.

    Raises:
        DefinitionError: a file is not what it should be.
    """
    shelf.begin()
    before, language, _drawn = treefile.load(order.before)
    labels = shelf.labels(language)
    if order.after[:2] == b"PK":
        trees = (before, *(treefile.load(one)[0] for one in order.prints))
        found = min((_returned(one, order.after, labels) for one in trees), key=_many)
    else:
        after, other, _drawn = treefile.load(order.after)
        found = _undrawn(before, after) if other == language else _places(before, after)
    filled = Filled(found.merged, labels, language, (), {}, "", shelf.digest())
    if to == "txt":
        body = _account(found, labels)
        digest = text.digest_of(body.decode())
        made = Rendered(body, MEDIA[to], language, digest, "", "", hashlib.sha256(body).hexdigest())
    else:
        made = rendered(filled, Order(order.document, {}), shelf, to)
    counts = {kind: found.count(kind) for kind in compare.KINDS}
    values = {**counts, "wording": text.wording(found.merged, labels)}
    return replace(made, values=values, changes=tuple(_changes(found, labels)))


def _returned(before: Document, after: bytes, labels: Labels) -> compare.ComparedVersions:
    return _undrawn(wordback.flat(before), wordback.read(after, before, labels.letter))


def _undrawn(before: Document, after: Document) -> compare.ComparedVersions:
    return compare.compare(without_pictures(before), without_pictures(after))


def _places(before: Document, after: Document) -> compare.ComparedVersions:
    """Return which articles a translation has more or less: its words are other ones anyway."""
    known = {one.id: one for one in before.blocks if isinstance(one, Heading) and one.id}
    kept = tuple(known.values())
    heads = [one for one in after.blocks if isinstance(one, Heading) and one.id]
    same = tuple(
        replace(one, children=known[one.id].children) if one.id in known else one for one in heads
    )
    return compare.compare(replace(before, blocks=kept), replace(after, blocks=same))


def _many(found: compare.ComparedVersions) -> int:
    return sum(one.kind != compare.RENUMBERED for one in found.changes)


def adopted(order: Adopted, shelf: Templates, to: str) -> Rendered:
    """Return a text on record as it is printed once adopted, the record of that as its annex.

    Raises:
        DefinitionError: the tree file or the template of the record is wrong.
    """
    said, language, drawn = treefile.load(order.tree)
    # an older file kept no data of its charts; their descriptions stand for them
    whole = all(key in drawn for key in drawn_in(said))
    document = said if whole else without_pictures(said)
    record = tree(order.record, shelf)
    title = Heading(1, "plain", "record", (Characters(record.tree.front.title),))
    blocks = (*document.blocks, Division("pagebreak"), title, *map(_lower, record.tree.blocks))
    labels = shelf.labels(language)
    standing = labels.word("adopted_on", date=labels.date(order.on), ballot=order.ballot)
    front = replace(document.front, status=standing)
    filled = replace(
        record,
        tree=replace(document, front=front, blocks=blocks),
        labels=labels,
        language=language,
        drawn=drawn,
    )
    wanted = replace(order.record, document=order.document, verify=order.verify)
    return rendered(filled, wanted, shelf, to, said)


def _lower(block: Block) -> Block:
    """Return a block of the annex: its headings stand below the annex's own."""
    return replace(block, level=block.level + 1) if isinstance(block, Heading) else block


def read_words(order: PrintedFile, form: str) -> Rendered:
    """Return the words of a printed file as plain text.

    Raises:
        DefinitionError: the file is broken.
    """
    body = readback.words(order.body, form).encode()
    digest = hashlib.sha256(body).hexdigest()
    return Rendered(body, MEDIA["txt"], "", digest, "", "", digest)


def _account(found: compare.ComparedVersions, labels: Labels) -> bytes:
    counts = ", ".join(f"{kind_told(kind)} {found.count(kind)}" for kind in compare.KINDS)
    lines = "\n".join(change_told(one) for one in _changes(found, labels))
    return f"{counts}\n{lines}\n\n{text.redline(found.merged, labels)}".encode()


def _changes(found: compare.ComparedVersions, labels: Labels) -> Iterator[ArticleChange]:
    """Yield each article that is not the same; what stands before the first has a name too."""
    for one in found.changes:
        yield ArticleChange(one.kind, one.title or labels.words["opening"], one.before, one.after)


def _sealed(filled: Filled, order: Order, digest: str) -> Filled:
    """Return a document that ends with its fingerprint and a QR code to check it."""
    address = f"{order.verify}{seal(order.document, digest[:16])}"
    words = (
        filled.labels.word("text_digest", digest=digest),
        filled.labels.word("verify", address=address),
    )
    lines = tuple(Paragraph((Mark("small", (Characters(word),)),)) for word in words)
    code = Paragraph((Picture("seal", words[1], "qr"),))
    blocks = (*filled.tree.blocks, Division("seal", (code, *lines)))
    drawn = {**filled.drawn, "seal": ("qr", address)}
    return replace(filled, tree=replace(filled.tree, blocks=blocks), drawn=drawn)


def seal(document: str, digest: str) -> str:
    """Return the mark that every file carries inside: document and fingerprint of its text."""
    return f"consort:{document}:{digest}"


def _markdown(sheet: PrintSheet) -> bytes:
    return text.markdown(sheet.filled.tree, sheet.filled.labels).encode()


def _plain(sheet: PrintSheet) -> bytes:
    return text.plain(sheet.filled.tree, sheet.filled.labels).encode()


def _tree(sheet: PrintSheet) -> bytes:
    filled = sheet.filled
    return treefile.dump(filled.tree, filled.labels.tag, filled.drawn)


def _html(sheet: PrintSheet) -> bytes:
    look = html.Look(sheet.brand.css(), sheet.pictures, sheet.marks)
    return html.page(_named(sheet.filled.tree), sheet.filled.labels, look).encode()


def _pdf(sheet: PrintSheet) -> bytes:
    return typeset.pdf(sheet.filled.tree, setting(sheet))


def _docx(sheet: PrintSheet) -> bytes:
    printed, document = setting(sheet), _named(sheet.filled.tree)
    listed = any(isinstance(one, Division) and one.name == "toc" for one in walk(document.blocks))
    # only a table of contents needs to know what stands on which page
    pages = typeset.pages(document, printed) if listed else {}
    return word.word(document, printed, pages)


def _named(document: Document) -> Document:
    """Return a document in which headings without an id have one: the contents lead to it."""
    blocks = tuple(
        replace(block, id=f"toc.{at}") if isinstance(block, Heading) and not block.id else block
        for at, block in enumerate(document.blocks)
    )
    return replace(document, blocks=blocks)


def setting(sheet: PrintSheet) -> typeset.Setting:
    """Return what the printed page needs."""
    filled = sheet.filled
    return typeset.Setting(filled.labels, sheet.brand, sheet.pictures, sheet.marks, filled.made)


_EMITTERS: Final[dict[str, Callable[[PrintSheet], bytes]]] = {
    "md": _markdown,
    "txt": _plain,
    "html": _html,
    "tree": _tree,
    "pdf": _pdf,
    "docx": _docx,
}
