"""How a network is: the monthly health check, and what can be done when it is in trouble.

Both are decision tables of the method (domain.md DT4 and DT11), asked through the measures
``health`` and ``trouble``; a method without them has no health to show.
"""

from dataclasses import dataclass
from typing import Any

from engine.runtime.assess import ASK
from engine.runtime.formulas import scope_of
from engine.runtime.situation import Situation


@dataclass(frozen=True, slots=True)
class Health:
    """Colour (green, amber, red), points, the signs behind them, and the choices now offered."""

    colour: str
    points: Any
    signs: tuple[str, ...]
    choices: tuple[str, ...]


def health(situation: Situation) -> Health | None:
    """Return the health of a network, or None where its method measures none."""
    if "health" not in situation.workflow.measures:
        return None
    scope = scope_of(situation, ASK)
    found = scope["health"]
    if not isinstance(found, dict):
        return None
    trouble = scope["trouble"] if "trouble" in situation.workflow.measures else None
    return Health(
        str(found.get("colour")), found.get("points"), tuple(found.get("signs") or ()),
        _choices(trouble) if found.get("colour") == "red" else (),
    )  # fmt: skip


def _choices(trouble: Any) -> tuple[str, ...]:
    if isinstance(trouble, dict):
        trouble = trouble.get("choices") or trouble.get("outcome")
    if isinstance(trouble, list):
        return tuple(str(one) for one in trouble)
    return (str(trouble),) if trouble else ()
