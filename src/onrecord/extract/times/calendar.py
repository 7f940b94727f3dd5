"""TIMEX3 values and the calendar: publication dates, shifts by units, days that a value covers.

In: ISO dates as precise as they were given, and TIMEX3 values. Out: TIMEX3 values, or None where the
value cannot be told from what is known. Weeks are ISO weeks; a decade is written with three digits and a
century with two, as TIMEX2 and TimeML do.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_PUBLISHED = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.A)
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T.*)?", re.A)
_MONTH = re.compile(r"(\d{4})-(\d\d)", re.A)
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?", re.A)
_PART = re.compile(r"(\d{4})-([QH])(\d)", re.A)
_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}  # meteorological, northern


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A date from which others are counted: each part None where it is not known."""

    year: int | None = None
    month: int | None = None
    day: date | None = None


UNKNOWN = Anchor()


def anchor(value: str | None) -> Anchor:
    """The anchor of an ISO date, month, year or date-time (its local day, whatever the offset)."""
    found = _PUBLISHED.match(value or "")
    if not found:
        return UNKNOWN
    year, month, day = (int(part) if part else None for part in found.groups())
    if not year or (month is not None and not 1 <= month <= 12):
        return UNKNOWN
    return Anchor(year=year, month=month, day=_day(year, month, day) if month and day else None)


def anchor_of(value: str | None) -> Anchor:
    """The anchor of a TIMEX3 value: of a week, a quarter or a season its first day."""
    covered = days(value) if value else None
    if covered is None:
        return anchor(value) if value and re.fullmatch(r"\d{4}", value) else UNKNOWN
    first = covered[0]
    whole = len(value or "")
    month = first.month if whole > 4 else None
    return Anchor(year=first.year, month=month, day=first if whole > 7 or "W" in (value or "") else None)


def shift(at: Anchor, unit: str, count: int) -> str | None:
    """The value of the unit that lies `count` units away from the anchor's own; None if the anchor is too coarse."""
    try:
        return _shift(at, unit, count)
    except (ValueError, OverflowError):
        return None


def _shift(at: Anchor, unit: str, count: int) -> str | None:
    if unit == "D" and at.day:
        return (at.day + timedelta(days=count)).isoformat()
    if unit in {"W", "WE", "F"} and at.day:
        weeks = count * 2 if unit == "F" else count
        year, week, _ = (at.day + timedelta(weeks=weeks)).isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "WE" else "")
    if unit in {"M", "Q"} and at.year and at.month:
        size = 12 if unit == "M" else 4
        position = at.year * size + (at.month - 1) * size // 12 + count
        year, part = divmod(position, size)
        return _year(year) + (f"-{part + 1:02d}" if unit == "M" else f"-Q{part + 1}")
    if unit in {"Y", "DE", "CE"} and at.year:
        size = {"Y": 1, "DE": 10, "CE": 100}[unit]
        return _year((at.year // size + count) * size)[: {"Y": 4, "DE": 3, "CE": 2}[unit]]
    return None


def weekday(at: Anchor, number: int, count: int, *, include: bool) -> str | None:
    """The nearest day with that ISO weekday: before the anchor (`count` -1) or after it (1), itself if `include`."""
    if at.day is None:
        return None
    gap = (number - at.day.isoweekday()) % 7
    if count < 0:
        gap = gap - 7 if gap else 0
    if gap == 0 and not include:
        gap = 7 * count
    return shift(at, "D", gap)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, number: int, nth: int) -> date:
    """The nth weekday of a month, counted from its end where `nth` is negative."""
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(number - first.isoweekday()) % 7 + 7 * (nth - 1))
    last = date(year, month, monthrange(year, month)[1])
    return last - timedelta(days=(last.isoweekday() - number) % 7 - 7 * (nth + 1))


def is_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar has that day; 29 February counts where the year is not known (0)."""
    return _day(year or 2000, month, day) is not None


def calendar_day(value: str | None) -> str | None:
    """The one day that a value names or lies in ("2031-05-02T17:00" → "2031-05-02"), else None."""
    found = _DAY.fullmatch(value or "")
    return found[1] if found and days(found[1]) else None


def days(value: str | None) -> tuple[date, date] | None:
    """The first and the last day that a value covers; None where it names no stretch of the calendar."""
    try:
        return _days(value or "")
    except (ValueError, OverflowError):
        return None


def covers(value: str | None, day: str | None) -> bool:
    """Whether a day lies in the stretch of the calendar that a value names."""
    covered, own = days(value), days(day)
    return bool(covered and own and covered[0] <= own[0] <= covered[1])


def _days(value: str) -> tuple[date, date] | None:
    if found := _DAY.fullmatch(value):
        return (date.fromisoformat(found[1]),) * 2
    if found := _MONTH.fullmatch(value):
        return _months(int(found[1]), int(found[2]), int(found[2]))
    if found := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return (monday + timedelta(days=5) if found[3] else monday), monday + timedelta(days=6)
    if found := _PART.fullmatch(value):
        size = 3 if found[2] == "Q" else 6
        return _months(int(found[1]), (int(found[3]) - 1) * size + 1, int(found[3]) * size)
    if re.fullmatch(r"\d{4}-(SP|SU|FA|WI)", value, re.A):
        return _months(int(value[:4]), *_SEASONS[value[5:]])
    if re.fullmatch(r"\d{2,4}", value, re.A):
        size = 10 ** (4 - len(value))
        return date(int(value) * size, 1, 1), date(int(value) * size + size - 1, 12, 31)
    return None


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    end_year, end = (year, last) if last <= 12 else (year + 1, last - 12)
    return date(year, first, 1), date(end_year, end, monthrange(end_year, end)[1])


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(year: int) -> str:
    if not 1 <= year <= 9999:
        raise ValueError(year)
    return f"{year:04d}"
