"""Quantities → which of them say the same figure again: headline, caption and body tell one figure three times."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from onrecord.model import Block, Quantity, Statement

_WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")
_AFTER_HEAD = frozenset(
    {"of", "in", "from", "at", "on", "with", "who", "whom", "that", "which", "to", "for", "by", "near"}
)
BODY = frozenset({"paragraph", "list_item", "other"})
CROWD = 50  # figures alike that are compared with each other; hostile texts have more


def same_figures(
    text: str, quantities: Sequence[Quantity], stated: Sequence[Statement | None], blocks: Sequence[Block]
) -> list[int]:
    """For each quantity the index of the one that stands for it: itself, or where the same was said in full."""
    starts = [block.span.start for block in blocks]
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, quantity in enumerate(quantities):
        alike[_likeness(text, quantity)].append(at)
    kept = list(range(len(quantities)))
    for likeness, members in alike.items():
        if likeness[0] != "place" and len(members) > 1:
            _merge(members, kept, quantities, stated, [_rank(quantities[at], starts, blocks) for at in members])
    by_place: dict[tuple[object, ...], int] = {}
    for at, quantity in enumerate(quantities):
        kept[at] = by_place.setdefault((quantity.number, quantity.outcome), kept[at])
    return [kept[kept[at]] for at in range(len(kept))]


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


def _rank(quantity: Quantity, starts: Sequence[int], blocks: Sequence[Block]) -> tuple[bool, int]:
    """Body before headline and caption, then the order of the text."""
    at = bisect_right(starts, quantity.number[0]) - 1
    return (at >= 0 and blocks[at].kind not in BODY, quantity.number[0])


def _merge(
    members: Sequence[int],
    kept: list[int],
    quantities: Sequence[Quantity],
    stated: Sequence[Statement | None],
    ranks: Sequence[tuple[bool, int]],
) -> None:
    """Each joins the first, body before caption, that it does not disagree with."""
    firsts: list[int] = []
    for _, at in sorted(zip(ranks, members, strict=True)):
        same = next((first for first in firsts if _agree(at, first, quantities, stated)), None)
        if same is not None:
            kept[at] = same
        elif len(firsts) < CROWD:
            firsts.append(at)


def _agree(one: int, other: int, quantities: Sequence[Quantity], stated: Sequence[Statement | None]) -> bool:
    """No two values that both are told may differ: day, window, part, speaker."""
    a, b = quantities[one], quantities[other]
    told = [
        (a.on, b.on),
        (a.since, b.since),
        (a.until, b.until),
        (a.part_of, b.part_of),
        (_speaker(stated[one]), _speaker(stated[other])),
        (a.as_of and a.as_of.value, b.as_of and b.as_of.value),
    ]
    return all(x is None or y is None or x == y for x, y in told)


def _speaker(statement: Statement | None) -> str | None:
    return statement.speaker if statement else None
