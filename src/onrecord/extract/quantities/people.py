"""Words → are they people, and is a noun plural: the vocabulary of what is counted."""

from __future__ import annotations

from functools import cache

from onrecord.extract.quantities.lexemes import Lexeme, figure_words
from onrecord.lexicon import table

_PEOPLES = ("ians", "lese", "mese", "nese", "rese", "tese", "uese")  # endings that hardly anything else has
_SINGULAR_ENDINGS = ("ss", "us", "is", "'s", "ous")


@cache
def _people() -> dict[str, tuple[str, str]]:
    """Every form: whether it is singular, plural or both, and the outcome that the word alone tells."""
    forms: dict[str, tuple[str, str]] = {}
    for singular, plural, outcome in table("people"):
        forms[singular] = ("both" if singular == plural else "singular", outcome)
        if singular != plural:
            forms[plural] = ("plural", outcome)
    return forms


@cache
def _peoples() -> frozenset[str]:
    """The names of peoples in the plural that the tables give."""
    named = [row[0] for row in table("peoples")] + [row[3] for row in table("countries")]
    return frozenset(name.lower() for names in named for name in names.split("|") if name)


def is_people(word: Lexeme) -> bool:
    """Whether the noun is one of people, singular or plural; names of peoples too ("Ruritanians")."""
    return word.low in _people() or is_people_name(word)


def is_person(word: Lexeme) -> bool:
    """Whether the noun is one person."""
    return _people().get(word.low, ("", ""))[0] == "singular"


def own_outcome(word: Lexeme) -> str:
    """The outcome that the noun alone tells ("hostages": held), or ''."""
    return _people().get(word.low, ("", ""))[1]


def is_people_name(word: Lexeme) -> bool:
    """Whether it is the name of a people, or a capitalised plural that ends like one."""
    if not word.text[0].isupper():
        return False
    return word.low in _peoples() or (not word.text.isupper() and len(word.low) > 5 and word.low.endswith(_PEOPLES))


def is_plural(word: Lexeme) -> bool:
    """Whether the word looks like a plural noun."""
    form = _people().get(word.low, ("", ""))[0]
    if form:
        return form != "singular"
    if is_people_name(word):
        return True
    return word.low.endswith("s") and len(word.low) > 2 and not word.low.endswith(_SINGULAR_ENDINGS)


def is_thing(word: Lexeme) -> bool:
    """Whether it is an animal or a thing that can be killed, lost or hurt too."""
    return word.low in figure_words("things")
