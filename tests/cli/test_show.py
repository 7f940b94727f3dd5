"""`onrecord show`: a report whole, a fact with all that is known of it, what versions changed."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from onrecord import codec
from onrecord.model import Labelled
from onrecord.model.judgement import judgement
from onrecord.record import open_record
from onrecord.store import Entry
from tests import synthetic
from tests.cli.conftest import Command

AT = "2032-01-01T00:00:00Z"
OLD = synthetic.report()
NEW = synthetic.report(text=f"{synthetic.TEXT}\n\nCorrected at noon.")
FACT = OLD.statements[0]


@pytest.fixture(autouse=True)
def record(tmp_path: Path) -> None:
    """A record with a report in two versions."""
    with open_record(str(tmp_path / "onrecord.db")) as opened:
        for number, report in enumerate((OLD, NEW), start=1):
            opened.store.write([Entry(payload=report.text.encode(), report=report)], f"203{number}-06-01T00:00:00Z")


def test_a_report_is_as_read_prints_it_with_its_history(onrecord: Command) -> None:
    ran = onrecord("show", OLD.sighting)
    assert (ran.code, ran.err) == (0, "")
    assert "── flood.txt ─" in ran.out
    assert "read │ 2031-06-01T00:00:00Z by by-hand/1" in ran.out
    assert codec.decode(onrecord("show", OLD.id, "--json").out) == OLD
    assert codec.decode(onrecord("show", "flood.txt", "--json").out) == NEW  # the newest
    assert OLD.sighting in onrecord("show", "flood.txt").out  # and the other is named


def test_a_fact_is_shown_with_its_words_its_fields_and_its_history(onrecord: Command) -> None:
    ran = onrecord("show", FACT.id)
    assert ran.code == 0
    assert f"id │ {FACT.id}" in ran.out
    assert f"({FACT.content[0].start}–{FACT.content[0].end})" in ran.out
    assert "found first │ 2031-06-01T00:00:00Z" in ran.out
    told = json.loads(onrecord("show", FACT.id, "--json").out)
    assert told["fact"]["id"] == FACT.id
    assert told["seen"]["sighting"] == OLD.sighting


def test_a_table_has_the_fact_alone(onrecord: Command) -> None:
    (row,) = csv.DictReader(io.StringIO(onrecord("show", FACT.id, "--csv").out))
    assert row["id"] == FACT.id


def test_the_history_is_told_in_every_form(onrecord: Command) -> None:
    assert "seen │ first 2031-06-01" in onrecord("show", OLD.id, "--history").out
    assert onrecord("show", OLD.id, "--history", "--csv").out.startswith("what,told\nnewer,")
    assert json.loads(onrecord("show", OLD.id, "--history", "--json").out)["readings"][0]["current"] is True


def test_changes_are_those_from_each_version_to_the_next(onrecord: Command) -> None:
    ran = onrecord("show", "flood.txt", "--changes")
    assert (ran.code, ran.err) == (0, "")
    when = [f"2031-05-02 first seen {day}T00:00:00Z" for day in ("2031-06-01", "2032-06-01")]  # published on one day
    assert f"── {when[0]} {OLD.sighting} → {when[1]} {NEW.sighting}" in ran.out
    assert onrecord("show", FACT.id, "--changes").out == ran.out
    assert onrecord("show", "flood.txt", "--changes", "--csv").out.startswith("change,fact,old,new,")


@pytest.mark.parametrize("options", [(), ("--changes",), ("--history",), ("-o", "kept.csv")])
def test_what_is_not_on_the_record_is_said_and_nothing_is_written(
    onrecord: Command, tmp_path: Path, options: tuple[str, ...]
) -> None:
    (tmp_path / "kept.csv").write_text("as it was")
    ran = onrecord("show", "nowhere\x1b[2J.txt", *options)
    assert (ran.code, ran.out) == (1, "")
    assert "is not on the record" in ran.err
    assert "\x1b" not in ran.err
    assert (tmp_path / "kept.csv").read_text() == "as it was"


def test_a_change_is_told_with_both_versions_their_dates_and_all_words(onrecord: Command, tmp_path: Path) -> None:
    text = '"The bridge is shut," Ana Ruiz said. "It stays shut {}."'
    versions = [
        {"text": text.format(last), "url": "https://courier.example/b", "published": "2031-05-02", "modified": modified}
        for last, modified in (("for now", "2031-05-03"), ("for good", "2031-05-04"))
    ]
    (tmp_path / "b.jsonl").write_text("".join(f"{json.dumps(version)}\n" for version in versions))
    assert onrecord("add", "b.jsonl").code == 0
    (row,) = csv.DictReader(io.StringIO(onrecord("show", "courier.example/b", "--changes", "--csv").out))
    assert row["old_words"] == "The bridge is shut […] It stays shut for now"
    assert row["new_words"] == "The bridge is shut […] It stays shut for good"
    assert [row[f"{side}_modified"] for side in ("from", "to")] == ["2031-05-03", "2031-05-04"]
    assert (row["url"], row["from_published"], row["from_sighting"] != row["to_sighting"]) == (
        "https://courier.example/b",
        "2031-05-02",
        True,
    )
    (told,) = map(json.loads, onrecord("show", "courier.example/b", "--changes", "--json").out.splitlines())
    assert told["to_modified"] == "2031-05-04"
    page = onrecord("show", "courier.example/b", "--changes").out
    assert f"── 2031-05-02 modified 2031-05-03 {row['from_sighting']} → 2031-05-02 modified 2031-05-04" in page
    assert "It stays shut for good" in page


def test_a_fact_of_an_earlier_version_says_what_became_of_it(onrecord: Command, tmp_path: Path) -> None:
    killed = "At least {} people were killed in Oranto."
    texts = (
        f"{killed.format(19)} Some 30 people were injured in Tammar. About 40 people are missing in Osk.",
        f"{killed.format(21)} Some 30 people were injured in Tammar.",
    )
    lines = [{"text": text, "url": "https://courier.example/c", "published": "2031-05-02"} for text in texts]
    (tmp_path / "c.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    assert onrecord("add", "c.jsonl").code == 0
    rows = list(csv.DictReader(io.StringIO(onrecord("search", "--csv", "--outcome", "killed").out)))
    old, new = sorted((row for row in rows if row["url"]), key=lambda row: row["value"])
    assert (old["newer"], new["newer"]) == (new["sighting"], "")
    facts = {
        row["outcome"]: row["id"] for row in csv.DictReader(io.StringIO(onrecord("show", old["sighting"], "--csv").out))
    }
    told = {outcome: " ".join(onrecord("show", fact).out.replace("│", " ").split()) for outcome, fact in facts.items()}
    assert f"{new['sighting']} is a newer version of the report" in told["killed"]
    assert f"this has changed there ({new['id']}): words: At least 19 people → At least 21 people" in told["killed"]
    assert "this stands there too (f_" in told["injured"]
    assert "this has vanished there" in told["missing"]
    assert json.loads(onrecord("show", facts["missing"], "--json").out)["newer"]["standing"]["became"] == "vanished"
    assert "newer version" not in onrecord("show", new["id"]).out


def test_the_same_bytes_elsewhere_are_told_as_earlier_or_later(onrecord: Command, tmp_path: Path) -> None:
    text = "At least 19 people were killed in Oranto, the mayor, Ana Ruiz, said."
    places = (("courier", "2031-05-02"), ("north-post", "2031-05-03"), ("gazette", "2031-05-01"))
    lines = [{"text": text, "url": f"https://{name}.example/d", "published": day} for name, day in places]
    (tmp_path / "d.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    assert onrecord("add", "d.jsonl").code == 0
    for options in ((), ("--history",)):
        told = " ".join(onrecord("show", "https://courier.example/d", *options).out.replace("│", " ").split())
        assert "seen also later · 2031-05-03 · https://north-post.example/d" in told
        assert "seen also earlier · 2031-05-01 · https://gazette.example/d" in told
        assert told.count("the same bytes") == 2


def test_what_people_said_is_told_with_the_words(onrecord: Command, tmp_path: Path) -> None:
    with open_record(str(tmp_path / "onrecord.db")) as opened:
        spans = tuple(Labelled(label="content", span=span) for span in FACT.content)
        told = judgement(
            OLD,
            fact=FACT.id,
            kind="statement",
            verdict="rejected",
            spans=spans,
            by="Ana Ruiz",
            at="2031-06-01T10:00:00Z",
            origin="x",
        )
        opened.store.judge([told])
    begin = " ".join(FACT.content[0].exact.split()[:4])
    page = " ".join(onrecord("show", OLD.sighting, "--history").out.replace("│", " ").split())
    assert f"judged “{begin}" in page
    assert "” · rejected by Ana Ruiz, 2031-06-01T10:00:00Z · " in page
    assert "· rejected by Ana Ruiz, 2031-06-01" in " ".join(
        onrecord("show", OLD.sighting).out.split("read │")[0].split()
    )
    rows = csv.DictReader(io.StringIO(onrecord("show", OLD.sighting, "--csv").out))
    assert {row["id"] for row in rows if row["judged"] == "rejected by Ana Ruiz, 2031-06-01"} == {FACT.id}
    found = onrecord("search", "--csv", "--kind", "statement").out
    assert [row["judged"] for row in csv.DictReader(io.StringIO(found)) if row["judged"]] == [
        "rejected by Ana Ruiz, 2031-06-01"
    ]
