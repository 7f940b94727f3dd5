"""`onrecord review`: an annotator's file comes back once, and it is said whose it is and what was new."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.record import open_record
from onrecord.store import Entry
from tests import synthetic
from tests.cli.conftest import Command

BY = ("--by", "Ana Ruiz")


@pytest.fixture(autouse=True)
def record(tmp_path: Path) -> None:
    """A record with the report made by hand."""
    report = synthetic.report()
    with open_record(tmp_path / "onrecord.db") as opened:
        opened.store.write([Entry(payload=report.text.encode(), report=report)], "2032-01-01T00:00:00Z")


@pytest.fixture
def doccano(onrecord: Command) -> str:
    """What doccano gives back where nobody changed anything."""
    assert onrecord("export", "doccano", "-o", "doccano.jsonl").code == 0
    return "doccano.jsonl"


def annotated(onrecord: Command, tmp_path: Path, **annotation: Any) -> str:
    """What Label Studio gives back where somebody submitted what was predicted."""
    assert onrecord("export", "label-studio", "-o", "studio.json").code == 0
    tasks = json.loads((tmp_path / "studio.json").read_text())
    for task in tasks:
        task["annotations"] = [{"result": task["predictions"][0]["result"]} | annotation]
    (tmp_path / "studio.json").write_text(json.dumps(tasks))
    return "studio.json"


def test_the_same_file_adds_nothing_with_or_without_a_moment(
    onrecord: Command, doccano: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = onrecord("review", doccano, "--from", "doccano", *BY)
    many = first.out.split()[0]
    assert first.out == f"{many} judgements by Ana Ruiz: {many} accepted · {many} added · 0 known\n"
    monkeypatch.setattr("onrecord.record.exporting.now", lambda: "2033-01-01T00:00:00Z")
    again = onrecord("review", doccano, "--from", "doccano", *BY)
    assert again.out.endswith(f"{many} accepted · 0 added · {many} known\n")
    other = onrecord("review", doccano, "--from", "doccano", "--by", "Bo Lind")
    assert other.out.endswith(f"· {many} added · 0 known\n")
    later = ("--at", "2034-01-01T00:00:00Z")
    assert onrecord("review", doccano, "--from", "doccano", *BY, *later).out.endswith(f"{many} added · 0 known\n")
    assert onrecord("review", doccano, "--from", "doccano", *BY, *later).out.endswith(f"0 added · {many} known\n")
    with open_record(tmp_path / "onrecord.db") as opened:
        assert len(opened.judgements()) == 3 * int(many)


def test_what_was_said_otherwise_meanwhile_is_said_anew(
    onrecord: Command, doccano: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = json.loads((tmp_path / doccano).read_text())
    (tmp_path / "emptied.jsonl").write_text(json.dumps(document | {"entities": [], "relations": []}))
    many = onrecord("review", doccano, "--from", "doccano", *BY).out.split()[0]
    for year, file in ((2033, "emptied.jsonl"), (2034, doccano)):
        monkeypatch.setattr("onrecord.record.exporting.now", lambda year=year: f"{year}-01-01T00:00:00Z")
        assert onrecord("review", file, "--from", "doccano", *BY).out.endswith(f"· {many} added · 0 known\n")


def test_judgements_are_theirs_whom_the_file_names(onrecord: Command, tmp_path: Path) -> None:
    file = annotated(onrecord, tmp_path, completed_by={"email": "bo@lind.example"})
    ran = onrecord("review", file, "--from", "label-studio", *BY)
    assert (ran.code, " judgements by bo@lind.example: " in ran.out) == (0, True)
    assert "Ana Ruiz" not in ran.out


@pytest.mark.parametrize(("option", "given"), [("--at", "yesterday"), ("--at", ""), ("--by", ""), ("--from", "brat")])
def test_misuse_is_told_before_anything_is_read(onrecord: Command, doccano: str, option: str, given: str) -> None:
    arguments = {"--from": "doccano", "--by": "Ana Ruiz"} | {option: given}
    ran = onrecord("review", doccano, *(word for pair in arguments.items() for word in pair))
    assert (ran.code, ran.out) == (2, "")
    assert option in ran.err


def test_the_file_of_another_annotator_is_told_once(onrecord: Command, doccano: str, tmp_path: Path) -> None:
    studio = annotated(onrecord, tmp_path)
    for file, own, taken in ((doccano, "doccano", "label-studio"), (studio, "label-studio", "prodigy")):
        ran = onrecord("review", file, "--from", taken, *BY)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith(f"onrecord: {file}: this looks like a file of {own}, and not of {taken}")
        assert ran.err.count("\n") == 1


def test_a_file_in_which_nothing_was_annotated_is_told(onrecord: Command) -> None:
    assert onrecord("export", "label-studio", "-o", "studio.json").code == 0
    ran = onrecord("review", "studio.json", "--from", "label-studio", *BY)
    assert (ran.code, ran.out) == (1, "")
    assert "studio.json, 1 task: nothing in it was annotated" in ran.err


def test_what_is_wrong_is_told_with_file_and_task(onrecord: Command, tmp_path: Path) -> None:
    file = annotated(onrecord, tmp_path)
    (task,) = json.loads((tmp_path / file).read_text())
    other = json.loads(json.dumps(task).replace(task["data"]["text_sha256"], "0" * 64))
    (tmp_path / file).write_text(json.dumps([task, other]))
    ran = onrecord("review", file, "--from", "label-studio", *BY)
    assert ran.code == 3
    assert ran.err.startswith("onrecord: studio.json, line 1, task 2: is about another version of the text")
    assert ran.err.endswith("1 part of studio.json could not be taken\n")


def test_a_file_without_judgements_is_told(onrecord: Command) -> None:
    ran = onrecord("review", "-", "--from", "doccano", *BY)
    assert (ran.code, "standard input: there is no judgement in it" in ran.err) == (1, True)
