"""A frozen text cut into passages of about a paragraph, which join to it again.

In: a report with its blocks. Out: half-open ranges of code points, in order, without a gap. A block that is too
long for a full text index is cut on, between two words where there are any.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import Offsets, Report
from onrecord.store.schema import LONGEST


def cuts(report: Report) -> list[Offsets]:
    """The ranges of the passages; an empty text has none."""
    starts = sorted({0, *(block.span.start for block in report.blocks)})
    ends = [*starts[1:], len(report.text)]
    return [
        piece
        for start, end in zip(starts, ends, strict=True)
        if start < end
        for piece in _pieces(report.text, start, end)
    ]


def _pieces(text: str, start: int, end: int) -> Iterator[Offsets]:
    while end - start > LONGEST:
        space = max(text.rfind(mark, start + LONGEST // 2, start + LONGEST) for mark in (" ", "\n"))
        cut = space + 1 if space > 0 else start + LONGEST
        yield start, cut
        start = cut
    yield start, end
