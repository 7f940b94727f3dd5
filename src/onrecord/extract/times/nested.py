"""Times told from another time inside one expression → readings.

"The first Monday of June", "the year before last", "a week from Tuesday", "the same month last year". None where
the calendar has no such day or where the other time is not known as finely as this one.
"""

from __future__ import annotations

import re

from onrecord.extract.times.calendar import anchor_of, calendar_day, days, nth_weekday, shift
from onrecord.extract.times.calendar import weekday as nearest_weekday
from onrecord.extract.times.dates import nearest_year
from onrecord.extract.times.numerals import count, ordinal
from onrecord.extract.times.reading import Reading, Slots, on
from onrecord.extract.times.scene import Scene
from onrecord.extract.times.vocabulary import beside, capitalised, fold, known, value

_MONTH = re.compile(r"(\d{4})-(\d\d)", re.A)
_ON_THE = re.compile(r"\b(?:on|by|until|till|since|from)\s+$", re.I)
_LASTS = re.compile(r"\b(?:for|after|within|in|than|about|over|every)\s+$", re.I)  # "closed for a week on Monday"
_REACHES = re.compile(r"\s+(?:to|until|till|through|[-–])\b", re.I)  # "a week from Monday to Friday"


def weekday_of_month(slots: Slots, scene: Scene) -> Reading | None:
    """ "the first Monday of June", "the last Friday of last month"."""
    name, nth = slots["weekday"] or "", -1 if slots.get("final") else ordinal(slots["ordinal"] or "")
    if not capitalised(name) or not capitalised(slots.get("month")) or not (nth == -1 or 1 <= nth <= 5):
        return None
    if written := slots.get("month"):
        number = value("month", written)
        month = f"{slots['year']}-{number}" if slots.get("year") else nearest_year(number, scene)
    else:
        month = shift(scene.published, "M", int(value("rel", slots["rel"] or ""))) or ""
    dated = _MONTH.fullmatch(month)
    if not dated:
        return on(None)
    day = nth_weekday(int(dated[1]), int(dated[2]), int(value("weekday", name)), nth)
    return on(day.isoformat() if day.month == int(dated[2]) else None)


def beyond(slots: Slots, scene: Scene) -> Reading | None:
    """ "the year before last", "the Monday after next", "the night before last": two steps from publication."""
    at, step = scene.published, -1 if "last" in fold(slots["turn"] or "") else 1
    if name := slots.get("weekday"):
        if not capitalised(name):
            return None
        near = nearest_weekday(at, int(value("weekday", name)), step, include=False)
        return on(shift(anchor_of(near), "D", 7 * step))
    code = value("unit", slots["unit"] or "")
    if code == "N":
        day = shift(at, "D", 2 * step)
        return Reading(type="TIME", value=f"{day}TNI" if day else None)
    return on(shift(at, code, 2 * step)) if code not in {"TS", "TM", "TH", "D"} else None


def weeks_from_day(slots: Slots, scene: Scene) -> Reading | None:
    """ "a week from Tuesday", "two weeks on Friday", "Tuesday week": the coming day and so many weeks."""
    name, number = slots["weekday"] or "", slots.get("number")
    if not capitalised(name) or beside("title", scene.after) or _REACHES.match(scene.after):
        return None
    if number and (_LASTS.search(scene.before) or scene.tense() == "past"):
        return None
    weeks = count(number).number if number else 1
    if weeks is None or weeks != int(weeks):
        return None
    if not scene.published.day:
        return on(f"XXXX-WXX-{value('weekday', name)}")
    near = nearest_weekday(scene.published, int(value("weekday", name)), 1, include=False)
    return on(shift(anchor_of(near), "D", 7 * int(weeks)))


def same_of_year(slots: Slots, scene: Scene) -> Reading | None:
    """ "the same month last year": the time told last, a year before."""
    told, size = scene.told or "", fold(slots["size"] or "")
    if size in {"quarter", "period"} and scene.quarter:
        told = scene.quarter
    shape = {"day": r"\d{4}-\d\d-\d\d", "month": r"\d{4}-\d\d", "quarter": r"\d{4}-Q\d"}
    found = re.match(shape.get(size, r"\d{4}-(?:\d\d|[QH]\d)$"), told, re.A)
    if not found:
        return on(None) if size in shape else None
    before = f"{int(told[:4]) - 1:04d}{found[0][4:]}"
    return on(before if days(before) else None)


def ago_on(slots: Slots, scene: Scene) -> Reading | None:
    """ "a year ago today", "a year ago this week", "two weeks ago Friday": a distance, and the day or week meant."""
    number, at = count(slots["number"] or "").number, scene.published
    code = known("unit", slots.get("unit") or "") or value("units", slots.get("units") or "")
    if number is None or number != int(number) or number > 1000 or code not in {"W", "M", "Y"} or not at.day:
        return None
    if name := slots.get("weekday"):
        near = nearest_weekday(at, int(value("weekday", name)), -1, include=True)
        return on(shift(anchor_of(near), "D", -7 * int(number))) if code == "W" and capitalised(name) else None
    back = int(number) * {"W": 0, "M": 1, "Y": 12}[code]
    weeks = int(number) if code == "W" else 0
    month = shift(at, "M", -back)
    if month is None:
        return None
    day = shift(anchor_of(f"{month}-{at.day.day:02d}"), "D", -7 * weeks)
    this = {"today": "D", "this week": "W", "this month": "M"}[fold(slots["this"] or "")]
    return on(shift(anchor_of(day), this, 0)) if day else None


def season_each_year(slots: Slots, _scene: Scene) -> Reading | None:
    """ "every summer", "each winter"."""
    return Reading(type="SET", value=f"XXXX-{value('season', slots['season'] or '')}")


def part_of_day(slots: Slots, scene: Scene) -> Reading | None:
    """ "in the morning", "later in the evening": of the day told last in the paragraph."""
    if not re.search(r"\b(?:in|during|by|of)\s+$", scene.before, re.I) or re.match(r"\s+of\b", scene.after):
        return None
    day = calendar_day(scene.near)
    return Reading(type="TIME", value=f"{day}T{known('part', slots['part'] or '')}") if day else None


def adjacent(slots: Slots, scene: Scene) -> Reading | None:
    """ "the day before" with nothing behind it, from the time told last; before a vote, it waits for the vote."""
    code = known("unit", slots.get("unit") or "") or value("units", slots.get("units") or "")
    number = count(slots["number"] or "").number if slots.get("number") else 1
    if code not in {"D", "W", "M", "Y"} or number is None or number != int(number) or number > 1000:
        return None
    if not slots.get("way"):
        return on(None) if code == "D" else None
    step = int(number) * (-1 if fold(slots["way"] or "") == "before" else 1)
    return on(shift(anchor_of(calendar_day(scene.told) if code == "D" else scene.told), code, step))


def week_of_month(slots: Slots, scene: Scene) -> Reading | None:
    """ "the first week of May": its month, and which part of it; where weeks begin and end is not told."""
    written = slots["month"] or ""
    if not capitalised(written):
        return None
    nth = 5 if slots.get("final") else ordinal(slots["ordinal"] or "")
    number = value("month", written)
    month = f"{slots['year']}-{number}" if slots.get("year") else nearest_year(number, scene)
    return on(month, {1: "START", 2: "MID", 3: "MID", 4: "END", 5: "END"}.get(nth)) if 1 <= nth <= 5 else None


def day_of_month(slots: Slots, scene: Scene) -> Reading | None:
    """ "the 5th of last month", "on the 12th": of the month told in the paragraph, else of publication's by tense."""
    number = ordinal(slots["nth"] or "")
    if not 1 <= number <= 31:
        return None
    if which := slots.get("which"):
        step = 0 if fold(which) == "the" else int(value("rel", which))
        month = shift(scene.published, "M", step)
    elif not _ON_THE.search(scene.before):
        return None
    elif near := _MONTH.match(scene.near or ""):
        month = near[0]
    else:
        at = scene.published.day
        later = at is not None and number > at.day and scene.tense() == "past"
        sooner = at is not None and number < at.day and scene.tense() == "future"
        month = shift(scene.published, "M", sooner - later)
    day = f"{month}-{number:02d}"
    return on(day if month and days(day) else f"XXXX-XX-{number:02d}")


def in_time(slots: Slots, scene: Scene) -> Reading | None:
    """ "three days' time", "a week's time": counted from publication."""
    number = count(slots["number"] or "")
    code = known("unit", slots.get("unit") or "") or value("units", slots.get("units") or "")
    if number.number is None or number.number != int(number.number) or number.number > 10**4:
        return on("FUTURE_REF")
    steps, mod = int(number.number), "APPROX" if number.rough else None
    if code in {"DE", "CE"}:
        code, steps = "Y", steps * (10 if code == "DE" else 100)
    return on(shift(scene.published, code, steps), mod)
