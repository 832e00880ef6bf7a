"""How much an evaluation may cost, and the meter that watches it.

An organisation sets a ``Budget`` (``allow``) for all that is asked without one; the defaults let
every sensible rule through and stop the others within a second. The meter of the running
evaluation is found by the deep operations (equality, text, joins) without being handed through
every call.
"""

from contextvars import ContextVar
from dataclasses import dataclass

from engine.language import _
from engine.source import LimitExceeded


@dataclass(frozen=True, slots=True)
class Budget:
    """Limits: characters of a text, nesting, steps of work, length of one value, call depth.

    ``steps`` counts small pieces of work: each turn of a loop costs as many as its body has parts,
    each operation on a list or a string in proportion to its length.
    """

    text: int = 100_000
    nesting: int = 100
    steps: int = 500_000
    size: int = 1_000_000
    depth: int = 100
    trace: int = 1_000


DEFAULT = Budget()

_ALLOWED: ContextVar[Budget] = ContextVar("ALLOWED", default=DEFAULT)


def allow(budget: Budget) -> None:
    """Set what every evaluation may cost that is asked without a budget of its own."""
    _ALLOWED.set(budget)


def allowed() -> Budget:
    """Return what an evaluation may cost that is asked without a budget of its own."""
    return _ALLOWED.get()


class Meter:
    """What is left of a budget, by default the one allowed, while an evaluation runs."""

    __slots__ = ("_left", "budget", "depth")

    def __init__(self, budget: Budget | None = None) -> None:
        self.budget = budget or _ALLOWED.get()
        self.depth = 0
        self._left = self.budget.steps

    def spend(self, steps: int) -> None:
        """Take steps off what is left.

        Raises:
            LimitExceeded: when nothing is left.
        """
        self._left -= steps
        if self._left < 0:
            raise LimitExceeded(
                _("the formula was stopped after {steps} steps; make it loop over less").format(
                    steps=self.budget.steps
                )
            )

    def check_size(self, length: int) -> None:
        """Refuse a list or string that would be longer than the budget allows.

        Raises:
            LimitExceeded: when it would.
        """
        if length > self.budget.size:
            raise LimitExceeded(
                _("the formula makes a value of {length} parts; at most {size} are allowed").format(
                    length=length, size=self.budget.size
                )
            )
        self.spend(length >> 4)

    def enter(self) -> None:
        """Go one call deeper.

        Raises:
            LimitExceeded: when functions call each other too deep.
        """
        self.depth += 1
        if self.depth > self.budget.depth:
            raise LimitExceeded(
                _("functions call each other more than {depth} deep").format(
                    depth=self.budget.depth
                )
            )


METER: ContextVar[Meter | None] = ContextVar("METER", default=None)


def meter() -> Meter:
    """Return the meter of the running evaluation, or a fresh one outside of any."""
    running = METER.get()
    return Meter() if running is None else running


def spend(steps: int) -> None:
    """Take steps off the running evaluation's budget."""
    running = METER.get()
    if running is not None:
        running.spend(steps)


def check_size(length: int) -> None:
    """Refuse a value of this length if the running evaluation's budget does not allow it."""
    meter().check_size(length)
