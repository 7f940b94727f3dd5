"""What a number leaves room for: `telling → the least and the most`; and whether two exclude each other."""

from __future__ import annotations

from decimal import Decimal

from onrecord.model.telling import Telling

Room = tuple[Decimal | None, Decimal | None]  # None where it is open
ABOUT = Decimal("0.1")  # "about 20" leaves room for a tenth on either side


def room(one: Telling) -> Room:
    """The least and the most; "at least 12" is open above, "about 20" is 18 to 22."""
    number = one.number
    if number is None:
        return None, None
    if one.bound in ("at_least", "over"):
        return number, None
    if one.bound in ("at_most", "under"):
        return None, one.high if one.high is not None else number
    if one.bound == "between":
        return one.low, one.high
    if one.bound == "about":
        return number * (1 - ABOUT), number * (1 + ABOUT)
    return number, number


def exclude(one: Telling, other: Telling) -> bool:
    """Whether no number is right for both: 12 and 15 are so, "at least 12" and 15 are not."""
    return above(one, other) or above(other, one)


def above(one: Telling, other: Telling) -> bool:
    """Whether all that one leaves room for is more than all that the other does."""
    (low, _), (_, high) = room(one), room(other)
    if low is None or high is None:
        return False
    strict = one.bound == "over" or other.bound == "under"
    return low >= high if strict else low > high
