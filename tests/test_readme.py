"""The transcripts of the README are what the commands really print."""

import re
import shlex
from pathlib import Path

import pytest

from engine.cli.main import COMMANDS
from engine.cli.script import answer_of

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n(.*?)```", README, re.DOTALL)


def commands(block: str) -> list[tuple[str, str]]:
    """Return each command of a transcript with the text that follows it."""
    parts = re.split(r"^\$ consort ", block, flags=re.MULTILINE)[1:]
    return [(part.split("\n", 1)[0], part.split("\n", 1)[1]) for part in parts]


def as_pattern(text: str) -> str:
    """Return a pattern in which a line of three dots stands for any lines."""
    return re.escape(text.rstrip()).replace("\\\n\\.\\.\\.", r"(\n.*)*")


def test_the_transcripts_are_real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("CONSORT_DB", f"sqlite:///{tmp_path / 'readme.db'}")
    monkeypatch.delenv("CONSORT_ACTOR", raising=False)
    monkeypatch.setenv("LOGNAME", "ana")  # who acts where nobody says so: the one logged in
    monkeypatch.chdir(tmp_path)
    assert BLOCKS
    for block in BLOCKS:
        for line, expected in commands(block):
            _status, printed = answer_of([*shlex.split(line), "--today", "2026-01-12"])
            text = "\n".join(row.rstrip() for row in printed.rstrip().splitlines())
            assert re.fullmatch(as_pattern(expected), text), f"{line}\n{text}"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_help(command: str) -> None:
    status, printed = answer_of([command, "--help"])
    assert status == 0
    assert "Usage: consort" in printed


@pytest.mark.parametrize("page", sorted((ROOT / "docs").rglob("*.md")), ids=lambda p: p.name)
def test_links_of_the_documentation_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"(?<!!)\[[^\]]*\]\(([^)#:]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"
