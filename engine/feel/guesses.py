"""What kind a part of an expression most likely has, from the operators and literals around it."""

from typing import Final

from engine.feel import ast
from engine.feel.ast import Node
from engine.feel.numbers import NUMBERS
from engine.feel.values import TEMPORAL, Value

NUMBER, STRING, BOOLEAN, TEMPORAL_KIND = "number", "string", "boolean", "temporal"
MOMENT_MAKERS: Final = frozenset({"date", "time", "date and time", "duration"})
_RESULTS: Final = {
    **dict.fromkeys(("count", "string length", "floor", "ceiling", "decimal", "modulo"), NUMBER),
    **dict.fromkeys(("upper case", "lower case", "string", "substring", "string join"), STRING),
    **dict.fromkeys(("contains", "starts with", "ends with", "matches", "not"), BOOLEAN),
    **dict.fromkeys(MOMENT_MAKERS, TEMPORAL_KIND),
}


def hint(node: Node) -> str | None:
    """Return the kind that a node most likely has, or None where nothing hints at one."""
    match node:
        case ast.Literal(_span, value) | ast.AtLiteral(_span, _, value):
            return _kind(value)
        case ast.Comparison() | ast.Logic() | ast.Between() | ast.In() | ast.Quantified():
            return BOOLEAN
        case ast.InstanceOf() | ast.UnaryTests():
            return BOOLEAN
        case ast.Arithmetic(_span, operator, left, right):
            kinds = {hint(left), hint(right)}
            if TEMPORAL_KIND in kinds:
                return TEMPORAL_KIND
            return STRING if operator == "+" and STRING in kinds else NUMBER
        case ast.Negation(_span, operand):
            return hint(operand) or NUMBER
        case ast.Call(_span, ast.Name(name=name, builtin=True)):
            return _RESULTS.get(name)
        case ast.If(_span, _condition, then, otherwise):
            return hint(then) if hint(then) == hint(otherwise) else None
        case _:
            return None


def _kind(value: Value) -> str | None:
    if isinstance(value, bool):
        return BOOLEAN
    if type(value) in NUMBERS:
        return NUMBER
    if isinstance(value, str):
        return STRING
    return TEMPORAL_KIND if type(value) in TEMPORAL else None


def limit(test: Node) -> Node:
    """Return the part of a test that tells the kind of the value tested."""
    match test:
        case ast.OpenRange(_span, _operator, end):
            return end
        case ast.RangeLiteral(_span, start, _end):
            return start
        case _:
            return test


def literal_ends(test: ast.RangeLiteral) -> bool:
    """Return whether both ends of a range are literals of one kind."""
    return (
        isinstance(test.start, ast.Literal)
        and isinstance(test.end, ast.Literal)
        and _kind(test.start.value) == _kind(test.end.value)
    )


def is_leaf(node: Node) -> bool:
    """Return whether a node is a name, or a path from one."""
    while isinstance(node, ast.Path):
        node = node.source
    return isinstance(node, ast.Name)
