"""Names computed on top of the facts: measures, parameters and decision tables (domain.md 2.7).

A ``MeasureScope`` is the mapping that formulas are evaluated over. A measure is computed when a
formula first reads it and kept; one with ``given`` names is a function; a decision table is a
function of its inputs: ``readiness(hard_unmet: 0, ...)``. The facts themselves come from the
runtime, or from an example of a rules file.
"""

from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from engine import feel
from engine.definitions.table_json import table_of
from engine.definitions.workflow import Measure, TableText
from engine.dmn.decide import TableAnswer, prepare
from engine.dmn.ready import Ready
from engine.dmn.table import ANY as ANY_VALUE
from engine.feel.ast import FormalParameter
from engine.feel.types import ANY
from engine.feel.values import Function, Signature
from engine.language import _

Compiled = Callable[[Mapping[str, Any]], Any]
_NO_SETTINGS: Final[frozenset[tuple[str, Any]]] = frozenset()


class MeasureScope(Mapping[str, Any]):
    """Facts, parameters, measures and tables under one roof, each computed when first read.

    ``names`` are all of them, when the caller knows; the same set makes compiled formulas found
    quickly. ``warnings`` tells of measures that need themselves: their value is null.
    """

    def __init__(
        self,
        facts: Mapping[str, Any],
        measures: Mapping[str, Measure],
        tables: Mapping[str, TableText],
        parameters: Mapping[str, Any],
        names: frozenset[str] | None = None,
    ) -> None:
        self._facts = facts
        self.measures = measures
        self._tables = tables
        self._parameters = parameters
        self._known: dict[str, Any] = {}
        self._computing: set[str] = set()
        self._names = names
        self.warnings: list[str] = []

    @property
    def names(self) -> frozenset[str]:
        """Every name a formula may begin with."""
        if self._names is None:
            self._names = frozenset(self)
        return self._names

    def __getitem__(self, name: str) -> Any:
        try:
            return self._known[name]
        except KeyError:
            pass
        if name in self._computing:
            return self._circular(name)
        self._known[name] = value = self._found(name)
        return value

    def __contains__(self, name: object) -> bool:
        return any(
            name in part for part in (self._parameters, self.measures, self._tables, self._facts)
        )

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*self._facts, *self._parameters, *self.measures, *self._tables)))

    def __len__(self) -> int:
        return len(self.names)

    def _found(self, name: str) -> Any:
        if name in self._parameters:
            return self._parameters[name]
        if name in self.measures:
            measure = self.measures[name]
            return self._function(measure) if measure.given else self._value(measure, self)
        if name in self._tables:
            return self._table(self._tables[name])
        return self._facts[name]

    def _circular(self, name: str) -> None:
        message = _("{name} needs its own value to be computed; it has none").format(name=name)
        if message not in self.warnings:
            self.warnings.append(message)

    def _value(self, measure: Measure, scope: Mapping[str, Any]) -> Any:
        names = self.names.union(measure.given) if measure.given else self.names
        self._computing.add(measure.id)
        try:
            return compiled(measure.value.text, names)(scope)
        finally:
            self._computing.discard(measure.id)

    def _function(self, measure: Measure) -> Function:
        def invoke(*arguments: Any) -> Any:
            if measure.id in self._computing:
                return self._circular(measure.id)
            given = dict(zip(measure.given, arguments, strict=True))
            return self._value(measure, ChainMap(given, self))  # type: ignore[arg-type]

        return _named_function(measure.id, measure.given, invoke)

    def _table(self, text: TableText) -> Function:
        table = table_of(text)
        names = tuple(one.name for one in table.inputs if one.expression.text == one.name)
        ready = prepared(text, _settings(text, self._parameters))

        def invoke(*arguments: Any) -> Any:
            given = dict(zip(names, arguments, strict=True))
            return ready.value(ChainMap(given, self))  # type: ignore[arg-type]

        return _named_function(text.id, names, invoke)


def call_table(
    text: TableText, inputs: Mapping[str, Any], parameters: Mapping[str, Any] | None = None
) -> Any:
    """Return what a decision table answers: a value, or a context of several outputs.

    Args:
        text: the table as its workflow carries it.
        inputs: values by the names of the table's inputs.
        parameters: settings that take the place of the table's own thresholds of the same name.
    """
    return prepared(text, _settings(text, parameters or {})).value(inputs)


def decided_by(
    text: TableText, inputs: Mapping[str, Any], parameters: Mapping[str, Any]
) -> TableAnswer:
    """Return what a decision table answers with the rows that matched and what is not known."""
    return prepared(text, _settings(text, parameters)).decide(inputs)


def paths_read(text: TableText, names: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """Yield what the cells of a table read of some names, beside the table's own inputs."""
    table = table_of(text)
    own = {one.name for one in table.inputs if one.expression.text == one.name}
    scope = names_scope(names.union(table.names(), own))
    cells = (
        *((one.expression, False) for one in table.inputs),
        *((test, True) for row in table.rows for test in row.tests if test.text != ANY_VALUE),
        *((result, False) for row in table.rows for result in row.results),
        *((one.default, False) for one in table.outputs if one.default),
    )
    for cell, unary in cells:
        if not cell.language:
            read = feel.names_read(feel.parse(cell.text, scope, unary=unary))
            yield from (path for path in read if path[0] not in own)


@lru_cache(maxsize=256)
def prepared(text: TableText, settings: frozenset[tuple[str, Any]] = _NO_SETTINGS) -> Ready:
    """Return a table with its cells parsed and its thresholds set, once per process."""
    return Ready(prepare(table_of(text).with_parameters(dict(settings))))


@lru_cache(maxsize=4096)
def compiled(text: str, names: frozenset[str]) -> Compiled:
    """Return a formula ready to be asked, once per process; the loader made sure it parses."""
    return feel.compile(feel.parse(text, names_scope(names)), converted=True)


@lru_cache(maxsize=64)
def names_scope(names: frozenset[str]) -> feel.Scope:
    """Return names as the parser wants them, made ready once."""
    return feel.Scope(names)


def _settings(text: TableText, parameters: Mapping[str, Any]) -> frozenset[tuple[str, Any]]:
    own = table_of(text).names()
    return frozenset((name, parameters[name]) for name in own if name in parameters)


def _named_function(name: str, parameters: tuple[str, ...], invoke: Callable[..., Any]) -> Function:
    written = tuple(FormalParameter(one, ANY) for one in parameters)
    nulls = frozenset(range(len(written)))
    return Function(name, (Signature(written, len(written), invoke, nulls=nulls),))
