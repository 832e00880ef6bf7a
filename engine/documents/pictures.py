"""Pictures: found by name in one folder, looked at before use, made small enough.

``file_of`` and ``made_plain`` are what happens to a picture when it is recorded; ``stage`` readies
those a document shows. A picture named by a fact is a name inside the picture folder, never a path
out of it and never a link. What is not a PNG or JPEG, too large, or a bomb is refused by name.
Drawn pictures (QR codes, charts) come from data.
"""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

import segno
from PIL import Image, ImageOps

from engine.documents.charts import DRAWN
from engine.documents.labels import Labels
from engine.documents.tree import Document, Picture, inlines, lines, walk
from engine.language import _
from engine.source import DefinitionError, Problem

LARGEST_FILE: Final = 25_000_000
MOST_PIXELS: Final = 60_000_000
LONGEST_SIDE: Final = 2_000
QUALITY: Final = 85
_FORMATS: Final = ("PNG", "JPEG")


@dataclass(frozen=True)
class Staged:
    """A picture ready for every output: ``web`` as it stands in HTML and PDF, its size in pixels.

    ``media`` is image/png, image/jpeg or image/svg+xml.
    """

    key: str
    media: str
    web: bytes
    width: int
    height: int

    @property
    def name(self) -> str:
        """The file name under which Typst finds it."""
        ending = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg"}[self.media]
        return f"{self.key.encode().hex()[:120]}.{ending}"


class _RefusedError(Exception):
    """Why a picture is refused."""


def stage(
    document: Document,
    drawn: Mapping[str, tuple[str, Any]],
    folders: tuple[Path, ...],
    labels: Labels,
) -> dict[str, Staged]:
    """Return every picture the document shows, by key.

    Raises:
        DefinitionError: every picture that cannot be used, by name.
    """
    staged: dict[str, Staged] = {}
    problems = []
    for key in dict.fromkeys(one.key for one in _pictures(document)):
        try:
            staged[key] = _drawn(key, *drawn[key], labels) if key in drawn else _found(key, folders)
        except _RefusedError as error:
            problems.append(_problem(key, error))
    if problems:
        raise DefinitionError(problems)
    return staged


def _problem(name: str, error: _RefusedError) -> Problem:
    message = _("the picture {name!r} is refused: {why}").format(name=name, why=str(error))
    return Problem("picture", message, hint=_("give a PNG or JPEG file"))


def drawn_in(document: Document) -> Iterator[str]:
    """Yield the keys of pictures that are drawn from data: charts and QR codes."""
    return (one.key for one in _pictures(document) if one.style in {"chart", "qr"})


def _pictures(document: Document) -> Iterator[Picture]:
    for block in walk(document.blocks):
        for line in lines(block):
            for child in inlines(line):
                if isinstance(child, Picture):
                    yield child


def _drawn(key: str, kind: str, what: Any, labels: Labels) -> Staged:
    if kind == "qr":
        return _qr(key, str(what))
    body, width, height = DRAWN[kind](what, labels)
    return Staged(key, "image/svg+xml", body.encode(), width, height)


def _qr(key: str, text: str) -> Staged:
    try:
        code = segno.make(text or " ", error="m", micro=False)
    except segno.DataOverflowError as error:
        raise _RefusedError(_("the text is too long for a QR code")) from error
    out = io.BytesIO()
    code.save(out, kind="png", scale=8, border=2)
    width, height = code.symbol_size(scale=8, border=2)
    return Staged(key, "image/png", out.getvalue(), int(width), int(height))


def _found(key: str, folders: tuple[Path, ...]) -> Staged:
    parts = PurePosixPath(key).parts
    if not parts or key.startswith("/") or ".." in parts or "\\" in key or "\0" in key:
        raise _RefusedError(_("it is not a name inside the picture folder"))
    for folder in folders:
        path = folder.joinpath(*parts)
        try:
            if not path.is_file():
                continue
        except OSError as error:
            raise _RefusedError(_("it is not the name of a file")) from error
        if path.resolve() != folder.resolve().joinpath(*parts):
            raise _RefusedError(_("it is a link"))
        return _looked_at(key, _read(path))
    raise _RefusedError(_("there is no such file"))


def file_of(path: Path) -> bytes:
    """Return the bytes of a picture file that may be looked at; nothing of it is opened here.

    Raises:
        DefinitionError: it is too large, a link, or not there.
    """
    try:
        return _read(_plain_file(path))
    except _RefusedError as error:
        raise DefinitionError([_problem(str(path), error)]) from error


def made_plain(name: str, body: bytes) -> bytes:
    """Return a picture as it is kept: upright, made small, without what the camera wrote into it.

    Raises:
        DefinitionError: it is no PNG or JPEG, or a bomb.
    """
    try:
        return _looked_at(name, body, afresh=True).web
    except _RefusedError as error:
        raise DefinitionError([_problem(name, error)]) from error


def _plain_file(path: Path) -> Path:
    try:
        linked, there = path.is_symlink(), path.is_file()
    except OSError as error:
        raise _RefusedError(_("it is not the name of a file")) from error
    if linked:
        raise _RefusedError(_("it is a link"))
    if not there:
        raise _RefusedError(_("there is no such file"))
    return path


def _read(path: Path) -> bytes:
    size = path.stat().st_size
    if size > LARGEST_FILE:
        message = _("it has {size} bytes; a picture may have {most}")
        raise _RefusedError(message.format(size=size, most=LARGEST_FILE))
    return path.read_bytes()


def _looked_at(key: str, body: bytes, *, afresh: bool = False) -> Staged:
    """Return a picture made small; ``afresh`` writes it anew even if it is small."""
    try:
        with Image.open(io.BytesIO(body), formats=_FORMATS) as image:
            return _made_small(key, image, body, afresh=afresh)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise _RefusedError(_("it is not a PNG or JPEG picture, or it is damaged")) from error


def _made_small(key: str, image: Image.Image, body: bytes, *, afresh: bool) -> Staged:
    width, height = image.size
    if width * height > MOST_PIXELS:
        message = _("it unpacks to {pixels} pixels; a picture may have {most}")
        raise _RefusedError(message.format(pixels=width * height, most=MOST_PIXELS))
    media = Image.MIME[image.format or "PNG"]
    turned = ImageOps.exif_transpose(image)
    fits = max(turned.size) <= LONGEST_SIDE and turned.size == image.size
    if fits and image.mode in _PLAIN and not afresh:
        image.load()
        return Staged(key, media, body, *turned.size)
    turned.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    clear = "A" in turned.getbands() or "transparency" in turned.info
    drawn = media == "image/png" and turned.getcolors() is not None  # a logo, not a photograph
    mode = "RGBA" if clear else "RGB"
    kind = "PNG" if clear or drawn else "JPEG"
    out = io.BytesIO()
    plain = turned.convert(mode)
    plain.info.clear()  # comments and places a camera or phone wrote
    plain.save(out, kind, quality=QUALITY, optimize=True)
    return Staged(key, Image.MIME[kind], out.getvalue(), *turned.size)


_PLAIN: Final = ("RGB", "RGBA", "L", "P", "1", "LA")
