"""`onrecord incidents`: which reports tell of the same incident, on a record or in files, and what people say of it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.clashes import clash
from onrecord.cli.forms import Form, chosen
from onrecord.cli.grouped import judged, of_files, of_record
from onrecord.cli.output import destination, write
from onrecord.cli.printable import printable
from onrecord.settings import load

if TYPE_CHECKING:
    from onrecord.model.trace import Placed

COLUMNS = ("key", "group", "family", "why", "sighting", "report", "url", "outlet", "title", "published")


def incidents(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE]...", help="Reports, or records as JSON lines; else the record is asked."),
    ] = None,
    merge: Annotated[bool, typer.Option("--merge", help="The reports named tell of one incident.")] = False,
    split: Annotated[bool, typer.Option("--split", help="Each report named belongs to none it is with.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Nothing is said of the reports named any more.")] = False,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who says so.")] = None,
    every: Annotated[bool, typer.Option("--all", help="For people: reports that are alone, too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, one line a report.")] = False,
    nl: Annotated[bool, typer.Option("--nl", help="The same as --json.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="One row a report, comma-separated.")] = False,
    tsv: Annotated[bool, typer.Option("--tsv", help="One row a report, tab-separated.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here; the ending tells the form.")
    ] = None,
    record: Annotated[str | None, typer.Option(metavar="PLACE", help="The record: a file or a URL.")] = None,
) -> None:
    """Tell which reports are of the same incident, and why.

    Incidents grow as reports are added. What people say stands above what the machine finds: --merge and --split take
    urls, keys or ids of reports on the record, and --undo takes back what was said of them.

    Exit code 0: done, also where no two belong together. 1: failed. 2: misused. 3: some files could not be read.
    """
    shape = chosen({"json": as_json or nl, "csv": csv, "tsv": tsv}, output)
    place = load(Path.cwd(), os.environ, {"record": record}).settings.record
    if merge or split or undo:
        judged("incident", place, names or [], by, merge=merge, split=split, undo=undo)
        return
    if names and record is not None:
        raise typer.BadParameter("give FILES, or a record: one of the two")
    wrong = clash(names or [], [output])
    if wrong is not None:
        raise typer.BadParameter(printable(wrong))
    form = Form(shape=shape, terminal=output is None and sys.stdout.isatty(), file=output is not None)
    found = of_files(names) if names else of_record(place)
    with found as reports, destination(output) as stream:
        for part in _written(reports, form, every=every):
            write(stream, part)


def _written(found: Iterable[Placed], form: Form, *, every: bool) -> Iterator[bytes]:
    if form.shape == "text":
        from onrecord.cli.incidents_page import incidents_page

        width = shutil.get_terminal_size().columns
        yield from (form.text(part) for part in incidents_page(found, width=width, colour=form.coloured(), every=every))
        return
    if form.shape == "json":
        from onrecord import codec

        yield from (form.json(codec.line_of({name: getattr(each, name) for name in COLUMNS})) for each in found)
        return
    yield form.line(COLUMNS).encode()
    for each in found:
        yield form.line(form.safe([getattr(each, name) or "" for name in COLUMNS])).encode()
