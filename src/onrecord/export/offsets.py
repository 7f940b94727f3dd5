"""Code points and UTF-16 code units: the same place of a text, counted as Python and as JavaScript count.

In: a text, and a place in it. Out: the place in the other count. A character outside the Basic Multilingual Plane
(most emoji) is one code point and two code units; everything else is one of each.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offsets16:
    """Where a text has characters of two code units, in code points and in code units."""

    points: tuple[int, ...]
    units: tuple[int, ...]

    def to_utf16(self, point: int) -> int:
        """The code unit at which a code point begins."""
        return point + bisect_left(self.points, point)

    def from_utf16(self, unit: int) -> int | None:
        """The code point that begins at a code unit; None in the middle of a character."""
        before = bisect_left(self.units, unit)
        if before and self.units[before - 1] + 1 == unit:
            return None
        return unit - before


def utf16(text: str) -> Offsets16:
    """The offsets of a text, found in one pass over it."""
    points = tuple(found.start() for found in _ASTRAL.finditer(text))
    return Offsets16(points=points, units=tuple(point + index for index, point in enumerate(points)))
