"""After every command of every story: all has come to rest, and the kept lists are fresh.

What follows from a command, and which rows of the lists it makes stale, is looked for only where
something was touched. Here everything is looked at, after each command: nothing more may follow,
and the rows kept must be those of a rebuild.
"""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from engine.cli.script import ScriptLine, answer_of, read_story
from engine.runtime.deciding.settle import follow
from engine.runtime.dependencies import EVERYTHING
from engine.runtime.situation import Situation
from engine.store import Store, WorklistRow, open_store
from engine.store.writing import AT_REST
from engine.workbench.definitions import Definitions
from engine.workbench.worklist import every_row
from tests.stories.funnel import funnel
from tests.test_stories import STORIES

PAPERS = frozenset({"render", "issue", "adopt", "redline", "verify-document", "documents"})
"""Commands about papers alone, which take long and touch no step of these stories."""


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONSORT_LANG", "CONSORT_ACTOR", "CONSORT_LIBRARY"):
        monkeypatch.delenv(name, raising=False)


def played(story: Path, url: str, folder: Path) -> Iterator[tuple[str, ...]]:
    """Yield each command of a story once it was accepted."""
    for line in read_story(story):
        if not isinstance(line, ScriptLine) or line.words[0] in PAPERS or line.declined:
            continue
        words = [word.replace("OUT/", f"{folder}/") for word in line.words]
        words = [word.replace("HERE/", f"{story.parent}/") for word in words]
        status, _answer = answer_of([*words, "--db", url, "--today", line.day, "--lang", "en"])
        if status == 0:
            yield line.words


Row = tuple[str, str, str, str, tuple[str, ...], bool]


def kept_rows(store: Store, network: str) -> set[Row]:
    return {plain(row) for row in store.worklist() if row.network == network}


def fresh_rows(situation: Situation) -> set[Row]:
    at_rest = situation.case.state in AT_REST  # then it asks nobody for anything
    return {plain(row) for row in every_row(situation) if row.open and not at_rest}


def plain(row: WorklistRow) -> Row:
    due = row.due.isoformat() if row.due else ""
    return row.scope, row.task, row.state, due, row.roles, row.required


def check(story: Path, folder: Path) -> int:
    """Play a story and look at everything after each command; return how many changed something."""
    seen, looked_at = dict[str, int](), 0
    url = f"sqlite:///{folder / 'story.db'}"
    for words in played(story, url, folder):
        with open_store(url) as store:
            definitions = Definitions(store)
            for row in store.networks():
                if seen.get(row.id) == row.version:
                    continue
                seen[row.id] = row.version
                looked_at += 1
                case = store.load(row.id)
                day = case.last_on or date.max
                now = Situation(case, definitions[case.workflow], day, definitions)
                assert list(follow(now, EVERYTHING)) == [], words
                assert kept_rows(store, row.id) == fresh_rows(now), words
    return looked_at


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.stem)
def test_after_every_command_of_a_story_nothing_follows_and_no_row_is_stale(
    story: Path, tmp_path: Path
) -> None:
    assert check(story, tmp_path) > 5


def test_nor_in_the_funnel(tmp_path: Path) -> None:
    story = tmp_path / "funnel.story"
    story.write_text("\n".join(islice(funnel(), 400)), encoding="utf-8")
    assert check(story, tmp_path) > 50
