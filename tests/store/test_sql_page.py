"""The page for who asks in SQL: every question on it is asked of both databases, and datasette opens the file."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

import onrecord
from onrecord.record import open_record
from onrecord.settings import Settings
from onrecord.store import schema
from onrecord.store.opening import opened, reading

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "sql.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"^```sql\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
WORDS = "p.id IN (SELECT rowid FROM passages_words WHERE passages_words MATCH 'river AND level')"


@pytest.fixture
def place(store_place: str) -> str:
    """A record of the example reports, and of one that names an unnamed source and a river's level."""
    with open_record(store_place, settings=Settings(processes=1)) as record:
        record.add([ROOT / "examples" / "reports"])
        record.add([ROOT / "tests" / "store" / "river.txt"])
    return store_place


def test_ten_questions_are_answered_on_both_databases(place: str) -> None:
    assert len(QUESTIONS) == 10
    engine = opened(place, create=False, write=False)
    unanswered = []
    with reading(engine) as connection:
        for question in QUESTIONS:
            if connection.dialect.name == "postgresql" and "MATCH" in question:
                (first,) = re.findall(r"`(to_tsvector.*?)` in place", PAGE)
                assert WORDS in question
                question = question.replace(WORDS, first)
            if not connection.execute(text(question)).all():
                unanswered.append(question)
    engine.dispose()
    assert unanswered == []


def test_the_page_names_every_table_and_every_column_of_the_views(place: str) -> None:
    engine = opened(place, create=False, write=False)
    named = set(re.findall(r"`(\w+)`", PAGE))
    with reading(engine) as connection:
        for view in ("statements", "figures", "events", "full_texts"):
            columns = set(connection.execute(text(f"SELECT * FROM {view} LIMIT 1")).keys())
            assert columns - named <= {"id", "passage_id"}, view
    engine.dispose()
    assert {table.name for table in schema.metadata.sorted_tables} <= named


def test_the_words_of_a_view_are_those_of_the_record(place: str) -> None:
    engine = opened(place, create=False, write=False)
    with reading(engine) as connection:
        said = {row.id: row.words for row in connection.execute(text("SELECT id, words FROM statements"))}
        texts = {row.sha256: row.body for row in connection.execute(text("SELECT sha256, body FROM full_texts"))}
    engine.dispose()
    with onrecord.open(place, write=False) as record:
        reports = list(record.reports())
    assert said == {
        fact.id: " […] ".join(span.exact for span in fact.content) for report in reports for fact in report.statements
    }
    assert texts == {report.text_sha256: report.text for report in reports}


def test_datasette_opens_the_file_as_it_is_and_counts_by_facets(tmp_path: Path) -> None:
    place = tmp_path / "onrecord.db"
    with open_record(place, settings=Settings(processes=1)) as record:
        record.add([ROOT / "examples" / "reports"])
    with ThreadPoolExecutor(1) as apart:  # a browser of other tests may keep a loop of its own running in this thread
        found = apart.submit(asyncio.run, _asked(place)).result()
    kinds = {facet["value"]: facet["count"] for facet in found["facet_results"]["kind"]["results"]}
    connection = sqlite3.connect(place)
    assert kinds == dict(connection.execute("SELECT kind, count(*) FROM facts GROUP BY kind"))
    connection.close()


async def _asked(place: Path) -> Any:
    """What datasette answers to a question for facts with a facet, without a server."""
    from datasette.app import Datasette

    datasette = Datasette([str(place)])
    answer = await datasette.client.get("/onrecord/facts.json?_facet=kind&_size=5")
    assert answer.status_code == 200, answer.text
    page = await datasette.client.get("/onrecord/statements")
    assert page.status_code == 200
    return answer.json()
