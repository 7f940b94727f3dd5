"""Lengths of time and how often → readings: ISO periods (P3W, PT24H), X for a number that is not told."""

from __future__ import annotations

import re
from decimal import Decimal

from onrecord.extract.times.numerals import Count, count
from onrecord.extract.times.reading import Reading, Slots
from onrecord.extract.times.scene import Scene
from onrecord.extract.times.vocabulary import beside, fold, known, value

_TIME = {"TS": "S", "TM": "M", "TH": "H"}
_YEARS = {"DE": 10, "CE": 100, "ML": 1000}
_SMALLER = {"Y": ("M", 12), "TH": ("TM", 60), "TM": ("TS", 60), "D": ("TH", 24), "M": ("D", 30)}
_SOME_DAY = re.compile(r"one day")  # "one day they will return"
_LASTED = re.compile(r"\b(?:for|in|within|after|than|least|about|just|only|by|of|take|takes|last|lasts)\s+$", re.I)
_AROUND = re.compile(
    r"\s+(?:before|after|ahead|leading\s+up\s+to|that\s+followed)\b", re.I
)  # "in the weeks before the vote"
_NUMBER_BEFORE = re.compile(r"(?:[\d%]|(?:\d|hundred|thousand|million|billion)\s+[a-z]+)\s+$", re.I)


def period(code: str, number: Decimal | None) -> str | None:
    """A length of time in ISO terms: P3W, PT24H; decades and centuries in years; P2Y6M for two and a half years."""
    if code == "N" or (code == "WE" and number is not None and number != 1):
        return None
    if number is None:
        return f"PTX{_TIME[code]}" if code in _TIME else f"PX{_letter(code)}"
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
    """ "three years", "the past 24 hours", "two and a half hours", "18-month", "two to three weeks"."""
    words, written = fold(scene.words), slots.get("units") or slots.get("unit") or ""
    code = known("unit", written) or value("units", written)
    number = slots.get("number") or slots.get("exact")
    if _SOME_DAY.fullmatch(words) and scene.tense() == "future" and not _LASTED.search(scene.before):
        return Reading(type="DATE", value="FUTURE_REF") if not _AROUND.match(scene.after) else None
    if words.startswith("her ") and beside("taker", scene.before):
        return None  # "it took her 7 years"
    if _is_no_length(words, written, code, number, scene):
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


def _is_no_length(words: str, written: str, code: str, number: str | None, scene: Scene) -> bool:
    """An age, a fraction, a title ("60 Minutes"), "a second" man, "some day"."""
    singular = bool(known("unit", written))
    if re.match(r"[ -]olds?\b|\s+of\s+age\b", scene.after) or (written[0].isupper() and not scene.words.isupper()):
        return True
    if re.match(r"-[a-z]", scene.after) and re.match(r"(?:a|an|the)\b", words):
        return True  # "a quarter-point rise", "a day-by-day account"
    if code == "Q" and ("-quarters" in words or (singular and re.match(r"\s+(?:of|century|mile)\b", scene.after))):
        return True
    if code == "TS" and singular and not (number and (number[0].isdigit() or fold(number) == "one")):
        return True
    return bool(singular and number and fold(number) in {"some", "many", "few"})


def plural(slots: Slots, scene: Scene) -> Reading | None:
    """ "weeks", "months or years": a length of time that is not told; only where nothing else counts it."""
    if not beside("waited", scene.before) and not _AROUND.match(scene.after):
        return None
    if re.match(r"\s+(?:of|old)\b", scene.after) and not re.search(r"\b(?:for|after|within)\s+$", scene.before, re.I):
        return None
    code = value("units", slots["units"] or slots["last"] or "")
    return Reading(type="DURATION", value=period(code, None)) if code not in {"TS", "Q", "N", "WE"} else None


def long(slots: Slots, _scene: Scene) -> Reading | None:
    if whole := fold(slots.get("whole") or "").removesuffix("long"):
        one = known("unit", whole)
        return Reading(type="DURATION", value=period(one or value("units", whole), Decimal(1) if one else None))
    if units := slots.get("units"):
        return Reading(type="DURATION", value=period(value("units", units), None))
    return Reading(type="DURATION", value=period(value("unit", slots["unit"] or ""), Decimal(1)))


def regular(slots: Slots, scene: Scene) -> Reading | None:
    """ "every day", "each of two weeks", "annually", "twice a week"."""
    if adverb := slots.get("adverb"):
        payment = fold(adverb) == "quarterly" and re.match(r"\s+[a-z]", scene.after)
        if payment or re.match(r"[^\S\n][A-Z]", scene.after):
            return None  # "quarterly dividend", "the daily Echo"
        return Reading(type="SET", value=value("adverb", adverb))
    code = known("unit", slots.get("unit") or "") or value("units", slots.get("units") or "")
    if slots.get("rate"):
        if fold(slots["rate"] or "") != "per" and not _counted_rate(scene):
            return None
        return Reading(type="SET", value=period(code, Decimal(1)))
    number = slots.get("number")
    if slots.get("units") and not number and not slots.get("few"):
        return None
    how_many = count(number).number if number else None if slots.get("few") else Decimal(1)
    if " other " in fold(scene.words) and how_many:
        how_many *= 2
    return Reading(type="SET", value=period(code, how_many))


def _counted_rate(scene: Scene) -> bool:
    """ "five dollars a day": an amount stands before it, and no "ago" or "half" makes it a length of time."""
    if re.match(r"\s+(?:ago|earlier|later|and\s+a\s+half|or|after|before|from|to)\b", scene.after):
        return False
    own = re.match(r"(?:once|twice|\S+\s+times)\b", fold(scene.words))
    return bool(own or _NUMBER_BEFORE.search(scene.before[-24:]) or beside("amount", scene.before))
