"""A decision table as a fast function: each input is looked up once, for all rows together.

Every column becomes a lookup from a value to a bit mask of the rows whose cell accepts it
(``engine.dmn.columns``); the masks are joined with ``&``, and the hit policy reads the bits that
are left. So the cost hardly depends on the number of rows. Values of an unexpected kind, nulls,
missing facts and broken hit policies go to the reference (``engine.dmn.decide``); the answers are
the same.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from engine.dmn.columns import EVERYTHING, Accepts, Column, accepts, column, is_constant, sort_key
from engine.dmn.decide import CellFacts, Part, Prepared
from engine.dmn.table import HitPolicy
from engine.feel import ast
from engine.feel.temporal import Date, DaysDuration, MonthsDuration

Rule = Callable[[Mapping[str, Any]], Any]

_CLASSES: Final[dict[str, tuple[type, ...]]] = {
    "number": (int, Decimal),
    "string": (str,),
    "boolean": (bool,),
    "date": (Date,),
    "days and time duration": (DaysDuration,),
    "years and months duration": (MonthsDuration,),
}
_REMEMBERED: Final = 1_000


def compile_table(prepared: Prepared) -> Rule:
    """Return a function from facts to the table's value; what it gives equals ``decide``'s."""
    return _Generator(prepared).rule()


@dataclass
class _Generator:
    """Writes the function; only numbers of columns go into its text, values into its globals."""

    prepared: Prepared
    lines: list[str] = field(default_factory=list)
    space: dict[str, Any] = field(default_factory=dict)
    general: int = 0

    def rule(self) -> Rule:
        self.space |= {"__builtins__": {}, "KeyError": KeyError, "SLOW": self.prepared.value}
        for at in range(len(self.prepared.inputs)):
            self._column(at)
        source = "\n".join(
            [
                "def rule(f):",
                "    try:",
                *(self.lines or [f"        m = {(1 << len(self.prepared.tests)) - 1}"]),
                "    except KeyError: return SLOW(f)",
                *self._rest(),
                "    if not m: return NONE(f)",
                *self._outcome(),
            ]
        )
        exec(compile(source, "<table>", "exec"), self.space)  # noqa: S102 - our text, not people's
        rule: Rule = self.space["rule"]
        return rule

    def _column(self, at: int) -> None:
        found = column([self._accepts(row[at]) for row in self.prepared.tests])
        self.general |= found.general
        if found.kind:
            lines = [self._value(at), self._guard(found.kind), *self._lookup(at, found)]
            self.lines += [f"        {line}" for line in lines]

    def _accepts(self, part: Part | None) -> Accepts | None:
        if part is None:
            return EVERYTHING
        return accepts(part.expression.tree, self.prepared.parameters)

    def _value(self, at: int) -> str:
        part = self.prepared.inputs[at]
        tree = part.expression.tree
        if isinstance(tree, ast.Name) and tree.name not in self.prepared.parameters:
            self.space[f"N{at}"] = tree.name
            return f"v = f[N{at}]"
        self.space[f"E{at}"] = _over_facts(self.prepared, part)
        return f"v = E{at}(f)"

    def _guard(self, kind: str) -> str:
        classes = _CLASSES[kind]
        self.space |= {one.__name__: one for one in classes}
        tests = " and ".join(f"v.__class__ is not {one.__name__}" for one in classes)
        return f"if {tests}: return SLOW(f)"

    def _lookup(self, at: int, found: Column) -> list[str]:
        """Return the lines that join the mask of the value ``v`` to ``m``."""
        if len(set(found.masks[::2])) == 1:  # only single values are told apart
            table = dict(zip(found.points, found.masks[1::2], strict=True))
            self.space |= {f"D{at}": table.get, f"O{at}": found.masks[0]}
            return [f"{self._joined()} D{at}(v, O{at})"]
        key = sort_key(found.kind)
        self.space |= {
            "BISECT": bisect_left,
            f"K{at}": key,
            f"P{at}": [key(point) for point in found.points],
            f"M{at}": found.masks,
        }
        keyed = [] if found.kind in {"number", "string"} else [f"v = K{at}(v)"]
        here = f"i < {len(found.points)} and P{at}[i] == v"
        return [
            *keyed,
            f"i = BISECT(P{at}, v)",
            f"{self._joined()} M{at}[i + i + 1] if {here} else M{at}[i + i]",
        ]

    def _joined(self) -> str:
        return "m &=" if self.lines else "m ="

    def _rest(self) -> list[str]:
        if not self.general:
            return []
        self.space |= {"G": self.general, "REST": _rest(self.prepared, self.general)}
        return ["    if m & G:", "        m = REST(m, f)"]

    def _outcome(self) -> list[str]:
        """Return the lines that make the value of the rows left in ``m``, which are some."""
        prepared = self.prepared
        self.space["NONE"] = _default(prepared)
        values = _constant_results(prepared)
        hit = prepared.table.hit
        if hit not in {HitPolicy.UNIQUE, HitPolicy.FIRST}:
            self.space["MANY"] = _many(prepared, values)
            return ["    return MANY(m, f)"]
        one = "if m & (m - 1): return SLOW(f)" if hit is HitPolicy.UNIQUE else "m &= -m"
        if values is None:
            self.space["MAKE"] = _single(prepared)
            return [f"    {one}", "    return MAKE(m.bit_length() - 1, f)"]
        self.space["R"] = [None, *values]
        return [f"    {one}", "    return R[m.bit_length()]"]


def _over_facts(prepared: Prepared, part: Part) -> Rule:
    parameters = prepared.parameters
    return lambda facts: part.value(CellFacts(parameters, facts, {}))


def _rest(prepared: Prepared, general: int) -> Callable[[int, Mapping[str, Any]], int]:
    """Return what takes rows out of a mask whose cells that are not plain fail."""

    def rest(mask: int, facts: Mapping[str, Any]) -> int:
        values = prepared.input_values(facts)
        scope = prepared.scope(facts, values)
        for row in _bits(mask & general):
            if not all(prepared.passes(row, at, value, scope) for at, value in enumerate(values)):
                mask ^= 1 << row
        return mask

    return rest


def _default(prepared: Prepared) -> Rule:
    """Return what answers where no row matches."""
    parts = [part for part in prepared.defaults if part]
    if all(is_constant(part.expression.tree, prepared.parameters) for part in parts):
        value = prepared.outcome((), CellFacts(prepared.parameters, {}, {})).value
        return lambda _facts: value
    return _rows_to_value(prepared, ())


def _rows_to_value(prepared: Prepared, rows: tuple[int, ...]) -> Rule:
    def value(facts: Mapping[str, Any]) -> Any:
        scope = prepared.scope(facts, prepared.input_values(facts))
        return prepared.outcome(rows, scope).value

    return value


def _single(prepared: Prepared) -> Callable[[int, Mapping[str, Any]], Any]:
    makers = [_rows_to_value(prepared, (row,)) for row in range(len(prepared.tests))]
    return lambda row, facts: makers[row](facts)


def _many(prepared: Prepared, values: list[Any] | None) -> Callable[[int, Mapping[str, Any]], Any]:
    """Return what makes the value of several rows; for constant results it depends on them only."""
    known: dict[int, Any] = {}

    def many(mask: int, facts: Mapping[str, Any]) -> Any:
        if mask in known:
            return known[mask]
        value = _rows_to_value(prepared, tuple(_bits(mask)))(facts)
        if values is not None and len(known) < _REMEMBERED:
            known[mask] = value
        return value

    return many


def _constant_results(prepared: Prepared) -> list[Any] | None:
    """Return the result of every row if no fact can change one, else None."""
    scope = CellFacts(prepared.parameters, {}, {})
    constant = all(
        is_constant(part.expression.tree, prepared.parameters)
        for row in prepared.results
        for part in row
    )
    if not constant:
        return None
    return [prepared.composed([part.value(scope) for part in row]) for row in prepared.results]


def _bits(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
