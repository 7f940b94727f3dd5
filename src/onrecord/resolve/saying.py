"""Attributions and times → when each thing was said, where the text dates the saying and not what was said."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from onrecord.lexicon import table
from onrecord.model import Attribution, Offsets, Sentence, Timex
from onrecord.resolve.spans import between, holds

NEAR = 60  # characters between a cue and the time after it: "told reporters in the capital on Tuesday"
OPENING = 200  # characters of a sentence in which the words that open it, and date it, must stand
_CLAUSE_ENDS = re.compile(r"[;:!?“”\"«»(–—]|,\s|\b(?:that|who|which|after|before|when|since|and|but)\b")
_OPENING = re.compile(
    r"(?:(?:Speaking|Talking|Writing|Addressing|Asked|Quizzed|Appearing|Interviewed|Testifying)\b[^,;:]*|"
    r"(?:On|Earlier|Late|Early|In)?\s*)$"
)
_WITHIN = re.compile(r"(?:In|At|During)\b[^,;:]*$")


def saying_times(
    text: str, sentences: Sequence[Sentence], attributions: Sequence[Attribution], times: Sequence[Timex]
) -> list[str | None]:
    """For each attribution the id of the time that dates it, or None."""
    dated = {(time.span.start, time.span.end): time for time in times if _is_day(time)}
    places = sorted(dated)
    starts = [sentence.start for sentence in sentences]
    found: list[str | None] = []
    for attribution in attributions:
        place = _place(text, _sentence(sentences, starts, attribution), attribution, places)
        found.append(dated[place].id if place else None)
    return found


def _is_day(time: Timex) -> bool:
    """A date or time of day; "now" and "recently" date nothing."""
    return time.type in ("DATE", "TIME") and time.value is not None and not time.value.endswith("_REF")


def _sentence(sentences: Sequence[Sentence], starts: Sequence[int], attribution: Attribution) -> Offsets | None:
    anchor = attribution.cue or attribution.source
    at = bisect_right(starts, anchor[0]) - 1 if anchor else -1
    return (sentences[at].start, sentences[at].end) if at >= 0 else None


def _place(text: str, sentence: Offsets | None, attribution: Attribution, places: Sequence[Offsets]) -> Offsets | None:
    """After the cue ("said on Tuesday", "told reporters on Tuesday"), else in the words that open the sentence."""
    cue, source = attribution.cue, attribution.source
    if sentence is None or cue is None:
        return None
    for place in between(places, *cue):
        return place  # "said Monday"
    taken = [*attribution.content, *([source] if source else [])]
    after = max(cue[1], source[1]) if source and source[0] >= cue[1] and source[0] - cue[1] < NEAR else cue[1]
    for start in dict.fromkeys((cue[1], after)):
        for place in between(places, start, min(sentence[1], start + NEAR)):
            kept = not any(holds(other, place) or start <= other[0] < place[0] for other in taken)
            if kept and not _CLAUSE_ENDS.search(text[start : place[0]]):
                return place
            break
    first = min([cue[0], *(place[0] for place in taken)])
    for place in between(places, sentence[0], min(first, sentence[0] + OPENING)):
        if _opens(text[sentence[0] : place[0]].lstrip()) and text[place[1] : first].strip() in (",", ""):
            return place
    return None


def _opens(words: str) -> bool:
    """Whether the words before a time tell that what was said is dated: nothing, or in what it was said."""
    if _OPENING.match(words):
        return True
    return bool(_WITHIN.match(words)) and not _occasions().isdisjoint(re.findall(r"[\w-]+", words.lower()))


@cache
def _occasions() -> frozenset[str]:
    return frozenset(row[0] for row in table("occasions") if row[1] == "noun")
