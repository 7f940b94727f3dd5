"""Names that the report's plain sentences made known → the same names where a capital tells nothing.

That is in headlines, in words all in capitals and in the first word of a sentence: "Velt said" after "Ana Velt",
"Tarrowby Talks Resume" after "talks in Tarrowby". Places that everybody knows need no such introduction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set

from onrecord.extract.mentions import gazetteer
from onrecord.extract.mentions.names import Run, capital
from onrecord.extract.mentions.words import Words
from onrecord.lexicon import words as lexicon_words
from onrecord.model import Sentence
from onrecord.model.vocabulary import EntityKind

_LONGEST = 5  # words of a name that is looked up
_Longest = Callable[[Words, Sentence, int, Set[str]], int]


def known_again(words: Words, kinds: Mapping[str, EntityKind], taken: frozenset[int]) -> Iterator[tuple[Run, Sentence]]:
    """Ranges of tokens that are such names, none of the tokens in `taken` among them."""
    persons = {name.split()[at] for name, kind in kinds.items() if kind == "person" for at in (0, -1)}
    common = gazetteer.role_qualifiers() | gazetteer.institution_words() | lexicon_words("numbers")
    known = {name for name in persons if name.casefold() not in common} | kinds.keys()
    raised = {name.upper() for name in known if len(name) > gazetteer.SHORT} | gazetteer.raised_places()
    for sentence in words.headlines:
        yield from ((run, sentence) for run in _each(words, sentence, known, _longest))
    for sentence in words.shouted:
        yield from ((run, sentence) for run in _each(words, sentence, raised, _raised))
    for sentence in words.plain:
        for at in range(sentence.first, sentence.last):
            word = words.said[at]
            if at in taken or word not in known or not words.initial(at, sentence.first):
                continue
            folded = word.casefold()
            if capital(words, at) and folded not in words.small and folded not in gazetteer.common():
                yield (at, at + 1), sentence


def _each(words: Words, sentence: Sentence, known: Set[str], longest: _Longest) -> Iterator[Run]:
    """The known names of a sentence, in order and apart."""
    at = sentence.first
    while at < sentence.last:
        end = longest(words, sentence, at, known)
        if end > at:
            yield at, end
        at = max(end, at + 1)


def _raised(words: Words, sentence: Sentence, at: int, known: Set[str]) -> int:
    """Where the longest known name in capitals that begins at a token ends; the token itself where none does."""
    ends = range(min(at + _LONGEST, sentence.last), at, -1)
    return next((end for end in ends if " ".join(words.said[at:end]) in known), at)


def _longest(words: Words, sentence: Sentence, at: int, known: Set[str]) -> int:
    """Where the longest known name that begins at a token ends; the token itself where none does."""
    if not words.said[at][0].isupper():
        return at
    for end in range(min(at + _LONGEST, sentence.last), at, -1):
        name = " ".join(words.said[at:end])
        if end == at + 1 and (name.casefold() in words.small or not capital(words, at)):
            continue
        if name in known or name in gazetteer.places() or name in gazetteer.peoples():
            return end
        if gazetteer.acronyms().get(name) == "organisation":
            return end
    return at
