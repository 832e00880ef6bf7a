"""The one gate for text that comes in: what no name, title or remark may hold.

Control characters move a terminal's cursor or forge a line of an answer; marks that turn the
direction of writing make a text read as another one; a lone surrogate is no character. Only a
remark, and what a record says, may have several lines.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, Final, get_args, get_type_hints
from unicodedata import category
from zoneinfo import available_timezones

from engine.case import messages as m
from engine.case.cluster import Cluster
from engine.case.currencies import CURRENCIES
from engine.case.texts import PersonName, Remark, Title
from engine.language import _
from engine.source import did_you_mean

LONGEST: Final = 200
"""Characters of a name or title; a remark may be as long as a text of a record."""

TURNING: Final = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of what follows; letters bring their own direction."""

LONGEST_ID: Final = 60

_LINES: Final = frozenset("\n\t")


def untidy(said: m.Command | Cluster) -> list[str]:
    """Return what is wrong with the texts of what was said, each with the name of what it is."""
    return [reason for name, text, kind in _held(said) for reason in _wrong(name, text, kind)]


def _held(said: Any) -> Iterator[tuple[str, str, Any]]:
    """Yield the texts of a command, or of what it is made of, with their names and kinds."""
    hints = get_type_hints(type(said), include_extras=True)
    for one in fields(said):
        yield from _texts(one.name, hints[one.name], getattr(said, one.name))


def _texts(name: str, hint: Any, value: Any) -> Iterator[tuple[str, str, Any]]:
    match value:
        case PersonName():
            yield name, value.text, Title
        case str():
            yield name, value, hint
        case m.CastVote():
            yield from _held(value)
        case tuple():
            for one in value:
                yield from _texts(name, _inner(hint, hint), one)
        case Mapping():
            for key, one in value.items():
                yield from _texts(str(key), _inner(hint, Remark), one)
        case _:
            return


def _inner(hint: Any, otherwise: Any) -> Any:
    """Return the kind of what a tuple or map holds, where its type says that it holds titles."""
    return Title if Title in get_args(hint) else otherwise


def _wrong(name: str, text: str, kind: Any) -> Iterator[str]:
    allowed = _LINES if kind is Remark else frozenset[str]()
    for character in text:
        if (
            category(character) in {"Cc", "Cs"} and character not in allowed
        ) or character in TURNING:
            yield _("{name} holds the character U+{code:04X}, which text cannot have").format(
                name=name, code=ord(character)
            )
            return
    if kind is Title and len(text) > LONGEST:
        yield _("{name}: {count} characters are too many, at most {most}").format(
            name=name, count=len(text), most=LONGEST
        )


def called(word: str) -> list[str]:
    """Return why a word cannot stand for a network or a firm; it begins with no ``_`` or ``-``."""
    fits = word[:1].isalnum() and word.replace("_", "").replace("-", "").isalnum()
    if fits and len(word) <= LONGEST_ID:
        return []
    return [_("an id has letters, digits, _ and -, at most 60")]


def placed(currency: str, zone: str) -> list[str]:
    """Return why a currency or a time zone is none; what is empty was not said."""
    reasons = []
    if currency and currency not in CURRENCIES:
        told = _("{word!r} is no currency code of ISO 4217, such as EUR or MAD")
        near = did_you_mean(currency.upper(), CURRENCIES)
        reasons.append(told.format(word=currency) + (f" ({near})" if near else ""))
    if zone and zone not in available_timezones():
        near = did_you_mean(zone, available_timezones())
        reasons.append(
            _("{zone!r} is no time zone").format(zone=zone) + (f", {near}" if near else "")
        )
    return reasons


def titled(text: str) -> list[str]:
    """Return why a text is no title: one of nothing but blanks."""
    return [] if text.strip() else [_("the title is blank")]
