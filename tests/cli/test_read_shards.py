"""`onrecord read` in shards: the same output, a folder of what is done, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord import codec
from tests.cli.conftest import Command


@pytest.fixture
def reports(tmp_path: Path, flood: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    flood.rename(folder / "flood.txt")
    lines = [{"text": f"{number} people were hurt in Oranto, she said."} for number in range(3)]
    (folder / "more.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in [*lines, {"text": ""}]))
    return folder


def test_by_processes_it_is_the_same_line_for_line(onrecord: Command, reports: Path) -> None:
    alone = onrecord("read", "--json", reports.name)
    shared = onrecord("read", "--json", "--processes", "2", reports.name)
    assert shared.out == alone.out
    assert (shared.code, shared.err) == (alone.code, alone.err)
    assert alone.code == 3


def test_what_is_done_is_kept_told_and_not_done_again(
    onrecord: Command, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = onrecord("read", "--shards", "done", "--processes", "1", reports.name)
    assert first.out.startswith("done: 4 reports · 1 failed · ")
    assert first.out.endswith(" · 0 done before\n")
    assert first.code == 3
    kept = sorted((tmp_path / "done").glob("p_*.jsonl"))
    read = [
        codec.decode(line) for file in kept if "failures" not in file.name for line in file.read_bytes().splitlines()
    ]
    assert len({report.id for report in read}) == 4
    monkeypatch.setattr("onrecord.pipeline.read_shard", None)
    again = onrecord("read", "--shards", "done", "--processes", "1", reports.name)
    shards = len([file for file in kept if "failures" not in file.name])
    assert again.out.endswith(f"{shards} shard{'s' * (shards > 1)} · {shards} done before\n")
    assert again.err == first.err


def test_what_is_kept_is_printed_where_a_form_is_asked_for(onrecord: Command, reports: Path) -> None:
    alone = onrecord("read", "--json", reports.name)
    assert onrecord("read", "--json", "--shards", "done", "--processes", "1", reports.name).out == alone.out
    assert onrecord("read", "--json", "--shards", "done", "--processes", "1", reports.name).out == alone.out


def test_a_file_that_is_not_there_stops_no_other(onrecord: Command, reports: Path) -> None:
    ran = onrecord("read", "--json", "--processes", "1", "gone.txt", str(reports / "flood.txt"))
    assert ran.code == 3
    assert ran.out.count("\n") == 1
    assert "gone.txt: there is no such file" in ran.err


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("--processes", "2", "-"), "standard input is one stream"),
        (("--shards", "reports/done", "reports"), "keep the shards elsewhere"),
        (("--shards", "reports", "reports"), "keep the shards elsewhere"),
        (("--shards", "reports/flood.txt", "reports/more.jsonl"), "is a file; name a folder"),
        (("--runner", "steam", "reports"), "give processes or ray"),
        (("--processes", "0", "reports"), "whole number above 0"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_read(
    given: tuple[str, ...], told: str, onrecord: Command, reports: Path
) -> None:
    before = sorted(reports.iterdir())
    ran = onrecord("read", *given)
    assert (ran.code, ran.out) == (2, "")
    assert told in " ".join(ran.err.replace("│", " ").split())
    assert sorted(reports.iterdir()) == before
