"""Readings of a sentence → counts: each with the noun phrase that it counts, and whether that is people.

There is no parse: a noun phrase runs from its number to the first plural head (the first person for "a" and
"one"), and ends before a function word, a mark, a verb of an outcome or another number. Counts without a
number come from here too: "a soldier", "no one", "no casualties".
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from onrecord.extract.quantities.lexemes import (
    HYPHENS,
    Lexeme,
    figure_words,
    is_digits,
    is_word,
    reporting_forms,
    touch,
)
from onrecord.extract.quantities.outcome_words import Triggers, fate_words, has_use
from onrecord.extract.quantities.people import is_people, is_person, is_plural, is_thing
from onrecord.extract.quantities.readings import Reading, bound_after
from onrecord.extract.quantities.readings import apply as with_bound
from onrecord.extract.quantities.thousands import with_thousands
from onrecord.lexicon import words as lexicon_words

Kind = Literal["people", "thing", "unknown", "none"]
LONGEST = 8  # words of a noun phrase
DETERMINERS = frozenset({"the", "their", "its", "his", "her", "our", "my", "your", "all", "those", "these", "a", "an"})
MODIFIERS = frozenset(
    {"other", "more", "such", "further", "own", "young", "then", "few", "additional", "former", "little"}
)
_NO_HEADS = frozenset({"short", "shy", "away", "ahead", "behind", "apart", "last"})  # "14 short of a majority"
_BARE = frozenset({"a", "an", "no", "none", "nobody", "another", "both", "not"})  # words that count without a number
_PRONOUNS = frozenset({"whom", "them", "us", "which"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A reading with what it counts, in lexemes: the whole phrase, the noun phrase, its head.

    `pronoun` is where "of whom", "of them" stands; `definite` says "of the". `bare` is a count without a
    number ("a soldier"), which is a figure only where it has an outcome. `whole` is where the count begins of
    which this one is a part; a count is `split` where something is said of a part of it. `names` is where the last
    name of a list of people stands.
    """

    reading: Reading
    first: int
    last: int
    noun: tuple[int, int] | None
    kind: Kind
    pronoun: int | None = None
    definite: bool = False
    bare: bool = False
    whole: int | None = None
    split: bool = False
    names: int | None = None


def counts(
    words: Sequence[Lexeme], readings: Sequence[Reading], triggers: Triggers, dated: Set[int] = frozenset()
) -> list[Count]:
    """The counts of a sentence, in order; at the lexemes `dated` a time begins, which is counted by nothing."""
    starts = {*dated} | {reading.first for reading in readings} | {reading.number for reading in readings}
    found = [_count(words, each, triggers, starts) for each in readings if not _is_not_one(words, each)]
    taken = {k for count in found for k in range(count.first, count.last)}
    bare = [at for at, word in enumerate(words) if word.low in _BARE and at not in taken] if triggers else []
    found += [count for at in bare if (count := _bare(words, at, triggers, starts))]
    return sorted(found, key=lambda count: (count.reading.number, -count.last))


def _is_not_one(words: Sequence[Lexeme], reading: Reading) -> bool:
    """ "Not one soldier": none."""
    before, at = reading.first - 1, reading.first
    return before >= 0 and words[before].low == "not" and words[at].low == "one" and reading.last == at + 1


def _count(words: Sequence[Lexeme], reading: Reading, triggers: Triggers, starts: set[int]) -> Count:
    at = reading.last
    if reading.unit not in (None, "percent", "fraction"):
        return Count(reading=reading, first=reading.first, last=at, noun=None, kind="thing")
    of = at < len(words) and words[at].low == "of"
    if of and at + 1 < len(words) and words[at + 1].low in _PRONOUNS:
        return Count(reading=reading, first=reading.first, last=at + 2, noun=None, kind="none", pronoun=at + 1)
    definite = False
    shares = reading.unit is not None or of
    while shares and at < len(words) and words[at].low in DETERMINERS | {"of"}:
        definite = definite or words[at].low not in ("of", "a", "an")
        at += 1
    if shares and reading.unit == "percent" and not of:
        return Count(reading=reading, first=reading.first, last=reading.last, noun=None, kind="thing")
    if _is_measure(words, reading.first):
        return Count(reading=reading, first=reading.first, last=reading.last, noun=None, kind="thing")
    singular = reading.value == 1 and reading.bound == "exactly" and not definite
    noun = _without_verb(words, noun_phrase(words, at, triggers, starts, singular=singular), reading)
    reading = with_thousands(words, reading, noun)
    kind: Kind = _kind(words, noun, triggers)
    last = noun[1] if noun else reading.last
    bound = bound_after(words, last) if noun and reading.bound == "exactly" else None
    if bound and words[last].low in ("or", "and"):
        reading, last = with_bound(reading, bound[1]), bound[0]
    return Count(reading=reading, first=reading.first, last=last, noun=noun, kind=kind, definite=definite and of)


def _is_measure(words: Sequence[Lexeme], first: int) -> bool:
    """Whether the number measures the noun before it: "a magnitude 6.5", "a magnitude of 6.5"."""
    at = first - 1 if first > 1 and words[first - 1].low == "of" else first
    return at > 0 and words[at - 1].low in figure_words("measured")


def _kind(words: Sequence[Lexeme], noun: tuple[int, int] | None, triggers: Triggers) -> Kind:
    if noun is None:
        return "none"
    head = words[noun[1] - 1]
    if is_people(head) or has_use(triggers, noun[1] - 1, "noun"):
        return "people"
    return "thing" if is_thing(head) else "unknown"


def noun_phrase(
    words: Sequence[Lexeme], at: int, triggers: Triggers, starts: set[int], *, singular: bool
) -> tuple[int, int] | None:
    """The noun phrase that begins at `at`, as lexemes; its last word is its head. None where no noun stands there."""
    first, end = at, at
    while end < min(len(words), first + LONGEST) and _goes_on(words, first, end, triggers, starts):
        word = words[end]
        end += 1
        if word.text in HYPHENS or word.low in MODIFIERS:
            continue
        heads = is_person(word) if singular else is_plural(word)
        if heads and not _head_follows(words, end, triggers, starts, singular=singular):
            return first, _joined_people(words, _after_acronym(words, end, triggers, starts, singular=singular))
    while end > first and (words[end - 1].text in HYPHENS or words[end - 1].low in MODIFIERS):
        end -= 1
    headless = words[end - 1].low.endswith("'s") or (end == first + 1 and words[first].low in _NO_HEADS)
    return (first, end) if end > first and not headless else None


def _without_verb(words: Sequence[Lexeme], noun: tuple[int, int] | None, reading: Reading) -> tuple[int, int] | None:
    """The noun phrase without a verb at its end: "thousands cheered", "four remain" count what is not said."""
    if noun is None or reading.value == 1 or is_plural(words[noun[1] - 1]):
        return noun
    if _noun_may_follow(words, noun[1]) and words[noun[1] - 1].low not in figure_words("be"):
        return noun
    first, end = noun
    while end > first and words[end - 1].text.islower() and _closes_noun_phrase(words[end - 1]):
        end -= 1
    while first < end < noun[1] and (words[end - 1].low in MODIFIERS or words[end - 1].low.endswith("ly")):
        end -= 1
    return (first, end) if end > first else None


def _noun_may_follow(words: Sequence[Lexeme], at: int) -> bool:
    """Whether a word of content follows, so that the word before it may stand beside a noun ("13 named relatives")."""
    return at < len(words) and is_word(words[at]) and words[at].low not in lexicon_words("function_words")


def _closes_noun_phrase(word: Lexeme) -> bool:
    return (word.low.endswith("ed") and len(word.low) > 4) or word.low in lexicon_words("verb_forms")


def _goes_on(words: Sequence[Lexeme], first: int, at: int, triggers: Triggers, starts: set[int]) -> bool:
    """Whether the word at `at` may belong to the noun phrase that began at `first`."""
    word = words[at]
    if word.text in HYPHENS:
        return at > first and at + 1 < len(words) and touch(words[at - 1], word) and touch(word, words[at + 1])
    if is_digits(word):
        return at + 1 < len(words) and words[at + 1].text in HYPHENS and touch(word, words[at + 1]) and at not in starts
    if not is_word(word) or at in starts:
        return False
    if word.low in MODIFIERS or is_people(word):
        return True
    if word.low in lexicon_words("function_words") or (word.low.endswith("ly") and at > first):
        return False
    if word.low in figure_words("grave"):
        return _noun_may_follow(words, at + 1)  # "one seriously", but "two seriously ill monks"
    if fate_words(triggers, at):
        after = words[at + 1] if at + 1 < len(words) else None
        noun = has_use(triggers, at, "noun")
        adjective = has_use(triggers, at, "passive", "state") and fate_words(triggers, at)[0].last == at + 1
        return noun or (adjective and at == first and after is not None and is_people(after))
    return True


def _head_follows(words: Sequence[Lexeme], at: int, triggers: Triggers, starts: set[int], *, singular: bool) -> bool:
    """Whether a plural is only a modifier: "police officers", "sports directors"."""
    if at >= len(words) or not is_word(words[at]) or at in starts or fate_words(triggers, at):
        return False
    if words[at].low in lexicon_words("function_words"):
        return False
    if is_people(words[at]):
        return True
    return not singular and is_plural(words[at]) and words[at].low not in reporting_forms()


def _after_acronym(words: Sequence[Lexeme], end: int, triggers: Triggers, starts: set[int], *, singular: bool) -> int:
    """A name with its short form in brackets may still be a modifier: "Coast Guard Services (CGS) officers"."""
    if end + 3 >= len(words) or words[end].text != "(" or words[end + 2].text != ")":
        return end
    acronym = words[end + 1].text.isupper()
    return end + 4 if acronym and _head_follows(words, end + 3, triggers, starts, singular=singular) else end


def _joined_people(words: Sequence[Lexeme], end: int) -> int:
    """ "men and women", "soldiers or policemen": one head of two nouns under one number."""
    if end + 1 < len(words) and words[end].low in ("and", "or") and is_people(words[end - 1]):
        other = words[end + 1]
        if is_people(other) and is_plural(other) and not (end + 2 < len(words) and is_plural(words[end + 2])):
            return end + 2
    return end


def _bare(words: Sequence[Lexeme], at: int, triggers: Triggers, starts: set[int]) -> Count | None:
    """A count without a number at `at`: "a soldier", "both men", "no one", "nobody", "none", "no casualties"."""
    low = words[at].low
    after = words[at + 1].low if at + 1 < len(words) else ""
    if low in ("nobody", "none") or (low in ("no", "not") and after == "one"):
        last = at + 2 if low in ("no", "not") else at + 1
        if low == "not" and words[last : last + 1] and words[last].low != "of":
            noun = noun_phrase(words, last, triggers, starts, singular=True)
            people = noun is not None and _kind(words, noun, triggers) == "people"
            return _bare_count(at, noun[1], noun, Decimal(0), None, number=last) if noun and people else None
        of = last + 1 < len(words) and words[last].low == "of" and words[last + 1].low in _PRONOUNS
        if of:
            return _bare_count(at, last, None, Decimal(0), last + 1)
        if last + 2 < len(words) and words[last].low == "of" and words[last + 1].low in DETERMINERS:
            noun = noun_phrase(words, last + 2, triggers, starts, singular=False)
            if noun and has_use(triggers, noun[1] - 1, "noun"):
                return None  # "none of the deaths was an accident": there were deaths
            return _bare_count(at, noun[1] if noun else last, noun, Decimal(0), None, number=last)
        return _bare_count(at, last, None, Decimal(0), None)
    if low == "not" and words[at + 1 : at + 3] and [word.low for word in words[at + 1 : at + 3]] == ["a", "single"]:
        noun = noun_phrase(words, at + 3, triggers, starts, singular=True)
        people = noun is not None and _kind(words, noun, triggers) == "people"
        return _bare_count(at, noun[1], noun, Decimal(0), None, number=at + 3) if noun and people else None
    if low == "another" and has_use(triggers, at + 1, "passive", "state", "verb"):
        return _bare_count(at, at + 1, None, Decimal(1), None)
    if low == "both":
        at_noun = at + 1 + (words[at + 1 : at + 2] != [] and words[at + 1].low in DETERMINERS)
        noun = noun_phrase(words, at_noun, triggers, starts, singular=False)
        plural = noun is not None and _kind(words, noun, triggers) == "people" and is_plural(words[noun[1] - 1])
        return _bare_count(at, noun[1], noun, Decimal(2), None, number=at + 1) if noun and plural else None
    if low not in ("a", "an", "another", "no"):
        return None
    noun = noun_phrase(words, at + 1, triggers, starts, singular=low != "no")
    if noun is None or _kind(words, noun, triggers) != "people":
        return None
    head = words[noun[1] - 1]
    if low == "no":
        return _bare_count(at, noun[1], noun, Decimal(0), None, number=at + 1)
    return _bare_count(at, noun[1], noun, Decimal(1), None) if is_person(head) else None


def _bare_count(
    first: int, last: int, noun: tuple[int, int] | None, value: Decimal, pronoun: int | None, number: int | None = None
) -> Count:
    reading = Reading(
        first=first,
        last=last,
        number=first,
        number_last=number or last,
        value=value,
        low=value,
        high=value,
        bound="exactly",
        unit=None,
        form="words",
    )
    last = pronoun + 1 if pronoun is not None else last
    kind: Kind = "people" if noun else "none"
    return Count(reading=reading, first=first, last=last, noun=noun, kind=kind, pronoun=pronoun, bare=True)
