"""Tables as people keep them in spreadsheets: read with what is told, or refused with the cell."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from engine.dmn.adoption import adopted
from engine.dmn.decide import prepare
from engine.interchange.grid import TableFound
from engine.interchange.spreadsheet import to_xlsx
from engine.source import DefinitionError
from engine.workbench.table_files import find_table
from tests.dmn.tables import table

Lines = list[list[object]]


def kept(tmp_path: Path, sheets: dict[str, Lines], merged: str = "") -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, lines in sheets.items():
        page = book.create_sheet(name)
        for line in lines:
            page.append(line)
        if merged:
            page.merge_cells(merged)
    path = tmp_path / "people.xlsx"
    book.save(path)
    return path


def exported(tmp_path: Path, edit: Callable[[Workbook], None]) -> Path:
    path = tmp_path / "edited.xlsx"
    path.write_bytes(to_xlsx(table("people: number | kind: string => fee: number",
                                   "< 5 | 'fair' => 1", "- | - => 2")))  # fmt: skip
    book = load_workbook(path)
    edit(book)
    book.save(path)
    return path


def decided(found: TableFound, **facts: object) -> object:
    """Return what a table answers once it is a file of ours."""
    return prepare(adopted(found.table).table).decide(facts).value


def refused(path: Path) -> list[str]:
    with pytest.raises(DefinitionError) as error:
        find_table(path)
    return [str(problem).removeprefix(f"{path}:") for problem in error.value.problems]


# --- our own sheets, edited -----------------------------------------------------------------------


def test_headings_and_sheets_are_known_whatever_their_capitals(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        book["Rows"].title = "x"
        book["x"].title = "ROWS"
        book["ROWS"]["A1"].value, book["ROWS"]["B1"].value = "If People", "IF  Kind"
        book["ROWS"]["C1"].value = "Then fee"
        book["Inputs"]["A1"].value = "Name"

    found = find_table(exported(tmp_path, edit))
    assert found.told == ()
    assert [cell.text for cell in found.table.rows[0].tests] == ["< 5", '"fair"']


def test_sheets_and_columns_that_are_not_ours_are_told(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        book["Rows"]["F1"].value, book["Rows"]["F2"].value = "Sorce", "[D]"
        book.create_sheet("Thoughts")["A1"].value = "ask Maria"
        book.create_sheet("Empty")

    told = find_table(exported(tmp_path, edit)).told
    assert len(told) == 2
    assert "Thoughts" in told[0]
    assert "Sorce" in told[1]
    assert "source" in told[1]


def test_a_sheet_that_was_deleted_is_told_and_made_from_the_rows(tmp_path: Path) -> None:
    found = find_table(exported(tmp_path, lambda book: book.remove(book["Inputs"])))
    assert "Inputs" in found.told[0]
    assert [(one.name, one.type) for one in found.table.inputs] == [
        ("people", "number"),
        ("kind", "string"),
    ]
    alone = kept(tmp_path, {"Any": [["if people", "then fee"], ["< 5", 1]]})
    assert len(find_table(alone).told) == 6
    assert decided(find_table(alone), people=3) == 1


def test_a_text_under_no_heading_and_a_heading_that_comes_twice_are_refused(
    tmp_path: Path,
) -> None:
    path = kept(tmp_path, {"Rows": [["if a", "If A", "then b", None], [1, 2, 3, "what?"]]})
    first, second = refused(path)
    assert first.startswith("Rows!B1: two columns are called 'If A'")
    assert second.startswith("Rows!D2: 'what?' stands under no heading")


def test_a_merged_cell_counts_in_every_row_that_it_covers(tmp_path: Path) -> None:
    lines: Lines = [["if people", "if kind", "then fee"], ["<= 10", "fair", 1], [None, "stand", 2]]
    found = find_table(kept(tmp_path, {"Rows": lines}, merged="A2:A3"))
    assert [row.tests[0].text for row in found.table.rows] == ["<= 10", "<= 10"]
    assert decided(found, people=99, kind="stand") is None


def test_rows_with_nothing_but_blanks_are_no_rows(tmp_path: Path) -> None:
    lines: Lines = [[], ["if people", "then fee"], [" ", None], ["< 5", 1], [None, " "]]
    assert len(find_table(kept(tmp_path, {"Rows": lines})).table.rows) == 1


def test_each_cell_with_two_meanings_is_told_once_with_its_name(tmp_path: Path) -> None:
    lines: Lines = [["if people", "then fee"], ["1-10", "0,5"], ["11+", "1 000"]]
    first, second = refused(kept(tmp_path, {"Rows": lines}))
    assert first.startswith("Rows!A2: '1-10' can be the range from 1 to 10")
    assert second.startswith("Rows!B2: '0,5' can be read in several ways; write 0.5")


def test_a_mistake_in_a_formula_is_told_with_the_name_of_its_cell(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        book["Rows"]["C3"].value = "10 EUR"

    path = exported(tmp_path, edit)
    with pytest.raises(DefinitionError) as error:
        adopted(find_table(path).table)
    assert f"{path}:Rows!C3: " in str(error.value)


# --- comma-separated files ------------------------------------------------------------------------


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_file_is_a_sheet_of_rows(tmp_path: Path, separator: str) -> None:
    lines = [["if people", "then fee"], ["< 5", "1"], ["≥ 5", "2.5"]]
    text = "\r\n".join(separator.join(line) for line in lines)
    path = tmp_path / "fees.csv"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    found = find_table(path)
    assert found.table.name == "fees"
    assert decided(found, people=7) == 2.5


def test_a_cell_of_a_csv_file_is_named_as_office_programs_do(tmp_path: Path) -> None:
    path = tmp_path / "fees.csv"
    path.write_text("if people,then fee\n1-10,1\n", encoding="utf-8")
    assert refused(path)[0].startswith("A2: '1-10' can be")


def test_a_csv_file_in_another_encoding_says_how_to_save_it(tmp_path: Path) -> None:
    path = tmp_path / "fees.csv"
    path.write_bytes("if año,then fee\n1,2\n".encode("latin-1"))
    assert "CSV UTF-8" in refused(path)[0]


# --- Camunda's converter --------------------------------------------------------------------------

MARKED: Lines = [
    [None, "input", "Input", "output", "annotation"],
    [None, "Customer Status", "Order Sum", "Discount", "Why"],
    [None, "feel", "feel", None, None],
    [None, "status", "amount", "discount", None],
    ["FIRST", "string", "integer", "Double", None],
    [None, "gold", "> 100", 0.1, "good ones"],
    [None, "gold, silver", "[1..10]", 0.05, None],
    [None, None, None, 0, None],
]


def test_a_table_with_marks_of_the_converter_is_read(tmp_path: Path) -> None:
    found = find_table(kept(tmp_path, {"Sheet1": MARKED, "Other": [["x"]]}))
    assert found.told == ("the sheet 'Other' is not read",)
    assert found.table.hit == "first"
    assert [one.expression.text for one in found.table.inputs] == ["status", "amount"]
    assert [one.type for one in found.table.inputs] == ["string", "number"]
    assert found.table.rows[0].why == "good ones"
    assert decided(found, customer_status="gold", order_sum=500) == Decimal("0.1")
    assert decided(found, customer_status="bronze", order_sum=500) == 0


def test_a_plain_table_takes_its_last_column_as_the_result_and_says_so(tmp_path: Path) -> None:
    lines: Lines = [
        ["Season", "Guests", "Dish"],
        ["Winter", "<= 8", "Roast"],
        ["Summer", "-", "Salad"],
    ]
    found = find_table(kept(tmp_path, {"Sheet1": lines}))
    assert "'Dish'" in found.told[0]
    assert decided(found, season="Winter", guests=4) == "Roast"


def test_a_table_with_marks_and_nothing_below_is_refused(tmp_path: Path) -> None:
    assert (
        "label, language, expression and type" in refused(kept(tmp_path, {"Sheet1": MARKED[:3]}))[0]
    )


# --- Drools ---------------------------------------------------------------------------------------

DROOLS: Lines = [
    ["RuleSet", "fees"],
    ["RuleTable Fee"],
    ["NAME", "CONDITION", "CONDITION", "CONDITION", "ACTION"],
    [None, "$a : Applicant", None, None, None],
    [None, "age >= $param", "age < $param", "kind", "$a.setFee($param);"],
    ["Rule", "Age from", "Age to", "Kind", "Fee"],
    ["young", 0, 18, "student", 20],
    ["old", 18, None, None, 40],
]


def test_a_table_of_drools_is_read(tmp_path: Path) -> None:
    found = find_table(kept(tmp_path, {"Tables": DROOLS}))
    assert "rule order" in found.told[0]
    assert (found.table.name, found.table.hit) == ("Fee", "rule order")
    assert [cell.text for cell in found.table.rows[0].tests] == ["[0..18)", '"student"']
    assert [cell.text for cell in found.table.rows[1].tests] == [">= 18", "-"]
    assert decided(found, age=12, kind="student") == [20]


def test_code_that_no_table_can_hold_is_refused_with_its_cell(tmp_path: Path) -> None:
    lines = [list(line) for line in DROOLS]
    lines[4][1], lines[4][4] = "eval(isHoliday($param))", "System.out.println($param);"
    first, second = refused(kept(tmp_path, {"Tables": lines}))
    assert first.startswith("Tables!B5: 'eval(")
    assert second.startswith("Tables!E5: 'System.out")


def test_a_sheet_without_any_text_is_refused(tmp_path: Path) -> None:
    assert refused(kept(tmp_path, {"Sheet1": []}))
