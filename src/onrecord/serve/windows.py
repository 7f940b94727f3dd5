"""A report of any length → pages of a bounded length: windows `(start, end)` into its text, cut between blocks.

A block that is longer than a page (a text of one line) is cut at a white space near the page's end.
"""

from __future__ import annotations

from bisect import bisect_right

from onrecord.model import Report

LONGEST = 24_000  # characters of a page
_NEAR = 200  # characters before a page's end in which a white space is looked for

Window = tuple[int, int]


def windows(report: Report) -> list[Window]:
    """The pages of a report: they join, and the last ends with the text."""
    starts: list[int] = [0]
    for block in report.blocks:
        if block.span.end - starts[-1] > LONGEST and block.span.start > starts[-1]:
            starts.append(block.span.start)
        while block.span.end - starts[-1] > LONGEST:
            starts.append(_cut(report.text, starts[-1] + LONGEST))
    ends = [*starts[1:], len(report.text)]
    return list(zip(starts, ends, strict=True))


def page_of(pages: list[Window], place: int) -> int:
    """The number of the page, from 1, that has a place of the text."""
    return max(1, bisect_right([start for start, _ in pages], place))


def _cut(text: str, place: int) -> int:
    """After the last white space before a place, if there is one near."""
    for at in range(place, place - _NEAR, -1):
        if text[at - 1].isspace():
            return at
    return place
