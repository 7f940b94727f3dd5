"""Analysis → times: the expressions that a person would put on a calendar, in TIMEX3 terms.

Values are anchored on the publication date of the document (its local day); where that is not known they
keep X for what cannot be told, or are None. Header blocks are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.extract.timex.calendar import Anchor, anchor
from onrecord.extract.timex.grammar import Found, expressions, opening
from onrecord.extract.timex.scene import Scene
from onrecord.model import Analysis, Span, Timex
from onrecord.model.ids import Offsets

_NEXT_WORD = re.compile(r"\w+|\W")


def times(analysis: Analysis) -> tuple[Timex, ...]:
    """The time expressions of the text, in order, none overlapping another; ids `t1`, `t2`, …"""
    document = analysis.document
    published = anchor(document.published.value if document.published else None)
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


def _stretches(analysis: Analysis) -> list[Offsets]:
    """The sentences outside header blocks; where there are none, the blocks themselves."""
    blocks = analysis.document.blocks
    headers = {number for number, block in enumerate(blocks) if block.kind == "header"}
    if analysis.sentences:
        return [(one.start, one.end) for one in analysis.sentences if one.block not in headers]
    if blocks:
        return [(one.span.start, one.span.end) for number, one in enumerate(blocks) if number not in headers]
    return [(0, len(analysis.document.text))]


def _read(text: str, stretches: list[Offsets], published: Anchor) -> Iterator[Found]:
    """Expressions from left to right; each may lean on the one before it."""
    told: str | None = None
    quarter: str | None = None
    openings = opening()
    for floor, ceiling in stretches:
        at = floor
        while match := openings.search(text, at, ceiling):
            scene = Scene(
                text=text, start=match.start(), end=match.start(), floor=floor, ceiling=ceiling,
                published=published, told=told, quarter=quarter,
            )  # fmt: skip
            one = next(expressions(scene), None)
            if one is None:
                at = _after_word(text, match.start(), ceiling)
                continue
            yield one
            at = one.end
            value = one.reading.value
            if one.reading.type in {"DATE", "TIME"} and value and value[:2].isdigit():
                told = value
                quarter = value if "-Q" in value and not one.reading.ago else quarter


def _after_word(text: str, at: int, ceiling: int) -> int:
    found = _NEXT_WORD.match(text, at, ceiling)
    return found.end() if found else at + 1

