"""What is wrong with a decision table, found before anything runs.

Every finding names file, line and cell: names nobody knows, values of the wrong kind or outside
the allowed ones, rows that can never match, rows that overlap where the hit policy forbids it, and
gaps, each with one concrete input. Cells that are general formulas (``? > other``) are taken as
"may match", and so are formulas of facts among the results; what stays undecided for that reason
is said in a remark.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from engine.dmn.columns import EVERYTHING, Accepts, Column, accepts, column, is_constant
from engine.dmn.decide import CellFacts, Part, Prepared, prepare
from engine.dmn.examples import check_examples
from engine.dmn.hit_policies import same_result
from engine.dmn.regions import ANYTHING, Region, Search, TooManyError, common, companions, regions
from engine.dmn.table import ANY, DecisionTable, HitPolicy
from engine.dmn.table_types import check_types
from engine.dmn.unknowns import unknowns
from engine.feel import Scope, literal
from engine.language import _
from engine.source import DefinitionError, Problem, Severity, Span

MOST_OVERLAPS: Final = 20
_ORDERED: Final = frozenset({HitPolicy.PRIORITY, HitPolicy.OUTPUT_ORDER})
_SINGLE: Final = frozenset({HitPolicy.UNIQUE, HitPolicy.ANY, HitPolicy.PRIORITY, HitPolicy.FIRST})


def check(table: DecisionTable, scope: Scope | None = None) -> tuple[Problem, ...]:
    """Return everything wrong with a table: texts, types, names, gaps, overlaps, examples.

    Args:
        table: the table as written.
        scope: the facts and types that formulas may use; without it, any fact may be read by the
            inputs, and cells may use inputs and parameters.
    """
    try:
        prepared = prepare(table, scope)
    except DefinitionError as error:
        return error.problems
    return (
        *check_types(prepared, scope),
        *analyse(prepared),
        *check_examples(table, scope),
    )


def analyse(prepared: Prepared) -> tuple[Problem, ...]:
    """Return gaps, forbidden overlaps and rows that can never match."""
    return tuple(_Analysis(prepared).problems())


def samples(prepared: Prepared) -> Iterator[dict[str, Any]]:
    """Yield for each row the values of the inputs that match it, where they were found.

    An input that plays no part is left out.
    """
    analysis = _Analysis(prepared)
    for at in range(len(prepared.inputs)):
        analysis.read_column(at)
    names = [one.name for one in prepared.table.inputs]
    every = (1 << len(prepared.tests)) - 1
    for row in range(len(prepared.tests)):
        bit = 1 << row
        found = analysis.searched(Search(analysis.inputs), bit, every & ~bit)
        sample = found if found and len(found) == len(names) else common(analysis.inputs, bit)
        if sample is not None:
            named = zip(names, sample, strict=True)
            yield {name: value for name, value in named if value is not ANYTHING}


@dataclass
class _Analysis:
    prepared: Prepared
    columns: list[Column] = field(default_factory=list)
    inputs: list[tuple[Region, ...]] = field(default_factory=list)
    general: int = 0
    undecided: set[str] = field(default_factory=set)

    def problems(self) -> Iterator[Problem]:
        for at in range(len(self.prepared.inputs)):
            self.read_column(at)
        dead = {}
        covering = Search(self.inputs)
        for row in range(len(self.prepared.tests)):
            problem = self._never_matches(row, covering)
            if problem is not None:
                dead[row] = problem
        yield from dead.values()
        yield from self._ordered()
        yield from self._empty()
        yield from self._overlaps(set(dead))
        yield from self._gap()
        yield from unknowns(self.prepared, self.inputs, self.general)
        if self.undecided:
            yield self._remark()

    def read_column(self, at: int) -> None:
        """Find the regions of an input."""
        cells = [self._accepts(row[at]) for row in self.prepared.tests]
        part = self.prepared.allowed[at]
        allowed = self._accepts(part) if part else None
        found = column(cells, [allowed] if allowed else [])
        self.columns.append(found)
        self.general |= found.general
        self.inputs.append(regions(found, self._allows(at)))

    def _accepts(self, part: Part | None) -> Accepts | None:
        if part is None:
            return EVERYTHING
        return accepts(part.expression.tree, self.prepared.parameters)

    def _allows(self, at: int) -> Callable[[Any], bool]:
        part = self.prepared.allowed[at]
        if part is None:
            return lambda _value: True
        scope = CellFacts(self.prepared.parameters, {}, {})

        def allows(value: Any) -> bool:
            scope.value = value
            return part.value(scope) is not False

        return allows

    def _never_matches(self, row: int, covering: Search) -> Problem | None:
        bit = 1 << row
        cells = self.prepared.table.rows[row].tests
        for at, choices in enumerate(self.inputs):
            if not any(one.mask & bit for one in choices):
                name = self.prepared.table.inputs[at].name
                message = _("row {row} can never match: no allowed {name} is {test}").format(
                    row=row + 1, name=name, test=cells[at].text
                )
                return self._found("dead-row", message, cells[at].span or self._place(row))
        above = self._winning_over(row) & ~self.general
        if not above or self.searched(covering, bit, above) is not None:
            return None
        if self._takes_what_is_not_known(row):
            return None
        message = _("row {row} can never match: other rows take every case of it first")
        return self._found("dead-row", message.format(row=row + 1), self._place(row))

    def _takes_what_is_not_known(self, row: int) -> bool:
        """Whether a row answers a case in which every input that it leaves open is not known."""
        case: dict[str, Any] = {}
        cells = zip(self.prepared.table.inputs, self.prepared.tests[row], self.inputs, strict=True)
        for one, test, choices in cells:
            fitting = (region.sample for region in choices if region.mask >> row & 1)
            case[one.name] = next(fitting, None) if test else None
        return row + 1 in self.prepared.decide(case).rows

    def _winning_over(self, row: int) -> int:
        """Return the rows that take a case from this one when both match."""
        match self.prepared.table.hit:
            case HitPolicy.FIRST:
                return (1 << row) - 1
            case HitPolicy.PRIORITY:
                return self._more_important(row)
            case _:
                return 0

    def _more_important(self, row: int) -> int:
        ranks = self._ranks()
        if ranks is None:
            return 0
        better = (at for at, rank in enumerate(ranks) if (rank, at) < (ranks[row], row))
        return sum(1 << at for at in better)

    def _ranks(self) -> list[tuple[int, ...]] | None:
        if not self._constant_results():
            return None
        scope = CellFacts(self.prepared.parameters, {}, {})
        rows = range(len(self.prepared.tests))
        return [self.prepared.hit(row, scope).ranks for row in rows]

    def searched(self, find: Search, wanted: int, against: int) -> list[Any] | None:
        """Return a combination, ``[]`` where the search was given up, None where there is none."""
        try:
            return find.find(wanted, against)
        except TooManyError:
            self.undecided.add(_("it has too many combinations of values"))
            return []

    def _ordered(self) -> Iterator[Problem]:
        """Yield a priority that nothing orders (DMN 1.5, 8.2.10): the first row would win."""
        table = self.prepared.table
        if table.hit in _ORDERED and not any(self.prepared.priorities):
            message = _("the hit policy {hit!r} needs the results in order of importance")
            text = message.format(hit=str(table.hit))
            hint = _("list the output values, the most important first")
            yield self._found("no-priority", text, table.span, hint, Severity.ERROR)

    def _empty(self) -> Iterator[Problem]:
        for parts in self.prepared.results:
            for part in parts:
                if not part.cell.text:
                    message = _("{where} is empty").format(where=part.where)
                    hint = _("write the result, or null if there is none")
                    yield self._found("empty-result", message, part.cell.span, hint)

    def _overlaps(self, dead: set[int]) -> Iterator[Problem]:
        hit = self.prepared.table.hit
        if hit not in {HitPolicy.UNIQUE, HitPolicy.ANY}:
            return
        if self.general:
            self.undecided.add(_("some cells are formulas"))
        found = 0
        for one, other in self._together(dead):
            if hit is HitPolicy.UNIQUE or self._differ(one, other):
                sample = common(self.inputs, 1 << one | 1 << other)
                yield self._overlap(one, other, sample or [])
                found += 1
                if found == MOST_OVERLAPS:
                    return

    def _together(self, dead: set[int]) -> Iterator[tuple[int, int]]:
        """Yield the pairs of plain rows that match together somewhere."""
        count = len(self.prepared.tests)
        shared = companions(self.inputs, count)
        plain = ~self.general & ~sum(1 << row for row in dead)
        for one in range(count):
            others = shared[one] & plain if plain >> one & 1 else 0
            for other in range(one + 1, count):
                if others >> other & 1:
                    yield one, other

    def _overlap(self, one: int, other: int, sample: Sequence[Any]) -> Problem:
        if self.prepared.table.hit is HitPolicy.UNIQUE:
            message = _("rows {one} and {other} both match {sample}")
            hint = _("narrow one of them, or choose another hit policy, such as first")
        else:
            message = _("rows {one} and {other} both match {sample}, with different results")
            hint = _("the hit policy 'any' wants the same result: narrow one of them")
        text = message.format(one=one + 1, other=other + 1, sample=self._told(sample))
        return self._found("overlap", text, self._place(other), hint, Severity.ERROR)

    def _differ(self, one: int, other: int) -> bool:
        if not self._constant_results():
            self.undecided.add(_("some results are formulas"))
            return False
        scope = CellFacts(self.prepared.parameters, {}, {})
        first, second = (self.prepared.hit(row, scope).value for row in (one, other))
        return not same_result(first, second)

    def _constant_results(self) -> bool:
        return all(
            is_constant(part.expression.tree, self.prepared.parameters)
            for row in self.prepared.results
            for part in row
        )

    def _gap(self) -> Iterator[Problem]:
        table = self.prepared.table
        if table.hit not in _SINGLE or any(self.prepared.defaults):
            return
        every = (1 << len(table.rows)) - 1
        if self.searched(Search(self.inputs), 0, every & ~self.general) is None:
            return  # the plain rows leave no gap, whatever the others do
        sample = self.searched(Search(self.inputs), 0, every)
        if sample:
            message = _("no row matches {sample}").format(sample=self._told(sample))
            hint = _("add a row for it, or a default")
            yield self._found("gap", message, table.span, hint)
        elif sample is None:
            self.undecided.add(_("some cells are formulas"))

    def _told(self, sample: Sequence[Any]) -> str:
        named = zip(self.prepared.table.inputs, sample, strict=True)
        told = [f"{one.name} = {literal(value)}" for one, value in named if value is not ANYTHING]
        return ", ".join(told) or _("any input")

    def _place(self, row: int) -> Span | None:
        table = self.prepared.table
        written = table.rows[row]
        cells = (cell.span for cell in written.tests if cell.text != ANY)
        return written.span or next(cells, None) or table.span

    def _found(
        self,
        code: str,
        message: str,
        span: Span | None,
        hint: str = "",
        severity: Severity = Severity.WARNING,
    ) -> Problem:
        return Problem(code, message, span, hint, severity)

    def _remark(self) -> Problem:
        message = _("the table {name!r} could not be analysed completely: {reasons}").format(
            name=self.prepared.table.name, reasons="; ".join(sorted(self.undecided))
        )
        return self._found("not-analysed", message, self.prepared.table.span)
