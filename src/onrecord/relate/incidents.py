"""Whether two reports tell of the same incident: `two traces, how rare words are → signs → log odds, and why`.

A sign is what the two have in common or what sets them apart: rarer words, people, places, days, ages, tolls, kinds of
event, and the days between their publications. Weights (`incidents.tsv`, a logistic regression) add the signs up. How
rare a word is has two sides: how common it is in news at all (in the traces), and how many versions of stories on the
record have it at that time (`Rarity`); what many have weighs half or nothing. More on the record can only take
weight from a pair, never add to it, so that what is not bound stays so until one of the two changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from hashlib import blake2b
from math import log1p, sqrt
from pathlib import Path
from typing import Any

from onrecord.model.trace import Trace

WEIGHTS = Path(__file__).with_name("incidents.tsv")
PERIOD = 28  # days in which a word's rarity is told; reports of periods that are not neighbours are far
TELLING = 3.0  # weight of words by which reports are found
COMMON, EVERYWHERE = 16, 64  # stories with a word, in a period, from which it weighs half, and nothing
SHARED = 2  # telling words that two reports must have in common
KEPT = -1000  # thousandths of log odds from which a bond is kept
NEAR = 1  # days by which the day of an event may differ, as told
FIRST = 25  # words kept that make up the beginning of a report
NAMED = 4  # of each kind, in words to people
ADULT = 10  # ages and spans of years below say little
_KEYS = 1 << 62  # where the keys of words begin: prints are below


class Rarity:
    """How many versions of stories have a key, the first of a tally; `tallies` has every key that will be asked for."""

    def __init__(self, tallies: Mapping[int, tuple[int, int]]) -> None:
        self._tallies = tallies

    def share(self, *keys: int) -> float:
        """What is left of a weight: all, half or nothing, by the most common of the keys."""
        return share_of(max(self._tallies[key][0] for key in keys))


def is_key(number: int) -> bool:
    """Whether it is the key of a word or a person, and no print."""
    return number >= _KEYS


def share_of(stories: int) -> float:
    """What is left of a weight where so many stories have the word."""
    return 1.0 if stories <= COMMON else 0.5 if stories <= EVERYWHERE else 0.0


class Sight:
    """A trace made ready to be held against others."""

    __slots__ = (
        "ages",
        "days",
        "first",
        "kinds",
        "length",
        "most",
        "people",
        "period",
        "places",
        "tolls",
        "trace",
        "words",
    )

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self.period = period(trace)
        self.words = dict(trace.words)
        self.first = dict(trace.words[:FIRST])
        self.length = sqrt(sum(weight * weight for weight in self.words.values()))
        self.people, self.places, self.kinds = set(trace.people), set(trace.places), set(trace.kinds)
        self.ages = {age for age in trace.ages if age >= ADULT}
        self.days, self.tolls = set(trace.days), set(trace.tolls)
        self.most: dict[str, int] = {}  # of the killed and the hurt the highest figure told
        for outcome, value in trace.tolls:
            if outcome in ("killed", "injured"):
                self.most[outcome] = max(value, self.most.get(outcome, 0))


def period(trace: Trace) -> int | None:
    """The number of its publication's period."""
    return None if trace.day is None else trace.day // PERIOD


def keys(trace: Trace) -> frozenset[int]:
    """What a report is found by: its telling words in its period, and its people at any time."""
    own = period(trace)
    return frozenset((*(word_key(word, own) for word in telling(trace)), *(person_key(name) for name in trace.people)))


def sought(trace: Trace) -> frozenset[int]:
    """The keys that its like may have: the same in the periods beside its own, too."""
    own = period(trace)
    beside = [own] if own is None else [own - 1, own, own + 1]
    words = (word_key(word, each) for word in telling(trace) for each in beside)
    return frozenset((*words, *(person_key(name) for name in trace.people)))


def telling(trace: Trace) -> Iterator[str]:
    """The words that a report is found by."""
    return (word for word, weight in trace.words if weight >= TELLING)


@lru_cache(maxsize=200_000)
def _hashed(kind: str, name: str) -> int:
    return (
        _KEYS | int.from_bytes(blake2b(f"{kind} {name}".encode("utf-8", "surrogatepass"), digest_size=8).digest()) >> 2
    )


def word_key(word: str, own: int | None) -> int:
    """The key of a word in a period."""
    return _hashed(f"word {own}", word)


def person_key(name: str) -> int:
    """The key of a person."""
    return _hashed("person", name)


def pair_keys(one: Sight, other: Sight) -> Iterator[int]:
    """The keys whose rarity a pair depends on."""
    for word in one.words.keys() & other.words.keys():
        if one.words[word] >= TELLING:
            yield word_key(word, one.period)
            yield word_key(word, other.period)
    yield from (person_key(name) for name in one.people & other.people)


def odds(one: Sight, other: Sight, rarity: Rarity) -> int | None:
    """Log odds, in thousandths, that two reports tell of the same incident; None where nothing speaks for it."""
    seen = signs(one, other, rarity)
    if seen is None:
        return None
    weights = _weights()
    return round(1000 * sum(weights.get(sign, 0.0) * value for sign, value in seen.items()))


def signs(one: Sight, other: Sight, rarity: Rarity) -> dict[str, float] | None:
    """What speaks for and against it, each with how much of it there is; None where they are not to be compared."""
    if _is_far(one, other) and not one.people & other.people:
        return None
    common = _common(one, other, rarity)
    rare = sum(weight >= TELLING for weight in common.values())
    people = _people(one, other, rarity)
    if rare < SHARED or (_is_far(one, other) and not people):
        return None
    mine, yours = one.trace.day, other.trace.day
    gap = None if mine is None or yours is None else abs(mine - yours)
    likeness = sum(one.words[word] * common[word] for word in sorted(common)) / (one.length * other.length)
    return {
        "always": 1.0,
        "words": 10 * likeness,
        "words, root": 10 * sqrt(likeness),
        "first words": 10 * _first_words(one, other, common),
        "rare words": log1p(rare),
        "days between": 0.0 if gap is None else log1p(gap),
        "undated": float(gap is None),
        "people": min(sum(people.values()), 3.0),
        "people at first": min(sum(share for name, share in people.items() if _is_first(name, one, other)), 2.0),
        **_told(one, other),
    }


def why(one: Sight, other: Sight, rarity: Rarity) -> str:
    """What two reports have in common, in words."""
    common = _common(one, other, rarity)
    rare = sorted((-weight, word) for word, weight in common.items() if weight >= TELLING)
    told = [
        ("people", [name.title() for name in sorted(_people(one, other, rarity))]),
        ("places", [name.title() for name in sorted(one.places & other.places)]),
        ("figures", [f"{value} {outcome}" for outcome, value in sorted(one.tolls & other.tolls)]),
        ("ages", [str(age) for age in sorted(one.ages & other.ages)]),
        ("words", [word for _, word in rare]),
    ]
    days = "the same day; " if one.days & other.days else ""
    return days + "; ".join(f"{name}: {', '.join(several[:NAMED])}" for name, several in told if several)


def _is_far(one: Sight, other: Sight) -> bool:
    """Whether their periods are not the same, nor neighbours."""
    if one.period is None or other.period is None:
        return one.period is not other.period
    return abs(one.period - other.period) > 1


def _common(one: Sight, other: Sight, rarity: Rarity) -> dict[str, float]:
    """Words that both have, with what is left of their weights."""
    found: dict[str, float] = {}
    for word in one.words.keys() & other.words.keys():
        weight = one.words[word]
        if weight >= TELLING:
            weight *= rarity.share(word_key(word, one.period), word_key(word, other.period))
        found[word] = weight
    return found


def _first_words(one: Sight, other: Sight, common: Mapping[str, float]) -> float:
    """How alike the beginnings are, where news says what is new: by their rarer words, from 0 to 1."""
    both = one.first.keys() & other.first.keys()
    length = sqrt(sum(one.first.values()) * sum(other.first.values()))
    return sum(common[word] for word in sorted(both)) / length if both else 0.0


def _is_first(name: str, one: Sight, other: Sight) -> bool:
    """Whether both tell of somebody at their beginnings."""
    last = name.rpartition(" ")[2]
    return last in one.first and last in other.first


def _people(one: Sight, other: Sight, rarity: Rarity) -> dict[str, float]:
    shares = {name: rarity.share(person_key(name)) for name in one.people & other.people}
    return {name: share for name, share in shares.items() if share}


def _told(one: Sight, other: Sight) -> dict[str, float]:
    """Signs that depend on the two reports alone."""
    days = _apart(one.days, other.days)
    tolls = one.tolls & other.tolls
    apart = any(one.most[name] != other.most[name] for name in one.most.keys() & other.most.keys())
    return {
        "people apart": _none_shared(one.people, other.people),
        "places": float(min(len(one.places & other.places), 4)),
        "places apart": _none_shared(one.places, other.places),
        "same day told": float(days == 0),
        "next day told": float(days is not None and 0 < days <= NEAR),
        "days apart": float(days is not None and days > NEAR),
        "ages": float(min(len(one.ages & other.ages), 3)),
        "ages apart": _none_shared(one.ages, other.ages),
        "tolls": float(min(len(tolls), 3)),
        "toll above 2": float(any(value > 2 for _, value in tolls)),
        "tolls apart": float(apart),
        "kinds": float(min(len(one.kinds & other.kinds), 3)),
        "kinds apart": _none_shared(one.kinds, other.kinds),
    }


def _apart(mine: set[int], yours: set[int]) -> int | None:
    """The days between the days told that are nearest to each other."""
    if mine & yours:
        return 0
    return min((abs(day - each) for day in mine for each in yours), default=None)


def _none_shared(mine: set[Any], yours: set[Any]) -> float:
    """1 where both tell something, and nothing of it is the same."""
    return float(bool(mine and yours and not mine & yours))


@cache
def _weights() -> dict[str, float]:
    rows = (line.split("\t") for line in WEIGHTS.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {sign: float(weight) for sign, weight in rows}
