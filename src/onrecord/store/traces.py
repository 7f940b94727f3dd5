"""Traces, bonds, ties and groups in the database: the shelf that linking works on (`relate.shelf`), in one transaction.

Names are those of sightings. Keys lie with the beginning of the story that holds them, so that stories are counted by
the index alone, and no further than anybody asks.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import Connection, RowMapping, bindparam, delete, or_, select, text, update

from onrecord.model.ids import judgement_id
from onrecord.model.trace import (
    HOLDERS,
    LEADS,
    PERIODS,
    PERIODS_BIT,
    WORD_BIT,
    Bonded,
    Grouped,
    Tie,
    TieKind,
    Trace,
)
from onrecord.store import schema
from onrecord.store.bulk import chunks, insert, next_number

_decoder = msgspec.msgpack.Decoder(Trace)
_encoder = msgspec.msgpack.Encoder()
_ASKED = {
    "sqlite": "SELECT value AS key FROM json_each(:keys)",
    "postgresql": "SELECT unnest(CAST(:keys AS bigint[])) AS key",
}
_TALLIES = """WITH asked AS ({asked}) SELECT a.key,
    (SELECT count(*) FROM (SELECT DISTINCT k.counted FROM trace_keys k WHERE k.key = a.key LIMIT {leads}) AS stories),
    (SELECT count(*) FROM (SELECT 1 FROM trace_keys k WHERE k.key = a.key LIMIT {holders}) AS several)
FROM asked a"""
# Thousands have a word in one period: the next period is looked up, not what is between.
_PERIODS = """WITH asked AS ({asked}) SELECT a.key, (
    WITH RECURSIVE seen(counted, number) AS (
        SELECT (SELECT min(k.counted) FROM trace_keys k WHERE k.key = a.key), 1
        UNION ALL
        SELECT (SELECT min(k.counted) FROM trace_keys k WHERE k.key = a.key AND k.counted > s.counted), s.number + 1
        FROM seen s WHERE s.counted IS NOT NULL AND s.number < {leads}
    ) SELECT count(seen.counted) FROM seen),
    (SELECT count(*) FROM (SELECT 1 FROM trace_keys k WHERE k.key = a.key LIMIT {holders}) AS several)
FROM asked a"""
_HELD = """WITH asked AS ({asked}) SELECT a.key, t.sighting_id
FROM asked a JOIN trace_keys k ON k.key = a.key JOIN traces t ON t.id = k.trace_id"""
_AT_ONCE = 5000  # keys in one question


@dataclass(slots=True)
class TraceShelf:
    """The shelf of one transaction; the methods are those of `relate.Shelf`, and what the record needs beside."""

    _connection: Connection
    _numbers: dict[str, int] = field(default_factory=dict)
    _read: dict[str, int] = field(default_factory=dict)
    _traces: dict[str, Trace] = field(default_factory=dict)  # that were looked at before

    def of_readings(self, readings: Mapping[str, int]) -> None:
        """The readings that traces to come were made from, by the names of their sightings."""
        self._read.update(readings)

    def traces(self, names: Collection[str]) -> dict[str, Trace]:
        """Of these names the traces that are there."""
        of = schema.traces.c
        found = {name: self._traces[name] for name in names if name in self._traces}
        for some in chunks(name for name in names if name not in self._traces):
            for name, number, body in self._connection.execute(
                select(of.sighting_id, of.id, of.body).where(of.sighting_id.in_(some))
            ):
                self._numbers[name] = number
                found[name] = self._traces[name] = _decoder.decode(zlib.decompress(body))
        return found

    def tallies(self, keys: Collection[int]) -> dict[int, tuple[int, int]]:
        """Who holds these keys, counted up to `LEADS` and `HOLDERS`."""
        found: dict[int, tuple[int, int]] = {}
        periods = [key for key in keys if key & PERIODS_BIT and key & WORD_BIT]
        others = set(keys).difference(periods)
        for some, question, most in ((periods, _PERIODS, PERIODS), (others, _TALLIES, LEADS)):
            asked = question.format(asked=self._asked(), leads=most, holders=HOLDERS)
            found.update((key, (counted, held)) for key, counted, held in self._of_keys(asked, some))
        return found

    def holders(self, keys: Collection[int]) -> dict[int, list[str]]:
        """The names that hold these keys."""
        found: dict[int, list[str]] = {}
        for key, name in self._of_keys(_HELD.format(asked=self._asked()), keys):
            found.setdefault(key, []).append(name)
        return found

    def bonds(self, names: Collection[str]) -> list[Bonded]:
        """The bonds that any of these names is in, each once."""
        of, found = schema.bonds.c, dict[tuple[str, str, bool], Bonded]()
        for some in chunks(names):
            wanted = select(of.one, of.other, of.wording, of.bond, of.strength, of.why)
            rows = self._connection.execute(wanted.where(or_(of.one.in_(some), of.other.in_(some)))).fetchall()
            for one, other, wording, bond, strength, why in rows:  # of n copies there are n² of them
                found[one, other, wording] = Bonded(one=one, other=other, bond=bond, strength=strength, why=why)
        return list(found.values())

    def ties(self, names: Collection[str]) -> list[Tie]:
        """What people said of any of these names, each once."""
        of, found = schema.ties.c, dict[str, Tie]()
        for some in chunks(names):
            wanted = select(schema.ties).where(or_(of.one.in_(some), of.other.in_(some)))
            found.update((row["id"], tie_of(row)) for row in self._connection.execute(wanted).mappings())
        return list(found.values())

    def put(self, traces: Mapping[str, Trace], keys: Mapping[str, Mapping[int, int]]) -> None:
        """Keep new traces, under their keys, each with what is counted there."""
        number = next_number(self._connection, schema.traces)
        rows: list[dict[str, Any]] = []
        held: list[dict[str, Any]] = []
        for at, (name, trace) in enumerate(traces.items(), start=number):
            self._numbers[name], self._traces[name] = at, trace
            body = zlib.compress(_encoder.encode(trace))
            rows.append({"id": at, "sighting_id": name, "reading_id": self._read[name], "body": body})
            held += ({"key": key, "counted": counted, "trace_id": at} for key, counted in keys[name].items())
        insert(self._connection, schema.traces, rows)
        insert(self._connection, schema.trace_keys, sorted(held, key=lambda row: (row["key"], row["counted"])))

    def take(self, traces: Mapping[str, Trace], keys: Mapping[str, Mapping[int, int]]) -> None:
        """Take traces away, with their keys and their bonds."""
        numbers = [self._numbers[name] for name in traces]
        for name in traces:
            self._traces.pop(name, None)
        gone = [
            {"a": key, "b": counted, "c": self._numbers[name]} for name in traces for key, counted in keys[name].items()
        ]
        of = schema.trace_keys.c
        if gone:
            where = delete(schema.trace_keys).where(
                of.key == bindparam("a"), of.counted == bindparam("b"), of.trace_id == bindparam("c")
            )
            self._connection.execute(where, gone)
        for some in chunks(traces):
            bonds = schema.bonds
            self._connection.execute(delete(bonds).where(or_(bonds.c.one.in_(some), bonds.c.other.in_(some))))
        for several in chunks(numbers):
            self._connection.execute(delete(schema.traces).where(schema.traces.c.id.in_(several)))

    def bind(self, bonds: Iterable[Bonded]) -> None:
        """Keep bonds, in the place of those between the same two of the same sort."""
        rows = [
            {
                "one": bond.one,
                "other": bond.other,
                "wording": bond.bond != "incident",
                "bond": bond.bond,
                "strength": bond.strength,
                "why": bond.why,
            }
            for bond in bonds
        ]
        self.unbind([(str(row["one"]), str(row["other"]), bool(row["wording"])) for row in rows])
        insert(self._connection, schema.bonds, rows)

    def unbind(self, pairs: Iterable[tuple[str, str, bool]]) -> None:
        """Take bonds away."""
        gone = [{"a": one, "b": other, "c": wording} for one, other, wording in pairs]
        if gone:
            of = schema.bonds.c
            where = (of.one == bindparam("a"), of.other == bindparam("b"), of.wording == bindparam("c"))
            self._connection.execute(delete(schema.bonds).where(*where), gone)

    def group(self, groups: Iterable[Grouped]) -> None:
        """Keep in which groups reports are."""
        of = schema.traces.c
        rows = [
            {"a": each.sighting, "b": each.family, "c": each.incident, "d": each.why, "e": each.origin, "f": each.basis}
            for each in groups
        ]
        if rows:
            change = update(schema.traces).where(of.sighting_id == bindparam("a"))
            names = {"family": "b", "incident": "c", "why": "d", "origin": "e", "basis": "f"}
            values: dict[str, Any] = {name: bindparam(letter) for name, letter in names.items()}
            self._connection.execute(change.values(values), rows)

    def tie(self, ties: Iterable[Tie]) -> int:
        """Keep what people said; how much of it was new."""
        rows = {tie_id(tie): tie for tie in ties}
        there: set[str] = set()
        for some in chunks(rows):
            there |= set(self._connection.scalars(select(schema.ties.c.id).where(schema.ties.c.id.in_(some))))
        fresh = [{"id": key} | msgspec.to_builtins(tie) for key, tie in rows.items() if key not in there]
        insert(self._connection, schema.ties, fresh)
        return len(fresh)

    def waiting(self, after: int, most: int) -> list[tuple[int, str]]:
        """Current readings, by number, that no trace was made from, and their sightings: the first after a number."""
        read, own = schema.readings.c, schema.traces.c
        made = select(own.id).where(own.reading_id == read.id).exists()
        wanted = select(read.id, read.sighting_id).where(read.current, read.id > after, ~made).order_by(read.id)
        return [(number, name) for number, name in self._connection.execute(wanted.limit(most))]

    def current(self, names: Collection[str]) -> dict[str, int]:
        """The numbers of the current readings of sightings."""
        of, found = schema.readings.c, dict[str, int]()
        for some in chunks(names):
            rows = self._connection.execute(select(of.sighting_id, of.id).where(of.sighting_id.in_(some), of.current))
            found.update((row.sighting_id, row.id) for row in rows)
        return found

    def read_from(self, readings: Mapping[str, int]) -> None:
        """Traces that stay as they are, though made from other readings now."""
        of = schema.traces.c
        rows = [{"a": name, "b": number} for name, number in readings.items()]
        if rows:
            change = update(schema.traces).where(of.sighting_id == bindparam("a"), of.reading_id != bindparam("b"))
            self._connection.execute(change.values(reading_id=bindparam("b")), rows)

    def _asked(self) -> str:
        return _ASKED[self._connection.dialect.name]

    def _of_keys(self, sql: str, keys: Collection[int]) -> Iterator[Any]:
        for some in chunks(sorted(keys), _AT_ONCE):
            given: Any = (
                list(some) if self._connection.dialect.name == "postgresql" else f"[{','.join(map(str, some))}]"
            )
            yield from self._connection.execute(text(sql), {"keys": given}).fetchall()


def grouped(connection: Connection, names: Collection[str] | None = None) -> Iterator[Grouped]:
    """The groups of reports, of all in the order in which they were linked."""
    of = schema.traces.c
    wanted = select(of.sighting_id, of.family, of.incident, of.why, of.origin, of.basis).order_by(of.id)
    for some in chunks(names) if names is not None else [None]:
        for row in connection.execute(wanted if some is None else wanted.where(of.sighting_id.in_(some))):
            yield Grouped(
                sighting=row.sighting_id,
                family=row.family or "",
                incident=row.incident or "",
                why=row.why or "",
                origin=row.origin,
                basis=row.basis,
            )


def members(connection: Connection, kind: TieKind, group: str) -> list[str]:
    """The names in a group."""
    of = schema.traces.c
    where = of.family if kind == "family" else of.incident
    return list(connection.scalars(select(of.sighting_id).where(where == group).order_by(of.sighting_id)))


def tied(connection: Connection) -> list[Tie]:
    """Everything that people said, the first first."""
    of = schema.ties.c
    return [tie_of(row) for row in connection.execute(select(schema.ties).order_by(of.at, of.id)).mappings()]


def tie_of(row: RowMapping) -> Tie:
    """What a person said, of its row."""
    return Tie(**{name: row[name] for name in ("kind", "one", "other", "verdict", "by", "at")})


def tie_id(tie: Tie) -> str:
    """The id that what a person said has, of its content."""
    return judgement_id((tie.kind, tie.one, tie.other, tie.verdict), tie.by, tie.at)
