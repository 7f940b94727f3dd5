"""Reports in their groups as people see them: what they are known by, their family and incident, and why.

In: a connection, and names of sightings or none for all. Out: placed reports, in the order of their dates.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, func, literal, or_, select, tuple_

from onrecord.model.trace import Placed
from onrecord.store import schema
from onrecord.store.bulk import chunks

_AT_ONCE = 5000  # reports in one question
_PLACED = select(
    *(schema.sightings.c[name] for name in ("key", "report_id", "url", "outlet", "title", "published")),
    *(schema.traces.c[name] for name in ("sighting_id", "incident", "family", "why", "origin", "basis")),
).join(schema.traces, schema.traces.c.sighting_id == schema.sightings.c.id)


def placed(connection: Connection) -> Iterator[Placed]:
    """Every report that is linked, in its groups, in the order of their dates."""
    seen = schema.sightings.c
    order = (func.coalesce(seen.published, ""), seen.id)
    last: tuple[str, str] | None = None
    while True:
        some = _PLACED if last is None else _PLACED.where(tuple_(*order) > tuple_(*map(literal, last)))
        rows = connection.execute(some.order_by(*order).limit(_AT_ONCE)).all()
        yield from _placed(connection, rows)
        if not rows:
            return
        last = rows[-1].published or "", rows[-1].sighting_id


def placed_of(connection: Connection, names: Collection[str]) -> list[Placed]:
    """These reports in their groups, those that are linked, in the order of their dates; those without one last."""
    rows = [row for some in chunks(names) for row in connection.execute(_PLACED.where(schema.sightings.c.id.in_(some)))]
    rows.sort(key=lambda row: (row.published is None, row.published or "", row.sighting_id))
    return list(_placed(connection, rows))


def _placed(connection: Connection, rows: Sequence[Any]) -> Iterator[Placed]:
    holds = _held(connection, [row.sighting_id for row in rows])
    for row in rows:
        yield Placed(
            key=row.key,
            group=row.incident or "",
            family=row.family or "",
            why=row.why or "",
            sighting=row.sighting_id,
            report=row.report_id,
            url=row.url,
            outlet=row.outlet,
            title=row.title,
            published=row.published,
            origin=row.origin,
            basis=row.basis,
            holds=tuple(holds.get(row.sighting_id, ())),
        )


def _held(connection: Connection, names: Collection[str]) -> dict[str, list[str]]:
    """The reports that each of these holds as an excerpt."""
    of, found = schema.bonds.c, dict[str, list[str]]()
    for some in chunks(names):
        either = or_(of.one.in_(some), of.other.in_(some))
        wanted = select(of.one, of.other, of.bond).where(either, of.bond.in_(("holds", "held")))
        for row in connection.execute(wanted.order_by(of.one, of.other)):
            large, small = (row.one, row.other) if row.bond == "holds" else (row.other, row.one)
            if large in some and small not in found.setdefault(large, []):
                found[large].append(small)
    return found
