"""The record → how a report came to be what it is: where it was seen, by what it was read, what that changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, cast

from sqlalchemy import Connection, select

from onrecord.model.change import ChangeKind
from onrecord.model.query import Fact
from onrecord.model.shown import Age, Newer, Read, Revision, Seen, Shown
from onrecord.store import schema
from onrecord.store.bulk import chunks
from onrecord.store.judgements import judged
from onrecord.store.reading import named, stored
from onrecord.store.versions import copies, newer_of, sorted_newest

MOST = 200  # other sightings that are listed


def shown(connection: Connection, what: str) -> Shown | None:
    """The newest report that a url, a key or an id names, or the fact in it; None where nothing has that name."""
    sightings = named(connection, what)
    fact = what if what.startswith("f_") else None
    if not sightings:
        return None
    (whole,) = stored(connection, sightings[:1])
    sighting, report = whole.report.sighting, whole.report
    facts: tuple[Fact, ...] = (*report.statements, *report.figures, *report.events)
    if fact not in {one.id for one in facts}:
        fact = None  # a url or a key that looks like a fact's id
    judgements = [each for each in judged(connection, sighting) if fact is None or each.fact == fact]
    (own,) = seen(connection, [sighting])
    newest = seen(connection, newer_of(connection, [sighting]).values())
    return Shown(
        report=report,
        fact=fact,
        fact_first_seen=_since(connection, sighting, fact) if fact else None,
        seen=own,
        readings=readings(connection, sighting),
        revisions=revisions(connection, sighting, fact),
        judgements=tuple(judgements),
        others=tuple(_others(connection, own, sightings if fact else [*sightings, *_versions(connection, own)])),
        newer=Newer(seen=newest[0]) if newest else None,
    )


def _versions(connection: Connection, own: Seen) -> list[str]:
    place = own.url or own.key
    return named(connection, place)[:MOST] if place else []


def _others(connection: Connection, own: Seen, sightings: Sequence[str]) -> Iterator[Seen]:
    """Other sightings, of the same name and of the same bytes, newest first; whether they are earlier or later."""
    several = {own.sighting, *sightings[:MOST], *sightings[-MOST:], *copies(connection, own.report, MOST)}
    age: Age = "later"
    for other in seen(connection, sorted_newest(connection, several)):
        if other.sighting == own.sighting:
            age = "earlier"
        else:
            yield replace(other, age=age)


def seen(connection: Connection, sightings: Iterable[str]) -> list[Seen]:
    """Where and when, in the order given."""
    of, found = schema.sightings.c, {}
    wanted = list(sightings)
    own = (of.id, of.report_id, of.key, of.url, of.outlet)
    dates = (of.published, of.modified, of.retrieved, of.first_seen, of.last_seen)
    for some in chunks(wanted):
        for row in connection.execute(select(*own, *dates).where(of.id.in_(some))):
            found[row.id] = Seen(
                sighting=row.id,
                report=row.report_id,
                key=row.key,
                url=row.url,
                outlet=row.outlet,
                published=row.published,
                modified=row.modified,
                retrieved=row.retrieved,
                first_seen=row.first_seen,
                last_seen=row.last_seen,
            )
    return [found[sighting] for sighting in wanted if sighting in found]


def readings(connection: Connection, sighting: str) -> tuple[Read, ...]:
    """The readings of a sighting, in their order."""
    of = schema.readings.c
    wanted = select(of.engine, of.read_at, of.seal, of.current).where(of.sighting_id == sighting).order_by(of.id)
    return tuple(
        Read(engine=row.engine, read_at=row.read_at, seal=row.seal, current=bool(row.current))
        for row in connection.execute(wanted)
    )


def revisions(connection: Connection, sighting: str, fact: str | None = None) -> tuple[Revision, ...]:
    """What later readings of a sighting changed, in their order: of one fact, or of all."""
    of = schema.changes.c
    before, after = schema.readings.alias("before"), schema.readings.alias("after")
    wanted = (
        select(of.fact_id, of.change, of.fields, before.c.engine, after.c.engine, of.at)
        .join(before, before.c.id == of.from_reading)
        .join(after, after.c.id == of.to_reading)
        .where(of.sighting_id == sighting)
        .order_by(of.id)
    )
    rows: Any = connection.execute(wanted if fact is None else wanted.where(of.fact_id == fact))
    return tuple(
        Revision(
            fact=identity,
            change=cast(ChangeKind, change),
            fields=tuple(fields.split("; ")) if fields else (),
            from_engine=engine,
            to_engine=later,
            at=at,
        )
        for identity, change, fields, engine, later, at in rows
    )


def _since(connection: Connection, sighting: str, fact: str) -> str | None:
    facts, of = schema.facts.c, schema.readings.c
    wanted = select(facts.first_seen).join(schema.readings, of.id == facts.reading_id)
    return connection.scalar(wanted.where(of.sighting_id == sighting, of.current, facts.id == fact))
