"""`onrecord export`: the record, or some of its reports, in somebody's format."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, BinaryIO, cast

import typer

from onrecord.cli.output import destination, remedy
from onrecord.cli.printable import escaped_json
from onrecord.errors import InputError
from onrecord.settings import load


def export(
    format: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help="jsonl, csv, tsv, parquet, annotations, schema-org, followthemoney, label-studio, doccano or prodigy.",
        ),
    ],
    what: Annotated[
        list[str] | None, typer.Argument(metavar="[WHAT]...", help="Urls, keys or ids of reports; all without.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here, not to standard output.")
    ] = None,
    raw: Annotated[bool, typer.Option("--raw", help="Cells as they are, also those that a spreadsheet runs.")] = False,
    record: Annotated[str | None, typer.Option(metavar="PLACE", help="The record: a file or a URL.")] = None,
) -> None:
    """Write the record in a format that other programs read.

    Files of label-studio, doccano and prodigy come back through `onrecord review`.

    Exit code 0: done. 1: failed. 2: misused.
    """
    place = load(Path.cwd(), os.environ, {"record": record}).settings.record

    from onrecord.export import FORMATS
    from onrecord.record import open_record

    if format not in FORMATS:
        raise typer.BadParameter(f"{format!r} is no format; give one of {', '.join(FORMATS)}", param_hint="FORMAT")
    if FORMATS[format].needs_path and output is None:
        raise typer.BadParameter(f"{format} cannot be written to standard output; name a file", param_hint="-o")
    if output is None and sys.stdout.isatty() and format != "jsonl":
        raise typer.BadParameter("what reports say is not shown on a terminal as it is; name a file", param_hint="-o")
    with (
        open_record(place, create=False, write=False) as opened,
        destination(output, opened, replaced=FORMATS[format].needs_path) as file,
    ):
        stream = cast(BinaryIO, _Terminal(file)) if output is None and sys.stdout.isatty() else file
        try:
            opened.export(format, Path(file.name) if FORMATS[format].needs_path else stream, what or (), raw=raw)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise InputError(f"the output cannot be written ({error.strerror}); {remedy(error)}") from None


@dataclass(frozen=True, slots=True)
class _Terminal:
    """A terminal, to which lines of JSON are written so that it obeys nothing in them."""

    stream: BinaryIO

    def write(self, lines: bytes) -> None:
        """Lines, whole."""
        self.stream.write(b"".join(escaped_json(line).encode() + b"\n" for line in lines.decode().split("\n")[:-1]))
