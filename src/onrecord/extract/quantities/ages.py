"""Lexemes around a number → whether it is an age: "aged 12 and 14", "her sons, 9 and 11,", "a boy of 9", "children
under five".

A bare number beside persons counts nothing where it stands in apposition to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from onrecord.extract.quantities.lexemes import HYPHENS, Lexeme, figure_words, is_digits, is_word
from onrecord.extract.quantities.numbers import is_number_word
from onrecord.extract.quantities.people import is_people, is_person
from onrecord.extract.quantities.spelt import Number
from onrecord.lexicon import table
from onrecord.lexicon import words as lexicon_words

OLDEST = 115  # the greatest number that stands for an age
OF_AGE = 18  # "children under 18" are young; "teams under 40" is no age
MOST_LISTED = 12  # words of a list of ages that are looked at
_AGED = frozenset({"aged", "age", "ages"})
_ENDS = frozenset(',.;:!?)("”') | HYPHENS
_JOINS = frozenset({",", "and", "or", "to"}) | HYPHENS
_BOUNDS = frozenset({"between", "from", "under", "over", "about", "around", "nearly", "almost", "just"})


def is_age_among_others(words: Sequence[Lexeme], number: Number) -> bool:
    """Whether the number is one of a list of ages, an age after "of", or one that bounds whom a noun names."""
    if not 0 < number.value <= OLDEST or number.form not in ("digits", "words") or number.scale != 1:
        return False
    if not _counts_nothing_after(words, number.last):
        return False
    return _after_of(words, number) or _bounds_people(words, number) or _is_listed(words, number)


def _counts_nothing_after(words: Sequence[Lexeme], at: int) -> bool:
    """Whether no noun follows that the number could count."""
    if at >= len(words) or words[at].text in _ENDS:
        return True
    low = words[at].low
    if low in ("of", "more", "other", "others"):
        return False
    return low in _verbs_and_function_words()


@cache
def _verbs_and_function_words() -> frozenset[str]:
    fates = {row[0] for row in table("outcomes") if row[2] in ("passive", "undergone", "verb")}
    return lexicon_words("function_words") | figure_words("be") | figure_words("present") | fates


def _after_of(words: Sequence[Lexeme], number: Number) -> bool:
    """ "a boy of 9"; "a mother of 9" has nine children, "a man of 9 towns" is none."""
    at = number.first
    return at > 1 and words[at - 1].low == "of" and words[at - 2].low in figure_words("of_age")


def _bounds_people(words: Sequence[Lexeme], number: Number) -> bool:
    """ "children under five", "women over 60"."""
    at = number.first - 1
    if at < 1 or words[at].low not in ("under", "over") or not is_people(words[at - 1]):
        return False
    return number.value <= OF_AGE if words[at].low == "under" else number.value >= OF_AGE


def _is_listed(words: Sequence[Lexeme], number: Number) -> bool:
    """Whether the number belongs to a list after "aged", or to one beside persons that a mark closes."""
    at, listed = number.first - 1, 1
    while at >= 0 and number.first - at <= MOST_LISTED and (words[at].low in _JOINS or _is_bare(words, at)):
        if words[at].text == "," and not (at > 0 and _is_bare(words, at - 1)):
            break
        listed += _is_bare(words, at)
        at -= 1
    if at < 0:
        return False
    if words[at].low in _BOUNDS:
        at -= 1
    if at >= 0 and words[at].low in _AGED:
        return True
    return at > 0 and words[at].text == "," and is_digits(words[number.first]) and _beside(words, at, number, listed)


def _is_bare(words: Sequence[Lexeme], at: int) -> bool:
    """Whether a number stands there that may be an age."""
    word = words[at]
    if is_digits(word):
        return word.text.isdecimal() and len(word.text) < 4
    return is_word(word) and is_number_word(word) and word.low not in ("a", "an")


def _beside(words: Sequence[Lexeme], comma: int, number: Number, listed: int) -> bool:
    """ "a man, 40,", "her sons, 12 and 14,": one number beside one person, several beside several."""
    end, listed = _list_end(words, number.last, listed)
    closed = end >= len(words) or words[end].text in ",.;"
    noun = words[comma - 1]
    return closed and (is_person(noun) if listed == 1 else is_people(noun) and not is_person(noun))


def _list_end(words: Sequence[Lexeme], at: int, listed: int) -> tuple[int, int]:
    """Where the list goes on to from `at`, and how many numbers it has."""
    while at + 1 < len(words) and words[at].low in _JOINS and listed < MOST_LISTED:
        step = at + 2 if words[at].text == "," and words[at + 1].low == "and" else at + 1
        if step >= len(words) or not _is_bare(words, step) or not _counts_nothing_after(words, step + 1):
            break
        at, listed = step + 1, listed + 1
    return at, listed


def without_ages(between: Sequence[Lexeme]) -> Sequence[Lexeme]:
    """The lexemes between two counts without an age in commas: ", 40, and" joins as "and" does."""
    at = 1 + (len(between) > 1 and between[1].low == "aged")
    start = at
    while at < len(between) and (is_digits(between[at]) or between[at].low in _JOINS):
        at += 1
    aged = len(between) > start and between[0].text == "," and is_digits(between[start])
    return between[at - 1 :] if aged and at == len(between) else between
