"""Why a project does not start, or is not done: the reasons of its entry and of its phases."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from engine.case import messages as m
from engine.definitions.library import Library, shipped_folder
from engine.runtime.telling.explain import Explanation
from engine.store import open_store
from engine.workbench import Workbench
from engine.workbench.answers.reasons import why

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = date(2026, 11, 24)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    """A network whose pilot phase was opened early, with a joint fair proposed."""
    with open_store(f"sqlite:///{tmp_path / 'a.db'}") as store:
        library = Library((shipped_folder(),))
        bench = Workbench(store, library, lambda: NOON, TODAY)
        opening = m.OpenNetwork("net", "Net", "", "")
        bench.open_network(opening, library.workflow("unido.export_network"))
        bench.execute("net", m.MovePhase("open", "pilot", because="a fair is near"))
        bench.execute("net", m.AddProject("fair", "Our fair", "joint_fair", ""))
        yield bench


def reasons(bench: Workbench, what: str) -> list[Explanation]:
    found = why(bench, "net", what)
    assert isinstance(found, list)
    return found


def test_a_project_that_was_not_started_says_what_its_start_lacks(bench: Workbench) -> None:
    [entry] = reasons(bench, "fair")
    assert (entry.phase, entry.state, entry.complete) == ("", "proposed", False)
    assert "Our fair" in entry.title
    situation = bench.situation("net").projects["fair"]
    assert {one.id for one in entry.lines} == set(situation.workflow.entry)


def test_a_project_that_runs_says_why_its_phases_are_not_done(bench: Workbench) -> None:
    bench.execute("net", m.MoveProject("approve", "fair"))
    for firm in ("a", "b"):
        bench.execute("net", m.AddMember(firm, firm.upper()))
        bench.execute("net", m.MoveMember("commit", firm))
    start = m.MoveProject("start", "fair", "no time to lose", override=True, agreed=("a", "b"))
    bench.execute("net", start)
    [phase] = reasons(bench, "fair")
    assert phase.phase in bench.situation("net").projects["fair"].workflow.phases
    assert (phase.state, phase.complete) == ("open", False)
    assert phase.open_tasks
