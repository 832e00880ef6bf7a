"""Which files of the house a command crosses, and whether a lower room calls a way in.

A file is crossed when at least one of its functions was called.

Run as ``python -m tests.ways URL COMMAND ...`` in a process of its own, since what a process has
computed once it does not compute again.
"""

import json
import subprocess
import sys
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

from engine.cli.script import answer_of

ENGINE = Path(__file__).parent.parent / "engine"
WAY_IN = f"{ENGINE}/cli/"


class Way(NamedTuple):
    """What a command crosses: files below ``engine/``, and calls of ``cli`` by rooms below it."""

    files: list[str]
    turned_back: list[str]


def crossed(*command: str) -> Way:
    """Return what a command crosses in a fresh process."""
    called = [sys.executable, "-m", "tests.ways", *command]
    ran = subprocess.run(called, check=True, capture_output=True, text=True, cwd=ENGINE.parent)  # noqa: S603 - ours
    return Way(*json.loads(ran.stdout))


def _traced(command: list[str]) -> Way:
    found: set[str] = set()
    turned_back: set[str] = set()

    def note(frame: FrameType, event: str, _value: Any) -> None:
        file = frame.f_code.co_filename
        if event != "call" or _importing(frame):
            return
        found.add(file)
        caller = _caller(frame)
        if file.startswith(WAY_IN) and not caller.startswith(WAY_IN):
            turned_back.add(f"{caller} -> {file}: {frame.f_code.co_name}")

    sys.setprofile(note)
    try:
        status, answer = answer_of(command)
    finally:
        sys.setprofile(None)
    if status:
        sys.exit(answer)
    root = f"{ENGINE}/"
    files = sorted(file.removeprefix(root) for file in found if file.startswith(root))
    return Way(files, sorted(turned_back))


def _caller(frame: FrameType) -> str:
    """Return the file of the house that made a call, through libraries if need be."""
    above = frame.f_back
    while above is not None and not above.f_code.co_filename.startswith(f"{ENGINE}/"):
        above = above.f_back
    return above.f_code.co_filename if above else WAY_IN


def _importing(frame: FrameType | None) -> bool:
    """Whether a call is part of reading a module in, not of the command's own work."""
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


if __name__ == "__main__":
    print(json.dumps(_traced(sys.argv[1:])))  # noqa: T201 - its answer
