"""What the rules of statements hand to each other: an attribution in nodes of one block."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from onrecord.model.vocabulary import Polarity, Stance

Range = tuple[int, int]


@dataclass(slots=True, kw_only=True)
class Reading:
    """An attribution in nodes of one block; `rule` names the pattern that it was read by."""

    cue: Range
    source: Range | None
    content: list[Range]
    rule: str
    stance: Stance = "says"
    polarity: Polarity = "said"
    addressee: Range | None = None

    @property
    def weak(self) -> bool:
        """Whether what is said is no clause: a noun phrase or an infinitive."""
        return self.rule.startswith(("noun", "to", "passive", "claim"))


class Cover:
    """Ranges of nodes, sorted once, so that what lies inside them is told quickly."""

    def __init__(self, ranges: Iterable[Range]) -> None:
        ordered = sorted(ranges)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def holds(self, place: Range) -> bool:
        """Whether ranges that begin at or before the place reach to its end."""
        at = bisect_right(self._starts, place[0]) - 1
        return at >= 0 and self._ends[at] >= place[1]


def without_weak(found: Sequence[Reading]) -> list[Reading]:
    """Without those inside what somebody said that only an infinitive or a noun phrase makes."""
    outer = Cover(place for each in found if not each.weak for place in each.content)
    return [
        each
        for each in found
        if not (each.weak and each.content and outer.holds((each.content[0][0], each.content[-1][1])))
    ]
