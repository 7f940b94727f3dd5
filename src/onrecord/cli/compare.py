"""`onrecord compare`: reports side by side: who gives which figure, what differs, what is quoted in several."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from onrecord.cli.clashes import clash
from onrecord.cli.forms import Form, chosen
from onrecord.cli.output import destination, write
from onrecord.cli.printable import printable
from onrecord.cli.together import Together, failed, parts_of
from onrecord.settings import load

ONE = "compared"  # the name of the incident that all of them are taken to tell of


def compare(
    reports: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="REPORT...", help="Files of reports or records; or urls, keys, ids, incidents of the record."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    nl: Annotated[bool, typer.Option("--nl", help="The same as --json.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here; the ending tells the form.")
    ] = None,
    record: Annotated[str | None, typer.Option(metavar="PLACE", help="The record: a file or a URL.")] = None,
) -> None:
    """Put reports on one incident side by side.

    They are taken to tell of the same thing, since somebody compares them; what is of another day stays apart.

    Exit code 0: done. 1: failed. 2: misused. 3: some files could not be read.
    """
    shape = chosen({"json": as_json or nl}, output)
    if shape in ("csv", "tsv"):
        raise typer.BadParameter("a comparison is a page or JSON; `onrecord relate --csv` gives a table")
    if not reports:
        raise typer.BadParameter("name the reports to compare: files, or urls, keys and ids on the record")
    are_files = record is None and all(each == "-" or Path(each).exists() for each in reports)
    wrong = clash(reports if are_files else [], [output])
    if wrong is not None:
        raise typer.BadParameter(printable(wrong))
    place = load(Path.cwd(), os.environ, {"record": record}).settings.record

    found = parts_of(reports if are_files else None, place, what=reports)
    form = Form(shape=shape, terminal=output is None and sys.stdout.isatty(), file=output is not None)
    with destination(output) as stream:
        for written in _written(found, form):
            write(stream, written)
    failed(found)


def _written(found: Together, form: Form) -> Iterator[bytes]:
    from onrecord.relate.relations import relations, spoken
    from onrecord.relate.series import series

    incidents = dict.fromkeys((part.sighting for part in found.parts), ONE)
    tellings = [one for part in found.parts for one in part.tellings]
    lines = series(tellings, incidents=incidents, families=found.families)
    related = relations(found.parts, incidents=incidents, families=found.families)
    said = spoken(found.parts)
    if form.shape == "json":
        from onrecord.codec import line_of
        from onrecord.export.series import line_json

        told: dict[str, Any] = {
            "reports": [json.loads(line_of(each)) for each in found.seen],
            "figures": [line_json(line) | {"incident": None} for line in lines],
            "utterances": [json.loads(line_of(each)) for each in said],
            "relations": [json.loads(line_of(each)) for each in related],
        }
        yield form.json(json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        return
    from onrecord.cli.compare_page import compare_page

    width = shutil.get_terminal_size().columns
    yield form.text(compare_page(found.seen, lines, related, said, width=width, colour=form.coloured()))
