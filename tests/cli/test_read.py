"""`onrecord read`: forms of output, where they go, what fails and how it is told."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from onrecord import codec
from onrecord.model.proof import lies
from tests.cli.conftest import Command


def test_json_is_one_proven_record_a_line_in_the_order_of_the_input(
    onrecord: Command, flood: Path, tmp_path: Path
) -> None:
    (tmp_path / "calm.txt").write_text("Nothing happened in Oranto.")
    ran = onrecord("read", "--json", flood.name, "calm.txt")
    reports = [codec.decode(line) for line in ran.out.splitlines()]
    assert (ran.code, ran.err) == (0, "")
    assert [report.key for report in reports] == ["flood.txt", "calm.txt"]
    assert [lie for report in reports for lie in lies(report)] == []


def test_nl_is_json(onrecord: Command, flood: Path) -> None:
    assert onrecord("read", "--nl", flood.name).out == onrecord("read", "--json", flood.name).out


def test_a_table_has_a_row_a_fact_under_the_same_columns(onrecord: Command, flood: Path) -> None:
    facts = json.loads(onrecord("read", "--json", flood.name).out)
    count = sum(len(facts[kind]) for kind in ("statements", "figures", "events"))
    rows = list(csv.reader(io.StringIO(onrecord("read", "--csv", flood.name).out)))
    lines = onrecord("read", "--tsv", flood.name).out.splitlines()
    assert len(rows) == len(lines) == count + 1
    assert {len(row) for row in rows} == {line.count("\t") + 1 for line in lines} == {len(rows[0])}
    assert rows[0] == lines[0].split("\t")


def test_without_a_flag_it_is_the_text_with_a_total(onrecord: Command, flood: Path, tmp_path: Path) -> None:
    (tmp_path / "calm.txt").write_text("Nothing happened in Oranto.")
    ran = onrecord("read", flood.name, "calm.txt")
    assert (ran.code, ran.err) == (0, "")
    assert [name in ran.out for name in ("── flood.txt ─", "── calm.txt ─")] == [True, True]
    assert "The river Tamm broke its banks" in ran.out
    assert ran.out.splitlines()[-1].startswith("2 reports · ")
    assert max(map(len, ran.out.splitlines())) <= 80
    assert "\x1b" not in ran.out


@pytest.mark.parametrize(("variable", "coloured"), [("FORCE_COLOR", True), ("NO_COLOR", False)])
def test_colours_are_forced_and_forbidden_by_the_environment(
    onrecord: Command, flood: Path, monkeypatch: pytest.MonkeyPatch, variable: str, coloured: bool
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv(variable, "1")
    assert ("\x1b[" in onrecord("read", flood.name).out) is coloured


def test_standard_input_is_read_by_its_sign_and_where_nothing_is_named(onrecord: Command, flood: Path) -> None:
    text = flood.read_text()
    named, unnamed = onrecord("read", "--json", "-", stdin=text), onrecord("read", "--json", stdin=text)
    assert named.code == unnamed.code == 0
    assert named.out == unnamed.out
    assert json.loads(named.out)["text"] == text


@pytest.mark.parametrize(("name", "first"), [("out.csv", "key,report"), ("out.tsv", "key\t"), ("out.jsonl", '{"sch')])
def test_the_ending_of_the_output_tells_its_form(
    onrecord: Command, flood: Path, tmp_path: Path, name: str, first: str
) -> None:
    ran = onrecord("read", flood.name, "-o", name)
    assert (ran.code, ran.out) == (0, "")
    assert (tmp_path / name).read_text().startswith(first)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["flood.txt", name]


def test_an_output_inside_the_folder_that_is_read_is_not_read(onrecord: Command, flood: Path) -> None:
    folder = flood.parent
    assert onrecord("read", str(folder), "-o", str(folder / "out.jsonl")).code == 0
    assert len((folder / "out.jsonl").read_text().splitlines()) == 1


def test_an_output_that_cannot_be_written_is_told(onrecord: Command, flood: Path) -> None:
    ran = onrecord("read", flood.name, "-o", "nowhere/out.csv")
    assert ran.code == 1
    assert ran.err.startswith("onrecord: ")
    assert "cannot be written (No such file or directory); name a file" in ran.err


def test_the_publication_date_given_is_used_where_there_is_none(onrecord: Command) -> None:
    ran = onrecord("read", "--json", "--published", "2031-05-02", "-", stdin="It rained in Oranto on Tuesday.")
    assert json.loads(ran.out)["published"] == {"value": "2031-05-02", "basis": "option"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--published", "2031-13-01"], "'2031-13-01' is no date; give a day as 2031-05-02"),
        (["--json", "--csv"], "give one of --json and --csv"),
        (["--limit", "0"], "--limit: 0 is not a whole number above 0"),
        (["--limit", "much"], "--limit"),
        (["--jsn"], "--jsn"),
    ],
)
def test_a_misuse_is_told_and_has_its_own_exit_code(
    onrecord: Command, flood: Path, arguments: list[str], message: str
) -> None:
    ran = onrecord("read", flood.name, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_a_bad_settings_file_is_a_misuse(onrecord: Command, flood: Path, tmp_path: Path) -> None:
    (tmp_path / "onrecord.toml").write_text("colour = 'blue'\n")
    ran = onrecord("read", flood.name)
    assert (ran.code, ran.out) == (2, "")
    assert (
        ran.err == "onrecord: onrecord.toml, colour: there is no setting 'colour'; "
        "the settings are: limit, record, processes, delay, allow_address, watch\n"
    )


def test_an_input_that_fails_stops_no_other(onrecord: Command, flood: Path, tmp_path: Path) -> None:
    ran = onrecord("read", "--json", "gone.txt", flood.name, "--failures", "failures.jsonl")
    assert ran.code == 3
    assert len(ran.out.splitlines()) == 1
    first, last = ran.err.splitlines()
    assert first.startswith("onrecord: gone.txt: ")
    assert last == "onrecord: 1 of 2 inputs failed"
    (failure,) = map(json.loads, (tmp_path / "failures.jsonl").read_text().splitlines())
    assert sorted(failure) == ["locator", "reason", "remedy"]
    assert failure["locator"] == "gone.txt"


def test_a_run_of_which_nothing_could_be_read_has_failed(onrecord: Command) -> None:
    ran = onrecord("read", "--json", "gone.txt", "lost.txt")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines()[-1] == "onrecord: 2 of 2 inputs failed"


def test_the_limit_is_one_setting_wherever_it_is_set(
    onrecord: Command, flood: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert onrecord("read", "--json", "--limit", "20", flood.name).code == 1
    monkeypatch.setenv("ONRECORD_LIMIT", "20")
    assert onrecord("read", "--json", flood.name).code == 1
    assert onrecord("read", "--json", flood.name, "--limit", "2000").code == 0
    monkeypatch.delenv("ONRECORD_LIMIT")
    (tmp_path / "onrecord.toml").write_text("limit = 20")
    assert onrecord("read", "--json", flood.name).code == 1


def test_a_name_of_a_file_that_would_move_the_cursor_is_shown_and_not_obeyed(onrecord: Command) -> None:
    ran = onrecord("read", "bad\x1b[2Jname\u202e.txt")
    assert ran.code == 1
    assert "bad␛[2Jname⟨U+202E⟩.txt" in ran.err
    assert "\x1b" not in ran.err


@pytest.mark.parametrize("again", ["flood.txt", "./flood.txt", "link.txt"])
def test_a_file_given_twice_is_told(onrecord: Command, flood: Path, tmp_path: Path, again: str) -> None:
    (tmp_path / "link.txt").symlink_to(flood)
    ran = onrecord("read", "--json", flood.name, again)
    assert (ran.code, len(ran.out.splitlines())) == (0, 2)
    assert ran.err == f"onrecord: {again} is given twice, and is read twice\n"


def test_a_table_in_a_file_or_pipe_has_the_words_as_they_are(onrecord: Command) -> None:
    words = "The \x1b[31mbridge\u202e was closed"
    ran = onrecord("read", "--csv", "-", stdin=f"“{words},” Ana Ruiz said.")
    assert any(words in row["exact"] for row in csv.DictReader(io.StringIO(ran.out, newline="")))
