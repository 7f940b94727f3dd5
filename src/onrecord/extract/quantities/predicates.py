"""Counts → the outcome that a predicate after them tells: "12 were killed", "12 dead", "12 people killed in".

The words between are few and hold no new clause; "12 people killed a guard" is no predicate of theirs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.extract.quantities.counted import Count
from onrecord.extract.quantities.fates import Fate, fate_of, is_adverb, is_negation, is_now, suits, word_class
from onrecord.extract.quantities.lexemes import Lexeme, figure_words, is_digits, reporting_forms
from onrecord.extract.quantities.numbers import is_number_word
from onrecord.extract.quantities.outcome_words import Trigger, Triggers, fate_words

REACH = 18  # words between people and their predicate
NEARLY = frozenset({"nearly", "almost"})  # "was nearly killed": was not
_ASSERTED = frozenset({"reported", "confirmed", "known", "found", "said"})  # "were reported to have died"
_RELATIVE = ("who", "that", "which")
_SINGULAR = frozenset({"was", "is", "has"})
_HAVE = frozenset({"have", "has", "had", "having"})


def predicate(words: Sequence[Lexeme], count: Count, triggers: Triggers, edges: Sequence[int]) -> Fate | None:
    """The fate that is said after the count; `edges` are where the counts of people of the sentence begin, in order."""
    start = count.last
    beyond = bisect_left(edges, start)
    limit = min(len(words), start + REACH, *edges[beyond : beyond + 1])
    at = start
    relative = at < limit and words[at].low in _RELATIVE
    at += relative
    near = True  # only adverbs so far
    while at < limit:
        for trigger in fate_words(triggers, at):
            if _is_predicate(words, trigger, count, near=near):
                return None if is_one_of_two(words, trigger, triggers) else _after(words, trigger, start)
        if _is_auxiliary(words[at]):
            if words[at].low in _SINGULAR and _many(count):
                return None  # "the talks that drew 40 envoys, was held": said of another
            fate, after = _after_auxiliaries(words, at, limit, count, triggers)
            if fate or not relative:
                return fate
            relative, near, at = False, False, max(after, at + 1)
            continue
        if _breaks(words, at, start) or (near and fate_words(triggers, at) and not relative):
            return None
        near = near and (is_adverb(words[at]) or words[at].low == "then")
        at += 1
    return None


def _after(words: Sequence[Lexeme], trigger: Trigger, start: int) -> Fate:
    return fate_of(trigger, "after", is_now(words, start, trigger.first))


def is_one_of_two(words: Sequence[Lexeme], trigger: Trigger, triggers: Triggers) -> bool:
    """ "killed or kidnapped", "killed, wounded or captured": which of them cannot be told."""
    at, outcomes = trigger.last, {trigger.outcome}
    while at < len(words) and words[at].text == "," and (listed := fate_words(triggers, at + 1)):
        at, outcomes = listed[0].last, outcomes | {other.outcome for other in listed}
    if at >= len(words) or words[at].low != "or":
        return False
    return bool({other.outcome for other in fate_words(triggers, at + 1)} - outcomes) or len(outcomes) > 1


def _is_auxiliary(word: Lexeme) -> bool:
    return word.low in figure_words("be") | _HAVE | word_class("modal") or word.low.endswith("n't")


def _many(count: Count) -> bool:
    """Whether more than one person is counted, so that the verb is plural."""
    least = count.reading.value if count.reading.value is not None else count.reading.low
    return least is not None and least > 1 and count.reading.unit != "fraction"


def _breaks(words: Sequence[Lexeme], at: int, start: int) -> bool:
    """Whether a new clause begins at `at`, so that what comes later is said of others."""
    low = words[at].low
    if low in ";:.!?" or low in figure_words("clause"):
        return True
    if low in ("and", "but", "or"):
        another = words[at - 1].text == "," and at + 1 < len(words) and words[at + 1].low in word_class("determiner")
        return at == start or another  # "…, and the driver died"
    return low in reporting_forms() and words[at - 1].text != ","


def _is_predicate(words: Sequence[Lexeme], trigger: Trigger, count: Count, *, near: bool) -> bool:
    """Whether a trigger without auxiliary says something of the people before it."""
    if not suits(words, trigger, count):
        return False
    if trigger.outcome == "released" and count.first and words[count.first - 1].low == "of":
        return False  # "a poll of 400 voters released on Friday"
    if trigger.use == "verb":
        return True
    if trigger.use == "state":
        return near
    return trigger.use in ("passive", "undergone") and near and not _object_follows(words, trigger.last)


def _object_follows(words: Sequence[Lexeme], at: int) -> bool:
    """Whether a noun phrase begins at `at`, which makes the participle before it an active verb."""
    if at >= len(words):
        return False
    low = [words[k].low if k < len(words) else "" for k in range(at, at + 3)]
    if low[0] in word_class("determiner") | word_class("possessive") | word_class("object") or is_digits(words[at]):
        return True
    if low[0] in ("at", "more", "as", "up") and low[1] in ("least", "than", "many", "to"):
        return True
    if low[0] in ("about", "over", "under", "nearly", "almost", "around"):
        return at + 1 < len(words) and is_number_word(words[at + 1]) and low[1] not in ("a", "an")
    return is_number_word(words[at]) and words[at].text[0].isalpha()


def _after_auxiliaries(
    words: Sequence[Lexeme], at: int, limit: int, count: Count, triggers: Triggers
) -> tuple[Fate | None, int]:
    """The trigger after auxiliaries and adverbs, unless it is denied, planned or only possible; where it ends."""
    start, doubtful, passive = at, words[at].low == "be", False  # "to see 12 people be freed": a wish
    while at < limit:
        word = words[at]
        for trigger in fate_words(triggers, at):
            fits = trigger.use in ("state", "verb") or (trigger.use in ("passive", "undergone") and passive)
            if fits and suits(words, trigger, count):
                doubtful = doubtful or is_one_of_two(words, trigger, triggers)
                return (None if doubtful else _after(words, trigger, start)), trigger.last
        member = _among_at(words, at, triggers) if passive else None
        if member and suits(words, member, count):
            return (None if doubtful else fate_of(member, "after", is_now(words, start, at))), member.last
        if word.low in word_class("modal") | figure_words("supposed") | NEARLY or is_negation(word):
            doubtful = True
        elif word.low == "to":
            doubtful = doubtful or words[at - 1].low not in _ASSERTED or words[at + 1 : at + 2] == []
        elif word.low in figure_words("be"):
            passive = True
        elif word.low not in _HAVE and not is_adverb(word):
            return None, at
        at += 1
    return None, at


def _among_at(words: Sequence[Lexeme], at: int, triggers: Triggers) -> Trigger | None:
    """ "among the dead", "among those injured"."""
    if at + 2 >= len(words) or words[at].low not in ("among", "amongst") or words[at + 1].low not in ("the", "those"):
        return None
    return next((trigger for trigger in fate_words(triggers, at + 2) if trigger.use in ("passive", "state")), None)
