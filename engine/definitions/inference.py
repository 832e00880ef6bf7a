"""Formulas walked before anything runs: every name, path, call and compared word is looked up.

What cannot be known before there are facts (records of projects, documents) is let through.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Final

from engine.definitions.shapes import (
    ANYTHING,
    BOOLEAN,
    DATE,
    NUMBER,
    STRING,
    Anything,
    Callable_,
    ContextShape,
    Listed,
    Plain,
    Shape,
    Word,
    described,
)
from engine.feel import ast
from engine.feel.builtins import BUILTINS
from engine.language import _
from engine.source import Problem, Span, did_you_mean

_PROPERTIES: Final[Mapping[str, frozenset[str]]] = {
    "date": frozenset({"year", "month", "day", "weekday"}),
}
"""The members of plain values (DMN 1.5, table 65)."""

_NUMBERS: Final = frozenset({"count", "sum", "mean", "median", "abs", "floor", "ceiling"})
_SAME_LIST: Final = frozenset(
    {"sort", "reverse", "distinct values", "union", "append", "concatenate", "sublist", "remove"}
)
_MOST_LISTED: Final = 20
_ONE_IS_ENOUGH: Final = frozenset({"+", "-", "**"})
"""Where a number goes with a number only; ``2 * duration`` is a duration."""
_COMPARED: Final = (NUMBER, STRING, BOOLEAN, DATE)


@dataclass(frozen=True, slots=True)
class Inside:
    """The names bound around a node; ``loose`` when they may be members of an unknown item."""

    names: Mapping[str, Shape] = field(default_factory=dict)
    loose: bool = False

    def bind(self, names: Mapping[str, Shape]) -> "Inside":
        """Return the same with more names."""
        return replace(self, names={**self.names, **names})


OUTSIDE: Final = Inside()


@dataclass(frozen=True)
class Inference:
    """What the walk through a formula asks.

    Args:
        look_up: gives the shape of a name from outside of the formula, or None.
        known: gives all such names, for suggestions.
        report: takes the problems.
        near: returns ``did you mean`` for a word and those known, or nothing.
    """

    look_up: Callable[[str], Shape | None]
    known: Callable[[], Iterable[str]]
    report: Callable[[Problem], None]
    near: Callable[[str, Collection[str]], str] = did_you_mean

    def shape(self, node: ast.Node, inside: Inside = OUTSIDE) -> Shape:
        """Return the shape of a node's value; what is wrong in it is reported."""
        walk = _WALKS.get(type(node), _parts)
        return walk(self, node, inside)

    def value(self, node: ast.Node, inside: Inside) -> Shape:
        """Return the shape of a node that is used as a value, so not a function."""
        found = self.shape(node, inside)
        if isinstance(found, Callable_) and isinstance(node, ast.Name):
            message = _("{name!r} has to be asked with values in brackets").format(name=node.name)
            asked = ", ".join(f"{one}: ..." for one in found.parameters)
            hint = _("write {call}").format(call=f"{node.name}({asked})")
            self.say("not-called", message, node.span, hint)
            return found.result
        return found

    def say(self, code: str, message: str, span: Span, hint: str = "") -> None:
        """Report a problem."""
        self.report(Problem(code, message, span, hint))

    def unknown(
        self, code: str, message: str, span: Span, word: str, known: Iterable[str]
    ) -> None:  # fmt: skip
        """Report a word that is not among those known."""
        names = sorted(known)
        listed = _("expected: {keys}").format(keys=", ".join(names))
        parts = (self.near(word, names), listed if 0 < len(names) <= _MOST_LISTED else "")
        self.say(code, message, span, "; ".join(filter(None, parts)))


def _parts(walk: Inference, node: ast.Node, inside: Inside) -> Shape:
    for child in ast.children(node):
        walk.value(child, inside)
    return ANYTHING


def _literal(_walk: Inference, node: ast.Literal, _inside: Inside) -> Shape:
    match node.value:
        case bool():
            return BOOLEAN
        case str():
            return Word(frozenset({node.value}))
        case int() | Decimal():
            return NUMBER
        case _:
            return ANYTHING


def _name(walk: Inference, node: ast.Name, inside: Inside) -> Shape:
    if node.name in inside.names:
        return inside.names[node.name]
    found = walk.look_up(node.name)
    if found is not None:
        return found
    if node.name not in BUILTINS and not inside.loose:
        message = _("no {name!r} is known here").format(name=node.name)
        known = {*inside.names, *walk.known()}
        near = walk.near(node.name, known) or walk.near(node.name, BUILTINS)
        walk.say("unknown-name", message, node.span, near)
    return ANYTHING


def _path(walk: Inference, node: ast.Path, inside: Inside) -> Shape:
    return _member(walk, walk.value(node.source, inside), node)


def _member(walk: Inference, source: Shape, node: ast.Path) -> Shape:
    end = Span(node.span.text, node.span.end - len(node.name), node.span.end)
    match source:
        case Listed(item):
            inner = _member(walk, item, node)
            return inner if isinstance(inner, Anything) else Listed(inner)
        case ContextShape(title, members):
            if node.name in members:
                return members[node.name]
            message = _("{title} has no {name!r}").format(title=title, name=node.name)
            walk.unknown("unknown-name", message, end, node.name, members)
        case Plain(kind):
            members_of = _PROPERTIES.get(kind, frozenset())
            if node.name not in members_of:
                message = _("a {kind} has no {name!r}").format(kind=kind, name=node.name)
                walk.unknown("unknown-name", message, end, node.name, members_of)
        case Word():
            message = _("a text has no {name!r}").format(name=node.name)
            walk.say("unknown-name", message, end)
        case _:
            pass
    return ANYTHING


def _filter(walk: Inference, node: ast.Filter, inside: Inside) -> Shape:
    source = walk.value(node.source, inside)
    item = source.item if isinstance(source, Listed) else source
    match item:
        case ContextShape(_title, members):
            inner = inside.bind({**members, "item": item})
        case Anything():
            inner = replace(inside.bind({"item": item}), loose=True)
        case _:
            inner = inside.bind({"item": item})
    condition = walk.value(node.condition, inner)
    if condition == NUMBER:
        return item
    return source if isinstance(source, Listed) else Listed(item)


def _call(walk: Inference, node: ast.Call, inside: Inside) -> Shape:
    given = [walk.value(argument, inside) for argument in node.arguments]
    if not isinstance(node.function, ast.Name):
        walk.shape(node.function, inside)
        return ANYTHING
    function = _name(walk, node.function, inside)
    match function:
        case Callable_():
            _check_arguments(walk, node, function)
            return function.result
        case Anything():
            return _of_builtin(node.function.name, given)
        case _:
            message = _("{name!r} is no function").format(name=node.function.name)
            walk.say("not-a-function", message, node.function.span, _("delete the brackets"))
            return ANYTHING


def _check_arguments(walk: Inference, node: ast.Call, function: Callable_) -> None:
    known = function.parameters
    for name in node.names or ():
        if name not in known:
            message = _("{function} does not ask for {name!r}")
            text = message.format(function=function.name, name=name)
            walk.unknown("unknown-name", text, node.span, name, known)
    if node.names is None and len(node.arguments) != len(known):
        message = _("{function} asks for {count} values, and {given} are given")
        text = message.format(function=function.name, count=len(known), given=len(node.arguments))
        hint = _("it asks for {names}").format(names=", ".join(known))
        walk.say("arguments", text, node.span, hint)


def _of_builtin(name: str, given: list[Shape]) -> Shape:
    if name in _NUMBERS:
        return NUMBER
    if name in _SAME_LIST and given:
        return given[0]
    return ANYTHING


def _for(walk: Inference, node: ast.For, inside: Inside) -> Shape:
    inner = _iterations(walk, node.iterations, inside)
    body = walk.value(node.body, inner.bind({"partial": ANYTHING}))
    return ANYTHING if isinstance(body, Anything) else Listed(body)


def _quantified(walk: Inference, node: ast.Quantified, inside: Inside) -> Shape:
    walk.value(node.condition, _iterations(walk, node.iterations, inside))
    return BOOLEAN


def _iterations(
    walk: Inference, iterations: tuple[ast.Iteration, ...], inside: Inside
) -> Inside:  # fmt: skip
    for each in iterations:
        source = walk.value(each.source, inside)
        if each.end is not None:
            walk.value(each.end, inside)
        item = source.item if isinstance(source, Listed) else ANYTHING
        inside = inside.bind({each.name: item})
    return inside


def _list(walk: Inference, node: ast.ListLiteral, inside: Inside) -> Shape:
    items = [walk.value(item, inside) for item in node.items]
    alike = bool(items) and all(item == items[0] for item in items)
    return Listed(items[0] if alike else ANYTHING)


def _context(walk: Inference, node: ast.ContextLiteral, inside: Inside) -> Shape:
    members: dict[str, Shape] = {}
    for entry in node.entries:
        members[entry.key] = walk.shape(entry.value, inside.bind(members))
    return ContextShape(_("this context"), members)


def _function(walk: Inference, node: ast.FunctionLiteral, inside: Inside) -> Shape:
    bound = dict.fromkeys((one.name for one in node.parameters), ANYTHING)
    walk.value(node.body, inside.bind(bound))
    return ANYTHING


def _comparison(walk: Inference, node: ast.Comparison, inside: Inside) -> Shape:
    left, right = walk.value(node.left, inside), walk.value(node.right, inside)
    if node.operator in {"=", "!="}:
        _check_word(walk, left, node.right)
        _check_word(walk, right, node.left)
    _check_alike(walk, left, right, node.span)
    return BOOLEAN


def _arithmetic(walk: Inference, node: ast.Arithmetic, inside: Inside) -> Shape:
    """Return a number where nothing else can come of it; days and durations are let through."""
    sides = (walk.value(node.left, inside), walk.value(node.right, inside))
    numbers = [side == NUMBER for side in sides]
    return (
        NUMBER if all(numbers) or (node.operator in _ONE_IS_ENOUGH and any(numbers)) else ANYTHING
    )


def _negation(walk: Inference, node: ast.Negation, inside: Inside) -> Shape:
    return NUMBER if walk.value(node.operand, inside) == NUMBER else ANYTHING


def _between(walk: Inference, node: ast.Between, inside: Inside) -> Shape:
    operand = walk.value(node.operand, inside)
    for end in (node.low, node.high):
        _check_alike(walk, operand, walk.value(end, inside), end.span)
    return BOOLEAN


def _check_alike(walk: Inference, left: Shape, right: Shape, span: Span) -> None:
    """Report two values that are compared and can never be: a text and a number."""
    kinds = [STRING if isinstance(one, Word) else one for one in (left, right)]
    if all(one in _COMPARED for one in kinds) and kinds[0] != kinds[1]:
        message = _("{left} is compared with {right}, which is never true").format(
            left=described(left), right=described(right)
        )
        walk.say("never-alike", message, span, _("compare values of the same kind"))


def _in(walk: Inference, node: ast.In, inside: Inside) -> Shape:
    operand = walk.value(node.operand, inside)
    for test in node.tests:
        walk.value(test, inside)
        for word in test.items if isinstance(test, ast.ListLiteral) else (test,):
            _check_word(walk, operand, word)
    return BOOLEAN


def _check_word(walk: Inference, shape: Shape, node: ast.Node) -> None:
    """Report a word that a value is compared with and can never be."""
    written = node.value if isinstance(node, ast.Literal) else None
    if isinstance(shape, Word) and isinstance(written, str) and written not in shape.of:
        message = _("this can never be {word!r}").format(word=written)
        walk.unknown("unknown-choice", message, node.span, written, shape.of)


def _truth(walk: Inference, node: ast.Node, inside: Inside) -> Shape:
    _parts(walk, node, inside)
    return BOOLEAN


def _if(walk: Inference, node: ast.If, inside: Inside) -> Shape:
    walk.value(node.condition, inside)
    then, otherwise = walk.value(node.then, inside), walk.value(node.otherwise, inside)
    if isinstance(then, Word) and isinstance(otherwise, Word):
        return Word(then.of | otherwise.of)
    return then if then == otherwise else ANYTHING


_WALKS: Final[Mapping[type, Callable[[Inference, Any, Inside], Shape]]] = {
    ast.Literal: _literal,
    ast.Name: _name,
    ast.Path: _path,
    ast.Filter: _filter,
    ast.Call: _call,
    ast.For: _for,
    ast.Quantified: _quantified,
    ast.ListLiteral: _list,
    ast.ContextLiteral: _context,
    ast.FunctionLiteral: _function,
    ast.Comparison: _comparison,
    ast.In: _in,
    ast.If: _if,
    ast.Arithmetic: _arithmetic,
    ast.Negation: _negation,
    ast.Logic: _truth,
    ast.Between: _between,
    ast.InstanceOf: _truth,
}
