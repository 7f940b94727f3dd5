"""The record → what was put on it: reports as they were sealed, payloads, versions, failures, totals."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, func, select, union

from onrecord.errors import DamagedError, RecordError
from onrecord.model import Report
from onrecord.store import schema
from onrecord.store.among import among
from onrecord.store.bulk import chunks
from onrecord.store.failures import kept
from onrecord.store.packing import unpack, unpack_report
from onrecord.store.rows import shortened
from onrecord.store.versions import newest_first

AT_ONCE, HEAVY = 200, 4_000_000  # reports, and characters of them, that are fetched at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A reading that is on the record: the report, when its sighting was seen, and when and by what it was read."""

    report: Report
    first_seen: str
    last_seen: str
    read_at: str


def stored(connection: Connection, sightings: Iterable[str]) -> Iterator[Stored]:
    """The current readings of sightings, in the order given; one that is not there is left out.

    Raises DamagedError at one that is no whole reading any more.
    """
    for some in chunks(sightings, AT_ONCE):
        for few in _light(connection, some):
            rows = connection.execute(current().where(among(schema.sightings.c.id, few))).mappings()
            found = {row["id"]: row for row in rows}
            texts = texts_of(connection, sorted({row["text_id"] for row in found.values()}))
            yield from (_stored(found[sighting], texts) for sighting in few)


def every(connection: Connection, *, engine_is_not: str | None = None, media_type: str | None = None) -> Iterator[str]:
    """Every sighting, in the order in which they were last read.

    Only those that another engine has read, or of payloads of one type, where these are given.
    """
    of = schema.readings.c
    wanted = select(of.id, of.sighting_id).where(of.current)
    if engine_is_not is not None:
        wanted = wanted.where(of.engine != engine_is_not)
    if media_type is not None:
        wanted = wanted.join(schema.sightings, schema.sightings.c.id == of.sighting_id)
        wanted = wanted.where(schema.sightings.c.media_type == media_type)
    last = 0
    while rows := connection.execute(wanted.where(of.id > last).order_by(of.id).limit(AT_ONCE * 10)).all():
        yield from (sighting for _, sighting in rows)
        last = rows[-1][0]


def named(connection: Connection, what: str) -> list[str]:
    """The sightings that a url, a key, a sighting's, a report's or a fact's id names, newest first."""
    of, name = schema.sightings.c, shortened(kept(what))  # a key of bytes that are no text has them as escapes
    arms = [select(of.id).where(column == name) for column in (of.url, of.key, of.id, of.report_id)]
    facts = (
        select(schema.readings.c.sighting_id)
        .join(schema.facts, schema.facts.c.reading_id == schema.readings.c.id)
        .where(schema.facts.c.id == name)
    )
    here = union(*arms, facts).subquery()  # each arm by its index, which one `or` of them is not
    return list(connection.scalars(select(of.id).where(of.id.in_(select(here.c.id))).order_by(newest_first())))


def keys_in(connection: Connection, name: str, most: int = 1_000) -> list[str]:
    """The keys of the reports of a file of several (`lines.jsonl:1`), else of those in a folder."""
    of, begin = schema.sightings.c.key, kept(name)
    for between, beyond in (":;", "/0"):
        there = of >= f"{begin}{between}", of < f"{begin}{beyond}"
        keys = connection.scalars(select(of).where(*there).distinct().order_by(of).limit(most)).all()
        if keys:
            return sorted(keys, key=lambda key: (len(key), key))
    return []


def known(connection: Connection, sightings: Collection[str]) -> set[str]:
    """Of these sightings those that are there."""
    of, found = schema.sightings.c.id, set()
    for some in chunks(sightings):
        found |= set(connection.scalars(select(of).where(among(of, some))))
    return found


def payload(connection: Connection, report: str) -> bytes:
    """The bytes of a report, as they came."""
    data = connection.scalar(select(schema.reports.c.payload).where(schema.reports.c.id == report))
    if data is None:
        raise RecordError(f"{report}: is not on the record; `onrecord search` finds what is")
    return unpack(data, report)


def texts_of(connection: Connection, numbers: Iterable[int]) -> dict[int, str]:
    """Frozen texts by number."""
    parts: dict[int, list[str]] = {number: [] for number in numbers}
    of = schema.passages.c
    for some in chunks(parts):
        rows = select(of.text_id, of.body).where(among(of.text_id, some)).order_by(of.text_id, of.start_char)
        for number, body in connection.execute(rows):
            parts[number].append(body)
    return {number: "".join(bodies) for number, bodies in parts.items()}


def totals(connection: Connection) -> dict[str, int]:
    """How many there are of everything, facts by kind."""
    tables = (schema.reports, schema.sightings, schema.texts, schema.readings, schema.facts, schema.names)
    counts = {table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables}
    of = schema.facts.c
    kinds = {row.kind: row[1] for row in connection.execute(select(of.kind, func.count()).group_by(of.kind))}
    others = (schema.changes, schema.judgements, schema.failures)
    last = {table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in others}
    return counts | {f"{kind}s": kinds.get(kind, 0) for kind in ("statement", "figure", "event")} | last


def engines(connection: Connection) -> dict[str, int]:
    """How many sightings are read by each engine."""
    of = schema.readings.c
    counted = select(of.engine, func.count()).where(of.current).group_by(of.engine).order_by(of.engine)
    return {row.engine: row[1] for row in connection.execute(counted)}


def current() -> Select[tuple[Any, ...]]:
    """Sightings with their current readings."""
    seen, read = schema.sightings.c, schema.readings.c
    return (
        select(seen.id, seen.first_seen, seen.last_seen, read.read_at, read.body, read.text_id)
        .join(schema.readings, read.sighting_id == seen.id)
        .where(read.current)
    )


def _light(connection: Connection, sightings: Sequence[str]) -> Iterator[list[str]]:
    """Those sightings that are there, as many at a time as are not too much at once, and one at least."""
    seen, read, text = schema.sightings.c, schema.readings.c, schema.texts.c
    wanted = select(seen.id, func.coalesce(text.characters, 0)).join(schema.readings, read.sighting_id == seen.id)
    wanted = wanted.outerjoin(schema.texts, text.id == read.text_id).where(read.current, among(seen.id, sightings))
    characters = {sighting: many for sighting, many in connection.execute(wanted)}  # noqa: C416 - rows are no pairs
    few: list[str] = []
    room = HEAVY
    for sighting in sightings:
        if sighting not in characters:
            continue
        if few and characters[sighting] > room:
            yield few
            few, room = [], HEAVY
        few.append(sighting)
        room -= characters[sighting]
    if few:
        yield few


def _stored(row: RowMapping, texts: Mapping[int, str]) -> Stored:
    sighting = str(row["id"])
    try:
        report = unpack_report(bytes(row["body"]), texts[row["text_id"]], sighting)
    except (TypeError, ValueError) as error:  # something else than bytes
        remedy = "restore the record from a backup"
        raise DamagedError(f"{sighting}: its stored reading is damaged ({error}); {remedy}") from None
    return Stored(
        report=report,
        first_seen=row["first_seen"],
        last_seen=row["last_seen"],
        read_at=row["read_at"],
    )
