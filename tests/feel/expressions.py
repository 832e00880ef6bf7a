"""Random expressions, and facts that fit them or not, for property tests and the long comparison."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from engine.feel import ast
from engine.feel.ast import Node
from engine.feel.text import parse_temporal
from engine.source import Span, Text

NOWHERE = Span(Text("test", ""), 0, 0)
NAMES = ("a", "b", "price", "size of firm", "ok", "word", "day", "orders", "firm", "nothing")

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
    if isinstance(value, int | Decimal) and not isinstance(value, bool) and value < 0:
        return ast.Literal(NOWHERE, value)
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
        st.builds(_call, _TWO, inner, inner),
    )


expressions = st.recursive(_leaves, _grow, max_leaves=12)
