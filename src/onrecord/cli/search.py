"""`onrecord search`: facts on the record, by words and by what is known of them, each in its context."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli import asked
from onrecord.cli.forms import Form, chosen
from onrecord.cli.output import destination, write
from onrecord.cli.printable import plural, printable
from onrecord.model.change import FactKind
from onrecord.model.query import Hit, Query
from onrecord.model.vocabulary import Form as StatementForm
from onrecord.model.vocabulary import Outcome, Polarity, Status
from onrecord.settings import load

LIMIT = "20"  # facts, where nothing else is asked for


def search(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WORDS]...", help="Words: 'flood \"its banks\" evacuat* dam OR dyke -drill'"),
    ] = None,
    who: Annotated[str | None, typer.Option(metavar="NAME", help="Who said it, or according to whom.")] = None,
    about: Annotated[str | None, typer.Option(metavar="NAME", help="Who or what its words mention.")] = None,
    place: Annotated[str | None, typer.Option(metavar="NAME", help="Where it was.")] = None,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help="statement, figure or event.")] = None,
    outcome: Annotated[str | None, typer.Option(metavar="OUTCOME", help="killed, injured, displaced …")] = None,
    said: Annotated[
        str | None, typer.Option(metavar="DATES", help="When it was said: 2031, 2031-05..2031-08, ..2031-05-14.")
    ] = None,
    published: Annotated[str | None, typer.Option(metavar="DATES", help="When it was published.")] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Who published it.")] = None,
    form: Annotated[str | None, typer.Option(metavar="FORM", help="direct, indirect or mixed.")] = None,
    polarity: Annotated[str | None, typer.Option(metavar="POLARITY", help="said, denied, declined …")] = None,
    status: Annotated[
        str | None, typer.Option(metavar="STATUS", help="Of an event: happened, planned, cancelled, did_not_happen …")
    ] = None,
    confidence: Annotated[str | None, typer.Option(metavar="MIN", help="At least so sure, 0 to 1.")] = None,
    newest: Annotated[bool, typer.Option("--newest", help="Of the newest version of each report alone.")] = False,
    limit: Annotated[str, typer.Option(metavar="NUMBER", help="How many facts at most.")] = LIMIT,
    after: Annotated[str | None, typer.Option(metavar="CURSOR", help="Go on after this hit of --json.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, one line a fact.")] = False,
    nl: Annotated[bool, typer.Option("--nl", help="The same as --json.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="One row a fact, comma-separated.")] = False,
    tsv: Annotated[bool, typer.Option("--tsv", help="One row a fact, tab-separated.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here; the ending tells the form.")
    ] = None,
    raw: Annotated[bool, typer.Option("--raw", help="Cells as they are, also those that a spreadsheet runs.")] = False,
    record: Annotated[str | None, typer.Option(metavar="PLACE", help="The record: a file or a URL.")] = None,
) -> None:
    """Search the record for statements, figures and events.

    All words have to stand in one passage; the best come first, and without words the newest.

    Exit code 0: done, also where nothing is found. 1: failed. 2: misused.
    """
    shape = chosen({"json": as_json or nl, "csv": csv, "tsv": tsv}, output)
    query = Query(
        who=asked.name("--who", who),
        about=asked.name("--about", about),
        place=asked.name("--place", place),
        outlet=asked.name("--outlet", outlet),
        kind=asked.one_of(FactKind, "--kind", kind),
        outcome=asked.one_of(Outcome, "--outcome", outcome),
        form=asked.one_of(StatementForm, "--form", form),
        polarity=asked.one_of(Polarity, "--polarity", polarity),
        status=asked.one_of(Status, "--status", status),
        confidence=asked.share("--confidence", confidence),
        said=asked.days("--said", said),
        published=asked.days("--published", published),
        newest=newest,
        words=asked.words(words),
    )
    most = asked.count("--limit", limit)
    settings = load(Path.cwd(), os.environ, {"record": record}).settings

    from onrecord.record import open_record

    told = Form(shape=shape, terminal=output is None and sys.stdout.isatty(), file=output is not None)
    with open_record(settings.record, create=False, write=False) as opened, destination(output, opened) as stream:
        last: Hit | None = None
        count = 0
        hits = asked.begun(opened.search(query, limit=most, after=after), after)
        write(stream, _opening(told))
        for hit in hits:
            count += 1
            write(stream, _hit(hit, told, last, raw=raw))
            last = hit
        more = f"; more with --limit {most * 5}" if count == most else ""
        write(stream, told.closing(f"{'' if last is None else chr(10)}{plural(count, 'fact')}{more}"))
        without = asked.factless(opened, query) if count < most and after is None else None
        if without:
            sys.stderr.write(f"onrecord: {without}\n")
        for option in () if count else asked.unmatched(opened, query):
            sys.stderr.write(f"onrecord: no fact on the record has {printable(option)}; names match by whole words\n")


def _opening(form: Form) -> bytes:
    if form.shape not in ("csv", "tsv"):
        return b""
    from onrecord.export import tables

    return form.line((*tables.COLUMNS, "sighting", "passage", "score", "newer", "judged")).encode()


def _hit(hit: Hit, form: Form, last: Hit | None, *, raw: bool) -> bytes:
    if form.shape == "json":
        from onrecord import codec

        return form.json(codec.line_of(hit))
    if form.shape == "text":
        from onrecord.cli.context import hit_page

        width = shutil.get_terminal_size().columns
        return form.text(hit_page(hit, width=width, colour=form.coloured(), after=last))
    from onrecord.cli.history import said_of
    from onrecord.export import tables

    about = {name: getattr(hit, name) for name in ("key", "report", "url", "outlet", "title", "published")}
    score = "" if hit.score is None else f"{hit.score:.3g}"
    more = (hit.sighting, hit.passage.exact.rstrip(), score, hit.newer or "", said_of(hit.judged))
    return form.line(form.safe(tables.row(about, hit.fact, hit.names, hit.times, more=more, raw=raw))).encode()
