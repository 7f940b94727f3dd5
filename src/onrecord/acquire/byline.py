"""Lines that name the reporter, and lines that hold a date and nothing else.

In: the words of a short block. Out: whether it is one. Names are told by their capitals.
"""

from __future__ import annotations

import re
from functools import cache

from onrecord.lexicon import table

_LONGEST = 20  # words
_MONTHS = (
    r"jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?|"
    r"sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?"
)
_DAYS = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day|\.)?"
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:{_DAYS},?\s)?(?:(?:{_MONTHS})\s{_NUMBER}|{_NUMBER}\s(?:{_MONTHS}))(?:,?\s(?:\d{{4}}|'?\d{{2}}))?"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4}"
)
_CLOCK = r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?(?:\s(?:[a-z]{2,5}|[+-]\d{2}:?\d{2}))?"
DATE = re.compile(_DATE, re.IGNORECASE)
_DAY_LINE = re.compile(
    rf"(?:(?:first\s)?(?:published|posted|updated|last\supdated|last\smodified|modified|created|issued|released)"
    rf"(?:\s(?:on|at))?:?\s?)?(?:{_CLOCK},?\s)?(?:{_DATE})(?:,?\s(?:at\s|-\s|\|\s|–\s)?{_CLOCK})?\.?",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-ZÀ-Þ][\w.'’\-]*,?\Z")
_JOINING = frozenset(("and", "&", "of", "for", "in", "at", "the", "with", "to"))
_NO_NAMES = re.compile(rf"by\s(?:{_DAYS}|{_MONTHS}|then|now)\b", re.IGNORECASE)


def is_byline(words: str) -> bool:
    """ "By Ana Ruiz and Ben Oran, Health Editor": the word, then names and posts alone, and no full stop."""
    parts = words.replace("|", ",").split()
    if not 2 <= len(parts) <= _LONGEST or parts[0].rstrip(":").lower() != "by" or words[-1] in "!?:;":
        return False
    if _NO_NAMES.match(words) or (words[-1] == "." and len(parts[-1]) > 3):
        return False
    if not _NAME.match(parts[1]):
        return False
    return all(_NAME.match(part) or part.rstrip(",").lower() in _small() or part == "," for part in parts[1:])


def is_day(words: str) -> bool:
    """ "Published 3 May 2031, 10:15 GMT": a date, and nothing that is not about it."""
    return len(words) <= 80 and _DAY_LINE.fullmatch(" ".join(words.split())) is not None


@cache
def _small() -> frozenset[str]:
    """Small words inside names and posts."""
    return _JOINING | {row[0] for row in table("name_particles") if row[1] in ("person", "prefix")}
