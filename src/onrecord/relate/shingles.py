"""A report's wording → prints of it: `report → what stands in the story, and numbers by which its like is found`.

Winnowing (Schleimer, Wilkerson and Aiken 2003): of every `WINDOW` shingles of `SHINGLE` words in a row the one with the
least number is kept, so that whatever two texts share over WINDOW + SHINGLE - 1 words has a print in both, wherever it
stands. A report whose prints are too many keeps those that are multiples of a power of two, which another's can still
be held against.
"""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterator, Sequence
from zlib import crc32

from onrecord.model import Report

SHINGLE = 5  # words
WINDOW = 12  # shingles
MOST = 1024  # prints of one report
LONGEST = 200_000  # words that are looked at; nobody prints a longer story
LEAD = 20  # words at the beginning that tell a version of a story
STORY = frozenset(("paragraph", "list_item", "subhead"))  # kinds of blocks whose words are those of the story
_BASE, _PRIME = 1_000_003, (1 << 61) - 1
_WORD = re.compile(r"[^\W_]+")


def story(report: Report) -> str:
    """The text without what is no story: titles, credits, captions, bylines, promotions, and blocks said again."""
    if not report.blocks:
        return report.text
    kept = [block.span for block in report.blocks if block.kind in STORY and block.repeats is None]
    return "\n".join(report.text[span.start : span.end] for span in kept)


def plain_words(text: str) -> list[str]:
    """The words of a text, without case, accents and marks of an owner."""
    if not text.isascii():
        text = text.replace("’", "'")
        text = unicodedata.normalize("NFD", text)
        text = text.translate({ord(each): None for each in set(text) if unicodedata.combining(each)})
    return _WORD.findall(text.casefold().replace("'s", ""))


def placed(words: Sequence[str]) -> tuple[list[tuple[int, int]], int]:
    """The prints of words, each where it stands first, and the power of two of which all are multiples."""
    first: dict[int, int] = {}
    for at, number in _winnowed(_shingles(words[:LONGEST])):
        first.setdefault(number, at)
    kept, coarse = [(at, number) for number, at in first.items()], 0
    while len(kept) > MOST:
        coarse += 1
        kept = [each for each in kept if each[1] % (1 << coarse) == 0]
    return kept, coarse


def prints(words: Sequence[str]) -> tuple[tuple[int, ...], int]:
    """The prints of words in rising order, and the power of two of which all are multiples."""
    kept, coarse = placed(words)
    return tuple(sorted(number for _, number in kept)), coarse


def nearest(several: Sequence[tuple[int, int]], count: int) -> Iterator[int]:
    """For each of so many words the print that stands nearest to it; 0 where there is none."""
    at = 0
    for index in range(count):
        while at + 1 < len(several) and abs(several[at + 1][0] + 2 - index) <= abs(several[at][0] + 2 - index):
            at += 1
        yield several[at][1] if several else 0


def lead(words: Sequence[str]) -> int:
    """A print of the first words: the same where they are the same, and mostly where they are nearly so."""
    return min(_shingles(words[:LEAD]), default=0) % (1 << 31)


def _shingles(words: Sequence[str]) -> Iterator[int]:
    """A number for each row of words; of fewer words than make a row, one for all of them."""
    codes = [crc32(word.encode("utf-8", "surrogatepass")) + 1 for word in words]
    if len(codes) < SHINGLE:
        if codes:
            yield _mixed(_rolled(codes))
        return
    top = pow(_BASE, SHINGLE, _PRIME)
    rolled = _rolled(codes[:SHINGLE])
    yield _mixed(rolled)
    for gone, come in zip(codes, codes[SHINGLE:], strict=False):
        rolled = (rolled * _BASE + come - gone * top) % _PRIME
        yield _mixed(rolled)


def _rolled(codes: Sequence[int]) -> int:
    rolled = 0
    for code in codes:
        rolled = (rolled * _BASE + code) % _PRIME
    return rolled


def _mixed(number: int) -> int:
    """The bits of a number, mixed, so that the least of several is no matter of which words begin them."""
    number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9 & 0xFFFFFFFFFFFFFFFF
    number = (number ^ (number >> 27)) * 0x94D049BB133111EB & 0xFFFFFFFFFFFFFFFF
    return (number ^ (number >> 31)) >> 2  # 62 bits: fits a database's integers with a sign, with one to spare


def _winnowed(shingles: Iterator[int]) -> Iterator[tuple[int, int]]:
    """The least number of every window, with its index, by a queue whose numbers rise: linear in the shingles."""
    waiting: deque[tuple[int, int]] = deque()
    at = -1
    for at, number in enumerate(shingles):
        while waiting and waiting[-1][1] >= number:
            waiting.pop()
        waiting.append((at, number))
        if waiting[0][0] <= at - WINDOW:
            waiting.popleft()
        if at >= WINDOW - 1:
            yield waiting[0]
    if 0 <= at < WINDOW - 1:
        yield waiting[0]
