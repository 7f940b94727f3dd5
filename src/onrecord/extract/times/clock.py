"""Times of day, and now, past and future without a date → readings."""

from __future__ import annotations

import re

from onrecord.extract.times.calendar import anchor, calendar_day, shift
from onrecord.extract.times.numerals import cardinal
from onrecord.extract.times.reading import Reading, Slots, on
from onrecord.extract.times.scene import Scene
from onrecord.extract.times.vocabulary import fold, known, value

_NAMED = {"noon": "12:00", "midnight": "24:00"}  # midday, mid-day: as noon
_TOLD = re.compile(r"(?P<day>\d{4}-\d\d-\d\d|XXXX-XX-XX)T(?P<h>\d\d):(?P<m>\d\d)(?P<zone>Z?)", re.A)
_OFFSET = re.compile(r"(?P<sign>[+-])(?P<h>\d{1,2}):?(?P<m>\d\d)?$", re.A)
_DETERMINED = re.compile(r"\b(?:the|those|these|all|our|their)\s+$", re.I)
_ON_A_DAY = re.compile(r"\s+on\s+(?:[A-Z][a-z]+day\b|\d{1,2}\s[A-Z]|[A-Z][a-z]+\s\d)")
_AFTER_A_DAY = re.compile(r"\b(?:19|20)\d\d,?\s+$", re.A)  # "24 May 2031 14:00"
_PLURAL = re.compile(r"\s+[a-z]{3,}s\b")
_AT = re.compile(r"\b(?:between|at|around|about|by|until|from|before|after|since|and)\s+$", re.I)
_GOES_ON = re.compile(r"\s+(?!(?:and|to|is|as|but|by|in|have|has|that|when|for|or|was)\b)[a-z0-9]")


def clock(slots: Slots, scene: Scene) -> Reading | None:
    """A time of day; its day is the one told last in the paragraph, else it is left open (XXXX-XX-XX)."""
    zone = _zone(slots.get("zone") or slots.get("zoned") or "")
    time = _time_of_day(slots, scene)
    if time is None:
        return None
    kind = _DETERMINED.search(scene.before) and _PLURAL.match(scene.after)  # "the 3 a.m. patrols": of many days
    day = None if kind else calendar_day(scene.near)
    return Reading(type="TIME", value=f"{day or 'XXXX-XX-XX'}T{time}{zone}" if time else None)


def _zone(written: str) -> str:
    """Z for UTC, an offset where it is written ("UTC+3"); of a zone's name nothing, for it shifts with the season."""
    if offset := _OFFSET.search(written):
        return f"{offset['sign']}{int(offset['h']):02d}:{offset['m'] or '00'}"
    return "Z" if known("zone", written) == "Z" else ""


def after(told: str | None, code: str, steps: int) -> str | None:
    """The time of day that lies so many hours or minutes from one that was told; the open day stays open."""
    found = _TOLD.fullmatch(told or "")
    if not found or code not in {"TH", "TM"} or abs(steps) > 10**6:
        return None
    minutes = int(found["h"]) * 60 + int(found["m"]) + steps * (60 if code == "TH" else 1)
    days, rest = divmod(minutes, 1440)
    day = found["day"] if found["day"].startswith("X") else shift(anchor(found["day"]), "D", days)
    return f"{day}T{rest // 60:02d}:{rest % 60:02d}{found['zone']}" if day else None


def _time_of_day(slots: Slots, scene: Scene) -> str | None:
    """Hours and minutes; empty where half of the day is not told, None where it is no time."""
    if name := slots.get("name"):
        title = name[0].isupper() and re.search(r"[A-Z][a-z]+\s$", scene.before)
        return None if title else _NAMED.get(fold(name), "12:00")
    if military := slots.get("military"):
        return f"{military[:2]}:{military[2:]}" if int(military[:2]) < 24 else None
    if slots.get("h24"):
        return _of_24_hours(slots, scene)
    if slots.get("past"):
        return _beside_the_hour(slots)
    if hour := slots.get("hour"):
        return _in_the_part(hour, slots.get("part"))
    if slots.get("until") and not re.search(r"\b(?:between|from)\s+$", scene.before, re.I):
        return None
    hours, _, minutes = (slots["clock"] or "").replace(".", ":").partition(":")
    if not 1 <= int(hours) <= 12:
        return None
    late = fold(slots["ampm"] or "").startswith("p")
    if (until := slots.get("until")) and int(hours) % 12 > int(re.split("[:.]", until)[0]) % 12:
        return None  # "from 11 to 1 p.m.": on both sides of noon
    return f"{int(hours) % 12 + 12 * late:02d}:{minutes or '00'}"


def _of_24_hours(slots: Slots, scene: Scene) -> str | None:
    """17:45 is a time after "at" and the like, with a zone or "hours" anywhere; a ratio and a score are none."""
    told = slots.get("hours") or slots.get("zone") or slots.get("zoned")
    beside = _AT.search(scene.before) or _ON_A_DAY.match(scene.after) or _AFTER_A_DAY.search(scene.before)
    if not told and ("." in scene.words or not beside):
        return None
    return f"{int(slots['h24'] or 0):02d}:{slots['minute']}"


def _beside_the_hour(slots: Slots) -> str | None:
    """ "half past nine", "a quarter to five in the afternoon"."""
    told = fold(slots["minutes"] or "")
    minutes = 30 if told == "half" else 15 if "quarter" in told else cardinal(told)
    whole = _in_the_part(slots["hour"] or "", slots.get("part"))
    if not whole or not 0 < minutes < 60:
        return whole if 0 < minutes < 60 else None
    total = int(whole[:2]) * 60 + (minutes if fold(slots["past"] or "") != "to" else -minutes)
    return f"{total // 60 % 24:02d}:{total % 60:02d}"


def _in_the_part(hour: str, part: str | None) -> str | None:
    """ "four in the morning", "seven o'clock": which half of the day, only where it is told."""
    if not re.fullmatch(r"\d{1,2}|[A-Za-z]+", hour):
        return None
    number = int(hour) if hour.isdigit() else cardinal(hour)
    if not 1 <= number <= 12:
        return None
    if part is None:
        return ""
    late = fold(part) in {"afternoon", "evening"} or (fold(part) == "night" and number >= 6)
    return f"{number % 12 + 12 * late:02d}:00"


def ref(slots: Slots, scene: Scene) -> Reading | None:
    """ "now", "recently", "in the past", "soon"."""
    words = fold(slots["ref"] or "")
    alone = re.search(r"\bin\s+$", scene.before, re.I) or not _GOES_ON.match(scene.after)
    if words == "the past" and not alone:
        return None
    return on(value("ref", words))
