"""Rows that were found → hits: ranked by their own words, made whole from the sealed readings."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from sqlalchemy import Connection, select

from onrecord.model import Figure, Span, Statement
from onrecord.model.query import Fact, Hit, Words
from onrecord.store import schema
from onrecord.store.among import among
from onrecord.store.bulk import chunks
from onrecord.store.excerpts import Excerpt, excerpts
from onrecord.store.judgements import verdicts
from onrecord.store.marking import Mark, marked
from onrecord.store.versions import newer_of

COLUMNS = "f.pk, f.id, f.reading_id, f.passage_id, f.start_char, f.end_char, f.stretches, f.published, f.kind"


@dataclass(frozen=True, slots=True)
class Candidate:
    """The row of a fact: `COLUMNS`."""

    pk: int
    id: str
    reading_id: int
    passage_id: int
    start: int
    end: int
    stretches: str | None
    published: str | None
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A fact that matches; `begin` is where its window begins."""

    fact: Candidate
    score: float | None = None
    begin: tuple[int | None, int | None] = (None, None)

    @property
    def rank(self) -> float | None:
        """The score by which hits are put in order: events, of one word that is asked for or not, come after."""
        return self.score if self.score is None or self.fact.kind != "event" else self.score - 1


def judged(
    connection: Connection, window: Sequence[Candidate], words: Words, begin: tuple[int | None, int | None]
) -> Iterator[Found]:
    """The candidates with their scores."""
    passages = schema.passages.c
    marks: dict[int, list[Mark]] = {}
    for some in chunks(dict.fromkeys(one.passage_id for one in window)):
        wanted = select(passages.id, passages.start_char, passages.body).where(among(passages.id, some))
        for number, start, body in connection.execute(wanted):
            marks[number] = list(marked(body, start, words))
    for one in window:
        ranges = json.loads(one.stretches) if one.stretches else [(one.start, one.end)]
        own = {
            group
            for start, end, group in marks[one.passage_id]
            if any(first <= start and end <= last for first, last in ranges)
        }
        yield Found(fact=one, score=len(own) / len(words.groups), begin=begin)


def ordered(found: Iterable[Found]) -> list[Found]:
    """In the order of hits: the best first, then the newest, then what was read last, each in the order of its text."""
    by_text = sorted(found, key=lambda one: (-one.fact.reading_id, one.fact.pk))
    by_date = sorted(by_text, key=lambda one: one.fact.published or "", reverse=True)
    return sorted(by_date, key=lambda one: -(one.rank or 0.0))


def hits(
    connection: Connection,
    batch: Sequence[Found],
    words: Words | None,
    cursor: Callable[[Found], str],
    *,
    newest: bool = False,
) -> Iterator[Hit]:
    """What was found, whole; `newest`: only where no newer version of the report is on the record."""
    places = _places(connection, batch)
    later = newer_of(connection, {place.sighting for place in places.values()})
    if newest:
        batch = [one for one in batch if places[one.fact.pk].sighting not in later]
    said = verdicts(connection, [one.fact.id for one in batch])
    wanted: dict[str, set[str]] = {}
    for one in batch:
        wanted.setdefault(places[one.fact.pk].sighting, set()).add(one.fact.id)
    reports = excerpts(connection, wanted)
    for one in batch:
        place = places[one.fact.pk]
        hit = _hit(one, reports[place.sighting], (place.start, place.end), words, cursor(one))
        judged = tuple(said.get((place.sighting, one.fact.id), ()))
        yield replace(hit, newer=later.get(place.sighting), judged=judged)


class _Place(NamedTuple):
    """Where a fact is: its sighting, and where its passage begins and ends."""

    sighting: str
    start: int
    end: int


def _places(connection: Connection, batch: Iterable[Found]) -> dict[int, _Place]:
    facts, readings, passages = schema.facts, schema.readings.c, schema.passages.c
    wanted = select(facts.c.pk, readings.sighting_id, passages.start_char, passages.end_char).select_from(
        facts.join(schema.readings, readings.id == facts.c.reading_id).join(
            schema.passages, passages.id == facts.c.passage_id
        )
    )
    rows = connection.execute(wanted.where(among(facts.c.pk, [one.fact.pk for one in batch])))
    return {row.pk: _Place(row.sighting_id, row.start_char, row.end_char) for row in rows}


def _hit(one: Found, whole: Excerpt, within: tuple[int, int], words: Words | None, cursor: str) -> Hit:
    text, fact = whole.text, whole.facts[one.fact.id]
    passage = Span(start=within[0], end=within[1], exact=text[within[0] : within[1]])
    places = sorted({(start, end) for start, end, _ in marked(passage.exact, passage.start, words)}) if words else []
    entities, times = referred(fact)
    return Hit(
        report=whole.report,
        sighting=whole.sighting,
        key=whole.key,
        url=whole.url,
        outlet=whole.outlet,
        title=whole.title,
        published=whole.published,
        kind="statement" if isinstance(fact, Statement) else "figure" if isinstance(fact, Figure) else "event",
        fact=fact,
        names={name: told for name, told in whole.names.items() if name in entities},
        times={name: value for name, value in whole.times.items() if name in times},
        passage=passage,
        found=tuple(Span(start=start, end=end, exact=text[start:end]) for start, end in places),
        score=one.score,
        first_seen=whole.first_seen,
        last_seen=whole.last_seen,
        cursor=cursor,
    )


def referred(fact: Fact) -> tuple[set[str | None], set[str | None]]:
    """The entities and the times that a fact refers to."""
    if isinstance(fact, Statement):
        return {fact.speaker, *fact.speakers, *fact.via}, {fact.time}
    if isinstance(fact, Figure):
        return {fact.place, fact.by, fact.source}, set()
    return {fact.place, *(participant.entity for participant in fact.participants)}, set()
