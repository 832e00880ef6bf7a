"""The cursor of a parser: tokens, spans, the names in scope, and the problems it can raise."""

from collections.abc import Callable
from typing import Final, NoReturn

from engine.feel import lexer, names
from engine.feel.ast import Node
from engine.feel.budget import Budget, allowed
from engine.feel.confusions import where_stopped
from engine.feel.lexer import END, NUMBER, STRING, WORD, Token
from engine.feel.names import Scope
from engine.feel.types import ANY, Type
from engine.language import _
from engine.source import DefinitionError, Problem, Span, Text

_IN_NAMES: Final = frozenset(["+", "-", "*", "/", ".", "'", "**", "..", "?", "\u2019"])


class ExpressionReader:
    """One reading of one text. ``remarks`` gathers what is odd but not wrong, told when asked.

    ``scopes`` are the names known from the outside in; ``at`` is the token that comes next.
    """

    def __init__(
        self, text: Text, scope: Scope, builtins: Scope, budget: Budget | None = None
    ) -> None:
        self.text = text
        self.budget = budget or allowed()
        if len(text.body) > self.budget.text:
            self._refuse_length()
        self.tokens = lexer.tokens(text)
        self.at = 0
        self.scopes = [scope]
        self.builtins = builtins
        self.kinds: dict[int, tuple[Node, Type]] = {}
        self.remarks: list[Callable[[], Problem]] = []

    def known(self) -> names.Match | None:
        """Return the name known here that takes the most tokens, or None."""
        found = names.longest(self.scopes, self.tokens, self.at)
        builtin = self.builtins.match(self.tokens, self.at)
        if builtin and (found is None or self._is_call_of(builtin, found)):
            return builtin
        return found

    def _is_call_of(self, builtin: names.Match, found: names.Match) -> bool:
        return builtin.length > found.length and self.tokens[self.at + builtin.length].text == "("

    def key(self) -> str | None:
        """Return the name before a colon and step over both, or None if there is none."""
        end = self.at
        while self.tokens[end].kind in {WORD, NUMBER} or self.tokens[end].text in _IN_NAMES:
            end += 1
        if end == self.at or self.tokens[end].text != ":":
            return None
        key = self.spell(end - self.at)
        self.at += 1
        return key

    def spell(self, length: int) -> str:
        """Return the name that the next tokens spell and step over them."""
        name = names.spelled(self.tokens[self.at : self.at + length])
        self.at += length
        return name

    # -- tokens, types, problems

    @property
    def now(self) -> Token:
        """The token that comes next."""
        return self.tokens[self.at]

    def take(self) -> Token:
        """Return the next token and step over it."""
        token = self.tokens[self.at]
        self.at += 1
        return token

    def ahead(self, text: str) -> bool:
        """Return whether the token after the next has this text."""
        return self.tokens[self.at + 1].text == text

    def expect(self, text: str) -> None:
        """Step over a token of this text; anything else is a problem."""
        if self.now.text != text or self.now.kind == STRING:
            self.fail(text)
        self.at += 1

    def comma(self, closing: str) -> bool:
        """Step over a comma and tell whether something follows it."""
        if self.now.text != ",":
            return False
        self.at += 1
        if self.now.text == closing:
            self.fail(_("a value"))
        return True

    def span(self, start: int) -> Span:
        """Return the characters from ``start`` to the end of the last token taken."""
        return Span(self.text, start, self.tokens[self.at - 1].end)

    def typed(self, node: Node, kind: Type | None) -> Node:
        """Note what is known about the type of a node, and return the node."""
        if kind is not None and kind is not ANY:
            self.kinds[id(node)] = (node, kind)
        return node

    def type_of(self, node: Node) -> Type | None:
        """Return the type noted for a node."""
        known = self.kinds.get(id(node))
        return known[1] if known else None

    def fail(self, expected: str) -> NoReturn:
        """Refuse the text at the next token."""
        self.fail_at(self.at, expected)

    def fail_at(self, at: int, expected: str) -> NoReturn:
        """Refuse the text at a token, saying what was expected there."""
        token = self.tokens[at]
        hint = where_stopped(self.text.body, max(token.end, token.start)) or _(
            "expected {what}"
        ).format(what=expected)
        said = (
            _("the formula ends too early")
            if token.kind == END
            else _("did not expect {text!r} here").format(text=token.text[:40])
        )
        span = Span(self.text, token.start, token.end)
        raise DefinitionError([Problem("syntax", said, span, hint)])

    def too_deep(self) -> NoReturn:
        """Refuse the text for being nested too deep."""
        token = self.now
        said = _("the formula is nested more than {depth} deep").format(depth=self.budget.nesting)
        span = Span(self.text, token.start, token.end)
        raise DefinitionError([Problem("too-deep", said, span, _("name its parts in a context"))])

    def _refuse_length(self) -> NoReturn:
        said = _("the formula has {length} characters; at most {most} are read").format(
            length=len(self.text.body), most=self.budget.text
        )
        raise DefinitionError([Problem("too-long", said, Span(self.text, 0, 1))])
