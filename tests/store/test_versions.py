"""Which version of a report is the newest: the same for names, views and hits, on both stores."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from onrecord.model import Labelled, Verdict
from onrecord.model.judgement import judgement
from onrecord.model.query import Judged
from onrecord.record import Record, open_record
from onrecord.record.adding import add
from onrecord.settings import Settings
from onrecord.store.opening import opened, reading

URL = "https://courier.example/flood"
ONE = Settings(processes=1)


def lines(path: Path, *reports: dict[str, str]) -> str:
    path.write_text("".join(f"{json.dumps(report)}\n" for report in reports))
    return str(path)


def said(number: int, **more: str) -> dict[str, str]:
    return {"text": f"At least {number} people were killed in Oranto, Ana Ruiz said.", "url": URL} | more


@pytest.fixture
def record(store_place: str) -> Iterator[Record]:
    with open_record(store_place, settings=ONE) as opened:
        yield opened


def texts(record: Record, what: str = URL) -> list[str]:
    return [one.report.text.split()[2] for one in record.store.stored(record.store.named(what))]


def test_versions_of_one_run_are_in_the_order_in_which_they_came(record: Record, tmp_path: Path) -> None:
    several = [said(number, published="2031-05-02") for number in range(12)]
    add(record.store, [lines(tmp_path / "a.jsonl", *several)], ONE, now=lambda: "2031-06-01T00:00:00Z")
    assert texts(record) == [str(number) for number in range(11, -1, -1)]


def test_the_order_is_kept_by_many_processes(store_place: str, tmp_path: Path) -> None:
    slow = said(0) | {"text": f"{said(0)['text']}\n\n" + "The river Tamm broke its banks on Tuesday, he said. " * 300}
    path = lines(tmp_path / "a.jsonl", slow, *(said(number) for number in range(1, 8)))
    with open_record(store_place, settings=Settings(processes=2)) as record:
        record.add([path])
        assert texts(record) == [str(number) for number in range(7, -1, -1)]


def test_what_the_reports_say_of_their_dates_goes_before_the_order(record: Record, tmp_path: Path) -> None:
    day = "2031-05-02"
    path = lines(
        tmp_path / "a.jsonl",
        said(8, published="2031-05-03"),
        said(7, published=f"{day}T10:00"),
        said(6, published=day, modified="2031-05-09T11:00", retrieved="2031-05-10"),
        said(5, published=day, modified="2031-05-09T11:00", retrieved="2031-05-09"),
        said(4, published=day, modified="2031-05-09"),
        said(2, published=day, retrieved="2031-05-08"),
        said(1, published=day),
        said(3, published=day, retrieved="2031-05-08T12:00"),
        said(0),
    )
    record.add([path])
    assert texts(record) == [str(number) for number in range(8, -1, -1)]


def newer(place: str) -> dict[str, str | None]:
    """By the words of each figure: the key of the newer version that its row names."""
    engine = opened(place, create=False, write=False)
    with reading(engine) as connection:
        rows = connection.execute(
            text("SELECT f.words, s.key FROM figures f LEFT JOIN sightings s ON s.id = f.newer")
        ).all()
    engine.dispose()
    return {str(words).split()[2]: key for words, key in rows}


def test_a_view_tells_which_facts_are_of_an_earlier_version(
    record: Record, store_place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    keyed = {"text": "At least 21 people were injured in Oranto, Ana Ruiz said.", "id": "k"}
    record.add([lines(tmp_path / "a.jsonl", said(10, id="a"), said(11, id="b"), said(12, id="c"))])
    record.add([lines(tmp_path / "b.jsonl", keyed, keyed | {"text": keyed["text"].replace("21", "22")})])
    record.add([lines(tmp_path / "c.jsonl", keyed | {"text": keyed["text"].replace("21", "23"), "url": f"{URL}/2"})])
    assert newer(store_place) == {"10": "c", "11": "c", "12": None, "21": "k", "22": None, "23": None}


def test_a_hit_tells_that_a_newer_version_is_there_and_can_be_left_out(record: Record, tmp_path: Path) -> None:
    other = {"text": "At least 30 people were killed in Tammar, Bo Lind said.", "id": "other"}
    record.add([lines(tmp_path / "a.jsonl", *(said(number, id=str(number)) for number in range(40)), other)])
    for words in ("", "killed"):
        hits = list(record.search(words, kind="figure"))
        (last,) = {hit.sighting for hit in hits if hit.key == "39"}
        assert {hit.key: hit.newer for hit in hits} == {str(n): last for n in range(39)} | {"39": None, "other": None}
        newest = list(record.search(words, kind="figure", newest=True))
        assert [hit.fact.id for hit in newest] == [hit.fact.id for hit in hits if hit.newer is None]
        assert list(record.search(words, kind="figure", newest=True, after=newest[0].cursor)) == newest[1:]


def test_a_hit_tells_what_people_said_of_it(record: Record, tmp_path: Path) -> None:
    record.add([lines(tmp_path / "a.jsonl", said(19), said(19, url=f"{URL}/copy"))])
    report = next(iter(record.reports()))
    verdicts: tuple[tuple[Verdict, str], ...] = (
        ("rejected", "2031-06-01T10:00:00Z"),
        ("accepted", "2031-06-02T10:00:00Z"),
    )
    for verdict, at in verdicts:
        found = report.figures[0]
        spans = (Labelled(label="figure", span=found.span),)
        told = judgement(report, fact=found.id, kind="figure", verdict=verdict, spans=spans, by="Bo", at=at, origin="x")
        record.store.judge([told])
    judged = {hit.sighting: hit.judged for hit in record.search(kind="figure")}
    assert judged.pop(report.sighting) == tuple(Judged(verdict=verdict, by="Bo", at=at) for verdict, at in verdicts)
    assert list(judged.values()) == [()]
