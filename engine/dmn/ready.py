"""A decision table as the engine asks it: by the reference at first, fast once asked often."""

from collections.abc import Mapping
from typing import Any, Final

from engine.dmn.decide import Prepared, TableAnswer
from engine.dmn.masks import Decider, Rule, compile_decision, compile_table

_OFTEN: Final = 3
"""Questions after which making code costs less than it saves."""


class Ready:
    """Answers FEEL facts as ``prepared`` does."""

    __slots__ = ("_asked", "_decide", "_value", "prepared")

    def __init__(self, prepared: Prepared) -> None:
        self.prepared = prepared
        self._asked = 0
        self._value: Rule | None = None
        self._decide: Decider | None = None

    def value(self, facts: Mapping[str, Any]) -> Any:
        """Return what the table answers."""
        if self._value is None:
            if self._rarely():
                return self.prepared.value(facts)
            self._value = compile_table(self.prepared, converted=True)
        return self._value(facts)

    def decide(self, facts: Mapping[str, Any], *, explain: bool = False) -> TableAnswer:
        """Return what the table answers and the rows that made it.

        Why each other row did not match (``explain``) is a question of its own, and for people.
        """
        if explain or (self._decide is None and self._rarely()):
            return self.prepared.decide(facts, explain=explain)
        if self._decide is None:
            self._decide = compile_decision(self.prepared, converted=True)
        return self._decide(facts)

    def _rarely(self) -> bool:
        self._asked += 1
        return self._asked <= _OFTEN
