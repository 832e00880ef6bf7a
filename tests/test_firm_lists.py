"""Firms from a sheet, as csv or xlsx; every problem with its cell."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from engine.interchange.firm_lists import firms_in
from engine.source import DefinitionError


def sheet(folder: Path, ending: str, *rows: tuple[str, ...]) -> Path:
    path = folder / f"firms{ending}"
    if ending == ".csv":
        path.write_text("\n".join(";".join(row) for row in rows), encoding="utf-8")
        return path
    book = Workbook()
    page = book.create_sheet("firms", 0)
    for row in rows:
        page.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_firms_are_read_by_their_columns_whatever_else_stands_there(
    tmp_path: Path, ending: str
) -> None:
    rows = (("name", "town", "firm"), ("Anka Knits", "Bursa", "anka"), ("", "Bursa", "bora"))
    assert firms_in(sheet(tmp_path, ending, *rows)) == {"anka": "Anka Knits", "bora": "bora"}


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ((("firm",), ("anka",)), ["no column 'name'"]),
        ((("id", "title"), ("anka", "Anka")), ["no column 'firm'", "no column 'name'"]),
        ((("firm", "name"), ("", "Anka"), ("bora", "B"), ("bora", "C")),
         ["B2: the row has no firm", "A4: the firm 'bora' stands twice"]),
    ],
)  # fmt: skip
def test_every_problem_is_told_with_its_cell(
    tmp_path: Path, rows: tuple[tuple[str, ...], ...], told: list[str]
) -> None:
    with pytest.raises(DefinitionError) as wrong:
        firms_in(sheet(tmp_path, ".csv", *rows))
    assert len(wrong.value.problems) == len(told)
    assert all(one in str(wrong.value) for one in told)


def test_a_sheet_without_firms_gives_none(tmp_path: Path) -> None:
    assert firms_in(sheet(tmp_path, ".csv", ("firm", "name"))) == {}
