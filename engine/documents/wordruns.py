"""The runs of a Word file: what stands in a line of text, as WordprocessingML.

References are ``REF`` fields with what they show filled in; a passage that is added or removed is
Word's own tracked change; left-to-right text keeps its order inside right-to-left lines.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Final
from unicodedata import bidirectional

from engine.documents.labels import Labels
from engine.documents.tree import (
    Break,
    Characters,
    Inline,
    Link,
    Mark,
    NumberedPlace,
    Picture,
    Reference,
)

HIGHEST: Final = 200.0
IN_ITS_ORDER: Final = "\u200e"  # around left-to-right text, for programs that overlook its mark
AUTHOR: Final = 'w:author="Consort" w:date="2000-01-01T00:00:00Z"'
TRACKED: Final = {"added": "ins", "removed": "del"}
_NAME: Final = re.compile(r"\W")


def bookmark(id_: str) -> str:
    """Return the Word bookmark of an id; it is found again when the file comes back."""
    return f"c_{_NAME.sub('_', id_)}"[:40]


@dataclass
class Runs:
    """Writes lines of text. ``change`` says that what is written now is added or removed."""

    labels: Labels
    places: Mapping[str, NumberedPlace]
    width: float  # of the line, in mm
    picture: Callable[[Picture, float, float], str]
    link: Callable[[str], str]
    highest: float = HIGHEST  # of a picture, in mm
    marks: int = 0
    change: str = ""

    @property
    def rtl(self) -> bool:
        """Whether the document is read from right to left."""
        return self.labels.direction == "rtl"

    def next_mark(self) -> int:
        """Return a number no bookmark or change has yet."""
        self.marks += 1
        return self.marks

    def marked(self, id_: str, runs: str) -> str:
        """Return runs inside the bookmark of an id."""
        if not id_:
            return runs
        at = self.next_mark()
        start = f'<w:bookmarkStart w:id="{at}" w:name="{bookmark(id_)}"/>'
        return f'{start}{runs}<w:bookmarkEnd w:id="{at}"/>'

    def line(self, children: tuple[Inline, ...], marks: tuple[str, ...] = ()) -> str:
        """Return the runs of a line of text."""
        return "".join(self.inline(child, marks) for child in children)

    def inline(self, child: Inline, marks: tuple[str, ...]) -> str:
        """Return the runs of one inline."""
        match child:
            case Characters():
                return self.run(child.text, marks)
            case Reference():
                return self.reference(child, marks)
            case Link():
                runs = self.line(child.children, (*marks, "link"))
                return f'<w:hyperlink r:id="{self.link(child.address)}">{runs}</w:hyperlink>'
            case Mark(kind="inserted" | "deleted"):
                return self.tracked(child, marks)
            case Mark():
                return self.line(child.children, (*marks, child.kind))
            case Break():
                return "<w:r><w:br/></w:r>"
            case Picture():
                return self.picture(child, self.width, self.highest)

    def tracked(self, child: Mark, marks: tuple[str, ...]) -> str:
        """Return an inserted or deleted passage as Word's own tracked change."""
        before, self.change = self.change, {"inserted": "added", "deleted": "removed"}[child.kind]
        runs = self.line(child.children, marks)
        self.change = before
        return runs

    def run(self, text: str, marks: tuple[str, ...] = ()) -> str:
        """Return a run of text, tracked where a change is being written."""
        properties = "".join(_RUN[kind] for kind in _ORDER if kind in marks)
        if self.rtl and ("ltr" in marks or ("auto" in marks and _latin_first(text))):
            text = f"{IN_ITS_ORDER}{text}{IN_ITS_ORDER}"
        elif self.rtl:
            properties += "<w:rtl/>"
        tag = "delText" if self.change == "removed" else "t"
        body = f'<w:{tag} xml:space="preserve">{escape(text, quote=False)}</w:{tag}>'
        run = f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{body}</w:r>"
        if not self.change:
            return run
        change = TRACKED[self.change]
        return f'<w:{change} w:id="{self.next_mark()}" {AUTHOR}>{run}</w:{change}>'

    def reference(self, child: Reference, marks: tuple[str, ...]) -> str:
        """Return a reference: words, and a field for what Word counts."""
        place = self.places.get(child.target)
        if place is None or not place.number or self.change or child.form == "title":
            return self.run(child.text, marks)
        name = bookmark(child.target)
        heading = self.labels.heading(place.kind, place.number) if place.kind != "clause" else ""
        if child.text.lower() == heading.lower() and heading:
            lower = " \\* lower" if child.text != heading else ""
            return self.field(f"REF {name} \\n \\h{lower}", child.text, marks)
        before, number, after = child.text.rpartition(place.number)
        if not number:
            return self.run(child.text, marks)
        runs = self.run(before, marks) if before else ""
        runs += self.field(f"REF {name} \\n \\t \\h", number, marks)
        return runs + (self.run(after, marks) if after else "")

    def field(self, code: str, shown: str, marks: tuple[str, ...] = ()) -> str:
        """Return a field with what it shows."""
        return (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            f'{self.run(shown, marks)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )


def _latin_first(text: str) -> bool:
    """Return whether the first letter of a text is read from left to right; digits are."""
    for char in text:
        kind = bidirectional(char)
        if kind in {"L", "R", "AL"}:
            return kind == "L"
    return True


_RUN: Final = {
    "link": '<w:rStyle w:val="Hyperlink"/>',
    "code": '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Courier New"/>',
    "strong": "<w:b/><w:bCs/>",
    "emphasis": "<w:i/><w:iCs/>",
    "small": '<w:sz w:val="17"/><w:szCs w:val="17"/>',
    "missing": '<w:highlight w:val="yellow"/>',
}
_ORDER: Final = tuple(_RUN)
