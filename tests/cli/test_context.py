"""``--context``: JSON or a file that holds it; anything else gets a sentence."""

from pathlib import Path

import pytest

from engine.cli.script import answer_of


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe", "--context is neither a file nor JSON"),
        (b"{", "--context is neither a file nor JSON"),
        (b"[" * 100_000, "--context is neither a file nor JSON"),
        (b"[1]", '--context must be a map like {"members": 6}'),
    ],
)
def test_a_file_that_holds_no_facts_is_told(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "facts.json"
    path.write_bytes(content)
    status, printed = answer_of(["feel", "a", "--context", str(path), "--lang", "en"])
    assert status == 2
    assert words in printed


def test_facts_from_a_file_are_exact(tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    path.write_text('{"rate": 0.1}', encoding="utf-8")
    assert answer_of(["feel", "rate * 3", "--context", str(path)]) == (0, "0.3\n")
