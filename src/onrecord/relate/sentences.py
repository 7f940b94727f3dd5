"""The sentence that a span of a report begins in: `report, offset → span`, by its blocks and marks of sentences."""

from __future__ import annotations

import re
from bisect import bisect_right

from onrecord.model import Report, Span

LONGEST = 600  # characters on either side that are looked at
_END = re.compile(r"""(?<=[.!?])["'”’»)\]]*\s+(?=["'“‘«(\[]*[A-Z0-9])|\n+""")
_SHORT = re.compile(r"\b(?:[A-Z]|[A-Z][a-z]{1,3})\.$")  # abbreviations, as they end a stretch without a sentence


def sentence(report: Report, start: int) -> Span:
    """The sentence around a place, inside one block and one line."""
    low, high = _block(report, start)
    text = report.text[low:high]
    at = start - low
    begin = finish = None
    for found in _END.finditer(text):
        if "\n" not in found[0] and _SHORT.search(text, max(0, found.start() - 6), found.start()):
            continue
        if found.start() <= at and found.end() <= at:
            begin = found.end()
        elif found.start() > at:
            finish = found.start()
            break
    left = low + (begin or 0)
    right = low + (len(text) if finish is None else finish)
    return Span(start=left, end=right, exact=report.text[left:right])


def _block(report: Report, start: int) -> tuple[int, int]:
    starts = [block.span.start for block in report.blocks]
    low, high = max(0, start - LONGEST), min(len(report.text), start + LONGEST)
    at = bisect_right(starts, start) - 1
    if at >= 0:
        span = report.blocks[at].span
        if span.start <= start < span.end:
            low, high = max(low, span.start), min(high, span.end)
    return low, high
