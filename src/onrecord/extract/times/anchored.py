"""Lengths of time before or after something that has a date → the day that they come to.

"three days after the 14 May flood", "two years before 2019", "a week after the flood" where the text has told
when the flood was. The length and what it is counted from stay two expressions, as TimeML has them; only the value of
the first becomes a date. Where the day of the event is not told, or two days are, nothing changes.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from onrecord.extract.times.calendar import anchor_of, calendar_day, shift
from onrecord.extract.times.grammar import Found
from onrecord.extract.times.reading import Reading
from onrecord.lexicon import table

REACH = 90  # code points between the length and the date of what it is counted from
_WAY = re.compile(r"\s+(?P<way>after|following|before|prior\s+to)\s+", re.I)
_LENGTH = re.compile(r"P(\d{1,4})([DWMY])", re.A)
_LASTS = re.compile(r"\b(?:for|in|within|spent|took|lasted)\s+$", re.I)  # "coach for two years before 2019"
_WORKING = re.compile(r"\b(?:trading|business|working)\b", re.I)  # days that no calendar of ours counts
_THE_UNIT = re.compile(r"the\s+(day|week|month|year)", re.I)
_AND_DAY = re.compile(r"(?:\s+\([^()\n]{1,40})?\)\s+(?:on\s+)?|\s+(?:local\s+time\s+)?on\s+", re.I)
_TODAY = re.compile(r"today|yesterday|tomorrow", re.I)
_BETWEEN = re.compile(r"(?:[\w'’-]+\s+){0,6}")
_NAMED_AFTER = re.compile(r"(?:['’]s)?\s+([a-z][a-z-]{2,})(?:\s+([a-z][a-z-]{2,}))?")
_NAMED_BEFORE = re.compile(
    r"\b(?i:the|a|an|this|that|its|their|his|her)\s+(?:[\w-]+\s+){0,2}?([a-z][a-z-]{2,})\s+(?:of|on|in)\s+(?:the\s+)?$"
)
_EVENT = re.compile(r"(?:the|that|this|its|their|his|her)\s+((?:[a-z][a-z-]{1,}\s?){1,4})", re.I)
_MODS = {
    "MORE_THAN": ("BEFORE", "AFTER"),
    "LESS_THAN": ("AFTER", "BEFORE"),
    "EQUAL_OR_MORE": ("ON_OR_BEFORE", "ON_OR_AFTER"),
    "EQUAL_OR_LESS": ("ON_OR_AFTER", "ON_OR_BEFORE"),
    "APPROX": ("APPROX", "APPROX"),
}


class Events:
    """The dates of what happens in a report, by the words for it ("flood"); None where two are told."""

    __slots__ = ("_dates",)

    def __init__(self) -> None:
        self._dates: dict[str, str | None] = {}

    def note(self, text: str, found: Found, floor: int, ceiling: int) -> None:
        """Keep the words beside a date: "the 14 May flood", "Monday's vote", "the flood of 14 May"."""
        date = calendar_day(found.reading.value) or found.reading.value
        if found.reading.type not in {"DATE", "TIME"} or not date or not date[:4].isdigit() or found.reading.ago:
            return
        before = _NAMED_BEFORE.search(text, max(floor, found.start - 60), found.start)
        after = _NAMED_AFTER.match(text, found.end, ceiling)
        determined = re.search(
            r"(?:\b[Tt]he|\b[Aa]|['’]s|\bits|\btheir)\s+(?:\w+\s+)?$", text[max(floor, found.start - 24) : found.start]
        )
        words = [before[1]] if before else []
        if after and (determined or text[found.end : found.end + 2] in {"'s", "’s"}):
            words += [word for word in after.groups() if word]
        for word in words:
            if word not in _function_words():
                told = self._dates.setdefault(word, date)
                self._dates[word] = date if told == date else None

    def date(self, text: str, at: int, ceiling: int) -> str | None:
        """The date of the event that is named at a place ("the deadly flood"), if just one is told."""
        named = _EVENT.match(text, at, ceiling)
        if not named:
            return None
        phrase: list[str] = []
        for word in named[1].lower().split():
            if word in _function_words():
                break
            phrase.append(word)
        return self._dates.get(phrase[-1]) if phrase else None


def settle(text: str, found: list[Found], events: Events, floor: int, ceiling: int) -> list[Found]:
    """The expressions of a sentence, with the values that one of them takes from the next or from a dated event."""
    settled = list(found)
    for at, one in enumerate(found):
        following, further = (found[at + more] if at + more < len(found) else None for more in (1, 2))
        settled[at] = (
            _from_behind(text, one, following)
            or _from_behind(text, one, further)
            or _counted(text, one, following, events, ceiling)
            or one
        )
    for one in settled:
        events.note(text, one, floor, ceiling)
    return settled


def _from_behind(text: str, one: Found, following: Found | None) -> Found | None:
    """ "10:35 a.m. (0735 GMT) Friday", "today (14 May 2031)": the day that stands right behind."""
    day = calendar_day(following.reading.value) if following else None
    if following is None or day is None or following.reading.type != "DATE":
        return None
    between = text[one.end : following.start]
    if (
        one.reading.type == "TIME"
        and (one.reading.value or "").startswith("XXXX-XX-XXT")
        and _AND_DAY.fullmatch(between)
    ):
        return replace(one, reading=replace(one.reading, value=f"{day}{(one.reading.value or '')[10:]}"))
    if one.reading.value == "XXXX-XX-XX" and _TODAY.fullmatch(text[one.start : one.end]) and between == " (":
        return replace(one, reading=replace(one.reading, value=day))
    return None


def _counted(text: str, one: Found, following: Found | None, events: Events, ceiling: int) -> Found | None:
    """A length with what it is counted from: the date that follows, or the event that has one."""
    if _LASTS.search(text, max(0, one.start - 12), one.start) or _WORKING.search(text, one.start, one.end):
        return None
    length, way = _length(text, one), _WAY.match(text, one.end, min(ceiling, one.end + REACH))
    if length is None or way is None:
        return None
    if following and following.start >= way.end() and _stands_by(text, one, way.end(), following):
        date = following.reading.value if following.reading.type in {"DATE", "TIME"} else None
    else:
        date = events.date(text, way.end(), ceiling)
    return _dated(one, length, way["way"].lower() in {"after", "following"}, date)


def _length(text: str, one: Found) -> tuple[int, str] | None:
    """How many of which unit: of a length of time, and one for "the day" in "the day after"."""
    if one.reading.type == "DURATION" and (found := _LENGTH.fullmatch(one.reading.value or "")):
        return int(found[1]), found[2]
    unit = _THE_UNIT.fullmatch(text[one.start : one.end])
    return (1, unit[1][0].upper()) if unit and one.reading.value is None else None


def _stands_by(text: str, length: Found, event: int, date: Found) -> bool:
    """Whether the date is that of what stands at `event`: few words between, no mark, no second noun phrase."""
    between = text[event : date.start]
    opens = not re.search(r"\w", text[max(0, length.start - 3) : length.start])
    closed = re.match(r"\s*,|['’]s\s\w|\s[a-z]+[,.]", text[date.end : date.end + 40])
    direct = len(between.split()) <= 1 or re.search(r"(?:\b(?:of|the)|['’]s)\s+(?:\w+\s+)?$", between)
    return bool(_BETWEEN.fullmatch(between) and (direct or closed or not opens))


def _dated(one: Found, length: tuple[int, str], later: bool, date: str | None) -> Found | None:
    """The length as the day, month or year that it comes to from a date; None where the date is too coarse."""
    number, unit = length
    day = calendar_day(date)
    value = shift(anchor_of(day or date), unit, number if later else -number) if date else None
    if value is None or (unit == "W" and not day):
        return None
    mod = _MODS.get(one.reading.mod or "", (None, None))[later]
    return replace(one, reading=Reading(type="DATE", value=value, mod=mod))


@cache
def _function_words() -> frozenset[str]:
    return frozenset(word for word, _ in table("function_words"))
