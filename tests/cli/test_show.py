"""`onrecord show`: a report whole, a fact with all that is known of it, what versions changed."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from onrecord import codec
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
    assert onrecord("show", OLD.id, "--history", "--csv").out.startswith("what,told\nread,")
    assert json.loads(onrecord("show", OLD.id, "--history", "--json").out)["readings"][0]["current"] is True


def test_changes_are_those_from_each_version_to_the_next(onrecord: Command) -> None:
    ran = onrecord("show", "flood.txt", "--changes")
    assert (ran.code, ran.err) == (0, "")
    assert f"{OLD.sighting} → 2031-05-02 {NEW.sighting}" in ran.out
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
