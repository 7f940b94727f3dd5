"""Invented news as `onrecord` would read it: a seed goes in, payloads and sealed reports come out, without the engine.

`reports(100_000, seed=1)` yields the same reports on every machine. Who and what is in them is drawn as names and
words are in news (`benchmarks.world`): a few in tens of thousands of reports, most in a handful. One report in seven
is a copy of a wire's, word for word or with a credit, one in twenty a later version under an earlier URL.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from benchmarks.facts import Facts
from benchmarks.sentences import Page, Sentence
from benchmarks.stories import Pattern, Story
from benchmarks.world import world
from onrecord import codec
from onrecord.model import Block, Dated, Report, Span
from onrecord.model.ids import report_id, sha256, sighting_id
from onrecord.model.vocabulary import SCHEMA, BlockKind

ENGINE = "invented/1"
FIRST_DAY = date(2028, 1, 1)
DAYS = 1_400
COPIES, VERSIONS = 1 / 7, 1 / 20
_RECENT = 200  # reports that a copy or a later version may be of


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Where and when a story is told, in which edition, with a wire's credit or without."""

    story: int
    edition: int
    day: date
    outlet: str
    url: str
    credit: str | None


def reports(count: int, seed: int) -> Iterator[tuple[bytes, Report]]:
    """That many reports, each with its payload, in the order of their days."""
    for sighting in sightings(count, seed):
        report = _report(sighting)
        yield report.text.encode(), report


def sightings(count: int, seed: int) -> Iterator[Sighting]:
    """What is reported where, before it is written."""
    random = Random(seed)
    recent: deque[Sighting] = deque(maxlen=_RECENT)
    for number in range(count):
        day = FIRST_DAY + timedelta(days=number * DAYS // max(count, 1))
        turn = random.random()
        if recent and turn < COPIES:
            sighting = _copy(random, random.choice(recent), number)
        elif recent and turn < COPIES + VERSIONS:
            place = random.randrange(len(recent))
            recent[place] = _later(recent[place], day)  # the next version is one of this one
            yield recent[place]
            continue
        else:
            outlet = world().outlets.draw(random)
            url = _url(outlet, day, number)
            story = random.getrandbits(48)
            sighting = Sighting(story=story, edition=1, day=day, outlet=outlet, url=url, credit=None)
        recent.append(sighting)
        yield sighting


def _copy(random: Random, wire: Sighting, number: int) -> Sighting:
    outlet = world().outlets.draw(random)
    credit = wire.credit or wire.outlet
    return Sighting(
        story=wire.story,
        edition=wire.edition,
        day=wire.day,
        outlet=outlet,
        url=_url(outlet, wire.day, number),
        credit=credit if random.random() < 0.5 else wire.credit,
    )


def _later(earlier: Sighting, day: date) -> Sighting:
    return Sighting(
        story=earlier.story,
        edition=earlier.edition + 1,
        day=max(day, earlier.day),
        outlet=earlier.outlet,
        url=earlier.url,
        credit=earlier.credit,
    )


def _url(outlet: str, day: date, number: int) -> str:
    return f"https://{outlet.lower().replace(' ', '-')}.example/{day:%Y/%m/%d}/{number}"


def _report(sighting: Sighting) -> Report:
    story = Story(sighting.story, sighting.edition)
    page = Page()
    headline = story.headline(page)
    written: list[tuple[Sentence, Pattern]] = [(headline, {})]
    layout: list[tuple[int, int, BlockKind]] = [(headline.start, headline.end, "title")]
    for paragraph in story.paragraphs():
        page.write("\n\n")
        start = page.end
        for pattern in paragraph:
            if page.end > start:
                page.write(" ")
            written.append((page.sentence(pattern["text"], story), pattern))
        layout.append((start, page.end, "paragraph"))
    if sighting.credit:
        page.write("\n\n")
        start = page.write(f"Source: {sighting.credit}")
        layout.append((start, page.end, "credit"))
    text = page.text
    found = Facts(text, sha256(text), story.names, sighting.day)
    for sentence, pattern in written:
        found.add(sentence, pattern)
    return _sealed(sighting, found, text[: headline.end], layout)


def _sealed(sighting: Sighting, found: Facts, title: str, layout: list[tuple[int, int, BlockKind]]) -> Report:
    identity = report_id(found.text_sha256)
    published = Dated(value=sighting.day.isoformat(), basis="input")
    return codec.seal(
        Report(
            schema=SCHEMA,
            id=identity,
            sighting=sighting_id(identity, sighting.url, published.value),
            key=None,
            title=title,
            outlet=sighting.outlet,
            url=sighting.url,
            language="en",
            bylines=(),
            published=published,
            modified=None,
            retrieved=None,
            dateline=None,
            media_type="text/plain",
            text=found.text,
            text_sha256=found.text_sha256,
            bytes_sha256=found.text_sha256,
            engine=ENGINE,
            blocks=tuple(
                Block(span=Span(start=start, end=end, exact=found.text[start:end]), kind=kind, repeats=None)
                for start, end, kind in layout
            ),
            entities=tuple(member.entity() for member in found.members.values()),
            times=tuple(found.times),
            statements=tuple(found.statements),
            figures=tuple(found.figures),
            events=tuple(found.events),
            warnings=(),
        )
    )
