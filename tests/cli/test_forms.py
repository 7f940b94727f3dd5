"""The forms of output: what goes to a terminal is safe to show, what goes to a file is as it is."""

from __future__ import annotations

from onrecord.cli.forms import Form
from tests.synthetic import report

HOSTILE = "a\x1b[2Jb\u202e"


def test_cells_for_a_terminal_are_safe_to_show() -> None:
    shown = Form(shape="tsv", terminal=True, file=False).report(report(title=HOSTILE)).decode()
    assert shown.count("a␛[2Jb⟨U+202E⟩") == 5
    assert "\x1b" not in shown


def test_cells_for_a_file_are_as_they_are() -> None:
    assert Form(shape="tsv", terminal=False, file=True).report(report(title=HOSTILE)).decode().count(HOSTILE) == 5
