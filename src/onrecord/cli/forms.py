"""The forms of output: what is written before the first report, for each report, and after the last."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import typer

from onrecord.cli.output import shown
from onrecord.cli.printable import escaped_json, printable
from onrecord.model import Report

Shape = Literal["text", "json", "csv", "tsv"]
ENDINGS: dict[str, Shape] = {
    **dict.fromkeys((".json", ".jsonl", ".ndjson"), "json"),
    ".csv": "csv",
    ".tsv": "tsv",
    **dict.fromkeys((".txt", ""), "text"),
}


def chosen(flags: dict[Shape, bool], output: Path | None) -> Shape:
    """The form that flags or the ending of a file's name ask for; a table for people where nothing does."""
    given: list[Shape] = [shape for shape, wanted in flags.items() if wanted]
    if len(given) > 1:
        raise typer.BadParameter(f"give one of --{' and --'.join(given)}: the output has one form")
    named = ENDINGS.get(output.suffix.lower(), "text") if output else "text"
    if given and named not in ("text", given[0]):
        told = f"{output} is the name of a file of another form than --{given[0]}; give one of the two, or another name"
        raise typer.BadParameter(printable(told), param_hint="-o")
    if given:
        return given[0]
    if output is None:
        return "text"
    ending = output.suffix.lower()
    if ending not in ENDINGS:
        endings = ", ".join(known for known in ENDINGS if known)
        told = f"the ending {ending!r} names no form; end the name in one of {endings}"
        raise typer.BadParameter(printable(f"{told}, or give --json, --csv or --tsv"), param_hint="-o")
    return ENDINGS[ending]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form of output. `terminal`: it goes to a terminal, so nothing in it may act on one; `file`: to a file."""

    shape: Shape
    terminal: bool
    file: bool

    def opening(self) -> bytes:
        """The columns' names of a table; nothing for the other forms."""
        if self.shape in ("csv", "tsv"):
            from onrecord.export import tables

            return self.line(tables.COLUMNS).encode()
        return b""

    def report(self, report: Report) -> bytes:
        """One report."""
        if self.shape == "json":
            from onrecord import codec

            line = codec.encode(report)
            return self.json(line)
        if self.shape == "text":
            from onrecord.cli.terminal import rendered

            return self.text(rendered(report, width=shutil.get_terminal_size().columns, colour=self.coloured()))
        from onrecord.export import tables

        return "".join(self.line(self.safe(row)) for row in tables.rows(report)).encode()

    def closing(self, total: str) -> bytes:
        """The total, for people."""
        return self.text(f"{total}\n") if self.shape == "text" else b""

    def json(self, line: bytes) -> bytes:
        """A line of JSON, which a terminal does not obey."""
        return (escaped_json(line.decode()).encode() if self.terminal else line) + b"\n"

    def safe(self, cells: list[str]) -> list[str]:
        """Cells that a terminal does not obey."""
        return [printable(cell) for cell in cells] if self.terminal else cells

    def line(self, cells: tuple[str, ...] | list[str]) -> str:
        """A line of a table."""
        from onrecord.export import tables

        return tables.csv_line(cells) if self.shape == "csv" else tables.tsv_line(cells)

    def text(self, text: str) -> bytes:
        """People read what their terminal can show; data is UTF-8 everywhere."""
        return text.encode() if self.file else shown(text)

    def coloured(self) -> bool:
        """Whether colours are shown: NO_COLOR (no-color.org) is stronger than FORCE_COLOR, which is for `| less -R`."""
        if os.environ.get("NO_COLOR"):
            return False
        return bool(os.environ.get("FORCE_COLOR")) or (self.terminal and os.environ.get("TERM") != "dumb")
