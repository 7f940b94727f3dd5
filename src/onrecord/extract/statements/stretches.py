"""Spans that the network reads → stretches of a statement: cut where blocks end, joined where a tree holds them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from onrecord.model import Analysis, Block, Offsets

# No run of white space is tried but from its beginning: a report may hold a million spaces.
_ENDING = re.compile(r"(?:['’]s|(?<!\s)\s*[—–-]|(?<!\s)\s*\x1b\S*)$")
_CLAUSE = re.compile(r"(?<!\s),?\s+(?:who|whose|whom|which)\b")
_OPENING = frozenset({"", "“", '"', "‘", "``", "''", "«"})
_HEADLINES = frozenset({"title", "subhead"})
_LEAD = 4  # words from one that leads up to another to that
_GAP = 100  # characters between two stretches of a content that may be part of it
READ = frozenset({"paragraph", "list_item", "title", "subhead", "caption", "other"})  # kinds of blocks


def paragraphs(analysis: Analysis, spans: Iterable[Offsets]) -> list[Offsets]:
    """The spans, cut where blocks end, without what stands in blocks that report nothing or repeat another."""
    blocks = analysis.document.blocks
    cut: list[Offsets] = []
    for start, end in spans:
        first = max(0, bisect_right(blocks, start, key=lambda block: block.span.start) - 1)
        for block in blocks[first : bisect_left(blocks, end, key=lambda block: block.span.start)]:
            inside = max(start, block.span.start), min(end, block.span.end)
            if inside[0] < inside[1] and block.kind in READ and block.repeats is None:
                cut.append(inside)
    return cut


def alike(analysis: Analysis, cue: Offsets, spans: Sequence[Offsets]) -> list[Offsets]:
    """The spans without those that a headline parts from the cue: it does not run on into the report."""
    blocks = analysis.document.blocks

    def place(at: int) -> int:
        return max(0, bisect_right(blocks, at, key=lambda block: block.span.start) - 1)

    own = place(cue[0])
    return [
        span
        for span in spans
        if (other := place(span[0])) == own or not (_is_headline(blocks[own]) or _is_headline(blocks[other]))
    ]


def in_headline(analysis: Analysis, at: int) -> bool:
    """Whether a place lies in a title or subhead, or in a first block that no mark ends."""
    blocks = analysis.document.blocks
    block = max(0, bisect_right(blocks, at, key=lambda block: block.span.start) - 1)
    return blocks[block].kind in _HEADLINES or (block == 0 and len(blocks) > 1 and _is_headline(blocks[0]))


def _is_headline(block: Block) -> bool:
    return block.kind in _HEADLINES or block.span.exact[-1:].isalnum()


def joined(text: str, spans: Sequence[Offsets]) -> list[Offsets]:
    """Stretches with no more between them than a quotation mark are one: "the plan “a disgrace”"."""
    kept: list[Offsets] = []
    for start, end in spans:
        if kept and text[kept[-1][1] : start].strip(" ") in _OPENING:
            kept[-1] = kept[-1][0], end
        else:
            kept.append((start, end))
    return kept


def filled(analysis: Analysis, spans: Sequence[Offsets], apart: Sequence[Offsets]) -> list[Offsets]:
    """Stretches with what stands between two of them and hangs on either: "the strike, the longest ever, cost much"."""
    kept: list[Offsets] = []
    for start, end in spans:
        gap = (kept[-1][1], start) if kept else (start, start)
        if (
            kept
            and gap[1] - gap[0] < _GAP
            and not overlap(gap, apart)
            and _hangs_on(analysis, gap, (kept[-1], (start, end)))
        ):
            kept[-1] = kept[-1][0], end
        else:
            kept.append((start, end))
    return kept


def _hangs_on(analysis: Analysis, gap: Offsets, content: Sequence[Offsets]) -> bool:
    inside = indices(analysis, gap)
    above = [analysis.words[at].head for at in inside if analysis.words[at].head not in inside]
    return "\n" not in analysis.document.text[slice(*gap)] and all(
        head >= 0 and any(start <= analysis.words[head].start < end for start, end in content) for head in above
    )


def undangling(analysis: Analysis, spans: Sequence[Offsets], apart: Sequence[Offsets]) -> list[Offsets]:
    """Stretches that end with a "to", a preposition or an article, with the word it leads up to: "Bridge to close"."""
    kept: list[Offsets] = []
    for at, (start, end) in enumerate(spans):
        inside = indices(analysis, (start, end))
        last = analysis.words[inside[-1]] if inside else None
        head = last.head if last and last.upos in ("ADP", "PART", "DET") and last.end >= end else -1
        if last is not None and inside[-1] < head <= inside[-1] + _LEAD:
            grown = (start, analysis.words[head].end)
            others = [*apart, *spans[at + 1 :]]
            if "\n" not in analysis.document.text[start : grown[1]] and not overlap((end, grown[1]), others):
                end = grown[1]
        kept.append((start, end))
    return kept


def trimmed(text: str, source: Offsets) -> Offsets:
    """A source without the clause that tells more of it ("the mayor, who …"), a possessive's ending or a dash."""
    start, end = source
    clause = _CLAUSE.search(text, start, end)
    if clause and clause.start() > start:
        end = clause.start()
    while end > start and (ending := _ENDING.search(text, start, end)):
        end = ending.start()
    return (start, end) if start < end else source


def indices(analysis: Analysis, span: Offsets) -> range:
    """The words that begin in a span."""
    first = bisect_left(analysis.words, span[0], key=lambda word: word.start)
    return range(first, bisect_left(analysis.words, span[1], key=lambda word: word.start))


def overlap(span: Offsets, others: Iterable[Offsets]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)
