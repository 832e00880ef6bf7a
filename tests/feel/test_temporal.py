"""Dates, times and durations beyond what ``datetime`` holds."""

import datetime as dt
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.feel import temporal
from engine.feel.temporal import Date, DaysDuration, MonthsDuration


def read(text: str) -> Any:
    """Return the value of a text of any kind, a number for the rest."""
    if "P" in text[:2]:
        return temporal.parse_duration(text)
    if ":" in text[:3]:
        return temporal.parse_time(text)
    if "T" in text:
        return temporal.parse_date_time(text)
    return temporal.parse_date(text) if text.count("-") > 1 else Decimal(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2026-01-31", "2026-01-31"),
        ("-999999999-12-31", "-999999999-12-31"),
        ("999999999-01-01", "999999999-01-01"),
        ("-0044-03-15", "-0044-03-15"),
        ("11:22:33.4440", "11:22:33.444"),
        ("11:22:33+00:00", "11:22:33Z"),
        ("11:22:33-00:00", "11:22:33Z"),
        ("11:22:33+02:45:55", "11:22:33+02:45:55"),
        ("00:01:00@Europe/Paris", "00:01:00@Europe/Paris"),
        ("24:00:00", "00:00:00"),
        ("2021-01-01T24:00:00", "2021-01-02T00:00:00"),
        (
            "999999999-12-31T23:59:59.999999999@Europe/Paris",
            "999999999-12-31T23:59:59.999999999@Europe/Paris",
        ),
        ("PT0.S", "PT0S"),
        ("P0D", "PT0S"),
        ("-P0D", "PT0S"),
        ("PT1000M0.999999999S", "PT16H40M0.999999999S"),
        ("-P2DT100M", "-P2DT1H40M"),
        ("P1Y27M", "P3Y3M"),
        ("-P12M", "-P1Y"),
        ("P0Y", "P0M"),
    ],
)
def test_text_is_read_and_shown_in_normal_form(text: str, shown: str) -> None:
    assert str(read(text)) == shown


@pytest.mark.parametrize(
    "text",
    [
        "998-12-31",
        "01211-12-31",
        "+2012-12-02",
        "0000-01-01",
        "2026-02-29",
        "2026-13-01",
        "9999999999-12-25",
    ],
)
def test_a_text_that_is_no_day_gives_no_date(text: str) -> None:
    assert temporal.parse_date(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "23:59:60",
        "24:00:01",
        "7:00:00",
        "07:01",
        "13:20:00+19:00",
        "13:20:00+5:00",
        "13:20:00+02:00@Europe/Paris",
        "13:20:00@xyz/abc",
        "13:20:00@../../etc/passwd",
        "13:20:00@Europe",
    ],
)
def test_a_text_that_is_no_time_gives_no_time(text: str) -> None:
    assert temporal.parse_time(text) is None
    assert temporal.parse_date_time(f"2026-01-01T{text}") is None


@pytest.mark.parametrize(
    "text", ["", "P", "P0", "P1H", "P1S", "PT", "P1DT", "1D", "P1Y1D", "P" + "9" * 5000 + "D"]
)
def test_a_text_that_is_no_duration_gives_none(text: str) -> None:
    assert temporal.parse_duration(text) is None


@pytest.mark.parametrize(
    ("a", "b", "total"),
    [
        ("2021-01-31", "P1M", "2021-02-28"),
        ("2021-01-01", "PT36H", "2021-01-02"),
        ("2021-01-02", "-PT1S", "2021-01-01"),
        ("-2021-01-01T10:10:10+11:00", "P1M", "-2021-02-01T10:10:10+11:00"),
        ("-0001-06-01", "P1Y", "0000-06-01"),
        ("2021-01-01T24:00:00", "PT1S", "2021-01-02T00:00:01"),
        ("2021-03-27T12:00:00@Europe/Paris", "P1D", "2021-03-28T13:00:00@Europe/Paris"),
        ("23:30:00+11:00", "PT1H", "00:30:00+11:00"),
        ("P1Y", "-P2M", "P10M"),
        ("PT24H", "P1D", "P2D"),
        ("999999999-12-31", "P1D", "None"),
        ("-999999999-01-01T00:00:00", "-P1M", "None"),
        ("10:15:00", "P1M", "None"),
        ("P1Y", "P1D", "None"),
        ("2021-01-01", "2021-01-01", "None"),
    ],
)
def test_sums_do_not_depend_on_the_order(a: str, b: str, total: str) -> None:
    assert str(temporal.add(read(a), read(b))) == total
    assert str(temporal.add(read(b), read(a))) == total


@pytest.mark.parametrize(
    ("a", "b", "difference"),
    [
        ("2021-01-02T10:10:10@Europe/Paris", "2021-01-01T10:10:10@Asia/Dhaka", "P1DT5H"),
        ("2021-01-02T10:10:10", "2021-01-01T10:10:10Z", "None"),
        ("2021-01-02", "2021-01-01T10:10:10+11:00", "P1DT49M50S"),
        ("2021-01-02", "2021-01-01T10:10:10", "None"),
        ("2021-01-02T00:00:00Z", "2021-01-02", "PT0S"),
        ("2021-01-02", "1995-01-01", "P9498D"),
        ("10:10:10@Australia/Melbourne", "11:10:10@Australia/Melbourne", "-PT1H"),
        ("10:00:00+01:00", "10:00:00Z", "-PT1H"),
        ("10:00:00", "10:00:00Z", "None"),
        ("2021-01-02", "PT1S", "2021-01-01"),
        ("2021-03-31", "P1M", "2021-02-28"),
        ("P1D", "2021-01-02", "None"),
    ],
)
def test_differences(a: str, b: str, difference: str) -> None:
    assert str(temporal.subtract(read(a), read(b))) == difference


@pytest.mark.parametrize(
    ("duration", "number", "product"),
    [
        ("PT23H", "2.5", "P2DT9H30M"),
        ("P3M", "2.5", "P7M"),
        ("P3M", "-2.5", "-P7M"),
        ("-P1D", "-10", "P10D"),
        ("2021-01-01", "2", "None"),
        ("P1D", "1E+300", "None"),
    ],
)
def test_products_cut_off_parts_of_a_month(duration: str, number: str, product: str) -> None:
    assert str(temporal.multiply(read(duration), Decimal(number))) == product


@pytest.mark.parametrize(
    ("a", "b", "quotient"),
    [
        ("P10DT23H", "2.5", "P4DT9H12M"),
        ("P10Y11M", "-2.5", "-P4Y4M"),
        ("P10Y", "P5Y", "2"),
        ("P1D", "PT16H", "1.5"),
        ("P10D", "0", "None"),
        ("P10D", "PT0S", "None"),
        ("P10D", "P1M", "None"),
    ],
)
def test_quotients(a: str, b: str, quotient: str) -> None:
    assert str(temporal.divide(read(a), read(b))) == quotient


@pytest.mark.parametrize(
    ("a", "b", "order"),
    [
        ("2021-01-01", "2021-01-02", -1),
        ("10:30:00.0001", "10:30:00.0002", 0),
        ("2018-10-08T00:00:00+02:00", "2018-10-08T00:00:00@Europe/Paris", 0),
        ("2018-12-08T00:00:00@Europe/Paris", "2018-12-08T00:00:00@Asia/Dhaka", 1),
        ("2018-12-08T10:30:00", "2018-12-08T10:30:00@Europe/Paris", 0),
        ("2018-12-08T10:30:00", "2018-12-08T10:30:00Z", 0),
        ("00:01:00@Etc/UTC", "00:01:00Z", 0),
        ("PT24H", "P1D", 0),
        ("P12M", "P1Y", 0),
        ("P1Y", "P365D", None),
        ("2021-01-01", "2021-01-01T00:00:00", None),
    ],
)
def test_order_is_by_instant_in_whole_seconds(a: str, b: str, order: int | None) -> None:
    assert temporal.compare(read(a), read(b)) == order
    back = temporal.compare(read(b), read(a))
    assert back == (None if order is None else -order)
    assert temporal.equal(read(a), read(b)) == (None if order is None else order == 0)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("23:00:50Z", "23:00:50+00:00", True),
        ("23:00:50Z", "23:00:50@Etc/GMT", False),
        ("2012-12-25", "2012-12-25T00:00:00Z", False),
        ("20:00:50+00:00", "21:00:50+01:00", False),
        ("P0Y", "P0D", False),
    ],
)
def test_sameness_is_of_form(a: str, b: str, same: bool) -> None:
    assert temporal.same(read(a), read(b)) is same


@pytest.mark.parametrize(
    ("text", "name", "part"),
    [
        ("2018-12-10", "weekday", "1"),
        ("-2018-12-10", "year", "-2018"),
        ("2018-12-10T10:30:01.5", "second", "1.5"),
        ("2018-07-10T10:30:01@Europe/Paris", "time offset", "PT2H"),
        ("2018-07-10T10:30:01@Europe/Paris", "timezone", "Europe/Paris"),
        ("10:30:00Z", "timezone", "None"),
        ("10:30:00", "time offset", "None"),
        ("-P1DT2H3.5S", "hours", "-2"),
        ("-P1DT2H3.5S", "seconds", "-3.5"),
        ("P26M", "years", "2"),
        ("P26M", "days", "None"),
    ],
)
def test_parts_of_a_value(text: str, name: str, part: str) -> None:
    assert str(temporal.member(read(text), name)) == part


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2011-12-22", "2013-08-24", "P1Y8M"),
        ("2013-08-24", "2011-12-22", "-P1Y8M"),
        ("2010-05-30T03:55:58", "2017-12-15T00:59:59", "P7Y6M"),
        ("-2016-01-30T09:05:00", "-2017-02-28T02:02:02", "-P11M"),
    ],
)
def test_whole_months_between_two_days(start: str, end: str, months: str) -> None:
    assert str(temporal.months_between(read(start), read(end))) == months


@pytest.mark.parametrize(
    ("day", "week"), [("2003-12-31", 1), ("2010-01-01", 53), ("2019-09-17", 38)]
)
def test_weeks_are_those_of_iso_8601(day: str, week: int) -> None:
    assert temporal.week_of_year(read(day)) == week


def test_a_time_is_made_of_numbers_within_their_limits() -> None:
    two_hours = DaysDuration(2 * 3600 * 10**9)
    assert str(temporal.time(11, 59, Decimal("1.3"), two_hours)) == "11:59:01.3+02:00"
    assert temporal.time(24, 0, 0) is None
    assert temporal.time(1, 1, 1, DaysDuration(15 * 3600 * 10**9)) is None
    assert temporal.date(2017, 13, 1) is None
    assert temporal.date(-1_000_000_000, 1, 1) is None


@given(st.integers(-(10**12) // 3, 10**12 // 3))
def test_every_day_number_is_the_day_its_text_says(ordinal: int) -> None:
    assert temporal.parse_date(str(Date(ordinal))) == Date(ordinal) or "0000" in str(Date(ordinal))


@given(st.dates(), st.timedeltas(dt.timedelta(days=-9999), dt.timedelta(days=9999)))
def test_days_agree_with_datetime(day: dt.date, length: dt.timedelta) -> None:
    ours = temporal.add(temporal.from_python(day), temporal.from_python(length))
    floor = day.toordinal() + length // dt.timedelta(days=1)
    assert ours == Date(floor)
    assert day.isocalendar().week == temporal.week_of_year(Date(day.toordinal()))


NIGHT = dt.datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"))  # clocks go back at 3


@pytest.mark.parametrize(("fold", "hours"), [(0, 2), (1, 1)])
def test_a_clock_that_shows_an_hour_twice_is_told_apart(fold: int, hours: int) -> None:
    moment = NIGHT.replace(fold=fold)
    ours = temporal.from_python(moment)
    assert temporal.to_python(ours).utcoffset() == moment.utcoffset() == dt.timedelta(hours=hours)
    hour = temporal.from_python(dt.timedelta(hours=1))
    assert temporal.subtract(temporal.add(ours, hour), ours) == hour
    assert (temporal.from_python(NIGHT) == ours) is (fold == 0)


def test_an_hour_later_may_be_the_same_hour_again() -> None:
    first, hour = temporal.from_python(NIGHT), temporal.from_python(dt.timedelta(hours=1))
    again = temporal.add(first, hour)
    assert again == temporal.from_python(NIGHT.replace(fold=1)) != first
    assert temporal.add(again, hour) == temporal.from_python(NIGHT.replace(hour=3))


@given(st.datetimes(timezones=st.just(dt.UTC) | st.just(ZoneInfo("America/Bogota"))))
@example(dt.datetime(1993, 2, 6, 23, 30, tzinfo=ZoneInfo("America/Bogota"), fold=1))
def test_datetime_values_come_back_as_they_were(moment: dt.datetime) -> None:
    back = temporal.to_python(temporal.from_python(moment))
    assert back == moment
    assert back.utcoffset() == moment.utcoffset()


@pytest.mark.parametrize("text", ["12026-01-01", "10:00:00.123456789", "P1M"])
def test_what_datetime_cannot_hold_stays_as_it_is(text: str) -> None:
    assert temporal.to_python(read(text)) == read(text)


def test_values_of_different_kinds_are_different_keys() -> None:
    assert len({Date(5), DaysDuration(5), MonthsDuration(5), Date(5)}) == 3
