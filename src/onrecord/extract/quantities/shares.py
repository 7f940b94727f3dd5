"""Counts of a sentence → of which other figure each is a part: "nine of whom", "ten of the 300 guests"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onrecord.extract.quantities.carried_over import is_graded
from onrecord.extract.quantities.counted import Count
from onrecord.extract.quantities.fates import Fate
from onrecord.extract.quantities.lexemes import Lexeme
from onrecord.extract.quantities.sharing import includes, is_inside, is_joined
from onrecord.model import Quantity

LOOK_BACK = 12  # figures back, within the paragraph, among which a whole is looked for


def wholes(
    words: Sequence[Lexeme],
    counts: Sequence[Count],
    fates: Sequence[Fate | None],
    kept: Sequence[int],
    before: Sequence[Quantity],
    block_first: int,
) -> dict[int, int]:
    """For the kept counts that are parts: the index of the whole among all quantities of the text.

    `before` are the quantities of the sentences before; those of the paragraph begin at `block_first`.
    """
    index = {k: len(before) + place for place, k in enumerate(kept)}
    found: dict[int, int] = {}
    for place, k in enumerate(kept):
        if (whole := _named_whole(counts, k, kept)) is not None:
            found[k] = index[whole]
            continue
        inside = [j for j in kept[max(0, place - LOOK_BACK) : place] if _may_hold(counts[j], counts[k])]
        held_by = _whole(words, counts, fates, k, inside, found, index)
        if held_by is None:
            held_by = _told_before(words, counts[k], fates[k], before, block_first)
        if held_by is not None:
            found[k] = held_by
    return found


def _named_whole(counts: Sequence[Count], k: int, kept: Sequence[int]) -> int | None:
    """The whole that a part names itself: "ten of the 300 guests"."""
    near = range(max(0, k - LOOK_BACK), min(len(counts), k + 2)) if counts[k].whole is not None else ()
    return next((j for j in near if j in kept and j != k and counts[j].first == counts[k].whole), None)


def _whole(
    words: Sequence[Lexeme],
    counts: Sequence[Count],
    fates: Sequence[Fate | None],
    k: int,
    inside: Sequence[int],
    found: dict[int, int],
    index: dict[int, int],
) -> int | None:
    """The whole inside the same sentence; `inside` are the earlier counts that are large enough."""
    fate = fates[k]
    if counts[k].pronoun is not None:
        return index[inside[-1]] if inside else None
    if fate and is_graded(words, counts[k]):
        same = [j for j in inside if (other := fates[j]) and other.outcome == fate.outcome]
        return index[same[-1]] if same else None
    if (
        fate
        and counts[k].noun is None
        and words[counts[k].last : counts[k].last + 1]
        and words[counts[k].last].low == "fatally"
    ):
        hurt = [j for j in inside if (other := fates[j]) and other.outcome in ("injured", "killed_or_injured")]
        return index[hurt[-1]] if hurt else None
    if includes(words, counts, k):
        holder = k - 2 if is_inside(counts, k - 1) else k - 1
        return index[holder] if holder in inside else None
    if k - 1 in found and fate and is_joined(words, counts[k - 1], counts[k]):
        near = (
            includes(words, counts, k - 1) and counts[k].first - counts[k - 1].last == 1
        )  # "among them a woman and four children", no ", and"
        before = fates[k - 1]
        if fate.side == "shared" or (near and before and before.first == fate.first):
            return found[k - 1]
    if fate and fate.side == "among":
        same = [j for j in inside if (other := fates[j]) and other.outcome == fate.outcome]
        return index[same[-1]] if same else None
    return None


def _told_before(
    words: Sequence[Lexeme], count: Count, fate: Fate | None, before: Sequence[Quantity], block_first: int
) -> int | None:
    """The whole among the paragraph's earlier figures, for "three of them" and "among the dead were three"."""
    if count.pronoun is not None and words[count.pronoun].low == "them":
        return _last(before, block_first, lambda quantity: quantity.unit == "person" and _is_larger(quantity, count))
    if fate and fate.side == "among":
        outcome = fate.outcome
        return _last(before, block_first, lambda quantity: quantity.outcome == outcome and _is_larger(quantity, count))
    return None


def _last(before: Sequence[Quantity], first: int, fits: Callable[[Quantity], bool]) -> int | None:
    for at in range(len(before) - 1, max(first, len(before) - LOOK_BACK) - 1, -1):
        if fits(before[at]):
            return at
    return None


def _is_larger(quantity: Quantity, count: Count) -> bool:
    whole = quantity.low if quantity.value is None else quantity.value
    part = count.reading.value
    return whole is None or part is None or whole >= part


def _may_hold(whole: Count, part: Count) -> bool:
    """Whether the one may be a whole of the other: people, named before it, and not fewer."""
    people = whole.kind in ("people", "unknown", "none") and whole.last <= part.first
    if whole.reading.unit is not None or not people:
        return False
    greatest = whole.reading.high if whole.reading.bound == "between" else whole.reading.value
    least = part.reading.value
    return greatest is None or least is None or greatest >= least or whole.reading.bound in ("over", "at_least")
