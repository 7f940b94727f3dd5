"""The sentence that a span of a report begins in: `report, offset → span`, by its blocks and marks of sentences."""

from __future__ import annotations

import re
from bisect import bisect_right

from onrecord.model import Report, Span

LONGEST = 600  # characters on either side that are looked at
_END = re.compile(r"""(?<=[.!?])["'”’»)\]]*\s+(?=["'“‘«(\[]*[A-Z0-9])|\n+""")
_SHORT = re.compile(r"\b(?:[A-Z]|[A-Z][a-z]{1,3})\.$")  # abbreviations, as they end a stretch without a sentence


class Sentences:
    """The sentences of one report."""

    def __init__(self, report: Report) -> None:
        self._text = report.text
        self._blocks = [block.span for block in report.blocks]
        self._starts = [span.start for span in self._blocks]

    def around(self, start: int) -> Span:
        """The sentence around a place, inside one block and one line."""
        low, high = self._block(start)
        text = self._text[low:high]
        at = start - low
        begin = finish = None
        for found in _END.finditer(text):
            if "\n" not in found[0] and _SHORT.search(text, max(0, found.start() - 6), found.start()):
                continue
            if found.end() <= at:
                begin = found.end()
            elif found.start() > at:
                finish = found.start()
                break
        left = low + (begin or 0)
        right = low + (len(text) if finish is None else finish)
        return Span(start=left, end=right, exact=self._text[left:right])

    def _block(self, start: int) -> tuple[int, int]:
        low, high = max(0, start - LONGEST), min(len(self._text), start + LONGEST)
        at = bisect_right(self._starts, start) - 1
        if at >= 0 and start < self._blocks[at].end:
            low, high = max(low, self._blocks[at].start), min(high, self._blocks[at].end)
        return low, high
