"""Words → runs of words that are written as names, each a range of tokens; what they name is told elsewhere.

"Ministry of Health", "Luiz da Silva" and "People's Party" are one run each; days, months and words that have
their capital from their place in the sentence are none.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.extract.mentions import gazetteer
from onrecord.extract.mentions.words import POSSESSIVES, Words
from onrecord.lexicon import words as lexicon_words
from onrecord.model import Sentence

Run = tuple[int, int]  # tokens, the last not included
_LONGEST = 12  # words of one name; a longer run of capitals is a list without commas, or no name
_JOINTS = frozenset({"of", "for", "and", "the", "on", "in", "&"})
_SHORT_MONTH = 3  # letters
_LONGEST_WORD = 60  # characters of a word in a name
_LONGEST_PLACE = 5  # words of a known place, the last not counted: "Democratic Republic of the Congo"


def runs(words: Words) -> Iterator[Run]:
    """The runs of plain sentences, in order."""
    for sentence in words.plain:
        at = sentence.first
        while at < sentence.last:
            if _opens(words, sentence, at):
                end = _end(words, sentence, at)
                yield at, end
                at = end
            else:
                at += 1


def capital(words: Words, at: int) -> bool:
    """Whether a word has the capital of a name: "Oro", "O'Neil", "al-Hadi"; no day, month or closed-class word."""
    word = words.said[at]
    if len(word) > _LONGEST_WORD:
        return False
    if word[0].isupper():
        if "-" in word and word.rpartition("-")[2] in lexicon_words("compound_ends"):
            return False
        folded = word.casefold()
        if _is_glued(word):
            return False
        if word.replace("’", "'").partition("'")[0].casefold() in lexicon_words("function_words"):
            return _acronym(word)
        if word.isupper() and word.capitalize() in lexicon_words("capitals"):
            return False
        return (word not in lexicon_words("capitals") and folded not in lexicon_words("function_words")) or _acronym(
            word
        )
    if word.isalpha():
        return False
    prefix, mark, rest = word.partition("-") if "-" in word else word.partition("’" if "’" in word else "'")
    return bool(mark) and prefix in gazetteer.particles("prefix") and rest[:1].isupper()


def _is_glued(word: str) -> bool:
    """ "AlderMayor": a word that lost the space before an office is no name."""
    at = next((at for at in range(len(word) - 1, 0, -1) if word[at].isupper()), 0)
    return at > 2 and word[at - 1].islower() and word[at:].casefold() in gazetteer.role_heads()


def _acronym(word: str) -> bool:
    return gazetteer.acronyms().get(word) == "organisation" or word in gazetteer.places()


def _opens(words: Words, sentence: Sentence, at: int) -> bool:
    """Whether a name begins here; a capital that the place demands needs more evidence."""
    if not capital(words, at):
        return _short_month(words, sentence, at)
    if not words.initial(at, sentence.first):
        return True
    word = words.said[at]
    folded = word.casefold()
    if folded in gazetteer.titles() or folded.rstrip(".") in gazetteer.titles():
        return at + 1 < sentence.last and capital(words, at + 1)
    if folded in lexicon_words("numbers"):
        return False
    if word in words.capital:
        return folded not in gazetteer.common() or _followed(words, sentence, at)
    if folded in words.small:
        return False
    if _known(word) or (len(word) > 1 and word.isupper()):
        return True
    following = words.said[at + 1].casefold() if at + 1 < sentence.last else ""
    if following in gazetteer.quoting_verbs() and following not in lexicon_words("sources"):
        return folded not in gazetteer.common()
    return _followed(words, sentence, at) and (folded not in gazetteer.common() or _role(folded))


def _short_month(words: Words, sentence: Sentence, at: int) -> bool:
    """Whether what is short for a month is a first name: "Jan Velt", where a month has its day behind it."""
    word = words.said[at]
    return len(word) == _SHORT_MONTH and word in lexicon_words("first_names") and _followed(words, sentence, at)


def _followed(words: Words, sentence: Sentence, at: int) -> bool:
    """Whether the next word has a capital of its own."""
    return (at + 1 < sentence.last and capital(words, at + 1)) or _joined(words, sentence, at, at + 1) > at + 1


def _role(folded: str) -> bool:
    return folded in gazetteer.role_heads() or folded in gazetteer.role_qualifiers()


def _known(word: str) -> bool:
    return (
        word in gazetteer.places()
        or word in gazetteer.adjectives()
        or word in gazetteer.peoples()
        or word in lexicon_words("first_names")
    )


def _end(words: Words, sentence: Sentence, first: int) -> int:
    """Where the run that begins at `first` ends."""
    at = first + 1
    while at < sentence.last and at - first < _LONGEST:
        if capital(words, at) or _known_outlet(words, first, at):
            at += 1
            continue
        further = _joined(words, sentence, first, at)
        if further == at:
            break
        at = further
    return at


def _joined(words: Words, sentence: Sentence, first: int, at: int) -> int:
    """Past the small words that join what comes before to a capital after, or `at` where they join nothing."""
    word = words.said[at].casefold() if at < sentence.last else ""
    before = words.said[at - 1].casefold()
    after = at + 1
    if word in ("of", "for") and after < sentence.last and words.said[after] == "the":
        after += 1
    if after >= sentence.last or not capital(words, after):
        return at
    following = words.said[after].casefold()
    plain = before not in gazetteer.institution_words() and words.said[at].islower()
    joins = (
        (word == "of" and before in gazetteer.institutions("first"))
        or (word == "for" and gazetteer.institutions("first").get(before) == "organisation")
        or word == "&"
        or (word in gazetteer.particles("person") and plain)
        or (word in POSSESSIVES and words.starts[at] == words.ends[at - 1] and before in gazetteer.particles("owner"))
        or (word == "of" and before in gazetteer.role_heads() and following in gazetteer.role_qualifiers())
        or (word == "and" and _of_before(words, first, at) and _portfolio(words, sentence, after))
        or (word == "and" and _spelled(words, sentence, first, after))
        or _known_place(words, first, after)
    )
    return after if joins else at


def _spelled(words: Words, sentence: Sentence, first: int, at: int) -> bool:
    """Whether the acronym in brackets that follows spells the whole: "Coast and River Rescue Service (CRRS)"."""
    end = at
    while (
        end < sentence.last
        and end - first < _LONGEST
        and (capital(words, end) or words.said[end].casefold() in _JOINTS)
    ):
        end += 1
    if end + 2 >= sentence.last or words.said[end] != "(" or words.said[end + 2] != ")":
        return False
    return words.said[end + 1] == "".join(word[0] for word in words.said[first:end] if word[0].isupper())


def _known_place(words: Words, first: int, last: int) -> bool:
    """Whether the words up to and with `last` begin a known place: "Trinidad and Tobago"."""
    return last - first <= _LONGEST_PLACE and " ".join(words.said[first : last + 1]) in gazetteer.places()


def _known_outlet(words: Words, first: int, last: int) -> bool:
    """Whether the words up to and with `last` are the name of a known outlet: "USA Today"."""
    if last - first > _LONGEST_PLACE or not words.said[last][0].isupper():
        return False
    return " ".join(words.said[first : last + 1]).casefold() in gazetteer.outlets()


def _portfolio(words: Words, sentence: Sentence, at: int) -> bool:
    """Whether a word may be the second thing that a ministry is of: "Ministry of Labour and Employment"."""
    word = words.said[at]
    if word.casefold() in gazetteer.role_qualifiers():
        return True
    alone = at + 1 >= sentence.last or not capital(words, at + 1)
    return alone and not _known(word) and word not in gazetteer.acronyms()


def _of_before(words: Words, first: int, at: int) -> bool:
    return any(word in ("of", "for") for word in words.said[first:at])
