"""The record at a glance: how many of what, by which engine, from where, of when, and how large.

In: a connection. Out: counts, each by one query over the tables.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from onrecord.store import schema
from onrecord.store.reading import engines, totals


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What is on a record. `totals`, `engines`, `outlets` and `changes` are counts by name; `size` is in bytes.

    `outlets` are those of sightings, the most frequent first; a sighting without one is under None. `first` and `last`
    are the earliest and the latest publication date.
    """

    totals: dict[str, int]
    engines: dict[str, int]
    outlets: dict[str | None, int]
    changes: dict[str, int]
    first: str | None
    last: str | None
    size: int


def overview(connection: Connection) -> Overview:
    """The record at a glance."""
    seen, of = schema.sightings.c, schema.changes.c
    many = func.count().label("many")
    outlets = select(seen.outlet, many).group_by(seen.outlet).order_by(many.desc(), seen.outlet)
    changes = select(of.change, func.count()).group_by(of.change)
    first, last = connection.execute(select(func.min(seen.published), func.max(seen.published))).one()
    return Overview(
        totals=totals(connection),
        engines=engines(connection),
        outlets={row[0]: row[1] for row in connection.execute(outlets)},
        changes={row[0]: row[1] for row in connection.execute(changes)},
        first=first,
        last=last,
        size=_size(connection),
    )


def _size(connection: Connection) -> int:
    """The bytes that the record takes, indexes included."""
    if connection.dialect.name == "sqlite":
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        return int(pages) * int(connection.exec_driver_sql("PRAGMA page_size").scalar_one())
    sizes = (
        connection.scalar(select(func.pg_total_relation_size(func.quote_ident(name))))
        for name in schema.metadata.tables
    )
    return sum(int(size or 0) for size in sizes)
