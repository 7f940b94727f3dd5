"""What is added is there once and whole, whatever fails and whoever is stopped."""

from __future__ import annotations

import dataclasses
import io
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from onrecord.errors import RecordError
from onrecord.model import Failure
from onrecord.record.adding import Added, add
from onrecord.record.ledger import File, Ledger, Seen, Step
from onrecord.record.sources import Source
from onrecord.settings import Settings
from onrecord.store import Entry, Outcome, Store, Turn, open_store
from tests.record import reports
from tests.synthetic import changed, report

ONE = Settings(processes=1)


def clock() -> Iterator[str]:
    return (f"2031-05-14T08:30:{second % 60:02}Z" for second in count())


@pytest.fixture
def store(store_place: str) -> Iterator[Store]:
    """An empty record."""
    with open_store(store_place, create=True, write=True) as opened:
        yield opened


@pytest.fixture
def lite(tmp_path: Path) -> Iterator[Store]:
    """An empty record in a file, for what does not depend on the database."""
    with open_store(str(tmp_path / "onrecord.db"), create=True, write=True) as opened:
        yield opened


def added(store: Store, *paths: Path | str, settings: Settings = ONE, **options: object) -> Added:
    """A run; each moment is another."""
    moments = clock()
    return add(store, [str(path) for path in paths], settings, now=lambda: next(moments), **options)  # type: ignore[arg-type]


def locators(store: Store) -> list[str]:
    return sorted(Path(each.failure.locator).name for each in store.failed())


def test_reports_are_added_once_with_their_facts(store: Store, tmp_path: Path) -> None:
    news = reports.file(tmp_path / "news.jsonl", 3)
    first = added(store, news)
    assert (first.added, first.known, first.failed) == (3, 0, 0)
    assert first.facts == store.overview().totals["facts"] > 3
    assert added(store, news) == Added(known=3)
    assert [report.key for report in store.reports()] == ["report-0", "report-1", "report-2"]


def test_what_many_processes_read_is_what_one_reads(lite: Store, tmp_path: Path) -> None:
    news = reports.file(tmp_path / "news.jsonl", 8)
    assert added(lite, news, settings=Settings(processes=2)).added == 8
    with open_store(str(tmp_path / "one.db"), create=True, write=True) as other:
        assert added(other, news).added == 8
        assert sorted(each.seal for each in lite.reports()) == sorted(each.seal for each in other.reports())


def test_what_was_seen_again_is_known_by_its_last_day(store: Store, tmp_path: Path) -> None:
    news = reports.file(tmp_path / "news.jsonl", 1)
    add(store, [str(news)], ONE, now=lambda: "2031-05-14T08:30:00Z")
    add(store, [str(news)], ONE, now=lambda: "2031-06-01T08:30:00Z")
    (seen,) = store.stored(list(store.every()))
    assert (seen.first_seen, seen.last_seen) == ("2031-05-14T08:30:00Z", "2031-06-01T08:30:00Z")


def test_the_same_report_twice_in_one_run_is_known_the_second_time(lite: Store, tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_text("\n".join(reports.lines(2) + reports.lines(2)))
    done = added(lite, tmp_path / "news.jsonl", tmp_path / "news.jsonl", settings=Settings(processes=2))
    assert (done.added, done.known) == (2, 6)


def test_another_publication_date_is_another_sighting_of_the_same_report(lite: Store, tmp_path: Path) -> None:
    (tmp_path / "flood.txt").write_text("At least 19 people were killed in Oranto on Tuesday, the mayor said.")
    assert added(lite, tmp_path / "flood.txt").added == 1
    assert added(lite, tmp_path / "flood.txt", published="2031-05-02").added == 1
    assert (lite.overview().totals["reports"], lite.overview().totals["sightings"]) == (1, 2)


def test_what_fails_is_kept_and_stops_no_other(store: Store, tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_text(
        "\n".join([*reports.lines(1), "{half", *reports.lines(1, 1), '{"id": "bare"}'])
    )
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    done = added(
        store, tmp_path / "news.jsonl", tmp_path / "picture.png", tmp_path / "gone.txt", published="2031-05-02"
    )
    assert (done.added, done.failed) == (2, 4)
    assert locators(store) == ["gone.txt", "news.jsonl, line 2", "news.jsonl, line 4", "picture.png"]
    assert {each.published for each in store.failed()} == {"2031-05-02"}


def test_what_failed_is_tried_again_where_that_is_asked_for(store: Store, tmp_path: Path) -> None:
    news, late = tmp_path / "news.jsonl", tmp_path / "late.txt"
    news.write_text("\n".join([*reports.lines(1), "{half"]))
    added(store, news, late, published="2031-05-02")
    news.write_text("\n".join(reports.lines(2)))
    late.write_text("At least 19 people were killed in Oranto on Tuesday, the mayor said.")
    before = store.overview().totals["facts"]
    done = added(store, retry=True)
    assert done == Added(added=2, known=1, facts=store.overview().totals["facts"] - before)
    assert store.failed() == []
    assert {report.published.value for report in store.reports() if report.published} == {"2031-05-02"}
    assert added(store, retry=True) == Added()


def test_what_fails_again_is_counted(lite: Store, tmp_path: Path) -> None:
    for _ in range(3):
        assert added(lite, tmp_path / "gone.txt", retry=True).failed == 1
    assert [each.attempts for each in lite.failed()] == [3]


def test_a_path_that_is_read_to_its_end_settles_its_failures_without_being_asked(lite: Store, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    assert added(lite, folder).failed == 1
    reports.file(folder / "news.jsonl", 1)
    assert added(lite, folder).added == 1
    assert lite.failed() == []


def test_a_name_that_is_no_text_can_fail_and_be_tried_again(lite: Store, tmp_path: Path) -> None:
    path = Path(os.fsdecode(bytes(tmp_path) + b"/caf\xe9.txt"))
    path.write_text("")
    assert added(lite, path).failed == 1
    path.write_text("At least 19 people were killed in Oranto on Tuesday, the mayor said.")
    assert added(lite, retry=True).added == 1
    assert lite.failed() == []


@pytest.mark.parametrize("field", ["text", "title", "id", "outlet", "url"])
def test_a_nul_character_is_a_failure_on_every_store(store: Store, tmp_path: Path, field: str) -> None:
    told = reports.fields(0)
    told[field] = f"{told.get(field, 'flood')} \0 and more"
    (tmp_path / "news.jsonl").write_text("\n".join([json.dumps(told), *reports.lines(1, 1)]))
    done = added(store, tmp_path / "news.jsonl")
    assert (done.added, done.failed) == (1, 1)
    (kept,) = store.failed()
    assert kept.failure.reason == f"its {field} holds a NUL character (U+0000), which no record keeps"
    assert kept.failure.locator.endswith("news.jsonl, line 1")


def test_a_report_that_the_record_does_not_take_is_a_failure_and_the_others_are_kept(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Turn.write

    def refusing(turn: Turn, entries: list[Entry], at: str, *, again: bool = False) -> list[Outcome]:
        outcomes = whole(turn, entries, at, again=again)
        if any(entry.report.key == "report-2" for entry in entries):
            whole(turn, [broken(entry) for entry in entries], at, again=True)
        return outcomes

    monkeypatch.setattr(Turn, "write", refusing)
    done = added(store, reports.file(tmp_path / "news.jsonl", 5))
    assert (done.added, done.failed) == (4, 1)
    assert locators(store) == ["news.jsonl, line 3"]
    assert "the record does not take it" in store.failed()[0].failure.reason
    assert sorted(report.key or "" for report in store.reports()) == ["report-0", "report-1", "report-3", "report-4"]


def broken(entry: Entry) -> Entry:
    """The entry with a fact that is in it twice, which no table takes."""
    whole = entry.report
    return Entry(payload=entry.payload, report=changed(whole, figures=whole.figures + whole.figures, engine="x/1"))


def test_a_record_that_cannot_be_written_ends_the_run_and_keeps_what_is_there(
    lite: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    news = reports.file(tmp_path / "news.jsonl", 1)
    added(lite, news)

    def full(*_: object, **__: object) -> list[Outcome]:
        raise RecordError("the disk is full")

    monkeypatch.setattr(Turn, "write", full)
    with pytest.raises(RecordError, match="the disk is full"):
        added(lite, reports.file(tmp_path / "more.jsonl", 4))
    assert (lite.overview().totals["sightings"], lite.failed()) == (1, [])


def test_the_records_own_files_are_no_reports(lite: Store, tmp_path: Path) -> None:
    reports.file(tmp_path / "news.jsonl", 1)
    (tmp_path / "onrecord.db.backup-0001-20310514T083000Z").write_bytes(b"SQLite format 3\0")
    assert added(lite, tmp_path).added == 1
    assert lite.failed() == []
    assert added(lite, tmp_path / "onrecord.db").failed == 1  # who names it is told


def test_progress_counts_every_input_once_and_its_bytes(lite: Store, tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_text("\n\n".join([*reports.lines(2), "{half", *reports.lines(1)]) + "\n\n")
    (tmp_path / "empty.txt").write_text("  ")
    steps: list[Step] = []
    added(lite, tmp_path / "news.jsonl", tmp_path / "empty.txt", progress=steps.append)
    assert sorted(step.became for step in steps) == ["added", "added", "failed", "failed", "known"]
    whole = sum((tmp_path / name).stat().st_size for name in ("news.jsonl", "empty.txt"))
    assert {step.total for step in steps} == {whole}
    assert sum(step.size for step in steps) in range(whole - 1, whole + 1)  # but for blank lines at the end
    assert [step.failure is not None for step in steps] == [step.became == "failed" for step in steps]


def test_many_files_are_written_in_few_transactions(
    lite: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(120):
        (folder / f"{number}.txt").write_text(f"Flood number {number}.")
    moments = iter(range(1000))
    taken: list[int] = []

    def now() -> str:
        taken.append(next(moments))
        return "2031-05-14T08:30:00Z"

    monkeypatch.setattr("onrecord.record.ledger.OFTEN", 600.0)
    assert add(lite, [str(folder)], ONE, now=now).added == 120
    assert len(taken) == 3


def test_what_failed_in_another_folder_is_tried_again_under_the_name_that_it_had(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, bo = tmp_path / "ana", tmp_path / "bo"
    (ana / "new").mkdir(parents=True)
    bo.mkdir()
    monkeypatch.chdir(ana)
    done = added(store, "late.txt", "./half.jsonl", "new", published="2031-05-02")
    assert (done.failed, locators(store)) == (3, ["half.jsonl", "late.txt", "new"])
    late, calm = "At least 19 people were killed in Oranto, the mayor said.", "Nobody was hurt in Oranto."
    (bo / "late.txt").write_text("Of another flood, in another folder.")
    (ana / "late.txt").write_text(late)
    (ana / "half.jsonl").write_text(json.dumps({"text": "The river rose."}) + "\n{half\n")
    (ana / "new" / "calm.txt").write_text(calm)
    monkeypatch.chdir(bo)
    assert (again := added(store, retry=True)).added == 3
    assert again.failed == 1
    found = {report.key: report.text for report in store.reports()}
    assert found == {"late.txt": late, "./half.jsonl:1": "The river rose.", "new/calm.txt": calm}
    (kept,) = store.failed()
    assert (kept.failure.locator, kept.path) == ("./half.jsonl, line 2", f"{ana}/././half.jsonl")
    monkeypatch.chdir(ana)
    assert added(store, "late.txt", "./half.jsonl", "new", published="2031-05-02").known == 3


def test_a_file_of_the_same_name_in_another_folder_settles_nothing(
    lite: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in (("ana", "  "), ("bo", "The river rose.")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "flood.txt").write_text(text)
        monkeypatch.chdir(tmp_path / name)
        added(lite, "flood.txt")
    assert [each.path for each in lite.failed()] == [f"{tmp_path}/ana/./flood.txt"]


def test_what_failed_on_standard_input_is_not_settled_by_what_comes_there_next(
    lite: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for piped in (b'{"id": 1}\n', b"  ", b"The river rose at Oranto."):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(piped)))
        added(lite, "-")
    assert [(each.failure.locator, each.attempts) for each in lite.failed()] == [("-", 1), ("-, line 1", 1)]
    assert added(lite, retry=True) == Added()


def test_the_moment_is_taken_when_the_turn_has_come(store: Store, tmp_path: Path) -> None:
    held: list[bool] = []
    whole = Store.turn

    @contextmanager
    def turn(self: Store) -> Iterator[Turn]:
        with whole(self) as opened:
            held.append(True)
            yield opened
        held.clear()

    def now() -> str:
        assert held
        return "2031-05-14T08:30:00Z"

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Store, "turn", turn)
        assert add(store, [str(reports.file(tmp_path / "news.jsonl", 2))], ONE, now=now).added == 2


def on_its_way(store: Store, steps: list[Step]) -> tuple[Ledger, Seen, Seen]:
    """A report of which nothing has come yet, and the same one behind it."""
    ledger = Ledger(store=store, now=lambda: "2031-05-14T08:30:00Z", step=steps.append, troubled=set())
    source = Source(path="news.jsonl", name="news.jsonl", kept="/news.jsonl", published=None)
    file = File(source=source, under_way=2)
    first = Seen(file=file, locator="news.jsonl, line 1", sighting=report().sighting, payload=b"x", size=1)
    second = dataclasses.replace(first, locator="news.jsonl, line 2")
    assert (ledger.takes(first), ledger.takes(second)) == (True, False)
    return ledger, first, second


def test_what_waits_for_a_report_that_is_lost_is_lost_with_it(lite: Store) -> None:
    steps: list[Step] = []
    ledger, first, _ = on_its_way(lite, steps)
    ledger.write()
    assert steps == []
    ledger.lost(first, Failure(locator="news.jsonl, line 1", reason="it is odd", remedy="leave it"))
    ledger.write()
    assert [(step.locator, step.became) for step in steps] == [
        ("news.jsonl, line 1", "failed"),
        ("news.jsonl, line 2", "failed"),
    ]
    assert locators(lite) == ["news.jsonl, line 1", "news.jsonl, line 2"]


def test_what_waits_for_a_report_that_is_written_is_known_then(lite: Store) -> None:
    steps: list[Step] = []
    ledger, first, second = on_its_way(lite, steps)
    ledger.report(dataclasses.replace(first, payload=report().text.encode()), report())
    assert not ledger.takes(second)  # a third one
    ledger.write()
    assert [step.became for step in steps] == ["added", "known", "known"]


def test_what_waits_for_a_report_that_is_refused_fails_with_it(lite: Store) -> None:
    steps: list[Step] = []
    ledger, first, _ = on_its_way(lite, steps)
    twice = changed(report(), figures=report().figures * 2)
    ledger.report(dataclasses.replace(first, payload=report().text.encode()), twice)
    ledger.write()
    assert [step.became for step in steps] == ["failed", "failed"]
    assert list(lite.every()) == []
