"""`onrecord add`, `update` and `stats`: the record's own verbs, as a person types them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from onrecord import codec
from onrecord.errors import RecordError
from onrecord.store import Entry, Outcome, Turn, open_store
from tests.cli.conftest import Command
from tests.record import reports
from tests.synthetic import report

FAILED = "1 of 2 inputs failed; `onrecord stats --failures` lists them, `onrecord add --retry` tries them again"


def test_a_folder_is_added_once(onrecord: Command, flood: Path) -> None:
    first, second = onrecord("add", flood.name), onrecord("add", flood.name)
    assert (first.code, first.err) == (second.code, second.err) == (0, "")
    assert first.out.startswith("onrecord.db: 1 added · 0 known · 0 failed · ")
    assert first.out.endswith(" facts · a new record\n")
    assert second.out == "onrecord.db: 0 added · 1 known · 0 failed · 0 facts\n"


@pytest.mark.parametrize("how", ["option", "file", "environment"])
def test_the_record_has_the_place_that_is_given(
    onrecord: Command, flood: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    if how == "file":
        (tmp_path / "onrecord.toml").write_text("record = 'news.db'\n")
    if how == "environment":
        monkeypatch.setenv("ONRECORD_RECORD", "news.db")
    ran = onrecord("add", flood.name, *(["--record", "news.db"] if how == "option" else []))
    assert ran.out.startswith("news.db: 1 added")
    assert (tmp_path / "news.db").exists()


def test_an_address_is_shown_without_its_secret(onrecord: Command, flood: Path, postgres_url: str) -> None:
    ran = onrecord("add", "--record", postgres_url, flood.name)
    assert ran.out.startswith("postgresql")
    assert ":***@" in ran.out
    assert postgres_url.split(":")[2].split("@")[0] not in ran.out + ran.err


def test_standard_input_is_added_where_nothing_is_named(onrecord: Command) -> None:
    piped = "\n".join(reports.lines(2))
    assert onrecord("add", stdin=piped).out.startswith("onrecord.db: 2 added")
    assert onrecord("add", "-", stdin=piped).out.startswith("onrecord.db: 0 added · 2 known")


def test_what_fails_is_told_kept_and_tried_again(onrecord: Command, flood: Path, tmp_path: Path) -> None:
    ran = onrecord("add", flood.name, "late.txt", "--published", "2031-05-02")
    assert (ran.code, ran.out.split(" · ")[2]) == (3, "1 failed")
    assert ran.err.splitlines() == [
        "onrecord: late.txt: there is no such file or directory; check the path",
        f"onrecord: {FAILED}",
    ]
    listed = onrecord("stats", "--failures")
    assert listed.out.splitlines()[0] == "late.txt: there is no such file or directory; check the path"
    assert listed.out.splitlines()[-1] == "1 failure; `onrecord add --retry` tries them again"
    (tmp_path / "late.txt").write_text("At least 19 people were killed in Oranto on Tuesday, the mayor said.")
    assert onrecord("add", "--retry").out.startswith("onrecord.db: 1 added · 0 known · 0 failed")
    assert onrecord("stats", "--failures").out == "0 failures\n"


def test_what_failed_on_standard_input_is_not_tried_again_and_that_is_said(onrecord: Command) -> None:
    assert onrecord("add", "-", stdin=" ").code == 1
    ran = onrecord("add", "--retry")
    assert ran.err == "onrecord: what failed on standard input is not tried again; pipe it in once more\n"
    assert onrecord("stats").out.count("1 failure ") == 1


def test_only_failures_is_exit_code_one(onrecord: Command) -> None:
    assert onrecord("add", "gone.txt").code == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--published", "yesterday"), "is no date"),
        (("--processes", "0"), "--processes: 0 is not a whole number above 0; write one such as 4"),
        (("--record", " "), "--record: ' ' is no place of a record"),
    ],
)
def test_misuse_is_told_and_makes_no_record(
    onrecord: Command, flood: Path, tmp_path: Path, arguments: tuple[str, str], message: str
) -> None:
    ran = onrecord("add", flood.name, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["flood.txt"]


def test_a_file_that_is_no_record_is_no_place_to_add_to(onrecord: Command, flood: Path) -> None:
    before = flood.read_bytes()
    ran = onrecord("add", "--record", flood.name, flood.name)
    assert (ran.code, ran.out) == (1, "")
    assert "is no record, but another kind of file" in ran.err
    assert flood.read_bytes() == before


def test_a_record_that_stops_taking_reports_on_the_way_is_told_with_what_is_on_it(
    onrecord: Command, flood: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, times = Turn.write, iter(range(9))

    def once(turn: Turn, entries: Sequence[Entry], at: str, *, again: bool = False) -> list[Outcome]:
        if next(times):
            raise RecordError("onrecord.db: the disk is full; make room")
        return whole(turn, entries, at, again=again)

    monkeypatch.setattr(Turn, "write", once)
    monkeypatch.setattr("onrecord.record.ledger.AT_ONCE", 1)
    flood.with_name("calm.txt").write_text("Nothing happened in Oranto.")
    ran = onrecord("add", "--processes", "1", flood.name, "calm.txt")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines() == [
        "onrecord: stopped; 1 report of this run is on the record, and running it again goes on from there",
        "onrecord: onrecord.db: the disk is full; make room",
    ]
    monkeypatch.setattr(Turn, "write", whole)
    assert onrecord("add", flood.name, "calm.txt").out.startswith("onrecord.db: 1 added · 1 known")


def test_what_another_engine_read_is_updated(onrecord: Command, flood: Path, tmp_path: Path) -> None:
    onrecord("add", flood.name)
    with open_store(str(tmp_path / "onrecord.db"), write=True) as store:
        store.write([Entry(payload=report().text.encode(), report=report())], "2031-05-14T08:30:00Z")
    ran = onrecord("update", "--processes", "1")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("onrecord.db: 1 report read again · 0 the same; facts: ")
    assert onrecord("update").out.startswith("onrecord.db: 0 reports read again · 0 the same; ")
    assert onrecord("update", "--all").out.startswith("onrecord.db: 0 reports read again · 2 the same; ")


@pytest.mark.parametrize("verb", ["update", "stats"])
def test_there_must_be_a_record_to_look_at(onrecord: Command, tmp_path: Path, verb: str) -> None:
    ran = onrecord(verb)
    assert (ran.code, ran.out) == (1, "")
    assert "onrecord.db: there is no record; make one with `onrecord add`" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_stats_tell_how_much_of_what_for_people(onrecord: Command, tmp_path: Path) -> None:
    onrecord("add", str(reports.file(tmp_path / "news.jsonl", 5)))
    told = onrecord("stats").out
    assert "5 sightings   of 5 reports" in told
    assert "published 2031-05-02 to 2031-05-02" in told
    assert "2 The Oranto Courier" in told


def test_stats_are_the_same_numbers_in_every_form(onrecord: Command, tmp_path: Path) -> None:
    onrecord("add", str(reports.file(tmp_path / "news.jsonl", 5)), "gone.txt")
    told = json.loads(onrecord("stats", "--json").out)
    rows = [line.split(",") for line in onrecord("stats", "--csv").out.splitlines()]
    assert rows[0] == ["what", "name", "value"]
    assert {name: int(value) for what, name, value in rows[1:] if what == "total"} == told["totals"]
    assert {name: int(value) for what, name, value in rows[1:] if what == "engine"} == told["engines"]
    assert ["\t".join(row) for row in rows] == onrecord("stats", "--tsv").out.splitlines()
    assert told["published"] == {"first": "2031-05-02", "last": "2031-05-02"}
    assert told["outlets"][0] == {"outlet": "The Oranto Courier", "sightings": 2}
    kept = json.loads(onrecord("stats", "--failures", "--nl").out)
    assert (kept["locator"], kept["attempts"]) == ("gone.txt", 1)
    assert onrecord("stats", "--failures", "--csv").out.splitlines()[0].startswith("locator,path,published,reason")


def test_a_name_of_a_file_cannot_act_on_a_terminal_or_a_spreadsheet(onrecord: Command) -> None:
    onrecord("add", "=1+1\x1b[31m.txt")
    assert "\x1b" not in onrecord("stats", "--failures").out
    assert onrecord("stats", "--failures", "--csv").out.splitlines()[1].startswith("'=1+1")


def test_a_record_is_read_from_a_program(tmp_path: Path) -> None:
    from onrecord.record import open_record

    news = reports.file(tmp_path / "news.jsonl", 2)
    with open_record(tmp_path / "onrecord.db") as record:
        assert record.add(news).added == 2
        assert record.add([news, tmp_path / "gone.txt"]).known == 2
        assert record.update().read_again == 0
        assert record.stats().totals["sightings"] == 2
        assert [each.failure.reason for each in record.failures()] == ["there is no such file or directory"]
        assert all(codec.is_sealed(each) for each in record.reports())


def test_what_a_report_says_cannot_act_on_a_terminal(
    onrecord: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {"id": "k\x9b31m", "outlet": "The \x9b31mCourier\u202e", "text": "Nobody was hurt in \x9b31m Oranto."}
    (tmp_path / "news.jsonl").write_text(json.dumps(said, ensure_ascii=False) + "\n")
    onrecord("add", "news.jsonl", "gone\x9b31m.txt")
    verbs: list[tuple[str, ...]] = [("export", "jsonl"), *(("stats", f"--{form}") for form in ("json", "csv", "tsv"))]
    verbs += [("stats", "--failures", f"--{form}") for form in ("json", "csv", "tsv")]
    for verb in verbs:
        assert "\x9b" in onrecord(*verb).out
    data = {verb: onrecord(*verb).out for verb in verbs}
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    for verb in verbs:
        out = onrecord(*verb).out
        assert not set(out) & {"\x9b", "\u202e"}
        if "--csv" not in verb and "--tsv" not in verb:
            assert [json.loads(line) for line in out.splitlines()] == [json.loads(data[verb])]


def test_a_name_that_is_no_text_is_told_and_found(onrecord: Command, tmp_path: Path) -> None:
    place, name = "\udcff.db", "caf\udce9.txt"
    (tmp_path / name).write_text("Nobody was hurt in Oranto.")
    assert onrecord("add", "--record", place, name).code == 0
    assert json.loads(onrecord("stats", "--json", "--record", place).out)["record"] == "\\udcff.db"
    ran = onrecord("export", "jsonl", "\udcff", "--record", place)
    assert (ran.code, ran.out) == (1, "")
    assert "⟨U+DCFF⟩: is not on the record" in ran.err
    assert json.loads(onrecord("export", "jsonl", name, "--record", place).out)["key"] == "caf\\udce9.txt"


@pytest.mark.parametrize("name", ["\udcff", "Bo\0"])
def test_who_judges_has_a_name_of_characters(onrecord: Command, flood: Path, name: str) -> None:
    onrecord("add", flood.name)
    ran = onrecord("review", "-", "--from", "doccano", "--by", name)
    assert (ran.code, ran.out) == (2, "")
    assert "holds what is no character of a name" in " ".join(ran.err.split())


def test_an_address_in_the_settings_is_shown_without_its_secret(
    onrecord: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_RECORD", "postgresql://ana:secret@news.example/db")
    for form in ((), ("--json",)):
        out = onrecord("doctor", *form).out
        assert "postgresql://ana:***@news.example/db" in out
        assert "secret" not in out


def test_trying_again_makes_no_record(onrecord: Command, tmp_path: Path) -> None:
    ran = onrecord("add", "--retry", "--record", "none.db")
    assert (ran.code, "none.db: there is no record" in ran.err) == (1, True)
    assert list(tmp_path.iterdir()) == []


def test_what_failed_on_standard_input_is_said_to_be_piped_in_again(onrecord: Command) -> None:
    ran = onrecord("add", stdin="")
    assert ran.code == 1
    assert "pipe it in once more" in ran.err
    assert "--retry" not in ran.err


def test_an_address_below_another_is_not_given_twice(onrecord: Command) -> None:
    inside = ("http://127.0.0.1:9/news", "http://127.0.0.1:9/news/flood")
    ran = onrecord("add", *inside, inside[0])
    assert ran.code == 1
    assert [line for line in ran.err.splitlines() if "given twice" in line] == [
        "onrecord: http://127.0.0.1:9/news is given twice, and is known the second time"
    ]
