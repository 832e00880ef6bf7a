"""Temporal values from their text (XML Schema part 2 with IANA zones; DMN 1.5, 10.3.4.1)."""

import re
from typing import Final

from engine.feel.temporal_values import (
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
    days_in,
    ordinal_of,
)
from engine.feel.temporal_zones import MAX_OFFSET, Zone, known

MAX_DURATION: Final = 2**63  # of seconds, and of months
_DATE: Final = re.compile(r"(-?)([1-9][0-9]{3,8}|0[0-9]{3})-([0-9]{2})-([0-9]{2})")
_TIME: Final = re.compile(
    r"([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,50}))?"
    r"(?:([Zz])|([+-])([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?|@(\S{1,100}))?"
)
_COUNT: Final = r"([0-9]{1,19})"
_DAYS: Final = re.compile(
    rf"(-?)P(?=[0-9T])(?:{_COUNT}D)?"
    rf"(?:T(?=[0-9])(?:{_COUNT}H)?(?:{_COUNT}M)?(?:{_COUNT}(?:\.([0-9]{{0,50}}))?S)?)?"
)
_MONTHS: Final = re.compile(rf"(-?)P(?=[0-9])(?:{_COUNT}Y)?(?:{_COUNT}M)?")


def parse_date(text: str) -> Date | None:
    """Return the date a text such as ``2026-01-31`` means, or None."""
    found = _DATE.fullmatch(text)
    if not found:
        return None
    sign, year, month, day = found.groups()
    if int(year) == 0:
        return None
    return date_of(-int(year) if sign else int(year), int(month), int(day))


def date_of(year: int, month: int, day: int) -> Date | None:
    """Return the date of these numbers, or None if the calendar has no such day."""
    if 1 <= month <= 12 and 1 <= day <= days_in(year, month):
        return Date(ordinal_of(year, month, day))
    return None


def parse_time(text: str) -> Time | None:
    """Return the time a text such as ``23:59:00@Europe/Paris`` means, or None.

    ``24:00:00`` is midnight.
    """
    found = _parse_clock(text)
    return Time(found[0] % DAY, found[1]) if found else None


def parse_date_time(text: str) -> DateTime | None:
    """Return the date and time a text means, or None; a date alone means its midnight.

    ``24:00:00`` is midnight of the next day.
    """
    day, divided, clock = text.partition("T")
    date = parse_date(day)
    found = _parse_clock(clock) if divided else (0, None)
    if date is None or found is None:
        return None
    days, nanoseconds = divmod(found[0], DAY)
    return DateTime(date.ordinal + days, nanoseconds, found[1])


def parse_duration(text: str) -> DaysDuration | MonthsDuration | None:
    """Return the duration of either kind that a text such as ``P1DT2H`` or ``P1Y2M`` means."""
    found = _MONTHS.fullmatch(text)
    if found:
        years, months = (int(part or 0) for part in found.groups()[1:])
        count = years * 12 + months
        return MonthsDuration(-count if found[1] else count) if count < MAX_DURATION else None
    found = _DAYS.fullmatch(text)
    if not found:
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:5])
    length = days * DAY + hours * HOUR + minutes * MINUTE + seconds * SECOND + _fraction(found[6])
    if length >= MAX_DURATION * SECOND:
        return None
    return DaysDuration(-length if found[1] else length)


def _parse_clock(text: str) -> tuple[int, Zone] | None:
    found = _TIME.fullmatch(text)
    if not found:
        return None
    hour, minute, second = (int(part) for part in found.groups()[:3])
    nanoseconds = hour * HOUR + minute * MINUTE + second * SECOND + _fraction(found[4])
    if minute > 59 or second > 59 or nanoseconds > DAY:
        return None
    if found[10]:
        return (nanoseconds, found[10]) if known(found[10]) else None
    if found[5]:
        return nanoseconds, 0
    return _with_offset(nanoseconds, found) if found[6] else (nanoseconds, None)


def _with_offset(nanoseconds: int, found: re.Match[str]) -> tuple[int, Zone] | None:
    hours, minutes, seconds = int(found[7]), int(found[8]), int(found[9] or 0)
    offset = hours * 3600 + minutes * 60 + seconds
    if minutes > 59 or seconds > 59 or offset > MAX_OFFSET:
        return None
    return nanoseconds, -offset if found[6] == "-" else offset


def _fraction(digits: str | None) -> int:
    return int((digits or "").ljust(9, "0")[:9])
