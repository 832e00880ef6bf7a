"""Evaluating a decision table: every row looked at, the hit policy applied, null with a reason.

``prepare`` parses a table once; ``Prepared.decide`` answers with the rows that matched, what is
not known, and on request why each other row did not match (``engine.dmn.explain``). This is the
reference; ``engine.dmn.masks`` gives the same value faster.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Final

from engine.dmn.cell_texts import placed
from engine.dmn.hit_policies import Hit, Result, resolve
from engine.dmn.table import ANY, Cell, DecisionTable, HitPolicy, Row
from engine.feel import Expression, Scope, compile, parse  # noqa: A004 - the surface's name
from engine.feel import evaluate as evaluate_feel
from engine.feel.expression import within
from engine.language import _
from engine.source import DefinitionError, Problem, Span, Text

Test = Callable[[Mapping[str, Any]], Any]
_OFTEN: Final = 20
_PLAIN_NAME: Final = re.compile(r"[^\W\d][\w ]*")


@dataclass(slots=True)
class Part:
    """A text of the table, parsed; ``where`` says which cell it is, for messages.

    Most cells are asked rarely or answered by masks, so code is made only for one asked often.
    """

    cell: Cell
    expression: Expression
    where: str = ""
    _asked: int = 0
    _fast: Test | None = None

    def value(self, facts: Mapping[str, Any]) -> Any:
        """Return the value over facts."""
        if self._fast is not None:
            return self._fast(facts)
        self._asked += 1
        if self._asked == _OFTEN:
            self._fast = compile(self.expression, converted=True)
        return evaluate_feel(self.expression, facts, converted=True).value

    def why_null(self, facts: Mapping[str, Any]) -> tuple[str, ...]:
        """Return why the value is null over these facts; nothing for one that says ``null``."""
        if not self.cell.text:
            return (_("{where} is empty").format(where=self.where),)
        found = evaluate_feel(self.expression, facts)
        if found.value is not None:
            return ()
        return tuple(f"{self.where}: {one.message}" for one in found.warnings)


@dataclass(frozen=True, slots=True)
class Miss:
    """Why a row did not match: the first cell that failed and the value it saw."""

    row: int  # from 1
    input: str
    value: Any
    cell: Cell
    unknown: bool  # the value is null: the row might match once it is known
    broken: tuple[str, ...] = ()  # why the cell says neither yes nor no of a value that is known


@dataclass(frozen=True, slots=True)
class TableAnswer:
    """What a table answers, and why.

    ``rows`` are the numbers (from 1) of the rows that made the value; ``matched`` all that
    matched. ``unknown`` names inputs that are null and could change the answer.
    """

    value: Any
    table: DecisionTable = field(repr=False)
    rows: tuple[int, ...] = ()
    matched: tuple[int, ...] = ()
    inputs: dict[str, Any] = field(default_factory=dict)
    misses: tuple[Miss, ...] = ()
    unknown: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def outputs(self) -> dict[str, Any]:
        """The value by the names of the outputs, for a table that gives one result."""
        names = [one.name for one in self.table.outputs]
        if len(names) == 1:
            return {names[0]: self.value}
        return dict(self.value) if isinstance(self.value, Mapping) else dict.fromkeys(names)

    def why(self) -> tuple[Row, ...]:
        """Return the rows that made the value."""
        return tuple(self.table.rows[number - 1] for number in self.rows)


class CellFacts(Mapping[str, Any]):
    """What a cell sees: ``?``, the parameters, the facts, and inputs that have another text."""

    __slots__ = ("_facts", "_inputs", "_parameters", "value")

    def __init__(
        self, parameters: Mapping[str, Any], facts: Mapping[str, Any], inputs: Mapping[str, Any]
    ) -> None:
        self._parameters = parameters
        self._facts = facts
        self._inputs = inputs
        self.value: Any = None

    def __getitem__(self, name: str) -> Any:
        if name == "?":
            return self.value
        if name in self._parameters:
            return self._parameters[name]
        return self._facts[name] if name in self._facts else self._inputs[name]

    def __iter__(self) -> Iterator[str]:
        return iter({"?", *self._parameters, *self._facts, *self._inputs})

    def __len__(self) -> int:
        return len({"?", *self._parameters, *self._facts, *self._inputs})


@dataclass(frozen=True, slots=True)
class Prepared:
    """A decision table with every text parsed."""

    table: DecisionTable
    inputs: tuple[Part, ...]
    tests: tuple[tuple[Part | None, ...], ...]  # None is "-"
    results: tuple[tuple[Part, ...], ...]
    allowed: tuple[Part | None, ...]  # of the inputs
    priorities: tuple[tuple[Part, ...], ...]  # of each output, the most important first
    defaults: tuple[Part | None, ...]
    parameters: dict[str, Any]

    def decide(self, facts: Mapping[str, Any], *, explain: bool = False) -> TableAnswer:
        """Return what the table answers for these facts; null always has a warning.

        Args:
            facts: the values by name; asked only for what the table reads.
            explain: whether to tell why each other row did not match.

        Raises:
            LimitExceeded: all cells together cost more than one evaluation may.
        """
        decision: TableAnswer = within(None, None, lambda: self._decide(facts, explain=explain))
        return decision

    def _decide(self, facts: Mapping[str, Any], *, explain: bool) -> TableAnswer:
        values = self.input_values(facts)
        scope = self.scope(facts, values)
        misses = [self._miss(number, values, scope) for number in range(len(self.tests))]
        matched = [at for at, miss in enumerate(misses) if miss is None]
        result = self.outcome(matched, scope)
        named = {one.name: value for one, value in zip(self.table.inputs, values, strict=True)}
        failed = [miss for miss in misses if miss is not None]
        return TableAnswer(
            value=result.value,
            table=self.table,
            rows=result.rows,
            matched=tuple(at + 1 for at in matched),
            inputs=named,
            misses=tuple(failed) if explain else (),
            unknown=self._unknown(failed, result),
            warnings=tuple(
                chain(self._warnings(result, values, scope), self._reasons(result, failed, scope))
            ),
        )

    def value(self, facts: Mapping[str, Any]) -> Any:
        """Return the value alone."""
        values = self.input_values(facts)
        scope = self.scope(facts, values)
        matched = [
            row for row in range(len(self.tests)) if self._first_failing(row, values, scope) is None
        ]
        return self.outcome(matched, scope).value

    def input_values(self, facts: Mapping[str, Any]) -> list[Any]:
        """Return the value of every input expression."""
        scope = CellFacts(self.parameters, facts, {})
        return [part.value(scope) for part in self.inputs]

    def scope(self, facts: Mapping[str, Any], values: Sequence[Any]) -> CellFacts:
        """Return what the cells see once the inputs are known."""
        named = {one.name: value for one, value in zip(self.table.inputs, values, strict=True)}
        return CellFacts(self.parameters, facts, named)

    def passes(self, row: int, column: int, value: Any, scope: CellFacts) -> bool:
        """Return whether a value passes a cell; null is not passed."""
        test = self.tests[row][column]
        if test is None:
            return True
        scope.value = value
        return test.value(scope) is True

    def outcome(self, matched: Sequence[int], scope: CellFacts) -> Result:
        """Return what the matching rows (from 0) make, or the defaults where there is none."""
        if not matched:
            return self._default(scope)
        hits = [self.hit(row, scope) for row in matched]
        return resolve(self.table.hit, self.table.aggregator, hits)

    def _unknown(self, failed: Sequence[Miss], result: Result) -> tuple[str, ...]:
        """Name the inputs that are null in rows that could still change the answer."""
        last = len(self.tests)
        if self.table.hit is HitPolicy.FIRST and result.rows:
            last = result.rows[0]
        names = (miss.input for miss in failed if miss.unknown and miss.row <= last)
        return tuple(dict.fromkeys(names))

    def _reasons(self, result: Result, failed: Sequence[Miss], scope: CellFacts) -> Iterator[str]:
        """Yield why results are null, and what is wrong with cells that could not be asked."""
        for number in result.rows:
            for part in self.results[number - 1]:
                if part.value(scope) is None:
                    yield from part.why_null(scope)
        if not result.rows and result.value is None:
            for part in filter(None, self.defaults):
                yield from part.why_null(scope)
        for miss in failed:
            yield from miss.broken

    def _first_failing(self, row: int, values: Sequence[Any], scope: CellFacts) -> int | None:
        for column, value in enumerate(values):
            if not self.passes(row, column, value, scope):
                return column
        return None

    def _miss(self, row: int, values: Sequence[Any], scope: CellFacts) -> Miss | None:
        failing = self._first_failing(row, values, scope)
        if failing is None:
            return None
        rest = range(failing, len(values))
        unknown = all(
            values[column] is None or self.passes(row, column, values[column], scope)
            for column in rest
        )
        name = self.table.inputs[failing].name
        cell = self.table.rows[row].tests[failing]
        broken = self._broken(row, failing, values[failing], scope)
        return Miss(row + 1, name, values[failing], cell, unknown, broken)

    def _broken(self, row: int, column: int, value: Any, scope: CellFacts) -> tuple[str, ...]:
        test = self.tests[row][column]
        scope.value = value
        if test is None or value is None or test.value(scope) is not None:
            return ()
        return test.why_null(scope)

    def hit(self, row: int, scope: CellFacts) -> Hit:
        """Return what a matching row (from 0) contributes."""
        values = [part.value(scope) for part in self.results[row]]
        ranks = tuple(
            self._rank(value, priorities, scope)
            for value, priorities in zip(values, self.priorities, strict=True)
        )
        return Hit(row + 1, self.composed(values), ranks)

    def _rank(self, value: Any, priorities: tuple[Part, ...], scope: CellFacts) -> int:
        scope.value = value
        ranks = (rank for rank, part in enumerate(priorities) if part.value(scope) is True)
        return next(ranks, len(priorities))

    def composed(self, values: Sequence[Any]) -> Any:
        """Return the one result of a row: the value, or a context of several outputs."""
        if len(values) == 1:
            return values[0]
        return {one.name: value for one, value in zip(self.table.outputs, values, strict=True)}

    def _default(self, scope: CellFacts) -> Result:
        if not any(self.defaults):
            return Result(None, (), _("no row matches, and there is no default"))
        values = [part.value(scope) if part else None for part in self.defaults]
        return Result(self.composed(values), ())

    def _warnings(self, result: Result, values: Sequence[Any], scope: CellFacts) -> tuple[str, ...]:
        found = [result.trouble] if result.trouble else []
        for one, part, value in zip(self.table.inputs, self.allowed, values, strict=True):
            if value is None:
                found.append(_("{name} is not known").format(name=one.name))
            elif part is not None:
                scope.value = value
                if part.value(scope) is not True:
                    message = _("{name} is {value}, which is not one of {allowed}")
                    text = message.format(name=one.name, value=value, allowed=part.cell.text)
                    found.append(text)
        return tuple(found)


def prepare(table: DecisionTable, scope: Scope | None = None) -> Prepared:
    """Return the table with every text parsed.

    Args:
        table: the table as written.
        scope: the names that expressions may use besides the table's inputs and parameters.

    Raises:
        DefinitionError: with every text that is not FEEL, each at its place.
    """
    return _Parsing(table, scope).prepared()


def evaluate(
    table: DecisionTable, facts: Mapping[str, Any], *, explain: bool = False
) -> TableAnswer:
    """Return what a table answers for these facts. To ask often, ``prepare`` once."""
    return prepare(table).decide(facts, explain=explain)


@dataclass
class _Parsing:
    table: DecisionTable
    scope: Scope | None
    problems: list[Problem] = field(default_factory=list)

    def prepared(self) -> Prepared:
        table = self.table
        names = self._names()
        prepared = Prepared(
            table=table,
            inputs=tuple(
                self._part(one.expression, self._facts(), one.name) for one in table.inputs
            ),
            tests=tuple(
                tuple(
                    self._test(cell, names, _("row {row}, {name}").format(row=row, name=one.name))
                    for cell, one in zip(written.tests, table.inputs, strict=True)
                )
                for row, written in enumerate(table.rows, 1)
            ),
            results=tuple(
                tuple(
                    self._part(cell, names, _("row {row}, {name}").format(row=row, name=one.name))
                    for cell, one in zip(written.results, table.outputs, strict=True)
                )
                for row, written in enumerate(table.rows, 1)
            ),
            allowed=tuple(
                self._test(one.allowed, names, one.name) if one.allowed else None
                for one in table.inputs
            ),
            priorities=tuple(self._priorities(one.allowed, names) for one in table.outputs),
            defaults=tuple(
                self._part(one.default, names, one.name) if one.default else None
                for one in table.outputs
            ),
            parameters={one.name: one.value for one in table.parameters},
        )
        if self.problems:
            raise DefinitionError(self.problems)
        return prepared

    def _facts(self) -> Scope:
        """Return what inputs are made of: where the facts are known, an input is not one."""
        if self.scope is None:
            return self._names()
        return Scope(dict.fromkeys(self.table.names()) | self.scope.names, self.scope.types)

    def _names(self) -> Scope:
        # a name such as "order.price" would hide the path that it is written like
        inputs = (one.name for one in self.table.inputs if _PLAIN_NAME.fullmatch(one.name))
        own = [*self.table.names(), *inputs]
        if self.scope is None:
            return Scope(own)
        names = dict.fromkeys(own) | self.scope.names
        return Scope(names, self.scope.types)

    def _test(self, cell: Cell, names: Scope, where: str) -> Part | None:
        if cell.text.strip() == ANY:
            return None
        return self._parsed(cell, placed(cell, where), names, where, unary=True)

    def _part(self, cell: Cell, names: Scope, where: str) -> Part:
        return self._parsed(cell, placed(cell, where), names, where, unary=False)

    def _priorities(self, allowed: Cell | None, names: Scope) -> tuple[Part, ...]:
        """Return the tests of a list of allowed results, each as a text of its own."""
        if allowed is None or allowed.text.strip() == ANY:
            return ()
        whole = self._parsed(allowed, placed(allowed, ""), names, "", unary=True)
        pieces = [_written(test.span) for test in getattr(whole.expression.tree, "tests", ())]
        return tuple(
            self._parsed(Cell(piece, allowed.span), Text("", piece), names, "", unary=True)
            for piece in pieces
        )

    def _parsed(self, cell: Cell, text: Text, names: Scope, where: str, *, unary: bool) -> Part:
        if cell.language:
            self.problems.append(other_language(cell))
        if cell.language or not cell.text:
            return Part(cell, parse("null"), where)
        try:
            expression = parse(text, names, unary=unary)
        except DefinitionError as error:
            self.problems += error.problems
            expression = parse("null")
        return Part(cell, expression, where)


def other_language(cell: Cell) -> Problem:
    """Return the problem that a text is: it is not FEEL, and nothing else is evaluated."""
    message = _("this is written in {language!r}, and only FEEL is evaluated")
    hint = _("write it in FEEL")
    return Problem("language", message.format(language=cell.language), cell.span, hint)


def _written(span: Span) -> str:
    return span.text.body[span.start : span.end]
