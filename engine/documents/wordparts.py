"""The parts a Word file is made of: those of a paper of ours, and what does not belong there.

What stands in no part that we write can show or fetch what nobody adopted: a template from an
address, an embedded file, a second set of entries behind the first. Each is named.
"""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Final

from engine.documents.wordback import opened, parsed
from engine.language import _

_KNOWN: Final = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(?:core|app|custom)\.xml"
    r"|docProps/thumbnail\.\w+|word/_rels/[\w.]+\.rels|word/media/[\w.-]+\.(?:png|jpe?g|svg)"
    r"|word/(?:document|styles|settings|fontTable|webSettings|numbering)\.xml"
    r"|word/(?:stylesWithEffects|footnotes|endnotes)\.xml|word/(?:header|footer)\d*\.xml"
    r"|word/theme/(?:_rels/)?theme\d*\.xml(?:\.rels)?"
)
"""Parts that an office program adds when it saves one of our files."""
_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_END: Final = 22
"""Bytes of the record that ends a zip file."""


def foreign(body: bytes, kept: bytes) -> Iterator[str]:
    """Yield what a Word file holds that no paper of ours does; ``kept`` is the file on record.

    Raises:
        DefinitionError: it is broken, too large, or holds macros.
    """
    links, ours = set(_outward(kept)), _parts(kept)
    with opened(body) as file:
        names = [entry.filename for entry in file.infolist()]
        for name, count in Counter(names).items():
            if count > 1:
                yield _("{name} stands in it {count} times").format(name=name, count=count)
            if name.startswith("/") or "\\" in name or ".." in name.split("/"):
                yield _("{name} lies outside of it").format(name=name)
            elif name not in ours and not _KNOWN.fullmatch(name) and not name.endswith("/"):
                yield _("{name} is no part of such a paper").format(name=name)
        if not _is_one(file, body):
            yield _("there are bytes before or behind it")
    for kind, target in sorted(set(_outward(body)) - links):
        yield _("it fetches or names {target} ({kind})").format(target=target, kind=kind)


def is_all_ours(body: bytes, kept: bytes) -> bool:
    """Return whether every part is, byte for byte, the one of the file on record."""
    return _parts(body) == _parts(kept)


def _parts(body: bytes) -> dict[str, bytes]:
    with opened(body) as file:
        return {entry.filename: file.read(entry) for entry in file.infolist()}


def _is_one(file: zipfile.ZipFile, body: bytes) -> bool:
    """Return whether a file is one zip and nothing else: no second one before or behind it."""
    entries = file.infolist()
    first = min((entry.header_offset for entry in entries), default=0)
    listed = sum(46 + len(one.filename.encode()) + len(one.extra) + len(one.comment)
                 for one in entries)  # fmt: skip
    return first == 0 and not file.comment and file.start_dir + listed + _END == len(body)


def _outward(body: bytes) -> Iterator[tuple[str, str]]:
    """Yield kind and address of everything a file refers to outside of itself."""
    with opened(body) as file:
        for name in {entry.filename for entry in file.infolist()}:
            if name.endswith(".rels"):
                for one in parsed(file.read(name)).iter(_RELATION):
                    if one.get("TargetMode") == "External":
                        yield str(one.get("Type")).rpartition("/")[2], str(one.get("Target"))
