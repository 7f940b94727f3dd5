"""Sightings with all their readings proved: seals, spans and history, and the rows that are made of the current one.

In: ids of sightings. Out: what of them does not hold, each lie with its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, RowMapping, func, select

from onrecord import codec
from onrecord.errors import RecordError
from onrecord.model import Report
from onrecord.model.proof import Lie, lies
from onrecord.store import schema
from onrecord.store.laid_out import LaidOut
from onrecord.store.packing import bare, report_of, spans_in, unpack
from onrecord.store.passages import cuts
from onrecord.store.reading import texts_of
from onrecord.store.rows import Rows, rows_of


@dataclass(slots=True)
class Proved:
    """What has been looked at so far."""

    reports: int = 0
    texts: int = 0
    readings: int = 0
    facts: int = 0
    spans: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What readings are held against: texts, the payloads' hashes, how texts are cut, and the rows as stored."""

    texts: Mapping[int, str]
    payloads: Mapping[str, str]
    cuts: Mapping[int, Sequence[int]]  # of a text: where its passages begin
    cutters: frozenset[int]  # the readings by whose blocks texts were cut
    laid: LaidOut


@dataclass(slots=True)
class History:
    """What the readings of one sighting have told so far."""

    last: tuple[int, Rows] | None = None
    since: dict[str, str] = field(default_factory=dict)  # of each fact: when it was first found


def sightings(connection: Connection, keys: Sequence[str], proved: Proved) -> Iterator[tuple[str, Lie]]:
    """What of these sightings and their readings does not hold."""
    seen, of = schema.sightings, schema.readings.c
    wanted = select(schema.readings).where(of.sighting_id.in_(keys)).order_by(of.id)
    readings: dict[str, list[RowMapping]] = {}
    for reading in connection.execute(wanted).mappings():
        readings.setdefault(reading["sighting_id"], []).append(reading)
    rows = connection.execute(select(seen).where(seen.c.id.in_(keys)).order_by(seen.c.id)).mappings().all()
    held = _held(connection, rows, [reading for several in readings.values() for reading in several])
    for row in rows:
        yield from _sighting(row, readings.get(row["id"], []), held, proved)


def _held(connection: Connection, rows: Sequence[RowMapping], readings: Sequence[RowMapping]) -> Held:
    texts = sorted({reading["text_id"] for reading in readings})
    hashes = select(schema.reports.c.id, schema.reports.c.bytes_sha256)
    hashes = hashes.where(schema.reports.c.id.in_({row["report_id"] for row in rows}))
    of = schema.readings.c
    first = select(func.min(of.id)).where(of.text_id.in_(texts)).group_by(of.text_id)
    begins: dict[int, list[int]] = {text: [] for text in texts}
    at = schema.passages.c
    placed = select(at.text_id, at.start_char).where(at.text_id.in_(texts)).order_by(at.text_id, at.start_char)
    for text, start in connection.execute(placed):
        begins[text].append(start)
    return Held(
        texts=texts_of(connection, texts),
        payloads={row.id: row.bytes_sha256 for row in connection.execute(hashes)},
        cuts=begins,
        cutters=frozenset(connection.scalars(first)),
        laid=LaidOut(connection, [reading["id"] for reading in readings]),
    )


def _sighting(row: RowMapping, readings: Sequence[RowMapping], held: Held, proved: Proved) -> Iterator[tuple[str, Lie]]:
    seen = row["url"] or row["key"] or row["id"]  # by which people know it
    where = f"sightings {row['id']} of {seen}"
    if [reading["current"] for reading in readings].count(True) != 1:
        yield where, Lie(path="readings", says="none or several", true="one reading of a sighting is the current one")
    if readings and row["first_seen"] != readings[0]["read_at"]:
        true = f"{readings[0]['read_at']!r}, if its first reading tells the truth: one of them was changed"
        yield where, Lie(path="first_seen", says=repr(row["first_seen"]), true=true)
    if not row["first_seen"] <= row["last_seen"]:
        yield where, Lie(path="last_seen", says=repr(row["last_seen"]), true=f"{row['first_seen']!r} or later")
    history = History()
    for reading in readings:
        proved.readings += 1
        place = f"readings {reading['id']} of {seen}"
        try:
            line = unpack(reading["body"], place)
            report = report_of(line, held.texts[reading["text_id"]], place)
        except RecordError as error:
            yield place, Lie(path="body", says="damaged bytes", true=str(error))
            continue
        proved.spans += spans_in(line)
        if line != bare(report):
            yield place, Lie(path="body", says="something that no report has", true="the report alone")
        yield from ((place, lie) for lie in _reading(report, reading, row, held))
        made = rows_of(report)
        yield from ((place, lie) for lie in _laid(made, reading, held.laid, history))
        if reading["current"]:
            proved.facts += len(made.facts)
            for name, value in made.sighting.items():
                if row[name] != value:
                    yield where, Lie(path=name, says=repr(row[name]), true=repr(value))


def _reading(report: Report, reading: RowMapping, sighting: RowMapping, held: Held) -> Iterator[Lie]:
    """The reading is sealed, under the names that its row gives, and about the text and payload that are kept."""
    if not codec.is_sealed(report):
        true = f"{codec.seal(report).seal!r}: it was changed after it was sealed"
        yield Lie(path="body", says=f"seal {report.seal!r}", true=true)
    for name, true in (("seal", report.seal), ("engine", report.engine), ("sighting_id", report.sighting)):
        if reading[name] != true:
            yield Lie(path=name, says=repr(reading[name]), true=repr(true))
    if sighting["report_id"] != report.id:
        yield Lie(path="report_id", says=repr(sighting["report_id"]), true=repr(report.id))
    payload = held.payloads.get(report.id)
    if payload != report.bytes_sha256:
        yield Lie(path="bytes_sha256", says=repr(report.bytes_sha256), true=f"the payload's {payload!r}")
    if reading["id"] in held.cutters:
        true_cuts, kept = [start for start, _ in cuts(report)], held.cuts[reading["text_id"]]
        if list(kept) != true_cuts:
            yield Lie(path="passages", says=f"cut at {list(kept)[:20]}", true=f"cut at {true_cuts[:20]}")
    yield from lies(report)


def _laid(made: Rows, reading: RowMapping, laid: LaidOut, history: History) -> Iterator[Lie]:
    """The rows of the reading: its history, and its facts where it is the current one."""
    history.since = {str(fact["id"]): history.since.get(str(fact["id"]), reading["read_at"]) for fact in made.facts}
    yield from laid.changes(history.last, made, reading)
    history.last = reading["id"], made
    if reading["current"]:
        yield from laid.facts(made, reading["id"], reading["text_id"], history.since)
    else:
        yield from laid.none(reading["id"])
