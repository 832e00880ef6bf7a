"""Comparisons of sums and products over plain facts, decided without decimals where that is sure.

*In doubles.* Let a comparison have ``n`` leaves from 0 to 1e15, joined by ``+ - * /`` (divided only
by leaves). Each leaf and each operation is off by a part of 2^-53, so both sides together are off
by less than ``(2n + 8) * 2^-53`` of the sum of magnitudes (the same expression with every sign made
positive), and by far less than 1e-60 for what is too small for a double. If they differ by more,
decimals order them the same way.

*In whole parts.* Where that leaves it open, and each leaf has at most four digits behind the point,
the same expression is computed in whole ten-thousandths, as long as 34 digits hold every part.

Else decimals are made.
"""

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from engine.feel import ast
from engine.feel.ast import Node
from engine.feel.guesses import is_leaf
from engine.feel.numbers import NUMBERS, Number
from engine.feel.values import Value

if TYPE_CHECKING:
    from engine.feel.generator import Generator

PYTHON: Final = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_DECIDED: Final = {"=": "False", "!=": "True", "<": "{d} < 0.0", "<=": "{d} < 0.0"}
_LARGEST: Final = 16
_DIGITS: Final = 15
_BEHIND: Final = 4
_HELD: Final = 33
_TINY: Final = "1e-60"


class _Wide(Exception):  # never leaves this module
    """A part of a comparison is not for doubles, or not for whole parts."""


def compared(generator: "Generator", operator: str, left: Node, right: Node) -> str:
    """Return code that compares two numbers, at least one of them computed, or leaves."""

    def exact() -> str:
        one, other = generator.compared(left), generator.compared(right)
        return f"({one} {PYTHON[operator]} {other})"

    doubles = _Doubles(generator)
    try:
        (a, size), (b, more) = doubles.of(left), doubles.of(right)
    except _Wide:
        return exact()
    if len(doubles.leaves) > _LARGEST or not doubles.checks:
        return exact()
    decimals = generator.aside(exact, computes=True)
    d, bound = generator.variable(), generator.variable()
    share = (2 * len(doubles.leaves) + 8) * 2.0**-53
    limit = f"({bound} := ({size} + {more}) * {share!r} + {_TINY})"
    decided = _DECIDED.get(operator, "{d} > 0.0").format(d=d)
    tie = _tie(doubles, PYTHON[operator], (left, right), (bound, share), decimals)
    sure = f"({d} := {a} - {b}) > {limit} or {d} < -{bound}"
    checks = " and ".join(doubles.checks)
    return f"(({decided} if {sure} else {tie}) if {checks} else {decimals})"


class _Doubles:
    """Writes a side of a comparison in doubles, and notes what its leaves must be."""

    def __init__(self, generator: "Generator") -> None:
        self.generator = generator
        self.checks: list[str] = []
        self.leaves: list[tuple[Node, str]] = []

    def of(self, node: Node) -> tuple[str, str]:
        """Return code of the value of a node and of its sum of magnitudes."""
        match node:
            case ast.Literal():
                return self._constant(node)
            case ast.Name() | ast.Path() if is_leaf(node):
                v = self._leaf(node, "-1e15")
                return v, f"({v} if {v} > 0.0 else -{v})"
            case ast.Negation(_span, operand):
                value, size = self.of(operand)
                return f"(-{value})", size
            case ast.Arithmetic(_span, "+" | "-" | "*" as operator, left, right):
                (a, size), (b, more) = self.of(left), self.of(right)
                sign = "*" if operator == "*" else "+"
                return f"({a} {operator} {b})", f"({size} {sign} {more})"
            case ast.Arithmetic(_span, "/", left, right) if is_leaf(right):
                (a, size), b = self.of(left), self._leaf(right, "1e-15")
                return f"({a} / {b})", f"({size} / {b})"
            case _:
                raise _Wide

    def _constant(self, node: ast.Literal) -> tuple[str, str]:
        near = double(node)
        if near is None:
            raise _Wide
        self.leaves.append((node, near))
        return f"({near})", near.lstrip("-")

    def _leaf(self, node: Node, least: str) -> str:
        given, v = self.generator.variable(), self.generator.variable()
        number = f"(({given} := {self.generator.leaf(node)}).__class__ is float"
        self.checks.append(
            f"{number} or {given}.__class__ is int) and {least} < ({v} := {given} * 1.0) < 1e15"
        )
        self.leaves.append((node, v))
        return v


def double(node: ast.Literal) -> str | None:
    """Return the double of a constant that has at most fifteen digits, as text."""
    found = as_double(node.value)
    return None if found is None else repr(found)


def as_double(value: Value) -> float | None:
    """Return the double of a number that has at most fifteen digits, else None."""
    if type(value) not in NUMBERS or not (not value or Decimal("1e-15") < abs(value) < 10**15):
        return None
    digits = Decimal(value).normalize().as_tuple().digits
    return float(value) if len(digits) <= _DIGITS else None


# -- whole parts


def _tie(
    doubles: _Doubles,
    operator: str,
    sides: tuple[Node, Node],
    limit: tuple[str, float],
    decimals: str,
) -> str:
    """Return code that compares in whole parts what doubles leave open."""
    parts = _Parts(doubles)
    try:
        (a, power), (b, other) = parts.of(sides[0]), parts.of(sides[1])
    except _Wide:
        return decimals
    most = max(power, other)
    bound, share = limit
    checks = [*parts.checks, f"{bound} < {10.0 ** (_HELD - most) * share!r}"]
    code = f"{_times(a, most - power)} {operator} {_times(b, most - other)}"
    names = [v for node, v in doubles.leaves if not isinstance(node, ast.Literal)]
    whole = f"({code} if {' and '.join(checks)} else {decimals})"
    return doubles.generator.aside(lambda: whole, computes=False, given=[*names, bound])


def _times(code: str, power: int) -> str:
    return f"({code} * {10**power})" if power else code


class _Parts:
    """Writes a side of a comparison in whole parts, and notes what its leaves must be."""

    def __init__(self, doubles: _Doubles) -> None:
        self._generator = doubles.generator
        self._leaves = iter(doubles.leaves)
        self.checks: list[str] = []

    def of(self, node: Node) -> tuple[str, int]:
        """Return the code of a node, times a power of ten."""
        match node:
            case ast.Literal(_span, value):
                return self._constant(value)
            case ast.Name() | ast.Path():
                return self._leaf()
            case ast.Negation(_span, operand):
                code, power = self.of(operand)
                return f"(-{code})", power
            case ast.Arithmetic(_span, "+" | "-" as operator, left, right):
                (a, power), (b, other) = self.of(left), self.of(right)
                most = max(power, other)
                return f"({_times(a, most - power)} {operator} {_times(b, most - other)})", most
            case ast.Arithmetic(_span, "*", left, right):
                (a, power), (b, other) = self.of(left), self.of(right)
                return f"({a} * {b})", power + other
            case _:
                raise _Wide

    def _constant(self, value: Number) -> tuple[str, int]:
        next(self._leaves)
        parts = Decimal(value).scaleb(_BEHIND)
        if parts != int(parts):
            raise _Wide
        return (f"({value})", 0) if isinstance(value, int) else (f"({int(parts)})", _BEHIND)

    def _leaf(self) -> tuple[str, int]:
        _node, v = next(self._leaves)
        whole, parts = self._generator.variable(), 10**_BEHIND
        small = f"-1e11 < {v} < 1e11"
        self.checks.append(f"{small} and ({whole} := ROUND({v} * {parts}.0)) / {parts} == {v}")
        return whole, _BEHIND
