"""Time zones: which offset from UTC, in seconds, holds where and when.

A zone is None (local), a fixed offset in seconds, or a name of the IANA database, which is kept
as it was written. ``zoneinfo`` knows the years 1 to 9999; a year outside them follows the rules of
a year of the same length and weekdays near that end.
"""

import datetime as dt
import re
from functools import lru_cache
from typing import Final, TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

Zone: TypeAlias = int | str | None

DAY: Final = 86_400
MAX_OFFSET: Final = 14 * 3600  # XML Schema part 2, 3.2.7.3
_CYCLE: Final = 146_097  # days of 400 years, after which the calendar repeats
_FIRST: Final = dt.date(1, 1, 2).toordinal()
_LAST: Final = dt.date(9999, 12, 30).toordinal()
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*")
_EPOCH: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001  # local by intent: a zone is asked about it


@lru_cache(maxsize=1024)
def _rules(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if _NAME.fullmatch(name) else None
    except (ZoneInfoNotFoundError, OSError, ValueError):  # a folder of the database is no zone
        return None


def known(name: str) -> bool:
    """Return whether the IANA database has a zone of this name."""
    return _rules(name) is not None


def offset_local(zone: int | str, ordinal: int, seconds: int, *, later: bool = False) -> int:
    """Return the offset of a zone at a local day and second of the day.

    A local time that exists twice, as clocks are set back, is the first of the two, or with
    ``later`` the second; one that is skipped is as far after the gap as it is into it.
    """
    if isinstance(zone, int):
        return zone
    return _offset(zone, _within(ordinal), seconds, int(later))


def offset_utc(zone: int | str, ordinal: int, seconds: int) -> int:
    """Return the offset of a zone at an instant, given as day and second of the day in UTC."""
    if isinstance(zone, int):
        return zone
    rules = _rules(zone)
    at = _moment(_within(ordinal), seconds).replace(tzinfo=dt.UTC)
    return _seconds(at.astimezone(rules).utcoffset())


def offset_of_day(zone: int | str) -> int:
    """Return the offset that a time without a day has in a zone: its standard time of 2000.

    The standard leaves the day open; a rule must not depend on the day it is asked.
    """
    if isinstance(zone, int):
        return zone
    at = _EPOCH.replace(tzinfo=_rules(zone))
    return _seconds(at.utcoffset()) - _seconds(at.dst())


@lru_cache(maxsize=4096)
def _offset(zone: str, ordinal: int, seconds: int, fold: int) -> int:
    at = _moment(ordinal, seconds).replace(tzinfo=_rules(zone), fold=fold)
    return _seconds(at.utcoffset())


def _moment(ordinal: int, seconds: int) -> dt.datetime:
    day = dt.datetime.fromordinal(ordinal)
    return day + dt.timedelta(seconds=seconds)


def _within(ordinal: int) -> int:
    if ordinal < _FIRST:
        return ordinal + -((ordinal - _FIRST) // _CYCLE) * _CYCLE
    if ordinal > _LAST:
        return ordinal - -((_LAST - ordinal) // _CYCLE) * _CYCLE
    return ordinal


def _seconds(duration: dt.timedelta | None) -> int:
    return int(duration.total_seconds()) if duration else 0
