"""The calendar behind the times: shifts, weekdays, feasts, and the days that a value covers."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.times.calendar import Anchor, anchor, calendar_day, days, easter, nth_weekday, shift, weekday
from onrecord.extract.times.feasts import (
    SEEN_WITHIN,
    hanukkah,
    hebrew_new_year,
    islamic_day,
    month_of_seen,
    orthodox_easter,
    passover,
)
from onrecord.extract.times.numerals import cardinal, spelled_year

DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(9990, 12, 31))


def at(day: date) -> Anchor:
    return anchor(day.isoformat())


@given(day=DAYS, count=st.integers(-300, 300))
def test_shifting_there_and_back_comes_to_the_same_day(day: date, count: int) -> None:
    moved = shift(at(day), "D", count)
    if moved:
        assert shift(anchor(moved), "D", -count) == day.isoformat()


@given(day=DAYS, unit=st.sampled_from(["D", "W", "WE", "M", "Q", "Y", "DE", "CE"]))
def test_the_unit_that_a_day_stands_in_covers_the_day(day: date, unit: str) -> None:
    covered = days(shift(at(day), unit, 0))
    assert covered is not None
    assert covered[0] <= covered[1]
    if unit != "WE":
        assert covered[0] <= day <= covered[1]


@given(day=DAYS, number=st.integers(1, 7), count=st.sampled_from([-1, 1]), include=st.booleans())
def test_the_nearest_weekday_is_that_weekday_within_a_week(day: date, number: int, count: int, include: bool) -> None:
    found = weekday(at(day), number, count, include=include)
    assert found is not None
    gap = (date.fromisoformat(found) - day).days * count
    assert date.fromisoformat(found).isoweekday() == number
    assert (0 if include else 1) <= gap <= 7


@given(day=DAYS)
def test_a_time_of_day_lies_in_its_calendar_day(day: date) -> None:
    assert calendar_day(f"{day.isoformat()}T17:00") == day.isoformat()
    assert calendar_day(f"{day.isoformat()}TNI") == day.isoformat()


@pytest.mark.parametrize(
    "value", [None, "", "2031", "2031-05", "2031-W18", "PRESENT_REF", "P3D", "2031-02-30", "XXXX-03-09"]
)
def test_what_is_no_single_day_has_no_calendar_day(value: str | None) -> None:
    assert calendar_day(value) is None


@pytest.mark.parametrize(
    "value", ["0000", "2031-13", "2031-W60", "P3D", "XXXX-WXX-2", "2031-XX-XX", "٢٠٣١", "FUTURE_REF"]
)
def test_what_is_no_stretch_of_the_calendar_covers_no_days(value: str) -> None:
    assert days(value) is None


@pytest.mark.parametrize(
    ("year", "day"), [(2024, "2024-03-31"), (2025, "2025-04-20"), (2031, "2031-04-13"), (1961, "1961-04-02")]
)
def test_easter_falls_on_its_day(year: int, day: str) -> None:
    assert easter(year).isoformat() == day


def test_weekdays_of_a_month_are_counted_from_both_ends() -> None:
    assert nth_weekday(2031, 11, 4, 4) == date(2031, 11, 27)
    assert nth_weekday(2031, 5, 1, -1) == date(2031, 5, 26)


def test_a_coarse_date_gives_no_finer_one() -> None:
    assert shift(anchor("2031-05"), "D", -1) is None
    assert shift(anchor("2031"), "M", -1) is None
    assert shift(anchor("2031"), "Y", -1) == "2030"


def test_months_and_quarters_cross_the_year() -> None:
    assert shift(anchor("2031-01-15"), "M", -1) == "2030-12"
    assert shift(anchor("2031-11-15"), "Q", 1) == "2032-Q1"
    assert shift(anchor("2030-12-31"), "W", 0) == "2031-W01"


def test_number_words_come_to_their_numbers() -> None:
    assert cardinal("two hundred and ten") == 210
    assert cardinal("twenty four") == 24
    assert cardinal("three thousand two hundred") == 3200
    assert spelled_year("nineteen ninety-four") == 1994
    assert spelled_year("two thousand and one") == 2001


@pytest.mark.parametrize(
    ("year", "passover_day", "new_year", "hanukkah_day", "orthodox"),
    [
        (2021, "2021-03-28", "2021-09-07", "2021-11-29", "2021-05-02"),
        (2022, "2022-04-16", "2022-09-26", "2022-12-19", "2022-04-24"),
        (2023, "2023-04-06", "2023-09-16", "2023-12-08", "2023-04-16"),
        (2024, "2024-04-23", "2024-10-03", "2024-12-26", "2024-05-05"),
        (2025, "2025-04-13", "2025-09-23", "2025-12-15", "2025-04-20"),
    ],
)
def test_feasts_that_are_counted_fall_on_the_days_that_almanacs_give(
    year: int, passover_day: str, new_year: str, hanukkah_day: str, orthodox: str
) -> None:
    assert passover(year).isoformat() == passover_day
    assert hebrew_new_year(year).isoformat() == new_year
    assert hanukkah(year).isoformat() == hanukkah_day
    assert orthodox_easter(year).isoformat() == orthodox


@pytest.mark.parametrize(
    ("year", "seen"), [(2021, "2021-05-13"), (2022, "2022-05-02"), (2023, "2023-04-21"), (2024, "2024-04-10")]
)
def test_the_tabular_calendar_lies_close_to_the_moon_that_is_seen(year: int, seen: str) -> None:
    day = islamic_day(10, 1, year)
    assert day is not None
    assert abs((day - date.fromisoformat(seen)).days) <= SEEN_WITHIN


def test_a_feast_of_the_moon_has_no_month_where_a_day_changes_it() -> None:
    assert month_of_seen(date(2031, 3, 15)) == "2031-03"
    assert month_of_seen(date(2031, 3, 30)) is None
