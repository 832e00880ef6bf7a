"""What a terminal sends is text, or it is declined before anything is read of it."""

import pytest

from engine.cli.main import run


@pytest.mark.parametrize(
    "line", [["status", "\udcff"], ["list", "--org", "caf\udce9"], ["\udcff"]], ids=["1", "2", "3"]
)
def test_bytes_that_are_no_text_are_declined_in_a_sentence(
    line: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(line) == 2
    assert "is not written in UTF-8" in capsys.readouterr().err


def test_a_word_with_a_sign_of_no_text_is_declined(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["status", "a\0b"]) == 2
    assert "a\\x00b holds a sign of no text" in capsys.readouterr().err


def test_a_name_too_long_for_a_file_is_that_of_no_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "9" * 5000, "--lang", "en"]) == 1
    assert capsys.readouterr().err.startswith("there is no such file: 999")
