"""YAML as Consort reads it: exact scalars, places, and a sentence for every mistake."""

from decimal import Decimal
from pathlib import Path

import pytest

from engine.definitions.reading.yaml_source import (
    LARGEST,
    Mapping_,
    Scalar,
    Sequence,
    at,
    core_value,
    plain,
    read,
)
from engine.source import DefinitionError, NotFound, Text
from tests.work import at_most

CALLS = 8_000_000
"""A second or two of work on a machine of its own."""


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("on", "on"),
        ("no", "no"),
        ("yes", "yes"),
        ("true", True),
        ("False", False),
        ("", None),
        ("~", None),
        ("null", None),
        ("12", 12),
        ("-7", -7),
        ("0x1F", 31),
        ("0o17", 15),
        ("017", 17),
        ("1.50", Decimal("1.50")),
        ("1e3", Decimal(1000)),
        (".5", Decimal("0.5")),
        (".inf", ".inf"),
        ("1_000", "1_000"),
        ("2026-03-31", "2026-03-31"),
        ("12:30", "12:30"),
        ("<= 12", "<= 12"),
    ],
)
def test_an_unquoted_word_means_what_yaml_1_2_says(raw: str, value: object) -> None:
    found = core_value(raw)
    assert found == value
    assert type(found) is type(value)


def test_a_quoted_word_is_a_text_whatever_it_looks_like() -> None:
    assert plain(read("a: '12'\nb: \"true\"\nc: |\n  ~\n")) == {"a": "12", "b": "true", "c": "~\n"}


def test_every_node_knows_its_place() -> None:
    node = read(Text("x.yaml", "é:\n  - 1\n  - {k: word}\n"))
    assert isinstance(node, Mapping_)
    assert str(node.entries["é"].span) == "x.yaml:1:1"
    items = node.entries["é"].node
    assert isinstance(items, Sequence)
    assert [str(item.span) for item in items.items] == ["x.yaml:2:5", "x.yaml:3:5"]
    word = at(items.items[1], "k")
    assert isinstance(word, Scalar)
    assert (word.span.start, word.span.end, word.raw) == (17, 21, "word")


@pytest.mark.parametrize(
    ("yaml", "line", "column"),
    [
        ("a: x > 1", 1, 4),
        ("a: 'x > 1'", 1, 5),
        ('b: 1\na:   "x > 1"', 2, 7),
        ("a: |\n  x > 1", 2, 3),
        ("b: 1\na: >-\n    x > 1\n    and y", 3, 5),
    ],
)
def test_a_formula_keeps_the_place_of_its_first_character(
    yaml: str, line: int, column: int
) -> None:
    formula = at(read(yaml), "a")
    assert isinstance(formula, Scalar)
    assert formula.text.body.startswith("x > 1")
    assert (formula.text.line, formula.text.column) == (line, column)


def test_an_alias_stands_for_the_part_it_names() -> None:
    assert plain(read("a: &firm {size: 3}\nb: *firm")) == {"a": {"size": 3}, "b": {"size": 3}}


@pytest.mark.parametrize(
    ("yaml", "sentence"),
    [
        ("a: 1\na: 2", "t:2:1: 'a' is given twice; it stands already in line 1; keep one"),
        (
            "a: !!python/name:os.system ''",
            (
                "t:1:4: tags such as !!python/name:os.system are not allowed; delete the tag; "
                "text that looks like a number goes in quotes"
            ),
        ),
        (
            "a: *b",
            (
                "t:1:4: nothing above is marked &b; mark a part with &b first, "
                "or put the word in quotes"
            ),
        ),
        ("a:\n\t b: 1", "t:2:1: a tab stands where spaces indent; replace tabs by spaces"),
        (
            "a: b: c",
            (
                "t:1:5: a colon is not expected here; put text that holds ': ' in quotes, "
                "and check the indentation"
            ),
        ),
        (
            "a: 'x\n",
            (
                "t:2:1: the text ends too early (in what begins in line 1); "
                "close the quote or bracket that is open"
            ),
        ),
        ("a: @x", "t:1:4: a value cannot begin with '@'; put the value in quotes"),
        ("é: \x01", "t:1:4: this character cannot stand in a YAML text; delete it"),
        ("é: \ud800", "t:1:4: this character cannot stand in a YAML text; delete it"),
        (
            "a: 1\n---\nb: 2",
            (
                "t:2:1: a second document begins here; one file holds one definition: "
                "delete the line ---"
            ),
        ),
        (
            "{[1]: 2}",
            "t:1:2: a key must be a word; write a word before the colon; {...} goes in quotes",
        ),
        (
            "a: " + "9" * 5000,
            "t:1:4: this number has 5000 characters; a number may have 400",
        ),
    ],
)
def test_a_mistake_is_told_in_one_sentence_with_its_place(yaml: str, sentence: str) -> None:
    with pytest.raises(DefinitionError) as error:
        read(Text("t", yaml))
    assert [str(problem) for problem in error.value.problems] == [sentence]


def test_all_mistakes_of_a_text_are_told_at_once() -> None:
    with pytest.raises(DefinitionError) as error:
        read("a: 1\na: 2\nb: !x 3\nc: *d\n")
    codes = [problem.code for problem in error.value.problems]
    assert codes == ["duplicate-key", "tag", "unknown-alias"]


_BOMB = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{one}: &{one} [{','.join([f'*{other}'] * 10)}]\n"
    for other, one in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("yaml", "code"),
    [
        (_BOMB, "too-large"),
        ("- " * 20_000, "too-deep"),
        ("[" * 20_000, "too-deep"),
        ("{a: " * 20_000, "too-deep"),
        ("x" * (LARGEST + 1), "too-large"),
        ("- x\n" * 240_000, "too-large"),
    ],
    ids=["bomb", "lists", "brackets", "braces", "long", "many"],
)
def test_a_text_made_to_hurt_is_refused_with_little_work(yaml: str, code: str) -> None:
    with at_most(calls=CALLS), pytest.raises(DefinitionError) as error:
        read(yaml)
    assert error.value.problems[0].code == code


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(DefinitionError, match="has 50000000 bytes; a definition may have 1000000"):
        read(path)


def test_a_file_that_is_not_utf_8_is_told_where(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes("a: 1\ntitle: Espa\xf1a\n".encode("latin-1"))
    with pytest.raises(DefinitionError, match=r"latin.yaml:2:12: this is not UTF-8 text"):
        read(path)


def test_a_missing_file_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"cannot read .*none.yaml: No such file"):
        read(tmp_path / "none.yaml")
