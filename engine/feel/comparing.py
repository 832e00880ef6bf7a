"""Comparisons of numbers over plain facts: as doubles where they surely answer as decimals do.

A finite double is in the order of the decimal it is written as, towards any other and towards every
decimal of at most fifteen digits (rounding is monotone, and tells those apart). So facts are
compared with each other and with constants as they are. Sums and products: ``engine.feel.sums``.
"""

from typing import TYPE_CHECKING, Final

from engine.feel import ast, sums
from engine.feel.ast import Node
from engine.feel.guesses import NUMBER, is_leaf
from engine.feel.raw import EXACT

if TYPE_CHECKING:
    from engine.feel.generator import Generator

_TURNED: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def numbers(generator: "Generator", operator: str, left: Node, right: Node) -> str:
    """Return code that compares two numbers of plain facts, or leaves."""
    if is_leaf(left) and is_leaf(right):
        return _leaves(generator, operator, left, right)
    if is_leaf(left) and isinstance(right, ast.Literal):
        return _leaf_and_constant(generator, operator, left, right)
    if is_leaf(right) and isinstance(left, ast.Literal):
        return _leaf_and_constant(generator, _TURNED.get(operator, operator), right, left)
    return sums.compared(generator, operator, left, right)


def is_few(node: Node) -> bool:
    """Return whether a node is a whole number of at most fifteen digits."""
    return isinstance(node, ast.Literal) and type(node.value) is int and abs(node.value) < EXACT


def _kind(operator: str, kind: str) -> str:
    return f"{kind} or null" if operator in {"=", "!="} else kind


def _leaves(generator: "Generator", operator: str, left: Node, right: Node) -> str:
    kind = _kind(operator, "comparable")
    one, other = generator.guard(left, kind), generator.guard(right, kind)
    python, a, b = sums.PYTHON[operator], generator.variable(), generator.variable()
    decimal = f"(({a} := {one}).__class__ is D) | (({b} := {other}).__class__ is D)"
    return f"(EX({a}) {python} EX({b}) if {decimal} else {a} {python} {b})"


def _leaf_and_constant(
    generator: "Generator", operator: str, leaf: Node, constant: ast.Literal
) -> str:
    python, code = sums.PYTHON[operator], generator.constant(constant.value)
    if is_few(constant):
        return f"({generator.guard(leaf, _kind(operator, 'comparable'))} {python} {code})"
    near = sums.double(constant)
    if near is None:
        return f"({generator.guard(leaf, NUMBER)} {python} {code})"
    value, v = generator.guard(leaf, _kind(operator, "comparable")), generator.variable()
    decimal = f"({v} := {value}).__class__ is D"
    return f"({v} {python} {code} if {decimal} else {v} {python} {near})"
