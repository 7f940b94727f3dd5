"""`import onrecord`: what it loads, and what a source may be."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

import onrecord
from onrecord.model.proof import lies

TEXT = 'Ana Ruiz, the mayor of Oranto, said: "The bridge was closed."\n'
HEAVY = {"lxml", "trafilatura", "resiliparse", "htmldate", "typer", "rich", "msgspec", "click"}


def test_importing_it_loads_nothing_heavy() -> None:
    program = "import sys, onrecord; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert HEAVY & set(done.stdout.split()) == set()


def test_every_public_name_is_there() -> None:
    assert [name for name in onrecord.__all__ if not hasattr(onrecord, name)] == []


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "flood.txt"
    path.write_text(TEXT)
    return path


def test_a_path_is_read(file: Path) -> None:
    report = onrecord.read(file)
    assert (report.text, report.key) == (TEXT, str(file))
    assert list(lies(report)) == []


def test_a_string_that_names_a_file_is_that_file(file: Path) -> None:
    assert onrecord.read(str(file)) == onrecord.read(file)


def test_a_string_with_white_space_that_names_no_file_is_the_text() -> None:
    report = onrecord.read(TEXT)
    assert (report.text, report.key, report.published) == (TEXT, None, None)


def test_a_text_longer_than_any_file_name_is_the_text() -> None:
    assert onrecord.read("The river rose. " * 1000).text == "The river rose. " * 1000


@pytest.mark.parametrize("source", ["flod.txt", "/nowhere/flood.txt", "Hello", "\0"])
def test_one_word_that_names_no_file_is_no_guess(source: str) -> None:
    with pytest.raises(onrecord.InputError, match="is the name of no file"):
        onrecord.read(source)


@pytest.mark.parametrize("source", ["", " \n"])
def test_an_empty_text_is_refused(source: str) -> None:
    with pytest.raises(onrecord.InputError, match="empty"):
        onrecord.read(source)


def test_a_path_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(onrecord.InputError, match=r"gone\.txt"):
        onrecord.read(tmp_path / "gone.txt")


def test_several_reports_are_refused_and_read_all_is_named(tmp_path: Path) -> None:
    path = tmp_path / "two.jsonl"
    path.write_text("".join(json.dumps({"id": name, "text": TEXT}) + "\n" for name in "ab"))
    with pytest.raises(onrecord.InputError, match=r"several reports; read them with onrecord\.read_all"):
        onrecord.read(path)
    assert [report.key for report in onrecord.read_all(path) if isinstance(report, onrecord.Report)] == ["a", "b"]


def test_a_report_that_cannot_be_read_stops_no_other(file: Path, tmp_path: Path) -> None:
    first, second = onrecord.read_all([tmp_path / "gone.txt", str(file)])
    assert isinstance(first, onrecord.Failure)
    assert isinstance(second, onrecord.Report)


@pytest.mark.parametrize(
    ("published", "value"),
    [
        ("2031-05-02", "2031-05-02"),
        (date(2031, 5, 2), "2031-05-02"),
        (datetime(2031, 5, 2, 18, 30), "2031-05-02T18:30:00"),
    ],
)
def test_the_publication_date_is_a_string_or_a_date(published: str | date, value: str) -> None:
    report = onrecord.read_text(TEXT, published=published)
    assert report.published is not None
    assert (report.published.value, report.published.basis) == (value, "option")


def test_what_is_no_date_is_refused() -> None:
    with pytest.raises(onrecord.InputError, match="'May' is no date"):
        onrecord.read_text(TEXT, published="May")


def test_a_bare_dash_is_a_file_of_that_name_to_a_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(onrecord.InputError, match="-"):
        onrecord.read(Path("-"))
    Path("-").write_text(TEXT)
    assert onrecord.read("-").text == TEXT
