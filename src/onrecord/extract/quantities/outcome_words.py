"""Lexemes → the words that say what became of people, where they stand. Table: `outcomes`.

A row's words are a phrase: `a|b` is either word, `…` a few words without mark or clause ("taken to … hospital").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from onrecord.extract.quantities.lexemes import HYPHENS, Lexeme, figure_words, is_word
from onrecord.lexicon import table
from onrecord.model.vocabulary import Outcome

LONGEST_GAP = 7  # words and hyphens that "…" stands for
NO_HARM_REACH = 9  # words after "taken to hospital" that may say that nobody was hurt, or how it ended
_GAP = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """Lexemes `first` to `last`, the outcome that they tell, their use and of whom they are said (see the table)."""

    first: int
    last: int
    outcome: Outcome
    use: str
    of: str


Triggers = dict[int, tuple[Trigger, ...]]


def triggers(words: Sequence[Lexeme]) -> Triggers:
    """The triggers of a sentence by their first lexeme; the longest phrase wins, with all of its uses."""
    found: Triggers = {}
    ill: bool | None = None
    at = 0
    while at < len(words):
        after = at + 1
        for phrase, rows in _phrases().get(words[at].low, ()):
            end = _end_of(words, at, phrase)
            told = [row for row in rows if row[2] != "hurt" or _is_hurt(words, end)] if end else []
            if told and told[0][2] == "ill":
                ill = any(word.low in figure_words("disease") for word in words) if ill is None else ill
                told = [(outcome, use, "people") for outcome, use, _ in told] if ill else []
            if told:
                after = end
                found[at] = tuple(
                    Trigger(first=at, last=after, outcome=cast(Outcome, outcome), use=use, of=of)
                    for outcome, use, of in told
                )
                break
        at = after
    return found


def fate_words(found: Triggers, at: int) -> tuple[Trigger, ...]:
    """The triggers that begin at a lexeme."""
    return found.get(at, ())


def has_use(found: Triggers, at: int, *uses: str) -> bool:
    """Whether a trigger of one of these uses begins at a lexeme."""
    return any(trigger.use in uses for trigger in found.get(at, ()))


def _end_of(words: Sequence[Lexeme], at: int, phrase: tuple[str, ...]) -> int:
    """Where the phrase that begins at `at` ends; 0 where it does not stand there."""
    for k, part in enumerate(phrase):
        if part == _GAP:
            limit = min(len(words), at + LONGEST_GAP)
            while at < limit and not (ends := _end_of(words, at, phrase[k + 1 :])):
                if not (is_word(words[at]) or words[at].text in HYPHENS) or words[at].low in figure_words("no_gap"):
                    return 0
                at += 1
            return ends if at < limit else 0
        if at >= len(words) or words[at].low not in part.split("|"):
            return 0
        at += 1
    return at


def _is_hurt(words: Sequence[Lexeme], end: int) -> bool:
    """Whether those who were taken to a hospital were hurt: not "as a precaution", "with flu", "where they died"."""
    after = [word.low for word in words[end : end + NO_HARM_REACH]]
    if set(after) & figure_words("unhurt"):
        return False
    return "with" not in after[:1] or bool(set(after) & figure_words("harm"))


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], list[tuple[str, str, str]]]]]:
    grouped: dict[tuple[str, ...], list[tuple[str, str, str]]] = {}
    for written, outcome, use, of in table("outcomes"):
        grouped.setdefault(tuple(written.split(" ")), []).append((outcome, use, of))
    by_word: dict[str, list[tuple[tuple[str, ...], list[tuple[str, str, str]]]]] = {}
    for phrase, rows in sorted(grouped.items(), key=lambda entry: -len(entry[0])):
        for first in phrase[0].split("|"):
            by_word.setdefault(first, []).append((phrase, rows))
    return by_word
