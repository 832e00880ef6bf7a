"""The numbering part of a Word file: chapters, articles with clauses, parts, annexes, lists.

Chapters and articles are separate lists: LibreOffice restarts articles in each chapter otherwise.
Each lettered list is a list of its own, so that it begins with a).
"""

from html import escape

from docx.oxml.ns import nsdecls

from engine.documents.labels import Labels
from engine.documents.wordxml import BULLETS, FIRST_LETTERS, NUMBERED

INDENT = 720  # twips of a clause


def numbering(labels: Labels, letters: int) -> str:
    """Return the numbering in the words of a language, with so many lettered lists."""
    kinds = [_heading(labels, kind, at) for kind, at in NUMBERED.items()]
    parts = [*kinds, _bullets(BULLETS), _letters(FIRST_LETTERS, labels)]
    lists = [_use(at, at) for at in (*NUMBERED.values(), BULLETS)]
    lists += [_use(FIRST_LETTERS + at, FIRST_LETTERS, restart=True) for at in range(letters)]
    return f"<w:numbering {nsdecls('w')}>{''.join(parts)}{''.join(lists)}</w:numbering>"


def _use(number: int, kind: int, *, restart: bool = False) -> str:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    return (
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/>'
        f"{start if restart else ''}</w:num>"
    )


def _heading(labels: Labels, kind: str, at: int) -> str:
    form = labels.headings[kind].replace("{number}", "%1").rstrip(".") + "."
    own = "arabicAbjad" if labels.direction == "rtl" else "upperLetter"
    style = own if kind == "annex" else "decimal"
    levels = [_level(0, style, form, suffix="space")]
    if kind == "article":
        levels.append(_level(1, "decimal", "%1.%2", INDENT))
    return _kind(at, levels)


def _bullets(at: int) -> str:
    return _kind(
        at, [_level(deep, "bullet", "•", 360 * (deep + 1) + INDENT // 2, 300) for deep in range(4)]
    )


def _letters(at: int, labels: Labels) -> str:
    first = "arabicAbjad" if labels.direction == "rtl" else "lowerLetter"
    forms = (first, "decimal", "lowerRoman", "decimal")
    levels = [
        _level(deep, form, f"%{deep + 1})", 360 * (deep + 1) + INDENT // 2, 360)
        for deep, form in enumerate(forms)
    ]
    return _kind(at, levels)


def _kind(at: int, levels: list[str]) -> str:
    several = "multilevel" if len(levels) > 1 else "singleLevel"
    return (
        f'<w:abstractNum w:abstractNumId="{at}"><w:multiLevelType w:val="{several}"/>'
        f"{''.join(levels)}</w:abstractNum>"
    )


def _level(
    deep: int,
    form: str,
    text: str,
    left: int = 0,
    hanging: int | None = None,
    *,
    suffix: str = "tab",
) -> str:
    hang = left if hanging is None else hanging
    indent = f'<w:pPr><w:ind w:left="{left}" w:hanging="{hang}"/></w:pPr>' if left else (
        '<w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr>'
    )  # fmt: skip
    return (
        f'<w:lvl w:ilvl="{deep}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:suff w:val="{suffix}"/><w:lvlText w:val="{escape(text)}"/><w:lvlJc w:val="left"/>'
        f"{indent}</w:lvl>"
    )
