"""A document, its tokens, sentences and quotations → its words in a row, as the network is given them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.analyse.network.reading import Range
from onrecord.analyse.network.words import words
from onrecord.model import Document, Offsets, Quotation, Sentence, Token

_OTHERS = frozenset("'‘’‚`«»‹›„‟＂")  # quotation marks, not the usual ones


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Words as read, with their offsets; by index, where a sentence may begin, where a line begins, and quotations.

    `quotes` are the stretches of the quotations with their marks, in order, none in another.
    """

    words: list[str]
    offsets: list[Offsets]
    cuts: list[int]
    breaks: frozenset[int]
    quotes: list[Range]


def row_of(
    document: Document,
    tokens: Iterable[Token],
    sentences: Iterable[Sentence],
    quotations: Iterable[Quotation],
) -> Row:
    """The words of a document."""
    text = document.text
    offsets = words(text, tokens)
    starts = [start for start, _ in offsets]
    begins = (bisect_left(starts, sentence.start) for sentence in sentences)
    read = [text[start:end] for start, end in offsets]
    quotes = _quotes(starts, quotations)
    for first, end in quotes:  # the network learnt from double marks
        if read[first] in _OTHERS:
            read[first] = "“"
        if read[end - 1] in _OTHERS:
            read[end - 1] = "”"
    lines = (at for at in range(1, len(offsets)) if "\n" in text[offsets[at - 1][1] : offsets[at][0]])
    return Row(
        words=read,
        offsets=offsets,
        cuts=sorted({0, *(at for at in begins if at < len(starts))}),
        breaks=frozenset({0, *lines}),
        quotes=quotes,
    )


def beginning(row: Row, most: int) -> Row:
    """The row with no more than that many words, up to where a sentence may begin; it has half of them at least."""
    if len(row.words) <= most:
        return row
    end = max((cut for cut in row.cuts if most // 2 < cut <= most), default=most)
    return Row(
        words=row.words[:end],
        offsets=row.offsets[:end],
        cuts=[cut for cut in row.cuts if cut < end],
        breaks=frozenset(at for at in row.breaks if at < end),
        quotes=[(first, min(last, end)) for first, last in row.quotes if first < end],
    )


def _quotes(starts: list[int], quotations: Iterable[Quotation]) -> list[Range]:
    """The words of each stretch of a quotation, its marks with the first and the last."""
    found: list[Range] = []
    for quotation in quotations:
        edges = [quotation.start, *(end for _, end in quotation.content[:-1]), quotation.end]
        begins = [quotation.start, *(start for start, _ in quotation.content[1:])]
        for start, end in zip(begins, edges[1:], strict=True):
            first, last = bisect_left(starts, start), bisect_left(starts, end)
            if first < last:
                found.append((first, last))
    found.sort(key=lambda each: (each[0], -each[1]))
    apart: list[Range] = []
    for each in found:
        if not apart or each[0] >= apart[-1][1]:
            apart.append(each)
    return apart


def touched(offsets: Sequence[Range], start: int, end: int) -> Range | None:
    """The words, given by their offsets, that characters `start` to `end` touch; None where they touch none."""
    first = max(0, bisect_right(offsets, start, key=lambda word: word[0]) - 1)
    if first < len(offsets) and offsets[first][1] <= start:
        first += 1
    last = bisect_left(offsets, end, key=lambda word: word[0])
    return (first, last) if first < last else None
