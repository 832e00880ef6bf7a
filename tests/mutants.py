"""The score of ``make mutants``: of all changes made to a module, how many the tests noticed.

``python -m tests.mutants`` prints the score by module and refuses one that is lower than what
``tests/golden/mutants.txt`` says; ``--keep`` writes the file anew when none is lower.
"""

import json
import sys
from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal
from pathlib import Path
from typing import Final, NamedTuple

HOME: Final = Path(__file__).parent.parent
KEPT: Final = HOME / "tests" / "golden" / "mutants.txt"
LIVED: Final = frozenset({0, 5, 33})
"""Exit statuses of mutmut: the tests passed, or none of them came past."""


class Score(NamedTuple):
    """How many mutants of a module the tests noticed."""

    noticed: int
    made: int

    @property
    def percent(self) -> Decimal:
        """Return the share in per cent, never rounded up."""
        share = Decimal(100 * self.noticed) / self.made if self.made else Decimal(100)
        return share.quantize(Decimal("0.1"), ROUND_DOWN)


def scores(folder: Path) -> dict[str, Score]:
    """Return the score of each module from what mutmut wrote; unfinished ones are refused."""
    found = {}
    for file in sorted(folder.rglob("*.meta")):
        statuses = json.loads(file.read_text(encoding="utf-8"))["exit_code_by_key"].values()
        if None in statuses:
            sys.exit(f"{file.stem} is not finished; run make mutants again, it goes on")
        if statuses:
            name = str(file.relative_to(folder)).removesuffix(".meta")
            noticed = sum(status not in LIVED for status in statuses)
            found[name] = Score(noticed, len(statuses))
    return found


def kept() -> dict[str, Score]:
    """Return the scores that may only rise."""
    lines = KEPT.read_text(encoding="utf-8").splitlines() if KEPT.exists() else []
    parts = (line.split() for line in lines if line.startswith("engine/"))
    return {name: Score(int(noticed), int(made)) for name, noticed, _of, made, *_rest in parts}


def table(found: dict[str, Score]) -> Iterator[str]:
    """Yield the lines of the file: a module, its score, and the whole."""
    width = max(map(len, found))
    whole = Score(
        sum(one.noticed for one in found.values()), sum(one.made for one in found.values())
    )
    for name, one in [*found.items(), ("all", whole)]:
        yield f"{name:{width}} {one.noticed:5} of {one.made:5} {one.percent:5} %"


def lower(found: dict[str, Score], before: dict[str, Score]) -> list[str]:
    """Return a sentence for each module, of those still there, whose score is lower than before."""
    return [
        f"{name}: {found[name].percent} % is lower than {one.percent} %"
        for name, one in before.items()
        if name in found and found[name].percent < one.percent
    ]


def main() -> None:
    """Print the scores; exit with 1 where one is lower than before."""
    found = scores(HOME / "mutants")
    print("\n".join(table(found)))  # noqa: T201 - its answer
    if worse := lower(found, kept()):
        sys.exit("\n".join(worse))
    if "--keep" in sys.argv:
        KEPT.write_text("\n".join(table(found)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
