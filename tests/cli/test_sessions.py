"""What people see, command by command: golden transcripts of whole sessions."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.sessions import HERE, transcript

SESSIONS = sorted((HERE / "sessions").glob("*.txt"))


@pytest.mark.parametrize("session", SESSIONS, ids=lambda path: path.stem)
def test_a_session(
    session: Path,
    tmp_path: Path,
    golden: Callable[[str, str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("CONSORT_ACTOR", raising=False)
    url = f"sqlite:///{tmp_path / 'session.db'}"
    golden(f"sessions/{session.stem}.txt", transcript(session, url, tmp_path))
