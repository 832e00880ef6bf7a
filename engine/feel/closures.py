"""The reference evaluator: each node becomes a closure once, and is then called with frames.

What the closures do is the meaning of the language; the generated code (see ``generate``) must
agree with it. Null comes with a warning that says where and why.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from engine.feel import ast, iteration, operators
from engine.feel.ast import Node
from engine.feel.budget import meter
from engine.feel.builtins import BUILTINS
from engine.feel.calls import call
from engine.feel.conform import instance_of
from engine.feel.external import external
from engine.feel.frames import Closure, Compiler, Frame, Item, Local
from engine.feel.numbers import NUMBERS
from engine.feel.values import (
    Function,
    Range,
    Signature,
    Value,
    kind_of,
    open_range,
    passes,
)
from engine.language import _


def compile_closure(node: Node, *, tracing: bool = False) -> Closure:
    """Return the closure of an expression, to be called with the frame ``frames.root`` gives."""
    return Compiler(_TABLE, tracing=tracing).compile(node)


def _literal(_compiler: Compiler, node: ast.Literal) -> Closure:
    value = node.value
    return lambda _frame: value


def _at_literal(_compiler: Compiler, node: ast.AtLiteral) -> Closure:
    value, span = node.value, node.span
    if value is not None:
        return lambda _frame: value
    message = _("{text!r} is no date, time or duration").format(text=node.text)

    def missing(frame: Frame) -> Value:
        frame.run.warn(span, message)

    return missing


# -- names


def _name(compiler: Compiler, node: ast.Name) -> Closure:
    name = node.name
    open_at: list[int] = []
    for hops, scope in enumerate(reversed(compiler.scopes)):
        if isinstance(scope, Item):
            if name == "item":
                return _item(hops)
            open_at.append(hops)
        elif name in scope.names:
            found = _local(name, hops)
            return _open(name, open_at, found) if open_at else found
    found = _constant(BUILTINS[name]) if node.builtin else _fact(node)
    return _open(name, open_at, found) if open_at else found


def _constant(value: Value) -> Closure:
    return lambda _frame: value


def _item(hops: int) -> Closure:
    """Return the lookup of ``item``, which an entry of that name in the item comes before."""

    def item(frame: Frame) -> Value:
        for _hop in range(hops):
            frame = frame.parent or frame
        return frame.names.get("item", frame.item)

    return item


def _local(name: str, hops: int) -> Closure:
    if hops == 0:
        return lambda frame: frame.names[name]

    def local(frame: Frame) -> Value:
        for _hop in range(hops):
            frame = frame.parent or frame
        return frame.names[name]

    return local


def _fact(node: ast.Name) -> Closure:
    name, span = node.name, node.span
    message = _("no {name!r} is known here").format(name=name)

    def fact(frame: Frame) -> Value:
        run = frame.run
        try:
            return run.facts[name]
        except KeyError:
            builtin = BUILTINS.get(name)
            if builtin is None:
                run.warn(span, message)
            return builtin

    return fact


def _open(name: str, open_at: list[int], otherwise: Closure) -> Closure:
    """Return a lookup that asks the items of the filters around first, the nearest before all."""
    hops_between = [at - before for at, before in zip(open_at, [0, *open_at], strict=False)]

    def lookup(frame: Frame) -> Value:
        at = frame
        for hops in hops_between:
            for _hop in range(hops):
                at = at.parent or at
            if name in at.names:
                return at.names[name]
        return otherwise(frame)

    return lookup


# -- compound values


def _list(compiler: Compiler, node: ast.ListLiteral) -> Closure:
    items = [compiler.compile(item) for item in node.items]
    return lambda frame: [item(frame) for item in items]


def _context(compiler: Compiler, node: ast.ContextLiteral) -> Closure:
    scope = Local()
    compiler.scopes.append(scope)
    entries: list[tuple[str, Closure]] = []
    twice = None
    for entry in node.entries:
        twice = twice or (entry if entry.key in scope.names else None)
        if isinstance(entry.value, ast.FunctionLiteral):
            scope.names.add(entry.key)
        entries.append((entry.key, compiler.compile(entry.value)))
        scope.names.add(entry.key)
    compiler.scopes.pop()
    if twice is not None:
        return _twice(twice)

    def context(frame: Frame) -> Value:
        values: dict[str, Value] = {}
        inner = Frame(frame.run, frame, values)
        for key, closure in entries:
            values[key] = closure(inner)
        return values

    return context


def _twice(entry: ast.NamedEntry) -> Closure:
    message = _("the key {key!r} stands in the context twice").format(key=entry.key)

    def twice(frame: Frame) -> Value:
        frame.run.warn(entry.span, message)

    return twice


def _range(compiler: Compiler, node: ast.RangeLiteral) -> Closure:
    start, end = compiler.compile(node.start), compiler.compile(node.end)
    start_included, end_included = node.start_included, node.end_included
    return lambda frame: Range(start(frame), end(frame), start_included, end_included)


def _open_range(compiler: Compiler, node: ast.OpenRange) -> Closure:
    end, operator = compiler.compile(node.end), node.operator
    return lambda frame: open_range(operator, end(frame))


def _path(compiler: Compiler, node: ast.Path) -> Closure:
    source, name, span = compiler.compile(node.source), node.name, node.span

    def path(frame: Frame) -> Value:
        value = source(frame)
        found = operators.member(value, name)
        if found is None and not operators.has_member(value, name):
            message = _("{kind} has no {name!r}").format(kind=kind_of(value), name=name)
            frame.run.warn(span, message)
        return found

    return path


# -- operators


def _negation(compiler: Compiler, node: ast.Negation) -> Closure:
    operand, span = compiler.compile(node.operand), node.span

    def negation(frame: Frame) -> Value:
        value = operand(frame)
        found = operators.negate(value)
        if found is None:
            message = _("{kind} has no negative").format(kind=kind_of(value))
            frame.run.warn(span, message)
        return found

    return negation


def _binary(
    compiler: Compiler, node: ast.Arithmetic | ast.Comparison, function: Callable[[Any, Any], Any]
) -> Closure:
    left, right, span = compiler.compile(node.left), compiler.compile(node.right), node.span

    def binary(frame: Frame) -> Value:
        a, b = left(frame), right(frame)
        found = function(a, b)
        if found is None:
            frame.run.warn(span, _why_none(node, a, b))
        return found

    return binary


def _part(node: Node) -> str:
    """Return a part of the formula as written, the end of a long one left out."""
    span = node.span
    text = " ".join(span.text.body[span.start : span.end].split())
    return text if len(text) <= 40 else text[:39] + "\u2026"


def _why_none(node: ast.Arithmetic | ast.Comparison, a: Value, b: Value) -> str:
    if a is None or b is None:
        return _("{part} is null").format(part=_part(node.left if a is None else node.right))
    if node.operator == "/" and type(b) in NUMBERS and not b:
        return _("division by zero has no value")
    sentence = (
        _("{left} {operator} {right} has no value")
        if isinstance(node, ast.Arithmetic)
        else _("{left} {operator} {right} cannot be compared")
    )
    return sentence.format(left=kind_of(a), operator=node.operator, right=kind_of(b))


def _arithmetic(compiler: Compiler, node: ast.Arithmetic) -> Closure:
    return _binary(compiler, node, operators.ARITHMETIC[node.operator])


def _comparison(compiler: Compiler, node: ast.Comparison) -> Closure:
    return _binary(compiler, node, operators.COMPARISONS[node.operator])


def _between(compiler: Compiler, node: ast.Between) -> Closure:
    operand, span = compiler.compile(node.operand), node.span
    low, high = compiler.compile(node.low), compiler.compile(node.high)

    def between(frame: Frame) -> Value:
        value = operand(frame)
        least, most = low(frame), high(frame)
        found = operators.both(operators.at_least(value, least), operators.at_most(value, most))
        if found is None:
            message = _("{value} cannot be between {low} and {high}").format(
                value=kind_of(value), low=kind_of(least), high=kind_of(most)
            )
            frame.run.warn(span, message)
        return found

    return between


def _logic(compiler: Compiler, node: ast.Logic) -> Closure:
    terms = [compiler.compile(term) for term in node.terms]
    decisive = node.operator == "or"
    neutral, span = not decisive, node.span

    def logic(frame: Frame) -> Value:
        odd: Closure | None = None
        for term in terms:
            value = term(frame)
            if value is decisive:
                return decisive
            if value is not neutral:
                odd = odd or term
        if odd is None:
            return neutral
        part = _part(node.terms[terms.index(odd)])
        frame.run.warn(span, _("{part} is neither true nor false").format(part=part))
        return None

    return logic


def _if(compiler: Compiler, node: ast.If) -> Closure:
    condition = compiler.compile(node.condition)
    then, otherwise = compiler.compile(node.then), compiler.compile(node.otherwise)
    return lambda frame: then(frame) if condition(frame) is True else otherwise(frame)


def _instance_of(compiler: Compiler, node: ast.InstanceOf) -> Closure:
    operand, kind = compiler.compile(node.operand), node.type
    return lambda frame: instance_of(operand(frame), kind)


# -- tests


def _in(compiler: Compiler, node: ast.In) -> Closure:
    operand, span = compiler.compile(node.operand), node.span
    tests = [_value_test(compiler, test) for test in node.tests]

    def is_in(frame: Frame) -> Value:
        value = operand(frame)
        found = _any_passes(tests, frame, value)
        if found is None:
            frame.run.warn(span, _("{kind} cannot be tested so").format(kind=kind_of(value)))
        return found

    return is_in


_Test = Callable[[Frame, Value], bool | None]


def _any_passes(tests: list[_Test], frame: Frame, value: Value) -> bool | None:
    found: bool | None = False
    for test in tests:
        passed = test(frame, value)
        if passed is True:
            return True
        if passed is None:
            found = None
    return found


def _value_test(compiler: Compiler, node: Node) -> _Test:
    if isinstance(node, ast.OpenRange):
        compare, end = operators.COMPARISONS[node.operator], compiler.compile(node.end)
        return lambda frame, value: compare(value, end(frame))
    closure = compiler.compile(node)
    return lambda frame, value: passes(value, closure(frame))


def _cell_test(compiler: Compiler, node: Node) -> _Test:
    if isinstance(node, ast.OpenRange):
        return _value_test(compiler, node)
    closure = compiler.compile(node)
    if mentions_input(node):
        return lambda frame, _value: _truth(closure(frame))
    if isinstance(node, ast.Literal):  # "true" is a value to be equal to, not a condition
        return lambda frame, value: passes(value, closure(frame))

    def test(frame: Frame, value: Value) -> bool | None:
        found = closure(frame)
        if found is True and not isinstance(value, bool):
            return True
        return passes(value, found)

    return test


def mentions_input(node: Node) -> bool:
    """Return whether a test speaks of ``?``, and so is a condition rather than a value."""
    return any(isinstance(each, ast.Name) and each.name == "?" for each in ast.walk(node))


def _truth(value: Value) -> bool | None:
    return value if isinstance(value, bool) else None


def _unary_tests(compiler: Compiler, node: ast.UnaryTests) -> Closure:
    if not node.tests:
        return lambda _frame: True
    tests = [_cell_test(compiler, test) for test in node.tests]
    given = _fact(ast.Name(node.span, "?"))
    negated = node.negated

    def unary_tests(frame: Frame) -> Value:
        found = _any_passes(tests, frame, given(frame))
        return found if found is None or not negated else not found

    return unary_tests


# -- functions


def _call(compiler: Compiler, node: ast.Call) -> Closure:
    function = compiler.compile(node.function)
    arguments = [compiler.compile(argument) for argument in node.arguments]
    names, span = node.names, node.span

    def called(frame: Frame) -> Value:
        target = function(frame)
        values = [argument(frame) for argument in arguments]
        warned = len(frame.run.warnings)
        found = call(target, values, names, lambda message: frame.run.warn(span, message))
        if found is None and len(frame.run.warnings) == warned:
            name = getattr(target, "name", "")
            frame.run.warn(span, _("{name}: no value for these arguments").format(name=name))
        return found

    return called


def _function(compiler: Compiler, node: ast.FunctionLiteral) -> Closure:
    names = [parameter.name for parameter in node.parameters]
    body = compiler.inside(Local(*names), node.body)
    nulls = frozenset(range(len(names)))
    parameters, required = node.parameters, len(names)

    def function(frame: Frame) -> Value:
        def invoke(*arguments: Value) -> Value:
            limits = meter()
            limits.enter()
            try:
                limits.spend(1)
                inner = Frame(frame.run, frame, dict(zip(names, arguments, strict=True)))
                if node.external:
                    return external(frame.run.registry, body(inner), arguments)
                return body(inner)
            finally:
                limits.depth -= 1

        return Function(_("function"), (Signature(parameters, required, invoke, nulls=nulls),))

    return function


_TABLE: Final[Mapping[type, Callable[[Compiler, Any], Closure]]] = {
    ast.Literal: _literal,
    ast.AtLiteral: _at_literal,
    ast.Name: _name,
    ast.ListLiteral: _list,
    ast.ContextLiteral: _context,
    ast.RangeLiteral: _range,
    ast.OpenRange: _open_range,
    ast.Path: _path,
    ast.Filter: iteration.compile_filter,
    ast.Call: _call,
    ast.Negation: _negation,
    ast.Arithmetic: _arithmetic,
    ast.Comparison: _comparison,
    ast.Between: _between,
    ast.In: _in,
    ast.Logic: _logic,
    ast.If: _if,
    ast.For: iteration.compile_for,
    ast.Quantified: iteration.compile_quantified,
    ast.InstanceOf: _instance_of,
    ast.FunctionLiteral: _function,
    ast.UnaryTests: _unary_tests,
}
