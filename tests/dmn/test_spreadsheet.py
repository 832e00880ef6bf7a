"""Decision tables as spreadsheets: exact round trip, what people type, what is refused."""

import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import Workbook, load_workbook

from engine.definitions.reading.table_yaml import load_table
from engine.dmn.table import Cell, DecisionTable, Row
from engine.interchange.layouts import table_of
from engine.interchange.spreadsheet import grids_of, to_xlsx
from engine.source import DefinitionError, LimitExceeded, NotFound
from tests.dmn.strategies import tables
from tests.dmn.tables import table

RULES = Path(__file__).parents[2] / "rules"


def from_xlsx(path: Path) -> DecisionTable:
    return table_of(path, grids_of(path)).table


def _through(tested: DecisionTable, folder: Path) -> DecisionTable:
    path = folder / "table.xlsx"
    path.write_bytes(to_xlsx(tested))
    return from_xlsx(path)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(tables())
def test_any_table_survives_the_way_through_a_spreadsheet(
    tmp_path: Path, tested: DecisionTable
) -> None:
    assert _through(tested, tmp_path) == tested


def test_a_shipped_table_comes_back_the_same(tmp_path: Path) -> None:
    tested = load_table(RULES / "readiness.yaml")
    assert _through(tested, tmp_path) == tested


def _edited(tmp_path: Path, edit: Callable[[Workbook], None]) -> Path:
    path = tmp_path / "edited.xlsx"
    tested = table("x: number | kind: string | d: date => y: number", "< 5 | 'fair' | - => 1")
    path.write_bytes(to_xlsx(tested))
    book = load_workbook(path)
    edit(book)
    book.save(path)
    return path


def test_what_people_type_is_read_as_feel(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        rows = book["Rows"]
        rows["A3"].value = 7.5
        rows["B3"].value = "stand"
        rows["C3"].value = datetime(2026, 3, 31)  # noqa: DTZ001 - days have no zone
        rows["D3"].value = 2

    read = from_xlsx(_edited(tmp_path, edit))
    assert read.rows[1] == Row((Cell("7.5"), Cell('"stand"'), Cell('@"2026-03-31"')), (Cell("2"),))


def test_a_cell_knows_its_sheet_row_and_column(tmp_path: Path) -> None:
    path = _edited(tmp_path, lambda _book: None)
    assert str(from_xlsx(path).rows[0].tests[1].span) == f"{path}:Rows!B2"


def _formula(book: Workbook) -> None:
    book["Rows"]["A2"].value = "=1+1"


def _unknown_column(book: Workbook) -> None:
    book["Rows"]["A1"].value = "if amount"


def _unknown_hit(book: Workbook) -> None:
    about = book["About"]
    for row in about.iter_rows():
        if row[0].value == "hit":
            row[1].value = "frist"


def _bad_value(book: Workbook) -> None:
    sheet = book["Parameters"]
    sheet["A2"].value, sheet["B2"].value = "limit", "1 +"


@pytest.mark.parametrize(
    ("edit", "problem"),
    [
        (_formula, "Rows!A2: this cell holds a formula of the spreadsheet; write it as text"),
        (_unknown_column, "Rows: the column 'if amount' is not declared; declare it in"),
        (_unknown_hit, "About!B5: 'frist' is no hit; did you mean 'first'?; expected: unique"),
        (_bad_value, "Parameters!B2: "),
    ],
)
def test_a_mistake_names_sheet_row_and_column(
    tmp_path: Path, edit: Callable[[Workbook], None], problem: str
) -> None:
    path = _edited(tmp_path, edit)
    with pytest.raises(DefinitionError) as error:
        from_xlsx(path)
    assert str(error.value.problems[0]).startswith(f"{path}:{problem}")


def test_files_that_are_no_spreadsheet_are_refused(tmp_path: Path) -> None:
    text = tmp_path / "text.xlsx"
    text.write_text("x")
    with pytest.raises(DefinitionError, match="this is not a spreadsheet in the format xlsx"):
        from_xlsx(text)
    with pytest.raises(NotFound, match=r"cannot read .*none.xlsx"):
        from_xlsx(tmp_path / "none.xlsx")


def test_a_spreadsheet_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    path = _edited(tmp_path, lambda _book: None)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/bomb.xml", b" " * 60_000_000)
    with pytest.raises(DefinitionError, match="unpacks to more than 50000000 bytes"):
        from_xlsx(path)


def test_a_spreadsheet_with_entities_is_refused(tmp_path: Path) -> None:
    path = _edited(tmp_path, lambda _book: None)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/more.xml", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>')
    with pytest.raises(DefinitionError, match="the spreadsheet declares XML entities"):
        from_xlsx(path)


@pytest.mark.parametrize("text", ["x" * 40_000, "a\x07b"])
def test_a_text_that_no_cell_can_hold_is_refused(text: str) -> None:
    with pytest.raises(LimitExceeded, match="a spreadsheet c"):
        to_xlsx(table("x: number => y", "- => 1", why=text))
