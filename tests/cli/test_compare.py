"""`onrecord compare` and `onrecord relate`: reports side by side, and how their facts stand to each other."""

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
        "Courier",
        "At least 12 people were killed when fire swept through the Hotel Meridian in Oranto on Thursday, police said."
        ' "The smoke was so thick that nobody could find the stairs," said Pavel Orn, a porter of the Meridian.'
        " Guests said the doors of the Hotel Meridian had been locked.",
    ),
    (
        "2031-05-03",
        "Post",
        "The fire at the Hotel Meridian in Oranto on Thursday killed 15 people, police said. The owner of the Hotel"
        " Meridian denied that the doors had been locked. “The smoke was so thick … nobody could find the stairs,” said"
        " Pavel Orn, a porter of the Meridian.",
    ),
    (
        "2031-05-03",
        "Herald",
        "The hospital of Oranto said 17 people had died in the fire at the Hotel Meridian on Thursday. Pavel Orn, a"
        " porter of the Meridian, was among those in care.",
    ),
]
KINDS = ["updates", "denies", "repeats", "differs"]


@pytest.fixture
def reports(tmp_path: Path) -> str:
    """A file with three reports on a fire."""
    lines = [
        {"id": f"r{number}", "text": text, "published": day, "outlet": outlet}
        for number, (day, outlet, text) in enumerate(REPORTS)
    ]
    (tmp_path / "fire.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    return "fire.jsonl"


def test_a_page_tells_who_gives_which_figure_and_what_differs(onrecord: Command, reports: str) -> None:
    ran = onrecord("compare", reports)
    assert ran.code == 0
    lines = [" ".join(line.split()) for line in ran.out.splitlines()]
    assert "A ├ 2031-05-02 · Courier · r0" in lines
    assert "A ├ ≥ 12 · police · 2031-05-02 · “At least 12 people”" in lines
    assert "B ├ 15 · police · 2031-05-03 · “15 people”" in lines
    assert any(line.startswith("updates ├ B police “15 people” → A police") for line in lines)
    assert any(line.startswith("denies ├ B") for line in lines)
    assert any("in part in B" in line for line in lines)
    assert max(map(len, ran.out.splitlines())) <= 80
    assert "\x1b" not in ran.out


def test_data_hold_reports_figures_utterances_and_relations(onrecord: Command, reports: str) -> None:
    told = json.loads(onrecord("compare", reports, "--json").out)
    assert [each["key"] for each in told["reports"]] == ["r0", "r1", "r2"]
    killed = [line for line in told["figures"] if line["outcome"] == "killed"]
    assert {point["value"] for line in killed for point in line["points"]} == {12, 15, 17}
    assert sorted({one["kind"] for one in told["relations"]}) == sorted(KINDS)
    (utterance,) = told["utterances"]
    assert (utterance["speaker"], len(utterance["appearances"]), len(utterance["trimmed"])) == ("Pavel Orn", 1, 1)


def test_reports_on_the_record_are_named_by_key_or_as_an_incident(onrecord: Command, reports: str) -> None:
    assert onrecord("add", reports).code == 0
    two = json.loads(onrecord("compare", "r0", "r1", "--json").out)
    assert [each["key"] for each in two["reports"]] == ["r0", "r1"]
    groups = {json.loads(line)["group"] for line in onrecord("incidents", "--nl").out.splitlines()}
    assert len(groups) == 1
    whole = json.loads(onrecord("compare", *groups, "--json").out)
    assert sorted(each["key"] for each in whole["reports"]) == ["r0", "r1", "r2"]
    assert onrecord("compare", "r9").code == 1


def test_relations_are_told_with_their_rules_and_words(onrecord: Command, reports: str) -> None:
    ran = onrecord("relate", reports)
    assert "updates ├ 2031-05-03 police “15 people” · r1" in " ".join(ran.out.split())
    assert ran.out.endswith("4 relations\n")
    texts = {f"r{number}": text for number, (_, _, text) in enumerate(REPORTS)}
    several = [json.loads(line) for line in onrecord("relate", reports, "--json").out.splitlines()]
    assert sorted(one["kind"] for one in several) == sorted(KINDS)
    for one in several:
        for side in (one["one"], one["other"]):
            for span in side["spans"]:
                assert texts[side["key"]][span["start"] : span["end"]] == span["exact"]
    table = list(csv.DictReader(io.StringIO(onrecord("relate", reports, "--csv", "--kind", "denies").out)))
    assert [(row["kind"], row["key"], row["other_key"], row["evidence"]) for row in table] == [
        ("denies", "r1", "r0", "denied")
    ]


def test_the_record_tells_the_same_relations_as_its_files(onrecord: Command, reports: str) -> None:
    assert onrecord("add", reports).code == 0
    assert onrecord("relate", "--json").out == onrecord("relate", reports, "--json").out
    assert onrecord("relate", "--published", "2031-06..").out == "0 relations\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["compare"], "name the reports to compare"),
        (["compare", "fire.jsonl", "-o", "a.csv"], "a comparison is a page or JSON"),
        (["relate", "fire.jsonl", "--kind", "likes"], "'likes' is none of repeats"),
        (["relate", "fire.jsonl", "--record", "a.db"], "one of the two"),
    ],
)
@pytest.mark.usefixtures("reports")
def test_what_is_misused_is_told(onrecord: Command, arguments: list[str], words: str) -> None:
    ran = onrecord(*arguments)
    assert ran.code == 2
    assert words in " ".join(ran.err.replace("│", " ").split())


def test_a_file_that_cannot_be_read_stops_no_other(onrecord: Command, reports: str) -> None:
    Path("empty").mkdir()
    Path("bad.jsonl").write_text("no report\n")
    assert onrecord("compare", reports, "bad.jsonl").code == 3
    assert onrecord("relate", "bad.jsonl").code == 1
