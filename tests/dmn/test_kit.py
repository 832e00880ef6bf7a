"""The runner of the test kit, on a kit of our own: it must find what is wrong."""

from pathlib import Path

import pytest

from engine.cli.script import answer_of
from engine.feel import Value
from engine.interchange import load
from engine.interchange.kit import run_kit, same
from engine.source import NotFound

MODEL = """<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="m">
  <inputData id="i" name="Age"><variable name="Age" typeRef="number"/></inputData>
  <decision id="d" name="Double"><variable name="Double"/>
    <informationRequirement><requiredInput href="#i"/></informationRequirement>
    <literalExpression><text>Age * 2</text></literalExpression></decision>
</definitions>"""

TESTS = """<testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="x">
  <modelName>m.dmn</modelName>
  <testCase id="001"><inputNode name="Age"><value xsi:type="xsd:decimal">4</value></inputNode>
    <resultNode name="Double"><expected><value xsi:type="xsd:decimal">8</value></expected>
    </resultNode></testCase>
  <testCase id="002"><inputNode name="Age"><value xsi:type="xsd:decimal">4</value></inputNode>
    <resultNode name="Double"><expected><value xsi:type="xsd:decimal">9</value></expected>
    </resultNode></testCase>
</testCases>"""


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    folder = tmp_path / "level" / "0001-double"
    folder.mkdir(parents=True)
    (folder / "m.dmn").write_text(MODEL, encoding="utf-8")
    (folder / "0001-double-test-01.xml").write_text(TESTS, encoding="utf-8")
    return tmp_path


def test_a_right_and_a_wrong_result(kit: Path) -> None:
    right, wrong = run_kit(kit, load)
    assert (right.folder, right.case, right.status) == ("level/0001-double", "001", "SUCCESS")
    assert (wrong.status, wrong.message) == ("ERROR", "Double: expected 9, found 8")


def test_a_model_that_cannot_be_loaded_fails_every_case(kit: Path) -> None:
    (kit / "level" / "0001-double" / "m.dmn").write_text("<definitions", encoding="utf-8")
    assert {verdict.status for verdict in run_kit(kit, load)} == {"ERROR"}


def test_a_folder_without_tests_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no test files"):
        list(run_kit(tmp_path, load))


def test_the_command_prints_the_score_and_fails_when_it_is_not_whole(kit: Path) -> None:
    status, printed = answer_of(["dmn", "tck", str(kit), "--csv", str(kit / "out.csv")])
    assert status == 1
    assert "1 of 2 cases (50.00 %)" in printed
    rows = (kit / "out.csv").read_text(encoding="utf-8").splitlines()
    assert rows[0] == '"level/0001-double","0001-double-test-01","001","SUCCESS",""'


@pytest.mark.parametrize(
    ("expected", "found", "equal"),
    [
        (1, 1, True),
        (1, True, False),
        (None, None, True),
        (None, 0, False),
        ([1, "a"], [1, "a"], True),
        ([1], [1, 2], False),
        ({"a": 1}, {"a": 1, "b": 2}, False),
        ("1", 1, False),
    ],
)
def test_values_are_judged_by_kind(expected: Value, found: Value, *, equal: bool) -> None:
    assert same(expected, found) is equal
