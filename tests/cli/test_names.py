"""`onrecord names`: over files and the record; as a page and as data; what people say, and take back."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from onrecord import codec
from tests.cli.conftest import Command
from tests.marking import unmark
from tests.relate.naming import report

MARKED = (
    ("2031-05-02", "In {place.k|Kenya} {role.a|health minister} {person.a|Ana Velt} met {person.b|Borin Hask}."),
    ("2031-05-04", "{role.a|Health minister} {person.a|Ana Velt} left {place.k|Kenya} for the {organisation.c|CRS}."),
    ("2031-05-06", "In {place.k|Kenya} the {role.d|singer} {person.d|Mira Solten} said she was happy."),
)


@pytest.fixture
def records(tmp_path: Path) -> str:
    """A file with three records, as `onrecord read --json` writes them."""
    lines = []
    for day, marked in MARKED:
        text, marks = unmark(marked)
        lines.append(codec.encode(report(text, list(marks), day, url=f"https://courier.example/{day}")))
    (tmp_path / "records.jsonl").write_bytes(b"".join(line.rstrip(b"\n") + b"\n" for line in lines))
    return "records.jsonl"


def test_a_page_tells_who_is_in_several_reports(onrecord: Command, records: str) -> None:
    ran = onrecord("names", records)
    assert ran.code == 0
    assert ran.out.startswith("Ana Velt · person · 2 reports · health minister · n_")
    assert "Kenya · place · 3 reports" in ran.out
    assert "Borin Hask" not in ran.out
    assert ran.out.endswith("2 names in 3 reports\n")
    assert "Borin Hask · person · 1 report" in onrecord("names", records, "--all").out


def test_why_tells_the_members_and_what_put_them_together(onrecord: Command, records: str) -> None:
    ran = onrecord("names", records, "--why", "ana velt")
    assert "courier.example/2031-05-02 · 2031-05-02 · “Ana Velt”" in ran.out
    assert "0.97 minister in both, both tell of Kenya" in ran.out
    (one,) = map(json.loads, onrecord("names", records, "--why", "Ana Velt", "--json").out.splitlines())
    for member in one["members"]:
        assert json.loads(onrecord("names", records, "--why", member["id"], "--json").out) == one


def test_nobody_is_told_of_whom_no_report_names(onrecord: Command, records: str) -> None:
    ran = onrecord("names", records, "--why", "Oskar Tal")
    assert ran.code == 1
    assert "Oskar Tal: is nobody's name or id here" in ran.err


def test_data_are_a_line_a_name(onrecord: Command, records: str) -> None:
    rows = [json.loads(line) for line in onrecord("names", records, "--json").out.splitlines()]
    assert [(row["kind"], row["name"], len(row["members"])) for row in rows] == [
        ("person", "Ana Velt", 2),
        ("place", "Kenya", 3),
    ]
    assert rows[0]["id"] == rows[0]["members"][0]["id"]
    assert rows[0]["links"][0]["rule"] == "name"
    table = list(csv.DictReader(io.StringIO(onrecord("names", records, "--csv", "--kind", "person").out)))
    assert [(row["name"], row["reports"], row["names"]) for row in table] == [("Ana Velt", "2", "Ana Velt (2)")]


def test_a_table_of_other_names_is_taken_at_its_word(onrecord: Command, records: str, tmp_path: Path) -> None:
    (tmp_path / "aliases.tsv").write_text("Ana Velt\tMira Solten\tperson\n")
    ran = onrecord("names", records, "--aliases", "aliases.tsv")
    assert "Ana Velt · person · 3 reports · also “Mira Solten”" in ran.out
    (tmp_path / "aliases.tsv").write_text("Ana Velt, Mira Solten\n")
    ran = onrecord("names", records, "--aliases", "aliases.tsv")
    assert ran.code == 1
    assert "aliases.tsv, line 1: 'Ana Velt, Mira Solten' is no alias" in ran.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--kind", "ship"), "'ship' is no kind"),
        (("--merge", "n_1", "n_2"), "tell who says so"),
        (("--merge", "--split", "n_1", "--by", "Bo"), "give one of --merge, --split and --undo"),
        (("--merge", "n_1", "--by", "Bo"), "give the ids"),
        (("a.jsonl", "--record", "b.db"), "one of the two"),
    ],
)
def test_what_cannot_be_meant_is_told(onrecord: Command, arguments: tuple[str, ...], told: str) -> None:
    ran = onrecord("names", *arguments)
    assert ran.code == 2
    assert told in " ".join(ran.err.replace("│", " ").split())


def test_what_people_say_of_a_record_holds_until_it_is_taken_back(onrecord: Command, tmp_path: Path) -> None:
    lines = [{"text": unmark(marked)[0], "published": day, "url": f"https://c.example/{day}"} for day, marked in MARKED]
    (tmp_path / "r.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    assert onrecord("add", "r.jsonl").code == 0
    (one,) = map(json.loads, onrecord("names", "--why", "Ana Velt", "--json").out.splitlines())
    first, second = (member["id"] for member in one["members"])
    assert onrecord("names", "--split", second, "--by", "Bo Lind").out == "Bo Lind: 1 pair held apart\n"
    assert len(onrecord("names", "--why", "Ana Velt", "--json").out.splitlines()) == 2
    assert onrecord("names", "--undo", first, second, "--by", "Bo Lind").out == "Bo Lind: 1 pair left to the machine\n"
    assert json.loads(onrecord("names", "--why", "Ana Velt", "--json").out) == one
    sung = json.loads(onrecord("names", "--why", "Mira Solten", "--json").out)["id"]
    assert onrecord("names", "--merge", first, sung, "--by", "Bo Lind").code == 0
    merged = json.loads(onrecord("names", "--why", "Mira Solten", "--json").out)
    assert len(merged["members"]) == 3
    assert "Bo Lind said so" in " ".join(link["why"] for link in merged["links"])
    assert onrecord("verify").code == 0
    assert onrecord("names", "--merge", first, "n_nobody", "--by", "Bo Lind").code == 1
