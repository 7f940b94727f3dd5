"""The record proved again from its own bytes: `record → lies`, none of them for a record that holds.

Payloads are held against their hashes, texts against theirs and against the payloads that they come from, readings
against their seals and, span for span, against the texts, and every row of the other tables is made again from its
reading and compared. What is read is bounded: some reports at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sqlalchemy import Column, Connection, RowMapping, Table, func, select

from onrecord import codec
from onrecord.errors import RecordError
from onrecord.model import Report
from onrecord.model.ids import report_id, sha256
from onrecord.model.judgement import true_id
from onrecord.model.proof import Lie, lies, spans
from onrecord.store import schema
from onrecord.store.judgements import row_of, stored
from onrecord.store.laid_out import LaidOut
from onrecord.store.packing import unpack, unpack_report
from onrecord.store.reading import texts_of
from onrecord.store.rows import Rows, folded, rows_of
from onrecord.store.stems import words_of

AT_ONCE = 100  # rows of reports, texts or sightings proved at a time


@dataclass(slots=True)
class Proved:
    """What has been looked at so far."""

    reports: int = 0
    texts: int = 0
    readings: int = 0
    facts: int = 0
    spans: int = 0


def proofs(connection: Connection, proved: Proved) -> Iterator[tuple[str, Lie]]:
    """Everything on the record that does not hold: where (`reports r_…`), and the lie. Counts into `proved`."""
    yield from _database(connection)
    for rows in _all(connection, schema.reports, schema.reports.c.id):
        firsts = _first_sights(connection, [row["id"] for row in rows])
        for row in rows:
            proved.reports += 1
            where = f"reports {row['id']}"
            yield from ((where, lie) for lie in _payload(row))
            yield from _same(where, "first_seen", row["first_seen"], firsts.get(row["id"]))
    for rows in _all(connection, schema.texts, schema.texts.c.id):
        yield from _texts(connection, rows, proved)
    for rows in _all(connection, schema.sightings, schema.sightings.c.id):
        yield from _sightings(connection, rows, proved)
    for rows in _all(connection, schema.judgements, schema.judgements.c.id):
        for row in rows:
            yield from ((f"judgements {row['id']}", lie) for lie in _judgement(connection, row))
    for rows in _all(connection, schema.names, schema.names.c.id):
        yield from _names(connection, rows)


def _names(connection: Connection, rows: Sequence[RowMapping]) -> Iterator[tuple[str, Lie]]:
    """Names as they are asked by, whole and by a word of them."""
    of = schema.name_words.c
    words: dict[int, set[str]] = {row["id"]: set() for row in rows}
    for word, number in connection.execute(select(of.word, of.name_id).where(of.name_id.in_(list(words)))):
        words[number].add(word)
    for row in rows:
        where = f"names {row['id']}"
        yield from _same(where, "folded", row["folded"], folded(row["name"]))
        yield from _same(where, "name_words", words[row["id"]], set(words_of(row["folded"])))


def _all(connection: Connection, table: Table, by: Column[Any]) -> Iterator[Sequence[RowMapping]]:
    """All rows of a table, some at a time."""
    last: Any = None
    while True:
        wanted = select(table).order_by(by).limit(AT_ONCE)
        rows = connection.execute(wanted if last is None else wanted.where(by > last)).mappings().all()
        if not rows:
            return
        yield rows
        last = rows[-1][by.name]


def _database(connection: Connection) -> Iterator[tuple[str, Lie]]:
    """What the database itself finds wrong; PostgreSQL looks after its own."""
    if connection.dialect.name != "sqlite":
        return
    for (said,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if said != "ok":
            yield "the file", Lie(path="integrity", says=str(said), true="a file that is whole")
    for table, number, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"{table} {number}", Lie(path="reference", says=f"a row of {parent}", true="there is none")
    missing = connection.exec_driver_sql("SELECT id FROM passages EXCEPT SELECT id FROM passages_words_docsize").all()
    for (number,) in missing:
        yield f"passages {number}", Lie(path="index", says="nothing", true="every passage is in the full text index")


def _first_sights(connection: Connection, reports: Sequence[str]) -> dict[str, str]:
    of = schema.sightings.c
    first = select(of.report_id, func.min(of.first_seen)).where(of.report_id.in_(reports)).group_by(of.report_id)
    return {row[0]: row[1] for row in connection.execute(first)}


def _payload(row: RowMapping) -> Iterator[Lie]:
    try:
        payload = unpack(bytes(row["payload"]), "payload")
    except RecordError as error:
        yield Lie(path="payload", says="damaged bytes", true=str(error))
        return
    digest = sha256(payload)
    if digest != row["bytes_sha256"]:
        yield Lie(path="payload", says=f"bytes of sha256 {row['bytes_sha256']}", true=f"their sha256 is {digest}")
    if report_id(row["bytes_sha256"]) != row["id"]:
        yield Lie(path="id", says=repr(row["id"]), true=repr(report_id(row["bytes_sha256"])))
    if len(payload) != row["size"]:
        yield Lie(path="size", says=str(row["size"]), true=str(len(payload)))


def _texts(connection: Connection, rows: Sequence[RowMapping], proved: Proved) -> Iterator[tuple[str, Lie]]:
    numbers = [row["id"] for row in rows]
    of = schema.passages.c
    parts: dict[int, list[tuple[int, int, str]]] = {number: [] for number in numbers}
    found = select(of.text_id, of.start_char, of.end_char, of.body).where(of.text_id.in_(numbers))
    for number, start, end, body in connection.execute(found.order_by(of.text_id, of.start_char)):
        parts[number].append((start, end, body))
    for row in rows:
        proved.texts += 1
        where, pieces = f"texts {row['id']}", parts[row["id"]]
        text = "".join(body for _, _, body in pieces)
        yield from _same(where, "sha256", row["sha256"], sha256(text))
        yield from _same(where, "characters", row["characters"], len(text))
        for start, end, body in pieces:
            yield from _same(f"{where}, passage at {start}", "end_char", end, start + len(body))
        for (_, end, _), (start, _, _) in pairwise(pieces):
            yield from _same(f"{where}, passage at {start}", "start_char", start, end)


def _sightings(connection: Connection, rows: Sequence[RowMapping], proved: Proved) -> Iterator[tuple[str, Lie]]:
    """Sightings with all their readings; the facts of the current one, row for row."""
    of = schema.readings.c
    wanted = select(schema.readings).where(of.sighting_id.in_([row["id"] for row in rows])).order_by(of.id)
    readings: dict[str, list[RowMapping]] = {}
    for reading in connection.execute(wanted).mappings():
        readings.setdefault(reading["sighting_id"], []).append(reading)
    numbers = sorted({reading["text_id"] for several in readings.values() for reading in several})
    texts = texts_of(connection, numbers)
    payloads = _payloads(connection, [row["report_id"] for row in rows])
    laid = LaidOut(connection, [reading["id"] for several in readings.values() for reading in several])
    for row in rows:
        yield from _sighting(row, readings.get(row["id"], []), texts, payloads, laid, proved)


def _sighting(
    row: RowMapping,
    readings: Sequence[RowMapping],
    texts: Mapping[int, str],
    payloads: Mapping[str, tuple[str, str]],
    laid: LaidOut,
    proved: Proved,
) -> Iterator[tuple[str, Lie]]:
    where = f"sightings {row['id']}"
    if sum(1 for reading in readings if reading["current"]) != 1:
        yield where, Lie(path="readings", says="none or several", true="one reading of a sighting is the current one")
    first = min((reading["read_at"] for reading in readings), default=row["first_seen"])
    yield from _same(where, "first_seen", row["first_seen"], first)
    if not row["first_seen"] <= row["last_seen"]:
        yield where, Lie(path="last_seen", says=repr(row["last_seen"]), true=f"{row['first_seen']!r} or later")
    since: dict[str, str] = {}
    before: tuple[int, Rows] | None = None
    for reading in readings:
        proved.readings += 1
        place = f"readings {reading['id']} of {row['id']}"
        try:
            report = unpack_report(bytes(reading["body"]), texts[reading["text_id"]], place)
        except RecordError as error:
            yield place, Lie(path="body", says="damaged bytes", true=str(error))
            continue
        proved.spans += sum(1 for _ in spans(report))
        yield from ((place, lie) for lie in _reading(report, reading, row, payloads))
        made = rows_of(report)
        since = {str(fact["id"]): since.get(str(fact["id"]), reading["read_at"]) for fact in made.facts}
        yield from ((place, lie) for lie in laid.changes(before, made, reading))
        before = reading["id"], made
        if reading["current"]:
            proved.facts += len(made.facts)
            for name, true in made.sighting.items():
                yield from _same(where, name, row[name], true)
            yield from ((place, lie) for lie in laid.facts(made, reading["id"], reading["text_id"], since))
        else:
            yield from ((place, lie) for lie in laid.none(reading["id"]))


def _reading(
    report: Report, reading: RowMapping, sighting: RowMapping, payloads: Mapping[str, tuple[str, str]]
) -> Iterator[Lie]:
    if not codec.is_sealed(report):
        true = f"{codec.seal(report).seal!r}: it was changed after it was sealed"
        yield Lie(path="body", says=f"seal {report.seal!r}", true=true)
    for name, true in (("seal", report.seal), ("engine", report.engine), ("sighting_id", report.sighting)):
        if reading[name] != true:
            yield Lie(path=name, says=repr(reading[name]), true=repr(true))
    if sighting["report_id"] != report.id:
        yield Lie(path="report_id", says=repr(sighting["report_id"]), true=repr(report.id))
    media_type, text_sha256 = payloads.get(report.id, ("", ""))
    if media_type != report.media_type:
        yield Lie(path="media_type", says=repr(report.media_type), true=f"the payload's {media_type!r}")
    elif media_type == "text/plain" and report.text_sha256 != text_sha256:  # such a text is its payload
        yield Lie(path="text_sha256", says=repr(report.text_sha256), true=f"the payload's {text_sha256!r}")
    yield from lies(report)


def _judgement(connection: Connection, row: RowMapping) -> Iterator[Lie]:
    """A judgement is what its row says, under the id of its content, about words that are there."""
    try:
        judged = stored(row)
    except RecordError as error:
        yield Lie(path="body", says="damaged bytes", true=str(error))
        return
    for name, true in row_of(judged).items():
        if name != "body" and row[name] != true:
            yield Lie(path=name, says=repr(row[name]), true=repr(true))
    if judged.id != true_id(judged):
        yield Lie(path="id", says=repr(judged.id), true=repr(true_id(judged)))
    of = schema.texts.c
    text = connection.scalar(select(of.id).where(of.sha256 == judged.text_sha256))
    if text is None:
        yield Lie(path="text_sha256", says=repr(judged.text_sha256), true="no text on the record has it")
        return
    words = texts_of(connection, [text])[text]
    for index, each in enumerate(judged.spans):
        if words[each.span.start : each.span.end] != each.span.exact:
            true = repr(words[each.span.start : each.span.end])
            yield Lie(path=f"spans[{index}].exact", says=repr(each.span.exact), true=true)


def _payloads(connection: Connection, reports: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Of each report what kind of bytes it was, and their hash."""
    of = schema.reports.c
    wanted = select(of.id, of.media_type, of.bytes_sha256).where(of.id.in_(set(reports)))
    return {row.id: (row.media_type, row.bytes_sha256) for row in connection.execute(wanted)}


def _same(where: str, path: str, says: Any, true: Any) -> Iterator[tuple[str, Lie]]:
    if says != true:
        yield where, Lie(path=path, says=repr(says), true=repr(true))
