"""Built-ins on dates, times and durations (DMN 1.5, 10.3.4.1, 10.3.4.6, 10.3.4.7, 10.3.4.11)."""

import datetime as dt
from contextvars import ContextVar
from typing import Final

from engine.feel import temporal
from engine.feel.builtins.table import builtin
from engine.feel.numbers import Number, whole
from engine.feel.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time
from engine.feel.values import Unfit, Value, same
from engine.language import _

CLOCK: Final[ContextVar[DateTime | None]] = ContextVar("CLOCK", default=None)


def _there(found: Value, text: object) -> Value:
    if found is None:
        raise Unfit(_("{text!r} names no such value").format(text=str(text)[:60]))
    return found


# -- making


@builtin("date(from: string)")
def date_of_text(text: str) -> Date:
    """Return the date of a text such as ``2026-01-31``."""
    found: Date = _there(temporal.parse_date(text), text)
    return found


@builtin("date(from: date)", "date(from: date and time)")
def date_of_moment(moment: Date | DateTime) -> Date:
    """Return the date of a date and time."""
    return moment if isinstance(moment, Date) else temporal.from_ordinal(moment.ordinal)


@builtin("date(year: number, month: number, day: number)")
def date(year: Number, month: Number, day: Number) -> Date:
    """Return the date of three numbers."""
    found: Date = _there(temporal.date(*_integers(year, month, day)), f"{year}-{month}-{day}")
    return found


def _integers(*values: Number) -> tuple[int, ...]:
    if any(value != whole(value) for value in values):
        raise Unfit(_("years, months, days, hours and minutes must be whole numbers"))
    return tuple(map(whole, values))


@builtin("time(from: string)")
def time_of_text(text: str) -> Time:
    """Return the time of a text such as ``10:30:00+02:00``."""
    found: Time = _there(temporal.parse_time(text), text)
    return found


@builtin("time(from: time)", "time(from: date)", "time(from: date and time)")
def time_of_moment(moment: Date | Time | DateTime) -> Time:
    """Return the time of a date and time; that of a date is midnight in UTC."""
    return temporal.time_of(moment)


@builtin("time(hour: number, minute: number, second: number, offset?: days and time duration?)")
def time(hour: Number, minute: Number, second: Number, offset: DaysDuration | None = None) -> Time:
    """Return the time of numbers, with an offset from UTC if one is given."""
    hours, minutes = _integers(hour, minute)
    text = f"{hour}:{minute}:{second}"
    found: Time = _there(temporal.time(hours, minutes, second, offset), text)
    return found


@builtin("date and time(from: string)")
def date_and_time_of_text(text: str) -> DateTime:
    """Return the date and time of a text; that of a date alone is its local midnight."""
    day = temporal.parse_date(text)
    if day is not None:
        return DateTime(day.ordinal, 0)
    found: DateTime = _there(temporal.parse_date_time(text), text)
    return found


@builtin("date and time(from: date and time)")
def date_and_time_same(moment: DateTime) -> DateTime:
    """Return a date and time as it is."""
    return moment


@builtin("date and time(date: date, time: time)", "date and time(date: date and time, time: time)")
def date_and_time(day: Date | DateTime, clock: Time) -> DateTime:
    """Return a day at a time of day."""
    found: DateTime = _there(temporal.date_and_time(day, clock), clock)
    return found


_NUMBERS: Final = (
    "year: number, month: number, day: number, hour: number, minute: number, second: number"
)


@builtin(
    f"date and time({_NUMBERS})",
    f"date and time({_NUMBERS}, offset: days and time duration)",
    f"date and time({_NUMBERS}, timezone: string)",
)
def date_and_time_of_numbers(  # noqa: PLR0913, PLR0917 - as the standard has it
    year: Number,
    month: Number,
    day: Number,
    hour: Number,
    minute: Number,
    second: Number,
    zone: DaysDuration | str | None = None,
) -> DateTime:
    """Return the date and time of numbers, with an offset from UTC or the name of a zone."""
    named = zone if isinstance(zone, str) else None
    offset = zone if isinstance(zone, DaysDuration) else None
    clock = time(hour, minute, second, offset)
    found: DateTime = _there(temporal.date_and_time(date(year, month, day), clock, named), zone)
    return found


@builtin("duration(from: string)")
def duration(text: str) -> DaysDuration | MonthsDuration:
    """Return the duration of a text such as ``P1Y2M`` or ``PT36H``."""
    found: DaysDuration | MonthsDuration = _there(temporal.parse_duration(text), text)
    return found


@builtin("duration(from: days and time duration)", "duration(from: years and months duration)")
def duration_same(length: DaysDuration | MonthsDuration) -> DaysDuration | MonthsDuration:
    """Return a duration as it is."""
    return length


@builtin(
    "years and months duration(from: date, to: date)",
    "years and months duration(from: date and time, to: date and time)",
    "years and months duration(from: date, to: date and time)",
    "years and months duration(from: date and time, to: date)",
)
def years_and_months_duration(start: Date | DateTime, end: Date | DateTime) -> MonthsDuration:
    """Return the whole months between two days."""
    return temporal.months_between(start, end)


# -- asking


@builtin("is(value1: Any, value2: Any)")
def is_same(a: Value, b: Value) -> bool:
    """Return whether two values are the same in the same form."""
    return same(a, b)


@builtin("day of year(date: date)", "day of year(date: date and time)")
def day_of_year(day: Date | DateTime) -> int:
    """Return the number of the day in its year."""
    return temporal.day_of_year(day)


@builtin("day of week(date: date)", "day of week(date: date and time)")
def day_of_week(day: Date | DateTime) -> str:
    """Return the English name of the day of the week."""
    return temporal.day_of_week(day)


@builtin("month of year(date: date)", "month of year(date: date and time)")
def month_of_year(day: Date | DateTime) -> str:
    """Return the English name of the month."""
    return temporal.month_of_year(day)


@builtin("week of year(date: date)", "week of year(date: date and time)")
def week_of_year(day: Date | DateTime) -> int:
    """Return the number of the week after ISO 8601."""
    return temporal.week_of_year(day)


@builtin("now()")
def now() -> DateTime:
    """Return the date and time that the host set, else that of the machine, in UTC."""
    set_by_host = CLOCK.get()
    if isinstance(set_by_host, DateTime):
        return set_by_host
    found: DateTime = temporal.from_python(dt.datetime.now(dt.UTC))  # type: ignore[assignment]
    return found


@builtin("today()")
def today() -> Date:
    """Return the date of ``now()``."""
    return date_of_moment(now())
