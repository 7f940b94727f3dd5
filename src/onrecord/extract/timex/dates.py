"""Days, months, years, decades, quarters and seasons as they are written → readings.

Each function takes a pattern's slots and the scene and gives a reading, or None where the words are no time
there ("May" the person, "March" the verb, "1,990 people"). A year that is not written is settled by tense and
nearness; an unknown publication date leaves XXXX.
"""

from __future__ import annotations

import re

from onrecord.extract.timex.calendar import Anchor, anchor_of, days, easter, is_day, nth_weekday, shift
from onrecord.extract.timex.numerals import ordinal, spelled_year
from onrecord.extract.timex.reading import Reading, Slots, on
from onrecord.extract.timex.scene import Scene
from onrecord.extract.timex.vocabulary import capitalised, fold, known, named_days, value

_BEFORE_MONTH = re.compile(
    r"\b(?:in|by|since|until|till|through|from|to|during|of|before|after|late|early|mid|and|or|between|for|throughout)"
    r"(?:\s+(?:late|early|mid))?[ \n-]+$",
    re.I,
)
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|by|since|until|till|through|during|before|after|late|early|mid|throughout|circa|calendar|of|from|to|and|or"
    r"|between|for)[ \n-]+|\()$",
    re.I,
)
_NO_YEAR_BEFORE = re.compile(r"(?:[$€£¥#№%.,/:+-]|\b(?:no|nos|number|flight|room|route|page|about|nearly|some|over|than|least"
                             r"|most|exceeds?|below|above|under|at|approximately)\.?\s+)$", re.I)  # fmt: skip
_COUNTED = re.compile(
    r"[\s-]+(?:more\s+)?(?:people|persons|men|women|children|troops|soldiers|police|dollars|euros|pounds|miles|km|kilometers|kilometres"
    r"|metres|meters|feet|tons|tonnes|percent|points|shares|jobs|times|hours|years|days|words|votes|cases|million|billion"
    r"|of\s+(?:them|the|these|those|its|their)|hectares|acres|barrels|copies|square|degrees|residents|homes|houses)\b",
    re.I,
)
_PLURAL_AFTER = re.compile(r"\s+[a-z]{3,}s\b")
FAR = 9  # months: what lies further away than this is not meant by a date without its year, whatever the tense


def day(slots: Slots, scene: Scene) -> Reading | None:
    month, written = slots["month"], slots["day"] or slots["ordinal"] if "ordinal" in slots else slots["day"]
    if not month or not written or not capitalised(month) or not capitalised(slots.get("weekday")):
        return None
    number = int(re.sub(r"\D", "", written) or 0) or ordinal(written)
    month_number, year = int(value("month", month)), slots.get("year")
    if not is_day(int(year or 0), month_number, number):
        return None
    if re.match(r",\d{3}\b", scene.after):
        return None
    if fold(written) == "second" and fold(scene.words).startswith("second"):
        return None
    named = f"{month_number:02d}-{number:02d}"
    if not year and slots.get("rel"):
        return on(_relative_day(named, int(value("rel", slots["rel"] or "")), scene))
    return on(f"{year}-{named}" if year else _nearest_year(named, scene))


def _relative_day(named: str, step: int, scene: Scene) -> str:
    """ "last October 23", "this coming May 5": the one before publication, of this year, or the one after it."""
    at = scene.published
    if not at.year or not at.month:
        return f"XXXX-{named}"
    passed = named < f"{at.month:02d}-{at.day.day if at.day else 1:02d}"
    if step < 0:
        return f"{at.year - (not passed):04d}-{named}"
    return f"{at.year + (step > 0 and passed):04d}-{named}"


def iso(slots: Slots, scene: Scene) -> Reading | None:
    found = f"{slots['y']}-{slots['m']}-{slots['d']}"
    if not days(found):
        return None
    if time := slots.get("time"):
        offset = "Z" if slots["offset"] == "Z" else ""
        return Reading(type="TIME", value=f"{found}T{time}{offset}")
    return on(found)


def numeric(slots: Slots, scene: Scene) -> Reading | None:
    """5/17/2031 and 17/5/2031 are one day; 5/7/2031 may be two, so only its year is kept. Dots put the day first."""
    a, b, year = int(slots["a"] or 0), int(slots["b"] or 0), slots["y"]
    if slots["mark"] == ".":
        orders = {(b, a)}
    else:
        orders = {(month, number) for month, number in ((a, b), (b, a)) if is_day(int(year or 0), month, number)}
    if not orders or not all(is_day(int(year or 0), *order) for order in orders):
        return None
    if len(orders) > 1:
        return on(f"{year}-XX-XX")
    month, number = orders.pop()
    return on(f"{year}-{month:02d}-{number:02d}")


def month(slots: Slots, scene: Scene) -> Reading | None:
    name = slots["month"] or ""
    if not capitalised(name):
        return None
    number, relative = value("month", name), slots.get("rel") or slots.get("back")
    if year := slots.get("year"):
        return on(f"{year}-{number}")
    if spelled := slots.get("spelled"):
        return on(f"{spelled_year(spelled):04d}-{number}")
    if relative_year := slots.get("year_rel"):
        at = scene.published.year
        return on(f"{at + int(value('rel', relative_year)):04d}-{number}" if at else f"XXXX-{number}")
    if relative:
        return on(_relative_month(number, relative, scene))
    if _is_a_name(name, scene):
        return None
    return on(_nearest_year(number, scene))


def months(slots: Slots, scene: Scene) -> Reading | None:
    """ "every July"."""
    name = slots["month"] or ""
    return Reading(type="SET", value=f"XXXX-{value('month', name)}") if capitalised(name) else None


def _relative_month(number: str, relative: str, scene: Scene) -> str:
    back = known("back", relative)
    at = anchor_of(scene.told) if back else scene.published
    step = int(back or value("rel", relative))
    if not at.year:
        return f"XXXX-{number}"
    if step == 0:
        return f"{at.year:04d}-{number}"
    if not at.month:
        return f"XXXX-{number}"
    later = int(number) > at.month if step < 0 else int(number) <= at.month
    return f"{at.year + (step if later else 0):04d}-{number}"


def _is_a_name(name: str, scene: Scene) -> bool:
    """Month words that are a person, a verb or part of a title there."""
    led = bool(_BEFORE_MONTH.search(scene.before))
    if len(name) <= 4 and name.isalpha() and fold(name) not in {"may", "june", "july"}:
        return True  # a short form without its full stop needs a number beside it
    if fold(name) in {"may", "march"} and not led:
        return True
    if re.match(r"['’]s\b", scene.after) and fold(name) in {"may", "april", "june", "august"}:
        return True
    follows = re.match(r"[^\S\n]([A-Z][a-z]+)", scene.after)
    return bool(follows and not led)


def year(slots: Slots, scene: Scene) -> Reading | None:
    if spelled := slots.get("spelled"):
        number = spelled_year(spelled)
        return on(f"{number:04d}") if 1500 <= number < 2100 else None
    written = slots["year"] or ""
    if not scene.words[0].isdigit():
        return on(written)
    if re.search(r"\b(?:mid|early|late)[- ]$", scene.before, re.I):
        return on(written)
    if _NO_YEAR_BEFORE.search(scene.before[-24:]) or _COUNTED.match(scene.after) or re.match(r"[-–]\w", scene.after):
        if not re.match(r"[-–](?:(?:1\d|20)?\d\d\b|[a-z])", scene.after) or scene.before.endswith(tuple("$€£#.,/:+-")):
            return None
    if re.search(r"[A-Z0-9]-?$", scene.before) or re.match(r"\s?[%°]", scene.after):
        return None
    if _BEFORE_YEAR.search(scene.before[-24:]):
        return on(written)
    if not 1900 <= int(written) < 2050:
        return None
    if _PLURAL_AFTER.match(scene.after) and not re.search(r"(?:\bthe|['’]s|\bits|\btheir)\s+$", scene.before, re.I):
        return None
    return on(written)


def fiscal(slots: Slots, scene: Scene) -> Reading:
    return on(slots["year"])


def decade(slots: Slots, scene: Scene) -> Reading | None:
    if words := slots.get("decade"):
        if not fold(scene.words).startswith("the") or re.search(
            r"\b(?:his|her|their|in|temperatures?)\s+$", scene.before, re.I
        ):
            return (
                None
                if not re.search(r"\bin\s+$", scene.before, re.I) or not scene.words.lower().startswith("the")
                else _decade(words)
            )
        return _decade(words)
    tens = slots["tens"]
    if hundreds := slots.get("hundreds"):
        return on(f"{hundreds}{tens}")
    marked = "'" in scene.words or "’" in scene.words
    return on(f"19{tens}" if int(tens or 0) >= 3 else f"20{tens}") if marked else None


def _decade(words: str) -> Reading:
    tens = int(value("decade", words))
    return on(f"{19 if tens >= 3 else 20}{tens}")


def century(slots: Slots, scene: Scene) -> Reading | None:
    number = ordinal(slots["ordinal"] or "")
    return on(f"{number - 1:02d}") if 1 <= number <= 22 else None


def quarter(slots: Slots, scene: Scene) -> Reading | None:
    """A quarter or half of a year; without a year, the one that tense and nearness to publication point to."""
    number = int(slots.get("q") or 0) or ordinal(slots.get("ordinal") or "")
    letter = "H" if fold(slots.get("size") or "quarter") == "half" else "Q"
    if not 1 <= number <= (2 if letter == "H" else 4):
        return None
    if written := slots.get("year") or slots.get("y1"):
        return on(f"{written}-{letter}{number}")
    relative = slots.get("rel") or slots.get("rel1") or slots.get("rel2")
    at = scene.published.year
    if letter == "H" and not relative and not slots.get("bare"):
        return None
    if relative or slots.get("bare"):
        step = int(value("rel", relative)) if relative else 0
        return on(f"{at + step:04d}-{letter}{number}" if at else f"XXXX-{letter}{number}")
    if not at or not scene.published.month:
        return on(f"XXXX-{letter}{number}")
    return on(f"{_recent_quarter(number, scene):04d}-Q{number}")


def reported(slots: Slots, scene: Scene) -> Reading | None:
    """ "the latest quarter", "the year-ago period", "the 1988 quarter": told from the quarter that is reported on."""
    size, way = fold(slots.get("size") or ""), fold(slots.get("way") or "")
    latest = scene.quarter or shift(scene.published, "Q", -1)
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


def yearend(slots: Slots, scene: Scene) -> Reading | None:
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
    relative, lead = slots.get("rel") or slots.get("back"), fold(scene.words).split(" ")[0]
    if not relative:
        led = re.search(
            r"\b(?:in|during|since|until|by|last|this|each|every|early|late|mid|through|for|from)[ -]+$",
            scene.before,
            re.I,
        )
        if not led or (lead != "the" and code in {"FA", "SP"} and fold(slots["season"] or "") != "autumn"):
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


def named(slots: Slots, scene: Scene) -> Reading | None:
    """A day with a name, by its rule; the year as for any date without one."""
    name, written = fold(slots["named"] or ""), slots.get("year")
    if not capitalised(slots["named"]):
        return None
    if relative := slots.get("rel"):
        step = int(value("rel", relative))
        dates = [_named(name, (scene.published.year or 0) + add) for add in (-1, 0, 1)] if scene.published.day else []
        today = scene.published.day.isoformat() if scene.published.day else ""
        if step < 0:
            dates = [date for date in dates if date and date < today][-1:]
        elif step > 0:
            dates = [date for date in dates if date and date > today][:1]
        else:
            dates = dates[1:2]
        return on(dates[0] if dates else None)
    if written:
        return on(_named(name, int(written)))
    if not scene.published.year:
        rule = named_days()[name]
        return on(f"XXXX-{rule}" if re.fullmatch(r"\d\d-\d\d", rule) else None)
    around = {add: _named(name, scene.published.year + add) for add in (-1, 0, 1)}
    return on(_choose(around, scene))


def _named(name: str, year: int) -> str | None:
    kind, *rest = named_days()[name].split(" ")
    if not 1 <= year <= 9998:
        return None
    if kind == "easter":
        first = easter(year)
    elif kind == "nth":
        first = nth_weekday(year, int(rest[0]), int(rest[1]), int(rest[2]))
        rest = rest[3:]
    else:
        return f"{year:04d}-{kind}"
    return shift(Anchor(year=year, month=first.month, day=first), "D", int(rest[0]) if rest else 0)


def _nearest_year(named: str, scene: Scene) -> str:
    """ "10-07" or "10" with the year that is meant."""
    year = scene.published.year
    if not year or not scene.published.month:
        return f"XXXX-{named}"
    around = {add: f"{year + add:04d}-{named}" for add in (-1, 0, 1) if year + add > 0}
    return _choose(dict(around), scene) or f"XXXX-{named}"


def _choose(around: dict[int, str | None], scene: Scene) -> str | None:
    """Of the same day in three years: the last one before publication, the next one, or the nearest, by tense."""
    at, tense = scene.published, scene.tense()
    position = (at.year or 0) * 12 + (at.month or 0)
    dated = [(int(date[:4]) * 12 + int(date[5:7]), date) for date in around.values() if date]
    today = at.day.isoformat() if at.day else f"{at.year:04d}-{at.month:02d}"
    past = [item for item in dated if item[1][: len(today)] <= today]
    coming = [item for item in dated if item[1] >= today[: len(item[1])]]
    if tense == "future" and coming and coming[0][0] - position <= FAR:
        return coming[0][1]
    if tense == "past" and past and position - past[-1][0] <= FAR:
        return past[-1][1]
    nearest = min(dated, key=lambda item: (abs(item[0] - position), item[0] > position), default=None)
    return nearest[1] if nearest else None
