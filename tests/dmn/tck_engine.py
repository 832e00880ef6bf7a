"""The engine as the harness of the DMN test kit wants it (see the docstring of ``tck_runner``)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from engine import interchange
from engine.feel import from_python
from engine.feel.temporal import parse_date, parse_date_time, parse_duration, parse_time
from engine.feel.values import TEMPORAL


class Engine:
    """Evaluates models of the kit; a model is loaded once."""

    def __init__(self) -> None:
        self._models: dict[str, interchange.DecisionModel] = {}

    def prepare(self, dmn_path: str) -> None:
        """Load a model and compile every expression of it."""
        self._models = {dmn_path: interchange.load(dmn_path)}
        _problems = self._models[dmn_path].problems

    def evaluate(self, dmn_path: str, invocable: tuple[str, str], inputs: Mapping[str, Any]) -> Any:
        """Return the value of a decision, knowledge model or service."""
        if dmn_path not in self._models:
            self.prepare(dmn_path)
        given = {name: _given(value) for name, value in inputs.items()}
        namespaces = getattr(inputs, "namespaces", {})
        model = self._models[dmn_path]
        return model.evaluate(*invocable, given, namespaces=namespaces).value


def _given(value: Any) -> Any:
    """Return a value of the harness as one of FEEL: what ``datetime`` cannot hold by its text."""
    if isinstance(value, Mapping):
        return {name: _given(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_given(item) for item in value]
    if value is None or isinstance(value, bool | int | float | str | Decimal):
        return value
    if hasattr(value, "nanoseconds"):
        return _with_nanoseconds(value)
    if type(value).__module__ == "datetime":
        return from_python(value)
    return _parsed(str(value))


def _with_nanoseconds(value: Any) -> Any:
    found: Any = from_python(value)
    kind = type(found)
    assert kind in TEMPORAL
    whole = found.nanoseconds // 10**9 * 10**9
    if kind.__name__ == "DaysDuration":
        return kind(value.nanoseconds)
    if kind.__name__ == "Time":
        return kind(whole + value.nanoseconds, found.zone)
    return kind(found.ordinal, whole + value.nanoseconds, found.zone)


def _parsed(text: str) -> Any:
    readers = (parse_date, parse_date_time, parse_time, parse_duration)
    return next((found for read in readers if (found := read(text)) is not None), text)
