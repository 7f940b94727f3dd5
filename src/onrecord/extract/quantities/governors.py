"""Counts → the outcome that words before them tell: "killing 12", "the deaths of 12", "the death toll rose to 12",
"among the dead were 12", "was killed along with 12 others", "Injured: 12".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from onrecord.extract.quantities.counted import DETERMINERS, Count
from onrecord.extract.quantities.fates import Fate, fate_of, is_adverb, is_now, suits, word_class
from onrecord.extract.quantities.lexemes import Lexeme, figure_words, is_digits
from onrecord.extract.quantities.outcome_words import Trigger, Triggers, fate_words
from onrecord.extract.quantities.people import own_outcome
from onrecord.extract.quantities.predicates import NEARLY
from onrecord.extract.quantities.ranges import is_step
from onrecord.model.vocabulary import Outcome

TOLL_REACH = 24  # words between "death toll" and its number
AMONG_REACH = 8  # words between "among the dead" and the number
ALONG_REACH = 20  # words between an outcome and "along with"
_PASSIVE = frozenset({"be", "been", "being", "was", "were", "is", "are", "get", "got", "gets"})
DRIVEN_REACH = 7  # words behind the people that say where they had to leave
_HOMES = frozenset({"home", "homes", "house", "houses", "village", "villages", "town", "towns", "area", "areas"})
_ALONG = (("along", "with"), ("together", "with"), ("well", "as"))


def verb_before(words: Sequence[Lexeme], count: Count, triggers: Triggers) -> Fate | None:
    """ "killing 12 people", "the deaths of 12 people", "also killed were 12 people"."""
    at = count.first
    while at > 0 and (words[at - 1].low in figure_words("before_people") or words[at - 1].low.endswith("ly")):
        at -= 1
    if at > 2 and words[at - 1].low == "of" and words[at - 2].low in figure_words("gathered"):
        at -= 3 if words[at - 3].low in DETERMINERS else 2  # "killing a family of six people"
    preposition = at > 0 and words[at - 1].low in ("of", "to")
    inverted = at > 0 and words[at - 1].low in ("was", "were")
    for ends in (at, at - 1) if preposition or inverted else (at,):
        for first in range(max(0, ends - 4), ends):
            for trigger in fate_words(triggers, first):
                if trigger.last != ends or not suits(words, trigger, count):
                    continue
                if ends == at and trigger.use in ("passive", "active") and _acts(words, trigger):
                    return fate_of(trigger, "before", _perfect(words, first))
                if ends < at and trigger.use == ("of" if preposition else "passive"):
                    return fate_of(trigger, "before")
    return None


def _acts(words: Sequence[Lexeme], trigger: Trigger) -> bool:
    """Whether the verb acts on what follows: no passive, no plan, no negation."""
    at = trigger.first
    while at > 0 and (is_adverb(words[at - 1]) and words[at - 1].low not in NEARLY | {"not"}):
        at -= 1
    before = words[at - 1].low if at > 0 else ""
    if trigger.use == "passive" and before in _PASSIVE:
        return False
    if before == "to" and at > 1 and words[at - 2].low == "managed":
        return True
    return before not in word_class("modal") | NEARLY | {"to", "not", "without"} and not before.endswith("n't")


def _perfect(words: Sequence[Lexeme], at: int) -> bool:
    return any(word.low in ("has", "have") for word in words[max(0, at - 3) : at])


def toll(words: Sequence[Lexeme], count: Count, triggers: Triggers) -> Fate | None:
    """ "the death toll rose to 31 from 19", "the number of people killed has passed 40", "Injured: 12"."""
    if count.bare or count.first == 0 or count.kind == "unknown":
        return None
    near = words[count.first].low in figure_words("nearing")
    led = words[count.first - 1].low in figure_words("to_number")
    if not led and not near and not is_step(words, count.first, count.last):
        return None
    label = words[count.first - 1].text == ":"
    for at in range(count.first - 1, max(-1, count.first - TOLL_REACH), -1):
        low = words[at].low
        if low == "which" and words[at - 1].text == "," and _ends_toll(at - 1, triggers):
            continue  # "the toll, which stood at 19, rose to 31"
        if low == ";" or (low in figure_words("clause") and low not in ("since", "after")):
            return None
        if low in figure_words("brings") and any(words[j].low in figure_words("tally") for j in range(at, count.first)):
            return None  # "9 deaths, taking the totals to 400 and 103"
        outcome = _toll_at(words, at, triggers, label=label and _is_label(at, count, triggers))
        if outcome and words[count.first - 1].low == "of" and not _is_beside(at, count, triggers):
            return None  # "the arrests and the disappearance of 12"
        if outcome:
            present = (near or is_now(words, at, count.first)) and words[count.first - 1].low != "from"
            named = any(trigger.use == "toll" for trigger in fate_words(triggers, at))
            last = count.first - 1 if label and not named else at + 1  # "shot dead: 12", no "number of dead: 12"
            return Fate(outcome=outcome, first=at, last=last, side="toll", present=present)
        if any(trigger.use in ("passive", "active", "verb", "state") for trigger in fate_words(triggers, at)):
            return None
        if low in figure_words("tally") and words[at + 1].low == "of":
            return None  # "after the arrests, the number of patrols rose to 12"
    return None


def _is_label(at: int, count: Count, triggers: Triggers) -> bool:
    """Whether the words at `at` are all that stands before the colon: "Injured: 12", "Shot dead: 12"."""
    return at == count.first - 2 or any(trigger.last == count.first - 1 for trigger in fate_words(triggers, at))


def _is_beside(at: int, count: Count, triggers: Triggers) -> bool:
    """Whether the words at `at` end right before "of" and the number: "a death toll of 12"."""
    return any(trigger.last == count.first - 1 for trigger in fate_words(triggers, at)) or at == count.first - 2


def _ends_toll(at: int, triggers: Triggers) -> bool:
    return any(
        trigger.last == at and trigger.use == "toll"
        for first in range(max(0, at - 3), at)
        for trigger in fate_words(triggers, first)
    )


def _toll_at(words: Sequence[Lexeme], at: int, triggers: Triggers, *, label: bool) -> Outcome | None:
    for trigger in fate_words(triggers, at):
        named = label or _is_number_of(words, at)
        if trigger.use == "toll" or (named and trigger.use in ("passive", "state", "noun")):
            return trigger.outcome
    if label or _is_number_of(words, at):
        return cast(Outcome, own_outcome(words[at])) or None
    return None


def _is_number_of(words: Sequence[Lexeme], at: int) -> bool:
    """Whether "number of" stands before the people that a word at `at` is said of."""
    numbers = ("number", "numbers", "total", "tally", "count")
    return any(
        words[k].low in numbers and words[k + 1].low == "of" for k in range(max(0, at - AMONG_REACH), max(0, at - 1))
    )


def among(words: Sequence[Lexeme], count: Count, triggers: Triggers) -> Fate | None:
    """ "among the dead were four children", "those killed included two nurses", "of the dead, 12 were women"."""
    if count.first < 2 or words[count.first - 1].low not in figure_words("linking"):
        return None
    including = words[count.first - 1].low.startswith("includ")
    for at in range(count.first - 2, max(0, count.first - AMONG_REACH), -1):
        if words[at - 1].low not in ("the", "those"):
            continue
        if including or (at > 1 and words[at - 2].low in ("of", "among", "amongst")):
            for trigger in fate_words(triggers, at):
                if trigger.use in ("passive", "state", "noun"):
                    return fate_of(trigger, "among")
    return None


def along(words: Sequence[Lexeme], count: Count, triggers: Triggers) -> Fate | None:
    """ "the driver was killed along with two passengers": the number shares what was said of somebody named."""
    at = count.first
    if at < 3 or count.kind != "people":
        return None
    if words[at - 1].low != "alongside" and (words[at - 2].low, words[at - 1].low) not in _ALONG:
        return None
    for k in range(at - 3, max(-1, at - ALONG_REACH), -1):
        hour = words[k].text == ":" and is_digits(words[k - 1])
        if words[k].low in figure_words("clause") or (words[k].text in ";:" and not hour):
            return None
        for trigger in fate_words(triggers, k):
            if trigger.use in ("passive", "active", "verb") and suits(words, trigger, count):
                return fate_of(trigger, "before")
    return None


def driven_out(words: Sequence[Lexeme], count: Count) -> Fate | None:
    """ "forced 12,000 people from their homes", "drove 300 families out of the town", "forcing 40 to flee"."""
    if count.kind not in ("people", "none") or count.bare or count.first == 0:
        return None
    if words[count.first - 1].low not in figure_words("driven"):
        return None
    low = [word.low for word in words[count.last : count.last + DRIVEN_REACH]]
    fled = low[:1] == ["to"] and low[1:2] in (["flee"], ["evacuate"], ["leave"])
    homes = low[:1] in (["from"], ["out"]) and any(word in _HOMES for word in low)
    if not homes and not (fled and (low[1] != "leave" or any(word in _HOMES for word in low))):
        return None
    present = _perfect(words, count.first - 1)
    return Fate(outcome="displaced", first=count.first - 1, last=count.first, side="before", present=present)
