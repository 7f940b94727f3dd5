"""Tokens → quotation marks: which marks are quotation marks, and which way each can be read.

A mark is read by its glyph and by what stands beside it: an opening mark has space before it and none after
it, a closing mark the other way round. Apostrophes ("workers' rights", "the '90s", "’tis") and marks of feet
and inches (6'2", a 9" nail) are no quotation marks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.lexicon import words
from onrecord.model import Token

Family = Literal["double", "single"]
_OPENING = frozenset({"“", "„", ",,", "``", "«", "‹", "‘", "‚"})
_CLOSING = frozenset({"”", "»", "›", "’"})
_DOUBLE = frozenset({'"', "''", "“", "”", "„", ",,", "``", "«", "»", "‹", "›", "＂", "‟"})
_SINGLE = frozenset({"'", "‘", "’", "‚", "`"})
_BEFORE_OPENING = frozenset("([{–—-/")  # marks that an opening mark may follow without a space


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A quotation mark in its place. `opens` and `closes` say how it can be read; both where only the order tells.

    `weak` marks a closing mark that may be the apostrophe of a plural ("the workers' ").
    """

    start: int
    end: int
    glyph: str
    family: Family
    opens: bool
    closes: bool
    weak: bool = False


def mark_at(text: str, token: Token, first: int, last: int) -> Mark | None:
    """The quotation mark that a token of the block from `first` to `last` is, or None."""
    glyph = text[token.start : token.end]
    if glyph in _DOUBLE:
        return _double(text, token, glyph, first, last)
    if glyph in _SINGLE:
        return _single(text, token, glyph, first, last)
    return None


def _double(text: str, token: Token, glyph: str, first: int, last: int) -> Mark | None:
    before, after = _beside(text, token, first, last)
    opens, closes = _fits(before, after)
    if glyph in {'"', "''"} and before.isdigit() and _measure(text, token.start, first):
        return None
    if glyph == ",," and not opens:
        return None
    if opens == closes:  # its place does not tell: the glyph does, or else the order
        opens, closes = glyph not in _CLOSING, glyph not in _OPENING
    elif opens and (glyph in _CLOSING or (glyph not in _OPENING and _misplaced(text, token, first))):
        closes = True  # written the wrong way round
    return Mark(start=token.start, end=token.end, glyph=glyph, family="double", opens=opens, closes=closes)


def _single(text: str, token: Token, glyph: str, first: int, last: int) -> Mark | None:
    before, after = _beside(text, token, first, last)
    opens, closes = _fits(before, after)
    if opens == closes or (glyph in _OPENING and not opens) or before.isdigit():
        return None
    if opens and (_elided(text, token.end, last) or (glyph == "’" and not after.isupper())):
        return None
    weak = closes and before in "sS" and after.isspace() and text[token.end + 1 : token.end + 2].isalnum()
    return Mark(start=token.start, end=token.end, glyph=glyph, family="single", opens=opens, closes=closes, weak=weak)


def _beside(text: str, token: Token, first: int, last: int) -> tuple[str, str]:
    """The characters before and after a token, '' at the edges of its block."""
    before = text[token.start - 1] if token.start > first else ""
    return before, text[token.end] if token.end < last else ""


def _fits(before: str, after: str) -> tuple[bool, bool]:
    """Whether a mark between these characters can open, and whether it can close."""
    free_before = before == "" or before.isspace() or before in _BEFORE_OPENING or _is_mark(before)
    free_after = after == "" or after.isspace() or not (after.isalnum() or after in "$€£#@([…*" or _is_mark(after))
    opens = free_before and after != "" and not after.isspace() and (not free_after or after in ".…'’")
    closes = before != "" and not before.isspace() and before not in "([{" and (free_after or _is_mark(after))
    return opens, closes


def _is_mark(character: str) -> bool:
    return character in _DOUBLE or character in _SINGLE


def _misplaced(text: str, token: Token, first: int) -> bool:
    """A closing mark on the wrong side of a space: `we go, "he said`."""
    spaced = token.start - 2 >= first and text[token.start - 1] == " "
    return spaced and text[token.start - 2] in ",.!?" and text[token.end : token.end + 1].islower()


def _measure(text: str, at: int, first: int) -> bool:
    """Feet before inches (6'2"), which is never a quotation mark."""
    digits = at
    while digits > max(first, at - 3) and text[digits - 1].isdigit():
        digits -= 1
    return digits > first and text[digits - 1] in "'’" and text[max(first, digits - 2)].isdigit()


def _elided(text: str, at: int, last: int) -> bool:
    """An apostrophe for letters left out at the front of a word or of a year."""
    end = at
    while end < min(last, at + 6) and text[end].isalnum():
        end += 1
    word = text[at:end].lower()
    return word in _elisions() or (len(word.rstrip("s")) == 2 and word.rstrip("s").isdigit())


@cache
def _elisions() -> frozenset[str]:
    return words("elisions")
