"""The line on standard error that says how far a long run is."""

from __future__ import annotations

import io
import re

from rich.cells import cell_len

from onrecord.cli.progress import CLEAR, Progress


def run(*labels: str, shown: bool = True, width: int = 40) -> str:
    """What is written for inputs of these names, as if each took a second."""
    stream = io.StringIO()
    progress = Progress(stream=stream, shown=shown, width=width)
    for label in labels:
        progress.step(label, failed=label == "bad")
        progress.written -= 1
    progress.clear()
    return stream.getvalue()


def test_one_input_is_read_in_silence() -> None:
    assert run("a.txt") == ""


def test_nothing_is_written_where_nobody_looks() -> None:
    assert run("a.txt", "b.txt", shown=False) == ""


def test_the_line_counts_is_written_over_and_taken_away() -> None:
    written = run("a.txt", "bad", "c.txt", width=80).split(CLEAR)
    assert [re.sub(r"\d+ a second", "N a second", line) for line in written] == [
        "",
        "2 inputs, 1 failed · N a second · bad",
        "3 inputs, 1 failed · N a second · c.txt",
        "",
    ]


def test_the_line_is_written_at_most_ten_times_a_second() -> None:
    stream = io.StringIO()
    progress = Progress(stream=stream, shown=True)
    for number in range(500):
        progress.step(str(number))
    assert stream.getvalue().count(CLEAR) < 50


def test_no_name_of_a_file_breaks_the_line_or_acts_on_the_terminal() -> None:
    for line in run("a", "東京" * 40, "b\x1b[2J\r\n\u202e.txt").split(CLEAR):
        assert cell_len(line) < 40
        assert not set(line) & set("\x1b\r\n\u202e")


def test_where_the_total_is_known_the_share_and_the_time_left_are_told() -> None:
    stream = io.StringIO()
    progress = Progress(stream=stream, shown=True, width=80)
    progress.began -= 100
    progress.step("a.txt", done=100, total=1000)
    progress.step("b.txt", done=150, total=1000)
    assert "2 inputs · 0 a second · 25%, 5:00 left · b.txt" in stream.getvalue()
    progress.began -= 100_000
    progress.written -= 1
    progress.step("c.txt", done=250, total=1000)
    assert re.search(r"50%, 27:48:2\d left · c.txt", stream.getvalue())
