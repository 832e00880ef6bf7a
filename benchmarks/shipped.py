"""The shipped workflow: what a tick costs late in a case and among many, and what ``why`` costs."""

import time
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from statistics import median

from engine.case import messages as m
from engine.definitions.library import Library, shipped_folder
from engine.runtime.telling.explain import explain
from engine.store import Store, open_store
from engine.workbench import Workbench

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = date(2026, 11, 24)
FIRMS = [f"firm_{number}" for number in range(8)]
SAMPLES = 60
LIST = (m.Proof("attendance_list", "book 1"),)
REPORT = (m.Proof("report", "page 1"),)
MEETING = {"kind": "group", "held_on": "2026-11-20", "present": ", ".join(FIRMS), "hours": "2"}


def bench_on(store: Store) -> Workbench:
    return Workbench(store, Library((shipped_folder(),)), lambda: NOON, TODAY)


def begin(bench: Workbench, network: str) -> None:
    workflow = bench.library.workflow("unido.export_network")
    bench.open_network(m.OpenNetwork(network, "Network", "", ""), workflow)
    for firm in FIRMS:
        bench.execute(network, m.AddMember(firm, firm))
        bench.execute(network, m.MoveMember("commit", firm))


def plain_tick(bench: Workbench, network: str) -> None:
    command = m.TickTask("groups_computed", proofs=REPORT)
    bench.execute(network, command)


def meeting_tick(bench: Workbench, network: str) -> None:
    command = m.TickTask("open_meeting", proofs=LIST, fields=MEETING, on=TODAY)
    bench.execute(network, command)


TICKS = {"plain": plain_tick, "meeting": meeting_tick}
"""A tick that writes nothing down, and one that records a meeting, which many formulas read."""


def at_events(folder: Path, sizes: Iterable[int]) -> None:
    print("\nA tick on the shipped workflow, milliseconds (median), by events of the case")
    print(f"  {'events':>10}{'plain tick':>14}{'tick with a meeting':>24}{'meetings so far':>18}")
    with open_store(f"sqlite:///{folder / 'events.db'}") as store:
        bench = bench_on(store)
        for network in TICKS:
            begin(bench, network)
        for size in sizes:
            plain, meeting = (late(bench, network, size) for network in TICKS)
            meetings = store.load("meeting").tasks["open_meeting"].times
            print(f"  {size:>10,}{plain:>14.2f}{meeting:>24.2f}{meetings:>18,}")


def late(bench: Workbench, network: str, size: int) -> float:
    """Bring a network to some number of events and return what a tick costs then."""
    tick = TICKS[network]
    while bench.store.load(network).version < size:
        tick(bench, network)
    return timed(lambda: tick(bench, network), SAMPLES)


def timed(act: Callable[[], object], times: int) -> float:
    took = []
    for _turn in range(times):
        start = time.perf_counter()
        act()
        took.append(time.perf_counter() - start)
    return median(took) * 1000


def with_networks(folder: Path, sizes: Iterable[int]) -> None:
    print("\nA tick on the shipped workflow, milliseconds (median), by networks in the database")
    with open_store(f"sqlite:///{folder / 'networks.db'}") as store:
        bench = bench_on(store)
        begin(bench, "copied")
        there = 1
        for size in sizes:
            copy(store, there, size)
            there = size
            found = among(bench, size)
            megabytes = (folder / "networks.db").stat().st_size / 2**20
            print(f"  {size:>10,}{found:>14.2f}{megabytes:>12,.0f} MB")


def among(bench: Workbench, size: int) -> float:
    """Return what a tick costs in networks chosen from many."""
    chosen = Random(size).sample(range(1, size), 200)  # noqa: S311 - the same choice every time
    names = iter(f"copy-{number:06}" for number in chosen)
    return timed(lambda: plain_tick(bench, next(names)), len(chosen))


def copy(store: Store, first: int, last: int) -> None:
    """Copy the rows of one network many times over (their chains name the one copied)."""
    numbers = (
        f"WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL "  # noqa: S608 - numbers
        f"SELECT i + 1 FROM n WHERE i < {last - 1})"
    )
    with store._database.writing() as writer:  # noqa: SLF001 - there is no command for this
        for table, key in KEYS.items():
            rows = writer.connection.execute(f"PRAGMA table_info({table})").fetchall()
            names = ", ".join(f'"{row[1]}"' for row in rows if row[1] != key)
            writer.connection.execute(
                f'INSERT INTO {table} ("{key}", {names}) '  # noqa: S608 - names of ours
                f"{numbers} SELECT printf('copy-%06d', i), {names} "
                f"FROM n JOIN {table} WHERE \"{key}\" = 'copied'"
            )
        writer.connection.execute(
            'UPDATE network SET snapshot = replace(snapshot, \'"id":"copied"\', '
            "'\"id\":\"' || id || '\"') WHERE id LIKE 'copy-%'"
        )


KEYS = {"network": "id", "event": "case", "record": "case", "worklist": "case"}


def asking(folder: Path) -> None:
    print("\nQuestions on the shipped workflow, milliseconds (median)")
    with open_store(f"sqlite:///{folder / 'why.db'}") as store:
        bench = bench_on(store)
        begin(bench, "network")
        for _turn in range(10):
            meeting_tick(bench, "network")

        def why() -> object:
            situation = bench.situation("network")
            return [explain(situation, phase) for phase in situation.workflow.phases]

        print(f"  {'why, every phase of the network':34}{timed(why, 20):>9.1f}")
