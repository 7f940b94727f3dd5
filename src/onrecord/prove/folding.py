"""Texts with their typography folded: `text → folded text`, each place of which leads back to the frozen text.

Folded away: the shapes of quotation marks, apostrophes, dashes and spaces; quotation marks themselves; soft hyphens
and characters of no width; ligatures and letters composed of several characters. Letters' case stays.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from onrecord.model import Offsets

_SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
_SHAPES = {
    " ": _SPACES + "\u2028\u2029\u202f\u205f\u3000",
    '"': "“”„‟″«»＂",
    "'": "‘’‚‛`´′‹›＇",
    "-": "‐‑−﹣－",
    "—": "―‒",
}
SHAPES = {ord(shape): plain for plain, shapes in _SHAPES.items() for shape in shapes}  # each one character for one
_NO_WIDTH = "\u00ad\u200b-\u200f\u2060\ufeff"
_MARK = rf"""["{_NO_WIDTH}]|(?<![^\W_])'|'(?![^\W_])"""
_UNEVEN = re.compile(
    rf"""(?P<between>(?<=\d)—(?=\d)|(?<=[^\W_])–(?=[^\W_]))"""
    rf"""|(?P<dash> *[—–][ —–]*| +-{{1,3}} +|--+)|(?P<dots>…|\. \. \.)"""
    rf"""|(?P<marks>(?: (?=[ "'{_NO_WIDTH}])|{_MARK})(?: +|{_MARK})*)"""
    rf"""|(?P<letter>[^\W\d_][\u0300-\u036f]+|[ﬀ-ﬆ])"""
)
_PLAIN = {"between": "-", "dash": " - ", "dots": "..."}


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A folded text; piece i begins at `starts[i]` in it and at `origins[i]` in the frozen text.

    Pieces take turns: copied ones (even) lead back character for character, replaced ones (odd) as a whole.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def origin(self, start: int, end: int) -> Offsets:
        """The stretch of the frozen text that a stretch of the folded one (not empty) was made of."""
        first, last = bisect_right(self.starts, start) - 1, bisect_right(self.starts, end - 1) - 1
        begin = self.origins[first] + (start - self.starts[first] if first % 2 == 0 else 0)
        if last % 2 == 0:
            return begin, self.origins[last] + end - self.starts[last]
        return begin, self.origins[last + 1]


def fold(text: str) -> Folded:
    """The text folded, in time linear in its length."""
    even = text.translate(SHAPES)
    pieces: list[str] = []
    starts, origins = [0], [0]
    at = length = 0
    for found in _UNEVEN.finditer(even):
        plain = _replacement(found)
        copied = even[at : found.start()]
        pieces += (copied, plain)
        starts += (length + len(copied), length + len(copied) + len(plain))
        origins += (found.start(), found.end())
        at, length = found.end(), starts[-1]
    pieces.append(even[at:])
    return Folded(text="".join(pieces), starts=tuple(starts), origins=tuple(origins))


@lru_cache(maxsize=4)
def fold_report(text: str) -> Folded:
    """The folded text of a report, kept for the next citation of it."""
    return fold(text)


def _replacement(found: re.Match[str]) -> str:
    kind = found.lastgroup or ""
    if kind == "marks":
        return " " if " " in found[0] else ""
    return _PLAIN[kind] if kind in _PLAIN else unicodedata.normalize("NFKC", found[0])
