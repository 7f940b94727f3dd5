"""A story: its cast and its sentences, drawn from a number; who is in it once is in it again.

A later edition has one more paragraph at the end and higher figures, and is the same story otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Any, TypeAlias

from benchmarks.sentences import Page, Sentence
from benchmarks.world import NEWS, Ranked, world

Pattern: TypeAlias = Mapping[str, Any]
_CAST = {"person": 6, "place": 7, "organisation": 5, "office": 3, "outlet": 2}
_PARAGRAPHS = (8, 12)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LISTS = {
    "adjective": "adjectives",
    "noun": "nouns",
    "verb": "verbs",
    "reason": "reasons",
    "bound": "bounds",
    "people": "people",
    "outcome": "outcomes",
    "role": "roles",
    "unnamed": "unnamed",
}


class Story:
    """One story. `names` holds the whole name behind the words of a slot ("Ruiz": "Ana Ruiz")."""

    def __init__(self, number: int, edition: int) -> None:
        self._random = Random(number)
        self._edition = edition
        drawn = world()
        pools: dict[str, Ranked] = {
            "person": drawn.people,
            "place": drawn.places,
            "organisation": drawn.organisations,
            "office": drawn.offices,
            "outlet": drawn.outlets,
        }
        self._cast = {slot: [pools[slot].draw(self._random) for _ in range(many)] for slot, many in _CAST.items()}
        self.names: dict[str, str] = {}

    def fill(self, slot: str) -> str:
        """The words for a slot; somebody named before is called by the surname."""
        if slot in self._cast:
            return self._named(slot)
        if slot == "number":
            return f"{self._number():,}"
        if slot == "day":
            return str(self._choose(DAYS))
        if slot == "rare":
            return world().rare.draw(self._random)
        return self._often_first(NEWS["words"][_LISTS[slot]])

    def headline(self, page: Page) -> Sentence:
        """The title, written."""
        return page.sentence(self._choose(NEWS["headlines"])["text"], self)

    def paragraphs(self) -> Iterator[Sequence[Pattern]]:
        """The patterns of each paragraph: the lead, then statements and figures with plain news between."""
        yield (self._choose(NEWS["leads"]),)
        for number in range(self._number_of_paragraphs() + self._edition - 1):
            kinds = ("statements", "counts") if number % 2 else ("plain", "statements", "plain")
            yield [self._choose(NEWS[kind]) for kind in kinds]

    def _number_of_paragraphs(self) -> int:
        return self._random.randint(*_PARAGRAPHS)

    def _named(self, slot: str) -> str:
        whole = self._often_first(self._cast[slot])
        short = whole.split()[-1]
        if slot == "person" and self.names.get(short) == whole:
            return short
        self.names.setdefault(short if slot == "person" else whole, whole)
        return whole

    def _number(self) -> int:
        """Small numbers are the commonest; a later edition counts more."""
        return int(2 * 10 ** (3.5 * self._random.random() ** 2)) + self._edition - 1

    def _often_first(self, words: Sequence[str]) -> str:
        """The first of them most often, by and by less."""
        return words[int(self._random.random() ** 1.5 * len(words))]

    def _choose(self, among: Sequence[Any]) -> Any:
        return among[int(self._random.random() * len(among))]
