"""Counts of a sentence that leave their verb out → the fate of the count before: "12 in Lorn and four in Vask".

A count without a verb of its own shares the verb before it where both are told apart by a place, a day or an ordinal:
"three died on Monday, two on Tuesday", "12 were killed in the first attack and nine in the second", "in Vask four".
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.quantities.counted import Count
from onrecord.extract.quantities.fates import Fate
from onrecord.extract.quantities.lexemes import Lexeme, figure_words, is_digits, is_word, reporting_forms
from onrecord.extract.quantities.outcome_words import Triggers, fate_words
from onrecord.extract.quantities.syntax import Syntax

REACH = 16  # words between two counts, or behind the second, that may tell them apart
YEAR = 4  # digits of a year, which tells two counts apart
_TELLS_APART = frozenset({"in", "on", "at", "near", "outside", "during", "over", "around", "inside"})
_DAYS = frozenset({"yesterday", "today", "overnight", "earlier", "later"})
_STOPS = frozenset(".;!?")
_JOINS = frozenset({",", ";", "and", "but", "–", "—"})


def leaves_verb_out(
    words: Sequence[Lexeme], before: Count, fate: Fate, count: Count, triggers: Triggers, tree: Syntax | None
) -> bool:
    """Whether a count shares the verb of the one before it, told apart from it by where or when."""
    if tree is None or count.pronoun is not None or fate.side not in ("before", "after", "shared"):
        return False
    first = max([before.last] + [fate.last] * (fate.last <= count.first))
    between = words[first : count.first]
    if not 0 < len(between) <= REACH or not any(word.low in _JOINS for word in between[-REACH:]):
        return False
    if not _tells_apart(between) or _has_verb(words, first, count.first, triggers, tree):
        return False
    end = _end_behind(words, count.last)
    behind = words[count.last : end]
    if len(behind) > REACH or _has_verb(words, count.last, end, triggers, tree):
        return False
    if behind:
        return between[-1].low in _JOINS and (behind[0].low in _TELLS_APART or behind[0].low in _DAYS)
    return between[-1].low not in _TELLS_APART | _JOINS and _opens_with_place(between)


def _tells_apart(between: Sequence[Lexeme]) -> bool:
    """Whether the words between two counts say where or when, and begin no clause."""
    clause = figure_words("clause") | figure_words("condition") | {"than", "compared", "including", "of"}
    return any(word.low in _TELLS_APART | _DAYS for word in between) and not any(word.low in clause for word in between)


def _opens_with_place(between: Sequence[Lexeme]) -> bool:
    """ "…, in Vask four": after the mark stands where or when, and nothing else."""
    joins = [k for k, word in enumerate(between) if word.low in _JOINS]
    led = between[joins[-1] + 1 :]
    return 2 <= len(led) <= 4 and led[0].low in _TELLS_APART and led[-1].text[0].isupper()


def _end_behind(words: Sequence[Lexeme], at: int) -> int:
    """Where the words that go with a count end: at the next mark, "and" or number."""
    while at < len(words) and words[at].text not in _STOPS and words[at].low not in _JOINS:
        at += 1
    return at


def _has_verb(words: Sequence[Lexeme], first: int, last: int, triggers: Triggers, tree: Syntax) -> bool:
    """Whether a verb or an outcome stands there, so that nothing is left out."""
    for k in range(first, last):
        word = words[k]
        if fate_words(triggers, k) or word.low in reporting_forms() or (is_digits(word) and len(word.text) != YEAR):
            return True
        at = tree.at(word) if is_word(word) else None
        if at is not None and tree.words[at].upos in ("VERB", "AUX") and tree.words[at].relation != "amod":
            return True
    return False
