"""Text → tokens: words, numbers and marks, as offsets; every character that is seen lies in exactly one token.

A word keeps inner apostrophes and hyphens ("don't", "ruling-party"); a possessive is a token of its own
("Ruiz" "'s"). A number keeps its separators ("18,600", "1.2", "10:30", "RM1.5bn"); signs of money and percent
stand apart ("$" "40", "19" "%"). Abbreviations and initials keep their stop ("Mr.", "U.S.", "J."). Doubled marks
("''", "``", ",,", "--") and dots ("...") are one token, as is a terminal's code ("ESC[31m").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.lexicon import abbreviations
from onrecord.model import Document, Token

# Marks that \w leaves out although they belong to the letter before: accents, vowel signs, joiners, soft hyphens.
_JOINED = (
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u0900-\u0903"
    "\u093a-\u094f\u0981-\u0983\u09bc-\u09cd\u0b82\u0bbe-\u0bcd\u0e31\u0e34-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u200c\u200d\u2060\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
)
_LETTER = rf"[^\W_{_JOINED}][{_JOINED}]*"
_CODE = r"(?<![^\W_])[A-Z][A-Za-z]{0,2}(?=\d)"  # letters glued to a number: "QR330.7mn"
INVISIBLE = "\u200b\ufeff"  # stand for nothing: in no token, like white space
_TOKEN = re.compile(
    rf"""
    \x1b\[[\d;?]{{0,32}}[A-Za-z]
  | https?:/[^\s<>"“”{INVISIBLE}]*[\w/]
  | (?:[^\W\d_]\.){{2,}}(?:[-‐‑](?:{_LETTER})+)*
  | [@\#]?(?:(?<!\d)\d+(?:[.,:]\d+)+(?:{_LETTER})*|{_CODE}\d+(?:[.,]\d+)+(?:{_LETTER})*|(?:{_LETTER})+)
    (?: ['’](?![sS](?!\w))(?:{_LETTER})+ | (?!(?<=\d)[-‐‑]\d)[-‐‑](?:{_LETTER})+ | (?<=[^\W\d_])&(?:{_LETTER})+ )*
  | (?<=\w)['’][sS](?!\w)
  | \.{{2,}} | -{{2,}} | ''|``|,,
  | [^\s{INVISIBLE}]
    """,
    re.VERBOSE,
)


def tokens(document: Document) -> Iterator[Token]:
    """The tokens of a document in order; none reaches over the edge of a block."""
    at = 0
    for block in document.blocks:
        yield from _stretch(document.text, at, block.span.start)
        yield from _stretch(document.text, block.span.start, block.span.end)
        at = block.span.end
    yield from _stretch(document.text, at, len(document.text))


def _stretch(text: str, start: int, end: int) -> Iterator[Token]:
    """Tokens between two offsets; a stop joins the abbreviation or the initial before it."""
    at = start
    while found := _TOKEN.search(text, at, end):
        at = found.end()
        if at < end and text[at] == "." and not text.startswith("..", at) and _abbreviated(text, found):
            at += 1
        yield Token(start=found.start(), end=at)


def _abbreviated(text: str, found: re.Match[str]) -> bool:
    word = found[0].rpartition("-")[2]  # "then-Sen.", "R-Ala."
    after = text[found.end() + 1 : found.end() + 3].lstrip()[:1]
    if len(word) == 1 and word.isupper():
        return after.isupper() and word != "I"
    follows = abbreviations().get(word.lower() + ".")
    if follows == "number":
        return after.isdigit()
    if follows == "end" and not word[0].isupper() and len(word) < 3:
        return False
    return follows is not None and (len(word) > 1 or after.isdigit())
