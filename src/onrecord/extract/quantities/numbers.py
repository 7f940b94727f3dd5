"""Lexemes → numbers: digits, words and mixed ("1.2 million", "two dozen", "tens of thousands", "two-thirds").

A number here is only the expression and its value; whether it counts anything is for others to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from onrecord.extract.quantities.lexemes import HYPHENS, Lexeme, is_digits, is_word, touch
from onrecord.extract.quantities.spelt import (
    FRACTION_PLACES,
    Number,
    in_words,
    low_at,
    plain,
    ratio,
    scales,
    values,
    with_article,
)
from onrecord.lexicon import table

MOST_DIGITS = 18  # longer strings of digits are identifiers
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?|\d+(?:\.\d+)?")
_POINTED = re.compile(r"[1-9]\d{0,2}\.\d{3}\.\d{3}")  # "1.250.000", as in German
_MINUS = frozenset("-−")
_SIMPLE_DENOMINATORS = frozenset({"2", "3", "4", "5", "8"})


def number_at(words: Sequence[Lexeme], at: int, money: bool = False) -> Number | None:
    """The longest number that begins at lexeme `at`; with `money`, "m" and "b" after digits are millions, billions."""
    found = (
        _vague(words, at)
        or _one_in_digits(words, at)
        or _in_digits(words, at, money)
        or with_article(words, at)
        or _fraction(words, at)
        or in_words(words, at)
        or _several(words, at)
    )
    return _and_a_half(words, found) if found and found.form in ("digits", "words") else found


def _and_a_half(words: Sequence[Lexeme], number: Number) -> Number:
    """ "two and a half": the fraction is one of the number's last scale."""
    if low_at(words, number.last) != "and" or low_at(words, number.last + 1) not in ("a", "one"):
        return number
    part = values("fraction").get(low_at(words, number.last + 2))
    if part is None or part not in (Decimal("0.5"), Decimal("0.25")):
        return number
    return replace(number, last=number.last + 3, value=plain(number.value + part * number.scale))


@cache
def _parts() -> dict[str, Decimal]:
    """Into how many parts a fraction's word divides: "third" into three."""
    rows = (row for row in table("numbers") if row[1] == "fraction")
    return {word: Decimal(written.partition("/")[2]) for word, _, written in rows}


def _in_digits(words: Sequence[Lexeme], at: int, money: bool) -> Number | None:
    first, sign = at, 1
    if words[at].text in _MINUS or words[at].low == "minus":
        at, sign = _after_minus(words, at), -1
    lead = _begins_with_point(words, at)
    at += lead
    if at >= len(words) or not is_digits(words[at]) or len(words[at].text) > 2 * MOST_DIGITS:
        return None
    pointed = _POINTED.fullmatch(words[at].text) is not None
    if not pointed and not _DIGITS.fullmatch(words[at].text):
        return None
    digits = words[at].text.replace("." if pointed else ",", "")
    if len(digits) > MOST_DIGITS or (lead and not words[at].text.isdecimal()):
        return None
    value = Decimal(("0." if lead else "") + digits)
    at += 1
    value, at = _and_fraction(words, value, at)
    scale, at = scales(words, at, money)
    return Number(first=first, last=at, value=plain(sign * value * scale), form="digits", scale=scale)


def _begins_with_point(words: Sequence[Lexeme], at: int) -> bool:
    """Whether the point at `at` begins a number: ".5", "$.75", "-.5"; not the dots of "hurt...12 people"."""
    if at + 1 >= len(words) or words[at].text != "." or not touch(words[at], words[at + 1]):
        return False
    before = words[at - 1] if at else None
    return before is None or not touch(before, words[at]) or not (before.text[0].isalnum() or before.text in ".,")


def _after_minus(words: Sequence[Lexeme], at: int) -> int:
    """Where the digits of a negative number begin; the end of the words where a dash is no minus."""
    if words[at].text in _MINUS:
        free = at == 0 or not touch(words[at - 1], words[at]) or words[at - 1].text in "$€£("
        glued = at + 1 < len(words) and touch(words[at], words[at + 1])
        return at + 1 if free and glued else len(words)
    return at + 2 if low_at(words, at + 1) == "-" else at + 1


def _and_fraction(words: Sequence[Lexeme], value: Decimal, at: int) -> tuple[Decimal, int]:
    """The fraction after digits: "2½", "2 1/2", "1/2"."""
    if at < len(words) and words[at].low in values("sign"):
        return value + values("sign")[words[at].low], at + 1
    if _is_ratio(words, at - 1):
        return ratio(f"{words[at - 1].text}/{words[at + 1].text}"), at + 2
    if _is_ratio(words, at) and not touch(words[at - 1], words[at]):
        return value + ratio(f"{words[at].text}/{words[at + 2].text}"), at + 3
    return value, at


def _is_ratio(words: Sequence[Lexeme], at: int) -> bool:
    if at + 2 >= len(words) or words[at + 1].text not in "/⁄":
        return False
    above, stroke, below = words[at : at + 3]
    close = touch(above, stroke) and touch(stroke, below)
    small = below.text in _SIMPLE_DENOMINATORS and is_digits(above) and len(above.text) == 1
    return close and small and 0 < int(above.text) < int(below.text)


def _fraction(words: Sequence[Lexeme], at: int) -> Number | None:
    """ "half of", "a third of", "two-thirds", "three quarters of", "½", "one in four", "one in 100"."""
    word = words[at].low
    if word in values("sign"):
        return Number(first=at, last=at + 1, value=values("sign")[word], form="fraction")
    if word == "half" and low_at(words, at - 1) not in ("first", "second", "other", "and", "a", "-", "last", "this"):
        return Number(first=at, last=at + 1, value=Decimal("0.5"), form="fraction")
    count = Decimal(1) if word in ("a", "one") else values("unit").get(word)
    step = at + 2 if low_at(words, at + 1) in HYPHENS else at + 1
    part = _parts().get(low_at(words, step))
    if count and part and _shares(words, step, count):
        value = plain((count / part).quantize(FRACTION_PLACES))
        return Number(first=at, last=step + 1, value=value, form="fraction")
    return _so_many_in(words, at, count) if count and word != "a" else None


def _one_in_digits(words: Sequence[Lexeme], at: int) -> Number | None:
    """ "1 in 12 children"; "12 in 20 villages" may be twelve people in all of them."""
    found = _so_many_in(words, at, Decimal(1)) if words[at].text == "1" else None
    after = words[found.last] if found and found.last < len(words) else None
    return found if found and after and is_word(after) and len(words[found.last - 1].text) < 4 else None


def _so_many_in(words: Sequence[Lexeme], at: int, count: Decimal) -> Number | None:
    """ "one in four", "one in 100"."""
    if low_at(words, at + 1) != "in" or at + 2 >= len(words):
        return None
    whole = _in_digits(words, at + 2, False) or in_words(words, at + 2)
    if whole is None or whole.form not in ("words", "digits") or not count < whole.value <= 1000:
        return None
    value = plain((count / whole.value).quantize(FRACTION_PLACES))
    return Number(first=at, last=whole.last, value=value, form="fraction")


def _shares(words: Sequence[Lexeme], at: int, count: Decimal) -> bool:
    """Whether an ordinal is a part: "two thirds" is one, "a third" only before "of", "a third man" none."""
    after = low_at(words, at + 1)
    if count == 1:
        return after == "of" and low_at(words, at + 2) != "an" and words[at].low != "half"
    return words[at].low.endswith("s")


def _vague(words: Sequence[Lexeme], at: int) -> Number | None:
    """ "dozens", "tens of thousands", "hundreds of millions", "several hundred", "a few thousand"."""
    least = values("vague").get(words[at].low)
    if least is not None:
        end = at + 1
        times = values("vague").get(low_at(words, at + 2)) if low_at(words, at + 1) == "of" else None
        if times is not None:
            least, end = least * times / 2, at + 3
        return Number(first=at, last=end, value=plain(least), form="vague")
    step = at + 1 if words[at].low == "a" and low_at(words, at + 1) == "few" else at
    if low_at(words, step) not in values("several"):
        return None
    scale, end = scales(words, step + 1, False)
    if end == step + 1:
        return None
    return Number(first=at, last=end, value=plain(2 * scale), form="vague")


def _several(words: Sequence[Lexeme], at: int) -> Number | None:
    """A count that says no number: "several", "many", "a few", "tons of"."""
    if words[at].low == "many" and low_at(words, at - 1) in ("how", "as", "so", "too", "that"):
        return None
    if words[at].low in ("several", "many", "countless", "numerous"):
        return Number(first=at, last=at + 1, value=Decimal(0), form="several")
    phrase = [low_at(words, at + k) for k in range(3)]
    if phrase[:2] == ["a", "few"]:
        return Number(first=at, last=at + 2, value=Decimal(0), form="several")
    if phrase[:2] in (["tons", "of"], ["lots", "of"]):
        return Number(first=at, last=at + 1, value=Decimal(0), form="several")
    if phrase[0] == "a" and phrase[1] in ("lot", "number") and phrase[2] == "of":
        return Number(first=at, last=at + 2, value=Decimal(0), form="several")
    return None


def is_number_word(lexeme: Lexeme) -> bool:
    """Whether a number may begin here (a quick test before the grammar is tried)."""
    return is_digits(lexeme) or lexeme.low in _starters() or (not is_word(lexeme) and lexeme.text in ".-−")


@cache
def _starters() -> frozenset[str]:
    known = {row[0] for row in table("numbers") if row[1] not in ("short", "money_short", "scale")}
    folds = {f"{word}fold" for word in values("unit")}
    return frozenset(known | folds | {"a", "an", "minus", "many", "countless", "numerous", "tons", "lots"})
