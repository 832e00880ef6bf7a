"""What a tick costs: beside the same by hand and beside SpiffWorkflow, and as cases grow.

One command, every ratio from one run::

    .venv/bin/python benchmarks/tick.py            # all of it, some minutes
    .venv/bin/python benchmarks/tick.py --quick    # fewer cases, 10,000 networks at most

SpiffWorkflow is measured where it is installed: in this environment, or in the one whose Python
``CONSORT_SPIFF`` names (``python -m venv spiff && spiff/bin/pip install "SpiffWorkflow==3.2.*"``).
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from shipped import asking, at_events, with_networks

Rates = tuple[float, float]
"""Ticks per second, and per second of processor time (what a busy machine leaves comparable)."""
PEERS = Path(__file__).parent / "peers"
ROUNDS = 5


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    with TemporaryDirectory(prefix="consort-bench-") as folder:
        side_by_side(Path(folder), cases=10 if quick else 30)
        at_events(Path(folder), (10, 100, 1000) if quick else (10, 100, 1000, 5000))
        with_networks(Path(folder), (1000, 10_000) if quick else (1000, 100_000))
        asking(Path(folder))
    cold_start()


def side_by_side(folder: Path, cases: int) -> None:
    print("\nWorkload W on SQLite, synchronous=NORMAL; medians; ratios of Consort to each")
    peers: dict[str, Callable[[str], Rates | None]] = {
        "by hand: sqlite3, JSON document": lambda path: run("by_hand.py", path, cases * 10),
        "by hand, chain and lists too": lambda path: run("by_hand.py", path, cases * 10, "also"),
        "Consort": lambda path: run("ours.py", f"sqlite:///{path}", cases),
        "SpiffWorkflow 3.2": lambda path: run("spiff.py", path, 2, python=spiff_python()),
    }
    rates: dict[str, list[Rates]] = {name: [] for name in peers}
    for turn in range(ROUNDS):
        for number, (name, measure) in enumerate(peers.items()):
            found = measure(str(folder / f"{turn}-{number}.db"))
            if found is not None:
                rates[name].append(found)
    ours = list(zip(*rates["Consort"], strict=True))
    print(f"  {'':34}{'ticks a second':>18}{'ratio':>8}{'per CPU second':>18}{'ratio':>8}")
    for name, found in rates.items():
        if found:
            print(f"  {name:34}" + "".join(map(_compared, ours, zip(*found, strict=True))))
        else:
            print(f"  {name:34}  skipped: it is not installed (see the head of this file)")


def _compared(ours: tuple[float, ...], theirs: tuple[float, ...]) -> str:
    return f"{median(theirs):>18,.0f}{median(ours) / median(theirs):>8.2f}"


def run(script: str, *arguments: object, python: str | None = sys.executable) -> Rates | None:
    if python is None:
        return None
    command = [python, str(PEERS / script), *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(PEERS.parents[1])}
    ran = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=environment)  # noqa: S603 - ours
    by_clock, by_cpu = map(float, ran.stdout.split())
    return by_clock, by_cpu


def spiff_python() -> str | None:
    for python in (os.environ.get("CONSORT_SPIFF"), sys.executable):
        if python is None:
            continue
        command = [python, "-c", "import SpiffWorkflow"]
        asked = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - ours
        if asked.returncode == 0:
            return python
    return None


def cold_start() -> None:
    print("\nCold start, milliseconds; medians, in turn")
    commands = {
        'python -c "import click"': ["-c", "import click"],
        "consort --help": ["-c", "from engine.cli import main; main(['--help'])"],
    }
    took: dict[str, list[float]] = {name: [] for name in commands}
    for _turn in range(15):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run([sys.executable, *command], capture_output=True, check=True)  # noqa: S603 - ours
            took[name].append((time.perf_counter() - start) * 1000)
    for name, found in took.items():
        print(f"  {name:34}{median(found):>9.0f}   ({min(found):.0f} to {max(found):.0f})")


if __name__ == "__main__":
    main()
