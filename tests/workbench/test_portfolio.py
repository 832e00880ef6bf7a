"""Over all networks: the page, one person's day, the counts; looking again decides nothing."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from engine.case import messages as m
from engine.case.texts import PersonName
from engine.definitions.library import Library, shipped_folder
from engine.store import Chosen, Store
from engine.workbench import Workbench
from engine.workbench.answers.portfolio import counts, page, refreshed, stale, todo

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = date(2026, 11, 24)
PLAN = "unido.export_network"


@pytest.fixture(scope="module")
def library() -> Library:
    return Library((shipped_folder(),))


def bench_on(store: Store, library: Library, day: date) -> Workbench:
    return Workbench(store, library, lambda: NOON, day, PersonName("Ada"))


@pytest.fixture
def bench(store: Store, library: Library) -> Workbench:
    """Two networks begun a month apart, by Ada and by Bo."""
    for name, who, day in (("valley", "Ada", TODAY - timedelta(days=30)), ("coast", "Bo", TODAY)):
        opening = m.OpenNetwork(name, name.title(), "", "", facilitator=PersonName(who))
        bench_on(store, library, day).open_network(opening, library.workflow(PLAN))
    return bench_on(store, library, TODAY)


def test_a_page_shows_each_network_as_it_is_today_looked_at_or_not(bench: Workbench) -> None:
    before = page(bench, Chosen())
    assert [line.network for line in before.lines] == ["coast", "valley"]
    assert all("firms have signed" in line.blocks for line in before.lines)
    assert [line.facilitator for line in before.lines] == ["Bo", "Ada"]
    refreshed(bench, stale(bench))
    after = page(bench, Chosen())
    assert [(one.health, one.blocks) for one in after.lines] == [
        (one.health, one.blocks) for one in before.lines
    ]
    assert [one.waiting for one in after.lines] == [0, 0]


def test_a_page_says_where_the_next_one_begins(bench: Workbench) -> None:
    first = page(bench, Chosen(), limit=1)
    assert first.after == "coast"
    second = page(bench, Chosen(), first.after, limit=1)
    assert [line.network for line in second.lines] == ["valley"]
    assert page(bench, Chosen(), second.after, limit=1).lines == ()


def test_what_holds_up_waits_from_the_day_it_was_first_seen(
    bench: Workbench, store: Store, library: Library
) -> None:
    refreshed(bench, stale(bench))
    week_later = bench_on(store, library, TODAY + timedelta(days=7))
    assert [one.waiting for one in page(week_later, Chosen()).lines] == [7, 7]
    assert len(stale(week_later)) == 2
    assert {one.waiting for one in counts(week_later).blocks} == {7}


def test_looking_again_writes_no_event_and_is_idempotent(bench: Workbench, store: Store) -> None:
    heads = [store.head(name) for name in store.known()]
    assert refreshed(bench, stale(bench)).networks == 2
    assert refreshed(bench, stale(bench)).networks == 0
    assert [store.head(name) for name in store.known()] == heads
    assert list(store.verify()) == []


def test_a_run_that_was_killed_goes_on_where_it_stopped(bench: Workbench) -> None:
    names = iter(stale(bench))

    def one_alone() -> Iterator[str]:
        yield next(names)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        refreshed(bench, one_alone())
    assert stale(bench) == ["valley"]
    assert counts(bench).stale == 1


def test_ones_day_is_what_is_late_or_due_this_week_in_ones_own_networks(
    bench: Workbench, store: Store
) -> None:
    ada = store.person_called(PersonName("Ada"))
    mine = todo(bench, ada)
    assert {one.network for one in mine.steps} == {"valley"}
    assert {one.late for one in mine.steps} == {True, False}
    assert all(one.due <= TODAY + timedelta(days=7) for one in mine.steps)
    assert [one.late for one in mine.steps] == [one.due < TODAY for one in mine.steps]
    everybodys = todo(bench, None)
    assert {one.network for one in everybodys.steps} == {"valley", "coast"}
    firm = todo(bench, ada, "firm").steps
    assert all("firm" in one.who for one in firm)
    assert len(firm) < len(mine.steps)


def test_networks_that_are_not_well_are_named(bench: Workbench, store: Store) -> None:
    assert todo(bench, None).troubles == ()
    for firm in "abcde":
        bench.execute("valley", m.AddMember(firm, f"Firm {firm}"))
        bench.execute("valley", m.MoveMember("commit", firm))
    later = bench_on(store, bench.library, TODAY + timedelta(days=200))
    refreshed(later, stale(later))
    [trouble] = todo(later, None).troubles
    assert (trouble.network, trouble.health) == ("valley", "red")
    assert trouble.since == TODAY + timedelta(days=200)
    [line] = page(later, Chosen(health="red")).lines
    assert line.network == "valley"
    assert ("red", 1) in [(one.name, one.networks) for one in counts(later).health]


def test_an_ended_network_is_no_longer_looked_at(bench: Workbench) -> None:
    bench.execute("coast", m.MoveNetwork("close", "done"))
    assert stale(bench) == ["valley"]
    assert sum(one.networks for one in counts(bench).phases) == 1
