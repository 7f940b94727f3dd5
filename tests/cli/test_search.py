"""`onrecord search`: facts by words and filters, on the terminal and as data."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from pathlib import Path

import pytest

from onrecord.record import open_record
from onrecord.store import Entry
from tests import synthetic
from tests.cli.conftest import Command

AT = "2032-01-01T00:00:00Z"


@pytest.fixture
def record(tmp_path: Path) -> str:
    """A record with the report made by hand."""
    place = str(tmp_path / "onrecord.db")
    report = synthetic.report()
    with open_record(place) as opened:
        opened.store.write([Entry(payload=report.text.encode(), report=report)], AT)
    return place


@pytest.mark.usefixtures("record")
def test_a_hit_is_its_passage_with_the_words_marked_and_the_fact_beneath(onrecord: Command) -> None:
    ran = onrecord("search", "oranto -zebra", "--kind", "statement")
    assert (ran.code, ran.err) == (0, "")
    assert "── flood.txt ─" in ran.out
    assert "│ At least 19 people were killed in ‹Oranto›" in ran.out
    assert "Ana Ruiz ├ “ said: At least 19 people" in ran.out
    assert ran.out.splitlines()[-1] == "1 fact"
    assert max(map(len, ran.out.splitlines())) <= 80
    assert "\x1b" not in ran.out


@pytest.mark.usefixtures("record")
def test_json_is_a_fact_a_line_whose_cursor_goes_on(onrecord: Command) -> None:
    whole = [json.loads(line) for line in onrecord("search", "--nl").out.splitlines()]
    rest = onrecord("search", "--json", "--after", whole[0]["cursor"]).out.splitlines()
    assert [json.loads(line) for line in rest] == whole[1:] != []
    for hit in whole:
        assert synthetic.TEXT[hit["passage"]["start"] : hit["passage"]["end"]] == hit["passage"]["exact"]


@pytest.mark.usefixtures("record")
def test_a_table_is_neutral_unless_it_is_asked_for_raw(onrecord: Command, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(onrecord("search", "--csv", "--kind", "figure").out)))
    raw = list(csv.DictReader(io.StringIO(onrecord("search", "--csv", "--raw", "--kind", "figure").out)))
    assert [row["exact"].lstrip("'") for row in rows] == [row["exact"] for row in raw]
    assert {row["exact"] for row in rows} != {row["exact"] for row in raw}  # "-5 to 8 boats"
    assert onrecord("search", "-o", "found.tsv").code == 0
    assert (tmp_path / "found.tsv").read_text().startswith("key\treport\t")


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("OR",), "OR stands between two words"),
        (("--kind", "rumour"), "none of statement, figure, event"),
        (("--limit", "99999999999999999999"), "'99999999999999999999' is no whole number from 1"),
        (("--limit", "0"), "'0' is no whole number from 1"),
        (("--confidence", "x"), "'x' is no number from 0 to 1"),
        (("--said", "2032-02-30"), "'2032-02-30' is no range of dates"),
        (("flood", "--drill"), "No such option"),
        (("flood", "-o=x.csv"), "write -o FILE"),
        (("--said", "yesterday"), "no range of dates"),
        (("--published", "2032..2031"), "ends before it begins"),
        (("--who", "..."), "letter or digit"),
        (("--confidence", "2"), "from 0 to 1"),
        (("--json", "--csv"), "one form"),
    ],
)
def test_what_is_not_understood_is_refused(onrecord: Command, arguments: tuple[str, ...], told: str) -> None:
    ran = onrecord("search", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert told in " ".join(ran.err.split())


def test_without_a_record_it_says_how_to_make_one(onrecord: Command) -> None:
    ran = onrecord("search", "flood")
    assert (ran.code, "onrecord add" in ran.err) == (1, True)


@pytest.mark.usefixtures("record")
def test_nothing_found_is_no_failure(onrecord: Command) -> None:
    assert onrecord("search", "zebra").out == "0 facts\n"


@pytest.mark.usefixtures("record")
def test_words_that_begin_with_a_dash_are_no_options(onrecord: Command, tmp_path: Path) -> None:
    before = sorted(path.name for path in tmp_path.iterdir())
    for words in (["oranto", "-osko"], ["oranto", "-storm"], ["-tsunami", "oranto"], ["oranto", "-h2"]):
        ran = onrecord("search", *words, "--kind", "statement")
        assert (ran.code, ran.out.splitlines()[-1]) == (0, "1 fact"), words
    assert onrecord("search", "oranto", "-minister", "--kind", "statement").out == "0 facts\n"
    assert [path.name for path in tmp_path.iterdir() if path.name not in before] in ([], ["onrecord.db-wal"])


@pytest.mark.usefixtures("record")
def test_an_output_is_one_wherever_its_option_stands(onrecord: Command, tmp_path: Path) -> None:
    for arguments in (["-o", "a.csv", "oranto"], ["oranto", "--output", "a.csv"], ["--output=a.csv", "oranto"]):
        assert onrecord("search", *arguments).out == ""
        assert (tmp_path / "a.csv").read_text().count("\n") > 1
        (tmp_path / "a.csv").unlink()


@pytest.mark.usefixtures("record")
def test_the_example_of_the_help_is_a_search(onrecord: Command) -> None:
    shown = " ".join(onrecord("search", "--help").out.split())
    (example,) = re.findall(r"Words: ('.*?drill')", shown)
    assert onrecord("search", *shlex.split(example)).code == 0


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("word", ["AND", "NOT", "NEAR(bridge"])
def test_an_operator_of_other_programs_is_a_word_and_that_is_said(onrecord: Command, word: str) -> None:
    told = f"onrecord: {word.partition('(')[0]} is a word to look for, and no operator"
    assert onrecord("search", "oranto", word).err.startswith(told)
    assert onrecord("search", "oranto", f'"{word}"').err == ""


@pytest.mark.usefixtures("record")
def test_a_name_that_nobody_has_is_told(onrecord: Command) -> None:
    ran = onrecord("search", "oranto", "--who", "ruis", "--outlet", "Nowhere Times")
    assert "no fact on the record has --who 'ruis'" in ran.err
    assert "no fact on the record has --outlet 'Nowhere Times'" in ran.err
    assert onrecord("search", "zebra", "--who", "ruiz").err == ""


@pytest.mark.usefixtures("record")
def test_a_word_of_the_vocabulary_is_one_in_any_case(onrecord: Command) -> None:
    assert onrecord("search", "--kind", "FIGURE").out == onrecord("search", "--kind", "figure").out


@pytest.mark.usefixtures("record")
def test_a_passage_in_a_table_ends_with_its_words(onrecord: Command) -> None:
    rows = list(csv.DictReader(io.StringIO(onrecord("search", "--csv").out)))
    assert rows
    assert all(row["passage"] == row["passage"].rstrip() for row in rows)


@pytest.mark.usefixtures("record")
def test_what_facts_share_with_the_one_before_is_said_once(onrecord: Command) -> None:
    ran = onrecord("search", "people killed")
    lines = ran.out.splitlines()
    facts = [line for line in lines if line.startswith("f_")]
    assert len(facts) > 1
    assert sum(line.startswith("── ") for line in lines) == 1
    passages = [line for line in lines if "│ At least 19" in line]
    assert len(passages) == 1
    assert lines[-2:] == ["", f"{len(facts)} facts"]


def test_facts_of_earlier_versions_are_marked_and_can_be_left_out(onrecord: Command, tmp_path: Path) -> None:
    lines = [
        {"text": f"At least {number} people were killed in Oranto.", "url": "https://courier.example/a"}
        for number in (19, 21)
    ]
    (tmp_path / "a.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    onrecord("add", "a.jsonl")
    found = onrecord("search", "killed").out
    first, second = (part for part in found.split("──") if "├ #" in part)
    assert ("≥ 21" in first, "in an earlier version" in first) == (True, False)
    assert ("≥ 19" in second, "in an earlier version" in second) == (True, True)
    assert "4 facts" in found  # the figure and the event of each report
    newest = onrecord("search", "killed", "--newest").out
    assert ("≥ 21" in newest, "≥ 19" in newest, "earlier version" in newest) == (True, False, False)


def test_reports_with_the_words_and_no_fact_are_counted_beside_the_facts(onrecord: Command, tmp_path: Path) -> None:
    lines = [
        {"text": f"The bridge of Löwenstadt {number}\n\nAt least 19 people were killed in Osk.", "id": str(number)}
        for number in range(2)
    ]
    (tmp_path / "a.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    onrecord("add", "a.jsonl", "--processes", "1")
    ran = onrecord("search", "löwenstadt")
    assert ran.out == "0 facts\n"
    assert "2 reports have these words in a passage without a fact; `onrecord show s_" in ran.err
    assert "Löwenstadt 1" in onrecord("show", ran.err.split("`onrecord show ")[1].split("`")[0]).out
    assert onrecord("search", "killed").err == ""


@pytest.mark.parametrize("verb", [("search",), ("show", "k\x9b31m"), ("show", "k\x9b31m", "--history")])
def test_no_table_acts_on_a_terminal(
    onrecord: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: tuple[str, ...]
) -> None:
    with open_record(str(tmp_path / "onrecord.db")) as opened:
        report = synthetic.report(key="k\x9b31m", title="The \x9b31mriver\u202e")
        opened.store.write([Entry(payload=report.text.encode(), report=report)], AT)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    for form in ("--csv", "--tsv", "--json"):
        out = onrecord(*verb, form).out
        assert out
        assert not set(out) & {"\x9b", "\u202e"}


def test_events_are_asked_for_by_what_became_of_them(onrecord: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The council cancelled the trip on Monday.\n\nThe mayor will open the bridge.")
    onrecord("add", "a.txt", "--published", "2031-05-14")
    assert "trip · cancelled" in onrecord("search", "--status", "cancelled").out
    assert "The mayor · open → the bridge · planned" in onrecord("search", "--status", "planned").out
    assert "is none of happened" in onrecord("search", "--status", "done").err
