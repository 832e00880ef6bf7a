"""The look an organisation gives to its papers: ``style/brand.yml`` over the shipped look.

::

    colour: "#1f5a7a"       headings, lines, cover
    pale: "#eef4f7"         table heads, notes
    font: Noto Serif        text;  heading_font: Noto Sans
    size: 10.5              points
    margins: 22             millimetres
    paper: a4               a4, a5 or letter
    logo: logo.png          in the same folder
    footer: "Chamber of ..."

Fonts the organisation adds stand in ``style/fonts``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from engine.definitions.reading.fields import Fields, Reader
from engine.definitions.reading.yaml_source import read
from engine.documents.template_folders import Templates
from engine.language import _
from engine.source import NotFound

NAME: Final = "style/brand.yml"
PAPERS: Final = {"a4": (210, 297), "a5": (148, 210), "letter": (216, 279)}
_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")
_FONT: Final = re.compile(r"[\w][\w \-]{0,60}")


@dataclass(frozen=True)
class Brand:
    """Colours, fonts, sizes; ``folders`` hold logo and fonts, the organisation's first."""

    colour: str = "#1f5a7a"
    pale: str = "#eef4f7"
    font: str = "Noto Serif"
    heading_font: str = "Noto Sans"
    size: Decimal = Decimal("10.5")
    margins: int = 22
    paper: str = "a4"
    logo: str = ""
    footer: str = ""
    style: str = ""
    folders: tuple[Path, ...] = ()
    house: Path | None = None

    @property
    def fonts(self) -> tuple[Path, ...]:
        """The folders with fonts."""
        return tuple(at / "fonts" for at in self.folders if (at / "fonts").is_dir())

    def css(self) -> str:
        """Return the style sheet with the colours and fonts of the brand."""
        changes = (
            f":root {{ --accent: {self.colour}; --pale: {self.pale}; }}\n"
            f'html {{ font-family: "{self.font}", "Noto Naskh Arabic", Georgia, serif; }}\n'
            f'h1, h2, h3, h4, th, .toc {{ font-family: "{self.heading_font}",'
            ' "Noto Sans Arabic", Arial, sans-serif; }\n'
        )
        return f"{self.style}\n{changes}"


def brand(shelf: Templates) -> Brand:
    """Return the look of a shelf.

    Raises:
        DefinitionError: ``brand.yml`` is wrong, every problem with its place.
    """
    folders = tuple(_folders(shelf))
    style = (shelf.core / "style" / "style.css").read_text("utf-8")
    house = next((at / "house.docx" for at in folders if (at / "house.docx").is_file()), None)
    plain = Brand(style=style, folders=folders, house=house)
    try:
        text = shelf.text(NAME)
    except NotFound:
        return plain
    reader = Reader()
    keys = ("colour", "pale", "font", "heading_font", "size", "margins", "paper", "logo", "footer")
    sheet = reader.fields(read(text), _("brand"), keys)
    found = Brand(
        colour=_matching(sheet, "colour", _COLOUR, plain.colour),
        pale=_matching(sheet, "pale", _COLOUR, plain.pale),
        font=_matching(sheet, "font", _FONT, plain.font),
        heading_font=_matching(sheet, "heading_font", _FONT, plain.heading_font),
        size=Decimal(sheet.number("size", plain.size)),
        margins=sheet.integer("margins", plain.margins),
        paper=sheet.one_of("paper", tuple(PAPERS), plain.paper),
        logo=sheet.text("logo", ""),
        footer=sheet.text("footer", ""),
        style=style,
        folders=folders,
        house=house,
    )
    reader.finish()
    return found


def _folders(shelf: Templates) -> Iterator[Path]:
    """Yield the style folders, the organisation's before the shipped one; no links."""
    for folder in (*(over / "style" for over in shelf.over), shelf.core / "style"):
        if folder.is_dir() and not folder.is_symlink():
            yield folder


def _matching(sheet: Fields, key: str, shape: re.Pattern[str], default: str) -> str:
    text = sheet.text(key, default)
    if not shape.fullmatch(text):
        message = _("{key!r} of a brand is {text!r}").format(key=key, text=text)
        hint = _("expected: a colour such as #1f5a7a") if shape is _COLOUR else _("a font's name")
        sheet.reader.report("brand", message, sheet.place(key), hint)
        return default
    return text
