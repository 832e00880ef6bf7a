import hashlib
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pypdf
import pytest

from engine.documents import Order, Templates
from engine.documents.author import sample_order
from engine.documents.output import produce
from engine.documents.sign import sign, signatures
from engine.documents.verify import Issue, Standing, sealed, verify
from engine.source import DefinitionError, Rejected

pytest.importorskip("pyhanko", reason="the extra for signing is not installed")

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from cryptography import x509  # noqa: PLC0415 - comes with the extra
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import rsa  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415
        BestAvailableEncryption,
        pkcs12,
    )

    private = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Karim Haddad")])
    now = datetime.now(UTC)
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(7)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=9))
        .add_extension(usage, critical=True)
        .sign(private, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("key") / "karim.p12"
    locked = BestAvailableEncryption(b"secret")
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(b"k", private, certificate, None, locked)
    )
    return path


@pytest.fixture
def paper(shelf: Templates, sample: Any) -> bytes:
    return produce(Order("statutes", sample("statutes")), shelf, "pdf").body


def test_two_people_sign_one_after_the_other_and_both_stay_valid(paper: bytes, key: Path) -> None:
    once = sign(paper, key, "secret", field="F3", because="adopted")
    twice = sign(once, key, "secret", field="F5")
    first, second = signatures(twice)
    assert (first.field, first.who, first.intact) == ("F3", "Common Name: Karim Haddad", True)
    assert (second.field, second.intact, second.whole) == ("F5", True, True)
    assert not first.trusted


def test_a_signed_file_is_the_one_on_record_and_an_added_page_is_not(
    shelf: Templates, paper: bytes, key: Path
) -> None:
    digest = hashlib.sha256(paper).hexdigest()
    seal = sealed(paper)
    assert seal is not None
    issue = Issue("statutes", "1", seal[1], (digest,), Standing.ADOPTED, lambda _form: paper)
    signed = sign(sign(paper, key, "secret", field="F3"), key, "secret", field="F5")
    verdict = verify(signed, [issue])
    assert verdict.standing is Standing.ADOPTED
    assert "signed since by Common Name: Karim Haddad (F3)" in verdict.sentence
    assert verify(signed + b"\n", [issue]).standing is Standing.COPY
    other = produce(Order("receipt", sample_order(shelf, "receipt").facts), shelf, "pdf").body
    both = pypdf.PdfWriter(io.BytesIO(paper), incremental=True)
    both.append(io.BytesIO(other))
    out = io.BytesIO()
    both.write(out)
    longer = sign(out.getvalue(), key, "secret", field="F3")
    assert longer.startswith(paper)
    assert verify(longer, [issue]).standing is Standing.ALTERED


def test_one_changed_byte_is_seen(paper: bytes, key: Path) -> None:
    signed = bytearray(sign(paper, key, "secret", field="F3"))
    at = len(paper) // 2
    signed[at] ^= 1
    try:
        found = signatures(bytes(signed))
    except DefinitionError:
        return
    assert not found[0].intact


def test_a_wrong_password_a_second_signature_and_no_pdf_are_refused(
    paper: bytes, key: Path
) -> None:
    with pytest.raises(Rejected, match="the password is wrong"):
        sign(paper, key, "guess", field="F3")
    with pytest.raises(Rejected, match="'F3' has signed already"):
        sign(sign(paper, key, "secret", field="F3"), key, "secret", field="F3")
    with pytest.raises(DefinitionError, match="not a PDF"):
        signatures(b"hello")
