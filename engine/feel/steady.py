"""The second fast evaluator: generated Python without guesses, in which null is a value.

Where the first one (``engine.feel.generator``) has no code or guessed wrong, this one answers: each
operator is called as the closures call it, but names are found and loops laid out once, when the
code is made. What it leaves to the closures: external functions, functions that outlive the call
they are an argument of, ``partial``, and contexts with a key twice.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from engine.feel import ast, operators
from engine.feel.ast import Node
from engine.feel.builtins import BUILTINS
from engine.feel.closures import mentions_input
from engine.feel.frames import weight
from engine.feel.generator import Compiled
from engine.feel.guards import Unsupported
from engine.feel.guesses import BOOLEAN, NUMBER, STRING, hint
from engine.feel.steady_space import STEADY_SPACE
from engine.feel.values import Value

_LARGEST: Final = 400
_PYTHON: Final = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_LETS_GO: Final = frozenset({"sort", "list replace"})
"""Built-ins that call a function given to them, and do not keep it."""


def steady(tree: Node) -> Compiled | None:
    """Return a function of FEEL facts for a tree, to be called within a budget; None for none."""
    if weight(tree) > _LARGEST:
        return None
    writer = _SteadyWriter()
    try:
        source = f"def steady(f): return {writer.code(tree)}"
        code = compile(source, "<steady>", "exec")
    except (Unsupported, RecursionError, SyntaxError, MemoryError):
        return None
    space: dict[str, Any] = {**STEADY_SPACE, **writer.constants}
    exec(code, space)  # noqa: S102 - made from our tree, no user text
    rule: Compiled = space["steady"]
    return rule


@dataclass
class _SteadyWriter:
    """Writes the code of one expression; ``scopes`` mirrors the frames of the closures.

    A scope is the variables of a loop or function by name, or the variable of a filter's item.
    """

    constants: dict[str, Any] = field(default_factory=dict)
    scopes: list[dict[str, str] | str] = field(default_factory=list)
    count: int = 0

    def code(self, node: Node) -> str:
        """Return code that gives the value of a node."""
        return _CODE[type(node)](self, node)

    def inside(self, scope: dict[str, str] | str, node: Node) -> str:
        self.scopes.append(scope)
        code = self.code(node)
        self.scopes.pop()
        return code

    def variable(self) -> str:
        self.count += 1
        return f"v{self.count}"

    def constant(self, value: Any) -> str:
        if value is None or type(value) is bool:
            return repr(value)
        name = f"K{len(self.constants)}"
        self.constants[name] = value
        return name

    def held(self, node: Node) -> tuple[str, str]:
        """Return code that puts the value of a node into a variable, and the variable."""
        v = self.variable()
        return f"({v} := {self.code(node)})", v


# -- names and values


def _literal(writer: _SteadyWriter, node: ast.Literal | ast.AtLiteral) -> str:
    return writer.constant(node.value)


def _name(writer: _SteadyWriter, node: ast.Name) -> str:
    asked: list[str] = []
    found = ""
    for scope in reversed(writer.scopes):
        if isinstance(scope, str):
            if node.name == "item":
                found = _entry(writer, scope, node.name, scope)
                break
            asked.append(scope)
        elif node.name in scope:
            found = scope[node.name]
            break
    if not found:
        key = writer.constant(node.name)
        found = writer.constant(BUILTINS[node.name]) if node.builtin else f"FACT(f, {key})"
    for item in reversed(asked):
        found = _entry(writer, item, node.name, found)
    return found


def _entry(writer: _SteadyWriter, item: str, name: str, otherwise: str) -> str:
    key = writer.constant(name)
    has = f"({key} in {item} if {item}.__class__ is dict else HAS({item}, {key}))"
    return f"({item}[{key}] if {has} else {otherwise})"


def _list(writer: _SteadyWriter, node: ast.ListLiteral) -> str:
    return f"[{', '.join(map(writer.code, node.items))}]"


def _context(writer: _SteadyWriter, node: ast.ContextLiteral) -> str:
    scope: dict[str, str] = {}
    writer.scopes.append(scope)
    entries = []
    for entry in node.entries:
        if entry.key in scope:
            raise Unsupported
        held, v = writer.held(entry.value)
        scope[entry.key] = v
        entries.append(f"{writer.constant(entry.key)}: {held}")
    writer.scopes.pop()
    return f"{{{', '.join(entries)}}}"


def _range(writer: _SteadyWriter, node: ast.RangeLiteral) -> str:
    ends = f"{writer.code(node.start)}, {writer.code(node.end)}"
    return f"RANGE({ends}, {node.start_included}, {node.end_included})"


def _open_range(writer: _SteadyWriter, node: ast.OpenRange) -> str:
    return f"OPEN({writer.constant(node.operator)}, {writer.code(node.end)})"


def _path(writer: _SteadyWriter, node: ast.Path) -> str:
    held, v = writer.held(node.source)
    key = writer.constant(node.name)
    return f"({v}.get({key}) if {held}.__class__ is dict else MEMBER({v}, {key}))"


# -- operators


def _negation(writer: _SteadyWriter, node: ast.Negation) -> str:
    return f"NEG({writer.code(node.operand)})"


def _arithmetic(writer: _SteadyWriter, node: ast.Arithmetic) -> str:
    function = writer.constant(operators.ARITHMETIC[node.operator])
    return f"{function}({writer.code(node.left)}, {writer.code(node.right)})"


def _comparison(writer: _SteadyWriter, node: ast.Comparison) -> str:
    equation = node.operator in {"=", "!="}
    if equation and isinstance(node.right, ast.Literal) and node.right.value is None:
        return f"({writer.code(node.left)} {'is' if node.operator == '=' else 'is not'} None)"
    function = writer.constant(operators.COMPARISONS[node.operator])
    held, v = writer.held(node.left)
    right = writer.code(node.right)
    kind = hint(node.right) if isinstance(node.right, ast.Literal) else None
    if kind not in {STRING, NUMBER}:
        return f"{function}({held}, {right})"
    test = "is str" if kind == STRING else "in N"
    quick = f"{v} {_PYTHON[node.operator]} {right}"
    return f"({quick} if {held}.__class__ {test} else {function}({v}, {right}))"


def _between(writer: _SteadyWriter, node: ast.Between) -> str:
    return f"BETWEEN({', '.join(map(writer.code, (node.operand, node.low, node.high)))})"


def _logic(writer: _SteadyWriter, node: ast.Logic) -> str:
    decisive = str(node.operator == "or")
    neutral = str(node.operator != "or")
    held = [writer.held(term) for term in node.terms]
    ladder = " else ".join(f"{decisive} if {code} is {decisive}" for code, _v in held)
    all_neutral = " and ".join(f"{v} is {neutral}" for _code, v in held)
    return f"({ladder} else {neutral} if {all_neutral} else None)"


def _if(writer: _SteadyWriter, node: ast.If) -> str:
    then, otherwise = writer.code(node.then), writer.code(node.otherwise)
    return f"({then} if {writer.code(node.condition)} is True else {otherwise})"


def _instance_of(writer: _SteadyWriter, node: ast.InstanceOf) -> str:
    return f"INSTANCE({writer.code(node.operand)}, {writer.constant(node.type)})"


# -- tests


def _in(writer: _SteadyWriter, node: ast.In) -> str:
    held, v = writer.held(node.operand)
    return _any(writer, held, [_value_test(writer, v, test) for test in node.tests])


def _any(writer: _SteadyWriter, held: str, tests: list[str]) -> str:
    """Return code that is true if a test passes, null if none does and one is null."""
    variables = [writer.variable() for _test in tests]
    pairs = zip(variables, tests, strict=True)
    ladder = " else ".join(f"True if ({v} := {test}) is True" for v, test in pairs)
    unknown = " or ".join(f"{v} is None" for v in variables)
    return f"({held}, {ladder} else None if {unknown} else False)[1]"


def _value_test(writer: _SteadyWriter, v: str, test: Node) -> str:
    if isinstance(test, ast.OpenRange):
        function = writer.constant(operators.COMPARISONS[test.operator])
        return f"{function}({v}, {writer.code(test.end)})"
    return f"PASSES({v}, {writer.code(test)})"


def _unary_tests(writer: _SteadyWriter, node: ast.UnaryTests) -> str:
    if not node.tests:
        return "True"
    v = writer.variable()
    tests = [_cell_test(writer, v, test) for test in node.tests]
    found = _any(writer, f"({v} := FACT(f, {writer.constant('?')}))", tests)
    if not node.negated:
        return found
    result = writer.variable()
    return f"(None if ({result} := {found}) is None else not {result})"


def _cell_test(writer: _SteadyWriter, v: str, test: Node) -> str:
    if isinstance(test, ast.OpenRange | ast.Literal):
        return _value_test(writer, v, test)
    if mentions_input(test):
        result = writer.variable()
        code = writer.code(test)
        return f"({result} if ({result} := {code}).__class__ is bool else None)"
    return f"CELL({v}, {writer.code(test)})"


# -- loops: what they run over is handed in, as Python allows no assignment there


def _filter(writer: _SteadyWriter, node: ast.Filter) -> str:
    source, condition = writer.code(node.source), node.condition
    if hint(condition) == NUMBER and (position := _fixed(condition)) is not None:
        return f"AT({source}, {writer.constant(position)})"
    v, cost = writer.variable(), weight(condition)
    test = writer.inside(v, condition)
    if hint(condition) != BOOLEAN:
        return f"FILTER({cost}, {source}, lambda {v}: {test})"
    items = writer.variable()
    kept = f"[{v} for {v} in LIST({items}, {cost}) if {test} is True]"
    return f"(lambda {items}: None if {items} is None else {kept})({source})"


def _fixed(node: Node) -> Value:
    if isinstance(node, ast.Negation):
        return operators.negate(_fixed(node.operand))
    return node.value if isinstance(node, ast.Literal) else None


def _for(writer: _SteadyWriter, node: ast.For) -> str:
    if any(isinstance(each, ast.Name) and each.name == "partial" for each in ast.walk(node)):
        raise Unsupported
    if len(node.iterations) > 1:
        return f"LOOP({weight(node.body)}, lambda: {_turns(writer, node.iterations, node.body)})"
    (one,) = node.iterations
    source = _domain(writer, one, ("ITEMS", "STRETCH"), f", {weight(node.body)}")
    v, items = writer.variable(), writer.variable()
    body = writer.inside({one.name: v}, node.body)
    every = f"[{body} for {v} in {items}]"
    return f"(lambda {items}: None if {items} is None else {every})({source})"


def _quantified(writer: _SteadyWriter, node: ast.Quantified) -> str:
    decisive, cost = node.quantifier == "some", weight(node.condition)
    turns = _turns(writer, node.iterations, node.condition)
    return f"DECIDED({decisive}, {cost}, lambda: {turns})"


def _turns(writer: _SteadyWriter, iterations: tuple[ast.Iteration, ...], body: Node) -> str:
    """Return code of an iterator over the values of the body, each loop in the one before it."""
    one, *rest = iterations
    source = _domain(writer, one, ("ONE", "SPAN"))
    v, items = writer.variable(), writer.variable()
    writer.scopes.append({one.name: v})
    if rest:
        turns = f"NEST({source}, lambda {v}: {_turns(writer, tuple(rest), body)})"
    else:
        turns = f"(lambda {items}: ({writer.code(body)} for {v} in INNER({items})))({source})"
    writer.scopes.pop()
    return turns


def _domain(
    writer: _SteadyWriter, one: ast.Iteration, functions: tuple[str, str], more: str = ""
) -> str:
    if one.end is None:
        return f"{functions[0]}({writer.code(one.source)}{more})"
    return f"{functions[1]}({writer.code(one.source)}, {writer.code(one.end)}{more})"


# -- calls


def _call(writer: _SteadyWriter, node: ast.Call) -> str:
    function = node.function
    lets_go = isinstance(function, ast.Name) and function.builtin and function.name in _LETS_GO
    codes = [
        _function(writer, each) if lets_go and isinstance(each, ast.FunctionLiteral)
        else writer.code(each)
        for each in node.arguments
    ]  # fmt: skip
    target = writer.code(function)
    if node.names is None:
        return f"CALL({', '.join([target, *codes])})"
    return f"NAMED({', '.join([target, writer.constant(node.names), *codes])})"


def _function(writer: _SteadyWriter, node: ast.FunctionLiteral) -> str:
    if node.external:
        raise Unsupported
    variables = {parameter.name: writer.variable() for parameter in node.parameters}
    body = writer.inside(variables, node.body)
    parameters = writer.constant(node.parameters)
    return f"FUNCTION({parameters}, lambda {', '.join(variables.values())}: {body})"


def _unsupported(_writer: _SteadyWriter, _node: Node) -> str:
    raise Unsupported


_CODE: Final[Mapping[type, Callable[[_SteadyWriter, Any], str]]] = {
    ast.Literal: _literal,
    ast.AtLiteral: _literal,
    ast.Name: _name,
    ast.ListLiteral: _list,
    ast.ContextLiteral: _context,
    ast.RangeLiteral: _range,
    ast.OpenRange: _open_range,
    ast.Path: _path,
    ast.Filter: _filter,
    ast.Call: _call,
    ast.Negation: _negation,
    ast.Arithmetic: _arithmetic,
    ast.Comparison: _comparison,
    ast.Between: _between,
    ast.In: _in,
    ast.Logic: _logic,
    ast.If: _if,
    ast.For: _for,
    ast.Quantified: _quantified,
    ast.InstanceOf: _instance_of,
    ast.FunctionLiteral: _unsupported,
    ast.UnaryTests: _unary_tests,
}
