"""Fixtures every test may use: golden texts.

Database fixtures stand in ``tests/databases.py``.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"
pytest_plugins = ["tests.databases"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Write golden texts anew.")


@pytest.fixture(autouse=True)
def login(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everybody be logged in under one name: who acts is told where nobody said it."""
    monkeypatch.setenv("LOGNAME", "visitor")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with ``tests/golden/<name>``; digests are masked."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        masked = re.sub(r"\b[0-9a-f]{64}\b", "<digest>", text).rstrip() + "\n"
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(masked, encoding="utf-8")
        assert path.is_file(), f"no golden text {path}; run pytest --update-golden and read it"
        assert masked == path.read_text(encoding="utf-8")

    return compare
