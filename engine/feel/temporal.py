"""Dates, times and durations of FEEL: the one module the rest of the language imports them from.

Values stand in ``temporal_values``, their texts in ``temporal_text``, arithmetic in
``temporal_arithmetic``, order in ``temporal_compare``, zone rules in ``temporal_zones``. Here are
what built-ins need to make values and take them apart, and the way to and from ``datetime``.
"""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final
from zoneinfo import ZoneInfo

from engine.feel.temporal_arithmetic import (
    add,
    divide,
    months_between,
    multiply,
    negate,
    subtract,
)
from engine.feel.temporal_compare import compare, equal, same
from engine.feel.temporal_text import (
    date_of,
    parse_date,
    parse_date_time,
    parse_duration,
    parse_time,
)
from engine.feel.temporal_values import (
    DAY,
    HOUR,
    MAX_YEAR,
    MINUTE,
    SECOND,
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Temporal,
    Time,
    calendar_of,
    ordinal_of,
)
from engine.feel.temporal_zones import MAX_OFFSET, Zone, known, offset_local, offset_of_day

__all__ = [
    "Date",
    "DateTime",
    "DaysDuration",
    "MonthsDuration",
    "Temporal",
    "Time",
    "add",
    "compare",
    "date",
    "date_and_time",
    "day_of_week",
    "day_of_year",
    "divide",
    "equal",
    "from_ordinal",
    "from_python",
    "member",
    "midnight",
    "month_of_year",
    "months_between",
    "multiply",
    "negate",
    "parse_date",
    "parse_date_time",
    "parse_duration",
    "parse_time",
    "same",
    "subtract",
    "time",
    "time_of",
    "to_python",
    "week_of_year",
]

_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def date(year: int, month: int, day: int) -> Date | None:
    """Return the date of these numbers, or None if there is no such day."""
    return date_of(year, month, day) if abs(year) <= MAX_YEAR else None


def time(
    hour: int, minute: int, second: int | Decimal, offset: DaysDuration | None = None
) -> Time | None:
    """Return the time of these numbers, or None if there is no such time or offset."""
    if not (0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 60):
        return None
    nanoseconds = hour * HOUR + minute * MINUTE + int(second * SECOND)
    if offset is None:
        return Time(nanoseconds)
    seconds, fraction = divmod(offset.nanoseconds, SECOND)
    return Time(nanoseconds, seconds) if not fraction and abs(seconds) <= MAX_OFFSET else None


def date_and_time(day: Date | DateTime, clock: Time, zone: str | None = None) -> DateTime | None:
    """Return a day at a time of day, in the time's zone or the one named; None if unknown."""
    if zone is not None and not known(zone):
        return None
    return DateTime(day.ordinal, clock.nanoseconds, clock.zone if zone is None else zone)


def midnight(day: Date) -> DateTime:
    """Return the start of a day in UTC, which is what a date counts for as a date and time."""
    return DateTime(day.ordinal, 0, 0)


def from_ordinal(ordinal: int) -> Date:
    """Return the date of a day number."""
    return Date(ordinal)


def time_of(value: Date | Time | DateTime) -> Time:
    """Return the time of day of a value; that of a date is midnight UTC."""
    return Time(0, 0) if isinstance(value, Date) else Time(value.nanoseconds, value.zone)


def day_of_year(value: Date | DateTime) -> int:
    """Return the number of the day in its year, from 1."""
    return value.ordinal - ordinal_of(calendar_of(value.ordinal)[0], 1, 1) + 1


def week_of_year(value: Date | DateTime) -> int:
    """Return the number of the week after ISO 8601: week 1 has the year's first Thursday."""
    thursday = value.ordinal - (value.ordinal - 1) % 7 + 3
    return (day_of_year(Date(thursday)) - 1) // 7 + 1


def day_of_week(value: Date | DateTime) -> str:
    """Return the English name of the day, as the standard has it."""
    return _DAYS[(value.ordinal - 1) % 7]


def month_of_year(value: Date | DateTime) -> str:
    """Return the English name of the month, as the standard has it."""
    return _MONTHS[calendar_of(value.ordinal)[1] - 1]


def member(value: Any, name: str) -> Any:
    """Return a named part of a temporal value (DMN 1.5, table 65), None if it has none such."""
    parts = _MEMBERS.get(type(value))
    part = parts.get(name) if parts else None
    return part(value) if part else None


def from_python(
    value: dt.date | dt.time | dt.timedelta,
) -> Temporal:
    """Return the FEEL value of a ``datetime`` one; named zones keep their name."""
    if isinstance(value, dt.datetime):
        clock = value.time()
        zone = _zone_of(value.tzinfo, value.utcoffset())
        later = value.utcoffset() != value.replace(fold=0).utcoffset()
        return DateTime(value.toordinal(), _nanoseconds(clock), zone, later=later)
    if isinstance(value, dt.date):
        return Date(value.toordinal())
    if isinstance(value, dt.time):
        return Time(_nanoseconds(value), _zone_of(value.tzinfo, value.utcoffset()))
    return DaysDuration((value.days * 86_400 + value.seconds) * SECOND + value.microseconds * 1000)


def to_python(value: Any) -> Any:
    """Return the ``datetime`` form of a temporal value; what that cannot hold stays as it is.

    Years outside 1 to 9999, nanoseconds and durations of months have no such form.
    """
    match value:
        case Date() if _in_python(value.ordinal):
            return dt.date.fromordinal(value.ordinal)
        case Time() if value.nanoseconds % 1000 == 0:
            return _clock(value.nanoseconds).replace(tzinfo=_tzinfo(value.zone))
        case DateTime() if _in_python(value.ordinal) and value.nanoseconds % 1000 == 0:
            day = dt.date.fromordinal(value.ordinal)
            clock = _clock(value.nanoseconds).replace(fold=int(value.later))
            return dt.datetime.combine(day, clock, tzinfo=_tzinfo(value.zone))
        case DaysDuration() if value.nanoseconds % 1000 == 0 and _in_timedelta(value):
            return dt.timedelta(microseconds=value.nanoseconds // 1000)
        case _:
            return value


def _in_python(ordinal: int) -> bool:
    return 1 <= ordinal <= dt.date.max.toordinal()


def _in_timedelta(value: DaysDuration) -> bool:
    return abs(value.nanoseconds) < 10**9 * DAY


def _nanoseconds(clock: dt.time) -> int:
    seconds = clock.hour * 3600 + clock.minute * 60 + clock.second
    return seconds * SECOND + clock.microsecond * 1000


def _clock(nanoseconds: int) -> dt.time:
    minutes, rest = divmod(nanoseconds, MINUTE)
    seconds, rest = divmod(rest, SECOND)
    return dt.time(minutes // 60, minutes % 60, seconds, rest // 1000)


def _zone_of(tzinfo: dt.tzinfo | None, offset: dt.timedelta | None) -> Zone:
    if isinstance(tzinfo, ZoneInfo) and tzinfo.key:
        return tzinfo.key
    return None if offset is None else int(offset.total_seconds())


def _tzinfo(zone: Zone) -> dt.tzinfo | None:
    if zone is None:
        return None
    if isinstance(zone, str):
        return ZoneInfo(zone)
    return dt.timezone(dt.timedelta(seconds=zone))


def _year(value: Any) -> int:
    return calendar_of(value.ordinal)[0]


def _month(value: Any) -> int:
    return calendar_of(value.ordinal)[1]


def _day(value: Any) -> int:
    return calendar_of(value.ordinal)[2]


def _weekday(value: Any) -> int:
    return int((value.ordinal - 1) % 7 + 1)


def _hour(value: Any) -> int:
    return int(value.nanoseconds // HOUR)


def _minute(value: Any) -> int:
    return int(value.nanoseconds // MINUTE % 60)


def _second(value: Any) -> int | Decimal:
    return _in_seconds(value.nanoseconds % MINUTE)


def _in_seconds(nanoseconds: int) -> int | Decimal:
    seconds, fraction = divmod(nanoseconds, SECOND)
    return Decimal(nanoseconds).scaleb(-9).normalize() if fraction else seconds


def _time_offset(value: Any) -> DaysDuration | None:
    if value.zone is None:
        return None
    if isinstance(value, Time):
        return DaysDuration(offset_of_day(value.zone) * SECOND)
    seconds = value.nanoseconds // SECOND
    offset = offset_local(value.zone, value.ordinal, seconds, later=value.later)
    return DaysDuration(offset * SECOND)


def _timezone(value: Any) -> str | None:
    return value.zone if isinstance(value.zone, str) else None


def _signed(length: int, size: int) -> int:
    return size if length >= 0 else -size


def _in_days(value: Any) -> int:
    return _signed(value.nanoseconds, abs(value.nanoseconds) // DAY)


def _in_hours(value: Any) -> int:
    return _signed(value.nanoseconds, abs(value.nanoseconds) // HOUR % 24)


def _in_minutes(value: Any) -> int:
    return _signed(value.nanoseconds, abs(value.nanoseconds) // MINUTE % 60)


def _rest_seconds(value: Any) -> int | Decimal:
    rest = _in_seconds(abs(value.nanoseconds) % MINUTE)
    return rest if value.nanoseconds >= 0 else -rest


def _in_years(value: Any) -> int:
    return _signed(value.months, abs(value.months) // 12)


def _in_months(value: Any) -> int:
    return _signed(value.months, abs(value.months) % 12)


_OF_DAY: Final[dict[str, Callable[[Any], Any]]] = {
    "year": _year,
    "month": _month,
    "day": _day,
    "weekday": _weekday,
}
_OF_CLOCK: Final[dict[str, Callable[[Any], Any]]] = {
    "hour": _hour,
    "minute": _minute,
    "second": _second,
    "time offset": _time_offset,
    "timezone": _timezone,
}
_MEMBERS: Final[dict[type, dict[str, Callable[[Any], Any]]]] = {
    Date: _OF_DAY,
    Time: _OF_CLOCK,
    DateTime: _OF_DAY | _OF_CLOCK,
    DaysDuration: {
        "days": _in_days,
        "hours": _in_hours,
        "minutes": _in_minutes,
        "seconds": _rest_seconds,
    },
    MonthsDuration: {"years": _in_years, "months": _in_months},
}
