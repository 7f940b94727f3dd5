"""Word, tag and the lemma that the network read → a lemma that is a word.

The network writes a lemma as an edit of the word, which goes wrong at rare endings ("refus", "companie"). What the
ending allows is enumerated here, and the network chooses among it only where it names a word: one of its vocabulary
or of the tables.
Irregular forms are a table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from onrecord.lexicon import table

_PAST, _GOING, _PLURAL = frozenset({"VBD", "VBN"}), "VBG", frozenset({"NNS", "VBZ"})
_VOWELS = "aeiou"
_TAKE_E = ("c", "v", "z", "u", "dg", "rg", "lg")  # no English verb ends in these: "announc", "charg"
_LOST_E = ("ate", "ize", "ise", "oke", "ose", "ure", "ire", "ute", "ude", "ode")
_DOUBLED = frozenset({"l", "s", "z", "f"})  # "call", "pass", "buzz", "staff" end in two


def lemma_of(word: str, tag: str, read: str, known: Callable[[str], bool]) -> str:
    """The lemma of a verb or noun in a form that has an ending; `read` where the tag or the form tells nothing."""
    kind = _kind(tag)
    low = word.lower()
    if kind is None or not low.isalpha():
        return read
    irregular = _irregular().get((low, kind))
    if irregular is not None:
        return irregular
    possible = list(_possible(low, tag))
    named = [lemma for lemma in possible if known(lemma) or (kind == "verb" and lemma in _verbs())]
    if not possible or (read.lower() in named and not _is_cut(read.lower(), named[0])):
        return read
    return named[0] if named else _likeliest(possible)


def _is_cut(read: str, likeliest: str) -> bool:
    """Whether what was read lost an "e" ("los" of "losing"), or kept the letter that was doubled ("starr")."""
    return likeliest == f"{read}e" or (read[-1] not in _DOUBLED and f"{likeliest}{likeliest[-1]}" == read)


def _likeliest(possible: list[str]) -> str:
    """Of lemmas that are no words of the vocabulary: with an "e" after the endings that mostly lost one."""
    with_e = (lemma for lemma in possible if lemma.endswith(_LOST_E) or _ends_in_le(lemma))
    return next(with_e, possible[0])


def _ends_in_le(lemma: str) -> bool:
    """ "straddle", "stockpile"; but "swirl", "curl", "crawl"."""
    return len(lemma) > 3 and lemma.endswith("le") and lemma[-3] not in "rwaeou"


def _kind(tag: str) -> str | None:
    if tag == "NNS":
        return "noun"
    return "verb" if tag in _PAST or tag in (_GOING, "VBZ") else None


def _possible(low: str, tag: str) -> Iterator[str]:
    """What a regular form may be a form of, the likeliest first."""
    if tag in _PAST and low.endswith("ied") and len(low) > 4:
        yield low[:-3] + "y"
    elif tag in _PAST and low.endswith("ed") and len(low) > 3:
        yield from _stems(low[:-2])
    elif tag == _GOING and low.endswith("ing") and len(low) > 4:
        yield from _stems(low[:-3])
    elif tag in _PLURAL and low.endswith("ies") and len(low) > 4:
        yield low[:-3] + "y"
        yield low[:-1]
    elif tag in _PLURAL and low.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        yield low[:-2]
        yield low[:-1]
    elif tag in _PLURAL and low.endswith("s") and not low.endswith("ss") and len(low) > 2:
        yield low[:-1]
        if low.endswith("es"):
            yield low[:-2]


def _stems(stem: str) -> Iterator[str]:
    """A stem before "-ed" or "-ing": as it is, with the "e" that it lost, without the letter that it doubled."""
    doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS
    if doubled and stem[-1] not in _DOUBLED:
        yield stem[:-1]
        yield stem
    elif doubled:
        yield stem
        yield stem[:-1]
    elif stem.endswith(_TAKE_E):
        yield stem + "e"
    elif _is_short(stem):
        yield stem + "e"
        yield stem
    else:
        yield stem
        yield stem + "e"


def _is_short(stem: str) -> bool:
    """One vowel and one consonant at the end of a word of one syllable: "hop" before "-ed" was "hope"."""
    ends = len(stem) > 1 and stem[-1] not in _VOWELS + "wxy" and stem[-2] in _VOWELS
    return ends and sum(letter in _VOWELS for letter in stem) == 1


@cache
def _verbs() -> frozenset[str]:
    """The verbs that the tables of the rules name: what they say of a verb must reach all of its forms."""
    coded = (row[0] for row in table("plover") if row[1] == "v")
    named = (*(row[0] for row in table("event_verbs")), *(row[0] for row in table("reporting_verbs")), *coded)
    return frozenset(verb.partition(" ")[0] for verb in named)


@cache
def _irregular() -> dict[tuple[str, str], str]:
    return {(form, kind): lemma for form, lemma, kind in table("irregular_forms")}
