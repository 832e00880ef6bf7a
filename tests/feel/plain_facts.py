"""Facts as Python programs have them, and comparisons that doubles alone would get wrong."""

from collections import OrderedDict, defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from engine.feel import ast, to_python
from engine.feel.ast import Node
from tests.feel.expressions import NAMES, NOWHERE, facts


class Tier(str, Enum):  # noqa: UP042 - its str() is not its text, which is what is tried
    GOLD = "gold"


NAN, INFINITE = float("nan"), float("inf")
near = st.sampled_from([0, 1, 3, 0.1, 0.2, 0.3, -0.1, 0.01, 19.95, 0.30000000000000004, 2.5])
wild = st.sampled_from(
    [
        NAN, INFINITE, -INFINITE, -0.0, 5e-324, 1e-16, 1e15, -1e300, 9007199254740993.0,
        10**15, 10**15 - 1, 2**53 + 1, 10**33, 10**40, Decimal("0.1"), Decimal("NaN"),
        Decimal("1.00000000000000000000000000000000000009"), Decimal("-0"),
        Tier.GOLD, "gold", None, True,
        date(2026, 1, 31), datetime(2026, 1, 31, 10, tzinfo=UTC), time(10, 30), timedelta(1),
    ]
)  # fmt: skip
floats = st.one_of(near, st.floats(), st.floats(-100, 100).map(lambda one: round(one, 2)), wild)
CONTEXTS: list[Callable[[dict[str, Any]], Any]] = [
    dict,
    OrderedDict,
    MappingProxyType,
    lambda given: defaultdict(int, given),
    lambda given: {None: 1, 7: 2, True: 3, date(2026, 1, 1): 4, **given},
]
LISTS: list[Callable[[list[Any]], Any]] = [list, list, tuple]


def _as_python(value: Any, draw: st.DataObject) -> Any:
    if isinstance(value, dict):
        inner = {key: _as_python(item, draw) for key, item in value.items()}
        return draw.draw(st.sampled_from(CONTEXTS))(inner)
    if isinstance(value, list):
        inner_list = [_as_python(item, draw) for item in value]
        return draw.draw(st.sampled_from(LISTS))(inner_list)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return draw.draw(st.one_of(st.just(value), floats))
    return to_python(value)


@st.composite
def python_facts(draw: st.DrawFn) -> dict[str, Any]:
    """Return facts with floats, tuples, other mappings and ``datetime`` values all through."""
    data = draw(st.data())
    known = {name: _as_python(value, data) for name, value in draw(facts).items()}
    odd = draw(st.dictionaries(st.sampled_from(NAMES), wild, max_size=1))
    return known | odd


_leaves = st.one_of(
    st.sampled_from(["a", "b", "price"]).map(lambda name: ast.Name(NOWHERE, name)),
    st.just(ast.Path(NOWHERE, ast.Name(NOWHERE, "firm"), "price")),
    st.sampled_from([0, 1, 3, *map(Decimal, ("0.1", "0.2", "0.3", "0.01"))]).map(
        lambda value: ast.Literal(NOWHERE, value)
    ),
)


def _joined(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    operators = st.sampled_from(["+", "-", "*", "/"])
    return st.one_of(
        st.builds(ast.Arithmetic, st.just(NOWHERE), operators, inner, inner),
        st.builds(ast.Negation, st.just(NOWHERE), inner),
    )


_sums = st.recursive(_leaves, _joined, max_leaves=5)
close = st.builds(
    ast.Comparison,
    st.just(NOWHERE),
    st.sampled_from(["=", "!=", "<", "<=", ">", ">="]),
    _sums,
    _sums,
)
"""Comparisons of sums that tie, or nearly so, over ``near`` numbers."""
near_facts = st.fixed_dictionaries(
    {"a": near, "b": near, "price": near, "firm": st.fixed_dictionaries({"price": near})}
)
