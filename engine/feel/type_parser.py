"""The type language in a text: ``list<context<a: string>>`` (DMN 1.5, 10.3.1.2 rule 54)."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NoReturn

from engine.feel import lexer, names
from engine.feel.lexer import WORD, Token
from engine.feel.names import Scope
from engine.feel.types import ANY, SIMPLE, ContextOf, FunctionOf, ListOf, NamedType, RangeOf, Type
from engine.language import _
from engine.source import DefinitionError, Problem, Span, Text

_SIMPLE: Final = Scope(dict(SIMPLE))
_NESTING: Final = 50


class TypeParser:
    """Reads one type from ``at`` on; afterwards ``at`` is the token behind it."""

    def __init__(
        self,
        tokens: Sequence[Token],
        at: int,
        types: Mapping[str, Type],
        fail: Callable[[int, str], NoReturn],
    ) -> None:
        self._tokens = tokens
        self._types = Scope(types)
        self._fail = fail
        self._nesting = 0
        self.at = at

    def type(self) -> Type:
        """Return the type that starts here; ``fail`` is called where there is none."""
        self._nesting += 1
        if self._nesting > _NESTING:
            self._fail(self.at, _("a type nested less deep"))
        kind = self._type()
        self._nesting -= 1
        return kind

    def _type(self) -> Type:
        read = self._GENERIC.get(self._text)
        if read and self._tokens[self.at + 1].text == "<":
            self.at += 2
            return read(self)
        found = names.longest([_SIMPLE, self._types], self._tokens, self.at)
        if found and found.type:
            self.at += found.length
            return found.type
        if self._tokens[self.at].kind != WORD:
            self._fail(self.at, _("a type"))
        return self._unknown()

    def _unknown(self) -> Type:
        start = self.at
        self.at += names.words(self._tokens, self.at)
        while self._text == "." and self._tokens[self.at + 1].kind == WORD:
            self.at += 1
            self.at += names.words(self._tokens, self.at)
        return NamedType(names.spelled(self._tokens[start : self.at]))

    def _list(self) -> Type:
        item = self.type()
        self._expect(">")
        return ListOf(item)

    def _range(self) -> Type:
        item = self.type()
        self._expect(">")
        return RangeOf(item)

    def _context(self) -> Type:
        members = [self._member()]
        while self._text == ",":
            self.at += 1
            members.append(self._member())
        self._expect(">")
        return ContextOf(tuple(members))

    def _member(self) -> tuple[str, Type]:
        start = self.at
        while self._text not in {":", ">", ","} and self.at < len(self._tokens) - 1:
            self.at += 1
        name = names.spelled(self._tokens[start : self.at])
        self._expect(":")
        return name, self.type()

    def _function(self) -> Type:
        parameters: list[Type] = []
        while self._text != ">":
            parameters.append(self.type())
            if self._text != ",":
                break
            self.at += 1
        self._expect(">")
        if self._text != "->":
            return FunctionOf(tuple(parameters), ANY)
        self.at += 1
        return FunctionOf(tuple(parameters), self.type())

    @property
    def _text(self) -> str:
        return self._tokens[self.at].text

    def _expect(self, text: str) -> None:
        if self._text != text:
            self._fail(self.at, text)
        self.at += 1

    _GENERIC: Final[Mapping[str, Callable[["TypeParser"], Type]]] = {
        "list": _list,
        "range": _range,
        "context": _context,
        "function": _function,
    }


def parse_type(text: str | Text, types: Mapping[str, Type] | None = None) -> Type:
    """Return the type that a text such as ``list<context<a: string>>`` names.

    ``types`` are named types the text may mention; others are kept as ``Named``.

    Raises:
        DefinitionError: where the text is no type.
    """
    whole = text if isinstance(text, Text) else Text(_("type"), text)
    tokens = lexer.tokens(whole)

    def fail(at: int, expected: str) -> NoReturn:
        span = Span(whole, tokens[at].start, tokens[at].end)
        said = _("did not expect {text!r} here").format(text=tokens[at].text)
        raise DefinitionError(
            [Problem("syntax", said, span, _("expected {what}").format(what=expected))]
        )

    reader = TypeParser(tokens, 0, types or {}, fail)
    kind = reader.type()
    if reader.at != len(tokens) - 1:
        fail(reader.at, _("the end"))
    return kind
