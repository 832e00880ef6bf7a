"""The cases of every chapter: an expression, and behind ``=>`` the literal of its value."""

from pathlib import Path

import pytest

from engine import feel
from engine.feel import ast
from tests.feel.test_properties import form

CASES = Path(__file__).parent / "cases"


def _paragraphs() -> list[tuple[str, str]]:
    found = []
    for path in sorted(CASES.glob("*.txt")):
        for paragraph in path.read_text(encoding="utf-8").split("\n\n"):
            text, arrow, value = paragraph.strip("\n").rpartition("\n=> ")
            if arrow:
                found.append((text, value))
    return found


@pytest.mark.parametrize(("text", "value"), _paragraphs())
def test_the_case_holds(text: str, value: str) -> None:
    found = feel.evaluate(text, {})
    assert form(found.value) == form(feel.evaluate(value, {}).value)
    assert found.value is not None or found.warnings


@pytest.mark.parametrize(("text", "value"), _paragraphs())
def test_the_case_holds_compiled(text: str, value: str) -> None:
    assert form(feel.compile(text)({})) == form(feel.evaluate(value, {}).value)


@pytest.mark.parametrize("text", [text for text, _value in _paragraphs()])
def test_the_text_of_a_case_can_be_written_anew(text: str) -> None:
    tree = feel.parse(text).tree
    names = {node.name for node in ast.walk(tree) if isinstance(node, ast.Name | ast.Path)}
    assert feel.parse(feel.unparse(tree), names).tree == tree
