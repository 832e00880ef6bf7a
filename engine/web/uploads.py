"""Files that a browser sends as proof: known by their first bytes, never by their name."""

from pathlib import Path
from typing import Final

from starlette.datastructures import UploadFile

from engine.language import _
from engine.source import Reason, refuse

MOST: Final = 10 * 1024 * 1024
KNOWN: Final = {
    b"%PDF-": (".pdf",),
    b"\xff\xd8\xff": (".jpg", ".jpeg"),
    b"\x89PNG\r\n\x1a\n": (".png",),
    b"PK\x03\x04": (".docx", ".xlsx", ".odt", ".ods"),
}
LONGEST: Final = max(map(len, KNOWN))


def kept_in(folder: Path, upload: UploadFile) -> Path:
    """Write a file that was sent into a folder, under the last part of its name.

    Raises:
        Rejected: it is too large, or none of the kinds we take.
    """
    name = Path((upload.filename or "").replace("\\", "/")).name or "proof"
    body = upload.file.read(MOST + 1)
    wish = _("keep {reference!r} as proof").format(reference=name)
    if len(body) > MOST:
        raise refuse(Reason.LIMIT, wish, _("it is larger than 10 MB; take a smaller photo of it"))
    kinds = next((ends for start, ends in KNOWN.items() if body.startswith(start)), ())
    if Path(name).suffix.lower() not in kinds:
        why = _("it is not what its name says, or none of PDF, JPEG, PNG, Word, Excel")
        raise refuse(Reason.INVALID, wish, why)
    path = folder / name
    path.write_bytes(body)
    return path
