"""Killed at any step, or with many writers at once: a command is written whole, once, or not."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from engine.case import messages as m
from engine.source import Conflict
from engine.store import Change, Store, open_store

Make = Callable[..., Change]
FAULTS = Path(__file__).parent / "faults"


def play(script: str, *arguments: object) -> "subprocess.Popen[str]":
    """Run a script of ``tests/store/faults`` in a process of its own."""
    command = [sys.executable, "-W", "error", str(FAULTS / script), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ours


def test_a_command_killed_at_any_step_happened_or_did_not(url: str, opened: str) -> None:
    with play("kill_append.py", url, opened) as child:
        said, _errors = child.communicate(timeout=120)
    assert child.returncode == 0, said
    outcomes = said.split()
    assert len(outcomes) > 10
    assert {"before", "after"} <= set(outcomes) <= {"before", "after"}
    with open_store(url) as store:
        assert list(store.verify()) == []


def test_a_proof_killed_at_any_step_is_whole_or_not_there(tmp_path: Path) -> None:
    with play("kill_proof.py", tmp_path) as child:
        said, _errors = child.communicate(timeout=60)
    assert child.returncode == 0, said
    assert set(said.split()) == {"absent", "whole"}


def test_two_processes_write_without_losing_anything(url: str, opened: str) -> None:
    children = [play("write_many.py", url, opened, 25) for _ in range(2)]
    for child in children:
        with child:
            child.communicate(timeout=120)
        assert child.returncode == 0
    with open_store(url) as store:
        assert store.load(opened).version == 5 + 50
        assert list(store.verify()) == []


def test_a_hundred_ticks_at_once_all_happen(store: Store, opened: str, change: Make) -> None:
    def tick(number: int) -> None:
        while True:
            try:
                store.append([change(store.load(opened), m.TaskTicked(f"task_{number}"))])
            except Conflict:
                continue
            return

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(tick, range(100)))
    assert len(store.load(opened).tasks) == 101
    assert list(store.verify()) == []


@pytest.mark.parametrize("workers", [2, 8])
def test_a_key_racing_with_itself_happens_once(
    store: Store, opened: str, change: Make, workers: int
) -> None:
    cases = [store.load(opened) for _ in range(workers)]

    def send(number: int) -> str:
        ticked = change(cases[number], m.TaskTicked("a"))
        return store.append([ticked], key="k", outcome=f"by {number}")

    with ThreadPoolExecutor(workers) as pool:
        answers = set(pool.map(send, range(workers)))
    assert answers == {store.once("k")}
    assert store.load(opened).version == 6


def test_new_networks_with_one_key_begin_once(store: Store, change: Make) -> None:
    def send(number: int) -> str:
        opening = change(None, m.NetworkOpened(f"n{number}", f"Network {number}", "d", "t"))
        return store.append([opening], key="k", outcome=f"n{number}")

    with ThreadPoolExecutor(4) as pool:
        answers = set(pool.map(send, range(4)))
    assert [row.id for row in store.networks()] == list(answers)
