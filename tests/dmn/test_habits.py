"""Cells as people write them: read where one thing can be meant, asked where two can."""

import pytest

from engine.interchange.habits import Ambiguous, as_feel, safe


@pytest.mark.parametrize(
    ("written", "feel"),
    [
        ("≤ 12", "<= 12"),
        ("≥12", ">=12"),
        ("=< 3", "<= 3"),
        ("≠ 3", "not(3)"),
        ("<> 3", "not(3)"),
        ("≠ 1 000", "not(1000)"),
        ("11+", ">= 11"),
        ("0.5 +", ">= 0.5"),
        ("1\u201310", "[1..10]"),
        ("1 000", "1000"),
        ("1\u00a0000\u00a0000.5", "1000000.5"),
        ("< 1'000", "< 1000"),
        ("25 %", "0.25"),
        (">= 25%", ">= 0.25"),
        ("-5", "-5"),
        ("1, 2", "1, 2"),
        ("1,2,3", "1,2,3"),
        ("0.500", "0.500"),
        ("[1..10]", "[1..10]"),
        ("not(3)", "not(3)"),
        ("x - 10", "x - 10"),
        (":= 1-10", ":= 1-10"),
        ("-", "-"),
    ],
)
def test_a_cell_that_means_one_thing_is_read(written: str, feel: str) -> None:
    assert as_feel(written, "number") == feel


@pytest.mark.parametrize(
    ("written", "hints"),
    [
        ("1-10", ["[1..10]", ":= 1 - 10"]),
        ("0,5", ["0.5", "0, 5"]),
        ("> 0,5", ["0.5"]),
        ("1,000", ["1000", "1, 000"]),
        ("1.000", ["1000"]),
        ("1.000.000", ["1000000"]),
    ],
)
def test_a_cell_that_means_two_things_is_asked(written: str, hints: list[str]) -> None:
    with pytest.raises(Ambiguous) as asked:
        as_feel(written, "number")
    assert all(hint in asked.value.hint for hint in hints)


@pytest.mark.parametrize("written", ["1-10", "0,5", "11+", "25 %", "1 000"])
def test_words_are_never_read_as_numbers(written: str) -> None:
    assert as_feel(written, "string") == written


def test_a_result_is_no_test() -> None:
    assert as_feel("1-10", "number", result=True) == "1-10"
    assert as_feel("11+", "number", result=True) == "11+"
    assert as_feel("1 000", "number", result=True) == "1000"


@pytest.mark.parametrize("feel", ["1-10", "1,000", "11+", "-5", "<5", "[1..10]", "25 %"])
def test_what_is_written_out_is_read_as_the_same(feel: str) -> None:
    written = safe(feel, "number")
    assert as_feel(written, "number").removeprefix(":=").strip() == feel
