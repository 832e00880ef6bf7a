"""Decision tables made up by hypothesis, to send through YAML, spreadsheets and XML."""

from typing import Any

from hypothesis import strategies as st

from engine.dmn.table import (
    Aggregator,
    Cell,
    DecisionTable,
    Example,
    HitPolicy,
    Input,
    Output,
    Row,
    TableParameter,
    Words,
)

_LETTERS = st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"])
_TEXTS = st.text(_LETTERS, max_size=12).filter(lambda text: not text or bool(text.strip()))
_PLAIN = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
_LANGUAGES = st.sampled_from(["en", "es", "ar_MA"])
_WORDS = st.one_of(_TEXTS, st.dictionaries(_LANGUAGES, _TEXTS.filter(bool), min_size=1))
_CELLS = st.one_of(
    st.sampled_from(
        ["-", "null", "true", "<= 12", '"fair"', '"fair", "b"', '"a","b"', "not(x)", '"a b"',
         "fair", ":= x", '"true"', '"12"', '"-"', '"null"', '""', '"a\\"b"', "= 3", "[1..2)",
         "y", '"y"']
    ),
    st.builds(lambda text: '"' + text.replace("\\", "").replace('"', "") + '"', _TEXTS),
).map(Cell)  # fmt: skip
_RESULTS = st.one_of(_CELLS, st.sampled_from(["[1, 2]", "{a: 1}", "1e3", "0o7"]).map(Cell))
_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.decimals(allow_nan=False, allow_infinity=False, places=3),
    _TEXTS,
    st.lists(st.integers(), max_size=2),
)
_TYPES = st.sampled_from(["string", "number", "boolean", "", "list<string>"])


_WHOLE = st.integers(-(10**20), 10**20)
_OF_TYPE = {
    "string": _TEXTS,
    "number": _WHOLE,
    "boolean": st.booleans(),
    "list<string>": st.lists(_TEXTS, max_size=2),
    "list<list<string>>": st.lists(st.lists(_TEXTS, max_size=2), max_size=2),
    "list<number>": st.lists(_WHOLE, max_size=2),
    "list<boolean>": st.lists(st.booleans(), max_size=2),
    "list<Any>": st.lists(_WHOLE, max_size=2),
}


def _valued(kinds: dict[str, str], least: int = 0) -> st.SearchStrategy[dict[str, Any]]:
    """Return values of their column's type, or nothing known, for some of the columns."""
    each = {name: st.one_of(st.none(), _OF_TYPE.get(kind, _VALUES)) for name, kind in kinds.items()}
    some = st.sets(st.sampled_from(sorted(kinds)), min_size=least)
    return some.flatmap(lambda names: st.fixed_dictionaries({name: each[name] for name in names}))


_ALLOWED = st.sampled_from([None, Cell('"a", "b"'), Cell('"a b", "12", "-"'), Cell("[0..5]")])
_LABELS = st.dictionaries(st.sampled_from(["a", "b c", "12"]), _WORDS.filter(bool), min_size=1)


@st.composite
def _labelled(draw: st.DrawFn) -> tuple[Cell | None, dict[str, Words]]:
    """What a column allows: nothing said, tests, words, or words with names for people."""
    labels = draw(st.one_of(st.just({}), _LABELS))
    words = ", ".join(f'"{word}"' for word in labels)
    return (Cell(words), labels) if labels else (draw(_ALLOWED), {})


@st.composite
def _inputs(draw: st.DrawFn, name: str) -> Input:
    allowed, labels = draw(_labelled())
    text = draw(st.sampled_from([name, f"{name}.size", "price * 2"]))
    return Input(
        name,
        Cell(text),
        draw(_TYPES),
        allowed=allowed,
        ask=draw(_WORDS),
        unit=draw(_TEXTS),
        labels=labels,
    )


@st.composite
def _outputs(draw: st.DrawFn, name: str) -> Output:
    allowed, labels = draw(_labelled())
    default = draw(st.one_of(st.none(), _RESULTS))
    unit = draw(_TEXTS)
    return Output(name, draw(_TYPES), allowed=allowed, default=default, unit=unit, labels=labels)


@st.composite
def tables(draw: st.DrawFn) -> DecisionTable:
    """Any table: texts in several languages, cells in every way of writing."""
    names = draw(st.lists(_PLAIN, min_size=1, max_size=3, unique=True))
    inputs = tuple(draw(_inputs(name)) for name in names)
    names = draw(st.lists(_PLAIN, min_size=1, max_size=2, unique=True))
    outputs = tuple(draw(_outputs(name)) for name in names)
    notes = tuple(draw(st.lists(_TEXTS.filter(bool), max_size=2)))
    rows = st.builds(
        Row,
        st.tuples(*[_CELLS] * len(inputs)),
        st.tuples(*[_RESULTS] * len(outputs)),
        _WORDS,
        _TEXTS,
        st.sampled_from([(), notes]),
    )
    aggregator = draw(st.sampled_from(Aggregator))
    kinds = {one.name: one.type for one in inputs}
    results = {one.name: one.type for one in outputs}
    if aggregator is Aggregator.LIST:
        results = {name: f"list<{kind or 'Any'}>" for name, kind in results.items()}
    example = st.builds(Example, _valued(kinds, least=1), _valued(results), _WORDS)
    return DecisionTable(
        id=draw(_PLAIN),
        name=draw(_PLAIN),
        inputs=inputs,
        outputs=outputs,
        rows=tuple(draw(st.lists(rows, min_size=1, max_size=3))),
        hit=HitPolicy.COLLECT,
        aggregator=aggregator,
        title=draw(_WORDS),
        question=draw(_WORDS),
        why=draw(_WORDS),
        source=draw(_TEXTS),
        version=draw(_TEXTS),
        parameters=(
            TableParameter("limit", draw(_VALUES.filter(lambda v: not isinstance(v, list)))),
        ),
        examples=tuple(draw(st.lists(example, min_size=1, max_size=2))),
        annotations=notes,
    )
