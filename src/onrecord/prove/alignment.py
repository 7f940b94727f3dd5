"""The passage of a text that is most like a quote: `quote, text → anchor`, with the words that differ.

Places are voted for by the quote's rarest words, a bounded number of them is aligned (rapidfuzz: bit-parallel
Levenshtein and Indel distances by Hyyrö), so that a long text costs little more than its search for single words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, Levenshtein

from onrecord.lexicon import table
from onrecord.model.citation import Difference
from onrecord.prove.anchors import Anchor
from onrecord.prove.edges import WORD, is_negation, is_number, words_of
from onrecord.prove.folding import Folded, fold, fold_report

LONGEST = 5000  # characters of a quote that is aligned; a longer one is searched for as it is
SEEDS = 32  # words of a quote that vote for a passage
VOTES = 5000  # places that one word votes for
PASSAGES = 12  # passages aligned
WIDENED = 24  # words that an edge is moved by, at most, to find where the passage begins and ends
NEAREST = 0.6  # score below which a passage is no answer
LIGHT = 0.2  # share of a quote's words that may differ in form
Words = list[re.Match[str]]


def nearest(quote: str, text: str) -> Anchor | None:
    """The passage most like a quote, with what differs; None where there is none that is somewhat like it.

    An anchor without an objection differs in form alone: spelling, letters' case, punctuation, articles.
    """
    folded, cited = fold_report(text), fold(quote).text.strip()
    words = list(WORD.finditer(cited))
    if not words or len(cited) > LONGEST:
        return None
    best: tuple[float, Words] | None = None
    for at in _voted(words, folded.text):
        found = _aligned(cited, words, folded.text, at)
        if found and (best is None or found[0] > best[0]):
            best = found
    if best is None or best[0] < NEAREST:
        return None
    return _anchor(words, best[1], best[0], folded)


def _voted(words: Words, text: str) -> list[int]:
    """Where the quote would begin, by its words' places, likeliest first."""
    text = _small(text)
    length = words[-1].end()
    width = max(40, length // 2)
    where = {_small(word[0]): word.start() for word in reversed(words)}
    counts = {word: text.count(word) for word in sorted(where, key=len)[-2 * SEEDS :]}
    votes: Counter[int] = Counter()
    for word in sorted((word for word, count in counts.items() if count), key=lambda word: counts[word])[:SEEDS]:
        buckets: set[int] = set()
        at, weight = text.find(word), 1000 // (1 + min(counts[word], 500)) + len(word)
        while at >= 0 and len(buckets) < VOTES:
            bucket = (at - where[word]) // width
            buckets.update((bucket, bucket + 1))
            at = text.find(word, max(at + 1, (bucket + 1) * width + where[word]))
        for bucket in buckets:
            votes[bucket] += weight
    likeliest = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))[:PASSAGES]
    return [max(0, bucket * width) for bucket, _ in likeliest]


def _aligned(cited: str, words: Words, text: str, at: int) -> tuple[float, Words] | None:
    """The words near a place that are most like the quote, and how alike they are, from 0 to 1."""
    left, right = max(0, at - len(cited)), min(len(text), at + 2 * len(cited) + 80)
    window = [found for found in WORD.finditer(text, left, right) if not _broken(text, found, left, right)]
    found = (
        fuzz.partial_ratio_alignment(_small(cited), _small(text[left:right])) if len(cited) <= right - left else None
    )
    start, end = (left + found.dest_start, left + found.dest_end) if found else (left, right)
    inside = [index for index, word in enumerate(window) if word.end() > start and word.start() < end]
    if not inside:
        return None
    sought = _plain(words)

    def alike(first: int, last: int) -> float:
        return fuzz.ratio(sought, _plain(window[first : last + 1]))

    first, last = inside[0], inside[-1]
    last = max(range(max(first, last - WIDENED), min(len(window), last + WIDENED)), key=lambda end: alike(first, end))
    first = max(range(max(0, first - WIDENED), min(last, first + WIDENED) + 1), key=lambda start: alike(start, last))
    return alike(first, last) / 100, window[first : last + 1]


def _small(text: str) -> str:
    """In small letters, each in its place: a few capitals have several of them."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(map(_small_letter, text))


def _small_letter(letter: str) -> str:
    return letter.lower() if len(letter.lower()) == 1 else letter


def _broken(text: str, word: re.Match[str], left: int, right: int) -> bool:
    """Whether the window's edge goes through a word."""
    return (word.start() == left > 0 and text[left - 1].isalnum()) or (
        word.end() == right < len(text) and text[right].isalnum()
    )


def _plain(words: Words) -> str:
    return " ".join(_norm(word[0]) for word in words)


def _norm(word: str) -> str:
    if word.isascii():
        return word.casefold()
    return "".join(part for part in unicodedata.normalize("NFD", word) if not unicodedata.combining(part)).casefold()


def _anchor(cited: Words, there: Words, score: float, folded: Folded) -> Anchor:
    differences: list[Difference] = []
    heavy = light = 0
    left, right = [_norm(word[0]) for word in cited], [_norm(word[0]) for word in there]
    for operation in Levenshtein.opcodes(left, right):
        if operation.tag == "equal":
            continue
        before = cited[operation.src_start : operation.src_end]
        after = there[operation.dest_start : operation.dest_end]
        differences.append(Difference(cited=_words(before), report=_words(after)))
        same = _same_but_for_form([word[0] for word in before], [word[0] for word in after])
        edge = not after and (operation.src_start == 0 or operation.src_end == len(cited))
        same = same and not edge  # there, nobody knows what word of the report was left out
        light, heavy = light + same * max(len(before), len(after)), heavy + (not same)
    few = len(cited) >= 3 and light <= max(1, LIGHT * len(cited))
    return Anchor(
        spans=(folded.origin(there[0].start(), there[-1].end()),),
        how="aligned",
        score=round(min(score, 0.999), 3),
        differences=tuple(differences),
        objection=None if few and not heavy else "the words differ",
    )


def _words(words: Words) -> str:
    return words[0].string[words[0].start() : words[-1].end()] if words else ""


def _same_but_for_form(cited: list[str], there: list[str]) -> bool:
    """Whether words differ in nothing but spelling, hyphens or articles: never in a number, a negation or a name."""
    if any(is_number(word) or is_negation(word) for word in cited + there):
        return False
    if not all(word[0].isalpha() for word in cited + there):
        return False
    if all(word.lower() in words_of("light") for word in cited + there):
        return True
    if "".join(cited).replace("-", "").casefold() == "".join(there).replace("-", "").casefold():
        return True
    return len(cited) == len(there) and all(map(_spelt_alike, cited, there))


def _spelt_alike(one: str, other: str) -> bool:
    """Two spellings of one word; a name, a month or a word of up to five letters is another word."""
    if not (one.isalpha() and other.isalpha()) or one[0].isupper() or other[0].isupper():
        return _norm(one) == _norm(other)
    length = max(len(one), len(other))
    if length < 6 or one[0] != other[0] or (_is_english(one) and _is_english(other)):
        return False
    return OSA.distance(one, other) <= (2 if length >= 10 else 1)


@cache
def _function_words() -> frozenset[str]:
    return frozenset(row[0] for row in table("function_words"))


def _is_english(word: str) -> bool:
    return word.lower() in _function_words()
