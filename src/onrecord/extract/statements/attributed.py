"""What the rules of statements hand to each other: an attribution in nodes of one block."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
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


def without_weak(found: Sequence[Reading]) -> list[Reading]:
    """Without those inside what somebody said that only an infinitive or a noun phrase makes."""
    outer = sorted(place for each in found if not each.weak for place in each.content)
    starts = [start for start, _ in outer]
    ends = list(accumulate((end for _, end in outer), max))
    kept = []
    for each in found:
        at = bisect_right(starts, each.content[0][0]) - 1 if each.content else -1
        if not (each.weak and at >= 0 and ends[at] >= each.content[-1][1]):
            kept.append(each)
    return kept
