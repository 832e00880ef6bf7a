"""Tell whether a file, or the text of its QR code, is an issued text, and whether it still says so.

Every file carries a seal: document and fingerprint of its text. A file whose bytes are on record
is that file. One with a known seal and other bytes was printed, saved or signed since, or altered:
a Word file is read back and compared with the text on record, a PDF or HTML file word by word with
the file on record. The same words make it a copy at best, unless every part of a Word file is ours,
or all that was added to a PDF are signatures. A Word file that holds what no paper of ours does (a
template from elsewhere, an embedded file) is altered, whatever it says; so is any other.
"""

import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from engine.documents import compare, treefile, wordback, wordparts
from engine.documents.sandbox import words_of
from engine.documents.sign import signatures
from engine.documents.tree import Document
from engine.language import _
from engine.source import DefinitionError, LimitExceeded, Rejected

LARGEST: Final = 200_000_000
ADOPTED: Final = "adopted."
"""What the format of a file begins with that was printed when its text was adopted."""
_SEAL: Final = re.compile(rb"consort[:;, ]+([\w-]{1,80})[:;, ]+([0-9a-f]{12,64})")


class Standing(StrEnum):
    """What a file turned out to be."""

    ISSUED = "issued"
    ADOPTED = "adopted"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    COPY = "copy"
    ALTERED = "altered"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Issue:
    """A version on record: its fingerprints, where it stands, and what reads its kept files.

    ``read`` gets a format (``tree``, ``pdf``, ``adopted.pdf``) and returns the file kept in it;
    ``forms`` are the formats there are.
    """

    document: str
    version: str
    text_digest: str
    file_digests: tuple[str, ...] = ()
    standing: Standing = Standing.ISSUED
    read: Callable[[str], bytes] | None = field(default=None, repr=False)
    forms: tuple[str, ...] = ()

    def is_claimed(self, document: str, claimed: str) -> bool:
        """Tell whether a seal means this version; it never names the project of a paper."""
        same = self.document.rpartition("/")[2] == document
        return same and self.text_digest.startswith(claimed)


@dataclass(frozen=True)
class FileVerdict:
    """What a file is: the version it belongs to, one sentence, and what was altered."""

    standing: Standing
    sentence: str
    issue: Issue | None = None
    altered: tuple[str, ...] = ()


def verify(body: bytes, issues: Sequence[Issue]) -> FileVerdict:
    """Return what a file, or the text of a QR code, is among the versions on record."""
    digest = hashlib.sha256(body).hexdigest()
    for issue in issues:
        if digest in issue.file_digests:
            return _standing(issue, _("this is exactly the file on record"))
    found = sealed(body)
    if found is None:
        return FileVerdict(Standing.UNKNOWN, _("this carries no seal of an issued document"))
    document, claimed = found
    issue_ = next((one for one in issues if one.is_claimed(document, claimed)), None)
    if issue_ is None:
        message = _("its seal names {document}, but this text was never put on record")
        return FileVerdict(Standing.UNKNOWN, message.format(document=document))
    if len(body) <= LONGEST_CODE:
        return _standing(issue_, _("the code names this text"))
    return _compared(body, issue_)


LONGEST_CODE: Final = 2_000


def sealed(body: bytes) -> tuple[str, str] | None:
    """Return document and fingerprint that a file or a code claims, or None."""
    found = _SEAL.search(body[:LARGEST])
    if found is None and body[:2] == b"PK":
        try:
            with zipfile.ZipFile(io.BytesIO(body)) as file:
                if file.getinfo("docProps/core.xml").file_size < 1_000_000:
                    found = _SEAL.search(file.read("docProps/core.xml"))
        except (zipfile.BadZipFile, KeyError, RuntimeError, OSError):
            return None
    return (found[1].decode(), found[2].decode()) if found else None


def _compared(body: bytes, issue: Issue) -> FileVerdict:
    """Return whether a file that was printed or saved again still says the same."""
    form = next((form for start, form in _FORMS.items() if body.startswith(start)), "")
    if issue.read is None or not form:
        message = _("it carries the seal of {version}, but is not the file on record")
        return FileVerdict(Standing.ALTERED, message.format(version=_named(issue)), issue)
    prints = [prefix for prefix in (ADOPTED, "") if not prefix or prefix + form in issue.forms]
    kept = [issue.read(prefix + form) for prefix in prints]
    try:
        altered = _added(body, form, kept) or _altered(body, form, issue.read, prints)
    except (DefinitionError, LimitExceeded) as error:
        return FileVerdict(Standing.ALTERED, str(error), issue)
    if altered:
        message = _("it carries the seal of {version}, but was altered: {places}")
        sentence = message.format(version=_named(issue), places="; ".join(altered))
        return FileVerdict(Standing.ALTERED, sentence, issue, altered)
    if how := next(filter(None, (_vouched(body, form, one) for one in kept)), ""):
        return _standing(issue, how)
    message = _(
        "{version}: this is not the file on record; its words are the same, but nobody can"
        " vouch for its pictures and layout"
    )
    return FileVerdict(Standing.COPY, message.format(version=_named(issue)), issue)


_FORMS: Final = {b"PK": "docx", b"%PDF": "pdf", b"<!DOCTYPE html": "html"}


def _added(body: bytes, form: str, kept: Sequence[bytes]) -> tuple[str, ...]:
    """Return what a Word file holds that does not belong there."""
    found = (tuple(wordparts.foreign(body, one)) for one in kept) if form == "docx" else ((),)
    return min(found, key=len)


def _vouched(body: bytes, form: str, kept: bytes) -> str:
    """Return why a file with the same words is the one on record, or nothing."""
    if form == "pdf":
        return _signed_since(body, kept)
    if form == "docx" and wordparts.is_all_ours(body, kept):
        return _("it was packed again, and every part of it is the one on record")
    return ""


def _altered(
    body: bytes, form: str, read: Callable[[str], bytes], prints: list[str]
) -> tuple[str, ...]:
    """Return each place where a file says something else than the print it is nearest to."""
    if form == "docx":
        trees = (treefile.load(read(f"{prefix}tree"))[0] for prefix in prints)
        return min((tuple(_other_articles(one, body)) for one in trees), key=len)
    given = words_of(body, form).split()
    kept = (words_of(read(prefix + form), form).split() for prefix in prints)
    return min((tuple(_other_words(one, given)) for one in kept), key=len)


def _other_articles(original: Document, body: bytes) -> Iterator[str]:
    """Yield the articles that a Word file has otherwise."""
    returned = wordback.read(body, original)
    before = wordback.without_pictures(wordback.flat(original))
    for one in compare.compare(before, wordback.without_pictures(returned)).changes:
        if one.kind != compare.RENUMBERED:
            yield f"{one.after or one.before} {one.title}".strip()


def _signed_since(body: bytes, kept: bytes) -> str:
    """Return who signed the file on record since, or nothing where that is not all that was added.

    The words were compared before; of what else was added, those who signed vouch for it.
    """
    if not body.startswith(kept) or b"/ByteRange" not in body[len(kept) :]:
        return ""
    try:
        found = signatures(body)
    except (DefinitionError, Rejected):  # a broken signature, or the extra is not installed
        return ""
    if not found or not found[-1].whole or not all(one.intact for one in found):
        return ""
    names = ", ".join(f"{one.who} ({one.field})" for one in found)
    return _("this is the file on record, signed since by {names}").format(names=names)


MOST_PLACES: Final = 5
AROUND: Final = 4


def _other_words(before: list[str], after: list[str]) -> Iterator[str]:
    """Yield the first places where words differ, with some words around them."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    changes = [one for one in matcher.get_opcodes() if one[0] != "equal"]
    for _kind, start, end, new, new_end in changes[:MOST_PLACES]:
        lead = " ".join(before[max(0, start - AROUND) : start])
        old, now = " ".join(before[start:end]), " ".join(after[new:new_end])
        yield f"{lead} [-{old}-]{{+{now}+}}".strip()
    if len(changes) > MOST_PLACES:
        yield _("and {count} more").format(count=len(changes) - MOST_PLACES)


def _standing(issue: Issue, how: str) -> FileVerdict:
    states = {
        Standing.ISSUED: _("it was issued, not adopted"),
        Standing.ADOPTED: _("it is adopted and in force"),
        Standing.SUPERSEDED: _("a later version has taken its place"),
        Standing.WITHDRAWN: _("it was withdrawn"),
    }
    state = states.get(issue.standing, issue.standing.value)
    sentence = f"{_named(issue)}: {how}; {state}"
    return FileVerdict(issue.standing, sentence, issue)


def _named(issue: Issue) -> str:
    return _("{document}, version {version}").format(document=issue.document, version=issue.version)
