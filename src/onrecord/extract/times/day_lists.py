"""A day with its month before it → the further days that share the month: "May 3 and 4", "June 12-14".

After "and" a number may count something ("On May 3 and 4 people …"): it is a day only where a mark or a word
follows that nothing counted has before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.extract.times.calendar import is_day
from onrecord.extract.times.vocabulary import GAP, slots
from onrecord.lexicon import table

_DAY = re.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)")
_YEAR_AFTER = re.compile(r"\s?[-–]\s?(?P<year>(?:1[5-9]|20)[0-9]{2})(?![\w/%-]|[.,:][0-9])")
_COUNTED = frozenset({"of", "per"})  # prepositions that follow a number of people: "4 of them"
MOST = 8  # further days that are read after one


def further(text: str, start: int, end: int, ceiling: int, value: str | None) -> Iterator[tuple[int, int, str]]:
    """The places and values of the days that follow the date from `start` to `end`, whose value is given."""
    if value and text[max(start, end - 4) : end] == value and (last_year := _YEAR_AFTER.match(text, end, ceiling)):
        if last_year["year"] > value:
            yield last_year.start("year"), last_year.end(), last_year["year"]  # "1914-1918"
        return
    dated = _DAY.fullmatch(value or "")
    if not dated or not _ends_in_day().search(text, max(start, end - 40), end):
        return
    year, month, last = dated[1], int(dated[2]), int(dated[3])
    for _ in range(MOST):
        found = _further().match(text, end, ceiling)
        number = int(found["day"]) if found else 0
        if not found or number <= last or not is_day(0 if year == "XXXX" else int(year), month, number):
            return
        yield found.start("day"), found.end(), f"{year}-{month:02d}-{number:02d}"
        end, last = found.end(), number


@cache
def _ends_in_day() -> re.Pattern[str]:
    return re.compile(rf"{slots()['month']}{GAP}(?:the{GAP})?\d{{1,2}}(?:st|nd|rd|th)?$", re.I)


@cache
def _further() -> re.Pattern[str]:
    classes = {"preposition", "conjunction", "subject", "subordinator"}
    rows = [row for row in table("function_words") if row[1] in classes and row[0] not in _COUNTED]
    words = "|".join(sorted({re.escape(word) for word, _ in rows} | {"the"}, key=lambda word: (-len(word), word)))
    year = rf"(?:,?{GAP}(?:19|20)\d\d(?!\d))?"
    closed = rf"(?=\s*$|[.,;:)\]!?](?!\d)|{GAP}(?:{words})(?!\w))"
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    joined = rf",?{GAP}(?:and|or|to|through|until){GAP}(?:the{GAP})?"
    listed = rf",{GAP}(?={day}{joined}{day}{year}{closed})"
    after = rf"(?:st|nd|rd|th)?{year}"
    dashed = rf"{GAP}?[-–]{GAP}?(?=\d{{1,2}}(?:st|nd|rd|th)?(?![\w%-]|[.,:/]\d))"
    return re.compile(rf"(?:(?:{listed}|{dashed})|{joined}(?={day}{year}{closed}))(?P<day>\d{{1,2}}){after}(?!\w)")
