"""Text to syntax tree: a Pratt parser that knows which names are in scope (DMN 1.5, 10.3.1.2).

Binding from weak to strong: ``or``, ``and``, comparison, ``+ -``, ``* /``, ``**``, minus,
``instance of``, path, filter and call. ``3 ** 2 ** 2`` groups from the left and ``-3 ** 2`` is 9,
as the test kit has it.
"""

from collections.abc import Callable, Iterable
from typing import Final, NoReturn

from engine.feel import ast, lexer, names
from engine.feel.ast import Node
from engine.feel.budget import DEFAULT, Budget
from engine.feel.lexer import END, NUMBER, STRING, SYMBOL, WORD, Token
from engine.feel.names import Scope
from engine.feel.numbers import NUMBERS, number_literal
from engine.feel.text import parse_temporal
from engine.feel.type_parser import TypeParser
from engine.feel.types import ANY, CONTEXT, NUMBER as NUMBER_TYPE
from engine.feel.types import ContextOf, ListOf, Type, item_type, member_names, member_type
from engine.language import _
from engine.source import DefinitionError, Problem, Severity, Span, Text, did_you_mean

OR, AND, COMPARE, ADD, MULTIPLY, POWER, MINUS, INSTANCE = range(1, 9)
_CHAIN: Final = 250
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
    ") ] , } = != < <= > >= + * / . then else and or return satisfies in instance".split()
)
_CONSTANTS: Final = {"true": True, "false": False, "null": None}


class Parser:
    """One reading of one text. ``remarks`` gathers what is odd but not wrong."""

    def __init__(self, text: Text, scope: Scope, builtins: Scope, budget: Budget = DEFAULT) -> None:
        self._text = text
        self._budget = budget
        if len(text.body) > budget.text:
            self._refuse_length()
        self._tokens = lexer.tokens(text)
        self._at = 0
        self._scopes = [scope]
        self._builtins = builtins
        self._types: dict[int, tuple[Node, Type]] = {}
        self._nesting = 0
        self._closing = False  # inside the end of a range, where '[' may close it
        self.remarks: list[Problem] = []

    # -- whole texts

    def expression(self) -> Node:
        """Return the tree of the whole text.

        Raises:
            DefinitionError: at the first place where the text cannot be FEEL.
        """
        return self._whole(self._expression)

    def unary_tests(self) -> Node:
        """Return the tree of the whole text as tests of a decision table's cell.

        Raises:
            DefinitionError: at the first place where the text cannot be FEEL.
        """
        self._scopes.append(Scope(["?"]))
        return self._whole(self._unary_tests)

    def _whole(self, read: Callable[[], Node]) -> Node:
        try:
            node = read()
        except RecursionError:
            self._too_deep()
        if self._now.kind != END:
            self._fail(_("an operator or the end"))
        return node

    def _unary_tests(self) -> Node:
        start = self._now.start
        if self._now.text == "-" and self._tokens[self._at + 1].kind == END:
            self._at += 1
            return ast.UnaryTests(self._span(start), ())
        negated = self._now.text == "not" and self._ahead("(") and self._closes_at_end()
        if negated:
            self._at += 2
        tests = self._tests()
        if negated:
            self._expect(")")
        return ast.UnaryTests(self._span(start), tests, negated)

    def _closes_at_end(self) -> bool:
        depth = 0
        for at in range(self._at + 1, len(self._tokens) - 1):
            if self._tokens[at].kind == SYMBOL:
                depth += {"(": 1, ")": -1}.get(self._tokens[at].text, 0)
            if depth == 0:
                return at == len(self._tokens) - 2
        return False

    # -- expressions

    def _expression(self, binding: int = 0) -> Node:
        self._nesting += 1
        if self._nesting > self._budget.nesting:
            self._too_deep()
        start = self._now.start
        left = self._prefix()
        chain = 0
        while (found := _BINDING.get(self._now.text, 0)) > binding and self._now.kind != STRING:
            if self._now.text == "instance" and not self._ahead("of"):
                break
            left = self._infix(left, found, start)
            chain += 1
            if chain > _CHAIN:
                self._too_deep()
        self._nesting -= 1
        return left

    def _inner(self, binding: int = 0) -> Node:
        """Return an expression inside brackets, where '[' opens again."""
        closing, self._closing = self._closing, False
        node = self._expression(binding)
        self._closing = closing
        return node

    def _infix(self, left: Node, binding: int, start: int) -> Node:
        operator = self._take().text
        if binding <= AND:
            return self._logic(left, operator, binding, start)
        if operator == "between":
            low = self._expression(COMPARE)
            self._expect("and")
            high = self._expression(COMPARE)
            return ast.Between(self._span(start), left, low, high)
        if operator == "in":
            return ast.In(self._span(start), left, self._in_tests())
        if operator == "instance":
            self._expect("of")
            return ast.InstanceOf(self._span(start), left, self._type())
        right = self._expression(binding)
        if binding == COMPARE:
            return ast.Comparison(self._span(start), operator, left, right)
        return ast.Arithmetic(self._span(start), operator, left, right)

    def _logic(self, left: Node, operator: str, binding: int, start: int) -> Node:
        terms = [left, self._expression(binding)]
        while self._now.text == operator and self._now.kind == WORD:
            self._at += 1
            terms.append(self._expression(binding))
        return ast.Logic(self._span(start), operator, tuple(terms))

    def _prefix(self) -> Node:
        token = self._now
        if token.kind == NUMBER:
            return self._postfix(self._number(), token.start)
        if token.kind == STRING:
            self._at += 1
            value = lexer.unescape(token.text)
            return self._postfix(ast.Literal(self._span(token.start), value), token.start)
        read = _READERS.get(token.text)
        known = self._known() if token.kind == WORD or read is None else None
        if known and (read is None or known.length > 1):
            return self._postfix(self._name(known), token.start)
        if read is not None:
            if token.text in _OPEN_ENDED:
                return read(self)
            return self._postfix(read(self), token.start)
        if token.kind == WORD and token.text not in names.KEYWORDS:
            return self._postfix(self._unknown_name(), token.start)
        return self._fail(_("a value"))

    def _postfix(self, node: Node, start: int) -> Node:
        chain = 0
        while self._now.kind == SYMBOL:
            token = self._now
            if token.text == ".":
                node = self._path(node, start)
            elif token.text == "[" and not self._closes_range():
                node = self._filter(node, start)
            elif token.text == "(":
                node = self._call(node, start)
            else:
                break
            chain += 1
            if chain > _CHAIN:
                self._too_deep()
        return node

    def _closes_range(self) -> bool:
        follows = self._tokens[self._at + 1]
        return self._closing and (follows.kind == END or follows.text in _AFTER_RANGE)

    def _path(self, source: Node, start: int) -> Node:
        self._at += 1
        kind = self._type_of(source)
        found = Scope(member_names(kind)).match(self._tokens, self._at)
        if self._now.kind != WORD and found is None:
            self._fail(_("the name of a member"))
        name = self._spell(found.length if found else names.words(self._tokens, self._at))
        node = ast.Path(self._span(start), source, name)
        return self._typed(node, member_type(kind, name))

    def _filter(self, source: Node, start: int) -> Node:
        self._at += 1
        kind = item_type(self._type_of(source))
        members = {name: member_type(kind, name) for name in member_names(kind)}
        self._scopes.append(Scope({"item": kind} | members))
        condition = self._inner()
        self._scopes.pop()
        self._expect("]")
        node = ast.Filter(self._span(start), source, condition)
        at_position = self._type_of(condition) == NUMBER_TYPE
        return self._typed(node, kind if at_position or kind is None else ListOf(kind))

    def _call(self, function: Node, start: int) -> Node:
        self._at += 1
        arguments: list[Node] = []
        keys: list[str] = []
        while self._now.text != ")" or self._now.kind != SYMBOL:
            key = self._key() if not arguments or keys else None
            if key is not None:
                keys.append(key)
            arguments.append(self._inner())
            if not self._comma(")"):
                break
        self._expect(")")
        if keys and len(keys) != len(arguments):
            self._fail(_("a name for every argument, or for none"))
        return ast.Call(
            self._span(start), function, tuple(arguments), tuple(keys) if keys else None
        )

    # -- values

    def _number(self) -> Node:
        token = self._take()
        value = number_literal(token.text)
        if value is None:
            self._at -= 1
            self._fail(_("a number within 34 digits and 6144 zeros"))
        return self._typed(ast.Literal(self._span(token.start), value), NUMBER_TYPE)

    def _constant(self) -> Node:
        token = self._take()
        return ast.Literal(self._span(token.start), _CONSTANTS[token.text])

    def _at_literal(self) -> Node:
        start = self._take().start
        if self._now.kind != STRING:
            self._fail(_("a date, time or duration in quotes"))
        text = lexer.unescape(self._take().text)
        value = parse_temporal(text)
        span = self._span(start)
        if value is None:
            said = _("{text!r} is no date, time or duration").format(text=text)
            self.remarks.append(Problem("bad-literal", said, span, severity=Severity.WARNING))
        return ast.AtLiteral(span, text, value)

    def _minus(self) -> Node:
        start = self._take().start
        operand = self._expression(MINUS)
        if (
            isinstance(operand, ast.Literal)
            and type(operand.value) in NUMBERS
            and operand.value > 0
        ):
            return self._typed(ast.Literal(self._span(start), -operand.value), NUMBER_TYPE)
        return ast.Negation(self._span(start), operand)

    def _list(self) -> Node:
        start = self._take().start
        items: list[Node] = []
        while self._now.text != "]":
            items.append(self._inner())
            if len(items) == 1 and self._now.text == "..":
                return self._range(items[0], start, included=True)
            if not self._comma("]"):
                break
        self._expect("]")
        kinds = [kind for kind in map(self._type_of, items) if kind]
        node = ast.ListLiteral(self._span(start), tuple(items))
        return self._typed(node, ListOf(kinds[0] if kinds else ANY))

    def _parenthesis(self) -> Node:
        start = self._take().start
        if self._now.text in _OPENS_TEST and self._now.kind == SYMBOL:
            node = self._test()
            self._expect(")")
            return node
        node = self._inner()
        if self._now.text == "..":
            return self._range(node, start, included=False)
        self._expect(")")
        return node

    def _open_range(self) -> Node:
        start = self._take().start
        node = self._inner()
        if self._now.text != "..":
            self._fail("..")
        return self._range(node, start, included=False)

    def _range(self, first: Node, start: int, *, included: bool) -> Node:
        self._at += 1
        closing, self._closing = self._closing, True
        last = self._expression(COMPARE)
        self._closing = closing
        if self._now.text not in {"]", ")", "["} or self._now.kind != SYMBOL:
            self._fail(_("] or ) at the end of a range"))
        ends = self._take().text == "]"
        return ast.RangeLiteral(self._span(start), first, last, included, ends)

    def _context(self) -> Node:
        start = self._take().start
        scope = Scope()
        self._scopes.append(scope)
        entries: list[ast.Entry] = []
        while self._now.text != "}" or self._now.kind != SYMBOL:
            entries.append(self._entry(scope))
            if not self._comma("}"):
                break
        self._expect("}")
        self._scopes.pop()
        node = ast.ContextLiteral(self._span(start), tuple(entries))
        members = tuple((name, kind or ANY) for name, kind in scope.names.items())
        return self._typed(node, ContextOf(members))

    def _entry(self, scope: Scope) -> ast.Entry:
        start = self._now.start
        if self._now.kind == STRING and self._tokens[self._at + 1].text == ":":
            key: str | None = lexer.unescape(self._take().text)
            self._at += 1
        else:
            key = self._key()
        if key is None:
            self._fail(_("a key, then a colon"))
        value = self._inner()
        scope.add(key, self._type_of(value))
        return ast.Entry(self._span(start), key, value)

    # -- statements

    def _if(self) -> Node:
        start = self._take().start
        condition = self._expression()
        self._expect("then")
        then = self._expression()
        self._expect("else")
        otherwise = self._expression()
        node = ast.If(self._span(start), condition, then, otherwise)
        return self._typed(node, self._type_of(then))

    def _for(self) -> Node:
        start = self._take().start
        depth = len(self._scopes)
        iterations = self._iterations()
        self._expect("return")
        self._scopes.append(Scope(["partial"]))
        body = self._expression()
        del self._scopes[depth:]
        node = ast.For(self._span(start), iterations, body)
        return self._typed(node, ListOf(self._type_of(body) or ANY))

    def _quantified(self) -> Node:
        token = self._take()
        depth = len(self._scopes)
        iterations = self._iterations()
        self._expect("satisfies")
        condition = self._expression()
        del self._scopes[depth:]
        return ast.Quantified(self._span(token.start), token.text, iterations, condition)

    def _iterations(self) -> tuple[ast.Iteration, ...]:
        found = [self._iteration()]
        while self._now.text == "," and self._now.kind == SYMBOL:
            self._at += 1
            found.append(self._iteration())
        return tuple(found)

    def _iteration(self) -> ast.Iteration:
        start = self._now.start
        end = self._at
        while self._tokens[end].text != "in" and self._tokens[end].kind != END:
            end += 1
        if end == self._at or self._tokens[end].kind == END:
            self._fail(_("a name, then 'in'"))
        name = self._spell(end - self._at)
        self._at += 1
        source = self._expression()
        last = None
        if self._now.text == "..":
            self._at += 1
            last = self._expression()
        kind = NUMBER_TYPE if last else item_type(self._type_of(source))
        self._scopes.append(Scope({name: kind}))
        return ast.Iteration(self._span(start), name, source, last)

    def _function(self) -> Node:
        start = self._take().start
        if self._now.text != "(":
            self._fail("(")
        self._at += 1
        parameters: list[ast.Parameter] = []
        while self._now.text != ")":
            parameters.append(self._parameter())
            if not self._comma(")"):
                break
        self._expect(")")
        external = self._now.text == "external" and self._now.kind == WORD
        if external:
            self._at += 1
        self._scopes.append(Scope({parameter.name: parameter.type for parameter in parameters}))
        body = self._expression()
        self._scopes.pop()
        return ast.FunctionDefinition(self._span(start), tuple(parameters), body, external)

    def _parameter(self) -> ast.Parameter:
        end = self._at
        while self._tokens[end].text not in {",", ")", ":"} and self._tokens[end].kind != END:
            end += 1
        if end == self._at:
            self._fail(_("the name of a parameter"))
        name = self._spell(end - self._at)
        if self._now.text != ":":
            return ast.Parameter(name, ANY)
        self._at += 1
        return ast.Parameter(name, self._type())

    def _type(self) -> Type:
        types = self._scopes[0].types
        reader = TypeParser(self._tokens, self._at, types, self._fail_at)
        kind = reader.type()
        self._at = reader.at
        return kind

    # -- tests

    def _tests(self) -> tuple[Node, ...]:
        found = [self._test()]
        while self._now.text == "," and self._now.kind == SYMBOL:
            self._at += 1
            found.append(self._test())
        return tuple(found)

    def _test(self) -> Node:
        start = self._now.start
        if self._now.text in _OPENS_TEST and self._now.kind == SYMBOL:
            operator = self._take().text
            end = self._inner(COMPARE)
            return ast.OpenRange(self._span(start), operator, end)
        return self._inner()

    def _in_tests(self) -> tuple[Node, ...]:
        if self._now.text in _OPENS_TEST and self._now.kind == SYMBOL:
            start = self._now.start
            operator = self._take().text
            return (ast.OpenRange(self._span(start), operator, self._expression(COMPARE)),)
        if self._now.text != "(" or self._now.kind != SYMBOL:
            return (self._expression(COMPARE),)
        before, start = self._at, self._now.start
        self._at += 1
        tests = self._tests()
        if self._now.text == "..":
            return (self._range(tests[0], start, included=False),)
        self._expect(")")
        follows = self._now
        if len(tests) == 1 and follows.kind == SYMBOL and follows.text in {".", "[", "+", "-"}:
            self._at = before
            return (self._expression(COMPARE),)
        return tests

    # -- names

    def _known(self) -> names.Match | None:
        found = names.longest(self._scopes, self._tokens, self._at)
        builtin = self._builtins.match(self._tokens, self._at)
        if builtin and (found is None or self._is_call_of(builtin, found)):
            return builtin
        return found

    def _is_call_of(self, builtin: names.Match, found: names.Match) -> bool:
        return builtin.length > found.length and self._tokens[self._at + builtin.length].text == "("

    def _name(self, known: names.Match) -> Node:
        start = self._now.start
        self._at += known.length
        builtin = known.name in self._builtins.names and not any(
            known.name in scope.names for scope in self._scopes
        )
        node = ast.Name(self._span(start), known.name, builtin)
        return self._typed(node, known.type)

    def _unknown_name(self) -> Node:
        start = self._now.start
        name = self._spell(names.words(self._tokens, self._at))
        span = self._span(start)
        known = [known for scope in self._scopes for known in scope.names] + list(
            self._builtins.names
        )
        said = _("no {name!r} is known here").format(name=name)
        self.remarks.append(
            Problem("unknown-name", said, span, did_you_mean(name, known), Severity.WARNING)
        )
        return ast.Name(span, name, known=False)

    def _key(self) -> str | None:
        """Return the name before a colon and step over both, or None if there is none."""
        end = self._at
        while self._tokens[end].kind in {WORD, NUMBER} or self._tokens[end].text in _IN_NAMES:
            end += 1
        if end == self._at or self._tokens[end].text != ":":
            return None
        key = self._spell(end - self._at)
        self._at += 1
        return key

    def _spell(self, length: int) -> str:
        name = names.spelled(self._tokens[self._at : self._at + length])
        self._at += length
        return name

    # -- tokens, types, problems

    @property
    def _now(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _ahead(self, text: str) -> bool:
        return self._tokens[self._at + 1].text == text

    def _expect(self, text: str) -> None:
        if self._now.text != text or self._now.kind == STRING:
            self._fail(text)
        self._at += 1

    def _comma(self, closing: str) -> bool:
        """Step over a comma and tell whether something follows it."""
        if self._now.text != ",":
            return False
        self._at += 1
        if self._now.text == closing:
            self._fail(_("a value"))
        return True

    def _span(self, start: int) -> Span:
        return Span(self._text, start, self._tokens[self._at - 1].end)

    def _typed(self, node: Node, kind: Type | None) -> Node:
        if kind is not None and kind is not ANY:
            self._types[id(node)] = (node, kind)
        return node

    def _type_of(self, node: Node) -> Type | None:
        known = self._types.get(id(node))
        return known[1] if known else None

    def _fail(self, expected: str) -> NoReturn:
        self._fail_at(self._at, expected)

    def _fail_at(self, at: int, expected: str) -> NoReturn:
        token = self._tokens[at]
        hint = _("expected {what}").format(what=expected)
        said = (
            _("the formula ends too early")
            if token.kind == END
            else _("did not expect {text!r} here").format(text=token.text[:40])
        )
        span = Span(self._text, token.start, token.end)
        raise DefinitionError([Problem("syntax", said, span, hint)])

    def _too_deep(self) -> NoReturn:
        token = self._now
        said = _("the formula is nested more than {depth} deep").format(depth=self._budget.nesting)
        span = Span(self._text, token.start, token.end)
        raise DefinitionError([Problem("too-deep", said, span, _("name its parts in a context"))])

    def _refuse_length(self) -> NoReturn:
        said = _("the formula has {length} characters; at most {most} are read").format(
            length=len(self._text.body), most=self._budget.text
        )
        raise DefinitionError([Problem("too-long", said, Span(self._text, 0, 1))])


_IN_NAMES: Final = frozenset(["+", "-", "*", "/", ".", "'", "**", "..", "?", "’"])
_OPEN_ENDED: Final = frozenset({"if", "for", "some", "every", "function", "-"})
_READERS: Final[dict[str, Callable[[Parser], Node]]] = {
    "true": Parser._constant,
    "false": Parser._constant,
    "null": Parser._constant,
    "@": Parser._at_literal,
    "-": Parser._minus,
    "[": Parser._list,
    "]": Parser._open_range,
    "(": Parser._parenthesis,
    "{": Parser._context,
    "if": Parser._if,
    "for": Parser._for,
    "some": Parser._quantified,
    "every": Parser._quantified,
    "function": Parser._function,
}
