"""Pictures as records keep them: made small, freed of camera notes, refused by name, verified."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from engine.cli.script import answer_of

Ask = Callable[[str], tuple[int, str]]


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """A network 'net' of its own, asked in English; OUT stands for its folder."""
    common = ["--db", f"sqlite:///{tmp_path / 'a.db'}", "--today", "2026-03-02", "--lang", "en"]

    def asked(line: str) -> tuple[int, str]:
        words = line.replace("OUT", str(tmp_path)).split()
        status, printed = answer_of([*words, *common])
        return status, printed.replace(str(tmp_path), "OUT")

    asked("new net --title Net")
    return asked


def photograph(path: Path, size: tuple[int, int] = (4000, 1000)) -> None:
    picture = Image.effect_mandelbrot(size, (-2, -1, 1, 1), 20).convert("RGB")
    notes = picture.getexif()
    notes[0x010F] = "Camera of somebody"
    notes[0x0112] = 6  # lies on its side
    picture.save(path, exif=notes, comment=b"at home")


def kept(folder: Path) -> list[Path]:
    return [one for one in (folder / "a.db.proofs").glob("*/*") if one.is_file()]


def test_a_photograph_is_kept_upright_small_and_without_notes(ask: Ask, tmp_path: Path) -> None:
    photograph(tmp_path / "logo.jpg")
    assert ask("record net network sector=food logo=OUT/logo.jpg")[0] == 0
    (file,) = kept(tmp_path)
    with Image.open(file) as picture:
        assert picture.size == (500, 2000)
        assert dict(picture.getexif()) == {}
    assert b"at home" not in file.read_bytes()


def test_a_kept_picture_that_was_changed_is_found(ask: Ask, tmp_path: Path) -> None:
    photograph(tmp_path / "logo.jpg", (300, 200))
    ask("record net network logo=OUT/logo.jpg")
    assert ask("verify net")[0] == 0
    kept(tmp_path)[0].write_bytes(b"something else")
    status, printed = ask("verify net")
    assert status == 1
    assert "the file was changed" in printed


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("text.png", "it is not a PNG or JPEG picture, or it is damaged"),
        ("link.png", "it is a link"),
        ("bomb.png", "damaged|pixels"),
        ("nothing.png", "there is no such file"),
        ("folder", "there is no such file"),
        ("x" * 4_000, "it is not the name of a file"),
    ],
)
def test_what_is_no_picture_is_refused_by_name_and_nothing_is_written(
    ask: Ask, tmp_path: Path, name: str, why: str
) -> None:
    (tmp_path / "text.png").write_text("no picture")
    photograph(tmp_path / "some.jpg", (30, 20))
    (tmp_path / "link.png").symlink_to(tmp_path / "some.jpg")
    Image.new("1", (20_000, 20_000)).save(tmp_path / "bomb.png")
    (tmp_path / "folder").mkdir()
    before = ask("history net")
    status, printed = ask(f"record net network logo=OUT/{name}")
    assert status == 2
    assert f"the picture 'OUT/{name}' is refused" in printed
    assert any(part in printed for part in why.split("|"))
    assert ask("history net") == before
    assert kept(tmp_path) == []
