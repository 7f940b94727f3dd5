"""Trees, times and names of one document → which name and which time stands at a word."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from typing import TypeVar

from onrecord.extract.tree import Range, Tree
from onrecord.lexicon import table
from onrecord.model import Mention, Timex
from onrecord.model.vocabulary import EntityKind

_ACTING: frozenset[EntityKind] = frozenset({"person", "organisation", "group"})

Found = TypeVar("Found")


class Scene:
    """What is known of the words of a document before its events are read."""

    __slots__ = ("_placed", "_timed", "name", "time", "tree")

    def __init__(self, tree: Tree, times: Sequence[Timex], mentions: Sequence[Mention]) -> None:
        self.tree = tree
        timed = _by_word(tree, [(time.span.start, time.span.end, time) for time in times])
        named = _by_word(tree, [(mention.start, mention.end, mention) for mention in mentions])
        self.time: Callable[[int], Timex | None] = timed.get
        """The time expression in which a word stands."""
        self.name: Callable[[int], Mention | None] = named.get
        """The name in which a word stands."""
        self._timed = sorted(timed)
        self._placed = sorted(at for at, mention in named.items() if mention.kind == "place")

    def tells_time(self, words: Range) -> bool:
        """Whether a time expression stands among words."""
        return _any_within(self._timed, words)

    def tells_place(self, words: Range) -> bool:
        """Whether the name of a place stands among words."""
        return _any_within(self._placed, words)

    def acts(self, at: int) -> bool:
        """Whether a noun names somebody who can do something: people, an institution, no place and no thing."""
        name = self.name(at)
        if name is not None:
            return name.kind in _ACTING
        word = self.tree.words[at]
        return word.upos == "PRON" or self.tree.low(at) in _people() or word.lemma.lower() in _people()


def _by_word(tree: Tree, found: Sequence[tuple[int, int, Found]]) -> dict[int, Found]:
    """What stands at each word that begins in it: of several, the one that begins last."""
    ordered = sorted(found, key=lambda one: (one[0], -one[1]))
    ends = [min(one[1], following[0]) for one, following in pairwise(ordered)] + [one[1] for one in ordered[-1:]]
    places = zip(ordered, ends, strict=True)
    return {at: one for (start, _, one), end in places for at in tree.inside((start, end))}


def _any_within(places: Sequence[int], words: Range) -> bool:
    found = bisect_left(places, words[0])
    return found < len(places) and places[found] < words[1]


@cache
def _people() -> frozenset[str]:
    """Nouns for people, one by one and together."""
    acting = ("anonymous", "group", "office", "organisation", "person")
    nouns = {noun for noun, kind, _ in table("sources") if kind in acting}
    return frozenset(nouns | {form for row in table("people") for form in row[:2]} - {"", "one", "some", "many"})
