"""What templates can call, and how a value becomes text of the dialect: filters and functions.

Everything printed goes through ``printed``: escaped, in the language of the document, and in its
own order inside right-to-left text. What one rendering gathers on the way is its ``Session``.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final
from urllib.parse import quote

from jinja2 import StrictUndefined
from markupsafe import Markup

from engine.case.words import SAID, said
from engine.documents.blanks import Blank, Ledger
from engine.documents.contract import Fact
from engine.documents.escape import cleaned, escaped
from engine.documents.labels import Labels
from engine.documents.orders import Missing
from engine.language import _, in_language, speaking
from engine.method_facts.keeping import Keeping
from engine.source import did_you_mean

NO_CURRENCY: Final = Fact("currency", "text", "currency", Keeping("network"))


@dataclass
class Session:
    """What one rendering gathers: missing facts and the pictures that were asked for.

    ``facts`` are those of the document; ``unread`` says that no native speaker has read this
    translation yet, ``draft`` that blanks may stand; ``currency_fact`` is what names the currency
    where none is on record.
    """

    labels: Labels
    facts: Mapping[str, Fact] = field(default_factory=dict)
    currency: str = ""
    unread: bool = False
    draft: bool = False
    currency_fact: Fact = NO_CURRENCY
    ledger: Ledger = field(default_factory=Ledger)
    drawn: dict[str, tuple[str, Any]] = field(default_factory=dict)

    def no_currency(self) -> Blank:
        """Return the blank of an amount whose currency nobody recorded."""
        fact = self.currency_fact
        return Blank(
            Missing("network.currency", fact.title, fact.keeping, (fact.name,)), self.ledger, fact
        )

    def draw(self, kind: str, what: Any) -> str:
        """Ask for a picture that is drawn from data; return its key."""
        key = f"{kind}-{len(self.drawn) + 1}"
        self.drawn[key] = (kind, what)
        return key


session_now: ContextVar[Session] = ContextVar("session")


def printed(value: Any) -> Markup:
    """Return a value as dialect text: what ``{{ value }}`` puts into a document."""
    if isinstance(value, Markup):
        return value
    labels = session_now.get().labels
    match value:
        case Blank():
            return _blank(value, labels)
        case None:
            return Markup("")
        case bool():
            return escaped(labels.word("yes" if value else "no"))
        case str():
            return _apart(escaped(value), labels)
        case Decimal():
            return _apart(escaped(labels.number(value)), labels)
        case date():
            return escaped(labels.date(value))
        case int():
            return _apart(escaped(str(value)), labels)
        case StrictUndefined():
            return Markup(str(value))  # noqa: S704 - this raises, and says which name
        case _:
            raise TypeError(_unprinted(value))


_LATIN: Final = re.compile(r"[0-9A-Za-z\u00c0-\u024f]")


def _apart(text: Markup, labels: Labels) -> Markup:
    """Keep a value with Latin letters or digits in its own order in right-to-left text."""
    if labels.direction == "ltr" or not _LATIN.search(text):
        return text
    return Markup("[{}]{{.auto}}").format(text)


def _unprinted(value: Any) -> str:
    name = type(value).__name__
    kind = {"dict": "record", "tuple": "list"}.get(name, name)
    return _("a {type} cannot be printed; print its fields").format(type=kind)


def _blank(value: Blank, labels: Labels) -> Markup:
    value.noted()
    title = in_language(value.missing.title, labels.tag)
    word = escaped(labels.word("missing", title=title))
    return Markup("[{}]{{.missing}}").format(word)


def part_of(value: Any) -> Markup:
    """Return one of several parts: unlike a value alone, it keeps the spaces at its ends."""
    if type(value) is str:
        return escaped(value, edges=True)
    return printed(value)


def _md(value: Any) -> Markup:
    return printed(value)


def _yaml(value: Any) -> Markup:
    """Return a value as a quoted text of the front matter."""
    if isinstance(value, Markup):
        value = value.unescape()
    elif isinstance(value, Blank):
        value.noted()
        labels = session_now.get().labels
        value = labels.word("missing", title=in_language(value.missing.title, labels.tag))
    elif not isinstance(value, str):
        value = printed(value).unescape()
    return Markup(json.dumps(cleaned(value), ensure_ascii=False))  # noqa: S704 - a JSON text


def _bdi(value: Any) -> Markup:
    """Keep a code, an amount or a number in its own order inside right-to-left text."""
    text = printed(value)
    if not text or session_now.get().labels.direction == "ltr":
        return text
    return Markup("[{}]{{.ltr}}").format(text)


def _money(value: Any, currency: Any = "") -> Markup:
    if value is None or isinstance(value, Blank):
        return printed(value)
    session = session_now.get()
    code = currency if isinstance(currency, str) and currency else session.currency
    number = _plain_number(value)
    if code:
        return _bdi(session.labels.money(number, code))
    return _bdi(session.labels.amount(number)) + Markup(" ") + printed(session.no_currency())


def _number_of(value: Any, digits: int | None = None) -> Markup:
    if value is None or isinstance(value, Blank):
        return printed(value)
    number = _plain_number(value)
    if digits is not None:
        number = round(Decimal(number), min(digits, 12))
    return _bdi(session_now.get().labels.number(number))


def _percent(value: Any) -> Markup:
    if value is None or isinstance(value, Blank):
        return printed(value)
    return _bdi(session_now.get().labels.percent(_plain_number(value)))


def _unit(value: Any, unit: str) -> Markup:
    """Return a number of days, months or years in the forms of the language."""
    if value is None or isinstance(value, Blank):
        return printed(value)
    if unit not in UNITS:
        raise TypeError(_("{unit!r} is no unit; there are {units}").format(
            unit=unit, units=", ".join(UNITS)
        ))  # fmt: skip
    labels = session_now.get().labels
    try:
        return _bdi(labels.unit(_plain_number(value), unit))
    except LookupError as error:
        text = _(
            "there are no words for {unit!r} in {language}; write the number and say what it is"
        )
        raise TypeError(text.format(unit=unit, language=labels.tag)) from error


UNITS: Final = ("day", "week", "month", "year", "hour", "minute")


def _counted(value: Any, **forms: str) -> Markup:
    """Return the form of a phrase that fits a number; ``#`` in it is the number."""
    if value is None or isinstance(value, Blank):
        return printed(value)
    labels = session_now.get().labels
    number = _plain_number(value)
    phrase = forms.get(labels.form(number)) or forms["other"]
    return printed(phrase.replace("#", labels.number(number)))


def _language(value: Any) -> Markup:
    """Return the name of a language (``fr``) in the language of the document."""
    text = session_now.get().labels.language(value) if isinstance(value, str) else value
    return printed(text)


def _year_day(value: Any) -> Markup:
    """Return a day of every year, written ``31/12``, with its month as a word."""
    if not isinstance(value, str):
        return printed(value)
    day, _slash, month = value.partition("/")
    if not (day.isdecimal() and month.isdecimal()):
        return printed(value)
    return printed(session_now.get().labels.year_day(int(day), int(month)))


def _plain_number(value: Any) -> int | Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | float):
        raise TypeError(_("{value!r} is not a number").format(value=str(value)[:60]))
    return Decimal(str(value)) if isinstance(value, float) else value


def _join(values: Iterable[Any], separator: str = "", attribute: str = "") -> Markup:
    parts = (value[attribute] if attribute else value for value in values)
    return part_of(separator).join(printed(part) for part in parts)


def _listing(values: Iterable[Any], attribute: str = "") -> Markup:
    """Return ``a, b and c`` in the language of the document."""
    parts = [printed(value[attribute] if attribute else value) for value in values]
    return Markup(session_now.get().labels.listing([str(part) for part in parts]))  # noqa: S704 - parts are escaped


def _paragraphs(value: Any) -> Markup:
    """Return a long text with its empty lines as paragraphs."""
    if not isinstance(value, str):
        return printed(value)
    parts = [part for part in value.replace("\r\n", "\n").split("\n\n") if part.strip()]
    labels = session_now.get().labels
    return Markup("\n\n").join(_apart(escaped(part), labels) for part in parts)


def _sentence(value: Any) -> Markup:
    """Return a text that somebody wrote as a sentence: with a full stop if it has no end."""
    ended = not isinstance(value, str) or value.rstrip().endswith((".", "!", "?", "…", "؟", ":"))
    return printed(value) if ended else printed(value) + Markup(".")


def _said(value: Any) -> Any:
    """Return a word of the plan (a post, a state, a kind) in the language of the document.

    What is no such word is printed as it was written.
    """
    if not isinstance(value, str) or value not in SAID:
        return value
    with speaking(session_now.get().labels.tag):
        return said(value)


def _days(value: date, count: int) -> date:
    return value + timedelta(days=count)


def _word(key: str, **values: Any) -> Markup:
    """Return a printed word of the language (``contents``, ``signature``)."""
    return escaped(session_now.get().labels.word(key, **values))


def _picture(key: Any, alt: Any = "", style: str = "photo", width: int = 100) -> Markup:
    if isinstance(key, Blank):
        return printed(key)
    source = quote(cleaned(str(key)), safe="-_")
    return Markup("![{}]({}){{.{} width={}}}").format(printed(alt), Markup(source), style, width)  # noqa: S704 - quoted


def _link(address: Any, text: Any = "") -> Markup:
    shown = printed(text or address)
    target = quote(cleaned(_unescaped(address)), safe=":/?#@!$&'*+,;=%-._~")
    return Markup("[{}](<{}>)").format(shown, Markup(target))  # noqa: S704 - quoted


def _qr(address: Any, width: int = 25) -> Markup:
    if isinstance(address, Blank):
        return printed(address)
    plain = _unescaped(address)
    return _picture(session_now.get().draw("qr", cleaned(plain)), plain, "qr", width)


def _unescaped(value: Any) -> str:
    """Return a text as it was before ``~`` escaped it: an address is coded letter by letter."""
    return value.unescape() if isinstance(value, Markup) else str(value)


def _chart(kind: str, rows: Any, alt: Any = "", **titles: Any) -> Markup:
    """Ask for a drawn chart (``gantt``, ``bars``) of rows of plain values."""
    if isinstance(rows, Blank):
        return printed(rows)
    session = session_now.get()
    return _picture(session.draw(kind, {"rows": rows, **titles}), alt, "chart")


def _day(value: Any) -> Markup:
    """Return a date as digits (2026-11-24), for narrow columns."""
    return _bdi(value.isoformat()) if isinstance(value, date) else printed(value)


def _first(values: Iterable[Any]) -> Any:
    return next(iter(values), None)


def _last(values: Iterable[Any]) -> Any:
    return next(iter(reversed(list(values))), None)


def _sum_of(rows: Iterable[Any], name: str) -> Any:
    """Add up a field of rows; rows without it count as nothing."""
    if isinstance(rows, Blank):
        return rows
    total: int | Decimal = 0
    for row in rows:
        value = row.get(name) if isinstance(row, dict) else None
        if isinstance(value, Blank):
            return value
        total += value or 0
    return total


def _rows(rows: Iterable[Any], title: str, value: str) -> Any:
    """Return rows of title and value, as the charts want them."""
    if isinstance(rows, Blank):
        return rows
    return [{"title": row[title], "value": row[value]} for row in rows]


def _unread() -> bool:
    """Return whether this translation still needs a native reader."""
    return session_now.get().unread


def _draft() -> bool:
    """Return whether this is a draft; an issued text says nothing to its authors."""
    return session_now.get().draft


def _objection(sentence: Any, name: str, /, **given: Any) -> None:
    """Note what is wrong with a recorded fact; ``given`` tells which of its records it is."""
    session, text = session_now.get(), _unescaped(sentence)
    if name not in session.facts:
        hint = did_you_mean(name, session.facts) or _("the needs of document.yml list them")
        message = _("no fact is called {name!r}").format(name=name)
        raise TypeError(f"{message}; {hint}")
    known = {key: _unescaped(value) for key, value in given.items() if value is not None}
    keeping = session.facts[name].keeping
    session.ledger.note(Missing(text, "", keeping, objection=text, given=known))


def _fail(sentence: str) -> None:
    """Stop the rendering with a sentence of the template's author."""
    raise TypeError(sentence)


FILTERS: Final[dict[str, Callable[..., Any]]] = {
    "md": _md,
    "yaml": _yaml,
    "bdi": _bdi,
    "money": _money,
    "number": _number_of,
    "percent": _percent,
    "unit": _unit,
    "year_day": _year_day,
    "language": _language,
    "join": _join,
    "listing": _listing,
    "paragraphs": _paragraphs,
    "sentence": _sentence,
    "said": _said,
    "days_later": _days,
    "day": _day,
    "first": _first,
    "last": _last,
    "sum_of": _sum_of,
    "rows": _rows,
}
FUNCTIONS: Final[dict[str, Callable[..., Any]]] = {
    "word": _word,
    "picture": _picture,
    "link": _link,
    "qr": _qr,
    "chart": _chart,
    "fail": _fail,
    "objection": _objection,
    "unread": _unread,
    "draft": _draft,
    "counted": _counted,
}
