"""Traces of invented stories, drawn from a few numbers, so that many share words, people, wordings and days."""

from __future__ import annotations

from random import Random

from onrecord.model.trace import Trace
from onrecord.relate.shingles import lead, prints

_WORDS = tuple(f"{start}{end}" for start in ("bran", "olk", "ster", "vald", "quem") for end in ("ach", "ith", "ovar"))
_PEOPLE = ("ana ruiz", "bo lind", "mara okt", "tem valde")
_START = 741_000  # a day


def drawn(seed: int, several: int) -> dict[str, Trace]:
    """So many traces by name. Some are copies of others, some of one incident, most of neither."""
    random = Random(seed)
    found: dict[str, Trace] = {}
    for number in range(several):
        earlier = random.choice(list(found.values())) if found and random.random() < 0.4 else None
        found[f"s_{seed:04x}{random.getrandbits(32):08x}{number:04x}"] = _one(random, earlier)
    return found


def _one(random: Random, earlier: Trace | None) -> Trace:
    words = [random.choice(_WORDS) for _ in range(40)]
    if earlier is not None and random.random() < 0.5:
        return earlier  # word for word
    found, coarse = prints(words)
    if earlier is not None:  # the same thing in other words
        return _trace(random, earlier.words[:6], found, coarse, lead(words), earlier.people, earlier.day)
    rare = tuple((word, 5.5) for word in dict.fromkeys(words[:7]))
    people = tuple(random.sample(_PEOPLE, random.randrange(3)))
    day = None if random.random() < 0.1 else _START + random.randrange(90)
    return _trace(random, rare, found, coarse, lead(words), people, day)


def _trace(
    random: Random,
    words: tuple[tuple[str, float], ...],
    found: tuple[int, ...],
    coarse: int,
    first: int,
    people: tuple[str, ...],
    day: int | None,
) -> Trace:
    return Trace(
        lead=first,
        prints=found,
        coarse=coarse,
        day=day,
        days=() if day is None else (day - random.randrange(2),),
        words=words,
        beside=tuple(random.choice((0, *found)) for _ in words),
        people=people,
        places=random.choice(((), ("oranto",), ("veldhaven", "tamm"))),
        ages=random.choice(((), (34,), (34, 61))),
        tolls=random.choice(((), (("killed", 3),), (("killed", 3), ("injured", 12)))),
        kinds=random.choice(((), ("killed",))),
    )
