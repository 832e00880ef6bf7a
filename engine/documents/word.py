"""The tree as a Word file, on the organisation's style file.

``house.docx`` gives styles, header, footer and page; the words ``{title}``, ``{state}``,
``{version}`` and ``{footer}`` in its header and footer are filled in.
The same input gives the same bytes.
"""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from typing import Any, Final

import docx
import typst
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from engine.documents.brand import PAPERS
from engine.documents.numbering import places
from engine.documents.tree import Document, Picture
from engine.documents.typeset import Setting
from engine.documents.word_styles import ACCENT, BODY_FONT, HEAD_FONT, PALE
from engine.documents.wordnumbers import numbering
from engine.documents.wordruns import Runs
from engine.documents.wordxml import EMU_PER_MM, TWIPS_PER_MM, Body
from engine.language import _
from engine.source import DefinitionError, Problem

FIXED: Final = (1980, 1, 1, 0, 0, 0)
_SIZES: Final = {"qr": 24.0, "icon": 8.0, "logo": 45.0}


def word(document: Document, setting: Setting, pages: Mapping[str, int]) -> bytes:
    """Return the document as a Word file; ``pages`` are shown in the contents."""
    house = setting.brand.house
    if house is None:
        raise DefinitionError([Problem("no-house", _("there is no style/house.docx"))])
    file = docx.Document(str(house))
    _branded(file, setting)
    paper = _Paper(file, setting, *_size(setting, document))
    wide = paper.width - 2 * setting.brand.margins
    runs = Runs(setting.labels, places(document), wide, paper.picture, paper.link)
    body = Body(document, runs, pages, paper.section)
    xml = body.xml()
    _numbered(file, setting, body.letters)
    whole = parse_xml(
        f"<w:body {nsdecls('w', 'r', 'wp', 'a', 'pic')}>{xml}{paper.section(False)}</w:body>"
    )
    file.element.replace(file.element.body, whole)
    _titled(file, document, setting)
    return _saved(file)


@dataclass(frozen=True)
class _Paper:
    """The page of a file, and the parts that pictures and links become."""

    file: Any
    setting: Setting
    width: int
    height: int

    def picture(self, child: Picture, wide: float, highest: float) -> str:
        """Return the drawing of a picture in a line of ``wide`` mm, at most ``highest`` mm high."""
        staged = self.setting.pictures[child.key]
        body = staged.web
        if staged.media == "image/svg+xml":
            body = _pixels(body, self.setting)
        part = self.file.part
        name, _image = part.get_or_add_image(io.BytesIO(body))
        across = min(_SIZES.get(child.style, wide * child.width / 100), wide)
        down = across * staged.height / staged.width
        if child.style == "logo" and down > 28:
            across, down = across * 28 / down, 28.0
        if down > highest:
            across, down = across * highest / down, highest
        cx, cy = round(across * EMU_PER_MM), round(down * EMU_PER_MM)
        at = len(part.rels)
        alt = escape(child.alt or child.key)
        return (
            f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{cx}" cy="{cy}"/><wp:docPr id="{at}" name="{escape(child.key)}"'
            f' descr="{alt}"/><a:graphic><a:graphicData'
            ' uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
            f'<pic:nvPicPr><pic:cNvPr id="{at}" name="{escape(child.key)}" descr="{alt}"/>'
            f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{name}"/>'
            "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
            f'<a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )

    def link(self, address: str) -> str:
        """Return the name of the relationship to an address."""
        kind = RELATIONSHIP_TYPE.HYPERLINK
        return str(self.file.part.relate_to(address, kind, is_external=True))

    def section(self, wide: bool) -> str:  # noqa: FBT001 - a page stands or lies
        """Return the properties of a section; every section has the house's header and footer."""
        kept = "".join(
            f'<w:{kind}Reference w:type="{one.get(_W + "type")}" r:id="{one.get(_R + "id")}"/>'
            for kind in ("header", "footer")
            for one in self.file.element.body.sectPr.findall(f"{_W}{kind}Reference")
        )
        size = (self.height, self.width) if wide else (self.width, self.height)
        across, down = (round(side * TWIPS_PER_MM) for side in size)
        turned = ' w:orient="landscape"' if wide else ""
        margin = round(self.setting.brand.margins * TWIPS_PER_MM)
        first = (
            "<w:titlePg/>" if self.file.element.body.sectPr.find(f"{_W}titlePg") is not None else ""
        )
        bidi = "<w:bidi/>" if self.setting.labels.direction == "rtl" else ""
        return (
            f'<w:sectPr>{kept}<w:pgSz w:w="{across}" w:h="{down}"{turned}/>'
            f'<w:pgMar w:top="{margin}" w:right="{margin}" w:bottom="{margin}" w:left="{margin}"'
            f' w:header="600" w:footer="600" w:gutter="0"/>{first}{bidi}</w:sectPr>'
        )


_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def _size(setting: Setting, document: Document) -> tuple[int, int]:
    paper = document.front.paper if document.front.paper != "a4" else setting.brand.paper
    return PAPERS.get(paper, PAPERS["a4"])


def _pixels(svg: bytes, setting: Setting) -> bytes:
    """Return a drawing as PNG, for Word."""
    page = "#set page(width: auto, height: auto, margin: 0pt)\n"
    source = f"{page}#image(bytes(sys.inputs.svg), width: 170mm)"
    return typst.compile(
        source.encode(),
        format="png",
        ppi=200,
        sys_inputs={"svg": svg.decode()},
        font_paths=typst.Fonts(
            include_system_fonts=False, font_paths=[str(at) for at in setting.brand.fonts]
        ),
        ignore_system_fonts=True,
    )


def _numbered(file: Any, setting: Setting, letters: int) -> None:
    """Put the numbering of the document's language into the file."""
    part = file.part.numbering_part
    part._element = parse_xml(numbering(setting.labels, letters))  # noqa: SLF001 - no public way


def _branded(file: Any, setting: Setting) -> None:
    """Give the shipped style file the colours and fonts of the brand."""
    look = setting.brand
    if look.house is None or look.house.parent != look.folders[-1]:
        return
    swaps = [(ACCENT, look.colour), (PALE, look.pale)]
    plain = type(look)()
    if look.font != plain.font:
        swaps.append((BODY_FONT, look.font))
    if look.heading_font != plain.heading_font:
        swaps.append((HEAD_FONT, look.heading_font))
    for element in file.styles.element.iter():
        for name, value in element.attrib.items():
            for old, new in swaps:
                if value == old.lstrip("#"):
                    element.set(name, new.lstrip("#"))


def _titled(file: Any, document: Document, setting: Setting) -> None:
    """Fill in header, footer and the properties of the file."""
    front, labels = document.front, setting.labels
    state = labels.standing(front.status)
    version = f"{labels.word('version')} {front.version}" if front.version else ""
    page, _middle, after = labels.words["page"].partition("{page}")
    middle, _pages, after = after.partition("{pages}")
    values = {
        "{title}": " · ".join(filter(None, (front.title, front.subtitle))),
        "{state}": " · ".join(filter(None, (version, state))),
        "{version}": version,
        "{footer}": " · ".join(filter(None, (setting.brand.footer, front.footer))),
        "{page}": page,
        "{of}": middle,
        "{end}": after,
    }
    for section in file.sections:
        for part in (section.header, section.footer):
            for text in part._element.iter(f"{_W}t"):  # noqa: SLF001 - no public way to its runs
                for word_, value in values.items():
                    text.text = (text.text or "").replace(word_, value)
            if labels.direction == "rtl":
                _turned(part._element)  # noqa: SLF001 - no public way
    properties = file.core_properties
    made = setting.made
    properties.title, properties.keywords = front.title[:255], "; ".join(setting.marks)
    properties.author = properties.last_modified_by = ""
    properties.language = front.lang
    properties.created = properties.modified = (
        datetime(made.year, made.month, made.day, tzinfo=UTC)
        if made
        else datetime(2000, 1, 1, tzinfo=UTC)
    )


def _turned(part: Any) -> None:
    """Let the paragraphs of a header or footer be read from right to left."""
    for properties in part.iter(f"{_W}pPr"):
        style = properties.find(f"{_W}pStyle")
        properties.insert(0 if style is None else 1, parse_xml(f"<w:bidi {nsdecls('w')}/>"))
    for run in part.iter(f"{_W}r"):
        if run.find(f"{_W}t") is not None and run.find(f"{_W}rPr") is None:
            run.insert(0, parse_xml(f"<w:rPr {nsdecls('w')}><w:rtl/></w:rPr>"))


def _saved(file: Any) -> bytes:
    """Return the file with fixed dates inside, so that its bytes depend on nothing else."""
    first, out = io.BytesIO(), io.BytesIO()
    file.save(first)
    with zipfile.ZipFile(first) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, FIXED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            kept.writestr(entry, given.read(name))
    return out.getvalue()
