"""What the words around a figure say of it: `figure, its sentence → marks` (given before, corrected, taken back).

The words are `recounts.tsv`. Those before a number hold as far back as the number before it, or as the beginning of the
sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.lexicon import table
from onrecord.model import Report, Span
from onrecord.model.telling import Mark, MarkKind

_FROM = re.compile(r"\bfrom(?:\s+(?:a|an|the|about|around|some|at least|more than|over))*\s*$", re.IGNORECASE)

_TO = re.compile(r"\s+(?:[^\W\d_]+\s+){0,3}?to\s+(?:(?:at least|more than|about|over|nearly|some|almost)\s+)?\d")


def marks(report: Report, number: Span, sentence: Span, before: int | None) -> tuple[Mark, ...]:
    """The marks of a figure; `before` is the end of the number before it, None where there is none in the sentence."""
    return tuple(_marks(report.text, number, sentence, before))


def _marks(text: str, number: Span, sentence: Span, before: int | None) -> Iterator[Mark]:
    start = sentence.start if before is None else max(before, sentence.start)
    own = text[start : number.start]
    kinds: tuple[MarkKind, ...] = ("withdrawn", "former")
    for kind in kinds:
        found = _last(_pattern(kind), own)
        if found is not None:
            yield Mark(kind=kind, words=_span(text, start + found.start(), start + found.end()))
            return
    moved = before is not None or _TO.match(text, number.end, sentence.end)
    if moved and _FROM.search(own):  # "to 21 from 23", "from 19 to 23"
        at = start + own.lower().rindex("from")
        yield Mark(kind="former", words=_span(text, at, at + len("from")))
        return
    found = _pattern("corrected").search(sentence.exact)
    if found is not None:
        yield Mark(kind="corrected", words=_span(text, sentence.start + found.start(), sentence.start + found.end()))


def _last(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    return max(pattern.finditer(words), key=lambda found: found.start(), default=None)


def _span(text: str, start: int, end: int) -> Span:
    return Span(start=start, end=end, exact=text[start:end])


@cache
def _pattern(kind: MarkKind) -> re.Pattern[str]:
    phrases = sorted((row[0] for row in table("recounts") if row[1] == kind), key=len, reverse=True)
    several = "|".join(r"\s+".join(re.escape(word) for word in phrase.split()) for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{several})(?!\w)", re.IGNORECASE)
