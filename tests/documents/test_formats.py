"""The same text in every format, whatever stands in the facts."""

import html as entities
import io
import re
import xml.etree.ElementTree as ET
import zipfile
from typing import Any

import docx
import pypdf
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from engine.documents import Order
from engine.documents.dialect import read
from engine.documents.escape import cleaned, escaped
from engine.documents.filling import tree
from engine.documents.output import produce
from engine.documents.text import plain
from engine.documents.tree import Heading, Paragraph, Table, words

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = st.text(
    st.one_of(
        st.sampled_from(
            list("\\`*_{}[]()#+-.!|<>~&^=:;\"'$@%/ \n\t\u202e\u2066\u200f\x00\x07&\u00a0")
        ),
        st.characters(),
    ),
    max_size=60,
)
POSITIONS = (
    "x {v} y",
    "{v}",
    "# {v} {{#id .article}}",
    "**{v}**",
    "| a |\n|---|\n| {v} |",
    "- {v}",
    "[{v}]{{.small}}",
)


@pytest.mark.parametrize("position", POSITIONS)
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(value=HOSTILE)
def test_a_value_reads_as_itself_in_every_position(position: str, value: str) -> None:
    body = position.format(v=escaped(value))
    found = "".join(_texts(read("t", body).blocks))
    expected = f"x {cleaned(value)} y" if position == POSITIONS[0] else cleaned(value)
    assert found.split() == expected.split()


def _texts(blocks: Any) -> list[str]:
    found = []
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                found.append(words(block.children))
            case Table():
                found.extend(words(cell) for row in block.rows for cell in row)
            case _:
                inner = getattr(block, "items", ()) or getattr(block, "blocks", ())
                for one in inner:
                    found.extend(_texts(one if isinstance(one, tuple) else (one,)))
    return found


@pytest.fixture
def greet(letter: Any) -> Any:
    shelf = letter("Dear {{ network.title }} end")

    def made(title: str, to: str) -> bytes:
        return produce(Order("letter_x", {"network": {"title": title}}), shelf, to).body

    return made


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(value=HOSTILE.filter(cleaned))
@example(value="lone \ud800 half")
def test_a_value_is_the_same_text_in_word_html_and_plain_text(greet: Any, value: str) -> None:
    wanted = " ".join(f"Dear {cleaned(value)} end".split())
    for to, read_back in (("docx", word_text), ("html", html_text), ("txt", bytes.decode)):
        assert wanted in " ".join(read_back(greet(value, to)).split())


NAMES = [
    "AT&T <b> \"x\" 'y' $x$ #let a = 1",
    "*a* _b_ `c` [d](e) ![f](g) ~h~ | i | {#j .k} ::: note",
    "../../etc/passwd \\input{x} {{ 7*7 }} {% x %}",
    "N" * 300,
    "مؤسسة النسيج 500 g (v1) — ABC-12",
]


def word_text(body: bytes) -> str:
    root = ET.fromstring(zipfile.ZipFile(io.BytesIO(body)).read("word/document.xml"))  # noqa: S314
    return " ".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in root.iter(f"{W}p"))


def html_text(body: bytes) -> str:
    inside = body.decode().split("<main>", 1)[1].split("</main>")[0]
    return entities.unescape(re.sub(r"<[^>]+>", "", inside.replace("</p>", " ")))


@pytest.fixture
def hostile(sample: Any) -> dict[str, Any]:
    facts: dict[str, Any] = sample("statutes")
    for firm, name in zip(facts["members"], NAMES, strict=True):
        firm["legal_name"] = name
    return facts


def test_every_format_says_the_same(shelf: Any, hostile: dict[str, Any]) -> None:
    order = Order("statutes", hostile)
    filled = tree(order, shelf)
    said = plain(filled.tree, filled.labels)
    made = {to: produce(order, shelf, to) for to in ("docx", "html", "pdf", "md")}
    assert len({one.text_digest for one in made.values()}) == 1
    pages = "".join(
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made["pdf"].body)).pages
    )
    for name in NAMES:
        assert name in said
        assert name in word_text(made["docx"].body)
        assert name in html_text(made["html"].body)
        if "م" not in name:
            assert name.replace(" ", "") in re.sub(r"[\s\u200b]", "", pages)


def test_the_text_of_word_and_html_is_the_text_of_the_tree(shelf: Any, sample: Any) -> None:
    order = Order("statutes", sample("statutes"))
    filled = tree(order, shelf)
    clauses = [
        line for line in plain(filled.tree, filled.labels).splitlines() if line[:1].isdigit()
    ]
    word, page = (produce(order, shelf, to).body for to in ("docx", "html"))
    seen = re.sub(r"\s", "", word_text(word)), re.sub(r"\s", "", html_text(page))
    assert len(clauses) > 90
    for clause in clauses:
        number, words_ = clause.split(" ", 1)
        assert re.sub(r"\s", "", words_) in seen[0]
        assert re.sub(r"\s", "", number + words_) in seen[1]


def test_word_counts_by_itself_and_every_reference_has_its_target(shelf: Any, sample: Any) -> None:
    body = produce(Order("statutes", sample("statutes")), shelf, "docx").body
    xml = zipfile.ZipFile(io.BytesIO(body)).read("word/document.xml").decode()
    marks = set(re.findall(r'w:bookmarkStart w:id="\d+" w:name="([^"]+)"', xml))
    fields = re.findall(r" (?:REF|PAGEREF) (\S+) ", xml)
    assert len(fields) > 60
    assert set(fields) <= marks
    assert not re.search(r">Article.?\d+\. Name<", xml.split('w:fldCharType="end"')[-1])
    file = docx.Document(io.BytesIO(body))
    heads = [p.text for p in file.paragraphs if p.style and p.style.name == "Heading 2"]
    assert heads[:2] == ["Name", "Parties"]
    assert file.core_properties.keywords.startswith("consort:statutes:")


def test_children_of_word_properties_stand_in_the_order_of_the_schema(
    shelf: Any, sample: Any
) -> None:
    names = ("pStyle", "keepNext", "pageBreakBefore", "numPr", "bidi", "ind", "jc", "rPr", "sectPr")
    order = {name: at for at, name in enumerate(names)}
    body = produce(Order("workplan", sample("workplan")), shelf, "docx").body
    root = ET.fromstring(zipfile.ZipFile(io.BytesIO(body)).read("word/document.xml"))  # noqa: S314
    for properties in root.iter(f"{W}pPr"):
        found = [order[child.tag.removeprefix(W)] for child in properties]
        assert found == sorted(found)


def test_the_same_facts_give_the_same_bytes(shelf: Any, sample: Any) -> None:
    order = Order("workplan", sample("workplan"))
    for to in ("docx", "pdf", "html"):
        assert produce(order, shelf, to).file_digest == produce(order, shelf, to).file_digest


def test_the_pdf_is_tagged_and_has_every_heading(shelf: Any, sample: Any) -> None:
    body = produce(Order("workplan", sample("workplan")), shelf, "pdf").body
    reader = pypdf.PdfReader(io.BytesIO(body))
    assert b"/MarkInfo" in body
    assert 8 <= len(reader.pages) <= 12
    assert b"pdfaid:part" in body
    assert "facilitator" in reader.pages[1].extract_text()


def test_html_is_accessible_and_fetches_nothing(shelf: Any, sample: Any) -> None:
    page = produce(Order("workplan", sample("workplan")), shelf, "html").text
    assert '<html lang="en" dir="ltr">' in page
    assert page.count("<h1") == 1
    assert '<th scope="col">' in page
    assert not re.search(r'<script|src="(?!data:)|<img(?![^>]*alt=)', page)


@pytest.mark.parametrize("form", list("NACLG"))
def test_each_legal_form_has_its_clauses(shelf: Any, sample: Any, form: str) -> None:
    facts = {**sample("statutes"), "form": form}
    filled = tree(Order("statutes", facts), shelf)
    articles = [b.id for b in filled.tree.blocks if isinstance(b, Heading) and b.kind == "article"]
    assert len(articles) == (49 if form in "NA" else 50)
    assert ("capital" in articles) == (form not in "NA")
    assert filled.values["quorum_percent"] == (67 if form == "N" else 50)


def test_a_new_page_begins_with_the_clause_and_not_with_what_stands_below_it(letter: Any) -> None:
    shelf = letter("## One {#one .article}\n\n::: pagebreak\n:::\n\n1. Clause\n\n    - below\n")
    body = produce(Order("letter_x", {}), shelf, "docx").body
    xml = zipfile.ZipFile(io.BytesIO(body)).read("word/document.xml").decode()
    (first,) = [one for one in xml.split("</w:p>") if "<w:pageBreakBefore/>" in one]
    assert ">Clause<" in first


def test_a_short_line_stays_with_the_table_below_it(letter: Any) -> None:
    shelf = letter("One line\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nAnother line\n\nThe end\n")
    body = produce(Order("letter_x", {}), shelf, "docx").body
    xml = zipfile.ZipFile(io.BytesIO(body)).read("word/document.xml").decode()
    paragraphs = {
        text: "<w:keepNext/>" in whole
        for whole in xml.split("</w:p>")
        for text in ("One line", "Another line", "The end")
        if f">{text}<" in whole
    }
    assert paragraphs == {"One line": True, "Another line": False, "The end": False}
