"""`onrecord families`: which reports have one wording, whose it is, and which hold another as an excerpt."""

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

COLUMNS = ("key", "family", "origin", "basis", "holds", "sighting", "report", "url", "outlet", "title", "published")


def families(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE]...", help="Reports, or records as JSON lines; else the record is asked."),
    ] = None,
    merge: Annotated[bool, typer.Option("--merge", help="The reports named are copies of one wording.")] = False,
    split: Annotated[bool, typer.Option("--split", help="Each report named is a copy of none it is with.")] = False,
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
    """Tell which reports are copies of one wording, and where it comes from.

    An agency that one of them names, else who published first. `holds`: reports that stand in another as an excerpt.
    What people say stands above what the machine finds: see --merge, --split and --undo.

    Exit code 0: done, also where there is no copy. 1: failed. 2: misused. 3: some files could not be read.
    """
    shape = chosen({"json": as_json or nl, "csv": csv, "tsv": tsv}, output)
    place = load(Path.cwd(), os.environ, {"record": record}).settings.record
    if merge or split or undo:
        judged("family", place, names or [], by, merge=merge, split=split, undo=undo)
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
        from onrecord.cli.incidents_page import families_page

        width = shutil.get_terminal_size().columns
        yield from (form.text(part) for part in families_page(found, width=width, colour=form.coloured(), every=every))
        return
    if form.shape == "json":
        from onrecord import codec

        yield from (form.json(codec.line_of({name: getattr(each, name) for name in COLUMNS})) for each in found)
        return
    yield form.line(COLUMNS).encode()
    for each in found:
        cells = {name: getattr(each, name) or "" for name in COLUMNS} | {"holds": "; ".join(each.holds)}
        yield form.line(form.safe(list(cells.values()))).encode()
