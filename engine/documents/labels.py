"""The words documents print by themselves, in one language, and its ways with dates and numbers.

They stand in ``templates/core/_labels/LANGUAGE.yml``; an organisation's folder may hold its own.
Dates, money and numbers come from Babel's tables for the language and region (``ar_MA``).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent
from babel.units import format_unit

from engine.documents.tree import Front, NumberedPlace
from engine.language import bare

NO_BREAK_SPACE = "\u00a0"
LATIN = "a b c d e f g h i j k l m n o p q r s t u v w x y z"
NO_LEAP_YEAR = 2001
_BEFORE = re.compile(r"¤(?=[#0])")
_BEHIND = re.compile(r"(?<=[#0])¤")
_REGIONS = {"en": "en_GB"}  # day before month, as most of the world writes


def letter(count: int, letters: str = LATIN) -> str:
    """Return the letter of a place in a list; after the last one they are doubled."""
    several = letters.split()
    return several[(count - 1) % len(several)] * ((count - 1) // len(several) + 1)


@dataclass(frozen=True)
class Labels:
    """One language's words. ``tag`` is the full tag asked for, such as ``ar_MA``."""

    tag: str
    direction: str
    headings: Mapping[str, str]
    references: Mapping[str, str]
    short: Mapping[str, str]
    words: Mapping[str, str]

    def heading(self, kind: str, number: str) -> str:
        """Return what stands before a heading: ``Article 5``; nothing if it has no number."""
        if not number:
            return ""
        return self.headings[kind].format(number=number).replace(" ", NO_BREAK_SPACE)

    def reference(self, kind: str, form: str, place: NumberedPlace) -> str:
        """Return the words of a reference; a number never breaks from its noun."""
        if form == "number" and place.number:
            return place.number
        if form == "title" and place.title:
            return place.title
        forms = self.short if form == "short" and kind in self.short else self.references
        text = forms[kind].format(number=place.number, title=place.title)
        return text if kind == "plain" else text.replace(" ", NO_BREAK_SPACE)

    def word(self, key: str, **values: object) -> str:
        """Return one of the printed words, filled in."""
        return self.words[key].format(**values)

    def letter(self, count: int) -> str:
        """Return the letter that counts a place in a list: a, b ... z, aa; أ, ب in Arabic."""
        return letter(count, self.words.get("letters", LATIN))

    def standing(self, status: str) -> str:
        """Return how a document stands: a word of the language, or the sentence given."""
        return self.words.get(status, status)

    def line(self, front: Front) -> str:
        """Return what stands under the title: version, standing, date."""
        version = f"{self.words['version']} {front.version}" if front.version else ""
        return " · ".join(filter(None, (version, self.standing(front.status), front.date)))

    @cached_property
    def locale(self) -> Locale:
        """Babel's tables for the tag; the bare language where the region is unknown."""
        try:
            return Locale.parse(_REGIONS.get(self.tag, self.tag), sep="_")
        except (UnknownLocaleError, ValueError):
            return Locale.parse(bare(self.tag))

    def date(self, value: date) -> str:
        """Return a date with the month as a word, which no reader can turn round.

        French counts the first day of a month ("1er décembre"), which the tables leave out.
        """
        text = format_date(value, format="long", locale=self.locale)
        first = self.locale.language == "fr" and value.day == 1
        return text.replace("1", "1er", 1) if first else text

    def number(self, value: int | Decimal) -> str:
        """Return a number with the language's separators."""
        return format_decimal(value, locale=self.locale, decimal_quantization=False)

    def money(self, value: int | Decimal, currency: str) -> str:
        """Return an amount with the ISO code of its currency, which is the same everywhere."""
        pattern = self.locale.currency_formats["standard"].pattern
        apart = _BEHIND.sub(f"{NO_BREAK_SPACE}¤", _BEFORE.sub(f"¤{NO_BREAK_SPACE}", pattern))
        return format_currency(value, currency, apart.replace("¤", "¤¤"), locale=self.locale)

    def amount(self, value: int | Decimal) -> str:
        """Return an amount whose currency is not known."""
        return format_decimal(value, "#,##0.00", locale=self.locale)

    def unit(self, value: int | Decimal, unit: str) -> str:
        """Return a length of time in the forms of the language: 1 day, 2 days.

        Raises ``LookupError`` where the tables have no words for it: those of Arabic have none, and
        its texts say "the number of days is 10", which is right for every number.
        """
        text = format_unit(value, f"duration-{unit}", "long", locale=self.locale)
        if "duration-" in text:
            raise LookupError(unit)
        return text.replace(" ", NO_BREAK_SPACE)

    def form(self, value: int | Decimal) -> str:
        """Return which form a word takes after a number: one, two, few, many, other."""
        return self.locale.plural_form(value)

    def year_day(self, day: int, month: int) -> str:
        """Return a day of every year with the month as a word: 31 December."""
        text = format_skeleton("MMMMd", date(NO_LEAP_YEAR, month, day), locale=self.locale)
        return text.replace("1", "1er", 1) if self.locale.language == "fr" and day == 1 else text

    def percent(self, value: int | Decimal) -> str:
        """Return percent points (``12.5`` is 12.5 %)."""
        return format_percent(Decimal(value) / 100, locale=self.locale, decimal_quantization=False)

    def language(self, tag: str) -> str:
        """Return the name of a language in this one; the tag itself where it has none."""
        return str(self.locale.languages.get(bare(tag), tag))

    def listing(self, parts: Sequence[str]) -> str:
        """Return ``a, b and c``."""
        return format_list(list(parts), locale=self.locale)
