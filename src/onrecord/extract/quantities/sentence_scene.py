"""One sentence with what stands in it: lexemes, times, names, the place and heading before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.extract.quantities.headings import Heading
from onrecord.extract.quantities.lexemes import Lexeme
from onrecord.extract.quantities.syntax import Syntax
from onrecord.model import Mention, Timex


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One sentence: its lexemes, what stands in it; `times` and `mentions` are those inside it,
    `earlier` is the last place named before it, `heading` the one of the list that it stands in,
    `windowed` says whether a closed window is named in it, `tree` holds the words of the whole text."""

    text: str
    words: Sequence[Lexeme]
    times: Sequence[Timex]
    mentions: Sequence[Mention]
    earlier: Mention | None
    heading: Heading | None
    windowed: bool
    published: str | None
    tree: Syntax | None = None


def words_before(scene: Scene, start: int, reach: int) -> list[str]:
    """The last words before a place in the text, the nearest first."""
    at = index_of(scene.words, start)
    return [word.low for word in reversed(scene.words[max(0, at - reach) : at])]


def index_of(words: Sequence[Lexeme], start: int) -> int:
    """The index of the first lexeme that begins at or after `start`."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high) // 2
        if words[middle].start < start:
            low = middle + 1
        else:
            high = middle
    return low
