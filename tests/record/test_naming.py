"""What people call a report finds it, in their own spelling."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import RecordError
from onrecord.record import Record, open_record
from onrecord.settings import Settings

TEXT = "At least 19 people were killed in Oranto, the mayor, Ana Ruiz, said."


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Record]:
    monkeypatch.chdir(tmp_path)
    Path("reports").mkdir()
    Path("reports/flood.txt").write_text(TEXT)
    Path("reports/one.jsonl").write_text(json.dumps({"text": f"{TEXT} Or so."}))
    lines = [{"text": f"{TEXT} {number}", "url": f"https://courier.example/{number}/"} for number in range(12)]
    Path("lines.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    with open_record("onrecord.db", settings=Settings(processes=1)) as opened:
        opened.add(["reports", "lines.jsonl"])
        yield opened


@pytest.mark.parametrize(
    ("what", "key"),
    [
        ("http://www.courier.example/3?from=feed#top", "lines.jsonl:4"),
        ("courier.example/3", "lines.jsonl:4"),
        ("./reports/flood.txt", "reports/flood.txt"),
        ("reports/../reports//flood.txt", "reports/flood.txt"),
        ("reports/one.jsonl", "reports/one.jsonl:1"),
        ("./lines.jsonl:2", "lines.jsonl:2"),
    ],
)
def test_a_report_is_shown_by_what_people_call_it(record: Record, what: str, key: str) -> None:
    assert record.show(what).report.key == key


def test_a_path_from_the_root_is_the_path_from_here(record: Record, tmp_path: Path) -> None:
    assert record.show(str(tmp_path / "reports" / "flood.txt")).report.key == "reports/flood.txt"


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("./lines.jsonl", r"lines\.jsonl:1, lines\.jsonl:2, .*lines\.jsonl:10 … \(12 in all\)"),
        ("reports/", r"reports/flood\.txt, reports/one\.jsonl:1$"),
        ("gone.txt", "is not on the record"),
        ("https://[courier", "is not on the record"),
    ],
)
def test_what_names_several_lists_them_and_what_names_none_says_so(record: Record, what: str, told: str) -> None:
    with pytest.raises(RecordError, match=told):
        record.show(what)
    with pytest.raises(RecordError, match=told):
        next(record.versions(what))
