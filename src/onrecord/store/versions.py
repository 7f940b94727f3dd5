"""Which version of a report is the newest: one order of sightings, for whatever says so, in the program and in SQL.

Versions of a report are the sightings of one url; where they have none, those of one key. What came by a stream
(`-:1`) has a key that tells nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, TextClause, select, text

from onrecord.store import schema
from onrecord.store.among import among
from onrecord.store.bulk import chunks

_STREAMS = ("-:", "/dev/stdin:", "/dev/fd/", "/proc/self/fd/")  # what keys of streams begin with


def order(sighting: str) -> str:
    """What sightings are sorted by, newest first: published, modified, retrieved, then the last on the record.

    Dates compare as text, so that a day comes before its hours; what has no date comes last.
    """
    dates = (f"{sighting}.{date} DESC NULLS LAST" for date in ("published", "modified", "retrieved"))
    first = f"(SELECT min(o.id) FROM readings o WHERE o.sighting_id = {sighting}.id) DESC"
    return ", ".join((*dates, first))


def newest_first() -> TextClause:
    """The same for a query over `sightings`."""
    return text(order("sightings"))


def newer(sighting: str) -> str:
    """The id of the newest version of a sighting's report, NULL where it is the newest itself: an expression."""
    newest = "(SELECT v.id FROM sightings v WHERE {} ORDER BY " + order("v") + " LIMIT 1)"
    by_url = newest.format(f"v.url = {sighting}.url")
    by_key = newest.format(f"v.key = {sighting}.key AND v.url IS NULL")
    passing = " OR ".join(f"substr({sighting}.key, 1, {len(stream)}) = '{stream}'" for stream in _STREAMS)
    return (
        f"NULLIF(CASE WHEN {sighting}.url IS NOT NULL THEN {by_url}"
        f" WHEN {passing} THEN NULL ELSE {by_key} END, {sighting}.id)"
    )


def sorted_newest(connection: Connection, sightings: Iterable[str]) -> list[str]:
    """Those of a few sightings that are there, newest first."""
    of = schema.sightings.c.id
    return list(connection.scalars(select(of).where(of.in_(list(sightings))).order_by(newest_first())))


def copies(connection: Connection, report: str, limit: int) -> list[str]:
    """The sightings of one report's bytes, wherever they were seen, newest first."""
    of = schema.sightings.c
    wanted = select(of.id).where(of.report_id == report).order_by(newest_first()).limit(limit)
    return list(connection.scalars(wanted))


def newer_of(connection: Connection, sightings: Iterable[str]) -> dict[str, str]:
    """Of those sightings that a newer version of the same report is there of, the newest one."""
    found: dict[str, str] = {}
    expression = text(f"{newer('sightings')} AS newer")
    for some in chunks(dict.fromkeys(sightings)):
        rows = select(schema.sightings.c.id, expression).where(among(schema.sightings.c.id, some))
        found.update({row.id: row.newer for row in connection.execute(rows) if row.newer is not None})
    return found
