"""Two versions of a text laid beside each other: `old text, new text → passages that answer each other`.

A passage is about a sentence. Passages that stand once in both texts are anchors, as far as they keep their order
(patience diff); between two anchors, passages answer each other that share a word that stands nowhere else, then those
that are most alike. Near-linear in the texts' length:
in a gap between anchors each passage is compared with a bounded number of others.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein, Opcodes

from onrecord.model import Offsets
from onrecord.relate.facts import plain

LONGEST = 1000  # characters of a passage; a longer one is cut
NEAR = 8  # passages on either side of its place that a passage is compared with
COMPARED = 400_000  # passages compared in one gap, about; in a very wide one each is compared with fewer
ALIKE = 50.0  # rapidfuzz's ratio, 0 to 100, from which two passages are versions of one
_BREAK = re.compile(r"""(?<=[.!?])["'”’»)]*\s+|\n+""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passages:
    """Passages of two texts; `answers` maps the index of an old one to that of the new one, in rising order."""

    old: tuple[Offsets, ...]
    new: tuple[Offsets, ...]
    answers: dict[int, int]
    old_text: str
    new_text: str

    def place(self, start: int, end: int) -> Offsets | None:
        """Where a stretch of an old passage stands in the new text; None where nothing answers the passage."""
        index = self._of_old(start)
        answer = self.answers.get(index)
        if answer is None:
            return None
        left, there = self.old[index], self.new[answer]
        codes = Levenshtein.opcodes(self.old_text[slice(*left)], self.new_text[slice(*there)])
        begin = _moved(codes, start - left[0])
        finish = _moved(codes, min(end, left[1]) - left[0], after=True)
        return there[0] + begin, there[0] + max(begin, finish)

    def of_new(self, start: int) -> int:
        """The index of the new passage that a place is in."""
        return bisect_right(self.new, (start, len(self.new_text))) - 1

    def answer(self, start: int) -> int | None:
        """The index of the new passage that answers the old one that a place is in."""
        return self.answers.get(self._of_old(start))

    def _of_old(self, start: int) -> int:
        return bisect_right(self.old, (start, len(self.old_text))) - 1


def beside(old: str, new: str) -> Passages:
    """The passages of two texts, and which of them answer each other."""
    left, right = tuple(_passages(old)), tuple(_passages(new))
    one, other = [plain(old[slice(*span)]) for span in left], [plain(new[slice(*span)]) for span in right]
    anchors = _rising(_once(enumerate(one), enumerate(other)))
    answers = dict(anchors)
    for before, after in _gaps(anchors, (0, len(one)), (0, len(other))):
        answers.update(_answers(one, other, before, after))
    return Passages(old=left, new=right, answers=answers, old_text=old, new_text=new)


def _passages(text: str) -> Iterator[Offsets]:
    """Stretches of about a sentence that make up the whole text."""
    start = 0
    for end in (*(found.end() for found in _BREAK.finditer(text)), len(text)):
        while end - start > LONGEST:
            yield start, start + LONGEST
            start += LONGEST
        if end > start:
            yield start, end
            start = end


def _once(one: Iterable[tuple[int, str]], other: Iterable[tuple[int, str]]) -> list[tuple[int, int]]:
    """Pairs of passages with something (itself, a word of it) that stands in one passage alone on either side."""
    sides: list[dict[str, int]] = []
    for side in (one, other):
        where: dict[str, int] = {}
        for index, words in side:
            where[words] = index if where.get(words, index) == index else -1
        sides.append(where)
    return [
        (at, sides[1][words]) for words, at in sides[0].items() if words and at >= 0 and sides[1].get(words, -1) >= 0
    ]


def _rising(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest row of pairs that rises on both sides (patience sorting)."""
    ordered = sorted(set(pairs), key=lambda pair: (pair[0], -pair[1]))
    tops: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, index) in enumerate(ordered):
        at = bisect_left(tops, index)
        before.append(last[at - 1] if at else -1)
        tops[at : at + 1], last[at : at + 1] = [index], [number]
    row: list[tuple[int, int]] = []
    number = last[-1] if last else -1
    while number >= 0:
        row.append(ordered[number])
        number = before[number]
    return row[::-1]


def _gaps(anchors: Iterable[tuple[int, int]], left: Offsets, right: Offsets) -> Iterator[tuple[Offsets, Offsets]]:
    """What lies between anchors, on both sides."""
    at, there = left[0], right[0]
    for one, other in (*anchors, (left[1], right[1])):
        if at < one and there < other:
            yield (at, one), (there, other)
        at, there = one + 1, other + 1


def _answers(one: Sequence[str], other: Sequence[str], left: Offsets, right: Offsets) -> Iterator[tuple[int, int]]:
    """Passages that answer each other between two anchors: the same at both ends, then by words that stand once."""
    while left[0] < left[1] and right[0] < right[1] and one[left[0]] == other[right[0]]:
        yield left[0], right[0]
        left, right = (left[0] + 1, left[1]), (right[0] + 1, right[1])
    while left[0] < left[1] and right[0] < right[1] and one[left[1] - 1] == other[right[1] - 1]:
        yield left[1] - 1, right[1] - 1
        left, right = (left[0], left[1] - 1), (right[0], right[1] - 1)
    here = ((index, word) for index in range(*left) for word in one[index].split())
    there = ((index, word) for index in range(*right) for word in other[index].split())
    shared = [pair for pair in _once(here, there) if fuzz.ratio(one[pair[0]], other[pair[1]], score_cutoff=ALIKE)]
    rising = _rising(shared)
    yield from rising
    for before, after in _gaps(rising, left, right):
        yield from _alike(one, other, before, after)


def _alike(one: Sequence[str], other: Sequence[str], left: Offsets, right: Offsets) -> Iterator[tuple[int, int]]:
    """Passages that are alike and stand at about the same place, best first, none crossing another."""
    wide, broad = left[1] - left[0], right[1] - right[0]
    near = max(1, min(NEAR, COMPARED // (2 * wide)))
    found: list[tuple[float, int, int, int]] = []
    for index in range(*left):
        centre = right[0] + (index - left[0]) * broad // wide
        for there in range(max(right[0], centre - near), min(right[1], centre + near + 1)):
            score = fuzz.ratio(one[index], other[there], score_cutoff=ALIKE)
            if score:
                found.append((-score, abs(there - centre), index, there))
    taken: list[int] = []
    answers: list[int] = []
    for _, _, index, there in sorted(found):
        at = bisect_left(taken, index)
        free = at == len(taken) or taken[at] != index
        if free and (at == 0 or answers[at - 1] < there) and (at == len(taken) or there < answers[at]):
            taken.insert(at, index)
            answers.insert(at, there)
    yield from zip(taken, answers, strict=True)


def _moved(codes: Opcodes, at: int, *, after: bool = False) -> int:
    """A place of the old passage in the new one; `after`: the end of what stands before it."""
    place = 0
    for code in codes:
        if code.src_start <= at < code.src_end or (after and code.src_start < at <= code.src_end):
            if code.src_end - code.src_start == code.dest_end - code.dest_start:
                return code.dest_start + at - code.src_start
            return code.dest_end if after else code.dest_start
        place = code.dest_end
    return place
