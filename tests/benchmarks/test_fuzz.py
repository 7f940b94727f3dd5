"""The fuzzing finds faults where there are some, and its inputs are the same everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import fuzz
from benchmarks.forms import FORMS
from benchmarks.mutations import case
from benchmarks.peers import page
from benchmarks.reports import reports
from onrecord import acquire
from onrecord.model import Document, Failure


def test_a_number_gives_the_same_input_and_another_gives_another() -> None:
    assert [case(number, 1) for number in range(20)] == [case(number, 1) for number in range(20)]
    assert len({case(number, 1)[1] for number in range(40)}) > 35
    assert {ending for ending, _ in (case(number, 1) for number in range(300))} == {ending for ending, _ in FORMS}


def test_damaged_inputs_have_no_faults(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seen = fuzz.Seen()
    for number in range(1, 60):
        ending, data = case(number, seed=1)
        seen.add(fuzz.tried(number, tmp_path / f"input{ending}", data[:200_000], whole=False))
    assert seen.faults == []
    assert min(seen.reports, seen.refused) > 10
    assert set(capsys.readouterr().out.split()) == {"{}"}  # what is said to who watches


def test_what_takes_too_much_or_does_not_say_enough_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz, "SECONDS", 1e-9)
    monkeypatch.setattr(fuzz, "BYTES", 1)
    faults = fuzz.tried(0, tmp_path / "rain.txt", b"Rain fell in Oranto.", whole=False)["faults"]
    assert [fault.partition(":")[0] for fault in faults] == ["slow", "memory"]
    assert fuzz.unsaid(Failure(locator="a", reason="b", remedy=" ")) == ["unsaid: remedy"]
    assert fuzz.unsaid(Failure(locator="a", reason="the program failed on it", remedy="c")) != []


def test_an_input_that_ends_its_reader_is_a_fault_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz, "PATIENCE", 0.0)
    told = list(fuzz.watched(1, 2, seed=1, whole=100))
    assert [(one["case"], one["faults"][0].partition(":")[0]) for one in told] == [(1, "hang"), (2, "hang")]


def test_a_page_around_a_report_is_read_as_the_report() -> None:
    for _, report in reports(5, seed=3):
        found = acquire.from_html(page(report).encode())
        assert isinstance(found, Document)
        assert report.published is not None
        assert found.published is not None
        assert found.published.value.startswith(report.published.value)
        paragraphs = [block.span.exact for block in report.blocks if block.kind == "paragraph"]
        assert all(words in found.text for words in paragraphs)
