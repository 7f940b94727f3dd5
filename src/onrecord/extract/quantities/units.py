"""Lexemes beside a number → its unit: ISO 4217 codes for money, `percent`, UCUM names for measures.

Tables: `currencies`, `units`. A name that several units share gives none.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from onrecord.extract.quantities.lexemes import HYPHENS, Lexeme, Phrases, figure_words, index_phrases, phrase_at, touch
from onrecord.extract.quantities.spelt import Number
from onrecord.lexicon import table
from onrecord.lexicon import words as lexicon_words

Found = tuple[int, str]
LEAST_SCALE = Decimal(1000)  # "2 million pounds" is money, "2 pounds" a weight


def currency_before(words: Sequence[Lexeme], at: int) -> Found | None:
    """The currency written before the number at `at`: where it begins, and its code."""
    for phrase, row in _before().get(words[at - 1].low, ()) if at else ():
        first = at - len(phrase)
        written = first >= 0 and tuple(word.low for word in words[first:at]) == phrase
        if written and _written_as_code(words, first, at):
            return first, row[1]
    return None


def currency_at(words: Sequence[Lexeme], at: int) -> Found | None:
    """The currency that begins at `at` and stands before a number: where it ends, and its code."""
    found = phrase_at(words, at, _openers())
    return (found[0], found[1][1]) if found and _written_as_code(words, at, found[0]) else None


def unit_after(words: Sequence[Lexeme], number: Number) -> Found | None:
    """The unit written after a number: where it ends, and its name. A hyphen may stand between ("15-minute")."""
    at = number.last
    if at + 1 < len(words) and words[at].text in HYPHENS and touch(words[at - 1], words[at]):
        if not touch(words[at], words[at + 1]):
            return None
        at += 1
    money = phrase_at(words, at, _after())
    if money and (money[1][0] == "after" or number.scale >= LEAST_SCALE):
        return money[0], money[1][1]
    return _measure_at(words, at)


def _written_as_code(words: Sequence[Lexeme], first: int, last: int) -> bool:
    """Letters of a currency are capitals ("RM", "USD", never the verb "try"), and "A" touches its "$".

    Of letters that touch the number the first is enough ("Rs500").
    """
    for k in range(first, last):
        glued = k + 1 == last < len(words) and touch(words[k], words[last]) and words[k].text[0].isupper()
        if words[k].text[0].isalpha() and not words[k].text.isupper() and not glued:
            return False
    return not (words[first].text == "A" and not touch(words[first], words[first + 1]))


def _measure_at(words: Sequence[Lexeme], at: int) -> Found | None:
    if at >= len(words):
        return None
    for phrase, (case, name) in _units().get(words[at].low, ()):
        end = at + len(phrase)
        if end > len(words):
            continue
        written = [(word.text if case == "exact" else word.low) for word in words[at:end]]
        if tuple(written) == phrase and (len(written) > 1 or (_stands_alone(words, at) and _is_measured(words, at))):
            return end, name
    return None


def _stands_alone(words: Sequence[Lexeme], at: int) -> bool:
    """One letter is a unit where it touches the number, or where no word comes after it ("5 W,")."""
    if len(words[at].text) > 1 or not words[at].text.isalpha():
        return True
    return touch(words[at - 1], words[at]) or at + 1 == len(words) or not words[at + 1].text[0].isalnum()


def _is_measured(words: Sequence[Lexeme], at: int) -> bool:
    """No unit is the letter of a code ("[0m"), and F and C are no degrees behind a noun ("seat 12F")."""
    if len(words[at].text) > 1 or not words[at].text.isalpha() or at < 1:
        return True
    before = words[at - 2] if at > 1 else None
    if before is not None and before.text in "[;" and touch(before, words[at - 1]):
        return False
    if words[at].text not in "FC":
        return True
    if not touch(words[at - 1], words[at]):
        return False
    signs = before is None or before.text in HYPHENS or not before.text[0].isalpha()
    return signs or (before is not None and before.low in _measuring())


@cache
def _measuring() -> frozenset[str]:
    return lexicon_words("function_words") | figure_words("to_number") | figure_words("moves") | {"nearly", "almost"}


@cache
def _before() -> Phrases:
    return index_phrases([row for row in table("currencies") if row[1] == "before"], last=True)


@cache
def _openers() -> Phrases:
    return index_phrases([row for row in table("currencies") if row[1] == "before"])


@cache
def _after() -> Phrases:
    return index_phrases([row for row in table("currencies") if row[1] != "before"])


@cache
def _units() -> Phrases:
    units = index_phrases(table("units"))
    folded: Phrases = {}
    for word, phrases in units.items():
        folded.setdefault(word.lower(), []).extend(phrases)
    for phrases in folded.values():
        phrases.sort(key=lambda entry: -len(entry[0]))
    return folded
