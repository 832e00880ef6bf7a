"""A syntax tree as text again: reading the text gives the same tree (a fixed point)."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from engine.feel import ast
from engine.feel.ast import Node
from engine.feel.text import literal, quoted
from engine.feel.types import ANY

_OR, _AND, _COMPARE, _ADD, _MULTIPLY, _POWER, _MINUS, _INSTANCE, _POSTFIX, _ATOM = range(1, 11)
_ARITHMETIC: Final = {"+": _ADD, "-": _ADD, "*": _MULTIPLY, "/": _MULTIPLY, "**": _POWER}


def unparse(node: Node) -> str:
    """Return FEEL text for a tree, with no brackets but those it needs.

    Names stand as they are: to read the text, the same names must be known.
    """
    return _text(node, 0)


def _text(node: Node, binding: int) -> str:
    own, write = _WRITERS[type(node)]
    if isinstance(node, ast.Logic):
        own = _AND if node.operator == "and" else _OR
    elif isinstance(node, ast.Arithmetic):
        own = _ARITHMETIC[node.operator]
    elif isinstance(node, ast.Literal) and literal(node.value).startswith("-"):
        own = _MINUS
    text = write(node)
    return f"({text})" if own < binding else text


def _binary(node: ast.Arithmetic | ast.Comparison) -> str:
    own = _ARITHMETIC.get(node.operator, _COMPARE)
    return f"{_text(node.left, own)} {node.operator} {_text(node.right, own + 1)}"


def _negation(node: ast.Negation) -> str:
    operand = _text(node.operand, _MINUS)
    begins_a_number = operand[0].isdigit() or operand[0] == "."  # -1 would be one literal
    return f"-({operand})" if begins_a_number else f"-{operand}"


def _logic(node: ast.Logic) -> str:
    own = _AND if node.operator == "and" else _OR
    return f" {node.operator} ".join(_text(term, own + 1) for term in node.terms)


def _list(node: ast.ListLiteral) -> str:
    return f"[{', '.join(_text(item, 0) for item in node.items)}]"


def _context(node: ast.ContextLiteral) -> str:
    entries = (f"{quoted(entry.key)}: {_text(entry.value, 0)}" for entry in node.entries)
    return f"{{{', '.join(entries)}}}"


def _range(node: ast.RangeLiteral) -> str:
    opening = "[" if node.start_included else "("
    closing = "]" if node.end_included else ")"
    return f"{opening}{_text(node.start, _ADD)}..{_text(node.end, _ADD)}{closing}"


def _open_range(node: ast.OpenRange) -> str:
    return f"({_test(node)})"


def _call(node: ast.Call) -> str:
    if node.names is None:
        arguments = [_text(argument, 0) for argument in node.arguments]
    else:
        pairs = zip(node.names, node.arguments, strict=True)
        arguments = [f"{name}: {_text(argument, 0)}" for name, argument in pairs]
    return f"{_text(node.function, _POSTFIX)}({', '.join(arguments)})"


def _between(node: ast.Between) -> str:
    low, high = _text(node.low, _ADD), _text(node.high, _ADD)
    return f"{_text(node.operand, _COMPARE)} between {low} and {high}"


def _in(node: ast.In) -> str:
    tests = ", ".join(_test(test) for test in node.tests)
    return f"{_text(node.operand, _COMPARE)} in ({tests})"


def _test(node: Node) -> str:
    if isinstance(node, ast.OpenRange):
        return f"{node.operator} {_text(node.end, _ADD)}"
    return _text(node, 0)


def _if(node: ast.If) -> str:
    condition, then = _text(node.condition, 0), _text(node.then, 0)
    return f"if {condition} then {then} else {_text(node.otherwise, 0)}"


def _iterations(iterations: tuple[ast.Iteration, ...]) -> str:
    return ", ".join(
        f"{each.name} in {_text(each.source, 0)}"
        + (f"..{_text(each.end, 0)}" if each.end is not None else "")
        for each in iterations
    )


def _for(node: ast.For) -> str:
    return f"for {_iterations(node.iterations)} return {_text(node.body, 0)}"


def _quantified(node: ast.Quantified) -> str:
    over, condition = _iterations(node.iterations), _text(node.condition, 0)
    return f"{node.quantifier} {over} satisfies {condition}"


def _function(node: ast.FunctionLiteral) -> str:
    parameters = ", ".join(
        parameter.name if parameter.type is ANY else f"{parameter.name}: {parameter.type}"
        for parameter in node.parameters
    )
    kind = "external " if node.external else ""
    return f"function({parameters}) {kind}{_text(node.body, 0)}"


def _tests(node: ast.UnaryTests) -> str:
    tests = ", ".join(_test(test) for test in node.tests) or "-"
    return f"not({tests})" if node.negated else tests


_WRITERS: Final[Mapping[type, tuple[int, Callable[[Any], str]]]] = {
    ast.Literal: (_ATOM, lambda node: literal(node.value)),
    ast.AtLiteral: (_ATOM, lambda node: "@" + quoted(node.text)),
    ast.Name: (_ATOM, lambda node: node.name),
    ast.ListLiteral: (_ATOM, _list),
    ast.ContextLiteral: (_ATOM, _context),
    ast.RangeLiteral: (_ATOM, _range),
    ast.OpenRange: (_ATOM, _open_range),
    ast.Path: (_POSTFIX, lambda node: f"{_text(node.source, _POSTFIX)}.{node.name}"),
    ast.Filter: (
        _POSTFIX,
        lambda node: f"{_text(node.source, _POSTFIX)}[{_text(node.condition, 0)}]",
    ),
    ast.Call: (_POSTFIX, _call),
    ast.Negation: (_MINUS, _negation),
    ast.Arithmetic: (_ADD, _binary),
    ast.Comparison: (_COMPARE, _binary),
    ast.Between: (_COMPARE, _between),
    ast.In: (_COMPARE, _in),
    ast.Logic: (_OR, _logic),
    ast.If: (0, _if),
    ast.For: (0, _for),
    ast.Quantified: (0, _quantified),
    ast.InstanceOf: (
        _INSTANCE,
        lambda node: f"{_text(node.operand, _INSTANCE)} instance of {node.type}",
    ),
    ast.FunctionLiteral: (0, _function),
    ast.UnaryTests: (0, _tests),
}
