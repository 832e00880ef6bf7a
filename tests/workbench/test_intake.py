"""What a command brings along: names become ids in memory and are written with its events."""

from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from engine.case import messages as m
from engine.case.texts import Named, PersonName
from engine.definitions.library import Library, shipped_folder
from engine.source import Rejected
from engine.store import Store
from engine.workbench import Workbench
from engine.workbench.intake import Intake

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = date(2026, 11, 24)
LIBRARY = Path(__file__).parents[1] / "library"
COMMANDS: tuple[type, ...] = get_args(m.Command)


@pytest.fixture
def bench(store: Store) -> Workbench:
    """A network of a small plan, opened by nobody and facilitated by somebody."""
    library = Library((LIBRARY, shipped_folder()))
    bench = Workbench(store, library, lambda: NOON, TODAY)
    opening = m.OpenNetwork("net", "Net", "", "", facilitator=PersonName("Opening Facilitator"))
    bench.open_network(opening, library.workflow("small.plan"))
    bench.execute("net", m.AddMember("anka", "Anka"))
    return bench


def everything(tmp_path: Path) -> bytes:
    """Return what stands on the disk, but for SQLite's marks of who is reading just now."""
    paths = (path for path in sorted(tmp_path.glob("a.db*")) if path.suffix != ".db-shm")
    return b"".join(path.read_bytes() for path in paths if path.is_file())


def test_nothing_is_written_while_names_become_ids(store: Store) -> None:
    intake = Intake(store, NOON)
    amina = intake.person(PersonName("Amina Zahra"))
    assert intake.person(PersonName("amina zahra")) == amina
    assert [one.name for one in intake.brought.persons] == ["Amina Zahra"]
    assert store.person_called(PersonName("Amina Zahra")) is None


def test_an_empty_name_is_refused(store: Store) -> None:
    with pytest.raises(Rejected, match="the name is empty"):
        Intake(store, NOON).person(PersonName("  "))


@dataclass(frozen=True)
class Greet:
    """A command not yet written."""

    whom: Named | None = None
    by: Named | None = None
    note: str = "Hello"


def test_a_command_not_yet_written_brings_its_persons(store: Store) -> None:
    intake = Intake(store, NOON)
    greet: Any = Greet(PersonName("Rosa"), PersonName("Boris"))
    resolved = intake.resolved(greet)
    store.append([], intake.brought)
    assert resolved.note == "Hello"
    for one, name in ((resolved.whom, "Rosa"), (resolved.by, "Boris")):
        assert store.person_called(PersonName(name)) == one
        assert store.forget(name, TODAY) == 1


@pytest.mark.parametrize("kind", COMMANDS, ids=lambda kind: kind.__name__)
def test_no_name_is_left_in_any_command(kind: type, store: Store) -> None:
    hints = get_type_hints(kind)
    persons = [name for name, hint in hints.items() if PersonName in get_args(hint)]
    filler: dict[str, Any] = dict.fromkeys(hints, "")
    filler.update({name: PersonName(f"Name {name}") for name in persons})
    intake = Intake(store, NOON)
    command: Any = kind(**filler)
    resolved = intake.resolved(command)
    values = [getattr(resolved, one.name) for one in fields(resolved)]
    assert not any(isinstance(value, PersonName) for value in values)
    assert len(intake.brought.persons) == len(persons)


NAMED = {
    "Opening Facilitator": None,
    "Commit Representative": m.MoveMember(
        "commit", "anka", representative=PersonName("Commit Representative")
    ),
    "Commit Substitute": m.MoveMember("commit", "anka", substitute=PersonName("Commit Substitute")),
    "New Facilitator": m.MoveNetwork("hand_over", "she moved", to=PersonName("New Facilitator")),
    "Recorded Chair": m.RecordFact("meeting", {"held_on": "2026-11-20", "chair": "Recorded Chair"}),
    "Acting Person": m.AddMember("bora", "Bora"),
}


@pytest.mark.parametrize("name", NAMED)
def test_whoever_came_in_through_a_command_can_be_forgotten(
    name: str, bench: Workbench, tmp_path: Path
) -> None:
    command = NAMED[name]
    actor = PersonName("Acting Person") if name == "Acting Person" else None
    if command is not None:
        replace(bench, actor=actor).execute("net", command)
    assert name.encode() in everything(tmp_path)
    assert bench.store.forget(name, TODAY) == 1
    assert name.encode() not in everything(tmp_path)
    assert bench.store.mentions(name) == []
    assert list(bench.store.verify()) == []


def test_every_command_that_names_a_person_is_among_them() -> None:
    naming = {
        kind
        for kind in COMMANDS
        if any(PersonName in get_args(hint) for hint in get_type_hints(kind).values())
    }
    assert naming <= {m.OpenNetwork, *(type(command) for command in NAMED.values())}


@pytest.mark.parametrize(
    "command",
    [
        m.MoveMember("commit", "nobody", representative=PersonName("Ghost Person")),
        m.MoveNetwork("hand_over", "", to=PersonName("Ghost Person")),
        m.RecordFact("meeting", {"held_on": "never", "chair": "Ghost Person"}),
    ],
)
def test_the_name_of_a_refused_command_stays_nowhere(
    command: m.Command, bench: Workbench, tmp_path: Path
) -> None:
    ghost = replace(bench, actor=PersonName("Ghost Actor"))
    before = everything(tmp_path)
    with pytest.raises(Rejected):
        ghost.execute("net", command)
    assert everything(tmp_path) == before


def test_a_person_named_again_is_the_same(bench: Workbench) -> None:
    for firm in ("bora", "cyd"):
        bench.execute("net", m.AddMember(firm, firm))
        again = PersonName("OPENING facilitator")
        bench.execute("net", m.MoveMember("commit", firm, representative=again))
    case = bench.store.load("net")
    persons = {one.representative for one in case.members.values() if one.representative}
    assert persons == {case.facilitator}
