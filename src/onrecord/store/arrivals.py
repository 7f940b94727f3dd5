"""What came to the record, the newest first: sightings by the moment in which they were first seen.

In: a moment since which, a cursor, how many. Out: arrivals, each with its number of facts.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, and_, func, or_, select

from onrecord.errors import InputError
from onrecord.model.facets import Arrival
from onrecord.model.shown import Seen
from onrecord.store import schema
from onrecord.store.among import among

_BETWEEN = "~"  # in a cursor: moment~sighting


def arrivals(connection: Connection, since: str | None, after: str | None, most: int) -> Iterator[Arrival]:
    """Sightings first seen at or after a moment (as precise as given, UTC), from the newest to the oldest.

    Raises InputError for a cursor that is none.
    """
    of = schema.sightings.c
    wanted = select(schema.sightings).order_by(of.first_seen.desc(), of.id.desc()).limit(most)
    if since is not None:
        wanted = wanted.where(of.first_seen >= since)
    if after is not None:
        moment, between, sighting = after.partition(_BETWEEN)
        if not between or not moment[:4].isdigit() or not sighting.startswith("s_"):
            raise InputError(f"after: {after[:80]!r} is no cursor of this list; leave it away to begin")
        wanted = wanted.where(or_(of.first_seen < moment, and_(of.first_seen == moment, of.id < sighting)))
    rows = connection.execute(wanted).all()
    counts = _counts(connection, [row.id for row in rows])
    for row in rows:
        seen = Seen(
            sighting=row.id,
            report=row.report_id,
            key=row.key,
            url=row.url,
            outlet=row.outlet,
            published=row.published,
            first_seen=row.first_seen,
            last_seen=row.last_seen,
            modified=row.modified,
            retrieved=row.retrieved,
        )
        statements, figures, events = (counts.get((row.id, kind), 0) for kind in ("statement", "figure", "event"))
        yield Arrival(
            seen=seen,
            title=row.title,
            statements=statements,
            figures=figures,
            events=events,
            cursor=f"{row.first_seen}{_BETWEEN}{row.id}",
        )


def _counts(connection: Connection, sightings: list[str]) -> dict[tuple[str, str], int]:
    readings, facts = schema.readings.c, schema.facts.c
    wanted = (
        select(readings.sighting_id, facts.kind, func.count())
        .select_from(schema.readings.join(schema.facts, facts.reading_id == readings.id))
        .where(readings.current, among(readings.sighting_id, sightings))
        .group_by(readings.sighting_id, facts.kind)
    )
    return {(sighting, kind): many for sighting, kind, many in connection.execute(wanted)} if sightings else {}
