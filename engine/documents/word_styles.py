"""The shipped Word style file, made by a command.

``python -m engine.documents.word_styles templates/style/house.docx``

An organisation opens its copy in Word and changes styles, logo, header and footer as it likes; the
names of the styles must stay.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

ACCENT: Final = "#1f5a7a"
PALE: Final = "#eef4f7"
BODY_FONT: Final = "Georgia"
HEAD_FONT: Final = "Arial"
_LINE: Final = "B9C7CF"
_SMALL: Final = 16


def house() -> Any:
    """Return the style file as a python-docx document."""
    file = docx.Document()
    file.part._styles_part._element = parse_xml(_styles())  # noqa: SLF001 - no public way
    section = file.sections[0]
    section.different_first_page_header_footer = True
    _replace(section.header, [_tabbed("{title}", "{state}")])
    _replace(section.footer, [_tabbed("{footer}", "", pages=True)])
    return file


def _replace(part: Any, paragraphs: list[str]) -> None:
    element = part._element  # noqa: SLF001 - no public way
    for child in list(element):
        element.remove(child)
    for paragraph in paragraphs:
        element.append(parse_xml(paragraph))


def _tabbed(first: str, last: str, *, pages: bool = False) -> str:
    end = _text(last)
    if pages:
        end = _text("{page}") + _field("PAGE") + _text("{of}") + _field("NUMPAGES") + _text("{end}")
    return (
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="Header"/></w:pPr>{_text(first)}'
        f"<w:r><w:tab/></w:r>{end}</w:p>"
    )


def _text(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _field(code: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _styles() -> str:
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(BODY_FONT)}<w:sz w:val='21'/>"
        "<w:szCs w:val='22'/><w:lang w:val='en-GB' w:bidi='ar-SA'/></w:rPr></w:rPrDefault>"
        "<w:pPrDefault><w:pPr><w:spacing w:after='110' w:line='269' w:lineRule='auto'/></w:pPr>"
        "</w:pPrDefault></w:docDefaults>"
    )
    return f"<w:styles {nsdecls('w')}>{defaults}{''.join(_each())}</w:styles>"


def _each() -> Iterator[str]:
    head = f"{_fonts(HEAD_FONT)}<w:b/><w:bCs/>"
    colour = f'<w:color w:val="{ACCENT[1:]}"/>'
    yield _style("Normal", "Normal", default=True)
    sizes = {1: (29, 420, 160), 2: (23, 260, 90), 3: (21, 200, 70), 4: (21, 160, 60)}
    for level, (size, above, below) in sizes.items():
        spacing = f'<w:keepNext/><w:keepLines/><w:spacing w:before="{above}" w:after="{below}"/>'
        outline = f'<w:outlineLvl w:val="{level - 1}"/>'
        run = f"{head}{colour}{_size(size)}"
        yield _style(f"Heading{level}", f"heading {level}", spacing + outline, run, then="Normal")
    yield _style(
        "Title", "Title", '<w:spacing w:before="240" w:after="80"/>', head + colour + _size(44)
    )
    yield _style(
        "Subtitle", "Subtitle", '<w:spacing w:after="240"/>', _fonts(HEAD_FONT) + _size(26)
    )
    tabs = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9400"/></w:tabs>'
    yield _style("ContentsTitle", "Contents Title", "", head + colour + _size(29))
    first = f'{tabs}<w:spacing w:before="60" w:after="10"/>'
    yield _style("TOC1", "toc 1", first, "<w:b/><w:bCs/>" + _size(18))
    second = f'{tabs}<w:spacing w:after="0" w:line="240" w:lineRule="auto"/><w:ind w:left="280"/>'
    yield _style("TOC2", "toc 2", second, _size(18))
    yield _style("Clause", "Clause", '<w:ind w:left="720" w:hanging="720"/>')
    yield _style("ClauseText", "Clause Text", '<w:ind w:left="720"/>')
    yield _style(
        "ListParagraph", "List Paragraph", '<w:spacing w:after="60"/><w:ind w:left="720"/>'
    )
    yield _style("ClauseList", "Clause List", '<w:spacing w:after="60"/><w:ind w:left="1080"/>')
    tight = '<w:spacing w:before="30" w:after="30" w:line="240" w:lineRule="auto"/>'
    yield _style("TableText", "Table Text", tight, _size(18))
    yield _style("TableHead", "Table Head", "<w:keepNext/>" + tight, head + _size(17))
    after = '<w:spacing w:after="60" w:line="120" w:lineRule="auto"/>'
    yield _style("AfterTable", "After Table", after, _size(8))
    border = f'<w:left w:val="single" w:sz="24" w:space="6" w:color="{ACCENT[1:]}"/>'
    note = f'<w:pBdr>{border}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{PALE[1:]}"/>'
    yield _style("Note", "Note", note + '<w:ind w:left="170"/>')
    yield _style("Seal", "Seal", '<w:spacing w:before="240" w:after="60"/>', _size(15))
    white = '<w:color w:val="FFFFFF"/>'
    cover = '<w:spacing w:before="120" w:after="120"/><w:ind w:left="400" w:right="400"/>'
    yield _style("CoverText", "Cover Text", cover, _fonts(HEAD_FONT) + white + _size(24))
    yield _style("CoverTitle", "Cover Title", cover, head + white + _size(52))
    yield _style("CardText", "Card Text", '<w:spacing w:after="50"/>', _size(18))
    bar = '<w:tabs><w:tab w:val="right" w:pos="9400"/></w:tabs><w:spacing w:after="0"/>'
    yield _style(
        "Header", "header", bar, _fonts(HEAD_FONT) + '<w:color w:val="5A5A5A"/>' + _size(_SMALL)
    )
    yield (
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
        f'<w:rPr>{colour}<w:u w:val="single"/></w:rPr></w:style>'
    )
    yield _table("TableNormal", "Normal Table", "", default=True)
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    first_row = (
        '<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto"'
        f' w:fill="{PALE[1:]}"/></w:tcPr></w:tblStylePr>'
    )
    yield _table(
        "ConsortTable", "Consort Table", f"<w:tblBorders>{lines}</w:tblBorders>", first_row
    )
    yield _table("ConsortCards", "Consort Cards", f"<w:tblBorders>{lines}</w:tblBorders>")
    fill = f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{ACCENT[1:]}"/></w:tcPr>'
    yield _table("ConsortCover", "Consort Cover", "", fill)


def _style(
    id_: str,
    name: str,
    paragraph: str = "",
    run: str = "",
    *,
    default: bool = False,
    then: str = "",
) -> str:
    based = "" if default else '<w:basedOn w:val="Normal"/>'
    following = f'<w:next w:val="{then}"/>' if then else ""
    return (
        f'<w:style w:type="paragraph"{_default(default)} w:styleId="{id_}"><w:name w:val="{name}"/>'
        f"{based}{following}<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _table(id_: str, name: str, borders: str, more: str = "", *, default: bool = False) -> str:
    based = "" if default else '<w:basedOn w:val="TableNormal"/>'
    margins = (
        '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="90" w:type="dxa"/>'
        '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="90" w:type="dxa"/></w:tblCellMar>'
    )
    return (
        f'<w:style w:type="table"{_default(default)} w:styleId="{id_}"><w:name w:val="{name}"/>'
        f"{based}<w:tblPr>{borders}{margins}</w:tblPr>{more}</w:style>"
    )


def _default(default: bool) -> str:  # noqa: FBT001 - a mark of the schema
    return ' w:default="1"' if default else ""


def _fonts(name: str) -> str:
    complex_ = "Arial" if name == HEAD_FONT else "Times New Roman"
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{complex_}"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


if __name__ == "__main__":
    house().save(Path(sys.argv[1]))
