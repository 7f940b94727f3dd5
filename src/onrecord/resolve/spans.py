"""Offsets → spans of the record, and which of many stretches holds a place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from onrecord.model import Offsets, Span

DEEPEST = 64  # stretches looked at for one place; real reports nest three deep, hostile ones must not cost more


def span(text: str, place: Offsets) -> Span:
    """The words at a place."""
    return Span(start=place[0], end=place[1], exact=text[place[0] : place[1]])


def spans(text: str, places: Iterable[Offsets]) -> tuple[Span, ...]:
    """The words at each place, in order and each once."""
    return tuple(span(text, place) for place in sorted(set(places)))


def holds(outer: Offsets, inner: Offsets) -> bool:
    """Whether the inner stretch lies within the outer one."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


class Nesting:
    """Stretches with an owner each; answers which owners hold a place, the innermost first."""

    def __init__(self, stretches: Iterable[tuple[Offsets, int]]) -> None:
        self._stretches = sorted(stretches, key=lambda found: (found[0][0], -found[0][1], found[1]))
        self._starts = [place[0] for place, _ in self._stretches]
        self._around = _enclosing(self._stretches)

    def owners(self, place: Offsets) -> list[int]:
        """Owners of the stretches that hold the place, from the innermost outwards."""
        found: list[int] = []
        at: int | None = bisect_right(self._starts, place[0]) - 1
        if at is not None and at < 0:
            return found
        for _ in range(DEEPEST):
            if at is None:
                break
            stretch, owner = self._stretches[at]
            if holds(stretch, place):
                found.append(owner)
            at = self._around[at]
        return found


def _enclosing(stretches: Sequence[tuple[Offsets, int]]) -> list[int | None]:
    """For each stretch, the nearest earlier one that is still open where it starts."""
    around: list[int | None] = []
    open_ones: list[int] = []
    for at, ((start, _), _) in enumerate(stretches):
        while open_ones and stretches[open_ones[-1]][0][1] <= start:
            open_ones.pop()
        around.append(open_ones[-1] if open_ones else None)
        open_ones.append(at)
    return around


def between(places: Sequence[Offsets], start: int, end: int) -> Sequence[Offsets]:
    """Those of the places, sorted and not overlapping, that lie within `start` and `end`."""
    first = bisect_left(places, (start, start))
    last = first
    while last < len(places) and places[last][1] <= end:
        last += 1
    return places[first:last]
