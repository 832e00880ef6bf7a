"""The page that says where each phrase of the UNIDO text stands says so truly."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from engine.definitions.library import Library, shipped_folder

HOME = Path(__file__).parents[1]
PAGE = HOME / "docs" / "method-coverage.md"
PHRASES = 23


class Phrase(NamedTuple):
    """A row of the page."""

    number: int
    words: str
    file: str
    condition: str
    held_by: str


def _rows() -> list[Phrase]:
    rows = (line.strip("| ").split(" | ") for line in PAGE.read_text("utf-8").splitlines())
    found = [[cell.strip("` ") for cell in row] for row in rows if row[0].isdigit()]
    return [Phrase(int(row[0]), *row[1:]) for row in found]


ROWS = _rows()


def test_every_phrase_has_its_row() -> None:
    assert [row.number for row in ROWS] == list(range(1, PHRASES + 1))


def test_every_condition_named_is_one_of_the_method() -> None:
    method = Library((shipped_folder(),)).workflow("unido.export_network")
    codes = {one.code for one in method.criteria.values()}
    assert [row for row in ROWS if row.condition not in codes] == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row.number))
def test_the_file_and_what_holds_it_are_there(row: Phrase) -> None:
    assert (HOME / row.file).is_file()
    file, _mark, name = row.held_by.partition("::")
    text = (HOME / file).read_text("utf-8")
    wanted = rf"def {name}\(" if file.endswith(".py") else rf"title: '?{re.escape(name)}"
    assert re.search(wanted, text)
