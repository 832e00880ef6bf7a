"""What other languages write, and how FEEL writes it: hints for texts that are refused or odd.

To add one is to add a row: a pattern for the text up to and with the place where reading stopped.
"""

import re
from typing import Final

from engine.language import _

_QUOTES: Final = "'\u2018\u2019\u201c\u201d\u00ab\u00bb\u201e"
_TEXT: Final = '"text"'
_NAME: Final = "name"
_STOPPED: Final[tuple[tuple[str, str], ...]] = (
    (r"!==$", "!="),
    (r"==$", "="),
    (r"<>$", "!="),
    (r"=>$", ">="),
    (r"=<$", "<="),
    ("\u2264$", "<="),
    ("\u2265$", ">="),
    ("\u2260$", "!="),
    (r"&$", "and"),
    (r"\|$", "or"),
    (r"!$", "not(x)"),
    (r"\bnot\s+[^\s(]\S*$", "not(x)"),
    (rf"[{_QUOTES}]$", _TEXT),
    (r"[`$#]$", _NAME),
    (r"%$", "modulo(x, 2)"),
    (r"\S\s*\?$", "if a then b else c"),
    (r"\bif\s*\(.*\)\s*\{$", "if a then b else c"),
    (r"\bis\s+defined$", "x != null"),
    (r"\bget\s+or\s+else$", "if x = null then y else x"),
    (r"^\s*[<>]=?[^,]*\band$", "[3..5]"),
    (r"^\s*[<>]=?[^,]*\bor$", "< 3, > 5"),
    (r"\band\s*(<=|>=|<|>|=)$", "x >= 3 and x <= 5"),
    (r"\bor\s*(<=|>=|<|>|=)$", "x < 3 or x > 5"),
    (r"^\s*\S+\s+to$", "[3..5]"),
    (r"^\s*in$", "[3..5]"),
    (r"^\s*[\d.]+\+$", ">= 11"),
)
_LOOK_BACK: Final = 300
_WORDS: Final = {
    **dict.fromkeys(("True", "TRUE"), "true"),
    **dict.fromkeys(("False", "FALSE"), "false"),
    **dict.fromkeys(("NULL", "Null", "None", "nil", "undefined"), "null"),
    "otherwise": "-",
}
_METHODS: Final = {
    "length": "count(list), string length(text)",
    "size": "count(list)",
    "contains": "list contains(list, item), contains(text, part)",
    "includes": "list contains(list, item), contains(text, part)",
    "toUpperCase": "upper case(text)",
    "toLowerCase": "lower case(text)",
    "startsWith": "starts with(text, part)",
    "endsWith": "ends with(text, part)",
    "getTime": '@"2026-03-01"',
    "now": "now()",
}
_BARE_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?![\d-])")


def where_stopped(body: str, end: int) -> str:
    """Return how FEEL writes what a text has up to ``end``, where reading it stopped."""
    before = body[:end] if end <= _LOOK_BACK else f"...{body[end - _LOOK_BACK : end]}"
    found = next((form for pattern, form in _STOPPED if re.search(pattern, before)), "")
    return _written(found) if found else ""


def unknown_name(name: str) -> str:
    """Return how FEEL writes what a name nobody knows was meant for."""
    if re.match(r"(new )?Date\b", name):
        return _written('@"2026-03-01"')
    found = _WORDS.get(name)
    return _written(found) if found else ""


def method(name: str) -> str:
    """Return the functions of FEEL for what other languages call on a value."""
    found = _METHODS.get(name)
    return _written(found) if found else ""


def bare_date(body: str, start: int) -> str:
    """Return the date that stands without quotes at a place, which FEEL would compute."""
    found = _BARE_DATE.match(body, start)
    return found.group() if found else ""


def _written(form: str) -> str:
    if form == _TEXT:
        return _("a text stands in double quotes: {form}").format(form=form)
    if form == _NAME:
        return _("a name stands as it is, without a sign around it")
    return _("in FEEL it is written {form}").format(form=form)
