"""An invented world to report on: places, people, offices and outlets by rank, a few of them in most of the news.

`WORLD` is the same on every machine and for every seed. A name of rank n is drawn about 1/n as often as the first
(Zipf, "Human Behavior and the Principle of Least Effort", 1949), as names and words are in news.
"""

from __future__ import annotations

import tomllib
from bisect import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

NEWS: Mapping[str, Any] = tomllib.loads((Path(__file__).parent / "news.toml").read_text(encoding="utf-8"))
_SEED = 2031
_PLACES, _PEOPLE, _SURNAMES, _ORGANISATIONS, _OUTLETS, _RARE = 4_000, 30_000, 6_000, 3_000, 300, 50_000


@dataclass(frozen=True, slots=True)
class Ranked:
    """Names, the commonest first."""

    names: Sequence[str]
    weights: Sequence[float]

    def draw(self, random: Random) -> str:
        """One of them."""
        return self.names[bisect(self.weights, random.random() * self.weights[-1])]


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Everybody and everything that news are about; `rare` are words for things, most of them seldom used."""

    places: Ranked
    people: Ranked
    organisations: Ranked
    offices: Ranked
    outlets: Ranked
    rare: Ranked


@cache
def world() -> World:
    """The world."""
    random = Random(_SEED)
    words = NEWS["words"]
    roots = _roots(random, _PLACES)
    places = [f"{random.choice(words['landforms'])} {root}" if random.random() < 0.3 else root for root in roots]
    surnames = _roots(random, _SURNAMES)
    people = [f"{random.choice(words['first'])} {random.choice(surnames)}" for _ in range(2 * _PEOPLE)]
    bodies = [f"{random.choice(places)} {random.choice(words['bodies'])}" for _ in range(2 * _ORGANISATIONS)]
    offices = [f"{place} {random.choice(words['offices'])}" for place in places]
    outlets = [f"{random.choice(places)} {random.choice(words['papers'])}" for _ in range(2 * _OUTLETS)]
    return World(
        places=_ranked(places, _PLACES),
        people=_ranked(people, _PEOPLE),
        organisations=_ranked(bodies, _ORGANISATIONS),
        offices=_ranked(offices, _PLACES),
        outlets=_ranked(outlets, _OUTLETS),
        rare=_ranked(_roots(random, _RARE), _RARE),
    )


def _ranked(names: Sequence[str], most: int) -> Ranked:
    once = list(dict.fromkeys(names))[:most]
    return Ranked(once, list(accumulate(1 / rank for rank in range(1, len(once) + 1))))


def _roots(random: Random, count: int) -> list[str]:
    """Made-up names of three syllables, all different."""
    words = NEWS["words"]
    parts = (words["onsets"], words["vowels"], words["onsets"], words["vowels"], words["onsets"], words["vowels"])
    made: dict[str, None] = {}
    while len(made) < count:
        made["".join(map(random.choice, (*parts, words["codas"]))).capitalize()] = None
    return list(made)
