"""A report → its trace: what is kept of it to find reports of the same wording and of the same incident.

Only what the report itself tells goes in, read as anybody's facts are: names of people and places, days, ages, how many
were killed or hurt, kinds of events, and the rarer words of its story, the first of them first, since news begins with
what is new. How common a word is in news is told by `commonness.tsv`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import cache
from math import log
from pathlib import Path
from typing import TypeVar

from onrecord.lexicon import table, words
from onrecord.model import Entity, Report
from onrecord.model.trace import Trace
from onrecord.relate.origins import wires
from onrecord.relate.shingles import LONGEST, lead, nearest, placed, plain_words, story

T = TypeVar("T")
COMMONNESS = Path(__file__).with_name("commonness.tsv")
WORDS = 80  # rarer words of a report that are kept
LEAST = 1.2  # weight from which a word is kept: in fewer than 300 of a thousand reports
RAREST = log(1000 / 4)  # weight of a word that is rarer than the table tells
YEAR, SHORT_NUMBER = 2.0, 2.5  # weights of "2031" and of "14": many reports have them, and mean other things
DAY_NAME, KNOWN_PLACE = 1.6, 2.2  # of "Monday" or "May", and of "Europe" or "Peru", which stand in many reports
LONG_AGO = 400  # days before the publication that a day told is still an incident's
DAYS, PEOPLE, PLACES = 8, 24, 24
_DAY = 10  # characters of an ISO date


def trace(report: Report) -> Trace:
    """The trace of a report."""
    own = plain_words(story(report))[:LONGEST]
    found, coarse = placed(own)
    title = plain_words(report.title or "")
    stretches = zip([*title, *own], [*(0 for _ in title), *nearest(found, len(own))], strict=True)
    kept = list(_first(_weighed(stretches, _of_office(report)), WORDS))
    day = _ordinal(report.published.value if report.published else None)
    return Trace(
        lead=lead(own),
        prints=tuple(sorted(number for _, number in found)),
        coarse=coarse,
        day=day,
        days=tuple(_first(_days(report, day), DAYS)),
        words=tuple((word, value) for word, value, _ in kept),
        beside=tuple(number for _, _, number in kept),
        people=tuple(_first((name for name in _names(report, "person") if " " in name), PEOPLE)),
        places=tuple(_first((name for name in _names(report, "place") if name not in _wide()), PLACES)),
        ages=tuple(sorted(_ages(report))),
        tolls=tuple(sorted(_tolls(report))),
        kinds=tuple(sorted(_kinds(report))),
        wires=wires(report),
        outlet=report.outlet,
        published=report.published.value if report.published else None,
    )


def weight(word: str) -> float:
    """What it tells that two reports have a word in common, as the log of how rare it is in news."""
    if word.isdecimal():
        if len(word) < 3:
            return SHORT_NUMBER
        return YEAR if len(word) == 4 and word[:2] in ("19", "20") else RAREST
    return _commonness().get(word, RAREST)


@cache
def _commonness() -> dict[str, float]:
    """Weights of words: by how common they are in lower case, or as the name of a day, a month, a place, a people."""
    rows = (line.split("\t") for line in COMMONNESS.read_text("utf-8").splitlines() if not line.startswith("#"))
    told = {word: round(log(1000 / int(share)), 2) for word, share in rows}
    known = {"countries": KNOWN_PLACE, "places": KNOWN_PLACE, "peoples": KNOWN_PLACE, "capitals": DAY_NAME}
    for name, most in known.items():
        for word in plain_words(" ".join(cell for row in table(name) for cell in row)):
            told[word] = min(told.get(word, most), most)
    return told


@cache
def _wide() -> frozenset[str]:
    """Places where too much happens to tell one thing from another: countries, large cities, regions."""
    cells = (cell for name in ("countries", "places") for row in table(name) for cell in row)
    return frozenset(" ".join(plain_words(name)) for cell in cells for name in cell.split("|") if name)


def _weighed(several: Iterable[tuple[str, int]], known: Collection[str]) -> Iterator[tuple[str, float, int]]:
    """The rarer words, each once; names of those who hold an office weigh no more than those of known places."""
    seen: set[str] = set()
    for word, beside in several:
        value = round(weight(word), 2)
        if value >= LEAST and word not in seen and (len(word) > 1 or word.isdecimal()):
            seen.add(word)
            yield word[:40], min(value, KNOWN_PLACE) if word in known else value, beside


def _first(several: Iterable[T], most: int) -> Iterator[T]:
    """The first of several, each once."""
    seen: set[T] = set()
    for each in several:
        if each not in seen:
            if len(seen) == most:
                return
            seen.add(each)
            yield each


def _names(report: Report, kind: str) -> Iterator[str]:
    """Names of one kind, but for those who hold an office, and are spoken of in reports of many things."""
    for entity in report.entities:
        if entity.kind == kind and not _holds_office(entity):
            yield " ".join(plain_words(entity.name))[:80]


def _of_office(report: Report) -> set[str]:
    """The words of the names of those who hold an office."""
    holders = (entity for entity in report.entities if entity.kind == "person" and _holds_office(entity))
    return {word for entity in holders for word in plain_words(entity.name)}


def _holds_office(entity: Entity) -> bool:
    offices = words("offices")
    return any(role.casefold().split()[-1] in offices for role in entity.roles if role.strip())


def _ordinal(value: str | None) -> int | None:
    """The day of an ISO date or date-time; None where it names no day."""
    try:
        return date.fromisoformat((value or "")[:_DAY]).toordinal()
    except ValueError:
        return None


def _days(report: Report, published: int | None) -> Iterator[int]:
    """Days that the text tells, not after its publication and not long before."""
    for time in report.times:
        if time.type in ("DATE", "TIME"):
            day = _ordinal(time.value)
            if day is not None and (published is None or published - LONG_AGO <= day <= published):
                yield day


def _ages(report: Report) -> set[int]:
    """Ages of people, and other spans of years that are as long."""
    told = (each.value for each in report.figures if each.unit == "year" and each.value is not None)
    return {int(value) for value in told if 0 < value < 120}


def _tolls(report: Report) -> set[tuple[str, int]]:
    """How many people, by what became of them."""
    found: set[tuple[str, int]] = set()
    for each in report.figures:
        told = each.value if each.value is not None else each.low
        if each.outcome is not None and told is not None and 0 <= told < 10**9:
            found.add((each.outcome, int(told)))
    return found


def _kinds(report: Report) -> set[str]:
    """What kind of thing happened: outcomes of people, and the codes of events that did happen."""
    coded = {each.code.partition(":")[0].lower() for each in report.events if each.code and each.status == "happened"}
    return {each.outcome for each in report.figures if each.outcome is not None} | coded
