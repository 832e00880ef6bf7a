"""The examples of the reference page hold."""

import re
from pathlib import Path
from typing import Any

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "feel.md"


def _examples() -> tuple[str, list[tuple[str, str]]]:
    code = re.search(r"```python\n(.+?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert code is not None
    lines = code[1].splitlines()
    asked = [(lines[at - 1], line[2:]) for at, line in enumerate(lines) if line.startswith("# ")]
    expressions = {text for text, _answer in asked}
    setting = [line for line in lines if line not in expressions and not line.startswith("# ")]
    return "\n".join(setting), asked


@pytest.mark.parametrize(("text", "answer"), _examples()[1])
def test_the_example_of_the_page_holds(text: str, answer: str) -> None:
    names: dict[str, Any] = {}
    exec(_examples()[0], names)  # noqa: S102 - the page's own code
    assert repr(eval(text, names)) == answer  # noqa: S307 - the page's own code
