"""Whether two reports have one wording: `two traces, which prints are boilerplate → copy, excerpt or nothing`.

A wire story that outlets print whole, cut, or with a paragraph of their own is a copy, and its reports are a family. A
long report that holds a short one whole is another story with an excerpt in it, and no member. A print that stands in
stories which begin differently is boilerplate and counts for nothing, so the same promotion under different stories
binds none. Reports from one form (an earthquake, a result) share sentences and differ in what they tell: names and
figures of copies are mostly the same.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from onrecord.model.trace import Trace
from onrecord.relate.rarity import Sight

FEWEST = 3  # prints that two reports must share
COPIED = 0.6  # share of the shorter report's wording that is the longer one's, in a copy
LIKE = 0.25  # and share of the longer one's that is the shorter one's; below, the longer one holds an excerpt
FORM = 0.4  # share of the shorter report's prints that is another's, where both are made from one form
HELD = 0.75  # share of a report that another must have, to hold it
TOLD = 0.5  # share of the names and numbers of the shorter list that copies have in common
_ANY = 1 << 20  # more prints than a report has

Kind = Literal["copy", "holds", "held"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinship:
    """What the wording of two reports makes of them, and the share of the shorter one that both have (thousandths)."""

    kind: Kind
    share: int


def kinship(one: Trace, other: Trace, standing: Collection[int]) -> Kinship | None:
    """What two reports are to each other by their wording; None where that is nothing."""
    mine, yours = _own(one, other.coarse, standing), _own(other, one.coarse, standing)
    both = len(mine & yours)
    if both < FEWEST and not (both and mine == yours):
        return None
    share, least = both / min(len(mine), len(yours)), both / max(len(mine), len(yours))
    if share >= COPIED and least >= LIKE:
        return Kinship(kind="copy", share=round(1000 * share)) if _tell_the_same(one, other) else None
    if share >= HELD:
        return Kinship(kind="holds" if len(mine) > len(yours) else "held", share=round(1000 * share))
    return None


def most(shared: int, own: int) -> int:
    """How many prints another may have that shares so many with one that has `own`, for the two to be kin at all."""
    return int(shared / COPIED) + 1 if shared < COPIED * own - 1 else _ANY


def is_form(one: Sight, other: Sight) -> bool:
    """Whether two reports are made from one form, and tell of different things."""
    both = len(one.prints & other.prints)
    if both < FEWEST or both / min(len(one.prints), len(other.prints)) < FORM:
        return False
    return not _tell_the_same(one.trace, other.trace)


def _own(trace: Trace, coarse: int, standing: Collection[int]) -> set[int]:
    """Prints of the story alone, as coarse as the other's."""
    return {each for each in trace.prints if each not in standing and each % (1 << coarse) == 0}


def _tell_the_same(one: Trace, other: Trace) -> bool:
    """Whether the names and numbers of the two are mostly the same; of reports that have few it cannot be told."""
    mine, yours = _telling(one), _telling(other)
    fewest = min(len(mine), len(yours))
    return fewest < FEWEST or len(mine & yours) / fewest >= TOLD


def _telling(trace: Trace) -> set[str]:
    return {*(word for word, _ in trace.words if word.isdecimal()), *trace.people, *trace.places}
