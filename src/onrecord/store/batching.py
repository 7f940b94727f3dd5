"""A sealed report → the rows of one batch, numbered; what is on the record already is referred to and not put again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from onrecord.model import Report
from onrecord.store.packing import pack, pack_report
from onrecord.store.passages import cuts
from onrecord.store.rows import Rows, differences, folded
from onrecord.store.stems import words_of

Line: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The reading that a new one takes the place of: its rows, its time, and since when its facts were found."""

    reading: int
    read_at: str
    rows: Rows
    first_seen: Mapping[str, str]


@dataclass(slots=True, kw_only=True)
class Batch:
    """Rows to put by table, the next number of each table, and what is on the record already."""

    at: str
    numbers: dict[str, int]
    reports: set[str]
    texts: dict[str, int]
    names: dict[str, int]
    passages: dict[int, list[tuple[int, int]]]  # of a text: where each begins, and its number
    rows: dict[str, list[Line]] = field(default_factory=dict)

    def add(self, table: str, row: Line) -> None:
        """One more row."""
        self.rows.setdefault(table, []).append(row)

    def number(self, table: str) -> int:
        """The next number of a table."""
        number = self.numbers[table]
        self.numbers[table] = number + 1
        return number


def lay(report: Report, rows: Rows, payload: bytes, before: Before | None, batch: Batch) -> None:
    """The rows of one report. A reading is never older than the one before it, whatever the clocks say."""
    at = max(batch.at, before.read_at) if before else batch.at
    if report.id not in batch.reports:
        batch.reports.add(report.id)
        batch.add("reports", _report(report, payload, batch.at))
    if before:  # read again is not seen again
        batch.add("resighted", rows.sighting)
    else:
        batch.add("sightings", rows.sighting | {"first_seen": batch.at, "last_seen": batch.at})
    text = _text(report, batch)
    reading = batch.number("readings")
    batch.add(
        "readings",
        {
            "id": reading,
            "sighting_id": report.sighting,
            "text_id": text,
            "engine": report.engine,
            "read_at": at,
            "seal": report.seal,
            "body": pack_report(report),
            "current": True,
        },
    )
    _facts(rows, reading, text, _since(rows, before, at), batch)
    if before:
        _changes(report.sighting, before, rows, reading, at, batch)


def _changes(sighting: str, before: Before, rows: Rows, reading: int, at: str, batch: Batch) -> None:
    for change in differences(before.rows, rows):
        batch.add(
            "changes",
            {
                "id": batch.number("changes"),
                "sighting_id": sighting,
                **change,
                "from_reading": before.reading,
                "to_reading": reading,
                "at": at,
            },
        )


def _since(rows: Rows, before: Before | None, at: str) -> dict[str, str]:
    """Since when each fact of a reading is on the record."""
    known = before.first_seen if before else {}
    return {str(row["id"]): known.get(str(row["id"]), at) for row in rows.facts}


def _report(report: Report, payload: bytes, at: str) -> Line:
    return {
        "id": report.id,
        "bytes_sha256": report.bytes_sha256,
        "size": len(payload),
        "payload": pack(payload),
        "first_seen": at,
    }


def _text(report: Report, batch: Batch) -> int:
    """The number of the report's text, which is put with its passages where it is new."""
    known = batch.texts.get(report.text_sha256)
    if known is not None:
        return known
    text = batch.texts[report.text_sha256] = batch.number("texts")
    batch.add("texts", {"id": text, "sha256": report.text_sha256, "characters": len(report.text)})
    starts = batch.passages[text] = []
    for start, end in cuts(report):
        number = batch.number("passages")
        starts.append((start, number))
        body = report.text[start:end]
        batch.add("passages", {"id": number, "text_id": text, "start_char": start, "end_char": end, "body": body})
    return text


def _facts(rows: Rows, reading: int, text: int, since: Mapping[str, str], batch: Batch) -> None:
    entities: list[tuple[int, int]] = []
    for row in rows.entities:
        name = _name(str(row["name"]), batch)
        entities.append((batch.number("entities"), name))
        batch.add(
            "entities",
            {
                "pk": entities[-1][0],
                "reading_id": reading,
                "id": row["id"],
                "kind": row["kind"],
                "name_id": name,
                "roles": row["roles"],
            },
        )
    starts = batch.passages[text]
    first, place = batch.numbers["facts"], 0
    passages: list[int] = []
    for row in rows.facts:  # in the order of the text, as the passages are
        while place + 1 < len(starts) and starts[place + 1][0] <= int(str(row["start_char"])):
            place += 1
        passages.append(starts[place][1])
        own: Line = {"pk": batch.number("facts"), "reading_id": reading, "passage_id": passages[-1]}
        batch.add("facts", own | row | {"first_seen": since[str(row["id"])]})
    for link in rows.links:
        entity, name = entities[link.entity]
        batch.add(
            "fact_entities",
            {
                "fact_pk": first + link.fact,
                "role": link.role,
                "entity_pk": entity,
                "name_id": name,
                "published": rows.facts[link.fact]["published"],
                "passage_id": passages[link.fact],
            },
        )


def _name(name: str, batch: Batch) -> int:
    number = batch.names.get(name)
    if number is None:
        number = batch.names[name] = batch.number("names")
        bare = folded(name)
        batch.add("names", {"id": number, "name": name, "folded": bare})
        for word in sorted(set(words_of(bare))):
            batch.add("name_words", {"word": word, "name_id": number})
    return number
