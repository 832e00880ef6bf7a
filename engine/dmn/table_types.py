"""Names and types in a decision table: what a cell can never be, found before anything runs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from engine.dmn.columns import is_constant
from engine.dmn.decide import CellFacts, Part, Prepared
from engine.dmn.table import Input, Output
from engine.feel import Scope, Type, ast, evaluate, literal, parse_type
from engine.feel.types import SIMPLE, ListOf, NamedType, Simple
from engine.feel.values import OPEN, Range, kind_of
from engine.language import _
from engine.source import DefinitionError, Problem, Span, did_you_mean

_CHECKED: Final = frozenset(
    {
        "number",
        "string",
        "boolean",
        "date",
        "time",
        "date and time",
        "days and time duration",
        "years and months duration",
    }
)


_ELSEWHERE: Final = {
    **dict.fromkeys(("integer", "int", "long", "double", "float", "decimal", "short"), "number"),
    **dict.fromkeys(("text", "str", "char"), "string"),
    **dict.fromkeys(("bool", "flag"), "boolean"),
    **dict.fromkeys(("datetime", "timestamp"), "date and time"),
    **dict.fromkeys(("duration", "daytimeduration"), "days and time duration"),
}
"""What other vendors call the types of FEEL."""


def check_types(prepared: Prepared, scope: Scope | None) -> tuple[Problem, ...]:
    """Return unknown names and types, comparisons of the wrong kind, results not allowed."""
    checks = _Types(prepared, scope)
    return (*checks.names(), *checks.tests(), *checks.results())


@dataclass(frozen=True)
class _Types:
    prepared: Prepared
    scope: Scope | None

    def names(self) -> Iterator[Problem]:
        """Yield the names that neither inputs, parameters nor the scope know."""
        known = [*self.prepared.table.names(), *(one.name for one in self.prepared.table.inputs)]
        known += self.scope.names if self.scope else ()
        for part in self._parts():
            for remark in part.expression.remarks:
                word = _written(remark.span)
                hint = did_you_mean(word, known) or remark.hint
                yield Problem(remark.code, remark.message, remark.span, hint)

    def _parts(self) -> Iterator[Part]:
        if self.scope is not None:
            yield from self.prepared.inputs
        for row in (*self.prepared.tests, *self.prepared.results):
            yield from (part for part in row if part is not None)

    def tests(self) -> Iterator[Problem]:
        """Yield the tests that compare an input with values of another kind."""
        for at, one in enumerate(self.prepared.table.inputs):
            kind, problem = self._kind(one)
            if problem:
                yield problem
            if kind:
                for row in self.prepared.tests:
                    yield from self._cell(one, kind, row[at])

    def _cell(self, one: Input, kind: str, part: Part | None) -> Iterator[Problem]:
        tree = part.expression.tree if part else None
        if part is None or not isinstance(tree, ast.UnaryTests):
            return
        for node in _compared(tree):
            for found in self._kinds(node):
                if found not in {kind, "null"}:
                    message = _("{name} is a {kind}, and this compares it with a {found}")
                    text = message.format(name=one.name, kind=kind, found=found)
                    yield Problem("wrong-type", text, node.span)

    def _kinds(self, node: ast.Node) -> set[str]:
        """Return the kinds of values a test compares with, none where facts decide."""
        if not is_constant(node, self.prepared.parameters):
            return set()
        value = evaluate(_written(node.span), self.prepared.parameters).value
        match value:
            case list():
                return {kind_of(item) for item in value}
            case Range(start=start, end=end):
                return {kind_of(limit) for limit in (start, end) if limit is not OPEN}
            case _:
                return {kind_of(value)}

    def results(self) -> Iterator[Problem]:
        """Yield the results that are not of their output's type, or not allowed there."""
        for at, one in enumerate(self.prepared.table.outputs):
            kind, problem = self._kind(one)
            if problem:
                yield problem
            column = [row[at] for row in self.prepared.results]
            default = self.prepared.defaults[at]
            for part in (*column, default) if default else column:
                if is_constant(part.expression.tree, self.prepared.parameters):
                    yield from self._result(one, kind, self.prepared.priorities[at], part)

    def _result(
        self, one: Output, kind: str, allowed: Sequence[Part], part: Part
    ) -> Iterator[Problem]:
        scope = CellFacts(self.prepared.parameters, {}, {})
        value = part.value(scope)
        if value is None:
            return
        name = one.name or _("the result")
        if kind and kind_of(value) != kind:
            message = _("{name} is a {kind}, and this is a {found}")
            text = message.format(name=name, kind=kind, found=kind_of(value))
            yield Problem("wrong-type", text, part.cell.span)
        elif allowed and not self._passes(value, allowed, scope):
            message = _("{value} is not an allowed {name}").format(value=literal(value), name=name)
            expected = _("expected: {keys}").format(keys=one.allowed.text if one.allowed else "")
            words = [each.cell.text.strip('"') for each in allowed]
            near = did_you_mean(value, words) if isinstance(value, str) else ""
            hint = "; ".join(filter(None, (near, expected)))
            yield Problem("not-allowed", message, part.cell.span, hint)

    def _passes(self, value: Any, allowed: Sequence[Part], scope: CellFacts) -> bool:
        scope.value = value
        items = value if isinstance(value, list) else [value]
        for item in items:
            scope.value = item
            if not any(part.value(scope) is True for part in allowed):
                return False
        return True

    def _kind(self, one: Input | Output) -> tuple[str, Problem | None]:
        """Return the kind to check for, none where any may come, and what is wrong with it."""
        if not one.type:
            return "", None
        types = {**SIMPLE, **(self.scope.types if self.scope else {})}
        try:
            found = types.get(one.type) or parse_type(one.type)
        except DefinitionError as error:
            return "", error.problems[0]
        unknown = _unknown(found)
        if unknown and unknown not in types:
            message = _("{name} has the type {word!r}, which is not known")
            text = message.format(name=one.name or _("the result"), word=unknown)
            span = self.prepared.table.span
            return "", Problem("unknown-type", text, span, type_hint(unknown, types))
        name = found.name if isinstance(found, Simple) else ""
        return name if name in _CHECKED else "", None


def type_hint(word: str, known: Iterable[str]) -> str:
    """Return what may have been meant by a type that nobody knows."""
    feel = _ELSEWHERE.get(word.lower())
    return _("in FEEL it is {kind!r}").format(kind=feel) if feel else did_you_mean(word, known)


def feel_type(name: str) -> str:
    """Return a type of FEEL for what others call it, none where it is unknown or no simple one."""
    bare = name.rpartition(":")[2]
    known = _ELSEWHERE.get(bare.lower(), bare)
    try:
        return known if known in SIMPLE or not _unknown(parse_type(known)) else ""
    except DefinitionError:
        return ""


def _unknown(kind: Type) -> str:
    match kind:
        case NamedType(name=name):
            return name
        case ListOf(item=item):
            return _unknown(item)
        case _:
            return ""


def _compared(tests: ast.UnaryTests) -> Iterator[ast.Node]:
    for test in tests.tests:
        match test:
            case ast.OpenRange(end=end):
                yield end
            case ast.RangeLiteral(start=start, end=end):
                yield from (start, end)
            case _:
                yield test


def _written(span: Span | None) -> str:
    return span.text.body[span.start : span.end] if span else ""
