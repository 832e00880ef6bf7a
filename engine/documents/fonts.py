"""Fonts for what a text says: Latin, Greek, Cyrillic and Arabic are shipped, others are looked for.

A script that no shipped font has is set in Noto, found by name where systems keep fonts (Debian's
fonts-noto-core and fonts-noto-cjk, or any other copy). A sign for which there is none is printed as
a visible substitute, so that no name stops a paper; who enters such a name is told.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

SUBSTITUTE: Final = "\u25af"
"""An upright empty box, which a shipped font has."""
PLACES: Final = (
    "/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts",
    "/Library/Fonts", "~/Library/Fonts", "/System/Library/Fonts", "C:/Windows/Fonts",
)  # fmt: skip
_BLOCKS: Final = """\
0530-058F Armenian
0590-05FF FB1D-FB4F Hebrew
0700-074F Syriac
0780-07BF Thaana
07C0-07FF NKo
0900-097F A8E0-A8FF Devanagari
0980-09FF Bengali
0A00-0A7F Gurmukhi
0A80-0AFF Gujarati
0B00-0B7F Oriya
0B80-0BFF Tamil
0C00-0C7F Telugu
0C80-0CFF Kannada
0D00-0D7F Malayalam
0D80-0DFF Sinhala
0E00-0E7F Thai
0E80-0EFF Lao
1000-109F AA60-AA7F Myanmar
10A0-10FF 1C90-1CBF 2D00-2D2F Georgian
1200-139F 2D80-2DDF AB00-AB2F Ethiopic
1780-17FF 19E0-19FF Khmer
1800-18AF Mongolian
2D30-2D7F Tifinagh
2200-22FF 27F0-27FF 2900-2AFF Math
1100-11FF 2E80-303F 3040-30FF 3130-318F 31F0-4DBF 4E00-9FFF CJK
A960-A97F AC00-D7FF F900-FAFF FE30-FE4F FF00-FFEF 20000-3FFFF CJK
"""
_FILES: Final = {"CJK": ("NotoSansCJK", "Noto Sans CJK SC")}
"""File and family, where they are not called like the script."""


@dataclass(frozen=True)
class Needed:
    """What a text needs beside the shipped fonts: families, their files, signs that have none."""

    families: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()
    lacking: frozenset[str] = frozenset()

    def shown(self, text: str) -> str:
        """Return the text with a substitute for each sign that no font has."""
        return text.translate({ord(sign): SUBSTITUTE for sign in self.lacking})


def needed(text: str) -> Needed:
    """Return the fonts for a text; most texts need none."""
    scripts: dict[str, set[str]] = {}
    for sign in set(text):
        if script := _scripts().get(ord(sign) >> 4):
            scripts.setdefault(script, set()).add(sign)
    there = {script: _found(script) for script in sorted(scripts)}
    return Needed(
        tuple(_named(script)[1] for script, files in there.items() if files),
        tuple(path for files in there.values() for path in files),
        frozenset(sign for script, files in there.items() if not files for sign in scripts[script]),
    )


def unprintable(text: str) -> str:
    """Return the signs of a text that no font here has, each once, in their order."""
    lacking = needed(text).lacking
    return "".join(dict.fromkeys(sign for sign in text if sign in lacking))


def name_of(sign: str) -> str:
    """Return how a sign is called: ``U+0928 DEVANAGARI LETTER NA``."""
    return f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".rstrip()


@cache
def _scripts() -> Mapping[int, str]:
    """Return the script of each row of sixteen signs."""
    rows: dict[int, str] = {}
    for line in _BLOCKS.splitlines():
        *blocks, script = line.split()
        for block in blocks:
            first, last = (int(end, 16) for end in block.split("-"))
            rows |= dict.fromkeys(range(first >> 4, (last >> 4) + 1), script)
    return rows


def _named(script: str) -> tuple[str, str]:
    return _FILES.get(script, (f"NotoSans{script}", f"Noto Sans {script}"))


def _found(script: str) -> tuple[Path, ...]:
    """Return the font files of a script: upright, plain and bold."""
    stem = _named(script)[0]
    wanted = {name.lower() for name in (stem, f"{stem}-Regular", f"{stem}-Bold")}
    return tuple(
        path
        for path in _noto()
        for name in (path.stem.lower(),)
        if name in wanted or name.startswith(f"{stem.lower()}[")
    )


@cache
def _noto() -> tuple[Path, ...]:
    """Return every font of the Noto family that the system has."""
    return tuple(_anywhere())


def _anywhere() -> Iterator[Path]:
    for place in PLACES:
        folder = Path(place).expanduser()
        if folder.is_dir():
            yield from (path for path in sorted(folder.rglob("Noto*.?t[fc]")) if path.is_file())
