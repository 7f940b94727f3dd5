"""Lexemes → numbers spelt in words: "twenty-eight thousand", "a hundred and five", "half a million".

The grammar of English: groups below a thousand, each followed by a smaller scale than the one before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from onrecord.extract.quantities.lexemes import HYPHENS, Lexeme, touch
from onrecord.lexicon import table

Form = Literal["digits", "words", "fraction", "vague", "several"]
FRACTION_PLACES = Decimal("1E-12")  # a third has no end; figures keep twelve places


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """Lexemes `first` to `last` (not included) and what they say.

    A vague number ("hundreds") has the least that it can mean in `value`. `scale` is the last multiplier of a
    mixed number ("million" of "1.2 million"), 1 where there is none: a range may share it.
    """

    first: int
    last: int
    value: Decimal
    form: Form
    scale: Decimal = Decimal(1)


def plain(value: Decimal) -> Decimal:
    """The same number without exponent and without zeros that say nothing."""
    if value == value.to_integral_value():
        return value.quantize(Decimal(1))
    return Decimal(format(value.normalize(), "f"))


@cache
def values(kind: str) -> dict[str, Decimal]:
    """The words of one kind of the table of numbers, with their values."""
    return {word: ratio(value) for word, its_kind, value in table("numbers") if its_kind == kind}


def ratio(written: str) -> Decimal:
    """The value of "3/4", with twelve places."""
    above, _, below = written.partition("/")
    return plain((Decimal(above) / Decimal(below or 1)).quantize(FRACTION_PLACES))


def low_at(words: Sequence[Lexeme], at: int) -> str:
    """The word at `at` in lower case, or '' beyond the ends."""
    return words[at].low if 0 <= at < len(words) else ""


def in_words(words: Sequence[Lexeme], at: int) -> Number | None:
    """A number in words by the grammar of English: groups below a thousand, each with a smaller scale than the last."""
    first, total, least = at, Decimal(0), None
    scale = Decimal(1)
    while True:
        group = _below_thousand(words, at)
        if group is None:
            break
        value, after = group
        step = after + 1 if low_at(words, after) in HYPHENS else after
        large = values("scale").get(low_at(words, step))
        if large is None:
            if least is None or value < least:
                total, at, least = total + value, after, None
            break
        scale, after = scales(words, after, False)
        if least is not None and scale >= least:
            break
        total, at, least = total + value * scale, after, scale
        if low_at(words, at) == "and" and _below_thousand(words, at + 1) and least >= 100:
            at += 1
        elif low_at(words, at) not in values("unit") and low_at(words, at) not in values("ten"):
            break
    while at > first and words[at - 1].low == "and":
        at -= 1
    return Number(first=first, last=at, value=plain(total), form="words", scale=scale) if at > first else None


def _below_thousand(words: Sequence[Lexeme], at: int) -> tuple[Decimal, int] | None:
    low = _below_hundred(words, at)
    if low is None:
        return None
    value, at = low
    if low_at(words, at) != "hundred" or value == 0:
        return low
    value, at = value * 100, at + 1
    step = at + 1 if low_at(words, at) == "and" else at
    rest = _below_hundred(words, step)
    if rest and rest[0] > 0 and low_at(words, rest[1]) != "hundred":
        return value + rest[0], rest[1]
    return value, at


def _below_hundred(words: Sequence[Lexeme], at: int) -> tuple[Decimal, int] | None:
    word = low_at(words, at)
    if word in values("unit"):
        return values("unit")[word], at + 1
    if word.endswith("fold") and word[:-4] in values("unit"):
        return values("unit")[word[:-4]], at + 1
    if word not in values("ten"):
        return None
    step = at + 2 if low_at(words, at + 1) in HYPHENS and touch(words[at], words[at + 1]) else at + 1
    ones = values("unit").get(low_at(words, step))
    if ones is not None and 0 < ones < 10:
        return values("ten")[word] + ones, step + 1
    return values("ten")[word], at + 1


def with_article(words: Sequence[Lexeme], at: int) -> Number | None:
    """ "a dozen", "a hundred and five", "half a million", "half-dozen"."""
    share = Decimal(1)
    step = at
    if words[step].low == "half":
        share, step = Decimal("0.5"), step + 1
        if low_at(words, step) in HYPHENS:
            step += 1
    if low_at(words, step) in ("a", "an"):
        step += 1
    if step == at or low_at(words, step) not in values("scale"):
        return None
    scale, end = scales(words, step, False)
    value = share * scale
    after = end + 1 if low_at(words, end) == "and" else end
    rest = _below_thousand(words, after) if share == 1 and scale >= 100 else None
    if rest and rest[0] < scale and low_at(words, rest[1]) not in values("scale"):
        value, end = value + rest[0], rest[1]
    return Number(first=at, last=end, value=plain(value), form="words", scale=scale)


def scales(words: Sequence[Lexeme], at: int, money: bool) -> tuple[Decimal, int]:
    """The product of the scale words from `at` on: "million", "hundred million", "bn", "k"."""
    scale = Decimal(1)
    if at < len(words) and touch(words[at - 1], words[at]):
        short = values("short").get(words[at].low)
        if short is None and money:
            short = values("money_short").get(words[at].low)
        if short is not None:
            return short, at + 1
    elif at < len(words) and words[at].low in ("bn", "tn", "mn"):
        return values("short")[words[at].low], at + 1
    while True:
        step = at + 1 if low_at(words, at) in HYPHENS and at > 0 and touch(words[at - 1], words[at]) else at
        if low_at(words, step) not in values("scale") or scale > 10**15:
            return scale, at
        scale, at = scale * values("scale")[words[step].low], step + 1
