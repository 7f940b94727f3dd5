"""The names that the network reads → evidence for the kind of a name by rule, and names that no rule reads."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from onrecord.extract.mentions import gazetteer
from onrecord.extract.mentions.words import Words
from onrecord.model import Analysis, Mention, Name, Offsets
from onrecord.model.vocabulary import EntityKind

WEIGHT = 3  # of a name that the network is sure of, beside the weights of `kinds`
SURE = 0.8  # least score of a name that no rule reads
_KINDS: dict[str, EntityKind] = {"person": "person", "organisation": "organisation", "place": "place", "norp": "group"}


class Predicted:
    """The names that the network read in one analysis."""

    def __init__(self, analysis: Analysis) -> None:
        self._names = analysis.names
        self._starts = [name.start for name in analysis.names]

    def kind(self, start: int, end: int) -> tuple[EntityKind, int] | None:
        """The kind of the network's name that shares most with the span, and its score in percent."""
        best = max(
            self._touching(start, end), key=lambda name: min(end, name.end) - max(start, name.start), default=None
        )
        if best is None or best.kind not in _KINDS or 2 * (min(end, best.end) - max(start, best.start)) < end - start:
            return None
        return _KINDS[best.kind], round(100 * best.score)

    def unread(self, words: Words, kept: Iterable[Mention]) -> Iterator[Mention]:
        """The names in sentences that tell something, and no credits, that touch none of those kept."""
        taken = sorted((mention.start, mention.end) for mention in kept)
        told = sorted(
            (words.starts[each.first], words.ends[each.last - 1]) for each in (*words.plain, *words.headlines)
        )
        for name in self._names:
            said = " ".join(words.text[name.start : name.end].split())
            sure = name.score >= SURE and name.kind in _KINDS and _holds(told, name)
            plain = said.casefold() in gazetteer.role_qualifiers() or said.islower() or said in gazetteer.adjectives()
            if sure and not _touches(taken, name) and not plain:
                yield Mention(start=name.start, end=name.end, kind=_KINDS[name.kind], name=said)

    def _touching(self, start: int, end: int) -> Sequence[Name]:
        first = max(0, bisect_left(self._starts, start) - 1)
        return [name for name in self._names[first : bisect_left(self._starts, end)] if name.end > start]


def _holds(places: Sequence[Offsets], name: Name) -> bool:
    """Whether one of the places, in order and apart, holds the name."""
    at = bisect_right(places, (name.start, sys.maxsize)) - 1
    return at >= 0 and places[at][1] >= name.end


def _touches(places: Sequence[Offsets], name: Name) -> bool:
    """Whether one of the places, in order and apart, shares a character with the name."""
    at = bisect_left(places, (name.end, 0)) - 1
    return at >= 0 and places[at][1] > name.start
