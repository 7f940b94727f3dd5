"""Years, decades, centuries, quarters, halves and seasons as they are written → readings.

Each function takes a pattern's slots and the scene and gives a reading, or None where the words are no time
there ("1990 soldiers", "the fall of the tower").
"""

from __future__ import annotations

import re

from onrecord.extract.times.calendar import Anchor, shift
from onrecord.extract.times.numerals import ordinal, spelled_year
from onrecord.extract.times.reading import Reading, Slots, on
from onrecord.extract.times.scene import Scene
from onrecord.extract.times.vocabulary import beside, fold, known, value

_PLURAL_AFTER = re.compile(r"\s+[a-z]{3,}s\b")
_SHORT_RANGE = re.compile(r"[-–](?:(?:1\d|20)?\d\d\b|[a-z])")  # "2019-21", "2019-built"
_BEFORE_CHRIST = re.compile(r"\s+B\.?C\b")
_MARK_BEFORE = re.compile(r"[$€£¥#№%.,/:+-]$")
_DETERMINED = re.compile(r"(?:\bthe|['’]s|\bits|\btheir)\s+$", re.I)


def year(slots: Slots, scene: Scene) -> Reading | None:
    if spelled := slots.get("spelled"):
        number = spelled_year(spelled)
        return on(f"{number:04d}") if 1500 <= number < 2100 else None
    written = slots["year"] or ""
    if _BEFORE_CHRIST.match(scene.after):
        return None
    if not scene.words[0].isdigit():
        return on(written)
    if re.search(r"\b(?:mid|early|late)[- ]$", scene.before, re.I):
        return on(written)
    counts = _MARK_BEFORE.search(scene.before) or beside("counter", scene.before) or beside("counted", scene.after)
    part_of_word = re.search(r"[A-Z0-9]-?$", scene.before) or re.match(r"\s?[%°]", scene.after)
    joined = re.match(r"[-–]\w", scene.after) and not _SHORT_RANGE.match(scene.after)
    if counts or part_of_word or joined:
        return None
    if beside("led", scene.before) or scene.before.endswith("("):
        return on(written)
    if not 1900 <= int(written) < 2050 or (_PLURAL_AFTER.match(scene.after) and not _DETERMINED.search(scene.before)):
        return None
    return on(written)


def fiscal(slots: Slots, _scene: Scene) -> Reading:
    if short := slots.get("short"):
        return on(f"20{short}")
    return on(None if slots.get("second") else slots["year"])  # "fiscal year 2029-30" is no calendar year


def decade(slots: Slots, scene: Scene) -> Reading | None:
    if words := slots.get("decade"):
        theirs = re.search(r"\b(?:his|her|their|temperatures?)\s+(?:in\s+)?$", scene.before, re.I)
        return _decade(words) if fold(scene.words).startswith("the") and not theirs else None
    tens = slots["tens"]
    if hundreds := slots.get("hundreds"):
        return on(f"{hundreds}{tens}")
    marked = "'" in scene.words or "’" in scene.words
    return on(f"{19 if int(tens or 0) >= 3 else 20}{tens}") if marked else None


def _decade(words: str) -> Reading:
    tens = int(value("decade", words))
    return on(f"{19 if tens >= 3 else 20}{tens}")


def century(slots: Slots, scene: Scene) -> Reading | None:
    number = ordinal(slots["ordinal"] or "")
    if _BEFORE_CHRIST.match(scene.after):
        return on(None)
    return on(f"{number - 1:02d}") if 1 <= number <= 22 else None


def quarter(slots: Slots, scene: Scene) -> Reading | None:
    """A quarter or half of a year; without a year, the one that tense and nearness to publication point to."""
    number = int(slots.get("q") or slots.get("halved") or 0) or ordinal(slots.get("ordinal") or "")
    if slots.get("final"):
        number = 2 if fold(slots["size"] or "") == "half" else 4
    if re.match(r"the\s[^-]*-(?:quarter|half)$", fold(scene.words)) and re.match(r"\s+[a-z]", scene.after):
        return None  # "the third-quarter loss": the article is the loss's
    letter = "H" if slots.get("halved") or fold(slots.get("size") or "quarter") == "half" else "Q"
    if not 1 <= number <= (2 if letter == "H" else 4):
        return None
    if written := slots.get("year") or slots.get("y1"):
        return on(f"{written}-{letter}{number}")
    relative = slots.get("rel") or slots.get("rel1") or slots.get("rel2")
    at = scene.published.year
    this_year = slots.get("bare") or slots.get("halved")
    if letter == "H" and not relative and not this_year:
        return None
    if relative or this_year:
        step = int(value("rel", relative)) if relative else 0
        return on(f"{at + step:04d}-{letter}{number}" if at else f"XXXX-{letter}{number}")
    if not at or not scene.published.month:
        return on(f"XXXX-{letter}{number}")
    return on(f"{_recent_quarter(number, scene):04d}-Q{number}")


def reported(slots: Slots, scene: Scene) -> Reading | None:
    """ "the latest quarter", "the year-ago period", "the 1988 quarter": told from the quarter that is reported on."""
    size, way = fold(slots.get("size") or ""), fold(slots.get("way") or "")
    ended = shift(scene.published, "Q", -1)
    latest = min(scene.quarter, ended) if scene.quarter and ended else ended
    if number := slots.get("ordinal"):
        year = _recent_quarter(ordinal(number), scene) - 1
        return Reading(type="DATE", value=f"{year:04d}-Q{ordinal(number)}" if scene.published.month else None, ago=True)
    if written := slots.get("year"):
        if size == "period" and not scene.quarter:
            return on(written)
        return on(f"{written}{latest[4:]}" if latest else None)
    if "months" in size or not latest:
        return on(None)
    if not way.startswith("year"):
        return on(latest)
    before = f"{int(latest[:4]) - 1:04d}"
    return Reading(
        type="DATE", value=f"{before}{latest[4:]}" if scene.quarter or size == "quarter" else before, ago=True
    )


def yearend(_slots: Slots, scene: Scene) -> Reading | None:
    at = scene.published.year
    return on(f"{at:04d}" if at else None, "END")


def _recent_quarter(number: int, scene: Scene) -> int:
    """The year of the quarter that is running, or ended last, or starts next where the clause looks ahead."""
    year, month = scene.published.year or 0, scene.published.month or 0
    running = (month - 1) // 3 + 1
    if number <= running:
        return year + 1 if scene.tense() == "future" and running - number >= 2 else year
    return year if number - running == 1 and scene.tense() == "future" else year - 1 if number - running >= 2 else year


def season(slots: Slots, scene: Scene) -> Reading | None:
    code, at = value("season", slots["season"] or ""), scene.published
    if spelled := slots.get("spelled"):
        return on(f"{spelled_year(spelled):04d}-{code}")
    if written := slots.get("year"):
        return on(f"{written}-{code}")
    if (slots["season"] or "")[0].isupper() and re.match(r"\s[A-Z][a-z]", scene.after) and scene.before.strip():
        return None  # the name of a thing
    relative, lead = slots.get("rel") or slots.get("back"), fold(scene.words).split(" ")[0]
    if not relative:
        if re.search(r"\b(?:kind|sort|type)\s+of\s+$", scene.before):
            return None
        if not (beside("led", scene.before) or re.search(r"\b(?:last|this|each|every)\s+$", scene.before, re.I)):
            return None
        if lead != "the" and fold(slots["season"] or "") in {"fall", "spring"}:
            return None
        if re.match(r"\s+(?:in|of|from|to)\b", scene.after) and code == "FA":
            return None
    if not at.year or not at.month:
        return on(f"XXXX-{code}")
    step = int(known("rel", relative) or known("back", relative) or 0) if relative else 0
    return on(f"{_season_year(code, step, at, scene):04d}-{code}")


def _season_year(code: str, step: int, at: Anchor, scene: Scene) -> int:
    """The year in which the season begins: the latest begun (last), the next to begin, or the one of this year."""
    begins, month, year = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code], at.month or 1, at.year or 0
    ended = begins + 2 < month if code != "WI" else False
    if step < 0:
        return year if ended else year - 1
    if step > 0:
        return year if begins > month else year + 1
    if code == "WI" and month <= 2:
        return year - 1
    return year - 1 if begins > month + 3 and scene.tense() == "past" else year
