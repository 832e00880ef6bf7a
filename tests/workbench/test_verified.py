"""Verifying holds plans and lists against the history: every column, every row, every text."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Integer, text

from engine.case import messages as m
from engine.case.texts import PersonName
from engine.definitions.library import Library, shipped_folder
from engine.store import Store, schema
from engine.workbench import Workbench
from engine.workbench.answers.record_keeping import meant, verified

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
LIBRARY = Path(__file__).parents[1] / "library"


@pytest.fixture
def bench(store: Store) -> Workbench:
    """A small network with a firm, a tick, a record and a facilitator."""
    bench = Workbench(store, Library((LIBRARY, shipped_folder())), lambda: NOON, date(2026, 11, 24))
    opening = m.OpenNetwork("net", "Net", "", "", facilitator=PersonName("Ada"))
    bench.open_network(opening, bench.library.workflow("small.plan"))
    bench.execute("net", m.AddMember("anka", "Anka"))
    bench.execute("net", m.TickTask("call"))
    return bench


def findings(bench: Workbench) -> list[str]:
    return [str(one) for one in verified(bench, meant(bench, "")).findings]


def edit(bench: Workbench, statement: str, **values: Any) -> None:
    with bench.store._database.engine.begin() as connection:
        connection.execute(text(statement), values)


def test_what_commands_wrote_is_found_sound(bench: Workbench) -> None:
    assert findings(bench) == []


LINE = [c for c in schema.network.c if c.name not in {"organisation", "id"}]


@pytest.mark.parametrize("column", LINE, ids=lambda column: str(column.name))
def test_every_column_of_a_network_is_held_against_its_history(
    bench: Workbench, column: Any
) -> None:
    value = 99 if isinstance(column.type, Integer) else "edited"
    edit(bench, f'UPDATE network SET "{column.name}" = :value', value=value)  # noqa: S608
    assert len(findings(bench)) >= 1


STEP = [c for c in schema.worklist.c if c.name != "organisation"]


@pytest.mark.parametrize("column", STEP, ids=lambda column: str(column.name))
def test_every_column_of_the_worklist_is_held_against_the_history(
    bench: Workbench, column: Any
) -> None:
    value = 7 if isinstance(column.type, Integer) else "edited"
    key = "(network, scope, task, role)"
    first = "SELECT network, scope, task, role FROM worklist WHERE role <> '' ORDER BY task LIMIT 1"
    where = f"{key} = ({first})"
    edit(bench, f'UPDATE worklist SET "{column.name}" = :value WHERE {where}', value=value)  # noqa: S608
    assert len(findings(bench)) >= 1


def test_a_step_taken_out_and_one_slipped_in_are_found(bench: Workbench) -> None:
    edit(bench, "DELETE FROM worklist WHERE task = 'meet'")
    edit(
        bench,
        "INSERT INTO worklist VALUES ('home', 'net', '', 'foreign', '', 'ready', '', '', 1)",
    )
    lacking, strange = findings(bench)
    assert "lacks the step meet" in lacking
    assert "a step foreign that does not follow" in strange


def test_a_plan_that_was_edited_or_deleted_is_found(bench: Workbench) -> None:
    edit(bench, "UPDATE definition SET text = replace(text, '2', '1')")
    assert any("was changed after it was written" in one for one in findings(bench))
    edit(bench, "DELETE FROM definition")
    assert any("on which it runs, is lost" in one for one in findings(bench))


def test_a_rebuild_mends_the_lists(bench: Workbench) -> None:
    edit(bench, "UPDATE network SET title = 'edited', members = 99")
    edit(bench, "DELETE FROM worklist")
    assert findings(bench)
    bench.store.rebuild(bench.lists_of)
    assert findings(bench) == []
