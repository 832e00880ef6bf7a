"""A file given as proof is kept once, as it was, or refused with a reason."""

import os
from hashlib import sha256
from pathlib import Path

import pytest

from engine.source import NotFound, Rejected
from engine.store.proofs import LARGEST, Proofs


@pytest.fixture
def proofs(tmp_path: Path) -> Proofs:
    return Proofs(tmp_path / "networks.db.proofs")


def test_a_file_is_kept_under_its_digest(proofs: Proofs, tmp_path: Path) -> None:
    source = tmp_path / "list of présents.pdf"
    source.write_bytes(b"x" * 3_000_000)
    digest = sha256(source.read_bytes()).hexdigest()
    assert proofs.keep(source) == (source.name, digest)
    assert proofs.keep(source) == (source.name, digest)
    kept = [path for path in proofs.folder.rglob("*") if path.is_file()]
    assert kept == [proofs.folder / digest[:2] / digest]
    assert kept[0].read_bytes() == source.read_bytes()
    assert proofs.wrong(digest) == ""


def test_a_damaged_proof_is_mended_by_giving_it_again(proofs: Proofs, tmp_path: Path) -> None:
    source = tmp_path / "list.pdf"
    source.write_bytes(b"present: all")
    _name, digest = proofs.keep(source)
    proofs.path(digest).write_bytes(b"")
    assert proofs.wrong(digest) == "the file was changed"
    proofs.keep(source)
    assert proofs.wrong(digest) == ""


def test_a_link_a_folder_and_a_pipe_are_refused(proofs: Proofs, tmp_path: Path) -> None:
    (tmp_path / "real").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    os.mkfifo(tmp_path / "pipe")
    for path, reason in ((tmp_path / "link", "it is a link to another file"),
                         (tmp_path, "it is a folder"),
                         (tmp_path / "pipe", "it is no plain file")):  # fmt: skip
        with pytest.raises(Rejected, match=reason):
            proofs.keep(path)
    assert not proofs.folder.exists()


def test_a_file_too_large_is_refused(proofs: Proofs, tmp_path: Path) -> None:
    with (tmp_path / "film").open("wb") as film:
        film.truncate(LARGEST + 1)
    with pytest.raises(Rejected, match="it is larger than 100 MB"):
        proofs.keep(tmp_path / "film")


def test_a_file_that_is_not_there_is_not_found(proofs: Proofs, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"there is no file '.*nothing\.pdf' to keep as proof"):
        proofs.keep(tmp_path / "nothing.pdf")


def test_a_folder_that_cannot_be_made_is_a_refusal(tmp_path: Path) -> None:
    (tmp_path / "list.pdf").write_text("x")
    (tmp_path / "taken").write_text("a file where the folder should be")
    with pytest.raises(Rejected, match="File exists"):
        Proofs(tmp_path / "taken").keep(tmp_path / "list.pdf")
