"""What is asked of this package and what comes back; light, so that asking imports little."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from struct import Struct
from typing import Any, Final, TypeAlias

from engine.case.case import ArticleChange
from engine.definitions.reading.fields import Words
from engine.language import _, choose, mark
from engine.method_facts.keeping import Keeping
from engine.source import Reason, Rejected, cannot, did_you_mean, refuse

NEEDS_READER: Final = mark("needs a native reader")  # what ``review`` of a translation says
FRAME: Final = Struct(">QQ")  # sizes of header and body of a worker's answer
MEDIA: Final = {
    "md": "text/markdown; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "tree": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@dataclass(frozen=True)
class Order:
    """What is wanted: a document, from facts, in a language; a draft has marked blanks.

    ``pictures`` is the folder that holds the pictures named by facts; ``notes`` are lines printed
    at the foot. ``verify`` is the address before the fingerprint: with it an issued text ends with
    a QR code and the fingerprint, which are no part of what is fingerprinted. ``standing`` is
    printed at the head of each page: adopted, or a sentence such as "adopted by ballot B on ...".
    """

    document: str
    facts: Mapping[str, Any] = field(repr=False)
    language: str = "en"
    draft: bool = False
    pictures: Path | None = None
    notes: tuple[str, ...] = ()
    verify: str = ""
    standing: str = ""


@dataclass(frozen=True)
class Redline:
    """Two versions to compare, each as its tree file (``to="tree"``); the second may be Word.

    ``prints`` are the tree files of the first as it was printed since, such as with the record of
    its adoption: a Word file is compared with the print it is nearest to.
    """

    document: str
    before: bytes = field(repr=False)
    after: bytes = field(repr=False)
    prints: tuple[bytes, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Adopted:
    """A text on record, to be printed as adopted: its tree file, and the order of the record.

    The record becomes the annex; like fingerprint and QR code it is no part of what is
    fingerprinted. Day and ballot are printed at the head of each page.
    """

    document: str
    tree: bytes = field(repr=False)
    record: Order
    on: date
    ballot: str
    verify: str = ""


@dataclass(frozen=True)
class PrintedFile:
    """A printed file (PDF or HTML) whose words are wanted."""

    document: str
    body: bytes = field(repr=False)


@dataclass(frozen=True)
class Proofreading:
    """A document whose texts are read for mistakes, without facts."""

    document: str


@dataclass(frozen=True)
class TakenIn:
    """A picture as it was given, to be kept upright, small and without what a camera wrote."""

    document: str
    body: bytes = field(repr=False)


Work: TypeAlias = Order | Redline | Adopted | PrintedFile | Proofreading | TakenIn
"""What a worker can be asked to do."""


@dataclass(frozen=True)
class Missing:
    """A fact that nobody recorded: where a template asks for it, and where it would be kept.

    ``fields`` are what has to be told there; ``given`` is what is known already. ``objection``
    says instead what is wrong with what was recorded.
    """

    path: str
    title: Words
    keeping: Keeping
    fields: tuple[str, ...] = ()
    template: str = ""
    line: int = 0
    objection: str = ""
    given: Mapping[str, str] = field(default_factory=dict)

    @property
    def shown(self) -> str:
        """What is missing or wrong, in a few words."""
        return self.objection or self.path

    def __str__(self) -> str:
        place = f"{self.template}:{self.line}: " if self.template else ""
        if self.objection:
            return f"{place}{self.objection}"
        return _("{place}{path} ({title}) is not recorded").format(
            place=place, path=self.path, title=choose(self.title)
        )


class NotReady(Rejected):
    """A document lacks facts, or has objections to some; ``missing`` says which."""

    def __init__(self, wish: str, parts: Sequence[str], missing: Iterable[Missing]) -> None:
        sentence, opening = cannot(wish, parts), cannot(wish, ())
        super().__init__(Reason.MISSING, sentence, parts, opening=opening)
        self.wish = wish
        self.missing = tuple(missing)


@dataclass(frozen=True)
class Rendered:
    """A finished document: its bytes, what it was made from, and what was missing (drafts only).

    ``text_digest`` is the fingerprint of what it says, the same in every format; ``file_digest``
    that of these bytes. ``values`` are the machine values an adoption hands to the engine, each in
    one of the ``clauses``.
    ``review`` says what the text still needs, such as a native reader; ``changes``, of two
    versions in one, what became of each article.
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
    review: str = ""
    changes: tuple[ArticleChange, ...] = ()
    clauses: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The document as text, for Markdown, HTML and plain text."""
        return self.body.decode()


@dataclass(frozen=True)
class Limits:
    """What one document may use: seconds of CPU, bytes of memory, bytes of output.

    Those of the template alone are told with its line; those of the whole, where pages are set and
    pictures made small, end the worker.
    """

    template_seconds: float = 5
    template_memory: int = 512_000_000
    template_output: int = 20_000_000
    seconds: int = 40
    memory: int = 3_000_000_000
    output: int = 100_000_000


@dataclass(frozen=True)
class Job:
    """An order as it is sent to a worker, with folders, format, language of messages, limits."""

    order: Work
    core: Path
    over: tuple[Path, ...]
    to: str
    spoken: str
    limits: Limits


def unknown_format(to: str) -> Exception:
    """Return the refusal of a format that does not exist."""
    possible = did_you_mean(to, MEDIA) or _("possible are {formats}").format(
        formats=", ".join(MEDIA)
    )
    return refuse(
        Reason.UNKNOWN, _("render to {to!r}").format(to=to), _("there is no such format"), possible
    )


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
