"""A key belongs to one request: repeated it is answered, with anything else it is declined."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from engine.case import messages as m
from engine.case.texts import PersonName
from engine.definitions.library import Library, shipped_folder
from engine.source import Reason, Rejected
from engine.store import Store
from engine.workbench import Workbench
from engine.workbench.requests import asked

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = date(2026, 11, 24)
LIBRARY = Path(__file__).parents[1] / "library"
ANKA = m.AddMember("anka", "Anka")


def bench_at(store: Store, at: datetime = NOON) -> Workbench:
    return Workbench(store, Library((LIBRARY, shipped_folder())), lambda: at, TODAY)


@pytest.fixture
def bench(store: Store) -> Workbench:
    bench = bench_at(store)
    for network in ("net", "other"):
        opening = m.OpenNetwork(network, network.title(), "", "")
        bench.open_network(opening, bench.library.workflow("small.plan"))
    bench.execute("net", ANKA, key="k")
    return bench


OTHERS: dict[str, Callable[[Workbench], object]] = {
    "another firm": lambda bench: bench.execute("net", m.AddMember("bora", "Bora"), "k"),
    "another name": lambda bench: bench.execute("net", m.AddMember("anka", "Anke"), "k"),
    "another network": lambda bench: bench.execute("other", ANKA, "k"),
    "two at once": lambda bench: bench.together("net", [ANKA, ANKA], "k"),
    "a new network": lambda bench: bench.open_network(
        m.OpenNetwork("third", "Third", "", ""), bench.library.workflow("small.plan"), "k"
    ),
    "a split": lambda bench: bench.split(
        "net", m.SplitNetwork("third", ("anka",), "x", "b"), "Third", "k"
    ),
    "a merge": lambda bench: bench.merge("net", m.JoinNetwork("other", "x", "b"), "k"),
}


@pytest.mark.parametrize("other", OTHERS)
def test_a_key_of_another_request_is_declined_and_nothing_is_written(
    bench: Workbench, store: Store, other: str
) -> None:
    heads = [store.head(name) for name in store.known()]
    with pytest.raises(Rejected, match="needs a key of its own") as declined:
        OTHERS[other](bench)
    assert declined.value.reason is Reason.INVALID
    assert [store.head(name) for name in store.known()] == heads


def test_the_same_request_is_answered_again(bench: Workbench, store: Store) -> None:
    head = store.head("net")
    assert bench.execute("net", ANKA, key="k").repeated
    assert store.head("net") == head


@pytest.mark.usefixtures("bench")
def test_a_key_is_free_again_after_thirty_days(store: Store) -> None:
    almost = bench_at(store, NOON + timedelta(days=30))
    almost.execute("net", m.AddMember("bora", "Bora"), key="k2")
    assert almost.execute("net", ANKA, key="k").repeated
    later = bench_at(store, NOON + timedelta(days=30, seconds=1))
    later.execute("net", m.AddMember("cyd", "Cyd"), key="k3")
    assert later.execute("net", m.AddMember("dana", "Dana"), key="k").events == ("member added",)


def test_a_request_is_what_was_asked_without_who_is_named(tmp_path: Path) -> None:
    def commit(name: str, firm: str = "anka") -> m.MoveMember:
        return m.MoveMember("commit", firm, representative=PersonName(name))

    assert asked("k", "net", commit("Ada")) == asked("k", "net", commit("Bo"))
    assert asked("k", "net", commit("Ada")) != asked("k", "net", commit("Ada", "bora"))
    assert asked("k", "net", commit("Ada")) != asked("k", "net", m.MoveMember("commit", "anka"))
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text("one", encoding="utf-8")
    second.write_text("one", encoding="utf-8")
    ticks = [m.TickTask("t", proofs=(m.Attachment("form", path),)) for path in (first, second)]
    assert asked("k", ticks[0]) == asked("k", ticks[1])
    second.write_text("two", encoding="utf-8")
    assert asked("k", ticks[0]) != asked("k", ticks[1])


def test_without_a_key_nothing_is_read_of_a_request(tmp_path: Path) -> None:
    gone = tmp_path / "gone.txt"
    assert not asked("", "net", m.TickTask("t", proofs=(m.Attachment("form", gone),)))
