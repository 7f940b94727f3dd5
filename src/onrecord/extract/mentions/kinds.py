"""A name in its place → what it names, by the name's own words and by the words beside it; None where nothing tells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from onrecord.extract.mentions import gazetteer
from onrecord.extract.mentions.parts import Part
from onrecord.extract.mentions.words import Words
from onrecord.lexicon import reporting_forms
from onrecord.lexicon import words as lexicon_words
from onrecord.model import Sentence
from onrecord.model.vocabulary import EntityKind

_SUREST = 9  # weights: what the name itself says counts more than its neighbours, these add up over a report
_SURE = 4
_LIKELY = 2
_HINT = 1
_DATELINE = 4  # most words between the comma of a dateline and its dash, the dash with them
_ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "our", "their", "its", "your", "every", "each"})


def name_of(words: Words, part: Part) -> str:
    """The words of a name, one space between them."""
    pieces = [words.said[part.first]]
    for at in range(part.first + 1, part.last):
        gap = words.starts[at] > words.ends[at - 1]
        pieces.append((" " if gap else "") + words.said[at])
    return "".join(pieces)


def evidence(words: Words, sentence: Sentence, part: Part, name: str) -> Mapping[EntityKind, int]:
    """Weights for each kind that something speaks for."""
    own = _own(words, part, name)
    found: dict[EntityKind, int] = dict(own)
    for kind, weight in _beside(words, sentence, part).items():
        found[kind] = found.get(kind, 0) + weight
    return found


def _own(words: Words, part: Part, name: str) -> dict[EntityKind, int]:
    said = words.said[part.first : part.last]
    if part.introduced:
        return {"person": _SUREST}
    if name in gazetteer.places():
        return {"place": _SURE}
    if name in gazetteer.peoples():
        return {"group": _SUREST}
    if (
        gazetteer.acronyms().get(name) == "organisation"
        or name.casefold() in gazetteer.agencies() | gazetteer.outlets()
        or name in lexicon_words("movements")
    ):
        return {"organisation": _SURE}
    if "&" in said:
        return {"organisation": _SURE}
    if len(said) > 1 and said[0] in lexicon_words("first_names") and "of" not in said:
        return {"person": _SURE}
    told = _institution(said)
    if told != "nothing":
        return {told: _SURE} if told else {}
    if len(said) == 1:
        return _alone(words, part, name)
    return _guess(words, part, said)


def _alone(words: Words, part: Part, name: str) -> dict[EntityKind, int]:
    """One word: an acronym, or an institution spoken of by what it is ("the Council")."""
    if _indefinite(words, part) or name.casefold() in words.small:
        return {}
    if name.isupper() and name.title() in gazetteer.places():
        return {"place": _SURE}
    if _is_acronym(name):
        return {"organisation": _LIKELY}
    return {"organisation": _LIKELY} if name.casefold() in gazetteer.institutions("alone") else {}


def _guess(words: Words, part: Part, said: tuple[str, ...]) -> dict[EntityKind, int]:
    """Two to four capitals of which nothing is known are most often a person, without an article before them."""
    telling = (gazetteer.places(), gazetteer.adjectives())
    foreign = any(
        any(word in known for known in telling) or word.casefold() in gazetteer.institution_words() or word.islower()
        for word in said
    )
    if any(len(word) > 2 and word.isupper() for word in said):
        return {"organisation": _HINT}
    if foreign or part.modifies or len(said) > 4 or _determined(words, part):
        return {}
    return {"person": _HINT}


def common(words: Words, part: Part) -> bool:
    """Whether it is one word that is no name as a rule: "Education", "Church"."""
    word = words.said[part.first].casefold()
    known = word in gazetteer.role_qualifiers() or word in gazetteer.institution_words() or word in gazetteer.common()
    return part.last - part.first == 1 and known


def _determined(words: Words, part: Part) -> bool:
    return part.titled > 0 and words.said[part.titled - 1].casefold() in _ARTICLES


def _indefinite(words: Words, part: Part) -> bool:
    return part.titled > 0 and words.said[part.titled - 1].casefold() in ("a", "an")


def _institution(said: tuple[str, ...]) -> EntityKind | Literal["nothing"] | None:
    """What its words make of a name of several words; None where no entity, "nothing" where they tell nothing."""
    if len(said) == 1:
        return "nothing"
    last, first = gazetteer.institutions("last"), gazetteer.institutions("first")
    opening, closing = said[0].casefold(), said[-1].casefold()
    of = next((at for at, word in enumerate(said) if word in ("of", "for")), None)
    if of and said[of - 1].casefold() in first:
        return first[said[of - 1].casefold()]
    if opening in first and first[opening] == "organisation":
        return first[opening]
    if closing in last:
        return last[closing]
    return first.get(opening, "nothing")


def _is_acronym(name: str) -> bool:
    letters = name.replace(".", "").replace("-", "")
    return 3 <= len(letters) <= 6 and letters.isupper() and letters.isalpha()


def _beside(words: Words, sentence: Sentence, part: Part) -> dict[EntityKind, int]:
    found: dict[EntityKind, int] = {}

    def add(kind: EntityKind, weight: int) -> None:
        found[kind] = found.get(kind, 0) + weight

    before = words.said[part.titled - 1].casefold() if part.titled > sentence.first else ""
    after = words.said[part.last].casefold() if part.last < sentence.last else ""
    earlier = words.said[part.titled - 2].casefold() if part.titled > sentence.first + 1 else ""
    told = gazetteer.neighbours("before").get(f"{earlier} {before}")
    if told:
        add(told, _SURE)  # "shares in Corvane"
    else:
        told = gazetteer.neighbours("before").get(before)
        if told:
            add(told, _LIKELY)
    told = gazetteer.neighbours("after").get(after)
    if told:
        add(told, _LIKELY)
    if after in reporting_forms() and not _determined(words, part) and not common(words, part):
        add("person", _HINT)
    following = words.said[part.last + 1] if part.last + 1 < sentence.last else ""
    if after == "," and following in gazetteer.places():
        add("place", _LIKELY)
    if (
        after == ","
        and part.first == sentence.first
        and words.said[part.first].isupper()
        and _dashed(words, sentence, part)
    ):
        add("place", _SURE)
    if after in ("—", "–") and part.first == sentence.first and words.said[part.first].isupper():
        add("place", _SURE)
    if after in (",", "(") and following.isdecimal() and len(following) == 2 and int(following) > 10:
        add("person", _SURE)
    return found


def _dashed(words: Words, sentence: Sentence, part: Part) -> bool:
    """Whether a dateline begins there: "KORVAN, Lunor — "."""
    after = words.said[part.last + 1 : min(sentence.last, part.last + 1 + _DATELINE)]
    dash = next((at for at, word in enumerate(after) if word in ("—", "–")), 0)
    return dash > 0 and all(word[0].isupper() for word in after[:dash])
