"""Analysis → times: the expressions that a person would put on a calendar, in TIMEX3 terms.

Values are anchored on the publication date of the document (its local day); where that is not known they
keep X for what cannot be told, or are None. Header blocks are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.extract.timex.calendar import Anchor, anchor
from onrecord.extract.timex.grammar import Found, expressions, leads, opening
from onrecord.extract.timex.scene import Scene
from onrecord.model import Analysis, Span, Timex

QUARTER_LASTS = 300  # code points after which "a year ago" no longer means the same quarter; tuned on TimeBank
_WORD = re.compile(r"(?<![\w$€£¥])(?:[^\W\d_]+|['’]?[0-9])")


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


def _stretches(analysis: Analysis) -> list[tuple[int, int, int]]:
    """Where each sentence outside header blocks starts and ends, and where its block starts; without sentences, blocks."""
    blocks = analysis.document.blocks
    headers = {number for number, block in enumerate(blocks) if block.kind == "header"}
    if analysis.sentences:
        return [
            (one.start, one.end, blocks[one.block].span.start if one.block < len(blocks) else 0)
            for one in analysis.sentences
            if one.block not in headers
        ]
    if blocks:
        return [
            (one.span.start, one.span.end, one.span.start) for number, one in enumerate(blocks) if number not in headers
        ]
    return [(0, len(analysis.document.text), 0)]


def _read(text: str, stretches: list[tuple[int, int, int]], published: Anchor) -> Iterator[Found]:
    """Expressions from left to right; each may lean on the one before it."""
    told: str | None = None
    told_at = -1
    quarter: str | None = None
    quarter_at = 0
    openings, starts = opening(), leads()
    for floor, ceiling, paragraph in stretches:
        at = floor
        while match := _WORD.search(text, at, ceiling):
            at = match.end()
            if not (
                (match[0][-1].isdigit() or match[0].lower() in starts) and openings.match(text, match.start(), ceiling)
            ):
                continue
            scene = Scene(
                text=text, start=match.start(), end=match.start(), floor=floor, ceiling=ceiling,
                published=published, told=told, near=told if told_at >= paragraph else None, quarter=quarter if match.start() - quarter_at < QUARTER_LASTS else None,
            )  # fmt: skip
            one = next(expressions(scene), None)
            if one is None:
                continue
            yield one
            at = one.end
            value = one.reading.value
            if one.reading.type in {"DATE", "TIME"} and value and value[:2].isdigit():
                told, told_at = value, one.start
                if "-Q" in value and not one.reading.ago:
                    quarter, quarter_at = value, one.end
