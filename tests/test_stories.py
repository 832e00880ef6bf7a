"""Whole stories through the real command line; what people read is kept as golden text."""

import io
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from engine.cli.script import play
from tests.stories.funnel import funnel

HERE = Path(__file__).parent
DEMO = HERE.parent / "workflows" / "demo" / "textile_eight.story"
STORIES = (DEMO, *sorted((HERE / "stories").glob("*.story")))

Golden = Callable[[str, str], None]


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing of the machine show in what is printed: language, width, own library."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "CONSORT_LANG", "CONSORT_ACTOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("CONSORT_LIBRARY", raising=False)
    monkeypatch.setenv("COLUMNS", "80")


def told(story: Path, folder: Path) -> str:
    """Play a story on a database of its own and return all it printed, folders masked."""
    papers = folder / "papers"
    papers.mkdir()
    printed = io.StringIO()
    with redirect_stdout(printed):
        play(story, f"sqlite:///{folder / 'story.db'}", papers)
    return printed.getvalue().replace(str(papers), "OUT").replace(str(folder), "FOLDER")


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.stem)
def test_a_story_reads_as_it_did(story: Path, tmp_path: Path, golden: Golden) -> None:
    golden(f"stories/{story.stem}.txt", told(story, tmp_path))


def test_the_funnel_of_87_firms_leaves_four_networks_of_the_real_sizes(
    tmp_path: Path, golden: Golden
) -> None:
    story = tmp_path / "funnel.story"
    story.write_text("\n".join(funnel()), encoding="utf-8")
    golden("stories/funnel.txt", told(story, tmp_path))
