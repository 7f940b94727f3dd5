"""A query → how its facts divide: by kind, outcome, form, polarity, outlet, year and speaker.

In: a query, and how many facts are looked at, at most. Out: counts over the first of them in the order of the search.
A record may hold millions of facts that match; what is looked at is bounded, so that a page is quick.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from onrecord.model.facets import Facets
from onrecord.model.query import Hit, Query
from onrecord.store import search
from onrecord.store.looking import COUNTED, Look
from onrecord.store.queries import listed, numbered, run
from onrecord.store.search import matching

NAMES = ("kind", "outcome", "form", "polarity", "outlet", "published", "who")


def facets(connection: Connection, query: Query, most: int) -> Facets:
    """The counts; of each name the most frequent first."""
    look = Look(COUNTED)
    return _facets(connection, matching(connection, query, most + 1, look), most, look)


def first(connection: Connection, query: Query, limit: int, most: int) -> tuple[list[Hit], Facets]:
    """The first hits, and how the first facts divide."""
    look = Look(COUNTED)
    several, found = search.first(connection, query, limit, most + 1, look)
    return several, _facets(connection, found, most, look)


def count(connection: Connection, query: Query, most: int) -> Facets:
    """How many facts there are, counted to `most`, and into nothing divided."""
    look = Look(COUNTED)
    found = matching(connection, query, most + 1, look)
    nothing: dict[str, list[tuple[str, int]]] = {name: [] for name in NAMES}
    return Facets(facts=min(len(found), most), whole=len(found) <= most and not look.ended, counts=nothing)


def _facets(connection: Connection, found: Sequence[int], most: int, look: Look) -> Facets:
    counts = {name: Counter[str]() for name in NAMES}
    for *values, many in _divided(connection, found[:most]):
        for name, value in zip(NAMES, values, strict=False):
            if value is not None:
                counts[name][value] += many
    for name, many in _speakers(connection, found[:most]):
        counts["who"][name] += many
    ordered = {name: sorted(counted.items(), key=lambda each: (-each[1], each[0])) for name, counted in counts.items()}
    return Facets(facts=min(len(found), most), whole=len(found) <= most and not look.ended, counts=ordered)


def sightings(connection: Connection, query: Query, most: int) -> tuple[list[str], bool]:
    """The sightings of the first facts that a query asks for, each once, about in the order of hits; if that is all."""
    look = Look(COUNTED)
    several = matching(connection, query, most + 1, look)
    found = several[:most]
    rows = _of(
        connection,
        found,
        "SELECT f.pk, r.sighting_id FROM {facts} JOIN readings r ON r.id = f.reading_id",
    )
    of = dict(rows)
    whole = len(several) <= most and not look.ended
    return list(dict.fromkeys(of[fact] for fact in found if fact in of)), whole


def _divided(connection: Connection, facts: Sequence[int]) -> Sequence[Any]:
    columns = "f.kind, f.outcome, f.form, f.polarity, s.outlet, substr(f.published, 1, 4)"
    return _of(
        connection,
        facts,
        f"""SELECT {columns}, count(*) FROM {{facts}} JOIN readings r ON r.id = f.reading_id
        JOIN sightings s ON s.id = r.sighting_id GROUP BY {columns}""",
    )


def _speakers(connection: Connection, facts: Sequence[int]) -> Sequence[Any]:
    return _of(
        connection,
        facts,
        """SELECT o.name, count(*) FROM {facts} JOIN fact_entities d ON d.fact_pk = f.pk AND d.role = 'speaker'
        JOIN names o ON o.id = d.name_id GROUP BY o.name""",
    )


def _of(connection: Connection, facts: Sequence[int], statement: str) -> Sequence[Any]:
    """A statement over some facts `f`, given by their numbers."""
    if not facts:
        return []
    some = f"(SELECT f.* FROM {numbered(connection, 'f.pk')}) f"
    return run(connection, statement.format(facts=some), {"numbers": listed(connection, facts)})
