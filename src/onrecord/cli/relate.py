"""`onrecord relate`: how facts of different reports stand to each other, with the rule and the words that tell."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli import asked
from onrecord.cli.clashes import clash
from onrecord.cli.forms import Form, chosen
from onrecord.cli.output import destination, write
from onrecord.cli.printable import plural, printable
from onrecord.cli.together import failed, parts_of
from onrecord.model.relation import Relation, RelationKind
from onrecord.settings import load


def relate(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE]...", help="Reports, or records as JSON lines (- for standard input)."),
    ] = None,
    kind: Annotated[
        str | None, typer.Option(metavar="KIND", help="repeats, updates, supersedes, differs, contradicts, denies …")
    ] = None,
    published: Annotated[str | None, typer.Option(metavar="DATES", help="When it was published: 2031-05..")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, one line a relation.")] = False,
    nl: Annotated[bool, typer.Option("--nl", help="The same as --json.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="One row a relation, comma-separated.")] = False,
    tsv: Annotated[bool, typer.Option("--tsv", help="One row a relation, tab-separated.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here; the ending tells the form.")
    ] = None,
    raw: Annotated[bool, typer.Option("--raw", help="Cells as they are, also those that a spreadsheet runs.")] = False,
    record: Annotated[str | None, typer.Option(metavar="PLACE", help="The record: a file or a URL.")] = None,
) -> None:
    """Tell how facts of reports stand to each other: what repeats, updates, supersedes, denies or retracts what.

    Exit code 0: done, also where nothing is told. 1: failed. 2: misused. 3: some files could not be read.
    """
    shape = chosen({"json": as_json or nl, "csv": csv, "tsv": tsv}, output)
    if files and record is not None:
        raise typer.BadParameter("give FILES, or a record: one of the two")
    wrong = clash(files or [], [output])
    if wrong is not None:
        raise typer.BadParameter(printable(wrong))
    wanted = asked.one_of(RelationKind, "--kind", kind)
    days = asked.days("--published", published)
    place = load(Path.cwd(), os.environ, {"record": record}).settings.record

    from onrecord.relate.relations import relations

    form = Form(shape=shape, terminal=output is None and sys.stdout.isatty(), file=output is not None)
    found = parts_of(files, place, days)
    several = relations(found.parts, incidents=found.incidents, families=found.families)
    shown = [one for one in several if wanted is None or one.kind == wanted]
    with destination(output) as stream:
        for written in _written(shown, form, raw=raw):
            write(stream, written)
    failed(found)


def _written(several: list[Relation], form: Form, *, raw: bool) -> Iterator[bytes]:
    if form.shape == "text":
        from onrecord.cli.relations_page import relations_page

        width = shutil.get_terminal_size().columns
        yield form.text(relations_page(several, width=width, colour=form.coloured()))
        yield form.closing(plural(len(several), "relation"))
    elif form.shape == "json":
        from onrecord.codec import line_of

        for one in several:
            yield form.json(line_of(one))
    else:
        from onrecord.cli.relations_page import COLUMNS, row
        from onrecord.export import tables

        yield form.line(COLUMNS).encode()
        for one in several:
            cells = row(one)
            yield form.line(form.safe(cells if raw else [tables.neutral(cell) for cell in cells])).encode()
