"""Signatures inside a PDF (the optional extra ``sign``): several people, one after the other.

Each signature is added behind the file as it was, so earlier ones stay valid. ``signatures`` tells
of each who signed, whether what was signed is untouched, and whether something was added later.
"""

import io
import logging
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from engine.language import _
from engine.source import DefinitionError, Problem, Reason, refuse


@dataclass(frozen=True)
class PdfSignature:
    """One signature: whose, when, whether what was signed is untouched and is the whole file.

    ``trusted`` is false when no known authority vouches for the certificate.
    """

    field: str
    who: str
    when: datetime | None
    intact: bool
    whole: bool
    trusted: bool


def sign(body: bytes, key: Path, passphrase: str, *, field: str, because: str = "") -> bytes:
    """Return a PDF with one more signature, by a key in a PKCS#12 file.

    Raises:
        Rejected: the extra is not installed, the key cannot be opened, or the field is signed.
        DefinitionError: this is no PDF that can be signed.
    """
    parts = _installed()
    signer = parts.signers.SimpleSigner.load_pkcs12(str(key), passphrase=passphrase.encode())
    if signer is None:
        why = _("the file is no PKCS#12 key, or the password is wrong")
        raise refuse(Reason.INVALID, _("sign with {key}").format(key=key.name), why)
    if any(one.field == field for one in signatures(body)):
        why = _("{field!r} has signed already").format(field=field)
        raise refuse(Reason.WRONG_STATE, _("sign"), why, _("use another name"))
    about = parts.signers.PdfSignatureMetadata(
        field_name=field,
        reason=because or None,
        subfilter=parts.fields.SigSeedSubFilter.PADES,
    )
    out = io.BytesIO()
    try:
        writer = parts.writer(io.BytesIO(body))
        parts.signers.sign_pdf(writer, about, signer=signer, output=out)
    except (parts.broken, ValueError, OSError) as error:
        raise _no_pdf() from error
    return out.getvalue()


def signatures(body: bytes) -> tuple[PdfSignature, ...]:
    """Return the signatures of a PDF, the first first.

    Raises:
        Rejected: the extra is not installed.
        DefinitionError: this is no PDF.
    """
    parts = _installed()
    try:
        reader = parts.reader(io.BytesIO(body))
        return tuple(_told(parts, one) for one in reader.embedded_signatures)
    except (parts.broken, ValueError, OSError) as error:
        raise _no_pdf() from error


def _told(parts: "_SignerParts", embedded: Any) -> PdfSignature:
    status = parts.validation.validate_pdf_signature(embedded)
    coverage = status.coverage.name if status.coverage else ""
    return PdfSignature(
        field=str(embedded.field_name),
        who=str(status.signing_cert.subject.human_friendly),
        when=status.signer_reported_dt,
        intact=bool(status.intact and status.valid),
        whole=coverage == "ENTIRE_FILE",
        trusted=bool(status.trusted),
    )


@dataclass(frozen=True)
class _SignerParts:
    """The parts of pyHanko that are used; it is imported only when somebody signs."""

    signers: Any
    fields: Any
    validation: Any
    writer: Any
    reader: Any
    broken: type[Exception]


def _installed() -> _SignerParts:
    try:
        from pyhanko.pdf_utils.incremental_writer import (  # noqa: PLC0415 - an optional extra
            IncrementalPdfFileWriter,
        )
        from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415 - an optional extra
        from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415 - an optional extra
        from pyhanko.sign import fields, signers, validation  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        why = _("the extra for signing is not installed")
        raise refuse(
            Reason.MISSING, _("sign"), why, _("install it with: pip install 'consort[sign]'")
        ) from error
    # what it logs beside its errors is said by our own refusals
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    return _SignerParts(
        signers, fields, validation, IncrementalPdfFileWriter, PdfFileReader, PdfError
    )


def _no_pdf() -> DefinitionError:
    message = _("this is not a PDF file that can be read")
    return DefinitionError([Problem("pdf", message)])
