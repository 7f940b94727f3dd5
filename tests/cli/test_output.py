"""Where output goes: what is read is never written over, and what is left half-done leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Command

COMMAND = [sys.executable, "-m", "onrecord"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["flood.txt", "-o", "flood.txt"],
        [".", "-o", "./flood.txt"],
        ["flood.txt", "--failures", "flood.txt"],
        [".", "--json", "--failures", "flood.txt"],
        ["flood.txt", "-o", "link.txt"],
        ["link.txt", "-o", "flood.txt"],
    ],
    ids=" ".join,
)
def test_a_file_that_is_read_is_never_written_over(
    onrecord: Command, flood: Path, tmp_path: Path, arguments: list[str]
) -> None:
    (tmp_path / "link.txt").symlink_to(flood)
    before = flood.read_bytes()
    ran = onrecord("read", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "flood.txt is read and written at once" in ran.err.replace("link.txt", "flood.txt")
    assert flood.read_bytes() == before


def test_standard_input_is_never_written_over(flood: Path) -> None:
    before = flood.read_bytes()
    with flood.open("rb") as given:
        done = subprocess.run(
            [*COMMAND, "read", "-o", "flood.txt"], cwd=flood.parent, stdin=given, capture_output=True, check=False
        )
    assert done.returncode == 2
    assert b"standard input is read and written at once" in done.stderr
    assert flood.read_bytes() == before


def test_two_outputs_are_two_files(onrecord: Command, flood: Path, tmp_path: Path) -> None:
    ran = onrecord("read", flood.name, "-o", "out.jsonl", "--failures", "./out.jsonl")
    assert ran.code == 2
    assert "out.jsonl is written twice" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["flood.txt"]


@pytest.mark.parametrize("option", ["-o", "--failures"])
def test_a_file_that_may_not_be_written_stays(onrecord: Command, flood: Path, tmp_path: Path, option: str) -> None:
    kept = tmp_path / "kept.jsonl"
    kept.write_text("kept")
    kept.chmod(0o444)
    ran = onrecord("read", "--json", flood.name, option, kept.name)
    assert ran.code == 1
    assert "kept.jsonl: cannot be written (Permission denied)" in ran.err
    assert kept.read_text() == "kept"


def test_a_file_that_is_written_anew_keeps_its_permissions(onrecord: Command, flood: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("")
    own.chmod(0o600)
    assert onrecord("read", flood.name, "-o", own.name).code == 0
    assert own.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["x.pdf", "x.xlsx", "x.csv.gz"])
def test_an_ending_that_names_no_form_is_refused(onrecord: Command, flood: Path, tmp_path: Path, name: str) -> None:
    ran = onrecord("read", flood.name, "-o", name)
    assert (ran.code, ran.out) == (2, "")
    for remedy in (Path(name).suffix, ".jsonl", ".csv", ".tsv", ".txt", "--json", "--csv", "--tsv"):
        assert remedy in ran.err
    assert not (tmp_path / name).exists()
    assert onrecord("read", flood.name, "--csv", "-o", name).code == 0


@pytest.mark.parametrize("name", ["out", "out.txt"])
def test_a_name_without_an_ending_is_the_text(onrecord: Command, flood: Path, tmp_path: Path, name: str) -> None:
    assert onrecord("read", flood.name, "-o", name).code == 0
    assert (tmp_path / name).read_text().startswith("── flood.txt ─")


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM], ids=lambda sent: sent.name)
def test_a_run_that_is_stopped_leaves_no_file(tmp_path: Path, sent: signal.Signals) -> None:
    with subprocess.Popen(
        [*COMMAND, "read", "-", "-o", "out.jsonl", "--failures", "failures.jsonl"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        process_group=0,
    ) as running:
        assert running.stdin
        assert running.stderr
        running.stdin.write(b'{"id": "a"}\n')  # a failure is told as soon as it is met, so the files are open then
        running.stdin.flush()
        assert b"line 1" in running.stderr.readline()
        assert sorted(path.name for path in tmp_path.iterdir()) == [".failures.jsonl.part", ".out.jsonl.part"]
        os.kill(running.pid, sent)
        running.wait(10)
        assert b"Traceback" not in running.stderr.read()
    assert running.returncode != 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [["read", "flood.txt"], ["read", "--json", "flood.txt"], ["schema"], ["--help"]])
def test_output_to_nowhere_is_a_failure(flood: Path, arguments: list[str]) -> None:
    done = subprocess.run(
        f"exec {sys.executable} -m onrecord {' '.join(arguments)} >&-",
        shell=True,
        cwd=flood.parent,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("onrecord: ")
    assert "Bad file descriptor" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_closed_standard_output_is_not_missed_where_a_file_is_written(flood: Path) -> None:
    subprocess.run(
        f"exec {sys.executable} -m onrecord read flood.txt -o out.csv >&-", shell=True, cwd=flood.parent, check=True
    )
    assert (flood.parent / "out.csv").read_text().startswith("key,")


@pytest.mark.parametrize("verb", [["read", "-"], ["verify", "-", "--all"]], ids=" ".join)
def test_who_is_stopped_at_the_keyboard_is_told_so(tmp_path: Path, verb: list[str]) -> None:
    with subprocess.Popen(
        [*COMMAND, *verb], cwd=tmp_path, stdin=subprocess.PIPE, stderr=subprocess.PIPE, stdout=subprocess.PIPE
    ) as running:
        assert running.stdin
        assert running.stderr
        running.stdin.write(b'{"id": "a"}\n' * 3)
        running.stdin.flush()
        assert running.stdout
        assert (running.stderr if verb[0] == "read" else running.stdout).readline()  # it has begun
        running.send_signal(signal.SIGINT)
        running.wait(10)
        assert running.stderr.read().splitlines()[-1].startswith(b"onrecord: stopped")
    assert running.returncode == 130
