"""Expressions as authors write them: parsed once, evaluated many times, explained on request."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import getcontext, setcontext
from functools import cached_property, lru_cache
from typing import Any, Final

from engine.feel import ast
from engine.feel.ast import Node
from engine.feel.budget import METER, Budget, Meter, allowed
from engine.feel.builtins import BUILTINS
from engine.feel.builtins.moments import CLOCK
from engine.feel.cells import CellParser
from engine.feel.closures import compile_closure
from engine.feel.convert import Converted
from engine.feel.external import STAND_INS, Registry
from engine.feel.frames import Closure, Run, Seen, Warning_, root
from engine.feel.generate import generate
from engine.feel.generator import Compiled
from engine.feel.names import Scope
from engine.feel.numbers import FEEL
from engine.feel.steady import steady
from engine.feel.temporal import DateTime
from engine.feel.values import Value
from engine.language import _
from engine.source import LimitExceeded, Problem, Text

_BUILTIN_NAMES: Final = Scope(tuple(BUILTINS))


@dataclass(frozen=True)
class Expression:
    """A parsed text."""

    text: Text
    tree: Node
    noted: tuple[Callable[[], Problem], ...] = field(default=(), compare=False, repr=False)

    @cached_property
    def remarks(self) -> tuple[Problem, ...]:
        """Warnings of the parser, such as names nobody knows, worded when first asked for."""
        return tuple(remark() for remark in self.noted)

    @cached_property
    def closure(self) -> Closure:
        """The reference evaluator of this expression, built when first used."""
        return compile_closure(self.tree)

    @cached_property
    def steady(self) -> Compiled | None:
        """Generated code without guesses, built when first used; None where there is none."""
        return steady(self.tree)

    @cached_property
    def tracing_closure(self) -> Closure:
        """The same, noting the value of every part."""
        return compile_closure(self.tree, tracing=True)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A value, why it or a part of it is null, and (on request) what each part was."""

    value: Value
    warnings: tuple[Warning_, ...] = ()
    trace: tuple[Seen, ...] = ()


def parse(
    text: str | Text,
    names: Iterable[str] | Scope = (),
    *,
    unary: bool = False,
    budget: Budget | None = None,
) -> Expression:
    """Return the expression a text stands for; ``unary`` for the cell of a decision table.

    ``names`` are those the facts will have; they decide where a name with spaces or operators ends.
    A name that is not known is no error here: it is in ``remarks`` and null when evaluated.

    Raises:
        DefinitionError: where the text is not FEEL, too long or nested too deep.
    """
    whole = text if isinstance(text, Text) else Text(_("formula"), text)
    scope = names if isinstance(names, Scope) else _scope(frozenset(names))
    parser = CellParser(whole, scope, _BUILTIN_NAMES, budget)
    tree = parser.unary_tests() if unary else parser.expression()
    return Expression(whole, tree, tuple(parser.remarks))


@lru_cache(maxsize=256)
def _scope(names: frozenset[str]) -> Scope:
    """Return the scope of some names; the formulas of one workflow all see the same ones."""
    return Scope(names)


def evaluate(  # noqa: PLR0913 - the switches are independent
    expression: Expression | str,
    facts: Mapping[str, Any],
    *,
    converted: bool = False,
    trace: bool = False,
    budget: Budget | None = None,
    now: DateTime | None = None,
    registry: Registry = STAND_INS,
) -> Evaluation:
    """Return the value of an expression over facts, with the reasons of every null.

    ``facts`` are plain Python, or with ``converted`` FEEL values (see ``from_python``), and are
    asked only for the names the expression reads. ``now`` is what ``now()`` and ``today()`` answer.
    External functions are looked up in ``registry``. Without a ``budget`` the one that is
    ``allowed`` holds.

    Raises:
        DefinitionError: when the expression is given as a text that is not FEEL.
        LimitExceeded: when the budget is used up.
    """
    limits = budget or allowed()
    if isinstance(expression, str):
        expression = parse(expression, tuple(facts), budget=limits)
    run = Run(facts if converted else Converted(facts), registry, limits)
    asked = expression

    def work() -> Value:
        closure = asked.tracing_closure if trace else asked.closure
        return closure(root(run))

    value = within(limits, now, work)
    return Evaluation(value, tuple(run.warnings), tuple(run.seen))


def compile(  # noqa: A001 - feel.compile beside feel.parse and feel.evaluate
    expression: Expression | str,
    *,
    converted: bool = False,
    budget: Budget | None = None,
    registry: Registry = STAND_INS,
) -> Compiled:
    """Return a function from facts to the value, for an expression that is evaluated often.

    It gives the values that ``evaluate`` gives, without reasons. Facts are plain Python, or with
    ``converted`` FEEL values; of plain ones is converted what the expression reads, when it does.
    Without a ``budget`` the one holds that is ``allowed`` at each call.

    Raises:
        DefinitionError: when the expression is given as a text that is not FEEL.
    """
    asked = parse(expression, budget=budget) if isinstance(expression, str) else expression

    def otherwise(facts: Mapping[str, Any]) -> Value:
        known = facts if converted else Converted(facts)
        limits = budget or allowed()
        code = asked.steady
        if code is None:
            return left(known, limits)
        return within(limits, None, lambda: code(known))

    def left(known: Mapping[str, Value], limits: Budget) -> Value:
        return within(limits, None, lambda: asked.closure(root(Run(known, registry, limits))))

    return generate(asked.tree, otherwise, budget, plain=not converted)


@contextmanager
def decimal128() -> Iterator[None]:
    """Set FEEL's decimal context for a while, so that many compiled rules need not each do it."""
    before = getcontext()
    setcontext(FEEL)
    try:
        yield
    finally:
        setcontext(before)


def within(budget: Budget | None, now: DateTime | None, work: Callable[[], Value]) -> Value:
    """Return what ``work`` gives when done inside a budget and at a point in time.

    Work inside work shares the meter of the outer one; without a budget the allowed one holds.

    Raises:
        LimitExceeded: when the budget is used up or calls go too deep.
    """
    outer = METER.get()
    meter_before = METER.set(Meter(budget) if outer is None else outer)
    clock_before = CLOCK.set(now) if now is not None else None
    try:
        return work()
    except RecursionError:
        raise LimitExceeded(_("the formula or its values are nested too deep")) from None
    finally:
        METER.reset(meter_before)
        if clock_before is not None:
            CLOCK.reset(clock_before)


def names_read(expression: Expression) -> frozenset[tuple[str, ...]]:
    """Return the paths an expression reads from the facts, such as ``("firm", "size")``.

    Names that a filter may find in its items count only if the expression was parsed with them
    known; the path ends where a filter or a call begins.
    """
    found: set[tuple[str, ...]] = set()
    _read(expression.tree, frozenset(), found, filtered=False)
    return frozenset(found)


def _read(
    node: Node, bound: frozenset[str], found: set[tuple[str, ...]], *, filtered: bool
) -> None:
    match node:
        case ast.Name() | ast.Path():
            _read_path(node, bound, found, filtered=filtered)
        case ast.ContextLiteral(_span, entries):
            for entry in entries:
                _read(entry.value, bound, found, filtered=filtered)
                bound |= {entry.key}
        case ast.Filter(_span, source, condition):
            _read(source, bound, found, filtered=filtered)
            _read(condition, bound | {"item"}, found, filtered=True)
        case ast.For() | ast.Quantified():
            _read_loop(node, bound, found, filtered=filtered)
        case ast.FunctionLiteral(_span, parameters, body):
            own = {parameter.name for parameter in parameters}
            _read(body, bound | own, found, filtered=filtered)
        case _:
            for child in ast.children(node):
                _read(child, bound, found, filtered=filtered)


def _read_path(
    node: Node, bound: frozenset[str], found: set[tuple[str, ...]], *, filtered: bool
) -> None:
    members: list[str] = []
    while isinstance(node, ast.Path):
        members.append(node.name)
        node = node.source
    if not isinstance(node, ast.Name):
        _read(node, bound, found, filtered=filtered)
    elif node.name not in bound and not node.builtin and not (filtered and not node.known):
        found.add((node.name, *reversed(members)))


def _read_loop(
    node: ast.For | ast.Quantified,
    bound: frozenset[str],
    found: set[tuple[str, ...]],
    *,
    filtered: bool,
) -> None:
    for each in node.iterations:
        _read(each.source, bound, found, filtered=filtered)
        if each.end is not None:
            _read(each.end, bound, found, filtered=filtered)
        bound |= {each.name}
    body = node.body if isinstance(node, ast.For) else node.condition
    _read(body, bound | {"partial"}, found, filtered=filtered)
