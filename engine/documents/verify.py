"""Tell whether a file, or the text of its QR code, is an issued text, and whether it still says so.

Every file carries a seal: document and fingerprint of its text. A file whose bytes are on record is
that file. One with a known seal and other bytes was saved again or altered: a Word file is read
and compared with the text on record; any other counts as altered.
"""

import hashlib
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from engine.documents import compare, treefile, wordback
from engine.language import _
from engine.source import DefinitionError

LARGEST: Final = 200_000_000
_SEAL: Final = re.compile(rb"consort:([\w-]{1,80}):([0-9a-f]{12,64})")


class Standing(StrEnum):
    """What a file turned out to be."""

    ISSUED = "issued"
    ADOPTED = "adopted"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    ALTERED = "altered"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Issue:
    """A version on record: its fingerprints, where it stands, and its text as a tree file."""

    document: str
    version: str
    text_digest: str
    file_digests: tuple[str, ...] = ()
    standing: Standing = Standing.ISSUED
    tree: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class Verdict:
    """What a file is: the version it belongs to, one sentence, and what was altered."""

    standing: Standing
    sentence: str
    issue: Issue | None = None
    altered: tuple[str, ...] = ()


def verify(body: bytes, issues: Sequence[Issue]) -> Verdict:
    """Return what a file, or the text of a QR code, is among the versions on record."""
    digest = hashlib.sha256(body).hexdigest()
    for issue in issues:
        if digest in issue.file_digests:
            return _standing(issue, _("this is exactly the file on record"))
    found = sealed(body)
    if found is None:
        return Verdict(Standing.UNKNOWN, _("this carries no seal of an issued document"))
    document, claimed = found
    issue_ = next(
        (one for one in issues if one.document == document and one.text_digest.startswith(claimed)),
        None,
    )
    if issue_ is None:
        message = _("its seal names {document}, but this text was never put on record")
        return Verdict(Standing.UNKNOWN, message.format(document=document))
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


def _compared(body: bytes, issue: Issue) -> Verdict:
    """Return whether a file that was saved again still says the same."""
    if body[:2] != b"PK" or not issue.tree:
        message = _("it carries the seal of {version}, but is not the file on record")
        return Verdict(Standing.ALTERED, message.format(version=_named(issue)), issue)
    original = treefile.load(issue.tree)[0]
    try:
        returned = wordback.read(body, original)
    except DefinitionError as error:
        return Verdict(Standing.ALTERED, str(error), issue)
    before = wordback.without_pictures(wordback.flat(original))
    found = compare.compare(before, wordback.without_pictures(returned))
    altered = tuple(
        f"{one.after or one.before} {one.title}".strip()
        for one in found.changes
        if one.kind != compare.RENUMBERED
    )
    if not altered:
        return _standing(issue, _("it was saved again, and says the same"))
    message = _("it carries the seal of {version}, but was altered: {places}")
    sentence = message.format(version=_named(issue), places="; ".join(altered))
    return Verdict(Standing.ALTERED, sentence, issue, altered)


def _standing(issue: Issue, how: str) -> Verdict:
    states = {
        Standing.ISSUED: _("it was issued, not adopted"),
        Standing.ADOPTED: _("it is adopted and in force"),
        Standing.SUPERSEDED: _("a later version has taken its place"),
        Standing.WITHDRAWN: _("it was withdrawn"),
    }
    state = states.get(issue.standing, issue.standing.value)
    sentence = f"{_named(issue)}: {how}; {state}"
    return Verdict(issue.standing, sentence, issue)


def _named(issue: Issue) -> str:
    return _("{document}, version {version}").format(document=issue.document, version=issue.version)
