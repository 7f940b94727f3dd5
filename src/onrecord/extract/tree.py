"""Words and their heads → what a word governs: its children, and the stretch that it and all under it take up."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from onrecord.model import Offsets, Word

Range = tuple[int, int]  # words, the last not included

CROWD = 64  # words looked at that depend on one: reports of people have fewer, hostile ones must not cost more

_NOTHING: Iterator[int] = iter(())


class Tree:
    """The dependencies of the words of one analysis; ranges are indices of words."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self.words = words
        self._text = text
        self._lows: list[str | None] = [None] * len(words)
        self._bases = [word.relation.partition(":")[0] for word in words]
        self._children: dict[int, list[int]] = {}
        self._kinds: list[set[str] | None] = [None] * len(words)  # of relations below each word
        for at, word in enumerate(words):
            if 0 <= word.head < len(words) and word.head != at:
                self._children.setdefault(word.head, []).append(at)
                kinds = self._kinds[word.head]
                if kinds is None:
                    self._kinds[word.head] = {self._bases[at]}
                else:
                    kinds.add(self._bases[at])
        self._sizes = [1] * len(words)
        self._extents = self._all_extents()

    def low(self, at: int) -> str:
        """A word in lower case."""
        found = self._lows[at]
        if found is None:
            word = self.words[at]
            found = self._lows[at] = self._text[word.start : word.end].lower()
        return found

    def children(self, head: int, *relations: str) -> Iterator[int]:
        """The words that depend on a word by one of the relations (all, where none is given), subtypes left out of
        account, in order."""
        kinds = self._kinds[head]
        if kinds is None or (relations and kinds.isdisjoint(relations)):
            return _NOTHING
        children, bases = self._children[head][:CROWD], self._bases
        return iter([at for at in children if bases[at] in relations] if relations else children)

    def extent(self, head: int) -> Range:
        """From the first to behind the last of the words under a word, itself one of them."""
        return self._extents[head]

    def phrase(self, head: int) -> Range:
        """The extent of a word without the marks at its end."""
        first, end = self._extents[head]
        while end - 1 > head and self.words[end - 1].upos == "PUNCT" and self.low(end - 1) not in (")", "]"):
            end -= 1
        return first, end

    def is_whole(self, head: int) -> bool:
        """Whether no word between the first and the last of those under a word belongs elsewhere."""
        first, last = self._extents[head]
        return last - first == self._sizes[head]

    def place(self, span: Range) -> Offsets:
        """The characters of a range of words."""
        return self.words[span[0]].start, self.words[span[1] - 1].end

    def inside(self, span: Offsets) -> range:
        """The words that begin in a stretch of characters."""
        first = bisect_left(self.words, span[0], key=lambda word: word.start)
        return range(first, bisect_left(self.words, span[1], key=lambda word: word.start))

    def _all_extents(self) -> list[Range]:
        """Each word hands its extent to its head once all that depend on it have done so: one pass, at any depth."""
        extents = [(at, at + 1) for at in range(len(self.words))]
        waiting = [len(self._children.get(at, ())) for at in range(len(self.words))]
        ready = [at for at, count in enumerate(waiting) if not count]
        while ready:
            at = ready.pop()
            head = self.words[at].head
            if not 0 <= head < len(self.words) or head == at:
                continue
            extents[head] = min(extents[head][0], extents[at][0]), max(extents[head][1], extents[at][1])
            self._sizes[head] += self._sizes[at]
            waiting[head] -= 1
            if not waiting[head]:
                ready.append(head)
        return extents
