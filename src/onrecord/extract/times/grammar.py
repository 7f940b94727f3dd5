"""The grammar of times: patterns from the lexicon, compiled once, and the longest expression at a place.

In: text and a place. Out: where the expression there ends, and its reading. One expression may take others
in: "the end of" before a month, "or so" after a length, a weekday after an hour.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeAlias

from onrecord.extract.times import clock, dates, deictic, holidays, lengths, nested, years
from onrecord.extract.times.calendar import anchor, calendar_day, shift
from onrecord.extract.times.reading import Reader, Reading
from onrecord.extract.times.scene import Scene
from onrecord.extract.times.vocabulary import GAP, slots, value
from onrecord.lexicon import table

READERS: dict[str, Reader] = {
    "day": dates.day,
    "first": dates.first,
    "weekof": dates.week_of,
    "iso": dates.iso,
    "numeric": dates.numeric,
    "month": dates.month,
    "months": dates.months,
    "named": holidays.named,
    "namedweek": holidays.named_week,
    "agoon": nested.ago_on,
    "year": years.year,
    "fiscal": years.fiscal,
    "decade": years.decade,
    "century": years.century,
    "quarter": years.quarter,
    "reported": years.reported,
    "yearend": years.yearend,
    "season": years.season,
    "weekday": deictic.weekday,
    "weekdays": deictic.weekdays,
    "deictic": deictic.deictic,
    "part": deictic.part,
    "unit": deictic.unit,
    "definite": deictic.definite,
    "past": deictic.past,
    "ago": deictic.ago,
    "nth": nested.weekday_of_month,
    "beyond": nested.beyond,
    "weekin": nested.week_of_month,
    "dayof": nested.day_of_month,
    "intime": nested.in_time,
    "weeksfrom": nested.weeks_from_day,
    "sameof": nested.same_of_year,
    "seasons": nested.season_each_year,
    "partofday": nested.part_of_day,
    "adjacent": nested.adjacent,
    "duration": lengths.duration,
    "plural": lengths.plural,
    "long": lengths.long,
    "set": lengths.regular,
    "clock": clock.clock,
    "ref": clock.ref,
}
_SLOT = re.compile(r"<(\w+)(?:=(\w+))?>")
_PART_OF = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)T(?P<part>MO|AF|EV|NI)", re.A)
TOGETHER = 6  # rows of the grammar that one pattern looks for before each is tried
_EMPTY = "-"
_FOLDED = (("\u0130", "i"), ("\u0131", "i"), ("\u017f", "s"))  # no one lower case, or one more of an ASCII letter
_OVER_THE = re.compile(
    r"(?:over|under|some|around)\s+(?:the|these|those|this|its|their|his|her|past|last|next)\b", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An expression from `start` to `end` and what it comes to."""

    start: int
    end: int
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Modifier:
    """Words before or after a time, and the mod that they give to a date, to a length, to a distance."""

    pattern: re.Pattern[str]
    date: str | None
    length: str | None
    ago: str | None


def expand(pattern: str, *, named: bool) -> str:
    """A pattern of the grammar as a regular expression; its slots as groups, or all of it without groups."""

    def slot(found: re.Match[str]) -> str:
        kind, name = found[1], found[2] or found[1]
        return f"(?P<{name}>{slots()[kind]})" if named else f"(?:{slots()[kind]})"

    spaced = re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern).replace(" ", GAP)
    if not named:
        spaced = re.sub(r"\(\?P<\w+>", "(?:", spaced).replace("(?P=mark)", "[/.]")
    expanded = _SLOT.sub(
        lambda found: found[0] if spaced[found.start() - 2 : found.start()] == "?P" else slot(found), spaced
    )
    return expanded.replace(r"\d", "[0-9]")


Rules: TypeAlias = tuple[tuple[Reader, re.Pattern[str]], ...]


@cache
def rules() -> tuple[tuple[re.Pattern[str], Rules], ...]:
    """The rows of the grammar, reader and pattern, a few at a time behind one pattern that any of them needs."""
    rows = table("time_grammar")
    parts = [rows[first : first + TOGETHER] for first in range(0, len(rows), TOGETHER)]
    return tuple((any_of([row for _, row in part]), tuple(_rule(*row) for row in part)) for part in parts)


def _rule(name: str, pattern: str) -> tuple[Reader, re.Pattern[str]]:
    return READERS[name], re.compile(expand(pattern, named=True) + r"(?!\w)", re.I)


def any_of(rows: Iterable[str]) -> re.Pattern[str]:
    """One pattern for several rows: where it does not fit the folded text, none of them does."""
    return any_folded(expand(row, named=False) + r"(?!\w)" for row in rows)


def folded(text: str) -> str:
    """A text in lower case, place for place: where patterns without regard to case fit it, folded ones fit this."""
    for letter, plain in _FOLDED:
        text = text.replace(letter, plain)
    return text.lower()


def any_folded(patterns: Iterable[str]) -> re.Pattern[str]:
    """Patterns without groups as one for folded text, on which they are tried several times sooner."""
    return re.compile(re.sub(r"(\\.)|[A-Z]", lambda found: found[1] or found[0].lower(), "|".join(patterns)))


@cache
def modifiers(place: str) -> tuple[Modifier, ...]:
    """The modifiers that stand before or after a time."""
    gap = rf"(?:{GAP}|-)" if place == "before" else ""
    lead = "" if place == "before" else GAP
    return tuple(
        Modifier(
            pattern=re.compile(lead + expand(words, named=False) + r"(?!\w)" + gap, re.I),
            date=None if date == _EMPTY else date,
            length=None if length == _EMPTY else length,
            ago=None if ago == _EMPTY else ago,
        )
        for row_place, words, date, length, ago in table("time_modifiers")
        if row_place == place
    )


@cache
def _any_modifier() -> re.Pattern[str]:
    return any_folded(modifier.pattern.pattern for modifier in modifiers("before"))


def expressions(scene: Scene) -> Iterator[Found]:
    """Every expression that may begin at the scene's start, the one to take first."""
    found = [*_plain(scene), *_modified(scene), *_part_of(scene)]
    yield from sorted(found, key=lambda one: -one.end)


def _plain(scene: Scene, *, followed: bool = True) -> Iterator[Found]:
    """The longest expression that a row of the grammar reads at the scene's start, with what belongs to it after it."""
    at, low = (scene.text, scene.start, scene.ceiling), (scene.low, scene.start, scene.ceiling)
    matches = [(reader, rule.match(*at)) for any_of, few in rules() if any_of.match(*low) for reader, rule in few]
    for reader, match in sorted(matches, key=lambda pair: -(pair[1].end() if pair[1] else 0)):
        if match is None or match.end() == match.start():
            continue
        here = replace(scene, end=match.end())
        reading = reader(match.groupdict(), here)
        if reading is not None:
            yield _followed(here, reading) if followed else Found(start=here.start, end=here.end, reading=reading)
            return


def _modified(scene: Scene) -> Iterator[Found]:
    """A modifier and the time after it, as one expression."""
    if not _any_modifier().match(scene.low, scene.start, scene.ceiling):
        return
    for modifier in modifiers("before"):
        match = modifier.pattern.match(scene.text, scene.start, scene.ceiling)
        if not match or match.end() == scene.start:
            continue
        for inner in _plain(replace(scene, start=match.end(), end=match.end(), lead=scene.start)):
            reading = modify(inner.reading, modifier)
            if reading is not None and not _OVER_THE.match(scene.text, scene.start):
                yield Found(start=scene.start, end=inner.end, reading=reading)


def _part_of(scene: Scene) -> Iterator[Found]:
    """ "the night of May 5": a part of the day before its day."""
    match = part_of_pattern().match(scene.text, scene.start, scene.ceiling)
    if match:
        for inner in _plain(replace(scene, start=match.end(), end=match.end(), lead=scene.start)):
            if inner.reading.type == "DATE" and (own := calendar_day(inner.reading.value)):
                timed = f"{own}T{value('part', match['part']) if match['part'] else 'MO'}"
                mod = None if match["part"] else "START"
                yield Found(start=scene.start, end=inner.end, reading=Reading(type="TIME", value=timed, mod=mod))


@cache
def part_of_pattern() -> re.Pattern[str]:
    """The words before a day that tell which part of it is meant: "the morning of"."""
    return re.compile(
        rf"(?:the{GAP})?(?:(?P<part>{slots()['part']})|(?:early|small|wee){GAP}hours){GAP}(?:of|on){GAP}", re.I
    )


def modify(reading: Reading, modifier: Modifier) -> Reading | None:
    """The reading with the modifier's mod; None where the two do not go together ("over Friday")."""
    if reading.type == "DURATION":
        mod = modifier.length
    elif reading.type == "SET" or (reading.value or "").endswith("_REF"):
        return None
    else:
        mod = modifier.ago if reading.ago else modifier.date
        if reading.mod == mod == "APPROX":
            return reading
    if mod is None:
        return None
    return replace(reading, mod=mod)


def _followed(scene: Scene, reading: Reading) -> Found:
    """What may stand after a time and belongs to it: a part of the day, a day after the hour, "or so"."""
    if longer := _with_part(scene, reading) or _with_day(scene, reading):
        return longer
    for modifier in modifiers("after"):
        if match := modifier.pattern.match(scene.text, scene.end, scene.ceiling):
            changed = modify(reading, modifier)
            if changed is not None:
                return Found(start=scene.start, end=match.end(), reading=changed)
    return Found(start=scene.start, end=scene.end, reading=reading)


def _with_part(scene: Scene, reading: Reading) -> Found | None:
    """ "Tuesday night"."""
    a_day = calendar_day(reading.value) or (reading.value or "").startswith("XXXX-WXX-")
    part = _part_pattern().match(scene.text, scene.end, scene.ceiling)
    if reading.type != "DATE" or not a_day or not part:
        return None
    timed = replace(reading, type="TIME", value=f"{reading.value}T{value('part', part['part'])}")
    return Found(start=scene.start, end=part.end(), reading=timed)


def _with_day(scene: Scene, reading: Reading) -> Found | None:
    """ "5 p.m. on Tuesday", "5 p.m. on Tuesday afternoon"."""
    hours = re.search(r"T\d\d:.*|(?<=^XXXX-XX-XX)T.*", reading.value or "")
    gap = _comma_gap().match(scene.text, scene.end, scene.ceiling)
    if reading.type != "TIME" or not hours or not gap:
        return None
    for inner in _plain(replace(scene, start=gap.end(), end=gap.end(), lead=scene.start), followed=False):
        if night := _PART_OF.fullmatch(inner.reading.value or ""):
            late = night["part"] == "NI" and hours[0][1:3] < "12"  # "3 a.m. last night"
            day = shift(anchor(night["day"]), "D", int(late))
            return Found(start=scene.start, end=inner.end, reading=replace(reading, value=f"{day}{hours[0]}"))
        if inner.reading.type == "DATE" and (own := calendar_day(inner.reading.value)):
            part = _part_pattern().match(scene.text, inner.end, scene.ceiling)
            end = part.end() if part else inner.end
            return Found(start=scene.start, end=end, reading=replace(reading, value=f"{own}{hours[0]}"))
    return None


@cache
def _part_pattern() -> re.Pattern[str]:
    return re.compile(rf"{GAP}(?P<part>{slots()['part']})", re.I)


@cache
def _comma_gap() -> re.Pattern[str]:
    days = rf"yesterday|today|tomorrow|last{GAP}night|tonight|this{GAP}|\d{{1,2}}(?:st|nd|rd|th)?{GAP}[A-Z]"
    return re.compile(rf",?{GAP}(?:on{GAP})?(?=[A-Z]|{days})")
