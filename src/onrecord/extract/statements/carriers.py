"""Who was told, and the names in it → the news outlets among them, which carried what they were told.

A name is an outlet's by its words ("Alder Times"), as a known one ("CNN"), or by a noun beside it ("the station").
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cache

from onrecord.extract.statements.nodes import Node
from onrecord.lexicon import table
from onrecord.model import Mention, Offsets


def carriers(addressee: Sequence[Node], names: Iterable[Mention]) -> tuple[Offsets, ...]:
    """The places of the names of outlets in the nodes of an addressee."""
    called = any(node.low in _outlets("noun") and not node.named for node in addressee)
    return tuple(
        (name.start, name.end) for name in names if is_outlet(name.name) or (called and name.kind == "organisation")
    )


class Outlets:
    """The names of a text, and which of them are outlets', found by their order."""

    def __init__(self, names: Iterable[Mention]) -> None:
        self._names = sorted(names, key=lambda name: name.start)
        self._starts = [name.start for name in self._names]

    def inside(self, place: Offsets) -> tuple[Offsets, ...]:
        """The places of the outlets' names that begin in a stretch."""
        return tuple((name.start, name.end) for name in self._among(place) if is_outlet(name.name))

    def named(self, place: Offsets) -> bool:
        """Whether a place is part of somebody's name."""
        at = bisect_right(self._starts, place[0]) - 1
        name = self._names[at] if at >= 0 else None
        return name is not None and place[1] <= name.end and name.kind in ("person", "organisation")

    def _among(self, place: Offsets) -> Sequence[Mention]:
        return self._names[bisect_left(self._starts, place[0]) : bisect_left(self._starts, place[1])]


def is_outlet(name: str) -> bool:
    """Whether the words of a name are those of a news outlet."""
    words = name.casefold().split()
    if " ".join(words) in _outlets("name"):
        return True
    return len(words) > 1 and (words[0] in _outlets("first") or words[-1] in _outlets("last"))


@cache
def _outlets(use: str) -> frozenset[str]:
    both = ("first", "last")
    return frozenset(row[0] for row in table("outlets") if row[1] == use or (row[1] == "both" and use in both))
