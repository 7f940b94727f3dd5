"""What became of people, as one outcome in its place, and what the rules of outcomes ask of the words around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.extract.quantities.counted import Count
from onrecord.extract.quantities.lexemes import Lexeme, figure_words
from onrecord.extract.quantities.outcome_words import Trigger
from onrecord.extract.quantities.people import own_outcome
from onrecord.lexicon import table
from onrecord.model.vocabulary import Outcome

CROWD = 50  # people who fled, from which they are displaced
KIN_REACH = 4  # words from "of" to the family in "members of his own family"
TAKEN_REACH = 5  # words from "to" to what took them
LEAVING_REACH = 8  # words between "left" and the people that it left somewhere
Side = Literal["before", "after", "toll", "among", "noun", "shared"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """An outcome, where its words stand in lexemes, on which side of the count, and whether it is true now."""

    outcome: Outcome
    first: int
    last: int
    side: Side
    present: bool = False


def fate_of(trigger: Trigger, side: Side, present: bool = False) -> Fate:
    """The fate that a trigger tells."""
    return Fate(outcome=trigger.outcome, first=trigger.first, last=trigger.last, side=side, present=present)


def suits(words: Sequence[Lexeme], trigger: Trigger, count: Count) -> bool:
    """Whether a trigger may be said of what is counted (the table's last column)."""
    if count.names is not None and trigger.of != "people":
        return False  # "lost Ana Velt and Bor Lind to injury"
    if trigger.of == "lives":
        return count.noun is not None and words[count.noun[1] - 1].low in ("life", "lives")
    if trigger.of == "left":
        return count.kind in ("people", "none") and _is_left(words, trigger, count)
    if trigger.of == "crowd":
        return count.kind == "people" and _is_crowd(words, count)
    if trigger.outcome == "rescued" and count.noun and own_outcome(words[count.noun[1] - 1]) == "killed":
        return False  # bodies are recovered
    if words[trigger.first].low in figure_words("loses") and count.noun:
        kin = _is_kin(words, count.noun)
        left = words[count.noun[1] - 1].low in figure_words("leaver") and not kin
        left = left or _is_taken(words, count.noun[1])
        return not left and count.kind == "people"  # who leaves a company is lost to it, and lives
    if trigger.of == "any":
        return count.kind == "people" or count.pronoun is not None
    if trigger.of == "bare":
        return count.kind in ("people", "none")
    return True


def _is_kin(words: Sequence[Lexeme], noun: tuple[int, int]) -> bool:
    """Whether it is those of a family: "20 family members", "four members of his family"."""
    beyond = noun[1] + KIN_REACH if noun[1] < len(words) and words[noun[1]].low == "of" else noun[1]
    return any(word.low.removesuffix("'s") in figure_words("kin") for word in words[noun[0] : beyond])


def _is_taken(words: Sequence[Lexeme], at: int) -> bool:
    """Whether they were lost to somebody who has them now: "to a rival", not "to cancer", "to enemy fire"."""
    if at >= len(words) or words[at].low != "to":
        return False
    return not any(word.low in figure_words("deadly") for word in words[at + 1 : at + 1 + TAKEN_REACH])


def _is_crowd(words: Sequence[Lexeme], count: Count) -> bool:
    """Whether so many people are counted that they flee from something greater than the police."""
    least = count.reading.value if count.reading.value is not None else count.reading.low
    named = count.noun is not None and own_outcome(words[count.noun[1] - 1]) == ""
    return named and least is not None and least >= CROWD


def _is_left(words: Sequence[Lexeme], trigger: Trigger, count: Count) -> bool:
    """ "left 12 people in hospital", "sent 12 to the hospital"; "12 people remain in hospital"."""
    for at in range(count.first - 1, max(-1, count.first - LEAVING_REACH), -1):
        if words[at].low in figure_words("leaves"):
            return True
        if words[at].low in figure_words("clause") or words[at].text in ";:.":
            break
    return words[trigger.first].low == "in" and words[trigger.first - 1].low in figure_words("be") | {"still"}


def is_now(words: Sequence[Lexeme], start: int, end: int) -> bool:
    """Whether a verb that is true on the day of the report stands there ("have been", "remain")."""
    return any(word.low in figure_words("present") for word in words[start:end])


def is_adverb(word: Lexeme) -> bool:
    """Whether the word is an adverb."""
    return word.low in word_class("adverb") or word.low.endswith("ly")


def is_negation(word: Lexeme) -> bool:
    """Whether the word denies ("not", "never", "weren't")."""
    return word.low in ("not", "never", "without") or word.low.endswith("n't")


@cache
def word_class(name: str) -> frozenset[str]:
    """The function words of one class."""
    return frozenset(row[0] for row in table("function_words") if row[1] == name)
