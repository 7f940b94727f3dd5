"""A record that holds has no lies; whatever is changed in its rows, the place of the change is named."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from sqlalchemy import Column, Connection, Double, RowMapping, Table, and_, select, update
from sqlalchemy.exc import IntegrityError

from onrecord import codec
from onrecord.model import Judgement, Report
from onrecord.model.judgement import Labelled, judgement
from onrecord.model.trace import Tie
from onrecord.store import Entry, open_store, schema
from onrecord.store.opening import opened, writing
from onrecord.store.proofs import Proved, proofs
from tests import synthetic

ADDED, UPDATED = "2031-06-01T08:00:00Z", "2031-06-02T08:00:00Z"
# Nothing else on the record says when a sighting was seen last; numbers of rows that nothing refers to say nothing.
FREE = {("sightings", "last_seen"), ("changes", "id"), ("facts", "pk")}
# Why inputs failed is proved by nothing; what binds reports is no part of the record, and made again from readings.
UNPROVED = ("failures", "traces", "trace_keys", "bonds")
CHECKED = [table for table in schema.metadata.sorted_tables if table.name not in UNPROVED]


def entry(**fields: object) -> Entry:
    report = synthetic.report()
    return Entry(payload=report.text.encode(), report=codec.seal(dataclasses.replace(report, **fields)))  # type: ignore[arg-type]


@pytest.fixture
def place(store_place: str) -> str:
    """A record of one report that was read by two engines, the second of which found more and other facts."""
    old = synthetic.report()
    first = entry(
        figures=(), statements=(dataclasses.replace(old.statements[0], polarity="denied"), *old.statements[1:])
    )
    with open_store(store_place, create=True, write=True) as store:
        assert store.write([first], ADDED) == ["added"]
        assert store.write([entry(engine="by-hand/2")], UPDATED, again=True) == ["read again"]
        assert store.judge([rejected(old)]) == 1
        with store.turn() as turn:
            assert turn.shelf().tie([said(old)]) == 1
    return store_place


def said(report: Report) -> Tie:
    one = report.sighting
    return Tie(kind="incident", one=one, other=one, verdict="different", by="Bo Lind", at=UPDATED)


def rejected(report: Report) -> Judgement:
    fact = report.statements[0]
    return judgement(
        report,
        fact=fact.id,
        kind="statement",
        verdict="rejected",
        spans=(Labelled(label="content", span=fact.content[0]),),
        by="Bo Lind",
        at=UPDATED,
        origin="doccano",
    )


def test_a_record_that_was_added_to_and_read_again_holds(place: str) -> None:
    proved = Proved()
    with open_store(place) as store:
        assert list(store.proofs(proved)) == []
    assert (proved.reports, proved.texts, proved.readings) == (1, 1, 2)
    assert proved.facts == 5
    assert proved.spans > 40


def test_a_changed_value_in_any_column_of_any_row_is_a_lie_or_is_refused(place: str) -> None:
    engine = opened(place, create=False, write=True)
    believed = []
    with writing(engine) as connection:
        for table in CHECKED:
            rows = connection.execute(select(table)).mappings().all()
            assert rows, f"there is no row of {table.name} to change"
            for row in rows:
                for column in table.columns:
                    if (table.name, column.name) not in FREE and not is_caught(connection, table, row, column):
                        believed.append(f"{table.name}.{column.name}")
    engine.dispose()
    assert believed == []


def is_caught(connection: Connection, table: Table, row: RowMapping, column: Column[Any]) -> bool:
    """Whether the proofs name a place, or the database refuses, when this one value is another."""
    this = and_(*(key == row[key.name] for key in table.primary_key.columns))
    attempt = connection.begin_nested()
    try:
        connection.execute(update(table).where(this).values({column.name: another(row[column.name], column)}))
        return any(True for _ in proofs(connection, Proved()))
    except IntegrityError:
        return True
    finally:
        attempt.rollback()


def another(value: Any, column: Column[Any]) -> Any:
    """A value of the same type that differs in one bit, digit or letter."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    if isinstance(value, str):
        return value[:-1] + chr(ord(value[-1]) ^ 1) if value else "x"
    if isinstance(value, bytes):
        return value[:-1] + bytes([value[-1] ^ 1])
    return 1 if isinstance(column.type, Double) else "x"


def test_rows_that_no_reading_has_are_lies(place: str) -> None:
    engine = opened(place, create=False, write=True)
    with writing(engine) as connection:
        (fact,) = connection.execute(select(schema.facts).limit(1)).mappings()
        connection.execute(schema.facts.insert().values({**fact, "pk": 10_000, "id": "f_" + "0" * 24}))
        told = [f"{where}: {lie}" for where, lie in proofs(connection, Proved())]
    engine.dispose()
    assert len(told) == 1
    assert "f_000000000000000000000000: says a fact, true is the reading has no such fact" in told[0]


def test_rows_that_are_missing_are_lies(place: str) -> None:
    engine = opened(place, create=False, write=True)
    for table in (schema.fact_entities, schema.facts, schema.entities, schema.changes):
        with writing(engine) as connection:
            connection.execute(table.delete())
            assert any(True for _ in proofs(connection, Proved())), table.name
    engine.dispose()
