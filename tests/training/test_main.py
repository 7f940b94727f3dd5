"""The command that trains: what it starts from, and how it ends where it cannot go on."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

import training.__main__ as command
from tests.training import made
from tests.training.made import Fitted


@pytest.fixture(autouse=True)
def here(tiny: Fitted, monkeypatch: pytest.MonkeyPatch) -> None:
    """Our own corpora; the package of the start weights is not installed."""
    monkeypatch.setattr(command, "load", lambda *_, **__: tiny.corpora)
    monkeypatch.setattr(command, "START", "no_such_start")


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str | Path) -> None:
    given = ["training", "data", *map(str, arguments), "--rounds", "0", "--layers", "1", "--threads", "1"]
    monkeypatch.setattr(sys, "argv", given)
    command.main()


def test_the_start_may_be_left_out_after_files_that_ship(
    files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(monkeypatch, tmp_path, "--after", files)
    assert (tmp_path / "training.json").exists()


def test_the_start_may_not_be_left_out_after_a_checkpoint(
    tiny: Fitted, files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = Path(shutil.copytree(files, tmp_path / "both"))
    shutil.copy(tiny.folder / "checkpoint.pt", both)
    for after in (both, tiny.folder):
        with pytest.raises(SystemExit, match="no-such-start is not installed; give --start"):
            run(monkeypatch, tmp_path / "out", "--after", after)


def test_a_checkpoint_of_another_run_ends_the_command_with_a_message(
    tiny: Fitted, files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.earlier(tmp_path / "out", tiny.labels, 1)
    with pytest.raises(SystemExit, match=r"checkpoint\.pt: does not say of which run it is"):
        run(monkeypatch, tmp_path / "out", "--after", files)
