"""Random expressions, and facts that fit them or not, for the properties that must hold."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from engine import feel
from engine.feel import ast
from engine.feel.ast import Node
from engine.feel.text import parse_temporal
from engine.source import Span, Text

NOWHERE = Span(Text("test", ""), 0, 0)
NAMES = ("a", "b", "price", "size of firm", "ok", "word", "day", "orders", "firm", "twice")
TWICE = feel.evaluate("function(x: number) x * 2", {}).value

numbers = st.one_of(
    st.integers(-5, 5),
    st.integers(-(10**34) + 1, 10**34 - 1),
    st.decimals(-100, 100, places=2),
    st.sampled_from([Decimal("1E+6000"), Decimal("-1E-6000"), Decimal("0.1"), 10**17]),
)
words = st.sampled_from(["", "a", "gold", 'say "hi"\n', "\\d", "🐎"])
moments = st.sampled_from(
    ["2026-01-31", "2024-02-29", "P1D", "PT36H", "P1Y2M", "10:30:00", "2026-01-31T10:00:00Z"]
)
scalars = st.one_of(st.none(), st.booleans(), numbers, words, moments.map(parse_temporal))
values: st.SearchStrategy[Any] = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(["a", "price", "ok", "word"]), inner, max_size=3),
    ),
    max_leaves=8,
)
_items = st.lists(
    st.fixed_dictionaries({"price": numbers, "ok": st.booleans(), "word": words}), max_size=4
)
_fitting = st.fixed_dictionaries(
    {
        "a": numbers,
        "b": numbers,
        "price": numbers,
        "size of firm": st.integers(0, 50),
        "ok": st.booleans(),
        "word": words,
        "twice": st.just(TWICE),
        "day": st.sampled_from(["2026-01-31", "2024-02-29"]).map(parse_temporal),
        "orders": _items,
        "firm": st.fixed_dictionaries({"price": numbers, "word": words, "ok": st.booleans()}),
    }
)
facts = st.one_of(
    _fitting,
    st.tuples(_fitting, st.dictionaries(st.sampled_from(NAMES), values, max_size=3)).map(
        lambda both: both[0] | both[1]
    ),
    st.dictionaries(st.sampled_from(NAMES), values),
)


def _literal(value: Any) -> Node:
    return ast.Literal(NOWHERE, value)


_leaves: st.SearchStrategy[Node] = st.one_of(
    st.sampled_from(NAMES).map(lambda name: ast.Name(NOWHERE, name)),
    st.one_of(st.none(), st.booleans(), numbers, words).map(_literal),
    moments.map(lambda text: ast.AtLiteral(NOWHERE, text, parse_temporal(text))),
    st.sampled_from(["price", "word", "ok"]).map(
        lambda name: ast.Path(NOWHERE, ast.Name(NOWHERE, "firm"), name)
    ),
)
_ARITHMETIC = st.sampled_from(["+", "-", "*", "/", "**"])
_COMPARISON = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
_LOGIC = st.sampled_from(["and", "or"])
_ONE = st.sampled_from(["not", "count", "string length", "sum", "floor", "upper case", "string"])
_TWO = st.sampled_from(["contains", "modulo", "list contains", "max", "decimal"])


def _call(name: str, *arguments: Node) -> Node:
    return ast.Call(NOWHERE, ast.Name(NOWHERE, name, builtin=True), arguments)


def _grow(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    def made(kind: Any, *parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Node]:
        return st.builds(kind, st.just(NOWHERE), *parts)

    pairs = st.lists(inner, min_size=2, max_size=3).map(tuple)
    ranges = made(ast.RangeLiteral, inner, inner, st.booleans(), st.booleans())
    tests = st.one_of(inner, ranges, made(ast.OpenRange, _COMPARISON, inner))
    source = st.one_of(inner, st.just(ast.Name(NOWHERE, "orders")))
    over = st.tuples(
        st.builds(ast.Iteration, st.just(NOWHERE), st.sampled_from(["o", "a"]), source)
    )
    item = st.one_of(
        inner,
        st.sampled_from(["price", "ok", "word"]).map(
            lambda name: ast.Path(NOWHERE, ast.Name(NOWHERE, "o"), name)
        ),
    )
    return st.one_of(
        made(ast.Arithmetic, _ARITHMETIC, inner, inner),
        made(ast.Comparison, _COMPARISON, item, item),
        made(ast.Logic, _LOGIC, pairs),
        made(ast.If, inner, inner, inner),
        made(ast.Between, inner, inner, inner),
        made(ast.In, inner, st.lists(tests, min_size=1, max_size=3).map(tuple)),
        made(ast.ListLiteral, pairs),
        made(ast.Filter, source, inner),
        made(ast.Path, inner, st.sampled_from(["price", "word", "year"])),
        made(ast.For, over, item),
        made(ast.Quantified, st.sampled_from(["some", "every"]), over, item),
        st.builds(_call, _ONE, inner),
        inner.map(lambda argument: ast.Call(NOWHERE, ast.Name(NOWHERE, "twice"), (argument,))),
        made(ast.Filter, source, st.integers(-3, 3).map(_literal)),
        st.builds(_call, _TWO, inner, inner),
    )


expressions = st.recursive(_leaves, _grow, max_leaves=12)


def _name(name: str) -> Node:
    return ast.Name(NOWHERE, name)


def _of(name: str, *members: str) -> list[Node]:
    return [ast.Path(NOWHERE, _name(name), member) for member in members]


_numbers = st.one_of(
    st.sampled_from([_name("a"), _name("b"), _name("size of firm"), *_of("firm", "price")]),
    st.sampled_from([0, 1, 50, Decimal("0.5"), 10**16]).map(_literal),
)
_words = st.one_of(
    st.sampled_from([_name("word"), *_of("firm", "word")]),
    st.sampled_from(["", "gold"]).map(_literal),
)
_days = st.one_of(
    st.just(_name("day")),
    st.builds(
        ast.Arithmetic,
        st.just(NOWHERE),
        st.sampled_from(["+", "-"]),
        st.just(_name("day")),
        st.sampled_from(["P1D", "PT36H", "P1M", "P400000000D"]).map(
            lambda text: _call("duration", ast.Literal(NOWHERE, text))
        ),
    ),
    st.sampled_from(["2026-01-31", "2024-01-01"]).map(
        lambda text: ast.AtLiteral(NOWHERE, text, parse_temporal(text))
    ),
)


def _sums(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.builds(
        ast.Arithmetic, st.just(NOWHERE), st.sampled_from(["+", "-", "*", "/"]), inner, inner
    )


_sensible_numbers = st.recursive(_numbers, _sums, max_leaves=4)


def _compared(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.builds(ast.Comparison, st.just(NOWHERE), _COMPARISON, inner, inner)


_tests = st.lists(
    st.one_of(
        st.integers(0, 3).map(_literal),
        st.builds(ast.OpenRange, st.just(NOWHERE), _COMPARISON, st.integers(0, 9).map(_literal)),
        st.builds(
            ast.RangeLiteral,
            st.just(NOWHERE),
            st.integers(0, 3).map(_literal),
            st.integers(0, 9).map(_literal),
            st.booleans(),
            st.booleans(),
        ),
    ),
    min_size=1,
    max_size=3,
).map(tuple)
_plain_truths = st.one_of(
    st.just(_name("ok")),
    _compared(_sensible_numbers),
    _compared(_words),
    _compared(_days),
    st.builds(ast.Between, st.just(NOWHERE), _numbers, _numbers, _numbers),
    st.builds(ast.In, st.just(NOWHERE), st.sampled_from([_name("a"), _name("b")]), _tests),
)


def _loops(condition: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    over = (ast.Iteration(NOWHERE, "o", _name("orders")),)
    filtered = st.builds(ast.Filter, st.just(NOWHERE), st.just(_name("orders")), condition)
    counted = filtered.map(lambda found: _call("count", found))
    return st.one_of(
        st.builds(
            ast.Quantified,
            st.just(NOWHERE),
            st.sampled_from(["some", "every"]),
            st.just(over),
            condition,
        ),
        st.builds(ast.Comparison, st.just(NOWHERE), _COMPARISON, counted, _numbers),
        filtered,
        st.builds(
            ast.For, st.just(NOWHERE), st.just(over), st.one_of(_sensible_numbers, condition)
        ),
    )


_inside = st.one_of(
    _plain_truths,
    _compared(st.one_of(st.sampled_from([_name("price"), *_of("o", "price")]), _numbers)),
    st.sampled_from([_name("ok"), *_of("o", "ok"), _name("item")]),
)


def _decided(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    terms = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(ast.Logic, st.just(NOWHERE), _LOGIC, terms),
        inner.map(lambda operand: _call("not", operand)),
    )


truths = st.recursive(st.one_of(_plain_truths, _loops(_inside)), _decided, max_leaves=4)
sensible = st.one_of(
    truths,
    _sensible_numbers,
    st.builds(ast.If, st.just(NOWHERE), truths, _sensible_numbers, _sensible_numbers),
)
