"""The history does not depend on who looked: two languages, the same commands, the same events."""

import io
import re
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from engine.case.case import Why
from engine.case.words import reasoned
from engine.cli.script import play
from engine.language import CATALOGUES, speaking

STORIES = Path(__file__).parent / "stories"
LANGUAGES = sorted(path.name for path in CATALOGUES.iterdir() if path.is_dir())
PERSON = re.compile(r"[0-9a-f]{12}-[0-9a-f]{32}")


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONSORT_LANG", "CONSORT_ACTOR", "CONSORT_LIBRARY"):
        monkeypatch.delenv(name, raising=False)


def events_of(story: Path, language: str, folder: Path) -> list[str]:
    """Return every event a story leaves, persons numbered as they come (their ids are chance)."""
    url = f"sqlite:///{folder / language}.db"
    with redirect_stdout(io.StringIO()), speaking(language):
        play(story, url, folder)
    asked = text('SELECT "case", version, name, "on", actor, payload FROM event ORDER BY 1, 2')
    engine = create_engine(url)
    with engine.connect() as connection:
        rows = [" | ".join(map(str, row)) for row in connection.execute(asked)]
    engine.dispose()
    return list(numbered(rows))


ORIGIN = re.compile(r'"origin(_digest)?":("[0-9a-f]{64}"|\{[^}]*\})')
"""The digest of another network's last event, which holds the minute in which it was written."""


def numbered(rows: list[str]) -> Iterator[str]:
    known: dict[str, str] = {}
    for row in rows:
        once = ORIGIN.sub("<origin>", row)
        yield PERSON.sub(lambda one: known.setdefault(one[0], f"<{len(known)}>"), once)


@pytest.mark.parametrize("story", ["charm", "two_hearts", "fair_and_catalogue"])
def test_the_same_commands_in_two_languages_leave_the_same_events(
    story: str, tmp_path: Path
) -> None:
    path = STORIES / f"{story}.story"
    english = events_of(path, "en", tmp_path)
    assert len(english) > 20
    assert events_of(path, "es", tmp_path) == english


def test_the_stories_raise_doubts_and_carry_steps_so_their_codes_are_seen(tmp_path: Path) -> None:
    doubts = events_of(STORIES / "charm.story", "fr", tmp_path)
    carried = events_of(STORIES / "two_hearts.story", "fr", tmp_path)
    assert any('"why":"basis_changed"' in row for row in doubts)
    assert any('"why":"carried_over"' in row for row in carried)


@pytest.mark.parametrize("why", Why)
def test_a_code_is_said_in_the_language_of_who_looks(why: Why) -> None:
    said = set()
    for language in ("en", *LANGUAGES):
        with speaking(language):
            said.add(reasoned("", why))
            assert reasoned("we agreed", why) == "we agreed"
    assert len(said) == 1 + len(LANGUAGES)


def test_without_reason_and_code_nothing_is_said() -> None:
    assert not reasoned("", None)
