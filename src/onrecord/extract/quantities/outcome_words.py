"""Lexemes → the words that say what became of people, where they stand. Table: `outcomes`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from onrecord.extract.quantities.lexemes import Lexeme
from onrecord.lexicon import table
from onrecord.model.vocabulary import Outcome


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
    at = 0
    while at < len(words):
        after = at + 1
        for phrase, rows in _phrases().get(words[at].low, ()):
            if len(phrase) <= len(words) - at and all(words[at + k].low == part for k, part in enumerate(phrase)):
                after = at + len(phrase)
                found[at] = tuple(
                    Trigger(first=at, last=after, outcome=cast(Outcome, outcome), use=use, of=of)
                    for outcome, use, of in rows
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


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], list[tuple[str, str, str]]]]]:
    grouped: dict[tuple[str, ...], list[tuple[str, str, str]]] = {}
    for written, outcome, use, of in table("outcomes"):
        grouped.setdefault(tuple(written.split(" ")), []).append((outcome, use, of))
    by_word: dict[str, list[tuple[tuple[str, ...], list[tuple[str, str, str]]]]] = {}
    for phrase, rows in sorted(grouped.items(), key=lambda entry: -len(entry[0])):
        by_word.setdefault(phrase[0], []).append((phrase, rows))
    return by_word
