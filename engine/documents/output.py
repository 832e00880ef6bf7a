"""One document tree into the format asked for: md, txt, html, docx, pdf.

``produce`` works in this process. ``engine.documents.cage`` does the same in a worker with limits,
which is the way for every template that somebody else may have written.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from engine.documents import compare, html, text, treefile, typeset, word, wordback
from engine.documents.brand import Brand, brand
from engine.documents.facts import Missing
from engine.documents.labels import Labels
from engine.documents.pictures import Staged, stage
from engine.documents.render import Filled, Order, tree
from engine.documents.shelf import Shelf
from engine.documents.wordback import without_pictures
from engine.language import _
from engine.source import Reason, did_you_mean, refuse

MEDIA: Final = {
    "md": "text/markdown; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "tree": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@dataclass(frozen=True)
class Rendered:
    """A finished document: its bytes, what it was made from, and what was missing (drafts only).

    ``text_digest`` is the fingerprint of what it says, the same in every format; ``file_digest``
    that of these bytes. ``values`` are the machine values an adoption hands to the engine.
    """

    body: bytes = field(repr=False)
    media: str
    language: str
    text_digest: str
    facts_digest: str
    template_digest: str
    file_digest: str
    missing: tuple[Missing, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The document as text, for Markdown, HTML and plain text."""
        return self.body.decode()


@dataclass(frozen=True)
class Sheet:
    """What an emitter gets: the filled tree, the pictures it shows, the brand and the seal."""

    filled: Filled
    pictures: Mapping[str, Staged]
    brand: Brand
    seal: str


def produce(order: Order, shelf: Shelf, to: str) -> Rendered:
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


def rendered(filled: Filled, order: Order, shelf: Shelf, to: str) -> Rendered:
    """Return a tree that is already filled in a format."""
    look = brand(shelf)
    digest = text.digest(filled.tree, filled.labels)
    folders = tuple(folder for folder in (order.pictures, *look.folders) if folder)
    pictures = stage(filled.tree, filled.drawn, folders, filled.labels)
    body = _EMITTERS[to](Sheet(filled, pictures, look, seal(order.document, digest)))
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
    )


@dataclass(frozen=True)
class Redline:
    """Two versions to compare, each as its tree file (``to="tree"``); the second may be Word."""

    document: str
    before: bytes = field(repr=False)
    after: bytes = field(repr=False)


def redlined(order: Redline, shelf: Shelf, to: str) -> Rendered:
    """Return two versions in one, with what was added and removed; ``txt`` is a short account.

    ``values`` hold how many articles were changed, added, removed and merely renumbered, and
    ``changes`` one line for each.

    Raises:
        DefinitionError: a file is not what it should be.
    """
    shelf.begin()
    before, language = treefile.load(order.before)
    labels = shelf.labels(language)
    if order.after[:2] == b"PK":
        after = wordback.read(order.after, before)
        before = wordback.flat(before)
    else:
        after = treefile.load(order.after)[0]
    found = compare.compare(without_pictures(before), without_pictures(after))
    filled = Filled(found.merged, labels, language, (), {}, "", shelf.digest())
    if to == "txt":
        body = _account(found, labels)
        digest = text.digest_of(body.decode())
        made = Rendered(body, MEDIA[to], language, digest, "", "", hashlib.sha256(body).hexdigest())
    else:
        made = rendered(filled, Order(order.document, {}), shelf, to)
    counts = {kind: found.count(kind) for kind in compare.KINDS}
    return replace(made, values={**counts, "changes": "\n".join(_lines(found, labels))})


def _account(found: compare.Comparison, labels: Labels) -> bytes:
    counts = ", ".join(f"{_kind(kind)} {found.count(kind)}" for kind in compare.KINDS)
    lines = "\n".join(_lines(found, labels))
    return f"{counts}\n{lines}\n\n{text.redline(found.merged, labels)}".encode()


def _lines(found: compare.Comparison, labels: Labels) -> list[str]:
    """Return one line for each article that is not the same."""
    told = []
    for one in found.changes:
        if one.kind == compare.RENUMBERED:
            told.append(f"{_kind(one.kind)}: {one.title} ({one.before} -> {one.after})")
        else:
            number = f"{one.after or one.before} " if one.after or one.before else ""
            told.append(f"{_kind(one.kind)}: {number}{one.title or labels.words['contents']}")
    return told


def _kind(kind: str) -> str:
    """Return the word people read for a kind of change."""
    return {
        compare.CHANGED: _("changed"),
        compare.ADDED: _("added"),
        compare.REMOVED: _("removed"),
        compare.RENUMBERED: _("renumbered"),
    }[kind]


def seal(document: str, digest: str) -> str:
    """Return the mark that every file carries inside: document and fingerprint of its text."""
    return f"consort:{document}:{digest}"


def unknown_format(to: str) -> Exception:
    """Return the refusal of a format that does not exist."""
    possible = did_you_mean(to, MEDIA) or _("possible are {formats}").format(
        formats=", ".join(MEDIA)
    )
    return refuse(
        Reason.UNKNOWN, _("render to {to!r}").format(to=to), _("there is no such format"), possible
    )


def _markdown(sheet: Sheet) -> bytes:
    return text.markdown(sheet.filled.tree, sheet.filled.labels).encode()


def _plain(sheet: Sheet) -> bytes:
    return text.plain(sheet.filled.tree, sheet.filled.labels).encode()


def _tree(sheet: Sheet) -> bytes:
    return treefile.dump(sheet.filled.tree, sheet.filled.labels.tag)


def _html(sheet: Sheet) -> bytes:
    look = html.Look(sheet.brand.css(), sheet.pictures, sheet.seal)
    return html.page(sheet.filled.tree, sheet.filled.labels, look).encode()


def _pdf(sheet: Sheet) -> bytes:
    return typeset.pdf(sheet.filled.tree, setting(sheet))


def _docx(sheet: Sheet) -> bytes:
    printed = setting(sheet)
    return word.word(sheet.filled.tree, printed, typeset.pages(sheet.filled.tree, printed))


def setting(sheet: Sheet) -> typeset.Setting:
    """Return what the printed page needs."""
    filled = sheet.filled
    return typeset.Setting(filled.labels, sheet.brand, sheet.pictures, sheet.seal, filled.made)


_EMITTERS: Final[dict[str, Callable[[Sheet], bytes]]] = {
    "md": _markdown,
    "txt": _plain,
    "html": _html,
    "tree": _tree,
    "pdf": _pdf,
    "docx": _docx,
}


def format_of(path: Path) -> str:
    """Return the format a file name asks for by its ending.

    Raises:
        Rejected: no format has this ending.
    """
    ending = path.suffix.lower().lstrip(".")
    ending = {"htm": "html", "markdown": "md"}.get(ending, ending)
    if ending not in MEDIA:
        raise unknown_format(ending or path.name)
    return ending
