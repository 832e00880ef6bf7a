"""The cases of every chapter: an expression, and behind ``=>`` the literal of its value."""

from pathlib import Path

import pytest

from engine import feel
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
