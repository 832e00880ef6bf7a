"""Where a network and a step stand: who guides it, what is always shown, what was done and how."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from engine.case import messages as m
from engine.case.texts import PersonName
from engine.definitions.library import Library, shipped_folder
from engine.source import Rejected
from engine.store import open_store
from engine.workbench import Workbench
from engine.workbench.answers.standing import standing
from engine.workbench.answers.step import ProofLine, StepEvent, step_standing

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = date(2026, 11, 24)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    """A network of the shipped method, begun by Ada."""
    with open_store(f"sqlite:///{tmp_path / 'a.db'}") as store:
        library = Library((shipped_folder(),))
        bench = Workbench(store, library, lambda: NOON, TODAY, actor=PersonName("Ada"))
        opening = m.OpenNetwork("net", "Net", "", "", facilitator=PersonName("Ada"))
        bench.open_network(opening, library.workflow("unido.export_network"))
        yield bench


def hosts(bench: Workbench, proof: m.Proof | m.Attachment, note: str = "") -> None:
    fields = {"name": "Chamber", "kind": "chamber"}
    bench.execute("net", m.TickTask("hosts_found", proofs=(proof,), fields=fields, note=note))


def test_the_facilitator_is_named_and_nobody_where_there_is_none(bench: Workbench) -> None:
    assert standing(bench, "net").facilitator == "Ada"
    bench.open_network(
        m.OpenNetwork("other", "Other", "", ""), bench.library.workflow("unido.export_network")
    )
    assert standing(bench, "other").facilitator == ""


def test_a_meter_shows_once_its_phase_is_open_or_something_is_known(bench: Workbench) -> None:
    assert standing(bench, "net").meters == ()
    bench.execute("net", m.MovePhase("open", "self_management", because="early"))
    (autonomy,) = standing(bench, "net").meters
    assert (autonomy.id, autonomy.verdict) == ("autonomous", "unknown")


def test_all_that_was_done_to_a_step_is_told_in_order(bench: Workbench, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear chamber", encoding="utf-8")
    hosts(bench, m.Attachment("signed_letter", letter), note="by post")
    bench.execute("net", m.MoveTask("untick", "hosts_found", because="not signed"))
    hosts(bench, m.Proof("signed_letter", "ref 7"))
    step = step_standing(bench, "net", "P1-02")
    assert (step.task, step.state, step.project) == ("hosts_found", "done", "")
    first, second, third = step.done
    assert first.proofs == (ProofLine("signed_letter", "letter.txt", kept=True),)
    assert (first.verb, first.by, first.record, first.said) == ("tick", "Ada", 1, "by post")
    assert replace(second, version=0) == StepEvent(
        0, "untick", TODAY, "Ada", "", (), 0, "not signed"
    )
    assert third.proofs == (ProofLine("signed_letter", "ref 7", kept=False),)
    assert step.possible == ()


def test_a_step_that_nobody_did_says_what_it_waits_for_and_what_brings_it_on(
    bench: Workbench,
) -> None:
    step = step_standing(bench, "net", "open_meeting")
    assert (step.state, step.done) == ("locked", ())
    assert len(step.waits_for) == 2
    assert [one.verb for one in step.possible] == ["tick"]


def test_what_is_no_step_is_declined(bench: Workbench) -> None:
    with pytest.raises(Rejected, match="step"):
        step_standing(bench, "net", "nothing_of_the_kind")
