"""Incidents that several reports tell of, those with the newest report first; and all that is kept of one.

In: dates of publication, a cursor, how many. Out: incidents. An incident stands where its last report does in the order
of dates, so the list is walked down by the index of dates, as far as it takes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, TypeAlias

from sqlalchemy import Connection, or_, select

from onrecord.errors import InputError
from onrecord.model.incident import Incident
from onrecord.model.query import Dates
from onrecord.model.trace import Bonded, Tie
from onrecord.store import schema
from onrecord.store.among import among
from onrecord.store.queries import Values, run, within_dates
from onrecord.store.traces import TraceShelf, tie_of

LOOK = 20_000  # sightings that are gone through for one list
_FIRST, _WIDER = 200, 4  # sightings that are looked at together: at first, and how many times that next
_BETWEEN = "~"  # in a cursor: date~sighting
_ALL = "~"  # after every name
_WALKED = "SELECT s.id, s.published FROM sightings s WHERE {where} ORDER BY s.published DESC, s.id DESC LIMIT {size}"
# Of some sightings those that are the last of an incident which others tell of, too.
_LAST = """SELECT s.id, t.incident FROM sightings s JOIN traces t ON t.sighting_id = s.id WHERE {those}
AND EXISTS (SELECT 1 FROM traces x WHERE x.incident = t.incident AND x.id <> t.id)
AND NOT EXISTS (SELECT 1 FROM traces x JOIN sightings o ON o.id = x.sighting_id
    WHERE x.incident = t.incident AND ({later}))"""
_THOSE = {
    "sqlite": "s.id IN (SELECT value FROM json_each(:those))",
    "postgresql": "s.id = ANY(CAST(:those AS text[]))",
}
_LATER = "o.published > s.published OR (o.published = s.published AND o.id > s.id)"
_LATER_UNDATED = "o.published IS NOT NULL OR o.id > s.id"
Row: TypeAlias = tuple[str, str | None, str]  # a sighting, its date, its incident


def incidents(
    connection: Connection, published: Dates | None, after: str | None, most: int
) -> tuple[list[Incident], str | None]:
    """Incidents of which the last report was published within dates, and the cursor of what comes after them.

    Those of which no report has a date come at the end. A list may be shorter than what is asked for, and have more
    after it: where few reports have their like, so many are gone through and no more. Raises InputError for a cursor
    that is none.
    """
    day, sighting = _place(after)
    found: list[Row] = []
    end: str | None = None
    if day is not None or after is None:
        values: Values = {"day": day or _ALL, "sighting": sighting}
        where = [*within_dates("s.published", "published", published, values)] if published else []
        where.append("s.published <= :day AND NOT (s.published = :day AND s.id >= :sighting)")
        found, end = _walked(connection, where, _LATER, values, most)
        sighting = _ALL
    if end is None and published is None:
        where = ["s.published IS NULL", "s.id < :sighting"]
        more, end = _walked(connection, where, _LATER_UNDATED, {"sighting": sighting}, most - len(found))
        found += more
    return _told(connection, found), end


def bonded(connection: Connection, sightings: Sequence[str]) -> list[Bonded]:
    """What binds these reports to each other as telling of one incident, the strongest first."""
    own = set(sightings)
    bonds = (bond for bond in TraceShelf(connection).bonds(sightings) if bond.one in own and bond.other in own)
    return sorted(bonds, key=lambda bond: (-bond.strength, bond.one, bond.other))


def ties_of(connection: Connection, sightings: Sequence[str]) -> list[Tie]:
    """What people said of any of these reports as telling of incidents, the last first."""
    of = schema.ties.c
    wanted = select(schema.ties).where(or_(among(of.one, sightings), among(of.other, sightings)))
    rows = connection.execute(wanted.where(of.kind == "incident").order_by(of.at.desc(), of.id))
    return [tie_of(row) for row in rows.mappings()]


def _walked(
    connection: Connection, where: Sequence[str], later: str, values: Values, most: int
) -> tuple[list[Row], str | None]:
    """Sightings that are the last of their incidents, and where the walk goes on; None where it is at its end."""
    dialect, place = connection.dialect.name, dict(values)
    last_of = _LAST.format(those=_THOSE[dialect], later=later)
    found: list[Row] = []
    looked, size = 0, min(_FIRST, LOOK)
    while looked < LOOK:
        rows = run(connection, _WALKED.format(where=" AND ".join(where), size=size), place)
        names = [row[0] for row in rows]
        those = {"those": names if dialect == "postgresql" else json.dumps(names)}
        last: dict[str, str] = dict(tuple(row) for row in run(connection, last_of, those)) if names else {}
        found += [(name, day, last[name]) for name, day in rows if name in last]
        if len(found) >= most:
            return found[:most], _cursor(found[most - 1][1], found[most - 1][0])
        if len(rows) < size:
            return found, None
        looked, size = looked + size, min(size * _WIDER, max(LOOK - looked - size, 1))
        place |= {"day": rows[-1][1], "sighting": rows[-1][0]}
    return found, _cursor(place["day"] if later == _LATER else None, place["sighting"])


def _told(connection: Connection, found: Sequence[Row]) -> list[Incident]:
    """The incidents with what they are known by."""
    of, seen = schema.traces.c, schema.sightings.c
    wanted = select(of.incident, of.family, seen.outlet, seen.published, seen.title, seen.id).join(
        schema.sightings, seen.id == of.sighting_id
    )
    members: dict[str, list[Any]] = {incident: [] for _, _, incident in found}
    for row in connection.execute(wanted.where(among(of.incident, members))) if members else ():
        members[row.incident].append(row)
    return [_incident(sighting, day, incident, members[incident]) for sighting, day, incident in found]


def _incident(sighting: str, day: str | None, incident: str, rows: list[Any]) -> Incident:
    rows.sort(key=lambda row: (row.published is None, row.published or "", row.id))
    return Incident(
        id=incident,
        sighting=sighting,
        title=next((row.title for row in rows if row.title), None),
        reports=len(rows),
        wordings=len({row.family for row in rows}),
        outlets=tuple(dict.fromkeys(row.outlet for row in rows if row.outlet)),
        first=rows[0].published,
        last=day,
        cursor=_cursor(day, sighting),
    )


def _cursor(day: str | None, sighting: str) -> str:
    return f"{day or ''}{_BETWEEN}{sighting}"


def _place(after: str | None) -> tuple[str | None, str]:
    """The date and the sighting of a cursor."""
    if after is None:
        return None, ""
    day, between, sighting = after.partition(_BETWEEN)
    if not between or not (sighting.startswith("s_") or sighting == _ALL) or (day and not day[:4].isdigit()):
        raise InputError(f"after: {after[:80]!r} is no cursor of this list; leave it away to begin")
    return day or None, sighting
