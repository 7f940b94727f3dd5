"""Words as the full text indexes know them: `text → words → stems`, the same here as in both databases.

A word is a run of letters and digits; case and accents do not count. Its stem is M. F. Porter's ("An algorithm for
suffix stripping", 1980) with the two later rules (`bli`, `logi`) that SQLite's tokenizer has.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_WORD = re.compile("(?:[^\\W_]|[\u0300-\u036f])+")
_LONGEST = 64  # bytes of a word that is stemmed
_SECOND = (
    *(("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("bli", "ble")),
    *(("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate")),
    *(("ator", "ate"), ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al")),
    *(("iviti", "ive"), ("biliti", "ble"), ("logi", "log")),
)
_THIRD = (
    *(("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", "")),
)
_FOURTH = (
    *("al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate"),
    *("iti", "ous", "ive", "ize"),
)


def words_of(text: str) -> list[str]:
    """The words of a text, without case and accents."""
    return [bare for _, _, bare in words_in(text)]


def words_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Where each word begins and ends, and the word without case and accents."""
    for found in _WORD.finditer(text):
        bare = _bare(found[0])
        if bare:
            yield found.start(), found.end(), bare


@lru_cache(maxsize=100_000)
def _bare(word: str) -> str:
    if word.isascii():
        return word.lower()
    return "".join(
        letter for letter in unicodedata.normalize("NFD", word.lower()) if not "\u0300" <= letter <= "\u036f"
    )


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a bare word."""
    if len(word) < 3 or len(word) > _LONGEST:
        return word
    word = _second_part(_first_part(word))
    if word.endswith("e"):  # step 5
        rest = word[:-1]
        many = _measure(rest)
        if many > 1 or (many == 1 and not _short_end(rest)):
            word = rest
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word


def _first_part(word: str) -> str:
    """Plurals, participles, and y (step 1)."""
    if word.endswith("s"):
        if word.endswith(("sses", "ies")):
            word = word[:-2]
        elif not word.endswith("ss"):
            word = word[:-1]
    if word.endswith("eed"):
        word = word[:-1] if _measure(word[:-3]) > 0 else word
    else:
        for ending in ("ed", "ing"):
            rest = word.removesuffix(ending)
            if rest != word and "v" in _shape(rest):
                word = _mended(rest)
                break
    return f"{word[:-1]}i" if word.endswith("y") and "v" in _shape(word[:-1]) else word


def _mended(rest: str) -> str:
    """What is left of a participle, as a verb again."""
    if rest.endswith(("at", "bl", "iz")):
        return f"{rest}e"
    if len(rest) > 1 and rest[-1] == rest[-2] and _shape(rest)[-1] == "c" and rest[-1] not in "lsz":
        return rest[:-1]
    return f"{rest}e" if _measure(rest) == 1 and _short_end(rest) else rest


def _second_part(word: str) -> str:
    """Longer endings (steps 2 to 4)."""
    for endings in (_SECOND, _THIRD):
        for ending, instead in endings:
            if word.endswith(ending):
                rest = word[: -len(ending)]
                word = rest + instead if _measure(rest) > 0 else word
                break
    for ending in sorted(_FOURTH, key=len, reverse=True):
        if word.endswith(ending):
            rest = word[: -len(ending)]
            held = ending != "ion" or rest.endswith(("s", "t"))
            return rest if held and _measure(rest) > 1 else word
    return word


def _shape(word: str) -> str:
    """Consonants and vowels: `toy` is cvc, `sky` is ccv."""
    shape = ""
    for letter in word:
        vowel = letter in "aeiou" or (letter == "y" and shape[-1:] == "c")
        shape += "v" if vowel else "c"
    return shape


def _measure(word: str) -> int:
    """How often a vowel is followed by a consonant."""
    return _shape(word).count("vc")


def _short_end(word: str) -> bool:
    """Whether it ends consonant, vowel, consonant, the last of them not w, x or y."""
    return _shape(word).endswith("cvc") and word[-1] not in "wxy"
