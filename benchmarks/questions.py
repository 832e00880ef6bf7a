"""Who answers the questions of the demo: the fast code, the one without guesses, the closures.

    python benchmarks/questions.py            counts of the whole demo
    python benchmarks/questions.py --seconds  CPU time of the demo, nothing counted

A question is one call of a compiled formula or of a cell of a table. "Fast" are the answers of
generated code (with guesses, or without where a guess was wrong), "left" those of the closures.
"""

import cProfile
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from types import CodeType

sys.path.insert(0, str(Path(__file__).parents[1]))

from engine.cli.main import run

GUESSED = "<rule> rule"
ASKED, LEFT = "expression.py otherwise", "expression.py left"


def play() -> None:
    """Play the demo, its papers into a folder that is thrown away."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Path(os.devnull).open("w") as nowhere,
        redirect_stdout(nowhere),
    ):
        assert run(["demo", "--out", str(Path(folder) / "papers")]) == 0


def counted(act: Callable[[], None]) -> tuple[Counter[str], int]:
    """Return how often each kind of code was called, and how often code with guesses asked on."""
    profile = cProfile.Profile()
    profile.runcall(act)
    calls: Counter[str] = Counter()
    missed = 0
    for entry in profile.getstats():  # one for each code object, of which many have one name
        calls[_kind(entry.code)] += entry.callcount
        if _kind(entry.code) == GUESSED:
            missed += sum(one.callcount for one in entry.calls or () if _kind(one.code) == ASKED)
    return calls, missed


def _kind(code: CodeType | str) -> str:
    if isinstance(code, str):
        return ""
    return f"{Path(code.co_filename).name} {code.co_name}"


def main() -> None:
    if "--seconds" in sys.argv:
        start = time.process_time()
        play()
        print(f"the demo takes {time.process_time() - start:.2f} s of CPU")
        return
    calls, missed = counted(play)
    guessed, other, left = (calls[kind] for kind in (GUESSED, ASKED, LEFT))
    asked = guessed + other - missed
    print(f"questions: {asked}")
    for name, number in {
        "answered by code with guesses": guessed - missed,
        "answered by code without": other - left,
        "left to the closures": left,
    }.items():
        print(f"  {name}: {number} ({100 * number / asked:.1f} %)")


if __name__ == "__main__":
    main()
