"""A query without words → its facts by date of publication, the newest first; those without a date at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from onrecord.store.bulk import chunks
from onrecord.store.cursors import Place
from onrecord.store.found import COLUMNS, Candidate, Found, ordered
from onrecord.store.leading import steps
from onrecord.store.looking import Look
from onrecord.store.queries import Lead, Plan, dated, few, listed, numbered, run

_PAGE, _LARGEST = 100, 1_600  # facts fetched at a time: at first, and at most
_LOOK = 500  # of an index, entries between two dates: at first
_WIDER = 4  # how much more the next time
_LAST = "\U0010ffff"


def newest(connection: Connection, by: Plan, place: Place | None, look: Look) -> Iterator[Found]:
    """All facts after a place, or those that are come by before the look ends."""
    lead = few(connection, by)
    if lead is not None:
        statement = f"SELECT {COLUMNS} FROM {lead.source} WHERE {lead.where} AND {by.where(lead)}"
        rows = {row.pk: Found(fact=Candidate(*row)) for row in run(connection, statement, by.values)}
        yield from _after(place, ordered(rows.values()))
        return
    lead = dated(connection, by)
    if place is None or place.published is not None:
        yield from (_named if lead.names else _dated)(connection, by, lead, place, look)
        place = None
    if look.ended:
        return
    yield from _pages(connection, by, lead, "f.published IS NULL", {}, place)


def _after(place: Place | None, found: Iterable[Found]) -> Iterator[Found]:
    return (one for one in found if place is None or place.before(one))


def _named(connection: Connection, by: Plan, lead: Lead, place: Place | None, look: Look) -> Iterator[Found]:
    """The names' facts are walked down by their own index."""
    # What is lower than the top: this date is. Of dates that are asked for, no others are walked over.
    top = f"{place.published}\x01" if place else by.values.get("published_until", _LAST)
    bottom = by.values.get("published_since", "")
    statement = f"SELECT {COLUMNS} FROM {numbered(connection, 'f.pk', by.where(lead))}"
    for batch in steps(connection, lead, "published", top, bottom):
        found: list[Found] = []
        for some in chunks({fact for _, fact in batch}):
            values = by.values | {"numbers": listed(connection, some)}
            found += [Found(fact=Candidate(*row)) for row in run(connection, statement, values)]
        yield from _after(place, ordered(found))
        if not look.goes_on(len(batch)):
            return


def _dated(connection: Connection, by: Plan, lead: Lead, place: Place | None, look: Look) -> Iterator[Found]:
    """Stretches of dates, each with about as many entries of the lead's index as are worth a look."""
    high, size, reaching = (place.published if place else None), _LOOK, "<="
    while True:
        below = f"AND {lead.date} {reaching} :high" if high is not None else ""
        undated = f"{lead.date} IS NOT NULL"
        within = _narrowed(connection, lead, low=False, high=high is not None).where
        step = f"SELECT {lead.date} FROM {lead.dated_by} WHERE {within} AND {undated} {below}"
        step += f" ORDER BY {lead.date} DESC LIMIT 1 OFFSET {size // lead.facts}"
        bound = run(connection, step, by.values | {"high": high})
        low = bound[0][0] if bound else None
        reach = f"{undated} {below}" + (f" AND {lead.date} >= :low" if low is not None else "")
        narrow = _narrowed(connection, lead, low=low is not None, high=high is not None)
        yield from _pages(connection, by, narrow, reach, {"high": high, "low": low}, place)
        if low is None or not look.goes_on(size):
            return
        high, reaching, size, place = low, "<", size * _WIDER, None


def _narrowed(connection: Connection, lead: Lead, *, low: bool, high: bool) -> Lead:
    """A lead of dates for a stretch of them, by whose own ends SQLite is to find its way: it takes one at either side.

    The stretch lies within the dates that are asked for, so no fact is left out or added.
    """
    if connection.dialect.name != "sqlite" or not lead.sightings:
        return lead
    where = lead.where
    for column in ("f.published", "s.published"):
        for given, sign, name in ((low, ">=", "since"), (high, "<", "until")):
            if given:
                where = where.replace(f"{column} {sign} :published_{name}", f"+{column} {sign} :published_{name}", 1)
    return replace(lead, where=where, own=lead.own)


def _pages(
    connection: Connection, by: Plan, lead: Lead, reach: str, values: dict[str, Any], place: Place | None
) -> Iterator[Found]:
    """The facts within reach in their order, a page at a time."""
    last = (place.published, place.reading, place.pk) if place else None
    size = _PAGE
    while True:
        beyond = ""
        if last is not None:
            beyond = "AND (f.reading_id < :reading OR (f.reading_id = :reading AND f.pk > :pk))"
            if last[0] is not None:
                beyond = f"AND (f.published < :date OR (f.published = :date {beyond}))"
        own = {"date": last[0], "reading": last[1], "pk": last[2]} if last else {}
        statement = f"""SELECT DISTINCT {COLUMNS} FROM {lead.source}
            WHERE {lead.where} AND {reach} AND {by.where(lead)} {beyond}
            ORDER BY f.published DESC, f.reading_id DESC, f.pk LIMIT {size}"""
        rows = run(connection, statement, by.values | values | own)
        for row in rows:
            fact = Candidate(*row)
            last = fact.published, fact.reading_id, fact.pk
            yield Found(fact=fact)
        if len(rows) < size:
            return
        size = min(size * _WIDER, _LARGEST)
