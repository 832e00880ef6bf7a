"""Ids that XML allows: one that is none is written as the nearest that is, wherever it is named.

The schema of DMN has them as ``xsd:ID`` (XML Schema 1.1, 3.4.8: a name without colon, once in a
document). Models of other programs have blanks or digits in front.
"""

import re
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree as ET

from engine.language import _
from engine.source import Problem

_FITS: Final = re.compile(r"[^\W\d][\w.\-\u00b7]*")
_STRANGE: Final = re.compile(r"[^\w.\-\u00b7]+")
_LEADS: Final = ("href", "dmnElementRef")


def mend_ids(root: ET.Element) -> list[Problem]:
    """Give every element of a document an id that XML allows; return what was changed."""
    taken = {one.get("id", "") for one in root.iter()}
    changed: dict[str, str] = {}
    for old in dict.fromkeys(one for one in taken if one and not _FITS.fullmatch(one)):
        changed[old] = _free(old, taken)
        taken.add(changed[old])
    if changed:
        for element in root.iter():
            _mend(element, changed)
    return list(_told(changed))


def _free(old: str, taken: set[str]) -> str:
    base = _STRANGE.sub("_", old)
    base = base if _FITS.fullmatch(base) else f"_{base}"
    number, name = 1, base
    while name in taken:
        number += 1
        name = f"{base}_{number}"
    return name


def _mend(element: ET.Element, changed: dict[str, str]) -> None:
    if (old := element.get("id")) in changed:
        element.set("id", changed[old])
    for name in _LEADS:
        space, mark, local = element.get(name, "").rpartition("#")
        if not space and local in changed:
            element.set(name, f"{mark}{changed[local]}")


def _told(changed: dict[str, str]) -> Iterator[Problem]:
    for old, new in sorted(changed.items()):
        message = _("the id {old!r} cannot be one in XML; it is written as {new!r}")
        yield Problem("id", message.format(old=old, new=new))
