"""Ways to put a lie on a record with SQL: each is found, whichever table it is in and however well it hides."""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import text

import onrecord
from onrecord.acquire import from_html, from_text
from onrecord.model import Document
from onrecord.pipeline import read_documents
from onrecord.store import Entry, Proved, open_store, schema
from onrecord.store.opening import opened, writing
from tests import synthetic

FLIPS = 150
AT, LATER = "2031-06-01T08:00:00Z", "2031-06-02T08:00:00Z"
TAMPERED = {
    "another speaker": """INSERT INTO fact_entities (fact_pk, role, entity_pk, name_id)
        SELECT l.fact_pk, 'speaker', l.entity_pk, n.id FROM fact_entities l JOIN names n ON n.id <> l.name_id
        WHERE l.role <> 'speaker' LIMIT 1""",
    "a speaker of another report": """INSERT INTO fact_entities (fact_pk, role, entity_pk, name_id)
        SELECT (SELECT min(f.pk) FROM facts f WHERE f.reading_id = (SELECT max(id) FROM readings)), 'agent',
        e.pk, e.name_id FROM entities e WHERE e.reading_id = (SELECT min(reading_id) FROM entities) LIMIT 1""",
    "a text moved by one": "UPDATE passages SET start_char = start_char + 1000, end_char = end_char + 1000",
    "a change twice": """INSERT INTO changes SELECT (SELECT max(id) FROM changes) + 1, sighting_id, fact_id, change,
        fields, from_reading, to_reading, at FROM changes LIMIT 1""",
    "a text that nobody read": "INSERT INTO texts VALUES ((SELECT max(id) FROM texts) + 1, 'x', 0)",
    "a name too many": "INSERT INTO names VALUES (10000, 'Nobody', 'nobody')",
    "a word of a name too many": "INSERT INTO name_words SELECT 'zebra', min(id) FROM names",
    "an earlier reading with entities": """INSERT INTO entities
        SELECT (SELECT max(pk) FROM entities) + 1, (SELECT min(id) FROM readings WHERE NOT current), id, kind, name_id,
        roles FROM entities LIMIT 1""",
    "a sighting without its reading": """DELETE FROM fact_entities; DELETE FROM facts; DELETE FROM entities;
        DELETE FROM changes; DELETE FROM readings""",
}
SQLITE = {
    "a view that says something else": "DROP VIEW figures; CREATE VIEW figures AS SELECT 666 AS value",
    "a trigger": "CREATE TRIGGER t AFTER INSERT ON facts BEGIN UPDATE facts SET value = 666; END",
    "an index of other words": """INSERT INTO passages_words (passages_words, rowid, body)
        SELECT 'delete', id, body FROM passages WHERE id = 2;
        INSERT INTO passages_words (rowid, body) VALUES (2, 'zebra')""",
    "a payload of letters": "UPDATE reports SET payload = 'abc'",
    "a payload that is a number": "UPDATE reports SET payload = 100000000000",
    "a reading of letters": "UPDATE readings SET body = 'x'",
    "a passage of bytes": "UPDATE passages SET body = CAST(body AS BLOB) WHERE id = 1",
    "a name of bytes": "UPDATE names SET folded = x'00' WHERE id = 1",
    "a start of letters": "UPDATE facts SET start_char = 'x'",
}
POSTGRESQL = {
    "a trigger": """CREATE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
        CREATE TRIGGER t AFTER INSERT ON facts EXECUTE FUNCTION t()""",
}


@pytest.fixture
def place(store_place: str) -> str:
    """Two reports, one of them read by two engines."""
    first, other = synthetic.report(), synthetic.report(key="other.txt", text=f"{synthetic.TEXT}\n\nMore.")
    fewer = synthetic.changed(first, figures=())
    with open_store(store_place, create=True, write=True) as store:
        store.write([Entry(payload=report.text.encode(), report=report) for report in (fewer, other)], AT)
        store.write(
            [Entry(payload=first.text.encode(), report=synthetic.changed(first, engine="by-hand/2"))], LATER, again=True
        )
    return store_place


def tamper(place: str, sql: str) -> None:
    if "://" in place:
        engine = opened(place, create=False, write=True)
        try:
            with writing(engine) as connection:
                connection.exec_driver_sql(sql)
        finally:
            engine.dispose()
    else:
        with closing(sqlite3.connect(place)) as connection:
            connection.executescript(sql)
            connection.commit()


def lies_of(place: str) -> list[str]:
    with open_store(place) as store:
        return [f"{where}: {lie}" for where, lie in store.proofs(Proved())]


@pytest.mark.parametrize("sql", [pytest.param(sql, id=name) for name, sql in TAMPERED.items()])
def test_a_lie_is_found(place: str, sql: str) -> None:
    assert lies_of(place) == []
    tamper(place, sql)
    assert lies_of(place) != []


@pytest.mark.parametrize("sql", [pytest.param(sql, id=name) for name, sql in SQLITE.items()])
@pytest.mark.parametrize("store_place", ["sqlite"], indirect=True)
def test_a_lie_that_sqlite_lets_in_is_found(place: str, sql: str) -> None:
    tamper(place, sql)
    assert lies_of(place) != []


@pytest.mark.parametrize("sql", [pytest.param(sql, id=name) for name, sql in POSTGRESQL.items()])
@pytest.mark.parametrize("store_place", ["postgresql"], indirect=True)
def test_a_lie_that_postgresql_lets_in_is_found(place: str, sql: str) -> None:
    tamper(place, sql)
    assert lies_of(place) != []


def test_the_current_reading_cannot_be_hidden(place: str) -> None:
    with pytest.raises(Exception, match=r"CHECK constraint|smallint|integer"):
        tamper(place, "UPDATE readings SET current = 7 WHERE id = 1")
    assert lies_of(place) == []


def test_bytes_behind_a_reading_are_found(place: str) -> None:
    engine = opened(place, create=False, write=True)
    with writing(engine) as connection:
        body = bytes(connection.scalar(text("SELECT body FROM readings WHERE id = 1")))
        more = zlib.compress(zlib.decompress(body)[:-1] + b',"note":"x"}')
        connection.execute(text("UPDATE readings SET body = :body WHERE id = 1"), {"body": more})
    engine.dispose()
    assert any("something that no report has" in lie for lie in lies_of(place))


def test_the_same_bytes_as_a_page_and_as_a_text_are_no_lie(store_place: str) -> None:
    page = (
        b"<html><body><article><p>The mayor said on Monday that nine people were missing.</p></article></body></html>"
    )
    documents = (from_html(page, key="a.html"), from_text(page.decode(), key="b.txt"))
    read = [report for report in read_documents(documents) if not isinstance(report, onrecord.Failure)]
    assert len(read) == 2
    assert all(isinstance(document, Document) for document in documents)
    with open_store(store_place, create=True, write=True) as store:
        store.write([Entry(payload=page, report=report) for report in read], AT)
        assert [report.media_type for report in store.reports()] == ["text/html", "text/plain"]
        assert list(store.every(media_type="text/html")) == [read[0].sighting]
    assert lies_of(store_place) == []


def test_a_record_in_a_folder_that_may_not_be_written_is_proved(tmp_path: Path) -> None:
    place = tmp_path / "onrecord.db"
    with open_store(str(place), create=True, write=True) as store:
        store.write([Entry(payload=synthetic.TEXT.encode(), report=synthetic.report())], AT)
    place.chmod(0o400)
    assert lies_of(str(place)) == []


def test_a_bit_flipped_anywhere_in_the_file_is_found_or_changes_nothing(tmp_path: Path) -> None:
    place = tmp_path / "onrecord.db"
    with open_store(str(place), create=True, write=True) as store:
        store.write([Entry(payload=synthetic.TEXT.encode(), report=synthetic.report())], AT)
    whole = place.read_bytes()
    said = dump(place)
    chance, believed = Random(4), []
    for at in (chance.randrange(len(whole)) for _ in range(FLIPS)):
        place.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :])
        try:
            if not lies_of(str(place)) and dump(place) != said:
                believed.append(at)
        except onrecord.RecordError:
            pass  # found, and told
        for left in tmp_path.glob("onrecord.db-*"):
            left.unlink()
    assert believed == []


def dump(place: Path) -> list[tuple[object, ...]]:
    """All that the tables say."""
    with closing(sqlite3.connect(place)) as connection:
        tables = [table.name for table in schema.metadata.sorted_tables]
        return [row for table in tables for row in connection.execute(f"SELECT '{table}', * FROM {table}")]
