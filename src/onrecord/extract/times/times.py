"""Analysis → times: the expressions that a person would put on a calendar, in TIMEX3 terms.

Values are anchored on the publication date of the document (its local day); where that is not known they
keep X for what cannot be told, or are None. Header blocks are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from onrecord.extract.times.anchored import Events, settle
from onrecord.extract.times.calendar import UNKNOWN, Anchor, anchor, calendar_day
from onrecord.extract.times.day_lists import further
from onrecord.extract.times.grammar import Found, expressions, folded
from onrecord.extract.times.openings import cores, leads, may_open, spelled
from onrecord.extract.times.scene import Scene
from onrecord.model import Analysis, Document, Span, Timex

QUARTER_LASTS = 300  # code points after which "a year ago" no longer means the same quarter; tuned on TimeBank
AHEAD = (
    9  # words from where an expression begins to its first word of time: "no more than about two hundred and ten days"
)
QUARTERS = 2  # a report that has named this many is about quarters; tuned on TimeBank
_DETERMINERS = frozenset({"the", "a", "an", "that", "this", "his", "her", "its", "their", "our", "as", "from", "at"})
_PLAIN_WORD = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"[0-9]")
_WORD = re.compile(r"(?<![\w$€£¥])(?:[^\W\d_]+|['’]?[0-9])")


def times(analysis: Analysis) -> tuple[Timex, ...]:
    """The time expressions of the text, in order, none overlapping another; ids `t1`, `t2`, …"""
    document = analysis.document
    published = anchor(document.published.value) if document.published else _filed(document)
    found = _read(document.text, _stretches(analysis), published)
    return tuple(
        Timex(
            id=f"t{number}",
            span=Span(start=one.start, end=one.end, exact=document.text[one.start : one.end]),
            type=one.reading.type,
            value=one.reading.value,
            mod=one.reading.mod,
        )
        for number, one in enumerate(found, start=1)
    )


def _filed(document: Document) -> Anchor:
    """The day that the dateline gives in full, for a report that says nowhere else when it was published."""
    for block in document.blocks:
        if block.kind == "dateline":
            line = _Stretch(start=block.span.start, end=block.span.end, paragraph=block.span.start)
            for found in _read(document.text, [line], UNKNOWN):
                if found.reading.type == "DATE" and calendar_day(found.reading.value):
                    return anchor(found.reading.value)
    return UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretch:
    """Words that are read together, `start` to `end`: a sentence; `paragraph` is where its block starts."""

    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """The time told last, the day told last and the quarter of a year told last, with their places."""

    value: str | None = None
    at: int = -1
    day: str | None = None
    quarter: str | None = None
    quarter_at: int = 0
    quarters: int = 0

    def then(self, found: Found) -> _Told:
        value = found.reading.value
        if found.reading.aside or found.reading.type not in {"DATE", "TIME"} or not value or not value[:2].isdigit():
            return self
        later = replace(self, value=value, at=found.start, day=calendar_day(value) or self.day)
        reported = "-Q" in value and not found.reading.ago
        if not reported:
            return later
        return replace(later, quarter=value, quarter_at=found.end, quarters=self.quarters + 1)

    def quarter_at_hand(self, at: int) -> str | None:
        """The quarter that "a year ago" is compared with at a place: one named close by, or in a report on quarters."""
        return self.quarter if at - self.quarter_at < QUARTER_LASTS or self.quarters >= QUARTERS else None


def _stretches(analysis: Analysis) -> Iterator[_Stretch]:
    """The sentences outside header blocks; the blocks themselves where there are no sentences."""
    blocks = analysis.document.blocks
    headers = {number for number, block in enumerate(blocks) if block.kind == "header"}
    if analysis.sentences:
        for sentence in analysis.sentences:
            if sentence.block not in headers:
                paragraph = blocks[sentence.block].span.start if sentence.block < len(blocks) else 0
                yield _Stretch(start=sentence.start, end=sentence.end, paragraph=paragraph)
    elif blocks:
        for number, block in enumerate(blocks):
            if number not in headers:
                yield _Stretch(start=block.span.start, end=block.span.end, paragraph=block.span.start)
    else:
        yield _Stretch(start=0, end=len(analysis.document.text), paragraph=0)


def _read(text: str, stretches: Iterable[_Stretch], published: Anchor) -> Iterator[Found]:
    """Expressions from left to right; each may lean on the one before it, or on an event that has a date."""
    told, events, low = _Told(), Events(), folded(text)
    for stretch in stretches:
        found, told = _stretch(text, low, stretch, published, told)
        yield from settle(text, found, events, stretch.start, stretch.end)


def _stretch(text: str, low: str, stretch: _Stretch, published: Anchor, told: _Told) -> tuple[list[Found], _Told]:
    """The expressions of one stretch, and what is told last after it."""
    at, read = stretch.start, list[Found]()
    for start in _openings(text, stretch.start, stretch.end):
        if start < at or not may_open(low, start, stretch.end):
            continue
        scene = Scene(
            text=text,
            low=low,
            start=start,
            end=start,
            floor=stretch.start,
            ceiling=stretch.end,
            published=published,
            told=told.value,
            near=told.value if told.at >= stretch.paragraph else None,
            day=told.day,
            quarter=told.quarter_at_hand(start),
        )
        found = next(expressions(scene), None)
        if found is None:
            continue
        read.append(found)
        told, at = told.then(found), found.end
        for first, last, value in further(text, found.start, found.end, stretch.end, found.reading.value):
            also = Found(start=first, end=last, reading=replace(found.reading, value=value))
            read.append(also)
            told, at = told.then(also), also.end
    return read, told


def _openings(text: str, start: int, end: int) -> Iterator[int]:
    """The places where an expression may begin: at a word that one begins with, a word of time not far behind it."""
    words = _PLAIN_WORD.findall(text[start:end].lower())
    if cores().isdisjoint(words) and not _FIGURE.search(text, start, end):
        return iter(())
    places, ahead, goes_on = list[int](), AHEAD, False
    for word in reversed(list(_WORD.finditer(text, start, end))):
        written = word[0].lower()
        digit = written[-1].isdigit()
        ahead = 0 if digit or written in cores() else ahead + 1
        opens = digit or written in leads()
        if ahead < AHEAD and opens and (goes_on or written not in _DETERMINERS):
            places.append(word.start())
        goes_on = digit or written in spelled()
    return reversed(places)
