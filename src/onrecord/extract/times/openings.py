"""The lexicon of times → where in a text an expression of time may open, so that most places need no look.

In: text and a place, or a word. Out: whether a pattern of the grammar, or words that lead one in, fit there.
"""

from __future__ import annotations

import re
from functools import cache

from onrecord.extract.times.grammar import any_folded, any_of, modifiers, part_of_pattern
from onrecord.extract.times.vocabulary import named_days
from onrecord.lexicon import table

_SINGLE = frozenset({"a", "q", "h"})  # words of one letter that an expression begins with: "a year", "Q3", "H1"
_YEARS_IN_WORDS = frozenset({"eighteen", "nineteen", "thousand"})  # "nineteen ninety-four", "two thousand and one"


@cache
def leads() -> frozenset[str]:
    """Words that an expression may begin with (and some more): at any other word none needs to be looked for."""
    inside = {word for word, kind in table("function_words") if kind in {"preposition", "conjunction"}}
    return spelled() - (inside - _firsts())


@cache
def spelled() -> frozenset[str]:
    """Every word of the patterns and of the words of time, and the first word of each day with a name."""
    written = [pattern.split("(?=")[0] for _, pattern in table("time_grammar")] + ["small wee early"]
    written += [row[1] for row in table("time_modifiers")] + [form for _, form, _ in table("time_words")]
    written += [re.split(r"[\s']", name)[0] for name in named_days()]
    plain = re.sub(r"\\.|\?P<\w+>|<[\w=]+>", " ", " ".join(written)).lower()
    words = {word for word in re.findall(r"[^\W\d_]+", plain) if len(word) > 1 or word in _SINGLE}
    return frozenset(words | {f"{word}s" for word in words})


def _firsts() -> set[str]:
    """First words of forms, modifiers and choices, prepositions too: "at present", "up to an hour", "past years"."""
    modifiers = [re.sub(r"^\(the \)\?", "", row[1]) for row in table("time_modifiers") if row[0] == "before"]
    forms = [form for _, form, _ in table("time_words")] + modifiers
    rows = " ".join(pattern for _, pattern in table("time_grammar"))
    forms += [word for choice in re.findall(r"\(\?P<way>([\w|-]+)\)", rows) for word in choice.split("|")]
    return {re.split(r"[\s(]", form.lower())[0] for form in forms}


@cache
def cores() -> frozenset[str]:
    """Words of time: every expression has one of them or a figure. Numbers and words that hold a sentence are none."""
    numbers = {"cardinal", "ordinal", "quantity", "rel", "back", "way", "adjective"}
    single = {form.lower().split()[-1] for kind, form, _ in table("time_words") if kind not in numbers}
    held = {word for word, kind in table("function_words") if kind != "adverb"}
    held |= {word for row in table("time_modifiers") for word in re.findall(r"[a-z]+", row[1])}
    held |= {word for kind, form, _ in table("time_words") if kind in numbers for word in form.lower().split()}
    return (leads() - held) | single | {f"{word}s" for word in single} | _YEARS_IN_WORDS


def may_open(low: str, at: int, end: int) -> bool:
    """Whether an expression may begin at a place of a folded text: a row of the grammar fits there, or words that lead
    one in."""
    return bool(_any_row().match(low, at, end) or _any_lead().match(low, at, end))


@cache
def _any_row() -> re.Pattern[str]:
    return any_of(row for _, row in table("time_grammar"))


@cache
def _any_lead() -> re.Pattern[str]:
    patterns = [re.sub(r"\(\?P<\w+>", "(?:", part_of_pattern().pattern)]
    return any_folded([*patterns, *(modifier.pattern.pattern for modifier in modifiers("before"))])
