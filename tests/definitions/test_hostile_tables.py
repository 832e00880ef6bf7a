"""Nothing that people or machines write into a table brings an exception that is not ours."""

import contextlib
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.definitions.reading.table_yaml import load_table
from engine.definitions.reading.yaml_source import read
from engine.dmn.analysis import check
from engine.dmn.decide import prepare
from engine.dmn.masks import compile_table
from engine.source import DefinitionError, EngineError, Text

GOOD = (Path(__file__).parents[2] / "rules" / "health_colour.yaml").read_text("utf-8")
PIECES = st.sampled_from(
    [
        *("", "-", ": ", "\n", "  ", "'", '"', "{", "}", "[", "]", "&a ", "*a", "!t ", "#", "|"),
        *(">", "null", "true", "1e999", "0x", "not(", "..", "< ", "? ", "@", ":= ", ",", "\t"),
        *("\x00", "é", "points", "amber_from", "rows", "hit", "collect sum", "unique"),
        *("string", "list<", "(" * 99),
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES | st.text(max_size=3), max_size=12).map("".join))
def test_any_text_is_yaml_or_refused(text: str) -> None:
    with contextlib.suppress(DefinitionError):
        read(text)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(GOOD)), st.integers(0, 12), PIECES | st.text(max_size=4))
def test_a_table_with_a_wrong_touch_is_read_or_refused(at: int, lost: int, piece: str) -> None:
    with contextlib.suppress(EngineError):
        table = load_table(Text("t.yaml", GOOD[:at] + piece + GOOD[at + lost :]))
        for problem in check(table):
            assert str(problem)
        for example in table.examples:
            prepared = prepare(table)
            assert compile_table(prepared)(example.given) == prepared.decide(example.given).value
