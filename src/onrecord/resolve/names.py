"""Names compared: is this one a short form of that one, the same one written otherwise, its initials."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from onrecord.lexicon import table
from onrecord.lexicon import words as lexicon_words

REMEMBERED = 4096  # names whose words are kept ready: each is compared many times
_WORD = re.compile(r"[^\W_]+(?:[’'\-‐.][^\W_]+)*\.?")
_SMALL = frozenset({"of", "the", "for", "and", "on", "in", "to", "de", "la", "du", "des", "del", "&"})
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


@lru_cache(maxsize=REMEMBERED)
def words(name: str) -> tuple[str, ...]:
    """The words of a name, folded for comparison: "J. Ruiz-Oro" → ("j", "ruiz-oro")."""
    return tuple(word.casefold().rstrip(".").replace("’", "'") for word in _WORD.findall(name))


def key(name: str, kind: str | None = None) -> str:
    """What two spellings of one name have in common: case, points and spaces aside; "US" is the United States."""
    folded = " ".join(word.replace(".", "") for word in words(name)) or name.casefold().strip()
    return _countries().get(folded, folded) if kind == "place" else folded


def without_article(name: str) -> str:
    """The name without a leading article, its white space made one space each."""
    return " ".join(_ARTICLE.sub("", name.strip()).split())


def extends(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    """Whether two full names of a person are one: same first word, the others of the shorter in order in the longer.

    "Ana Ruiz" and "Ana Maria Ruiz" are; "Ana Ruiz" and "A. Ruiz" are too, an initial stands for its name.
    """
    if len(shorter) < 2 or len(longer) < len(shorter) or not _same_first(longer[0], shorter[0]):
        return False
    rest = iter(longer[1:])
    return all(any(word == other for other in rest) for word in shorter[1:] if len(word) > 1)


def shortens(full: tuple[str, ...], short: tuple[str, ...], *, titled: bool) -> bool:
    """Whether a person's short name is the end of the full one, or its first word.

    With a title the first word must be none of the first names that are listed: where the family's name
    stands first, "Mr Tal" is "Tal Min-su", but "Mr Paul" is not "Paul Hask".
    """
    if len(full) < 2 or not short or len(short) >= len(full):
        return False
    if full[-len(short) :] == short or full[1 : 1 + len(short)] == short:
        return True
    return full[:1] == short and not (titled and full[0] in _first_names())


def initials(name: str) -> set[str]:
    """The acronyms that a name of several words may have, small words left out or taken in."""
    parts = words(name)
    if len(parts) < 2:
        return set()
    pieces = [piece for part in parts for piece in part.split("-")]
    return {
        "".join(piece[0] for piece in pieces if piece not in _SMALL),
        "".join(piece[0] for piece in pieces),
    }


def gender(title: str | None) -> str | None:
    """`f` or `m` where the title tells it."""
    return _genders().get(title.casefold().rstrip(".")) if title else None


def first_name_gender(name: str) -> str | None:
    """`f` or `m` where the first name of a full name is borne by one sex."""
    parts = words(name)
    return _first_name_genders().get(parts[0]) if len(parts) > 1 else None


def noun_gender(noun: str) -> str | None:
    """`f` or `m` where a noun for one person, in lower case, tells it."""
    return _noun_genders().get(noun)


@cache
def _noun_genders() -> dict[str, str]:
    return {row[0]: row[1] for row in table("noun_sexes")}


@cache
def _first_name_genders() -> dict[str, str]:
    return {row[0].casefold(): row[1] for row in table("first_names") if row[1]}


@cache
def _genders() -> dict[str, str]:
    return {row[0]: row[1] for row in table("titles") if row[1]}


@cache
def _countries() -> dict[str, str]:
    """Other names of countries, and the name that each is listed under."""
    return {key(other): key(row[0]) for row in table("countries") for other in row[4].split("|") if other}


@cache
def _first_names() -> frozenset[str]:
    return frozenset(name.casefold() for name in lexicon_words("first_names"))


def _same_first(one: str, other: str) -> bool:
    return one == other or (len(one) == 1 and other.startswith(one)) or (len(other) == 1 and one.startswith(other))
