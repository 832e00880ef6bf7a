"""The language people read: gettext for our own sentences, and words that files bring along.

Every sentence a person can see goes through ``_`` (or ``plural``). Which catalogue answers is
chosen once per command by ``speak``; without it the English of the source text stands.
"""

import gettext
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

CATALOGUES = Path(__file__).parent / "locale"
DOMAIN = "consort"

_spoken: ContextVar[tuple[str, gettext.NullTranslations]] = ContextVar("spoken")
_ENGLISH = ("en", gettext.NullTranslations())


def bare(tag: str) -> str:
    """Return the language of a tag without its region: ``ar`` of ``ar_MA``."""
    return tag.split("_", maxsplit=1)[0]


def speak(language: str) -> None:
    """Choose the catalogue for a language (``es``, ``ar_MA``); unknown ones fall to English."""
    tags = [language, bare(language)]
    found = gettext.translation(DOMAIN, CATALOGUES, languages=tags, fallback=True)
    _spoken.set((language, found))


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language for a while, then again the one from before."""
    before = _spoken.get(_ENGLISH)
    speak(language)
    try:
        yield
    finally:
        _spoken.set(before)


def spoken() -> str:
    """Return the tag of the language now spoken, ``en`` at first."""
    return _spoken.get(_ENGLISH)[0]


def _(message: str) -> str:
    """Return ``message`` in the language spoken. Fill in values after, with ``.format``."""
    return _spoken.get(_ENGLISH)[1].gettext(message)


def in_context(context: str, message: str) -> str:
    """Return ``message`` in the language spoken, where one English word means several things."""
    return _spoken.get(_ENGLISH)[1].pgettext(context, message)


def mark(message: str) -> str:
    """Return ``message`` as it is: a text kept in a table, which ``_`` speaks at run time.

    ``make words`` finds texts by these names alone, so a table must not hold them bare.
    """
    return message


def mark_in(_context: str, message: str) -> str:
    """Return ``message`` as it is: a text kept in a table for ``in_context``."""
    return message


def plural(one: str, many: str, count: int) -> str:
    """Return ``one`` or ``many`` (or a language's further forms) for ``count`` things."""
    return _spoken.get(_ENGLISH)[1].ngettext(one, many, count)


def choose(words: str | Mapping[str, str]) -> str:
    """Return the text a file gave for the language spoken; see ``in_language``."""
    return in_language(words, spoken())


def in_language(words: str | Mapping[str, str], tag: str) -> str:
    """Return the text a file gave for a language.

    ``words`` is a plain string, or a map from language tags to strings. The order of fall-back
    is the full tag, its language, English, then the first by its tag: the order in which a file
    gives its languages means nothing.
    """
    if isinstance(words, str):
        return words
    for key in (tag, bare(tag), "en"):
        if key in words:
            return words[key]
    return words[min(words)] if words else ""
