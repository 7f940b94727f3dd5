"""Spans of words as the tagger reads them → the same with whole phrases and whole quotations.

A tag is decided word by word: what a tree or a pair of quotation marks holds together is put together again here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from onrecord.analyse.network.reading import Range

# The relations of words that lead a phrase: nothing ends with "the", or with "of".
_LEADING = frozenset({"det", "amod", "case", "cc", "nmod:poss"})
_LONG = 8  # words from a leading word to its head, at most: farther apart is an error of the tree
_DEEP = 5  # leading words in a row, at most


def phrases(spans: Iterable[Range], heads: Sequence[int], relations: Sequence[str]) -> list[Range]:
    """Spans in order, none of which ends with a word that leads the phrase behind it; those that overlap made one."""
    found: list[Range] = []
    for start, end in spans:
        for _ in range(_DEEP):
            head = heads[end - 1]
            if not end <= head < end + _LONG or relations[end - 1] not in _LEADING:
                break
            end = head + 1
        _append(found, start, end)
    return found


def quotations(spans: Iterable[Range], quotes: Sequence[Range], cues: Sequence[Range]) -> list[Range]:
    """The spans, those that cross the edge of a quotation taking all of it in, those that then overlap made one.

    `quotes`, with their marks, do not overlap, and like `cues` are in order. What holds a cue is not taken in.
    """
    opened = [start for start, _ in quotes]
    cued = [start for start, _ in cues]
    found: list[Range] = []
    for start, end in sorted(spans):
        at = max(0, bisect_right(opened, start) - 1)
        for first, last in quotes[at : bisect_left(opened, end)]:
            if not (start <= first < end < last or first < start < last <= end):
                continue
            wide = min(start, first), max(end, last)
            if not _any_in(cued, wide[0], start) and not _any_in(cued, end, wide[1]):
                start, end = wide
        _append(found, start, end)
    return found


def _append(found: list[Range], start: int, end: int) -> None:
    """Add a span to spans in order; as one with those that it overlaps."""
    while found and start < found[-1][1]:
        before = found.pop()
        start, end = min(start, before[0]), max(end, before[1])
    found.append((start, end))


def _any_in(places: Sequence[int], start: int, end: int) -> bool:
    """Whether one of these places, in order, is in a range."""
    return bisect_left(places, start) < bisect_left(places, end)
