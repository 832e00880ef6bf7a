"""The temporal values of FEEL: dates, times, dates and times, and the two kinds of durations.

``datetime`` holds neither the years below 1 and above 9999 nor nanoseconds nor a time in a named
zone, so these are values of our own (DMN 1.5, 10.3.2.3.4 to 10.3.2.3.8)::

    Date            ordinal      days, 1 is 0001-01-01 (as ``datetime.date.toordinal``)
    Time            nanoseconds  since midnight; zone
    DateTime        ordinal, nanoseconds, zone: local day, time of day, and where
    DaysDuration    nanoseconds
    MonthsDuration  months

``str()`` is the FEEL text. ``==`` asks for the same form (FEEL's ``is``); whether two values are
equal for a rule is a question for ``temporal_compare``. The fields are final for the type
checker; a guard at run time would double the price of every addition.
"""

import datetime as dt
from typing import Final, TypeAlias

from engine.feel.temporal_zones import Zone

SECOND: Final = 1_000_000_000
MINUTE: Final = 60 * SECOND
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR
MAX_YEAR: Final = 999_999_999
_LAST_PYTHON_DAY: Final = dt.date.max.toordinal()


def ordinal_of(year: int, month: int, day: int) -> int:
    """Return the number of a day of the proleptic Gregorian calendar; year 0 is 1 BC."""
    shifted = year - (month < 3)
    era, year_of_era = divmod(shifted, 400)
    day_of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * 146_097 + day_of_era - 305


def calendar_of(ordinal: int) -> tuple[int, int, int]:
    """Return year, month and day of a day number."""
    if 0 < ordinal <= _LAST_PYTHON_DAY:
        found = dt.date.fromordinal(ordinal)
        return found.year, found.month, found.day
    era, day_of_era = divmod(ordinal + 305, 146_097)
    leaps = day_of_era // 1460 - day_of_era // 36_524 + day_of_era // 146_096
    year_of_era = (day_of_era - leaps) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * day_of_year + 2) // 153
    month = shifted + (3 if shifted < 10 else -9)
    return year_of_era + era * 400 + (month < 3), month, day_of_year - (153 * shifted + 2) // 5 + 1


def days_in(year: int, month: int) -> int:
    """Return how many days a month has."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in {4, 6, 9, 11} else 31


FIRST_DAY: Final = ordinal_of(-MAX_YEAR, 1, 1)
LAST_DAY: Final = ordinal_of(MAX_YEAR, 12, 31)


class Date:
    """A day of the calendar."""

    __slots__ = ("ordinal",)

    def __init__(self, ordinal: int) -> None:
        self.ordinal: Final = ordinal

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Date) and self.ordinal == other.ordinal

    def __hash__(self) -> int:
        return hash((Date, self.ordinal))

    def __str__(self) -> str:
        year, month, day = calendar_of(self.ordinal)
        return f"{'-' if year < 0 else ''}{abs(year):04}-{month:02}-{day:02}"

    def __repr__(self) -> str:
        return f'@"{self}"'


class Time:
    """A time of day, local or in a zone."""

    __slots__ = ("nanoseconds", "zone")

    def __init__(self, nanoseconds: int, zone: Zone = None) -> None:
        self.nanoseconds: Final = nanoseconds
        self.zone: Final = zone

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Time)
            and self.nanoseconds == other.nanoseconds
            and self.zone == other.zone
        )

    def __hash__(self) -> int:
        return hash((Time, self.nanoseconds, self.zone))

    def __str__(self) -> str:
        minutes, nanoseconds = divmod(self.nanoseconds, MINUTE)
        hour, minute = divmod(minutes, 60)
        return f"{hour:02}:{minute:02}:{_seconds_text(nanoseconds, 2)}{_zone_text(self.zone)}"

    def __repr__(self) -> str:
        return f'@"{self}"'


class DateTime:
    """A day and a time of day, local or in a zone; ``later``: the second of two that look alike."""

    __slots__ = ("later", "nanoseconds", "ordinal", "zone")

    def __init__(
        self, ordinal: int, nanoseconds: int, zone: Zone = None, *, later: bool = False
    ) -> None:
        self.ordinal: Final = ordinal
        self.nanoseconds: Final = nanoseconds
        self.zone: Final = zone
        self.later: Final = later

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, DateTime)
            and self.ordinal == other.ordinal
            and self.nanoseconds == other.nanoseconds
            and self.zone == other.zone
            and self.later == other.later
        )

    def __hash__(self) -> int:
        return hash((DateTime, self.ordinal, self.nanoseconds, self.zone))

    def __str__(self) -> str:
        return f"{Date(self.ordinal)}T{Time(self.nanoseconds, self.zone)}"

    def __repr__(self) -> str:
        return f'@"{self}"'


class DaysDuration:
    """A days and time duration."""

    __slots__ = ("nanoseconds",)

    def __init__(self, nanoseconds: int) -> None:
        self.nanoseconds: Final = nanoseconds

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DaysDuration) and self.nanoseconds == other.nanoseconds

    def __hash__(self) -> int:
        return hash((DaysDuration, self.nanoseconds))

    def __str__(self) -> str:
        days, rest = divmod(abs(self.nanoseconds), DAY)
        hours, rest = divmod(rest, HOUR)
        minutes, rest = divmod(rest, MINUTE)
        time = f"{hours}H" if hours else ""
        time += f"{minutes}M" if minutes else ""
        time += f"{_seconds_text(rest, 1)}S" if rest else ""
        date = f"{days}D" if days else ""
        sign = "-" if self.nanoseconds < 0 else ""
        return f"{sign}P{date}{'T' + time if time else ''}" if date or time else "PT0S"

    def __repr__(self) -> str:
        return f'@"{self}"'


class MonthsDuration:
    """A years and months duration."""

    __slots__ = ("months",)

    def __init__(self, months: int) -> None:
        self.months: Final = months

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MonthsDuration) and self.months == other.months

    def __hash__(self) -> int:
        return hash((MonthsDuration, self.months))

    def __str__(self) -> str:
        years, months = divmod(abs(self.months), 12)
        text = (f"{years}Y" if years else "") + (f"{months}M" if months else "")
        return f"{'-' if self.months < 0 else ''}P{text or '0M'}"

    def __repr__(self) -> str:
        return f'@"{self}"'


Temporal: TypeAlias = Date | Time | DateTime | DaysDuration | MonthsDuration


def _seconds_text(nanoseconds: int, width: int) -> str:
    seconds, fraction = divmod(nanoseconds, SECOND)
    text = f"{seconds:0{width}}"
    return f"{text}.{f'{fraction:09}'.rstrip('0')}" if fraction else text


def _zone_text(zone: Zone) -> str:
    if zone is None:
        return ""
    if isinstance(zone, str):
        return f"@{zone}"
    if zone == 0:
        return "Z"
    minutes, seconds = divmod(abs(zone), 60)
    text = f"{'-' if zone < 0 else '+'}{minutes // 60:02}:{minutes % 60:02}"
    return f"{text}:{seconds:02}" if seconds else text
