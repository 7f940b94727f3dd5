"""What output never goes to: the record, whatever leads to it, other databases, what is read, devices, reports."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from onrecord.record import open_record
from onrecord.store import Entry
from tests import synthetic
from tests.cli.conftest import Command

VERBS = (
    ["read", "other.txt", "--csv", "-o"],
    ["read", "other.txt", "--failures"],
    ["search", "--csv", "-o"],
    ["show", "flood.txt", "--csv", "-o"],
    ["export", "csv", "-o"],
    ["export", "parquet", "-o"],
    ["verify", "--citations", "claims.csv", "--csv", "-o"],
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with a report, made once."""
    place = tmp_path_factory.mktemp("made") / "onrecord.db"
    report = synthetic.report()
    with open_record(place) as opened:
        opened.store.write([Entry(payload=report.text.encode(), report=report)], "2032-01-01T00:00:00Z")
    return place


@pytest.fixture
def flood(tmp_path: Path) -> Path:
    """The report's own file."""
    path = tmp_path / "flood.txt"
    path.write_bytes(synthetic.TEXT.encode())
    return path


@pytest.fixture
def record(made: Path, flood: Path, tmp_path: Path) -> Path:
    """A record with that report, beside citations and another file to read."""
    (tmp_path / "other.txt").write_text("It rained.")
    (tmp_path / "claims.csv").write_text("key,quote\nflood.txt,The bridge was closed\n")
    assert flood.exists()
    return Path(shutil.copy(made, tmp_path))


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.suffix != ".db-shm"}


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_a_record_is_never_written_over(onrecord: Command, record: Path, tmp_path: Path, verb: list[str]) -> None:
    (tmp_path / "link.csv").symlink_to(record)
    os.link(record, tmp_path / "hard.csv")
    before = files(tmp_path)
    for name in ("onrecord.db", "link.csv", "hard.csv", "onrecord.db-wal", "onrecord.db-journal"):
        ran = onrecord(*verb, name)
        assert (ran.code, ran.out) == (2, "")
        assert "database" in ran.err
        assert "write to another file" in " ".join(ran.err.split())
        assert {key: value for key, value in files(tmp_path).items() if key in before} == before


def test_nor_is_any_other_database(onrecord: Command, flood: Path, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.csv") as other:
        other.execute("CREATE TABLE things (name)")
    other.close()
    before = files(tmp_path)
    ran = onrecord("read", flood.name, "-o", "other.csv")
    assert (ran.code, "other.csv is a database" in " ".join(ran.err.split())) == (2, True)
    assert files(tmp_path) == before


@pytest.mark.usefixtures("record")
def test_citations_are_not_replaced_by_their_verdicts(onrecord: Command, tmp_path: Path) -> None:
    before = (tmp_path / "claims.csv").read_bytes()
    ran = onrecord("verify", "--citations", "claims.csv", "-o", "./claims.csv")
    assert (ran.code, "read and written at once" in ran.err) == (2, True)
    assert (tmp_path / "claims.csv").read_bytes() == before


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("verb", [["export", "csv"], ["search", "--csv"], ["verify", "--citations", "claims.csv"]])
def test_a_report_on_the_record_is_not_replaced(
    onrecord: Command, flood: Path, tmp_path: Path, verb: list[str]
) -> None:
    (tmp_path / "copy.txt").write_bytes(flood.read_bytes())
    before = files(tmp_path)
    for name in ("flood.txt", "copy.txt", str(flood)):
        ran = onrecord(*verb, "-o", name)
        assert (ran.code, "is a report on the record" in " ".join(ran.err.split())) == (2, True)
    assert {name: content for name, content in files(tmp_path).items() if name in before} == before
    flood.write_text("another version of it")
    assert onrecord(*verb, "-o", "flood.txt").code == 2


@pytest.mark.usefixtures("record")
def test_parquet_takes_the_name_of_no_pipe_or_device(onrecord: Command, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    ran = onrecord("export", "parquet", "-o", "pipe")
    assert (ran.code, "device or a pipe" in " ".join(ran.err.split())) == (2, True)
    assert (tmp_path / "pipe").is_fifo()


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb[-1] == "-o"], ids=" ".join)
def test_a_folder_is_no_file_to_write_to(onrecord: Command, verb: list[str]) -> None:
    for name in (".", "..", "/"):
        ran = onrecord(*verb, name)
        assert (ran.code, "is a folder; name a file in it" in " ".join(ran.err.split())) == (2, True)


@pytest.mark.usefixtures("record")
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("verb", [["export", "csv"], ["search", "--csv"], ["stats", "--csv"]])
def test_a_full_device_is_told_with_its_remedy(onrecord: Command, verb: list[str]) -> None:
    ran = onrecord(*verb, "-o", "/dev/full")
    assert ran.code == 1
    assert "cannot be written (No space left on device); make room" in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    ("verb", "code"), [(["export", "csv", "nothere"], 1), (["search", "--csv", "--after", "x"], 2)]
)
def test_nothing_is_written_before_what_is_wrong_is_told(onrecord: Command, verb: list[str], code: int) -> None:
    ran = onrecord(*verb)
    assert (ran.code, ran.out) == (code, "")


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("raised", [PermissionError(13, "Permission denied", "x.db"), OSError(5, "Input/output error")])
def test_an_error_of_the_system_has_a_remedy_that_fits(
    onrecord: Command, monkeypatch: pytest.MonkeyPatch, raised: OSError
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise raised

    monkeypatch.setattr("onrecord.record.open_record", fails)
    ran = onrecord("stats")
    told = "x.db: Permission denied; get the right to it" if raised.errno == 13 else "Input/output error; look whether"
    assert (ran.code, ran.err.startswith(f"onrecord: {told}")) == (1, True)
