"""Names as they are compared across reports: `a name → its words, and what its spellings have in common`.

Three depths: `plain` (case, accents, hyphens and honorifics aside), `sound` (ways of bringing one name into Latin
letters aside, by the rules of `romanisations.tsv`) and forms of first names (`given_names.tsv`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from onrecord.lexicon import table
from onrecord.lexicon import words as listed

REMEMBERED = 16_384  # words and names that are kept ready
LONGEST = 12  # words of a name that are compared
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ə": "e", "ħ": "h"}
)
_MARKS = re.compile(r"[’'‘ʻʼʿʾ`´′·]")
_WORD = re.compile(r"[^\W_]+(?:[.&][^\W_]+)*")
_OWNED = re.compile(r"['’]s\b")
_ARTICLE = re.compile(r"\b(?:al|el|ul|(?:a(sh|[sdrntz])(?=[-‐‑ ]\1)))[-‐‑]", re.IGNORECASE)
_ARTICLES = frozenset({"al", "el", "ul"})
_SUFFIXES = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}


@lru_cache(maxsize=REMEMBERED)
def folded(name: str) -> tuple[str, ...]:
    """The words of a name in plain small letters, marks of sounds left out: "Ya'el Oran-Sól" → yael, oran, sol."""
    whole = unicodedata.normalize("NFKD", _MARKS.sub("", name.casefold().translate(_LETTERS)))
    bare = "".join(letter for letter in whole if not unicodedata.combining(letter))
    return tuple(word.replace(".", "") for word in _WORD.findall(bare))


@lru_cache(maxsize=REMEMBERED)
def person(name: str) -> tuple[str, ...]:
    """The words of a person's name without honorifics before it and "Jr" after it, as long as two remain."""
    words = list(folded(_OWNED.sub("", name)))[:LONGEST]
    while len(words) > 2 and words[0] in listed("honorifics"):
        del words[0]
    while len(words) > 2 and words[-1] in _SUFFIXES:
        del words[-1]
    return tuple(words)


def suffix(name: str) -> str | None:
    """ "jr", "sr", "ii" … where the name ends so."""
    words = folded(name)
    return _SUFFIXES.get(words[-1]) if len(words) > 2 else None


def plain(name: str) -> str:
    """What spellings of a person's name have in common that differ in case, accents, hyphens and spaces alone."""
    return "".join(person(name))


@lru_cache(maxsize=REMEMBERED)
def sounds(name: str) -> tuple[str, ...]:
    """The words of a person's name as they sound, articles left out ("al-Hask", "el-Hasq" → the same)."""
    bare = _ARTICLE.sub("", name)
    words = person(bare) or person(name)
    return tuple(sound(word) for word in words if word not in _ARTICLES) or tuple(sound(word) for word in words)


@lru_cache(maxsize=REMEMBERED)
def sound(word: str) -> str:
    """What the ways of writing a word in Latin letters have in common: "muhammad", "mohamed" → the same."""
    for written, heard, place in _romanisations():
        if place == "any":
            word = word.replace(written, heard)
        elif place == "start" and word.startswith(written):
            word = heard + word[len(written) :]
        elif place == "end" and word.endswith(written) and len(word) > len(written):
            word = word[: -len(written)] + heard
    return "".join(letter for at, letter in enumerate(word) if at == 0 or letter != word[at - 1])


@lru_cache(maxsize=REMEMBERED)
def forms(word: str) -> frozenset[str]:
    """The first names of which this one, as it sounds, may be a form; itself."""
    return frozenset({word}) | _given().get(word, frozenset())


def has_forms(word: str) -> bool:
    """Whether a first name stands in the table of first names with several forms."""
    return sound(word) in _given()


@lru_cache(maxsize=REMEMBERED)
def letters(name: str) -> frozenset[str]:
    """First letters, as they sound, under which a first name and its other forms are looked for."""
    words = sounds(name)
    return frozenset(form.removeprefix("=")[0] for form in forms(words[0])) if words and words[0] else frozenset()


def variant(one: tuple[str, ...], other: tuple[str, ...]) -> str | None:
    """How two full names, as they sound, may be one person's: "spelling", "form", "initial", or None.

    The first names agree, and the others of the shorter name stand in the longer one in their order; both end alike, or
    the shorter ends where the longer goes on.
    """
    short, long = sorted((one, other), key=len)
    if len(short) < 2:
        return None
    if "".join(short) == "".join(long):
        return "spelling"
    first = _first(short[0], long[0])
    if first is None:
        return None
    rest = iter(long[1:])
    kept = [word for word in short[1:] if len(word) > 1]
    if not kept or not all(any(word == each for each in rest) for word in kept):
        return None
    if len(short) != len(long) or len(kept) != len(short) - 1:
        return "initial" if first == "initial" else "form"
    return first


def _first(one: str, other: str) -> str | None:
    if one == other:
        return "spelling"
    if len(one) == 1 or len(other) == 1:
        return "initial" if one[:1] == other[:1] else None
    return "form" if forms(one) & forms(other) else None


@cache
def _romanisations() -> tuple[tuple[str, str, str], ...]:
    return tuple((row[0], row[1], row[2]) for row in table("romanisations"))


@cache
def _given() -> dict[str, frozenset[str]]:
    """Of each first name as it sounds, the names that it is a form of."""
    found: dict[str, set[str]] = {}
    for name, others in table("given_names"):
        for form in (name, *others.split("|")):
            found.setdefault(sound("".join(folded(form))), set()).add(f"={sound(name)}")
    return {form: frozenset(names) for form, names in found.items()}
