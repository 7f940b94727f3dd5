"""`onrecord series`: over files, records and the record; as a page, data and a chart."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command

REPORTS = [
    (
        "2031-05-02",
        "At least 12 people were killed when the river burst its banks in Port Lorn on Thursday, police said.",
    ),
    ("2031-05-03", "More than 1,400 people have been killed in Sarvia since March 3, the ministry said."),
    ("2031-05-04", "More than 1,410 people have been killed in Sarvia since March 3, the ministry said."),
    ("2031-05-05", "More than 1,390 people have been killed in Sarvia since March 3, the ministry said."),
]


@pytest.fixture
def reports(tmp_path: Path) -> str:
    """A file with reports on a flood and a war."""
    path = tmp_path / "reports.jsonl"
    lines = [
        {"id": f"r{n}", "text": text, "published": day, "outlet": "Courier"} for n, (day, text) in enumerate(REPORTS)
    ]
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    return "reports.jsonl"


def test_a_page_has_a_line_a_source_with_bars_and_marks(onrecord: Command, reports: str) -> None:
    ran = onrecord("series", "killed", reports)
    assert ran.code == 0
    assert "── killed · people · since 2031-03-03 · sarvia ──" in ran.out
    assert "ministry · 3 points" in ran.out
    (lower,) = [line for line in ran.out.splitlines() if "2031-05-05" in line]
    assert "> 1,390" in lower
    assert "lower · r3" in lower
    assert ran.out.endswith("2 lines, 4 points\n")
    assert "\x1b" not in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


@pytest.mark.parametrize("width", ["30", "53", "120"])
def test_a_page_is_no_wider_than_the_terminal(
    onrecord: Command, reports: str, width: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    assert max(map(len, onrecord("series", "killed", reports).out.splitlines()[:-1])) <= int(width)


def test_data_hold_every_point_with_its_words(onrecord: Command, reports: str) -> None:
    ran = onrecord("series", "killed", reports, "--json", "--place", "sarvia")
    (line,) = map(json.loads, ran.out.splitlines())
    assert (line["kind"], line["window"], line["source"]) == ("cumulative", "2031-03-03", "ministry")
    assert [point["value"] for point in line["points"]] == [1400, 1410, 1390]
    assert [[mark["kind"] for mark in point["marks"]] for point in line["points"]] == [[], [], ["lower"]]
    for point in line["points"]:
        text = next(text for day, text in REPORTS if day == point["day"])
        assert text[point["start"] : point["end"]] == point["words"]
    table = list(csv.DictReader(io.StringIO(onrecord("series", "killed", reports, "--csv").out)))
    assert [row["value"] for row in table] == ["1400", "1410", "1390", "12"]


def test_records_are_taken_as_they_are_read_from_a_file_or_standard_input(onrecord: Command, reports: str) -> None:
    records = onrecord("read", "--json", reports).out
    Path("records.jsonl").write_text(records)
    expected = onrecord("series", "killed", reports, "--json").out
    assert onrecord("series", "killed", "records.jsonl", "--json").out == expected
    assert onrecord("series", "killed", "-", "--json", stdin=records).out == expected
    assert onrecord("series", "killed", "-", stdin="no record\n").code == 1


def test_the_record_gives_the_same_lines(onrecord: Command, reports: str) -> None:
    assert onrecord("add", reports).code == 0
    of_record = onrecord("series", "killed", "--json").out
    of_file = onrecord("series", "killed", reports, "--json").out
    assert [json.loads(line)["points"] for line in of_record.splitlines()] == [
        json.loads(line)["points"] for line in of_file.splitlines()
    ]
    dated = onrecord("series", "killed", "--json", "--published", "2031-05-04..").out
    assert [point["value"] for point in json.loads(dated)["points"]] == [1410, 1390]


def test_scopes_sources_and_groups_are_asked_for(onrecord: Command, reports: str) -> None:
    def points(*asked: str) -> list[int]:
        found = map(json.loads, onrecord("series", "killed", reports, "--json", *asked).out.splitlines())
        return [point["value"] for line in found for point in line["points"]]

    assert points("--scope", "incident") == [12]
    assert points("--source", "police") == [12]
    assert points("--since", "2031-03") == [1400, 1410, 1390]
    assert points("--counted", "soldiers") == []
    assert points("--published", "..2031-05-03") == [1400, 12]


def test_a_chart_is_written_beside_the_output(onrecord: Command, reports: str) -> None:
    assert onrecord("series", "killed", reports, "--chart", "chart.vl.json").code == 0
    spec = json.loads(Path("chart.vl.json").read_text())
    assert spec["vconcat"][0]["title"] == "killed · people · since 2031-03-03 · sarvia"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["slain"], "'slain' is none of killed, injured"),
        (["killed", "--scope", "all"], "'all' is none of incident, cumulative"),
        (["killed", "reports.jsonl", "--record", "a.db"], "one of the two"),
        (["killed", "reports.jsonl", "-o", "reports.jsonl"], "is read and written at once"),
        (["killed", "--place", "..."], "give a name with a letter"),
    ],
)
@pytest.mark.usefixtures("reports")
def test_what_is_misused_is_told(onrecord: Command, arguments: list[str], words: str) -> None:
    ran = onrecord("series", *arguments)
    assert ran.code == 2
    assert words in " ".join(ran.err.replace("│", " ").split())


def test_a_file_that_cannot_be_read_stops_no_other(onrecord: Command, reports: str) -> None:
    ran = onrecord("series", "killed", reports, "nowhere.txt")
    assert ran.code == 3
    assert "nowhere.txt" in ran.err
    assert "2 lines, 4 points" in ran.out
    assert onrecord("series", "killed", "nowhere.txt").code == 1
