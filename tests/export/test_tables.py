"""Facts as rows: what stands in the cells, and what a spreadsheet is protected from."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.tables import COLUMNS, csv_line, csv_lines, neutral, plain, rows, tsv_line, tsv_lines
from tests.synthetic import TEXT, report


def table() -> list[dict[str, str]]:
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows(report())]


def test_the_rows_stand_in_the_order_of_the_text() -> None:
    assert [row["kind"] for row in table()] == ["statement", "figure", "statement", "event", "figure"]
    assert {row["key"] for row in table()} == {"flood.txt"}


def test_a_statement_has_its_words_speaker_and_cue() -> None:
    (row,) = [row for row in table() if row["polarity"] == "denied"]
    assert row["exact"] == "The bridge was closed […] Nobody warned us"
    assert row["spans"] == ";".join(f"{a}:{a + len(w)}" for w in row["exact"].split(" […] ") for a in [TEXT.index(w)])
    assert (row["speaker"], row["source"], row["cue"], row["via"]) == ("Ana Ruiz", "she", "told", "Courier")
    assert row["time"] == "2031-04-29"
    assert row["value"] == ""


def test_one_stretch_is_exactly_what_its_offsets_give() -> None:
    for row in table():
        if ";" not in row["spans"]:
            assert TEXT[int(row["start"]) : int(row["end"])] == row["exact"].removeprefix("'")


def test_a_figure_has_its_number_bounds_and_source_by_name() -> None:
    killed, boats = [row for row in table() if row["kind"] == "figure"]
    assert [killed[name] for name in ("value", "low", "high", "bound")] == ["19", "19", "", "at_least"]
    assert (killed["speaker"], killed["place"], killed["as_of"]) == ("Ana Ruiz", "Oranto", "2031-05-02")
    assert (boats["low"], boats["high"]) == ("-5", "8"), "a negative number is a number"
    assert boats["exact"] == "'-5 to 8 boats", "words that begin so are neutralised"


def test_an_event_has_who_and_where() -> None:
    (event,) = [row for row in table() if row["kind"] == "event"]
    assert (event["predicate"], event["patient"], event["agent"], event["place"]) == (
        "close",
        "The bridge",
        "",
        "Oranto",
    )


@pytest.mark.parametrize("words", ["=1+1", "+49", "-1", "@sum", "\tx", "\rx", "\nx", "  =1+1", "＝1+1", "\u00a0@x"])
def test_what_a_spreadsheet_would_run_is_neutralised(words: str) -> None:
    assert neutral(words) == f"'{words}"


@pytest.mark.parametrize("words", ["", " ", "19", "a=b", "Ana Ruiz", "'tis", "—"])
def test_what_no_spreadsheet_runs_stays(words: str) -> None:
    assert neutral(words) == words


@given(st.lists(st.text(), min_size=1))
def test_csv_gives_the_cells_back(cells: list[str]) -> None:
    line = csv_line(cells)
    assert next(csv.reader(io.StringIO(line, newline=""))) == cells


@given(st.lists(st.text(), min_size=1))
def test_tsv_gives_the_cells_back_and_is_one_line(cells: list[str]) -> None:
    line = tsv_line(cells)
    assert line.count("\n") == 1
    plain = {"\\\\": "\\", "\\t": "\t", "\\n": "\n", "\\r": "\r"}
    back = [re.sub(r"\\[\\tnr]", lambda found: plain[found[0]], cell) for cell in line[:-1].split("\t")]
    assert back == cells


RISKY = st.text(alphabet="'=+-@ \t\r\nx＝\u00a0")


@given(st.text() | RISKY)
def test_neutralising_is_undone_exactly(words: str) -> None:
    assert plain(neutral(words)) == words


@given(RISKY)
def test_no_neutralised_cell_begins_as_a_formula_does(words: str) -> None:
    assert neutral(words).lstrip()[:1] not in {"=", "+", "-", "@", "＝"}


def test_words_with_an_apostrophe_of_their_own_are_told_apart() -> None:
    assert [neutral(words) for words in ("=1", "'=1", "''=1", "'tis")] == ["'=1", "''=1", "''" + "'=1", "'tis"]


def test_raw_cells_are_the_words_themselves() -> None:
    found = [dict(zip(COLUMNS, row, strict=True)) for row in rows(report(), raw=True)]
    assert found[-1]["exact"] == "-5 to 8 boats"
    assert [{name: plain(cell) for name, cell in row.items()} for row in table()] == found


def test_a_file_has_the_columns_once_and_a_line_for_each_fact() -> None:
    lines = b"".join(csv_lines([report(), report(key="again.txt")])).decode()
    found = list(csv.DictReader(io.StringIO(lines, newline="")))
    assert [row["key"] for row in found] == ["flood.txt"] * 5 + ["again.txt"] * 5
    assert b"".join(tsv_lines([report()], raw=True)).decode().count("\n") == 6
