"""The dateline that opens a report: place, agency and day, up to the dash.

In: the place of a paragraph. Out: where its dateline ends, the dash taken in. A dateline is told by capitals
("OSLO, 3 May —"), by an agency in brackets ("Oslo (AP) -"), or by a place with its land and a long dash.
"""

from __future__ import annotations

import re

from onrecord.acquire.byline import date_pattern

_LONGEST = 110  # characters
_DASH = re.compile(r"\s?(?:--+|—|–|(?<=\s)[-_])(?=\s|[A-Z\[\"“]|\Z)|(?<=\)):(?=\s)")
_WORD = r"[^\W\d_][\w.'’\-]*"
_PLACE = re.compile(rf"{_WORD}(?:[ /]{_WORD}){{0,4}}(?:,\s{_WORD}(?:\s{_WORD}){{0,3}}){{0,2}}")
_AGENCY = re.compile(r"\s?[(\[][A-Z][\w.&'’ /\-]{1,38}[)\]]\s*\Z")
_EDGE = " ,;\t"


def dateline_end(text: str, start: int, end: int) -> int | None:
    """The code point at which the dateline of the paragraph `start` to `end` ends, or None where it has none."""
    opening = text[start : min(end, start + _LONGEST)]
    for dash in _DASH.finditer(opening):
        if _is_dateline(opening[: dash.start()].rstrip(), dash[0].strip(), opening[dash.end() :].lstrip()):
            return start + dash.end()
    return None


def _is_dateline(head: str, dash: str, after: str) -> bool:
    """Whether the words before a dash are place, agency and day, and are marked as such."""
    agency = _AGENCY.search(head)
    rest = head[: agency.start()] if agency else head
    day = _last_date(rest)
    place = (rest[: day[0]] if day else rest).strip(_EDGE)
    if not place or _PLACE.fullmatch(place) is None or not place[0].isupper():
        return False
    first, _, land = place.partition(",")
    small = any(word[0].islower() and len(word) > 3 for word in place.split())
    if small and not (agency or day):
        return False
    if agency or day:
        return len(place.split()) <= 7
    if first.isupper() and sum(map(str.isalpha, first)) >= 3:
        return not _all_capitals(after)
    return bool(land) and dash in ("—", "–", "--") and all(word[0].isupper() for word in place.split())


def _last_date(words: str) -> tuple[int, int] | None:
    """A date that ends the words."""
    for found in date_pattern().finditer(words):
        if not words[found.end() :].strip(_EDGE):
            return found.span()
    return None


def _all_capitals(words: str) -> bool:
    """Copy set in capitals throughout, where capitals tell nothing."""
    letters = [char for char in words[:60] if char.isalpha()]
    return bool(letters) and all(char.isupper() for char in letters)
