"""The text of Python expressions for the nodes of a tree, with guards on what is guessed.

Names and constants of the author's text become values of the generated function's globals and never
part of its source. Loops run over lists that are there, one deep, so that their cost is bounded
by the facts; the rest is left to the closures.

Kinds of code: ``number``, ``string``, ``boolean`` and ``listing`` give text that surely has such a
value or leaves by ``Miss``; ``value`` gives text that may have any value, null included.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final, TypeAlias

from engine.feel import ast, comparing, operators
from engine.feel.ast import Node
from engine.feel.builtins import BUILTINS
from engine.feel.calls import invoke
from engine.feel.guards import Guards, TooLarge, Unsupported
from engine.feel.guesses import (
    BOOLEAN,
    MOMENT_MAKERS,
    NUMBER,
    STRING,
    TEMPORAL_KIND,
    hint,
    is_leaf,
    limit,
    literal_ends,
)
from engine.feel.numbers import LIMIT, NUMBERS
from engine.feel.temporal import Date, DaysDuration
from engine.feel.temporal_values import DAY, FIRST_DAY, LAST_DAY
from engine.feel.values import Unfit, Value

Compiled: TypeAlias = Callable[[Mapping[str, Value]], Value]

_COMPARE: Final = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_UNFIT_CALLS: Final = frozenset({"now", "today", "sort", "list replace", "not"})


class Generator(Guards):
    """Makes the code of one expression."""

    def __init__(self, size: int, *, plain: bool = False) -> None:
        super().__init__(size, plain=plain)
        self._in_loop = False

    # -- any value

    def value(self, node: Node) -> str:
        """Return code for a node of any kind.

        Raises:
            Unsupported: when there is none.
            TooLarge: when arithmetic could leave 34 digits.
        """
        if not self.plain or not isinstance(node, ast.Name | ast.Path | ast.Filter):
            return self.raw(node)
        return self.guard(node, "value") if is_leaf(node) else f"V({self.raw(node)})"

    def raw(self, node: Node) -> str:
        """Return code for a node of any kind whose value does not come out as it is.

        Raises:
            Unsupported: when there is none.
            TooLarge: when arithmetic could leave 34 digits.
        """
        match node:
            case ast.Literal() | ast.AtLiteral():
                return self.constant(node.value)
            case ast.Path(_span, source, name) if not is_leaf(node):
                function = "STEP" if self.plain else "MEMBER"
                return f"{function}({self.raw(source)}, {self.constant(name)})"
            case ast.Name() | ast.Path():
                return self.leaf(node)
            case ast.ListLiteral(_span, items):
                return f"[{', '.join(self.value(item) for item in items)}]"
            case ast.If(_span, condition, then, otherwise):
                return self._choice(condition, then, otherwise, self.value)
            case ast.Filter():
                return self._filter(node)
            case ast.For():
                return self._for(node)
            case _:
                return self._typed(node)

    def _typed(self, node: Node) -> str:
        kind = hint(node)
        if isinstance(node, ast.Arithmetic | ast.Negation) and kind == TEMPORAL_KIND:
            return self._moved(node)
        if kind == NUMBER:
            return self.number(node)
        if kind == BOOLEAN:
            return self.boolean(node)
        if isinstance(node, ast.Arithmetic):
            return self._sum_or_join(node, kind)
        return self._call(node)

    def _sum_or_join(self, node: ast.Arithmetic, kind: str | None) -> str:
        if node.operator == "+" and kind == STRING:
            raise Unsupported  # joining needs the budget for sizes
        return self.number(node)

    def _moved(self, node: Node) -> str:
        if not isinstance(node, ast.Arithmetic):
            raise Unsupported
        operator = self.shared(operators.ARITHMETIC[node.operator])
        return f"{operator}({self.value(node.left)}, {self.value(node.right)})"

    def _choice(
        self, condition: Node, then: Node, otherwise: Node, make: Callable[[Node], str]
    ) -> str:
        test = self.boolean(condition)
        with self.branch():
            taken = make(then)
        with self.branch():
            return f"({taken} if {test} else {make(otherwise)})"

    def _surely(self, node: Node, kind: str) -> str:
        if is_leaf(node):
            return self.guard(node, kind)
        return self.check(self.raw(node), kind)

    # -- numbers

    def number(self, node: Node) -> str:
        """Return code that is surely a number, or leaves."""
        return self._number(node)[0]

    def _number(self, node: Node) -> tuple[str, int | None]:
        """Return the code and how large its value can be if it is an int; None if it is none."""
        match node:
            case ast.Literal(_span, value) if type(value) in NUMBERS:
                return self.constant(value), abs(value) if isinstance(value, int) else None
            case ast.Name() | ast.Path():
                return self._surely(node, "sized"), self.size
            case ast.Negation(_span, operand):
                self.computes = True
                code, bound = self._number(operand)
                return f"(-{code})", bound
            case ast.Arithmetic():
                return self._arithmetic(node)
            case ast.Call(_span, ast.Name(name="count", builtin=True), (argument,), None):
                return f"len({self.listing(argument)})", self.size
            case ast.If(_span, condition, then, otherwise):
                return self._choice(condition, then, otherwise, self.number), self._checked(LIMIT)
            case _:
                return self.check(self._call(node), "sized"), self.size

    def _checked(self, bound: int) -> int:
        if bound >= LIMIT:
            raise TooLarge if self.size > 10**3 else Unsupported
        return bound

    def _arithmetic(self, node: ast.Arithmetic) -> tuple[str, int | None]:
        self.computes = True
        left, most = self._number(node.left)
        right, more = self._number(node.right)
        match node.operator:
            case "/":
                return f"DIV({left}, {right})", None
            case "+" | "-":
                bound = None if most is None or more is None else self._checked(most + more)
            case "*":
                bound = None if most is None or more is None else self._checked(most * more)
            case _:
                raise Unsupported
        return f"({left} {node.operator} {right})", bound

    # -- booleans

    def boolean(self, node: Node) -> str:
        """Return code that is surely true or false, or leaves."""
        match node:
            case ast.Name() | ast.Path():
                return self._surely(node, BOOLEAN)
            case ast.Comparison():
                return self._comparison(node.operator, node.left, node.right)
            case ast.Logic(_span, operator, terms):
                return self._logic(operator, terms)
            case ast.Between(_span, operand, low, high):
                return self._between(operand, low, high)
            case ast.In(_span, operand, tests):
                return self._in(operand, tests)
            case ast.UnaryTests():
                return self._cell(node)
            case ast.Quantified():
                return self._quantified(node)
            case ast.If(_span, condition, then, otherwise):
                return self._choice(condition, then, otherwise, self.boolean)
            case _:
                return self._other_boolean(node)

    def _other_boolean(self, node: Node) -> str:
        match node:
            case ast.Literal(_span, value) if isinstance(value, bool):
                return "(1 == 1)" if value else "(1 == 0)"
            case ast.Call(_span, ast.Name(name="not", builtin=True), (argument,), None):
                return f"(not {self.boolean(argument)})"
            case _:
                return self.check(self._call(node), BOOLEAN)

    def _logic(self, operator: str, terms: tuple[Node, ...]) -> str:
        codes = [self.boolean(terms[0])]
        with self.branch():
            codes += [self.boolean(term) for term in terms[1:]]
        return f"({f' {operator} '.join(codes)})"

    def _comparison(self, operator: str, left: Node, right: Node) -> str:
        if isinstance(right, ast.Literal) and right.value is None:
            return self._null_test(operator, left)
        kind = hint(left) or hint(right)
        if kind is None and operator not in {"=", "!="}:
            kind = NUMBER
        if kind == NUMBER and self.plain:
            return comparing.numbers(self, operator, left, right)
        if kind in {NUMBER, STRING, BOOLEAN}:
            make = self._equals if operator in {"=", "!="} else self._ordered
            return f"({make(left, kind)} {_COMPARE[operator]} {make(right, kind)})"
        if kind == TEMPORAL_KIND and (days := self._days(left, right)):
            return f"({days[0]} {_COMPARE[operator]} {days[1]})"
        compare = self.shared(operators.COMPARISONS[operator])
        return f"T({compare}({self.value(left)}, {self.value(right)}))"

    def _null_test(self, operator: str, left: Node) -> str:
        if operator not in {"=", "!="} or isinstance(left, ast.Literal):
            raise Unsupported
        presence = self.plain and is_leaf(left)
        code = self.guard(left, "present") if presence else self.value(left)
        return f"({code} {'is' if operator == '=' else 'is not'} None)"

    def compared(self, node: Node, *others: Node) -> str:
        """Return code of a number that is only compared, so that its size does not matter."""
        if not is_leaf(node):
            return self.number(node)
        few = self.plain and others and all(comparing.is_few(other) for other in others)
        return self.guard(node, "comparable" if few else NUMBER)

    def _string(self, node: Node) -> str:
        if isinstance(node, ast.Literal) and isinstance(node.value, str):
            return self.constant(node.value)
        return self._surely(node, STRING)

    def _equals(self, node: Node, kind: str) -> str:
        """Return code of a side of an equation; null may stand there, as Python agrees on it."""
        if is_leaf(node):
            return self.guard(node, f"{kind} or null")
        return self.boolean(node) if kind == BOOLEAN else self._ordered(node, kind)

    def _ordered(self, node: Node, kind: str) -> str:
        if kind == BOOLEAN:
            raise Unsupported
        return self.compared(node) if kind == NUMBER else self._string(node)

    def _between(self, operand: Node, low: Node, high: Node) -> str:
        if {hint(low), hint(high)} & {STRING, TEMPORAL_KIND, BOOLEAN}:
            raise Unsupported
        least, code = self.compared(low, operand), self.compared(operand, low, high)
        with self.branch():
            return f"({least} <= {code} <= {self.compared(high, operand)})"

    # -- days

    def _days(self, left: Node, right: Node) -> tuple[str, str] | None:
        """Return both sides of a comparison of dates as day numbers, if they could be dates."""
        before = dict(self.guarded)
        first = self._day(left)
        second = self._day(right) if first else None
        if first and second:
            return first, second
        self.guarded = before
        return None

    def _day(self, node: Node) -> str | None:
        if is_leaf(node):
            return self.guard(node, "day")
        match node:
            case ast.Arithmetic(_span, "+" | "-" as operator, left, right) if is_leaf(left):
                length = self._fixed(right)
                if not isinstance(length, DaysDuration) or length.nanoseconds % DAY:
                    return None
                days, variable = length.nanoseconds // DAY, self.variable()
                moved = f"({variable} := {self.guard(left, 'day')} {operator} ({days}))"
                return f"({variable} if {FIRST_DAY} <= {moved} <= {LAST_DAY} else M())"
            case _:
                value = self._fixed(node)
                return f"({value.ordinal})" if isinstance(value, Date) else None

    def _fixed(self, node: Node) -> Value:
        """Return the temporal value that a literal or a call with a literal stands for, or None."""
        match node:
            case ast.AtLiteral(_span, _text, value):
                return value
            case ast.Call(_span, ast.Name(name=name, builtin=True), (ast.Literal(value=str()),)):
                return self.constants.get(self._call(node)) if name in MOMENT_MAKERS else None
            case _:
                return None

    # -- tests

    def _in(self, operand: Node, tests: tuple[Node, ...]) -> str:
        if len(tests) == 1 and isinstance(tests[0], ast.ListLiteral):
            tests = tests[0].items
            if any(isinstance(test, ast.ListLiteral | ast.OpenRange) for test in tests):
                raise Unsupported
        return self._one_of(operand, tests)

    def _one_of(self, operand: Node, tests: tuple[Node, ...]) -> str:
        if not tests or not is_leaf(operand):
            raise Unsupported
        values = [test.value for test in tests if isinstance(test, ast.Literal)]
        kinds = {hint(limit(test)) for test in tests}
        kind = kinds.pop() if len(kinds) == 1 else None
        if kind not in {NUMBER, STRING}:
            raise Unsupported
        if len(values) == len(tests) > 1:
            code = self.compared(operand, *tests) if kind == NUMBER else self._string(operand)
            return f"({code} in {self.shared(frozenset(values))})"
        first = self._test(operand, tests[0], kind)
        with self.branch():
            rest = [self._test(operand, test, kind) for test in tests[1:]]
        return f"({' or '.join([first, *rest])})"

    def _test(self, operand: Node, test: Node, kind: str) -> str:
        if isinstance(test, ast.OpenRange):
            return self._comparison(test.operator, operand, test.end)
        if isinstance(test, ast.Literal):
            return self._comparison("=", operand, test)
        if not isinstance(test, ast.RangeLiteral) or not literal_ends(test):
            raise Unsupported
        above = "<=" if test.start_included else "<"
        below = "<=" if test.end_included else "<"
        if kind == NUMBER:
            code = self.compared(operand, test.start, test.end)
        else:
            code = self._string(operand)
        return f"({self.value(test.start)} {above} {code} {below} {self.value(test.end)})"

    def _cell(self, node: ast.UnaryTests) -> str:
        if not node.tests:
            return "(1 == 1)"
        if any(isinstance(each, ast.Name) and each.name == "?" for each in ast.walk(node)):
            if len(node.tests) > 1:
                raise Unsupported
            code = self.boolean(node.tests[0])
        else:
            code = self._one_of(ast.Name(node.span, "?"), node.tests)
        return f"(not {code})" if node.negated else code

    # -- lists

    def listing(self, node: Node) -> str:
        """Return code that is surely a list, its items raw, or leaves."""
        return self.raw(node) if _is_list(node) else f"L({self.raw(node)})"

    def _looped(self, loop: Callable[[str], str], source: Node) -> str:
        """Return code of a loop; Python allows no guards in what a comprehension runs over."""
        code = self.listing(source)
        if ":=" not in code:
            return loop(code)
        items = self.variable()
        return f"(lambda {items}: {loop(items)})({code})"

    def _filter(self, node: ast.Filter) -> str:
        if isinstance(node.condition, ast.Literal) and type(node.condition.value) is int:
            return f"AT({self.listing(node.source)}, {self.constant(node.condition.value)})"
        if hint(node.condition) != BOOLEAN:
            raise Unsupported

        def loop(source: str) -> str:
            with self._loop() as variable:
                self.item = variable
                return f"[{variable} for {variable} in {source} if {self.boolean(node.condition)}]"

        return self._looped(loop, node.source)

    def _for(self, node: ast.For) -> str:
        if any(isinstance(each, ast.Name) and each.name == "partial" for each in ast.walk(node)):
            raise Unsupported
        name = _only(node.iterations).name

        def loop(source: str) -> str:
            with self._loop(name) as variable:
                return f"[{self.value(node.body)} for {variable} in {source}]"

        return self._looped(loop, node.iterations[0].source)

    def _quantified(self, node: ast.Quantified) -> str:
        test = "any" if node.quantifier == "some" else "all"
        name = _only(node.iterations).name

        def loop(source: str) -> str:
            with self._loop(name) as variable:
                return f"{test}([{self.boolean(node.condition)} for {variable} in {source}])"

        return self._looped(loop, node.iterations[0].source)

    @contextmanager
    def _loop(self, name: str | None = None) -> Iterator[str]:
        if self._in_loop:
            raise Unsupported
        self._in_loop = True
        variable = self.variable()
        with self.branch():
            if name is not None:
                self.names[name] = variable
            yield variable
        self.item = None
        self.names.pop(name or "", None)
        self._in_loop = False

    # -- calls

    def _call(self, node: Node) -> str:
        match node:
            case ast.Call(_span, ast.Name(name=name, builtin=True), arguments, None):
                if name in MOMENT_MAKERS and len(arguments) == 1:
                    return self._moment(arguments[0], name)
                if name in _UNFIT_CALLS:
                    raise Unsupported
                if name == "sum" and self.plain and len(arguments) == 1:
                    return f"SUM(CALL, {self.shared(BUILTINS[name])}, {self.raw(arguments[0])})"
                return self._called(self.shared(BUILTINS[name]), arguments)
            case ast.Call(_span, function, arguments, None) if is_leaf(function):
                return self._called(self.value(function), arguments)
            case _:
                raise Unsupported

    def _called(self, function: str, arguments: tuple[Node, ...]) -> str:
        codes = "".join(f", {self.value(argument)}" for argument in arguments)
        return f"CALL({function}{codes})"

    def _moment(self, argument: Node, name: str) -> str:
        if not isinstance(argument, ast.Literal) or not isinstance(argument.value, str):
            return f"CALL({self.shared(BUILTINS[name])}, {self.value(argument)})"
        try:
            return self.constant(invoke(BUILTINS[name], [argument.value]))
        except Unfit:
            raise Unsupported from None


def _is_list(node: Node) -> bool:
    match node:
        case ast.Filter(_span, _source, condition):
            return not isinstance(condition, ast.Literal)
        case _:
            return isinstance(node, ast.For | ast.ListLiteral)


def _only(iterations: tuple[ast.Iteration, ...]) -> ast.Iteration:
    if len(iterations) > 1 or iterations[0].end is not None:
        raise Unsupported
    return iterations[0]
