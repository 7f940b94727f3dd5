"""The record proved again from its own bytes: `record → lies`, none of them for a record that holds.

Payloads are held against their hashes, texts against theirs and against the payloads that they come from, readings
against their seals and, span for span, against the texts, and every row of the other tables is made again from its
reading and compared. What is in memory at once is bounded by bytes, not by rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, RowMapping, Table, func, literal, select

from onrecord.errors import RecordError
from onrecord.model.ids import report_id, sha256
from onrecord.model.judgement import true_id
from onrecord.model.proof import Lie
from onrecord.store import schema, whole
from onrecord.store.judgements import row_of, stored
from onrecord.store.packing import unpack
from onrecord.store.proven_readings import Proved, sightings
from onrecord.store.reading import texts_of
from onrecord.store.rows import folded
from onrecord.store.stems import words_of
from onrecord.store.traces import tie_id, tie_of

__all__ = ["Proved", "proofs"]

AT_ONCE, HEAVY = 100, 8_000_000  # rows, and bytes or characters, that are proved at a time


def proofs(connection: Connection, proved: Proved) -> Iterator[tuple[str, Lie]]:
    """Everything on the record that does not hold: where (`reports r_…`), and the lie. Counts into `proved`."""
    yield from whole.database(connection)
    weights: dict[Table, ColumnElement[Any]] = {
        schema.reports: schema.reports.c.size,
        schema.texts: schema.texts.c.characters,
        schema.sightings: _characters(),
    }
    for table, prove in (
        (schema.reports, _reports),
        (schema.texts, _texts),
        (schema.sightings, sightings),
        (schema.judgements, _judgements),
        (schema.ties, _ties),
        (schema.names, _names),
    ):
        for keys in _groups(connection, table, weights.get(table, literal(1))):
            try:
                yield from prove(connection, keys, proved)
            except (TypeError, ValueError, MemoryError, OverflowError, AttributeError) as error:
                where = f"{table.name} {keys[0]} to {keys[-1]}"
                yield where, Lie(path="a value", says=f"{type(error).__name__}: {error}", true="of its column's type")


def _characters() -> ColumnElement[Any]:
    """The characters of a sighting's texts, all its readings together."""
    of = schema.readings.c
    read = select(func.sum(schema.texts.c.characters)).join(schema.readings, of.text_id == schema.texts.c.id)
    return read.where(of.sighting_id == schema.sightings.c.id).scalar_subquery()


def _key(table: Table) -> Column[Any]:
    (key,) = table.primary_key.columns
    return key


def _groups(connection: Connection, table: Table, weight: ColumnElement[Any]) -> Iterator[list[Any]]:
    """The keys of a table in order, as many at a time as are not too much at once."""
    key, last = _key(table), None
    while True:
        wanted = select(key, weight).order_by(key).limit(1000)
        rows = connection.execute(wanted if last is None else wanted.where(key > last)).all()
        if not rows:
            return
        group: list[Any] = []
        heavy = 0
        for value, size in rows:
            if group and (len(group) == AT_ONCE or heavy + (size or 0) > HEAVY):
                yield group
                group, heavy = [], 0
            group.append(value)
            heavy += size or 0
        yield group
        last = rows[-1][0]


def _rows(connection: Connection, table: Table, keys: Sequence[Any]) -> Sequence[RowMapping]:
    key = _key(table)
    return connection.execute(select(table).where(key.in_(keys)).order_by(key)).mappings().all()


def _reports(connection: Connection, keys: Sequence[str], proved: Proved) -> Iterator[tuple[str, Lie]]:
    """Payloads under their hashes, seen first when their first reading was made."""
    seen, read = schema.sightings.c, schema.readings.c
    first = select(func.min(read.id)).join(schema.sightings, seen.id == read.sighting_id)
    moments = (
        select(seen.report_id, read.read_at)
        .join(schema.readings, read.sighting_id == seen.id)
        .where(read.id.in_(first.where(seen.report_id.in_(keys)).group_by(seen.report_id)))
    )
    firsts = {row.report_id: row.read_at for row in connection.execute(moments)}
    for row in _rows(connection, schema.reports, keys):
        proved.reports += 1
        where = f"reports {row['id']}"
        if row["first_seen"] != firsts.get(row["id"]):
            true = f"{firsts.get(row['id'])!r}, if its first reading tells the truth: one of them was changed"
            yield where, Lie(path="first_seen", says=repr(row["first_seen"]), true=true)
        yield from same(where, "id", row["id"], report_id(row["bytes_sha256"]))
        try:
            payload = unpack(row["payload"], "payload")
        except RecordError as error:
            yield where, Lie(path="payload", says="damaged bytes", true=str(error))
            continue
        yield from same(where, "bytes_sha256", row["bytes_sha256"], sha256(payload))
        yield from same(where, "size", row["size"], len(payload))


def _texts(connection: Connection, keys: Sequence[int], proved: Proved) -> Iterator[tuple[str, Lie]]:
    """Texts under their hashes, whole in their passages."""
    of = schema.passages.c
    pieces: dict[int, list[tuple[int, int, str]]] = {key: [] for key in keys}
    found = select(of.text_id, of.start_char, of.end_char, of.body).where(of.text_id.in_(keys))
    for number, start, end, body in connection.execute(found.order_by(of.text_id, of.start_char)):
        pieces[number].append((start, end, body))
    for row in _rows(connection, schema.texts, keys):
        proved.texts += 1
        where, parts = f"texts {row['id']}", pieces[row["id"]]
        text = "".join(body for _, _, body in parts)
        yield from same(where, "sha256", row["sha256"], sha256(text))
        yield from same(where, "characters", row["characters"], len(text))
        for start, end, body in parts:
            yield from same(f"{where}, passage at {start}", "end_char", end, start + len(body))
        for (_, end, _), (start, _, _) in pairwise([(0, 0, ""), *parts]):
            yield from same(f"{where}, passage at {start}", "start_char", start, end)


def _names(connection: Connection, keys: Sequence[int], _: Proved) -> Iterator[tuple[str, Lie]]:
    """Names as they are asked by, whole and by a word of them."""
    of = schema.name_words.c
    words: dict[int, set[str]] = {key: set() for key in keys}
    for word, number in connection.execute(select(of.word, of.name_id).where(of.name_id.in_(keys))):
        words[number].add(word)
    for row in _rows(connection, schema.names, keys):
        where = f"names {row['id']}"
        yield from same(where, "folded", row["folded"], folded(row["name"]))
        yield from same(where, "name_words", words[row["id"]], set(words_of(folded(row["name"]))))


def _judgements(connection: Connection, keys: Sequence[str], _: Proved) -> Iterator[tuple[str, Lie]]:
    """Judgements are what their rows say, under the ids of their contents, on facts and about words that are there."""
    text: tuple[str, str | None] = "", None  # of the last judgement: its hash, and the words
    for row in _rows(connection, schema.judgements, keys):
        where = f"judgements {row['id']}"
        try:
            judged = stored(row)
        except RecordError as error:
            yield where, Lie(path="body", says="damaged bytes", true=str(error))
            continue
        for name, true in row_of(judged).items():
            yield from same(where, name, row[name], true)
        yield from same(where, "id", judged.id, true_id(judged))
        report = select(schema.sightings.c.report_id).where(schema.sightings.c.id == judged.sighting)
        yield from same(where, "report", judged.report, connection.scalar(report))
        if judged.fact is not None and not _is_fact(connection, judged.fact):
            yield where, Lie(path="fact", says=repr(judged.fact), true="no reading ever had this fact")
        if text[0] != judged.text_sha256:
            text = judged.text_sha256, _words(connection, judged.text_sha256)
        if text[1] is None:
            yield where, Lie(path="text_sha256", says=repr(judged.text_sha256), true="no text on the record has it")
            continue
        for index, each in enumerate(judged.spans):
            words = text[1][each.span.start : each.span.end]
            yield from same(where, f"spans[{index}].exact", each.span.exact, words)


def _ties(connection: Connection, keys: Sequence[str], _: Proved) -> Iterator[tuple[str, Lie]]:
    """What people said of two is under the id of its content; where they are reports, these are there.

    Names in reports go by hashes that nothing here can be held against; a tie of a name that is not there ties nothing.
    """
    for row in _rows(connection, schema.ties, keys):
        where = f"ties {row['id']}"
        yield from same(where, "id", row["id"], tie_id(tie_of(row)))
        for name in ("one", "other") if row["kind"] != "name" else ():
            if connection.scalar(select(schema.sightings.c.id).where(schema.sightings.c.id == row[name])) is None:
                yield where, Lie(path=name, says=repr(row[name]), true="no report on the record goes by this name")


def _is_fact(connection: Connection, fact: str) -> bool:
    """Whether a current reading has the fact, or an earlier one had it."""
    for column in (schema.facts.c.id, schema.changes.c.fact_id):
        if connection.scalar(select(column).where(column == fact).limit(1)) is not None:
            return True
    return False


def _words(connection: Connection, text_sha256: str) -> str | None:
    number = connection.scalar(select(schema.texts.c.id).where(schema.texts.c.sha256 == text_sha256))
    return None if number is None else texts_of(connection, [number])[number]


def same(where: str, path: str, says: Any, true: Any) -> Iterator[tuple[str, Lie]]:
    """A lie, if what is said is not what is true."""
    if says != true:
        yield where, Lie(path=path, says=repr(says), true=repr(true))
