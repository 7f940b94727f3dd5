"""Days with a name ("Christmas Eve", "Good Friday", "Passover") → readings, by the rule that the lexicon gives each."""

from __future__ import annotations

import re
from datetime import date

from onrecord.extract.times.calendar import Anchor, anchor, anchor_of, easter, nth_weekday, shift
from onrecord.extract.times.dates import YEAR_BEFORE, choose
from onrecord.extract.times.feasts import (
    hanukkah,
    hebrew_new_year,
    islamic_day,
    month_of_seen,
    orthodox_easter,
    passover,
)
from onrecord.extract.times.reading import Reading, Slots, on
from onrecord.extract.times.scene import Scene
from onrecord.extract.times.vocabulary import capitalised, fold, named_days, value

_FEASTS = {
    "easter": easter,
    "orthodox": orthodox_easter,
    "passover": passover,
    "tishri": hebrew_new_year,
    "kislev": hanukkah,
}


def named(slots: Slots, scene: Scene) -> Reading | None:
    """A day with a name, by its rule; the year as for any date without one."""
    name, written = fold(slots["named"] or ""), slots.get("year")
    if not capitalised(slots["named"]) or re.search(r"\b(?:Orthodox|Coptic|Eastern)\s+$", scene.before):
        return None  # the Eastern churches' feasts fall on other days
    if relative := slots.get("rel"):
        return on(_as_known(name, _relative_named(name, int(value("rel", relative)), scene)))
    if written:
        return on(_as_known(name, _named(name, int(written))))
    if not scene.published.year:
        rule = named_days()[name]
        return on(f"XXXX-{rule}" if re.fullmatch(r"\d\d-\d\d", rule) else None)
    if led := YEAR_BEFORE.search(scene.before):
        return on(_as_known(name, _named(name, int(led[1]))))
    around = {add: _named(name, scene.published.year + add) for add in (-1, 0, 1)}
    return on(_as_known(name, choose(around, scene)))


def _as_known(name: str, day: str | None) -> str | None:
    """The day as precisely as it is known: a feast that waits for the moon has a month."""
    at = anchor(day).day
    return month_of_seen(at) if at and named_days()[name].startswith("islamic") else day


def named_week(slots: Slots, scene: Scene) -> Reading | None:
    """ "Christmas week", "the week of Easter": the week that the day lies in."""
    day = named(slots, scene)
    return on(shift(anchor_of(day.value), "W", 0)) if day else None


def _relative_named(name: str, step: int, scene: Scene) -> str | None:
    """ "last Thanksgiving", "next Easter": before or after publication; of its year for "this"."""
    at = scene.published.day
    if at is None:
        return None
    around = [day for add in (-1, 0, 1) if (day := _named(name, at.year + add))]
    if step == 0:
        return _named(name, at.year)
    chosen = [day for day in around if (day < at.isoformat() if step < 0 else day > at.isoformat())]
    return (chosen[-1] if step < 0 else chosen[0]) if chosen else None


def _named(name: str, year: int) -> str | None:
    kind, *rest = named_days()[name].split(" ")
    if not 1 <= year <= 9998:
        return None
    if re.fullmatch(r"\d\d-\d\d", kind):
        return f"{year:04d}-{kind}"
    if kind == "nth":
        first: date | None = nth_weekday(year, int(rest[0]), int(rest[1]), int(rest[2]))
        rest = rest[3:]
    elif kind == "islamic":
        first, rest = islamic_day(int(rest[0]), int(rest[1]), year), []
    else:
        first = _FEASTS[kind](year) if kind in _FEASTS else None
    if first is None:
        return None
    return shift(Anchor(year=year, month=first.month, day=first), "D", int(rest[0]) if rest else 0)
