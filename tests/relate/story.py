"""A story of sixty reports, of which every relation is known: `seed → beats`, each a report and what it has to bring.

A ferry sinks off a town: a toll that rises, a correction, a denial, a retraction, a wire story with three copies, two
sources that differ, one quotation in several reports. In the same town a fishing boat sinks in the same days, and
elsewhere other things happen. Twelve reports are written by hand (`examples/story/reports.jsonl`), the others made of
the sentences in `story.toml`. What a report has to bring is told by the plot, which knows nothing of the program.
"""

from __future__ import annotations

import json
import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SENTENCES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
HAND = Path(__file__).parents[2] / "examples" / "story" / "reports.jsonl"

KEPT = ("id", "outlet", "published", "url", "text")
Expected = tuple[str, str, str, str, str]  # kind, key, words, other's key, other's words

DAYS = ("Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday")


@dataclass(slots=True, kw_only=True)
class Story:
    """Reports as JSON lines, and every relation that they have to bring, no more."""

    reports: list[dict[str, str]] = field(default_factory=list)
    expected: set[Expected] = field(default_factory=set)
    more: list[str] = field(default_factory=list)  # what else there is to tell, each once

    def add(self, key: str, day: int, text: str, outlet: str, hour: int = 12) -> str:
        """One more report, of the day of May."""
        published = f"2031-05-{day:02}T{hour:02}:00:00Z"
        self.reports.append({"id": key, "outlet": outlet, "published": published, "text": text})
        return key

    def expect(self, kind: str, key: str, words: object, other: str, others: object) -> None:
        """What a report has to bring: words are those of a number, or the first of a statement."""
        self.expected.add((kind, key, str(words), other, str(others)))


def story(seed: int) -> Story:
    """The story of a seed."""
    told, chance = Story(), random.Random(seed)
    told.more.extend(chance.sample(SENTENCES["more"], len(SENTENCES["more"])))
    _ferry(told, chance, sorted(chance.sample(range(11, 60, 4), 3)))
    _boat(told, chance)
    _elsewhere(told, chance, 60 - 12 - len(told.reports))
    _by_hand(told)
    return told


def weekday(day: int) -> str:
    """The name of a day of May 2031."""
    return DAYS[(day - 1) % 7]


def _ferry(told: Story, chance: random.Random, tolls: list[int]) -> None:
    first, second, third = tolls
    fourth = third - chance.randint(1, 2)
    _wire(told, first)
    outlets = _outlets(chance)
    _again(told, chance, outlets, 2, first, "wire", hours=(14,))
    _again(told, chance, outlets, 2, first, "again-2-14", hours=(16,))  # both without "at least"
    for number, day, before, key in ((second, 3, first, "wire"), (third, 4, second, "toll-3")):
        own = f"toll-{day}"
        told.add(
            own, day, f"{_toll(chance, SENTENCES['tolls'], number, day)} {_more(told, chance)}", next(outlets), hour=7
        )
        told.expect("updates", own, number, key, before)
        _again(told, chance, outlets, day, number, own, hours=(11, 13, 15, 18))
    _hospital(told, chance, outlets, second, fourth)
    told.add(
        "correction",
        5,
        f"{_toll(chance, SENTENCES['corrected'], fourth, 5)} {_more(told, chance)}",
        next(outlets),
        hour=9,
    )
    told.expect("supersedes", "correction", fourth, "toll-4", third)
    _again(told, chance, outlets, 6, fourth, "correction", hours=(8, 10, 12, 14))
    _said(told, chance, outlets)


def _wire(told: Story, number: int) -> None:
    """A wire story, and three copies with what outlets put around it."""
    text = SENTENCES["wire"].format(n=number)
    told.add("wire", 2, text, "Northern Wire", hour=5)
    for hour, outlet in enumerate(("Tarn Courier", "Daily Harbour", "Radio Oranto"), start=6):
        key = told.add(f"copy-{hour}", 2, f"{text}\n\nNorthern Wire", outlet, hour=hour)
        told.expect("repeats", key, number, "wire", number)
        told.expect("repeats", key, "We heard the hull", "wire", "We heard the hull")


def _again(
    told: Story,
    chance: random.Random,
    outlets: Iterator[str],
    day: int,
    number: int,
    of: str,
    *,
    hours: tuple[int, ...],
) -> None:
    """The number of a day again, in other outlets' words."""
    ways = list(
        zip(
            chance.sample(SENTENCES["again"], len(SENTENCES["again"])),
            chance.sample(SENTENCES["background"], len(SENTENCES["background"])),
            strict=False,
        )
    )
    for hour, (way, background) in zip(hours, ways, strict=False):
        text = way.format(n=number, more=f"{background} {told.more.pop()}")
        key = told.add(f"again-{day}-{hour}", day, text, next(outlets), hour=hour)
        told.expect("repeats", key, number, of, number)


def _hospital(told: Story, chance: random.Random, outlets: Iterator[str], second: int, fourth: int) -> None:
    """A second source, which counts less than the coast guard, day by day."""
    low, high = second - 2, fourth - 1
    text = chance.choice(SENTENCES["hospital"]).format(n=low, day=weekday(3), more=_more(told, chance))
    told.add("hospital-3", 3, text, next(outlets), hour=20)
    told.expect("differs", "hospital-3", low, "toll-3", second)
    text = chance.choice(SENTENCES["hospital"]).format(n=high, day=weekday(5), more=_more(told, chance))
    told.add("hospital-5", 5, text, next(outlets), hour=21)
    told.expect("updates", "hospital-5", high, "hospital-3", low)
    told.expect("differs", "hospital-5", high, "correction", fourth)


def _said(told: Story, chance: random.Random, outlets: Iterator[str]) -> None:
    """A claim and its denial; a statement and its retraction; the cook's words again, whole and in part."""
    for key, day, hour in (("claim", 3, 17), ("denial", 4, 17), ("inspection", 5, 10), ("retraction", 7, 10)):
        told.add(key, day, f"{SENTENCES[key]} {_more(told, chance)}", next(outlets), hour=hour)
    told.add("cook", 6, SENTENCES["cook"], next(outlets), hour=19)
    told.expect("denies", "denial", "that the ferry Marigold", "claim", "the ferry Marigold had")
    told.expect("retracts", "retraction", "that the ferry Marigold", "inspection", "that the ferry Marigold")
    told.expect("repeats", "cook", "We heard the hull", "wire", "We heard the hull")


def _boat(told: Story, chance: random.Random) -> None:
    """Another sinking off the same town, in the same days: it has nothing to do with the ferry."""
    first, second = sorted(chance.sample(range(2, 10), 2))
    told.add("boat-1", 5, SENTENCES["boat_first"].format(n=first), "The Lorn Post", hour=8)
    told.add("boat-2", 6, SENTENCES["boat_second"].format(n=second), "Tarn Courier", hour=9)
    told.expect("updates", "boat-2", second, "boat-1", first)


def _elsewhere(told: Story, chance: random.Random, count: int) -> None:
    """Other things in other places, one report each."""
    for index, text in enumerate(chance.sample(SENTENCES["elsewhere"], count)):
        day, number = 2 + index % 6, chance.randint(2, 90)
        told.add(
            f"other-{index}", day, text.format(n=number, day=weekday(day - 1)), chance.choice(SENTENCES["outlets"])
        )


def _by_hand(told: Story) -> None:
    """Twelve reports on a fire, written by hand, with what they have to bring."""
    for line in HAND.read_text(encoding="utf-8").splitlines():
        report = json.loads(line)
        told.reports.append({name: report[name] for name in KEPT if name in report})
        for kind, words, other, others in report["brings"]:
            told.expect(kind, report["id"], words, other, others)


def _toll(chance: random.Random, templates: list[str], number: int, day: int) -> str:
    return chance.choice(templates).format(n=number, day=weekday(day))


def _more(told: Story, chance: random.Random) -> str:
    """What reports say of the ferry at their end, and something that no other report has."""
    return f"{chance.choice(SENTENCES['background'])} {told.more.pop()}"


def _outlets(chance: random.Random) -> Iterator[str]:
    """Outlets, one after the other, in an order of chance."""
    while True:
        yield from chance.sample(SENTENCES["outlets"], len(SENTENCES["outlets"]))


def incident_of(key: str) -> str:
    """What a report of the story tells of, by the plot."""
    kind = key.partition("-")[0]
    return kind if kind in ("boat", "fire", "bakery") else key if kind == "other" else "ferry"


def family_of(key: str) -> str:
    """The wording that a report shares with others, by the plot: copies have that of the wire."""
    return "wire" if key.startswith("copy") else key
