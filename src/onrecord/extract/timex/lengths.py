"""Lengths of time, how often, clock times, and now, past and future → readings."""

from __future__ import annotations

import re
from decimal import Decimal

from onrecord.extract.timex.calendar import calendar_day, shift
from onrecord.extract.timex.numerals import Count, cardinal, count
from onrecord.extract.timex.reading import Reading, Slots, on
from onrecord.extract.timex.scene import Scene
from onrecord.extract.timex.vocabulary import capitalised, fold, known, value

_TIME = {"TS": "S", "TM": "M", "TH": "H"}
_YEARS = {"DE": 10, "CE": 100, "ML": 1000}
_SMALLER = {"Y": ("M", 12), "TH": ("TM", 60), "TM": ("TS", 60), "D": ("TH", 24), "M": ("D", 30)}
_AMOUNT_BEFORE = re.compile(r"(?:[\d%]|(?:\d|hundred|thousand|million|billion)\s+[a-z]+|\b(?:once|twice|times|dollars?|cents?|pounds?|euros?|people|percent|million|billion|thousand|hours|minutes|days|barrels|tons|tonnes|pages|miles|shares|units|copies|visitors|each|half))\s+$", re.I)  # fmt: skip


def period(code: str, number: Decimal | None) -> str | None:
    """A length of time in ISO terms: P3W, PT24H; decades and centuries in years; P2Y6M for two and a half years."""
    if code == "N" or (code == "WE" and number is not None and number != 1):
        return None
    if number is None:
        return f"PT X{_TIME[code]}".replace(" ", "") if code in _TIME else f"PX{_letter(code)}"
    number *= _YEARS.get(code, 1) * (2 if code == "F" else 1)
    code = "Y" if code in _YEARS else "W" if code == "F" else code
    whole, rest = int(number), number - int(number)
    if rest and code in _SMALLER and code != "M":
        small, size = _SMALLER[code]
        parts = rest * size
        if parts != int(parts):
            return f"P{'T' if code in _TIME else ''}{number.normalize():f}{_letter(code)}"
        return _join([(code, whole), (small, int(parts))])
    if rest:
        return f"P{number.normalize():f}{_letter(code)}"
    return _join([(code, whole)])


def _join(parts: list[tuple[str, int]]) -> str:
    dates = "".join(f"{number}{_letter(code)}" for code, number in parts if code not in _TIME and number)
    times = "".join(f"{number}{_letter(code)}" for code, number in parts if code in _TIME and number)
    if not dates and not times:
        code = parts[0][0]
        return f"PT0{_letter(code)}" if code in _TIME else f"P0{_letter(code)}"
    return f"P{dates}" + (f"T{times}" if times else "")


def _letter(code: str) -> str:
    return _TIME.get(code, {"DE": "DE", "CE": "C", "F": "W"}.get(code, code))


def duration(slots: Slots, scene: Scene) -> Reading | None:
    words, after = fold(scene.words), scene.after
    code = known("unit", slots.get("unit") or "") or value("units", slots.get("units") or slots.get("unit") or "")
    number = slots.get("number") or slots.get("exact")
    if re.match(r"[ -]olds?\b", after) or re.match(r"\s+of\s+age\b", after) or re.match(r"[ -]old", after):
        return None
    if code == "Q" and number and fold(number) in {"a", "one"} and re.match(r"\s+(?:of|century|mile)\b", after):
        return None
    if code == "TS" and slots.get("unit") and (not number or not number[0].isdigit() and fold(number) != "one"):
        return None
    written = slots.get("units") or slots.get("unit") or ""
    if (written[0].isupper() and not scene.words.isupper()) or (code == "Q" and "-quarters" in words):
        return None  # a title ("60 Minutes"), a fraction
    if number and fold(number) in {"some", "many", "few"} and slots.get("unit"):
        return None
    if slots.get("way") and not number:
        return Reading(type="DURATION", value=period(code, None))
    if slots.get("low"):
        low, high = count(slots["low"] or ""), count(number or "")
        return Reading(type="DURATION", value=period(code, low.number if low.number == high.number else None))
    how_many = count(number) if number else Count(number=None)
    if slots.get("half") or re.search(r" half$", words):
        how_many = Count(number=(how_many.number or 0) + Decimal("0.5"))
    return Reading(type="DURATION", value=period(code, how_many.number), mod="APPROX" if how_many.rough else None)


def plural(slots: Slots, scene: Scene) -> Reading | None:
    """ "weeks", "months or years": a length of time that is not told; only where nothing else counts it."""
    if not re.search(
        r"\b(?:for|in|after|within|of|over|took|take|takes|by|last|lasted|until|through|during)\s+$", scene.before, re.I
    ):
        return None
    if re.match(r"\s+(?:of|old)\b", scene.after) and not re.search(r"\b(?:for|after|within)\s+$", scene.before, re.I):
        return None
    code = value("units", slots["units"] or slots["last"] or "")
    return Reading(type="DURATION", value=period(code, None)) if code not in {"TS", "Q", "N", "WE"} else None


def long(slots: Slots, scene: Scene) -> Reading | None:
    if units := slots.get("units"):
        return Reading(type="DURATION", value=period(value("units", units), None))
    return Reading(type="DURATION", value=period(value("unit", slots["unit"] or ""), Decimal(1)))


def regular(slots: Slots, scene: Scene) -> Reading | None:
    """ "every day", "each of two weeks", "annually", "twice a week"."""
    if adverb := slots.get("adverb"):
        if re.match(r"[^\S\n][A-Z]", scene.after) or (
            fold(adverb) == "quarterly" and re.match(r"\s+[a-z]", scene.after)
        ):
            return None  # a newspaper ("the daily Echo"), a kind of payment
        return Reading(type="SET", value=value("adverb", adverb))
    code = known("unit", slots.get("unit") or "") or value("units", slots.get("units") or "")
    if slots.get("rate"):
        if fold(slots["rate"] or "") != "per" and not _counted_rate(slots, scene):
            return None
        return Reading(type="SET", value=period(code, Decimal(1)))
    number = slots.get("number")
    if slots.get("units") and not number and not slots.get("few"):
        return None
    how_many = count(number).number if number else None if slots.get("few") else Decimal(1)
    if " other " in fold(scene.words) and how_many:
        how_many *= 2
    return Reading(type="SET", value=period(code, how_many))


def _counted_rate(slots: Slots, scene: Scene) -> bool:
    """ "five dollars a day": an amount stands before it, and no "ago" or "half" makes it a length of time."""
    if re.match(r"\s+(?:ago|earlier|later|and\s+a\s+half|or|after|before|from|to)\b", scene.after):
        return False
    return (
        fold(scene.words).startswith(("once", "twice"))
        or "times" in fold(scene.words)
        or bool(_AMOUNT_BEFORE.search(scene.before[-24:]))
    )


def ref(slots: Slots, scene: Scene) -> Reading | None:
    words = fold(slots["ref"] or "")
    if (
        words == "the past"
        and not re.search(r"\bin\s+$", scene.before, re.I)
        and re.match(
            r"\s+(?!and\b|to\b|is\b|as\b|but\b|by\b|in\b|have\b|has\b|that\b|when\b|for\b|or\b|was\b)[a-z0-9]",
            scene.after,
        )
    ):
        return None
    if words == "future" and re.search(r"['’]s\s+$", scene.before):
        return on("FUTURE_REF")
    if words == "now" and re.match(r"-[a-z]", scene.after):
        return on("PRESENT_REF")
    if words == "soon" and re.search(r"\b(?:as|too|how)\s+$", scene.before, re.I):
        return None
    return on(value("ref", words))


def clock(slots: Slots, scene: Scene) -> Reading | None:
    """A time of day; its day is the one told last in the sentence, else it is left open (XXXX-XX-XX)."""
    zone = "Z" if known("zone", slots.get("zone") or slots.get("zoned") or "") == "Z" else ""
    time = _time_of_day(slots, scene)
    return Reading(type="TIME", value=f"{_day(scene)}T{time}{zone}") if time else None


def _day(scene: Scene) -> str:
    return calendar_day(scene.near) or "XXXX-XX-XX"


def _time_of_day(slots: Slots, scene: Scene) -> str | None:
    if name := slots.get("name"):
        return {"noon": "12:00", "midnight": "24:00"}.get(fold(name), "MI" if False else "12:00")
    if military := slots.get("military"):
        return f"{military[:2]}:{military[2:]}" if int(military[:2]) < 24 else None
    if slots.get("h24"):
        if not slots.get("hours") and not slots.get("zone") and not slots.get("zoned"):
            if "." in scene.words or not re.search(
                r"\b(?:at|around|about|by|until|from|before|after|since)\s+$", scene.before, re.I
            ):
                return None
        return f"{int(slots['h24'] or 0):02d}:{slots['minute']}"
    if hour := slots.get("hour"):
        if not (hour.isdigit() or re.fullmatch(r"[A-Za-z]+", hour)):
            return None
        number, part = int(hour) if hour.isdigit() else cardinal(hour), fold(slots.get("part") or "")
        if not 1 <= number <= 12 or (not part and "clock" not in fold(scene.words)):
            return None
        late = part in {"afternoon", "evening"} or (part == "night" and number >= 6)
        return f"{number % 12 + 12 * late:02d}:00" if part else f"{number:02d}:00"
    hours, _, minutes = re.sub(r"\.", ":", slots["clock"] or "").partition(":")
    if not 1 <= int(hours) <= 12:
        return None
    late = fold(slots["ampm"] or "").startswith("p")
    return f"{int(hours) % 12 + 12 * late:02d}:{minutes or '00'}"


__all__ = ["clock", "duration", "long", "period", "plural", "ref", "regular", "shift"]
