"""Which files of the house a command crosses: those of which at least one function was called.

Run as ``python -m tests.ways URL COMMAND ...`` in a process of its own, since what a process has
computed once it does not compute again.
"""

import json
import subprocess
import sys
from pathlib import Path
from types import FrameType
from typing import Any

from engine.cli.script import answer_of

ENGINE = Path(__file__).parent.parent / "engine"


def crossed(*command: str) -> list[str]:
    """Return the files, below ``engine/``, that a command crosses in a fresh process."""
    called = [sys.executable, "-m", "tests.ways", *command]
    ran = subprocess.run(called, check=True, capture_output=True, text=True, cwd=ENGINE.parent)  # noqa: S603 - ours
    files: list[str] = json.loads(ran.stdout)
    return files


def _traced(command: list[str]) -> list[str]:
    found: set[str] = set()

    def note(frame: FrameType, event: str, _value: Any) -> None:
        file = frame.f_code.co_filename
        if event == "call" and file not in found and not _importing(frame):
            found.add(file)

    sys.setprofile(note)
    try:
        status, answer = answer_of(command)
    finally:
        sys.setprofile(None)
    if status:
        sys.exit(answer)
    root = f"{ENGINE}/"
    return sorted(file.removeprefix(root) for file in found if file.startswith(root))


def _importing(frame: FrameType | None) -> bool:
    """Whether a call is part of reading a module in, not of the command's own work."""
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


if __name__ == "__main__":
    print(json.dumps(_traced(sys.argv[1:])))  # noqa: T201 - its answer
