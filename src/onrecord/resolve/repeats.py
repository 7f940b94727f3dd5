"""Quantities → which of them say the same figure again: headline, caption and body tell one figure three times."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from onrecord.model import Block, Quantity, Sentence, Statement

_WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")
_AFTER_HEAD = frozenset(
    {"of", "in", "from", "at", "on", "with", "who", "whom", "that", "which", "to", "for", "by", "near"}
)
BODY = frozenset({"paragraph", "list_item", "other"})
TELLING = 10  # a count from which two that agree are hardly two by chance
CROWD = 50  # figures alike that are compared with each other; hostile texts have more


def same_figures(
    text: str,
    quantities: Sequence[Quantity],
    stated: Sequence[Statement | None],
    blocks: Sequence[Block],
    sentences: Sequence[Sentence],
) -> list[int]:
    """For each quantity the index of the one that stands for it: itself, or where the same was said in full."""
    setting = _Setting(text=text, quantities=quantities, stated=stated, blocks=blocks, sentences=sentences)
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, quantity in enumerate(quantities):
        alike[_likeness(text, quantity)].append(at)
    kept = list(range(len(quantities)))
    for likeness, members in alike.items():
        if likeness[0] != "place" and len(members) > 1:
            _merge(members, kept, setting)
    by_place: dict[tuple[object, ...], int] = {}
    for at, quantity in enumerate(quantities):
        kept[at] = by_place.setdefault((quantity.number, quantity.outcome), kept[at])
    return [kept[kept[at]] for at in range(len(kept))]


class _Setting:
    """The quantities with where each stands: its sentence, and whether that is in the report's body."""

    def __init__(
        self,
        *,
        text: str,
        quantities: Sequence[Quantity],
        stated: Sequence[Statement | None],
        blocks: Sequence[Block],
        sentences: Sequence[Sentence],
    ) -> None:
        self.quantities = quantities
        self.stated = stated
        self._text = text
        self._sentences = sentences
        self._starts = [sentence.start for sentence in sentences]
        self._blocks = blocks
        self._block_starts = [block.span.start for block in blocks]

    def body(self, at: int) -> bool:
        """Whether a quantity stands in the body, not in a headline or a caption."""
        block = bisect_right(self._block_starts, self.quantities[at].number[0]) - 1
        return block < 0 or self._blocks[block].kind in BODY

    def sentence(self, at: int) -> int:
        """The number of the sentence that a quantity stands in."""
        return bisect_right(self._starts, self.quantities[at].number[0]) - 1

    def same_words(self, one: int, other: int) -> bool:
        """Whether two quantities count the same in the same words."""
        return self._counted(one) == self._counted(other)

    def same_sentence(self, one: int, other: int) -> bool:
        """Whether the sentences of two quantities are the same words twice."""
        return self._said(one) == self._said(other) is not None

    def _counted(self, at: int) -> str | None:
        place = self.quantities[at].counted
        return self._text[place[0] : place[1]].casefold() if place else None

    def _said(self, at: int) -> str | None:
        number = self.sentence(at)
        if number < 0:
            return None
        return self._text[self._sentences[number].start : self._sentences[number].end]


def _likeness(text: str, quantity: Quantity) -> tuple[object, ...]:
    """What two tellings of one figure have in common; its place alone where nothing counted is named."""
    head = _head(text, quantity)
    if head is None or (quantity.value is None and quantity.low is None):
        return ("place", quantity.number, quantity.outcome)
    return (quantity.value, quantity.low, quantity.high, quantity.bound, quantity.outcome, quantity.unit, head)


def _head(text: str, quantity: Quantity) -> str | None:
    """The head word of what is counted, its plural ending left out."""
    head = None
    for word in _WORD.findall(text[slice(*quantity.counted)] if quantity.counted else ""):
        folded = word.casefold()
        if head and folded in _AFTER_HEAD:
            break
        head = folded
    return head.removesuffix("s") if head else None


def _merge(members: Sequence[int], kept: list[int], setting: _Setting) -> None:
    """Each joins the first, body before caption, that it says again."""
    firsts: list[int] = []
    for at in sorted(members, key=lambda at: (not setting.body(at), setting.quantities[at].number[0])):
        same = next((first for first in firsts if _again(at, first, setting)), None)
        if same is not None:
            kept[at] = same
        elif len(firsts) < CROWD:
            firsts.append(at)


def _again(one: int, other: int, setting: _Setting) -> bool:
    """Whether a quantity says another again: never twice in one sentence, and not by chance.

    A headline or caption repeats the body. In the body itself a toll is said again, a small one only in the
    same words; any other count ("two countries") only where the whole sentence is.
    """
    if setting.sentence(one) == setting.sentence(other) >= 0 or not _agree(one, other, setting):
        return False
    if not (setting.body(one) and setting.body(other)) or setting.same_sentence(one, other):
        return True
    quantity = setting.quantities[one]
    if quantity.outcome is None:
        return False
    return (quantity.value is not None and quantity.value >= TELLING) or setting.same_words(one, other)


def _agree(one: int, other: int, setting: _Setting) -> bool:
    """No two values that both are told may differ: day, window, scope, part, speaker."""
    a, b = setting.quantities[one], setting.quantities[other]
    told = [
        (a.on, b.on),
        (a.since, b.since),
        (a.until, b.until),
        (a.part_of, b.part_of),
        (_speaker(setting.stated[one]), _speaker(setting.stated[other])),
        (a.as_of and a.as_of.value, b.as_of and b.as_of.value),
        (_window(a), _window(b)),
    ]
    return all(x is None or y is None or x == y for x, y in told)


def _window(quantity: Quantity) -> bool | None:
    """Whether a part of the time is counted, or all of it; None where neither is told."""
    return {"period": True, "change": True, "cumulative": False, "stock": False}.get(quantity.scope)


def _speaker(statement: Statement | None) -> str | None:
    return statement.speaker if statement else None
