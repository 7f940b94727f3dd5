"""Lines that name the reporter, and lines that hold a date and nothing else.

In: the words of a short block. Out: whether it is one. Names are told by their capitals.
"""

from __future__ import annotations

import re
from functools import cache

from onrecord.lexicon import table

_LONGEST = 20  # words
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_CLOCK = r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?(?:\s(?:[a-z]{2,5}|[+-]\d{2}:?\d{2}))?"
_NAME = re.compile(r"[A-ZÀ-Þ][\w.'’\-]*,?\Z")
_JOINING = frozenset(("and", "&", "of", "for", "in", "at", "the", "with", "to"))


def is_byline(words: str) -> bool:
    """ "By Ana Ruiz and Ben Oran, Health Editor": the word, then names and posts alone, and no full stop."""
    parts = words.replace("|", ",").split()
    if not 2 <= len(parts) <= _LONGEST or parts[0].rstrip(":").lower() != "by" or words[-1] in "!?:;":
        return False
    if _no_names().match(words) or (words[-1] == "." and len(parts[-1]) > 3):
        return False
    if not _NAME.match(parts[1]):
        return False
    return all(_NAME.match(part) or part.rstrip(",").lower() in _small() or part == "," for part in parts[1:])


def is_day(words: str) -> bool:
    """ "Published 3 May 2031, 10:15 GMT": a date, and nothing that is not about it."""
    return len(words) <= 80 and _day_line().fullmatch(" ".join(words.split())) is not None


@cache
def _small() -> frozenset[str]:
    """Small words inside names and posts."""
    return _JOINING | {row[0] for row in table("name_particles") if row[1] in ("person", "prefix")}


def _words(*kinds: str) -> str:
    """The words of these kinds in the table of time, as one choice; a full stop behind a short form is no matter."""
    words = {row[1].rstrip(".") for row in table("time_words") if row[0] in kinds}
    return "|".join(rf"{re.escape(word)}\.?" for word in sorted(words, key=len, reverse=True))


def _date() -> str:
    months, days = _words("month"), _words("weekday", "weekday_short")
    return (
        rf"(?:(?:{days}),?\s)?(?:(?:{months})\s{_NUMBER}|{_NUMBER}\s(?:{months}))(?:,?\s(?:\d{{4}}|'?\d{{2}}))?"
        r"|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4}"
    )


@cache
def date_pattern() -> re.Pattern[str]:
    """A day as reports write it: "3 May 2031", "Fri., May 3", "2031-05-03"."""
    return re.compile(_date(), re.IGNORECASE)


@cache
def _day_line() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:first\s)?(?:published|posted|updated|last\supdated|last\smodified|modified|created|issued|released)"
        rf"(?:\s(?:on|at))?:?\s?)?(?:{_CLOCK},?\s)?(?:{_date()})(?:,?\s(?:at\s|-\s|\|\s|–\s)?{_CLOCK})?\.?",
        re.IGNORECASE,
    )


@cache
def _no_names() -> re.Pattern[str]:
    """ "By Friday": what follows is a time and no name."""
    return re.compile(rf"by\s(?:{_words('month', 'weekday', 'weekday_short')}|then|now)(?!\w)", re.IGNORECASE)
