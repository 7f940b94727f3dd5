"""`onrecord search`: facts on the record, by words and by what is known of them, each in its context."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Annotated, Any, get_args

import typer

from onrecord.cli.forms import Form, chosen
from onrecord.cli.output import destination, write
from onrecord.cli.printable import plural, printable
from onrecord.errors import InputError
from onrecord.model.change import FactKind
from onrecord.model.query import Dates, Hit, Query, asked, dates
from onrecord.model.vocabulary import Form as StatementForm
from onrecord.model.vocabulary import Outcome, Polarity
from onrecord.settings import load

LIMIT = 20  # facts, where nothing else is asked for


def search(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WORDS]...", help='Words: flood "its banks" evacuat* dam OR dyke -drill'),
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
    confidence: Annotated[float | None, typer.Option(metavar="MIN", help="At least so sure, 0 to 1.")] = None,
    limit: Annotated[int, typer.Option(metavar="NUMBER", min=1, help="How many facts at most.")] = LIMIT,
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
        words=" ".join(words or ()),
        who=_name("--who", who),
        about=_name("--about", about),
        place=_name("--place", place),
        outlet=_name("--outlet", outlet),
        kind=_one_of(FactKind, "--kind", kind),
        outcome=_one_of(Outcome, "--outcome", outcome),
        form=_one_of(StatementForm, "--form", form),
        polarity=_one_of(Polarity, "--polarity", polarity),
        confidence=_share(confidence),
        said=_dates("--said", said),
        published=_dates("--published", published),
    )
    try:
        asked(query.words)
    except InputError as error:
        raise typer.BadParameter(printable(str(error))) from None
    settings = load(Path.cwd(), os.environ, {"record": record}).settings

    from onrecord.record import open_record

    told = Form(shape=shape, terminal=output is None and sys.stdout.isatty(), file=output is not None)
    with open_record(settings.record, create=False, write=False) as opened, destination(output, opened) as stream:
        count = 0
        write(stream, _opening(told))
        for hit in opened.search(query, limit=limit, after=after):
            count += 1
            write(stream, _hit(hit, told, raw=raw))
        more = f"; more with --limit {limit * 5}" if count == limit else ""
        write(stream, told.closing(f"{plural(count, 'fact')}{more}"))


def _opening(form: Form) -> bytes:
    if form.shape not in ("csv", "tsv"):
        return b""
    from onrecord.export import tables

    return form.line((*tables.COLUMNS, "sighting", "passage", "score")).encode()


def _hit(hit: Hit, form: Form, *, raw: bool) -> bytes:
    if form.shape == "json":
        from onrecord import codec

        return form.json(codec.line_of(hit))
    if form.shape == "text":
        from onrecord.cli.context import hit_page

        return form.text(hit_page(hit, width=shutil.get_terminal_size().columns, colour=form.coloured()))
    from onrecord.export import tables

    about = {name: getattr(hit, name) for name in ("key", "report", "url", "outlet", "title", "published")}
    score = "" if hit.score is None else f"{hit.score:.3g}"
    more = (hit.sighting, hit.passage.exact, score)
    return form.line(form.safe(tables.row(about, hit.fact, hit.names, hit.times, more=more, raw=raw))).encode()


def _one_of(vocabulary: Any, option: str, given: str | None) -> Any:
    """A word of a closed vocabulary."""
    words = get_args(vocabulary)
    if given is not None and given not in words:
        raise typer.BadParameter(printable(f"{given[:80]!r} is none of {', '.join(words)}"), param_hint=option)
    return given


def _name(option: str, given: str | None) -> str | None:
    if given is not None and not any(letter.isalnum() for letter in given):
        raise typer.BadParameter("give a name with a letter or digit in it", param_hint=option)
    return given


def _share(given: float | None) -> float | None:
    if given is not None and not 0 <= given <= 1:
        raise typer.BadParameter("give a number from 0 to 1", param_hint="--confidence")
    return given


def _dates(option: str, given: str | None) -> Dates | None:
    try:
        return None if given is None else dates(given, "dates")
    except InputError as error:
        raise typer.BadParameter(printable(str(error).removeprefix("dates: ")), param_hint=option) from None
