import io
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from engine.documents import Order, Templates
from engine.documents.contract import contract, paths
from engine.documents.filling import tree
from engine.documents.labels import letter
from engine.documents.output import produce
from engine.documents.text import plain
from engine.documents.tree import (
    Block,
    Clause,
    Division,
    Heading,
    Items,
    Paragraph,
    Table,
    walk,
)
from tests.documents.conftest import TEMPLATES

LANGUAGES = ("es", "fr", "ar")
SHIPPED = Templates(TEMPLATES).documents()


def parts(shelf: Templates, order: Order) -> list[str]:
    """Return each part of a document with its size: what two languages must have in common."""
    filled = tree(order, shelf)
    return [_part(block) for block in walk(filled.tree.blocks)]


def _part(block: Block) -> str:
    match block:
        case Heading():
            return f"{block.kind} {block.id if block.kind != 'plain' else block.level}"
        case Items():
            return f"list of {len(block.items)}"
        case Table():
            return f"table of {len(block.aligns)} by {len(block.rows)}"
        case Division():
            return block.name
        case Clause() | Paragraph():
            return type(block).__name__


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", list("NACLG"))
def test_the_statutes_of_every_form_have_the_same_clauses_in_every_language(
    shelf: Templates, order: Any, form: str, language: str
) -> None:
    english = order("statutes", form=form)
    assert parts(shelf, replace(english, language=language)) == parts(shelf, english)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document", SHIPPED)
def test_every_document_has_the_same_parts_in_every_language_and_prints(
    shelf: Templates, order: Any, document: str, language: str
) -> None:
    here, english = order(document, language), order(document)
    assert parts(shelf, here) == parts(shelf, english)
    made = produce(here, shelf, "pdf")
    assert made.language == language
    assert len(made.body) > 5_000


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document", ["statutes", "workplan", "internal-rules", "adoption"])
@pytest.mark.parametrize("to", ["docx", "html"])
def test_what_a_group_adopts_stands_in_word_and_html_in_every_language(
    shelf: Templates, sample: Any, document: str, language: str, to: str
) -> None:
    made = produce(Order(document, sample(document), language), shelf, to)
    assert made.language == language
    assert len(made.body) > 5_000


@pytest.mark.parametrize("document", SHIPPED)
def test_every_fact_has_a_name_in_every_language(shelf: Templates, document: str) -> None:
    agreed = contract(shelf, document)
    titles = {document: agreed.title} | {path: fact.title for path, fact in paths(agreed.facts)}
    assert {path: {*LANGUAGES, "en"} - {*title} for path, title in titles.items()} == {
        path: set() for path in titles
    }


LEGAL = [one for one in SHIPPED if contract(Templates(TEMPLATES), one).kind == "legal"]


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
@pytest.mark.parametrize("document", LEGAL)
def test_a_legal_text_prints_the_lawyer_and_the_source_of_its_profile(
    shelf: Templates, order: Any, document: str, language: str
) -> None:
    wanted = replace(order(document, language), draft=True)
    filled = tree(wanted, shelf)
    text = plain(filled.tree, filled.labels)
    profile = wanted.facts["country"]
    day = filled.labels.date(date.fromisoformat(profile["checked_on"]))
    assert filled.labels.word("lawyer") in text
    assert f"{profile['source']} ({day})" in text
    assert (filled.labels.word("native_reader") in text) == (language != "en")
    issued = tree(replace(wanted, draft=False), shelf).tree
    kept = document == "lawyer-questions"  # the one sheet that is written for the lawyer
    assert (filled.labels.word("lawyer") in plain(issued, filled.labels)) == kept


@pytest.mark.parametrize(
    ("language", "one", "ten", "day"),
    [
        ("en", "1 day", "10 days", "31 December"),
        ("es", "1 día", "10 días", "31 de diciembre"),
        ("fr", "1 jour", "10 jours", "31 décembre"),
    ],
)
def test_units_and_days_of_the_year_take_the_forms_of_the_language(
    shelf: Templates, language: str, one: str, ten: str, day: str
) -> None:
    labels = shelf.labels(language)
    assert labels.unit(1, "day").replace("\u00a0", " ") == one
    assert labels.unit(10, "day").replace("\u00a0", " ") == ten
    assert labels.year_day(31, 12) == day
    assert "EUR" in labels.money(1000, "EUR")


def test_a_language_without_words_for_a_unit_says_so_instead_of_printing_its_key(
    shelf: Templates,
) -> None:
    with pytest.raises(LookupError, match="day"):
        shelf.labels("ar").unit(1, "day")
    assert shelf.labels("ar").year_day(31, 12) == "31 ديسمبر"


def test_an_amount_without_a_currency_asks_for_it_and_never_prints_the_sign_for_any(
    shelf: Templates, order: Any
) -> None:
    wanted = order("statutes")
    network = {k: v for k, v in wanted.facts["network"].items() if k != "currency"}
    bare = replace(wanted, facts={**wanted.facts, "network": network}, draft=True)
    filled = tree(bare, shelf)
    assert "¤" not in plain(filled.tree, filled.labels)
    assert "network.currency" in {one.path for one in filled.missing}


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_one_language_decides_and_a_translation_names_what_it_follows(
    shelf: Templates, order: Any, language: str
) -> None:
    lineage = {"language": "fr", "translates": "2", "digest": "4f0c2b7a91d3e865"}
    translated = tree(order("statutes", language, text=lineage), shelf)
    said = plain(translated.tree, translated.labels)
    assert said.count(translated.labels.language("fr")) >= 2
    assert "4f0c2b7a91d3e865" in said
    own = tree(order("statutes", language), shelf)
    assert own.labels.language(language) in plain(own.tree, own.labels)
    assert translated.values["majority_base"] == "all"


def test_arabic_word_files_are_read_from_right_to_left(shelf: Templates, sample: Any) -> None:
    body = produce(Order("statutes", sample("statutes"), "ar"), shelf, "docx").body
    xml = zipfile.ZipFile(io.BytesIO(body)).read("word/document.xml").decode()
    assert xml.count("<w:bidi/>") >= xml.count("<w:p>") - 5
    assert xml.count("<w:bidiVisual/>") == xml.count("<w:tbl>") > 2


def test_lists_and_annexes_are_counted_by_the_letters_of_the_language(
    shelf: Templates, order: Any
) -> None:
    english, arabic = order("ground-rules"), order("ground-rules", "ar")
    assert "\nb) " in produce(english, shelf, "txt").text
    assert "\nب) " in produce(arabic, shelf, "txt").text
    assert '<li data-letter="ب)">' in produce(arabic, shelf, "html").text
    statutes = produce(order("statutes", "ar"), shelf, "txt").text
    assert "الملحق أ" in statutes.replace("\u00a0", " ")
    assert [letter(at) for at in (1, 26, 27, 53)] == ["a", "z", "aa", "aaa"]


def test_a_region_chooses_its_months(shelf: Templates, sample: Any) -> None:
    texts = []
    for language in ("ar", "ar_MA"):
        filled = tree(Order("statutes", sample("statutes"), language), shelf)
        texts.append(plain(filled.tree, filled.labels))
    assert "نوفمبر" in texts[0]
    assert "نونبر" in texts[1]
