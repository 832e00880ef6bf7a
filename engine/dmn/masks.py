"""A decision table as a fast function: each input is looked up once, for all rows together.

Every column becomes a lookup from a value to a bit mask of the rows whose cell accepts it
(``engine.dmn.columns``); the masks are joined with ``&``, and the hit policy reads the bits that
are left. So the cost hardly depends on the number of rows. For a decision with its reasons one more
bit says that all values are allowed ones; where no input is null, nothing else is to be told.
Values of an unexpected kind, nulls, missing facts, values that are not allowed and broken hit
policies go to the reference (``engine.dmn.decide``); the answers are the same.

Facts are plain Python, of which is converted what the table reads, or with ``converted`` FEEL
values. A float is looked up as it is where the constants of its column have at most fifteen digits
(``engine.feel.comparing`` says why that is right).
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from engine.dmn.columns import EVERYTHING, Accepts, Column, accepts, column, sort_key
from engine.dmn.decide import Part, Prepared, TableAnswer
from engine.dmn.outcomes import over_facts, rest, single_rows, told
from engine.dmn.table import HitPolicy
from engine.feel import Converted, ast, from_python
from engine.feel.expression import within
from engine.feel.sums import as_double
from engine.feel.temporal import Date, DaysDuration, MonthsDuration

Rule = Callable[[Mapping[str, Any]], Any]
Decider = Callable[[Mapping[str, Any]], TableAnswer]

_CLASSES: Final[dict[str, tuple[type, ...]]] = {
    "number": (int, Decimal),
    "string": (str,),
    "boolean": (bool,),
    "date": (Date,),
    "days and time duration": (DaysDuration,),
    "years and months duration": (MonthsDuration,),
}


def compile_table(prepared: Prepared, *, converted: bool = False) -> Rule:
    """Return a function from facts to the table's value; what it gives equals ``decide``'s."""
    rule: Rule = _TableWriter(prepared, converted, reasons=False).function()
    return rule


def compile_decision(prepared: Prepared, *, converted: bool = False) -> Decider:
    """Return a function from facts to the decision that ``decide`` gives."""
    writer = _TableWriter(prepared, converted, reasons=True)
    decide: Decider = writer.function()
    if not writer.asks_cells:
        return decide

    def decided(facts: Mapping[str, Any]) -> TableAnswer:
        decision: TableAnswer = within(None, None, lambda: decide(facts))
        return decision

    return decided


@dataclass
class _TableWriter:
    """Writes the function; only numbers of columns go into its text, values into its globals.

    ``asks_cells`` is set when cells are evaluated beside the lookups, within one budget.
    """

    prepared: Prepared
    converted: bool
    reasons: bool
    lines: list[str] = field(default_factory=list)
    space: dict[str, Any] = field(default_factory=dict)
    general: int = 0
    asks_cells: bool = False

    def function(self) -> Any:
        """Return the function from facts to a value, or with ``reasons`` to a decision."""
        reference = self.prepared.decide if self.reasons else self.prepared.value
        self.space |= {"__builtins__": {}, "KeyError": KeyError, "SLOW": self._asked(reference)}
        for at in range(len(self.prepared.inputs)):
            self._column(at)
        if self.general >> self._rows:  # the allowed values are no plain list
            return self.space["SLOW"]
        full = (1 << (self._rows + self.reasons)) - 1
        within_try = [f"m = {full}", *self.lines]
        source = "\n".join(
            [
                "def table(f):",
                "    try:",
                *(f"        {line}" for line in within_try),
                "    except KeyError: return SLOW(f)",
                *(f"    {line}" for line in (*self._allowed(), *self._rest(), *self._outcome())),
            ]
        )
        exec(compile(source, "<table>", "exec"), self.space)  # noqa: S102 - our text, not people's
        return self.space["table"]

    @property
    def _rows(self) -> int:
        return len(self.prepared.tests)

    def _asked(self, function: Rule) -> Rule:
        """Return a function of FEEL facts as one of the facts that this one is given."""
        return function if self.converted else lambda facts: function(Converted(facts))

    # -- columns

    def _column(self, at: int) -> None:
        cells = [self._accepts(row[at]) for row in self.prepared.tests]
        if self.reasons:
            cells.append(self._accepts(self.prepared.allowed[at]))
        found = column(cells)
        self.general |= found.general
        if found.kind:
            self.lines += [self._value(at), *self._guard(at, found), *self._lookup(at, found)]
        elif self.reasons:
            self.lines += [self._value(at), *self._any_value(at)]

    def _accepts(self, part: Part | None) -> Accepts | None:
        if part is None:
            return EVERYTHING
        return accepts(part.expression.tree, self.prepared.parameters)

    def _value(self, at: int) -> str:
        part = self.prepared.inputs[at]
        tree = part.expression.tree
        if isinstance(tree, ast.Name) and tree.name not in self.prepared.parameters:
            self.space[f"N{at}"] = tree.name
            return f"v{at} = f[N{at}]"
        self.asks_cells = True
        self.space[f"E{at}"] = self._asked(over_facts(self.prepared, part))
        return f"v{at} = E{at}(f)"

    def _any_value(self, at: int) -> list[str]:
        self.space["V"] = from_python
        lines = [] if self.converted else [f"v{at} = V(v{at})"]
        return [*lines, f"if v{at} is None: return SLOW(f)"]

    def _guard(self, at: int, found: Column) -> list[str]:
        classes = _CLASSES[found.kind]
        self.space |= {one.__name__: one for one in (*classes, float)} | {"V": from_python}
        unfit = " and ".join(f"v{at}.__class__ is not {one.__name__}" for one in classes)
        leave = f"if {unfit}: return SLOW(f)"
        if self.converted:
            return [leave]
        if found.kind != "number":
            return [f"if {unfit}:", f"    v{at} = V(v{at})", f"    {leave}"]
        near = f" and not (v{at}.__class__ is float and -1e15 < v{at} < 1e15)" * _few(found)
        small = f"(v{at}.__class__ is int and -{10**15} < v{at} < {10**15})"
        return [
            "near = True",
            f"if not {small}{near}:",
            f"    v{at} = V(v{at})",
            f"    {leave}",
            "    near = False",
        ]

    def _lookup(self, at: int, found: Column) -> list[str]:
        """Return the lines that join the mask of the value to ``m``."""
        doubles = found.kind == "number" and not self.converted and _few(found)
        key = sort_key(found.kind)
        exact = [key(point) for point in found.points]
        near = [float(point) for point in found.points] if doubles else exact
        if len(set(found.masks[::2])) == 1:  # only single values are told apart
            for name, points in ((f"P{at}", near), (f"Q{at}", exact)):
                constants = points if found.kind == "number" else found.points
                self.space[name] = dict(zip(constants, found.masks[1::2], strict=True)).get
            self.space[f"O{at}"] = found.masks[0]
            return [f"m &= {self._either(at, doubles=doubles)}(v{at}, O{at})"]
        self.space |= {"BISECT": bisect_left, f"K{at}": key, f"M{at}": found.masks}
        self.space |= {f"P{at}": near, f"Q{at}": exact}
        keyed = f"v{at}" if found.kind in {"number", "string"} else f"K{at}(v{at})"
        return [
            f"w, p = {keyed}, {self._either(at, doubles=doubles)}",
            "i = BISECT(p, w)",
            f"m &= M{at}[i + i + 1 if i < {len(exact)} and p[i] == w else i + i]",
        ]

    @staticmethod
    def _either(at: int, *, doubles: bool) -> str:
        return f"(P{at} if near else Q{at})" if doubles else f"Q{at}"

    # -- what comes out

    def _allowed(self) -> list[str]:
        if not self.reasons:
            return []
        top = 1 << self._rows
        return [f"if m < {top}: return SLOW(f)", f"m ^= {top}"]

    def _rest(self) -> list[str]:
        if not self.general:
            return []
        self.asks_cells = True
        left = rest(self.prepared, self.general)
        if self.converted:
            self.space["REST"] = left
        else:
            self.space["REST"] = lambda mask, facts: left(mask, Converted(facts))
        return [f"if m & {self.general}: m = REST(m, f)"]

    def _outcome(self) -> list[str]:
        """Return the lines that make the answer of the rows left in ``m``."""
        unique = self.prepared.table.hit is HitPolicy.UNIQUE
        lines = ["if m & (m - 1): return SLOW(f)"] if unique else []
        rows = single_rows(self.prepared)
        if rows is None:
            self.asks_cells = True
        if unique and rows is not None:
            answers = rows if self.reasons else [value for value, *_told in rows]
            self.space["R"] = answers
            return [*lines, *self._given("R[m.bit_length()]")]
        self.space["TELL"] = self._tell()
        return [*lines, *self._given("TELL(m, f)" if self.reasons else "TELL(m, f)[0]")]

    def _tell(self) -> Callable[[int, Mapping[str, Any]], Any]:
        tell = told(self.prepared)
        return tell if self.converted else lambda mask, facts: tell(mask, Converted(facts))

    def _given(self, answer: str) -> list[str]:
        if not self.reasons:
            return [f"return {answer}"]
        inputs = self.prepared.table.inputs
        self.space |= {"DECISION": TableAnswer, "TABLE": self.prepared.table}
        self.space |= {f"I{at}": one.name for at, one in enumerate(inputs)}
        named = ", ".join(f"I{at}: {self._seen(at)}" for at in range(len(inputs)))
        return [
            f"value, rows, matched, told = {answer}",
            f"return DECISION(value, TABLE, rows, matched, {{{named}}}, (), (), told)",
        ]

    def _seen(self, at: int) -> str:
        if self.converted:
            return f"v{at}"
        self.space["float"] = float
        return f"V(v{at}) if v{at}.__class__ is float else v{at}"


def _few(found: Column) -> bool:
    """Return whether a double is looked up rightly among the points of a column."""
    return all(as_double(point) is not None for point in found.points)
