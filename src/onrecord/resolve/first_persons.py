"""A first or second person → whose voice it is: a quotation's speaker, the one whose turn it is, or the text's own.

The text's own voice has no name where the text gives none: "I" is then somebody unnamed, "we" a group.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache

from onrecord.lexicon import table
from onrecord.model import Attribution, Block, Offsets
from onrecord.resolve.entities import Cast
from onrecord.resolve.spans import Nesting, holds
from onrecord.resolve.turns import NOBODY, Turn, Turns

_WORD = re.compile(r"[^\W\d_]+")


def person(words: str) -> str | None:
    """`I`, `we` or `you` for a pronoun of the voice, in any case; None for all other words."""
    return _persons().get(words.casefold())


class Voices:
    """Whose a first or second person is, by its place."""

    def __init__(
        self,
        text: str,
        blocks: Sequence[Block],
        quoted: Sequence[Offsets],
        attributions: Sequence[Attribution],
        turns: Turns,
        cast: Cast,
    ) -> None:
        self._text = text
        self._blocks = blocks
        self._starts = [block.span.start for block in blocks]
        self._turns = turns
        self._cast = cast
        self._quoted = Nesting((place, at) for at, place in enumerate(quoted))
        self._said = Nesting((place, at) for at, each in enumerate(attributions) for place in each.content)
        self._attributions = attributions
        self._own: dict[tuple[str, tuple[int, ...]], int] = {}
        self._places: dict[str, list[Offsets]] | None = None

    def quotation(self, place: Offsets) -> bool:
        """Whether a place lies in quotation marks."""
        return bool(self._quoted.owners(place))

    def sayer(self, place: Offsets) -> Attribution | None:
        """The innermost attribution that quotes the words at a place."""
        for at in self._said.owners(place):
            found = self._attributions[at]
            if found.source and found.form != "indirect" and not holds(place, found.source):
                return found
        return None

    def turn(self, place: Offsets) -> Turn:
        """Whose turn the block of a place is."""
        at = bisect_right(self._starts, place[0]) - 1
        return self._turns.by_block[at] if 0 <= at < len(self._turns.by_block) else NOBODY

    def own(self, place: Offsets, who: str) -> int | None:
        """The member for the voice of a turn, or of a text that is one voice: all its first persons are mentions."""
        turn = self.turn(place)
        if not self._turns.alone and not turn.speakers:
            return None
        known = self._own.get((who, turn.speakers))
        if known is None:
            places = [at for at in self._firsts(who) if self.turn(at).speakers == turn.speakers] or [place]
            name = self._text[places[0][0] : places[0][1]]
            known = self._cast.add("unnamed" if who == "I" else "group", name, places[0])
            for each in places[1:]:
                self._cast.join(known, "", each)
            self._own[who, turn.speakers] = known
        if self._cast.at(place) is None:
            self._cast.join(known, "", place)
        return known

    def _firsts(self, who: str) -> Sequence[Offsets]:
        """Every first person of a number outside quotation marks, in order; "US" is a country."""
        if self._places is None:
            self._places = {}
            for found in _WORD.finditer(self._text):
                told = person(found[0])
                place = found.span()
                if told in ("I", "we") and found[0] != "US" and not self.quotation(place):
                    self._places.setdefault(told, []).append(place)
        return self._places.get(who, ())


@cache
def _persons() -> Mapping[str, str]:
    return {row[0]: row[1] for row in table("first_persons") if row[1] in ("I", "we", "you")}
