import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from engine.documents import Order, Templates
from engine.documents.author import sample_order

TEMPLATES = Path(__file__).parents[2] / "templates"


@pytest.fixture(scope="session")
def shelf() -> Templates:
    return Templates(TEMPLATES)


@pytest.fixture
def sample() -> Any:
    def read(document: str) -> dict[str, Any]:
        facts: dict[str, Any] = json.loads(
            (TEMPLATES / "core" / document / "sample.json").read_text("utf-8")
        )
        return facts

    return read


@pytest.fixture
def order(shelf: Templates) -> Any:
    """The order of a document from its sample, with the pictures that stand beside it."""

    def made(document: str, language: str = "en", **changed: Any) -> Order:
        order = replace(sample_order(shelf, document, language), draft=False)
        return replace(order, facts={**order.facts, **changed})

    return made


@pytest.fixture
def organisation(tmp_path: Path) -> Any:
    """A shelf with an organisation's folder over the shipped one; give it files by name."""

    def lay(**files: str) -> Templates:
        for name, body in files.items():
            path = tmp_path / "templates" / name.replace("__", "/").replace("_md", ".md.j2")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, "utf-8")
        return Templates(TEMPLATES, (tmp_path / "templates",))

    return lay


SHEET = """\
format: consort/1
document: letter_x
title: Letter
kind: letter
languages: [en]
needs:
  network: [title, seat?]
  members: [firm, representative]
"""


@pytest.fixture
def letter(tmp_path: Path) -> Any:
    """A shelf with one small document ``letter_x`` of the given text."""

    def lay(body: str, sheet: str = SHEET) -> Templates:
        folder = tmp_path / "org" / "letter_x"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "document.yml").write_text(sheet, "utf-8")
        (folder / "en.md.j2").write_text(body, "utf-8")
        return Templates(TEMPLATES, (tmp_path / "org",))

    return lay
