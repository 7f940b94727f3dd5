"""Trees, times and names of one document → which name and which time stands at a word."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from onrecord.extract.tree import Tree
from onrecord.lexicon import table
from onrecord.model import Mention, Timex
from onrecord.model.vocabulary import EntityKind

_ACTING: frozenset[EntityKind] = frozenset({"person", "organisation", "group"})


class Scene:
    """What is known of the words of a document before its events are read."""

    __slots__ = ("_mention_starts", "_mentions", "_time_starts", "_times", "tree")

    def __init__(self, tree: Tree, times: Sequence[Timex], mentions: Sequence[Mention]) -> None:
        self.tree = tree
        self._times = sorted(times, key=lambda time: (time.span.start, -time.span.end))
        self._time_starts = [time.span.start for time in self._times]
        self._mentions = sorted(mentions, key=lambda mention: (mention.start, -mention.end))
        self._mention_starts = [mention.start for mention in self._mentions]

    def time(self, at: int) -> Timex | None:
        """The time expression in which a word stands."""
        start = self.tree.words[at].start
        found = bisect_right(self._time_starts, start) - 1
        return self._times[found] if found >= 0 and self._times[found].span.end > start else None

    def name(self, at: int) -> Mention | None:
        """The name in which a word stands."""
        start = self.tree.words[at].start
        found = bisect_right(self._mention_starts, start) - 1
        return self._mentions[found] if found >= 0 and self._mentions[found].end > start else None

    def acts(self, at: int) -> bool:
        """Whether a noun names somebody who can do something: people, an institution, no place and no thing."""
        name = self.name(at)
        if name is not None:
            return name.kind in _ACTING
        word = self.tree.words[at]
        return word.upos == "PRON" or self.tree.low(at) in _people() or word.lemma.lower() in _people()


@cache
def _people() -> frozenset[str]:
    """Nouns for people, one by one and together."""
    acting = ("anonymous", "group", "office", "organisation", "person")
    nouns = {noun for noun, kind, _ in table("sources") if kind in acting}
    return frozenset(nouns | {form for row in table("people") for form in row[:2]} - {"", "one", "some", "many"})
