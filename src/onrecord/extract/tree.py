"""Words and their heads → what a word governs: its children, and the stretch that it and all under it take up."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Sequence
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from onrecord.model import Offsets, Word

Range = tuple[int, int]  # words, the last not included

CROWD = 64  # words looked at that depend on one: reports of people have fewer, hostile ones must not cost more

_NOTHING: Iterator[int] = iter(())

Asked = ParamSpec("Asked")
Found = TypeVar("Found")


class Tree:
    """The dependencies of the words of one analysis; ranges are indices of words.

    It is asked thousands of times a report: what can be told of every word is worked out when it is made.
    """

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self.words = words
        self.kept: defaultdict[Callable[..., Any], dict[Any, Any]] = defaultdict(dict)  # see `once`
        self.low: Callable[[int], str] = [text[word.start : word.end].lower() for word in words].__getitem__
        """A word in lower case."""
        bases = [word.relation.partition(":")[0] for word in words]
        self.base: Callable[[int], str] = bases.__getitem__
        """The relation of a word without its subtype."""
        self._starts = [word.start for word in words]
        self._heads = [word.head if 0 <= word.head < len(words) else -1 for word in words]
        self._below: list[dict[str, list[int]]] = [{} for _ in words]  # children by the relation that ties them
        self._counts = [0] * len(words)
        for at, (base, head) in enumerate(zip(bases, self._heads, strict=True)):
            if head >= 0 and head != at:
                self._counts[head] += 1
                if self._counts[head] <= CROWD:
                    self._below[head].setdefault(base, []).append(at)
        self._sizes = [1] * len(words)
        self.extent: Callable[[int], Range] = self._extents().__getitem__
        """From the first to behind the last of the words under a word, itself one of them."""

    def children(self, head: int, *relations: str) -> Iterator[int]:
        """The words that depend on a word by one of the relations (all, where none is given), subtypes left out of
        account, in order."""
        below = self._below[head]
        if len(relations) == 1:
            return iter(below.get(relations[0], ()))
        if relations and below.keys().isdisjoint(relations):
            return _NOTHING
        found = [below[relation] for relation in relations or below if relation in below]
        return iter(found[0] if len(found) == 1 else sorted([at for each in found for at in each]))

    def first(self, head: int, *relations: str) -> int | None:
        """The first of the words that depend on a word by one of the relations."""
        below = self._below[head]
        if len(relations) == 1:
            found = below.get(relations[0])
            return found[0] if found else None
        return min((below[relation][0] for relation in relations if relation in below), default=None)

    def has(self, head: int, *relations: str) -> bool:
        """Whether a word depends on a word by one of the relations."""
        return not self._below[head].keys().isdisjoint(relations)

    def has_word(self, head: int, lows: Container[str], *relations: str) -> bool:
        """Whether one of the words, in lower case, depends on a word by one of the relations."""
        below, low = self._below[head], self.low
        for relation in relations:
            if relation in below:
                for at in below[relation]:
                    if low(at) in lows:
                        return True
        return False

    def phrase(self, head: int) -> Range:
        """The extent of a word without the marks at its end."""
        first, end = self.extent(head)
        while end - 1 > head and self.words[end - 1].upos == "PUNCT" and self.low(end - 1) not in (")", "]"):
            end -= 1
        return first, end

    def is_whole(self, head: int) -> bool:
        """Whether no word between the first and the last of those under a word belongs elsewhere."""
        first, last = self.extent(head)
        return last - first == self._sizes[head]

    def place(self, span: Range) -> Offsets:
        """The characters of a range of words."""
        return self.words[span[0]].start, self.words[span[1] - 1].end

    def inside(self, span: Offsets) -> range:
        """The words that begin in a stretch of characters."""
        first = bisect_left(self._starts, span[0])
        return range(first, bisect_left(self._starts, span[1], first))

    def _extents(self) -> list[Range]:
        """Each word hands its extent to its head once all that depend on it have done so: one pass, at any depth."""
        heads, sizes, waiting = self._heads, self._sizes, self._counts
        firsts, lasts = list(range(len(heads))), list(range(1, len(heads) + 1))
        ready = [at for at, count in enumerate(waiting) if not count]
        while ready:
            at = ready.pop()
            head = heads[at]
            if head < 0 or head == at:
                continue
            if firsts[at] < firsts[head]:
                firsts[head] = firsts[at]
            if lasts[at] > lasts[head]:
                lasts[head] = lasts[at]
            sizes[head] += sizes[at]
            waiting[head] -= 1
            if not waiting[head]:
                ready.append(head)
        return list(zip(firsts, lasts, strict=True))


def once(work: Callable[Concatenate[Tree, Asked], Found]) -> Callable[Concatenate[Tree, Asked], Found]:
    """A pure function of words of a tree, worked out once for each of them: what is found goes with the tree."""

    asking: Callable[..., Found] = work

    @wraps(work)
    def asked(tree: Tree, *at: Any) -> Found:
        kept: dict[Any, Found] = tree.kept[work]
        try:
            return kept[at]
        except KeyError:
            pass  # outside, so that what goes wrong while it is worked out does not seem to come from here
        found = kept[at] = asking(tree, *at)
        return found

    return cast(Callable[Concatenate[Tree, Asked], Found], asked)
