"""A window → what its words are to be told: rows of numbers, one for a word, for the losses of `losses.py`.

A tag of -100, or a flag of -1, stands where the corpus says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from training.batches import Sample
from training.passages import Attribution, Range

UNKNOWN = -100  # what cross_entropy leaves out
SPAN_PARTS = ("source", "cue", "content")


def begins(one: Sample) -> list[float]:
    """1 where a sentence begins; a window's first word begins one."""
    starts = set(one.passage.begins)
    return [float(at in starts or at == one.start) for at in range(one.start, one.end)]


def heads(one: Sample, all_heads: list[int]) -> list[int]:
    """The head of each word, counted from 1 in the window, 0 is the root; unknown where a sentence was cut in two."""
    row = []
    for head in all_heads[one.start : one.end]:
        if head < 0:
            row.append(0)
        else:
            row.append(head - one.start + 1 if one.start <= head < one.end else UNKNOWN)
    return row


def inside(span: Range, one: Sample) -> Range | None:
    """A range of a passage's words, counted in the window and cut to it."""
    start, end = max(span[0], one.start) - one.start, min(span[1], one.end) - one.start
    return (start, end) if start < end else None


def statement_tags(one: Sample, part: str) -> list[int]:
    """The tags O, B, I (0, 1, 2) of all sources, cues or contents of the window."""
    row = [0] * (one.end - one.start)
    for item in one.passage.attributions or ():
        _write(row, _spans(item, part), one, 1)
    return row


def denials(one: Sample) -> list[float]:
    """1 at the words of a cue that denies, 0 at those of one that does not, else -1."""
    row = [-1.0] * (one.end - one.start)
    for cue, item in cued(one):
        if item.negative is not None:
            row[slice(*cue)] = [float(item.negative)] * (cue[1] - cue[0])
    return row


def cued(one: Sample) -> Iterator[tuple[Range, Attribution]]:
    """The attributions whose cue is in the window, with the cue's words there."""
    for item in one.passage.attributions or ():
        cue = inside(item.cue, one) if item.cue else None
        if cue is not None:
            yield cue, item


def roles(item: Attribution, one: Sample) -> list[int]:
    """What each word is in one attribution, as `labels.ROLES` counts: O, B and I of its source, of its content."""
    row = [0] * (one.end - one.start)
    _write(row, item.source, one, 1)
    _write(row, item.content, one, 3)
    return row


def _spans(item: Attribution, part: str) -> Iterable[Range]:
    if part == "cue":
        return [item.cue] if item.cue else []
    return item.source if part == "source" else item.content


def _write(row: list[int], spans: Iterable[Range], one: Sample, first: int) -> None:
    """Tag ranges: `first` at the first word, the next number at the others."""
    for span in spans:
        if own := inside(span, one):
            row[slice(*own)] = [first] + [first + 1] * (own[1] - own[0] - 1)
