"""What another engine has read is read again: the same sighting, the same ids, and what changed."""

from __future__ import annotations

import dataclasses
import json
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import update as sql_update

from onrecord.acquire import acquire, again
from onrecord.codec import seal
from onrecord.errors import RecordError
from onrecord.model import Document, Failure, Report
from onrecord.pipeline import engine, read_all
from onrecord.record.adding import add
from onrecord.record.ledger import Step
from onrecord.record.updating import Updated, is_newer, update
from onrecord.settings import Settings
from onrecord.store import Entry, Outcome, Store, Turn, open_store, schema
from tests.record import reports

EXAMPLES = Path(__file__).parent.parent.parent / "examples" / "reports"
ONE = Settings(processes=1)
FIRST, SECOND = "2031-05-14T08:30:00Z", "2031-06-14T08:30:00Z"


@cache
def examples() -> tuple[Report, ...]:
    """What this program reads in the example reports."""
    return tuple(report for report in read_all([str(EXAMPLES)], ONE) if isinstance(report, Report))


@pytest.fixture
def store(store_place: str) -> Iterator[Store]:
    """A record of four reports, three of them read by an engine that found less."""
    with open_store(store_place, create=True, write=True) as opened:
        for number, report in enumerate(examples()):
            old = report if number == 0 else less(report)
            opened.write([Entry(payload=payload(report), report=old)], FIRST)
        yield opened


def less(report: Report) -> Report:
    """As an earlier engine may have read it: a statement fewer, and another that was denied."""
    second, *others = report.statements[1:]
    denied = dataclasses.replace(second, polarity="denied")
    return seal(dataclasses.replace(report, engine="earlier/1", statements=(denied, *others)))


def payload(report: Report) -> bytes:
    path = EXAMPLES / "strike.html"
    return path.read_bytes() if report.media_type == "text/html" else report.text.encode()


def updated(store: Store, settings: Settings = ONE, **options: object) -> Updated:
    return update(store, settings, now=lambda: SECOND, **options)  # type: ignore[arg-type]


def test_what_another_engine_read_is_read_again_and_the_changes_are_told(store: Store) -> None:
    right = sorted(report.seal for report in examples())
    sightings = set(store.every())
    assert updated(store) == Updated(read_again=3, appeared=3, changed=3)
    assert sorted(report.seal for report in store.reports()) == right
    assert set(store.every()) == sightings
    assert store.overview().totals["readings"] == 7
    assert updated(store) == Updated()


def test_all_of_it_is_read_again_where_that_is_asked_for_and_the_same_is_the_same(store: Store) -> None:
    assert updated(store, Settings(processes=2), every=True) == Updated(read_again=3, same=1, appeared=3, changed=3)
    assert updated(store, every=True) == Updated(same=4)
    assert store.overview().totals["readings"] == 7


def test_an_update_that_is_stopped_goes_on_where_it_was(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.record.updating.OFTEN", 0.0)

    def stop(_: Step) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        updated(store, progress=stop)
    assert updated(store).read_again == 2


def test_a_report_that_cannot_be_read_again_keeps_its_reading(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(_: object) -> Failure:
        return Failure(locator="x", reason="it is odd", remedy="leave it")

    monkeypatch.setattr("onrecord.pipeline.read_encoded", never)
    before = list(store.reports())
    steps: list[Step] = []
    assert updated(store, progress=steps.append) == Updated(failed=3)
    assert list(store.reports()) == before
    assert [(step.became, step.total) for step in steps] == [("failed", 3)] * 3


ODD = [
    reports.fields(0) | {"title": 5, "published": "yesterday"},
    reports.fields(1) | {"title": "No line of it", "url": "https://courier.example/1", "language": "en_GB"},
    {"id": 7, "html": (EXAMPLES / "strike.html").read_text()},
    {
        "html": (EXAMPLES / "strike.html").read_text(),
        "title": "Given",
        "outlet": "The Gazette",
        "published": "2031-01-01",
    },
    {"text": "date 2031-05-02 The river rose.", "published": "2031-05-03"},
    {"text": "date 2031-95-02 The river rose."},
    {"text": "The river fell.", "modified": "2031-05-04", "retrieved": "2031-05-05T10:00Z"},
    {"text": "The river stood.", "modified": "2031-05-04T", "retrieved": []},
    {"text": "The river rises\n\nNobody was hurt in Oranto.\n\nThe mayor said so."},
]


@pytest.mark.parametrize("published", [None, "2031-04-01"])
def test_a_document_made_again_of_what_is_kept_is_the_document_that_was_read(
    tmp_path: Path, published: str | None
) -> None:
    (tmp_path / "odd.jsonl").write_text("\n".join(json.dumps(each) for each in ODD))
    (tmp_path / "western.txt").write_bytes("Der Fluß stieg über die Ufer, said the mayor of Tammar.".encode("cp1252"))
    shutil.copytree(EXAMPLES, tmp_path / "reports")
    paths = [str(tmp_path)]
    for document, report in zip(acquire(paths, published=published), read_all(paths, ONE, published), strict=True):
        assert isinstance(document, Document)
        assert isinstance(report, Report)
        assert again(document.payload, report) == document


def test_bytes_that_hold_no_text_any_more_are_a_failure() -> None:
    report = next(report for report in examples() if report.media_type == "text/plain")
    assert isinstance(again(b"\xff\xfe\xfa", report), Failure)
    assert isinstance(again(b"  ", report), Failure)


def test_a_record_that_was_added_needs_no_update(store_place: str) -> None:
    with open_store(store_place, create=True, write=True) as opened:
        add(opened, [str(EXAMPLES)], ONE, now=lambda: FIRST)
        assert updated(opened) == Updated()
        assert updated(opened, every=True) == Updated(same=4)


@pytest.mark.parametrize("table", ["readings", "reports"])
def test_a_damaged_report_is_lost_alone(store: Store, table: str) -> None:
    broken = list(store.every())[2]
    with store.turn() as turn:
        of = schema.metadata.tables[table].c
        own, column = (of.sighting_id, "body") if table == "readings" else (of.id, "payload")
        report = next(one.report for one in store.stored([broken]))
        identity = broken if table == "readings" else report.id
        turn._connection.execute(
            sql_update(schema.metadata.tables[table]).where(own == identity).values({column: b"x"})
        )
    steps: list[Step] = []
    done = updated(store, progress=steps.append)
    assert (done.read_again, done.failed) == (2, 1)
    (lost,) = [step for step in steps if step.failure]
    assert lost.locator == broken
    assert "its stored bytes are damaged" in lost.failure.reason if lost.failure else False


def test_what_a_newer_program_read_is_not_taken_back_unasked(store: Store) -> None:
    own = engine()
    newer = re.sub(r"/[0-9]+", "/999", own)
    first = examples()[0]
    store.write(
        [Entry(payload=payload(first), report=seal(dataclasses.replace(first, engine=newer)))], FIRST, again=True
    )
    with pytest.raises(RecordError, match=r"was read by a newer program .* upgrade onrecord, or give --all"):
        updated(store)
    assert store.overview().totals["readings"] == 5
    assert updated(store, every=True).read_again == 4


@pytest.mark.parametrize(
    ("other", "newer"),
    [
        ("onrecord/0.1.0 onrecord-en/0.2.0", False),
        ("onrecord/0.1 onrecord-en/0.2.0.0", False),
        ("onrecord/0.0.9 onrecord-en/0.1.9", False),
        ("onrecord/0.1.0 onrecord-en/0.10.0", True),
        ("onrecord/0.1.1 onrecord-en/0.1.0", True),
        ("earlier/9 by-hand", False),
        ("onrecord/x onrecord-en/", False),
        ("", False),
    ],
)
def test_versions_are_numbers_part_by_part(other: str, newer: bool) -> None:
    assert is_newer(other, "onrecord/0.1.0 onrecord-en/0.2.0") is newer


def test_what_another_update_did_first_is_the_same(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Turn.write

    def late(turn: Turn, entries: list[Entry], at: str, *, again: bool = False) -> list[Outcome]:
        whole(turn, entries[:1], at, again=again)
        return whole(turn, entries, at, again=again)

    monkeypatch.setattr(Turn, "write", late)
    monkeypatch.setattr("onrecord.record.updating.OFTEN", 600.0)
    done = updated(store)
    assert (done.read_again, done.same) == (2, 1)
