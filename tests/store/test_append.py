"""A command is written whole, once, and by one writer."""

from collections.abc import Callable
from dataclasses import is_dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from engine.case import messages as m
from engine.case.case import Case, Fields, Why
from engine.case.evolve import replay
from engine.case.texts import PersonId
from engine.source import Conflict, NotFound, Rejected
from engine.store import Brought, Change, Definition, Portfolio, Store, WorklistRow
from engine.store.codec import encode, event_of
from tests.store.named import named

Write = Callable[..., None]
Make = Callable[..., Change]
TODAY = date(2026, 11, 24)


def test_what_was_written_is_read_again(store: Store, opened: str) -> None:
    case = store.load(opened)
    assert (case.title, case.version, case.record_count) == ("Textile eight", 5, 1)
    assert case.tasks["open_meeting"].times == 1
    assert [r.fields for r in case.records["meeting"]] == [{"present": ["f1"], "hours": 2}]
    assert case.records["hours"] == ()


def test_the_snapshot_is_what_replay_gives(store: Store, opened: str) -> None:
    history = list(store.history(opened))
    assert [one.version for one in history] == [1, 2, 3, 4, 5]
    assert replay((one.event, one.on) for one in history) == store.load(opened)


def test_history_can_begin_at_a_day(store: Store, opened: str) -> None:
    assert len(list(store.history(opened, since=TODAY))) == 5
    assert list(store.history(opened, since=date(2026, 11, 25))) == []


def test_times_are_utc(store: Store, opened: str) -> None:
    first = next(store.history(opened))
    assert first.at.isoformat() == "2026-11-24T12:00:00+00:00"


@pytest.mark.parametrize(
    "value",
    [
        0, -7, 10**30, Decimal("1.50"), Decimal("0.1"), Decimal("1E+20"), "1.50", True, None,
        "Ñandú \u202eمتن\u0000 🧵", {"person": "p1"}, [1, Decimal("2.5"), ["x"]],
    ],
)  # fmt: skip
def test_a_value_comes_back_exactly(store: Store, opened: str, write: Write, value: object) -> None:
    write(opened, m.FactRecorded(2, "survey", {"value": value}))
    [record] = store.load(opened).records["survey"]
    assert record.fields["value"] == value
    assert type(record.fields["value"]) is type(value) or value == Decimal("1E+20")
    [*_, last] = store.history(opened)
    assert isinstance(last.event, m.FactRecorded)
    assert last.event.fields == {"value": value}


def test_a_correction_takes_the_place_of_a_record(store: Store, opened: str, write: Write) -> None:
    write(opened, m.FactRecorded(2, "meeting", {"hours": 3}, replaces=(1,)))
    write(opened, m.FactRecorded(3, "meeting", {"hours": 4}))
    write(opened, m.RecordWithdrawn(3, "meeting", "twice"))
    assert [r.id for r in store.load(opened).records["meeting"]] == [2]


def test_a_project_has_records_of_its_own(store: Store, opened: str, write: Write) -> None:
    write(opened, m.ProjectAdded("fair", "Joint fair", "unido.fair", "digest"))
    write(opened, m.FactRecorded(2, "meeting", {"hours": 1}, scope="fair"))
    case = store.load(opened)
    assert [r.id for r in case.records["meeting"]] == [1]
    assert [r.id for r in case.projects["fair"].records["meeting"]] == [2]


def test_a_loaded_case_does_not_see_what_is_written_later(
    store: Store, opened: str, write: Write
) -> None:
    before = store.load(opened)
    write(opened, m.FactRecorded(2, "meeting", {}), m.RecordWithdrawn(1, "meeting", "wrong"))
    assert [r.id for r in before.records["meeting"]] == [1]
    assert [r.id for r in store.load(opened).records["meeting"]] == [2]


def test_a_case_can_be_written_on_without_loading_it_again(
    store: Store, opened: str, change: Make
) -> None:
    first = change(store.load(opened), m.FactRecorded(2, "meeting", {}))
    store.append([first])
    store.append([change(first.after, m.TaskTicked("hosts_found"))])
    assert store.load(opened).version == 7
    assert list(store.verify()) == []


def test_the_second_writer_is_told_who_wrote_what(
    store: Store, opened: str, write: Write, change: Make
) -> None:
    mine = change(store.load(opened), m.TaskTicked("commitment_letters"))
    amina = named(store, "Amina Zahra")
    write(opened, m.TaskTicked("open_meeting"), actor=amina)
    with pytest.raises(Conflict) as refused:
        store.append([mine])
    assert str(refused.value) == (
        "cannot write to 'Textile eight': somebody else wrote first (Amina Zahra at 12:00: task "
        "ticked open_meeting); look again, then repeat the command"
    )
    assert store.load(opened).version == 6
    assert list(store.verify()) == []


def test_many_missed_events_are_counted(
    store: Store, opened: str, write: Write, change: Make
) -> None:
    mine = change(store.load(opened), m.TaskTicked("commitment_letters"))
    write(opened, *(m.TaskTicked(f"task_{n}") for n in range(8)))
    with pytest.raises(Conflict, match="task_4; and 3 more"):
        store.append([mine])


def test_a_network_begins_once(store: Store, opened: str, change: Make) -> None:
    again = change(None, m.NetworkOpened(opened, "Another", "digest", "unido.export"))
    with pytest.raises(Conflict, match="network opened Textile eight"):
        store.append([again])
    assert store.load(opened).title == "Textile eight"


def test_two_networks_are_written_together_or_not_at_all(
    store: Store, opened: str, write: Write, change: Make
) -> None:
    stale = change(store.load(opened), m.NetworkSplit("denim", ("f1",)))
    child = change(None, m.NetworkOpened("denim", "Denim four", "digest", "unido.export"))
    write(opened, m.TaskTicked("hosts_found"))
    with pytest.raises(Conflict):
        store.append([stale, child])
    with pytest.raises(NotFound):
        store.load("denim")
    fresh = change(store.load(opened), m.NetworkSplit("denim", ("f1",)))
    store.append([child, fresh])
    assert store.load("denim").title == "Denim four"
    assert store.load(opened).became == ("denim",)


def test_a_key_answers_once(store: Store, opened: str, change: Make) -> None:
    assert store.once("k") is None
    before = store.load(opened)
    assert store.append([change(before, m.TaskTicked("a"))], key="k", outcome="ticked") == "ticked"
    assert store.once("k") == "ticked"
    again = change(store.load(opened), m.TaskTicked("a"))
    assert store.append([again], key="k", outcome="ticked again") == "ticked"
    assert store.load(opened).version == before.version + 1


def test_a_mistake_of_ours_is_not_called_a_conflict(
    store: Store, opened: str, change: Make
) -> None:
    twice = change(store.load(opened), m.FactRecorded(1, "meeting", {}))
    with pytest.raises(store._database.driver.IntegrityError):
        store.append([twice])
    assert store.load(opened).version == 5


@pytest.mark.usefixtures("opened")
def test_an_unknown_network_gets_the_nearest_name(store: Store) -> None:
    with pytest.raises(NotFound, match=r"there is no network 'textil'; did you mean 'textile'\?"):
        store.load("textil")
    with pytest.raises(NotFound, match="possible now: list them") as refused:
        store.head("zzz")
    assert [one.verb for one in refused.value.possible] == ["list"]
    with pytest.raises(NotFound):
        next(store.history("zzz"))


def test_an_empty_database_says_how_to_begin(store: Store) -> None:
    assert store.networks() == []
    assert store.worklist() == []
    assert list(store.verify()) == []
    with pytest.raises(NotFound, match="there is none yet") as refused:
        store.load("textile")
    assert [(one.verb, one.target.id) for one in refused.value.possible] == [("begin", "textile")]


def test_lists_show_what_was_written_last(store: Store, opened: str, write: Write) -> None:
    letters = WorklistRow("", "letters", "ready", date(2026, 12, 1), ("firm", "leader"))
    stall = WorklistRow("fair", "stall", "locked", None, ("leader",), required=False)
    line = Portfolio("Textile eight", "active", "unido.export", ("promotion", "planning"), 1, 2,
                     TODAY)  # fmt: skip
    write(opened, m.TaskTicked("a"), worklist=(letters, stall), portfolio=line)
    [row] = store.networks()
    assert (row.title, row.phases, row.members, row.doubts, row.last_on) == (
        "Textile eight", ("promotion", "planning"), 1, 2, TODAY
    )  # fmt: skip
    assert (row.next_due, row.open_steps, row.version) == (date(2026, 12, 1), 2, 6)
    assert store.worklist() == [replace(one, network=opened) for one in (letters, stall)]
    assert [one.task for one in store.worklist("firm")] == ["letters"]
    assert store.worklist("lead") == []
    write(opened, m.TaskTicked("letters"), worklist=(replace(letters, open=False),))
    assert [one.task for one in store.worklist()] == ["stall"]


@pytest.mark.parametrize("state", ["suspended", "closed", "dissolved"])
def test_a_network_at_rest_asks_nobody(store: Store, opened: str, write: Write, state: str) -> None:
    step = WorklistRow("", "letters", "ready", None, ("firm",))
    write(opened, m.TaskTicked("a"), worklist=(step,), portfolio=Portfolio("Textile", state))
    assert store.worklist() == []


def test_a_definition_is_kept_for_ever(store: Store) -> None:
    for text in ("{}", "other"):
        definition = Definition("d1", "unido.export", "1.0.0", "network", text)
        store.append([], Brought(definitions=(definition,)))
    assert store.definition("d1") == "{}"
    with pytest.raises(NotFound, match="the definition d2 is not in this database"):
        store.definition("d2")


def test_a_huge_case_is_kept(store: Store, opened: str, write: Write) -> None:
    firms = [m.MemberAdded(f"firm_{n}", f"Firm {n} " + "ñ" * 200) for n in range(2000)]
    write(opened, *firms)
    case = store.load(opened)
    assert len(case.members) == 2001
    assert len(list(store.history(opened))) == 2005
    assert list(store.verify(opened)) == []


def test_text_that_is_none_is_refused(store: Store, opened: str, change: Make) -> None:
    broken = change(store.load(opened), m.TaskTicked("a", note="caf\udce9"))
    with pytest.raises(Rejected, match="has characters that are not text"):
        store.append([broken])
    assert store.load(opened).version == 5


_FILLED: dict[Any, Any] = {
    Fields: {"n": Decimal("1.5"), "d": "2026-01-01"}, int: 3, bool: True, date: TODAY,
    Any: Decimal("0.75"), str: "Ñ \"quoted\" 'text'", Why: Why.BASIS_CHANGED,
    PersonId: PersonId("0199d8d0-0000-7000-8000-000000000000"),
}  # fmt: skip
"""A value for each type that fields of events have."""


def filled(hint: Any) -> Any:
    """Return a value of a type that is not its default."""
    if hint in _FILLED:
        return _FILLED[hint]
    if isinstance(hint, type) and is_dataclass(hint):
        return hint(**{name: filled(one) for name, one in get_type_hints(hint).items()})
    match get_origin(hint), get_args(hint):
        case kind, (one, *others) if kind is tuple:
            return (filled(one), filled(one)) if others else (filled(one),)
        case kind, (key, value) if kind is dict:
            return {filled(key): filled(value)}
        case _:
            return filled(get_args(hint)[0])


@pytest.mark.parametrize("name", m.EVENTS)
def test_every_kind_of_event_comes_back_as_it_was(name: str) -> None:
    event = filled(m.EVENTS[name])
    assert event_of(name, encode(event)) == event


def test_a_stored_case_keeps_every_field_of_a_case(store: Store, opened: str, write: Write) -> None:
    write(opened, m.ProjectAdded("fair", "Joint fair", "unido.fair", "digest", due_on=TODAY))
    write(opened, m.ParameterSet("min_members", Decimal("4.5"), "small sector"))
    write(opened, m.PhaseMoved("promotion", "open", "open", conditions=("a",), check_on=TODAY))
    write(opened, m.PhaseMoved("prepare", "open", "open", scope="fair"))
    write(opened, m.CriterionMarked("enough", "doubted", "x"), m.MilestoneReached("first_group"))
    write(
        opened, m.BallotOpened("b", "Shall we?", "consensus", 1, ("f1",)), m.VoteCast("b", "f1", 5)
    )
    write(opened, m.DocumentMoved("statutes", "draft", "draft"))
    case = store.load(opened)
    assert case == replay((one.event, one.on) for one in store.history(opened))
    assert isinstance(case, Case)
    assert case.parameters == {"min_members": Decimal("4.5")}
