"""Kill a command at its first step, its second, and so on; say each time what is found after it.

Arguments: the database's URL and a network. A process is forked for every attempt and kills itself
(SIGKILL) just before or after the nth call that reaches the database.
"""

import os
import signal
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from types import FrameType
from typing import Any

from engine.case import messages as m
from engine.case.evolve import evolve
from engine.case.texts import PersonName
from engine.store import (
    Brought,
    Change,
    File,
    Stamp,
    Store,
    WorklistRow,
    identified,
    made_here,
    open_store,
)

URL, NETWORK = sys.argv[1:]
STEPS = {"execute", "commit", "sync", "fetchone", "rollback", "mkstemp", "fsync", "replace"}
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = date(2026, 11, 24)


def attempt(store: Store, key: str) -> None:
    before = case = store.load(NETWORK)
    number = case.record_count + 1
    events = (m.FactRecorded(number, "meeting", {"hours": 1}), m.TaskTicked("a", record=number))
    for event in events:
        case = evolve(case, event, TODAY)
    stamp = Stamp(NOON, TODAY)
    step = WorklistRow("", "a", "ready", TODAY, ("leader",))
    proof = made_here(key.encode(), "minutes")
    person = identified(f"Person of {key}", NOON)
    change = Change(before, (*events, ticked(proof)), evolve(case, ticked(proof), TODAY), stamp)
    store.append([replace(change, worklist=(step,))], Brought((person,), (proof,)), key, "done")


def ticked(proof: File) -> m.TaskTicked:
    return m.TaskTicked("b", proofs=(m.Proof("minutes", proof.name, proof.digest),))


def brought(store: Store, key: str) -> tuple[bool, bool]:
    """Return whether the person of a command is known, and whether its file stands in its place."""
    digest = made_here(key.encode(), "").digest
    in_place = (store.kept_in / digest[:2] / digest).exists()
    return store.person_called(PersonName(f"Person of {key}")) is not None, in_place


def die_at(step: int) -> Any:
    left = step

    def count(frame: FrameType, kind: str, called: Any) -> None:
        nonlocal left
        name = called.__name__ if kind.startswith("c_") else frame.f_code.co_name
        if name in STEPS:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    return count


def survived(step: int) -> bool:
    child = os.fork()
    if child == 0:
        store = open_store(URL)
        store.load(NETWORK)
        sys.setprofile(die_at(step))
        attempt(store, f"key {step}")
        sys.setprofile(None)
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        sys.exit("a child failed by itself")
    return os.WIFEXITED(status)


def state() -> tuple[int, int]:
    with open_store(URL) as store:
        if findings := list(store.verify(NETWORK)):
            sys.exit(f"found {findings}")
        case = store.load(NETWORK)
        return case.version, len(case.records["meeting"])


def main() -> None:
    step, done = 0, False
    while not done:
        step += 1
        before = state()
        done = survived(step)
        after = state()
        with open_store(URL) as store:
            answered = store.once(f"key {step}") is not None
            known, in_place = brought(store, f"key {step}")
        moved = after != before
        if known != moved or (in_place and not moved):
            sys.exit(f"persons or files torn at step {step}: {known} {in_place} {moved}")
        if moved != answered or (moved and after != (before[0] + 3, before[1] + 1)):
            sys.exit(f"torn at step {step}: {before} {after} {answered}")
        sys.stdout.write("after " if moved else "before ")


main()
