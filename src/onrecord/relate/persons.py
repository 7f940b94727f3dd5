"""Full names of persons: which they are, and how many people may bear one."""

from __future__ import annotations

from functools import cache, lru_cache

from onrecord.lexicon import table
from onrecord.lexicon import words as listed
from onrecord.relate import organisations
from onrecord.relate.countries import country_of
from onrecord.relate.names import REMEMBERED, folded, has_forms, person

LONG = 3  # words from which a full name is rare though its family name is not
MOST = 6  # words of a person's full name
UNLISTED = 4  # letters from which a first name that is not listed is rare


@lru_cache(maxsize=REMEMBERED)
def is_full(name: str) -> bool:
    """Whether a name is a person's full one: a first and a family name, not words that name something else."""
    words = person(name)
    if not 2 <= len(words) <= MOST or any(any(letter.isdigit() for letter in word) for word in words):
        return False
    if country_of(name) or words[-1] in listed("organisation_words") or words[0] in ("the", "of"):
        return False
    if any(len(word) == 1 for word in words[-1:]) or organisations.rarity(name) == "world":
        return False
    common = organisations.common_words()
    return not all(word in common or word.removesuffix("s") in common for word in words) or words[0] in _first_names()


@lru_cache(maxsize=REMEMBERED)
def is_rare(name: str) -> bool:
    """Whether few people bear a full name: its family name is no common one, its first name is none that is listed, or
    it has three names and more.
    """
    words = person(name)
    common = listed("common_surnames")
    if words[0] not in _first_names() and (words[0] in common or words[0] in organisations.common_words()):
        return False  # the family name stands first, or it is a word ("Stone Soup")
    if len(words) >= LONG:
        return True
    unlisted = len(words[0]) >= UNLISTED and words[0] not in _first_names() and not has_forms(words[0])
    return words[-1] not in common or unlisted


@cache
def _first_names() -> frozenset[str]:
    return frozenset(" ".join(folded(row[0])) for row in table("first_names"))
