"""Charts drawn as SVG from plain rows: a Gantt of activities, and bars.

Time runs in the direction of reading; months carry the language's names. The same drawing goes
into HTML and PDF as it is, and into Word as a picture of it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from html import escape
from typing import Any, Final

from babel.dates import format_date

from engine.documents.escape import cleaned
from engine.documents.labels import Labels

WIDTH: Final = 1_000
NAMES: Final = 320
ROW: Final = 26
HEAD: Final = 44
MONTH: Final = 58  # what the name of a month takes
COLOUR: Final = "#1f5a7a"
PALE: Final = "#a9c6d6"
INK: Final = "#222222"
GRID: Final = "#dddddd"
FONT: Final = "Noto Sans, Noto Sans Arabic, sans-serif"
LONGEST_NAME: Final = 44


@dataclass(frozen=True)
class _ChartPaper:
    """Where things stand; in right-to-left languages everything is mirrored."""

    labels: Labels
    first: date
    days: int

    def across(self, day: date) -> float:
        return NAMES + (WIDTH - NAMES - 10) * (day - self.first).days / self.days

    def x(self, at: float, width: float = 0) -> float:
        return round(at if self.labels.direction == "ltr" else WIDTH - at - width, 1)

    def box(self, at: tuple[float, float], size: tuple[float, float], fill: str) -> str:
        x = self.x(at[0], size[0])
        return (
            f'<rect x="{x}" y="{at[1]:.1f}" width="{size[0]:.1f}" height="{size[1]:.1f}"'
            f' fill="{fill}" rx="2"/>'
        )

    def line(self, at: float, top: float, bottom: float, colour: str) -> str:
        x = self.x(at)
        return f'<path d="M{x} {top:.1f}V{bottom:.1f}" stroke="{colour}" fill="none"/>'

    def words(self, text: str, at: float, y: float, size: int = 13) -> str:
        x = self.x(at)
        anchor = "start" if self.labels.direction == "ltr" else "end"
        return (
            f'<text x="{x}" y="{y:.1f}" font-size="{size}" fill="{INK}"'
            f' text-anchor="{anchor}">{escape(text)}</text>'
        )


def gantt(what: Mapping[str, Any], labels: Labels) -> tuple[str, int, int]:
    """Return SVG, width and height of a Gantt of activities.

    Each row has ``title``, ``start``, ``end`` and may have ``progress`` (percent), ``number``, and
    ``depends`` (a list of numbers). A row that begins and ends on one day is a milestone.
    ``today`` draws a line.
    """
    rows = [row for row in what["rows"] if _dated(row)]
    first = min((row["start"] for row in rows), default=date(2000, 1, 1)).replace(day=1)
    last = max((row["end"] for row in rows), default=first) + timedelta(days=10)
    paper = _ChartPaper(labels, first, max((last - first).days, 28))
    height = HEAD + ROW * len(rows) + 10
    places = {str(row.get("number", at)): at for at, row in enumerate(rows)}
    parts = [*_months(paper, last, height)]
    for at, row in enumerate(rows):
        parts.extend(_activity(paper, row, HEAD + ROW * at))
        parts.extend(_arrows(paper, rows, at, places))
    today = what.get("today")
    if isinstance(today, date) and first <= today <= last:
        parts.append(paper.line(paper.across(today), HEAD - 14, height - 6, "#b3261e"))
    return _drawing(parts, height), WIDTH, height


def bars(what: Mapping[str, Any], labels: Labels) -> tuple[str, int, int]:
    """Return SVG, width and height of bars; each row has ``title`` and ``value``."""
    rows = [row for row in what["rows"] if isinstance(row.get("value"), int | Decimal)]
    most = max((abs(row["value"]) for row in rows), default=0) or 1
    paper = _ChartPaper(labels, date(2000, 1, 1), 1)
    height = ROW * len(rows) + 12
    parts = []
    for at, row in enumerate(rows):
        top = 6 + ROW * at
        wide = float((WIDTH - NAMES - 110) * abs(Decimal(row["value"])) / most)
        parts.append(paper.words(_short(row["title"]), 4, top + 15))
        parts.append(paper.box((NAMES, top + 3), (max(wide, 1), ROW - 9), COLOUR))
        shown = cleaned(labels.number(row["value"]))
        parts.append(paper.words(shown, NAMES + wide + 8, top + 15))
    return _drawing(parts, height), WIDTH, height


DRAWN: Final[dict[str, Callable[[Any, Labels], tuple[str, int, int]]]] = {
    "gantt": gantt,
    "bars": bars,
}


def _drawing(parts: Sequence[str], height: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}"'
        f' width="{WIDTH}" height="{height}" font-family="{FONT}">' + "".join(parts) + "</svg>"
    )


def _dated(row: Mapping[str, Any]) -> bool:
    start, end = row.get("start"), row.get("end")
    return isinstance(start, date) and isinstance(end, date) and start <= end


def _short(text: Any) -> str:
    words = cleaned(str(text))
    return words if len(words) <= LONGEST_NAME else words[: LONGEST_NAME - 1] + "…"


def _months(paper: _ChartPaper, last: date, height: int) -> list[str]:
    """Draw the months; where they stand too close, every third has its name."""
    parts = []
    day = paper.first
    step = 1 if paper.days < 500 else 3
    count = 0
    while day <= last:
        at = paper.across(day)
        parts.append(paper.line(at, HEAD - 26, height - 6, GRID))
        if count % step == 0 and at + MONTH <= WIDTH:
            form = "LLL yy" if paper.days > 330 else "LLL yyyy"
            name = format_date(day, form, locale=paper.labels.locale)
            parts.append(paper.words(name, at + 3, HEAD - 14, 11))
        day = (day.replace(day=28) + timedelta(days=5)).replace(day=1)
        count += 1
    return parts


def _activity(paper: _ChartPaper, row: Mapping[str, Any], top: float) -> list[str]:
    number = f"{row['number']} " if row.get("number") else ""
    parts = [paper.words(_short(f"{number}{row['title']}"), 4, top + 17)]
    start, end = paper.across(row["start"]), paper.across(row["end"] + timedelta(days=1))
    if row["start"] == row["end"]:
        x, y = paper.x(start), top + 13
        diamond = f"M{x - 7} {y}L{x} {y - 7}L{x + 7} {y}L{x} {y + 7}Z"
        return [*parts, f'<path d="{diamond}" fill="{COLOUR}"/>']
    done = row.get("progress")
    parts.append(paper.box((start, top + 5), (end - start, ROW - 10), PALE))
    if isinstance(done, int | Decimal) and done > 0:
        wide = (end - start) * float(min(Decimal(done), Decimal(100))) / 100
        parts.append(paper.box((start, top + 5), (wide, ROW - 10), COLOUR))
    return parts


def _arrows(
    paper: _ChartPaper, rows: Sequence[Mapping[str, Any]], at: int, places: Mapping[str, int]
) -> list[str]:
    """Draw a thin line from the end of each activity this one waits for."""
    parts = []
    for number in rows[at].get("depends") or ():
        before = places.get(str(number))
        if before is None or before == at:
            continue
        x = paper.x(paper.across(rows[before]["end"] + timedelta(days=1)))
        to = paper.x(paper.across(rows[at]["start"]))
        top, bottom = HEAD + ROW * before + ROW / 2, HEAD + ROW * at + ROW / 2
        parts.append(
            f'<path d="M{x} {top:.1f}V{bottom:.1f}H{to}" stroke="#777777" fill="none"'
            ' stroke-width="1"/>'
        )
    return parts
