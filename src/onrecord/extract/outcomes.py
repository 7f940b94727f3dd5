"""Counts of a sentence → what became of whom they count, by the closest governing verb or noun in the clause.

A window of words stands in for a parse: a verb right before the noun phrase ("killing 12 people"), a predicate
after it ("12 people were killed", "12 dead"), a noun whose number follows ("the death toll rose to 12"), then
what coordination and "including" carry over, then what the counted noun alone tells ("hostages").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.extract.counted import Count
from onrecord.extract.lexemes import Lexeme, figure_words, is_digits, is_word, reporting_forms
from onrecord.extract.outcome_words import Trigger, Triggers, fate_words
from onrecord.extract.people import own_outcome
from onrecord.lexicon import table
from onrecord.model.vocabulary import Outcome

REACH = 18  # words between people and their predicate
TOLL_REACH = 24  # words between "death toll" and its number
AMONG_REACH = 8  # words between "among the dead" and the number

Side = Literal["before", "after", "toll", "among", "noun", "shared"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """An outcome, where its words stand in lexemes, on which side of the count, and whether it is true now."""

    outcome: Outcome
    first: int
    last: int
    side: Side
    present: bool = False


_TO_NUMBER = frozenset(
    [
        "to",
        "at",
        "of",
        "from",
        "is",
        "was",
        "reached",
        "reaches",
        "reaching",
        "stands",
        "stood",
        "exceeded",
        "exceeds",
        "passed",
        "passes",
        "topped",
        "tops",
        "hit",
        "hits",
        "above",
        "over",
        "now",
        "as",
        ":",
        "-",
        "surpassed",
        "surpasses",
        "totalled",
        "totaled",
        "put",
        "around",
        "and",
    ]
)
_SKIPPED_BEFORE = frozenset(
    {"the", "all", "another", "these", "those", "their", "of", "a", "further", "its", "both", "some", ":"}
)
_STATIVE_BEFORE = frozenset({"be", "been", "being", "was", "were", "is", "are", "get", "got", "gets"})


def fates(words: Sequence[Lexeme], counts: Sequence[Count], triggers: Triggers) -> list[Fate | None]:
    """The fate of each count, None where none is told."""
    edges = sorted(count.first for count in counts if count.kind != "thing" and not count.bare)
    found = [_own(words, count, triggers, edges) for count in counts]
    _share_predicates(words, counts, found)
    _share_objects(words, counts, found)
    for k, count in enumerate(counts):
        if found[k] is None and count.noun and count.kind == "people" and not count.bare:
            outcome = own_outcome(words[count.noun[1] - 1])
            if outcome:
                found[k] = _by_noun(words, count, outcome)
    return found


def _own(words: Sequence[Lexeme], count: Count, triggers: Triggers, edges: Sequence[int]) -> Fate | None:
    if count.reading.unit not in (None, "fraction") or (count.kind == "thing" and count.pronoun is None):
        return None
    if count.reading.unit == "fraction" and count.kind != "people":
        return None
    if count.noun:
        for trigger in fate_words(triggers, count.noun[1] - 1) + fate_words(triggers, count.noun[0]):
            inside = trigger.last <= count.noun[1]
            if trigger.use == "noun" and trigger.last == count.noun[1]:
                return _fate(trigger, "noun")
            if (
                inside
                and trigger.first == count.noun[0]
                and trigger.use in ("passive", "state")
                and trigger.of == "people"
            ):
                return _fate(trigger, "noun")
    return (
        _verb_before(words, count, triggers)
        or _predicate(words, count, triggers, edges)
        or _toll(words, count, triggers)
        or _among(words, count, triggers)
    )


def _fate(trigger: Trigger, side: Side, present: bool = False) -> Fate:
    return Fate(outcome=trigger.outcome, first=trigger.first, last=trigger.last, side=side, present=present)


def _suits(words: Sequence[Lexeme], trigger: Trigger, count: Count) -> bool:
    """Whether a trigger may be said of what is counted ("lost" only of people, "claimed" only of lives)."""
    if trigger.of == "lives":
        return count.noun is not None and words[count.noun[1] - 1].low in ("life", "lives")
    if trigger.of == "any":
        return count.kind == "people" or count.pronoun is not None
    return True


def _verb_before(words: Sequence[Lexeme], count: Count, triggers: Triggers) -> Fate | None:
    """ "killing 12 people", "deaths of 12 people", "also killed were 12 people"."""
    at = count.first
    while at > 0 and (words[at - 1].low in _SKIPPED_BEFORE or words[at - 1].low.endswith("ly")):
        at -= 1
    inverted = at > 0 and words[at - 1].low in ("was", "were")
    ends = at - 1 if inverted else at
    for first in range(max(0, ends - 4), ends):
        for trigger in fate_words(triggers, first):
            if trigger.last != ends or not _suits(words, trigger, count):
                continue
            if trigger.use == "of" and any(words[k].low in ("of", "to") for k in range(ends, count.first)):
                return _fate(trigger, "before")
            if trigger.use == "of" and first > 0 and ends < len(words) and words[ends].low == "to":
                return _fate(trigger, "before")
            if trigger.use == "passive" and inverted:
                return _fate(trigger, "before")
            if inverted or trigger.use not in ("passive", "active") or at < count.first - 2:
                continue
            if any(words[k].low == "of" for k in range(ends, count.first)):
                continue
            if _is_said_of_object(words, trigger):
                return _fate(trigger, "before", _perfect(words, first))
    return None


def _is_said_of_object(words: Sequence[Lexeme], trigger: Trigger) -> bool:
    """Whether the verb acts on what follows: no passive, no plan, no negation."""
    before = [words[k].low for k in range(max(0, trigger.first - 3), trigger.first)]
    while before and (before[-1].endswith("ly") or before[-1] in ("also", "now", "so", "far", "since", "already")):
        before.pop()
    if not before:
        return True
    last = before[-1]
    if trigger.use == "passive" and last in _STATIVE_BEFORE:
        return False
    return last not in _modals() | {"to", "not", "without", "n't", "of"} and not last.endswith("n't")


def _perfect(words: Sequence[Lexeme], at: int) -> bool:
    return any(words[k].low in ("has", "have") for k in range(max(0, at - 3), at))


def _modals() -> frozenset[str]:
    return frozenset(row[0] for row in table("function_words") if row[1] == "modal")


def _predicate(words: Sequence[Lexeme], count: Count, triggers: Triggers, edges: Sequence[int]) -> Fate | None:
    """ "12 were killed", "12 people killed in", "12 dead", "12 migrants on a boat drowned"."""
    start = count.last
    limit = min([len(words), start + REACH, *(edge for edge in edges if edge >= start)])
    at = start
    relative = at < limit and words[at].low in ("who", "that", "which")
    at += relative
    while at < limit:
        word = words[at]
        near = all(
            words[k].low.endswith("ly") or words[k].low in ("then", "also", "later", "who") for k in range(start, at)
        )
        for trigger in fate_words(triggers, at):
            if _predicates(words, trigger, count, near, limit):
                return _fate(trigger, "after", _is_now(words, start, at))
        if word.low in figure_words("be") | _modals() | {"have", "had", "has"} or word.low.endswith("n't"):
            fate, after = _after_auxiliary(words, at, count, triggers, limit, start)
            if fate or not relative:
                return fate
            relative, at = False, after
            continue
        if _breaks(words, at, start):
            return None
        if near and fate_words(triggers, at) and not relative and word.low not in lexicon_adverbs():
            return None
        at += 1
    return None


def lexicon_adverbs() -> frozenset[str]:
    """Adverbs of the table of function words."""
    return frozenset(row[0] for row in table("function_words") if row[1] == "adverb")


def _breaks(words: Sequence[Lexeme], at: int, start: int) -> bool:
    """Whether a new clause begins at `at`, so that what comes later is said of others."""
    low = words[at].low
    if low in ";:.!?" or low in figure_words("clause"):
        return not (at == start and low in ("who", "that", "which"))
    if low in ("and", "but", "or"):
        return at == start
    return low in reporting_forms() and words[at - 1].text != ","


def _predicates(words: Sequence[Lexeme], trigger: Trigger, count: Count, near: bool, limit: int) -> bool:
    """Whether a trigger without auxiliary says something of the people before it."""
    if trigger.last > limit and limit < len(words):
        return False
    if not _suits(words, trigger, count):
        return False
    if trigger.use == "verb":
        return True
    if trigger.use == "state":
        return near
    return trigger.use == "passive" and near and not _object_follows(words, trigger.last)


def _object_follows(words: Sequence[Lexeme], at: int) -> bool:
    """Whether a noun phrase begins at `at`, which makes the participle before it an active verb."""
    if at >= len(words):
        return False
    word = words[at]
    if is_digits(word) or word.low in (
        "the",
        "a",
        "an",
        "his",
        "her",
        "their",
        "its",
        "my",
        "our",
        "several",
        "many",
        "him",
        "them",
    ):
        return True
    if word.low in ("at", "about", "over", "under", "up", "as", "more") and at + 2 < len(words):
        return (
            is_digits(words[at + 2]) or words[at + 1].low in ("least", "than", "many", "to") or is_digits(words[at + 1])
        )
    from onrecord.extract.numbers import is_number_word

    return is_word(word) and is_number_word(word)


def _after_auxiliary(
    words: Sequence[Lexeme], at: int, count: Count, triggers: Triggers, limit: int, start: int
) -> tuple[Fate | None, int]:
    """The trigger after auxiliaries and adverbs from `at` on, unless it is denied, planned or only possible."""
    doubtful = False
    passive = False
    while at < limit:
        low = words[at].low
        if low in _modals() or low in ("not", "never", "to") or low.endswith("n't"):
            doubtful = True
        found = [
            t for t in fate_words(triggers, at) if t.use in ("passive", "state", "verb") and _suits(words, t, count)
        ]
        if found and not (found[0].use == "passive" and not passive):
            trigger = found[0]
            present = _is_now(words, start, trigger.first)
            return (None if doubtful else _fate(trigger, "after", present)), trigger.last
        if low in figure_words("be"):
            passive = True
            if low.startswith("remain") and count.kind == "people":
                passive = True
        elif not (
            low in lexicon_adverbs() or low.endswith("ly") or low in ("have", "has", "had", "not", "to") or doubtful
        ):
            return None, at
        elif (
            doubtful
            and not (low in _modals() or low in lexicon_adverbs() or low in ("not", "to", "have"))
            and not low.endswith("n't")
        ):
            return None, at + 1
        at += 1
    return None, at


def _is_now(words: Sequence[Lexeme], start: int, at: int) -> bool:
    return any(words[k].low in figure_words("present") for k in range(start, at))


def _toll(words: Sequence[Lexeme], count: Count, triggers: Triggers) -> Fate | None:
    """ "the death toll rose to 31 from 19", "the number of people killed has passed 40"."""
    if count.bare or count.first == 0 or words[count.first - 1].low not in _TO_NUMBER:
        return None
    if count.kind == "unknown":
        return None
    for at in range(count.first - 1, max(-1, count.first - TOLL_REACH), -1):
        if words[at].low in ";" or (
            words[at].low in figure_words("clause") and words[at].low not in ("since", "after")
        ):
            return None
        for trigger in fate_words(triggers, at):
            if trigger.use == "toll" and not (trigger.last == count.first):
                return _fate(trigger, "toll", _is_now(words, at, count.first))
            if trigger.use in ("passive", "state") and _is_number_of(words, at):
                return _fate(trigger, "toll", _is_now(words, at, count.first))
        if fate_words(triggers, at) and not any(t.use in ("of", "noun") for t in fate_words(triggers, at)):
            return None
    return None


def _is_number_of(words: Sequence[Lexeme], at: int) -> bool:
    """Whether "number of" stands before the people that a participle at `at` is said of."""
    return any(
        words[k].low in ("number", "numbers", "total", "tally", "count") and words[k + 1].low == "of"
        for k in range(max(0, at - AMONG_REACH), at - 1)
    )


def _among(words: Sequence[Lexeme], count: Count, triggers: Triggers) -> Fate | None:
    """ "among the dead were four children", "those killed included two nurses", "of the dead, 12 were women"."""
    if count.first < 2:
        return None
    linked = words[count.first - 1].low in (
        "were",
        "was",
        "are",
        "is",
        "include",
        "includes",
        "included",
        "including",
        ",",
    )
    if not linked:
        return None
    for at in range(count.first - 2, max(-1, count.first - AMONG_REACH), -1):
        for trigger in fate_words(triggers, at):
            group = at > 0 and words[at - 1].low in ("the", "those")
            among = words[count.first - 1].low.startswith("includ") or (
                at > 1 and words[at - 2].low in ("of", "among", "amongst")
            )
            if group and among and trigger.use in ("passive", "state", "noun"):
                return _fate(trigger, "among")
    return None


def _share_predicates(words: Sequence[Lexeme], counts: Sequence[Count], found: list[Fate | None]) -> None:
    """ "12 soldiers and three civilians were killed": the first shares the predicate of the second."""
    for k in range(len(counts) - 2, -1, -1):
        other = found[k + 1]
        if found[k] or other is None or other.side != "after" or not is_joined(words, counts[k], counts[k + 1]):
            continue
        if counts[k].kind == "people":
            found[k] = other


def _share_objects(words: Sequence[Lexeme], counts: Sequence[Count], found: list[Fate | None]) -> None:
    """ "killing 12 soldiers and three civilians", "12 dead, including 4 children": what was said goes on."""
    for k in range(1, len(counts)):
        before = found[k - 1]
        if found[k] or before is None or counts[k].kind not in ("people", "none") or counts[k].reading.unit:
            continue
        joined = is_joined(words, counts[k - 1], counts[k]) and before.side in ("before", "shared", "toll")
        if (counts[k].kind == "people" and joined) or includes(words, counts, k):
            found[k] = Fate(
                outcome=before.outcome, first=before.first, last=before.last, side="shared", present=before.present
            )


def is_joined(words: Sequence[Lexeme], left: Count, right: Count) -> bool:
    """Whether only "and", a comma or the like stands between two counts."""
    between = [word.low for word in words[left.last : right.first]]
    return 0 < len(between) <= 3 and set(between) <= {
        "and",
        ",",
        "or",
        "&",
        "as",
        "well",
        "plus",
        "the",
        "another",
        "further",
        "from",
    }


def includes(words: Sequence[Lexeme], counts: Sequence[Count], k: int) -> bool:
    """Whether the count is named as a part of the one before it ("including 4 children", "4 of them children")."""
    if k == 0:
        return False
    between = [word.low for word in words[counts[k - 1].last : counts[k].first]]
    including = any(word.startswith("includ") for word in between) or ("among" in between and "them" in between)
    return including and ";" not in between and "." not in between


def _by_noun(words: Sequence[Lexeme], count: Count, outcome: str) -> Fate:
    from typing import cast

    assert count.noun is not None
    at = count.noun[1] - 1
    present = at + 1 < len(words) and words[at + 1].low in figure_words("present")
    return Fate(outcome=cast(Outcome, outcome), first=at, last=at + 1, side="noun", present=present)
