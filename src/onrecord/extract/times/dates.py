"""Days and months as they are written → readings.

Each function takes a pattern's slots and the scene and gives a reading, or None where the words are no time
there ("May" the person, "March" the verb). A year that is not written is settled by tense and nearness; an
unknown publication date leaves XXXX.
"""

from __future__ import annotations

import re

from onrecord.extract.times.calendar import anchor, anchor_of, days, is_day, shift
from onrecord.extract.times.numerals import ordinal, spelled_year
from onrecord.extract.times.reading import Reading, Slots, on
from onrecord.extract.times.scene import Scene
from onrecord.extract.times.vocabulary import beside, capitalised, fold, known, near, value

_SHARED_YEAR = re.compile(
    r"(?:\s+(?:and|or|to|through|until)\s+|\s?[-–]\s?)(?:the\s+)?[\w.]{1,12}\s+(?:[\w.]{1,12},?\s+)?((?:19|20)[0-9]{2})\b"
)
_SHARED_BY_DAYS = re.compile(
    r"(?:,?\s(?:and|or|to|through|until)\s(?:the\s)?|\s?[-–]\s?)\d{1,2},?\s((?:19|20)[0-9]{2})\b"
)
YEAR_BEFORE = re.compile(
    r"\b[Ii]n\s+((?:19|20)\d\d),\s+(?:(?:by|in|on|around|at|from)\s+)?$", re.A
)  # "In 2019, by Easter"
_THE_DAY = re.compile(r"[Tt]he\s+\d{1,2}\s+[A-Z]")  # "the 14 May flood": the article is the flood's
FAR = 9  # months: a date without its year is not meant to lie further away than this; tuned on TimeBank


def day(slots: Slots, scene: Scene) -> Reading | None:
    month, written = slots["month"], slots["day"] or slots["ordinal"] if "ordinal" in slots else slots["day"]
    if not month or not written or not capitalised(month) or not capitalised(slots.get("weekday")):
        return None
    number = int(re.sub(r"\D", "", written) or 0) or ordinal(written)
    month_number, year = int(value("month", month)), slots.get("year")
    if short := slots.get("short"):
        year = _full_year(int(short[-2:]), scene)
    if re.match(r",\d{3}\b", scene.after) or _counts(scene) or _THE_DAY.match(scene.words):
        return None
    if not is_day(int(year or 0), month_number, number):
        return on(None)  # "Feb. 30": no calendar has it
    if fold(written) == "second" and fold(scene.words).startswith("second"):
        return None
    named = f"{month_number:02d}-{number:02d}"
    if not year and (own := slots.get("weekday")) and (dated := _on_weekday(named, int(value("weekday", own)), scene)):
        return on(dated)
    if not year and slots.get("rel"):
        return on(_if_it_exists(_relative_day(named, int(value("rel", slots["rel"] or "")), scene)))
    return on(f"{year}-{named}" if year else _if_it_exists(nearest_year(named, scene)))


def _on_weekday(named: str, number: int, scene: Scene) -> str | None:
    """The day of the years around publication that falls on the weekday, where just one of them does."""
    around = (anchor(f"{scene.published.year + add:04d}-{named}") for add in (-1, 0, 1)) if scene.published.year else ()
    found = [at.day.isoformat() for at in around if at.day and at.day.isoweekday() == number]
    return found[0] if len(found) == 1 else None


def _counts(scene: Scene) -> bool:
    """ "In June 31 people left": the number counts them, for no day follows "in"."""
    return bool(re.search(r"\bin\s+$", scene.before, re.I) and beside("counted", scene.after))


def _if_it_exists(value: str) -> str | None:
    """The day, or None where the calendar has no such day ("Feb. 29" of a common year)."""
    return value if value.startswith("X") or days(value) else None


def first(slots: Slots, scene: Scene) -> Reading | None:
    """ "3" of "3 and 4 May", "12" of "12-14 June 2031": an earlier day of the month that is named with the last."""
    month, number, last = slots["month"] or "", int(re.sub(r"\D", "", slots["day"] or "")), slots["last"] or ""
    month_number = int(value("month", month))
    rising = number < int(re.sub(r"\D", "", last)) and is_day(int(slots["year"] or 0), month_number, number)
    if not capitalised(month) or not rising:
        return None
    named = f"{month_number:02d}-{number:02d}"
    return on(f"{slots['year']}-{named}" if slots["year"] else nearest_year(named, scene))


def week_of(slots: Slots, scene: Scene) -> Reading | None:
    """ "the week of March 6": the week that the day lies in."""
    named = day(slots, scene)
    return on(shift(anchor_of(named.value), "W", 0)) if named else None


def _full_year(short: int, scene: Scene) -> str | None:
    """ "2 JUN 89" of a wire's dateline: the year with these digits that is nearest to publication."""
    year = scene.published.year
    return (
        f"{min((year // 100 * 100 + add + short for add in (-100, 0, 100)), key=lambda one: abs(one - year)):04d}"
        if year
        else None
    )


def _relative_day(named: str, step: int, scene: Scene) -> str:
    """ "last March 3", "this coming May 5": the one before publication, of this year, or the one after it."""
    at = scene.published
    if not at.year or not at.month:
        return f"XXXX-{named}"
    passed = named < f"{at.month:02d}-{at.day.day if at.day else 1:02d}"
    if step < 0:
        return f"{at.year - (not passed):04d}-{named}"
    return f"{at.year + (step > 0 and passed):04d}-{named}"


def iso(slots: Slots, _scene: Scene) -> Reading | None:
    found = f"{slots['y']}-{slots['m']}-{slots['d']}"
    if not days(found):
        return None
    if time := slots.get("time"):
        offset = "Z" if slots["offset"] == "Z" else ""
        return Reading(type="TIME", value=f"{found}T{time}{offset}")
    return on(found)


def numeric(slots: Slots, _scene: Scene) -> Reading | None:
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
    return on(nearest_year(number, scene))


def months(slots: Slots, _scene: Scene) -> Reading | None:
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
    led = beside("led", scene.before)
    if len(name) <= 4 and name.isalpha() and fold(name) not in {"may", "june", "july"}:
        return True  # a short form without its full stop needs a number beside it
    if fold(name) in {"may", "march"} and not led:
        return True
    if re.match(r"['’]s\b", scene.after) and fold(name) in {"may", "april", "june", "august"}:
        return True
    if fold(name) in {"may", "april", "june", "august"} and beside("speaks", scene.after):
        return True
    follows = re.match(r"[^\S\n]([A-Z][a-z]+)", scene.after)
    return bool(follows and not led)


def nearest_year(named: str, scene: Scene) -> str:
    """ "03-09" or "03" with the year that is meant: one that it shares ("January and February 2030"), or by tense."""
    if further := _SHARED_BY_DAYS.match(scene.after):
        return f"{further[1]}-{named}"
    shared = _SHARED_YEAR.match(scene.after)
    if shared and any(known("month", word) for word in re.findall(r"[A-Z][a-z]+\.?", shared[0])):
        return f"{shared[1]}-{named}"
    year = scene.published.year
    if not year or not scene.published.month:
        return f"XXXX-{named}"
    if led := YEAR_BEFORE.search(scene.before):
        return f"{led[1]}-{named}"
    around = {add: f"{year + add:04d}-{named}" for add in (-1, 0, 1) if year + add > 0}
    return choose(dict(around), scene) or f"XXXX-{named}"


def _is_over(scene: Scene) -> bool:
    """Whether the clause leaves no doubt: "since 30 June", "40 people died between 30 June and 6 July"."""
    since = re.search(r"\bsince\s+$", scene.before)
    return bool(since or near("suffered", scene.before, scene.after))


def choose(around: dict[int, str | None], scene: Scene) -> str | None:
    """Of the same day in three years: the last one before publication, the next one, or the nearest, by tense."""
    at, tense = scene.published, scene.tense()
    befallen = beside("befallen", scene.after) or (tense == "past" and _is_over(scene))
    tense = "past" if befallen else tense
    position = (at.year or 0) * 12 + (at.month or 0)
    dated = [(int(one[:4]) * 12 + int(one[5:7]), one) for one in around.values() if one]
    today = at.day.isoformat() if at.day else f"{at.year:04d}-{at.month:02d}"
    past = [item for item in dated if item[1][: len(today)] <= today]
    coming = [item for item in dated if item[1] >= today[: len(item[1])]]
    if tense == "future" and coming and coming[0][0] - position <= FAR:
        return coming[0][1]
    if tense == "past" and past and (befallen or position - past[-1][0] <= FAR):
        return past[-1][1]
    nearest = min(dated, key=lambda item: (abs(item[0] - position), item[0] > position), default=None)
    return nearest[1] if nearest else None
