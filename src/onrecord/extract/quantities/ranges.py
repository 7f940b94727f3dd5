"""Two numbers side by side → one range, a score, or two figures.

"6 to 8" and "between 6 and 8" are ranges; "rose to 31 from 19" and "fell from 31 to 19" are two figures; "2-1" is
a score, two figures too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from onrecord.extract.quantities.lexemes import HYPHENS, Lexeme, figure_words, is_digits, touch
from onrecord.extract.quantities.spelt import Number, plain

MOST_SCORED = 200  # above this two numbers with a dash are no score
TALLY_REACH = 12  # how many words back the toll is looked for that moved
FAR_APART = 6  # the ends of a range of changes differ less than by this factor
NEAR = 6  # how many words back the verb of a change or of a match is looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A number with its unit: lexemes `first` to `last`. `prefixed`: the unit stands before the number ("$5")."""

    first: int
    last: int
    number: Number
    unit: str | None
    prefixed: bool


def joins(words: Sequence[Lexeme], left: Side, right: Side) -> tuple[Decimal, Decimal] | None:
    """The ends of the range that the two make, the lower first; None where they are two figures."""
    if "fraction" in (left.number.form, right.number.form) or left.number.form in ("vague", "several"):
        return None
    if left.unit and right.unit and left.unit != right.unit:
        return None
    if left.unit and not right.unit and not left.prefixed:
        return None  # "up 30 points to 2,100": the second counts something else
    low, high = left.number.value, right.number.value
    mantissa = high / right.number.scale
    if left.number.scale == 1 and right.number.scale > 1 and low < mantissa:
        low = plain(low * right.number.scale)
    if words[left.last - 1].low.endswith("fold") or low == high or not _reads_as_range(words, left, right, low, high):
        return None
    return min(low, high), max(low, high)


def _reads_as_range(words: Sequence[Lexeme], left: Side, right: Side, low: Decimal, high: Decimal) -> bool:
    between = words[left.last]
    before = words[left.first - 1].low if left.first else ""
    if between.low == "and":
        return before == "between"
    if between.low == "or":
        alternatives = left.last + 1 == right.number.first and low < high <= 2 * low + 1
        respectively = any(word.low == "respectively" for word in words[right.last : right.last + 2 * NEAR])
        return alternatives and not respectively and left.unit is None
    if between.low in HYPHENS:
        return low < high
    moved = _near_before(words, left.first, "change")
    if before == "from":
        return not moved
    if before == "by" and moved:
        return left.unit is None and low < high and not _moves_to(words, left, right, low, high)
    if before in figure_words("change"):
        return left.unit is None and right.unit == "percent" and low < high  # "grow 2.5 to 3 percent", "rose 3 to 15"
    return low < high


def _moves_to(words: Sequence[Lexeme], left: Side, right: Side, low: Decimal, high: Decimal) -> bool:
    """ "the toll rose by 3 to 15": a change and what it led to, where a toll moved or the two are far apart."""
    if right.unit is not None or words[left.last].low != "to":
        return False
    tolled = any(word.low in figure_words("tally") for word in words[max(0, left.first - TALLY_REACH) : left.first])
    return tolled or high >= FAR_APART * low


def _near_before(words: Sequence[Lexeme], at: int, kind: str) -> bool:
    return any(word.low in figure_words(kind) for word in words[max(0, at - NEAR) : at])


def ends_score(words: Sequence[Lexeme], at: int) -> int | None:
    """Where two numbers glued by a dash at `at` end ("3-1", after "3"); None where no dash joins two."""
    if at + 1 >= len(words) or words[at].text not in HYPHENS:
        return None
    dash, left, right = words[at], words[at - 1], words[at + 1]
    return at + 2 if is_digits(left) and is_digits(right) and touch(left, dash) and touch(dash, right) else None


def is_in_match(words: Sequence[Lexeme], number: Number) -> bool:
    """Whether a number begins a score beside a word of matches ("beat Oranto 3-1")."""
    side = Side(first=number.first, last=number.last, number=number, unit=None, prefixed=False)
    return _near_before(words, number.first, "score") and score_at(words, side) is not None


def is_step(words: Sequence[Lexeme], first: int, last: int) -> bool:
    """Whether the number at `first` says by how much a count moved to the number after it."""
    by = first > 0 and words[first - 1].low == "by"
    return by and last < len(words) and words[last].low in ("to", "from") and _near_before(words, first, "change")


def score_at(words: Sequence[Lexeme], left: Side) -> Side | None:
    """The other side of a score ("2-1"): the greater number first, or beside a word of matches."""
    at = left.last
    if left.unit or at + 1 >= len(words) or words[at].text not in HYPHENS or not is_digits(words[at + 1]):
        return None
    dash, other = words[at], words[at + 1]
    if not (touch(words[at - 1], dash) and touch(dash, other)) or not is_digits(words[at - 1]):
        return None
    if not other.text.isdecimal() or len(other.text) > 3 or left.number.value != int(left.number.value):
        return None
    number = Number(first=at + 1, last=at + 2, value=Decimal(other.text), form="digits")
    if left.number.value >= MOST_SCORED or number.value >= MOST_SCORED:
        return None
    beyond = words[at + 2] if at + 2 < len(words) else None
    if beyond and touch(other, beyond) and (beyond.text[0].isalnum() or beyond.text in HYPHENS):
        return None
    if left.number.value < number.value and not _near_before(words, left.first, "score"):
        return None
    return Side(first=at + 1, last=at + 2, number=number, unit=None, prefixed=False)
