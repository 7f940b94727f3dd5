"""Text → lexemes: the words, digits and marks of one sentence, finer than tokens, for the rules of figures.

"$1.2bn" is "$", "1.2", "bn"; "15-year-old" is "15", "-", "year", "-", "old". Whether two of them touch is
told by their offsets. The scan is one linear regular expression.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from onrecord.lexicon import table

_LEXEME = re.compile(
    r"\d(?:\d|[.,](?=\d))*"  # digits with their points and commas
    r"|[.,](?=\d)"  # a point before digits stands alone, so that ".5" can be read
    r"|(?:[^\W\d_]\.){2,}"  # "p.m.", "U.S."
    r"|[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff])*(?:['’][^\W\d_]+)*"
    r"|[^\s]"
)
_HIDDEN = {ord(mark): None for mark in "\u00ad\u200b\u200c\u200d\u2060\ufeff"}  # marks that a page shows no width of
_SHOWN_AS_NOTHING = frozenset(map(chr, _HIDDEN))
HYPHENS = frozenset("-‐‑–—−")
_MAY_BE_GROUPED = re.compile(r"[0-9] [0-9]{3}")
_GROUP_GAPS = frozenset("\u00a0\u2009\u202f")  # spaces that do not break a line set off thousands anywhere
_NO_GROUP_AFTER = frozenset("+#№@/:=.") | HYPHENS


class Lexeme(NamedTuple):
    """Code points `start` to `end` of the text, the words there, and the same in lower case with straight marks."""

    start: int
    end: int
    text: str
    low: str


def lexemes(text: str, start: int, end: int) -> list[Lexeme]:
    """The lexemes of `text[start:end]`, in order."""
    stretch = text[start:end]
    if stretch.isascii():  # most text: nothing is hidden there, and no mark needs to be straightened
        low = stretch.lower()
        plain = [
            Lexeme(start + found.start(), start + found.end(), found[0], low[found.start() : found.end()])
            for found in _LEXEME.finditer(stretch)
        ]
        return _grouped(text, plain) if _MAY_BE_GROUPED.search(stretch) else plain
    found = [
        Lexeme(found.start(), found.end(), found[0], _plain(found[0]))
        for found in _LEXEME.finditer(text, start, end)
        if found[0] not in _SHOWN_AS_NOTHING
    ]
    return _grouped(text, found)


def _plain(word: str) -> str:
    low = word.lower()
    return low if low.isascii() else low.replace("’", "'").translate(_HIDDEN)


def _grouped(text: str, words: list[Lexeme]) -> list[Lexeme]:
    """The same lexemes; digits set off in threes by spaces ("12 000") are one, read as if commas stood there."""
    found: list[Lexeme] = []
    at = 0
    while at < len(words):
        last = at + 1
        if words[at].text[0].isdecimal() and words[at].text[0] != "0":
            last = _groups_end(text, words, at)
        if last > at + 1:
            digits = ",".join(word.text for word in words[at:last])
            found.append(Lexeme(words[at].start, words[last - 1].end, digits, digits))
        else:
            found.append(words[at])
        at = last
    return found


def _groups_end(text: str, words: Sequence[Lexeme], at: int) -> int:
    """Where the groups of three end that go on from the digits at `at`; `at` + 1 where none does."""
    if len(words[at].text) > 3 or not words[at].text.isdecimal():
        return at + 1
    end, gaps = at + 1, set()
    while end < len(words) and len(words[end].text) == 3 and words[end].text.isdecimal():
        gap = text[words[end - 1].end : words[end].start]
        if gap != " " and gap not in _GROUP_GAPS:
            break
        gaps.add(gap)
        end += 1
    longer = end < len(words) and is_digits(words[end]) and text[words[end - 1].end : words[end].start] == " "
    glued = end < len(words) and touch(words[end - 1], words[end]) and words[end].text in HYPHENS | {"/", ":"}
    if len(gaps) != 1 or longer or glued or (" " in gaps and not _may_be_grouped(words, at)):
        return at + 1
    return end


def _may_be_grouped(words: Sequence[Lexeme], at: int) -> bool:
    """Whether plain spaces may set off thousands: not after another number, a month, a name or what is numbered."""
    if at == 0:
        return True
    before = words[at - 1]
    if is_digits(before) or before.text in _NO_GROUP_AFTER or before.low in figure_words("numbered"):
        return False
    if before.low in figure_words("month") | figure_words("designator"):
        return False
    return at == 1 or not before.text[0].isupper() or before.text.isupper()


def touch(left: Lexeme, right: Lexeme) -> bool:
    """Whether nothing stands between the two."""
    return left.end == right.start


def is_digits(lexeme: Lexeme) -> bool:
    """Whether it is a number in digits."""
    return lexeme.text[0].isdecimal()


def is_word(lexeme: Lexeme) -> bool:
    """Whether it is a word (letters)."""
    return lexeme.text[0].isalpha()


Phrases = dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]


def index_phrases(rows: Sequence[tuple[str, ...]], last: bool = False) -> Phrases:
    """Rows whose first cell is a phrase, by its first word (or its last), the longest phrase first."""
    phrases: Phrases = {}
    for row in rows:
        words = tuple(row[0].split(" "))
        phrases.setdefault(words[-1 if last else 0], []).append((words, row[1:]))
    for found in phrases.values():
        found.sort(key=lambda entry: -len(entry[0]))
    return phrases


def phrase_at(words: Sequence[Lexeme], at: int, phrases: Phrases) -> tuple[int, tuple[str, ...]] | None:
    """The longest phrase that begins at `at`: where it ends and the rest of its row."""
    if at >= len(words):
        return None
    for phrase, row in phrases.get(words[at].low, ()):
        if all(at + k < len(words) and words[at + k].low == part for k, part in enumerate(phrase)):
            return at + len(phrase), row
    return None


def phrase_before(words: Sequence[Lexeme], at: int, phrases: Phrases) -> tuple[int, tuple[str, ...]] | None:
    """The longest phrase that ends before `at` (phrases indexed by their last word): where it begins, its row."""
    if at <= 0:
        return None
    for phrase, row in phrases.get(words[at - 1].low, ()):
        first = at - len(phrase)
        if first >= 0 and all(words[first + k].low == part for k, part in enumerate(phrase)):
            return first, row
    return None


@cache
def figure_words(kind: str) -> frozenset[str]:
    """The words of one class of the table of figure words."""
    return frozenset(row[0] for row in table("figure_words") if row[1] == kind)


@cache
def reporting_forms() -> frozenset[str]:
    """Every form of the verbs that take a clause for what somebody says ("said that", "said he was")."""
    rows = (row for row in table("reporting_verbs") if " " not in row[0] and {"t", "s"} & set(row[4].split(" ")))
    return frozenset(form for row in rows for form in row[1].split(" "))
