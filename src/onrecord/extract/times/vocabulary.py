"""Words of time from the lexicon: their values, and the slots that stand for them in the grammar's patterns.

In: the tables `time_words` and `time_days`. Out: `value(class, words)` and `SLOTS`, a regular expression for
each slot. Every expression is bounded in length or made of alternatives that cannot match the same words
twice, so that matching stays linear.
"""

from __future__ import annotations

import re
from functools import cache

from onrecord.lexicon import table

GAP = r"(?:(?:[^\S\n]{1,3}\n?|\n)[^\S\n]{0,8})"  # between two words: one line break at most, never an empty line
_BEHIND = frozenset({"counted", "title", "befallen", "planned", "speaks"})  # guards that stand after an expression
_NAMES = frozenset({"month", "weekday", "weekday_short"})  # written with a capital letter


@cache
def _values(kind: str) -> dict[str, str]:
    return {form.lower(): value for name, form, value in table("time_words") if name == kind}


@cache
def named_days() -> dict[str, str]:
    """How the date of each day with a name is found, by the name in lower case."""
    return {name.lower().replace("’", "'"): rule for name, rule in table("time_days")}


def value(kind: str, words: str) -> str:
    """The value of a word of a class; KeyError if the class does not have it."""
    return _values(kind)[fold(words)]


def known(kind: str, words: str) -> str | None:
    """The value of a word of a class, or None."""
    return _values(kind).get(fold(words))


def fold(words: str) -> str:
    """Lower case, one space for each gap, straight apostrophes."""
    return re.sub(r"\s+", " ", words).lower().replace("’", "'")


def capitalised(words: str | None) -> bool:
    """Whether a name is written as one; absent names are."""
    return not words or words[0].isupper()


@cache
def _guard(kind: str) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for place, word in table("time_guards") if place == kind)
    if kind in {"befallen", "planned"}:
        return re.compile(rf"[\s-]+(?:[a-z]+\s+)?(?:{words})\b", re.I)
    if kind in _BEHIND:
        return re.compile(rf"[\s-]+(?:more\s+)?(?:{words})\b", 0 if kind == "title" else re.I)
    return re.compile(rf"\b(?:{words})\.?[\s-]+$", re.I)


def beside(kind: str, context: str) -> bool:
    """Whether a word of the guards stands next to an expression: at the context's end, or its start."""
    pattern = _guard(kind)
    return bool(pattern.match(context[:40]) if kind in _BEHIND else pattern.search(context[-40:]))


def near(kind: str, before: str, after: str) -> bool:
    """Whether a word of the guards stands in the words before or behind an expression."""
    return bool(_any_of(kind).search(f"{before[-80:]} {after[:80]}"))


@cache
def _any_of(kind: str) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for place, word in table("time_guards") if place == kind)
    return re.compile(rf"\b(?:{words})\b", re.I)


def _alternatives(forms: list[str]) -> str:
    ordered = sorted(set(forms), key=lambda form: (-len(form), form))
    patterns = (re.escape(form).replace(r"\ ", GAP).replace("'", "['’]") for form in ordered)
    return "(?:" + "|".join(patterns) + r")(?!\w)"


def _of(kind: str) -> str:
    return _alternatives(list(_values(kind)))


@cache
def slots() -> dict[str, str]:
    """A regular expression for each slot, without groups."""
    cardinal = _of("cardinal")
    digits = r"(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,7}(?:\.\d{1,3})?)(?!\d)(?:[ -]\d/\d(?!\d)|[½¼¾])?"
    spelled = rf"{cardinal}(?:(?:-|{GAP}(?:and{GAP})?){cardinal}){{0,4}}"
    simple = {
        kind: _of(kind)
        for kind in ("month", "weekday", "weekday_short", "unit", "units", "season", "part", "rel", "back",
                     "deictic", "adverb", "ref", "decade", "zone", "quantity", "adjective", "way")
    }  # fmt: skip
    simple["zone"] = rf"(?:(?:GMT|UTC){GAP}?[+-]\d{{1,2}}(?::?\d\d)?(?!\d)|{simple['zone']})"
    return simple | {
        "number": rf"(?:{digits}|{spelled}|{simple['quantity']})",
        "exact": rf"(?:{digits}|{spelled})",
        "day": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w/]|[.,:]\d|%)",
        "ordinal": rf"(?:\d{{1,2}}(?:st|nd|rd|th)(?!\w)|{_of('ordinal')})",
        "year": r"(?:1\d{3}|20\d\d)(?![\w/%]|[.,:]\d)",
        "spelled": rf"(?:nineteen|eighteen)(?:-|{GAP}){cardinal}(?:(?:-|{GAP}){cardinal})?"
        rf"|two{GAP}thousand(?:{GAP}(?:and{GAP})?{cardinal})?",
        "named": _alternatives(list(named_days())),
        "clock": r"(?:[01]?\d|2[0-4])(?:[:.][0-5]\d)?(?!\d)",
        "gap": GAP,
    }
