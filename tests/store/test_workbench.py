"""The store as the workbench uses it: whole commands, on both databases."""

from datetime import UTC, date, datetime

import pytest

from engine.case import messages as m
from engine.case.case import Case
from engine.case.texts import PersonName
from engine.definitions.library import Library, shipped_folder
from engine.store import Store
from engine.workbench import Workbench

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
LIST = (m.Proof("attendance_list", "book 1"),)
MEETING = {"kind": "open", "held_on": "2026-11-24", "present": "a, b", "hours": "2.5"}


@pytest.fixture(scope="module")
def library() -> Library:
    return Library((shipped_folder(),))


@pytest.fixture
def bench(store: Store, library: Library) -> Workbench:
    actor = PersonName("Amina Zahra")
    bench = Workbench(store, library, lambda: NOON, date(2026, 11, 24), actor)
    opening = m.OpenNetwork("textile", "Textile eight", "", "")
    bench.open_network(opening, library.workflow("unido.export_network"))
    for firm in "abcdef":
        bench.execute("textile", m.AddMember(firm, f"Firm {firm}"))
        named = PersonName(f"Ms {firm}")
        bench.execute("textile", m.MoveMember("commit", firm, representative=named))
    bench.execute("textile", m.TickTask("open_meeting", proofs=LIST, fields=MEETING))
    return bench


def state(store: Store, network: str) -> tuple[Case, object, object]:
    case = store.load(network)
    return case, store.networks(), store.worklist()


def test_a_rebuild_gives_what_the_commands_wrote(bench: Workbench) -> None:
    before = state(bench.store, "textile")
    assert len(bench.store.worklist("facilitator")) > 3
    bench.store.rebuild(bench.lists_of)
    assert state(bench.store, "textile") == before
    assert list(bench.store.verify()) == []


def test_a_command_with_a_key_is_done_once(bench: Workbench) -> None:
    tick = m.TickTask("open_meeting", proofs=LIST, fields=MEETING | {"hours": "3"})
    first = bench.execute("textile", tick, key="k1")
    again = bench.execute("textile", tick, key="k1")
    assert again == first._replace(repeated=True)
    assert bench.store.load("textile").tasks["open_meeting"].times == 2


def decided(bench: Workbench, network: str, matter: str) -> str:
    """Return the ballot by which all members of a network decided on a matter."""
    bench.execute(network, m.OpenBallot(matter, "Shall we?", "majority", subject=matter))
    for firm in bench.store.load(network).active():
        bench.execute(network, m.CastVote(matter, firm, "yes"))
    bench.execute(network, m.MoveBallot("close", matter))
    return matter


def test_a_split_and_a_merge_leave_sound_histories(bench: Workbench) -> None:
    by = decided(bench, "textile", "split")
    split = m.SplitNetwork("denim", ("a", "b"), "two markets", by)
    bench.split("textile", split, "Denim two")
    origin = bench.store.load("denim").origin
    assert origin.keys() == {"textile"}
    by = decided(bench, "denim", "merger")
    bench.merge("denim", m.JoinNetwork("textile", "too small", by))
    assert bench.store.load("textile").origin.keys() == {"denim"}
    assert bench.store.load("denim").became == ("textile",)
    assert list(bench.store.verify()) == []
    bench.store.rebuild(bench.lists_of)
    assert list(bench.store.verify()) == []


def test_everybody_can_be_forgotten(bench: Workbench) -> None:
    for name in ("Amina Zahra", "Ms a"):
        bench.store.forget(name, date(2026, 11, 25))
    assert list(bench.store.verify()) == []
    [*_, last] = bench.store.history("textile")
    assert last.actor is not None
    assert bench.name_of(last.actor) == "a person, erased on 2026-11-25"
    assert bench.store.mentions("Amina Zahra") == bench.store.mentions("Ms a") == []
