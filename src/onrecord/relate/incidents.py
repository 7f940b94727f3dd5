"""Whether two reports tell of the same incident: `two traces, how rare words are → signs → log odds, and why`.

A sign is what the two have in common or what sets them apart: rarer words, people, places, days, ages, tolls, kinds of
event, and the days between their publications. Weights (`incidents.tsv`, a logistic regression) add the signs up. Those
of the signs that rarity has a part in are not negative, so that what is not bound stays so, whatever comes, until one
of the two changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import log1p, sqrt
from pathlib import Path
from typing import Any

from onrecord.relate.rarity import TELLING, Rarity, Sight

WEIGHTS = Path(__file__).with_name("incidents.tsv")
SHARED = 2  # telling words that two reports must have in common
KEPT = -1000  # thousandths of log odds from which a bond is kept
NEAR = 1  # days by which the day of an event may differ, as told
NAMED = 4  # of each kind, in words to people


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
    if len(one.telling.keys() & other.telling.keys()) < SHARED:
        return None
    common = rarity.common(one, other)
    rare = sum(weight >= TELLING for weight in common.values())
    people = rarity.people(one, other)
    if rare < SHARED or (_is_far(one, other) and not people):
        return None
    mine, yours = one.trace.day, other.trace.day
    gap = None if mine is None or yours is None else abs(mine - yours)
    likeness = sum(min(one.words[word], other.words[word]) * common[word] for word in sorted(common)) / (
        one.length * other.length
    )
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
    common = rarity.common(one, other)
    rare = sorted((-weight, word) for word, weight in common.items() if weight >= TELLING)
    told = [
        ("people", [name.title() for name in sorted(rarity.people(one, other))]),
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


def _first_words(one: Sight, other: Sight, common: Mapping[str, float]) -> float:
    """How alike the beginnings are, where news says what is new: by their rarer words, from 0 to 1."""
    both = one.first.keys() & other.first.keys()
    length = sqrt(sum(one.first.values()) * sum(other.first.values()))
    return sum(common.get(word, 0.0) for word in sorted(both)) / length if both else 0.0


def _is_first(name: str, one: Sight, other: Sight) -> bool:
    """Whether both tell of somebody at their beginnings."""
    last = name.rpartition(" ")[2]
    return last in one.first and last in other.first


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
