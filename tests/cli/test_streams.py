"""`onrecord read` among other programs: what comes out when, and what a terminal is protected from."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "onrecord"]
UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
HOSTILE = (
    'Title\x1b]0;owned\x07 in Oranto\x9b2J\n\nAna Ruiz\u202e said: "The \x1b[31mbridge\x1b[0m was\x08 closed."\r'
    "At least 19\x7f people \u2066fled\u2069."
)


def row(number: int, text: str = "It rained in Oranto. ") -> bytes:
    return json.dumps({"id": f"report-{number}", "text": text * 20}).encode() + b"\n"


def test_the_first_report_is_out_before_the_last_is_in() -> None:
    with subprocess.Popen([*COMMAND, "read", "--json", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        assert running.stdin
        assert running.stdout
        running.stdin.write(row(1))
        running.stdin.flush()
        ready, _, _ = select.select([running.stdout], [], [], 10)
        assert ready, "nothing came out while the input was open"
        assert json.loads(running.stdout.readline())["key"] == "report-1"
        running.stdin.write(row(2))
        running.stdin.close()
        assert json.loads(running.stdout.readline())["key"] == "report-2"
    assert running.returncode == 0


def test_a_reader_that_leaves_early_ends_it_quietly(tmp_path: Path) -> None:
    (tmp_path / "many.jsonl").write_bytes(b"".join(map(row, range(200))))
    with subprocess.Popen(
        [*COMMAND, "read", "--json", "many.jsonl"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0


@pytest.mark.parametrize("named", [".", "out.jsonl"])
def test_an_output_that_would_be_read_again_is_refused(tmp_path: Path, named: str) -> None:
    (tmp_path / "in.jsonl").write_bytes(row(1))
    with (tmp_path / "out.jsonl").open("wb") as output:
        done = subprocess.run(
            [*COMMAND, "read", "--json", named],
            stdout=output,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
            timeout=20,
            check=False,
        )
    assert done.returncode == 2
    assert b"out.jsonl is read and written at once; write to a file that is not read" in done.stderr
    assert (tmp_path / "out.jsonl").read_bytes() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("arguments", [["schema"], ["--help"], ["read", "--json", "-"]], ids=lambda given: given[0])
def test_a_full_disk_is_one_line_and_a_failure(arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*COMMAND, *arguments], input=row(1), stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert re.fullmatch(rb"onrecord: [^\n]*No space left on device[^\n]*\n", done.stderr)


def test_a_pipe_or_device_is_written_in_place(tmp_path: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "read", "--json", "-", "-o", "/dev/stdout"],
        input=row(1),
        stdout=subprocess.PIPE,
        cwd=tmp_path,
        check=True,
    )
    assert json.loads(done.stdout)["key"] == "report-1"
    assert list(tmp_path.iterdir()) == []


def on_a_terminal(folder: Path, *arguments: str, data: bool = False) -> str:
    """What a terminal gets from a command: on standard output and error, or on standard error alone."""
    ours, theirs = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if not name.endswith("_COLOR")}
    environment = kept | {"TERM": "xterm-256color", "COLUMNS": "80", "LANG": "C.UTF-8"}
    with subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL if data else theirs,
        stderr=theirs,
    ):
        os.close(theirs)
        received = b""
        while True:
            try:
                more = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            if not more:
                break
            received += more
    os.close(ours)
    return received.decode()


def test_nothing_of_a_report_acts_on_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "hostile.jsonl").write_text(json.dumps({"id": "k\x1b[2J", "title": "t\x9b1m", "text": HOSTILE}) + "\n")
    for flags in ([], ["--json"], ["--csv"], ["--tsv"]):
        shown = on_a_terminal(tmp_path, "read", *flags, "hostile.jsonl", "gone\x1b[2J.txt")
        assert "Oranto" in shown or "Title" in shown or flags, shown
        assert "gone␛[2J.txt" in shown
        assert UNSAFE.findall(COLOUR.sub("", shown)) == [], flags


def test_json_on_a_terminal_is_the_same_data(tmp_path: Path) -> None:
    (tmp_path / "hostile.txt").write_text(HOSTILE, newline="")
    shown = on_a_terminal(tmp_path, "read", "--json", "hostile.txt")
    assert json.loads(shown)["text"] == HOSTILE


def test_a_terminal_has_colours_and_a_file_has_none(tmp_path: Path) -> None:
    (tmp_path / "flood.txt").write_text('"The bridge was closed," Ana Ruiz said.')
    assert COLOUR.search(on_a_terminal(tmp_path, "read", "flood.txt"))


def test_progress_is_shown_on_a_terminal_while_data_goes_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "many.jsonl").write_bytes(b"".join(map(row, range(50))))
    shown = on_a_terminal(tmp_path, "read", "--json", "many.jsonl", data=True)
    assert re.search(r"\d+ inputs · \d+ a second · report-\d+", shown)
    assert shown.endswith("\r\x1b[2K"), "the line is taken away at the end"
    assert "inputs" not in on_a_terminal(tmp_path, "read", "many.jsonl")
