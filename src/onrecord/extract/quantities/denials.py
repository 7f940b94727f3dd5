"""Counts with their fates → those of which the sentence says that they are not so.

"Reports that 12 were killed are false" and "it is untrue that …" are `false`, whoever holds them; what is `denied`
("denies having killed 12") is told by its statement, where one holds it. What a relative clause tells inside the
denial ("denied the attack that killed 12") is no part of it, and neither are "the 12 killed".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from onrecord.extract.quantities.counted import Count
from onrecord.extract.quantities.fates import Fate, is_adverb, is_negation
from onrecord.extract.quantities.lexemes import Lexeme, figure_words, reporting_forms
from onrecord.model import Quantity

Doubt = Literal["false", "denied"]
CLAIM_REACH = 24  # words between a claim or a denial and the number in it
VERDICT_REACH = 14  # words between a number's outcome and "are false"
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "as", "proved", "called"})
_OPENS = frozenset({"that", "of", "saying"})
_OWN_REPORT = re.compile(
    r"\b(?:we|(?:an?|our|the) (?:earlier|previous|first) (?:version|report|article|story))\b", re.I
)
_TAKEN_BACK = re.compile(
    r"\s*(?:That|This|It)\s+(?:is|was)\s+"
    r"(?:not (?:true|so|correct)|wrong|incorrect|untrue|false|inaccurate)\b[^,;]{0,40}$"
)
_SMALL = frozenset({"a", "an", "the", "any", "all", "such", "these", "those", "media", "earlier", "recent"})


def doubt(words: Sequence[Lexeme], count: Count, fate: Fate | None) -> Doubt | None:
    """What the sentence says against a count's fate; None where nothing."""
    if fate is None or (count.first and words[count.first - 1].low in ("the", "these", "those")):
        return None
    told = min(count.first, fate.first)
    for at in range(told - 1, max(-1, told - CLAIM_REACH), -1):
        low = words[at].low
        if low in (";", "but", ":") or (low in ("and", "who") and words[at - 1].text == ","):
            return None
        claim = low in figure_words("claim") and _opened(words, at + 1)
        if claim and (_is_denied(words, at) or _is_unconfirmed(words, at, max(count.last, fate.last))):
            return "denied"
        if claim and _is_found_false(words, max(count.last, fate.last)):
            return "false"
        if _is_false_opening(words, at):
            return "false"
        if low in figure_words("denial") and _takes(words, at + 1, told) and not _is_turned(words, at):
            return "denied"
        if low in figure_words("clause") and low != "that":
            return None
        if low == "that" and not _is_content(words, at):
            return None
    return None


def _opened(words: Sequence[Lexeme], at: int) -> bool:
    return at < len(words) and words[at].low in _OPENS


def _is_content(words: Sequence[Lexeme], at: int) -> bool:
    """Whether "that" begins what is claimed, and no relative clause."""
    before = words[at - 1].low if at else ""
    told = any(before in figure_words(kind) for kind in ("claim", "denial", "untrue"))
    return told or before == "true" or before in reporting_forms()


def _is_denied(words: Sequence[Lexeme], claim: int) -> bool:
    """ "denied a report that": the denial stands before the claim."""
    at = claim - 1
    while at > 0 and (words[at].low in _SMALL or words[at].low in figure_words("untrue") or words[at].low == "as"):
        at -= 1
    denies = words[at].low in figure_words("denial") | figure_words("rejection")
    return at >= 0 and denies and not _is_turned(words, at)


def _is_unconfirmed(words: Sequence[Lexeme], claim: int, at: int) -> bool:
    """ "unconfirmed reports of", "reports that … could not be confirmed"."""
    if claim and words[claim - 1].low in figure_words("unconfirmed"):
        return True
    for k in range(at, min(len(words), at + VERDICT_REACH)):
        if words[k].text == ";" or words[k].low == "but":
            return False
        if words[k].low in figure_words("confirmed"):
            return any(is_negation(word) or word.low == "cannot" for word in words[max(at, k - 5) : k])
    return False


def _takes(words: Sequence[Lexeme], at: int, told: int) -> bool:
    """ "denied that", "denies having killed", "denied killing": what was told is the object of the denial."""
    if at > told or at >= len(words):
        return False
    return at == told or words[at].low in ("that", "having")


def _is_turned(words: Sequence[Lexeme], at: int) -> bool:
    """Whether the denial itself is denied, or was done to those it speaks of ("did not deny", "were denied")."""
    before = words[max(0, at - 3) : at]
    return any(is_negation(word) or word.low in ("cannot", "without") for word in before) or (
        at > 0 and words[at - 1].low in figure_words("be")
    )


def _is_found_false(words: Sequence[Lexeme], at: int) -> bool:
    """Whether "are false", "is not true" follows what is claimed."""
    for k in range(at, min(len(words) - 1, at + VERDICT_REACH)):
        if words[k].text == ";" or words[k].low == "but":
            return False
        if words[k].low in _BE:
            step, turned = _over_adverbs(words, k + 1)
            low = words[step].low if step < len(words) else ""
            if (low in figure_words("untrue") and not turned) or (low == "true" and turned):
                return True
    return False


def _over_adverbs(words: Sequence[Lexeme], at: int) -> tuple[int, bool]:
    """The next word that is no adverb, and whether one of them denies."""
    turned = False
    while at < len(words) and (is_negation(words[at]) or is_adverb(words[at])):
        turned = turned or is_negation(words[at])
        at += 1
    return at, turned


def _is_false_opening(words: Sequence[Lexeme], at: int) -> bool:
    """ "it is untrue that", "it is not true that", "false rumours", "falsely claimed" at `at`."""
    low, after = words[at].low, words[at + 1].low if at + 1 < len(words) else ""
    turned = any(is_negation(word) for word in words[max(0, at - 2) : at])
    if low in figure_words("untrue_adverb"):
        return after in reporting_forms() and not turned
    if low == "true":
        return turned and after == "that"
    if low not in figure_words("untrue") or turned:
        return False
    return after in figure_words("claim") or (after == "that" and low != "wrong")


def is_taken_back(before: str, sentence: str) -> bool:
    """Whether a sentence takes back what the reporter's own words before it said: "We reported … That is wrong."."""
    return _TAKEN_BACK.match(sentence) is not None and _OWN_REPORT.search(before) is not None


def without_outcome(quantity: Quantity) -> Quantity:
    """The number and what it counts, without what became of them."""
    return replace(
        quantity, outcome=None, scope="unknown", since=None, until=None, on=None, as_of=None, place=None, by=None,
        evidence=(), denied=False,
    )  # fmt: skip
