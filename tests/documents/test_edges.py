"""Names of 300 letters, empty and long lists, pictures that are none, an organisation's look."""

import io
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from PIL import Image

from engine.documents import Order, Templates
from engine.documents.output import produce
from engine.source import DefinitionError

PICTURE_SHEET = """\
format: consort/1
document: letter_x
title: Letter
kind: letter
languages: [en]
needs: {photo: }
facts:
  photo: {type: picture, title: photo}
"""


@pytest.mark.parametrize("to", ["pdf", "docx", "html"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_long_names_and_long_lists_fit(
    shelf: Templates, sample: Any, language: str, to: str
) -> None:
    facts = sample("workplan")
    facts["members"] = [
        {**facts["members"][0], "firm": f"{at} " + "Mühlenbetriebsgesellschaft " * 11}
        for at in range(30)
    ]
    facts["activities"] = [
        {**facts["activities"][at % 6], "number": str(at), "title": "W" * 300} for at in range(40)
    ]
    assert len(produce(Order("workplan", facts, language), shelf, to).body) > 20_000


def test_a_plan_with_nothing_optional_still_prints(shelf: Templates, sample: Any) -> None:
    facts = sample("workplan")
    optional = (
        "meetings", "diagnosis", "figures", "constraints", "positions", "projects", "ideas",
        "budget", "sources", "shares", "cash_flow", "reserve", "reviews", "facilitator_hours",
        "approvals", "annexes", "version",
    )  # fmt: skip
    for name in optional:
        facts.pop(name)
    text = produce(Order("workplan", facts), shelf, "md").text
    assert "No pilot project has been chosen yet." in text
    assert "| None" not in text


def test_a_letter_no_font_has_stops_no_paper(letter: Any) -> None:
    shelf = letter("Dear {{ network.title }}")
    facts = {"network": {"title": "红色 \U0001f600"}}
    assert produce(Order("letter_x", facts), shelf, "pdf").body.startswith(b"%PDF")
    assert produce(Order("letter_x", facts), shelf, "docx").body


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pictures")
    Image.new("RGB", (4000, 1000), "red").save(folder / "wide.jpg")
    Image.new("RGBA", (30, 30)).save(folder / "clear.png")
    (folder / "text.png").write_text("no picture")
    (folder / "link.png").symlink_to(folder / "clear.png")
    Image.new("1", (20_000, 20_000)).save(folder / "bomb.png")
    return folder


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("text.png", "it is not a PNG or JPEG picture, or it is damaged"),
        ("link.png", "it is a link"),
        ("bomb.png", "damaged|pixels"),
        ("../facts.json", "not a name inside the picture folder"),
        ("nothing.png", "there is no such file"),
    ],
)
def test_a_picture_that_cannot_be_used_is_refused_by_name(
    letter: Any, pictures: Path, name: str, why: str
) -> None:
    shelf = letter("{{ picture(photo, 'a photo') }}", PICTURE_SHEET)
    with pytest.raises(DefinitionError, match=why) as caught:
        produce(Order("letter_x", {"photo": name}, pictures=pictures), shelf, "html")
    assert name in str(caught.value)


def test_a_large_picture_is_made_smaller_and_stands_in_every_format(
    letter: Any, pictures: Path
) -> None:
    shelf = letter("{{ picture(photo, 'a photo', width=50) }}", PICTURE_SHEET)
    order = Order("letter_x", {"photo": "wide.jpg"}, pictures=pictures)
    file = zipfile.ZipFile(io.BytesIO(produce(order, shelf, "docx").body))
    part = next(name for name in file.namelist() if name.startswith("word/media/"))
    assert Image.open(io.BytesIO(file.read(part))).size == (2000, 500)
    assert 'alt="a photo" style="width:50%"' in produce(order, shelf, "html").text
    reader = pypdf.PdfReader(io.BytesIO(produce(order, shelf, "pdf").body))
    assert len(reader.pages[0].images) == 1


def test_the_brand_reaches_every_format(organisation: Any, sample: Any) -> None:
    shelf = organisation(
        **{"style__brand.yml": 'colour: "#a01010"\nfooter: Chamber of Northtown\n'}
    )
    order = Order("workplan", sample("workplan"))
    assert "--accent: #a01010" in produce(order, shelf, "html").text
    file = zipfile.ZipFile(io.BytesIO(produce(order, shelf, "docx").body))
    assert "a01010" in file.read("word/styles.xml").decode()
    pages = pypdf.PdfReader(io.BytesIO(produce(order, shelf, "pdf").body)).pages
    assert "Chamber of Northtown" in pages[2].extract_text()


@pytest.mark.parametrize(
    ("brand", "sentence"),
    [
        ("colour: red", "'colour' of a brand is 'red'; expected: a colour such as #1f5a7a"),
        ("color: '#a01010'", "'color' is not a field of this brand; did you mean 'colour'?"),
        ("font: No Such Font", "unknown font family"),
    ],
)
def test_a_wrong_brand_is_told(organisation: Any, sample: Any, brand: str, sentence: str) -> None:
    shelf = organisation(**{"style__brand.yml": brand})
    with pytest.raises(DefinitionError) as caught:
        produce(Order("workplan", sample("workplan")), shelf, "pdf")
    assert sentence in str(caught.value)


def test_an_organisation_s_own_word_file_gives_the_look(
    organisation: Any, sample: Any, tmp_path: Path
) -> None:
    shelf = organisation(**{"style__brand.yml": "margins: 30\n"})
    house = docx.Document(str(shelf.core / "style" / "house.docx"))
    house.sections[0].header.paragraphs[0].add_run(" House of {title}")
    house.save(str(tmp_path / "templates/style/house.docx"))
    body = produce(Order("workplan", sample("workplan")), shelf, "docx").body
    file = docx.Document(io.BytesIO(body))
    assert "House of Work plan · Textile eight" in file.sections[0].header.paragraphs[0].text
    margin = file.sections[0].left_margin
    assert margin is not None
    assert round(Decimal(margin.mm)) == 30
