"""Sealed reports → the record, a batch in one transaction: all of it is there, or nothing of it.

A sighting that is there already is seen again. Where it is read again (by a newer engine), the new reading becomes
the current one, the old one stays, and `changes` says what is different, fact for fact.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from sqlalchemy import Connection, case, delete, select, update

from onrecord.model import Report
from onrecord.store import schema
from onrecord.store.batching import Batch, Before, lay
from onrecord.store.bulk import chunks, insert, next_number
from onrecord.store.reading import stored
from onrecord.store.rows import Rows, rows_of

Outcome: TypeAlias = Literal["added", "read again", "known"]

# In the order in which rows may be put: what is referred to comes first.
_ORDER = (
    "reports",
    "texts",
    "passages",
    "sightings",
    "readings",
    "names",
    "name_words",
    "entities",
    "facts",
    "fact_entities",
)
_NUMBERED = ("texts", "passages", "readings", "names", "entities", "facts", "changes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What goes on the record together: the bytes as they came, and what was read out of them."""

    payload: bytes
    report: Report


def write(connection: Connection, entries: Sequence[Entry], at: str, *, again: bool = False) -> list[Outcome]:
    """Put reports on the record, seen at a moment (UTC), and say what became of each.

    `again`: a sighting that is there takes the reading given, if it is another than its own.
    """
    current = _current(connection, [entry.report.sighting for entry in entries])
    outcomes: list[Outcome] = []
    met: set[str] = set()
    for entry in entries:
        sighting, seal = entry.report.sighting, entry.report.seal
        if sighting in met or (sighting in current and not (again and current[sighting][1] != seal)):
            outcomes.append("known")
        else:
            outcomes.append("read again" if sighting in current else "added")
        met.add(sighting)
    touch(
        connection,
        [entry.report.sighting for entry, what in zip(entries, outcomes, strict=True) if what == "known"],
        at,
    )
    new = [entry.report for entry, what in zip(entries, outcomes, strict=True) if what != "known"]
    before = {
        report.sighting: _taken_away(connection, report.sighting, current[report.sighting][0])
        for report in new
        if report.sighting in current
    }
    payloads = {entry.report.id: entry.payload for entry in entries}
    _put(connection, new, payloads, before, at)
    return outcomes


def touch(connection: Connection, sightings: Sequence[str], at: str) -> None:
    """Sightings that are there were seen again, at the earliest when they were seen last."""
    for some in chunks(sightings):
        where = schema.sightings.c.id.in_(some)
        later = case((schema.sightings.c.last_seen < at, at), else_=schema.sightings.c.last_seen)  # clocks differ
        connection.execute(update(schema.sightings).where(where).values(last_seen=later))


def _put(
    connection: Connection,
    new: Sequence[Report],
    payloads: Mapping[str, bytes],
    before: Mapping[str, Before],
    at: str,
) -> None:
    laid = [rows_of(report) for report in new]
    batch = _batch(connection, new, laid, at)
    for report, rows in zip(new, laid, strict=True):
        lay(report, rows, payloads[report.id], before.get(report.sighting), batch)
    first_passage = min((int(row["id"]) for row in batch.rows.get("passages", ())), default=None)
    for table in _ORDER:
        insert(connection, schema.metadata.tables[table], batch.rows.get(table, ()))
    if first_passage is not None and connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            "INSERT INTO passages_words (rowid, body) SELECT id, body FROM passages WHERE id >= ?", (first_passage,)
        )
    for row in batch.rows.get("resighted", ()):
        sightings = schema.sightings
        connection.execute(update(sightings).where(sightings.c.id == row["id"]).values(row))
    insert(connection, schema.changes, batch.rows.get("changes", ()))


def _batch(connection: Connection, new: Sequence[Report], laid: Sequence[Rows], at: str) -> Batch:
    names = {str(row["name"]) for rows in laid for row in rows.entities}
    texts = _known(connection, schema.texts.c.sha256, schema.texts.c.id, {report.text_sha256 for report in new})
    passages: dict[int, list[tuple[int, int]]] = {}
    of = schema.passages.c
    for some in chunks(texts.values()):
        found = select(of.text_id, of.start_char, of.id).where(of.text_id.in_(some)).order_by(of.text_id, of.start_char)
        for text, start, number in connection.execute(found):
            passages.setdefault(text, []).append((start, number))
    return Batch(
        at=at,
        numbers={table: next_number(connection, schema.metadata.tables[table]) for table in _NUMBERED},
        reports=set(_known(connection, schema.reports.c.id, schema.reports.c.size, {report.id for report in new})),
        texts=texts,
        names=_known(connection, schema.names.c.name, schema.names.c.id, names),
        passages=passages,
    )


def _current(connection: Connection, sightings: Sequence[str]) -> dict[str, tuple[int, str]]:
    """The current reading of each sighting that is there: its number and seal."""
    of, found = schema.readings.c, {}
    for some in chunks(dict.fromkeys(sightings)):
        rows = connection.execute(select(of.sighting_id, of.id, of.seal).where(of.sighting_id.in_(some), of.current))
        found.update({sighting: (number, seal) for sighting, number, seal in rows})
    return found


def _known(connection: Connection, by: Any, what: Any, values: set[str]) -> dict[str, Any]:
    """Of values of one column those that are there, with another column's."""
    found: dict[str, Any] = {}
    for some in chunks(sorted(values)):
        found.update({row[0]: row[1] for row in connection.execute(select(by, what).where(by.in_(some)))})
    return found


def _taken_away(connection: Connection, sighting: str, number: int) -> Before:
    """Lay a reading aside: it stays, its facts are no longer those that are asked for."""
    facts, links, entities = schema.facts, schema.fact_entities, schema.entities
    (old,) = stored(connection, [sighting])
    seen = connection.execute(select(facts.c.id, facts.c.first_seen).where(facts.c.reading_id == number))
    before = Before(
        reading=number,
        read_at=old.read_at,
        rows=rows_of(old.report),
        first_seen={row.id: row.first_seen for row in seen},
    )
    connection.execute(delete(links).where(links.c.fact_pk.in_(select(facts.c.pk).where(facts.c.reading_id == number))))
    connection.execute(delete(facts).where(facts.c.reading_id == number))
    connection.execute(delete(entities).where(entities.c.reading_id == number))
    connection.execute(update(schema.readings).where(schema.readings.c.id == number).values(current=False))
    return before
