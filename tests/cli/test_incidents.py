"""`onrecord incidents` and `onrecord families`: of files, of a record, and what people say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord import codec
from onrecord.record import open_record
from tests.cli.conftest import Command
from tests.record.test_linking import REPORTS, put


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """The reports as a file of records."""
    path = tmp_path / "records.jsonl"
    path.write_bytes(b"".join(codec.encode(report) + b"\n" for report in REPORTS.values()))
    return path


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """The reports on a record."""
    path = tmp_path / "onrecord.db"
    with open_record(path) as opened:
        put(opened.store, *REPORTS.values())
    return path


def rows(out: str) -> dict[str, dict[str, str]]:
    return {row["key"]: row for row in map(json.loads, out.splitlines())}


def test_a_line_a_report_tells_its_group_and_why(onrecord: Command, records: Path) -> None:
    ran = onrecord("incidents", str(records), "--nl")
    assert (ran.code, ran.err) == (0, "")
    told = rows(ran.out)
    assert list(told) == list(REPORTS)
    assert told["courier"]["group"] == told["gazette"]["group"] == told["mirror"]["group"] != told["herald"]["group"]
    assert told["gazette"]["why"].startswith("a copy: 100 % of the shorter one's wording")
    assert "words: " in told["mirror"]["why"]
    assert told["herald"]["why"] == ""


@pytest.mark.usefixtures("record")
def test_a_record_tells_what_its_files_tell(onrecord: Command, records: Path) -> None:
    for verb in ("incidents", "families"):
        assert rows(onrecord(verb, "--nl").out) == rows(onrecord(verb, str(records), "--json").out)


def test_families_tell_whose_wording_it_is(onrecord: Command, records: Path) -> None:
    told = rows(onrecord("families", str(records), "--nl").out)
    assert told["courier"]["family"] == told["gazette"]["family"] != told["mirror"]["family"]
    assert (told["gazette"]["origin"], told["gazette"]["basis"]) == ("courier", "first")


def test_people_see_incidents_and_families_as_pages(onrecord: Command, records: Path) -> None:
    page = onrecord("incidents", str(records)).out
    assert page.startswith("2031-05-02 to 2031-05-03 · 3 reports, 2 wordings · i_")
    assert page.endswith("4 reports: 1 incident told by more than one\n")
    assert "herald" not in page
    assert "herald" in onrecord("incidents", str(records), "--all").out
    page = onrecord("families", str(records)).out
    assert page.startswith("2031-05-02 to 2031-05-03 · 2 reports · first in courier ·")
    assert page.endswith("4 reports: 1 wording in more than one\n")


def test_tables_have_a_row_a_report(onrecord: Command, records: Path) -> None:
    for verb in ("incidents", "families"):
        lines = onrecord(verb, str(records), "--csv").out.splitlines()
        assert lines[0].startswith("key,")
        assert len(lines) == 1 + len(REPORTS)


@pytest.mark.usefixtures("record")
def test_people_split_merge_and_undo(onrecord: Command) -> None:
    before = onrecord("incidents", "--nl").out
    ran = onrecord("incidents", "--split", "mirror", "--by", "Bo Lind")
    assert (ran.code, ran.out) == (0, "Bo Lind: 2 pairs held apart\n")
    told = rows(onrecord("incidents", "--nl").out)
    assert told["mirror"]["group"] != told["courier"]["group"]
    ran = onrecord("incidents", "--undo", "mirror", "courier", "gazette", "--by", "Bo Lind")
    assert ran.out == "Bo Lind: 3 pairs left to the machine\n"
    assert onrecord("incidents", "--nl").out == before
    onrecord("families", "--merge", "mirror", "herald", "--by", "Bo Lind")
    told = rows(onrecord("families", "--nl").out)
    assert told["mirror"]["family"] == told["herald"]["family"]


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    ("given", "code", "says"),
    [
        (("--merge", "courier", "herald"), 2, "--by NAME"),
        (("--merge", "courier", "--by", "Bo"), 2, "two or more"),
        (("--merge", "--split", "courier", "--by", "Bo"), 2, "give one of"),
        (("--split", "herald", "--by", "Bo"), 1, "nothing to split"),
        (("--split", "nobody", "--by", "Bo"), 1, "not on the record"),
        (("one.jsonl", "--record", "onrecord.db"), 2, "one of the two"),
    ],
)
def test_what_cannot_be_done_is_told(onrecord: Command, given: tuple[str, ...], code: int, says: str) -> None:
    ran = onrecord("incidents", *given)
    assert ran.code == code
    assert says in ran.err
    assert ran.out == ""
