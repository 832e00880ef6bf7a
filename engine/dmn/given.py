"""What a decision is given from outside: names it knows, values of the types it declares.

``GivenTo`` is the one way in for the command line, JSON and files; the values it returns are
FEEL's. A name nobody knows and a value that does not fit are refused, all at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.dmn.decide import CellFacts, Part, Prepared
from engine.dmn.graph import DecisionModel
from engine.dmn.table import DecisionTable
from engine.feel import Type, Value
from engine.feel.fitting import Fitted, declared, fit, read
from engine.feel.types import Constrained
from engine.language import _, choose
from engine.source import Reason, Rejected, did_you_mean, refuse


@dataclass
class GivenTo:
    """What ``title`` may be given: the names of its inputs, each with its type.

    ``elsewhere`` are inputs of other decisions: they are welcome, and not used.
    """

    title: str
    inputs: Mapping[str, Type]
    elsewhere: frozenset[str] = frozenset()
    _facts: dict[str, Value] = field(default_factory=dict)
    _wrong: list[str] = field(default_factory=list)

    def values(self, values: Mapping[str, Any]) -> "GivenTo":
        """Take values of Python or JSON."""
        for name, value in values.items():
            if self._knows(name):
                self._take(name, fit(value, self.inputs[name], name))
        return self

    def texts(self, texts: Mapping[str, str]) -> "GivenTo":
        """Take texts written by hand."""
        for name, text in texts.items():
            if self._knows(name):
                self._take(name, read(text, self.inputs[name], name))
        return self

    def facts(self) -> dict[str, Value]:
        """Return everything taken.

        Raises:
            Rejected: with every name nobody knows and every value that does not fit.
        """
        if self._wrong:
            raise refuse(Reason.INVALID, _decide(self.title), self._wrong)
        return self._facts

    def _take(self, name: str, fitted: Fitted) -> None:
        self._facts[name] = fitted.value
        self._wrong += fitted.misfits

    def _knows(self, name: str) -> bool:
        if name not in self.inputs and name not in self.elsewhere:
            self._wrong.append(self._strange(name))
        return name in self.inputs

    def _strange(self, name: str) -> str:
        if not self.inputs:
            message = _("it requires no input, so {name!r} would change nothing")
            return message.format(name=name)
        near = did_you_mean(name, self.inputs)
        known = ", ".join(self.inputs)
        message = _("it has no input {name!r}; it has: {known}").format(name=name, known=known)
        return f"{message} ({near})" if near else message


def given_to_table(prepared: Prepared) -> GivenTo:
    """Return what a decision table may be given: its inputs."""
    table = prepared.table
    kinds = {
        one.name: _held(prepared, declared(one.type), part)
        for one, part in zip(table.inputs, prepared.allowed, strict=True)
    }
    return GivenTo(table.name, kinds, _facts=dict.fromkeys(kinds))


def given_to_model(model: DecisionModel, kind: str, name: str) -> GivenTo:
    """Return what a decision, knowledge model or service of a model may be given.

    Raises:
        NotFound: the model has no such element.
    """
    inputs = model.inputs(kind, name)
    title = name or next(iter(model.names(kind)), "")
    return GivenTo(title, inputs, frozenset(model.input_names()) - inputs.keys())


def still_needed(table: DecisionTable, missing: Sequence[str]) -> Rejected:
    """Return the refusal of a decision whose answer hangs on inputs that are not known."""
    asks = {one.name: choose(one.ask) for one in table.inputs}
    message = _("{name} is not known, and the answer hangs on it")
    reasons = [
        f"{message.format(name=name)} ({asks[name]})" if asks[name] else message.format(name=name)
        for name in missing
    ]
    return refuse(Reason.MISSING, _decide(table.name), reasons)


def _decide(title: str) -> str:
    return _("decide {title!r}").format(title=title)


def _held(prepared: Prepared, kind: Type, allowed: Part | None) -> Type:
    if allowed is None:
        return kind

    def allows(value: Value) -> bool:
        scope = CellFacts(prepared.parameters, {}, {})
        items = value if isinstance(value, list) else [value]
        for item in items:
            scope.value = item
            if allowed.value(scope) is not True:
                return False
        return True

    return Constrained(kind, allows, allowed.cell.text)
