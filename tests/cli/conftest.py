"""The command as a person types it, run inside the test's own process, in a folder of its own."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from onrecord.cli import main


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a command came to."""

    code: int
    out: str
    err: str


Command = Callable[..., Ran]


@pytest.fixture
def onrecord(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Command:
    """`onrecord("read", "flood.txt", stdin="…")` in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    for variable in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(variable, raising=False)

    def run(*arguments: str, stdin: str = "") -> Ran:
        monkeypatch.setattr(sys, "argv", ["onrecord", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        with pytest.raises(SystemExit) as left:
            main()
        written = capsysbinary.readouterr()
        assert isinstance(left.value.code, int | None)
        return Ran(code=left.value.code or 0, out=written.out.decode(), err=written.err.decode())

    return run


@pytest.fixture
def flood(tmp_path: Path) -> Path:
    """A report about an invented flood."""
    path = tmp_path / "flood.txt"
    path.write_text(
        "date 2031-05-02 The river Tamm broke its banks at Oranto on Tuesday.\n\n"
        'At least 19 people were killed, the mayor, Ana Ruiz, said. "The bridge was closed," she said.\n'
    )
    return path
