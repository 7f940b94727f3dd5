"""The forms of output: what goes to a terminal is safe to show, what goes to a file is as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer

from onrecord.cli.forms import Form, Shape, chosen
from tests.synthetic import report

HOSTILE = "a\x1b[2Jb\u202e"


def test_cells_for_a_terminal_are_safe_to_show() -> None:
    shown = Form(shape="tsv", terminal=True, file=False).report(report(title=HOSTILE)).decode()
    assert shown.count("a␛[2Jb⟨U+202E⟩") == 5
    assert "\x1b" not in shown


def test_cells_for_a_file_are_as_they_are() -> None:
    assert Form(shape="tsv", terminal=False, file=True).report(report(title=HOSTILE)).decode().count(HOSTILE) == 5


@pytest.mark.parametrize(("name", "shape"), [("x.csv", "json"), ("x.JSONL", "tsv"), ("x.tsv", "csv")])
def test_a_name_of_another_form_is_refused(name: str, shape: Shape) -> None:
    with pytest.raises(typer.BadParameter, match=f"{name} is the name of a file of another form than --{shape}"):
        chosen({shape: True}, Path(name))


@pytest.mark.parametrize(("name", "shape"), [("x.csv", "csv"), ("x.json", "json"), ("x.txt", "tsv"), ("x.pdf", "csv")])
def test_a_name_of_the_form_or_of_none_is_taken(name: str, shape: Shape) -> None:
    assert chosen({shape: True}, Path(name)) == shape
