"""Texts put on record are made of what was seen: nobody wrote in between, and a key counts once."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from engine.case import messages as m
from engine.definitions.library import Library, shipped_folder
from engine.source import Conflict, NotFound
from engine.store import Store, made_here, open_store
from engine.workbench import Workbench
from engine.workbench.issuing import issue
from engine.workbench.workbench import MadeOf

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = date(2026, 11, 24)
LIBRARY = Path(__file__).parents[1] / "library"
SHEET = """\
format: consort/1
document: charter
title: {en: Charter}
kind: legal
languages: [en]
needs:
  members: [firm]
  version:
  today:
"""
TEXT = """\
{{ front(title="Charter", date=today) }}
# Members {#members}

{% for member in members %}
- {{ member.firm }}
{% endfor %}
"""


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    """A network with one firm, on a plan and with a charter of its own."""
    charter = tmp_path / "library" / "templates" / "charter"
    charter.mkdir(parents=True)
    (charter / "document.yml").write_text(SHEET, encoding="utf-8")
    (charter / "en.md.j2").write_text(TEXT, encoding="utf-8")
    library = Library((tmp_path / "library", LIBRARY, shipped_folder()))
    with open_store(f"sqlite:///{tmp_path / 'a.db'}") as store:
        bench = Workbench(store, library, lambda: NOON, TODAY)
        bench.open_network(m.OpenNetwork("net", "Net", "", ""), library.workflow("small.plan"))
        bench.execute("net", m.AddMember("anka", "Anka"))
        bench.execute("net", m.MoveMember("commit", "anka"))
        yield bench


def versions(store: Store) -> list[int]:
    documents = store.load("net").documents
    return list(documents["charter"].versions) if "charter" in documents else []


def test_what_was_made_of_an_older_state_is_declined_and_its_files_are_not_kept(
    bench: Workbench,
) -> None:
    seen = bench.situation("net")
    file = made_here(b"Charter of Anka alone", "md")
    bench.execute("net", m.AddMember("bora", "Bora"))
    command = m.MoveDocument("issue", "charter", text="t", files={"md": file.digest})
    with pytest.raises(Conflict):
        bench.execute("net", command, made_of=MadeOf(seen, (file,), "asked"))
    assert versions(bench.store) == []
    with pytest.raises(NotFound):
        bench.store.kept(file.digest)


def test_what_was_made_of_this_state_is_written_with_its_files(bench: Workbench) -> None:
    file = made_here(b"Charter of Anka alone", "md")
    command = m.MoveDocument("issue", "charter", text="t", files={"md": file.digest})
    bench.execute("net", command, made_of=MadeOf(bench.situation("net"), (file,), "asked"))
    assert versions(bench.store) == [1]
    assert bench.store.kept(file.digest) == b"Charter of Anka alone"


def test_issuing_with_the_same_key_is_done_once(bench: Workbench) -> None:
    first = issue(bench, "net", "charter", "", "key", "here")
    again = issue(bench, "net", "charter", "", "key", "here")
    assert again == first._replace(repeated=True)
    assert versions(bench.store) == [1]
    issue(bench, "net", "charter", "", "", "here")
    assert versions(bench.store) == [1, 2]
