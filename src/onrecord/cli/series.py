"""`onrecord series`: how many, by day and by source, over the reports of a record or of files."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli import asked
from onrecord.cli.clashes import clash
from onrecord.cli.forms import Form, chosen
from onrecord.cli.output import destination, write
from onrecord.cli.printable import plural, printable
from onrecord.model.series import Kind, Line
from onrecord.model.vocabulary import Outcome
from onrecord.settings import load

if TYPE_CHECKING:
    from onrecord.cli.together import Together
    from onrecord.relate.wanted import Wanted


def series(
    outcome: Annotated[str, typer.Argument(metavar="OUTCOME", help="killed, injured, missing, displaced …")],
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE]...", help="Reports, or records as JSON lines (- for standard input)."),
    ] = None,
    place: Annotated[str | None, typer.Option(metavar="NAME", help="Where it was.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="From when it counts: 2031-05-02, 2031.")] = None,
    source: Annotated[str | None, typer.Option(metavar="NAME", help="According to whom, or which outlet.")] = None,
    counted: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Who is counted: children, soldiers; people is anybody.")
    ] = None,
    scope: Annotated[
        str | None, typer.Option(metavar="SCOPE", help="cumulative, period, incident, stock, change or unknown.")
    ] = None,
    published: Annotated[str | None, typer.Option(metavar="DATES", help="When it was published: 2031-05..")] = None,
    chart: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a chart here too, as Vega-Lite (.vl.json).")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, one line a source.")] = False,
    nl: Annotated[bool, typer.Option("--nl", help="The same as --json.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="One row a point, comma-separated.")] = False,
    tsv: Annotated[bool, typer.Option("--tsv", help="One row a point, tab-separated.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here; the ending tells the form.")
    ] = None,
    raw: Annotated[bool, typer.Option("--raw", help="Cells as they are, also those that a spreadsheet runs.")] = False,
    record: Annotated[str | None, typer.Option(metavar="PLACE", help="The record: a file or a URL.")] = None,
) -> None:
    """Follow a figure through reports: a line for each source, a point for each day.

    Counts that run from a day, of a period and of one incident are lines of their own. Copies of one wire story count
    once. Numbers that are corrected, or lower than before, are marked.

    Exit code 0: done, also where there is none. 1: failed. 2: misused. 3: some files could not be read.
    """
    shape = chosen({"json": as_json or nl, "csv": csv, "tsv": tsv}, output)
    if files and record is not None:
        raise typer.BadParameter("give FILES, or a record: one of the two")
    wrong = clash(files or [], [output, chart] if chart else [output])
    if wrong is not None:
        raise typer.BadParameter(printable(wrong))

    from onrecord.cli.together import failed, figures_of
    from onrecord.relate.wanted import Wanted

    wanted = Wanted(
        outcome=asked.one_of(Outcome, "OUTCOME", outcome),
        place=asked.name("--place", place),
        since=since,
        source=asked.name("--source", source),
        counted=counted,
        kind=asked.one_of(Kind, "--scope", scope),
    )
    days = asked.days("--published", published)
    place_of_record = load(Path.cwd(), os.environ, {"record": record}).settings.record
    form = Form(shape=shape, terminal=output is None and sys.stdout.isatty(), file=output is not None)
    found = figures_of(files, place_of_record, wanted.outcome, days)
    _write(_lines(found, wanted), form, output, chart, raw=raw)
    failed(found)


def _lines(found: Together, wanted: Wanted) -> list[Line]:
    from onrecord.record.figures import shared
    from onrecord.relate.series import series as lines_of

    tellings = [one for one in found.tellings if wanted.takes(one)]
    lines = lines_of(tellings, incidents=shared(found.incidents), families=found.families)
    return [line for line in lines if wanted.shows(line)]


def _write(lines: list[Line], form: Form, output: Path | None, chart: Path | None, *, raw: bool) -> None:
    if chart is not None:
        from onrecord.relate.charts import vega_lite

        with destination(chart) as stream:
            write(stream, json.dumps(vega_lite(lines), ensure_ascii=False, indent=1).encode() + b"\n")
    with destination(output) as stream:
        for written in _written(lines, form, raw=raw):
            write(stream, written)


def _written(lines: list[Line], form: Form, *, raw: bool) -> Iterator[bytes]:
    if form.shape == "text":
        from onrecord.cli.series_page import series_page

        width = shutil.get_terminal_size().columns
        yield form.text(series_page(lines, width=width, colour=form.coloured()))
        points = plural(sum(len(line.points) for line in lines), "point")
        yield form.closing(f"{plural(len(lines), 'line')}, {points}")
        return
    from onrecord.export import tables
    from onrecord.export.series import COLUMNS, line_json, rows

    if form.shape == "json":
        for line in lines:
            yield form.json(_json(line_json(line)))
        return
    yield form.line(COLUMNS).encode()
    for line in lines:
        for cells in rows(line):
            yield form.line(form.safe(cells if raw else [tables.neutral(cell) for cell in cells])).encode()


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
