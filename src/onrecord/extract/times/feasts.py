"""Feasts that move by a calendar of their own → their day in a Gregorian year.

Jewish feasts by the fixed arithmetic of the Hebrew calendar (Dershowitz and Reingold, Calendrical Calculations),
Orthodox Easter by the Julian computus (Meeus). Muslim feasts begin where the new moon is seen, so that the civil
(tabular) calendar may be a day or two off: it tells the year and the month, no day.
"""

from __future__ import annotations

from datetime import date, timedelta

_HEBREW_EPOCH = -1373427  # ordinal from which the days before a Hebrew year are counted
_ISLAMIC_EPOCH = 227014  # ordinal of 1 Muharram of the year 1, civil reckoning
SEEN_WITHIN = 2  # days by which the moon that is seen may differ from the tabular one


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the Eastern churches, in the Gregorian calendar."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)


def hebrew_new_year(year: int) -> date:
    """1 Tishri that falls in a Gregorian year (Rosh Hashanah)."""
    return date.fromordinal(_HEBREW_EPOCH + _days_before(year + 3761) + _put_off(year + 3761))


def passover(year: int) -> date:
    """15 Nisan that falls in a Gregorian year: 163 days before the new year that follows it."""
    return hebrew_new_year(year) - timedelta(days=163)


def hanukkah(year: int) -> date:
    """25 Kislev of the Hebrew year that begins in a Gregorian year; a complete year has a day more before it."""
    length = (hebrew_new_year(year + 1) - hebrew_new_year(year)).days
    return hebrew_new_year(year) + timedelta(days=84 if length in (355, 385) else 83)


def _days_before(year: int) -> int:
    """Days to the new year of a Hebrew year: its mean new moon, never a Sunday, Wednesday or Friday."""
    months = (235 * year - 234) // 19
    day = months * 29 + (12084 + 13753 * months) // 25920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day


def _put_off(year: int) -> int:
    """Further days, so that no year has a length that the calendar does not know."""
    before, own, after = (_days_before(year + step) for step in (-1, 0, 1))
    return 2 if after - own == 356 else 1 if own - before == 382 else 0


def islamic_day(month: int, day: int, year: int) -> date | None:
    """The first day in a Gregorian year with that tabular date; None where there is none."""
    about = (year - 622) * 33 // 32
    for lunar in (about - 1, about, about + 1, about + 2):
        ordinal = _ISLAMIC_EPOCH + (lunar - 1) * 354 + (3 + 11 * lunar) // 30 + (59 * (month - 1) + 1) // 2 + day - 1
        found = date.fromordinal(ordinal)
        if found.year == year:
            return found
    return None


def month_of_seen(day: date) -> str | None:
    """The month in which a Muslim feast falls whichever evening the moon is seen; None near a month's edge."""
    edges = {f"{day + timedelta(days=step):%Y-%m}" for step in (-SEEN_WITHIN, SEEN_WITHIN)}
    return edges.pop() if len(edges) == 1 else None
