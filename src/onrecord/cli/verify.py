"""`onrecord verify`: the record, a file of records, or anybody's citations, proved from the stored words."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.forms import chosen
from onrecord.settings import load


def verify(
    file: Annotated[
        str | None, typer.Argument(metavar="[FILE]", help="Records as JSON lines; - is standard input.")
    ] = None,
    record: Annotated[str | None, typer.Option(metavar="PLACE", help="The record to prove: a file or a URL.")] = None,
    citations: Annotated[
        str | None, typer.Option(metavar="CSV", help="Hold these citations against the record; - is standard input.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="List every lie, not the first alone.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Verdicts on citations as JSON lines.")] = False,
    nl: Annotated[bool, typer.Option("--nl", help="The same as --json.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="Verdicts as the CSV given, with columns added.")] = False,
    tsv: Annotated[bool, typer.Option("--tsv", help="The same, separated by tabs.")] = False,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write verdicts here.")] = None,
    raw: Annotated[bool, typer.Option("--raw", help="Cells as they are, also those that a spreadsheet runs.")] = False,
) -> None:
    """Prove what is stored: the record, or the records in FILE.

    Every span, hash, id, reference and seal is worked out once more, and nothing is taken on trust. With --citations,
    each row of a CSV (url or key or id; quote or figure) is told to be verified, moved or not found.

    Exit code 0: all of it holds. 1: it does not. 2: misused. 3: some rows of the CSV cannot be understood.
    """
    if file is not None and (record is not None or citations is not None):
        raise typer.BadParameter("prove a FILE, or the record: give one of them")
    if citations is None and (as_json or nl or csv or tsv or output or raw):
        raise typer.BadParameter("the forms of output are for --citations; what a proof finds is told in words")
    place = load(Path.cwd(), os.environ, {"record": record}).settings.record
    if citations is not None:
        from onrecord.cli.verify_citations import verify_citations

        verify_citations(
            place, citations, chosen({"json": as_json or nl, "csv": csv, "tsv": tsv}, output), output, raw=raw
        )
    elif file is not None or (record is None and _piped(place)):
        from onrecord.cli.verify_file import verify_file

        verify_file(file or "-", every)
    else:
        from onrecord.cli.verify_record import verify_record

        verify_record(place, every)


def _piped(place: str) -> bool:
    """Whether records are piped in, and there is no record where one would be proved."""
    return not sys.stdin.isatty() and "://" not in place and not Path(place).exists()
