"""How rare words and people are on the record, and what reports are found by: `traces → keys → tallies → weights`.

How common a word is in news at all is in the traces. Here is what the record itself tells, by keys that are counted:
how many stories have a word in one period (what many have at a time is the talk of the day), in how many periods it
stands (what stands in many is a word of the language, or of what the record is about), and how many stories have a
person. More on the record can only take weight from a word, never add to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import blake2b
from math import sqrt

from onrecord.model.trace import PERIODS, PERIODS_BIT, WORD_BIT, Trace

PERIOD = 28  # days; reports of periods that are not neighbours are far from each other
TELLING = 3.0  # weight of words by which reports are found
COMMON, EVERYWHERE = 16, 64  # stories with a word, in a period, from which it weighs half, and nothing
LEADS = 5  # different beginnings of stories from which wording that they share is boilerplate
STANDING, KNOWN = PERIODS, 2.2  # periods from which a word is known to the record, and what it weighs then at most
FIRST = 25  # words kept that make up the beginning of a report
ADULT = 10  # ages and spans of years below say little
_BITS = 61

Tally = tuple[int, int]


class Sight:
    """A trace made ready to be held against others."""

    __slots__ = (
        "ages",
        "beside",
        "days",
        "first",
        "kinds",
        "length",
        "most",
        "people",
        "period",
        "places",
        "prints",
        "telling",
        "tolls",
        "trace",
        "words",
    )

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self.period = period(trace)
        self.words = dict(trace.words)
        self.telling = telling(trace)
        self.beside = {word: number for (word, _), number in zip(trace.words, trace.beside, strict=False)}
        self.prints = frozenset(trace.prints)
        self.first = dict(trace.words[:FIRST])
        self.length = sqrt(sum(weight * weight for weight in self.words.values()))
        self.people, self.places, self.kinds = set(trace.people), set(trace.places), set(trace.kinds)
        self.ages = {age for age in trace.ages if age >= ADULT}
        self.days, self.tolls = set(trace.days), set(trace.tolls)
        self.most: dict[str, int] = {}  # of the killed and the hurt the highest figure told
        for outcome, value in trace.tolls:
            if outcome in ("killed", "injured"):
                self.most[outcome] = max(value, self.most.get(outcome, 0))


class Rarity:
    """What the record leaves of weights; `tallies` has every key that will be asked for."""

    def __init__(self, tallies: Mapping[int, Tally]) -> None:
        self._tallies = tallies
        self._standing = {key for key, tally in tallies.items() if not is_key(key) and is_boilerplate(*tally)}

    def common(self, one: Sight, other: Sight) -> dict[str, float]:
        """Words that both have, with what is left of their weights."""
        found: dict[str, float] = {}
        mine, yours = one.words, other.words
        for word in mine.keys() & yours.keys():
            if not self._is_furniture(word, one, other):
                least = min(mine[word], yours[word])
                found[word] = self._left(word, one, other) if least >= TELLING else least
        return found

    def _is_furniture(self, word: str, one: Sight, other: Sight) -> bool:
        """Whether a word stands in boilerplate."""
        standing = self._standing
        return bool(standing) and (one.beside.get(word) in standing or other.beside.get(word) in standing)

    def people(self, one: Sight, other: Sight) -> dict[str, float]:
        """People whom both name, but for those who are everywhere, with what is left of them."""
        shares = {name: share_of(self._tallies[person_key(name)][0]) for name in one.people & other.people}
        return {name: share for name, share in shares.items() if share}

    def _left(self, word: str, one: Sight, other: Sight) -> float:
        stories = self._tallies[word_key(word, one.period)][0]
        if one.period != other.period:
            stories = max(stories, self._tallies[word_key(word, other.period)][0])
        left = min(one.telling[word], other.telling[word]) * share_of(stories)
        return min(left, KNOWN) if is_standing(self._tallies[ever_key(word)]) else left


def alive(words: Mapping[str, float], own: int | None, tallies: Mapping[int, Tally]) -> frozenset[str]:
    """Of the telling words of a report, of a period, those that bind by what is counted; what is not may be rare.

    Two reports that have too few of them in common are bound by no counting of the rest.
    """
    return frozenset(
        word
        for word, weight in words.items()
        if not is_standing(tallies.get(ever_key(word), (0, 0)))
        and weight * share_of(tallies.get(word_key(word, own), (0, 0))[0]) >= TELLING
    )


def is_key(number: int) -> bool:
    """Whether it is the key of a word or a person, and no print."""
    return number >= WORD_BIT


def level(key: int, tally: Tally) -> float:
    """How rare what a key stands for is, from 0 to 1; bonds are made again where it changes."""
    if key & PERIODS_BIT:
        return 0.0 if is_standing(tally) else 1.0
    return share_of(tally[0])


def raised(key: int, tally: Tally, more: int) -> Tally | None:
    """A tally after so many more reports hold the key; None where it depends on what they have that is new."""
    least, most = (tally[0], tally[1] + more), (tally[0] + more, tally[1] + more)
    if is_key(key):
        return least if level(key, least) == level(key, most) else None
    return least if is_boilerplate(*least) == is_boilerplate(*most) else None


def is_boilerplate(leads: int, holders: int) -> bool:
    """Whether a print is boilerplate: in stories of several beginnings, which are no copies with new ones."""
    return leads > EVERYWHERE or (leads >= LEADS and 2 * leads > holders)


def is_standing(tally: Tally) -> bool:
    """Whether a word stands in so many periods that the record knows it."""
    return tally[0] >= STANDING


def share_of(stories: int) -> float:
    """What is left of a weight where so many stories have the word."""
    return 1.0 if stories <= COMMON else 0.5 if stories <= EVERYWHERE else 0.0


def period(trace: Trace) -> int | None:
    """The number of its publication's period."""
    return None if trace.day is None else trace.day // PERIOD


def keys(trace: Trace) -> dict[int, int]:
    """The keys of a report, each with what is counted under it: the beginning of its story, or its period."""
    own = period(trace)
    words = telling(trace)
    return {
        **{word_key(word, own): trace.lead for word in words},
        **{ever_key(word): -1 if own is None else own for word in words},
        **{person_key(name): trace.lead for name in trace.people},
    }


def sought(trace: Trace, words: Iterable[str]) -> frozenset[int]:
    """The keys under which its like may have words of it: in its own period and beside it."""
    own = period(trace)
    beside = [own] if own is None else [own - 1, own, own + 1]
    return frozenset(word_key(word, each) for word in words for each in beside)


def pair_keys(one: Sight, other: Sight) -> set[int]:
    """The keys whose rarity a pair depends on."""
    found = word_keys(one, other)
    for word in one.beside.keys() & other.beside.keys():
        found.add(one.beside[word])
        found.add(other.beside[word])
    found.update(person_key(name) for name in one.people & other.people)
    found.discard(0)
    return found


def word_keys(one: Sight, other: Sight) -> set[int]:
    """Those of them that are words'."""
    found: set[int] = set()
    for word in one.telling.keys() & other.telling.keys():
        found.add(word_key(word, one.period))
        found.add(word_key(word, other.period))
        found.add(ever_key(word))
    return found


def telling(trace: Trace) -> dict[str, float]:
    """The words that a report is found by, with their weights."""
    return {word: weight for word, weight in trace.words if weight >= TELLING}


@lru_cache(maxsize=200_000)
def word_key(word: str, own: int | None) -> int:
    """The key of a word in a period."""
    return WORD_BIT | _hashed(f"word {own} {word}")


@lru_cache(maxsize=50_000)
def ever_key(word: str) -> int:
    """The key under which the periods of a word are counted."""
    return WORD_BIT | PERIODS_BIT | _hashed(f"ever {word}")


@lru_cache(maxsize=50_000)
def person_key(name: str) -> int:
    """The key of a person."""
    return WORD_BIT | _hashed(f"person {name}")


def _hashed(name: str) -> int:
    digest = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest) >> (64 - _BITS)
