"""Boxed expressions made ready to run (DMN 1.5, clause 10.2).

``BoxedCompiler`` turns an expression into a function of the names it sees. A text that is not
FEEL does not stop a model from being loaded: its value is null, with the problem as the reason.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from engine.dmn import model
from engine.dmn.cell_texts import placed
from engine.dmn.decide import other_language, prepare
from engine.dmn.item_types import Types
from engine.dmn.model import Boxed, Variable
from engine.dmn.ready import Ready
from engine.dmn.session import (
    Boundary,
    Code,
    Names,
    evaluated,
    extended,
    function_value,
    held_to,
)
from engine.dmn.table import Aggregator, Cell, DecisionTable, HitPolicy
from engine.feel import Scope, Type, Value, parse
from engine.feel.budget import spend
from engine.feel.calls import call
from engine.feel.external import external
from engine.feel.types import ANY, ContextOf, ListOf, item_type, member_names, member_type
from engine.feel.values import kind_of
from engine.language import _
from engine.source import DefinitionError, Problem, Span


@dataclass(frozen=True)
class _Body:
    """What a loop does with each item, and the names it sees then."""

    code: Code
    names: Callable[[Value, Value], dict[str, Value]]
    span: Span | None


_LOOPS: Final = {
    "for": "for each in source return body(each, partial)",
    "some": "some each in source satisfies body(each, null)",
    "every": "every each in source satisfies body(each, null)",
    "filter": "source[body(item, null)]",
}


class BoxedCompiler:
    """Compiles the expressions of one model; what is wrong is kept in ``problems``.

    ``tables`` are the decision tables met, each with the names it sees.
    """

    def __init__(self, types: Types) -> None:
        self._types = types
        self.problems: list[Problem] = []
        self.tables: list[tuple[DecisionTable, Scope]] = []
        self._loops = {kind: parse(text, ["source", "body"]) for kind, text in _LOOPS.items()}

    def compile(self, expression: Boxed | None, known: Scope) -> Code:
        """Return the function of an expression that sees the ``known`` names."""
        if expression is None:
            return _empty(None)
        code = self._compile(expression, known)
        return held_to(code, self._boundary_of(expression))

    def boundary(self, variable: Variable) -> Boundary:
        """Return what the value of a variable is held to."""
        return Boundary(self._types.named(variable.type), variable.type, variable.span)

    def _boundary_of(self, expression: Boxed) -> Boundary:
        kind = self._types.named(expression.type)
        return Boundary(kind, expression.type, span_of(expression))

    def _compile(self, expression: Boxed, known: Scope) -> Code:
        match expression:
            case model.LiteralExpression(cell):
                return self._literal(cell, known)
            case model.TableExpression(table):
                return self._table(table, known)
            case model.Context(entries):
                return self._context(entries, known)
            case model.Invocation(function, bindings):
                return self._invocation(function, bindings, known)
            case model.FunctionDefinition():
                return self._function(expression, known)
            case model.ListExpression(items):
                return _listed([self.compile(one, known) for one in items])
            case model.Relation(columns, rows):
                return self._relation(columns, rows, known)
            case model.Conditional(condition, then, otherwise):
                parts = [self.compile(one, known) for one in (condition, then, otherwise)]
                return _chosen(span_of(condition), *parts)
            case model.FilterExpression() | model.Iterator_():
                return self._loop(expression, known)

    def _literal(self, cell: Cell, known: Scope) -> Code:
        text = placed(cell, _("formula"))
        if not cell.text:
            return _empty(cell.span)
        if cell.language:
            return self._broken(DefinitionError([other_language(cell)]))
        try:
            expression = parse(text, known)
        except DefinitionError as error:
            return self._broken(error)
        self.problems += expression.remarks
        return evaluated(expression)

    def _broken(self, error: DefinitionError) -> Code:
        self.problems += error.problems
        problem = error.problems[0]

        def broken(names: Names) -> Value:
            names.session.warn(problem.span, str(problem))

        return broken

    def _table(self, table: DecisionTable, known: Scope) -> Code:
        self.tables.append((table, known))
        try:
            ready = Ready(prepare(table, known))
        except DefinitionError as error:
            return self._broken(error)

        cost = len(table.rows) * len(table.inputs)

        def decided(names: Names) -> Value:
            session = names.session
            spend(cost)
            decision = ready.decide(names, explain=session.explain)
            for message in decision.warnings:
                session.warn(table.span, message)
            if session.explain:
                session.tables.append(decision)
            return decision.value

        kind = self._result_type(table)
        return held_to(decided, Boundary(kind, str(kind), table.span))

    def _result_type(self, table: DecisionTable) -> Type:
        """Return the type that the outputs of a table declare for what it gives."""
        kinds = [(one.name, self._types.named(one.type)) for one in table.outputs]
        if table.aggregator is not Aggregator.LIST or all(kind is ANY for _name, kind in kinds):
            return ANY
        return _of_table(table, kinds[0][1] if len(kinds) == 1 else ContextOf(tuple(kinds)))

    def _context(self, entries: Sequence[model.ContextEntry], known: Scope) -> Code:
        seen = extended(known, {})
        codes: list[tuple[str | None, Code]] = []
        for entry in entries:
            code = self.compile(entry.expression, seen)
            if entry.variable is None:
                codes.append((None, code))
                continue
            codes.append((entry.variable.name, held_to(code, self.boundary(entry.variable))))
            seen.add(entry.variable.name, self.static_type(entry.variable, entry.expression))

        def built(names: Names) -> Value:
            own: dict[str, Value] = {}
            inner = Names(names.session, own, names)
            for name, code in codes:
                value = code(inner)
                if name is None:
                    return value
                own[name] = value
            return own

        return built

    def _invocation(
        self, function: Boxed | None, bindings: Sequence[model.Binding], known: Scope
    ) -> Code:
        called = self.compile(function, known)
        keys = [one.parameter.name for one in bindings]
        codes = [
            held_to(self.compile(one.expression, known), self.boundary(one.parameter))
            for one in bindings
        ]
        span = span_of(function)

        def invoked(names: Names) -> Value:
            target = called(names)
            arguments = [code(names) for code in codes]
            return call(target, arguments, keys, lambda message: names.session.warn(span, message))

        return invoked

    def _function(self, function: model.FunctionDefinition, known: Scope) -> Code:
        def made(names: Names) -> Value:
            return function_value(
                _("function"),
                parameters,
                lambda own: body(Names(names.session, own, names)),
            )

        parameters = self.parameters(function)
        body = self.logic(function, known)
        return made

    def parameters(self, function: model.FunctionDefinition) -> list[tuple[str, Type]]:
        """Return names and types of the formal parameters."""
        return [(one.name, self._types.named(one.type)) for one in function.parameters]

    def logic(self, function: model.FunctionDefinition, known: Scope) -> Code:
        """Return the body of a function, over the names around it and its parameters."""
        parameters = dict(self.parameters(function))
        body = self.compile(function.body, extended(known, parameters))
        boundary = Boundary(self._types.named(function.type), function.type)
        if function.kind == "FEEL":
            return held_to(body, boundary)

        def outside(names: Names) -> Value:
            arguments = [names[name] for name in parameters]
            return external(names.session.registry, {function.kind.lower(): body(names)}, arguments)

        return held_to(outside, boundary)

    def _relation(
        self,
        columns: Sequence[Variable],
        rows: Sequence[Sequence[Boxed | None]],
        known: Scope,
    ) -> Code:
        codes = [
            [
                held_to(self.compile(cell, known), self.boundary(column))
                for cell, column in zip(row, columns, strict=True)
            ]
            for row in rows
        ]

        def related(names: Names) -> Value:
            return [
                {column.name: code(names) for column, code in zip(columns, row, strict=True)}
                for row in codes
            ]

        return related

    def _loop(self, loop: model.FilterExpression | model.Iterator_, known: Scope) -> Code:
        source = self.compile(loop.source, known)
        kind = item_type(self.static_type(None, loop.source))
        if isinstance(loop, model.FilterExpression):
            members = {name: member_type(kind, name) for name in member_names(kind)}
            body = self.compile(loop.match, extended(known, {"item": kind, **members}))
            return self._looped("filter", source, _Body(body, _item_names, span_of(loop.match)))
        variable = loop.variable
        body = self.compile(loop.body, extended(known, {variable: kind, "partial": None}))
        inside = _Body(
            body, lambda item, partial: {"partial": partial, variable: item}, span_of(loop.body)
        )
        return self._looped(loop.kind, source, inside)

    def _looped(self, kind: str, source: Code, body: _Body) -> Code:
        """Run a loop of FEEL over a boxed source and a boxed body, so that both mean the same."""
        loop = evaluated(self._loops[kind])
        parameters = [("item", ANY), ("partial", ANY)]

        def looped(names: Names) -> Value:
            strange: list[Value] = []

            def each(own: dict[str, Value]) -> Value:
                inner = body.names(own["item"], own["partial"])
                value = body.code(Names(names.session, inner, names))
                if kind != "for" and value is not None and not isinstance(value, bool):
                    strange.append(value)
                return value

            facts = {"source": source(names), "body": function_value("body", parameters, each)}
            found = loop(Names(names.session, facts, {}))
            if strange:
                _no_condition(names, body.span, strange[0])
                return None
            return found

        return looped

    def static_type(self, variable: Variable | None, expression: Boxed | None) -> Type | None:
        """Return what is known of the type of an expression before it runs."""
        for name in (variable.type if variable else "", expression.type if expression else ""):
            kind = self._types.named(name)
            if kind is not ANY:
                return kind
        match expression:
            case model.Context(entries) if entries and all(one.variable for one in entries):
                return ContextOf(
                    tuple(
                        (one.variable.name, self.static_type(one.variable, one.expression) or ANY)
                        for one in entries
                        if one.variable
                    )
                )
            case model.Relation(columns):
                kinds = tuple((one.name, self._types.named(one.type)) for one in columns)
                return ListOf(ContextOf(kinds))
            case model.TableExpression(table):
                kind = self._result_type(table)
                return None if kind is ANY else kind
            case _:
                return None


def _item_names(item: Value, _partial: Value) -> dict[str, Value]:
    return {"item": item, **item} if isinstance(item, Mapping) else {"item": item}


def span_of(expression: Boxed | None) -> Span | None:
    """Return the place of an expression, or of the part of it that says what it is about."""
    match expression:
        case model.LiteralExpression(cell):
            return cell.span
        case model.TableExpression(table):
            return table.span
        case model.Invocation(function):
            return span_of(function)
        case model.FilterExpression(match=part) | model.Iterator_(body=part):
            return span_of(part)
        case _:
            return None


def _of_table(table: DecisionTable, row: Type) -> Type:
    many = {HitPolicy.COLLECT, HitPolicy.RULE_ORDER, HitPolicy.OUTPUT_ORDER}
    return ListOf(row) if table.hit in many else row


def _empty(span: Span | None) -> Code:
    """Return the code of a place where an expression should stand: null, and why."""

    def empty(names: Names) -> Value:
        names.session.warn(span, _("no expression stands here, so there is no value"))

    return empty


def _listed(codes: Sequence[Code]) -> Code:
    return lambda names: [code(names) for code in codes]


def _chosen(span: Span | None, condition: Code, then: Code, otherwise: Code) -> Code:
    def chosen(names: Names) -> Value:
        found = condition(names)
        if found is True:
            return then(names)
        if found is False or found is None:  # as FEEL's own if has it
            return otherwise(names)
        _no_condition(names, span, found)
        return None

    return chosen


def _no_condition(names: Names, span: Span | None, given: Value) -> None:
    message = _("a condition must be true or false, not {given}")
    names.session.warn(span, message.format(given=kind_of(given)))
