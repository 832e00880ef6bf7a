import io
import zipfile
from typing import Any

import pytest

from engine.documents import Order, Shelf
from engine.documents.filling import tree
from engine.documents.output import produce
from engine.documents.text import plain
from engine.documents.tree import Clause, Heading

LANGUAGES = ("es", "fr", "ar")


def shape(shelf: Shelf, facts: dict[str, Any], language: str) -> list[tuple[str, int]]:
    """Return each article with the number of its clauses."""
    found: list[tuple[str, int]] = []
    for block in tree(Order("statutes", facts, language), shelf).tree.blocks:
        match block:
            case Heading():
                found.append((block.id, 0))
            case Clause():
                found[-1] = (found[-1][0], found[-1][1] + 1)
            case _:
                pass
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", list("NACLG"))
def test_the_statutes_have_the_same_clauses_in_every_language(
    shelf: Shelf, sample: Any, form: str, language: str
) -> None:
    facts = {**sample("statutes"), "form": form}
    assert shape(shelf, facts, language) == shape(shelf, facts, "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document", ["statutes", "workplan", "internal-rules", "adoption"])
@pytest.mark.parametrize("to", ["pdf", "docx", "html"])
def test_every_document_prints_in_every_language(
    shelf: Shelf, sample: Any, document: str, language: str, to: str
) -> None:
    made = produce(Order(document, sample(document), language), shelf, to)
    assert made.language == language
    assert len(made.body) > 5_000


def test_a_legal_text_prints_the_lawyer_and_the_source_of_its_profile(
    shelf: Shelf, sample: Any
) -> None:
    filled = tree(Order("statutes", sample("statutes"), "es"), shelf)
    text = plain(filled.tree, filled.labels)
    assert "Haga revisar este texto por un abogado local" in text
    assert (
        "Act on economic interest groups, official gazette 1998/44 (1 de octubre de 2026)" in text
    )


def test_arabic_word_files_are_read_from_right_to_left(shelf: Shelf, sample: Any) -> None:
    body = produce(Order("statutes", sample("statutes"), "ar"), shelf, "docx").body
    xml = zipfile.ZipFile(io.BytesIO(body)).read("word/document.xml").decode()
    assert xml.count("<w:bidi/>") >= xml.count("<w:p>") - 5
    assert xml.count("<w:bidiVisual/>") == xml.count("<w:tbl>") > 2


def test_a_region_chooses_its_months(shelf: Shelf, sample: Any) -> None:
    texts = []
    for language in ("ar", "ar_MA"):
        filled = tree(Order("statutes", sample("statutes"), language), shelf)
        texts.append(plain(filled.tree, filled.labels))
    assert "نوفمبر" in texts[0]
    assert "نونبر" in texts[1]
