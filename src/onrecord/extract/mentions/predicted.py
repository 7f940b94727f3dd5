"""The names that the network reads → evidence for the kind of a name by rule, and names that no rule reads."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from onrecord.extract.mentions import gazetteer
from onrecord.model import Analysis, Mention, Name
from onrecord.model.vocabulary import FURNITURE, EntityKind

WEIGHT = 6  # of a name that the network is sure of, beside the weights of `kinds`
SURE = 0.8  # least score of a name that no rule reads
_KINDS: dict[str, EntityKind] = {"person": "person", "organisation": "organisation", "place": "place", "norp": "group"}


class Predicted:
    """The names that the network read in one analysis."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._names = analysis.names
        self._starts = [name.start for name in analysis.names]

    def kind(self, start: int, end: int) -> tuple[EntityKind, int] | None:
        """The kind of the network's name that shares most with the span, and its weight; None where it reads none."""
        best = max(
            self._touching(start, end), key=lambda name: min(end, name.end) - max(start, name.start), default=None
        )
        if best is None or best.kind not in _KINDS or 2 * (min(end, best.end) - max(start, best.start)) < end - start:
            return None
        return _KINDS[best.kind], round(WEIGHT * best.score)

    def unread(self, kept: Iterable[Mention]) -> Iterator[Mention]:
        """The names, in the report's own words, that touch none of those kept."""
        text, blocks = self._analysis.document.text, self._analysis.document.blocks
        taken = sorted((mention.start, mention.end) for mention in kept)
        starts = [start for start, _ in taken]
        block = 0
        for name in self._names:
            while block < len(blocks) and blocks[block].span.end <= name.start:
                block += 1
            inside = (
                block < len(blocks) and blocks[block].span.start <= name.start and name.end <= blocks[block].span.end
            )
            if not inside or blocks[block].kind in FURNITURE or name.score < SURE or name.kind not in _KINDS:
                continue
            at = bisect_left(starts, name.end) - 1
            if at >= 0 and taken[at][1] > name.start:
                continue
            words = text[name.start : name.end].split()
            said = " ".join(words)
            if said in gazetteer.adjectives() or not any(character.isupper() for character in said):
                continue
            yield Mention(start=name.start, end=name.end, kind=_KINDS[name.kind], name=said)

    def _touching(self, start: int, end: int) -> Sequence[Name]:
        first = max(0, bisect_left(self._starts, start) - 1)
        return [name for name in self._names[first : bisect_left(self._starts, end)] if name.end > start]
