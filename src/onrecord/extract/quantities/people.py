"""Words → are they people, and is a noun plural: the vocabulary of what is counted."""

from __future__ import annotations

from functools import cache

from onrecord.extract.quantities.lexemes import Lexeme, figure_words
from onrecord.lexicon import table

_PEOPLES = ("ians", "eans", "icans", "anese", "inese", "ians", "sians", "ans", "ers", "ites", "is", "ese")
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
    """Whether a capitalised plural looks like the name of a people or of a place's inhabitants."""
    return word.text[0].isupper() and not word.text.isupper() and len(word.low) > 4 and word.low.endswith(_PEOPLES)


def is_plural(word: Lexeme) -> bool:
    """Whether the word looks like a plural noun."""
    form = _people().get(word.low, ("", ""))[0]
    if form:
        return form != "singular"
    if word.text[0].isupper() and not word.text.isupper() and word.low.endswith("is"):
        return True
    return word.low.endswith("s") and len(word.low) > 2 and not word.low.endswith(_SINGULAR_ENDINGS)


def is_thing(word: Lexeme) -> bool:
    """Whether it is an animal or a thing that can be killed, lost or hurt too."""
    return word.low in figure_words("things")
