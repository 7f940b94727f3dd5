"""Names of organisations as they are compared, and how much such a name tells by itself.

`key` puts spellings of one name on one: legal forms, articles and British or American spelling aside, "Ministry of X"
and "X Ministry" the same. `rarity` tells what it takes for two bodies of one name to be one.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, TypeAlias

from onrecord.lexicon import table
from onrecord.lexicon import words as listed
from onrecord.relate.countries import country_of, inside, is_shared
from onrecord.relate.names import REMEMBERED, folded

# world: a reader anywhere takes it for the same one; own: its words are its own; national: a state has one;
# single: one word of its own; initials: an acronym; general: general words, which many may bear; none: no whole name
Rarity: TypeAlias = Literal["world", "own", "national", "single", "initials", "general", "none"]

COMMONNESS = Path(__file__).with_name("commonness.tsv")
_SMALL = frozenset({"of", "for", "and", "the", "on", "in", "to", "at", "by", "with", "de", "la", "del", "du", "des"})
_REORDERED = ("ministry", "department")
_LETTERS = 7  # of the longest acronym


@lru_cache(maxsize=REMEMBERED)
def key(name: str) -> str:
    """What spellings of an organisation's name have in common; world bodies go by their first name."""
    bare = _bare(name)
    return _known()[bare] if _is_known(name, bare) else bare


@lru_cache(maxsize=REMEMBERED)
def rarity(name: str) -> Rarity:
    """What it takes for two bodies of this name to be one."""
    words = _bare(name).split()
    bare = " ".join(words)
    if not words or words[-1] in _SMALL or words[0] in _SMALL:
        return "none"
    if _is_known(name, bare):
        return "world"
    if len(words) == 1:
        if is_acronym(name):
            return "initials"
        return "none" if _is_general(words[0]) or country_of(name) else "single"
    if _is_national(bare):
        return "national"
    own = [word for word in words if word not in _SMALL and not _is_general(word) and country_of(word) is None]
    if own and not all(is_shared(word) for word in own):
        return "own"
    if own:
        return "general"
    abroad = any(word in _where("abroad") for word in words)
    return "own" if inside(name) and country_of(bare) is None and not abroad else "general"


def is_acronym(name: str) -> bool:
    """Whether a name is one word of capital letters."""
    letters = [letter for letter in name if letter.isalpha()]
    one = len(name.split()) == 1
    return one and 1 < len(letters) <= _LETTERS and sum(letter.isupper() for letter in letters) >= len(letters) - 1


def acronym(name: str) -> str:
    """An acronym as it is compared: "C.R.S." and "CRS" are the same."""
    return "".join(folded(name))


def initials(name: str) -> frozenset[str]:
    """The acronyms that a name of several words may have, small words left out or taken in."""
    words = [piece for piece in folded(name) if piece]
    if len(words) < 2:
        return frozenset()
    large = "".join(word[0] for word in words if word not in _SMALL)
    return frozenset({large, "".join(word[0] for word in words)})


@cache
def common_words() -> frozenset[str]:
    """Words that are common in news in small letters (`commonness.tsv`)."""
    rows = COMMONNESS.read_text("utf-8").splitlines()
    return frozenset(row.partition("\t")[0] for row in rows if not row.startswith("#"))


def _is_known(name: str, bare: str) -> bool:
    """Whether a body is known the world over by this name; an acronym has to stand in capitals, "Who" is none."""
    return bare in _known() and (bare not in _capitals() or not name[1:].islower())


def _is_general(word: str) -> bool:
    known = (word, word.removesuffix("s"))  # "children's" is "children" here
    if any(each in common_words() or each in listed("organisation_words") for each in known):
        return True
    return word in _first_names() or word == "saint"


@lru_cache(maxsize=REMEMBERED)
def _bare(name: str) -> str:
    spelt = _spellings()
    words = [spelt.get(word, word) for word in folded(name.replace("&", " and "))]
    while words and words[0] in ("the", "a", "an"):
        del words[0]
    words = _without_form(words)
    for noun in _REORDERED:
        if len(words) > 2 and words[:2] == [noun, "of"]:
            words = [word for word in words[2:] if word != "the"] + [noun]
    return " ".join(word for word in words if word != "the")


def _without_form(words: list[str]) -> list[str]:
    """Without the legal form at the end, as long as something remains."""
    for length in (3, 2, 1, 1):
        if len(words) > length and " ".join(words[-length:]) in listed("legal_forms"):
            words = words[:-length]
    return words


def _is_national(bare: str) -> bool:
    words = bare.split()
    if any(word in _local() for word in words) and words[0] not in _where("leading"):
        return False
    general = all(_is_general(word) or word in _SMALL for word in words)
    return bare in _national() or (general and len(words) > 1 and words[-1] in _ends())


@cache
def _national() -> frozenset[str]:
    return frozenset(_bare(row[0]) for row in table("national_bodies") if "*" not in row[0])


@cache
def _ends() -> frozenset[str]:
    return frozenset(row[0].removeprefix("* ") for row in table("national_bodies") if row[0].startswith("* "))


@cache
def _where(where: str) -> frozenset[str]:
    return frozenset(row[0] for row in table("local_words") if row[1] == where)


@cache
def _local() -> frozenset[str]:
    return _where("") | _where("abroad")


@cache
def _spellings() -> dict[str, str]:
    return {row[0]: row[1] for row in table("organisation_spellings")}


@cache
def _first_names() -> frozenset[str]:
    return frozenset(name for row in table("first_names") for name in folded(row[0]))


@cache
def _capitals() -> frozenset[str]:
    """Names of bodies known everywhere that are written in capitals, and in no other way."""
    forms = [form for row in table("known_organisations") for form in (row[0], *row[1].split("|")) if form]
    return frozenset(_bare(form) for form in forms if form.isupper()) - {
        _bare(form) for form in forms if not form.isupper()
    }


@cache
def _known() -> dict[str, str]:
    """Names of bodies known everywhere, and the first name of each."""
    found: dict[str, str] = {}
    for name, others in table("known_organisations"):
        first = _bare(name)
        for other in (name, *others.split("|")):
            if other:
                found.setdefault(_bare(other), first)
    for row in table("movements"):
        found.setdefault(_bare(row[0]), _bare(row[0]))
    for row in table("outlets"):
        if row[1] == "name" and row[0] not in common_words():
            found.setdefault(_bare(row[0]), _bare(row[0]))
    return found
