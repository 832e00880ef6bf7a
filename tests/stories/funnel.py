"""A generated story at full size: 87 firms are surveyed, four networks form, 47 firms leave.

The sizes are those of the Tunisian export consortia (domain.md 5, case 1: invited 22, 27, 20 and
18; members at the last count 10, 13, 8 and 9). Firms, answers and reasons are fictional.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple


class Branch(NamedTuple):
    """One of the four groups: its network, how many were invited and stayed, what hurts them."""

    name: str
    title: str
    invited: int
    stayed: int
    severe: tuple[str, ...]
    mild: tuple[str, ...]


BRANCHES: Final = (
    Branch("agro", "Agro-food", 22, 10, ("small_lots", "certification"), ("logistics_cost",)),
    Branch("crafts", "Handicraft and cosmetics", 27, 13, ("design", "no_brand"), ("packaging",)),
    Branch("services", "Business services", 20, 8, ("no_contacts", "regulations"), ("language",)),
    Branch("digital", "Digital services", 18, 9, ("skills", "digital"), ("working_capital",)),
)
REASONS: Final = (
    *("no_time", "no_time", "strategy_differs", "no_benefit", "other", "competitor_conflict"),
    *("money", "joined_another", "moved", "closed_business"),
)
POOL: Final = "pool"


def funnel() -> Iterator[str]:
    """Yield the lines of the story."""
    yield "# Fictional, inspired by the sizes of a real programme: 87 firms, four groups."
    yield "@ 2026-02-02"
    yield f"new {POOL} --title 'Pool of 87 firms' --as salma"
    for branch in BRANCHES:
        for firm in _firms(branch):
            yield f"member add {POOL} {firm}"
    yield "@ 2026-03-16"
    for branch in BRANCHES:
        yield from (_survey(branch, at, firm) for at, firm in enumerate(_firms(branch)))
    yield "# What the surveys say:"
    yield f"> groups {POOL}"
    for branch in BRANCHES:
        yield from _network(branch)
    yield "# The pool has given its firms to four networks; 40 of 87 stayed."
    yield "> list"
    yield "> verify"


def _firms(branch: Branch) -> list[str]:
    return [f"{branch.name}_{number:02}" for number in range(1, branch.invited + 1)]


def _survey(branch: Branch, at: int, firm: str) -> str:
    severe = (f"severity.{issue}={4 + at % 2}" for issue in branch.severe)
    mild = (f"severity.{issue}={1 + at % 3}" for issue in branch.mild)
    return (
        f"record {POOL} survey firm={firm} confirmed=yes willingness={1 + at % 3} "
        f"{' '.join((*severe, *mild))}"
    )


def _network(branch: Branch) -> Iterator[str]:
    firms = _firms(branch)
    chosen = " ".join(f"--firm {firm}" for firm in firms)
    yield "@ 2026-04-13"
    yield f"# {branch.title}: {branch.invited} firms become a network of their own."
    yield (
        f"split {POOL} {branch.name} {chosen} --title '{branch.title}' --decision minutes-4 "
        "--because 'four lines of business, four groups'"
    )
    yield from (f"member commit {branch.name} {firm}" for firm in firms[: branch.stayed])
    yield "@ 2026-05-11"
    letter = f"record {branch.name} letter can_decide=yes hours_per_month=4"
    yield from (f"{letter} firm={firm}" for firm in firms[: branch.stayed])
    yield "@ 2026-10-05"
    for at, firm in enumerate(firms[branch.stayed :]):
        yield f"member leave {branch.name} {firm} --reason {REASONS[at % len(REASONS)]}"
    yield f"> why {branch.name} enough_members"
