"""The contract of both stores: what is written is there whole, once, and as it was sealed."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, update

from onrecord import codec
from onrecord.errors import DamagedError, RecordError, RefusedError
from onrecord.model import Failure, Report
from onrecord.model.judgement import judgement
from onrecord.store import Entry, Store, open_store, path_given, path_kept, schema
from onrecord.store.reading import texts_of
from tests import synthetic

FIRST, SECOND, THIRD = "2031-05-14T08:30:00Z", "2031-05-15T08:30:00Z", "2031-05-16T08:30:00Z"


@pytest.fixture
def store(store_place: str) -> Iterator[Store]:
    """An empty record."""
    with open_store(store_place, create=True, write=True) as opened:
        yield opened


def report(number: int = 0, **fields: object) -> Report:
    """One of many reports, no two of the same text."""
    whole = synthetic.report(key=f"report-{number}.txt", text=f"{synthetic.TEXT}\n\nEdition {number}.")
    return synthetic.changed(whole, **fields)


def entry(whole: Report) -> Entry:
    """A report with its bytes."""
    return Entry(payload=whole.text.encode(), report=whole)


def failure(locator: str, reason: str = "it is cut off") -> Failure:
    return Failure(locator=locator, reason=reason, remedy="get it again")


def test_what_was_sealed_comes_back_as_it_was_sealed(store: Store) -> None:
    reports = [report(number) for number in range(3)]
    assert store.write([entry(each) for each in reports], FIRST) == ["added"] * 3
    assert list(store.reports()) == reports
    assert [codec.is_sealed(each) for each in store.reports()] == [True] * 3
    assert store.payload(reports[0].id) == reports[0].text.encode()
    (stored,) = store.stored([reports[1].sighting])
    assert (stored.report, stored.first_seen, stored.last_seen, stored.read_at) == (reports[1], FIRST, FIRST, FIRST)


@pytest.mark.parametrize(
    "text", ["Flood 👩‍👩‍👧 at Oranto “now”.", "naïve \u202e\ufeff café\x01", "\\ \t\r\n ' \" %s ? :x"]
)
def test_no_character_of_a_text_is_lost(store: Store, text: str) -> None:
    whole = synthetic.report(key=text, text=f"{synthetic.TEXT}\n\n{text}", title=text)
    store.write([entry(whole)], FIRST)
    assert list(store.reports()) == [whole]
    assert store.named(text) == [whole.sighting]


def test_a_sighting_that_is_there_is_known_and_was_seen_again(store: Store) -> None:
    store.write([entry(report())], FIRST)
    assert store.write([entry(report()), entry(report(1)), entry(report(1))], SECOND) == ["known", "added", "known"]
    seen = {each.report.key: (each.first_seen, each.last_seen) for each in store.stored(list(store.every()))}
    assert seen == {"report-0.txt": (FIRST, SECOND), "report-1.txt": (SECOND, SECOND)}
    assert store.overview().totals["readings"] == 2


def test_another_reading_of_a_known_sighting_is_not_taken_unless_asked_for(store: Store) -> None:
    store.write([entry(report())], FIRST)
    assert store.write([entry(report(engine="by-hand/2"))], SECOND) == ["known"]
    assert list(store.reports()) == [report()]


def test_one_text_seen_in_two_places_is_kept_once(store: Store) -> None:
    there, here = synthetic.report(key="there.txt"), synthetic.report(key="here.txt")
    store.write([entry(there), entry(here)], FIRST)
    totals = store.overview().totals
    assert (totals["reports"], totals["texts"], totals["sightings"], totals["readings"]) == (1, 1, 2, 2)
    assert totals["facts"] == 2 * len(there.statements + there.figures + there.events)
    assert list(store.reports()) == [there, here]


def test_of_many_sightings_those_that_are_there_are_told(store: Store) -> None:
    reports = [report(number) for number in range(4)]
    store.write([entry(each) for each in reports[:2]], FIRST)
    asked = [each.sighting for each in reports] + [f"s_{number:024}" for number in range(1_200)]
    assert store.known(asked) == {each.sighting for each in reports[:2]}
    assert store.known([]) == set()


def test_a_newer_reading_takes_the_place_of_the_older_and_the_changes_are_told(store: Store) -> None:
    old = report()
    new = report(engine="by-hand/2", statements=old.statements[:1], figures=(old.figures[0], *old.figures[2:]))
    store.write([entry(old)], FIRST)
    assert list(store.every(engine_is_not="by-hand/2")) == [old.sighting]
    assert store.write([entry(new)], SECOND, again=True) == ["read again"]
    assert list(store.reports()) == [new]
    assert store.overview().totals["readings"] == 2
    assert store.overview().engines == {"by-hand/2": 1}
    assert store.overview().changes == {"vanished": 2}
    assert list(store.every(engine_is_not="by-hand/2")) == []


def test_the_same_reading_again_changes_nothing(store: Store) -> None:
    store.write([entry(report())], FIRST)
    assert store.write([entry(report())], SECOND, again=True) == ["known"]
    assert (store.overview().totals["readings"], store.overview().totals["changes"]) == (1, 0)


def test_a_fact_that_is_found_again_keeps_its_id_and_says_what_changed(store: Store) -> None:
    old = report()
    denied = dataclasses.replace(old.statements[0], polarity="denied")
    new = report(engine="by-hand/2", statements=(denied, *old.statements[1:]))
    store.write([entry(old)], FIRST)
    store.write([entry(new)], SECOND, again=True)
    assert store.overview().changes == {"changed": 1}
    assert store.named(denied.id) == [old.sighting]


def test_a_text_that_comes_out_otherwise_is_another_text_beside_the_old(store: Store) -> None:
    old = report()
    new = synthetic.report(key="report-0.txt", text=f"{old.text}\n\nCorrected.")
    new = synthetic.changed(
        new, id=old.id, sighting=old.sighting, bytes_sha256=old.bytes_sha256, media_type="text/html", engine="by-hand/2"
    )
    store.write([entry(old)], FIRST)
    assert store.write([Entry(payload=old.text.encode(), report=new)], SECOND, again=True) == ["read again"]
    assert (store.overview().totals["texts"], store.overview().totals["reports"]) == (2, 1)
    assert list(store.reports()) == [new]


def test_a_batch_that_fails_leaves_nothing_of_it(store: Store) -> None:
    def half() -> None:
        with store.turn() as turn:
            turn.write([entry(report())], FIRST)
            turn.fail("late.txt", [failure("late.txt")], FIRST)
            raise ArithmeticError

    with pytest.raises(ArithmeticError):
        half()
    assert set(store.overview().totals.values()) == {0}


def test_a_report_that_a_table_does_not_take_is_refused_and_the_record_stays_whole(store: Store) -> None:
    whole = report()
    twice = synthetic.changed(whole, statements=(whole.statements[0], whole.statements[0]))
    with pytest.raises(RefusedError, match=r"UNIQUE|unique"):
        store.write([entry(report(1)), entry(twice)], FIRST)
    assert set(store.overview().totals.values()) == {0}
    assert store.write([entry(whole)], FIRST) == ["added"]


def test_a_payload_that_is_not_there_is_told(store: Store) -> None:
    with pytest.raises(RecordError, match="r_nothing: is not on the record; `onrecord search` finds what is"):
        store.payload("r_nothing")


def fail(store: Store, path: str, found: list[Failure], at: str, published: str | None = None) -> None:
    """What could not be read behind a path."""
    with store.turn() as turn:
        turn.fail(path, found, at, published)


def settle(store: Store, path: str, still: list[str]) -> None:
    """A path was read to its end."""
    with store.turn() as turn:
        turn.settle(path, still)


def test_failures_are_kept_counted_and_settled(store: Store) -> None:
    news = path_kept("a.jsonl", "/home/ana")
    fail(store, news, [failure("a.jsonl, line 1"), failure("a.jsonl, line 3")], FIRST, "2031-05-02")
    fail(store, news, [failure("a.jsonl, line 3", "it is worse")], SECOND, "2031-05-03")
    first, third = store.failed()
    assert (first.attempts, first.first_seen, first.last_seen) == (1, FIRST, FIRST)
    assert (third.attempts, third.first_seen, third.last_seen) == (2, FIRST, SECOND)
    assert (third.path, third.published, third.failure.reason) == (news, "2031-05-03", "it is worse")
    settle(store, news, ["a.jsonl, line 3"])
    settle(store, path_kept("b.jsonl", "/home/ana"), [])
    assert [each.failure.locator for each in store.failed()] == ["a.jsonl, line 3"]


@pytest.mark.parametrize("again", ["/home/ana/a.jsonl", "./a.jsonl", "/home//ana/./a.jsonl"])
def test_one_file_is_one_path_however_it_was_given_and_keeps_its_first_name(store: Store, again: str) -> None:
    news = path_kept("a.jsonl", "/home/ana")
    fail(store, news, [failure("a.jsonl, line 3")], FIRST)
    fail(store, path_kept(again, "/home/ana"), [failure(f"{again}, line 3")], SECOND)
    (kept,) = store.failed()
    assert (kept.path, kept.failure.locator, kept.attempts) == (news, "a.jsonl, line 3", 2)
    settle(store, path_kept("a.jsonl", "/home/bo"), [])
    assert store.failed() == [kept]
    settle(store, path_kept(again, "/home/ana"), [])
    assert store.failed() == []


def test_one_name_in_two_folders_is_two_failures(store: Store) -> None:
    for folder in ("/home/ana", "/home/bo"):
        fail(store, path_kept("a.txt", folder), [failure("a.txt")], FIRST)
    settle(store, path_kept("a.txt", "/home/bo"), [])
    assert [each.path for each in store.failed()] == ["/home/ana/./a.txt"]


@pytest.mark.parametrize("folder", ["/", "/home/ana"])
@pytest.mark.parametrize("given", ["a.txt", "./a.txt", "../a/./b", "/a/./b.txt", "/a.txt", "."])
def test_a_path_as_it_is_kept_leads_to_its_file_and_tells_how_it_was_given(folder: str, given: str) -> None:
    kept = path_kept(given, folder)
    there, back = path_given(kept)
    assert back == given
    assert kept.startswith("/")
    assert os.path.normpath(kept) == os.path.normpath(Path(folder, given))
    assert given.startswith("/") or there == folder


@pytest.mark.parametrize("name", ["caf\udce9.txt", "nul\0.txt", "long" * 600 + ".txt"])
def test_any_name_of_a_file_can_fail_and_be_settled(store: Store, name: str) -> None:
    fail(store, name, [failure(name, f"{name} is odd")], FIRST)
    fail(store, name, [failure(name, f"{name} is odd")], SECOND)
    (kept,) = store.failed()
    assert (kept.path, kept.attempts) == (name.replace("\0", "\\x00"), 2)
    settle(store, name, [])
    assert store.failed() == []


def test_the_record_at_a_glance(store: Store) -> None:
    earlier = report(1, outlet=None, published=None)
    store.write([entry(report()), entry(earlier)], FIRST)
    seen = store.overview()
    assert seen.outlets == {"The Oranto Courier": 1, None: 1}
    assert (seen.first, seen.last) == ("2031-05-02", "2031-05-02")
    assert seen.engines == {"by-hand/1": 2}
    assert seen.totals == store.overview().totals
    assert seen.size > 10_000


def test_a_clock_that_is_behind_makes_nothing_older(store: Store) -> None:
    store.write([entry(report()), entry(report(1))], SECOND)
    with store.turn() as turn:
        turn.touch([report().sighting], FIRST)
    store.write([entry(report(1))], FIRST)
    store.write([entry(report(engine="by-hand/2", figures=()))], FIRST, again=True)
    store.write([entry(report(engine="by-hand/3"))], THIRD, again=True)
    seen = {each.report.key: (each.first_seen, each.last_seen) for each in store.stored(list(store.every()))}
    assert set(seen.values()) == {(SECOND, SECOND)}
    shown = store.shown(report().sighting)
    assert shown
    assert [each.read_at for each in shown.readings] == [SECOND, SECOND, THIRD]
    assert {each.at for each in shown.revisions} == {SECOND, THIRD}
    assert list(store.proofs()) == []


def test_large_reports_are_fetched_a_few_at_a_time(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    reports = [report(number) for number in range(7)]
    store.write([entry(each) for each in reports], FIRST)
    fetched: list[int] = []

    def counted(connection: Connection, numbers: Collection[int]) -> dict[int, str]:
        fetched.append(len(numbers))
        return texts_of(connection, numbers)

    monkeypatch.setattr("onrecord.store.reading.texts_of", counted)
    monkeypatch.setattr("onrecord.store.reading.HEAVY", 2 * len(reports[0].text) + 1)
    wanted = [each.sighting for each in reversed(reports)]
    whole = store.stored([*wanted[:2], "s_nothing", *wanted[2:]])
    assert next(whole).report == reports[-1]
    assert fetched == [2]
    assert [each.report for each in whole] == reports[-2::-1]
    assert fetched == [2, 2, 2, 1]
    monkeypatch.setattr("onrecord.store.reading.HEAVY", 1)
    assert list(store.reports()) == reports


def test_a_damaged_reading_is_told_by_its_sighting(store_place: str) -> None:
    with open_store(store_place, create=True, write=True) as store:
        store.write([entry(report()), entry(report(1))], FIRST)
        with store.turn() as turn:
            of = schema.readings.c
            turn._connection.execute(update(schema.readings).where(of.id == 2).values(body=b"\0"))
        whole = store.reports()
        assert next(whole) == report()
        with pytest.raises(DamagedError, match=f"{report(1).sighting}: its stored bytes are damaged"):
            next(whole)


@pytest.mark.parametrize("odd", [{"by": "Bo\0"}, {"by": "Bo", "values": {"polarity": "\ud800"}}])
def test_a_judgement_that_not_every_database_keeps_is_refused_by_each(store: Store, odd: dict[str, Any]) -> None:
    whole = report()
    store.write([entry(whole)], FIRST)
    fields: dict[str, Any] = {"fact": whole.statements[0].id, "kind": "statement", "verdict": "corrected", "spans": ()}
    said = judgement(whole, **fields, by="Bo", at=SECOND, origin="doccano")
    with pytest.raises(RefusedError, match="which no record keeps"):
        store.judge([dataclasses.replace(said, **odd)])
    assert store.judge([said]) == 1


@pytest.mark.parametrize("name", ["\udcff", "f_\0"])
def test_what_is_no_name_names_nothing(store: Store, name: str) -> None:
    store.write([entry(report())], FIRST)
    assert store.named(name) == []
    assert store.shown(name) is None
    assert store.judgements(name) == []
