"""Equality, order and identity of temporal values (DMN 1.5, tables 53 and 54, ``is``).

Values of time are compared by whole seconds, as the standard's ``valuet`` and ``valuedt`` are
counted. Of two values one of which has no zone, that one takes the zone of the other.
"""

from typing import Any

from engine.feel.temporal_values import (
    SECOND,
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
)
from engine.feel.temporal_zones import DAY, Zone, offset_local, offset_of_day


def compare(a: Any, b: Any) -> int | None:
    """Return -1, 0 or 1, or None where the two are not of one kind."""
    kind = type(a)
    if kind is not type(b):
        return None
    if kind is Date:
        return _order(a.ordinal, b.ordinal)
    if kind is DateTime:
        return _compare_moments(a, b)
    if kind is Time:
        return _compare_times(a, b)
    if kind is DaysDuration:
        return _order(a.nanoseconds, b.nanoseconds)
    return _order(a.months, b.months) if kind is MonthsDuration else None


def equal(a: Any, b: Any) -> bool | None:
    """Return whether two values are equal for a rule, or None where they are not of one kind."""
    found = compare(a, b)
    return None if found is None else found == 0


def same(a: Any, b: Any) -> bool:
    """Return whether two values have the same form: ``Z`` is ``+00:00`` but not ``@Etc/UTC``."""
    return type(a) is type(b) and bool(a == b)


def seconds_of_day(time: Time, zone: Zone) -> int:
    """Return ``valuet``: the seconds since midnight UTC of a time, local ones in ``zone``."""
    seconds = time.nanoseconds // SECOND
    place = zone if time.zone is None else time.zone
    return seconds if place is None else seconds - offset_of_day(place)


def seconds_of(moment: DateTime, zone: Zone) -> int:
    """Return ``valuedt``: the seconds of an instant, local ones read in ``zone``."""
    seconds = moment.nanoseconds // SECOND
    total = moment.ordinal * DAY + seconds
    place = zone if moment.zone is None else moment.zone
    if place is None:
        return total
    return total - offset_local(place, moment.ordinal, seconds, later=moment.later)


def _compare_times(a: Time, b: Time) -> int:
    if a.zone == b.zone:
        return _order(a.nanoseconds // SECOND, b.nanoseconds // SECOND)
    return _order(seconds_of_day(a, b.zone), seconds_of_day(b, a.zone))


def _compare_moments(a: DateTime, b: DateTime) -> int:
    if a.zone == b.zone and not isinstance(a.zone, str):
        first = a.ordinal * DAY + a.nanoseconds // SECOND
        return _order(first, b.ordinal * DAY + b.nanoseconds // SECOND)
    return _order(seconds_of(a, b.zone), seconds_of(b, a.zone))


def _order(a: int, b: int) -> int:
    return (a > b) - (a < b)
