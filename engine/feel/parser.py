"""Text to syntax tree: a Pratt parser that knows which names are in scope (DMN 1.5, 10.3.1.2).

Binding from weak to strong: ``or``, ``and``, comparison, ``+ -``, ``* /``, ``**``, minus,
``instance of``, path, filter and call. ``3 ** 2 ** 2`` groups from the left and ``-3 ** 2`` is 9,
as the test kit has it.
"""

from collections.abc import Callable
from typing import Final

from engine.feel import ast, confusions, lexer, names, types
from engine.feel.ast import Node
from engine.feel.budget import Budget
from engine.feel.lexer import END, NUMBER, STRING, SYMBOL, WORD
from engine.feel.names import Scope
from engine.feel.numbers import Number, negate, number_literal
from engine.feel.reader import ExpressionReader
from engine.feel.text import parse_temporal
from engine.feel.type_parser import TypeParser
from engine.feel.types import ANY, ContextOf, ListOf, Type, item_type, member_names, member_type
from engine.language import _
from engine.source import Problem, Severity, Span, Text, did_you_mean

OR, AND, COMPARE, ADD, MULTIPLY, POWER, MINUS, INSTANCE = range(1, 9)
_HEIGHT: Final = 150
_OPENS_TEST: Final = frozenset({"<", "<=", ">", ">=", "=", "!="})
_BINDING: Final[dict[str, int]] = {
    "or": OR,
    "and": AND,
    **dict.fromkeys((*_OPENS_TEST, "between", "in"), COMPARE),
    "+": ADD,
    "-": ADD,
    "*": MULTIPLY,
    "/": MULTIPLY,
    "**": POWER,
    "instance": INSTANCE,
}
_AFTER_RANGE: Final = frozenset(
    {*")],}=<>+*/.", "!=", "<=", ">=", "then", "else", "and", "or"}
    | {"return", "satisfies", "in", "instance"}
)
_CONSTANTS: Final = {"true": True, "false": False, "null": None}


_OPEN_ENDED: Final = frozenset({"if", "for", "some", "every", "function", "-"})

MOST_SUGGESTIONS: Final = 20
"""Unknown names of one text that are answered with the nearest; looking for it takes time."""


class Parser(ExpressionReader):
    """Reads one text as an expression; ``engine.feel.cells`` reads the tests of a cell."""

    def __init__(
        self, text: Text, scope: Scope, builtins: Scope, budget: Budget | None = None
    ) -> None:
        super().__init__(text, scope, builtins, budget)
        self._nesting = 0
        self._height = 0
        self._unsure = 0  # filters around, of whose items nothing is known
        self._closing = False  # inside the end of a range, where '[' may close it

    # -- whole texts

    def expression(self) -> Node:
        """Return the tree of the whole text.

        Raises:
            DefinitionError: at the first place where the text cannot be FEEL.
        """
        return self.whole(self._expression)

    def whole(self, read: Callable[[], Node]) -> Node:
        """Return what ``read`` makes of the text, which has to end where that does."""
        try:
            node = read()
        except RecursionError:
            self.too_deep()
        if self.now.kind != END:
            self.fail(_("an operator or the end"))
        return node

    # -- expressions

    def _expression(self, binding: int = 0) -> Node:
        self._nesting += 1
        if self._nesting > self.budget.nesting:
            self.too_deep()
        around, self._height = self._height, 1
        start = self.now.start
        left = self._prefix()
        while (found := _BINDING.get(self.now.text, 0)) > binding and self.now.kind != STRING:
            if self.now.text == "instance" and not self.ahead("of"):
                break
            left = self._infix(left, found, start)
            self._higher()
        self._nesting -= 1
        self._height = max(around, self._height + 1)
        return left

    def _higher(self) -> None:
        """Count one more node above those of this expression; all that read trees recurse."""
        self._height += 1
        if self._height > _HEIGHT:
            self.too_deep()

    def _inner(self, binding: int = 0) -> Node:
        """Return an expression inside brackets, where '[' opens again."""
        closing, self._closing = self._closing, False
        node = self._expression(binding)
        self._closing = closing
        return node

    def _infix(self, left: Node, binding: int, start: int) -> Node:
        operator = self.take().text
        if binding <= AND:
            return self._logic(left, operator, binding, start)
        if operator == "between":
            low = self._expression(COMPARE)
            self.expect("and")
            high = self._expression(COMPARE)
            return ast.Between(self.span(start), left, low, high)
        if operator == "in":
            tests = self._in_tests()
            return ast.In(self.span(start), left, tests)
        if operator == "instance":
            self.expect("of")
            kind = self._type()
            return ast.InstanceOf(self.span(start), left, kind)
        right = self._expression(binding)
        if binding == COMPARE:
            return ast.Comparison(self.span(start), operator, left, right)
        return ast.Arithmetic(self.span(start), operator, left, right)

    def _logic(self, left: Node, operator: str, binding: int, start: int) -> Node:
        terms = [left, self._expression(binding)]
        while self.now.text == operator and self.now.kind == WORD:
            self.at += 1
            terms.append(self._expression(binding))
        return ast.Logic(self.span(start), operator, tuple(terms))

    def _prefix(self) -> Node:
        token = self.now
        if token.kind == NUMBER:
            return self._postfix(self._number(token.start, lambda value: value), token.start)
        if token.kind == STRING:
            self.at += 1
            value = lexer.unescape(token.text)
            return self._postfix(ast.Literal(self.span(token.start), value), token.start)
        read = self._READERS.get(token.text)
        known = self.known() if token.kind == WORD or read is None else None
        if known and (read is None or known.length > 1):
            return self._postfix(self._name(known), token.start)
        if read is not None:
            if token.text in _OPEN_ENDED:
                return read(self)
            return self._postfix(read(self), token.start)
        if token.kind == WORD and token.text not in names.KEYWORDS:
            return self._postfix(self._unknown_name(), token.start)
        return self.fail(_("a value"))

    def _postfix(self, node: Node, start: int) -> Node:
        while self.now.kind == SYMBOL:
            token = self.now
            if token.text == ".":
                node = self._path(node, start)
            elif token.text == "[" and not self._closes_range():
                node = self._filter(node, start)
            elif token.text == "(":
                node = self._call(node, start)
            else:
                break
            self._higher()
        return node

    def _closes_range(self) -> bool:
        follows = self.tokens[self.at + 1]
        return self._closing and (follows.kind == END or follows.text in _AFTER_RANGE)

    def _path(self, source: Node, start: int) -> Node:
        self.at += 1
        kind = self.type_of(source)
        found = Scope(member_names(kind)).match(self.tokens, self.at)
        if self.now.kind != WORD and found is None:
            self.fail(_("the name of a member"))
        name = self.spell(found.length if found else names.words(self.tokens, self.at))
        node = ast.Path(self.span(start), source, name)
        return self.typed(node, member_type(kind, name))

    def _filter(self, source: Node, start: int) -> Node:
        self.at += 1
        kind = item_type(self.type_of(source))
        members = {name: member_type(kind, name) for name in member_names(kind)}
        self.scopes.append(Scope({"item": kind} | members))
        self._unsure += not members
        condition = self._inner()
        self._unsure -= not members
        self.scopes.pop()
        self.expect("]")
        node = ast.Filter(self.span(start), source, condition)
        at_position = self.type_of(condition) == types.NUMBER
        return self.typed(node, kind if at_position or kind is None else ListOf(kind))

    def _call(self, function: Node, start: int) -> Node:
        self.at += 1
        arguments: list[Node] = []
        keys: list[str] = []
        while self.now.text != ")" or self.now.kind != SYMBOL:
            key = self.key() if not arguments or keys else None
            if key is not None:
                keys.append(key)
            arguments.append(self._inner())
            if not self.comma(")"):
                break
        self.expect(")")
        if isinstance(function, ast.Path) and confusions.method(function.name):
            self._remark_method(function)
        if keys and len(keys) != len(arguments):
            self.fail(_("a name for every argument, or for none"))
        return ast.Call(self.span(start), function, tuple(arguments), tuple(keys) if keys else None)

    def _remark_method(self, function: ast.Path) -> None:
        said = _("a value has no function {name!r}").format(name=function.name)
        hint = confusions.method(function.name)
        problem = Problem("method", said, function.span, hint, Severity.WARNING)
        self.remarks.append(lambda: problem)

    # -- values

    def _number(self, start: int, signed: Callable[[Number], Number]) -> Node:
        token = self.take()
        self._remark_date(token)
        value = number_literal(token.text)
        if value is None:
            self.at -= 1
            self.fail(_("a number within 34 digits and 6144 zeros"))
        return self.typed(ast.Literal(self.span(start), signed(value)), types.NUMBER)

    def _remark_date(self, token: lexer.Token) -> None:
        day = confusions.bare_date(self.text.body, token.start)
        if day:
            span = Span(self.text, token.start, token.start + len(day))
            said = _("{day} without quotes is a subtraction").format(day=day)
            hint = _("in FEEL it is written {form}").format(form=f'@"{day}"')
            problem = Problem("bare-date", said, span, hint, Severity.WARNING)
            self.remarks.append(lambda: problem)

    def _constant(self) -> Node:
        token = self.take()
        return ast.Literal(self.span(token.start), _CONSTANTS[token.text])

    def _at_literal(self) -> Node:
        start = self.take().start
        if self.now.kind != STRING:
            self.fail(_("a date, time or duration in quotes"))
        text = lexer.unescape(self.take().text)
        value = parse_temporal(text)
        span = self.span(start)
        if value is None:
            said = _("{text!r} is no date, time or duration").format(text=text)
            problem = Problem("bad-literal", said, span, severity=Severity.WARNING)
            self.remarks.append(lambda: problem)
        return ast.AtLiteral(span, text, value)

    def _minus(self) -> Node:
        start = self.take().start
        if self.now.kind == NUMBER:  # a numeric literal may begin with a minus (rule 37)
            return self._postfix(self._number(start, negate), start)
        operand = self._expression(MINUS)
        return ast.Negation(self.span(start), operand)

    def _list(self) -> Node:
        start = self.take().start
        items: list[Node] = []
        while self.now.text != "]":
            items.append(self._inner())
            if len(items) == 1 and self.now.text == "..":
                return self._range(items[0], start, included=True)
            if not self.comma("]"):
                break
        self.expect("]")
        kinds = [kind for kind in map(self.type_of, items) if kind]
        node = ast.ListLiteral(self.span(start), tuple(items))
        return self.typed(node, ListOf(kinds[0] if kinds else ANY))

    def _parenthesis(self) -> Node:
        start = self.take().start
        if self.now.text in _OPENS_TEST and self.now.kind == SYMBOL:
            node = self._test()
            self.expect(")")
            return node
        node = self._inner()
        if self.now.text == "..":
            return self._range(node, start, included=False)
        self.expect(")")
        return node

    def _open_range(self) -> Node:
        start = self.take().start
        node = self._inner()
        if self.now.text != "..":
            self.fail("..")
        return self._range(node, start, included=False)

    def _range(self, first: Node, start: int, *, included: bool) -> Node:
        self.at += 1
        closing, self._closing = self._closing, True
        last = self._expression(COMPARE)
        self._closing = closing
        if self.now.text not in {"]", ")", "["} or self.now.kind != SYMBOL:
            self.fail(_("] or ) at the end of a range"))
        ends = self.take().text == "]"
        return ast.RangeLiteral(self.span(start), first, last, included, ends)

    def _context(self) -> Node:
        start = self.take().start
        scope = Scope()
        self.scopes.append(scope)
        entries: list[ast.NamedEntry] = []
        while self.now.text != "}" or self.now.kind != SYMBOL:
            entries.append(self._entry(scope))
            if not self.comma("}"):
                break
        self.expect("}")
        self.scopes.pop()
        node = ast.ContextLiteral(self.span(start), tuple(entries))
        members = tuple((name, kind or ANY) for name, kind in scope.names.items())
        return self.typed(node, ContextOf(members))

    def _entry(self, scope: Scope) -> ast.NamedEntry:
        start = self.now.start
        if self.now.kind == STRING and self.tokens[self.at + 1].text == ":":
            key: str | None = lexer.unescape(self.take().text)
            self.at += 1
        else:
            key = self.key()
        if key is None:
            self.fail(_("a key, then a colon"))
        value = self._inner()
        scope.add(key, self.type_of(value))
        return ast.NamedEntry(self.span(start), key, value)

    # -- statements

    def _if(self) -> Node:
        start = self.take().start
        condition = self._expression()
        self.expect("then")
        then = self._expression()
        self.expect("else")
        otherwise = self._expression()
        node = ast.If(self.span(start), condition, then, otherwise)
        return self.typed(node, self.type_of(then))

    def _for(self) -> Node:
        start = self.take().start
        depth = len(self.scopes)
        iterations = self._iterations()
        self.expect("return")
        self.scopes.append(Scope(["partial"]))
        body = self._expression()
        del self.scopes[depth:]
        node = ast.For(self.span(start), iterations, body)
        return self.typed(node, ListOf(self.type_of(body) or ANY))

    def _quantified(self) -> Node:
        token = self.take()
        depth = len(self.scopes)
        iterations = self._iterations()
        self.expect("satisfies")
        condition = self._expression()
        del self.scopes[depth:]
        return ast.Quantified(self.span(token.start), token.text, iterations, condition)

    def _iterations(self) -> tuple[ast.Iteration, ...]:
        found = [self._iteration()]
        while self.now.text == "," and self.now.kind == SYMBOL:
            self.at += 1
            found.append(self._iteration())
        return tuple(found)

    def _iteration(self) -> ast.Iteration:
        start = self.now.start
        end = self.at
        while self.tokens[end].text != "in" and self.tokens[end].kind != END:
            end += 1
        if end == self.at or self.tokens[end].kind == END:
            self.fail(_("a name, then 'in'"))
        name = self.spell(end - self.at)
        self.at += 1
        source = self._expression()
        last = None
        if self.now.text == "..":
            self.at += 1
            last = self._expression()
        kind = types.NUMBER if last else item_type(self.type_of(source))
        self.scopes.append(Scope({name: kind}))
        return ast.Iteration(self.span(start), name, source, last)

    def _function(self) -> Node:
        start = self.take().start
        if self.now.text != "(":
            self.fail("(")
        self.at += 1
        parameters: list[ast.FormalParameter] = []
        while self.now.text != ")":
            parameters.append(self._parameter())
            if not self.comma(")"):
                break
        self.expect(")")
        external = self.now.text == "external" and self.now.kind == WORD
        if external:
            self.at += 1
        self.scopes.append(Scope({parameter.name: parameter.type for parameter in parameters}))
        body = self._expression()
        self.scopes.pop()
        return ast.FunctionLiteral(self.span(start), tuple(parameters), body, external)

    def _parameter(self) -> ast.FormalParameter:
        end = self.at
        while self.tokens[end].text not in {",", ")", ":"} and self.tokens[end].kind != END:
            end += 1
        if end == self.at:
            self.fail(_("the name of a parameter"))
        name = self.spell(end - self.at)
        if self.now.text != ":":
            return ast.FormalParameter(name, ANY)
        self.at += 1
        return ast.FormalParameter(name, self._type())

    def _type(self) -> Type:
        reader = TypeParser(self.tokens, self.at, self.scopes[0].types, self.fail_at)
        kind = reader.type()
        self.at = reader.at
        return kind

    # -- tests

    def tests(self) -> tuple[Node, ...]:
        """Return tests with commas between them."""
        found = [self._test()]
        while self.now.text == "," and self.now.kind == SYMBOL:
            self.at += 1
            found.append(self._test())
        return tuple(found)

    def _test(self) -> Node:
        start = self.now.start
        if self.now.text in _OPENS_TEST and self.now.kind == SYMBOL:
            operator = self.take().text
            end = self._inner(COMPARE)
            return ast.OpenRange(self.span(start), operator, end)
        return self._inner()

    def _in_tests(self) -> tuple[Node, ...]:
        if self.now.text in _OPENS_TEST and self.now.kind == SYMBOL:
            start = self.now.start
            operator = self.take().text
            end = self._expression(COMPARE)
            return (ast.OpenRange(self.span(start), operator, end),)
        if self.now.text != "(" or self.now.kind != SYMBOL:
            return (self._expression(COMPARE),)
        before, start = self.at, self.now.start
        self.at += 1
        tests = self.tests()
        if self.now.text == "..":
            return (self._range(tests[0], start, included=False),)
        self.expect(")")
        follows = self.now
        if len(tests) == 1 and follows.kind == SYMBOL and follows.text in {".", "[", "+", "-"}:
            self.at = before
            return (self._expression(COMPARE),)
        return tests

    # -- names

    def _name(self, known: names.Match) -> Node:
        start = self.now.start
        self.at += known.length
        builtin = known.name in self.builtins.names and not any(
            known.name in scope.names for scope in self.scopes
        )
        node = ast.Name(self.span(start), known.name, builtin)
        return self.typed(node, known.type)

    def _unknown_name(self) -> Node:
        start = self.now.start
        name = self.spell(names.words(self.tokens, self.at))
        span = self.span(start)
        if not self._unsure:
            self._remark_unknown(name, span)
        return ast.Name(span, name, known=False)

    def _remark_unknown(self, name: str, span: Span) -> None:
        scopes, few = (*self.scopes, self.builtins), len(self.remarks) < MOST_SUGGESTIONS

        def remark() -> Problem:
            known = [known for scope in scopes for known in scope.names] if few else []
            said = _("no {name!r} is known here").format(name=name)
            hint = confusions.unknown_name(name) or did_you_mean(name, known)
            return Problem("unknown-name", said, span, hint, Severity.WARNING)

        self.remarks.append(remark)

    _READERS: Final[dict[str, Callable[["Parser"], Node]]] = {
        "true": _constant,
        "false": _constant,
        "null": _constant,
        "@": _at_literal,
        "-": _minus,
        "[": _list,
        "]": _open_range,
        "(": _parenthesis,
        "{": _context,
        "if": _if,
        "for": _for,
        "some": _quantified,
        "every": _quantified,
        "function": _function,
    }
