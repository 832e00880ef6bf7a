"""Arithmetic on temporal values (DMN 1.5, tables 56 to 59): None where FEEL has no rule.

A month added to the 31st gives the last day of a shorter month. A day added in a named zone is 24
hours, which is another local time across a change of clocks. A date that meets a duration or a
date and time is its midnight in UTC.
"""

from collections.abc import Callable
from decimal import Context, Decimal
from typing import Any, Final

from engine.feel.temporal_text import MAX_DURATION
from engine.feel.temporal_values import (
    DAY,
    FIRST_DAY,
    LAST_DAY,
    SECOND,
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Temporal,
    Time,
    calendar_of,
    days_in,
    ordinal_of,
)
from engine.feel.temporal_zones import offset_local, offset_of_day, offset_utc

_DECIMAL128: Final = Context(prec=34)


def add(a: Any, b: Any) -> Temporal | None:
    """Return ``a + b``, or None where FEEL has no such sum."""
    rule = _SUMS.get((type(a), type(b)))
    if rule is not None:
        return rule(a, b)
    swapped = _SUMS.get((type(b), type(a)))
    return swapped(b, a) if swapped is not None else None


def subtract(a: Any, b: Any) -> Temporal | None:
    """Return ``a - b``, or None where FEEL has no such difference."""
    rule = _DIFFERENCES.get((type(a), type(b)))
    if rule is not None:
        return rule(a, b)
    rule = _SUMS.get((type(a), type(b)))
    return rule(a, negate(b)) if rule is not None else None


def multiply(duration: Any, number: int | Decimal) -> DaysDuration | MonthsDuration | None:
    """Return a duration times a number; what is finer than a nanosecond or a month is cut off."""
    over, under = number.as_integer_ratio()
    return _scaled(duration, over, under)


def divide(a: Any, b: Any) -> DaysDuration | MonthsDuration | int | Decimal | None:
    """Return a duration divided by a number, or by a duration of its kind; None by zero."""
    if isinstance(b, int | Decimal):
        over, under = b.as_integer_ratio()
        return _scaled(a, under, over) if over else None
    if type(a) is not type(b) or not isinstance(a, DaysDuration | MonthsDuration):
        return None
    dividend, divisor = _length(a), _length(b)
    if divisor == 0:
        return None
    whole, rest = divmod(dividend, divisor)
    return _DECIMAL128.divide(Decimal(dividend), Decimal(divisor)) if rest else whole


def negate(a: Any) -> DaysDuration | MonthsDuration | None:
    """Return the opposite of a duration; no other temporal value has one."""
    if isinstance(a, DaysDuration):
        return DaysDuration(-a.nanoseconds)
    return MonthsDuration(-a.months) if isinstance(a, MonthsDuration) else None


def months_between(start: Date | DateTime, end: Date | DateTime) -> MonthsDuration:
    """Return the whole months from one day to another; times of day do not count."""
    year, month, day = calendar_of(start.ordinal)
    last_year, last_month, last_day = calendar_of(end.ordinal)
    months = (last_year - year) * 12 + last_month - month
    if months > 0 and last_day < day:
        months -= 1
    elif months < 0 and last_day > day:
        months += 1
    return MonthsDuration(months)


def _length(duration: DaysDuration | MonthsDuration) -> int:
    return duration.months if isinstance(duration, MonthsDuration) else duration.nanoseconds


def _scaled(duration: Any, over: int, under: int) -> DaysDuration | MonthsDuration | None:
    if not isinstance(duration, DaysDuration | MonthsDuration):
        return None
    size, rest = divmod(abs(_length(duration) * over), abs(under))
    del rest
    length = size if (_length(duration) * over < 0) == (under < 0) else -size
    return _days(length) if isinstance(duration, DaysDuration) else _months(length)


def _days(nanoseconds: int) -> DaysDuration | None:
    return DaysDuration(nanoseconds) if abs(nanoseconds) < MAX_DURATION * SECOND else None


def _months(months: int) -> MonthsDuration | None:
    return MonthsDuration(months) if abs(months) < MAX_DURATION else None


def _shift_months(ordinal: int, months: int) -> int | None:
    year, month, day = calendar_of(ordinal)
    years, month = divmod(month - 1 + months, 12)
    year, month = year + years, month + 1
    found = ordinal_of(year, month, min(day, days_in(year, month)))
    return found if FIRST_DAY <= found <= LAST_DAY else None


def _date_plus_months(date: Date, duration: MonthsDuration) -> Date | None:
    ordinal = _shift_months(date.ordinal, duration.months)
    return None if ordinal is None else Date(ordinal)


def _date_plus_days(date: Date, duration: DaysDuration) -> Date | None:
    ordinal = date.ordinal + duration.nanoseconds // DAY
    return Date(ordinal) if FIRST_DAY <= ordinal <= LAST_DAY else None


def _moment_plus_months(moment: DateTime, duration: MonthsDuration) -> DateTime | None:
    ordinal = _shift_months(moment.ordinal, duration.months)
    return None if ordinal is None else DateTime(ordinal, moment.nanoseconds, moment.zone)


def _moment_plus_days(moment: DateTime, duration: DaysDuration) -> DateTime | None:
    if isinstance(moment.zone, str):
        return _in_zone(_instant(moment) + duration.nanoseconds, moment.zone)
    ordinal, rest = divmod(moment.ordinal * DAY + moment.nanoseconds + duration.nanoseconds, DAY)
    return DateTime(ordinal, rest, moment.zone) if FIRST_DAY <= ordinal <= LAST_DAY else None


def _in_zone(utc: int, zone: str) -> DateTime | None:
    """Return an instant, in nanoseconds of UTC, as the clocks of a zone show it."""
    day, rest = divmod(utc, DAY)
    offset = offset_utc(zone, day, rest // SECOND)
    ordinal, local = divmod(utc + offset * SECOND, DAY)
    if not FIRST_DAY <= ordinal <= LAST_DAY:
        return None
    later = offset != offset_local(zone, ordinal, local // SECOND)
    return DateTime(ordinal, local, zone, later=later)


def _time_plus_days(time: Time, duration: DaysDuration) -> Time:
    return Time((time.nanoseconds + duration.nanoseconds) % DAY, time.zone)


def _days_sum(a: DaysDuration, b: DaysDuration) -> DaysDuration | None:
    return _days(a.nanoseconds + b.nanoseconds)


def _months_sum(a: MonthsDuration, b: MonthsDuration) -> MonthsDuration | None:
    return _months(a.months + b.months)


def _between_dates(a: Date, b: Date) -> DaysDuration:
    return DaysDuration((a.ordinal - b.ordinal) * DAY)


def _between_moments(a: DateTime, b: DateTime) -> DaysDuration | None:
    if (a.zone is None) != (b.zone is None):
        return None
    return DaysDuration(_instant(a) - _instant(b))


def _instant(moment: DateTime) -> int:
    local = moment.ordinal * DAY + moment.nanoseconds
    if moment.zone is None:
        return local
    seconds = moment.nanoseconds // SECOND
    offset = offset_local(moment.zone, moment.ordinal, seconds, later=moment.later)
    return local - offset * SECOND


def _between_times(a: Time, b: Time) -> DaysDuration | None:
    if a.zone == b.zone:
        return DaysDuration(a.nanoseconds - b.nanoseconds)
    if a.zone is None or b.zone is None:
        return None
    offsets = offset_of_day(a.zone) - offset_of_day(b.zone)
    return DaysDuration(a.nanoseconds - b.nanoseconds - offsets * SECOND)


def _date_minus_moment(date: Date, moment: DateTime) -> DaysDuration | None:
    return _between_moments(DateTime(date.ordinal, 0, 0), moment)


def _moment_minus_date(moment: DateTime, date: Date) -> DaysDuration | None:
    return _between_moments(moment, DateTime(date.ordinal, 0, 0))


_Rule = Callable[[Any, Any], Temporal | None]
_SUMS: Final[dict[tuple[type, type], _Rule]] = {
    (Date, DaysDuration): _date_plus_days,
    (Date, MonthsDuration): _date_plus_months,
    (DateTime, DaysDuration): _moment_plus_days,
    (DateTime, MonthsDuration): _moment_plus_months,
    (Time, DaysDuration): _time_plus_days,
    (DaysDuration, DaysDuration): _days_sum,
    (MonthsDuration, MonthsDuration): _months_sum,
}
_DIFFERENCES: Final[dict[tuple[type, type], _Rule]] = {
    (Date, Date): _between_dates,
    (Date, DateTime): _date_minus_moment,
    (DateTime, Date): _moment_minus_date,
    (DateTime, DateTime): _between_moments,
    (Time, Time): _between_times,
}
