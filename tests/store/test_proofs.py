"""A file given as proof is kept once, as it was, with its command, or refused with a reason."""

import os
from hashlib import sha256
from pathlib import Path

import pytest

from engine.source import NotFound, Rejected
from engine.store import File, looked_at, made_here
from engine.store.proofs import LARGEST, Proofs


@pytest.fixture
def proofs(tmp_path: Path) -> Proofs:
    return Proofs(tmp_path / "networks.db.proofs")


def named(_digest: str) -> bool:
    return True


def nobody(_digest: str) -> bool:
    return False


def unknown(_digest: str) -> None:
    return None


def keep(proofs: Proofs, source: Path) -> str:
    file = looked_at(source)
    with proofs.staging([file], named):
        pass
    return file.digest


def kept(proofs: Proofs) -> list[Path]:
    return sorted(path for path in proofs.folder.rglob("*") if path.is_file())


def test_a_file_is_kept_under_its_digest(proofs: Proofs, tmp_path: Path) -> None:
    source = tmp_path / "list of présents.pdf"
    source.write_bytes(b"x" * 3_000_000)
    digest = sha256(source.read_bytes()).hexdigest()
    assert looked_at(source) == File(digest, source.name, source)
    assert keep(proofs, source) == keep(proofs, source) == digest
    assert kept(proofs) == [proofs.folder / digest[:2] / digest]
    assert proofs.read(digest) == source.read_bytes()
    assert proofs.wrong(digest) == ""


def test_nothing_is_written_by_looking(proofs: Proofs, tmp_path: Path) -> None:
    (tmp_path / "list.pdf").write_bytes(b"present: all")
    looked_at(tmp_path / "list.pdf")
    made_here(b"statutes", "pdf")
    assert not proofs.folder.exists()


def test_a_damaged_proof_is_mended_by_giving_it_again(proofs: Proofs, tmp_path: Path) -> None:
    source = tmp_path / "list.pdf"
    source.write_bytes(b"present: all")
    digest = keep(proofs, source)
    proofs.path(digest).write_bytes(b"")
    assert proofs.wrong(digest) == "the file was changed"
    keep(proofs, source)
    assert proofs.wrong(digest) == ""


def test_while_the_block_runs_a_copy_can_be_read_and_is_nobodys_leftover(proofs: Proofs) -> None:
    file = made_here(b"statutes", "pdf")
    with proofs.staging([file], nobody):
        assert proofs.read(file.digest) == b"statutes"
        assert proofs.left_behind() == []
        proofs.clear(nobody)
        assert len(kept(proofs)) == 1
    assert kept(proofs) == [proofs.folder / file.digest[:2] / file.digest]


@pytest.mark.parametrize(("stands", "there"), [(named, True), (nobody, False)])
def test_where_the_block_fails_an_event_that_names_the_file_decides(
    proofs: Proofs, stands: "object", there: bool
) -> None:
    file = made_here(b"statutes", "pdf")
    with pytest.raises(ValueError, match="lost"), proofs.staging([file], stands):  # type: ignore[arg-type]
        raise ValueError("lost")
    assert (proofs.folder / file.digest[:2] / file.digest).exists() is there
    assert len(kept(proofs)) == there


def test_what_cannot_be_known_now_is_left_for_the_next_command(proofs: Proofs) -> None:
    file = made_here(b"statutes", "pdf")
    with pytest.raises(ValueError, match="gone"), proofs.staging([file], unknown):
        raise ValueError("gone")
    assert [path.name.startswith(file.digest) for path in proofs.left_behind()] == [True]
    with proofs.staging([], named):
        pass
    assert kept(proofs) == [proofs.folder / file.digest[:2] / file.digest]


def test_half_a_copy_never_takes_the_place_of_a_file_that_an_event_names(proofs: Proofs) -> None:
    file = made_here(b"statutes", "pdf")
    with proofs.staging([file], named):
        pass
    (proofs.staged / "part-x").write_bytes(b"sta")
    assert len(proofs.left_behind()) == 1
    proofs.clear(named)
    assert proofs.left_behind() == []
    assert proofs.read(file.digest) == b"statutes"


def test_of_several_files_one_that_fails_keeps_none(proofs: Proofs, tmp_path: Path) -> None:
    (tmp_path / "b").write_text("x")
    gone = looked_at(tmp_path / "b")
    (tmp_path / "b").unlink()
    with (
        pytest.raises(Rejected, match="No such file"),
        proofs.staging([made_here(b"a", "a"), gone], nobody),
    ):
        pytest.fail("the block must not run")
    assert kept(proofs) == []


def test_a_file_that_changes_while_the_command_runs_is_refused(
    proofs: Proofs, tmp_path: Path
) -> None:
    source = tmp_path / "list.pdf"
    source.write_text("present: all")
    file = looked_at(source)
    source.write_text("present: none")
    with pytest.raises(Rejected, match="it was changed while the command ran"):  # noqa: SIM117
        with proofs.staging([file], nobody):
            pytest.fail("the block must not run")
    assert kept(proofs) == []


def test_a_link_a_folder_and_a_pipe_are_refused(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    os.mkfifo(tmp_path / "pipe")
    for path, reason in ((tmp_path / "link", "it is a link to another file"),
                         (tmp_path, "it is a folder"),
                         (tmp_path / "pipe", "it is no plain file")):  # fmt: skip
        with pytest.raises(Rejected, match=reason):
            looked_at(path)


def test_a_file_too_large_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "film").open("wb") as film:
        film.truncate(LARGEST + 1)
    with pytest.raises(Rejected, match="it is larger than 100 MB"):
        looked_at(tmp_path / "film")


def test_a_file_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"there is no file '.*nothing\.pdf' to keep as proof"):
        looked_at(tmp_path / "nothing.pdf")


def test_a_folder_that_cannot_be_made_is_a_refusal(tmp_path: Path) -> None:
    (tmp_path / "list.pdf").write_text("x")
    (tmp_path / "taken").write_text("a file where the folder should be")
    with pytest.raises(Rejected, match="Not a directory"):
        keep(Proofs(tmp_path / "taken"), tmp_path / "list.pdf")


def test_files_and_their_folders_are_read_by_their_owner_alone(
    proofs: Proofs, tmp_path: Path
) -> None:
    (tmp_path / "list.pdf").write_bytes(b"private")
    keep(proofs, tmp_path / "list.pdf")
    rights = {one.stat().st_mode & 0o077 for one in (proofs.folder, *proofs.folder.rglob("*"))}
    assert rights == {0}
