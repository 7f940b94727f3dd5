"""A first or second person → whose voice it is: a quotation's speaker, the one whose turn it is, or the text's own.

A voice has no name where the text gives none: "I" is then somebody unnamed, "we" a group, "you" whoever is addressed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TypeAlias

from onrecord.lexicon import table
from onrecord.model import Attribution, Document, Offsets
from onrecord.model.vocabulary import EntityKind
from onrecord.resolve.authors import author
from onrecord.resolve.entities import Cast
from onrecord.resolve.labels import NOBODY, Turn
from onrecord.resolve.spans import Nesting, holds
from onrecord.resolve.turns import Turns

# The speakers of turns, whom they address and what those are called who have no name; or the number of a block.
Scope: TypeAlias = tuple[tuple[int, ...], tuple[int, ...], str] | int
WHOLE: Scope = ((), (), "")
_KINDS: dict[str, EntityKind] = {"I": "unnamed", "we": "group", "you": "unnamed"}
_WORD = re.compile(r"[^\W\d_]+")


def person(words: str) -> str | None:
    """`I`, `we` or `you` for a pronoun of the voice, in any case; None for all other words."""
    return _persons().get(words.casefold())


class Voices:
    """Whose a first or second person is, by its place."""

    def __init__(
        self,
        document: Document,
        quoted: Sequence[Offsets],
        attributions: Sequence[Attribution],
        turns: Turns,
        cast: Cast,
    ) -> None:
        self._text, blocks = document.text, document.blocks
        self._author = author(document)
        self._starts = [block.span.start for block in blocks]
        self._turns = turns
        self._cast = cast
        self._quoted = Nesting((place, at) for at, place in enumerate(quoted))
        self._said = Nesting((place, at) for at, each in enumerate(attributions) for place in each.content)
        self._attributions = attributions
        self._own: dict[tuple[str, Scope], tuple[int, tuple[Offsets, ...]]] = {}
        self._places: dict[tuple[str, Scope | None], list[Offsets]] | None = None

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

    def own(self, place: Offsets, who: str) -> tuple[int, tuple[Offsets, ...]] | None:
        """The member for the voice around a place, or whom it addresses, and where its name stands.

        All pronouns of the voice are mentions. None on a page of letters, where many voices share blocks.
        """
        scope = self._scope(place)
        if scope is None:
            return None
        if (who, scope) not in self._own:
            places = self._pronouns(who, scope) or [place]
            self._own[who, scope] = self._new(who, scope, places)
        found = self._own[who, scope]
        if self._cast.at(place) is None:
            self._cast.join(found[0], "", place)
        return found

    def _new(self, who: str, scope: Scope, places: Sequence[Offsets]) -> tuple[int, tuple[Offsets, ...]]:
        """A voice that nobody has spoken with: the author's, one that a label names, or one that only pronouns tell."""
        turn = self.turn(places[0])
        evidence = turn.evidence if who == "I" and len(turn.label) > 1 else ()
        first = (*evidence, places[0])[0]
        name, kind = self._text[slice(*first)], _KINDS[who]
        if who == "I" and self._author and scope == WHOLE:
            (name, evidence), first, kind = self._author, places[0], "person"
        known = self._cast.called(name) if who == "I" and person(name) is None else None
        member = self._cast.add(kind, name, first) if known is None else known
        for each in places:
            if self._cast.at(each) is None:
                self._cast.join(member, "", each)
        return member, evidence

    def _scope(self, place: Offsets) -> Scope | None:
        """How far one voice reaches: all turns of one speaker, all that asks them, all of a text, or else one block."""
        turn = self.turn(place)
        if turn != NOBODY:
            return turn.speakers, () if turn.speakers or turn.label else turn.addressed, turn.label
        if self._turns.alone:
            return WHOLE
        return None if self._turns.letters else bisect_right(self._starts, place[0])

    def _pronouns(self, who: str, scope: Scope) -> Sequence[Offsets]:
        """Every pronoun of a voice outside quotation marks, in order; "US" is a country."""
        if self._places is None:
            self._places = {}
            for found in _WORD.finditer(self._text):
                told = person(found[0])
                place = found.span()
                if told and found[0] != "US" and not self.quotation(place):
                    self._places.setdefault((told, self._scope(place)), []).append(place)
        return self._places.get((who, scope), ())


@cache
def _persons() -> Mapping[str, str]:
    return {row[0]: row[1] for row in table("first_persons") if row[1] in ("I", "we", "you")}
